/*
 * The run that is going on, kept in the store so that it outlives quitting, a crash and a closed terminal.
 */
#ifndef ACTIVITY_CHALLENGE_CHECKPOINT_H
#define ACTIVITY_CHALLENGE_CHECKPOINT_H

#include "activity/challenge/run.h"

/* Keeps `run` as it stands; NULL forgets the one that is kept.  Errors as of store_put(). */
int checkpoint_write(struct environment *environment, const struct run *run, struct err *err);

/*
 * The kept run, which the caller releases; run->challenge is NULL if there is none.  An open problem comes back covered, so that
 * the learner is ready when the clock goes on.  ERR_INVALID if the course has changed so that the run does not fit it any more.
 */
int checkpoint_read(struct environment *environment, struct run *run, struct err *err);

#endif
