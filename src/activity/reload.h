/*
 * The course loaded anew after one of the learner's own files was changed.
 */
#ifndef ACTIVITY_RELOAD_H
#define ACTIVITY_RELOAD_H

#include "activity/activity.h"
#include "base/str.h"

/* Whether the item stands in a course file of the learner's own. */
bool item_is_own(const struct environment *environment, const struct item *item);

/*
 * Checks `file` as lint does and loads the course anew: environment->course is then another one, and what points into the one
 * before stays good as long as the environment lives.  Messages about the file come as lines in `messages`.  After an error,
 * ERR_INVALID where the file has mistakes, the course is the one before.
 */
int reload_course(struct environment *environment, const char *file, struct str *messages, struct err *err);

#endif
