/*
 * Tensors as matrices (matrix.h): channels-last (a row is the C values of one place) and plain N x C.
 *
 * Wide matrices are cut into blocks of whole channels, which bounds the scratch memory.  A block whose rows fit the private cache
 * is measured and normalized at once.  Others take two ways over the whole matrix, the second from the last slice to the first,
 * which is still in the cache; channels-last layers of a network are beyond every cache, and two ways are all that memory allows.
 *
 * Slices of rows and blocks depend on the shape alone, and slices are put together in their order by Chan's formula: the bits do
 * not depend on the threads, nor on the workspace.
 */
#include "batchnorm/matrix.h"
#include "batchnorm/ways.h"

#include <string.h>

#define MAX_BLOCK_CHANNELS 1024 /* measured and normalized at once */
#define MAX_WIDE_CHANNELS 2048  /* measured alone: memory is read in longer runs (7x7, 2048 channels: in the order of memory) */
#define PITCH (MAX_WIDE_CHANNELS + 2 * BATCHNORM_MAX_LANES)
#define CACHED_BLOCK_BYTES ((size_t)512 * 1024)

struct rows {
    const struct batchnorm_kernel *kernel;
    const struct batchnorm_pass *pass;
    struct batchnorm_matrix matrix;
    bool past_caches;
    /* Two ways: what all threads share, in the workspace. */
    double *sums[2];        /* [slices][channels]: mean and m2, or sum(dy) and sum(dy * d) */
    float *coefficients[4]; /* [channels] */
};

/* Channels first..first+channels-1, and rows begin..end-1. */
struct block {
    size_t first, channels;
};

/* What one thread needs for a block. */
struct scratch {
    _Alignas(64) float columns[4 * PITCH]; /* shift and float sums, or four coefficients */
    double sums[2][MAX_WIDE_CHANNELS];     /* of a slice */
};

static float *columns_of(struct scratch *scratch, size_t which)
{
    return scratch->columns + which * PITCH;
}

static struct block block_at(const struct rows *work, size_t index)
{
    size_t channels = work->pass->shape->channels;
    struct block block = {index * work->matrix.block_channels, work->matrix.block_channels};
    if (block.channels > channels - block.first)
        block.channels = channels - block.first;
    return block;
}

/* Repeats the values of a row for the rows that are glued to it. */
static void expand(const struct batchnorm_matrix *matrix, size_t channels, float *columns)
{
    for (size_t copy = 1; copy < matrix->copies; copy++)
        memcpy(columns + copy * channels, columns, channels * sizeof *columns);
}

/*
 * The shift of each channel.  Forward: the mean of four values that are spread over the slice, half a deviation from the mean of
 * all; should an outlier be among them, the slice is measured again.  Backward: the center that the pass gives.
 */
static void find_shift(const struct rows *work, const struct block *block, size_t slice, float *shift)
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

static struct batchnorm_rows rows_of(const struct rows *work, const struct block *block, size_t slice)
{
    const struct batchnorm_matrix *matrix = &work->matrix;
    size_t begin = batchnorm_matrix_slice(matrix, slice), at = begin * matrix->stride + block->first;
    return (struct batchnorm_rows){.rows = batchnorm_matrix_slice(matrix, slice + 1) - begin,
                                   .columns = block->channels * matrix->copies,
                                   .stride = matrix->stride,
                                   .single = matrix->single,
                                   .x = work->pass->x + at,
                                   .dy = work->pass->dy ? work->pass->dy + at : NULL};
}

/* The part of a virtual row at the end of the matrix. */
static struct batchnorm_rows rest_of(const struct rows *work)
{
    struct block all = {0, work->pass->shape->channels};
    struct batchnorm_rows rest = rows_of(work, &all, work->matrix.slices);
    rest.rows = 1;
    rest.columns = work->matrix.rest;
    return rest;
}

