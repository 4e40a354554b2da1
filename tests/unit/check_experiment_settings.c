/* What a learner can turn, what comes out by name, and what is refused. */
#include "check_experiment.h"

#include <math.h>
#include <string.h>

static struct experiment drawn(enum generator generator)
{
    static double mean[] = {10, -5}, std[] = {2, 0.5};
    return (struct experiment){
        .id = "drawn",
        .shape = {64, 2, 8},
        .rank = 3,
        .generator = generator,
        .mean = {mean, 2},
        .std = {std, 2},
        .seed = 7,
        .epsilon = 1e-5,
        .momentum = 0.1,
    };
}

static struct experiment four_values(void)
{
    static double values[] = {1, 2, 3, 4}, dy[] = {1, 0, 0, 0};
    return (struct experiment){
        .id = "four-values", .shape = {4, 1}, .rank = 2, .values = {values, 4}, .dy = {dy, 4}, .epsilon = 1e-5, .momentum = 0.1};
}

START_TEST(generators_have_the_declared_mean_and_width)
{
    static const struct {
        enum generator generator;
        double std_of_unit; /* standard deviation for std = 1 */
    } rows[] = {{GENERATOR_NORMAL, 1}, {GENERATOR_UNIFORM, 0.57735026918962576}, {GENERATOR_CONSTANT, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct experiment experiment = drawn(rows[i].generator);
        struct outcome outcome = run_declared(&experiment);
        for (size_t channel = 0; channel < 2; channel++) {
            double std = experiment.std.items[channel];
            ck_assert_double_eq_tol(outcome.batch_mean[channel], experiment.mean.items[channel], 0.15 * std);
            ck_assert_double_eq_tol(sqrt(outcome.batch_var[channel]), std * rows[i].std_of_unit, 0.1 * std);
        }
        outcome_release(&outcome);
    }
}
END_TEST

START_TEST(uniform_stays_within_its_half_width)
{
    struct experiment experiment = drawn(GENERATOR_UNIFORM);
    struct outcome outcome = run_declared(&experiment);
    for (size_t i = 0; i < outcome.count; i++) {
        size_t channel = outcome_channel(&outcome, i);
        ck_assert_double_le(fabs((double)outcome.x[i] - experiment.mean.items[channel]), experiment.std.items[channel] + 1e-6);
    }
    outcome_release(&outcome);
}
END_TEST

START_TEST(outlier_is_the_first_value_of_each_channel)
{
    struct experiment experiment = drawn(GENERATOR_OUTLIER);
    for (int layout = LAYOUT_CHANNELS_FIRST; layout <= LAYOUT_CHANNELS_LAST; layout++) {
        experiment.layout = (enum layout)layout;
        experiment.shape[1] = layout == LAYOUT_CHANNELS_FIRST ? 2 : 8;
        experiment.shape[2] = layout == LAYOUT_CHANNELS_FIRST ? 8 : 2;
        struct outcome outcome = run_declared(&experiment);
        size_t outliers = 0;
        for (size_t i = 0; i < outcome.count; i++) {
            size_t channel = outcome_channel(&outcome, i);
            outliers += fabs((double)outcome.x[i] - experiment.mean.items[channel]) > 100 * experiment.std.items[channel];
        }
        size_t second = layout == LAYOUT_CHANNELS_FIRST ? 8 : 1;
        ck_assert_uint_eq(outliers, 2);
        ck_assert_float_eq(outcome.x[0], 2010);
        ck_assert_float_eq(outcome.x[second], 495);
        outcome_release(&outcome);
    }
}
END_TEST

START_TEST(the_shown_batch_depends_on_the_seed_alone)
{
    struct experiment experiment = drawn(GENERATOR_NORMAL);
    struct settings settings = settings_of(&experiment);
    struct outcome declared = run_turned(&experiment, &settings);
    settings.steps = 3;
    struct outcome later = run_turned(&experiment, &settings);
    settings.batch = 100;
    struct outcome larger = run_turned(&experiment, &settings);
    settings.seed++;
    struct outcome other = run_turned(&experiment, &settings);
    size_t bytes = declared.count * sizeof(float);
    ck_assert_mem_eq(later.x, declared.x, bytes);
    ck_assert_mem_eq(larger.x, declared.x, bytes);
    ck_assert_mem_ne(other.x, declared.x, bytes);
    ck_assert_uint_eq(larger.count, 1600);
    ck_assert_uint_eq(larger.dimensions[0], 100);
    ck_assert_double_ne(later.running_mean_before[0], declared.running_mean_before[0]);
    outcome_release(&declared);
    outcome_release(&later);
    outcome_release(&larger);
    outcome_release(&other);
}
END_TEST

START_TEST(steps_draw_fresh_batches)
{
    /* After many steps of weight 1, the running mean is the mean of the last batch, which differs from the shown one. */
    struct experiment experiment = drawn(GENERATOR_NORMAL);
    struct settings settings = settings_of(&experiment);
    settings.momentum = 1;
    double before = NAN;
    for (settings.steps = 1; settings.steps <= 3; settings.steps++) {
        struct outcome outcome = run_turned(&experiment, &settings);
        ck_assert_double_eq_tol(outcome.running_mean[0], outcome.batch_mean[0], 1e-6);
        ck_assert(fabs(outcome.running_mean_before[0] - outcome.batch_mean[0]) > 1e-3);
        ck_assert(!(fabs(outcome.running_mean_before[0] - before) <= 1e-3));
        before = outcome.running_mean_before[0];
        outcome_release(&outcome);
    }
}
END_TEST

START_TEST(declared_values_and_dy_repeat_in_a_larger_batch)
{
    struct experiment experiment = four_values();
    struct settings settings = settings_of(&experiment);
    settings.batch = 6;
    struct outcome outcome = run_turned(&experiment, &settings);
    assert_result(&outcome, "x", NUMBERS(1, 2, 3, 4, 1, 2));
    assert_result(&outcome, "dy", NUMBERS(1, 0, 0, 0, 1, 0));
    outcome_release(&outcome);
    settings.batch = 2;
    outcome = run_turned(&experiment, &settings);
    assert_result(&outcome, "x", NUMBERS(1, 2));
    outcome_release(&outcome);
}
END_TEST

START_TEST(gamma_and_beta_are_turned_relative_to_the_declared_ones)
{
    struct experiment experiment = four_values();
    experiment.gamma = NUMBERS(3);
    experiment.beta = NUMBERS(-1);
    struct settings settings = settings_of(&experiment);
    settings.gamma = 0.5;
    settings.beta = 2;
    struct outcome outcome = run_turned(&experiment, &settings);
    assert_result(&outcome, "gamma", NUMBERS(1.5));
    assert_result(&outcome, "beta", NUMBERS(1));
    assert_result(&outcome, "y_mean", NUMBERS(1));
    assert_result(&outcome, "y_var", NUMBERS(2.25 * 1.25 / (1.25 + 1e-5)));
    outcome_release(&outcome);
}
END_TEST

START_TEST(negative_momentum_is_pytorchs_cumulative_average)
{
    struct experiment experiment = four_values();
    struct settings settings = settings_of(&experiment);
    settings.momentum = -1;
    settings.steps = 2;
    struct outcome outcome = run_turned(&experiment, &settings);
    assert_result(&outcome, "running_mean", NUMBERS(2.5));
    assert_result(&outcome, "running_var", NUMBERS(5.0 / 3));
    outcome_release(&outcome);
}
END_TEST

START_TEST(results_come_in_order_and_by_name)
{
    static const char *const names[] = {"x",
                                        "batch_mean",
                                        "batch_var",
                                        "used_mean",
                                        "used_var",
                                        "invstd",
                                        "xhat",
                                        "xhat_mean",
                                        "xhat_var",
                                        "gamma",
                                        "beta",
                                        "y",
                                        "y_mean",
                                        "y_var",
                                        "running_mean_before",
                                        "running_var_before",
                                        "running_mean",
                                        "running_var",
                                        "dy",
                                        "dx",
                                        "dgamma",
                                        "dbeta"};
    const size_t all = sizeof names / sizeof *names;
    struct experiment experiment = four_values();
    for (int backward = 1; backward >= 0; backward--) {
        if (!backward)
            experiment.dy.count = 0;
        struct outcome outcome = run_declared(&experiment);
        struct result result, found;
        size_t index = 0;
        for (; outcome_result(&outcome, index, &result); index++) {
            ck_assert_str_eq(result.name, names[index]);
            ck_assert_uint_eq(result.count, result.per_channel ? 1 : 4);
            ck_assert((result.tensor == NULL) == result.per_channel && (result.numbers != NULL) == result.per_channel);
            ck_assert(outcome_find(&outcome, names[index], &found) && found.tensor == result.tensor);
        }
        ck_assert_uint_eq(index, backward ? all : all - 4);
        ck_assert(!outcome_find(&outcome, "sigma", &found));
        ck_assert_uint_eq(outcome_values_per_channel(&outcome), 4);
        outcome_release(&outcome);
        ck_assert(!outcome_result(&outcome, 0, &result));
    }
}
END_TEST

START_TEST(pytorchs_exception_is_told)
{
    struct experiment experiment = four_values();
    struct settings settings = settings_of(&experiment);
    settings.batch = 1;
    struct outcome outcome = run_turned(&experiment, &settings);
    ck_assert_ptr_nonnull(outcome.framework_note);
    ck_assert_ptr_nonnull(strstr(outcome.framework_note, "Expected more than 1 value per channel when training"));
    assert_result(&outcome, "y", NUMBERS(0));
    outcome_release(&outcome);
    settings.mode = MODE_INFERENCE;
    outcome = run_turned(&experiment, &settings);
    ck_assert_ptr_null(outcome.framework_note);
    outcome_release(&outcome);
    settings.mode = MODE_TRAINING;
    settings.framework = FRAMEWORK_KERAS;
    outcome = run_turned(&experiment, &settings);
    ck_assert_ptr_null(outcome.framework_note);
    outcome_release(&outcome);
}
END_TEST

static void refused(struct settings settings, int code, const char *words)
{
    struct experiment experiment = four_values();
    struct outcome outcome;
    struct err err;
    ck_assert_int_eq(experiment_run(&experiment, &settings, &outcome, &err), code);
    ck_assert_msg(strstr(err.text, words) && strstr(err.text, "four-values"), "%s", err.text);
    ck_assert(outcome.x == NULL && outcome.count == 0);
    outcome_release(&outcome);
}

START_TEST(what_the_kernel_refuses_is_told_in_its_words)
{
    struct experiment experiment = four_values();
    const struct settings fine = settings_of(&experiment);
    struct settings bad = fine;
    bad.epsilon = -1;
    refused(bad, ERR_INVALID, "epsilon is negative");
    bad = fine;
    bad.momentum = 2;
    refused(bad, ERR_INVALID, "momentum is outside");
    bad = fine;
    bad.momentum = -1;
    bad.framework = FRAMEWORK_KERAS;
    refused(bad, ERR_INVALID, "momentum is outside");
    bad = fine;
    bad.batch = 0;
    refused(bad, ERR_INVALID, "a dimension is zero");
    bad.batch = (size_t)EXPERIMENT_VALUES_MAX + 1;
    refused(bad, ERR_LIMIT, "more than");
    bad.batch = (size_t)-1;
    refused(bad, ERR_INVALID, "larger than memory");
}
END_TEST

START_TEST(values_of_nowhere_are_refused)
{
    struct experiment experiment = four_values();
    experiment.values.count = 0;
    struct settings settings = settings_of(&experiment);
    struct outcome outcome;
    ck_assert_int_eq(experiment_run(&experiment, &settings, &outcome, NULL), ERR_INVALID);
}
END_TEST

START_TEST(histogram_counts_every_value_once)
{
    const float values[] = {0, 9, 0.5f, 9, 1, 9, 1.99f, 9, 2, 9, NAN, 9, -0.01f, 9, 2.01f, 9};
    size_t counts[4] = {0};
    histogram_count(values, 16, 2, 0, 2, 4, counts);
    ck_assert(counts[0] == 1 && counts[1] == 1 && counts[2] == 1 && counts[3] == 2);
    memset(counts, 0, sizeof counts);
    histogram_count(values, 16, 2, 2, 2, 4, counts);
    ck_assert(counts[0] == 1 && counts[1] == 0 && counts[2] == 0 && counts[3] == 0);
    memset(counts, 0, sizeof counts);
    histogram_count(values, 0, 1, 0, 2, 4, counts);
    ck_assert(counts[0] == 0 && counts[3] == 0);
}
END_TEST

TCase *experiment_settings_tests(void)
{
    TCase *tests = tcase_create("settings");
    tcase_add_test(tests, generators_have_the_declared_mean_and_width);
    tcase_add_test(tests, uniform_stays_within_its_half_width);
    tcase_add_test(tests, outlier_is_the_first_value_of_each_channel);
    tcase_add_test(tests, the_shown_batch_depends_on_the_seed_alone);
    tcase_add_test(tests, steps_draw_fresh_batches);
    tcase_add_test(tests, declared_values_and_dy_repeat_in_a_larger_batch);
    tcase_add_test(tests, gamma_and_beta_are_turned_relative_to_the_declared_ones);
    tcase_add_test(tests, negative_momentum_is_pytorchs_cumulative_average);
    tcase_add_test(tests, results_come_in_order_and_by_name);
    tcase_add_test(tests, pytorchs_exception_is_told);
    tcase_add_test(tests, what_the_kernel_refuses_is_told_in_its_words);
    tcase_add_test(tests, values_of_nowhere_are_refused);
    tcase_add_test(tests, histogram_counts_every_value_once);
    return tests;
}
