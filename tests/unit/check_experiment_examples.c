/*
 * The worked examples that the content is built on, computed in float64 by another program; the numbers W02.. are their names
 * there.
 */
#include "check_experiment.h"

#include <math.h>
#include <string.h>

/* Four values 1..4 of one channel in PyTorch's training mode; each test turns what it is about. */
static struct experiment four_values(void)
{
    static double values[] = {1, 2, 3, 4};
    return (struct experiment){
        .id = "four-values",
        .framework = FRAMEWORK_PYTORCH,
        .shape = {4, 1},
        .rank = 2,
        .values = {values, 4},
        .epsilon = 1e-5,
        .momentum = 0.1,
    };
}

/* The first `count` of 1, 2, 3, ... in some shape. */
static struct experiment counting(enum layout layout, size_t count, size_t a, size_t b, size_t c, size_t d)
{
    static double values[16];
    for (size_t i = 0; i < 16; i++)
        values[i] = (double)i + 1;
    return (struct experiment){
        .id = "counting",
        .layout = layout,
        .shape = {a, b, c, d},
        .rank = 4,
        .values = {values, count},
        .epsilon = 1e-5,
        .momentum = 0.1,
    };
}

/* Runs it and compares one result. */
static void yields(const struct experiment *experiment, const char *name, struct numbers expected)
{
    struct outcome outcome = run_declared(experiment);
    assert_result(&outcome, name, expected);
    outcome_release(&outcome);
}

START_TEST(w02_forward)
{
    struct experiment experiment = four_values();
    yields(&experiment, "batch_mean", NUMBERS(2.5));
    yields(&experiment, "batch_var", NUMBERS(1.25));
    yields(&experiment, "invstd", NUMBERS(0.894423613312618));
    yields(&experiment, "y", NUMBERS(-1.3416354199689269, -0.447211806656309, 0.447211806656309, 1.3416354199689269));
    experiment.epsilon = 1e-3;
    yields(&experiment, "invstd", NUMBERS(0.8940696346430336));
    yields(&experiment, "y", NUMBERS(-1.3411044519645503, -0.4470348173215168, 0.4470348173215168, 1.3411044519645503));
    experiment.epsilon = 0;
    yields(&experiment, "y", NUMBERS(-1.3416407864998738, -0.4472135954999579, 0.4472135954999579, 1.3416407864998738));
}
END_TEST

START_TEST(w03_gamma_and_beta)
{
    struct experiment experiment = four_values();
    experiment.gamma = NUMBERS(2);
    experiment.beta = NUMBERS(1);
    yields(&experiment, "xhat", NUMBERS(-1.3416354199689269, -0.447211806656309, 0.447211806656309, 1.3416354199689269));
    yields(&experiment, "y", NUMBERS(-1.6832708399378538, 0.105576386687382, 1.894423613312618, 3.6832708399378538));
    yields(&experiment, "y_mean", NUMBERS(1));
}
END_TEST

START_TEST(w05_variance_of_the_output)
{
    const double variances[] = {1.25, 0.1, 0.01, 0.001, 1e-05};
    double values[10];
    for (size_t i = 0; i < 5; i++) {
        values[i] = -sqrt(variances[i]);
        values[5 + i] = sqrt(variances[i]);
    }
    struct experiment experiment = {
        .id = "five-variances", .shape = {2, 5}, .rank = 2, .values = {values, 10}, .epsilon = 1e-3, .momentum = 0.1};
    yields(&experiment, "y_var", NUMBERS(0.9992006394884093, 0.9900990099009901, 0.9090909090909092, 0.5, 0.009900990099009901));
    experiment.epsilon = 1e-5;
    yields(&experiment, "y_var", NUMBERS(0.9999920000639995, 0.9999000099990001, 0.999000999000999, 0.9900990099009901, 0.5));
}
END_TEST

START_TEST(w06_scale_and_shift_of_x)
{
    struct experiment experiment = four_values();
    experiment.values = NUMBERS(17, 27, 37, 47);
    yields(&experiment, "y", NUMBERS(-1.3416407328342457, -0.4472135776114152, 0.4472135776114152, 1.3416407328342457));
    experiment.values = NUMBERS(-1, -2, -3, -4);
    yields(&experiment, "y", NUMBERS(1.3416354199689269, 0.447211806656309, -0.447211806656309, -1.3416354199689269));
    experiment.values = NUMBERS(0.001, 0.002, 0.003, 0.004);
    yields(&experiment, "y", NUMBERS(-0.4472135954999579, -0.14907119849998596, 0.14907119849998596, 0.4472135954999579));
}
END_TEST

START_TEST(w07_two_samples)
{
    struct experiment experiment = four_values();
    experiment.shape[0] = 2;
    experiment.shape[1] = 3;
    experiment.values = NUMBERS(1, 10, 100, 3, 20, 400);
    yields(&experiment, "y",
           NUMBERS(-0.9999950000374997, -0.9999998000000601, -0.9999999997777779, 0.9999950000374997, 0.9999998000000601,
                   0.9999999997777779));
}
END_TEST

