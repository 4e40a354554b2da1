/* Exercises of the shipped course: what holds for every question that any seed makes. */
#include "base/paths.h"
#include "course/diagnostics.h"
#include "experiment/exercise.h"
#include "experiment/experiment.h"
#include "experiment/expression.h"
#include "experiment/results.h"
#include "runner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEDS = 200, EXERCISES_AT_LEAST = 12 };

static struct course *course;
static struct diagnostics diagnostics;

static void set_up(void)
{
    struct err err;
    char *content = paths_content();
    diagnostics_init(&diagnostics);
    ck_assert_msg(course_load(&course, content, NULL, &diagnostics, &err) == 0, "%s", err.text);
    free(content);
}

static void tear_down(void)
{
    course_free(&course);
    diagnostics_release(&diagnostics);
}

/* Calls `check` with each exercise and each of SEEDS seeds. */
static void for_all(void (*check)(const struct exercise *exercise, uint64_t seed))
{
    for (size_t t = 0; t < course->topic_count; t++)
        for (size_t i = 0; i < course->topics[t].exercise_count; i++)
            for (uint64_t seed = 1; seed <= SEEDS; seed++)
                check(&course->topics[t].exercises[i], seed << 32 | seed);
}

static void make(const struct exercise *exercise, uint64_t seed, struct made_question *made)
{
    struct err err;
    ck_assert_msg(exercise_make(exercise, seed, made, &err) == 0, "%s: %s", exercise->item.id, err.text);
}

static void check_options(const struct exercise *exercise, uint64_t seed)
{
    struct made_question made;
    make(exercise, seed, &made);
    const struct question *question = &made.question;
    size_t right = 0;
    ck_assert_uint_eq(question->option_count, EXERCISE_OPTIONS);
    for (size_t i = 0; i < question->option_count; i++) {
        const struct option *option = &question->options[i];
        right += option->right;
        ck_assert_msg(option->right == !option->misconception, "%s", exercise->item.id);
        ck_assert_msg(option->why && *option->why, "%s", exercise->item.id);
        for (size_t j = 0; j < i; j++)
            ck_assert_msg(strcmp(option->text, question->options[j].text) != 0, "%s: %s twice", exercise->item.id, option->text);
        if (exercise->answer) /* a number, not nan, inf or -0 */
            ck_assert_msg(strcmp(option->text, "-0") && !strpbrk(option->text, "ni"), "%s: %s", exercise->item.id, option->text);
    }
    ck_assert_uint_eq(right, 1);
    ck_assert_str_eq(question->item.id, exercise->item.id);
    ck_assert_ptr_eq(question->item.topic, exercise->item.topic);
    made_question_release(&made);
}

START_TEST(options_differ_and_one_is_right)
{
    for_all(check_options);
}
END_TEST

/* What an option is computed by, over results alone, is what it says. */
static void check_computed(const struct exercise *exercise, uint64_t seed)
{
    struct made_question made;
    struct outcome outcome;
    struct scope scope = {0};
    struct err err;
    make(exercise, seed, &made);
    const struct experiment *experiment = made.question.item.experiment;
    if (experiment) {
        struct settings settings = settings_of(experiment);
        ck_assert_int_eq(experiment_run(experiment, &settings, &outcome, NULL), 0);
        results_name(experiment, &outcome, &settings, &made.arena, &scope);
        outcome_release(&outcome);
    }
    for (size_t i = 0; experiment && exercise->answer && i < made.question.option_count; i++) {
        const struct option *option = &made.question.options[i];
        double value, stated = strtod(option->text, NULL);
        int code = expression_number(option->computed.expression, &scope, &made.arena, &value, &err);
        ck_assert_msg(code == 0, "%s: %s", exercise->item.id, err.text);
        ck_assert_msg(fabs(value - stated) <= 0.51 * pow(10, -exercise->digits) + 1e-5 * fabs(stated), "%s: %s is %.9g, not %s",
                      exercise->item.id, option->computed.expression, value, option->text);
    }
    scope_release(&scope);
    made_question_release(&made);
}

START_TEST(options_are_computed_from_results_alone)
{
    for_all(check_computed);
}
END_TEST

static void check_seed(const struct exercise *exercise, uint64_t seed)
{
    struct made_question first, again;
    make(exercise, seed, &first);
    make(exercise, seed, &again);
    ck_assert_str_eq(first.question.stem, again.question.stem);
    for (size_t i = 0; i < EXERCISE_OPTIONS; i++)
        ck_assert_str_eq(first.question.options[i].text, again.question.options[i].text);
    made_question_release(&first);
    made_question_release(&again);
}

START_TEST(a_seed_makes_the_same_question_again)
{
    for_all(check_seed);
}
END_TEST

