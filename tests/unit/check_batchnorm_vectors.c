/*
 * libbatchnorm against numbers that others wrote: the test suites of ONNX, XLA, Keras, PyTorch's ports and more.
 * Instance, group, layer and RMS normalization are run too: check_batchnorm_relatives.c.
 */
#include "batchnorm_variants.h"
#include "runner.h"
#include "vector_run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **covered; /* paths of the vectors that the kernel covers */
static size_t covered_count;

/* Why a vector cannot be run, or NULL. */
static const char *not_covered(const struct vector *vector)
{
    if (strncmp(vector_word(vector, "running_var_estimator"), "keras-2.2", 9) == 0)
        return "the variance of Keras 2.2, n/(n-1-epsilon), is no convention of this library";
    return NULL;
}

/* The same with "_stepK" after the key where the vector has several steps. */
static void compare_step(const struct vector *vector, const char *key, size_t step, const float *floats, size_t count)
{
    char name[64];
    snprintf(name, sizeof name, "%s_step%zu", key, step + 1);
    vector_compare(vector, vector_number(vector, "steps", 1) > 1 ? name : key, floats, NULL, count);
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

static void compare_gradients(const struct vector *vector, const struct vector_run *run)
{
    vector_compare(vector, "dx", run->dx, NULL, run->count);
    vector_compare(vector, "dgamma", run->dgamma, NULL, run->shape.channels);
    vector_compare(vector, "dbeta", run->dbeta, NULL, run->shape.channels);
}

static void run_training_backward(const struct vector *vector, struct vector_run *run, float epsilon)
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

static void run_training(const struct vector *vector, struct vector_run *run)
{
    float epsilon = vector_epsilon(vector);
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
    vector_compare(vector, "batch_mean", NULL, run->mean, channels);
    vector_compare(vector, "batch_var", NULL, run->var, channels);
    for (size_t channel = 0; channel < channels; channel++)
        run->inv_std[channel] = 1 / sqrt(run->var[channel] + epsilon);
    vector_compare(vector, "inv_std", NULL, run->inv_std, channels);
    if (run->dy)
        run_training_backward(vector, run, epsilon);
    if (vector_numbers(vector, "expected.y_eval_after", NULL)) {
        ck_assert_int_eq(
            batchnorm_forward_inference(NULL, &run->shape, &affine, epsilon, run->x, run->y, run->running_mean, run->running_var),
            BATCHNORM_OK);
        vector_compare(vector, "y_eval_after", run->y, NULL, run->count);
    }
}

static void run_inference(const struct vector *vector, struct vector_run *run)
{
    float epsilon = vector_epsilon(vector);
    struct batchnorm_affine affine = {run->gamma, run->beta};
    ck_assert_int_eq(
        batchnorm_forward_inference(NULL, &run->shape, &affine, epsilon, run->x, run->y, run->running_mean, run->running_var),
        BATCHNORM_OK);
    vector_compare(vector, "y", run->y, NULL, run->count);
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
    shapes[count++] = (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, vector_product(dimensions, 0, axis), sizes[axis],
                                               vector_product(dimensions, axis + 1, rank)};
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
        struct vector_run run = vector_run_begin(vector, shapes[i]);
        if (strcmp(vector_word(vector, "mode"), "training") == 0)
            run_training(vector, &run);
        else
            run_inference(vector, &run);
        vector_run_end(&run);
    }
}

/* The kernel refuses a negative epsilon, whatever others make of it. */
static void check_refusal(const struct vector *vector)
{
    struct batchnorm_shape shapes[3];
    shapes_of(vector, shapes);
    struct vector_run run = vector_run_begin(vector, shapes[0]);
    struct batchnorm_statistics statistics = {run.mean, run.var};
    ck_assert_int_eq(
        batchnorm_forward_training(NULL, &run.shape, NULL, vector_epsilon(vector), run.x, run.y, &statistics, NULL, NULL),
        BATCHNORM_BAD_EPSILON);
    vector_run_end(&run);
}

/* 1e7 and 1e7 + 1: the vector states what float32 sums make of them, a mean of 1e7 and a variance of 0.5. */
static void check_no_rounding(const struct vector *vector)
{
    struct batchnorm_shape shapes[3];
    shapes_of(vector, shapes);
    struct vector_run run = vector_run_begin(vector, shapes[0]);
    struct batchnorm_statistics statistics = {run.mean, run.var};
    ck_assert_int_eq(
        batchnorm_forward_training(NULL, &run.shape, NULL, vector_epsilon(vector), run.x, run.y, &statistics, NULL, NULL),
        BATCHNORM_OK);
    ck_assert(run.mean[0] == 10000000.5 && run.var[0] == 0.25);
    vector_run_end(&run);
}

START_TEST(agrees_with_vector)
{
    struct vector vector;
    ck_assert_msg(vector_read(&vector, covered[_i]), "cannot read %s", covered[_i]);
    size_t before = vector_comparisons();
    if (vector_number(&vector, "epsilon", 0) < 0) {
        check_refusal(&vector);
    } else if (strcmp(vector_word(&vector, "name"), "training_large_inputs") == 0) {
        check_no_rounding(&vector);
    } else {
        if (!check_relative(&vector))
            check_batch_norm(&vector);
        ck_assert_msg(vector_comparisons() > before, "%s: nothing to compare in operation %s", covered[_i],
                      vector_word(&vector, "op"));
    }
    vector_release(&vector);
}
END_TEST

/* Keeps the paths of the vectors that are covered, and tells which are not. */
static void select_covered(char **paths, size_t found)
{
    covered = vector_room(found, sizeof *covered);
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

Suite *program_suite(void)
{
    size_t found;
    char **paths = vectors_find(&found);
    if (!paths) {
        printf("1..0 # SKIP the external test vectors are absent (set BNTUTOR_VECTORS to their folder)\n");
        return NULL;
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
    return suite;
}
