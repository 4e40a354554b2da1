/* What batch normalization must do whatever the numbers: invariances, layouts, folding, merging. */
#include "batchnorm_reference.h"
#include "check_batchnorm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TOLERANCE 1e-6f

static void train(const struct batchnorm_shape *shape, const struct batchnorm_affine *affine, float epsilon, const float *x,
                  float *y, double *mean, double *var)
{
    ck_assert_int_eq(
        batchnorm_forward_training(NULL, shape, affine, epsilon, x, y, &(struct batchnorm_statistics){mean, var}, NULL, NULL),
        BATCHNORM_OK);
}

START_TEST(xhat_has_mean_0_and_variance_below_1)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 6, 1, 50};
    float *x = reference_tensor(&shape, 1, -4, 0.1);
    float *y = reference_filled(300, 0);
    const float epsilon = 1e-2f; /* as large as the variance */
    double mean, var;
    train(&shape, NULL, epsilon, x, y, &mean, &var);
    struct reference after = reference_statistics(&shape, y, 0);
    ck_assert_ldouble_eq_tol(after.mean, 0, 1e-7L);
    ck_assert_ldouble_eq_tol(after.var, var / (var + (double)epsilon), 1e-6L);
    free(x);
    free(y);
}
END_TEST

START_TEST(scale_and_shift_of_x_cancel)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_LAST, 40, 1, 1};
    float *x = reference_tensor(&shape, 2, 1, 1);
    float y[40], moved[40], mirrored[40], y_moved[40], y_mirrored[40];
    for (size_t i = 0; i < 40; i++) {
        moved[i] = 8 * x[i];
        mirrored[i] = -x[i];
    }
    double mean, var;
    train(&shape, NULL, 0, x, y, &mean, &var);
    train(&shape, NULL, 0, moved, y_moved, &mean, &var);
    train(&shape, NULL, 0, mirrored, y_mirrored, &mean, &var);
    for (size_t i = 0; i < 40; i++) {
        ck_assert_float_eq_tol(y_moved[i], y[i], TOLERANCE);
        ck_assert_float_eq_tol(y_mirrored[i], -y[i], TOLERANCE);
    }
    free(x);
}
END_TEST

START_TEST(two_values_become_minus_1_and_1)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 2, 3, 1};
    float y[6];
    double mean[3], var[3];
    train(&shape, NULL, 0, (float[]){1, 10, 100, 3, 20, -400}, y, mean, var);
    const float right[] = {-1, -1, 1, 1, 1, -1};
    for (size_t i = 0; i < 6; i++)
        ck_assert_float_eq(y[i], right[i]);
}
END_TEST

START_TEST(one_value_becomes_beta)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 1, 2, 1};
    float beta[] = {0.5f, -3}, gamma[] = {2, 7}, y[2];
    double mean[2], var[2];
    train(&shape, &(struct batchnorm_affine){gamma, beta}, 1e-5f, (float[]){1e6f, -4}, y, mean, var);
    ck_assert_mem_eq(y, beta, sizeof y);
    ck_assert(mean[0] == 1e6 && mean[1] == -4 && var[0] == 0 && var[1] == 0);
}
END_TEST

START_TEST(gamma_and_beta_can_undo_it)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 4, 1, 1};
    const float x[] = {1, 2, 3, 4};
    float y[4], gamma = sqrtf(1.25f + 1e-5f), beta = 2.5f;
    double mean, var;
    train(&shape, &(struct batchnorm_affine){&gamma, &beta}, 1e-5f, x, y, &mean, &var);
    for (size_t i = 0; i < 4; i++)
        ck_assert_float_eq_tol(y[i], x[i], TOLERANCE);
}
END_TEST

START_TEST(channels_last_is_the_permuted_channels_first)
{
    enum { BATCH = 3, CHANNELS = 5, SPATIAL = 14, COUNT = BATCH * CHANNELS * SPATIAL };
    struct batchnorm_shape first = {BATCHNORM_CHANNELS_FIRST, BATCH, CHANNELS, SPATIAL};
    struct batchnorm_shape last = {BATCHNORM_CHANNELS_LAST, BATCH, CHANNELS, SPATIAL};
    float *x = reference_tensor(&first, 3, 10, 3), *dy = reference_tensor(&first, 4, 0, 1);
    float x_last[COUNT], dy_last[COUNT], y[COUNT], y_last[COUNT], dx[COUNT], dx_last[COUNT];
    double mean[CHANNELS], var[CHANNELS], mean_last[CHANNELS], var_last[CHANNELS];
    for (size_t i = 0; i < COUNT; i++) {
        size_t to = reference_index(&last, i % CHANNELS, i / CHANNELS), from = reference_index(&first, i % CHANNELS, i / CHANNELS);
        x_last[to] = x[from];
        dy_last[to] = dy[from];
    }
    train(&first, NULL, 1e-5f, x, y, mean, var);
    train(&last, NULL, 1e-5f, x_last, y_last, mean_last, var_last);
    ck_assert_int_eq(
        batchnorm_backward_training(NULL, &first, NULL, 1e-5f, x, dy, &(struct batchnorm_statistics){mean, var}, dx, NULL, NULL),
        BATCHNORM_OK);
    ck_assert_int_eq(batchnorm_backward_training(NULL, &last, NULL, 1e-5f, x_last, dy_last,
                                                 &(struct batchnorm_statistics){mean_last, var_last}, dx_last, NULL, NULL),
                     BATCHNORM_OK);
    for (size_t i = 0; i < COUNT; i++) {
        size_t to = reference_index(&last, i % CHANNELS, i / CHANNELS), from = reference_index(&first, i % CHANNELS, i / CHANNELS);
        ck_assert_float_eq_tol(y_last[to], y[from], TOLERANCE);
        ck_assert_float_eq_tol(dx_last[to], dx[from], TOLERANCE);
    }
    free(x);
    free(dy);
}
END_TEST

