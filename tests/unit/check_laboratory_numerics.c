/* Ways to a variance, epsilon, constants, NaN and half precision, against W33 to W35 and arithmetic in double. */
#include "check_laboratory.h"
#include "laboratory/half.h"

#include <math.h>
#include <stdio.h>

/* offset; naive, two-pass, Welford, shifted: float32, sequential sums, computed by another program. */
static const double rows[][5] = {
    {0, 1.25, 1.25, 1.25, 1.25},     {100, 1.25, 1.25, 1.25, 1.25},     {1000, 1.25, 1.25, 1.25, 1.25},
    {2000, 1.25, 1.25, 1.25, 1.25},  {4000, 1.0, 1.25, 1.25, 1.25},     {10000, 0.0, 1.25, 1.25, 1.25},
    {100000, 0.0, 1.25, 1.25, 1.25}, {1e6, -65536.0, 1.25, 1.25, 1.25}, {1e7, 8388608.0, 1.5, 1.25, 1.25},
};

START_TEST(four_ways)
{
    char settings[64];
    snprintf(settings, sizeof settings, "offset=%g", rows[_i][0]);
    run_model("numerics", settings, NULL, NULL);
    expect_number("naive", rows[_i][1], 0);
    expect_number("two_pass", rows[_i][2], 0);
    expect_number("welford", rows[_i][3], 0);
    expect_number("shifted", rows[_i][4], 0);
    expect_number("kernel", 1.25, 0);
    expect_number("exact", 1.25, 0);
    EXPECT("y", SINGLE, -1.3416354199689269, -0.447211806656309, 0.447211806656309, 1.3416354199689269);
}
END_TEST

START_TEST(output_of_the_naive_way)
{
    run_model("numerics", "offset=10000", NULL, NULL);
    EXPECT("y_naive", SINGLE, -474.3416442871094, -158.1138916015625, 158.1138916015625, 474.3416442871094);
    run_model("numerics", "offset=1000000", NULL, NULL);
    EXPECT("y_naive", 0, NAN, NAN, NAN, NAN);
}
END_TEST

START_TEST(digits_are_lost_with_the_square_of_the_offset)
{
    run_model("numerics", "data=normal values=32", NULL, NULL);
    const double *naive = found("naive_digits", 33), *kernel = found("kernel_digits", 33), *shifted = found("shifted_digits", 33);
    ck_assert_double_gt(naive[0], 5);
    ck_assert_double_lt(naive[16], 1); /* 10^4: 10^8 against a variance of 1 */
    for (size_t i = 0; i < 25; i++) {
        ck_assert_double_gt(kernel[i], 6.5);
        ck_assert_double_gt(shifted[i], 5);
    }
    run_model("numerics", "values=32 offset=10000", NULL, NULL);
    ck_assert_double_eq_tol(found_number("negative_share"), 0.40, 0.05);
}
END_TEST

START_TEST(epsilon_caps_the_gain)
{
    run_model("numerics", "", NULL, NULL);
    EXPECT("largest_gain", SINGLE, 31.622776601683796, 100, 316.2277660168379, 1000, 10000, 1000000);
    EXPECT("pair_y", SINGLE, -0.01580941224776968, 0.01580941224776968);
    const double *variances = found("variances", 29), *deviations = found("output_deviation", 29);
    for (size_t i = 0; i < 29; i++)
        ck_assert_double_eq_tol(deviations[i], sqrt(variances[i] / (variances[i] + 1e-5)), 1e-6);
    run_model("numerics", "epsilon=0.001", NULL, NULL);
    EXPECT("pair_y", SINGLE, -0.0015811368536606727, 0.0015811368536606727);
}
END_TEST

START_TEST(a_constant_gives_beta)
{
    run_model("numerics", "constant=7 epsilon=0", NULL, NULL);
    EXPECT("constant_y", 0, 0, 0, 0, 0);
    EXPECT("constant_var", 0, 0);
    run_model("numerics", "constant=3", NULL, NULL);
    EXPECT("constant_y", 0, 0, 0, 0, 0);
    ck_assert_double_ne(found_number("constant_scale_shift"), 0);
}
END_TEST

START_TEST(nan_stays_in_its_channel)
{
    run_model("numerics", "poison=nan", NULL, NULL);
    EXPECT("poisoned_mean", 0, 2.5, NAN, 0);
    EXPECT("poisoned_running_mean", SINGLE, 0.25, NAN, 0);
    EXPECT("later_running_mean", SINGLE, 0.475, NAN, 0); /* for ever */
    const double *y = found("poisoned_y", 12), *later = found("later_y", 12);
    for (size_t i = 0; i < 12; i++) {
        ck_assert_int_eq(isnan(y[i]) != 0, i % 3 == 1);
        ck_assert(isfinite(later[i]));
    }
    run_model("numerics", "poison=inf", NULL, NULL);
    y = found("poisoned_y", 12);
    for (size_t i = 0; i < 12; i++)
        ck_assert_int_eq(isfinite(y[i]) != 0, i % 3 != 1);
    run_model("numerics", "poison=none", NULL, NULL);
    EXPECT("poisoned_mean", SINGLE, 2.5, 13, 0);
}
END_TEST

START_TEST(half_precision)
{
    run_model("numerics", "", NULL, NULL);
    EXPECT("half_squares", 0, 22496, 65024, INFINITY);
    expect_number("half_sum", INFINITY, 0);
    expect_number("half_largest", 65504, 0);
    const double *epsilons = found("half_epsilons", 6);
    ck_assert_double_eq(epsilons[2], 1.0013580322265625e-05);
    ck_assert_double_eq(epsilons[4], 0);
    ck_assert_double_eq(half_round(1 + 1 / 2048.0), 1); /* ties go to even */
    ck_assert_double_eq(half_round(1 + 3 / 2048.0), 1 + 4 / 2048.0);
    ck_assert_double_eq(half_round(-65519), -65504);
    ck_assert_double_eq(half_round(65520), INFINITY);
    ck_assert_double_eq(half_round(ldexp(1, -25)), 0);
    ck_assert_double_eq(half_round(ldexp(3, -25)), ldexp(1, -23));
}
END_TEST

TCase *laboratory_numerics_tests(void)
{
    TCase *tests = tcase_create("numerics");
    tcase_add_loop_test(tests, four_ways, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, output_of_the_naive_way);
    tcase_add_test(tests, digits_are_lost_with_the_square_of_the_offset);
    tcase_add_test(tests, epsilon_caps_the_gain);
    tcase_add_test(tests, a_constant_gives_beta);
    tcase_add_test(tests, nan_stays_in_its_channel);
    tcase_add_test(tests, half_precision);
    return tests;
}
