/*
 * What others need to know about challenge runs.
 */
#ifndef ACTIVITY_CHALLENGE_CHALLENGE_H
#define ACTIVITY_CHALLENGE_CHALLENGE_H

#include "activity/activity.h"

/* The challenge of which a run was left unfinished and can be gone on with, or NULL. */
const struct challenge *challenge_unfinished(struct environment *environment);

#endif
