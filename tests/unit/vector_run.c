#include "vector_run.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Some vectors state 16 digits; x, gamma, epsilon and y are float32 here. */
#define FLOAT_ROUNDING 2e-7

static size_t comparisons;

size_t vector_comparisons(void)
{
    return comparisons;
}

size_t vector_product(const double *dimensions, size_t from, size_t to)
{
    size_t all = 1;
    for (size_t axis = from; axis < to; axis++)
        all *= (size_t)dimensions[axis];
    return all;
}

void vector_compare(const struct vector *vector, const char *key, const float *floats, const double *doubles, size_t count)
{
    char name[64];
    snprintf(name, sizeof name, "expected.%s", key);
    size_t expected_count;
    const double *expected = vector_numbers(vector, name, &expected_count);
    if (!expected)
        return;
    comparisons++;
    const double *tolerance = vector_numbers(vector, "tol", NULL);
    ck_assert_uint_eq(expected_count, count);
    for (size_t i = 0; i < count; i++) {
        double got = floats ? (double)floats[i] : doubles[i];
        double magnitude = fabs(expected[i]);
        double rounding = FLOAT_ROUNDING * (magnitude > 1 ? magnitude : 1);
        ck_assert_msg(fabs(got - expected[i]) <= rounding + tolerance[0] + tolerance[1] * magnitude,
                      "%s: %s[%zu] is %.9g, not %.9g", vector_word(vector, "name"), key, i, got, expected[i]);
    }
}

float vector_epsilon(const struct vector *vector)
{
    return (float)vector_number(vector, "epsilon", 0);
}

void *vector_room(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (!memory)
        abort();
    return memory;
}

struct vector_run vector_run_begin(const struct vector *vector, struct batchnorm_shape shape)
{
    size_t channels = shape.channels;
    size_t count = shape.batch * channels * shape.spatial;
    return (struct vector_run){
        .shape = shape,
        .count = count,
        .x = vector_floats(vector, "x"),
        .dy = vector_floats(vector, "dy"),
        .gamma = vector_floats(vector, "gamma"),
        .beta = vector_floats(vector, "beta"),
        .running_mean = vector_floats(vector, "running_mean"),
        .running_var = vector_floats(vector, "running_var"),
        .y = vector_room(count, sizeof(float)),
        .dx = vector_room(count, sizeof(float)),
        .dgamma = vector_room(channels, sizeof(float)),
        .dbeta = vector_room(channels, sizeof(float)),
        .mean = vector_room(channels, sizeof(double)),
        .var = vector_room(channels, sizeof(double)),
        .inv_std = vector_room(channels, sizeof(double)),
    };
}

void vector_run_end(struct vector_run *run)
{
    void *all[] = {run->x,  run->dy,     run->gamma, run->beta, run->running_mean, run->running_var, run->y,
                   run->dx, run->dgamma, run->dbeta, run->mean, run->var,          run->inv_std};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}
