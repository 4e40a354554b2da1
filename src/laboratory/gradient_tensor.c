/*
 * Two channels are summed up side by side, each in the order of its values: in half the time, and the sums are those of one channel
 * after the other.
 */
#include "laboratory/gradient_tensor.h"

#include <math.h>
#include <stdbool.h>

enum { SIDE_BY_SIDE = 2, CACHED = 4096, ROWS_MIN = 8 };

/* Of each channel of a group, one number. */
typedef double numbers __attribute__((vector_size(SIDE_BY_SIDE * sizeof(double)), aligned(8)));

struct channel_group {
    numbers x, squares, dxhat, product, deviations, dx, dot; /* sums */
    numbers mean, invstd, each_deviation, each_mean;         /* found from them */
};

/* So many values of each channel of a group, `stride` apart. */
struct stretch {
    const float *x[SIDE_BY_SIDE], *dy[SIDE_BY_SIDE];
    size_t count, stride;
};

static inline __attribute__((always_inline)) numbers take(const float *const from[SIDE_BY_SIDE], size_t at)
{
    return (numbers){(double)from[0][at], (double)from[1][at]};
}

static void add_x(const struct gradient_tensor *tensor, struct channel_group *group, const struct stretch *stretch)
{
    (void)tensor;
    numbers sum = group->x;
    for (size_t i = 0, at = 0; i < stretch->count; i++, at += stretch->stride)
        sum += take(stretch->x, at);
    group->x = sum;
}

static void add_squares(const struct gradient_tensor *tensor, struct channel_group *group, const struct stretch *stretch)
{
    (void)tensor;
    numbers sum = group->squares, mean = group->mean;
    for (size_t i = 0, at = 0; i < stretch->count; i++, at += stretch->stride) {
        numbers deviation = take(stretch->x, at) - mean;
        sum += deviation * deviation;
    }
    group->squares = sum;
}

static void add_upstream(const struct gradient_tensor *tensor, struct channel_group *group, const struct stretch *stretch)
{
    numbers sum = group->dxhat, product = group->product, deviations = group->deviations, mean = group->mean;
    double gamma = tensor->gamma;
    for (size_t i = 0, at = 0; i < stretch->count; i++, at += stretch->stride) {
        numbers dxhat = gamma * take(stretch->dy, at), deviation = take(stretch->x, at) - mean;
        sum += dxhat;
        product += dxhat * deviation;
        deviations += deviation;
    }
    group->dxhat = sum;
    group->product = product;
    group->deviations = deviations;
}

static void add_dx(const struct gradient_tensor *tensor, struct channel_group *group, const struct stretch *stretch)
{
    numbers sum = group->dx, dot = group->dot;
    const numbers mean = group->mean, invstd = group->invstd, slope = group->each_deviation, shift = group->each_mean;
    double gamma = tensor->gamma;
    for (size_t i = 0, at = 0; i < stretch->count; i++, at += stretch->stride) {
        numbers deviation = take(stretch->x, at) - mean;
        numbers dx = gamma * take(stretch->dy, at) * invstd + slope * deviation + shift;
        sum += dx;
        dot += dx * (deviation * invstd);
    }
    group->dx = sum;
    group->dot = dot;
}

typedef void pass(const struct gradient_tensor *tensor, struct channel_group *group, const struct stretch *stretch);

static size_t group_count(const struct gradient_tensor *tensor)
{
    return (tensor->shape.channels + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE;
}

/* Over all groups, where the first channel's values are `width` values before the second's; a group that is not full takes the last
 * channel again. */
static void run_groups(const struct gradient_tensor *tensor, pass *add, size_t from, size_t width, struct stretch *stretch)
{
    size_t last = tensor->shape.channels - 1, count = group_count(tensor);
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < SIDE_BY_SIDE; i++) {
            size_t c = g * SIDE_BY_SIDE + i, at = from + (c < last ? c : last) * width;
            stretch->x[i] = tensor->x + at;
            stretch->dy[i] = tensor->dy ? tensor->dy + at : NULL;
        }
        add(tensor, &tensor->groups[g], stretch);
    }
}

