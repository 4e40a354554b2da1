/*
 * Batch normalization as a filter over a tensor of any size: one training or inference step of one layer, in a framework's manner.
 */
#ifndef EXPERIMENT_FILTER_H
#define EXPERIMENT_FILTER_H

#include "course/course.h"
#include "tensor/tensor.h"

/* The layer.  Tensors belong to the caller; those of one value for each channel may have any shape, count 0 = the initial value. */
struct filter {
    enum mode mode;
    enum layout layout; /* of three dimensions and more; two are N×C */
    enum framework framework;
    double epsilon, momentum;                /* momentum in the framework's meaning; negative = cumulative average (PyTorch) */
    struct tensor gamma, beta;               /* 1 and 0 at first */
    struct tensor running_mean, running_var; /* 0 and 1 at first */
    struct tensor dy;                        /* gradient of the loss by y, shaped like x; count 0 = no backward pass */
};

/* What the step leaves besides y; owns its memory until filtered_release(). */
struct filtered {
    size_t channels;
    double *batch_mean, *batch_var;    /* [C] of x, biased, in either mode */
    float *running_mean, *running_var; /* [C] after the step */
    float *dgamma, *dbeta;             /* [C], NULL without a backward pass */
    struct tensor dx;                  /* empty without a backward pass */
};

/*
 * Turns `tensor` from x into y, in place.  Errors, after which nothing of `filtered` need be released: ERR_INVALID where shapes do
 * not fit together, where the kernel refuses, or where the framework itself would raise an exception.
 */
int filter_run(const struct filter *filter, struct tensor *tensor, struct filtered *filtered, struct err *err);

void filtered_release(struct filtered *filtered);

#endif
