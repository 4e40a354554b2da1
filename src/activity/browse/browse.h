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

struct browse {
    struct environment *environment;
    struct browse_list list;
    size_t cursor; /* among those that are shown */
    struct editor search;
    bool writing; /* the search */
    bool opened;  /* the item under the cursor is shown with both its sides */
    enum browse_filter filter;
    struct {
        int64_t *items; /* rows of the log that were written here, for undoing them */
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

/* SUSPEND, BURY, FLAG, FORGET or UNDO is recorded, and the row looked up again. */
void browse_change(struct browse *browse, enum action action, const struct event *event);

void browse_view(const void *state, struct view *view);
void browse_live(const void *state, struct live_actions *live);

#endif
