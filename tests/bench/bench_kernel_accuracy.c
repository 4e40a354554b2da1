/* The errors of every contender on data that cost kernels their digits. */
#include "bench_kernel.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { BATCH = 32, CHANNELS = 16, SIDE = 56, SPATIAL = SIDE * SIDE, VALUES = BATCH * SPATIAL, COUNT = VALUES * CHANNELS };

static const struct data {
    const char *name;
    double mean, deviation, step; /* step: from one sample to the next */
    double first;                 /* the first value of each channel, if not 0 */
} data[] = {
    {"mean 0, deviation 1", 0, 1, 0, 0},      {"mean 1e4, deviation 1e3", 1e4, 1e3, 0, 0},
    {"mean 1e4, deviation 1", 1e4, 1, 0, 0},  {"mean 1e4, deviation 1e-2", 1e4, 1e-2, 0, 0},
    {"mean 1e6, deviation 1", 1e6, 1, 0, 0},  {"constant 1234.567", 1234.567, 0, 0, 0},
    {"sample n: mean 100 n", 0, 0.1, 100, 0}, {"one value 1e6", 0, 1, 0, 1e6},
};

static double noise(uint64_t *state)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        sum += (double)(*state >> 11) * 0x1p-53;
    }
    return sum;
}

static size_t place(enum batchnorm_layout layout, size_t channel, size_t value)
{
    size_t sample = value / SPATIAL, position = value % SPATIAL;
    return layout == BATCHNORM_CHANNELS_LAST ? value * CHANNELS + channel : (sample * CHANNELS + channel) * SPATIAL + position;
}

/* The largest error of y, relative where y is above 1. */
static double error_of(const struct kernel_buffers *b, enum batchnorm_layout layout)
{
    long double worst = 0;
    for (size_t channel = 0; channel < CHANNELS; channel++) {
        long double mean = 0, var = 0;
        for (size_t value = 0; value < VALUES; value++)
            mean += b->x[place(layout, channel, value)];
        mean /= VALUES;
        for (size_t value = 0; value < VALUES; value++) {
            long double deviation = b->x[place(layout, channel, value)] - mean;
            var += deviation * deviation;
        }
        long double inverse = 1 / sqrtl(var / VALUES + (long double)BENCH_EPSILON);
        for (size_t value = 0; value < VALUES; value++) {
            size_t at = place(layout, channel, value);
            long double right = (b->x[at] - mean) * inverse;
            long double error = fabsl(b->out[at] - right) / fmaxl(1, fabsl(right));
            if (!(error <= worst))
                worst = error;
        }
    }
    return (double)worst;
}

static void measure(const struct contender *contender, const struct data *set, enum batchnorm_layout layout, float *x, float *y)
{
    struct kernel_case which = {{layout, BATCH, CHANNELS, SPATIAL}, PASS_TRAINING, NULL};
    void *state = contender->prepare(&which);
    uint64_t seed = 3;
    for (size_t channel = 0; channel < CHANNELS; channel++)
        for (size_t value = 0; value < VALUES; value++) {
            double at = set->mean + set->step * (double)(value / SPATIAL) + set->deviation * noise(&seed);
            x[place(layout, channel, value)] = (float)(value == 0 && set->first != 0 ? set->first : at);
        }
    float gamma[CHANNELS], beta[CHANNELS], running[4][CHANNELS], mean_float[CHANNELS], var_float[CHANNELS];
    double mean[CHANNELS], var[CHANNELS];
    for (size_t channel = 0; channel < CHANNELS; channel++) {
        gamma[channel] = 1;
        beta[channel] = running[0][channel] = running[1][channel] = 0;
    }
    struct kernel_buffers buffers = {.x = x,
                                     .dy = x,
                                     .out = y,
                                     .gamma = gamma,
                                     .beta = beta,
                                     .running_mean = running[0],
                                     .running_var = running[1],
                                     .dgamma = running[2],
                                     .dbeta = running[3],
                                     .mean = mean,
                                     .var = var,
                                     .mean_float = mean_float,
                                     .var_float = var_float};
    contender->run(state, &buffers);
    contender->release(state);
    printf("  %10.1e", error_of(&buffers, layout));
    fflush(stdout);
}

void bench_kernel_accuracy(void)
{
    static const struct {
        const struct contender *contender;
        enum batchnorm_layout layout;
        const char *name;
    } columns[] = {
        {&contender_library, BATCHNORM_CHANNELS_FIRST, "NCHW"},
        {&contender_library, BATCHNORM_CHANNELS_LAST, "NHWC"},
        {&contender_naive, BATCHNORM_CHANNELS_FIRST, "plain C"},
#ifdef WITH_ONEDNN
        {&contender_onednn, BATCHNORM_CHANNELS_FIRST, "1DNN NCHW"},
        {&contender_onednn, BATCHNORM_CHANNELS_LAST, "1DNN NHWC"},
#endif
#ifdef WITH_LIBTORCH
        {&contender_libtorch_copied, BATCHNORM_CHANNELS_FIRST, "torch NCHW"},
        {&contender_libtorch_copied, BATCHNORM_CHANNELS_LAST, "torch NHWC"},
#endif
    };
    enum { COLUMNS = sizeof columns / sizeof *columns };
    float *x = malloc(COUNT * sizeof *x), *y = malloc(COUNT * sizeof *y);
    if (!x || !y)
        abort();
    printf("largest error of y in training, %d values a channel\n%-26s", VALUES, "");
    for (size_t i = 0; i < COLUMNS; i++)
        printf("  %10s", columns[i].name);
    for (size_t row = 0; row < sizeof data / sizeof *data; row++) {
        printf("\n%-26s", data[row].name);
        for (size_t i = 0; i < COLUMNS; i++)
            measure(columns[i].contender, &data[row], columns[i].layout, x, y);
    }
    printf("\n");
    free(x);
    free(y);
}
