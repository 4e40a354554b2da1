/*
 * From sums to statistics to coefficients, for many channels at a time.
 *
 * A channel costs a square root and a division, about 30 cycles of latency; a layer of 1024 channels and few values spends more on
 * that than on its data, unless neighbouring channels share the vector.
 */
#ifndef BATCHNORM_FINISH_H
#define BATCHNORM_FINISH_H

#include "batchnorm/kernel.h"
#include "batchnorm/vector.h"

typedef int64_t wide_mask __attribute__((vector_size(BATCHNORM_VECTOR_BYTES)));

/* Reads and writes `count` <= WIDE_LANES values; the lanes without one become 1, which no formula here trips over. */
INLINE wide load_up_to(const double *from, size_t count)
{
    if (count == WIDE_LANES)
        return load_wide(from);
    wide values = broadcast_wide(1);
    for (size_t lane = 0; lane < count; lane++)
        values[lane] = from[lane];
    return values;
}

INLINE wide load_widened_up_to(const float *from, size_t count)
{
    if (count == WIDE_LANES)
        return load_widened(from);
    wide values = broadcast_wide(1);
    for (size_t lane = 0; lane < count; lane++)
        values[lane] = from[lane];
    return values;
}

INLINE void store_up_to(double *to, wide values, size_t count)
{
    if (count == WIDE_LANES)
        store_wide(to, values);
    else
        for (size_t lane = 0; lane < count; lane++)
            to[lane] = values[lane];
}

INLINE void store_narrowed_up_to(float *to, wide values, size_t count)
{
    if (count == WIDE_LANES)
        store_narrowed(to, values);
    else
        for (size_t lane = 0; lane < count; lane++)
            to[lane] = (float)values[lane];
}

INLINE size_t lanes_at(size_t channel, size_t channels)
{
    return channels - channel < WIDE_LANES ? channels - channel : WIDE_LANES;
}

INLINE size_t count_set(wide_mask mask, size_t count)
{
    size_t set = 0;
    for (size_t lane = 0; lane < count; lane++)
        set += mask[lane] != 0;
    return set;
}

INLINE bool any_set(wide_mask mask)
{
    int64_t any = 0;
    for (size_t lane = 0; lane < WIDE_LANES; lane++)
        any |= mask[lane];
    return any != 0;
}

static size_t kernel_settle(size_t channels, const float *shift, double count, double *first, double *second)
{
    size_t lost = 0;
    for (size_t channel = 0; channel < channels; channel += WIDE_LANES) {
        size_t lanes = lanes_at(channel, channels);
        wide sum = load_up_to(first + channel, lanes);
        wide distance = sum / count;
        wide m2 = load_up_to(second + channel, lanes) - sum * distance;
        wide_mask far = distance * distance * count > m2 * BATCHNORM_SHIFT_TOLERANCE;
        wide_mask negative = m2 < 0;
        if (any_set(far))
            lost += count_set(far, lanes);
        store_up_to(first + channel, load_widened_up_to(shift + channel, lanes) + distance, lanes);
        store_up_to(second + channel, (wide)((wide_mask)m2 & ~negative), lanes);
    }
    return lost;
}

static void kernel_merge(size_t channels, double into_count, double from_count, double *into_mean, double *into_m2,
                         const double *from_mean, const double *from_m2)
{
    double share = from_count / (into_count + from_count);
    for (size_t channel = 0; channel < channels; channel += WIDE_LANES) {
        size_t lanes = lanes_at(channel, channels);
        wide mean = load_up_to(into_mean + channel, lanes);
        wide distance = load_up_to(from_mean + channel, lanes) - mean;
        wide m2 = load_up_to(into_m2 + channel, lanes) + load_up_to(from_m2 + channel, lanes);
        store_up_to(into_mean + channel, mean + distance * share, lanes);
        store_up_to(into_m2 + channel, m2 + distance * distance * (into_count * share), lanes);
    }
}

/* 1 / sqrt(var + epsilon), and 0 where var + epsilon is 0. */
INLINE wide inverse_deviation(wide var, double epsilon)
{
    wide radicand = var + epsilon;
    wide_mask zero = radicand == 0;
    return (wide)((wide_mask)(1 / square_root(radicand)) & ~zero);
}

/* Factors that are neither 0 nor NaN nor safely within float. */
INLINE wide_mask beyond_float(wide factor)
{
    wide square = factor * factor;
    return (factor != 0) & ((square < BATCHNORM_SMALLEST_FACTOR * BATCHNORM_SMALLEST_FACTOR) |
                            (square > BATCHNORM_LARGEST_FACTOR * BATCHNORM_LARGEST_FACTOR));
}

