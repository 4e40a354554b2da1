/* Layers around batch norm: the scale of the weights before it, and folding, against W27, W28, W36 to W38 and the formulas. */
#include "check_laboratory.h"

#include <math.h>

START_TEST(tenfold_weights)
{
    run_model("scale-invariance", "epsilon=0 rate=0.1", NULL, NULL);
    EXPECT("pre", SINGLE, -1.5, 1, 0.5, -3);
    EXPECT("y", SINGLE, -0.4685212856658182, 1.0932163332202425, 0.7808688094430304, -1.4055638569974547);
    EXPECT("y_scaled", SINGLE, -0.4685212856658182, 1.0932163332202425, 0.7808688094430304, -1.4055638569974547);
    EXPECT("gradient", SINGLE, -1.6455381740458004, -0.8227690870228996);
    EXPECT("gradient_scaled", SINGLE, -0.16455381740458003, -0.08227690870228999);
    EXPECT("w_dot_gradient", SINGLE, 0);
    EXPECT("norm2_before", DOUBLE, 1.25);
    EXPECT("norm2_after", SINGLE, 1.283847448528025);
    EXPECT("step2", SINGLE, 0.03384744852802483);
    EXPECT("effective_rates", SINGLE, 0.1, 0.025, 0.001);
}
END_TEST

/* With variance v of U w, output and gradient leave the law as a²v against epsilon says. */
START_TEST(tiny_weights)
{
    run_model("scale-invariance", "", NULL, NULL);
    const double *scales = found("scales", 25), *output = found("scale_output", 25);
    for (size_t i = 0; i < 25; i++) {
        double var = 2.5625 * scales[i] * scales[i];
        ck_assert_double_eq_tol(output[i] / sqrt(var / (var + 1e-5)), 1, 1e-5);
    }
}
END_TEST

START_TEST(norms_grow_without_decay_and_settle_with_it)
{
    run_model("scale-invariance", "steps=1000", NULL, NULL);
    const double *plain = found("norm2_plain", 1001), *decayed = found("norm2_decay", 1001), *rate = found("rate_plain", 1001);
    double settled = found_number("norm2_settled"), mean = 0;
    for (size_t i = 0; i < 1000; i++)
        ck_assert_double_ge(plain[i + 1], plain[i] * (1 - 1e-6));
    for (size_t i = 501; i <= 1000; i++)
        mean += decayed[i] / 500;
    ck_assert_double_gt(plain[1000], 2 * mean);
    ck_assert_double_eq_tol(mean / settled, 1, 0.1);
    ck_assert_double_eq_tol(rate[1000], 0.3 / plain[1000], 1e-12);
    run_model("scale-invariance", "decay=0", NULL, NULL);
    plain = found("norm2_plain", 301);
    expect_list("norm2_decay", plain, 301, 0);
}
END_TEST

START_TEST(a_linear_layer_folds)
{
    run_model("folding", "data=example", NULL, NULL);
    EXPECT("a", SINGLE, 0.9999987500023437, 0.9999800005999799);
    EXPECT("b", SINGLE, 1.2499976562718729e-06, -2.99996000119996);
    EXPECT("folded_weight", SINGLE, 0.9999987500023437, 1.9999975000046875, 2.99994000179994, -0.9999800005999799);
    EXPECT("folded_bias", SINGLE, 0.5000006249988281, -3.4999500014999496);
    EXPECT("unfolded", SINGLE, 3.499996875005859, -1.49999000029999);
    EXPECT("folded", SINGLE, 3.4999968750058597, -1.4999900002999897);
}
END_TEST

START_TEST(padding_is_not_folded)
{
    run_model("folding", "data=example epsilon=0 height=1 width=3", NULL, NULL);
    EXPECT("before", 0, 4, 6, 4);
    EXPECT("before_folded", 0, 5, 6, 5);
    expect_number("border_error", 1, 0);
    expect_number("inside_error", 0, 0);
}
END_TEST

/* The error of a pixel is b times the taps that reach over the border. */
START_TEST(the_error_is_the_padding)
{
    run_model("folding", "height=5 width=7", NULL, NULL);
    const double *taps = found("taps", 9), *error = found("before_error", 35);
    double b = found_number("convolution_b");
    for (int row = 0; row < 5; row++) {
        for (int column = 0; column < 7; column++) {
            double outside = 0;
            for (int tap = 0; tap < 9; tap++) {
                int y = row + tap / 3 - 1, x = column + tap % 3 - 1;
                outside += y < 0 || y >= 5 || x < 0 || x >= 7 ? taps[tap] : 0;
            }
            ck_assert_double_eq_tol(error[row * 7 + column], fabs(b * outside), 1e-5);
        }
    }
    ck_assert_double_lt(found_number("inside_error"), 1e-5);
    ck_assert_double_lt(found_number("after_error"), 1e-5);
    ck_assert_double_lt(found_number("linear_error"), 1e-5);
    ck_assert_double_gt(found_number("border_error"), 0.1);
    ck_assert_double_gt(found_number("training_error"), 0.1);
    ck_assert_double_gt(found_number("columns_error"), 0.1);
    ck_assert_double_gt(found_number("relu_error"), 0.1);
}
END_TEST

TCase *laboratory_layers_tests(void)
{
    TCase *tests = tcase_create("layers");
    tcase_add_test(tests, tenfold_weights);
    tcase_add_test(tests, tiny_weights);
    tcase_add_test(tests, norms_grow_without_decay_and_settle_with_it);
    tcase_add_test(tests, a_linear_layer_folds);
    tcase_add_test(tests, padding_is_not_folded);
    tcase_add_test(tests, the_error_is_the_padding);
    return tests;
}
