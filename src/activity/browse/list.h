/*
 * All items of the course with how they stand, narrowed down by topic, kind, state and words.
 *
 * `struct browse_list` owns its arrays; items belong to the course.  Nothing in it is shown: a hundred thousand rows cost a few
 * megabytes, and only those of one page ever become part of a view.
 */
#ifndef ACTIVITY_BROWSE_LIST_H
#define ACTIVITY_BROWSE_LIST_H

#include "activity/activity.h"
#include "store/known.h"

enum browse_state {
    BROWSE_ALL,
    BROWSE_NEW,
    BROWSE_LEARNING,
    BROWSE_DUE,
    BROWSE_LATER,
    BROWSE_SUSPENDED,
    BROWSE_BURIED,
    BROWSE_FLAGGED,
    BROWSE_LEECH,
    BROWSE_STATE_COUNT
};

struct browse_row {
    const struct item *item;
    unsigned states; /* bit 1 << enum browse_state for each that it is in; of a note only ALL and FLAGGED */
    int32_t days;    /* LATER: until it falls due */
};

struct browse_list {
    struct browse_row *items;
    size_t count, capacity;
    size_t *shown; /* rows that match, in the course's order */
    size_t shown_count;
    const struct topic *topic; /* NULL = all */
    int kind;                  /* enum item_kind, or -1 = all */
    enum browse_state state;
};

/* All items as they stand at `now_ms`, none left out yet; after an error the list is empty and may be released. */
int browse_list_load(struct browse_list *list, struct environment *environment, int64_t now_ms, struct err *err);
void browse_list_release(struct browse_list *list);

/* How one row stands now. */
int browse_list_update(struct browse_list *list, size_t row, struct environment *environment, int64_t now_ms, struct err *err);

/*
 * Shows what matches topic, kind and state and holds each word of `words` (ASCII letters in either case) in its id, its title, the
 * topic's title or one of its texts.  `narrows`: nothing changed since but letters that came to the end of the words, so that only
 * what is shown needs to be looked at.
 */
void browse_list_filter(struct browse_list *list, const char *words, bool narrows);

/* The place of the item with that id among those that are shown; false if it is not among them. */
bool browse_list_find(const struct browse_list *list, const char *id, size_t *place);

/* "new", "due in 3 days", "suspended", "due, leech"; it belongs to the view. */
const char *browse_row_words(struct view *view, const struct browse_row *row);

/* "all", "new", "due later", ... */
const char *browse_state_name(enum browse_state state);

#endif
