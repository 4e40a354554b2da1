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

static void turn(unsigned grade_key)
{
    scene_wait(&scene, 4000);
    scene_key(&scene, KEY_ENTER);
    scene_wait(&scene, 1000);
    scene_key(&scene, grade_key);
}

START_TEST(a_card_is_shown_revealed_and_graded)
{
    scene_open_plainly(&scene, &activity_study);
    ck_sees(&scene, "Front one?");
    ck_misses(&scene, "Back one");
    ck_sees(&scene, "First topic · new · beginner");
    ck_sees(&scene, "(0.00) 0 of 7 done");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "reveal");
    ck_assert_ptr_null(scene_label(&scene, ACTION_GRADE));
    scene_wait(&scene, 5000);
    scene_key(&scene, ' ');
    ck_sees(&scene, "Back one");
    ck_sees(&scene, "[python]");
    ck_sees(&scene, "What popular pages say\n  Pages mix up the backs.");
    ck_sees(&scene, "1 again 1 min    2 hard 6 min    3 good 10 min    4 easy 8 d");
    ck_assert_ptr_null(scene_label(&scene, ACTION_CONFIRM));
    ck_assert_str_eq(scene_label(&scene, ACTION_DEMO), "watch it");
    scene_wait(&scene, 2000);
    scene_key(&scene, '3');
    ck_sees(&scene, "Front two?");
    ck_sees(&scene, "(0.14) 1 of 7 done");
    struct answers answers = scene_answers(&scene, ANSWER_GRADE);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert_str_eq(answers.items[0].item, "card-one");
    ck_assert_int_eq(answers.items[0].grade, GRADE_GOOD);
    ck_assert(answers.items[0].right);
    ck_assert_int_eq(answers.items[0].took_ms, 7000);
    ck_assert_int_eq(answers.items[0].at, START_MS + 7000);
    answers_release(&answers);
}
END_TEST

START_TEST(time_away_counts_a_minute_at_most)
{
    scene_open_plainly(&scene, &activity_study);
    scene_wait(&scene, 60 * MINUTE_MS);
    turn('3');
    struct answers answers = scene_answers(&scene, ANSWER_GRADE);
    ck_assert_int_eq(answers.items[0].took_ms, MINUTE_MS);
    answers_release(&answers);
}
END_TEST

START_TEST(again_comes_back_after_four_others)
{
    scene_open_plainly(&scene, &activity_study);
    turn('1');
    ck_sees(&scene, "0 of 7 done");
    ck_assert_str_eq(scene.view.status, "1 comes again");
    for (int i = 0; i < 4; i++) {
        ck_misses(&scene, "Front one?");
        turn('3');
    }
    ck_sees(&scene, "Front one?");
    ck_assert_str_eq(scene.view.status, "");
    ck_sees(&scene, "to repeat");
    turn('4');
    ck_sees(&scene, "Front six?");
    ck_sees(&scene, "5 of 7 done");
}
END_TEST

START_TEST(again_on_the_last_card_shows_it_once_more)
{
    struct arguments one = {.level = -1, .limit = 1};
    scene_open(&scene, &activity_study, &one);
    turn('1');
    ck_sees(&scene, "Front one?");
    turn('3');
    ck_sees(&scene, "Done for now");
    ck_sees(&scene, "again 1   hard 0   good 1   easy 0");
}
END_TEST

START_TEST(undo_takes_the_grade_back_and_shows_the_answer)
{
    scene_open_plainly(&scene, &activity_study);
    ck_assert_ptr_null(scene_label(&scene, ACTION_UNDO));
    turn('1');
    ck_assert_str_eq(scene_label(&scene, ACTION_UNDO), "undo 'again'");
    scene_wait(&scene, 3000);
    scene_key(&scene, 'u');
    ck_sees(&scene, "Front one?");
    ck_sees(&scene, "Back one");
    ck_sees(&scene, "· new ·");
    ck_assert_int_eq(scene_memory(&scene, "card-one").repetitions, 0);
    scene_wait(&scene, 1000);
    scene_key(&scene, '4');
    struct answers answers = scene_answers(&scene, ANSWER_GRADE);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert_int_eq(answers.items[0].grade, GRADE_EASY);
    ck_assert_int_eq(answers.items[0].took_ms, 6000); /* the five of the first time and one more */
    answers_release(&answers);
    for (int i = 0; i < 6; i++)
        turn('3');
    ck_sees(&scene, "Done for now");
}
END_TEST

