#include "tui/blocks.h"

enum {
    KEY_COLUMNS = 4, /* "A" and a verdict, with blanks between */
    BAR_CELLS = 10,
    GAP_MAX = 4, /* between the columns of a menu, where there is room */
    NAME_COLUMNS_MIN = 12,
    LIST_NAME_MIN = 24, /* of a list whose other columns keep their room */
    DETAIL_COLUMNS_MIN = 10
};

/* The columns of a menu; 0 = this one is not shown. */
struct menu {
    size_t name, detail, state, bar, gap;
    bool one; /* detail and state share a column: the state where there is one */
};

static bool has(const char *text)
{
    return text && text[0];
}

static size_t spans_columns(struct painter *painter, const struct spans *spans)
{
    size_t columns = 0;
    for (size_t i = 0; i < spans->count; i++)
        columns += painter_columns(painter, spans->items[i].text);
    return columns;
}

/* Columns of the mark before an entry's text, with its blank. */
static size_t mark_columns(struct painter *painter, const struct choice *choice)
{
    return has(choice->mark) ? painter_columns(painter, choice->mark) + 1 : 0;
}

static void widen(size_t *width, size_t columns)
{
    *width = columns > *width ? columns : *width;
}

static size_t total(const struct menu *menu)
{
    size_t columns = menu->name;
    columns += menu->detail ? menu->gap + menu->detail : 0;
    columns += menu->state ? menu->gap + menu->state : 0;
    return columns + (menu->bar ? menu->gap + menu->bar : 0);
}

static void measure_columns(struct painter *painter, const struct block *block, struct menu *menu)
{
    *menu = (struct menu){.gap = GAP_MAX};
    for (size_t i = 0; i < block->choices.count; i++) {
        const struct choice *choice = &block->choices.items[i];
        if (!choice->heading)
            widen(&menu->name, mark_columns(painter, choice) + spans_columns(painter, &choice->text));
        widen(&menu->detail, painter_columns(painter, choice->detail));
        widen(&menu->state, painter_columns(painter, choice->state));
        if (choice->share >= 0)
            menu->bar = BAR_CELLS;
    }
}

/* The columns keep their room, and names are cut to what is left; false if that were too little. */
static bool measure_list(const struct list_columns *list, size_t room, struct menu *menu)
{
    struct menu kept = *menu;
    if (!list)
        return false;
    widen(&kept.name, list->name);
    widen(&kept.detail, list->detail);
    widen(&kept.state, list->state);
    while (total(&kept) > room && kept.gap > GAP)
        kept.gap--;
    size_t tail = total(&kept) - kept.name;
    if (tail + LIST_NAME_MIN > room)
        return false;
    if (kept.name + tail > room)
        kept.name = room - tail;
    *menu = kept;
    return true;
}

/*
 * What does not fit is given up step by step: wide gaps, the bar, the description where there is a state to tell, the end of what
 * is left of them, and at last everything but the names.
 */
static void measure_menu(struct painter *painter, const struct block *block, struct menu *menu)
{
    size_t room = painter_width(painter, block->indent);
    measure_columns(painter, block, menu);
    if (measure_list(block->choices.list, room, menu))
        return;
    while (total(menu) > room && menu->gap > GAP)
        menu->gap--;
    if (total(menu) > room)
        menu->bar = 0;
    if (total(menu) > room && menu->detail && menu->state) {
        menu->one = true;
        widen(&menu->detail, menu->state);
        menu->state = 0;
    }
    if (total(menu) > room && menu->detail && menu->name + menu->gap + DETAIL_COLUMNS_MIN <= room)
        menu->detail = room - menu->name - menu->gap;
    size_t tail = total(menu) - menu->name;
    if (total(menu) > room && tail + NAME_COLUMNS_MIN > room)
        menu->detail = menu->state = tail = 0;
    if (menu->name + tail > room)
        menu->name = room - tail;
}

static void paint_tail(struct painter *painter, size_t row, size_t column, const struct choice *choice, const struct menu *menu,
                       bool lit)
{
    const char *detail = menu->one && has(choice->state) ? choice->state : choice->detail;
    column += menu->name + menu->gap;
    if (menu->detail) {
        painter_text(painter, row, column, menu->detail, detail, lit_style(STYLE_DIM, lit));
        column += menu->detail + menu->gap;
    }
    if (menu->state) {
        painter_text(painter, row, column, menu->state, choice->state, lit_style(STYLE_DIM, lit));
        column += menu->state + menu->gap;
    }
    if (menu->bar && choice->share > 0) /* empty ones would be nothing but noise */
        painter_bar(painter, row, column, menu->bar, choice->share, STYLE_KEY);
}

static void paint_name(struct painter *painter, size_t column, size_t room, const struct block *block, const struct choice *choice,
                       bool lit)
{
    if (block->choices.list && !choice->heading && choice->text.count == 1)
        painter_text(painter, painter_row(painter), column, room, choice->text.items[0].text, lit_style(STYLE_NORMAL, lit));
    else
        painter_spans(painter, column, room, &choice->text, true, lit);
}

static void paint_entry(struct painter *painter, const struct block *block, const struct choice *choice, const struct menu *menu,
                        bool lit)
{
    size_t first = painter->row, mark = mark_columns(painter, choice);
    size_t room = choice->heading ? painter_width(painter, block->indent) : menu->name;
    paint_name(painter, block->indent + mark, room > mark ? room - mark : 1, block, choice, lit);
    if (mark)
        painter_text(painter, first, block->indent, mark, choice->mark, lit_style(STYLE_NORMAL, lit));
    if (!choice->heading)
        paint_tail(painter, first, block->indent, choice, menu, lit);
}

/* The verdict stands behind the letter, never in colour alone. */
static void paint_option(struct painter *painter, const struct block *block, const struct choice *choice, bool lit)
{
    size_t first = painter->row, column = block->indent + KEY_COLUMNS, mark = mark_columns(painter, choice);
    bool wrong = choice->style == STYLE_WRONG || choice->style == STYLE_STRUCK;
    painter_spans(painter, column + mark, painter_measure(painter, column + mark), &choice->text, true, lit);
    if (mark)
        painter_text(painter, first, column, mark, choice->mark, lit_style(STYLE_NORMAL, lit));
    painter_text(painter, first, block->indent, 1, choice->key, choice->style == STYLE_NORMAL ? STYLE_KEY : choice->style);
    if (choice->style == STYLE_RIGHT || wrong)
        painter_glyph(painter, first, block->indent + 2, wrong ? GLYPH_WRONG : GLYPH_RIGHT, choice->style);
}

void block_choices_paint(struct painter *painter, const struct block *block)
{
    struct menu menu;
    size_t list = painter->row;
    measure_menu(painter, block, &menu);
    for (size_t i = 0; i < block->choices.count; i++) {
        const struct choice *choice = &block->choices.items[i];
        bool lit = i == block->choices.selected;
        size_t first = painter->row;
        if (choice->key)
            paint_option(painter, block, choice, lit);
        else
            paint_entry(painter, block, choice, &menu, lit);
        if (lit)
            painter_mark(painter, list, first, painter->row - 1);
        painter->spot.menu = lit ? !choice->key : painter->spot.menu;
    }
}
