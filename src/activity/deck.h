/*
 * Which items to work on, and in which order: what has fallen due first, then what is new in teaching order.
 *
 * A deck owns its array; the items belong to the course.
 */
#ifndef ACTIVITY_DECK_H
#define ACTIVITY_DECK_H

#include "activity/activity.h"

struct deck_entry {
    const struct item *item;
    struct memory memory; /* as it was when the deck was made; all zero = never graded */
    double recall;        /* probability of recall at that moment, 0 when new */
    size_t order;         /* in teaching order */
    unsigned distance;    /* from the experiment that is asked for: 0 = about it, 1 = of its topic, 2 = elsewhere */
};

struct deck {
    struct deck_entry *items;
    size_t count, capacity;
    size_t due, fresh, later; /* items that match the arguments, before the limit: due now, never graded, due another day */
};

/*
 * Fills `deck` with the items of `kind` that match the topic and level of `arguments`, at most `limit` (0 = all): the due ones,
 * those that are due longest first, then the new ones in teaching order.  With `ahead` the ones that are due later come instead,
 * those most likely to be forgotten first.  What is nearer to the experiment of `arguments` comes before all else.  After an error the deck is empty and may be released.
 */
int deck_build(struct deck *deck, struct environment *environment, enum item_kind kind, const struct arguments *arguments,
               size_t limit, bool ahead, int64_t now_ms, struct err *err);

/*
 * The same with all items of all kinds but notes, whether they are due or not, in teaching order: by topic, within a topic by level.
 * Neither deck holds what is suspended or buried.
 */
int deck_build_all(struct deck *deck, struct environment *environment, const struct arguments *arguments, int64_t now_ms,
                   struct err *err);

/* Whether `item` is what topic, level, experiment and demo of `arguments` ask for. */
bool deck_matches(const struct item *item, const struct arguments *arguments);

void deck_release(struct deck *deck);

/* How many items of each kind are due, and how many are new; none of notes. */
struct deck_waiting {
    size_t due, fresh;
};
int deck_count_waiting(struct environment *environment, int64_t now_ms, struct deck_waiting waiting[ITEM_KIND_COUNT],
                       struct err *err);

/* The memory of `item` among those that store_memories() gave (ordered by id), or NULL if it was never graded. */
const struct memory *deck_memory(const struct item_memories *memories, const char *item);

/* How many items of `kind` the course holds, and how many of them were graded (notes: read) at least once. */
struct deck_share {
    size_t total, seen;
};
int deck_count_seen(struct environment *environment, enum item_kind kind, struct deck_share *share, struct err *err);

/* The same as the words and the share of a progress line, "38 of 212 learned", "212 cards"; empty when the store cannot tell. */
void deck_progress(struct environment *environment, enum item_kind kind, const char *verb, char *words, size_t size, double *share);

/* Whether a note was ever read to its end. */
int deck_was_read(struct environment *environment, const struct item *note, bool *read, struct err *err);

/* An item as what it is; NULL if it is of another kind. */
const struct note *item_note(const struct item *item);
const struct card *item_card(const struct item *item);
const struct question *item_question(const struct item *item);
const struct prompt *item_prompt(const struct item *item);

#endif
