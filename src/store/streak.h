/*
 * Days in a row.
 */
#ifndef STORE_STREAK_H
#define STORE_STREAK_H

#include "store/store.h"

/*
 * A day counts from a number of answers on that the learner chooses, STREAK_MINIMUM at first. Within STREAK_FREEZE_DAYS one day may
 * be missed; it does not count.
 */
enum { STREAK_MINIMUM = 1, STREAK_MINIMUM_MAX = 1000, STREAK_FREEZE_DAYS = 7 };

struct streak {
    size_t days;    /* up to today, or up to yesterday if nothing was done today yet */
    size_t longest; /* ever */
    bool frozen;    /* a missed day keeps the present one alive */
    bool today;     /* today counts already */
    size_t minimum; /* answers that a day takes */
    size_t answers; /* given today */
};

/*
 * The streak at `now`.  A local day that a journey cut out, or left only hours of, does not break it: days that follow one another
 * in the time zone of the earlier one do.
 */
int store_streak(struct store *store, int64_t now, struct streak *streak, struct err *err);

/* Chooses how many answers a day takes, 1..STREAK_MINIMUM_MAX. */
int store_set_streak_minimum(struct store *store, size_t minimum, struct err *err);

/* What the streak is made of, for tests: `follows` tells whether the second of two days that are not neighbours still follows the
 * first. */
struct streak streak_of(const struct day_count *days, size_t count, size_t minimum, int64_t today,
                        bool (*follows)(void *context, int64_t earlier, int64_t later), void *context);

#endif
