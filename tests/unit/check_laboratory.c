#include "check_laboratory.h"

#include "runner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct findings findings;

static void set(const struct model *model, double *values, const char *setting)
{
    const char *equals = strchr(setting, '=');
    char key[32] = "";
    struct err err = {0};
    memcpy(key, setting, (size_t)(equals - setting));
    int index = parameter_find(model->parameters, model->parameter_count, key);
    ck_assert_msg(index >= 0, "%s has no parameter %s", model->name, key);
    ck_assert_msg(parameter_read(&model->parameters[index], equals + 1, &values[index], &err) == 0, "%s", err.text);
}

void run_model(const char *name, const char *settings, const struct sample *sample, struct err *refusal)
{
    const struct model *model = model_find(name);
    double values[MODEL_PARAMETERS_MAX];
    char words[256], *rest = NULL;
    struct err err = {0};
    ck_assert_ptr_nonnull(model);
    model_defaults(model, values);
    ck_assert_uint_lt(strlen(settings), sizeof words);
    strcpy(words, settings);
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        set(model, values, word);
    findings_clear(&findings);
    int code = model->run(values, 7, sample, &findings, &err);
    ck_assert_msg((code != 0) == (refusal != NULL), "%s %s: %s", name, settings, err.text);
    if (refusal)
        *refusal = err;
}

void run_on(const char *name, const char *settings, const double *x, size_t count)
{
    const struct sample sample = {.x = x, .shape = {count, 1}, .rank = 2};
    run_model(name, settings, &sample, NULL);
}

const double *found(const char *name, size_t count)
{
    const struct finding *finding = findings_find(&findings, name);
    ck_assert_msg(finding != NULL, "there is no %s", name);
    ck_assert_msg(finding->count == count, "%s has %zu numbers, not %zu", name, finding->count, count);
    return finding->numbers;
}

double found_number(const char *name)
{
    return found(name, 1)[0];
}

void expect_list(const char *name, const double *expected, size_t count, double tolerance)
{
    const double *numbers = found(name, count);
    for (size_t i = 0; i < count; i++) {
        double room = tolerance * fmax(1, fabs(expected[i]));
        bool same = isnan(expected[i]) ? isnan(numbers[i]) : numbers[i] == expected[i] || fabs(numbers[i] - expected[i]) <= room;
        ck_assert_msg(same, "%s[%zu] is %.17g, not %.17g", name, i, numbers[i], expected[i]);
    }
}

void expect_number(const char *name, double expected, double tolerance)
{
    expect_list(name, &expected, 1, tolerance);
}

/* The race takes seconds a run, and has tests of its own. */
static const struct model *quick_model(int index)
{
    for (size_t i = 0; model_table[i]; i++)
        if (strncmp(model_table[i]->name, "race", 4) != 0 && index-- == 0)
            return model_table[i];
    return NULL;
}

/* Every model runs with what its parameters usually are, and with each of them at both ends. */
START_TEST(every_model_runs_at_the_ends_of_its_ranges)
{
    const struct model *model = quick_model(_i);
    double values[MODEL_PARAMETERS_MAX];
    ck_assert_uint_le(model->parameter_count, MODEL_PARAMETERS_MAX);
    for (size_t i = 0; i < model->parameter_count; i++) {
        const struct parameter *parameter = &model->parameters[i];
        ck_assert(parameter->low <= parameter->fallback && parameter->fallback <= parameter->high);
        ck_assert_ptr_nonnull(parameter->help);
        for (int end = 0; end < 2; end++) {
            struct err err = {0};
            model_defaults(model, values);
            values[i] = end ? fmin(parameter->high, 2000) : parameter->low;
            findings_clear(&findings);
            int code = model->run(values, 3, NULL, &findings, &err);
            ck_assert_msg(code == 0 || err.text[0], "%s with %s = %g", model->name, parameter->key, values[i]);
        }
    }
}
END_TEST

/* The same arguments give the same findings; another seed gives others where the model draws. */
START_TEST(findings_follow_from_the_arguments)
{
    const struct model *model = quick_model(_i);
    double values[MODEL_PARAMETERS_MAX];
    struct findings again;
    findings_init(&again);
    model_defaults(model, values);
    findings_clear(&findings);
    ck_assert_int_eq(model->run(values, 3, NULL, &findings, NULL), 0);
    ck_assert_int_eq(model->run(values, 3, NULL, &again, NULL), 0);
    ck_assert_uint_eq(findings.count, again.count);
    for (size_t i = 0; i < again.count; i++) {
        ck_assert_str_eq(findings.items[i].name, again.items[i].name);
        ck_assert_uint_eq(findings.items[i].count, again.items[i].count);
        ck_assert_mem_eq(findings.items[i].numbers, again.items[i].numbers, again.items[i].count * sizeof(double));
        for (size_t k = 0; k < i; k++)
            ck_assert_str_ne(again.items[i].name, again.items[k].name);
    }
    findings_release(&again);
}
END_TEST

static void setup(void)
{
    findings_init(&findings);
}

static void teardown(void)
{
    findings_release(&findings);
}

static TCase *all_tests(void)
{
    TCase *tests = tcase_create("all models");
    int count = 0;
    while (quick_model(count))
        count++;
    tcase_add_loop_test(tests, every_model_runs_at_the_ends_of_its_ranges, 0, count);
    tcase_add_loop_test(tests, findings_follow_from_the_arguments, 0, count);
    return tests;
}

Suite *program_suite(void)
{
    Suite *suite = suite_create("laboratory");
    TCase *const cases[] = {all_tests(),
                            laboratory_backward_tests(),
                            laboratory_numerics_tests(),
                            laboratory_layers_tests(),
                            laboratory_large_tests(),
                            laboratory_statistics_tests(),
                            laboratory_parameter_tests(),
                            laboratory_tape_tests(),
                            laboratory_time_machine_tests(),
                            laboratory_train_or_inference_tests()};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tcase_add_checked_fixture(cases[i], setup, teardown);
        suite_add_tcase(suite, cases[i]);
    }
    return suite;
}