/* Placeholders are filled in, and the demo can run what the question is about. */
static void check_texts(const struct exercise *exercise, uint64_t seed)
{
    struct made_question made;
    struct outcome outcome;
    make(exercise, seed, &made);
    ck_assert_msg(!strpbrk(made.question.stem, "{}"), "%s: %s", exercise->item.id, made.question.stem);
    ck_assert_msg(!strpbrk(made.question.explanation, "{}"), "%s: %s", exercise->item.id, made.question.explanation);
    ck_assert_msg(!strstr(made.question.explanation, "nan") && !strstr(made.question.explanation, "inf "), "%s: %s",
                  exercise->item.id, made.question.explanation);
    if (made.question.item.experiment) {
        struct settings settings = settings_of(made.question.item.experiment);
        ck_assert_int_eq(experiment_run(made.question.item.experiment, &settings, &outcome, NULL), 0);
        outcome_release(&outcome);
    }
    made_question_release(&made);
}

START_TEST(texts_are_complete)
{
    for_all(check_texts);
}
END_TEST

/* The rule of PyTorch that the cases of the course spell out, applied to the question as it reads. */
static void check_rows(const struct exercise *exercise, uint64_t seed)
{
    struct made_question made;
    char dimensions, mode[8];
    int channels, rows, width;
    if (strcmp(exercise->item.id, "frameworks-rows-or-error") != 0)
        return;
    make(exercise, seed, &made);
    ck_assert_int_eq(sscanf(made.question.stem, "In PyTorch `m = nn.BatchNorm%cd(%d).%7[a-z]()` is given `torch.randn(%d, %d)`",
                            &dimensions, &channels, mode, &rows, &width),
                     5);
    const char *right = "It returns";
    if (dimensions == '2')
        right = "`ValueError: expected 4D";
    else if (rows == 1 && strcmp(mode, "train") == 0)
        right = "`ValueError: Expected more";
    else if (width != channels)
        right = "`RuntimeError: running_mean";
    for (size_t i = 0; i < made.question.option_count; i++)
        if (made.question.options[i].right)
            ck_assert_msg(strncmp(made.question.options[i].text, right, strlen(right)) == 0, "%s: %s", made.question.stem,
                          made.question.options[i].text);
    made_question_release(&made);
}

START_TEST(the_first_case_that_holds_is_right)
{
    for_all(check_rows);
}
END_TEST

START_TEST(there_are_many_and_they_are_found)
{
    size_t count = 0;
    for (size_t t = 0; t < course->topic_count; t++)
        for (size_t i = 0; i < course->topics[t].exercise_count; i++, count++)
            ck_assert_ptr_eq(course_exercise(course, course->topics[t].exercises[i].item.id), &course->topics[t].exercises[i]);
    ck_assert_uint_ge(count, EXERCISES_AT_LEAST);
    ck_assert_ptr_null(course_exercise(course, "no-such-exercise"));
}
END_TEST

/* The kernel and the formula that the text gives agree. */
START_TEST(the_key_is_what_the_kernel_yields)
{
    const struct exercise *exercise = course_exercise(course, "running-mean-pytorch");
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct made_question made;
        struct outcome outcome;
        make(exercise, seed, &made);
        const struct experiment *experiment = made.question.item.experiment;
        struct settings settings = settings_of(experiment);
        ck_assert_int_eq(experiment_run(experiment, &settings, &outcome, NULL), 0);
        double old = experiment->running_mean.items[0], mean = 0;
        for (size_t i = 0; i < experiment->values.count; i++)
            mean += experiment->values.items[i] / (double)experiment->values.count;
        double expected = (1 - experiment->momentum) * old + experiment->momentum * mean;
        for (size_t i = 0; i < EXERCISE_OPTIONS; i++)
            if (made.question.options[i].right)
                ck_assert_double_eq_tol(atof(made.question.options[i].text), expected, 6e-4);
        ck_assert_double_eq_tol(outcome.running_mean[0], expected, 1e-6);
        outcome_release(&outcome);
        made_question_release(&made);
    }
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("exercise");
    TCase *tests = tcase_create("exercise");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, options_differ_and_one_is_right);
    tcase_add_test(tests, options_are_computed_from_results_alone);
    tcase_add_test(tests, a_seed_makes_the_same_question_again);
    tcase_add_test(tests, texts_are_complete);
    tcase_add_test(tests, the_first_case_that_holds_is_right);
    tcase_add_test(tests, there_are_many_and_they_are_found);
    tcase_add_test(tests, the_key_is_what_the_kernel_yields);
    suite_add_tcase(suite, tests);
    return suite;
}
