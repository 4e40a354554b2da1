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

/* The sums of one vector of columns. */
struct column_sums {
    vector first[2], second[2];
};

INLINE void add_value(struct column_sums *sums, size_t which, vector x, vector dy, vector center, bool backward)
{
    vector distance = x - center, weight = backward ? dy : distance;
    sums->first[which] += weight;
    sums->second[which] = multiply_add(weight, distance, sums->second[which]);
}

INLINE void put_sums(const struct column_sums *sums, float *first, float *second)
{
    store(first, load(first) + (sums->first[0] + sums->first[1]));
    store(second, load(second) + (sums->second[0] + sums->second[1]));
}

/* One row, or the columns that do not fill a vector of several. */
INLINE void add_slowly(const struct batchnorm_rows *block, size_t row, size_t rows, size_t column, size_t count, const float *shift,
                       float *first, float *second, bool backward)
{
    struct column_sums sums = {{{0}, {0}}, {{0}, {0}}};
    bool whole = count == LANES;
    vector center = whole ? load(shift + column) : load_part(shift + column, count);
    for (size_t i = 0; i < rows; i++) {
        size_t at = (row + i) * block->stride + column;
        vector dy = {0};
        if (backward)
            dy = whole ? load(block->dy + at) : load_part(block->dy + at, count);
        add_value(&sums, 0, whole ? load(block->x + at) : load_part(block->x + at, count), dy, center, backward);
    }
    put_sums(&sums, first + column, second + column);
}

/* Four rows of one vector of columns.  `at` is hidden, so that rows are addressed as at + i * stride, with one register for all
 * columns, instead of with a pointer for each row, which would live in memory. */
INLINE void add_four(const struct batchnorm_rows *block, size_t at, struct column_sums *sums, vector center, bool backward, bool ahead)
{
    const float *x = hidden(block->x + at), *dy = backward ? hidden(block->dy + at) : NULL;
    UNROLL
    for (size_t i = 0; i < 4; i++)
        add_value(sums, i % 2, load(x + i * block->stride), backward ? load(dy + i * block->stride) : (vector){0}, center, backward);
    if (!ahead)
        return;
    UNROLL
    for (size_t i = 0; i < 4; i++) {
        fetch(x + block->ahead + i * block->stride);
        if (backward)
            fetch(dy + block->ahead + i * block->stride);
    }
}

INLINE void add_eight_rows(const struct batchnorm_rows *block, size_t row, const float *shift, float *first, float *second,
                           bool backward, bool ahead)
{
    size_t column = 0, at = row * block->stride;
    for (; column + LANES <= block->columns; column += LANES) {
        struct column_sums sums = {{{0}, {0}}, {{0}, {0}}};
        vector center = load(shift + column);
        bool fetching = ahead && begins_line(column);
        add_four(block, at + column, &sums, center, backward, fetching);
        add_four(block, at + column + 4 * block->stride, &sums, center, backward, fetching);
        put_sums(&sums, first + column, second + column);
    }
    if (column < block->columns)
        add_slowly(block, row, ROWS_AT_ONCE, column, block->columns - column, shift, first, second, backward);
}

INLINE void add_row(const struct batchnorm_rows *block, size_t row, const float *shift, float *first, float *second, bool backward)
{
    for (size_t column = 0; column < block->columns; column += LANES) {
        size_t left = block->columns - column;
        add_slowly(block, row, 1, column, left < LANES ? left : LANES, shift, first, second, backward);
    }
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
        for (; row + ROWS_AT_ONCE <= end; row += ROWS_AT_ONCE) {
            if (block->ahead)
                add_eight_rows(block, row, shift, sums, products, backward, true);
            else
                add_eight_rows(block, row, shift, sums, products, backward, false);
        }
        for (; row < end; row++)
            add_row(block, row, shift, sums, products, backward);
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

struct column_coefficients {
    vector center, slope, offset, through;
};

INLINE struct column_coefficients coefficients_at(const struct batchnorm_column_coefficients *to, size_t column, size_t count,
                                                  bool backward)
{
    bool whole = count == LANES;
    return (struct column_coefficients){
        whole ? load(to->center + column) : load_part(to->center + column, count),
        whole ? load(to->slope + column) : load_part(to->slope + column, count),
        whole ? load(to->offset + column) : load_part(to->offset + column, count),
        !backward ? (vector){0} : whole ? load(to->through + column) : load_part(to->through + column, count),
    };
}

INLINE void apply_columns(const struct batchnorm_rows *block, const struct column_coefficients *to, float *out, size_t at,
                          size_t count, bool backward, bool past_caches)
{
    bool whole = count == LANES;
    vector x = whole ? load(block->x + at) : load_part(block->x + at, count);
    vector result = multiply_add(x - to->center, to->slope, to->offset);
    if (backward)
        result = multiply_add(whole ? load(block->dy + at) : load_part(block->dy + at, count), to->through, result);
    if (!whole)
        store_part(out + at, result, count);
    else if (past_caches)
        store_past_caches(out + at, result);
    else
        store(out + at, result);
}

/* Row by row, in the order of memory: coefficients shared by four rows at a time save loads and lose more, 1.2 times in the cache. */
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
            struct column_coefficients own = coefficients_at(to, column, LANES, backward);
            apply_columns(block, &own, out, at + column, LANES, backward, past_caches);
        }
        if (column < block->columns) {
            struct column_coefficients own = coefficients_at(to, column, block->columns - column, backward);
            apply_columns(block, &own, out, at + column, block->columns - column, backward, past_caches);
        }
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
