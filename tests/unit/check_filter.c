/* The filter against numbers worked out by hand and against the plain formulas in long double. */
#include "experiment/filter.h"
#include "runner.h"

#include <math.h>
#include <string.h>

static struct filtered filtered;
static struct err err;

static void setup(void)
{
    filtered = (struct filtered){0};
    err = (struct err){0};
}

static void teardown(void)
{
    filtered_release(&filtered);
}

static struct tensor tensor_of(float *values, size_t rows, size_t columns)
{
    return (struct tensor){.values = values, .shape = {rows, columns}, .rank = 2, .count = rows * columns};
}

static struct filter layer(enum framework framework, enum mode mode)
{
    return (struct filter){
        .mode = mode, .framework = framework, .epsilon = framework_epsilon(framework), .momentum = framework_momentum(framework)};
}

static void assert_near(double got, double right)
{
    ck_assert_msg(fabs(got - right) <= 1e-6 * fmax(1, fabs(right)), "%.9g is not %.9g", got, right);
}

/* x = 1, 3, 5 and 2, 4, 6: means 3 and 4, biased variance 8/3, unbiased 4. */
static const struct {
    enum framework framework;
    double running_mean, running_var;
} conventions[] = {
    {FRAMEWORK_PYTORCH, 0.1 * 3, 0.9 + 0.1 * 4},
    {FRAMEWORK_KERAS, 0.01 * 3, 0.99 + 0.01 * 8 / 3},
    {FRAMEWORK_ONNX, 0.1 * 3, 0.9 + 0.1 * 8 / 3},
};

START_TEST(training_follows_the_framework)
{
    float values[] = {1, 2, 3, 4, 5, 6};
    struct tensor x = tensor_of(values, 3, 2);
    struct filter filter = layer(conventions[_i].framework, MODE_TRAINING);
    ck_assert_int_eq(filter_run(&filter, &x, &filtered, &err), 0);
    assert_near(filtered.batch_mean[0], 3);
    assert_near(filtered.batch_var[1], 8. / 3);
    assert_near((double)filtered.running_mean[0], conventions[_i].running_mean);
    assert_near((double)filtered.running_var[1], conventions[_i].running_var);
    assert_near((double)values[0], -2 / sqrt(8. / 3 + filter.epsilon));
    assert_near((double)values[3], 0);
}
END_TEST

START_TEST(inference_uses_what_it_is_given)
{
    float values[] = {1, 2, 3, 4}, mean[] = {1, 0}, var[] = {4, 9}, gamma[] = {2, 3}, beta[] = {-1, 1};
    struct tensor x = tensor_of(values, 2, 2);
    struct filter filter = layer(FRAMEWORK_PYTORCH, MODE_INFERENCE);
    filter.epsilon = 0;
    filter.running_mean = tensor_of(mean, 1, 2);
    filter.running_var = tensor_of(var, 2, 1);
    filter.gamma = tensor_of(gamma, 1, 2);
    filter.beta = tensor_of(beta, 1, 2);
    ck_assert_int_eq(filter_run(&filter, &x, &filtered, &err), 0);
    const double right[] = {-1, 3, 1, 5};
    for (size_t i = 0; i < 4; i++)
        assert_near((double)values[i], right[i]);
    assert_near((double)filtered.running_mean[0], 1);
    assert_near((double)filtered.running_var[1], 9);
    assert_near(filtered.batch_mean[0], 2);
    assert_near(filtered.batch_var[1], 1);
}
END_TEST

START_TEST(the_backward_pass_leaves_y_alone)
{
    float values[] = {1, 2, 3, 4}, gradient[] = {1, 0, 0, 0};
    struct tensor x = tensor_of(values, 4, 1);
    struct filter filter = layer(FRAMEWORK_PYTORCH, MODE_TRAINING);
    filter.dy = tensor_of(gradient, 4, 1);
    ck_assert_int_eq(filter_run(&filter, &x, &filtered, &err), 0);
    long double invstd = 1 / sqrtl(1.25L + 1e-5L), xhat[4];
    for (int i = 0; i < 4; i++) {
        xhat[i] = ((long double)i - 1.5L) * invstd;
        assert_near((double)values[i], (double)xhat[i]);
    }
    for (int i = 0; i < 4; i++)
        assert_near((double)filtered.dx.values[i], (double)(invstd * ((i == 0) - 0.25L - xhat[i] * xhat[0] / 4)));
    assert_near((double)filtered.dgamma[0], (double)xhat[0]);
    assert_near((double)filtered.dbeta[0], 1);
}
END_TEST

START_TEST(nan_stays_in_its_channel)
{
    float values[] = {1, NAN, 2, 3, 3, 4};
    struct tensor x = tensor_of(values, 3, 2);
    struct filter filter = layer(FRAMEWORK_PYTORCH, MODE_TRAINING);
    ck_assert_int_eq(filter_run(&filter, &x, &filtered, &err), 0);
    for (size_t i = 0; i < 6; i++)
        ck_assert_int_eq(isnan(values[i]) != 0, i % 2 == 1);
}
END_TEST

/* The channels of 2×2×3: three in the last place, or two in the second. */
START_TEST(layout_says_where_the_channels_stand)
{
    float values[12] = {0};
    struct tensor x = {.values = values, .shape = {2, 2, 3}, .rank = 3, .count = 12};
    struct filter filter = layer(FRAMEWORK_ONNX, MODE_TRAINING);
    filter.layout = _i ? LAYOUT_CHANNELS_LAST : LAYOUT_CHANNELS_FIRST;
    ck_assert_int_eq(filter_run(&filter, &x, &filtered, &err), 0);
    ck_assert_uint_eq(filtered.channels, _i ? 3 : 2);
}
END_TEST

START_TEST(what_does_not_fit_is_refused)
{
    float values[] = {1, 2, 3}, gamma[] = {1, 2};
    struct tensor x = tensor_of(values, 1, 3);
    struct filter filter = layer(FRAMEWORK_PYTORCH, MODE_TRAINING);
    ck_assert_int_eq(filter_run(&filter, &x, &filtered, &err), ERR_INVALID);
    ck_assert_str_eq(err.text, "one value per channel has no variance, and PyTorch refuses to train on it");
    filter = layer(FRAMEWORK_KERAS, MODE_TRAINING);
    filter.gamma = tensor_of(gamma, 1, 2);
    ck_assert_int_eq(filter_run(&filter, &x, &filtered, &err), ERR_INVALID);
    ck_assert_str_eq(err.text, "gamma has 2 values, and the tensor has 3 channels");
    filter = layer(FRAMEWORK_KERAS, MODE_TRAINING);
    filter.dy = tensor_of(values, 3, 1);
    ck_assert_int_eq(filter_run(&filter, &x, &filtered, &err), ERR_INVALID);
    ck_assert_str_eq(err.text, "the gradient's shape is 3×1, and the tensor's is 1×3");
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("filter");
    TCase *tests = tcase_create("filter");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, training_follows_the_framework, 0, sizeof conventions / sizeof *conventions);
    tcase_add_test(tests, inference_uses_what_it_is_given);
    tcase_add_test(tests, the_backward_pass_leaves_y_alone);
    tcase_add_test(tests, nan_stays_in_its_channel);
    tcase_add_loop_test(tests, layout_says_where_the_channels_stand, 0, 2);
    tcase_add_test(tests, what_does_not_fit_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
