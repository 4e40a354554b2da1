/*
 * Runs that are asked for more than once: the same experiment with the same settings is run once.
 *
 * `struct outcomes` owns what its runs yielded until outcomes_release().
 */
#ifndef EXPERIMENT_OUTCOMES_H
#define EXPERIMENT_OUTCOMES_H

#include "experiment/experiment.h"

struct kept_outcome {
    const struct experiment *experiment;
    struct settings settings;
    struct outcome outcome;
};

struct outcomes {
    struct kept_outcome *items; /* all zero at first */
    size_t count, capacity;
};

/*
 * What `experiment` yields with `settings`, or yielded before; good until the next call.  Two experiments that run one model without
 * a tensor are the same.  NULL where experiment_run() fails, with its words.  Experiments must outlive `outcomes`.
 */
const struct outcome *outcomes_run(struct outcomes *outcomes, const struct experiment *experiment, const struct settings *settings,
                                   struct err *err);

void outcomes_release(struct outcomes *outcomes);

#endif
