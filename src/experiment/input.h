/* The input of an experiment: its declared values, or what its generator draws.  Owns nothing. */
#ifndef EXPERIMENT_INPUT_H
#define EXPERIMENT_INPUT_H

#include "experiment/experiment.h"

/*
 * Fills x with the batch that is shown (`step` 0) or with that of a training step before it.  The same seed gives the same numbers
 * on every machine; a larger batch begins with the samples of a smaller one; more steps do not change the batch that is shown.
 */
void input_fill(const struct experiment *experiment, const struct settings *settings, const struct batchnorm_shape *shape,
                uint64_t step, float *x);

/* Fills x with the numbers of a list, of which there is at least one, again and again. */
void input_repeat(const struct numbers *values, float *x, size_t count);

/* The number of `channel` in a list that holds one for all channels or one for each; `otherwise` if the list is empty. */
double input_for_channel(const struct numbers *numbers, size_t channel, double otherwise);

/* The channel of the tensor element at `index`. */
size_t input_channel(const struct batchnorm_shape *shape, size_t index);

#endif
