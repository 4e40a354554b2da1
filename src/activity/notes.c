#include "activity/deck.h"
#include "activity/item_view.h"
#include "activity/notes_read.h"
#include "activity/save.h"
#include "activity/table.h"
#include "base/mem.h"
#include "base/str.h"
#include "view/menu.h"

#include <stdlib.h>

struct notes {
    struct environment *environment;
    struct save save;
    struct notes_read read;
    size_t cursor; /* topic */
    size_t page;   /* note within the topic, when reading */
    bool reading;
    int64_t shown_ms;
};

static const struct topic *topic_now(const struct notes *notes)
{
    return notes->read.items[notes->cursor];
}

static const struct note *note_now(const struct notes *notes)
{
    return &topic_now(notes)->notes[notes->page];
}

static void show_page(struct notes *notes, size_t page, const struct event *event)
{
    notes->page = page;
    notes->reading = true;
    notes->shown_ms = event->elapsed_ms;
}

/* The topic that was asked for, or the first that is not read to its end. */
static void place_cursor(struct notes *notes, const struct arguments *arguments, const struct event *event)
{
    for (size_t i = notes->read.count; i-- > 0;) {
        if (arguments->topic ? notes->read.items[i] == arguments->topic
                             : notes_read_count(&notes->read, i) < notes->read.items[i]->note_count)
            notes->cursor = i;
    }
    if (arguments->topic && arguments->topic->note_count)
        show_page(notes, notes_read_first_unread(&notes->read, notes->cursor), event);
}

static void notes_close(void *state)
{
    struct notes *notes = state;
    save_release(&notes->save);
    notes_read_release(&notes->read);
    free(notes);
}

static int notes_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                      struct err *err)
{
    *state = NULL;
    if (arguments->topic && !arguments->topic->note_count)
        return err_set(err, ERR_NOT_FOUND, "topic '%s' has no notes", arguments->topic->id);
    struct notes *notes = mem_new(1, sizeof *notes);
    notes->environment = environment;
    save_init(&notes->save, environment);
    int code = notes_read_load(&notes->read, environment, err);
    if (code) {
        notes_close(notes);
        return code;
    }
    place_cursor(notes, arguments, event);
    *state = notes;
    return 0;
}

static bool is_last_of_topic(const struct notes *notes)
{
    return notes->page + 1 == topic_now(notes)->note_count;
}

static bool is_last(const struct notes *notes)
{
    return is_last_of_topic(notes) && notes->cursor + 1 == notes->read.count;
}

static void turn_forward(struct notes *notes, const struct event *event)
{
    *notes_read_flag(&notes->read, notes->cursor, notes->page) = true;
    if (is_last(notes)) {
        notes->reading = false;
        return;
    }
    if (!is_last_of_topic(notes)) {
        show_page(notes, notes->page + 1, event);
        return;
    }
    notes->cursor++;
    show_page(notes, 0, event);
}

static void turn_back(struct notes *notes, const struct event *event)
{
    if (notes->page) {
        show_page(notes, notes->page - 1, event);
    } else if (notes->cursor) {
        notes->cursor--;
        show_page(notes, topic_now(notes)->note_count - 1, event);
    }
}

/* Who turns the page has read it; a note counts once. */
static void finish_page(struct notes *notes, const struct event *event)
{
    if (!*notes_read_flag(&notes->read, notes->cursor, notes->page)) {
        struct answer answer = save_start(ANSWER_READ, note_now(notes)->item.id, event, notes->shown_ms);
        answer.right = true;
        if (!save_answer(&notes->save, &answer, NULL, NULL))
            return;
    }
    turn_forward(notes, event);
}

static void act_on_page(struct notes *notes, enum action action, const struct event *event, struct reply *reply)
{
    if (action == ACTION_BACK) {
        reply->flags |= REPLY_HANDLED;
        if (save_may_leave(&notes->save))
            notes->reading = false;
    } else if (action == ACTION_RETRY) {
        if (save_retry(&notes->save, NULL, NULL))
            turn_forward(notes, event);
    } else if (action == ACTION_DEMO) {
        item_push_demo(&note_now(notes)->item, reply);
    } else if (action == ACTION_RIGHT || action == ACTION_CONFIRM || action == ACTION_NEXT) {
        finish_page(notes, event);
    } else if (action == ACTION_LEFT) {
        turn_back(notes, event);
    }
}