/* Batch variances that float squares cannot have measured: not finite, or lost below float. */
INLINE wide_mask unmeasured(wide var, double epsilon)
{
    wide_mask low = var < BATCHNORM_SMALLEST_VARIANCE;
    if (epsilon >= BATCHNORM_COVERING_EPSILON)
        low &= var != 0;
    return low | ~(var - var == 0);
}

INLINE wide of_channels(const float *values, size_t channel, size_t lanes, double otherwise)
{
    return values ? load_widened_up_to(values + channel, lanes) : broadcast_wide(otherwise);
}

/* What float loses of the mean. */
INLINE wide rest_of_mean(wide mean)
{
    return mean - __builtin_convertvector(__builtin_convertvector(mean, half_vector), wide);
}

static size_t kernel_fold(const struct batchnorm_pass *pass, size_t first, size_t channels, const double *means, const double *vars,
                          const struct batchnorm_new_coefficients *to)
{
    size_t beyond = 0;
    for (size_t i = 0; i < channels; i += WIDE_LANES) {
        size_t lanes = lanes_at(i, channels);
        wide mean = means ? load_up_to(means + i, lanes) : of_channels(pass->running_mean, first + i, lanes, 0);
        wide var = vars ? load_up_to(vars + i, lanes) : of_channels(pass->running_var, first + i, lanes, 0);
        wide inverse = inverse_deviation(var, pass->epsilon);
        wide slope = of_channels(pass->gamma, first + i, lanes, 1) * inverse;
        wide_mask bad = beyond_float(inverse) | beyond_float(slope);
        if (vars)
            bad |= unmeasured(var, pass->epsilon);
        if (any_set(bad))
            beyond += count_set(bad, lanes);
        store_narrowed_up_to(to->center + i, mean, lanes);
        store_narrowed_up_to(to->slope + i, slope, lanes);
        store_narrowed_up_to(to->offset + i, of_channels(pass->beta, first + i, lanes, 0) - rest_of_mean(mean) * slope, lanes);
    }
    return beyond;
}

INLINE void average_into(float *running, wide batch, double weight, size_t lanes)
{
    store_narrowed_up_to(running, load_widened_up_to(running, lanes) * (1 - weight) + batch * weight, lanes);
}

static void kernel_publish(const struct batchnorm_pass *pass, size_t first, size_t channels, double count, const double *means,
                           const double *vars)
{
    double unbiased = pass->update && pass->update->unbiased && count > 1 ? count / (count - 1) : 1;
    for (size_t i = 0; i < channels; i += WIDE_LANES) {
        size_t lanes = lanes_at(i, channels);
        wide mean = load_up_to(means + i, lanes), var = load_up_to(vars + i, lanes);
        store_up_to(pass->mean + first + i, mean, lanes);
        store_up_to(pass->var + first + i, var, lanes);
        if (pass->running) {
            average_into(pass->running->mean + first + i, mean, pass->update->weight, lanes);
            average_into(pass->running->var + first + i, var * unbiased, pass->update->weight, lanes);
        }
    }
}

static size_t kernel_fold_gradient(const struct batchnorm_pass *pass, size_t first, size_t channels, double count,
                                   const double *sums, const double *products, const struct batchnorm_new_coefficients *to)
{
    size_t beyond = 0;
    for (size_t i = 0; i < channels; i += WIDE_LANES) {
        size_t lanes = lanes_at(i, channels), channel = first + i;
        wide mean = pass->mean ? load_up_to(pass->mean + channel, lanes) : load_widened_up_to(pass->running_mean + channel, lanes);
        wide var = pass->var ? load_up_to(pass->var + channel, lanes) : load_widened_up_to(pass->running_var + channel, lanes);
        wide inverse = inverse_deviation(var, pass->epsilon);
        wide through = of_channels(pass->gamma, channel, lanes, 1) * inverse;
        wide rest = rest_of_mean(mean);
        wide dbeta = load_up_to(sums + i, lanes);
        wide dgamma = (load_up_to(products + i, lanes) - rest * dbeta) * inverse;
        wide share = through * (pass->mean ? 1 / count : 0);
        wide slope = -share * inverse * dgamma;
        wide_mask bad = beyond_float(inverse) | beyond_float(through) | ~(dgamma - dgamma == 0) | ~(dbeta - dbeta == 0);
        if (any_set(bad))
            beyond += count_set(bad, lanes);
        if (pass->dbeta)
            store_narrowed_up_to(pass->dbeta + channel, dbeta, lanes);
        if (pass->dgamma)
            store_narrowed_up_to(pass->dgamma + channel, dgamma, lanes);
        store_narrowed_up_to(to->center + i, mean, lanes);
        store_narrowed_up_to(to->slope + i, slope, lanes);
        store_narrowed_up_to(to->offset + i, -share * dbeta - slope * rest, lanes);
        store_narrowed_up_to(to->through + i, through, lanes);
    }
    return beyond;
}

#endif
