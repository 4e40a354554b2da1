/* Running statistics as the frameworks keep them. */
#include "batchnorm/batchnorm.h"
#include "check_batchnorm.h"

#include <math.h>

static const float batches[][2] = {{1, 3}, {5, 7}, {0, 12}};

START_TEST(momentum_is_translated)
{
    static const struct {
        enum batchnorm_convention convention;
        double momentum;
        uint64_t before;
        double weight;
        int unbiased;
    } rows[] = {
        {BATCHNORM_PYTORCH, 0.1, 0, 0.1, 1},     {BATCHNORM_PYTORCH, 1, 9, 1, 1},  {BATCHNORM_KERAS, 0.99, 0, 0.01, 0},
        {BATCHNORM_KERAS, 0, 0, 1, 0},           {BATCHNORM_ONNX, 0.9, 0, 0.1, 0}, {BATCHNORM_CUMULATIVE, 0.1, 0, 1, 1},
        {BATCHNORM_CUMULATIVE, NAN, 3, 0.25, 1}, {BATCHNORM_PYTORCH, 0, 0, 0, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct batchnorm_update update;
        ck_assert_int_eq(batchnorm_update_init(&update, rows[i].convention, rows[i].momentum, rows[i].before), BATCHNORM_OK);
        ck_assert_double_eq_tol(update.weight, rows[i].weight, 1e-15);
        ck_assert_int_eq(update.unbiased, rows[i].unbiased);
    }
}
END_TEST

/* Feeds the three batches and compares mean and variance after each. */
static void check_steps(enum batchnorm_convention convention, double momentum, const double expected[3][2])
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 2, 1, 1};
    float running_mean = 0, running_var = 1, y[2];
    double mean, var;
    for (size_t step = 0; step < 3; step++) {
        struct batchnorm_update update;
        ck_assert_int_eq(batchnorm_update_init(&update, convention, momentum, step), BATCHNORM_OK);
        ck_assert_int_eq(batchnorm_forward_training(NULL, &shape, NULL, 1e-5f, batches[step], y,
                                                    &(struct batchnorm_statistics){&mean, &var},
                                                    &(struct batchnorm_running){&running_mean, &running_var}, &update),
                         BATCHNORM_OK);
        ck_assert_double_eq_tol((double)running_mean, expected[step][0], 1e-6 * (1 + fabs(expected[step][0])));
        ck_assert_double_eq_tol((double)running_var, expected[step][1], 1e-6 * (1 + fabs(expected[step][1])));
    }
}

START_TEST(pytorch_keeps_the_unbiased_variance)
{
    check_steps(BATCHNORM_PYTORCH, 0.1, (const double[3][2]){{0.2, 1.1}, {0.78, 1.19}, {1.302, 8.271}});
}
END_TEST

START_TEST(keras_keeps_the_biased_variance)
{
    check_steps(BATCHNORM_KERAS, 0.99, (const double[3][2]){{0.02, 1}, {0.0798, 1}, {0.139002, 1.35}});
}
END_TEST

START_TEST(onnx_keeps_the_biased_variance)
{
    check_steps(BATCHNORM_ONNX, 0.9, (const double[3][2]){{0.2, 1}, {0.78, 1}, {1.302, 4.5}});
}
END_TEST

START_TEST(cumulative_average_forgets_the_initial_value)
{
    check_steps(BATCHNORM_CUMULATIVE, 0.1, (const double[3][2]){{2, 2}, {4, 2}, {14.0 / 3, 76.0 / 3}});
}
END_TEST

START_TEST(one_value_has_variance_0_under_every_convention)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 1, 1, 1};
    for (int unbiased = 0; unbiased <= 1; unbiased++) {
        struct batchnorm_update update = {0.01, unbiased};
        float x = 5, y, running_mean = 0, running_var = 1;
        double mean, var;
        ck_assert_int_eq(batchnorm_forward_training(NULL, &shape, NULL, 1e-3f, &x, &y, &(struct batchnorm_statistics){&mean, &var},
                                                    &(struct batchnorm_running){&running_mean, &running_var}, &update),
                         BATCHNORM_OK);
        ck_assert_float_eq_tol(running_mean, 0.05f, 1e-8f);
        ck_assert_float_eq_tol(running_var, 0.99f, 1e-7f);
    }
}
END_TEST

START_TEST(without_running_statistics_nothing_is_kept)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 2, 1, 1};
    float y[2];
    double mean, var;
    ck_assert_int_eq(
        batchnorm_forward_training(NULL, &shape, NULL, 0, batches[0], y, &(struct batchnorm_statistics){&mean, &var}, NULL, NULL),
        BATCHNORM_OK);
    ck_assert(mean == 2 && var == 1 && y[0] == -1 && y[1] == 1);
}
END_TEST

TCase *batchnorm_running_tests(void)
{
    TCase *tests = tcase_create("running");
    tcase_add_test(tests, momentum_is_translated);
    tcase_add_test(tests, pytorch_keeps_the_unbiased_variance);
    tcase_add_test(tests, keras_keeps_the_biased_variance);
    tcase_add_test(tests, onnx_keeps_the_biased_variance);
    tcase_add_test(tests, cumulative_average_forgets_the_initial_value);
    tcase_add_test(tests, one_value_has_variance_0_under_every_convention);
    tcase_add_test(tests, without_running_statistics_nothing_is_kept);
    return tests;
}
