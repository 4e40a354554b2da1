/*
 * Instance, group, layer and RMS normalization as batch normalization of a batch of 1 with a channel for each of their groups: the
 * kernel computes their statistics, xhat and dx; the affine step for each element, which it does not know, is done here.
 */
#include "vector_run.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Each sample is a batch of its own. */
static void check_instance_norm(const struct vector *vector)
{
    size_t rank;
    const double *dimensions = vector_numbers(vector, "shape", &rank);
    size_t axis = (size_t)vector_number(vector, "feature_axis", 1);
    size_t samples = (size_t)dimensions[0];
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, vector_product(dimensions, 1, axis), (size_t)dimensions[axis],
                                    vector_product(dimensions, axis + 1, rank)};
    size_t count = vector_product(dimensions, 1, rank);
    struct vector_run run = vector_run_begin(
        vector, (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, samples * shape.batch, shape.channels, shape.spatial});
    struct batchnorm_affine affine = {run.gamma, run.beta};
    struct batchnorm_statistics statistics = {run.mean, run.var};
    for (size_t sample = 0; sample < samples; sample++)
        ck_assert_int_eq(batchnorm_forward_training(NULL, &shape, &affine, vector_epsilon(vector), run.x + sample * count,
                                                    run.y + sample * count, &statistics, NULL, NULL),
                         BATCHNORM_OK);
    vector_compare(vector, "y", run.y, NULL, run.count);
    vector_run_end(&run);
}

/* Layer normalization: a row's `columns` values share statistics; gamma and beta belong to the columns. */
static struct batchnorm_shape rows_of(const struct vector *vector)
{
    size_t rank;
    const double *dimensions = vector_numbers(vector, "shape", &rank);
    double stated = vector_number(vector, "axis", -1);
    size_t axis = stated < 0 ? rank - (size_t)-stated : (size_t)stated;
    return (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, 1, vector_product(dimensions, 0, axis),
                                    vector_product(dimensions, axis, rank)};
}

static void check_layer_norm(const struct vector *vector)
{
    struct vector_run run = vector_run_begin(vector, rows_of(vector));
    struct batchnorm_statistics statistics = {run.mean, run.var};
    ck_assert_int_eq(
        batchnorm_forward_training(NULL, &run.shape, NULL, vector_epsilon(vector), run.x, run.y, &statistics, NULL, NULL),
        BATCHNORM_OK);
    for (size_t row = 0; row < run.shape.channels; row++)
        run.inv_std[row] = 1 / sqrt(run.var[row] + vector_epsilon(vector));
    size_t columns = run.shape.spatial;
    for (size_t i = 0; i < run.count; i++)
        run.y[i] = run.y[i] * (run.gamma ? run.gamma[i % columns] : 1) + (run.beta ? run.beta[i % columns] : 0);
    vector_compare(vector, "y", run.y, NULL, run.count);
    vector_compare(vector, "mean", NULL, run.mean, run.shape.channels);
    vector_compare(vector, "var", NULL, run.var, run.shape.channels);
    vector_compare(vector, "inv_std", NULL, run.inv_std, run.shape.channels);
    vector_run_end(&run);
}

static void check_layer_norm_backward(const struct vector *vector)
{
    struct vector_run run = vector_run_begin(vector, rows_of(vector));
    size_t columns = run.shape.spatial;
    struct batchnorm_statistics statistics = {run.mean, run.var};
    float epsilon = vector_epsilon(vector);
    ck_assert_int_eq(batchnorm_forward_training(NULL, &run.shape, NULL, epsilon, run.x, run.y, &statistics, NULL, NULL),
                     BATCHNORM_OK);
    double *dgamma = vector_room(columns, sizeof *dgamma);
    double *dbeta = vector_room(columns, sizeof *dbeta);
    for (size_t i = 0; i < run.count; i++) {
        dgamma[i % columns] += run.dy[i] * run.y[i];
        dbeta[i % columns] += run.dy[i];
        run.dy[i] *= run.gamma[i % columns];
    }
    ck_assert_int_eq(batchnorm_backward_training(NULL, &run.shape, NULL, epsilon, run.x, run.dy, &statistics, run.dx, NULL, NULL),
                     BATCHNORM_OK);
    vector_compare(vector, "dx", run.dx, NULL, run.count);
    vector_compare(vector, "dgamma", NULL, dgamma, columns);
    vector_compare(vector, "dbeta", NULL, dbeta, columns);
    free(dgamma);
    free(dbeta);
    vector_run_end(&run);
}

/* Group normalization: the values of a group share statistics; gamma and beta belong to the channels. */
static void check_group_norm(const struct vector *vector)
{
    size_t rank;
    const double *dimensions = vector_numbers(vector, "shape", &rank);
    size_t groups = (size_t)vector_number(vector, "num_groups", 1);
    size_t channels = (size_t)dimensions[1];
    size_t spatial = vector_product(dimensions, 2, rank);
    struct vector_run run = vector_run_begin(
        vector, (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, 1, (size_t)dimensions[0] * groups, channels / groups * spatial});
    struct batchnorm_statistics statistics = {run.mean, run.var};
    ck_assert_int_eq(
        batchnorm_forward_training(NULL, &run.shape, NULL, vector_epsilon(vector), run.x, run.y, &statistics, NULL, NULL),
        BATCHNORM_OK);
    for (size_t i = 0; i < run.count; i++)
        run.y[i] = run.y[i] * run.gamma[i / spatial % channels] + run.beta[i / spatial % channels];
    vector_compare(vector, "y", run.y, NULL, run.count);
    vector_run_end(&run);
}

/* RMS normalization divides by the root of the mean square, which is the variance plus the squared mean, and subtracts nothing. */
static void check_rms_norm(const struct vector *vector)
{
    struct vector_run run = vector_run_begin(vector, rows_of(vector));
    size_t rows = run.shape.channels, columns = run.shape.spatial;
    struct batchnorm_partial *partials = vector_room(rows, sizeof *partials);
    float *nothing = vector_room(rows, sizeof *nothing);
    float *mean_squares = vector_room(rows, sizeof *mean_squares);
    ck_assert_int_eq(batchnorm_partials(NULL, &run.shape, run.x, partials), BATCHNORM_OK);
    for (size_t row = 0; row < rows; row++)
        mean_squares[row] = (float)(partials[row].m2 / partials[row].count + partials[row].mean * partials[row].mean);
    ck_assert_int_eq(
        batchnorm_forward_inference(NULL, &run.shape, NULL, vector_epsilon(vector), run.x, run.y, nothing, mean_squares),
        BATCHNORM_OK);
    for (size_t i = 0; i < run.count; i++)
        run.y[i] *= run.gamma ? run.gamma[i % columns] : 1;
    vector_compare(vector, "y", run.y, NULL, run.count);
    free(partials);
    free(nothing);
    free(mean_squares);
    vector_run_end(&run);
}

bool check_relative(const struct vector *vector)
{
    static const struct {
        const char *operation;
        void (*check)(const struct vector *vector);
    } checks[] = {
        {"instance_norm", check_instance_norm}, {"group_norm", check_group_norm},
        {"layer_norm", check_layer_norm},       {"layer_norm_backward", check_layer_norm_backward},
        {"rms_norm", check_rms_norm},
    };
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (strcmp(checks[i].operation, vector_word(vector, "op")) == 0) {
            checks[i].check(vector);
            return true;
        }
    return false;
}
