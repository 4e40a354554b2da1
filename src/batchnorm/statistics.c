/*
 * Algorithm 1 of the paper (arXiv 1502.03167), lines 1 and 2: mean and variance of a channel.
 *
 * The paper takes them over a mini-batch of m values, and in section 3.2, for images, over all pixels of all samples together. Both
 * are the n = batch * spatial values of a channel here:
 *
 *     line 1    mu      = sum(x) / n                 mean_of_values()
 *     line 2    sigma^2 = sum((x - mu)^2) / n        squared_deviations(), divided in forward.c
 *
 * One reading of the values seems enough, as sigma^2 = E[x^2] - E[x]^2.  But that subtracts two numbers which agree in all
 * their digits when the mean is large.  The variance of 10000, 10001, 10002, 10003 is 1.25; in float32 the one pass makes 0 of it,
 * and with 1000000 instead of 10000 it makes -65536, of which no root exists.  So the values are read once for the mean and once
 * more for the deviations from it, and all sums are kept in double.
 *
 * Each slice of a channel is measured by itself (plan.h tells why there are slices), and merge() puts the slices together.  To
 * follow the algorithm, read as if there were one.
 */
#include "batchnorm/plan.h"

#include <math.h>

/*
 * Line 1, as mean = first + sum(x - first) / count.  For the paper that is the same; for the computer the numbers to add up are
 * small now, and of a constant channel they are zeros: its mean is then exactly its value, every deviation exactly 0, and y exactly
 * beta.
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

/* Line 2 without its division: sum((x - mean)^2), which no rounding makes negative. */
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

/*
 * Two sets of values as one (Chan, Golub and LeVeque 1979).  The common mean lies between the two, nearer to that of the larger
 * set. The squares of either set are about its own mean; about the common one they are more by count * (own mean - common mean)^2,
 * and for both sets together that comes to
 *
 *     distance^2 * into.count * from.count / (into.count + from.count)
 */
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
