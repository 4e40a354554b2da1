/*
 * Tensors of up to a hundred values: plain loops in double, one channel after the other, where channels are not neighbours;
 * otherwise the kernel has a way of its own (tiny_rows.inc).
 *
 * A sum of so few floats is exact in double but for its last bits, so the two plain sums of algorithm 1 are all that is needed.
 */
#include "batchnorm/ways.h"

/* Value (i, j) of a channel is at channel * step + i * outer_stride + j * stride. */
struct tiny {
    size_t step, outer, outer_stride, inner, stride;
};

static struct tiny tiny_of(const struct batchnorm_shape *shape)
{
    if (shape->layout == BATCHNORM_CHANNELS_LAST || shape->spatial == 1)
        return (struct tiny){1, 1, 0, shape->batch * shape->spatial, shape->channels};
    return (struct tiny){shape->spatial, shape->batch, shape->channels * shape->spatial, shape->spatial, 1};
}

static struct batchnorm_partial measure(const struct tiny *at, const float *x)
{
    double count = (double)(at->outer * at->inner), sum = 0, squares = 0;
    for (size_t i = 0; i < at->outer; i++)
        for (size_t j = 0; j < at->inner; j++)
            sum += x[i * at->outer_stride + j * at->stride];
    double mean = sum / count;
    for (size_t i = 0; i < at->outer; i++)
        for (size_t j = 0; j < at->inner; j++) {
            double deviation = x[i * at->outer_stride + j * at->stride] - mean;
            squares += deviation * deviation;
        }
    return (struct batchnorm_partial){count, mean, squares};
}

static void run_forward(const struct tiny *at, const struct batchnorm_pass *pass, size_t channel)
{
    const float *x = pass->x + channel * at->step;
    float *y = pass->out + channel * at->step;
    double mean, var;
    if (pass->mean) {
        struct batchnorm_partial batch = measure(at, x);
        mean = pass->mean[channel] = batch.mean;
        var = pass->var[channel] = batch.m2 / batch.count;
        if (pass->running)
            batchnorm_update_channel(pass->running, pass->update, channel, &batch);
    } else {
        mean = pass->running_mean[channel];
        var = pass->running_var[channel];
    }
    double slope = (pass->gamma ? pass->gamma[channel] : 1) * batchnorm_inverse_deviation(var, pass->epsilon);
    double beta = pass->beta ? pass->beta[channel] : 0;
    for (size_t i = 0; i < at->outer; i++)
        for (size_t j = 0; j < at->inner; j++) {
            size_t value = i * at->outer_stride + j * at->stride;
            y[value] = (float)((x[value] - mean) * slope + beta);
        }
}

static void run_backward(const struct tiny *at, const struct batchnorm_pass *pass, size_t channel)
{
    const float *x = pass->x + channel * at->step, *dy = pass->dy + channel * at->step;
    double mean = pass->mean ? pass->mean[channel] : pass->running_mean[channel];
    double var = pass->var ? pass->var[channel] : pass->running_var[channel];
    double inverse = batchnorm_inverse_deviation(var, pass->epsilon);
    double dbeta = 0, products = 0;
    for (size_t i = 0; i < at->outer; i++)
        for (size_t j = 0; j < at->inner; j++) {
            size_t value = i * at->outer_stride + j * at->stride;
            dbeta += dy[value];
            products += dy[value] * (x[value] - mean);
        }
    double dgamma = products * inverse;
    if (pass->dgamma)
        pass->dgamma[channel] = (float)dgamma;
    if (pass->dbeta)
        pass->dbeta[channel] = (float)dbeta;
    if (!pass->out)
        return;

    float *dx = pass->out + channel * at->step;
    double factor = (pass->gamma ? pass->gamma[channel] : 1) * inverse;
    double share = pass->mean ? 1 / (double)(at->outer * at->inner) : 0;
    double constant = dbeta * share, along_xhat = dgamma * inverse * share;
    for (size_t i = 0; i < at->outer; i++)
        for (size_t j = 0; j < at->inner; j++) {
            size_t value = i * at->outer_stride + j * at->stride;
            dx[value] = (float)(factor * (dy[value] - constant - (x[value] - mean) * along_xhat));
        }
}

void batchnorm_run_tiny(const struct batchnorm_kernel *kernel, const struct batchnorm_pass *pass)
{
    if (pass->shape->layout == BATCHNORM_CHANNELS_LAST || pass->shape->spatial == 1) {
        kernel->run_tiny_rows(pass);
        return;
    }
    struct tiny at = tiny_of(pass->shape);
    for (size_t channel = 0; channel < pass->shape->channels; channel++) {
        if (pass->dy)
            run_backward(&at, pass, channel);
        else
            run_forward(&at, pass, channel);
    }
}
