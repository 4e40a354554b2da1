#include "check_schedule.h"

#include "schedule/calibration.h"

#include <math.h>

enum { BINS = 10 };

START_TEST(the_score_is_exact_whatever_the_bins)
{
    static const double said[] = {0, 0.2, 0.25, 0.5, 0.7, 0.9, 1, 1};
    static const bool right[] = {false, true, false, true, false, true, true, false};
    struct calibration_bin bins[BINS] = {0}, one[1] = {0};
    double squares = 0;
    for (int i = 0; i < 8; i++) {
        calibration_add(bins, BINS, said[i], 1, right[i]);
        calibration_add(one, 1, said[i], 1, right[i]);
        squares += (said[i] - right[i]) * (said[i] - right[i]);
    }
    ck_assert_double_eq_tol(calibration_brier(bins, BINS), squares / 8, 1e-12);
    ck_assert_double_eq_tol(calibration_brier(one, 1), squares / 8, 1e-12);
    ck_assert_uint_eq(bins[9].count, 3);
    ck_assert_uint_eq(bins[2].count, 2);
}
END_TEST

START_TEST(who_says_what_comes_true_is_calibrated)
{
    struct calibration_bin bins[BINS] = {0};
    for (int percent = 5; percent < 100; percent += 10)
        calibration_add(bins, BINS, percent / 100.0, 100, (size_t)percent);
    ck_assert_double_eq_tol(calibration_rmse(bins, BINS), 0, 1e-12);
    ck_assert_double_eq_tol(calibration_bias(bins, BINS), 0, 1e-12);
}
END_TEST

START_TEST(who_is_always_sure_is_told)
{
    struct calibration_bin bins[BINS] = {0};
    calibration_add(bins, BINS, 2, 10, 6); /* more than sure is sure */
    ck_assert_double_eq_tol(calibration_brier(bins, BINS), 0.4, 1e-12);
    ck_assert_double_eq_tol(calibration_rmse(bins, BINS), 0.4, 1e-12);
    ck_assert_double_eq_tol(calibration_bias(bins, BINS), 0.4, 1e-12);
}
END_TEST

START_TEST(without_answers_there_is_no_score)
{
    struct calibration_bin bins[BINS] = {0};
    calibration_add(bins, BINS, NAN, 0, 0);
    ck_assert(isnan(calibration_brier(bins, BINS)));
    ck_assert(isnan(calibration_rmse(bins, BINS)));
    ck_assert(isnan(calibration_bias(bins, BINS)));
}
END_TEST

TCase *calibration_tests(void)
{
    TCase *tests = tcase_create("calibration");
    tcase_add_test(tests, the_score_is_exact_whatever_the_bins);
    tcase_add_test(tests, who_says_what_comes_true_is_calibrated);
    tcase_add_test(tests, who_is_always_sure_is_told);
    tcase_add_test(tests, without_answers_there_is_no_score);
    return tests;
}
