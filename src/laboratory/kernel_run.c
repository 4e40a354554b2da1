#include "laboratory/kernel_run.h"

#include <math.h>
#include <string.h>

double largest_difference(const float *a, const float *b, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++) {
        double apart = fabs((double)a[i] - (double)b[i]);
        largest = apart > largest ? apart : largest; /* which NaN is not */
    }
    return largest;
}

float *floats_of(struct arena *arena, const double *numbers, size_t count)
{
    float *floats = arena_room(arena, count, sizeof *floats);
    for (size_t i = 0; i < count; i++)
        floats[i] = (float)numbers[i];
    return floats;
}

struct kernel_run kernel_run_over(struct arena *arena, const struct batchnorm_shape *shape, float *x, float *y, double epsilon)
{
    return (struct kernel_run){
        .arena = arena,
        .shape = *shape,
        .count = shape->batch * shape->channels * shape->spatial,
        .per_channel = shape->batch * shape->spatial,
        .epsilon = (float)epsilon,
        .x = x,
        .y = y,
        .mean = arena_new(arena, shape->channels, sizeof(double)),
        .var = arena_new(arena, shape->channels, sizeof(double)),
    };
}

struct kernel_run kernel_run_new(struct arena *arena, const struct batchnorm_shape *shape, const double *x, double epsilon)
{
    size_t count = shape->batch * shape->channels * shape->spatial;
    return kernel_run_over(arena, shape, floats_of(arena, x, count), arena_room(arena, count, sizeof(float)), epsilon);
}

int kernel_refused(int status, struct err *err)
{
    return status == BATCHNORM_OK ? 0 : err_set(err, ERR_INVALID, "the kernel refuses: %s", batchnorm_status_text(status));
}

int kernel_run_training(struct kernel_run *run, struct err *err)
{
    const struct batchnorm_affine affine = {run->gamma, run->beta};
    const struct batchnorm_statistics statistics = {run->mean, run->var};
    return kernel_refused(
        batchnorm_forward_training(NULL, &run->shape, &affine, run->epsilon, run->x, run->y, &statistics, NULL, NULL), err);
}

int kernel_run_inference(struct kernel_run *run, const float *mean, const float *var, struct err *err)
{
    const struct batchnorm_affine affine = {run->gamma, run->beta};
    return kernel_refused(batchnorm_forward_inference(NULL, &run->shape, &affine, run->epsilon, run->x, run->y, mean, var), err);
}

int kernel_run_backward(struct kernel_run *run, const float *dy, struct err *err)
{
    const struct batchnorm_statistics statistics = {run->mean, run->var};
    run->dx = arena_room(run->arena, run->count, sizeof *run->dx);
    run->dgamma = arena_new(run->arena, run->shape.channels, sizeof *run->dgamma);
    run->dbeta = arena_new(run->arena, run->shape.channels, sizeof *run->dbeta);
    return kernel_refused(batchnorm_backward_training(NULL, &run->shape, run->gamma, run->epsilon, run->x, dy, &statistics, run->dx,
                                                      run->dgamma, run->dbeta),
                          err);
}

size_t channel_of(const struct batchnorm_shape *shape, size_t index)
{
    return (shape->layout == BATCHNORM_CHANNELS_LAST ? index : index / shape->spatial) % shape->channels;
}

int sample_shape(const struct sample *sample, struct batchnorm_shape *shape, struct err *err)
{
    enum batchnorm_layout layout = sample->channels_last ? BATCHNORM_CHANNELS_LAST : BATCHNORM_CHANNELS_FIRST;
    int code = kernel_refused(batchnorm_shape_init(shape, layout, sample->rank, sample->shape), err);
    if (code)
        return code;
    size_t count = shape->batch * shape->channels * shape->spatial;
    if (count > SAMPLE_VALUES_MAX)
        return err_set(err, ERR_LIMIT, "a tensor of %zu values is too large for this model: it takes up to %d", count,
                       SAMPLE_VALUES_MAX);
    return 0;
}

size_t listed_shape(const size_t *shape, size_t rank, size_t listed[FINDING_RANK_MAX])
{
    size_t below = 1, count = 1;
    for (size_t i = 0; i < rank; i++)
        below *= shape[i];
    for (size_t i = 0; i < rank; i++) {
        below /= shape[i]; /* values of one step along this dimension */
        size_t affordable = LISTED_MAX / (count * below), least = affordable ? affordable : 1;
        listed[i] = shape[i] < least ? shape[i] : least;
        count *= listed[i];
    }
    return count;
}

void findings_float_tensor(struct findings *findings, const char *name, const float *numbers, const size_t *shape, size_t rank)
{
    double *list = findings_tensor(findings, name, shape, rank);
    size_t count = findings->items[findings->count - 1].count;
    for (size_t i = 0; i < count; i++)
        list[i] = (double)numbers[i];
}

void findings_double_tensor(struct findings *findings, const char *name, const double *numbers, const size_t *shape, size_t rank)
{
    double *list = findings_tensor(findings, name, shape, rank);
    memcpy(list, numbers, findings->items[findings->count - 1].count * sizeof *list);
}

void findings_floats(struct findings *findings, const char *name, const float *numbers, size_t count)
{
    findings_float_tensor(findings, name, numbers, &count, 1);
}

void findings_doubles(struct findings *findings, const char *name, const double *numbers, size_t count)
{
    findings_double_tensor(findings, name, numbers, &count, 1);
}
