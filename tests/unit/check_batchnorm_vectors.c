/*
 * libbatchnorm against numbers that others wrote: the test suites of ONNX, XLA, Keras, PyTorch's ports and more.
 * Instance, group and layer normalization are run too, as batch normalization of a batch of 1 with a channel for each of their
 * groups; the kernel computes their statistics, xhat and dx, and the affine step for each element, which it does not know, is done
 * here.
 */
#include "batchnorm/batchnorm.h"
#include "batchnorm_variants.h"
#include "vectors.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Some vectors state 16 digits; x, gamma, epsilon and y are float32 here. */
#define FLOAT_ROUNDING 2e-7

static char **covered; /* paths of the vectors that the kernel covers */
static size_t covered_count;
static size_t compared; /* results of the vector in hand */

/* Why a vector cannot be run, or NULL. */
static const char *not_covered(const struct vector *vector)
{
    if (strcmp(vector_word(vector, "op"), "rms_norm") == 0)
        return "RMS normalization subtracts no mean";
    if (vector_number(vector, "epsilon", 0) < 0)
        return "a negative epsilon is refused";
    if (strcmp(vector_word(vector, "name"), "training_large_inputs") == 0)
        return "states the rounding of a float32 sum, which is not the right answer";
    if (strncmp(vector_word(vector, "running_var_estimator"), "keras-2.2", 9) == 0)
        return "the variance of Keras 2.2, n/(n-1-epsilon), is no convention of this library";
    return NULL;
}

static size_t product(const double *dimensions, size_t from, size_t to)
{
    size_t all = 1;
    for (size_t axis = from; axis < to; axis++)
        all *= (size_t)dimensions[axis];
    return all;
}

/* Compares with expected.KEY if the vector has it. */
static void compare(const struct vector *vector, const char *key, const float *floats, const double *doubles, size_t count)
{
    char name[64];
    snprintf(name, sizeof name, "expected.%s", key);
    size_t expected_count;
    const double *expected = vector_numbers(vector, name, &expected_count);
    if (!expected)
        return;
    const double *tolerance = vector_numbers(vector, "tol", NULL);
    ck_assert_uint_eq(expected_count, count);
    compared++;
    for (size_t i = 0; i < count; i++) {
        double got = floats ? (double)floats[i] : doubles[i];
        double magnitude = fabs(expected[i]);
        double rounding = FLOAT_ROUNDING * (magnitude > 1 ? magnitude : 1);
        ck_assert_msg(fabs(got - expected[i]) <= rounding + tolerance[0] + tolerance[1] * magnitude,
                      "%s: %s[%zu] is %.9g, not %.9g", vector_word(vector, "name"), key, i, got, expected[i]);
    }
}

/* The same with "_stepK" after the key where the vector has several steps. */
static void compare_step(const struct vector *vector, const char *key, size_t step, const float *floats, size_t count)
{
    char name[64];
    snprintf(name, sizeof name, "%s_step%zu", key, step + 1);
    compare(vector, vector_number(vector, "steps", 1) > 1 ? name : key, floats, NULL, count);
}

static float epsilon_of(const struct vector *vector)
{
    return (float)vector_number(vector, "epsilon", 0);
}

static struct batchnorm_update update_of(const struct vector *vector)
{
    bool new_weight = strstr(vector_word(vector, "momentum_convention"), "old*(1-momentum)") != NULL;
    bool unbiased = strcmp(vector_word(vector, "running_var_estimator"), "unbiased") == 0;
    struct batchnorm_update update;
    ck_assert_int_eq(
        batchnorm_update_init(&update, new_weight ? BATCHNORM_PYTORCH : BATCHNORM_KERAS, vector_number(vector, "momentum", 0), 0),
        BATCHNORM_OK);
    ck_assert_int_eq(update.unbiased, unbiased); /* every vector follows one of the two conventions as a whole */
    return update;
}

/* A vector of batch normalization, read and given room for its results. */
struct run {
    struct batchnorm_shape shape;
    size_t count;
    float *x, *dy, *gamma, *beta, *running_mean, *running_var, *y, *dx, *dgamma, *dbeta;
    double *mean, *var, *inv_std;
};

static void *room(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (!memory)
        abort();
    return memory;
}

