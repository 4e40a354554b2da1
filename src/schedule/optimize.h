/*
 * Fitting the weights of FSRS-6 to a learner's own answers.
 *
 * The weights are those that make the learner's outcomes most likely, given that weights far from the published ones are unlikely
 * (maximum a posteriori): log loss plus a penalty, minimised by Adam (Kingma and Ba 2015).  They are fitted to the earlier part of
 * the log and judged by the later part, which they have not seen.  Pure functions; the same input gives the same weights.
 */
#ifndef SCHEDULE_OPTIMIZE_H
#define SCHEDULE_OPTIMIZE_H

#include "schedule/schedule.h"

/* One grade.  Those of one item follow each other in the order of time. */
struct past_review {
    int64_t at;  /* ms; tells which part it belongs to */
    int elapsed; /* whole days since the grade before, >= 0 */
    enum grade grade;
    bool first; /* of its item; the memory starts anew */
};

enum { OPTIMIZE_MINIMUM = 400 }; /* reviews on a later day, below which nothing can be learned from them */

/* How well weights foretell outcomes. */
struct foresight {
    double loss; /* mean log loss: 0 is perfect; ln 2 is what knowing nothing gives */
    double rmse; /* of what was foretold from what came true, over 20 bins */
};

struct fit {
    double weights[SCHEDULE_WEIGHTS];
    int64_t split;                  /* ms; the later part begins here */
    size_t trained, tested;         /* reviews on a later day, in the earlier and in the later part */
    struct foresight before, after; /* on the later part: with the parameters' weights, and with these */
    bool better;                    /* after.loss < before.loss */
};

/* How many of the reviews are on a later day than the grade before, and so tell something. */
size_t optimize_usable(const struct past_review *reviews, size_t count);

/* Fits weights to the reviews; at least OPTIMIZE_MINIMUM of them must be usable. */
void optimize_fit(struct fit *fit, const struct past_review *reviews, size_t count, const struct schedule_parameters *parameters);

/* The foresight of the parameters' weights over reviews from the time `since` on; *scored is how many those are. */
struct foresight optimize_foresight(const struct past_review *reviews, size_t count, const struct schedule_parameters *parameters,
                                    int64_t since, size_t *scored);

#endif
