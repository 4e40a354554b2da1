#include "tui/blocks.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 14, RECORD_INDENT = 2, RECORD_GAP = 3 };

/* How wide a column is; numbers stand point under point, so that their two sides count apart. */
struct column {
    size_t width;
    size_t left; /* numbers: columns before the point */
    size_t word; /* the longest word: below that the column cannot be read */
    bool numeric;
};

struct table {
    const struct block *block;
    struct column *columns;
    const char **texts; /* rows * columns, clean */
    size_t rows, count; /* count: columns */
};

static const char *text_at(const struct table *table, size_t row, size_t column)
{
    return table->texts[row * table->count + column];
}

static enum style style_at(const struct table *table, size_t row, size_t column)
{
    return lit_style(table->block->table.cells[row * table->count + column].style, row && row == table->block->table.selected);
}

/* What is no number ends where the numbers end. */
static bool is_special(const char *text)
{
    return !strcmp(text, "NaN") || !strcmp(text, "inf") || !strcmp(text, "-inf");
}

static size_t before_point(const char *text)
{
    const char *point = strchr(text, '.');
    return point ? utf8_width(text, (size_t)(point - text)) : utf8_width_string(text);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Longer words than WORD_MAX may be broken. */
static size_t longest_word(const char *text)
{
    size_t longest = 0;
    while (*text) {
        size_t length = strcspn(text, " "), width = utf8_width(text, length);
        longest = larger(longest, width < WORD_MAX ? width : WORD_MAX);
        text += length;
        text += strspn(text, " ");
    }
    return longest;
}

static void measure_column(struct table *table, size_t index)
{
    struct column *column = &table->columns[index];
    size_t head = utf8_width_string(text_at(table, 0, index)), right = 0, left = 0;
    column->numeric = view_column_is_numeric(table->block, index);
    if (column->numeric && table->block->table.room)
        left = table->block->table.room[index];
    for (size_t row = 1; row < table->rows; row++) {
        const char *text = text_at(table, row, index);
        if (column->numeric && is_special(text)) {
            head = larger(head, utf8_width_string(text));
            continue;
        }
        size_t before = column->numeric ? before_point(text) : utf8_width_string(text);
        left = larger(left, before);
        right = larger(right, utf8_width_string(text) - before);
    }
    for (size_t row = 0; row < table->rows; row++)
        column->word = larger(column->word, longest_word(text_at(table, row, index)));
    column->width = larger(head, left + right);
    column->left = column->width - right;
}

static size_t total_width(const struct table *table, size_t from, size_t to)
{
    size_t width = table->columns[0].width;
    for (size_t i = from; i < to; i++)
        width += GAP + table->columns[i].width;
    return width;
}

/* Text columns give way, the widest first, down to their longest word; false if that does not do, or would leave too little of
 * them. */
static bool shrink(struct table *table, size_t room)
{
    if (2 * total_width(table, 1, table->count) > 3 * room)
        return false;
    while (total_width(table, 1, table->count) > room) {
        struct column *widest = NULL;
        for (size_t i = 0; i < table->count; i++) {
            struct column *column = &table->columns[i];
            if (column->width > column->word && (!widest || column->width > widest->width))
                widest = column;
        }
        if (!widest)
            return false;
        widest->width--;
    }
    return true;
}

static void paint_number(struct painter *painter, const struct table *table, size_t row, size_t column, size_t at, size_t on)
{
    const struct column *measured = &table->columns[column];
    const char *text = text_at(table, row, column);
    size_t width = utf8_width_string(text);
    size_t before = row == 0 || is_special(text) ? measured->width - width : measured->left - before_point(text);
    painter_text(painter, on, at + before, width, text, style_at(table, row, column));
}

/* A cell may take several rows of the screen; those below the first are made where needed. */
static void paint_words(struct painter *painter, const struct table *table, size_t row, size_t column, size_t at, size_t on)
{
    const struct span span = {text_at(table, row, column), style_at(table, row, column)};
    const struct spans spans = {&span, 1};
    size_t below = painter->row;
    painter->row = on;
    painter_spans(painter, at, table->columns[column].width, &spans, true, false);
    painter->row = larger(painter->row, below);
}

/* The first column and those from `from` up to `to`. */
static void paint_columns(struct painter *painter, const struct table *table, size_t from, size_t to)
{
    size_t list = painter->row;
    for (size_t row = 0; row < table->rows; row++) {
        size_t first = painter_row(painter), at = table->block->indent;
        for (size_t column = 0; column < to; column++) {
            if (column && column < from)
                continue;
            if (table->columns[column].numeric)
                paint_number(painter, table, row, column, at, first);
            else
                paint_words(painter, table, row, column, at, first);
            at += table->columns[column].width + GAP;
        }
        if (row && row == table->block->table.selected)
            painter_mark(painter, list, first, painter->row - 1);
    }
}

/* As many columns side by side as fit, then the others below with the first column once more.  The first group is followed. */
static void paint_groups(struct painter *painter, struct table *table, size_t room)
{
    struct spot followed = painter->spot;
    for (size_t from = 1; from < table->count;) {
        size_t to = from + 1;
        while (to < table->count && total_width(table, from, to + 1) <= room)
            to++;
        size_t width = total_width(table, from, to), over = width > room ? width - room : 0;
        struct column *words = &table->columns[from]; /* alone, and too wide: they go on below */
        if (!words->numeric && over && words->width >= over + words->word)
            words->width -= over;
        if (from > 1)
            painter_row(painter);
        paint_columns(painter, table, from, to);
        if (from == 1)
            followed = painter->spot;
        from = to;
    }
    painter->spot = followed;
}

/* "notes read 0 of 3   cards learned 0 of 5": the cells of a row behind their heads, those with nothing in them left out. */
static struct spans record(struct painter *painter, const struct table *table, size_t row)
{
    struct span *spans = arena_new(&painter->arena, 2 * table->count, sizeof *spans);
    size_t count = 0;
    for (size_t column = 1; column < table->count; column++) {
        const char *text = text_at(table, row, column);
        if (!text[0])
            continue;
        const char *head = arena_print(&painter->arena, "%*s%s ", count ? RECORD_GAP : 0, "", text_at(table, 0, column));
        spans[count++] = (struct span){head, STYLE_DIM};
        spans[count++] = (struct span){text, style_at(table, row, column)};
    }
    return (struct spans){spans, count};
}

/* Where columns would be too narrow to be read: each row as a name with what belongs to it below. */
static void paint_records(struct painter *painter, const struct table *table)
{
    size_t list = painter->row, indent = table->block->indent;
    for (size_t row = 1; row < table->rows; row++) {
        const struct span name = {text_at(table, row, 0), style_at(table, row, 0)};
        const struct spans names = {&name, 1}, rest = record(painter, table, row);
        size_t first = painter->row;
        painter_spans(painter, indent, painter_width(painter, indent), &names, true, false);
        if (rest.count)
            painter_spans(painter, indent + RECORD_INDENT, painter_width(painter, indent + RECORD_INDENT), &rest, true, false);
        if (row == table->block->table.selected)
            painter_mark(painter, list, first, painter->row - 1);
    }
}

static void table_init(struct table *table, struct painter *painter, const struct block *block)
{
    *table = (struct table){.block = block, .rows = block->table.rows, .count = block->table.columns};
    table->columns = mem_new(table->count, sizeof *table->columns);
    table->texts = mem_new(table->rows * table->count, sizeof *table->texts);
    for (size_t i = 0; i < table->rows * table->count; i++)
        table->texts[i] = painter_clean(painter, block->table.cells[i].text);
    for (size_t i = 0; i < table->count; i++)
        measure_column(table, i);
}

void block_table_paint(struct painter *painter, const struct block *block)
{
    struct table table;
    if (!block->table.rows || !block->table.columns)
        return;
    table_init(&table, painter, block);
    size_t room = painter_width(painter, block->indent);
    if (block->table.numeric && total_width(&table, 1, table.count) > room)
        paint_groups(painter, &table, room);
    else if (block->table.numeric || shrink(&table, room))
        paint_columns(painter, &table, 1, table.count);
    else
        paint_records(painter, &table);
    free(table.columns);
    free(table.texts);
}
