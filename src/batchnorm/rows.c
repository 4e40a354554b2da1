/*
 * Tensors as matrices: channels-last (a row is the C values of one place) and plain N x C.
 *
 * Rows are glued together to virtual rows of some hundred columns when they are narrow: k rows of C columns, with k * C a multiple
 * of the vector, leave no rests, and give every vector work of its own.  Wide matrices are cut into blocks of whole channels, which
 * bounds the scratch memory.
 *
 * A block whose rows fit the private cache is measured and normalized at once.  Others take two ways over the whole matrix, the
 * second from the last slice to the first, which is still in the cache; channels-last layers of a network are beyond every cache,
 * and two ways are all that memory allows.
 *
 * Slices of rows, blocks and glued rows depend on the shape alone, and slices are put together in their order by Chan's formula:
 * the bits do not depend on the threads, nor on the workspace.
 */
#include "batchnorm/ways.h"

#include <string.h>

#define MAX_BLOCK_CHANNELS 1024 /* measured and normalized at once */
#define MAX_WIDE_CHANNELS 2048  /* measured alone: memory is read in longer runs (7x7, 2048 channels: in the order of memory) */
#define PITCH (MAX_WIDE_CHANNELS + 2 * BATCHNORM_MAX_LANES)
#define GLUED_COLUMNS 256      /* rows are glued until they have as many */
#define MAX_GLUED_COLUMNS 1024 /* or not at all, if that takes more */
#define SLICE_BYTES ((size_t)256 * 1024)
#define MIN_SLICE_ROWS 32
#define CACHED_BLOCK_BYTES ((size_t)512 * 1024)

struct view {
    size_t copies;         /* rows that are glued together; 1: none */
    size_t rows;           /* whole virtual rows */
    size_t stride;         /* columns of a virtual row */
    size_t rest;           /* columns in a last row that is not whole */
    size_t slices;         /* of rows */
    size_t block_channels; /* of a block; all of them if rows are glued */
    size_t blocks;
};

