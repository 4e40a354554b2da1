/* Tables with a heading, as spreadsheets write them: a row an item.  Texts in them are Markdown. */
#include "exchange/complete.h"
#include "exchange/csv_columns.h"

#include <stdlib.h>
#include <string.h>

static void add_cell(struct str *row, const char *text)
{
    if (row->length)
        str_add_char(row, ',');
    separated_add(row, text && !complete_is_default(text) ? text : "", ',');
}

/* Entries with an empty line between them, which none of them has inside. */
static void add_list(struct str *row, const struct strings *entries, const char *between)
{
    struct str cell;
    str_init(&cell);
    for (size_t i = 0; i < entries->count; i++)
        str_addf(&cell, "%s%s", i ? between : "", entries->items[i]);
    add_cell(row, cell.text);
    str_release(&cell);
}

static const char *kind_word(const struct item *item)
{
    if (item->kind == ITEM_CARD)
        return ((const struct card *)item)->cloze ? "gaps" : "card";
    return question_kind_name(((const struct question *)item)->kind);
}

/* The right answer: letters of options, a number, or dimensions; lines stand in their right order anyway. */
static void add_answer(struct str *row, const struct question *question)
{
    struct str cell;
    str_init(&cell);
    for (size_t i = 0; i < question->option_count; i++)
        if (question->options[i].right)
            str_addf(&cell, "%s%c", cell.length ? " " : "", (char)('A' + i));
    for (size_t i = 0; i < question->answer.count; i++)
        str_addf(&cell, "%s%s", i ? ", " : "", question->answer.items[i]);
    add_cell(row, cell.text);
    str_release(&cell);
}

static void add_tolerance(struct str *row, const struct question *question)
{
    char text[64] = "";
    if (question->kind == QUESTION_NUMBER && question->relative > 0)
        snprintf(text, sizeof text, "%.12g%%", 100 * question->relative);
    else if (question->kind == QUESTION_NUMBER)
        snprintf(text, sizeof text, "%.12g", question->tolerance);
    add_cell(row, text);
}

static void add_question(struct str *row, const struct question *question)
{
    add_cell(row, question->stem);
    add_answer(row, question);
    add_tolerance(row, question);
    add_cell(row, question->why);
    add_cell(row, question->explanation);
    add_list(row, &question->hints, "\n\n");
    add_list(row, &question->item.sources, "\n");
    for (size_t i = 0; i < QUESTION_OPTIONS_MAX; i++) {
        bool option = i < question->option_count;
        add_cell(row, option ? question->options[i].text : i < question->lines.count ? question->lines.items[i] : "");
        add_cell(row, option ? question->options[i].why : "");
    }
}

static void add_card(struct str *row, const struct card *card)
{
    add_cell(row, card->cloze ? card->cloze : card->front);
    add_cell(row, card->cloze ? "" : card->back);
    for (int i = 0; i < 4; i++)
        add_cell(row, "");
    add_list(row, &card->item.sources, "\n");
    for (size_t i = 0; i < 2 * QUESTION_OPTIONS_MAX; i++)
        add_cell(row, "");
}

static void add_item(struct str *row, const struct item *item)
{
    const struct question *question = item->kind == ITEM_QUESTION ? (const struct question *)item : NULL;
    add_cell(row, item->id);
    add_cell(row, item->topic->id);
    add_cell(row, kind_word(item));
    add_cell(row, level_name(item->level));
    add_cell(row, question ? category_name(question->category) : "");
    add_cell(row, question ? question->title : "");
    if (question)
        add_question(row, question);
    else
        add_card(row, (const struct card *)item);
}

static int write_rows(const struct selection *selection, FILE *out, struct err *err)
{
    struct str row;
    (void)err;
    str_init(&row);
    fputs("id,topic,kind,level,category,title,front,back,tolerance,reason,explanation,hints,sources", out);
    for (int i = 1; i <= QUESTION_OPTIONS_MAX; i++)
        fprintf(out, ",option %d,why %d", i, i);
    fputs("\n", out);
    for (size_t i = 0; i < selection->count; i++) {
        str_clear(&row);
        add_item(&row, selection->items[i]);
        fprintf(out, "%s\n", row.text);
    }
    str_release(&row);
    return 0;
}

static int read_rows(struct import *import, struct err *err)
{
    struct record record = {0};
    struct csv_columns columns;
    const char *start = import->source.bytes;
    (void)err;
    start += strspn(start, "\n");
    struct separated rows = {.import = import, .next = start, .separator = separated_guess(start)};
    if (!rows.separator) {
        struct span span = import_span(import, start);
        import_lost(import, &span,
                    "one field where front and back are needed; there is no comma, semicolon, tab or pipe between them");
        return 0;
    }
    bool more = separated_next(&rows, &record);
    if (more && csv_columns_read(&columns, import, &record))
        more = separated_next(&rows, &record);
    for (; more; more = separated_next(&rows, &record))
        csv_take(import, &columns, &record);
    record_release(&record);
    return 0;
}

const struct format format_csv = {
    .name = "csv",
    .extension = "csv",
    .holds = KIND_CARD | KIND_CLOZE | KIND_SINGLE | KIND_MULTIPLE | KIND_NUMBER | KIND_ORDER | KIND_SHAPE | PART_ID | PART_LEVEL |
             PART_CATEGORY | PART_TITLE | PART_EXPLANATION | PART_REASONS | PART_HINTS | PART_SOURCES | PART_GAP_HINTS,
    .write = write_rows,
    .read = read_rows,
};
