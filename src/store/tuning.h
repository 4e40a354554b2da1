/*
 * What a learner changes in the schedule: the retention, weights that were fitted to the log, an exam, the hour of a new day.  Each
 * change is a row of the log (ANSWER_SETTING), so that it merges with logs of other machines and can be undone; of several rows the
 * last in the order of the log holds.  They are laid over the parameters that the program opens the file with, for the whole log:
 * when they change, everything is folded anew.
 */
#ifndef STORE_TUNING_H
#define STORE_TUNING_H

#include "schedule/optimize.h"
#include "store/store.h"

/* An exam, and what was planned for it last.  All zero = there is none. */
struct exam {
    int64_t day;      /* its local day, days since 1970 */
    double recall;    /* wanted on it, 0..1 */
    double minutes;   /* a day, at most; 0 = as many as it takes */
    double retention; /* of the plan, and below too; 0 = not planned yet */
    int window;       /* days */
    double pace;      /* minutes a day */
    int64_t planned;  /* the local day for which the figures below hold */
    double fresh, reviews, minutes_today;
    double expected; /* recall on the exam's day */
    double needed;   /* minutes a day that would do where the goal is out of reach; 0 = none would */
    bool reached;    /* the goal is within reach */
};

/* The exam that is planned for; all zero if there is none. */
int store_exam(struct store *store, struct exam *exam, struct err *err);

/*
 * Plans for `exam` from now on, NULL = none: its retention, day and window hold for the schedule.  Day, recall and minutes are a
 * setting, retention and window another one, which is said only when it changes; the other members are kept beside the log.
 */
int store_set_exam(struct store *store, const struct exam *exam, int64_t at, struct err *err);

/*
 * There is no exam from now on, as its day has passed; and whether a setting says just that, so that it is told from what the
 * learner set.
 */
int store_end_exam(struct store *store, int64_t at, struct err *err);
bool store_setting_is_end(const struct answer *setting);

/* How the weights were found. */
struct fitted_weights {
    double weights[SCHEDULE_WEIGHTS];
    int64_t at;                     /* ms */
    size_t reviews;                 /* they were fitted to */
    double loss_before, loss_after; /* log loss on the reviews that were held back, with the weights before and with these */
};

/* The weights in use, if they were fitted; *found tells. */
int store_weights(struct store *store, struct fitted_weights *weights, bool *found, struct err *err);

/* Uses `weights` from now on, NULL = the program's own again. */
int store_set_weights(struct store *store, const struct fitted_weights *weights, int64_t at, struct err *err);

/* What was graded so far, item after item, for fitting weights; the caller frees *reviews. */
int store_past_reviews(struct store *store, struct past_review **reviews, size_t *count, struct err *err);

/*
 * The local hour, 0..23, at which a new day begins from now on, -1 = the program's own again; ERR_INVALID for others.  What was
 * done before is counted by it too.
 */
int store_set_day_start(struct store *store, int hour, int64_t at, struct err *err);

/* The desired retention, RETENTION_LEAST to RETENTION_MOST, from now on, 0 = the program's own again; ERR_INVALID for others. */
#define RETENTION_LEAST 0.7
#define RETENTION_MOST 0.99
int store_set_retention(struct store *store, double retention, int64_t at, struct err *err);

/* The parameters without an exam, with all else that is set; and as the program gave them. */
struct schedule_parameters store_parameters_without_exam(const struct store *store);
const struct schedule_parameters *store_given_parameters(const struct store *store);

#endif
