/*
 * One network in training, step by step: mini-batches without replacement, gradient descent, and what has come of it.
 *
 * `struct training` owns its network until training_release(); the data set belongs to the caller and must outlive it.
 */
#ifndef LABORATORY_TRAINING_H
#define LABORATORY_TRAINING_H

#include "laboratory/dataset.h"
#include "laboratory/network.h"

#include <stdint.h>

struct training {
    struct network network;
    const struct dataset *dataset;
    struct descent descent;
    size_t batch;
    struct rng rng;
    size_t *order; /* of the training points; `next` is the first one that is not used yet */
    size_t next;
    float *x;
    unsigned char *classes;
    size_t steps;
    double loss;   /* of the last batch, before its step */
    bool diverged; /* the loss is no finite number any more: further steps do nothing */
};

/* How well a network does at some points, in inference mode. */
struct score {
    double loss, accuracy; /* mean logistic loss; share of points on their class's side, where NaN is on that of class 0 */
    bool stuck;            /* the same output for every point: nothing is told apart */
};

/*
 * A network of `design`, with batches of 2..count points.  The same seed gives the same first weights and the same batches, with
 * and without batch norm.
 */
void training_init(struct training *training, const struct dataset *dataset, const struct network_design *design,
                   const struct descent *descent, size_t batch, uint64_t seed);
void training_release(struct training *training);

/* The next batch: forward and backward pass, without a step.  Leaves the gradients in the network, counts nothing. */
void training_look(struct training *training);

/* The next batch and its step. */
void training_step(struct training *training);

struct score training_score(struct training *training, const struct points *points);

/*
 * The probability of class 1 on a grid over the data set's range, rows from the top, columns from the left: the middles of
 * rows * columns cells.
 */
void training_regions(struct training *training, size_t rows, size_t columns, double *probabilities);

#endif