START_TEST(undo_goes_back_through_the_session_and_from_its_end)
{
    struct arguments two = {.level = -1, .limit = 2};
    scene_open(&scene, &activity_study, &two);
    turn('1');
    turn('3');
    turn('2');
    ck_sees(&scene, "Done for now");
    ck_assert_str_eq(scene_label(&scene, ACTION_UNDO), "undo 'hard'");
    scene_key(&scene, 'u');
    ck_sees(&scene, "Front one?");
    scene_key(&scene, 'u');
    ck_sees(&scene, "Front two?");
    scene_key(&scene, 'u');
    ck_sees(&scene, "Front one?");
    ck_sees(&scene, "0 of 2 done");
    ck_assert_ptr_null(scene_label(&scene, ACTION_UNDO));
    struct answers answers = scene_answers(&scene, ANSWER_GRADE);
    ck_assert_uint_eq(answers.count, 0);
    answers_release(&answers);
    scene_key(&scene, '3');
    turn('3');
    ck_sees(&scene, "Done for now");
}
END_TEST

START_TEST(a_session_ends_at_its_limit_and_goes_on)
{
    struct arguments three = {.level = -1, .limit = 3};
    scene_open(&scene, &activity_study, &three);
    for (int i = 0; i < 3; i++)
        turn('3');
    ck_sees(&scene, "3 cards in less than a minute");
    ck_sees(&scene, "Left: 4 new.");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "go on");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Front four?");
    ck_sees(&scene, "0 of 3 done");
}
END_TEST

START_TEST(when_nothing_is_due_it_can_be_studied_ahead)
{
    scene_open_plainly(&scene, &activity_study);
    for (int i = 0; i < 7; i++)
        turn('4');
    ck_sees(&scene, "Nothing more is due now; 7 will come back by themselves.");
    scene_open_plainly(&scene, &activity_study);
    ck_misses(&scene, "Done for now");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "study ahead");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Front one?");
    ck_sees(&scene, "0 of 7 done");
}
END_TEST

START_TEST(filters_narrow_the_cards_and_stand_in_the_head)
{
    struct arguments arguments = {.topic = course_topic(scene.course, "first"), .level = LEVEL_ADVANCED};
    scene_open(&scene, &activity_study, &arguments);
    ck_assert_str_eq(scene.view.title, "Study · First topic");
    ck_assert_str_eq(scene.view.status, "advanced cards");
    ck_sees(&scene, "Front five?");
    ck_sees(&scene, "0 of 1 done");
    struct arguments none = {.topic = course_topic(scene.course, "second"), .level = LEVEL_EXPERT};
    scene_open(&scene, &activity_study, &none);
    ck_sees(&scene, "There are no cards here.");
    ck_assert_ptr_null(scene_label(&scene, ACTION_CONFIRM));
    scene_key(&scene, KEY_ENTER);
}
END_TEST

START_TEST(what_was_learned_is_remembered_after_a_restart)
{
    scene_open_plainly(&scene, &activity_study);
    turn('3');
    turn('4');
    scene_restart(&scene);
    scene_wait(&scene, 20 * MINUTE_MS);
    scene_open_plainly(&scene, &activity_study);
    ck_sees(&scene, "Front one?");
    ck_sees(&scene, "· to repeat ·");
    ck_sees(&scene, "0 of 6 done");
}
END_TEST

START_TEST(the_page_changes_with_the_card_but_not_with_the_answer)
{
    scene_open_plainly(&scene, &activity_study);
    unsigned page = stack_page(scene.stack);
    scene_key(&scene, KEY_ENTER);
    ck_assert_uint_eq(stack_page(scene.stack), page);
    scene_key(&scene, '3');
    ck_assert_uint_ne(stack_page(scene.stack), page);
}
END_TEST

TCase *study_tests(void)
{
    TCase *tests = tcase_create("study");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_card_is_shown_revealed_and_graded);
    tcase_add_test(tests, time_away_counts_a_minute_at_most);
    tcase_add_test(tests, again_comes_back_after_four_others);
    tcase_add_test(tests, again_on_the_last_card_shows_it_once_more);
    tcase_add_test(tests, undo_takes_the_grade_back_and_shows_the_answer);
    tcase_add_test(tests, undo_goes_back_through_the_session_and_from_its_end);
    tcase_add_test(tests, a_session_ends_at_its_limit_and_goes_on);
    tcase_add_test(tests, when_nothing_is_due_it_can_be_studied_ahead);
    tcase_add_test(tests, filters_narrow_the_cards_and_stand_in_the_head);
    tcase_add_test(tests, what_was_learned_is_remembered_after_a_restart);
    tcase_add_test(tests, the_page_changes_with_the_card_but_not_with_the_answer);
    return tests;
}
