/*
 * Batch normalization in long double, straight from the paper, to judge libbatchnorm by; and data to try it on.
 * Arrays that functions return are the caller's to free.
 */
#ifndef TESTS_BATCHNORM_REFERENCE_H
#define TESTS_BATCHNORM_REFERENCE_H

#include "batchnorm/batchnorm.h"

#include <stdint.h>

struct reference {
    long double mean;
    long double var; /* biased */
};

/* Where value `value` (0..batch*spatial-1, in the order of the batch) of a channel lies in the tensor. */
size_t reference_index(const struct batchnorm_shape *shape, size_t channel, size_t value);

size_t reference_values(const struct batchnorm_shape *shape); /* of one channel */
size_t reference_count(const struct batchnorm_shape *shape);  /* of the tensor */

/* Two-pass mean and variance of a channel. */
struct reference reference_statistics(const struct batchnorm_shape *shape, const float *x, size_t channel);

/* y for one x. */
long double reference_normalize(struct reference statistics, long double epsilon, long double gamma, long double beta,
                                long double x);

/* The loss sum(dy * y) that one channel contributes, with value `moved` of it shifted by `shift`; batch statistics if `given` is
 * NULL. */
long double reference_loss(const struct batchnorm_shape *shape, const float *x, const float *dy, size_t channel,
                           long double epsilon, long double gamma, long double beta, const struct reference *given, size_t moved,
                           long double shift);

/* Reproducible noise: approximately normal with mean 0 and standard deviation 1. */
float reference_noise(uint64_t *state);

/* A tensor of noise * std + mean. */
float *reference_tensor(const struct batchnorm_shape *shape, uint64_t seed, double mean, double std);

/* `count` floats, all `value`. */
float *reference_filled(size_t count, float value);

#endif
