#include "experiment/input.h"

#include "base/rng.h"

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

/* Whether the element is the first one of its channel. */
static bool is_first(const struct batchnorm_shape *shape, size_t index)
{
    return shape->layout == BATCHNORM_CHANNELS_LAST ? index < shape->channels
                                                    : index < shape->channels * shape->spatial && index % shape->spatial == 0;
}

static double draw_value(enum generator generator, struct rng *rng, double mean, double std, bool first)
{
    switch (generator) {
    case GENERATOR_UNIFORM:
        return mean + std * (2 * rng_uniform(rng) - 1);
    case GENERATOR_CONSTANT:
        return mean;
    case GENERATOR_OUTLIER: {
        double usual = mean + std * rng_normal(rng);
        return first ? mean + std * OUTLIER_DISTANCE : usual;
    }
    default:
        return mean + std * rng_normal(rng);
    }
}

void input_fill(const struct experiment *experiment, const struct settings *settings, const struct batchnorm_shape *shape,
                uint64_t draw, float *x)
{
    size_t count = shape->batch * shape->channels * shape->spatial;
    if (experiment->generator == GENERATOR_VALUES) {
        for (size_t i = 0; i < count; i++)
            x[i] = (float)experiment->values.items[i % experiment->values.count];
        return;
    }
    struct rng seeds, rng;
    rng_init(&seeds, settings->seed);
    rng_init(&rng, rng_next(&seeds) + draw);
    for (size_t i = 0; i < count; i++) {
        size_t channel = input_channel(shape, i);
        double mean = input_for_channel(&experiment->mean, channel, 0);
        double std = input_for_channel(&experiment->std, channel, 1);
        x[i] = (float)draw_value(experiment->generator, &rng, mean, std, is_first(shape, i));
    }
}
