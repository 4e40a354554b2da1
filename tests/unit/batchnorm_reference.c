#include "batchnorm_reference.h"

#include <math.h>
#include <stdlib.h>

size_t reference_values(const struct batchnorm_shape *shape)
{
    return shape->batch * shape->spatial;
}

size_t reference_count(const struct batchnorm_shape *shape)
{
    return reference_values(shape) * shape->channels;
}

size_t reference_index(const struct batchnorm_shape *shape, size_t channel, size_t value)
{
    if (shape->layout == BATCHNORM_CHANNELS_LAST)
        return value * shape->channels + channel;
    return (value / shape->spatial * shape->channels + channel) * shape->spatial + value % shape->spatial;
}

/* The mean and variance of a channel of which value `moved` is shifted by `shift`. */
static struct reference statistics_moved(const struct batchnorm_shape *shape, const float *x, size_t channel, size_t moved,
                                         long double shift)
{
    size_t values = reference_values(shape);
    long double sum = shift;
    for (size_t value = 0; value < values; value++)
        sum += x[reference_index(shape, channel, value)];
    struct reference found = {sum / (long double)values, 0};
    for (size_t value = 0; value < values; value++) {
        long double at = x[reference_index(shape, channel, value)] + (value == moved ? shift : 0);
        found.var += (at - found.mean) * (at - found.mean);
    }
    found.var /= (long double)values;
    return found;
}

struct reference reference_statistics(const struct batchnorm_shape *shape, const float *x, size_t channel)
{
    return statistics_moved(shape, x, channel, 0, 0);
}

long double reference_normalize(struct reference statistics, long double epsilon, long double gamma, long double beta,
                                long double x)
{
    return gamma * (x - statistics.mean) / sqrtl(statistics.var + epsilon) + beta;
}

long double reference_loss(const struct batchnorm_shape *shape, const float *x, const float *dy, size_t channel,
                           long double epsilon, long double gamma, long double beta, const struct reference *given, size_t moved,
                           long double shift)
{
    struct reference statistics = given ? *given : statistics_moved(shape, x, channel, moved, shift);
    long double loss = 0;
    for (size_t value = 0; value < reference_values(shape); value++) {
        size_t index = reference_index(shape, channel, value);
        long double at = x[index] + (value == moved ? shift : 0);
        loss += dy[index] * reference_normalize(statistics, epsilon, gamma, beta, at);
    }
    return loss;
}

float reference_noise(uint64_t *state)
{
    /* The sum of twelve uniform numbers has variance 1. */
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        sum += (double)(*state >> 11) * 0x1p-53;
    }
    return (float)sum;
}

float *reference_tensor(const struct batchnorm_shape *shape, uint64_t seed, double mean, double std)
{
    size_t count = reference_count(shape);
    float *tensor = reference_filled(count, 0);
    uint64_t state = seed;
    for (size_t i = 0; i < count; i++)
        tensor[i] = (float)(mean + std * reference_noise(&state));
    return tensor;
}

float *reference_filled(size_t count, float value)
{
    float *filled = malloc(count * sizeof *filled);
    if (!filled)
        abort();
    for (size_t i = 0; i < count; i++)
        filled[i] = value;
    return filled;
}