static void notes_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct notes *notes = state;
    if (save_asks(&notes->save)) {
        if (action == ACTION_CONFIRM)
            save_agree(&notes->save);
    } else if (notes->reading) {
        act_on_page(notes, action, event, reply);
    } else if (action == ACTION_CONFIRM && notes->read.count) {
        show_page(notes, notes_read_first_unread(&notes->read, notes->cursor), event);
    } else {
        menu_move(&notes->cursor, notes->read.count, action);
    }
}

static void notes_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct notes *notes = state;
    (void)reply;
    if (event->type == EVENT_HANGUP)
        save_retry(&notes->save, NULL, NULL);
}

/* "Builds on Scale and Transform." */
static void view_prerequisites(struct view *view, const struct topic *topic)
{
    if (!topic->prerequisite_count)
        return;
    struct str text;
    str_init(&text);
    for (size_t i = 0; i < topic->prerequisite_count; i++) {
        const char *separator = !i ? "Builds on " : i + 1 == topic->prerequisite_count ? " and " : ", ";
        str_addf(&text, "%s%s", separator, topic->prerequisites[i]->title);
    }
    view_text(view, STYLE_DIM, "%s.", text.text);
    str_release(&text);
}

static void view_topics(const struct notes *notes, struct view *view)
{
    struct choice *entries = menu_new(view, notes->read.count);
    size_t all = 0;
    for (size_t i = 0; i < notes->read.count; i++) {
        const struct topic *topic = notes->read.items[i];
        size_t read = notes_read_count(&notes->read, i);
        const char *words = read == topic->note_count ? "read" : arena_print(&view->arena, "%zu of %zu", read, topic->note_count);
        entries[i] = menu_entry(view, topic->title, NULL, words, (double)read / (double)topic->note_count);
        all += read;
    }
    view_title(view, "Notes");
    view_status(view, "%zu of %zu read", all, notes->read.total);
    if (!notes->read.count) {
        view_text(view, STYLE_DIM, "This course has no notes.");
        return;
    }
    menu_add(view, entries, notes->read.count, notes->cursor);
    view_space(view);
    view_text(view, STYLE_NORMAL, "%s", topic_now(notes)->summary);
    view_prerequisites(view, topic_now(notes));
}

static void view_page(const struct notes *notes, struct view *view)
{
    const struct note *note = note_now(notes);
    view_title(view, "Notes · %s", topic_now(notes)->title);
    view_status(view, "note %zu of %zu", notes->page + 1, topic_now(notes)->note_count);
    view_heading(view, note->title);
    view_text(view, item_level_style(note->item.level), "%s", level_name(note->item.level));
    view_space(view);
    view_markdown(view, note->body, 0);
    item_view_erratum(view, &note->item);
    item_view_sources(view, &note->item);
}

static void notes_view(const void *state, struct view *view)
{
    const struct notes *notes = state;
    view_title(view, "Notes");
    save_view(&notes->save, view);
    if (save_asks(&notes->save))
        return;
    if (notes->reading)
        view_page(notes, view);
    else
        view_topics(notes, view);
}

static void notes_live(const void *state, struct live_actions *live)
{
    const struct notes *notes = state;
    if (save_live(&notes->save, live))
        return;
    if (!notes->reading) {
        menu_live(live, notes->read.count, "read");
        return;
    }
    live_add(live, ACTION_RIGHT, is_last(notes) ? "finish" : is_last_of_topic(notes) ? "next topic" : "next");
    live_add(live, ACTION_CONFIRM, "");
    live_add(live, ACTION_NEXT, "");
    if (notes->page || notes->cursor)
        live_add(live, ACTION_LEFT, NULL);
    item_live_demo(live, &note_now(notes)->item);
    live_add(live, ACTION_BACK, "topics");
}

static unsigned notes_page(const void *state)
{
    const struct notes *notes = state;
    return notes->reading ? 1 + (unsigned)(notes->read.first_note[notes->cursor] + notes->page) : 0;
}

static void notes_progress(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    (void)now_ms;
    deck_progress(environment, ITEM_NOTE, "read", words, size, share);
}

const struct activity activity_notes = {
    .name = "notes",
    .title = "Notes",
    .summary = "read a topic",
    .help = "Short notes, topic by topic, in the order in which they build on one another.\n\n"
            "Turning a page counts the note as read. Where popular pages get something wrong, the note says so.",
    .open = notes_open,
    .close = notes_close,
    .on_action = notes_on_action,
    .on_event = notes_on_event,
    .view = notes_view,
    .live = notes_live,
    .page = notes_page,
    .progress = notes_progress,
};
