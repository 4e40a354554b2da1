/* What keys and pasted text do: scrolling is the front end's own business, all else the activity's. */
#include "tui/showing.h"

#include <signal.h>

enum { KEY_CTRL_Z = 26 };

static bool scroll(struct showing *showing, enum action action)
{
    if (!layout_scroll(&showing->layout, action))
        return false;
    showing_changed(showing);
    return true;
}

/* Brings what is selected into sight; true if it was not. */
static bool show_spot(struct showing *showing)
{
    if (!layout_show_spot(&showing->layout))
        return false;
    showing_changed(showing);
    return true;
}

static void step(struct showing *showing, enum action action)
{
    struct event event = showing_event(showing, EVENT_KEY);
    stack_action(showing->stack, action, &event);
    showing_changed(showing);
    showing_lay_out(showing);
}

/* In a menu the mark goes along, as many rows as are seen at once, and no further than to the end. */
static bool walk_page(struct showing *showing, bool down)
{
    const struct spot *spot = &showing->layout.body.spot;
    enum action forth = down ? ACTION_DOWN : ACTION_UP, back = down ? ACTION_UP : ACTION_DOWN;
    size_t start = spot->row, left = showing->layout.window - 1;
    if (!live_has(&showing->live, forth))
        return false;
    while (left) {
        size_t before = spot->row;
        step(showing, forth);
        size_t moved = down ? spot->row - before : before - spot->row;
        if (down ? spot->row <= before : spot->row >= before) {
            step(showing, back);
            break;
        }
        left -= moved < left ? moved : left;
    }
    return spot->row != start;
}

static bool turn_page(struct showing *showing, enum action action)
{
    const struct spot *spot = &showing->layout.body.spot;
    if (spot->present && spot->menu && walk_page(showing, action == ACTION_PAGE_DOWN))
        return true;
    return scroll(showing, action);
}

/* The keys that scroll where the activity has no use for them. */
static enum action scrolling(unsigned key)
{
    struct live_actions all = {.count = 0};
    unsigned index;
    live_add(&all, ACTION_UP, NULL);
    live_add(&all, ACTION_DOWN, NULL);
    live_add(&all, ACTION_FIRST, NULL);
    live_add(&all, ACTION_LAST, NULL);
    return live_resolve(&all, key, &index);
}

/* What the front end does with a key by itself; false if the activity is to get it. */
static bool own_key(struct showing *showing, unsigned key)
{
    unsigned index;
    bool writing = stack_writing(showing->stack);
    if (writing && key_is_character(key))
        return false;
    enum action action = live_resolve(&showing->live, key, &index);
    switch (action) {
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        return turn_page(showing, action);
    case ACTION_NONE:
        return !writing && scroll(showing, key == ' ' ? ACTION_PAGE_DOWN : scrolling(key));
    case ACTION_UP:
    case ACTION_DOWN: /* the entry that is selected comes into sight before another one is */
        return !writing && show_spot(showing);
    case ACTION_CONFIRM: /* and before it is taken; where there is none, the blank turns pages first */
        return show_spot(showing) || (key == ' ' && !showing->layout.body.spot.present && scroll(showing, ACTION_PAGE_DOWN));
    case ACTION_REDRAW:
        terminal_forget(&showing->terminal);
        return false;
    default:
        return false;
    }
}

void showing_key(struct showing *showing, unsigned key)
{
    struct event event = showing_event(showing, EVENT_KEY);
    event.key = key;
    if (key == KEY_CTRL_Z) {
        kill(0, SIGTSTP); /* as the terminal would: to everything that runs in the foreground */
        return;
    }
    if (showing_too_small(showing) && key != CTRL_C && key != CTRL_L)
        return;
    showing_lay_out(showing);
    if (!own_key(showing, key) && stack_event(showing->stack, &event))
        showing_changed(showing);
}

void showing_paste(struct showing *showing)
{
    struct event event = showing_event(showing, EVENT_TEXT);
    event.text = showing->input.pasted.text;
    if (!showing_too_small(showing) && stack_writing(showing->stack) && stack_event(showing->stack, &event))
        showing_changed(showing);
}
