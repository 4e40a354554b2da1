#include "activity/browse/browse.h"

#include "activity/item_view.h"
#include "activity/reload.h"
#include "activity/table.h"
#include "base/mem.h"
#include "base/vec.h"
#include "view/menu.h"

#include <stdlib.h>
#include <string.h>

/* Puts the cursor on `item` if it is shown; otherwise it stays where it is, as far as there are rows. */
static bool place_on(struct browse *browse, const char *id)
{
    if (browse_list_find(&browse->list, id, &browse->cursor))
        return true;
    if (browse->cursor >= browse->list.shown_count)
        browse->cursor = 0;
    return false;
}

static void filter(struct browse *browse, bool narrows)
{
    const struct browse_row *row = browse_row(browse);
    const char *id = row ? row->item->id : "";
    browse_list_filter(&browse->list, browse->search.text.text, narrows);
    if (!place_on(browse, id))
        browse->cursor = 0;
}

static void browse_close(void *state)
{
    struct browse *browse = state;
    browse_list_release(&browse->list);
    editor_release(&browse->search);
    str_release(&browse->messages);
    vec_release(&browse->changes);
    free(browse);
}

static int browse_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                       struct err *err)
{
    *state = NULL;
    struct browse *browse = mem_new(1, sizeof *browse);
    browse->environment = environment;
    editor_init(&browse->search);
    str_init(&browse->messages);
    int code = browse_list_load(&browse->list, environment, event->now_ms, err);
    if (code) {
        browse_close(browse);
        return code;
    }
    browse->list.topic = arguments->topic;
    filter(browse, false);
    if (arguments->item)
        browse->opened = place_on(browse, arguments->item->id);
    *state = browse;
    return 0;
}

/* The next of `count` values from -1 or 0 on, in a circle. */
static int turn(int value, int first, int count, bool up)
{
    int place = value - first + (up ? 1 : count - 1);
    return first + place % count;
}

static void change_filter(struct browse *browse, bool up)
{
    struct browse_list *list = &browse->list;
    const struct course *course = browse->environment->course;
    int topic = list->topic ? (int)(list->topic - course->topics) : -1;
    switch (browse->filter) {
    case FILTER_TOPIC:
        topic = turn(topic, -1, (int)course->topic_count + 1, up);
        list->topic = topic < 0 ? NULL : &course->topics[topic];
        break;
    case FILTER_KIND:
        list->kind = turn(list->kind, -1, ITEM_KIND_COUNT + 1, up);
        break;
    default:
        list->state = (enum browse_state)turn((int)list->state, 0, BROWSE_STATE_COUNT, up);
    }
    filter(browse, false);
}

static void write_search(struct browse *browse, const struct event *event)
{
    char *before = mem_string(browse->search.text.text);
    size_t length = strlen(before);
    if (editor_event(&browse->search, event))
        filter(browse, strncmp(browse->search.text.text, before, length) == 0);
    free(before);
}

static void move_page(struct browse *browse, bool forward)
{
    size_t count = browse->list.shown_count, step = browse->opened ? 1 : BROWSE_PAGE;
    if (forward)
        browse->cursor = browse->cursor + step < count ? browse->cursor + step : count ? count - 1 : 0;
    else
        browse->cursor -= browse->cursor < step ? browse->cursor : step;
}

/* The first row of the next page, or the last one of the page before. */
static void turn_page(struct browse *browse, bool forward)
{
    size_t first = browse->cursor - browse->cursor % BROWSE_PAGE;
    if (browse->opened)
        return;
    if (forward && first + BROWSE_PAGE < browse->list.shown_count)
        browse->cursor = first + BROWSE_PAGE;
    else if (!forward && first)
        browse->cursor = first - 1;
}

static void ask_for_editor(struct browse *browse, const struct item *item, struct reply *reply)
{
    if (!item_is_own(browse->environment, item))
        return;
    browse->editing = item->at.file;
    reply->flags |= REPLY_HANDLED | REPLY_EDIT;
    reply->edit = item->at;
}

/* What can be done with the item under the cursor. */
static void act_on_item(struct browse *browse, enum action action, const struct event *event, struct reply *reply)
{
    const struct browse_row *row = browse_row(browse);
    if (!row)
        return;
    if (action == ACTION_CONFIRM)
        browse->opened = !browse->opened;
    else if (action == ACTION_DEMO)
        item_push_demo(row->item, reply);
    else if (action == ACTION_EDIT)
        ask_for_editor(browse, row->item, reply);
    else if (action == ACTION_BASICS) {
        reply->flags |= REPLY_HANDLED | REPLY_PUSH;
        reply->push = &activity_notes;
        reply->arguments = (struct arguments){.topic = browse_basics(row->item), .level = -1};
    } else if (action == ACTION_SUSPEND || action == ACTION_BURY || action == ACTION_FLAG || action == ACTION_FORGET) {
        browse_record(browse, action, event);
    }
}

