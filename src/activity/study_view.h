/*
 * What a study session shows: the card, and the end.
 */
#ifndef ACTIVITY_STUDY_VIEW_H
#define ACTIVITY_STUDY_VIEW_H

#include "activity/study_session.h"

enum { STUDY_GRADES = 4 };

/* Until each grade would show the card again, in words. */
struct study_intervals {
    char text[STUDY_GRADES][16];
};

/* The card of a session that is not over; with its answer if `intervals` is not NULL. */
void study_view_card(struct view *view, const struct session *session, const struct study_intervals *intervals);

/* What was done, and what another session would find: the counts of `next`. */
void study_view_end(struct view *view, const struct session *session, const struct deck *next);

#endif
