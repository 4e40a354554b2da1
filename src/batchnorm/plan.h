/*
 * What the files of libbatchnorm share and nobody else sees.
 *
 * Batch normalization never mixes channels, so everything is computed one channel at a time.  The n = batch * spatial values of a
 * channel are numbered 0..n-1 in the order of the batch and cut into slices of neighbours, so that several threads can share one
 * channel.  The cut depends on the shape alone, and what the slices found is added up in their order: that is why the same input
 * gives the same bits with any number of threads.
 *
 * A plan belongs to the call that made it and lives on its stack.
 */
#ifndef BATCHNORM_PLAN_H
#define BATCHNORM_PLAN_H

#include "batchnorm/batchnorm.h"

#include <stddef.h>

/* Different ways through a tensor have to come to the same bits, so no rounding is left out.  GCC does not know these words: it
 * needs -ffp-contract=off, or -std=c11, which implies it. */
#if defined __clang__
#pragma STDC FP_CONTRACT OFF
#endif

#define BATCHNORM_ALIGNMENT 64
#define BATCHNORM_MAX_SLICES 16

/* A smaller tensor is not worth waking threads for: they sleep between calls, and to wake them takes 10 to 30 us, the time of the
 * whole pass (256 x 1024 values: 36 us alone, 59 us with two threads). */
#define BATCHNORM_PARALLEL_BYTES ((size_t)1280 * 1024)

/* Bytes, no way through a tensor needs more: a slot for each slice, and four coefficients. */
#define BATCHNORM_MAX_WORKSPACE_OF_CHANNEL (BATCHNORM_MAX_SLICES * sizeof(union batchnorm_slot) + 4 * sizeof(float))

/* What the backward pass sums over the values of a channel. */
struct batchnorm_gradient {
    double dbeta;  /* sum of dy */
    double dgamma; /* sum of dy * xhat */
};

/* What one slice of one channel found. */
union batchnorm_slot {
    struct batchnorm_partial partial;
    struct batchnorm_gradient gradient;
};

struct batchnorm_plan {
    const struct batchnorm_shape *shape;
    size_t values;                                        /* n: of each channel */
    size_t slices;                                        /* of each channel, 1..BATCHNORM_MAX_SLICES */
    size_t slice_values;                                  /* of each slice, less in the last */
    size_t first;                                         /* the group of channels in hand: its first channel */
    size_t group;                                         /* and how many: all with a workspace, one without */
    size_t end;                                           /* of the channels to go through */
    void *workspace;                                      /* the caller's, or NULL */
    union batchnorm_slot *slots;                          /* [group][slices] */
    const struct batchnorm_parallel *parallel;            /* NULL: the calling thread alone */
    union batchnorm_slot own_slots[BATCHNORM_MAX_SLICES]; /* stands in for a workspace */
};

/* One call of a pass: what the caller handed in, checked. */
struct batchnorm_pass {
    const struct batchnorm_shape *shape;
    const float *gamma; /* or NULL, as the next */
    const float *beta;
    double epsilon;
    const float *x;
    const float *dy; /* backward; otherwise NULL */
    float *out;      /* y, or dx, which may be NULL */
    double *mean;    /* training: the statistics of the batch, out in forward, in in backward; otherwise NULL */
    double *var;
    const float *running_mean; /* inference: what to normalize with; otherwise NULL */
    const float *running_var;
    const struct batchnorm_running *running; /* to update, or NULL */
    const struct batchnorm_update *update;
    float *dgamma; /* or NULL, as the next */
    float *dbeta;
};

/* Neighbours in a channel: value i of them is at tensor[start + i * stride]. */
struct batchnorm_stretch {
    size_t start;
    size_t count;
    size_t stride;
};

/* Work on one slice of one channel; `pass` is what a pass gave to batchnorm_spread(). */
typedef void batchnorm_visit(const void *pass, size_t channel, size_t slice);

/* BATCHNORM_OK, BATCHNORM_BAD_LAYOUT, BATCHNORM_BAD_SHAPE or BATCHNORM_SIZE_OVERFLOW. */
int batchnorm_check_shape(const struct batchnorm_shape *shape);

/* BATCHNORM_OK or BATCHNORM_BAD_EPSILON. */
int batchnorm_check_epsilon(double epsilon);

/* Fills the number of slices and their size from the shape, which has been checked. */
void batchnorm_plan_slices(struct batchnorm_plan *plan, const struct batchnorm_shape *shape);

/* A plan for channels first..end-1 of a checked shape, on the calling thread and its stack. */
void batchnorm_plan_channels(struct batchnorm_plan *plan, const struct batchnorm_shape *shape, size_t first, size_t end);

/* The first value of a slice; that of slice + 1 is the end of the slice. */
size_t batchnorm_slice_begin(const struct batchnorm_plan *plan, size_t slice);

/* The longest stretch of a channel that begins with `value` and ends before `end`. */
struct batchnorm_stretch batchnorm_stretch_at(const struct batchnorm_shape *shape, size_t channel, size_t value, size_t end);

/* Where the slice keeps what it found; the channel belongs to the group in hand. */
union batchnorm_slot *batchnorm_slot_of(const struct batchnorm_plan *plan, size_t channel, size_t slice);

/* Calls visit() once for each slice of each channel of the group in hand, on the threads of the plan. */
void batchnorm_spread(const struct batchnorm_plan *plan, batchnorm_visit *visit, const void *pass);

/* 1 / sqrt(var + epsilon), and 0 where that would divide by zero. */
double batchnorm_inverse_deviation(double var, double epsilon);

/* Algorithm 1, lines 1 and 2, for one slice: fills its slot with count, mean and sum of squared deviations. */
void batchnorm_measure(const struct batchnorm_plan *plan, const float *x, size_t channel, size_t slice);

/* The slices of a channel put together, in their order. */
struct batchnorm_partial batchnorm_measured(const struct batchnorm_plan *plan, size_t channel);

/* The scalar reference: the whole pass over the channels of a plan, forward and backward. */
void batchnorm_reference_forward(struct batchnorm_plan *plan, const struct batchnorm_pass *pass);
void batchnorm_reference_backward(struct batchnorm_plan *plan, const struct batchnorm_pass *pass);

/* The same for the channels first..end-1, without a plan: for data beyond the range of float. */
void batchnorm_run_reference(const struct batchnorm_pass *pass, size_t first, size_t end);

/* One step of the running statistics of a channel that had `batch` as its values. */
void batchnorm_update_channel(const struct batchnorm_running *running, const struct batchnorm_update *update, size_t channel,
                              const struct batchnorm_partial *batch);

#endif