/* Once over the tensor as it lies in memory; by few rows at a time, which stay in the cache meanwhile. */
static void run_pass(const struct gradient_tensor *tensor, pass *add)
{
    const struct batchnorm_shape *shape = &tensor->shape;
    bool planes = shape->layout == BATCHNORM_CHANNELS_FIRST && shape->spatial > 1;
    size_t width = planes ? shape->spatial : 1, rows = planes ? shape->batch : shape->batch * shape->spatial;
    size_t cached = CACHED / shape->channels, most = planes ? 1 : cached > ROWS_MIN ? cached : ROWS_MIN;
    for (size_t row = 0; row < rows; row += most) {
        size_t some = rows - row < most ? rows - row : most;
        struct stretch stretch = {.count = planes ? width : some, .stride = planes ? 1 : shape->channels};
        run_groups(tensor, add, row * shape->channels * width, width, &stretch);
    }
}

struct gradient_tensor gradient_tensor_new(struct arena *arena, const struct batchnorm_shape *shape, const float *x, double gamma,
                                           double epsilon)
{
    struct gradient_tensor tensor = {.shape = *shape, .x = x, .gamma = gamma, .epsilon = epsilon};
    double **lists[] = {&tensor.mean, &tensor.var, &tensor.invstd, &tensor.dvar, &tensor.dmean, &tensor.sum, &tensor.dot};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        *lists[i] = arena_new(arena, shape->channels, sizeof(double));
    tensor.groups = arena_new(arena, group_count(&tensor), sizeof *tensor.groups);
    return tensor;
}

static double values_each(const struct gradient_tensor *tensor)
{
    return (double)(tensor->shape.batch * tensor->shape.spatial);
}

void gradient_tensor_statistics(struct gradient_tensor *tensor)
{
    double n = values_each(tensor);
    run_pass(tensor, add_x);
    for (size_t g = 0; g < group_count(tensor); g++)
        tensor->groups[g].mean = tensor->groups[g].x / n;
    run_pass(tensor, add_squares);
    for (size_t c = 0; c < tensor->shape.channels; c++) {
        struct channel_group *group = &tensor->groups[c / SIDE_BY_SIDE];
        size_t i = c % SIDE_BY_SIDE;
        tensor->mean[c] = group->mean[i];
        tensor->var[c] = group->squares[i] / n;
        double root = sqrt(tensor->var[c] + tensor->epsilon);
        group->invstd[i] = tensor->invstd[c] = root == 0 ? 0 : 1 / root;
    }
}

void gradient_tensor_paths(struct gradient_tensor *tensor)
{
    double n = values_each(tensor);
    run_pass(tensor, add_upstream);
    for (size_t c = 0; c < tensor->shape.channels; c++) {
        struct channel_group *group = &tensor->groups[c / SIDE_BY_SIDE];
        size_t i = c % SIDE_BY_SIDE;
        double invstd = tensor->invstd[c];
        tensor->dvar[c] = -0.5 * group->product[i] * invstd * invstd * invstd;
        tensor->dmean[c] = -group->dxhat[i] * invstd - 2 * tensor->dvar[c] * group->deviations[i] / n;
        group->each_deviation[i] = 2 * tensor->dvar[c] / n;
        group->each_mean[i] = tensor->dmean[c] / n;
    }
    run_pass(tensor, add_dx);
    for (size_t c = 0; c < tensor->shape.channels; c++) {
        tensor->sum[c] = tensor->groups[c / SIDE_BY_SIDE].dx[c % SIDE_BY_SIDE];
        tensor->dot[c] = tensor->groups[c / SIDE_BY_SIDE].dot[c % SIDE_BY_SIDE];
    }
}

double gradient_tensor_xhat(const struct gradient_tensor *tensor, size_t c, double x)
{
    return (x - tensor->mean[c]) * tensor->invstd[c];
}

struct gradient_ways gradient_tensor_ways(const struct gradient_tensor *tensor, size_t c, double x, double dy)
{
    double n = values_each(tensor);
    return (struct gradient_ways){
        .direct = tensor->gamma * dy * tensor->invstd[c],
        .through_variance = 2 * tensor->dvar[c] / n * (x - tensor->mean[c]),
        .through_mean = tensor->dmean[c] / n,
    };
}
