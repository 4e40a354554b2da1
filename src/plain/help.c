#include "plain/help.h"

enum { HELP_COLUMNS = 3 };

static void set_row(struct cell *row, const char *typed, const char *label, const char *help)
{
    row[0].text = typed;
    row[1].text = label;
    row[2].text = help;
}

static void add_table(struct view *view, const struct offers *offers, bool writing)
{
    struct block *block = view_add(view, BLOCK_TABLE);
    struct cell *cells = arena_new(&view->arena, (offers->count + 3) * HELP_COLUMNS, sizeof *cells);
    size_t rows = 0;
    set_row(cells, "type", "here", "what it does");
    for (size_t i = 0; i < offers->count; i++)
        set_row(cells + ++rows * HELP_COLUMNS, offers->items[i].typed, offers->items[i].label, offers->items[i].help);
    set_row(cells + ++rows * HELP_COLUMNS, writing ? ":redraw" : "redraw", "repeat", "tell all of this once more");
    set_row(cells + ++rows * HELP_COLUMNS, writing ? ":quit" : "quit", "quit", action_info(ACTION_QUIT)->help);
    block->table.cells = cells;
    block->table.rows = rows + 1;
    block->table.columns = HELP_COLUMNS;
}

void plain_help(struct view *view, const struct activity *activity, const char *now, const struct offers *offers, bool writing)
{
    view_heading(view, arena_print(&view->arena, "Help: %s, %s", activity->title, activity->summary));
    view_space(view);
    if (now) {
        view_markdown(view, now, 0);
        view_space(view);
    }
    view_markdown(view, activity->help, 0);
    view_space(view);
    add_table(view, offers, writing);
}
