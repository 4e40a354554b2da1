/*
 * What a learner can turn in a demo, step by step.
 */
#ifndef DEMO_ANATOMY_PARAMETERS_H
#define DEMO_ANATOMY_PARAMETERS_H

#include "experiment/experiment.h"
#include "view/view.h"

enum anatomy_parameter {
    ANATOMY_GAMMA,    /* factor on the declared gamma, by tenths */
    ANATOMY_BETA,     /* added to the declared beta, by tenths */
    ANATOMY_EPSILON,  /* 0, then powers of ten from 1e-8 to 1 */
    ANATOMY_MOMENTUM, /* 0..1, and "cumulative" below 0 for PyTorch */
    ANATOMY_BATCH,    /* 1..1024, as far as everything is recomputed within a key press */
    ANATOMY_EARLIER,  /* training batches before the one that is shown, 0..1000 within the same limit */
    ANATOMY_SEED,     /* of generated data; none for declared values */
    ANATOMY_COUNT
};

/* Whether turning it can change anything in this experiment. */
bool anatomy_parameter_applies(const struct experiment *experiment, enum anatomy_parameter parameter);

/* The next value up (by = 1) or down (by = -1), or the same at the end of the range. */
void anatomy_parameter_turn(const struct experiment *experiment, struct settings *settings, enum anatomy_parameter parameter,
                            int by);

/* "γ ×1.2", "momentum cumulative". */
const char *anatomy_parameter_text(struct arena *arena, const struct settings *settings, enum anatomy_parameter parameter);

#endif
