/*
 * Every number of the worked examples comes out of an experiment of the shipped course: as one of its results, or by a formula over
 * them.  The examples were computed in float64 by another program; the kernel keeps float32.
 */
#include "base/paths.h"
#include "course/diagnostics.h"
#include "experiment/parameters.h"
#include "experiment/results.h"
#include "runner.h"
#include "worked_examples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What float32 leaves of a number, and of numbers near 1 that cancel. */
static const double relative = 3e-6, absolute = 3e-7;

static struct worked worked;
static struct course *course;

static int turn(struct settings *settings, const struct experiment *experiment, const char *key, const char *value, struct err *err)
{
    const struct assignment assignment = {.key = key, .value = value};
    if (experiment->model)
        return settings_assign(experiment, settings, &assignment, err);
    double values[MODEL_PARAMETERS_MAX];
    int index = parameter_find(kernel_parameters, KERNEL_PARAMETERS, key);
    ck_assert_msg(index >= 0, "no parameter '%s'", key);
    kernel_values(settings, values);
    int code = parameter_read(&kernel_parameters[index], value, &values[index], err);
    kernel_settings(values, settings);
    return code;
}

static struct settings turned(const struct experiment *experiment, const char *words)
{
    struct settings settings = settings_of(experiment);
    char copy[128], *rest = NULL;
    struct err err = {0};
    ck_assert_uint_lt(strlen(words), sizeof copy);
    strcpy(copy, words);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        ck_assert_msg(turn(&settings, experiment, word, equals + 1, &err) == 0, "%s: %s", experiment->id, err.text);
    }
    return settings;
}

static void compare(const struct reproduction *row, struct quantity value)
{
    const struct worked_entry *entry = worked_find(&worked, row->path);
    ck_assert_msg(entry != NULL, "the worked examples have no %s", row->path);
    ck_assert_msg(row->from + value.count <= entry->count, "%s has %zu numbers", row->path, entry->count);
    for (size_t i = 0; i < value.count; i++) {
        double expected = entry->numbers[row->from + i], room = relative * fabs(expected) + absolute;
        bool same = isnan(expected) ? isnan(value.items[i]) : value.items[i] == expected || fabs(value.items[i] - expected) <= room;
        ck_assert_msg(same, "%s[%zu]: experiment %s %s yields %.12g, not %.12g", row->path, row->from + i, row->experiment,
                      row->turned, value.items[i], expected);
    }
}

static struct quantity evaluate(const struct reproduction *row, struct arena *arena, struct scope *scope)
{
    const struct experiment *experiment = course_experiment(course, row->experiment);
    struct outcome outcome = {.count = 0};
    struct quantity value;
    struct err err = {0};
    ck_assert_msg(experiment != NULL, "the course has no experiment '%s'", row->experiment);
    struct settings settings = turned(experiment, row->turned);
    ck_assert_msg(experiment_run(experiment, &settings, &outcome, &err) == 0, "%s: %s", row->experiment, err.text);
    results_name(experiment, &outcome, &settings, arena, scope);
    ck_assert_msg(expression_evaluate(row->expression, scope, arena, &value, &err) == 0, "%s: %s", row->experiment, err.text);
    outcome_release(&outcome);
    return value;
}

START_TEST(comes_out_of_an_experiment)
{
    struct arena arena;
    struct scope scope = {.count = 0};
    arena_init(&arena);
    compare(&reproductions[_i], evaluate(&reproductions[_i], &arena, &scope));
    scope_release(&scope);
    arena_release(&arena);
}
END_TEST

/* No number of the file is left out. */
START_TEST(nothing_is_left_out)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < reproduction_count; i++) {
        struct scope scope = {.count = 0};
        struct worked_entry *entry = worked_find(&worked, reproductions[i].path);
        size_t count = evaluate(&reproductions[i], &arena, &scope).count;
        for (size_t k = 0; entry && k < count && reproductions[i].from + k < entry->count; k++)
            entry->met[reproductions[i].from + k] = true;
        scope_release(&scope);
    }
    for (size_t i = 0; i < worked.count; i++) {
        bool race = worked.items[i].path[0] == 'S'; /* tested where the race is */
        for (size_t k = 0; k < worked.items[i].count; k++)
            ck_assert_msg(race || worked.items[i].met[k], "no experiment yields %s[%zu]", worked.items[i].path, k);
    }
    arena_release(&arena);
}
END_TEST

static bool find_examples(void)
{
    const char *named = getenv("BNTUTOR_WORKED_EXAMPLES"), *source = getenv("abs_top_srcdir");
    char path[4096];
    snprintf(path, sizeof path, "%s/../shared/reference/worked-examples.json", source ? source : ".");
    return worked_read(&worked, named ? named : path);
}

static void load(void)
{
    struct diagnostics diagnostics;
    struct err err = {0};
    char *content = paths_content();
    diagnostics_init(&diagnostics);
    ck_assert_msg(course_load(&course, content, NULL, &diagnostics, &err) == 0, "%s", err.text);
    diagnostics_release(&diagnostics);
    free(content);
}

static void release(void)
{
    course_free(&course);
    worked_release(&worked);
}

Suite *program_suite(void)
{
    if (!find_examples()) {
        printf("1..0 # SKIP the worked examples are absent (set BNTUTOR_WORKED_EXAMPLES to their file)\n");
        return NULL;
    }
    Suite *suite = suite_create("worked examples");
    TCase *examples = tcase_create("examples");
    tcase_add_unchecked_fixture(examples, load, release);
    tcase_add_loop_test(examples, comes_out_of_an_experiment, 0, (int)reproduction_count);
    tcase_add_test(examples, nothing_is_left_out);
    suite_add_tcase(suite, examples);
    return suite;
}
