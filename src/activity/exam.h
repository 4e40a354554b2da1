/*
 * Getting ready by a date: the course and the progress of the learner, put through the planner of src/schedule.
 *
 * The plan is made once a day from the memories as they are that morning, and kept in the file (store/tuning.h); the schedule puts
 * nothing off past the exam.
 */
#ifndef ACTIVITY_EXAM_H
#define ACTIVITY_EXAM_H

#include "activity/activity.h"
#include "schedule/plan.h"
#include "store/tuning.h"

/* What the plan asks for on one day, what was done already on it included. */
struct exam_today {
    bool planned;    /* an exam lies ahead, or is today */
    int days;        /* until it; 0 = it is today, and nothing is asked for */
    size_t fresh;    /* new items */
    size_t reviews;  /* others; steps that come again on the same day are not counted */
    double minutes;  /* for all of it, steps included */
    double wanted;   /* recall on the day, 0..1 */
    double expected; /* the same, as it will be if the plan is kept */
    bool reached;    /* expected >= wanted */
    double needed;   /* where it is not: minutes a day that would do, 0 if none would */
    double limit;    /* minutes a day that the learner gives, 0 = no limit */
};

/*
 * The plan for the local day of `now_ms`; it is made anew if it is of another day, which takes some hundredths of a second.  An
 * exam that is past is forgotten.  Where nothing can be saved it is planned, but not kept.
 */
int exam_today(struct environment *environment, int64_t now_ms, struct exam_today *today, struct err *err);

/*
 * Plans for exam->day, ->recall and ->minutes, keeping ->window and ->pace if they are set, and fills the other members; the day
 * must lie 1 to PLAN_DAYS_MAX days ahead.  `plan` is released with plan_release().  Nothing is stored: that is store_set_exam().
 */
int exam_plan(struct environment *environment, struct exam *exam, int64_t now_ms, struct plan *plan, struct err *err);

#endif
