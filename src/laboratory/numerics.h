/* What the parts of the model of numerics work on. */
#ifndef LABORATORY_NUMERICS_H
#define LABORATORY_NUMERICS_H

#include "laboratory/kernel_run.h"

enum { NUMERICS_VALUES_MAX = 1 << 18 };

/* Its parameters, in their order. */
enum { NUMERICS_DATA, NUMERICS_VALUES, NUMERICS_OFFSET, NUMERICS_EPSILON, NUMERICS_SPREAD, NUMERICS_CONSTANT, NUMERICS_POISON };

struct numerics {
    const double *values;
    struct findings *findings;
    struct err *err;
    double *base; /* x before the offset */
    float *x;     /* and with one */
    size_t n;
};

/* Mean, variance and y of one channel by the kernel. */
int numerics_channel(struct findings *findings, const float *x, size_t n, double epsilon, struct kernel_run *run, struct err *err);

/* Each adds its findings; 0 or what the kernel says. */
int numerics_gains(struct numerics *numerics);
int numerics_output(struct numerics *numerics);
int numerics_constant(struct numerics *numerics);
int numerics_poisoned(struct numerics *numerics);
int numerics_half(struct numerics *numerics);

#endif
