/*
 * Points of two classes in the plane, drawn from a seed: what small networks learn to tell apart.
 *
 * `struct dataset` owns its points until dataset_release().
 */
#ifndef LABORATORY_DATASET_H
#define LABORATORY_DATASET_H

#include "base/arena.h"
#include "base/rng.h"

#include <stdbool.h>
#include <stddef.h>

enum dataset_kind {
    DATASET_CIRCLES, /* two rings, one within the other */
    DATASET_SPIRALS, /* two arms that wind around each other */
    DATASET_MOONS,   /* two half moons that reach into each other */
    DATASET_XOR      /* four clouds, the opposite ones of one class */
};

enum dataset_features {
    DATASET_RAW,         /* as a table of measurements may be: the second feature 20 times as wide, both shifted by 5 */
    DATASET_STANDARDIZED /* mean 0 and variance 1 each, by the training points' statistics */
};

enum { DATASET_INPUTS = 2 };

/* Points in rows of dense_stride(DATASET_INPUTS) floats. */
struct points {
    float *x;
    unsigned char *classes; /* 0 or 1 */
    size_t count;
};

struct dataset {
    struct arena arena;
    struct points train, test;
    double low[DATASET_INPUTS], high[DATASET_INPUTS]; /* of all points, with a margin */
};

/* Draws `count` points for training and as many for testing, half of them of each class. */
void dataset_init(struct dataset *dataset, enum dataset_kind kind, enum dataset_features features, size_t count, struct rng *rng);
void dataset_release(struct dataset *dataset);

#endif
