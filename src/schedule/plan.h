/*
 * Being ready on a day: how much to do on each day until an exam, found by simulating the learner with the schedule itself.
 *
 * Nothing is remembered between plans: after missed days, or any other change, the plan is made again from the memories as they
 * are. The same input gives the same plan.  A `struct plan` owns its days.
 */
#ifndef SCHEDULE_PLAN_H
#define SCHEDULE_PLAN_H

#include "schedule/learner.h"

struct plan_item {
    struct memory memory; /* all zero = new; new items come in the order of the array */
    uint64_t seed;        /* schedule_seed() of its id */
};

struct plan_goal {
    int64_t day;    /* the exam's local day, days since 1970 */
    double recall;  /* wanted on it: the mean probability of recall over all items, 0..1; what was never learned counts 0 */
    double minutes; /* a day, at most; 0 = as many as it takes */
    int window;     /* of the plan before, which a new one keeps; 0 = this is the first one */
    double pace; /* minutes of the plan before; without a limit they are kept as long as they suffice; 0 = this is the first one */
};

struct plan_day {
    int64_t day;
    double fresh, reviews, minutes; /* new items, other items asked, all of the time; as expected, so not whole */
};

struct plan {
    struct plan_day *items; /* one for each day from the day of `now` to that before the exam */
    size_t count, capacity;
    double retention;      /* for the schedule: raised from the parameters' only as far as needed */
    int window;            /* schedule_parameters.exam_window */
    size_t fresh_a_day;    /* new items a day, at most, while there are any */
    double minutes;        /* a day, at most: what was given, or the fewest that reach the goal */
    double recall;         /* to be expected on the day */
    double unmet;          /* new items that are not met before the exam */
    bool reached;          /* recall >= goal */
    double needed_minutes; /* where it is not reached: minutes a day that would, 0 if none do; otherwise `minutes` */
};

enum { PLAN_DAYS_MAX = 3660, PLAN_MINUTES_MAX = 480 };

/*
 * Plans for `count` items from `now` on.  goal->day must lie 1 to PLAN_DAYS_MAX days ahead.  The parameters' own exam is ignored.
 * Of very many items a sample is simulated, and the figures are scaled.
 */
void plan_make(struct plan *plan, const struct plan_item *items, size_t count, const struct plan_goal *goal,
               const struct schedule_parameters *parameters, const struct learner *learner, int64_t now);
void plan_release(struct plan *plan);

/* The parameters under which the plan holds: raised retention, and nothing put off past the exam. */
struct schedule_parameters plan_parameters(const struct schedule_parameters *parameters, int64_t exam_day, double retention,
                                           int window);

#endif
