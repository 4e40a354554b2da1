#include "experiment/input.h"

#include "base/mem.h"
#include "base/rng.h"

#include <stdlib.h>
#include <string.h>

/* In units of the standard deviation, above the mean. */
#define OUTLIER_DISTANCE 1000

double input_for_channel(const struct numbers *numbers, size_t channel, double otherwise)
{
    if (numbers->count == 0)
        return otherwise;
    return numbers->items[channel < numbers->count ? channel : numbers->count - 1];
}

size_t input_channel(const struct batchnorm_shape *shape, size_t index)
{
    return shape->layout == BATCHNORM_CHANNELS_LAST ? index % shape->channels : index / shape->spatial % shape->channels;
}

/* Numbers around 0, to be scaled and moved. */
static void draw_units(enum generator generator, struct rng *rng, double *units, size_t count)
{
    switch (generator) {
    case GENERATOR_UNIFORM:
        for (size_t i = 0; i < count; i++)
            units[i] = 2 * rng_uniform(rng) - 1;
        break;
    case GENERATOR_CONSTANT:
        memset(units, 0, count * sizeof *units);
        break;
    default:
        rng_normals(rng, units, count);
    }
}

/* What the generator draws, with the mean and the deviation of each channel. */
static void draw(const struct experiment *experiment, const struct batchnorm_shape *shape, struct rng *rng, float *x)
{
    enum { AT_ONCE = 1024 };
    size_t count = shape->batch * shape->channels * shape->spatial;
    size_t run = shape->layout == BATCHNORM_CHANNELS_LAST ? 1 : shape->spatial; /* values of one channel side by side */
    double units[AT_ONCE], *means = mem_new(shape->channels, sizeof *means), *stds = mem_new(shape->channels, sizeof *stds);
    for (size_t channel = 0; channel < shape->channels; channel++) {
        means[channel] = input_for_channel(&experiment->mean, channel, 0);
        stds[channel] = input_for_channel(&experiment->std, channel, 1);
    }
    for (size_t i = 0, channel = 0, left = run; i < count; i++) {
        if (i % AT_ONCE == 0)
            draw_units(experiment->generator, rng, units, count - i < AT_ONCE ? count - i : AT_ONCE);
        x[i] = (float)(means[channel] + stds[channel] * units[i % AT_ONCE]);
        if (--left == 0) {
            left = run;
            channel = channel + 1 < shape->channels ? channel + 1 : 0;
        }
    }
    free(means);
    free(stds);
}

/* The first value of each channel becomes an outlier. */
static void set_outliers(const struct experiment *experiment, const struct batchnorm_shape *shape, float *x)
{
    size_t apart = shape->layout == BATCHNORM_CHANNELS_LAST ? 1 : shape->spatial;
    for (size_t channel = 0; channel < shape->channels; channel++)
        x[channel * apart] = (float)(input_for_channel(&experiment->mean, channel, 0) +
                                     input_for_channel(&experiment->std, channel, 1) * OUTLIER_DISTANCE);
}

void input_repeat(const struct numbers *values, float *x, size_t count)
{
    for (size_t i = 0, next = 0; i < count; i++) {
        x[i] = (float)values->items[next];
        next = next + 1 < values->count ? next + 1 : 0;
    }
}

void input_fill(const struct experiment *experiment, const struct settings *settings, const struct batchnorm_shape *shape,
                uint64_t step, float *x)
{
    struct rng seeds, rng;
    if (experiment->generator == GENERATOR_VALUES) {
        input_repeat(&experiment->values, x, shape->batch * shape->channels * shape->spatial);
        return;
    }
    rng_init(&seeds, settings->seed);
    rng_init(&rng, rng_next(&seeds) + step);
    draw(experiment, shape, &rng, x);
    if (experiment->generator == GENERATOR_OUTLIER)
        set_outliers(experiment, shape, x);
}