START_TEST(w08_images)
{
    struct experiment experiment = counting(LAYOUT_CHANNELS_FIRST, 8, 1, 2, 2, 2);
    yields(&experiment, "batch_mean", NUMBERS(2.5, 6.5));
    yields(&experiment, "batch_var", NUMBERS(1.25, 1.25));
    yields(&experiment, "y",
           NUMBERS(-1.3416354199689269, -0.447211806656309, 0.447211806656309, 1.3416354199689269, -1.3416354199689269,
                   -0.447211806656309, 0.447211806656309, 1.3416354199689269));
}
END_TEST

START_TEST(w08b_the_same_numbers_channels_last)
{
    struct experiment experiment = counting(LAYOUT_CHANNELS_LAST, 8, 1, 2, 2, 2);
    yields(&experiment, "batch_mean", NUMBERS(4, 5));
    yields(&experiment, "batch_var", NUMBERS(5, 5));
    yields(&experiment, "y",
           NUMBERS(-1.3416394448610998, -1.3416394448610998, -0.4472131482870333, -0.4472131482870333, 0.4472131482870333,
                   0.4472131482870333, 1.3416394448610998, 1.3416394448610998));
}
END_TEST

START_TEST(w08c_two_images)
{
    struct experiment experiment = counting(LAYOUT_CHANNELS_FIRST, 16, 2, 2, 2, 2);
    yields(&experiment, "batch_mean", NUMBERS(6.5, 10.5));
    yields(&experiment, "batch_var", NUMBERS(17.25, 17.25));
    yields(&experiment, "y",
           NUMBERS(-1.3242440001046762, -1.0834723637220078, -0.8427007273393394, -0.601929090956671, -1.3242440001046762,
                   -1.0834723637220078, -0.8427007273393394, -0.601929090956671, 0.601929090956671, 0.8427007273393394,
                   1.0834723637220078, 1.3242440001046762, 0.601929090956671, 0.8427007273393394, 1.0834723637220078,
                   1.3242440001046762));
}
END_TEST

START_TEST(w11_train_then_evaluate_as_pytorch)
{
    struct experiment experiment = four_values();
    yields(&experiment, "running_mean", NUMBERS(0.25));
    yields(&experiment, "running_var", NUMBERS(1.0666666666666667));
    struct settings settings = settings_of(&experiment);
    settings.mode = MODE_INFERENCE;
    settings.steps = 1;
    struct outcome outcome = run_turned(&experiment, &settings);
    assert_result(&outcome, "y", NUMBERS(0.7261809734485556, 1.694422271379963, 2.6626635693113703, 3.6309048672427777));
    assert_result(&outcome, "running_mean", NUMBERS(0.25));
    assert_result(&outcome, "used_var", NUMBERS(1.0666666666666667));
    outcome_release(&outcome);
}
END_TEST

START_TEST(w11b_train_then_evaluate_as_keras)
{
    struct experiment experiment = four_values();
    experiment.framework = FRAMEWORK_KERAS;
    experiment.epsilon = 1e-3;
    experiment.momentum = 0.99;
    yields(&experiment, "running_mean", NUMBERS(0.025));
    yields(&experiment, "running_var", NUMBERS(1.0025));
    struct settings settings = settings_of(&experiment);
    settings.mode = MODE_INFERENCE;
    settings.steps = 1;
    struct outcome outcome = run_turned(&experiment, &settings);
    assert_result(&outcome, "y", NUMBERS(0.9732982158826549, 1.9715527962751216, 2.969807376667588, 3.968061957060055));
    outcome_release(&outcome);
}
END_TEST

START_TEST(w12_evaluate_a_fresh_layer)
{
    struct experiment experiment = four_values();
    experiment.shape[0] = 1;
    experiment.mode = MODE_INFERENCE;
    experiment.values = NUMBERS(2.5);
    yields(&experiment, "y", NUMBERS(2.4999875000937495));
    experiment.epsilon = 1e-3;
    yields(&experiment, "y", NUMBERS(2.498750936719433));
}
END_TEST

START_TEST(w13_batch_mates)
{
    struct experiment experiment = four_values();
    experiment.shape[0] = 2;
    experiment.values = NUMBERS(5, 1);
    yields(&experiment, "y", NUMBERS(0.9999987500023437, -0.9999987500023437));
    experiment.values = NUMBERS(5, 9);
    yields(&experiment, "y", NUMBERS(-0.9999987500023437, 0.9999987500023437));
    experiment.mode = MODE_INFERENCE;
    experiment.running_mean = NUMBERS(5);
    experiment.running_var = NUMBERS(4);
    yields(&experiment, "y", NUMBERS(0, 4 / sqrt(4 + 1e-5)));
}
END_TEST

