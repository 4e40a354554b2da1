#include "exchange/csv_columns.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    enum csv_column column;
} names[] = {
    {"id", CSV_ID},
    {"topic", CSV_TOPIC},
    {"tags", CSV_TOPIC},
    {"deck", CSV_TOPIC},
    {"kind", CSV_KIND},
    {"type", CSV_KIND},
    {"level", CSV_LEVEL},
    {"difficulty", CSV_LEVEL},
    {"category", CSV_CATEGORY},
    {"title", CSV_TITLE},
    {"front", CSV_FRONT},
    {"question", CSV_FRONT},
    {"term", CSV_FRONT},
    {"stem", CSV_FRONT},
    {"text", CSV_FRONT},
    {"q", CSV_FRONT},
    {"back", CSV_BACK},
    {"answer", CSV_BACK},
    {"definition", CSV_BACK},
    {"correct", CSV_BACK},
    {"a", CSV_BACK},
    {"tolerance", CSV_TOLERANCE},
    {"reason", CSV_REASON},
    {"explanation", CSV_EXPLANATION},
    {"feedback", CSV_EXPLANATION},
    {"hints", CSV_HINTS},
    {"hint", CSV_HINTS},
    {"sources", CSV_SOURCES},
    {"source", CSV_SOURCES},
};

/* "option 3", "choice 3", "why 3": the column, CSV_COLUMNS for anything else. */
static enum csv_column numbered_column(const char *name)
{
    static const struct {
        const char *word;
        enum csv_column first;
    } words[] = {{"option", CSV_OPTION}, {"choice", CSV_OPTION}, {"why", CSV_WHY}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i].word);
        if (strncasecmp(name, words[i].word, length) != 0)
            continue;
        name += length + strspn(name + length, " _-");
        bool letter = isalpha((unsigned char)*name) && !name[1];
        unsigned long number = letter ? (unsigned long)(toupper((unsigned char)*name) - 'A' + 1) : strtoul(name, NULL, 10);
        return number >= 1 && number <= QUESTION_OPTIONS_MAX ? (enum csv_column)(words[i].first + number - 1) : CSV_COLUMNS;
    }
    return CSV_COLUMNS;
}

static enum csv_column column_of(const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(names[i].name, name) == 0)
            return names[i].column;
    return numbered_column(name);
}

bool csv_columns_read(struct csv_columns *columns, struct import *import, const struct record *record)
{
    *columns = (struct csv_columns){.places = {0}};
    for (size_t i = 0; i < record->count; i++) {
        enum csv_column column = column_of(record->items[i].text);
        if (column < CSV_COLUMNS && !columns->places[column])
            columns->places[column] = i + 1;
    }
    if (columns->places[CSV_FRONT] && (columns->places[CSV_BACK] || columns->places[CSV_OPTION])) {
        for (size_t i = 0; i < record->count; i++) {
            struct span span = import_span(import, record->items[i].at);
            if (column_of(record->items[i].text) == CSV_COLUMNS)
                import_remark(import, &span, "the column '%.40s' has no place here", record->items[i].text);
        }
        return true;
    }
    *columns = (struct csv_columns){.places = {[CSV_FRONT] = 1, [CSV_BACK] = 2}};
    return false;
}

/* A row on its way to an item. */
struct row {
    struct import *import;
    const struct csv_columns *columns;
    const struct record *record;
    struct span span;
    struct node *item;
};

static const char *cell(const struct row *row, enum csv_column column)
{
    size_t place = row->columns->places[column];
    return place ? record_field(row->record, place - 1) : "";
}

static void put(const struct row *row, const char *key, enum csv_column column)
{
    draft_put_text(&row->import->arena, row->item, key, cell(row, column));
}

/* The parts of a cell between `between`. */
static void put_list(const struct row *row, const char *key, enum csv_column column, const char *between)
{
    struct arena *arena = &row->import->arena;
    struct node *list = draft_list(arena, row->span);
    for (const char *text = cell(row, column), *end; *text; text = end + (*end ? strlen(between) : 0)) {
        end = strstr(text, between);
        end = end ? end : text + strlen(text);
        if (end > text)
            draft_add(list, draft_text(arena, arena_string_n(arena, text, (size_t)(end - text)), row->span));
    }
    if (list->first)
        draft_put(arena, row->item, key, list);
}

/* True for "B" and "A, C": letters, or numbers from 1. */
static bool are_marks(const char *back)
{
    size_t marks = 0;
    for (const char *c = back; *c; c++) {
        bool mark = strchr("ABCDEFGHabcdefgh12345678", *c) != NULL;
        bool alone = (c == back || !isalnum((unsigned char)c[-1])) && !isalnum((unsigned char)c[1]);
        if ((mark && !alone) || (!mark && !strchr(" ,;", *c)))
            return false;
        marks += mark;
    }
    return marks > 0;
}

static bool is_marked(const char *back, size_t index)
{
    return strchr(back, (int)('A' + index)) || strchr(back, (int)('a' + index)) || strchr(back, (int)('1' + index));
}

