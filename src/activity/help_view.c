#include "activity/help_view.h"

#include "base/str.h"

enum { HELP_COLUMNS = 3 };

static void add_row_keys(struct str *keys, const struct live_action *live)
{
    char first = live->action == ACTION_GRADE || live->numbered ? '1' : 'a';
    unsigned count = live->count;
    if (live->action == ACTION_CHOOSE && count > CHOOSE_LETTERS_MAX)
        count = CHOOSE_LETTERS_MAX;
    str_addf(keys, count > 1 ? "%c-%c" : "%c", first, (char)(first + (int)count - 1));
}

/* All keys of an action that work now, and mean no other one, as a person reads them: "enter, space". */
static const char *keys_text(struct view *view, const struct live_actions *all, const struct live_action *live, bool writing)
{
    struct str keys;
    str_init(&keys);
    if (live->action == ACTION_CHOOSE || live->action == ACTION_GRADE)
        add_row_keys(&keys, live);
    else
        for (size_t i = 0; i < ACTION_KEYS_MAX && action_info(live->action)->keys[i]; i++) {
            unsigned key = action_info(live->action)->keys[i];
            unsigned index;
            if ((writing && key_is_character(key)) || live_resolve(all, key, &index) != live->action)
                continue;
            char name[16];
            key_text(key, true, name);
            str_addf(&keys, "%s%s", keys.length ? ", " : "", name);
        }
    const char *text = arena_string(&view->arena, keys.text);
    str_release(&keys);
    return text;
}

static void add_key_table(struct view *view, const struct live_actions *live, bool writing)
{
    struct cell *cells = arena_new(&view->arena, (live->count + 1) * HELP_COLUMNS, sizeof *cells);
    size_t rows = 0;
    static const char *const head[HELP_COLUMNS] = {"key", "here", "what it does"};
    for (size_t i = 0; i < HELP_COLUMNS; i++)
        cells[i] = (struct cell){head[i], STYLE_DIM};
    for (size_t i = 0; i < live->count; i++) {
        const struct live_action *item = &live->items[i];
        const char *keys = keys_text(view, live, item, writing);
        if (!*keys)
            continue;
        const char *label = *live_label(item) ? live_label(item) : action_info(item->action)->label;
        struct cell *row = &cells[++rows * HELP_COLUMNS];
        row[0] = (struct cell){keys, STYLE_KEY};
        row[1] = (struct cell){arena_string(&view->arena, label), STYLE_NORMAL};
        row[2] = (struct cell){action_info(item->action)->help, STYLE_DIM};
    }
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = rows + 1;
    block->table.columns = HELP_COLUMNS;
}

void help_view(struct view *view, const struct activity *activity, const char *now, const struct live_actions *live, bool writing)
{
    view_title(view, "Help · %s", activity->title);
    view_status(view, "%s", activity->summary);
    if (now) {
        view_markdown(view, now, 0);
        view_space(view);
    }
    view_markdown(view, activity->help, 0);
    view_space(view);
    view_heading(view, "Keys that work there now");
    add_key_table(view, live, writing);
}
