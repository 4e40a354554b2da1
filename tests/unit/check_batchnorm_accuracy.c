/*
 * How close y and the batch statistics come to long double on data where kernels are known to lose digits: large offsets, drifting
 * means, outliers, constants; and what becomes of NaN, infinity and denormals.
 */
#include "batchnorm_reference.h"
#include "check_batchnorm.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EPSILON 1e-5f
#define CHANNELS 2

/* A value of a data set: sample `sample` of the batch, value `position` of its plane. */
typedef double fill_function(size_t sample, size_t position, double noise);

static double standard_normal(size_t sample, size_t position, double noise)
{
    (void)sample, (void)position;
    return noise;
}

static double mean_1e4_std_1e3(size_t sample, size_t position, double noise)
{
    (void)sample, (void)position;
    return 1e4 + 1e3 * noise;
}

static double mean_1e4_std_1(size_t sample, size_t position, double noise)
{
    (void)sample, (void)position;
    return 1e4 + noise;
}

static double mean_1e4_std_1e_2(size_t sample, size_t position, double noise)
{
    (void)sample, (void)position;
    return 1e4 + 1e-2 * noise;
}

static double mean_1e6_std_1(size_t sample, size_t position, double noise)
{
    (void)sample, (void)position;
    return 1e6 + noise;
}

static double mean_1e6_std_1e_2(size_t sample, size_t position, double noise)
{
    (void)sample, (void)position;
    return 1e6 + 1e-2 * noise;
}

static double drifting_mean(size_t sample, size_t position, double noise)
{
    (void)position;
    return 100 * (double)sample + 0.1 * noise;
}

static double first_image_zero(size_t sample, size_t position, double noise)
{
    (void)position;
    return sample == 0 ? 0 : 1e4 + noise;
}

static double first_value_outlier(size_t sample, size_t position, double noise)
{
    return sample == 0 && position == 0 ? 1e6 : noise;
}

static double denormals(size_t sample, size_t position, double noise)
{
    (void)sample, (void)position;
    return 1e-40 * noise;
}

static double nearly_overflowing(size_t sample, size_t position, double noise)
{
    (void)sample, (void)position;
    return 1e37 * noise;
}

static const struct data_set {
    const char *name;
    fill_function *fill;
    size_t batch, spatial;
    float epsilon;
} data_sets[] = {
    {"N(0,1), 25088 values", standard_normal, 32, 784, EPSILON},
    {"N(0,1), 401408 values", standard_normal, 32, 12544, EPSILON},
    {"mean 1e4, std 1e3", mean_1e4_std_1e3, 32, 12544, EPSILON},
    {"mean 1e4, std 1", mean_1e4_std_1, 32, 12544, EPSILON},
    {"mean 1e4, std 1e-2", mean_1e4_std_1e_2, 32, 12544, EPSILON},
    {"mean 1e6, std 1", mean_1e6_std_1, 32, 12544, EPSILON},
    {"mean 1e6, std 1e-2", mean_1e6_std_1e_2, 32, 12544, EPSILON},
    {"image n has mean 100 n, std 0.1", drifting_mean, 32, 12544, EPSILON},
    {"image 0 is zero, the others 1e4", first_image_zero, 32, 12544, EPSILON},
    {"the first value is 1e6, the others N(0,1)", first_value_outlier, 32, 12544, EPSILON},
    {"denormals", denormals, 8, 100, 0},
    {"values near the end of float32", nearly_overflowing, 8, 100, EPSILON},
    {"three values", standard_normal, 3, 1, EPSILON},
};
enum { DATA_SETS = sizeof data_sets / sizeof *data_sets };

static float *fill(const struct data_set *set, const struct batchnorm_shape *shape)
{
    float *x = reference_filled(reference_count(shape), 0);
    uint64_t noise = 7;
    for (size_t channel = 0; channel < CHANNELS; channel++)
        for (size_t value = 0; value < reference_values(shape); value++)
            x[reference_index(shape, channel, value)] =
                (float)set->fill(value / set->spatial, value % set->spatial, (double)reference_noise(&noise));
    return x;
}

