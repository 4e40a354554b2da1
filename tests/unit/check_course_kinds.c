/* Kinds of questions and cards: how they are loaded, and what counts as right. */
#include "check_course.h"

#include "base/str.h"
#include "course/answer_key.h"
#include "course/values.h"

#include <stdlib.h>
#include <string.h>

static struct course *load(void)
{
    struct course *course;
    struct diagnostics diagnostics;
    struct err err;
    const char *top = getenv("abs_top_srcdir");
    char *directory = str_print("%s/tests/data/kinds", top ? top : ".");
    diagnostics_init(&diagnostics);
    int code = course_load(&course, directory, NULL, &diagnostics, &err);
    assert_no_messages(&diagnostics);
    ck_assert_int_eq(code, 0);
    diagnostics_release(&diagnostics);
    free(directory);
    return course;
}

static const struct question *question_of(const struct course *course, const char *id)
{
    const struct item *item = course_item(course, id);
    ck_assert_ptr_nonnull(item);
    ck_assert(item->kind == ITEM_QUESTION || item->kind == ITEM_PREDICTION);
    return (const struct question *)item;
}

START_TEST(numbers_are_right_within_their_tolerance)
{
    struct course *course = load();
    const struct question *question = question_of(course, "how-much");
    ck_assert_int_eq(question->kind, QUESTION_NUMBER);
    ck_assert_int_eq(question->format, FORMAT_PREDICT_THE_OUTPUT);
    ck_assert(key_accepts_number(question, 1.25) && key_accepts_number(question, 1.26) && key_accepts_number(question, 1.24));
    ck_assert(!key_accepts_number(question, 1.2601) && !key_accepts_number(question, -1.25));
    ck_assert_str_eq(key_mistake_of_number(question, 5.0 / 3)->name, "unbiased-in-training");
    ck_assert_ptr_eq(key_mistake_of_number(question, 5.0 / 3)->experiment, course_experiment(course, "two"));
    ck_assert_str_eq(key_mistake_of_number(question, 1.12)->name, "deviation-for-variance");
    ck_assert_ptr_null(key_mistake_of_number(question, 2));
    course_free(&course);
}
END_TEST

START_TEST(without_a_tolerance_the_last_digit_counts)
{
    const char *answer[] = {"0.333"};
    struct question question = {.kind = QUESTION_NUMBER, .answer = {answer, 1}, .tolerance = value_last_digit("0.333") / 2};
    ck_assert(key_accepts_number(&question, 1.0 / 3));
    ck_assert(!key_accepts_number(&question, 0.33));
    question.tolerance = 0;
    question.relative = 0.1;
    ck_assert(key_accepts_number(&question, 0.33) && key_accepts_number(&question, 0.3));
    ck_assert(!key_accepts_number(&question, 0.29));
}
END_TEST

START_TEST(shapes_have_all_their_dimensions)
{
    struct course *course = load();
    const struct question *question = question_of(course, "what-shape");
    ck_assert_int_eq(question->format, FORMAT_WHAT_SHAPE);
    ck_assert(key_accepts_shape(question, (const size_t[]){1, 8, 1, 1}, 4));
    ck_assert(!key_accepts_shape(question, (const size_t[]){1, 8, 1}, 3));
    ck_assert(!key_accepts_shape(question, (const size_t[]){1, 8, 1, 1, 1}, 5));
    ck_assert_str_eq(key_mistake_of_shape(question, (const size_t[]){16, 8, 1, 1}, 4)->name, "instance-statistics");
    ck_assert_ptr_null(key_mistake_of_shape(question, (const size_t[]){8}, 1));
    course_free(&course);
}
END_TEST

START_TEST(orders_may_be_several)
{
    struct course *course = load();
    const struct question *question = question_of(course, "which-way");
    ck_assert_int_eq(question->format, FORMAT_ORDER_THE_LINES);
    ck_assert(key_accepts_order(question, (const size_t[]){0, 1, 2, 3}));
    ck_assert(key_accepts_order(question, (const size_t[]){1, 0, 2, 3}));
    ck_assert(!key_accepts_order(question, (const size_t[]){0, 1, 3, 2}));
    ck_assert_str_eq(key_mistake_of_order(question, (const size_t[]){3, 0, 1, 2})->name, "shift-before-scale");
    ck_assert_ptr_null(key_mistake_of_order(question, (const size_t[]){2, 0, 1, 3}));
    course_free(&course);
}
END_TEST

START_TEST(equal_lines_may_change_places)
{
    const char *lines[] = {"x = f(x)", "y = x", "x = f(x)"};
    const struct question question = {.kind = QUESTION_ORDER, .lines = {lines, 3}};
    ck_assert(key_accepts_order(&question, (const size_t[]){2, 1, 0}));
    ck_assert(!key_accepts_order(&question, (const size_t[]){2, 0, 1}));
}
END_TEST

START_TEST(options_know_what_refutes_them)
{
    struct course *course = load();
    const struct question *question = question_of(course, "which-learn");
    ck_assert_int_eq(question->kind, QUESTION_MULTIPLE);
    ck_assert_int_eq(question->format, FORMAT_PLAIN);
    ck_assert_ptr_eq(question->options[2].experiment, course_experiment(course, "four"));
    ck_assert_ptr_null(question->options[3].experiment);
    course_free(&course);
}
END_TEST

START_TEST(gaps_are_open_or_filled)
{
    struct course *course = load();
    const struct card *card = (const struct card *)course_item(course, "gaps");
    ck_assert_int_eq(card->kind, CARD_CLOZE);
    ck_assert_str_eq(card->front, "The batch variance divides by **[…]**, the running one by **[one less?]**.\n\n"
                                  "```python\nvar = x.var(unbiased=[…])\n```");
    ck_assert_str_eq(card->back, "The batch variance divides by **n**, the running one by **n - 1**.\n\n"
                                 "```python\nvar = x.var(unbiased=False)\n```");
    course_free(&course);
}
END_TEST

START_TEST(disputes_have_sides)
{
    struct course *course = load();
    const struct card *card = (const struct card *)course_item(course, "disputed");
    ck_assert_int_eq(card->kind, CARD_CONTESTED);
    ck_assert_uint_eq(card->contested->stance_count, 2);
    ck_assert_str_eq(card->contested->stances[1].source, "Santurkar et al. 2018");
    course_free(&course);
}
END_TEST

START_TEST(predictions_are_items)
{
    struct course *course = load();
    const struct question *prediction = question_of(course, "predict-middle");
    ck_assert_int_eq(prediction->item.kind, ITEM_PREDICTION);
    ck_assert_ptr_eq(prediction->item.experiment, course_experiment(course, "four"));
    ck_assert_ptr_eq(topic_item(course->topics, ITEM_PREDICTION, 0), &prediction->item);
    ck_assert_ptr_null(topic_item(course->topics, ITEM_PREDICTION, 1));
    course_free(&course);
}
END_TEST

TCase *course_kinds_tests(void)
{
    TCase *tests = tcase_create("kinds");
    tcase_add_test(tests, numbers_are_right_within_their_tolerance);
    tcase_add_test(tests, without_a_tolerance_the_last_digit_counts);
    tcase_add_test(tests, shapes_have_all_their_dimensions);
    tcase_add_test(tests, orders_may_be_several);
    tcase_add_test(tests, equal_lines_may_change_places);
    tcase_add_test(tests, options_know_what_refutes_them);
    tcase_add_test(tests, gaps_are_open_or_filled);
    tcase_add_test(tests, disputes_have_sides);
    tcase_add_test(tests, predictions_are_items);
    return tests;
}