/* Feeds the batches [1,3], [5,7], [0,12] one after the other, each with the running statistics that the one before left. */
static void check_three_batches(struct experiment experiment, const double expected[3][2])
{
    double batches[3][2] = {{1, 3}, {5, 7}, {0, 12}};
    double mean = 0, var = 1;
    experiment.shape[0] = 2;
    experiment.running_mean = (struct numbers){&mean, 1};
    experiment.running_var = (struct numbers){&var, 1};
    for (size_t step = 0; step < 3; step++) {
        experiment.values = (struct numbers){batches[step], 2};
        struct outcome outcome = run_declared(&experiment);
        assert_result(&outcome, "running_mean_before", NUMBERS(mean));
        assert_result(&outcome, "running_mean", NUMBERS(expected[step][0]));
        assert_result(&outcome, "running_var", NUMBERS(expected[step][1]));
        mean = outcome.running_mean[0];
        var = outcome.running_var[0];
        outcome_release(&outcome);
    }
}

START_TEST(w15_three_batches_as_pytorch)
{
    check_three_batches(four_values(), (const double[3][2]){{0.2, 1.1}, {0.78, 1.19}, {1.302, 8.271}});
}
END_TEST

START_TEST(w15b_three_batches_as_keras)
{
    struct experiment experiment = four_values();
    experiment.framework = FRAMEWORK_KERAS;
    experiment.momentum = 0.99;
    check_three_batches(experiment, (const double[3][2]){{0.02, 1}, {0.0798, 1}, {0.139002, 1.35}});
}
END_TEST

START_TEST(w22_backward)
{
    struct experiment experiment = four_values();
    experiment.dy = NUMBERS(1, 0, 0, 0);
    yields(&experiment, "dx", NUMBERS(0.2683303038930342, -0.3577683720252976, -0.08944343463101138, 0.1788815027632748));
    yields(&experiment, "dgamma", NUMBERS(-1.3416354199689269));
    yields(&experiment, "dbeta", NUMBERS(1));
    experiment.epsilon = 0;
    yields(&experiment, "dx", NUMBERS(0.2683281572999747, -0.35777087639996635, -0.08944271909999159, 0.17888543819998318));
}
END_TEST

START_TEST(w23_gradients_that_do_not_pass)
{
    struct experiment experiment = four_values();
    experiment.dy = NUMBERS(1, 1, 1, 1);
    yields(&experiment, "dx", NUMBERS(0, 0, 0, 0));
    yields(&experiment, "dgamma", NUMBERS(0));
    yields(&experiment, "dbeta", NUMBERS(4));
    experiment.dy = NUMBERS(-1.3416354199689269, -0.447211806656309, 0.447211806656309, 1.3416354199689269);
    yields(&experiment, "dx",
           NUMBERS(-9.599846401937562e-06, -3.1999488006624044e-06, 3.1999488006624044e-06, 9.599846401937562e-06));
    yields(&experiment, "dgamma", NUMBERS(3.9999680002559974));
    yields(&experiment, "dbeta", NUMBERS(0));
}
END_TEST

START_TEST(w24_backward_with_frozen_statistics)
{
    struct experiment experiment = four_values();
    experiment.mode = MODE_INFERENCE;
    experiment.running_mean = NUMBERS(2.5);
    experiment.running_var = NUMBERS(1.25);
    experiment.dy = NUMBERS(1, 0, 0, 0);
    yields(&experiment, "dx", NUMBERS(0.894423613312618, 0, 0, 0));
}
END_TEST

START_TEST(w25_backward_with_gamma)
{
    struct experiment experiment = four_values();
    experiment.gamma = NUMBERS(2);
    experiment.dy = NUMBERS(0.1, -0.2, 0.3, 0.4);
    yields(&experiment, "dx", NUMBERS(0.286212551020739, -0.5008782252014989, 0.1431087798764518, 0.07155689430430824));
    yields(&experiment, "dgamma", NUMBERS(0.6260965293188326));
    yields(&experiment, "dbeta", NUMBERS(0.6));
}
END_TEST

TCase *experiment_examples_tests(void)
{
    TCase *tests = tcase_create("examples");
    tcase_add_test(tests, w02_forward);
    tcase_add_test(tests, w03_gamma_and_beta);
    tcase_add_test(tests, w05_variance_of_the_output);
    tcase_add_test(tests, w06_scale_and_shift_of_x);
    tcase_add_test(tests, w07_two_samples);
    tcase_add_test(tests, w08_images);
    tcase_add_test(tests, w08b_the_same_numbers_channels_last);
    tcase_add_test(tests, w08c_two_images);
    tcase_add_test(tests, w11_train_then_evaluate_as_pytorch);
    tcase_add_test(tests, w11b_train_then_evaluate_as_keras);
    tcase_add_test(tests, w12_evaluate_a_fresh_layer);
    tcase_add_test(tests, w13_batch_mates);
    tcase_add_test(tests, w15_three_batches_as_pytorch);
    tcase_add_test(tests, w15b_three_batches_as_keras);
    tcase_add_test(tests, w22_backward);
    tcase_add_test(tests, w23_gradients_that_do_not_pass);
    tcase_add_test(tests, w24_backward_with_frozen_statistics);
    tcase_add_test(tests, w25_backward_with_gamma);
    return tests;
}
