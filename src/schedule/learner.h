/*
 * How a learner answers and how long that takes, measured from the log, for the simulations of the exam planner.
 *
 * A `struct learner` owns nothing.
 */
#ifndef SCHEDULE_LEARNER_H
#define SCHEDULE_LEARNER_H

#include "base/rng.h"
#include "schedule/schedule.h"

struct learner {
    double first[GRADE_EASY + 1];    /* how often each grade is given to a new item; from GRADE_AGAIN on they add up to 1 */
    double recalled[GRADE_EASY + 1]; /* the same for what is recalled on a later day; Again is 0 */
    double step_again;               /* how often an item is missed within its steps */
    double new_seconds;              /* for the first grade of an item */
    double review_seconds;           /* for each later one */
};

/* One grade of the log. */
struct learner_grade {
    enum grade grade;
    bool first;      /* of its item */
    bool same_day;   /* the item was graded before on this day */
    int64_t took_ms; /* 0 = not measured */
};

/* What is usual: grades as in the public review logs of FSRS's benchmark, 20 seconds for what is new, 10 for what is known. */
void learner_defaults(struct learner *learner);

/* Measured from grades; where there are few the usual has as much weight as 30 grades. */
void learner_measure(struct learner *learner, const struct learner_grade *grades, size_t count);

/* A grade for a new item; for one that is asked on a later day and recalled with probability `recall`; for one within its steps. */
enum grade learner_first_grade(const struct learner *learner, struct rng *rng);
enum grade learner_review_grade(const struct learner *learner, double recall, struct rng *rng);
enum grade learner_step_grade(const struct learner *learner, struct rng *rng);

#endif