static struct run run_begin(const struct vector *vector, struct batchnorm_shape shape)
{
    size_t channels = shape.channels;
    size_t count = shape.batch * channels * shape.spatial;
    return (struct run){
        .shape = shape,
        .count = count,
        .x = vector_floats(vector, "x"),
        .dy = vector_floats(vector, "dy"),
        .gamma = vector_floats(vector, "gamma"),
        .beta = vector_floats(vector, "beta"),
        .running_mean = vector_floats(vector, "running_mean"),
        .running_var = vector_floats(vector, "running_var"),
        .y = room(count, sizeof(float)),
        .dx = room(count, sizeof(float)),
        .dgamma = room(channels, sizeof(float)),
        .dbeta = room(channels, sizeof(float)),
        .mean = room(channels, sizeof(double)),
        .var = room(channels, sizeof(double)),
        .inv_std = room(channels, sizeof(double)),
    };
}

static void run_end(struct run *run)
{
    void *all[] = {run->x,  run->dy,     run->gamma, run->beta, run->running_mean, run->running_var, run->y,
                   run->dx, run->dgamma, run->dbeta, run->mean, run->var,          run->inv_std};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

static void compare_gradients(const struct vector *vector, const struct run *run)
{
    compare(vector, "dx", run->dx, NULL, run->count);
    compare(vector, "dgamma", run->dgamma, NULL, run->shape.channels);
    compare(vector, "dbeta", run->dbeta, NULL, run->shape.channels);
}

static void run_training_backward(const struct vector *vector, struct run *run, float epsilon)
{
    const double *given_mean = vector_numbers(vector, "batch_mean", NULL);
    const double *given_var = vector_numbers(vector, "batch_var", NULL);
    for (size_t channel = 0; given_mean && channel < run->shape.channels; channel++) {
        run->mean[channel] = given_mean[channel];
        run->var[channel] = given_var[channel];
    }
    struct batchnorm_statistics statistics = {run->mean, run->var};
    ck_assert_int_eq(batchnorm_backward_training(NULL, &run->shape, run->gamma, epsilon, run->x, run->dy, &statistics, run->dx,
                                                 run->dgamma, run->dbeta),
                     BATCHNORM_OK);
    compare_gradients(vector, run);
}

static void run_training(const struct vector *vector, struct run *run)
{
    float epsilon = epsilon_of(vector);
    size_t channels = run->shape.channels;
    struct batchnorm_affine affine = {run->gamma, run->beta};
    struct batchnorm_statistics statistics = {run->mean, run->var};
    struct batchnorm_running running = {run->running_mean, run->running_var};
    bool track = vector_numbers(vector, "momentum", NULL) != NULL;
    struct batchnorm_update update = track ? update_of(vector) : (struct batchnorm_update){0, 0};
    const float *x = run->x;
    for (size_t step = 0; step < (size_t)vector_number(vector, "steps", 1); step++, x += run->count) {
        ck_assert_int_eq(batchnorm_forward_training(NULL, &run->shape, &affine, epsilon, x, run->y, &statistics,
                                                    track ? &running : NULL, track ? &update : NULL),
                         BATCHNORM_OK);
        compare_step(vector, "y", step, run->y, run->count);
        compare_step(vector, "running_mean", step, run->running_mean, channels);
        compare_step(vector, "running_var", step, run->running_var, channels);
    }
    compare(vector, "batch_mean", NULL, run->mean, channels);
    compare(vector, "batch_var", NULL, run->var, channels);
    for (size_t channel = 0; channel < channels; channel++)
        run->inv_std[channel] = 1 / sqrt(run->var[channel] + epsilon);
    compare(vector, "inv_std", NULL, run->inv_std, channels);
    if (run->dy)
        run_training_backward(vector, run, epsilon);
    if (vector_numbers(vector, "expected.y_eval_after", NULL)) {
        ck_assert_int_eq(
            batchnorm_forward_inference(NULL, &run->shape, &affine, epsilon, run->x, run->y, run->running_mean, run->running_var),
            BATCHNORM_OK);
        compare(vector, "y_eval_after", run->y, NULL, run->count);
    }
}

static void run_inference(const struct vector *vector, struct run *run)
{
    float epsilon = epsilon_of(vector);
    struct batchnorm_affine affine = {run->gamma, run->beta};
    ck_assert_int_eq(
        batchnorm_forward_inference(NULL, &run->shape, &affine, epsilon, run->x, run->y, run->running_mean, run->running_var),
        BATCHNORM_OK);
    compare(vector, "y", run->y, NULL, run->count);
    if (!run->dy)
        return;
    ck_assert_int_eq(batchnorm_backward_inference(NULL, &run->shape, run->gamma, epsilon, run->x, run->dy, run->running_mean,
                                                  run->running_var, run->dx, run->dgamma, run->dbeta),
                     BATCHNORM_OK);
    compare_gradients(vector, run);
}

/*
 * The shapes that a vector can be given in.  A channel axis anywhere is channels-first with all before it as the batch; where a
 * framework's layout fits, the shape made from its dimensions is run as well.
 */
static size_t shapes_of(const struct vector *vector, struct batchnorm_shape *shapes)
{
    size_t rank;
    const double *dimensions = vector_numbers(vector, "shape", &rank);
    size_t axis = (size_t)vector_number(vector, "feature_axis", 1);
    size_t sizes[8];
    for (size_t i = 0; i < rank; i++)
        sizes[i] = (size_t)dimensions[i];

    size_t count = 0;
    shapes[count++] = (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, product(dimensions, 0, axis), sizes[axis],
                                               product(dimensions, axis + 1, rank)};
    if (axis == 1)
        ck_assert_int_eq(batchnorm_shape_init(&shapes[count++], BATCHNORM_CHANNELS_FIRST, rank, sizes), BATCHNORM_OK);
    if (axis == rank - 1 && axis > 0)
        ck_assert_int_eq(batchnorm_shape_init(&shapes[count++], BATCHNORM_CHANNELS_LAST, rank, sizes), BATCHNORM_OK);
    return count;
}

static void check_batch_norm(const struct vector *vector)
{
    struct batchnorm_shape shapes[3];
    size_t count = shapes_of(vector, shapes);
    for (size_t i = 0; i < count; i++) {
        struct run run = run_begin(vector, shapes[i]);
        if (strcmp(vector_word(vector, "mode"), "training") == 0)
            run_training(vector, &run);
        else
            run_inference(vector, &run);
        run_end(&run);
    }
}

/* Each sample is a batch of its own. */
static void check_instance_norm(const struct vector *vector)
{
    size_t rank;
    const double *dimensions = vector_numbers(vector, "shape", &rank);
    size_t axis = (size_t)vector_number(vector, "feature_axis", 1);
    size_t samples = (size_t)dimensions[0];
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, product(dimensions, 1, axis), (size_t)dimensions[axis],
                                    product(dimensions, axis + 1, rank)};
    size_t count = product(dimensions, 1, rank);
    struct run run =
        run_begin(vector, (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, samples * shape.batch, shape.channels, shape.spatial});
    struct batchnorm_affine affine = {run.gamma, run.beta};
    struct batchnorm_statistics statistics = {run.mean, run.var};
    for (size_t sample = 0; sample < samples; sample++)
        ck_assert_int_eq(batchnorm_forward_training(NULL, &shape, &affine, epsilon_of(vector), run.x + sample * count,
                                                    run.y + sample * count, &statistics, NULL, NULL),
                         BATCHNORM_OK);
    compare(vector, "y", run.y, NULL, run.count);
    run_end(&run);
}

