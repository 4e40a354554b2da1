/*
 * What is said of a deck at the end of a session.
 */
#ifndef ACTIVITY_DECK_VIEW_H
#define ACTIVITY_DECK_VIEW_H

#include "activity/deck.h"

/* "Left: 3 to repeat, 10 new.", or that nothing is; `none` where there is nothing at all. */
void deck_view_left(struct view *view, const struct deck *next, const char *none);

#endif
