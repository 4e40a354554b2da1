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
#include "batchnorm/rows.h"
#include "batchnorm/ways.h"

#include <string.h>

#define MAX_BLOCK_CHANNELS 1024 /* measured and normalized at once */
#define LAST_UNFETCHED 1024     /* columns; normalizing wider rows is faster with fetching (1.08), narrower ones slower (.9) */
#define CACHED_BLOCK_BYTES ((size_t)512 * 1024)

static struct batchnorm_row_block block_at(const struct batchnorm_row_pass *work, size_t index)
{
    size_t channels = work->pass->shape->channels;
    struct batchnorm_row_block block = {index * work->matrix.block_channels, work->matrix.block_channels};
    if (block.channels > channels - block.first)
        block.channels = channels - block.first;
    return block;
}

/* Coefficients of channels for the columns of all glued rows; columns[4] have room for them. */
static void pack(const struct batchnorm_row_pass *work, size_t channels, float *const columns[4], float *packed)
{
    size_t kinds = work->pass->dy ? 4 : 3;
    for (size_t i = 0; i < kinds; i++)
        batchnorm_glue(&work->matrix, channels, columns[i]);
    const float *const coefficients[4] = {columns[0], columns[1], columns[2], columns[3]};
    work->kernel->pack_columns(channels * work->matrix.copies, kinds, coefficients, packed);
}

static void apply(const struct batchnorm_row_pass *work, const struct batchnorm_row_block *block, size_t slice, const float *packed)
{
    const struct batchnorm_matrix *matrix = &work->matrix;
    struct batchnorm_rows rows = batchnorm_rows_of(work, block, slice);
    if (work->past_caches && !rows.dy && matrix->stride > LAST_UNFETCHED)
        rows.ahead = BATCHNORM_FETCH_AHEAD;
    work->kernel->apply_rows(&rows, packed, work->pass->out + (rows.x - work->pass->x), work->past_caches);
    if (matrix->rest && slice + 1 == matrix->slices) {
        rows = batchnorm_rest_of(work);
        work->kernel->apply_rows(&rows, packed, work->pass->out + (rows.x - work->pass->x), false);
    }
}

/* One block from its first value read to its last written. */
static void run_block(void *argument, int part)
{
    const struct batchnorm_row_pass *work = argument;
    const struct batchnorm_matrix *matrix = &work->matrix;
    struct batchnorm_row_block block = block_at(work, (size_t)part);
    struct batchnorm_row_scratch scratch;
    double means[MAX_BLOCK_CHANNELS], m2[MAX_BLOCK_CHANNELS];
    double *const all[2] = {means, m2}, *const slice_sums[2] = {scratch.sums[0], scratch.sums[1]};
    for (size_t slice = 0; slice < matrix->slices && (work->pass->mean || work->pass->dy); slice++) {
        batchnorm_measure_slice(work, &block, slice, &scratch);
        if (slice > 0) {
            batchnorm_add_slice(work, block.channels, slice, all, slice_sums);
            continue;
        }
        memcpy(means, scratch.sums[0], block.channels * sizeof *means);
        memcpy(m2, scratch.sums[1], block.channels * sizeof *m2);
    }
    struct batchnorm_new_coefficients to = {batchnorm_columns_of(&scratch, 0), batchnorm_columns_of(&scratch, 1),
                                            batchnorm_columns_of(&scratch, 2), batchnorm_columns_of(&scratch, 3)};
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
    const struct batchnorm_row_pass *work = argument;
    size_t slice = (size_t)part / work->matrix.blocks, at = slice * work->pass->shape->channels;
    struct batchnorm_row_block block = block_at(work, (size_t)part % work->matrix.blocks);
    struct batchnorm_row_scratch scratch;
    batchnorm_measure_slice(work, &block, slice, &scratch);
    memcpy(work->sums[0] + at + block.first, scratch.sums[0], block.channels * sizeof(double));
    memcpy(work->sums[1] + at + block.first, scratch.sums[1], block.channels * sizeof(double));
}

/*
 * The second way.  After measuring it begins with the last slice.  It goes along whole rows of any width: the coefficients are in
 * the workspace, and memory is read in the longest runs.
 */
static void apply_part(void *argument, int part)
{
    const struct batchnorm_row_pass *work = argument;
    bool measured = work->pass->mean || work->pass->dy;
    size_t slice = measured ? work->matrix.slices - 1 - (size_t)part : (size_t)part;
    struct batchnorm_row_block all = {0, work->pass->shape->channels};
    apply(work, &all, slice, work->packed);
    work->kernel->order_stores();
}

static void spread(const struct batchnorm_plan *plan, size_t parts, void (*task)(void *argument, int part),
                   struct batchnorm_row_pass *work)
{
    if (plan->parallel && parts > 1)
        plan->parallel->run(plan->parallel->executor, (int)parts, task, work);
    else
        for (size_t part = 0; part < parts; part++)
            task(work, (int)part);
}

static void run_two_ways(const struct batchnorm_plan *plan, struct batchnorm_row_pass *work)
{
    const struct batchnorm_pass *pass = work->pass;
    size_t channels = pass->shape->channels, slices = work->matrix.slices;
    size_t columns = channels * work->matrix.copies;
    work->packed = plan->workspace;
    float *coefficients[4];
    for (size_t i = 0; i < 4; i++)
        coefficients[i] = work->packed + 4 * (columns + BATCHNORM_MAX_LANES) + i * columns;
    work->sums[0] = (double *)(void *)(coefficients[3] + columns);
    work->sums[1] = work->sums[0] + slices * channels;
    if (pass->mean || pass->dy)
        spread(plan, slices * work->matrix.blocks, measure_part, work);
    for (size_t slice = 1; slice < slices && (pass->mean || pass->dy); slice++) {
        double *const from[2] = {work->sums[0] + slice * channels, work->sums[1] + slice * channels};
        batchnorm_add_slice(work, channels, slice, work->sums, from);
    }
    struct batchnorm_new_coefficients to = {coefficients[0], coefficients[1], coefficients[2], coefficients[3]};
    if (!batchnorm_finish_channels(work->kernel, pass, 0, channels, work->sums, &to))
        batchnorm_run_reference(pass, 0, channels);
    else if (pass->out) {
        pack(work, channels, coefficients, work->packed);
        spread(plan, slices, apply_part, work);
    }
}

void batchnorm_run_rows(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan, const struct batchnorm_pass *pass)
{
    struct batchnorm_row_pass work = {.kernel = kernel, .pass = pass, .matrix = batchnorm_matrix_of(pass->shape)};
    work.past_caches = batchnorm_past_caches(plan, pass);
    work.single = batchnorm_measures_single_rows(&work);
    struct batchnorm_matrix *matrix = &work.matrix;
    batchnorm_matrix_cut(matrix, MAX_BLOCK_CHANNELS);
    size_t block_bytes = matrix->rows * matrix->block_channels * matrix->copies * sizeof(float) * (pass->dy ? 2 : 1);
    bool few_parts = matrix->blocks < 2 * (plan->parallel ? (size_t)plan->parallel->threads : 0);
    if (plan->workspace && (few_parts || block_bytes > CACHED_BLOCK_BYTES)) {
        batchnorm_matrix_cut(matrix, BATCHNORM_MAX_WIDE_CHANNELS);
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
