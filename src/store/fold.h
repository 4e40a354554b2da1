/*
 * The fold: what follows from the rows of the log, in the order they were given.  Pure functions; they own nothing.
 *
 * Memory and state of an item follow from its own rows alone.  What a row adds to the summaries of days and percentages is its
 * share; shares are whole numbers, so that they can be added and taken away in any order and give the same sums.
 */
#ifndef STORE_FOLD_H
#define STORE_FOLD_H

#include "store/state.h"
#include "store/statistics.h"

struct fold {
    struct memory memory;
    struct item_state state;
};

struct share {
    struct day_total total; /* of the row's local day */
    int recall;             /* percent, as the schedule predicted it; -1 = it was no prediction */
    bool recalled;
    int confidence; /* percent; 0 = not asked */
    bool right;
};

/*
 * Adds `row` (not an undo, not an override, its grade the one that holds, its item not looked at) to `fold`, by the time zone it
 * was given in: a learner who travels, or who merges two machines, has one history.  `seed` is that of the item.
 */
void fold_add(const struct schedule_parameters *parameters, struct fold *fold, uint64_t seed, const struct answer *row,
              struct share *share);

/* Cards, questions, explanations and predictions: what counts as an answer of a day. */
bool kind_is_answer(enum answer_kind kind);

/* Rows that say what is wanted of an item and answer nothing. */
bool kind_is_wish(enum answer_kind kind);

/* Whether a day has anything to tell, and adding one to another. */
bool day_total_is_any(const struct day_total *total);
void day_total_add(struct day_total *total, const struct day_total *added);

#endif
