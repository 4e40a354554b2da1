#include "check_activity.h"

#include "activity_support.h"

static struct scene scene;

static void setup(void)
{
    scene_init(&scene);
}

static void teardown(void)
{
    scene_release(&scene);
}

static size_t rows_read(void)
{
    struct answers answers = scene_answers(&scene, ANSWER_READ);
    size_t count = answers.count;
    answers_release(&answers);
    return count;
}

START_TEST(topics_are_listed_with_what_was_read_and_what_they_build_on)
{
    scene_open_plainly(&scene, &activity_notes);
    ck_assert_str_eq(scene.view.status, "0 of 3 read");
    ck_sees(&scene, "> First topic |  | 0 of 2 | 0.00");
    ck_sees(&scene, "What the first topic is about.");
    ck_misses(&scene, "Builds on");
    scene_key(&scene, KEY_DOWN_ARROW);
    ck_sees(&scene, "Builds on First topic.");
}
END_TEST

START_TEST(pages_turn_through_topics_and_each_note_is_read_once)
{
    scene_open_plainly(&scene, &activity_notes);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "# Note one");
    ck_assert_str_eq(scene.view.status, "note 1 of 2");
    ck_assert_str_eq(scene_label(&scene, ACTION_RIGHT), "next");
    ck_assert_ptr_null(scene_label(&scene, ACTION_LEFT));
    ck_assert_uint_eq(rows_read(), 0);
    scene_wait(&scene, 90000);
    scene_key(&scene, KEY_RIGHT_ARROW);
    ck_sees(&scene, "What popular pages say\n  Pages say nonsense about note two.");
    ck_sees(&scene, "Sources: A paper, 2015; A manual");
    ck_assert_str_eq(scene_label(&scene, ACTION_RIGHT), "next topic");
    ck_assert_uint_eq(rows_read(), 1);
    scene_key(&scene, KEY_LEFT_ARROW);
    ck_sees(&scene, "# Note one");
    scene_key(&scene, KEY_RIGHT_ARROW);
    ck_assert_uint_eq(rows_read(), 1);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "# Note three");
    ck_sees(&scene, "1. first step");
    ck_assert_str_eq(scene.view.title, "Notes · Second topic");
    ck_assert_str_eq(scene_label(&scene, ACTION_RIGHT), "finish");
    scene_key(&scene, KEY_LEFT_ARROW);
    ck_sees(&scene, "# Note two");
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.status, "3 of 3 read");
    ck_sees(&scene, "| read | 1.00");
    struct answers answers = scene_answers(&scene, ANSWER_READ);
    ck_assert_uint_eq(answers.count, 3);
    ck_assert_str_eq(answers.items[0].item, "note-one");
    ck_assert_int_eq(answers.items[0].took_ms, 90000);
    ck_assert_int_eq(answers.items[0].grade, GRADE_NONE);
    answers_release(&answers);
}
END_TEST

START_TEST(reading_goes_on_where_it_ended)
{
    scene_open_plainly(&scene, &activity_notes);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_RIGHT_ARROW);
    scene_key(&scene, KEY_ESCAPE);
    ck_assert_str_eq(scene.view.status, "1 of 3 read");
    scene_restart(&scene);
    scene_open_plainly(&scene, &activity_notes);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "# Note two");
}
END_TEST

START_TEST(a_topic_can_be_opened_at_once)
{
    struct arguments second = {.topic = course_topic(scene.course, "second"), .level = -1};
    scene_open(&scene, &activity_notes, &second);
    ck_sees(&scene, "# Note three");
}
END_TEST

START_TEST(each_note_is_a_page_of_its_own)
{
    scene_open_plainly(&scene, &activity_notes);
    unsigned list = stack_page(scene.stack);
    scene_key(&scene, KEY_ENTER);
    unsigned first = stack_page(scene.stack);
    scene_key(&scene, KEY_RIGHT_ARROW);
    ck_assert_uint_ne(list, first);
    ck_assert_uint_ne(first, stack_page(scene.stack));
}
END_TEST

TCase *notes_tests(void)
{
    TCase *tests = tcase_create("notes");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, topics_are_listed_with_what_was_read_and_what_they_build_on);
    tcase_add_test(tests, pages_turn_through_topics_and_each_note_is_read_once);
    tcase_add_test(tests, reading_goes_on_where_it_ended);
    tcase_add_test(tests, a_topic_can_be_opened_at_once);
    tcase_add_test(tests, each_note_is_a_page_of_its_own);
    return tests;
}
