#include "experiment/filter.h"

#include "base/mem.h"
#include "batchnorm/batchnorm.h"
#include "experiment/framework.h"

#include <stdlib.h>
#include <string.h>

void filtered_release(struct filtered *filtered)
{
    free(filtered->batch_mean);
    free(filtered->batch_var);
    free(filtered->running_mean);
    free(filtered->running_var);
    free(filtered->dgamma);
    free(filtered->dbeta);
    tensor_release(&filtered->dx);
    *filtered = (struct filtered){0};
}

static int kernel_code(int status, struct err *err)
{
    return status == BATCHNORM_OK ? 0 : err_set(err, ERR_INVALID, "%s", batchnorm_status_text(status));
}

static int check_channels(const struct tensor *tensor, const char *name, size_t channels, struct err *err)
{
    if (!tensor->count || tensor->count == channels)
        return 0;
    return err_set(err, ERR_INVALID, "%s has %zu values, and the tensor has %zu channels", name, tensor->count, channels);
}

static int check_gradient(const struct tensor *dy, const struct tensor *x, struct err *err)
{
    char have[TENSOR_SHAPE_TEXT], want[TENSOR_SHAPE_TEXT];
    if (!dy->count || (dy->rank == x->rank && !memcmp(dy->shape, x->shape, x->rank * sizeof *x->shape)))
        return 0;
    tensor_shape_text(dy->shape, dy->rank, have);
    tensor_shape_text(x->shape, x->rank, want);
    return err_set(err, ERR_INVALID, "the gradient's shape is %s, and the tensor's is %s", have, want);
}

static int make_shape(const struct filter *filter, const struct tensor *x, struct batchnorm_shape *shape, struct err *err)
{
    if (x->rank < 2)
        return err_set(err, ERR_INVALID, "the tensor has %zu dimension%s; batches and channels need two", x->rank,
                       x->rank == 1 ? "" : "s");
    enum batchnorm_layout layout = filter->layout == LAYOUT_CHANNELS_LAST ? BATCHNORM_CHANNELS_LAST : BATCHNORM_CHANNELS_FIRST;
    int code = kernel_code(batchnorm_shape_init(shape, layout, x->rank, x->shape), err);
    const struct {
        const struct tensor *tensor;
        const char *name;
    } vectors[] = {{&filter->gamma, "gamma"},
                   {&filter->beta, "beta"},
                   {&filter->running_mean, "the running mean"},
                   {&filter->running_var, "the running variance"}};
    for (size_t i = 0; !code && i < sizeof vectors / sizeof *vectors; i++)
        code = check_channels(vectors[i].tensor, vectors[i].name, shape->channels, err);
    if (!code)
        code = check_gradient(&filter->dy, x, err);
    if (!code && filter->mode == MODE_TRAINING && filter->framework == FRAMEWORK_PYTORCH && shape->batch * shape->spatial == 1)
        code = err_set(err, ERR_INVALID, "one value per channel has no variance, and PyTorch refuses to train on it");
    return code;
}

/* A copy of `from`, or `channels` times `otherwise` where it is empty. */
static float *vector_of(const struct tensor *from, size_t channels, float otherwise)
{
    float *values = mem_new(channels, sizeof *values);
    for (size_t i = 0; i < channels; i++)
        values[i] = from->count ? from->values[i] : otherwise;
    return values;
}

static void make_results(const struct filter *filter, const struct tensor *x, size_t channels, struct filtered *filtered)
{
    *filtered = (struct filtered){
        .channels = channels,
        .batch_mean = mem_new(channels, sizeof(double)),
        .batch_var = mem_new(channels, sizeof(double)),
        .running_mean = vector_of(&filter->running_mean, channels, 0),
        .running_var = vector_of(&filter->running_var, channels, 1),
    };
    if (!filter->dy.count)
        return;
    filtered->dgamma = mem_new(channels, sizeof(float));
    filtered->dbeta = mem_new(channels, sizeof(float));
    filtered->dx = *x;
    filtered->dx.values = mem_new(x->count, sizeof(float));
}

/* The statistics of the batch where no training pass leaves them. */
static int measure(const struct batchnorm_shape *shape, const float *x, struct filtered *filtered)
{
    struct batchnorm_partial *partials = mem_new(shape->channels, sizeof *partials);
    int status = batchnorm_partials(NULL, shape, x, partials);
    for (size_t c = 0; status == BATCHNORM_OK && c < shape->channels; c++) {
        filtered->batch_mean[c] = partials[c].mean;
        filtered->batch_var[c] = partials[c].m2 / partials[c].count;
    }
    free(partials);
    return status;
}

static int train(const struct filter *filter, const struct batchnorm_shape *shape, float *x, struct filtered *filtered)
{
    struct batchnorm_affine affine = {filter->gamma.values, filter->beta.values};
    struct batchnorm_statistics statistics = {filtered->batch_mean, filtered->batch_var};
    struct batchnorm_running running = {filtered->running_mean, filtered->running_var};
    struct batchnorm_update update;
    int status = framework_update(filter->framework, filter->momentum, 0, &update);
    float *y = x, *copy = NULL;
    if (filtered->dx.count) /* the backward pass needs x */
        y = copy = mem_new(filtered->dx.count, sizeof *copy);
    if (status == BATCHNORM_OK)
        status = batchnorm_forward_training(NULL, shape, &affine, (float)filter->epsilon, x, y, &statistics, &running, &update);
    if (status == BATCHNORM_OK && copy) {
        status = batchnorm_backward_training(NULL, shape, filter->gamma.values, (float)filter->epsilon, x, filter->dy.values,
                                             &statistics, filtered->dx.values, filtered->dgamma, filtered->dbeta);
        memcpy(x, copy, filtered->dx.count * sizeof *copy);
    }
    free(copy);
    return status;
}

static int infer(const struct filter *filter, const struct batchnorm_shape *shape, float *x, struct filtered *filtered)
{
    struct batchnorm_affine affine = {filter->gamma.values, filter->beta.values};
    int status = measure(shape, x, filtered);
    if (status == BATCHNORM_OK && filtered->dx.count)
        status = batchnorm_backward_inference(NULL, shape, filter->gamma.values, (float)filter->epsilon, x, filter->dy.values,
                                              filtered->running_mean, filtered->running_var, filtered->dx.values, filtered->dgamma,
                                              filtered->dbeta);
    if (status == BATCHNORM_OK)
        status = batchnorm_forward_inference(NULL, shape, &affine, (float)filter->epsilon, x, x, filtered->running_mean,
                                             filtered->running_var);
    return status;
}

int filter_run(const struct filter *filter, struct tensor *tensor, struct filtered *filtered, struct err *err)
{
    struct batchnorm_shape shape;
    int code = make_shape(filter, tensor, &shape, err);
    if (code)
        return code;
    make_results(filter, tensor, shape.channels, filtered);
    code = kernel_code((filter->mode == MODE_TRAINING ? train : infer)(filter, &shape, tensor->values, filtered), err);
    if (code)
        filtered_release(filtered);
    return code;
}
