/*
 * A pass over a tensor as a matrix: what rows.c and measure_rows.c share.  The caller owns all of it.
 */
#ifndef BATCHNORM_ROWS_H
#define BATCHNORM_ROWS_H

#include "batchnorm/kernel.h"
#include "batchnorm/matrix.h"

#define BATCHNORM_MAX_WIDE_CHANNELS 2048 /* measured at once, in the order of memory */
#define BATCHNORM_ROW_PITCH (BATCHNORM_MAX_WIDE_CHANNELS + 2 * BATCHNORM_MAX_LANES)

/* Where memory is the limit, this many values ahead of those in work are fetched. */
#define BATCHNORM_FETCH_AHEAD 2048

struct batchnorm_row_pass {
    const struct batchnorm_kernel *kernel;
    const struct batchnorm_pass *pass;
    struct batchnorm_matrix matrix;
    bool past_caches;
    bool single; /* rows are measured one at a time */
    /* Two ways: what all threads share, in the workspace. */
    double *sums[2]; /* [slices][channels]: mean and m2, or sum(dy) and sum(dy * d) */
    float *packed;   /* coefficients of all columns as apply_rows() needs them */
};

/* Channels first..first+channels-1. */
struct batchnorm_row_block {
    size_t first, channels;
};

/* What one thread needs for a block. */
struct batchnorm_row_scratch {
    _Alignas(64) float columns[4 * BATCHNORM_ROW_PITCH]; /* shift and float sums, or four coefficients */
    float packed[4 * BATCHNORM_ROW_PITCH];               /* coefficients as apply_rows() needs them */
    double sums[2][BATCHNORM_MAX_WIDE_CHANNELS];         /* of a slice */
};

static inline float *batchnorm_columns_of(struct batchnorm_row_scratch *scratch, size_t which)
{
    return scratch->columns + which * BATCHNORM_ROW_PITCH;
}

/* Repeats the values of a row for the rows that are glued to it. */
void batchnorm_glue(const struct batchnorm_matrix *matrix, size_t channels, float *columns);

/* A slice of a block, and the part of a virtual row at the end of the matrix. */
struct batchnorm_rows batchnorm_rows_of(const struct batchnorm_row_pass *work, const struct batchnorm_row_block *block,
                                        size_t slice);
struct batchnorm_rows batchnorm_rest_of(const struct batchnorm_row_pass *work);

/* Whether rows are measured one at a time; by the shape alone, since the sums depend on it. */
bool batchnorm_measures_single_rows(const struct batchnorm_row_pass *work);

/* One slice of a block: leaves mean and m2, or the sums of backward, in scratch->sums. */
void batchnorm_measure_slice(const struct batchnorm_row_pass *work, const struct batchnorm_row_block *block, size_t slice,
                             struct batchnorm_row_scratch *scratch);

/* Puts the sums of one more slice to those of the slices before it. */
void batchnorm_add_slice(const struct batchnorm_row_pass *work, size_t channels, size_t slice, double *const into[2],
                         double *const from[2]);

#endif
