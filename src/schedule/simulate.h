/*
 * Days of learning, played through: what the plan asks for, what the simulated learner makes of it, and what is recalled at the
 * end.
 */
#ifndef SCHEDULE_SIMULATE_H
#define SCHEDULE_SIMULATE_H

#include "schedule/plan.h"

struct simulation {
    const struct plan_item *items;
    size_t count;
    const struct schedule_parameters *parameters; /* of plan_parameters() */
    const struct learner *learner;
    int64_t from, to;    /* the first day, and the day on which recall is measured */
    size_t fresh_a_day;  /* new items */
    double seconds;      /* a day; INFINITY = no limit */
    double review_share; /* of them is kept for what is due */
    uint64_t seed;
};

/*
 * Plays the days from `from` to the one before `to`: new items first, then what is due, that furthest past its time first, until
 * the seconds are used up; no day has more of them.  Adds to days[to - from] (NULL = is not asked for) and returns the sum of the
 * items' recall on day `to`.
 */
double simulate(const struct simulation *simulation, struct plan_day *days);

#endif
