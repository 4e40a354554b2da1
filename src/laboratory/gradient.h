/*
 * The loss of one channel in double, and its central differences: what the formula of the backward pass is held against.
 */
#ifndef LABORATORY_GRADIENT_H
#define LABORATORY_GRADIENT_H

#include <stddef.h>

/* One channel: n values and the loss sum(dy * (gamma * xhat)).  Arrays belong to the caller. */
struct gradient_channel {
    size_t n;
    const double *x, *dy;
    double gamma, epsilon;
    double mean, var, invstd; /* by gradient_statistics() */
};

/* Two passes over x; where var + epsilon is 0, invstd is 0, as in the kernel. */
void gradient_statistics(struct gradient_channel *channel);

/* The loss at x, with statistics of its own (the channel's are not touched). */
double gradient_loss(const struct gradient_channel *channel);

/* (loss(x + h) - loss(x - h)) / 2h in x[index]; x is moved there and put back. */
double gradient_difference(const struct gradient_channel *channel, double *x, size_t index, double h);

#endif
