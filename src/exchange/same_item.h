/*
 * Items compared, whichever files they come from; nothing is owned.
 */
#ifndef EXCHANGE_SAME_ITEM_H
#define EXCHANGE_SAME_ITEM_H

#include "course/course.h"

/* Whether two items are the very same as far as a learner is asked: cards by both sides, questions by stem, options and key. */
bool same_item(const struct item *one, const struct item *other);

#endif
