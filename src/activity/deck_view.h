/*
 * What is said of a deck: what is due in it, and what is left at the end of a session.
 */
#ifndef ACTIVITY_DECK_VIEW_H
#define ACTIVITY_DECK_VIEW_H

#include "activity/deck.h"

/* "Left: 3 to repeat, 10 new.", or that nothing is; `none` where there is nothing at all. */
void deck_view_left(struct view *view, const struct deck *next, const char *none);

/* "12 cards", "1 question"; NULL for none.  It belongs to the view. */
const char *deck_count_words(struct view *view, size_t count, const char *one, const char *many);

/* What is due: "12 cards, 1 question and 2 predictions"; NULL if nothing is. */
const char *deck_due_words(struct view *view, const struct deck_waiting waiting[ITEM_KIND_COUNT]);

#endif
