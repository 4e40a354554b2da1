/*
 * Days in a row with at least one answer.
 */
#ifndef ACTIVITY_STREAK_H
#define ACTIVITY_STREAK_H

#include "store/store.h"

/* The days in a row that end at `today`, or at the day before if nothing was done today yet.  `days` as store_days() gives them. */
size_t streak_length(const struct day_count *days, size_t count, int64_t today);

#endif
