/*
 * The memory model FSRS-6 alone: stability, difficulty and retrievability, without steps, phases or calendars.
 *
 * Pure functions over a `struct fsrs`, which holds the weights after clamping and what follows from them; it owns nothing.
 * S is a stability in days, D a difficulty 1..10, R a probability, t an elapsed time in whole days.
 * Formulas: open-spaced-repetition, FSRS-6 with 21 weights (ts-fsrs 5.4.1, fsrs-rs 6.6.1); w[i] is weight i.
 */
#ifndef SCHEDULE_FSRS_H
#define SCHEDULE_FSRS_H

#include "schedule/schedule.h"

struct fsrs {
    double w[SCHEDULE_WEIGHTS];
    double decay;  /* -w[20] */
    double factor; /* 0.9^(1/decay) - 1, so that R(S, S) = 0.9 */
    bool same_day;
};

/* The published default weights. */
extern const double FSRS_DEFAULT_WEIGHTS[SCHEDULE_WEIGHTS];

/*
 * The weights of FSRS-6 for those of FSRS-6 (21), FSRS-5 (19) or FSRS-4.5 (17), converted as ts-fsrs and fsrs-rs do; false if
 * `count` is none of these.
 */
bool fsrs_adopt_weights(const double *given, size_t count, double weights[SCHEDULE_WEIGHTS]);

/* Clamps the weights of `parameters` to the ranges the model was published with. */
void fsrs_init(struct fsrs *fsrs, const struct schedule_parameters *parameters);

/* R(t, S) = (1 + factor t / S)^decay. */
double fsrs_retrievability(const struct fsrs *fsrs, double elapsed_days, double stability);

/* I(r, S) = S / factor (r^(1/decay) - 1): days until retrievability falls to `retention`, 0 < retention <= 1; not rounded. */
double fsrs_interval(const struct fsrs *fsrs, double retention, double stability);

/* S and D after the first grade. */
double fsrs_first_stability(const struct fsrs *fsrs, enum grade grade);
double fsrs_first_difficulty(const struct fsrs *fsrs, enum grade grade);

/* D after a later grade: moved by the grade, less the nearer it is to 10, and drawn back towards the D of a first Easy. */
double fsrs_next_difficulty(const struct fsrs *fsrs, double difficulty, enum grade grade);

/* S after a later grade, given S and D before it and the whole days since the last one. */
double fsrs_next_stability(const struct fsrs *fsrs, double stability, double difficulty, double elapsed_days, enum grade grade);

/* The cases that fsrs_next_stability() chooses from, before the final clamp: recalled, forgotten, asked again the same day. */
double fsrs_stability_recalled(const struct fsrs *fsrs, double stability, double difficulty, double retrievability,
                               enum grade grade);
double fsrs_stability_forgotten(const struct fsrs *fsrs, double stability, double difficulty, double retrievability);
double fsrs_stability_same_day(const struct fsrs *fsrs, double stability, enum grade grade);

#endif
