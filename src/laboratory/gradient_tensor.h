/*
 * Gradients of a whole tensor in double, written down as the chain rule gives them: what the kernel's backward pass is held
 * against.  What belongs to a channel is found by passes over all values, a value's own part when it is asked for.
 */
#ifndef LABORATORY_GRADIENT_TENSOR_H
#define LABORATORY_GRADIENT_TENSOR_H

#include "base/arena.h"
#include "batchnorm/batchnorm.h"

struct gradient_tensor {
    struct batchnorm_shape shape;
    const float *x, *dy; /* as the kernel reads them; dy is there from gradient_tensor_paths() on */
    double gamma, epsilon;
    double *mean, *var, *invstd; /* [C], as all that follow; by gradient_tensor_statistics() */
    double *dvar, *dmean;        /* the loss's gradient by variance and mean, by gradient_tensor_paths() */
    double *sum, *dot;           /* of dx, and of dx * xhat */
    struct channel_group *groups;
};

/* The three ways from y back to one x (paper, section 3): past the statistics, through the variance, through the mean. */
struct gradient_ways {
    double direct, through_variance, through_mean;
};

/* The tensor without its dy; arrays live in `arena`. */
struct gradient_tensor gradient_tensor_new(struct arena *arena, const struct batchnorm_shape *shape, const float *x, double gamma,
                                           double epsilon);

/* Two passes over x; where var + epsilon is 0, invstd is 0, as in the kernel. */
void gradient_tensor_statistics(struct gradient_tensor *tensor);

/* Two further passes, for what belongs to all values of a channel. */
void gradient_tensor_paths(struct gradient_tensor *tensor);

/* xhat of a value of channel `c`, and its ways, whose sum is dx. */
double gradient_tensor_xhat(const struct gradient_tensor *tensor, size_t c, double x);
struct gradient_ways gradient_tensor_ways(const struct gradient_tensor *tensor, size_t c, double x, double dy);

#endif
