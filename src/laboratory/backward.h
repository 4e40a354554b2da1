/* What the parts of the model of the backward pass work on. */
#ifndef LABORATORY_BACKWARD_H
#define LABORATORY_BACKWARD_H

#include "laboratory/gradient_tensor.h"
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
    size_t rank, listed; /* of what is told of the tensors, see listed_shape() */
    struct kernel_run run;
    const float *upstream;         /* dy */
    double *dx;                    /* [listed], in double */
    struct gradient_tensor tensor; /* the same gradients in double */
};

/* The place in the tensor of value number `index` of channel `c`. */
static inline size_t backward_place(const struct backward *backward, size_t c, size_t index)
{
    const struct batchnorm_shape *shape = &backward->run.shape;
    if (shape->layout == BATCHNORM_CHANNELS_LAST)
        return index * shape->channels + c;
    return (index / shape->spatial * shape->channels + c) * shape->spatial + index % shape->spatial;
}

/* `count` zeros in the findings' arena. */
double *backward_numbers(struct backward *backward, size_t count);

/* `central` and `central_float` at h for each value that is checked, and their largest error over all h. */
void backward_differences(struct backward *backward);

#endif
