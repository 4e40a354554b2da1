/*
 * What a learner can turn in a demo, step by step.
 */
#ifndef ACTIVITY_DEMO_PARAMETERS_H
#define ACTIVITY_DEMO_PARAMETERS_H

#include "activity/view.h"
#include "experiment/experiment.h"

enum parameter {
    PARAMETER_GAMMA,    /* factor on the declared gamma, by tenths */
    PARAMETER_BETA,     /* added to the declared beta, by tenths */
    PARAMETER_EPSILON,  /* 0, then powers of ten from 1e-8 to 1 */
    PARAMETER_MOMENTUM, /* 0..1, and "cumulative" below 0 for PyTorch */
    PARAMETER_BATCH,    /* 1..1024, as far as everything is recomputed within a key press */
    PARAMETER_EARLIER,  /* training batches before the one that is shown, 0..1000 within the same limit */
    PARAMETER_SEED,     /* of generated data; none for declared values */
    PARAMETER_COUNT
};

/* Whether turning it can change anything in this experiment. */
bool parameter_applies(const struct experiment *experiment, enum parameter parameter);

/* The next value up (by = 1) or down (by = -1), or the same at the end of the range. */
void parameter_turn(const struct experiment *experiment, struct settings *settings, enum parameter parameter, int by);

/* "γ ×1.2", "momentum cumulative". */
const char *parameter_text(struct arena *arena, const struct settings *settings, enum parameter parameter);

#endif
