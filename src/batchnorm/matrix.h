/*
 * A tensor whose channels are neighbours, channels-last or N x C, as a matrix: how it is cut, by its shape alone.
 *
 * Rows are glued together to virtual rows of some hundred columns when they are narrow: k rows of C columns, with k * C a multiple
 * of the vector, leave no rests, and give every vector work of its own.  A value; nothing is owned.
 */
#ifndef BATCHNORM_MATRIX_H
#define BATCHNORM_MATRIX_H

#include "batchnorm/plan.h"

#include <stdbool.h>

struct batchnorm_matrix {
    size_t channels;
    size_t copies;         /* rows that are glued together; 1: none */
    size_t rows;           /* whole virtual rows */
    size_t stride;         /* columns of a virtual row */
    size_t rest;           /* columns in a last row that is not whole */
    size_t slices;         /* of rows */
    size_t block_channels; /* of a block; all of them if rows are glued */
    size_t blocks;
};

/* Of a checked shape, as one block. */
struct batchnorm_matrix batchnorm_matrix_of(const struct batchnorm_shape *shape);

/* Cuts it into blocks of up to `most` channels, unless rows are glued. */
void batchnorm_matrix_cut(struct batchnorm_matrix *matrix, size_t most);

/* The first row of a slice; that of slice + 1 is the end of the slice. */
size_t batchnorm_matrix_slice(const struct batchnorm_matrix *matrix, size_t slice);

/* Values of a channel in a slice. */
double batchnorm_matrix_values(const struct batchnorm_matrix *matrix, size_t slice);

#endif
