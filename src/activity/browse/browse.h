/*
 * The state of the browse activity, shared by its parts: browse.c (what keys do), change.c (what is logged), live.c
 * and view.c.
 */
#ifndef ACTIVITY_BROWSE_BROWSE_H
#define ACTIVITY_BROWSE_BROWSE_H

#include "activity/browse/list.h"
#include "activity/editor.h"
#include "base/str.h"

enum { BROWSE_PAGE = 15 }; /* rows of a page: with what stands above they fill a screen of 24 lines */

enum browse_filter { FILTER_TOPIC, FILTER_KIND, FILTER_STATE, FILTER_COUNT };

/* A row of the log that says what is wanted of an item. */
struct browse_change {
    int64_t sequence;
    const struct item *item;
    enum answer_kind kind; /* ANSWER_SUSPEND .. ANSWER_FORGET */
};

struct browse {
    struct environment *environment;
    struct browse_list list;
    size_t cursor; /* among those that are shown */
    struct editor search;
    bool writing; /* the search */
    bool opened;  /* the item under the cursor is shown with both its sides */
    enum browse_filter filter;
    struct {
        struct browse_change *items; /* what was done here, for undoing it */
        size_t count, capacity;
    } changes;
    const char *editing; /* file that the learner's editor has, or NULL */
    struct str messages; /* about that file */
    const char *said;    /* what was just done, or NULL */
    struct err err;      /* or why it was not */
};

/* The row under the cursor, NULL if nothing is shown. */
static inline struct browse_row *browse_row(const struct browse *browse)
{
    return browse->cursor < browse->list.shown_count ? &browse->list.items[browse->list.shown[browse->cursor]] : NULL;
}

/* The topic to go back to from an item that does not stick: the first prerequisite of its topic, else the topic itself. */
static inline const struct topic *browse_basics(const struct item *item)
{
    return item->topic->prerequisite_count ? item->topic->prerequisites[0] : item->topic;
}

/*
 * What UNDO takes back: the last change of the item under the cursor, whenever it was made, as long as nothing was answered since;
 * otherwise the last one of another item that was made here.  False if there is none.
 */
bool browse_last_change(const struct browse *browse, struct browse_change *change);

/* SUSPEND, BURY, FLAG, FORGET or UNDO is recorded, and the row looked up again. */
void browse_record(struct browse *browse, enum action action, const struct event *event);

void browse_view(const void *state, struct view *view);
void browse_live(const void *state, struct live_actions *live);

#endif
