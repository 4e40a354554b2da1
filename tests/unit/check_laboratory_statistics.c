/* Merged statistics and the family of norms, against W18, W39, W41, W43, W44 and long double. */
#include "check_laboratory.h"

#include <math.h>
#include <string.h>

START_TEST(two_workers)
{
    run_on("merge", "workers=2", (const double[]){0, 2, 10, 12}, 4);
    EXPECT("worker_mean", DOUBLE, 1, 11);
    EXPECT("worker_var", DOUBLE, 1, 1);
    EXPECT("worker_unbiased", DOUBLE, 2, 2);
    expect_number("merged_mean", 6, DOUBLE);
    expect_number("merged_var", 26, DOUBLE);
    expect_number("mean_of_vars", 1, DOUBLE);
    expect_number("mean_of_unbiased", 2, DOUBLE);
    expect_number("var_between", 25, DOUBLE);
    EXPECT("y_local", SINGLE, -0.9999950000374997, 0.9999950000374997, -0.9999950000374997, 0.9999950000374997);
    EXPECT("y_synced", SINGLE, -1.176696584541321, -0.7844643896942141, 0.7844643896942141, 1.176696584541321);
}
END_TEST

START_TEST(unequal_workers)
{
    run_on("merge", "workers=2 first=3", (const double[]){0, 2, 4, 10}, 4);
    expect_number("mean_of_means", 6, DOUBLE);
    expect_number("merged_mean", 4, DOUBLE);
    expect_number("merged_var", 14, DOUBLE);
    EXPECT("worker_count", 0, 3, 1);
}
END_TEST

START_TEST(average_of_two_batches)
{
    run_on("merge", "workers=2", (const double[]){1, 2, 3, 4, 3, 4, 5, 6}, 8);
    expect_number("mean_of_means", 3.5, DOUBLE);
    expect_number("mean_of_unbiased", 1.6666666666666667, DOUBLE);
    expect_number("merged_unbiased", 2.5714285714285716, DOUBLE);
    expect_number("merged_var", 2.25, DOUBLE);
}
END_TEST

/* Whatever the split, the merge is the variance of all; what lies within and between adds up to it. */
START_TEST(every_split_merges_to_the_same)
{
    static const char *const splits[] = {"workers=2", "workers=3 first=1", "workers=5 values=7",
                                         "workers=8 values=1 first=9 drift=50"};
    run_model("merge", splits[_i], NULL, NULL);
    const struct finding *all = findings_find(&findings, "x");
    long double mean = 0, var = 0;
    for (size_t i = 0; i < all->count; i++)
        mean += all->numbers[i] / (long double)all->count;
    for (size_t i = 0; i < all->count; i++)
        var += (all->numbers[i] - mean) * (all->numbers[i] - mean) / (long double)all->count;
    expect_number("merged_mean", (double)mean, DOUBLE);
    expect_number("merged_var", (double)var, DOUBLE);
    expect_number("pooled_var", (double)var, DOUBLE);
    ck_assert_double_eq_tol(found_number("var_within") + found_number("var_between"), (double)var, 1e-11 * (double)var);
    ck_assert_double_lt(found_number("order_error"), 1e-11);
}
END_TEST

START_TEST(too_few_values_are_told)
{
    const double x[] = {1, 2, 3};
    const struct sample sample = {.x = x, .shape = {3, 1}, .rank = 2};
    struct err err;
    run_model("merge", "workers=4", &sample, &err);
    ck_assert_ptr_nonnull(strstr(err.text, "too few"));
}
END_TEST

START_TEST(norms_of_a_matrix)
{
    const double x[] = {1, 2, 3, 4, 5, 6, 7, 9};
    const struct sample sample = {.x = x, .shape = {2, 4}, .rank = 2};
    run_model("family", "groups=2", &sample, NULL);
    EXPECT("batch", SINGLE, -0.9999987500023437, -0.9999987500023437, -0.9999987500023437, -0.99999920000096, 0.9999987500023437,
           0.9999987500023437, 0.9999987500023437, 0.99999920000096);
    EXPECT("layer", SINGLE, -1.3416354199689269, -0.447211806656309, 0.447211806656309, 1.3416354199689269, -1.1832132521355805,
           -0.5070913937723917, 0.1690304645907972, 1.521274181317175);
    EXPECT("group", SINGLE, -0.9999800005999799, 0.9999800005999799, -0.9999800005999799, 0.9999800005999799, -0.9999800005999799,
           0.9999800005999799, -0.9999950000374997, 0.9999950000374997);
    EXPECT("rms", SINGLE, 0.3651481282381064, 0.7302962564762128, 1.0954443847143192, 1.4605925129524255, 0.7235745295254592,
           0.868289435430551, 1.0130043413356429, 1.3024341531458266);
    EXPECT("statistics", 0, 4, 8, 2, 4, 2);
    EXPECT("values_each", 0, 2, 1, 4, 2, 4);
}
END_TEST

static const double images[] = {1, 2, 3, 4, 2, 4, 6, 8, 0, 0, 1, 3, 5, 5, 5, 9};