static void add_up(const struct rows *work, const struct block *block, size_t slice, struct scratch *scratch)
{
    const struct batchnorm_matrix *matrix = &work->matrix;
    float *shift = columns_of(scratch, 0), *sums = columns_of(scratch, 1);
    memset(scratch->sums[0], 0, block->channels * matrix->copies * sizeof(double));
    memset(scratch->sums[1], 0, block->channels * matrix->copies * sizeof(double));
    struct batchnorm_rows rows = rows_of(work, block, slice);
    if (work->past_caches)
        rows.ahead = (ptrdiff_t)(matrix->single ? matrix->stride : 8 * matrix->stride);
    work->kernel->measure_rows(&rows, shift, sums, scratch->sums[0], scratch->sums[1]);
    if (matrix->rest && slice + 1 == matrix->slices) {
        rows = rest_of(work);
        work->kernel->measure_rows(&rows, shift, sums, scratch->sums[0], scratch->sums[1]);
    }
    add_copies(matrix, block->channels, scratch->sums[0]);
    add_copies(matrix, block->channels, scratch->sums[1]);
}

/* One slice of a block: leaves mean and m2, or the sums of backward, in scratch->sums. */
static void measure(const struct rows *work, const struct block *block, size_t slice, struct scratch *scratch)
{
    float *shift = columns_of(scratch, 0);
    find_shift(work, block, slice, shift);
    for (int attempt = 1;; attempt++) {
        expand(&work->matrix, block->channels, shift);
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

/* Puts the sums of one more slice to those of the slices before it. */
static void add_slice(const struct rows *work, size_t channels, size_t slice, double *const into[2], double *const from[2])
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

static void apply(const struct rows *work, const struct block *block, size_t slice,
                  const struct batchnorm_column_coefficients *coefficients)
{
    const struct batchnorm_matrix *matrix = &work->matrix;
    struct batchnorm_rows rows = rows_of(work, block, slice);
    if (work->past_caches && !work->pass->mean && !work->pass->dy)
        rows.ahead = (ptrdiff_t)matrix->stride;
    work->kernel->apply_rows(&rows, coefficients, work->pass->out + (rows.x - work->pass->x), work->past_caches);
    if (matrix->rest && slice + 1 == matrix->slices) {
        rows = rest_of(work);
        work->kernel->apply_rows(&rows, coefficients, work->pass->out + (rows.x - work->pass->x), false);
    }
}

/* One block from its first value read to its last written. */
static void run_block(void *argument, int part)
{
    const struct rows *work = argument;
    const struct batchnorm_matrix *matrix = &work->matrix;
    struct block block = block_at(work, (size_t)part);
    struct scratch scratch;
    double means[MAX_BLOCK_CHANNELS], m2[MAX_BLOCK_CHANNELS];
    double *const all[2] = {means, m2}, *const slice_sums[2] = {scratch.sums[0], scratch.sums[1]};
    for (size_t slice = 0; slice < matrix->slices && (work->pass->mean || work->pass->dy); slice++) {
        measure(work, &block, slice, &scratch);
        if (slice > 0) {
            add_slice(work, block.channels, slice, all, slice_sums);
            continue;
        }
        memcpy(means, scratch.sums[0], block.channels * sizeof *means);
        memcpy(m2, scratch.sums[1], block.channels * sizeof *m2);
    }
    struct batchnorm_new_coefficients to = {columns_of(&scratch, 0), columns_of(&scratch, 1), columns_of(&scratch, 2),
                                            columns_of(&scratch, 3)};
    if (!batchnorm_finish_channels(work->kernel, work->pass, block.first, block.channels, all, &to)) {
        batchnorm_run_reference(work->pass, block.first, block.first + block.channels);
        return;
    }
    if (!work->pass->out)
        return;
    for (size_t i = 0; i < 4; i++)
        expand(matrix, block.channels, columns_of(&scratch, i));
    struct batchnorm_column_coefficients coefficients = {to.center, to.slope, to.offset, to.through};
    for (size_t slice = matrix->slices; slice-- > 0;)
        apply(work, &block, slice, &coefficients);
    work->kernel->order_stores();
}

/* The first of two ways: a slice of a block. */
static void measure_part(void *argument, int part)
{
    const struct rows *work = argument;
    size_t slice = (size_t)part / work->matrix.blocks, at = slice * work->pass->shape->channels;
    struct block block = block_at(work, (size_t)part % work->matrix.blocks);
    struct scratch scratch;
    measure(work, &block, slice, &scratch);
    memcpy(work->sums[0] + at + block.first, scratch.sums[0], block.channels * sizeof(double));
    memcpy(work->sums[1] + at + block.first, scratch.sums[1], block.channels * sizeof(double));
}

/*
 * The second way begins with the last slice.  It goes along whole rows of any width: the coefficients are in the workspace, and
 * memory is read in the longest runs.
 */
static void apply_part(void *argument, int part)
{
    const struct rows *work = argument;
    const struct batchnorm_matrix *matrix = &work->matrix;
    size_t slice = matrix->slices - 1 - (size_t)part;
    struct block block = {0, work->pass->shape->channels};
    const float *columns[4];
    struct scratch scratch;
    for (size_t i = 0; i < 4; i++) {
        columns[i] = work->coefficients[i];
        if (matrix->copies > 1) {
            memcpy(columns_of(&scratch, i), columns[i], block.channels * sizeof(float));
            expand(matrix, block.channels, columns_of(&scratch, i));
            columns[i] = columns_of(&scratch, i);
        }
    }
    apply(work, &block, slice, &(struct batchnorm_column_coefficients){columns[0], columns[1], columns[2], columns[3]});
    work->kernel->order_stores();
}

static void spread(const struct batchnorm_plan *plan, size_t parts, void (*task)(void *argument, int part), struct rows *work)
{
    if (plan->parallel && parts > 1)
        plan->parallel->run(plan->parallel->executor, (int)parts, task, work);
    else
        for (size_t part = 0; part < parts; part++)
            task(work, (int)part);
}

static void run_two_ways(const struct batchnorm_plan *plan, struct rows *work)
{
    const struct batchnorm_pass *pass = work->pass;
    size_t channels = pass->shape->channels, slices = work->matrix.slices;
    work->sums[0] = plan->workspace;
    work->sums[1] = work->sums[0] + slices * channels;
    for (size_t i = 0; i < 4; i++)
        work->coefficients[i] = (float *)(work->sums[1] + slices * channels) + i * channels;
    if (pass->mean || pass->dy)
        spread(plan, slices * work->matrix.blocks, measure_part, work);
    for (size_t slice = 1; slice < slices && (pass->mean || pass->dy); slice++) {
        double *const from[2] = {work->sums[0] + slice * channels, work->sums[1] + slice * channels};
        add_slice(work, channels, slice, work->sums, from);
    }
    struct batchnorm_new_coefficients to = {work->coefficients[0], work->coefficients[1], work->coefficients[2],
                                            work->coefficients[3]};
    if (!batchnorm_finish_channels(work->kernel, pass, 0, channels, work->sums, &to))
        batchnorm_run_reference(pass, 0, channels);
    else if (pass->out)
        spread(plan, slices, apply_part, work);
}

void batchnorm_run_rows(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan, const struct batchnorm_pass *pass)
{
    struct rows work = {.kernel = kernel, .pass = pass, .matrix = batchnorm_matrix_of(pass->shape)};
    work.past_caches = batchnorm_past_caches(plan, pass);
    struct batchnorm_matrix *matrix = &work.matrix;
    batchnorm_matrix_cut(matrix, MAX_BLOCK_CHANNELS);
    size_t block_bytes = matrix->rows * matrix->block_channels * matrix->copies * sizeof(float) * (pass->dy ? 2 : 1);
    bool few_parts = matrix->blocks < 2 * (plan->parallel ? (size_t)plan->parallel->threads : 0);
    if (plan->workspace && (few_parts || block_bytes > CACHED_BLOCK_BYTES)) {
        batchnorm_matrix_cut(matrix, MAX_WIDE_CHANNELS);
        run_two_ways(plan, &work);
    } else {
        spread(plan, matrix->blocks, run_block, &work);
    }
}

size_t batchnorm_rows_workspace(const struct batchnorm_shape *shape)
{
    return shape->channels * (batchnorm_matrix_of(shape).slices * 2 * sizeof(double) + 4 * sizeof(float));
}