struct rows {
    const struct batchnorm_kernel *kernel;
    const struct batchnorm_pass *pass;
    struct view view;
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

static size_t greatest_common_divisor(size_t a, size_t b)
{
    return b == 0 ? a : greatest_common_divisor(b, a % b);
}

static size_t clamp(size_t value, size_t low, size_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* The number of rows to glue. */
static size_t copies_of(size_t width, size_t rows)
{
    size_t even = BATCHNORM_MAX_LANES / greatest_common_divisor(width, BATCHNORM_MAX_LANES);
    if (width > MAX_GLUED_COLUMNS / even)
        return 1;
    size_t copies = even * clamp(GLUED_COLUMNS / (width * even), 1, GLUED_COLUMNS);
    return copies > rows ? 1 : copies;
}

static struct view view_of(const struct batchnorm_shape *shape)
{
    size_t width = shape->channels, rows = shape->batch * shape->spatial;
    struct view view = {.copies = copies_of(width, rows)};
    view.stride = width * view.copies;
    view.rows = rows / view.copies;
    view.rest = rows % view.copies * width;
    size_t most = clamp(view.rows / MIN_SLICE_ROWS, 1, BATCHNORM_MAX_SLICES);
    view.slices = clamp(rows * width * sizeof(float) / SLICE_BYTES, 1, most);
    return view;
}

static void cut_columns(struct view *view, size_t channels, size_t most)
{
    view->block_channels = view->copies > 1 ? channels : clamp(most, 1, channels);
    view->blocks = (channels + view->block_channels - 1) / view->block_channels;
}

static struct block block_at(const struct rows *work, size_t index)
{
    size_t channels = work->pass->shape->channels;
    struct block block = {index * work->view.block_channels, work->view.block_channels};
    if (block.channels > channels - block.first)
        block.channels = channels - block.first;
    return block;
}

static size_t slice_begin(const struct view *view, size_t slice)
{
    return view->rows / view->slices * slice + view->rows % view->slices * slice / view->slices;
}

/* Values of a channel in a slice. */
static double count_of(const struct rows *work, size_t slice)
{
    const struct view *view = &work->view;
    size_t values = (slice_begin(view, slice + 1) - slice_begin(view, slice)) * view->copies;
    if (slice + 1 == view->slices)
        values += view->rest / work->pass->shape->channels;
    return (double)values;
}

/* Repeats the values of a row for the rows that are glued to it. */
static void expand(const struct view *view, size_t channels, float *columns)
{
    for (size_t copy = 1; copy < view->copies; copy++)
        memcpy(columns + copy * channels, columns, channels * sizeof *columns);
}

/*
 * The shift of each channel.  Forward: the mean of four values that are spread over the slice, half a deviation from the mean of
 * all; should an outlier be among them, the slice is measured again.  Backward: the center that the pass gives.
 */
static void find_shift(const struct rows *work, const struct block *block, size_t slice, float *shift)
{
    const struct view *view = &work->view;
    const struct batchnorm_pass *pass = work->pass;
    if (pass->dy) {
        for (size_t channel = 0; channel < block->channels; channel++)
            shift[channel] = pass->mean ? (float)pass->mean[block->first + channel] : pass->running_mean[block->first + channel];
        return;
    }
    size_t first = slice_begin(view, slice), count = slice_begin(view, slice + 1) - first;
    const float *rows[4];
    for (size_t i = 0; i < 4; i++)
        rows[i] = pass->x + (first + (count - 1) * i / 3) * view->stride + block->first;
    work->kernel->mean_of_rows(block->channels, rows, shift);
}

/* Adds the sums of the copies of each channel to those of the first. */
static void add_copies(const struct view *view, size_t channels, double *sums)
{
    for (size_t copy = 1; copy < view->copies; copy++)
        for (size_t channel = 0; channel < channels; channel++)
            sums[channel] += sums[copy * channels + channel];
}

static struct batchnorm_rows rows_of(const struct rows *work, const struct block *block, size_t begin, size_t end)
{
    const struct view *view = &work->view;
    size_t at = begin * view->stride + block->first;
    return (struct batchnorm_rows){.rows = end - begin,
                                   .columns = block->channels * view->copies,
                                   .stride = view->stride,
                                   .x = work->pass->x + at,
                                   .dy = work->pass->dy ? work->pass->dy + at : NULL};
}

/* The part of a virtual row at the end of the matrix. */
static struct batchnorm_rows rest_of(const struct rows *work)
{
    struct block all = {0, work->pass->shape->channels};
    struct batchnorm_rows rest = rows_of(work, &all, work->view.rows, work->view.rows + 1);
    rest.columns = work->view.rest;
    return rest;
}

static void add_up(const struct rows *work, const struct block *block, size_t slice, struct scratch *scratch)
{
    const struct view *view = &work->view;
    float *shift = columns_of(scratch, 0), *sums = columns_of(scratch, 1);
    memset(scratch->sums[0], 0, block->channels * view->copies * sizeof(double));
    memset(scratch->sums[1], 0, block->channels * view->copies * sizeof(double));
    struct batchnorm_rows rows = rows_of(work, block, slice_begin(view, slice), slice_begin(view, slice + 1));
    if (work->past_caches)
        rows.ahead = (ptrdiff_t)(8 * view->stride);
    work->kernel->measure_rows(&rows, shift, sums, scratch->sums[0], scratch->sums[1]);
    if (view->rest && slice + 1 == view->slices) {
        rows = rest_of(work);
        work->kernel->measure_rows(&rows, shift, sums, scratch->sums[0], scratch->sums[1]);
    }
    add_copies(view, block->channels, scratch->sums[0]);
    add_copies(view, block->channels, scratch->sums[1]);
}

/* One slice of a block: leaves mean and m2, or the sums of backward, in scratch->sums. */
static void measure(const struct rows *work, const struct block *block, size_t slice, struct scratch *scratch)
{
    float *shift = columns_of(scratch, 0);
    find_shift(work, block, slice, shift);
    for (int attempt = 1;; attempt++) {
        expand(&work->view, block->channels, shift);
        add_up(work, block, slice, scratch);
        if (work->pass->dy)
            return;
        size_t lost = work->kernel->settle(block->channels, shift, count_of(work, slice), scratch->sums[0], scratch->sums[1]);
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
        before += count_of(work, earlier);
    work->kernel->merge(channels, before, count_of(work, slice), into[0], into[1], from[0], from[1]);
}

static void apply(const struct rows *work, const struct block *block, size_t slice,
                  const struct batchnorm_column_coefficients *coefficients)
{
    const struct view *view = &work->view;
    struct batchnorm_rows rows = rows_of(work, block, slice_begin(view, slice), slice_begin(view, slice + 1));
    if (work->past_caches && !work->pass->mean && !work->pass->dy)
        rows.ahead = (ptrdiff_t)view->stride;
    work->kernel->apply_rows(&rows, coefficients, work->pass->out + (rows.x - work->pass->x), work->past_caches);
    if (view->rest && slice + 1 == view->slices) {
        rows = rest_of(work);
        work->kernel->apply_rows(&rows, coefficients, work->pass->out + (rows.x - work->pass->x), false);
    }
}

/* One block from its first value read to its last written. */
static void run_block(void *argument, int part)
{
    const struct rows *work = argument;
    const struct view *view = &work->view;
    struct block block = block_at(work, (size_t)part);
    struct scratch scratch;
    double means[MAX_BLOCK_CHANNELS], m2[MAX_BLOCK_CHANNELS];
    double *const all[2] = {means, m2}, *const slice_sums[2] = {scratch.sums[0], scratch.sums[1]};
    for (size_t slice = 0; slice < view->slices && (work->pass->mean || work->pass->dy); slice++) {
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
        expand(view, block.channels, columns_of(&scratch, i));
    struct batchnorm_column_coefficients coefficients = {to.center, to.slope, to.offset, to.through};
    for (size_t slice = view->slices; slice-- > 0;)
        apply(work, &block, slice, &coefficients);
    work->kernel->order_stores();
}

/* The first of two ways: a slice of a block. */
static void measure_part(void *argument, int part)
{
    const struct rows *work = argument;
    size_t slice = (size_t)part / work->view.blocks, at = slice * work->pass->shape->channels;
    struct block block = block_at(work, (size_t)part % work->view.blocks);
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
    const struct view *view = &work->view;
    size_t slice = view->slices - 1 - (size_t)part;
    struct block block = {0, work->pass->shape->channels};
    const float *columns[4];
    struct scratch scratch;
    for (size_t i = 0; i < 4; i++) {
        columns[i] = work->coefficients[i];
        if (view->copies > 1) {
            memcpy(columns_of(&scratch, i), columns[i], block.channels * sizeof(float));
            expand(view, block.channels, columns_of(&scratch, i));
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
    size_t channels = pass->shape->channels, slices = work->view.slices;
    work->sums[0] = plan->workspace;
    work->sums[1] = work->sums[0] + slices * channels;
    for (size_t i = 0; i < 4; i++)
        work->coefficients[i] = (float *)(work->sums[1] + slices * channels) + i * channels;
    if (pass->mean || pass->dy)
        spread(plan, slices * work->view.blocks, measure_part, work);
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
    struct rows work = {
        .kernel = kernel, .pass = pass, .view = view_of(pass->shape), .past_caches = batchnorm_past_caches(plan, pass)};
    struct view *view = &work.view;
    cut_columns(view, pass->shape->channels, MAX_BLOCK_CHANNELS);
    size_t block_bytes = view->rows * view->block_channels * view->copies * sizeof(float) * (pass->dy ? 2 : 1);
    bool few_parts = view->blocks < 2 * (plan->parallel ? (size_t)plan->parallel->threads : 0);
    if (plan->workspace && (few_parts || block_bytes > CACHED_BLOCK_BYTES)) {
        cut_columns(view, pass->shape->channels, MAX_WIDE_CHANNELS);
        run_two_ways(plan, &work);
    } else {
        spread(plan, view->blocks, run_block, &work);
    }
}

size_t batchnorm_rows_workspace(const struct batchnorm_shape *shape)
{
    size_t slices = view_of(shape).slices;
    return shape->channels * (slices * 2 * sizeof(double) + 4 * sizeof(float));
}
