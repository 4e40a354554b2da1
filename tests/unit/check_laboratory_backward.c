/* The backward pass, taken apart, against the closed form in long double and the worked examples W22 to W26. */
#include "check_laboratory.h"

#include <math.h>
#include <stdlib.h>

static const double four[] = {1, 2, 3, 4};

/* dx = gamma invstd (dy - mean(dy) - xhat mean(dy xhat)), in long double. */
static void closed_form(const double *x, const double *dy, size_t n, long double gamma, long double epsilon, double *dx)
{
    long double mean = 0, var = 0, sum = 0, product = 0;
    for (size_t i = 0; i < n; i++)
        mean += (long double)x[i] / (long double)n;
    for (size_t i = 0; i < n; i++)
        var += (x[i] - mean) * (x[i] - mean) / (long double)n;
    long double invstd = 1 / sqrtl(var + epsilon);
    for (size_t i = 0; i < n; i++) {
        sum += dy[i];
        product += dy[i] * (x[i] - mean) * invstd;
    }
    for (size_t i = 0; i < n; i++)
        dx[i] = (double)(gamma * invstd * (dy[i] - sum / (long double)n - (x[i] - mean) * invstd * product / (long double)n));
}

START_TEST(four_values)
{
    run_on("backward", "", four, 4);
    EXPECT("dx", SINGLE, 0.2683303038930342, -0.3577683720252976, -0.08944343463101138, 0.1788815027632748);
    EXPECT("dx_reference", 1e-9, 0.2683303038930342, -0.3577683720252976, -0.08944343463101138, 0.1788815027632748);
    EXPECT("dx_frozen", SINGLE, 0.894423613312618, 0, 0, 0);
    EXPECT("dgamma", SINGLE, -1.3416354199689269);
    EXPECT("dbeta", SINGLE, 1);
    EXPECT("sum_dx", 1e-15, 0);
    ck_assert_double_eq_tol(found_number("dot_dx_xhat"), -9.599846402003065e-06, 1e-12);
    EXPECT("central", 1e-9, 0.2683303036432605, -0.35776837226109137, -0.0894434348808204, 0.17888150261047286);
    ck_assert_double_lt(found_number("kernel_error"), 1e-7);
    ck_assert_double_lt(found_number("central_error"), 1e-8);
}
END_TEST

START_TEST(three_paths_add_up)
{
    run_model("backward", "values=16 data=normal dy=normal gamma=2.5 epsilon=0.001", NULL, NULL);
    const double *x = found("x", 16), *dy = found("dy", 16), *direct = found("direct", 16);
    const double *variance = found("through_variance", 16), *mean = found("through_mean", 16);
    double expected[16], sums[3] = {0};
    closed_form(x, dy, 16, 2.5L, (long double)0.001F, expected);
    for (size_t i = 0; i < 16; i++) {
        ck_assert_double_eq_tol(direct[i] + variance[i] + mean[i], expected[i], 1e-13);
        ck_assert_double_eq(mean[i], mean[0]);
        sums[0] += direct[i];
        sums[1] += variance[i];
        sums[2] += mean[i];
    }
    ck_assert_double_eq_tol(sums[1], 0, 1e-13); /* the variance moves nobody's sum */
    ck_assert_double_eq_tol(sums[0] + sums[2], 0, 1e-13);
    expect_list("dx", expected, 16, 2e-6);
    expect_list("central", expected, 16, 1e-7);
}
END_TEST

START_TEST(gradients_that_do_not_pass)
{
    run_on("backward", "dy=constant", four, 4);
    EXPECT("dx", SINGLE, 0, 0, 0, 0);
    EXPECT("dbeta", SINGLE, 4);
    run_on("backward", "dy=xhat", four, 4);
    EXPECT("dgamma", SINGLE, 3.9999680002559974);
    const double *dx = found("dx_reference", 4);
    ck_assert_double_eq_tol(dx[0], -9.599846401937562e-06, 1e-7);
    run_on("backward", "dy=xhat epsilon=0", four, 4);
    EXPECT("dx_reference", 1e-7, 0, 0, 0, 0);
}
END_TEST

START_TEST(a_tensor_of_ones_own)
{
    const double x[] = {1, 10, 2, 30, 4, 20, 7, 0}, dy[] = {0.5, 1, -1, 0, 2, -0.25, 0, 3};
    const struct sample sample = {.x = x, .dy = dy, .shape = {4, 2}, .rank = 2};
    double expected[4];
    run_model("backward", "gamma=-1.5 epsilon=0.01", &sample, NULL);
    const double *dx = found("dx_reference", 8), *kernel = found("dx", 8), *central = found("central", 8);
    for (size_t c = 0; c < 2; c++) {
        double of_channel[4], upstream[4];
        for (size_t i = 0; i < 4; i++) {
            of_channel[i] = x[2 * i + c];
            upstream[i] = dy[2 * i + c];
        }
        closed_form(of_channel, upstream, 4, -1.5L, (long double)0.01F, expected);
        for (size_t i = 0; i < 4; i++) {
            ck_assert_double_eq_tol(dx[2 * i + c], expected[i], 1e-13);
            ck_assert_double_eq_tol(kernel[2 * i + c], expected[i], 1e-6);
            ck_assert_double_eq_tol(central[2 * i + c], expected[i], 1e-7);
        }
    }
}
END_TEST

