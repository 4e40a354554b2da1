#include "check_activity.h"

#include "activity/deck.h"
#include "activity_support.h"
#include "demo/demo.h"

#include <stdio.h>

static struct scene scene;
static struct deck deck;

static void setup(void)
{
    scene_init(&scene);
}

static void teardown(void)
{
    deck_release(&deck);
    scene_release(&scene);
}

static void grade(const char *item, enum grade given, int64_t passed_ms)
{
    struct err err = {0};
    char id[64];
    snprintf(id, sizeof id, "%s", item);
    struct answer answer = {.kind = ANSWER_GRADE, .item = id, .at = START_MS + passed_ms, .grade = given};
    ck_assert_int_eq(store_record(scene.environment.store, &answer, NULL, NULL, &err), 0);
}

static void build(const struct arguments *arguments, size_t limit, bool ahead, int64_t passed_ms)
{
    struct err err = {0};
    deck_release(&deck);
    int code = deck_build(&deck, &scene.environment, ITEM_CARD, arguments, limit, ahead, START_MS + passed_ms, &err);
    ck_assert_msg(code == 0, "%s", err.text);
}

static void check_entry(size_t index, const char *id)
{
    ck_assert_uint_lt(index, deck.count);
    ck_assert_str_eq(deck.items[index].item->id, id);
}

static const struct arguments all = {.level = -1};

START_TEST(new_items_come_in_teaching_order)
{
    build(&all, 0, false, 0);
    ck_assert_uint_eq(deck.count, 7);
    ck_assert_uint_eq(deck.fresh, 7);
    check_entry(0, "card-one");
    check_entry(5, "card-six");
    check_entry(6, "card-seven");
}
END_TEST

START_TEST(due_items_come_first_and_the_longest_due_before_the_others)
{
    grade("card-four", GRADE_GOOD, 5 * MINUTE_MS);
    grade("card-six", GRADE_AGAIN, 0);
    grade("card-two", GRADE_EASY, 0); /* several days */
    build(&all, 0, false, 60 * MINUTE_MS);
    ck_assert_uint_eq(deck.due, 2);
    ck_assert_uint_eq(deck.fresh, 4);
    ck_assert_uint_eq(deck.later, 1);
    check_entry(0, "card-six");
    check_entry(1, "card-four");
    check_entry(2, "card-one");
    ck_assert_uint_eq(deck.count, 6);
}
END_TEST

START_TEST(the_limit_cuts_but_does_not_change_the_counts)
{
    build(&all, 3, false, 0);
    ck_assert_uint_eq(deck.count, 3);
    ck_assert_uint_eq(deck.fresh, 7);
}
END_TEST

START_TEST(topic_and_level_narrow_down)
{
    struct arguments topic = {.topic = course_topic(scene.course, "second"), .level = -1};
    build(&topic, 0, false, 0);
    ck_assert_uint_eq(deck.count, 1);
    check_entry(0, "card-seven");
    struct arguments level = {.level = LEVEL_INTERMEDIATE};
    build(&level, 0, false, 0);
    ck_assert_uint_eq(deck.count, 2);
    check_entry(0, "card-three");
}
END_TEST

START_TEST(ahead_gives_what_is_most_likely_forgotten)
{
    grade("card-one", GRADE_EASY, 0);
    grade("card-two", GRADE_EASY, DAY_MS);
    build(&all, 0, true, 2 * DAY_MS);
    ck_assert_uint_eq(deck.count, 2);
    check_entry(0, "card-one");
    check_entry(1, "card-two");
    ck_assert(deck.items[0].recall < deck.items[1].recall);
}
END_TEST

START_TEST(an_item_in_review_is_due_from_the_morning_on)
{
    struct schedule_parameters parameters;
    schedule_defaults(&parameters);
    struct memory memory = {.phase = PHASE_REVIEW, .due = START_MS};
    ck_assert(schedule_is_due(&parameters, &memory, START_MS - 5 * 60 * MINUTE_MS)); /* five in the morning */
    ck_assert(!schedule_is_due(&parameters, &memory, START_MS - 7 * 60 * MINUTE_MS));
    memory.phase = PHASE_LEARNING;
    ck_assert(!schedule_is_due(&parameters, &memory, START_MS - 1));
    ck_assert(schedule_is_due(&parameters, &memory, START_MS));
}
END_TEST

START_TEST(progress_counts_what_was_graded_and_not_undone)
{
    char words[64];
    double share;
    deck_progress(&scene.environment, ITEM_CARD, "seen", words, sizeof words, &share);
    ck_assert_str_eq(words, "7 cards");
    grade("card-one", GRADE_GOOD, 0);
    grade("card-two", GRADE_GOOD, 0);
    struct answers answers = scene_answers(&scene, ANSWER_GRADE);
    store_undo(scene.environment.store, answers.items[1].sequence, START_MS, 0, NULL);
    answers_release(&answers);
    deck_progress(&scene.environment, ITEM_CARD, "seen", words, sizeof words, &share);
    ck_assert_str_eq(words, "1 of 7 seen");
    ck_assert_double_eq_tol(share, 1 / 7.0, 1e-9);
}
END_TEST

START_TEST(what_is_about_the_experiment_comes_before_the_rest_of_its_demo)
{
    const struct experiment *two = course_experiment(scene.course, "two-values");
    struct arguments arguments = {.level = -1, .experiment = two};
    build(&arguments, 0, false, 0);
    ck_assert_uint_eq(deck.count, 1);
    check_entry(0, "card-seven");
    arguments.demo = demo_of(two);
    build(&arguments, 0, false, 0);
    ck_assert_uint_eq(deck.count, 2);
    check_entry(0, "card-seven"); /* although it is taught later */
    check_entry(1, "card-one");
    grade("card-one", GRADE_AGAIN, 0);
    build(&arguments, 0, false, 60 * MINUTE_MS);
    check_entry(0, "card-seven");
    arguments.experiment = NULL;
    build(&arguments, 0, false, 60 * MINUTE_MS);
    check_entry(0, "card-one");
}
END_TEST

TCase *deck_tests(void)
{
    TCase *tests = tcase_create("deck");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, new_items_come_in_teaching_order);
    tcase_add_test(tests, due_items_come_first_and_the_longest_due_before_the_others);
    tcase_add_test(tests, the_limit_cuts_but_does_not_change_the_counts);
    tcase_add_test(tests, topic_and_level_narrow_down);
    tcase_add_test(tests, ahead_gives_what_is_most_likely_forgotten);
    tcase_add_test(tests, an_item_in_review_is_due_from_the_morning_on);
    tcase_add_test(tests, what_is_about_the_experiment_comes_before_the_rest_of_its_demo);
    tcase_add_test(tests, progress_counts_what_was_graded_and_not_undone);
    return tests;
}