static void check_against_long_double(const struct data_set *set, enum batchnorm_layout layout)
{
    struct batchnorm_shape shape = {layout, set->batch, CHANNELS, set->spatial};
    float *x = fill(set, &shape);
    float *y = reference_filled(reference_count(&shape), NAN);
    float gamma[CHANNELS] = {1, -0.75f};
    float beta[CHANNELS] = {0, 0.5f};
    double mean[CHANNELS], var[CHANNELS];
    ck_assert_int_eq(batchnorm_forward_training(NULL, &shape, &(struct batchnorm_affine){gamma, beta}, set->epsilon, x, y,
                                                &(struct batchnorm_statistics){mean, var}, NULL, NULL),
                     BATCHNORM_OK);
    for (size_t channel = 0; channel < CHANNELS; channel++) {
        struct reference exact = reference_statistics(&shape, x, channel);
        ck_assert_msg(fabsl(var[channel] - exact.var) <= 1e-6L * exact.var, "%s: variance %.17g, not %.17Lg", set->name,
                      var[channel], exact.var);
        ck_assert_msg(fabsl(mean[channel] - exact.mean) <= 1e-12L * fabsl(exact.mean) + 1e-7L * sqrtl(exact.var),
                      "%s: mean %.17g, not %.17Lg", set->name, mean[channel], exact.mean);
        for (size_t value = 0; value < reference_values(&shape); value++) {
            size_t index = reference_index(&shape, channel, value);
            long double right = reference_normalize(exact, set->epsilon, gamma[channel], beta[channel], x[index]);
            long double error = fabsl(y[index] - right) / fmaxl(1, fabsl(right));
            if (!(error <= 5e-7L))
                ck_abort_msg("%s: y[%zu] is %.9g, not %.9Lg", set->name, index, (double)y[index], right);
        }
    }
    free(x);
    free(y);
}

START_TEST(y_and_statistics_agree_with_long_double)
{
    check_against_long_double(&data_sets[_i], BATCHNORM_CHANNELS_FIRST);
    check_against_long_double(&data_sets[_i], BATCHNORM_CHANNELS_LAST);
}
END_TEST

START_TEST(constant_channel_gives_exactly_beta)
{
    static const float constants[] = {0, 1234.567f, -7, 1e-40f, 3e38f};
    static const float epsilons[] = {0, EPSILON};
    float beta[CHANNELS] = {0.3f, -2};
    for (size_t i = 0; i < 2 * sizeof constants / sizeof *constants; i++)
        for (int layout = BATCHNORM_CHANNELS_FIRST; layout <= BATCHNORM_CHANNELS_LAST; layout++) {
            struct batchnorm_shape shape = {(enum batchnorm_layout)layout, 32, CHANNELS, 12544};
            size_t count = reference_count(&shape);
            float *x = reference_filled(count, constants[i / 2]);
            double mean[CHANNELS], var[CHANNELS];
            ck_assert_int_eq(batchnorm_forward_training(NULL, &shape, &(struct batchnorm_affine){NULL, beta}, epsilons[i % 2], x, x,
                                                        &(struct batchnorm_statistics){mean, var}, NULL, NULL),
                             BATCHNORM_OK);
            for (size_t channel = 0; channel < CHANNELS; channel++) {
                ck_assert_double_eq(mean[channel], (double)constants[i / 2]);
                ck_assert_double_eq(var[channel], 0);
                for (size_t value = 0; value < reference_values(&shape); value++)
                    if (x[reference_index(&shape, channel, value)] != beta[channel])
                        ck_abort_msg("constant %g: y is not beta", (double)constants[i / 2]);
            }
            free(x);
        }
}
END_TEST

