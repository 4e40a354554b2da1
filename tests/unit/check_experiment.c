#include "check_experiment.h"

#include "runner.h"

#include <math.h>

struct outcome run_turned(const struct experiment *experiment, const struct settings *settings)
{
    struct outcome outcome;
    struct err err = {.text = ""};
    int code = experiment_run(experiment, settings, &outcome, &err);
    ck_assert_msg(code == 0, "%s", err.text);
    return outcome;
}

struct outcome run_declared(const struct experiment *experiment)
{
    struct settings settings = settings_of(experiment);
    return run_turned(experiment, &settings);
}

void assert_result(const struct outcome *outcome, const char *name, struct numbers expected)
{
    struct result result;
    ck_assert_msg(outcome_find(outcome, name, &result), "no result '%s'", name);
    ck_assert_uint_eq(result.count, expected.count);
    for (size_t i = 0; i < expected.count; i++) {
        double got = result.per_channel ? result.numbers[i] : (double)result.tensor[i];
        double right = expected.items[i];
        ck_assert_msg(fabs(got - right) <= 1e-6 * fmax(1, fabs(right)), "%s[%zu] is %.9g, not %.9g", name, i, got, right);
    }
}

Suite *program_suite(void)
{
    Suite *suite = suite_create("experiment");
    suite_add_tcase(suite, experiment_examples_tests());
    suite_add_tcase(suite, experiment_settings_tests());
    suite_add_tcase(suite, experiment_outcome_tests());
    suite_add_tcase(suite, expression_tests());
    suite_add_tcase(suite, experiment_prediction_tests());
    return suite;
}
