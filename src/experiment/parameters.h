/*
 * What a learner may turn in an experiment, as one table: the parameters of its model, or those of a run of the kernel.
 */
#ifndef EXPERIMENT_PARAMETERS_H
#define EXPERIMENT_PARAMETERS_H

#include "experiment/experiment.h"

/* The parameters of a run of the kernel, in the order of the table. */
enum {
    KERNEL_GAMMA,    /* factor on the declared gamma */
    KERNEL_BETA,     /* added to the declared beta */
    KERNEL_EPSILON,
    KERNEL_MOMENTUM, /* in the framework's own meaning; -1 = cumulative, which only PyTorch knows */
    KERNEL_BATCH,
    KERNEL_STEPS,    /* training batches before the one that is shown */
    KERNEL_LAYOUT,
    KERNEL_MODE,
    KERNEL_FRAMEWORK,
    KERNEL_PARAMETERS
};
extern const struct parameter kernel_parameters[KERNEL_PARAMETERS];

/* Settings of a run of the kernel as values of those parameters, and back; the seed and a model's values stay as they are. */
void kernel_values(const struct settings *settings, double values[MODEL_PARAMETERS_MAX]);
void kernel_settings(const double *values, struct settings *settings);

#endif
