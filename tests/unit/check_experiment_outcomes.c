/* Runs that are asked for more than once. */
#include "check_experiment.h"

#include "experiment/outcomes.h"

static struct outcomes outcomes;

static void setup(void)
{
    outcomes = (struct outcomes){0};
}

static void teardown(void)
{
    outcomes_release(&outcomes);
}

/* How many runs were made after another one. */
static size_t run_one(const struct experiment *experiment, const struct settings *settings)
{
    struct err err;
    const struct outcome *kept = outcomes_run(&outcomes, experiment, settings, &err);
    ck_assert_msg(kept != NULL, "%s", err.text);
    struct outcome fresh;
    struct result result, expected;
    ck_assert_int_eq(experiment_run(experiment, settings, &fresh, NULL), 0);
    for (size_t i = 0; outcome_result(&fresh, i, &expected); i++) {
        ck_assert(outcome_result(kept, i, &result));
        ck_assert_str_eq(result.name, expected.name);
        ck_assert_uint_eq(result.count, expected.count);
        if (expected.numbers)
            ck_assert_mem_eq(result.numbers, expected.numbers, expected.count * sizeof *expected.numbers);
        else
            ck_assert_mem_eq(result.tensor, expected.tensor, expected.count * sizeof *expected.tensor);
    }
    outcome_release(&fresh);
    return outcomes.count;
}

START_TEST(the_kernel_runs_once_for_each_setting)
{
    const struct experiment experiment = {.id = "four",
                                          .rank = 2,
                                          .shape = {4, 1},
                                          .generator = GENERATOR_NORMAL,
                                          .epsilon = 1e-5,
                                          .momentum = 0.1,
                                          .seed = 3};
    const struct experiment other = experiment;
    struct settings settings = settings_of(&experiment);
    ck_assert_uint_eq(run_one(&experiment, &settings), 1);
    ck_assert_uint_eq(run_one(&experiment, &settings), 1);
    settings.mode = MODE_INFERENCE;
    ck_assert_uint_eq(run_one(&experiment, &settings), 2);
    settings.epsilon = 1e-3;
    ck_assert_uint_eq(run_one(&experiment, &settings), 3);
    settings.seed++;
    ck_assert_uint_eq(run_one(&experiment, &settings), 4);
    settings.steps++;
    ck_assert_uint_eq(run_one(&experiment, &settings), 5);
    settings.batch = 8;
    ck_assert_uint_eq(run_one(&experiment, &settings), 6);
    ck_assert_uint_eq(run_one(&experiment, &settings), 6);
    ck_assert_uint_eq(run_one(&other, &settings), 7);
}
END_TEST

START_TEST(a_model_runs_once_for_each_of_its_values_whoever_asks)
{
    const struct experiment one = {.id = "one", .model = "time-machine"}, two = {.id = "two", .model = "time-machine"};
    const struct experiment another = {.id = "another", .model = "family"};
    struct settings settings = settings_of(&one);
    ck_assert_uint_eq(run_one(&one, &settings), 1);
    ck_assert_uint_eq(run_one(&two, &settings), 1);
    settings.mode = MODE_INFERENCE; /* which a model does not have */
    ck_assert_uint_eq(run_one(&two, &settings), 1);
    settings.values[0] = 0.5;
    ck_assert_uint_eq(run_one(&two, &settings), 2);
    settings.seed++;
    ck_assert_uint_eq(run_one(&two, &settings), 3);
    settings = settings_of(&another);
    ck_assert_uint_eq(run_one(&another, &settings), 4);
}
END_TEST

START_TEST(a_tensor_belongs_to_its_experiment)
{
    struct experiment one = {.id = "one", .model = "time-machine", .rank = 2, .shape = {2, 2}}, two = one;
    one.values = NUMBERS(1, 2, 3, 4);
    two.values = NUMBERS(2, 3, 4, 5);
    struct settings settings = settings_of(&one);
    ck_assert_uint_eq(run_one(&one, &settings), 1);
    ck_assert_uint_eq(run_one(&two, &settings), 2);
    settings.batch = 1;
    ck_assert_uint_eq(run_one(&two, &settings), 3);
}
END_TEST

START_TEST(what_fails_is_told_each_time)
{
    const struct experiment experiment = {.id = "four", .model = "time-masheen"};
    struct settings settings = settings_of(&experiment);
    struct err err;
    for (int i = 0; i < 2; i++) {
        err_clear(&err);
        ck_assert_ptr_null(outcomes_run(&outcomes, &experiment, &settings, &err));
        ck_assert_int_eq(err.code, ERR_INVALID);
    }
    ck_assert_uint_eq(outcomes.count, 0);
}
END_TEST

TCase *experiment_outcome_tests(void)
{
    TCase *tests = tcase_create("outcomes");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, the_kernel_runs_once_for_each_setting);
    tcase_add_test(tests, a_model_runs_once_for_each_of_its_values_whoever_asks);
    tcase_add_test(tests, a_tensor_belongs_to_its_experiment);
    tcase_add_test(tests, what_fails_is_told_each_time);
    return tests;
}