/* Layer normalization: a row's `columns` values share statistics; gamma and beta belong to the columns. */
static struct batchnorm_shape rows_of(const struct vector *vector)
{
    size_t rank;
    const double *dimensions = vector_numbers(vector, "shape", &rank);
    double stated = vector_number(vector, "axis", -1);
    size_t axis = stated < 0 ? rank - (size_t)-stated : (size_t)stated;
    return (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, 1, product(dimensions, 0, axis), product(dimensions, axis, rank)};
}

static void check_layer_norm(const struct vector *vector)
{
    struct run run = run_begin(vector, rows_of(vector));
    struct batchnorm_statistics statistics = {run.mean, run.var};
    ck_assert_int_eq(batchnorm_forward_training(NULL, &run.shape, NULL, epsilon_of(vector), run.x, run.y, &statistics, NULL, NULL),
                     BATCHNORM_OK);
    for (size_t row = 0; row < run.shape.channels; row++)
        run.inv_std[row] = 1 / sqrt(run.var[row] + epsilon_of(vector));
    size_t columns = run.shape.spatial;
    for (size_t i = 0; i < run.count; i++)
        run.y[i] = run.y[i] * (run.gamma ? run.gamma[i % columns] : 1) + (run.beta ? run.beta[i % columns] : 0);
    compare(vector, "y", run.y, NULL, run.count);
    compare(vector, "mean", NULL, run.mean, run.shape.channels);
    compare(vector, "var", NULL, run.var, run.shape.channels);
    compare(vector, "inv_std", NULL, run.inv_std, run.shape.channels);
    run_end(&run);
}