START_TEST(norms_of_images)
{
    const struct sample sample = {.x = images, .shape = {2, 2, 2, 2}, .rank = 4};
    run_model("family", "", &sample, NULL);
    EXPECT("batch", SINGLE, -0.5388145155930464, 0.17960483853101547, 0.8980241926550773, 1.6164435467791392, -1.6977473779056493,
           -0.7276060191024212, 0.24253533970080707, 1.2126766985040354, -1.2572338697171082, -1.2572338697171082,
           -0.5388145155930464, 0.8980241926550773, -0.24253533970080707, -0.24253533970080707, -0.24253533970080707,
           1.6977473779056493);
    EXPECT("statistics", 0, 2, 4, 2, 4, 2);
    EXPECT("instance_statistic", 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
    const double *alone = found("alone_difference", 5), *apart = found("agreement_alone", 25);
    ck_assert_double_gt(alone[0], 0.5); /* only batch norm minds the others */
    for (size_t i = 1; i < 5; i++)
        ck_assert_double_eq(alone[i], 0);
    ck_assert_double_eq(apart[1], 0); /* and alone it is instance norm */
    run_model("family", "groups=1", &sample, NULL);
    apart = found("agreement", 25);
    ck_assert_double_eq(apart[2 * 5 + 3], 0); /* one group is layer norm, a group for each channel instance norm */
    run_model("family", "groups=2", &sample, NULL);
    ck_assert_double_eq(found("agreement", 25)[1 * 5 + 3], 0);
}
END_TEST

START_TEST(channels_last_is_the_same_tensor)
{
    double x[16];
    for (size_t i = 0; i < 16; i++)
        x[i / 8 * 8 + i % 4 * 2 + i / 4 % 2] = images[i];
    const struct sample sample = {.x = x, .shape = {2, 2, 2, 2}, .rank = 4, .channels_last = true};
    run_model("family", "", &sample, NULL);
    expect_list("x", images, 16, 0);
    ck_assert_double_eq_tol(found("layer", 16)[0], -1.2701692373707127, 1e-6);
}
END_TEST

START_TEST(groups_divide_the_channels)
{
    struct err err;
    run_model("family", "channels=4 groups=3", NULL, &err);
    ck_assert_str_eq(err.text, "3 groups do not divide 4 channels");
}
END_TEST

/* A gradient step in the feature space itself, where the model only counts along the eigenvectors. */
START_TEST(the_valley_is_walked_as_gradient_descent_does)
{
    run_model("loss-valley", "rate=0.5 steps=10", NULL, NULL);
    const double *y = found("y", 8), *loss = found("loss", 11), *eigenvalues = found("eigenvalues", 2);
    double a = 0, b = 0, c = 0, rate = 0.5 * found_number("limit"), w[2], first = 0;
    for (size_t i = 0; i < 4; i++) {
        a += y[2 * i] * y[2 * i] / 4;
        b += y[2 * i] * y[2 * i + 1] / 4;
        c += y[2 * i + 1] * y[2 * i + 1] / 4;
    }
    ck_assert_double_eq_tol(eigenvalues[0] + eigenvalues[1], a + c, 1e-12);
    ck_assert_double_eq_tol(eigenvalues[0] * eigenvalues[1], a * c - b * b, 1e-12);
    for (size_t i = 0; i < 2; i++) /* (1, 1) and (1, -1) are the eigenvectors where a = c; half of the loss for each */
        w[i] = 1 / sqrt(eigenvalues[0]) + (i ? -1 : 1) / sqrt(eigenvalues[1]);
    for (size_t step = 0; step <= 10; step++) {
        double g0 = a * w[0] + b * w[1], g1 = b * w[0] + c * w[1], here = w[0] * g0 + w[1] * g1;
        first = step ? first : here;
        ck_assert_double_eq_tol(here / first, loss[step], 1e-6);
        w[0] -= rate * g0;
        w[1] -= rate * g1;
    }
    ck_assert_double_gt(found("loss_raw", 11)[10], 0.49); /* along the valley nothing moves */
    run_model("loss-valley", "rate=1.1", NULL, NULL);
    ck_assert_double_gt(found("loss", 101)[100], 1e3);
}
END_TEST

START_TEST(small_batches_stray_as_the_formulas_say)
{
    run_model("batch-noise", "batch=2 value=0.5", NULL, NULL);
    const double *mean = found("mean_spread", 8), *mean_formula = found("mean_formula", 8);
    const double *std = found("std_spread", 8), *std_formula = found("std_formula", 8), *outputs = found("outputs", 500);
    for (size_t i = 0; i < 8; i++) /* 500 batches: to within a few times 1/sqrt(1000) */
        ck_assert_double_eq_tol(mean[i] / mean_formula[i], 1, 0.15);
    for (size_t i = 2; i < 8; i++) /* the formula is that of many values */
        ck_assert_double_eq_tol(std[i] / std_formula[i], 1, 0.15);
    for (size_t i = 0; i < 500; i++)
        ck_assert_double_le(fabs(outputs[i]), 1);
}
END_TEST

TCase *laboratory_statistics_tests(void)
{
    TCase *tests = tcase_create("statistics");
    tcase_add_test(tests, two_workers);
    tcase_add_test(tests, unequal_workers);
    tcase_add_test(tests, average_of_two_batches);
    tcase_add_loop_test(tests, every_split_merges_to_the_same, 0, 4);
    tcase_add_test(tests, too_few_values_are_told);
    tcase_add_test(tests, norms_of_a_matrix);
    tcase_add_test(tests, norms_of_images);
    tcase_add_test(tests, channels_last_is_the_same_tensor);
    tcase_add_test(tests, groups_divide_the_channels);
    tcase_add_test(tests, the_valley_is_walked_as_gradient_descent_does);
    tcase_add_test(tests, small_batches_stray_as_the_formulas_say);
    return tests;
}
