/* Sums over the rows of a matrix: in both passes that need them, the first way of two. */
#include "batchnorm/rows.h"

#include <string.h>

/*
 * Eight rows at a time are eight streams, sixteen with dy, which memory serves more slowly than one: so large tensors are measured
 * row by row, although sums are loaded and stored for each value, and what lies BATCHNORM_FETCH_AHEAD values on is fetched. Against
 * eight rows, vectors of 64 and of 32 bytes: .8 of the time forward, .7 to .8 backward, whatever the width.  With vectors of 16
 * bytes the sums are what takes the time, and forward eight rows are faster (.55).  Backward in the caches sixteen streams of wide
 * rows, whose lines meet in the same places, are too many as well: 256 x 1024 values take .85 of the time row by row.
 */
#define SINGLE_COLUMNS 192
#define SINGLE_COLUMNS_BACKWARD 512
#define SINGLE_BYTES ((size_t)2 * 1024 * 1024)
#define FETCH_AHEAD_BACKWARD 1024 /* in each of x and dy */

void batchnorm_glue(const struct batchnorm_matrix *matrix, size_t channels, float *columns)
{
    for (size_t copy = 1; copy < matrix->copies; copy++)
        memcpy(columns + copy * channels, columns, channels * sizeof *columns);
}

/*
 * The shift of each channel.  Forward: the mean of four values that are spread over the slice, half a deviation from the mean of
 * all; should an outlier be among them, the slice is measured again.  Backward: the center that the pass gives.
 */
static void find_shift(const struct batchnorm_row_pass *work, const struct batchnorm_row_block *block, size_t slice, float *shift)
{
    const struct batchnorm_matrix *matrix = &work->matrix;
    const struct batchnorm_pass *pass = work->pass;
    if (pass->dy) {
        for (size_t channel = 0; channel < block->channels; channel++)
            shift[channel] = pass->mean ? (float)pass->mean[block->first + channel] : pass->running_mean[block->first + channel];
        return;
    }
    size_t first = batchnorm_matrix_slice(matrix, slice), count = batchnorm_matrix_slice(matrix, slice + 1) - first;
    const float *rows[4];
    for (size_t i = 0; i < 4; i++)
        rows[i] = pass->x + (first + (count - 1) * i / 3) * matrix->stride + block->first;
    work->kernel->mean_of_rows(block->channels, rows, shift);
}

/* Adds the sums of the copies of each channel to those of the first. */
static void add_copies(const struct batchnorm_matrix *matrix, size_t channels, double *sums)
{
    for (size_t copy = 1; copy < matrix->copies; copy++)
        for (size_t channel = 0; channel < channels; channel++)
            sums[channel] += sums[copy * channels + channel];
}

struct batchnorm_rows batchnorm_rows_of(const struct batchnorm_row_pass *work, const struct batchnorm_row_block *block,
                                        size_t slice)
{
    const struct batchnorm_matrix *matrix = &work->matrix;
    size_t begin = batchnorm_matrix_slice(matrix, slice), at = begin * matrix->stride + block->first;
    return (struct batchnorm_rows){.rows = batchnorm_matrix_slice(matrix, slice + 1) - begin,
                                   .columns = block->channels * matrix->copies,
                                   .stride = matrix->stride,
                                   .channels = block->channels,
                                   .single = work->single,
                                   .x = work->pass->x + at,
                                   .dy = work->pass->dy ? work->pass->dy + at : NULL};
}

struct batchnorm_rows batchnorm_rest_of(const struct batchnorm_row_pass *work)
{
    struct batchnorm_row_block all = {0, work->pass->shape->channels};
    struct batchnorm_rows rest = batchnorm_rows_of(work, &all, work->matrix.slices);
    rest.rows = 1;
    rest.columns = work->matrix.rest;
    return rest;
}

static void add_up(const struct batchnorm_row_pass *work, const struct batchnorm_row_block *block, size_t slice,
                   struct batchnorm_row_scratch *scratch)
{
    const struct batchnorm_matrix *matrix = &work->matrix;
    float *shift = batchnorm_columns_of(scratch, 0), *sums = batchnorm_columns_of(scratch, 1);
    memset(scratch->sums[0], 0, block->channels * matrix->copies * sizeof(double));
    memset(scratch->sums[1], 0, block->channels * matrix->copies * sizeof(double));
    struct batchnorm_rows rows = batchnorm_rows_of(work, block, slice);
    if (work->past_caches)
        rows.ahead = !work->single ? (ptrdiff_t)(8 * matrix->stride) : rows.dy ? FETCH_AHEAD_BACKWARD : BATCHNORM_FETCH_AHEAD;
    work->kernel->measure_rows(&rows, shift, sums, scratch->sums[0], scratch->sums[1]);
    if (matrix->rest && slice + 1 == matrix->slices) {
        rows = batchnorm_rest_of(work);
        work->kernel->measure_rows(&rows, shift, sums, scratch->sums[0], scratch->sums[1]);
    }
    add_copies(matrix, block->channels, scratch->sums[0]);
    add_copies(matrix, block->channels, scratch->sums[1]);
}

bool batchnorm_measures_single_rows(const struct batchnorm_row_pass *work)
{
    const struct batchnorm_matrix *matrix = &work->matrix;
    if (work->pass->dy && matrix->stride >= SINGLE_COLUMNS_BACKWARD)
        return true;
    bool worth = work->pass->dy || work->kernel->lanes * sizeof(float) > 16;
    return worth && matrix->stride >= SINGLE_COLUMNS && matrix->rows * matrix->stride * sizeof(float) > SINGLE_BYTES;
}

void batchnorm_measure_slice(const struct batchnorm_row_pass *work, const struct batchnorm_row_block *block, size_t slice,
                             struct batchnorm_row_scratch *scratch)
{
    float *shift = batchnorm_columns_of(scratch, 0);
    find_shift(work, block, slice, shift);
    for (int attempt = 1;; attempt++) {
        batchnorm_glue(&work->matrix, block->channels, shift);
        add_up(work, block, slice, scratch);
        if (work->pass->dy)
            return;
        double values = batchnorm_matrix_values(&work->matrix, slice);
        size_t lost = work->kernel->settle(block->channels, shift, values, scratch->sums[0], scratch->sums[1]);
        if (lost == 0 || attempt == 2)
            return;
        for (size_t channel = 0; channel < block->channels; channel++)
            shift[channel] = (float)scratch->sums[0][channel];
    }
}

void batchnorm_add_slice(const struct batchnorm_row_pass *work, size_t channels, size_t slice, double *const into[2],
                         double *const from[2])
{
    if (work->pass->dy) {
        for (size_t channel = 0; channel < channels; channel++) {
            into[0][channel] += from[0][channel];
            into[1][channel] += from[1][channel];
        }
        return;
    }
    double before = 0;
    for (size_t earlier = 0; earlier < slice; earlier++)
        before += batchnorm_matrix_values(&work->matrix, earlier);
    work->kernel->merge(channels, before, batchnorm_matrix_values(&work->matrix, slice), into[0], into[1], from[0], from[1]);
}
