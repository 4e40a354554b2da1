/* What the parts of the model of the backward pass work on. */
#ifndef LABORATORY_BACKWARD_H
#define LABORATORY_BACKWARD_H

#include "laboratory/gradient.h"
#include "laboratory/kernel_run.h"

/* Its parameters, in their order. */
enum { BACKWARD_DATA, BACKWARD_VALUES, BACKWARD_UPSTREAM, BACKWARD_GAMMA, BACKWARD_EPSILON, BACKWARD_WIDTH };

/* The steps h of central differences over which the error is shown, ascending. */
enum { BACKWARD_WIDTHS = 12 };
extern const double backward_widths[BACKWARD_WIDTHS];

/* All of one computation; arrays live in the findings' arena. */
struct backward {
    const double *values;
    struct findings *findings;
    struct arena *arena;
    size_t dimensions[FINDING_RANK_MAX];
    size_t rank;
    struct kernel_run run;
    double *x, *dy; /* as the kernel reads them: rounded to float */
    float *upstream;
    double *xhat, *direct, *through_variance, *through_mean, *dx; /* tensors, in double */
    double *mean, *var, *invstd, *dvar, *dmean, *sum, *dot;       /* [C], in double */
    struct gradient_channel *channels;                            /* [C] */
    size_t *places;                                               /* of each channel's values in the tensor, n after n */
};

/* `count` zeros in the findings' arena. */
double *backward_numbers(struct backward *backward, size_t count);

/* `central` and `central_float` at h for each value that is checked, and their largest error over all h. */
void backward_differences(struct backward *backward);

#endif