/* The gradients of channel `c`, whose values lie at places[n], and their sums. */
static void expect_channel(const struct sample *sample, size_t c, const size_t *places, size_t n)
{
    const double *dx = found("dx_reference", 90);
    double x[64], dy[64], expected[64], sum = 0;
    for (size_t i = 0; i < n; i++) {
        x[i] = sample->x[places[i]];
        dy[i] = sample->dy[places[i]];
    }
    closed_form(x, dy, n, 2, (long double)0.01F, expected);
    for (size_t i = 0; i < n; i++) {
        ck_assert_double_eq_tol(dx[places[i]], expected[i], 1e-13);
        sum += dx[places[i]];
    }
    ck_assert_double_eq_tol(found("sum_dx", 3)[c], sum, 1e-13);
}

/* An odd number of channels, of which two are summed up side by side. */
START_TEST(every_channel_in_either_layout)
{
    enum { BATCH = 5, CHANNELS = 3, SPATIAL = 6, COUNT = BATCH * CHANNELS * SPATIAL };
    double x[COUNT], dy[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        x[i] = (double)(i * 37 % 41) + (double)(i % CHANNELS) * 8;
        dy[i] = (double)(i * 29 % 23) - 11;
    }
    for (int last = 0; last < 2; last++) {
        const struct sample sample = {.x = x,
                                      .dy = dy,
                                      .shape = {BATCH, last ? SPATIAL : CHANNELS, last ? CHANNELS : SPATIAL},
                                      .rank = 3,
                                      .channels_last = last};
        run_model("backward", "gamma=2 epsilon=0.01", &sample, NULL);
        for (size_t c = 0; c < CHANNELS; c++) {
            size_t places[BATCH * SPATIAL], n = 0;
            for (size_t i = 0; i < COUNT; i++)
                if ((last ? i % CHANNELS : i / SPATIAL % CHANNELS) == c)
                    places[n++] = i;
            expect_channel(&sample, c, places, n);
        }
    }
}
END_TEST

/* In double the error falls with h squared, then rises again with 1/h; in float it is lost below 1e-4. */
START_TEST(the_error_has_a_lowest_point)
{
    run_on("backward", "", four, 4);
    const double *widths = found("widths", 12), *errors = found("width_errors", 12), *single = found("width_errors_float", 12);
    ck_assert_double_eq_tol(errors[11] / errors[10], 100, 1);
    ck_assert_double_eq_tol(widths[7], 1e-5, 1e-12);
    ck_assert_double_lt(errors[7], 1e-9);
    ck_assert_double_gt(errors[0], 1e-6);
    ck_assert_double_gt(single[4], 0.1);
    ck_assert_double_lt(single[10], 1e-4);
}
END_TEST

/* Large tensors are worked on within a key press, and too large ones refused with words. */
START_TEST(large_tensors)
{
    enum { MOST = 1 << 20, LISTED = 1 << 16 };
    double *x = calloc(MOST + 1, sizeof *x);
    struct err err;
    for (size_t i = 0; i < MOST; i++)
        x[i] = (double)(i % 101);
    run_on("backward", "", x, MOST);
    ck_assert(isnan(found("central", LISTED)[0])); /* too dear */
    ck_assert_double_eq_tol(found_number("sum_dx"), 0, 1e-12);
    ck_assert_double_eq_tol(found_number("batch_mean"), 50, 0.01);
    const struct sample larger = {.x = x, .shape = {MOST + 1, 1}, .rank = 2};
    run_model("backward", "", &larger, &err);
    ck_assert_int_eq(err.code, ERR_LIMIT);
    ck_assert_str_eq(err.text, "a tensor of 1048577 values is too large for this model: it takes up to 1048576");
    free(x);
}
END_TEST

TCase *laboratory_backward_tests(void)
{
    TCase *tests = tcase_create("backward");
    tcase_add_test(tests, four_values);
    tcase_add_test(tests, three_paths_add_up);
    tcase_add_test(tests, gradients_that_do_not_pass);
    tcase_add_test(tests, a_tensor_of_ones_own);
    tcase_add_test(tests, every_channel_in_either_layout);
    tcase_add_test(tests, the_error_has_a_lowest_point);
    tcase_add_test(tests, large_tensors);
    return tests;
}