/* The options with those that `back` names, by letter or by their text; returns how many are right. */
static size_t put_options(const struct row *row, const char *back)
{
    struct arena *arena = &row->import->arena;
    struct node *list = draft_list(arena, row->span);
    bool marks = are_marks(back);
    size_t rights = 0;
    for (size_t i = 0; i < QUESTION_OPTIONS_MAX; i++) {
        const char *text = cell(row, (enum csv_column)(CSV_OPTION + i));
        if (!*text)
            continue;
        struct node *option = draft_map(arena, row->span);
        bool right = marks ? is_marked(back, i) : strcmp(text, back) == 0;
        draft_put_text(arena, option, "text", text);
        draft_put_text(arena, option, "right", right ? "true" : NULL);
        draft_put_text(arena, option, "why", cell(row, (enum csv_column)(CSV_WHY + i)));
        draft_add(list, option);
        rights += right;
    }
    draft_put(arena, row->item, "options", list);
    return rights;
}

static void put_lines(const struct row *row)
{
    struct node *list = draft_list(&row->import->arena, row->span);
    for (size_t i = 0; i < QUESTION_OPTIONS_MAX; i++) {
        const char *text = cell(row, (enum csv_column)(CSV_OPTION + i));
        if (*text)
            draft_add(list, draft_text(&row->import->arena, text, row->span));
    }
    draft_put(&row->import->arena, row->item, "lines", list);
}

/* "0.01", or "1%" as a share. */
static void put_tolerance(const struct row *row)
{
    const char *text = cell(row, CSV_TOLERANCE);
    size_t length = strlen(text);
    if (length && text[length - 1] == '%')
        draft_put_text(&row->import->arena, row->item, "relative",
                       arena_print(&row->import->arena, "%.12g", strtod(text, NULL) / 100));
    else
        draft_put_text(&row->import->arena, row->item, "tolerance", text);
}

static void put_dimensions(const struct row *row)
{
    struct node *list = draft_list(&row->import->arena, row->span);
    for (const char *text = cell(row, CSV_BACK); *(text += strcspn(text, "0123456789"));) {
        size_t length = strspn(text, "0123456789");
        draft_add(list, draft_text(&row->import->arena, arena_string_n(&row->import->arena, text, length), row->span));
        text += length;
    }
    draft_put(&row->import->arena, row->item, "answer", list);
}

static void take_question(const struct row *row, const char *kind)
{
    size_t rights = 0;
    bool order = strcmp(kind, "order") == 0, shape = strcmp(kind, "shape") == 0, number = strcmp(kind, "number") == 0;
    put(row, "category", CSV_CATEGORY);
    put(row, "title", CSV_TITLE);
    put(row, "stem", CSV_FRONT);
    if (order)
        put_lines(row);
    else if (shape)
        put_dimensions(row);
    else if (number)
        put(row, "answer", CSV_BACK), put_tolerance(row);
    else
        rights = put_options(row, cell(row, CSV_BACK));
    if (order || shape || number)
        put(row, "why", CSV_REASON);
    draft_put_text(&row->import->arena, row->item, "kind", *kind ? kind : rights > 1 ? "multiple" : "single");
    put(row, "explanation", CSV_EXPLANATION);
    put_list(row, "hints", CSV_HINTS, "\n\n");
    import_add(row->import, "questions", row->item);
}

static void take_card(const struct row *row, const char *kind)
{
    const char *front = cell(row, CSV_FRONT), *back = cell(row, CSV_BACK);
    bool gaps = strcmp(kind, "gaps") == 0 || strcmp(kind, "cloze") == 0 || (!*kind && !*back && strstr(front, "{{"));
    if (!*back && !gaps) {
        import_lost(row->import, &row->span,
                    row->columns->places[CSV_BACK] > row->record->count ? "the field for the back is missing"
                                                                        : "the back is empty");
        return;
    }
    put(row, gaps ? "cloze" : "front", CSV_FRONT);
    if (!gaps)
        put(row, "back", CSV_BACK);
    import_add(row->import, "cards", row->item);
}

/* A word that tells a kind here; other tables have columns of that name too. */
static const char *known_kind(const char *word)
{
    static const char *const kinds[] = {"card", "gaps", "cloze", "single", "multiple", "number", "order", "shape"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcasecmp(kinds[i], word) == 0)
            return kinds[i];
    return "";
}

void csv_take(struct import *import, const struct csv_columns *columns, const struct record *record)
{
    struct span span = import_span(import, record->items[0].at);
    struct row row = {
        .import = import, .columns = columns, .record = record, .span = span, .item = draft_map(&import->arena, span)};
    const char *kind = known_kind(cell(&row, CSV_KIND));
    bool card = !*kind || strcmp(kind, "card") == 0 || strcmp(kind, "gaps") == 0 || strcmp(kind, "cloze") == 0;
    if (!*cell(&row, CSV_FRONT)) {
        import_lost(import, &span, "the front is empty");
        return;
    }
    put(&row, "id", CSV_ID);
    put(&row, "level", CSV_LEVEL);
    put_list(&row, "sources", CSV_SOURCES, "\n");
    if (card && !*cell(&row, CSV_OPTION))
        take_card(&row, kind);
    else
        take_question(&row, card ? "" : kind);
}
