/*
 * The order in which the items of one sitting come, and what they were graded.
 *
 * Either a deck from its beginning to its end, where what was graded Again comes back a few items later, or the queue of
 * schedule/queue.h.  `struct lineup` owns its arrays until lineup_release().
 */
#ifndef ACTIVITY_SITTING_LINEUP_H
#define ACTIVITY_SITTING_LINEUP_H

#include "activity/deck.h"
#include "schedule/queue.h"

enum { LINEUP_RETURN_AFTER = 4 }; /* other items before one that was graded Again comes once more */

struct graded {
    size_t entry; /* in the deck */
    struct memory before;
    enum grade grade;
    bool right;
    int64_t sequence; /* of its row in the log; 0 = it was not written */
    int64_t took_ms;
    size_t returns_at; /* place in the list, for Again; 0 = it does not return */
};

struct lineup {
    struct deck deck; /* memories are kept up to date */
    bool scheduled;   /* the queue says what comes */
    bool returns;     /* what is graded Again comes back; not with a queue, which knows by itself */
    bool over;
    size_t entry; /* that is asked now, unless it is over */
    struct {
        size_t *items; /* entries of the deck */
        size_t count, capacity;
    } list;
    size_t place; /* in the list */
    struct queue queue;
    struct {
        struct graded *items;
        size_t count, capacity;
    } log;
};

/* Takes the deck over (its struct may be forgotten by the caller) and begins with its first entry. */
void lineup_start(struct lineup *lineup, const struct deck *deck, bool returns);

/* The same with a queue over the entries, which are its candidates; takes both over. */
void lineup_start_queue(struct lineup *lineup, const struct deck *deck, const struct queue *queue, int64_t now_ms);

void lineup_release(struct lineup *lineup);

/* The item that is asked; not after the end. */
struct deck_entry *lineup_entry(const struct lineup *lineup);

/* Items that will not come back in this sitting, and all of it. */
size_t lineup_done(const struct lineup *lineup);
size_t lineup_all(const struct lineup *lineup);

/* Items that were asked and come again in this sitting, without the one that is asked now. */
size_t lineup_returning(const struct lineup *lineup);

/* Writes down how the item was graded and that it has now the memory `after`; and goes on to the next one. */
void lineup_record(struct lineup *lineup, const struct graded *graded, const struct memory *after);
void lineup_advance(struct lineup *lineup, int64_t now_ms);

/* The last grade, replaced by another one. */
void lineup_regrade(struct lineup *lineup, enum grade grade, const struct memory *after);

/* The last grade, or NULL if there is none; and taking it back after the lineup went on, so that its item is asked again. */
const struct graded *lineup_last(const struct lineup *lineup);
void lineup_undo(struct lineup *lineup);

/* How often `grade` was given. */
size_t lineup_count(const struct lineup *lineup, enum grade grade);

#endif
