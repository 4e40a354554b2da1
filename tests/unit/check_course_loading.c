/* What a course without mistakes becomes. */
#include "check_course.h"

#include <stdlib.h>
#include <string.h>

struct fixture {
    struct course *course;
    struct diagnostics diagnostics;
};

static void load_good(struct fixture *fixture)
{
    struct err err;
    char *directory = course_data("good");
    diagnostics_init(&fixture->diagnostics);
    int result = course_load(&fixture->course, directory, NULL, &fixture->diagnostics, &err);
    assert_no_messages(&fixture->diagnostics);
    ck_assert_int_eq(result, 0);
    free(directory);
}

static void release(struct fixture *fixture)
{
    course_free(&fixture->course);
    ck_assert_ptr_null(fixture->course);
    course_free(&fixture->course);
    diagnostics_release(&fixture->diagnostics);
}

static void assert_numbers(const struct numbers *numbers, size_t count, const double *expected)
{
    ck_assert_uint_eq(numbers->count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_double_eq(numbers->items[i], expected[i]);
}

START_TEST(topics_stand_in_teaching_order)
{
    struct fixture fixture;
    load_good(&fixture);
    const struct course *course = fixture.course;
    ck_assert_str_eq(course->title, "A course for tests");
    ck_assert_uint_eq(course->topic_count, 2);
    ck_assert_str_eq(course->topics[0].id, "first");
    ck_assert_str_eq(course->topics[0].title, "First: the smallest");
    ck_assert_str_eq(course->topics[1].summary, "Every key that there is.");
    ck_assert_uint_eq(course->topics[0].prerequisite_count, 0);
    ck_assert_uint_eq(course->topics[1].prerequisite_count, 1);
    ck_assert_ptr_eq(course->topics[1].prerequisites[0], &course->topics[0]);
    ck_assert_uint_eq(course->topics[1].at.line, 1);
    release(&fixture);
}
END_TEST

START_TEST(items_know_their_place)
{
    struct fixture fixture;
    load_good(&fixture);
    const struct item *item = course_item(fixture.course, "second-card");
    ck_assert_ptr_nonnull(item);
    ck_assert_int_eq(item->kind, ITEM_CARD);
    ck_assert_int_eq(item->level, LEVEL_EXPERT);
    ck_assert_ptr_eq(item->topic, course_topic(fixture.course, "second"));
    ck_assert_ptr_eq(item->experiment, course_experiment(fixture.course, "first-experiment"));
    ck_assert_ptr_eq(item->experiment->topic, &fixture.course->topics[0]);
    ck_assert_uint_eq(item->sources.count, 2);
    ck_assert_str_eq(item->sources.items[1], "second source");
    ck_assert_str_eq(item->origin.items[0], "0-F1");
    ck_assert_str_eq(item->erratum, "Many pages say so.");
    ck_assert_uint_eq(item->at.line, 37);
    ck_assert_uint_eq(item->at.column, 5);
    const struct card *card = (const struct card *)item;
    ck_assert_str_eq(card->front, "```python\ny = bn(x)\n```");
    ck_assert_str_eq(card->back, "folded text");
    const struct item *note = course_item(fixture.course, "first-note");
    ck_assert_int_eq(note->kind, ITEM_NOTE);
    ck_assert_ptr_null(note->erratum);
    ck_assert_ptr_null(note->experiment);
    ck_assert_str_eq(((const struct note *)note)->body, "Text with *emphasis*, γ and 漢字.\n\nA second paragraph.");
    release(&fixture);
}
END_TEST

START_TEST(questions_have_options_and_limits)
{
    struct fixture fixture;
    load_good(&fixture);
    const struct question *question = (const struct question *)course_item(fixture.course, "second-question");
    ck_assert_int_eq(question->item.kind, ITEM_QUESTION);
    ck_assert_int_eq(question->category, CATEGORY_PREDICT_OUTPUT);
    ck_assert_int_eq(question->seconds, 90);
    ck_assert_int_eq(question->attempts, 2);
    ck_assert_uint_eq(question->hints.count, 2);
    ck_assert_str_eq(question->hints.items[1], "Less than\nthree.");
    ck_assert_uint_eq(question->option_count, 3);
    ck_assert_str_eq(question->options[0].misconception, "off-by-one");
    ck_assert(!question->options[0].right && question->options[1].right && !question->options[2].right);
    ck_assert(!question->options[1].pinned && question->options[2].pinned);
    question = (const struct question *)course_item(fixture.course, "first-question");
    ck_assert_int_eq(question->seconds, 0);
    ck_assert_int_eq(question->attempts, 1);
    ck_assert_uint_eq(question->hints.count, 0);
    ck_assert_ptr_null(question->options[0].misconception);
    release(&fixture);
}
END_TEST

START_TEST(prompts_have_groups_of_words)
{
    struct fixture fixture;
    load_good(&fixture);
    const struct prompt *prompt = (const struct prompt *)course_item(fixture.course, "first-prompt");
    ck_assert_int_eq(prompt->item.kind, ITEM_PROMPT);
    ck_assert_uint_eq(prompt->concept_count, 2);
    const struct concept *concept = &prompt->concepts[1];
    ck_assert_str_eq(concept->says, "it is so");
    ck_assert_uint_eq(concept->group_count, 2);
    ck_assert_uint_eq(concept->groups[0].count, 2);
    ck_assert_str_eq(concept->groups[0].items[1], "thus");
    ck_assert_str_eq(concept->groups[1].items[1], "was");
    release(&fixture);
}
END_TEST

START_TEST(experiments_take_every_key)
{
    struct fixture fixture;
    load_good(&fixture);
    const struct experiment *experiment = course_experiment(fixture.course, "second-keras");
    ck_assert_uint_eq(experiment->rank, 3);
    ck_assert_uint_eq(experiment->shape[1], 3);
    ck_assert_int_eq(experiment->layout, LAYOUT_CHANNELS_LAST);
    ck_assert_int_eq(experiment->mode, MODE_INFERENCE);
    ck_assert_int_eq(experiment->framework, FRAMEWORK_KERAS);
    ck_assert_int_eq(experiment->generator, GENERATOR_OUTLIER);
    ck_assert_uint_eq(experiment->seed, 4294967295u);
    assert_numbers(&experiment->mean, 2, (double[]){3, -120});
    assert_numbers(&experiment->std, 2, (double[]){2, 10});
    assert_numbers(&experiment->gamma, 2, (double[]){1.5, 0.5});
    assert_numbers(&experiment->beta, 1, (double[]){-1});
    assert_numbers(&experiment->running_mean, 2, (double[]){1000, -0.0025});
    assert_numbers(&experiment->running_var, 1, (double[]){4});
    ck_assert_uint_eq(experiment->dy.count, 12);
    ck_assert_double_eq(experiment->dy.items[11], -1);
    ck_assert_double_eq(experiment->epsilon, 0);
    ck_assert_double_eq(experiment->momentum, 1);
    ck_assert_double_lt(course_experiment(fixture.course, "second-cumulative")->momentum, 0);
    release(&fixture);
}
END_TEST

START_TEST(experiments_default_to_their_framework)
{
    struct fixture fixture;
    load_good(&fixture);
    const struct experiment *experiment = course_experiment(fixture.course, "first-experiment");
    ck_assert_int_eq(experiment->layout, LAYOUT_CHANNELS_FIRST);
    ck_assert_int_eq(experiment->mode, MODE_TRAINING);
    ck_assert_int_eq(experiment->framework, FRAMEWORK_PYTORCH);
    ck_assert_int_eq(experiment->generator, GENERATOR_VALUES);
    assert_numbers(&experiment->values, 4, (double[]){1, 2, 3, 4});
    assert_numbers(&experiment->mean, 1, (double[]){0});
    assert_numbers(&experiment->std, 1, (double[]){1});
    assert_numbers(&experiment->gamma, 1, (double[]){1});
    assert_numbers(&experiment->beta, 1, (double[]){0});
    assert_numbers(&experiment->running_mean, 1, (double[]){0});
    assert_numbers(&experiment->running_var, 1, (double[]){1});
    ck_assert_uint_eq(experiment->seed, 1);
    ck_assert_uint_eq(experiment->dy.count, 0);
    ck_assert_double_eq(experiment->epsilon, 1e-5);
    ck_assert_double_eq(experiment->momentum, 0.1);
    ck_assert_double_eq(course_experiment(fixture.course, "second-onnx")->momentum, 0.9);
    ck_assert_double_eq(course_experiment(fixture.course, "second-onnx")->epsilon, 1e-5);
    release(&fixture);
}
END_TEST

START_TEST(challenges_point_to_questions_in_their_order)
{
    struct fixture fixture;
    load_good(&fixture);
    const struct challenge *challenge = course_challenge(fixture.course, "both");
    ck_assert_ptr_eq(challenge, &fixture.course->challenges[0]);
    ck_assert_str_eq(challenge->badge, "Two of two");
    ck_assert_uint_eq(challenge->question_count, 2);
    ck_assert_ptr_eq(challenge->questions[0], course_item(fixture.course, "second-question"));
    ck_assert_ptr_eq(challenge->questions[1], course_item(fixture.course, "first-question"));
    release(&fixture);
}
END_TEST

START_TEST(ids_are_found_by_what_they_name)
{
    struct fixture fixture;
    load_good(&fixture);
    const struct course *course = fixture.course;
    ck_assert_ptr_null(course_topic(course, "first-card"));
    ck_assert_ptr_null(course_item(course, "first"));
    ck_assert_ptr_null(course_item(course, "first-experiment"));
    ck_assert_ptr_null(course_experiment(course, "both"));
    ck_assert_ptr_null(course_challenge(course, "nothing"));
    ck_assert_str_eq(course_suggest(course, "frist-card"), "first-card");
    ck_assert_str_eq(course_suggest(course, "secon"), "second");
    ck_assert_ptr_null(course_suggest(course, "something-else"));
    release(&fixture);
}
END_TEST

START_TEST(a_missing_course_is_an_error)
{
    struct diagnostics diagnostics;
    struct course *course = (struct course *)&diagnostics;
    struct err err;
    char *directory = course_data("nowhere");
    diagnostics_init(&diagnostics);
    ck_assert_int_eq(course_load(&course, directory, NULL, &diagnostics, &err), ERR_NOT_FOUND);
    ck_assert_ptr_null(course);
    ck_assert_ptr_nonnull(strstr(err.text, "nowhere/course.yaml': No such file"));
    diagnostics_release(&diagnostics);
    free(directory);
}
END_TEST

START_TEST(a_faulty_course_is_an_error)
{
    struct diagnostics diagnostics;
    struct course *course;
    struct err err;
    char *directory = course_data("bad/course-circle");
    diagnostics_init(&diagnostics);
    ck_assert_int_eq(course_load(&course, directory, NULL, &diagnostics, &err), ERR_INVALID);
    ck_assert_ptr_null(course);
    ck_assert_uint_gt(diagnostics.error_count, 0);
    diagnostics_release(&diagnostics);
    free(directory);
}
END_TEST

TCase *course_loading_tests(void)
{
    TCase *tests = tcase_create("loading");
    tcase_add_test(tests, topics_stand_in_teaching_order);
    tcase_add_test(tests, items_know_their_place);
    tcase_add_test(tests, questions_have_options_and_limits);
    tcase_add_test(tests, prompts_have_groups_of_words);
    tcase_add_test(tests, experiments_take_every_key);
    tcase_add_test(tests, experiments_default_to_their_framework);
    tcase_add_test(tests, challenges_point_to_questions_in_their_order);
    tcase_add_test(tests, ids_are_found_by_what_they_name);
    tcase_add_test(tests, a_missing_course_is_an_error);
    tcase_add_test(tests, a_faulty_course_is_an_error);
    return tests;
}
