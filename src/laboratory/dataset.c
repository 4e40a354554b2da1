#include "laboratory/dataset.h"

#include "laboratory/dense.h"

#include <math.h>

static const double pi = 3.14159265358979323846;
static const double wide = 20, shift = 5, margin = 0.06;

static void draw_circle(struct rng *rng, unsigned class, double x[DATASET_INPUTS])
{
    double angle = 2 * pi * rng_uniform(rng), radius = (class ? 0.5 : 1) + 0.1 * rng_normal(rng);
    x[0] = radius * cos(angle);
    x[1] = radius * sin(angle);
}

static void draw_spiral(struct rng *rng, unsigned class, double x[DATASET_INPUTS])
{
    double way = sqrt(rng_uniform(rng)), angle = 3 * pi * way + (class ? pi : 0);
    x[0] = way * cos(angle) + 0.03 * rng_normal(rng);
    x[1] = way * sin(angle) + 0.03 * rng_normal(rng);
}

static void draw_moon(struct rng *rng, unsigned class, double x[DATASET_INPUTS])
{
    double angle = pi * rng_uniform(rng);
    x[0] = (class ? 1 - cos(angle) : cos(angle)) - 0.5 + 0.12 * rng_normal(rng);
    x[1] = (class ? 0.5 - sin(angle) : sin(angle)) - 0.25 + 0.12 * rng_normal(rng);
}

static void draw_cloud(struct rng *rng, unsigned class, double x[DATASET_INPUTS])
{
    double side = rng_uniform(rng) < 0.5 ? -1 : 1;
    x[0] = side + 0.35 * rng_normal(rng);
    x[1] = (class ? -side : side) + 0.35 * rng_normal(rng);
}

static void (*const draw_point[])(struct rng *, unsigned, double *) = {
    [DATASET_CIRCLES] = draw_circle, [DATASET_SPIRALS] = draw_spiral, [DATASET_MOONS] = draw_moon, [DATASET_XOR] = draw_cloud};

static void draw_points(struct dataset *dataset, struct points *points, enum dataset_kind kind, size_t count, struct rng *rng)
{
    size_t stride = dense_stride(DATASET_INPUTS);
    points->count = count;
    points->x = arena_new(&dataset->arena, count * stride, sizeof *points->x);
    points->classes = arena_new(&dataset->arena, count, sizeof *points->classes);
    for (size_t i = 0; i < count; i++) {
        double x[DATASET_INPUTS];
        points->classes[i] = i % 2;
        draw_point[kind](rng, points->classes[i], x);
        for (size_t j = 0; j < DATASET_INPUTS; j++)
            points->x[i * stride + j] = (float)x[j];
    }
}

static void scale_points(struct points *points, size_t feature, double factor, double offset)
{
    for (size_t i = 0; i < points->count; i++) {
        float *x = &points->x[i * dense_stride(DATASET_INPUTS) + feature];
        *x = (float)(*x * factor + offset);
    }
}

/* The factor and offset that give one feature mean 0 and variance 1. */
static void standardize(const struct points *points, size_t feature, double *factor, double *offset)
{
    double sum = 0, squares = 0, count = (double)points->count;
    for (size_t i = 0; i < points->count; i++)
        sum += points->x[i * dense_stride(DATASET_INPUTS) + feature];
    for (size_t i = 0; i < points->count; i++) {
        double deviation = points->x[i * dense_stride(DATASET_INPUTS) + feature] - sum / count;
        squares += deviation * deviation;
    }
    *factor = 1 / sqrt(squares / count);
    *offset = -sum / count * *factor;
}

static void widen(struct dataset *dataset, const struct points *points, size_t feature)
{
    for (size_t i = 0; i < points->count; i++) {
        double x = points->x[i * dense_stride(DATASET_INPUTS) + feature];
        dataset->low[feature] = fmin(dataset->low[feature], x);
        dataset->high[feature] = fmax(dataset->high[feature], x);
    }
}

static void set_range(struct dataset *dataset, size_t feature)
{
    dataset->low[feature] = INFINITY;
    dataset->high[feature] = -INFINITY;
    widen(dataset, &dataset->train, feature);
    widen(dataset, &dataset->test, feature);
    double room = margin * (dataset->high[feature] - dataset->low[feature]);
    dataset->low[feature] -= room;
    dataset->high[feature] += room;
}

void dataset_init(struct dataset *dataset, enum dataset_kind kind, enum dataset_features features, size_t count, struct rng *rng)
{
    *dataset = (struct dataset){0};
    arena_init(&dataset->arena);
    draw_points(dataset, &dataset->train, kind, count, rng);
    draw_points(dataset, &dataset->test, kind, count, rng);
    for (size_t feature = 0; feature < DATASET_INPUTS; feature++) {
        double factor = feature ? wide : 1, offset = shift;
        if (features == DATASET_STANDARDIZED)
            standardize(&dataset->train, feature, &factor, &offset);
        scale_points(&dataset->train, feature, factor, offset);
        scale_points(&dataset->test, feature, factor, offset);
        set_range(dataset, feature);
    }
}

void dataset_release(struct dataset *dataset)
{
    arena_release(&dataset->arena);
    *dataset = (struct dataset){0};
}
