#include "view/menu.h"

bool menu_move(size_t *cursor, size_t count, enum action action)
{
    size_t last = count ? count - 1 : 0;
    switch (action) {
    case ACTION_UP:
        *cursor = *cursor ? *cursor - 1 : last;
        return true;
    case ACTION_DOWN:
        *cursor = *cursor < last ? *cursor + 1 : 0;
        return true;
    case ACTION_FIRST:
        *cursor = 0;
        return true;
    case ACTION_LAST:
        *cursor = last;
        return true;
    default:
        return false;
    }
}

void menu_live(struct live_actions *live, size_t count, const char *label)
{
    if (!count)
        return;
    live_add(live, ACTION_CONFIRM, label);
    if (count < 2)
        return;
    live_add(live, ACTION_UP, NULL);
    live_add(live, ACTION_DOWN, NULL);
    live_add(live, ACTION_FIRST, "");
    live_add(live, ACTION_LAST, "");
}

struct choice *menu_new(struct view *view, size_t count)
{
    return arena_new(&view->arena, count, sizeof(struct choice));
}

void menu_add(struct view *view, const struct choice *entries, size_t count, size_t cursor)
{
    struct block *block = view_add(view, BLOCK_CHOICES);
    block->choices.items = entries;
    block->choices.count = count;
    block->choices.selected = cursor;
}

void menu_add_list(struct view *view, const struct choice *entries, size_t count, size_t cursor,
                   const struct list_columns *columns)
{
    menu_add(view, entries, count, cursor);
    view->items[view->count - 1].choices.list = columns;
}

struct choice menu_entry(struct view *view, const char *text, const char *detail, const char *state, double share)
{
    struct span *span = arena_new(&view->arena, 1, sizeof *span);
    *span = (struct span){arena_string(&view->arena, text), STYLE_NORMAL};
    return (struct choice){
        .text = {span, 1},
        .detail = detail ? arena_string(&view->arena, detail) : NULL,
        .state = state ? arena_string(&view->arena, state) : NULL,
        .share = share,
    };
}
