/* What the parts of the model of folding work on. */
#ifndef LABORATORY_FOLDING_H
#define LABORATORY_FOLDING_H

#include "base/rng.h"
#include "laboratory/kernel_run.h"

/* Its parameters, in their order. */
enum { FOLDING_DATA, FOLDING_ROWS, FOLDING_HEIGHT, FOLDING_WIDTH, FOLDING_EPSILON };

/* Outputs of the linear layer, and the rows that it takes at most with as many inputs. */
enum { FOLDING_UNITS = 2, FOLDING_ROWS_MAX = SAMPLE_VALUES_MAX / FOLDING_UNITS };

struct folding {
    const double *values;
    struct findings *findings;
    struct err *err;
    uint64_t seed;
    struct rng rng;
    float epsilon;
    size_t height, width, kernel_height; /* of the picture and the convolution */
};

/* A batch norm layer with what it has learned; a and b by folding_fold(). */
struct folding_layer {
    float gamma[FOLDING_UNITS], beta[FOLDING_UNITS], mean[FOLDING_UNITS], var[FOLDING_UNITS];
    float a[FOLDING_UNITS], b[FOLDING_UNITS];
};

int folding_fold(const struct folding *folding, struct folding_layer *layer, size_t channels);

/* The inference pass over x. */
int folding_infer(const struct folding *folding, const struct folding_layer *layer, const struct batchnorm_shape *shape,
                  const float *x, float *y);

/* Adds the findings of the linear layer, over the sample or over rows that are drawn. */
int folding_linear(struct folding *folding, const struct sample *sample);

#endif
