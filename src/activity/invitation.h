/*
 * Predictions that wait for a learner who opens a demo: they are offered once, before it shows anything.
 */
#ifndef ACTIVITY_INVITATION_H
#define ACTIVITY_INVITATION_H

#include "activity/activity.h"

/* Whether the course has predictions for `arguments` (of its experiment or demo). */
bool invitation_possible(const struct environment *environment, const struct arguments *arguments);

/*
 * How many predictions for `arguments` were never answered; 0 also where `visited`, the name under which visits of the demo are
 * logged, was opened before, or where the learner wants no invitations.
 */
size_t invitation_waiting(const struct environment *environment, const struct arguments *arguments, const char *visited);

/* The words: how many there are, and the keys. */
void invitation_view(struct view *view, size_t waiting);

/* Whether a learner is invited at all; kept in the progress file. */
bool invitation_setting(struct store *store);
int invitation_set(struct store *store, bool wanted, struct err *err);

#endif