/* One bad value in channel 1 of three; `inference` normalizes with given statistics, so that it spoils its own place only. */
static void check_bad_value(float bad, enum batchnorm_layout layout, size_t where)
{
    struct batchnorm_shape shape = {layout, 4, 3, 5};
    float *x = reference_tensor(&shape, 3, 0, 1);
    size_t spoiled = reference_index(&shape, 1, where);
    x[spoiled] = bad;
    float *y = reference_filled(reference_count(&shape), 0);
    double mean[3], var[3];
    float running_mean[3] = {0, 0, 0}, running_var[3] = {1, 1, 1};
    struct batchnorm_update update = {0.1, 1};
    ck_assert_int_eq(batchnorm_forward_training(NULL, &shape, NULL, EPSILON, x, y, &(struct batchnorm_statistics){mean, var},
                                                &(struct batchnorm_running){running_mean, running_var}, &update),
                     BATCHNORM_OK);
    for (size_t channel = 0; channel < 3; channel++)
        for (size_t value = 0; value < reference_values(&shape); value++)
            ck_assert_int_eq(isnan(y[reference_index(&shape, channel, value)]) != 0, channel == 1);
    ck_assert(isnan(var[1]) && isnan(running_var[1]) && !isfinite(mean[1]) && !isfinite(running_mean[1]));
    ck_assert(isfinite(var[0]) && isfinite(running_var[0]) && isfinite(mean[2]) && isfinite(running_mean[2]));

    ck_assert_int_eq(batchnorm_forward_inference(NULL, &shape, NULL, EPSILON, x, y, (float[]){0, 0, 0}, (float[]){1, 1, 1}),
                     BATCHNORM_OK);
    for (size_t i = 0; i < reference_count(&shape); i++)
        ck_assert_int_eq(isfinite(y[i]) == 0, i == spoiled);
    free(x);
    free(y);
}

START_TEST(nan_and_infinity_stay_in_their_channel)
{
    static const float bad[] = {NAN, INFINITY, -INFINITY};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        for (size_t where = 0; where < 20; where += 19) {
            check_bad_value(bad[i], BATCHNORM_CHANNELS_FIRST, where);
            check_bad_value(bad[i], BATCHNORM_CHANNELS_LAST, where);
        }
}
END_TEST

START_TEST(negative_running_variance_gives_nan_in_its_channel)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 2, 2, 1};
    float y[4];
    ck_assert_int_eq(
        batchnorm_forward_inference(NULL, &shape, NULL, EPSILON, (float[]){1, 2, 3, 4}, y, (float[]){0, 0}, (float[]){-65536, 1}),
        BATCHNORM_OK);
    ck_assert(isnan(y[0]) && isnan(y[2]) && isfinite(y[1]) && isfinite(y[3]));
}
END_TEST

START_TEST(in_place_gives_the_same_bits)
{
    for (int layout = BATCHNORM_CHANNELS_FIRST; layout <= BATCHNORM_CHANNELS_LAST; layout++) {
        struct batchnorm_shape shape = {(enum batchnorm_layout)layout, 3, 7, 33};
        size_t bytes = reference_count(&shape) * sizeof(float);
        float *x = reference_tensor(&shape, 11, 5, 2);
        float *y = reference_filled(reference_count(&shape), 0);
        double mean[7], var[7];
        struct batchnorm_statistics statistics = {mean, var};
        ck_assert_int_eq(batchnorm_forward_training(NULL, &shape, NULL, EPSILON, x, y, &statistics, NULL, NULL), BATCHNORM_OK);
        ck_assert_int_eq(batchnorm_forward_training(NULL, &shape, NULL, EPSILON, x, x, &statistics, NULL, NULL), BATCHNORM_OK);
        ck_assert_mem_eq(x, y, bytes);
        float zeros[7] = {0}, halves[7] = {.5f, .5f, .5f, .5f, .5f, .5f, .5f};
        ck_assert_int_eq(batchnorm_forward_inference(NULL, &shape, NULL, EPSILON, x, y, zeros, halves), BATCHNORM_OK);
        ck_assert_int_eq(batchnorm_forward_inference(NULL, &shape, NULL, EPSILON, x, x, zeros, halves), BATCHNORM_OK);
        ck_assert_mem_eq(x, y, bytes);
        free(x);
        free(y);
    }
}
END_TEST

TCase *batchnorm_accuracy_tests(void)
{
    TCase *tests = tcase_create("accuracy");
    tcase_add_loop_test(tests, y_and_statistics_agree_with_long_double, 0, DATA_SETS);
    tcase_add_test(tests, constant_channel_gives_exactly_beta);
    tcase_add_test(tests, nan_and_infinity_stay_in_their_channel);
    tcase_add_test(tests, negative_running_variance_gives_nan_in_its_channel);
    tcase_add_test(tests, in_place_gives_the_same_bits);
    return tests;
}
