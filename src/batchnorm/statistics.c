/*
 * Algorithm 1, lines 1 and 2: mean and variance of a channel.
 *
 * The textbook's one-pass variance E[x^2] - E[x]^2 subtracts two numbers that agree in all their digits when the mean is large:
 * four values around 1e4 already give 0 in float32, and around 1e6 a negative number.  So the values are read twice, first for the
 * mean and then for the deviations from it, and all sums are kept in double.
 */
#include "batchnorm/plan.h"

#include <math.h>

/*
 * mean = sum(x) / count.  The first value is subtracted from all and added again at the end, which leaves a sum of small numbers,
 * and of zeros for a constant channel: its mean is then exactly its value, every deviation exactly 0, and y exactly beta.
 */
static double mean_of_values(const struct batchnorm_shape *shape, const float *x, size_t channel, size_t begin, size_t end)
{
    double first = x[batchnorm_stretch_at(shape, channel, begin, end).start];
    double shift = isfinite(first) ? first : 0; /* infinity - infinity would be NaN where the mean is infinite */
    double sum = 0;
    for (size_t value = begin; value < end;) {
        struct batchnorm_stretch stretch = batchnorm_stretch_at(shape, channel, value, end);
        const float *from = x + stretch.start;
        for (size_t i = 0; i < stretch.count; i++)
            sum += from[i * stretch.stride] - shift;
        value += stretch.count;
    }
    return shift + sum / (double)(end - begin);
}

/* sum((x - mean)^2): never negative, whatever the rounding. */
static double squared_deviations(const struct batchnorm_shape *shape, const float *x, size_t channel, size_t begin, size_t end,
                                 double mean)
{
    double sum = 0;
    for (size_t value = begin; value < end;) {
        struct batchnorm_stretch stretch = batchnorm_stretch_at(shape, channel, value, end);
        const float *from = x + stretch.start;
        for (size_t i = 0; i < stretch.count; i++) {
            double deviation = from[i * stretch.stride] - mean;
            sum += deviation * deviation;
        }
        value += stretch.count;
    }
    return sum;
}

void batchnorm_measure(const struct batchnorm_plan *plan, const float *x, size_t channel, size_t slice)
{
    size_t begin = batchnorm_slice_begin(plan, slice);
    size_t end = batchnorm_slice_begin(plan, slice + 1);
    struct batchnorm_partial *partial = &batchnorm_slot_of(plan, channel, slice)->partial;
    partial->count = (double)(end - begin);
    partial->mean = mean_of_values(plan->shape, x, channel, begin, end);
    partial->m2 = squared_deviations(plan->shape, x, channel, begin, end, partial->mean);
}

/* Chan, Golub, LeVeque 1979: each side's squares are about its own mean; the distance of the means makes up the rest. */
static void merge(struct batchnorm_partial *into, const struct batchnorm_partial *from)
{
    if (from->count == 0)
        return;
    if (into->count == 0) {
        *into = *from;
        return;
    }
    double count = into->count + from->count;
    double distance = from->mean - into->mean;
    double share = from->count / count;
    into->mean += distance * share;
    into->m2 += from->m2 + distance * distance * into->count * share;
    into->count = count;
}

struct batchnorm_partial batchnorm_measured(const struct batchnorm_plan *plan, size_t channel)
{
    struct batchnorm_partial all = {0, 0, 0};
    for (size_t slice = 0; slice < plan->slices; slice++)
        merge(&all, &batchnorm_slot_of(plan, channel, slice)->partial);
    return all;
}

int batchnorm_merge(struct batchnorm_partial *into, const struct batchnorm_partial *from)
{
    if (!into || !from)
        return BATCHNORM_NULL_POINTER;
    if (!(into->count >= 0) || !(from->count >= 0))
        return BATCHNORM_BAD_SHAPE;
    merge(into, from);
    return BATCHNORM_OK;
}