static void act_on_search(struct browse *browse, enum action action, const struct event *event, struct reply *reply)
{
    if (action == ACTION_TEXT) {
        write_search(browse, event);
    } else if (action == ACTION_BACK) {
        editor_set(&browse->search, "");
        browse->writing = false;
        filter(browse, false);
        reply->flags |= REPLY_HANDLED;
    } else {
        browse->writing = false;
    }
}

static void act(struct browse *browse, enum action action, const struct event *event, struct reply *reply)
{
    if (action == ACTION_FIND)
        browse->writing = !(browse->opened = false);
    else if (action == ACTION_BACK && browse->opened) {
        browse->opened = false;
        reply->flags |= REPLY_HANDLED;
    } else if (action == ACTION_FOCUS_NEXT || action == ACTION_FOCUS_PREVIOUS)
        browse->filter = (enum browse_filter)turn((int)browse->filter, 0, FILTER_COUNT, action == ACTION_FOCUS_NEXT);
    else if (action == ACTION_INCREASE || action == ACTION_DECREASE)
        change_filter(browse, action == ACTION_INCREASE);
    else if (action == ACTION_LEFT || action == ACTION_RIGHT)
        move_page(browse, action == ACTION_RIGHT);
    else if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
        turn_page(browse, action == ACTION_PAGE_DOWN);
    else if (action == ACTION_UNDO)
        browse_record(browse, action, event);
    else if (browse->opened || !menu_move(&browse->cursor, browse->list.shown_count, action))
        act_on_item(browse, action, event, reply);
}

static void browse_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct browse *browse = state;
    browse->said = NULL;
    err_clear(&browse->err);
    str_clear(&browse->messages);
    if (browse->writing)
        act_on_search(browse, action, event, reply);
    else
        act(browse, action, event, reply);
}

/* Another course may be loaded by now: rows and filters are made anew, and the cursor stays with its item. */
static void load_anew(struct browse *browse, const struct event *event)
{
    struct browse_list list;
    const struct browse_row *row = browse_row(browse);
    const char *id = row ? row->item->id : "";
    if (browse_list_load(&list, browse->environment, event->now_ms, &browse->err))
        return;
    list.topic = browse->list.topic ? course_topic(browse->environment->course, browse->list.topic->id) : NULL;
    list.kind = browse->list.kind;
    list.state = browse->list.state;
    browse_list_filter(&list, browse->search.text.text, false);
    browse_list_release(&browse->list);
    browse->list = list;
    browse->opened = place_on(browse, id) && browse->opened;
}

static void browse_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct browse *browse = state;
    (void)reply;
    if (event->type != EVENT_RETURNED)
        return;
    if (browse->editing && !reload_course(browse->environment, browse->editing, &browse->messages, &browse->err))
        browse->said = "The course is loaded anew.";
    browse->editing = NULL;
    load_anew(browse, event);
}

static bool browse_writing(const void *state)
{
    const struct browse *browse = state;
    return browse->writing;
}

static unsigned browse_page(const void *state)
{
    const struct browse *browse = state;
    return browse->opened ? (unsigned)browse->cursor * 2 + 1 : (unsigned)(browse->cursor / BROWSE_PAGE) * 2;
}

const struct activity activity_browse = {
    .name = "browse",
    .title = "Browse",
    .summary = "find, suspend, flag",
    .help = "All items, with how each stands: *new*, *learning* within its first minutes, *due*, *due in 3 days*, *suspended*, "
            "*buried* until tomorrow, *flagged*, or a *leech*, which was forgotten again and again: read what it builds on, watch "
            "its demo, or suspend it.\n\n"
            "**Find** narrows the list down as you type; each word must be in the item. **Filters** for topic, kind and state: tab "
            "goes from one to the next, + and - change it.\n\n"
            "What you suspend, bury, flag or forget here can be undone. Items of your own course files can be changed in your "
            "editor (`$VISUAL` or `$EDITOR`); the file is checked when you come back.",
    .open = browse_open,
    .close = browse_close,
    .on_action = browse_on_action,
    .on_event = browse_on_event,
    .view = browse_view,
    .live = browse_live,
    .writing = browse_writing,
    .page = browse_page,
};
