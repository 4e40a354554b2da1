#include "tui/footer.h"

#include "base/utf8.h"

#include <string.h>

enum { ITEM_GAP = 3, ITEM_GAP_MIN = 2, KEY_NAME_BYTES = 16, LAST_ITEMS = 3 };

struct item {
    const char *keys, *label;
    size_t columns; /* of both, with the blank between */
    unsigned last;  /* help, the way back and the way out: in this order at the end of the line, and never left out; 0 = another */
};

struct items {
    struct item items[LIVE_ACTIONS_MAX];
    size_t count;
};

static unsigned last_of(enum action action)
{
    return action == ACTION_HELP ? 1 : action == ACTION_BACK ? 2 : action == ACTION_LEAVE ? LAST_ITEMS : 0;
}

static const char *label_of(struct painter *painter, const struct live_action *live)
{
    const char *label = live_label(live);
    return live->object ? arena_print(&painter->arena, "%s %s", label, live->object) : label;
}

static const char *row_keys(struct painter *painter, const struct live_action *live)
{
    int first = live->action == ACTION_GRADE || live->numbered ? '1' : 'a';
    unsigned count = live->action == ACTION_CHOOSE && live->count > CHOOSE_LETTERS_MAX ? CHOOSE_LETTERS_MAX : live->count;
    if (count < 2)
        return arena_print(&painter->arena, "%c", first);
    return arena_print(&painter->arena, "%c%s%c", first, painter->glyphs->text[GLYPH_TO], first + (int)count - 1);
}

/* The key to show for an action; "" if there is none at the moment. */
static const char *keys_of(struct painter *painter, const struct live_action *live, bool writing)
{
    char name[KEY_NAME_BYTES];
    unsigned key = action_key(live->action, writing);
    if (live->action == ACTION_CHOOSE || live->action == ACTION_GRADE)
        return writing ? "" : row_keys(painter, live);
    key_text(key, painter->glyphs->ascii, name);
    return arena_string(&painter->arena, name);
}

/* Two actions of one label are one thing to do, like moving up and down: "↑↓ move", in ASCII "up/down move". */
static bool joins(struct items *items, struct painter *painter, const char *keys, const char *label)
{
    struct item *before = items->count ? &items->items[items->count - 1] : NULL;
    if (!before || strcmp(before->label, label) != 0)
        return false;
    bool narrow = utf8_width_string(before->keys) == 1 && utf8_width_string(keys) == 1;
    before->keys = arena_print(&painter->arena, "%s%s%s", before->keys, narrow ? "" : "/", keys);
    return true;
}

static void collect(struct items *items, struct painter *painter, const struct live_actions *live, bool writing)
{
    for (size_t i = 0; i < live->count; i++) {
        const struct live_action *action = &live->items[i];
        const char *keys = keys_of(painter, action, writing), *label = painter_clean(painter, label_of(painter, action));
        if (!keys[0] || !label[0])
            continue;
        if (!joins(items, painter, keys, label))
            items->items[items->count++] = (struct item){.keys = keys, .label = label, .last = last_of(action->action)};
    }
    for (size_t i = 0; i < items->count; i++)
        items->items[i].columns = utf8_width_string(items->items[i].keys) + 1 + utf8_width_string(items->items[i].label);
}

static size_t paint_item(struct canvas *screen, size_t row, size_t column, const struct item *item)
{
    size_t start = column;
    column += canvas_text(screen, row, column, item->keys, STYLE_KEY) + 1;
    column += canvas_text(screen, row, column, item->label, STYLE_DIM);
    return column - start;
}

/* Columns of the items that are never left out, each with a gap before it. */
static size_t reserved_columns(const struct items *items, size_t gap)
{
    size_t columns = 0;
    for (size_t i = 0; i < items->count; i++)
        columns += items->items[i].last ? items->items[i].columns + gap : 0;
    return columns;
}

/* How many of the others have room beside them, and how many before the first that has none. */
struct shown {
    size_t all, first;
};

static struct shown items_shown(const struct items *items, size_t columns, size_t gap)
{
    struct shown shown = {0};
    size_t used = reserved_columns(items, gap);
    bool left_out = false;
    for (size_t i = 0; i < items->count; i++) {
        if (items->items[i].last)
            continue;
        bool fits = used + items->items[i].columns <= columns;
        used += fits ? items->items[i].columns + gap : 0;
        left_out = left_out || !fits;
        shown.all += fits;
        shown.first += !left_out;
    }
    return shown;
}

/* Narrow gaps where they let more things in, or more of those that matter most. */
static size_t item_gap(const struct items *items, size_t columns)
{
    struct shown wide = items_shown(items, columns, ITEM_GAP), narrow = items_shown(items, columns, ITEM_GAP_MIN);
    return narrow.all > wide.all || (narrow.all == wide.all && narrow.first > wide.first) ? ITEM_GAP_MIN : ITEM_GAP;
}

void footer_paint(struct canvas *screen, size_t row, size_t column, size_t columns, const struct live_actions *live, bool writing,
                  struct painter *painter)
{
    struct items items = {.count = 0};
    size_t end = column + columns;
    collect(&items, painter, live, writing);
    size_t gap = item_gap(&items, columns);
    size_t reserved = reserved_columns(&items, gap);
    for (size_t i = 0; i < items.count; i++)
        if (!items.items[i].last && column + items.items[i].columns + reserved <= end)
            column += paint_item(screen, row, column, &items.items[i]) + gap;
    for (unsigned last = 1; last <= LAST_ITEMS; last++)
        for (size_t i = 0; i < items.count; i++)
            if (items.items[i].last == last && column + items.items[i].columns <= end)
                column += paint_item(screen, row, column, &items.items[i]) + gap;
}