static void check_layer_norm_backward(const struct vector *vector)
{
    struct run run = run_begin(vector, rows_of(vector));
    size_t columns = run.shape.spatial;
    struct batchnorm_statistics statistics = {run.mean, run.var};
    float epsilon = epsilon_of(vector);
    ck_assert_int_eq(batchnorm_forward_training(NULL, &run.shape, NULL, epsilon, run.x, run.y, &statistics, NULL, NULL),
                     BATCHNORM_OK);
    double *dgamma = room(columns, sizeof *dgamma);
    double *dbeta = room(columns, sizeof *dbeta);
    for (size_t i = 0; i < run.count; i++) {
        dgamma[i % columns] += run.dy[i] * run.y[i];
        dbeta[i % columns] += run.dy[i];
        run.dy[i] *= run.gamma[i % columns];
    }
    ck_assert_int_eq(batchnorm_backward_training(NULL, &run.shape, NULL, epsilon, run.x, run.dy, &statistics, run.dx, NULL, NULL),
                     BATCHNORM_OK);
    compare(vector, "dx", run.dx, NULL, run.count);
    compare(vector, "dgamma", NULL, dgamma, columns);
    compare(vector, "dbeta", NULL, dbeta, columns);
    free(dgamma);
    free(dbeta);
    run_end(&run);
}

/* Group normalization: the values of a group share statistics; gamma and beta belong to the channels. */
static void check_group_norm(const struct vector *vector)
{
    size_t rank;
    const double *dimensions = vector_numbers(vector, "shape", &rank);
    size_t groups = (size_t)vector_number(vector, "num_groups", 1);
    size_t channels = (size_t)dimensions[1];
    size_t spatial = product(dimensions, 2, rank);
    struct run run = run_begin(
        vector, (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, 1, (size_t)dimensions[0] * groups, channels / groups * spatial});
    struct batchnorm_statistics statistics = {run.mean, run.var};
    ck_assert_int_eq(batchnorm_forward_training(NULL, &run.shape, NULL, epsilon_of(vector), run.x, run.y, &statistics, NULL, NULL),
                     BATCHNORM_OK);
    for (size_t i = 0; i < run.count; i++)
        run.y[i] = run.y[i] * run.gamma[i / spatial % channels] + run.beta[i / spatial % channels];
    compare(vector, "y", run.y, NULL, run.count);
    run_end(&run);
}

START_TEST(agrees_with_vector)
{
    static const struct {
        const char *op;
        void (*check)(const struct vector *vector);
    } checks[] = {
        {"batch_norm", check_batch_norm},
        {"batch_norm_backward", check_batch_norm},
        {"batch_norm_inference_backward", check_batch_norm},
        {"instance_norm", check_instance_norm},
        {"group_norm", check_group_norm},
        {"layer_norm", check_layer_norm},
        {"layer_norm_backward", check_layer_norm_backward},
    };
    struct vector vector;
    ck_assert_msg(vector_read(&vector, covered[_i]), "cannot read %s", covered[_i]);
    compared = 0;
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (strcmp(checks[i].op, vector_word(&vector, "op")) == 0)
            checks[i].check(&vector);
    ck_assert_msg(compared > 0, "%s: nothing to compare in operation %s", covered[_i], vector_word(&vector, "op"));
    vector_release(&vector);
}
END_TEST

/* Keeps the paths of the vectors that are covered, and tells which are not. */
static void select_covered(char **paths, size_t found)
{
    covered = room(found, sizeof *covered);
    for (size_t i = 0; i < found; i++) {
        struct vector vector;
        const char *reason = vector_read(&vector, paths[i]) ? not_covered(&vector) : NULL;
        if (reason)
            printf("# not run: %s: %s\n", vector_word(&vector, "name"), reason);
        else
            covered[covered_count++] = paths[i];
        vector_release(&vector);
    }
    printf("# external vectors: %zu found, %zu run, %zu do not apply\n", found, covered_count, found - covered_count);
    printf("# dmean and dvar of tfjs/inference_gradients_2x1x1x2 are not compared: the library does not hand them out\n");
    fflush(stdout);
}

int main(void)
{
    size_t found;
    char **paths = vectors_find(&found);
    if (!paths) {
        printf("1..0 # SKIP the external test vectors are absent (set BNTUTOR_VECTORS to their folder)\n");
        return 0;
    }
    select_covered(paths, found);
    struct batchnorm_variant variants[BATCHNORM_VARIANTS_MAX];
    size_t count = batchnorm_variants(variants);
    Suite *suite = suite_create("batchnorm vectors");
    for (size_t i = 0; i < count; i++) {
        TCase *vectors = tcase_create(variants[i].name);
        tcase_add_checked_fixture(vectors, variants[i].begin, NULL);
        tcase_add_loop_test(vectors, agrees_with_vector, 0, (int)covered_count);
        suite_add_tcase(suite, vectors);
    }
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    free(covered);
    return failed != 0;
}
