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

/*
 * Eight rows at a time are eight streams, sixteen with dy, which memory serves more slowly than one: so large tensors are measured
 * row by row, although sums are loaded and stored for each value, and what lies FETCH_AHEAD values on is fetched.  Against eight
 * rows, vectors of 64 and of 32 bytes: .8 of the time forward, .7 to .8 backward, whatever the width.  With vectors of 16 bytes
 * the sums are what takes the time, and forward eight rows are faster (.55).
 */
#define SINGLE_COLUMNS 192
#define SINGLE_BYTES ((size_t)2 * 1024 * 1024)
#define FETCH_AHEAD 2048
#define FETCH_AHEAD_BACKWARD 1024 /* in each of x and dy */

#define LAST_UNFETCHED 1024 /* columns; normalizing wider rows is faster with fetching (1.08), narrower ones slower (.9) */
#define CACHED_BLOCK_BYTES ((size_t)512 * 1024)

struct rows {
    const struct batchnorm_kernel *kernel;
    const struct batchnorm_pass *pass;
    struct batchnorm_matrix matrix;
    bool past_caches;
    bool single; /* rows are measured one at a time */
    /* Two ways: what all threads share, in the workspace. */
    double *sums[2];        /* [slices][channels]: mean and m2, or sum(dy) and sum(dy * d) */
    float *coefficients[4]; /* [channels] */
    float *packed;          /* the same for every column, as apply_rows() needs them */
};

/* Channels first..first+channels-1, and rows begin..end-1. */
struct block {
    size_t first, channels;
};

/* What one thread needs for a block. */
struct scratch {
    _Alignas(64) float columns[4 * PITCH]; /* shift and float sums, or four coefficients */
    float packed[4 * PITCH];               /* coefficients as apply_rows() needs them */
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
                                   .single = work->single,
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
        rows.ahead = !work->single ? (ptrdiff_t)(8 * matrix->stride) : rows.dy ? FETCH_AHEAD_BACKWARD : FETCH_AHEAD;
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

/* Coefficients of channels for the columns of all glued rows; columns[4] have room for them. */
static void pack(const struct rows *work, size_t channels, float *const columns[4], float *packed)
{
    size_t kinds = work->pass->dy ? 4 : 3;
    for (size_t i = 0; i < kinds; i++)
        expand(&work->matrix, channels, columns[i]);
    const float *const coefficients[4] = {columns[0], columns[1], columns[2], columns[3]};
    work->kernel->pack_columns(channels * work->matrix.copies, kinds, coefficients, packed);
}

static void apply(const struct rows *work, const struct block *block, size_t slice, const float *packed)
{
    const struct batchnorm_matrix *matrix = &work->matrix;
    struct batchnorm_rows rows = rows_of(work, block, slice);
    if (work->past_caches && !rows.dy && matrix->stride > LAST_UNFETCHED)
        rows.ahead = FETCH_AHEAD;
    work->kernel->apply_rows(&rows, packed, work->pass->out + (rows.x - work->pass->x), work->past_caches);
    if (matrix->rest && slice + 1 == matrix->slices) {
        rows = rest_of(work);
        work->kernel->apply_rows(&rows, packed, work->pass->out + (rows.x - work->pass->x), false);
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
    pack(work, block.channels, (float *const[4]){to.center, to.slope, to.offset, to.through}, scratch.packed);
    for (size_t slice = matrix->slices; slice-- > 0;)
        apply(work, &block, slice, scratch.packed);
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
 * The second way.  After measuring it begins with the last slice.  It goes along whole rows of any width: the coefficients are in
 * the workspace, and memory is read in the longest runs.
 */
static void apply_part(void *argument, int part)
{
    const struct rows *work = argument;
    bool measured = work->pass->mean || work->pass->dy;
    size_t slice = measured ? work->matrix.slices - 1 - (size_t)part : (size_t)part;
    struct block all = {0, work->pass->shape->channels};
    apply(work, &all, slice, work->packed);
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
    size_t columns = channels * work->matrix.copies;
    work->packed = plan->workspace;
    for (size_t i = 0; i < 4; i++)
        work->coefficients[i] = work->packed + 4 * (columns + BATCHNORM_MAX_LANES) + i * columns;
    work->sums[0] = (double *)(void *)(work->coefficients[3] + columns);
    work->sums[1] = work->sums[0] + slices * channels;
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
    else if (pass->out) {
        pack(work, channels, work->coefficients, work->packed);
        spread(plan, slices, apply_part, work);
    }
}

/* By the shape alone, since the sums depend on it. */
static bool measures_single_rows(const struct rows *work)
{
    const struct batchnorm_matrix *matrix = &work->matrix;
    bool worth = work->pass->dy || work->kernel->lanes * sizeof(float) > 16;
    return worth && matrix->stride >= SINGLE_COLUMNS && matrix->rows * matrix->stride * sizeof(float) > SINGLE_BYTES;
}

void batchnorm_run_rows(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan, const struct batchnorm_pass *pass)
{
    struct rows work = {.kernel = kernel, .pass = pass, .matrix = batchnorm_matrix_of(pass->shape)};
    work.past_caches = batchnorm_past_caches(plan, pass);
    work.single = measures_single_rows(&work);
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
    struct batchnorm_matrix matrix = batchnorm_matrix_of(shape);
    size_t columns = shape->channels * matrix.copies;
    return shape->channels * matrix.slices * 2 * sizeof(double) + (2 * columns + BATCHNORM_MAX_LANES) * 4 * sizeof(float);
}
