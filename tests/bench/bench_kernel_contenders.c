/* libbatchnorm, and the plain C that anyone would write first: two passes in double, one thread. */
#include "bench_kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct library {
    struct kernel_case which;
    struct batchnorm_context context;
};

static void *prepare_library(const struct kernel_case *which)
{
    struct library *library = malloc(sizeof *library);
    size_t size = batchnorm_workspace_size(&which->shape);
    void *workspace = NULL;
    if (!library || posix_memalign(&workspace, 64, size) != 0)
        abort();
    memset(workspace, 0, size);
    *library = (struct library){*which, {workspace, size, which->parallel}};
    return library;
}

static void run_library(void *state, const struct kernel_buffers *b)
{
    const struct library *library = state;
    const struct batchnorm_shape *shape = &library->which.shape;
    struct batchnorm_affine affine = {b->gamma, b->beta};
    struct batchnorm_statistics statistics = {b->mean, b->var};
    struct batchnorm_running running = {b->running_mean, b->running_var};
    struct batchnorm_update update = {(double)BENCH_MOMENTUM, 1};
    if (library->which.pass == PASS_TRAINING)
        batchnorm_forward_training(&library->context, shape, &affine, BENCH_EPSILON, b->x, b->out, &statistics, &running, &update);
    else if (library->which.pass == PASS_INFERENCE)
        batchnorm_forward_inference(&library->context, shape, &affine, BENCH_EPSILON, b->x, b->out, b->running_mean,
                                    b->running_var);
    else
        batchnorm_backward_training(&library->context, shape, b->gamma, BENCH_EPSILON, b->x, b->dy, &statistics, b->out, b->dgamma,
                                    b->dbeta);
}

static void release_library(void *state)
{
    struct library *library = state;
    free(library->context.workspace);
    free(library);
}

const struct contender contender_library = {"libbatchnorm", prepare_library, run_library, release_library};

struct naive {
    struct kernel_case which;
};

static void *prepare_naive(const struct kernel_case *which)
{
    struct naive *naive = malloc(sizeof *naive);
    if (!naive)
        abort();
    naive->which = *which;
    return naive;
}

/* Channel by channel, in any layout: value (n, s) is at n * outer + s * inner. */
static void naive_channel(const struct kernel_case *which, const struct kernel_buffers *b, size_t channel)
{
    const struct batchnorm_shape *shape = &which->shape;
    bool last = shape->layout == BATCHNORM_CHANNELS_LAST;
    size_t outer = shape->channels * shape->spatial, inner = last ? shape->channels : 1;
    size_t begin = last ? channel : channel * shape->spatial;
    double count = (double)(shape->batch * shape->spatial), mean = b->running_mean[channel], var = b->running_var[channel];
#define EACH_VALUE                                                                                                                 \
    for (size_t n = 0; n < shape->batch; n++)                                                                                      \
        for (size_t at = begin + n * outer, end = at + shape->spatial * inner; at < end; at += inner)
    if (which->pass == PASS_BACKWARD) {
        double inverse = 1 / sqrt(b->var[channel] + (double)BENCH_EPSILON), sum = 0, products = 0;
        EACH_VALUE
        {
            sum += b->dy[at];
            products += b->dy[at] * (b->x[at] - b->mean[channel]) * inverse;
        }
        b->dbeta[channel] = (float)sum;
        b->dgamma[channel] = (float)products;
        EACH_VALUE
        {
            double xhat = (b->x[at] - b->mean[channel]) * inverse;
            b->out[at] = (float)(b->gamma[channel] * inverse * (b->dy[at] - sum / count - xhat * products / count));
        }
        return;
    }
    if (which->pass == PASS_TRAINING) {
        double sum = 0, squares = 0;
        EACH_VALUE sum += b->x[at];
        mean = sum / count;
        EACH_VALUE squares += (b->x[at] - mean) * (b->x[at] - mean);
        var = squares / count;
        b->mean[channel] = mean;
        b->var[channel] = var;
        b->running_mean[channel] += BENCH_MOMENTUM * (float)(mean - b->running_mean[channel]);
        b->running_var[channel] += BENCH_MOMENTUM * (float)(var - b->running_var[channel]);
    }
    float scale = (float)(b->gamma[channel] / sqrt(var + (double)BENCH_EPSILON)), center = (float)mean;
    EACH_VALUE b->out[at] = (b->x[at] - center) * scale + b->beta[channel];
}

static void run_naive(void *state, const struct kernel_buffers *buffers)
{
    const struct naive *naive = state;
    for (size_t channel = 0; channel < naive->which.shape.channels; channel++)
        naive_channel(&naive->which, buffers, channel);
}

const struct contender contender_naive = {"plain C", prepare_naive, run_naive, free};