START_TEST(shape_collects_the_dimensions_of_its_layout)
{
    struct batchnorm_shape shape;
    ck_assert_int_eq(batchnorm_shape_init(&shape, BATCHNORM_CHANNELS_FIRST, 5, (size_t[]){2, 3, 4, 5, 6}), BATCHNORM_OK);
    ck_assert(shape.layout == BATCHNORM_CHANNELS_FIRST && shape.batch == 2 && shape.channels == 3 && shape.spatial == 120);
    ck_assert_int_eq(batchnorm_shape_init(&shape, BATCHNORM_CHANNELS_LAST, 4, (size_t[]){32, 28, 28, 3}), BATCHNORM_OK);
    ck_assert(shape.layout == BATCHNORM_CHANNELS_LAST && shape.batch == 32 && shape.channels == 3 && shape.spatial == 784);
    ck_assert_int_eq(batchnorm_shape_init(&shape, BATCHNORM_CHANNELS_LAST, 2, (size_t[]){8, 4}), BATCHNORM_OK);
    ck_assert(shape.batch == 8 && shape.channels == 4 && shape.spatial == 1);
}
END_TEST

START_TEST(folded_map_is_the_inference_pass)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 3, 4, 6};
    float *x = reference_tensor(&shape, 5, 1, 2);
    float y[72], a[4], b[4];
    const float gamma[] = {1, 2, -3, 0}, beta[] = {0, 1, 2, 3}, mean[] = {1, -1, 0.5f, 4}, var[] = {1, 4, 0.25f, 0};
    struct batchnorm_affine affine = {gamma, beta};
    ck_assert_int_eq(batchnorm_forward_inference(NULL, &shape, &affine, 1e-5f, x, y, mean, var), BATCHNORM_OK);
    ck_assert_int_eq(batchnorm_fold(4, &affine, 1e-5f, mean, var, a, b), BATCHNORM_OK);
    for (size_t channel = 0; channel < 4; channel++)
        for (size_t value = 0; value < 18; value++) {
            size_t index = reference_index(&shape, channel, value);
            ck_assert_float_eq_tol(a[channel] * x[index] + b[channel], y[index], 1e-5f);
        }
    free(x);
}
END_TEST

static void assert_same_partial(struct batchnorm_partial got, struct batchnorm_partial right)
{
    ck_assert_double_eq(got.count, right.count);
    ck_assert_double_eq_tol(got.mean, right.mean, 1e-12 * (1 + fabs(right.mean)));
    ck_assert_double_eq_tol(got.m2, right.m2, 1e-12 * (1 + fabs(right.m2)));
}

START_TEST(merged_shards_are_the_whole_batch)
{
    struct batchnorm_shape whole = {BATCHNORM_CHANNELS_FIRST, 7, 3, 11};
    struct batchnorm_shape front = whole, back = whole;
    front.batch = 2;
    back.batch = 5;
    float *x = reference_tensor(&whole, 6, 100, 1);
    struct batchnorm_partial all[3], merged[3], rest[3];
    ck_assert_int_eq(batchnorm_partials(NULL, &whole, x, all), BATCHNORM_OK);
    ck_assert_int_eq(batchnorm_partials(NULL, &front, x, merged), BATCHNORM_OK);
    ck_assert_int_eq(batchnorm_partials(NULL, &back, x + reference_count(&front), rest), BATCHNORM_OK);
    for (size_t channel = 0; channel < 3; channel++) {
        struct reference exact = reference_statistics(&whole, x, channel);
        ck_assert_int_eq(batchnorm_merge(&merged[channel], &rest[channel]), BATCHNORM_OK);
        assert_same_partial(merged[channel], all[channel]);
        ck_assert_double_eq_tol(all[channel].m2 / all[channel].count, (double)exact.var, 1e-12);
    }
    free(x);
}
END_TEST

START_TEST(merging_knows_counts_and_empty_sides)
{
    /* Shards [0,2,4] and [10]: the mean of the means, 6, would be wrong. */
    struct batchnorm_partial three = {3, 2, 8}, one = {1, 10, 0}, none = {0, 5, 5}, both = three;
    ck_assert_int_eq(batchnorm_merge(&both, &one), BATCHNORM_OK);
    assert_same_partial(both, (struct batchnorm_partial){4, 4, 56});
    ck_assert_int_eq(batchnorm_merge(&both, &none), BATCHNORM_OK);
    assert_same_partial(both, (struct batchnorm_partial){4, 4, 56});
    ck_assert_int_eq(batchnorm_merge(&none, &three), BATCHNORM_OK);
    assert_same_partial(none, three);
}
END_TEST

TCase *batchnorm_identities_tests(void)
{
    TCase *tests = tcase_create("identities");
    tcase_add_test(tests, xhat_has_mean_0_and_variance_below_1);
    tcase_add_test(tests, scale_and_shift_of_x_cancel);
    tcase_add_test(tests, two_values_become_minus_1_and_1);
    tcase_add_test(tests, one_value_becomes_beta);
    tcase_add_test(tests, gamma_and_beta_can_undo_it);
    tcase_add_test(tests, channels_last_is_the_permuted_channels_first);
    tcase_add_test(tests, shape_collects_the_dimensions_of_its_layout);
    tcase_add_test(tests, folded_map_is_the_inference_pass);
    tcase_add_test(tests, merged_shards_are_the_whole_batch);
    tcase_add_test(tests, merging_knows_counts_and_empty_sides);
    return tests;
}
