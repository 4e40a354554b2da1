/*
 * Blocks of a matrix whose columns belong to channels: measuring and normalizing row by row.
 *
 * Eight rows are added up before the sums in memory are touched, which takes loads and stores of the sums from two for every value
 * to one for every four, and shortens the chain of float additions.  All columns of a block go with one set of eight rows, so that
 * memory is read in long runs.
 */
#ifndef BATCHNORM_SWEEP_ROWS_H
#define BATCHNORM_SWEEP_ROWS_H

#include "batchnorm/kernel.h"
#include "batchnorm/vector.h"

#define ROWS_AT_ONCE 8


/* Where lines begin in the order of columns, so that each is fetched once. */
INLINE bool begins_line(size_t column)
{
    return LANES >= LINE_FLOATS || column % LINE_FLOATS == 0;
}

/* Adds `rows` <= ROWS_AT_ONCE rows to the float sums of one vector of columns. */
INLINE void add_rows(const struct batchnorm_rows *block, size_t row, size_t rows, size_t column, size_t count, const float *shift,
                     float *first, float *second, bool backward, bool whole)
{
    vector center = whole ? load(shift + column) : load_part(shift + column, count);
    vector sums[2] = {{0}, {0}}, products[2] = {{0}, {0}};
    UNROLL
    for (size_t i = 0; i < rows; i++) {
        size_t at = (row + i) * block->stride + column;
        vector distance = (whole ? load(block->x + at) : load_part(block->x + at, count)) - center;
        vector weight = distance;
        if (backward)
            weight = whole ? load(block->dy + at) : load_part(block->dy + at, count);
        sums[i % 2] += weight;
        products[i % 2] = multiply_add(weight, distance, products[i % 2]);
        if (block->ahead && begins_line(column)) {
            fetch(block->x + at + block->ahead);
            if (backward)
                fetch(block->dy + at + block->ahead);
        }
    }
    store(first + column, load(first + column) + (sums[0] + sums[1]));
    store(second + column, load(second + column) + (products[0] + products[1]));
}

INLINE void add_row_group(const struct batchnorm_rows *block, size_t row, size_t rows, const float *shift, float *first,
                          float *second, bool backward)
{
    size_t column = 0;
    for (; column + LANES <= block->columns; column += LANES)
        add_rows(block, row, rows, column, LANES, shift, first, second, backward, true);
    if (column < block->columns)
        add_rows(block, row, rows, column, block->columns - column, shift, first, second, backward, false);
}

/* Adds float sums of columns to the double sums of their channels. */
INLINE void flush_columns(const float *columns, size_t channels, size_t run, double *sums)
{
    size_t channel = 0;
    if (run == 1)
        for (; channel + WIDE_LANES <= channels; channel += WIDE_LANES)
            store_wide(sums + channel, load_wide(sums + channel) + load_widened(columns + channel));
    for (; channel < channels; channel++) {
        const float *own = columns + channel * run;
        wide sum = {0};
        size_t i = 0;
        for (; i + WIDE_LANES <= run; i += WIDE_LANES)
            sum += load_widened(own + i);
        double rest = sum_of_lanes(sum);
        for (; i < run; i++)
            rest += own[i];
        sums[channel] += rest;
    }
}

INLINE void measure_block(const struct batchnorm_rows *block, size_t run, const float *shift, float *scratch, double *first,
                          double *second, bool backward)
{
    float *sums = scratch, *products = scratch + block->columns + LANES;
    for (size_t begin = 0; begin < block->rows; begin += BATCHNORM_FLUSH_ROWS) {
        size_t end = block->rows - begin < BATCHNORM_FLUSH_ROWS ? block->rows : begin + BATCHNORM_FLUSH_ROWS;
        memset(sums, 0, (block->columns + LANES) * sizeof *sums);
        memset(products, 0, (block->columns + LANES) * sizeof *products);
        size_t row = begin;
        for (; row + ROWS_AT_ONCE <= end; row += ROWS_AT_ONCE)
            add_row_group(block, row, ROWS_AT_ONCE, shift, sums, products, backward);
        for (; row < end; row++)
            add_row_group(block, row, 1, shift, sums, products, backward);
        flush_columns(sums, block->columns / run, run, first);
        flush_columns(products, block->columns / run, run, second);
    }
}

static void kernel_measure_rows(const struct batchnorm_rows *block, size_t run, const float *shift, float *scratch, double *first,
                                double *second)
{
    const struct batchnorm_rows own = *block; /* which no store can change: pointers stay in registers */
    if (own.dy)
        measure_block(&own, run, shift, scratch, first, second, true);
    else
        measure_block(&own, run, shift, scratch, first, second, false);
}

INLINE void apply_columns(const struct batchnorm_rows *block, const struct batchnorm_column_coefficients *to, float *out, size_t at,
                          size_t column, size_t count, bool backward, bool past_caches, bool whole)
{
    vector x = whole ? load(block->x + at) : load_part(block->x + at, count);
    vector center = whole ? load(to->center + column) : load_part(to->center + column, count);
    vector slope = whole ? load(to->slope + column) : load_part(to->slope + column, count);
    vector offset = whole ? load(to->offset + column) : load_part(to->offset + column, count);
    vector result = multiply_add(x - center, slope, offset);
    if (backward) {
        vector dy = whole ? load(block->dy + at) : load_part(block->dy + at, count);
        result = multiply_add(dy, whole ? load(to->through + column) : load_part(to->through + column, count), result);
    }
    if (!whole)
        store_part(out + at, result, count);
    else if (past_caches)
        store_past_caches(out + at, result);
    else
        store(out + at, result);
}

INLINE void apply_block(const struct batchnorm_rows *block, const struct batchnorm_column_coefficients *to, float *out,
                        bool backward, bool past_caches)
{
    for (size_t row = 0; row < block->rows; row++) {
        size_t at = row * block->stride, column = 0;
        for (; column + LANES <= block->columns; column += LANES) {
            if (block->ahead && begins_line(column)) {
                fetch(block->x + at + column + block->ahead);
                if (backward)
                    fetch(block->dy + at + column + block->ahead);
            }
            apply_columns(block, to, out, at + column, column, LANES, backward, past_caches, true);
        }
        if (column < block->columns)
            apply_columns(block, to, out, at + column, column, block->columns - column, backward, past_caches, false);
    }
}

/* Stores past the caches need every vector of `out` on its boundary. */
static void kernel_apply_rows(const struct batchnorm_rows *block, const struct batchnorm_column_coefficients *coefficients,
                              float *out, bool past_caches)
{
    const struct batchnorm_rows own = *block;
    const struct batchnorm_column_coefficients to = *coefficients;
    if (((uintptr_t)out | own.stride * sizeof(float)) % BATCHNORM_VECTOR_BYTES != 0)
        past_caches = false;
    if (own.dy && past_caches)
        apply_block(&own, &to, out, true, true);
    else if (own.dy)
        apply_block(&own, &to, out, true, false);
    else if (past_caches)
        apply_block(&own, &to, out, false, true);
    else
        apply_block(&own, &to, out, false, false);
}

static void kernel_mean_of_rows(size_t columns, const float *const rows[4], float *mean)
{
    size_t column = 0;
    for (; column + LANES <= columns; column += LANES)
        store(mean + column, ((load(rows[0] + column) + load(rows[1] + column)) + (load(rows[2] + column) + load(rows[3] + column))) *
                                 0.25f);
    for (; column < columns; column++)
        mean[column] = ((rows[0][column] + rows[1][column]) + (rows[2][column] + rows[3][column])) * 0.25f;
}

#endif
