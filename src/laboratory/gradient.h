/*
 * Gradients in double, written down as the chain rule gives them: what the kernel's backward pass is held against.
 */
#ifndef LABORATORY_GRADIENT_H
#define LABORATORY_GRADIENT_H

#include <stddef.h>

/* One channel: n values, the loss sum(dy * (gamma * xhat)), and its way back.  Arrays belong to the caller. */
struct gradient_channel {
    size_t n;
    const double *x, *dy;
    double gamma, epsilon;
    double mean, var, invstd; /* by gradient_statistics() */
    double dvar, dmean;       /* the loss's gradient by variance and mean, by gradient_paths() */
};

/* Two passes over x; where var + epsilon is 0, invstd is 0, as in the kernel. */
void gradient_statistics(struct gradient_channel *channel);

/* The loss at x, with statistics of its own (the channel's are not touched). */
double gradient_loss(const struct gradient_channel *channel);

/*
 * The three ways from y back to each x[i] (paper, section 3): past the statistics, through the variance, through the mean; their
 * sum is dx.  [n] each.
 */
void gradient_paths(struct gradient_channel *channel, double *direct, double *through_variance, double *through_mean);

/* (loss(x + h) - loss(x - h)) / 2h in x[index]; x is moved there and put back. */
double gradient_difference(const struct gradient_channel *channel, double *x, size_t index, double h);

#endif
