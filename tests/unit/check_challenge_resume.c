#include "check_challenge.h"

#include <stdlib.h>
#include <string.h>

static char *kept_run(void)
{
    char *text = NULL;
    ck_assert_int_eq(store_get(scene.environment.store, "challenge-run", &text, NULL), 0);
    return text;
}

/* The program dies without a word: another one opens the same file. */
static void crash_and_reopen(void)
{
    struct stack *abandoned = scene.stack;
    scene.stack = NULL;
    scene_restart(&scene);
    scene_open_plainly(&scene, &activity_challenge);
    stack_free(&abandoned);
}

START_TEST(leaving_keeps_the_run_with_the_time_that_was_left)
{
    start_run();
    answer_and_go_on("right answer");
    pass(12300);
    scene_key(&scene, 'q');
    ck_assert(stack_done(scene.stack));
    ck_assert_str_eq(challenge_unfinished(&scene.environment)->id, "three");
    scene_restart(&scene);
    scene_wait(&scene, 86400000);
    scene_open_plainly(&scene, &activity_challenge);
    ck_sees(&scene, "You left this run unfinished.");
    ck_sees(&scene, "Problem 2 of 3, 0:48 left. So far 1 right; 1 pause.");
    ck_misses(&scene, "yes indeed");
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.status, "problem 2 of 3   ✓ ▸ ·");
    ck_assert_int_eq(stack_deadline(scene.stack), scene.passed_ms + 700);
    pass(700);
    ck_sees(&scene, "0:47 left");
}
END_TEST

START_TEST(a_killed_program_loses_a_second_at_most)
{
    start_run();
    char shown[4];
    for (int i = 0; i < 4; i++)
        shown[i] = scene_letter(&scene, i == 0 ? "right" : i == 1 ? "wrong" : i == 2 ? "other" : "none");
    scene_key(&scene, 'h');
    answer("wrong answer");
    pass(5400);
    crash_and_reopen();
    ck_sees(&scene, "1:25 left"); /* the last tick was at 5 s */
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "1 attempt left");
    ck_sees(&scene, "wrong answer (tried)");
    ck_sees(&scene, "A vague hint.");
    for (int i = 0; i < 4; i++) /* the options stand where they stood */
        ck_assert_int_eq(scene_letter(&scene, i == 0 ? "right" : i == 1 ? "wrong" : i == 2 ? "other" : "none"), shown[i]);
    answer("other answer");
    ck_sees(&scene, "no attempts are left");
}
END_TEST

START_TEST(a_closed_terminal_keeps_the_time_to_the_millisecond)
{
    start_run();
    pass(5400);
    scene_send(&scene, EVENT_HANGUP);
    crash_and_reopen();
    scene_key(&scene, KEY_ENTER);
    ck_assert_int_eq(stack_deadline(scene.stack), scene.passed_ms + 600);
}
END_TEST

START_TEST(a_decided_problem_comes_back_decided_and_is_logged_once)
{
    start_run();
    answer("right answer");
    crash_and_reopen();
    ck_sees(&scene, "Problem 1 of 3, answered. So far 1 right; 0 pauses.");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "✓ Right");
    struct answers rows = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(rows.count, 1);
    answers_release(&rows);
}
END_TEST

START_TEST(a_crash_between_deciding_and_logging_is_made_good)
{
    start_run();
    answer("right answer");
    struct answers rows = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_int_eq(store_undo(scene.environment.store, rows.items[0].sequence, START_MS, 0, NULL),
                     0); /* as if it never came there */
    answers_release(&rows);
    crash_and_reopen();
    scene_key(&scene, KEY_ENTER);
    rows = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(rows.count, 1);
    ck_assert_int_eq(rows.items[0].grade, GRADE_GOOD);
    answers_release(&rows);
}
END_TEST

START_TEST(a_crash_after_the_end_does_not_count_the_run_twice)
{
    start_run();
    answer_and_go_on("right answer");
    answer_and_go_on("yes indeed");
    answer("in the mean");
    char *last = kept_run();
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "1 run finished");
    ck_assert_int_eq(store_put(scene.environment.store, "challenge-run", last, NULL), 0); /* as if the end had not been kept */
    free(last);
    crash_and_reopen();
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "1 run finished");
    struct answers rows = scene_answers(&scene, ANSWER_RUN);
    ck_assert_uint_eq(rows.count, 1);
    answers_release(&rows);
    ck_assert_ptr_null(kept_run());
}
END_TEST

START_TEST(a_run_can_be_given_up)
{
    start_run();
    scene_key(&scene, 'p');
    scene_key(&scene, KEY_DOWN_ARROW);
    ck_assert_str_eq(scene_selected(&scene), "Give this run up");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "No run finished yet.");
    ck_assert_ptr_null(kept_run());
    ck_assert_ptr_null(challenge_unfinished(&scene.environment));
}
END_TEST

START_TEST(another_challenge_has_to_wait_for_the_one_that_is_open)
{
    start_run();
    scene_key(&scene, 'q');
    open_challenge("one");
    ck_sees(&scene, "Another challenge waits: Three problems");
    scene_key(&scene, KEY_DOWN_ARROW);
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.title, "Challenge · One problem");
}
END_TEST

#define RUN(challenge, current, problems)                                                                                          \
    "{\"challenge\":\"" challenge "\",\"seed\":\"1\",\"factor\":\"x1\",\"current\":" #current ",\"pauses\":0,\"problems\":\"" problems "\"}"

START_TEST(a_run_that_fits_the_course_no_more_is_dropped_with_words)
{
    static const char *const broken[] = {
        "{}",
        "no json",
        RUN("three", 0, "first 0 0 0 0 0 0 0 =="),
        RUN("one", 0, "renamed 0 0 0 0 0 0 0 =="),
        RUN("one", 1, "untimed 0 0 0 0 0 0 0 =="),
        RUN("one", 0, "untimed 0 0 0 0 0 0 1 =7="),
        RUN("one", 0, "untimed 9 0 0 0 0 0 0 =="),
        RUN("one", 0, "untimed 0 0 0 0 0 255 0 =="),
        RUN("one", 0, "untimed 0 0 0 9 0 0 0 =="),
        RUN("one", 0, "untimed 0 0 0 0 0 0 0 ==; more"),
        RUN("one", 0, "untimed 0 8 0 0 0 0"),
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        ck_assert_int_eq(store_put(scene.environment.store, "challenge-run", broken[i], NULL), 0);
        ck_assert_ptr_null(challenge_unfinished(&scene.environment));
        open_challenge("one");
        ck_assert_msg(scene_sees(&scene, "the course has changed"), "%s:\n%s", broken[i], scene.text);
        ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "start");
        ck_assert_ptr_null(kept_run());
    }
    const char *fine = "{\"challenge\":\"one\",\"seed\":\"1\",\"factor\":\"off\",\"current\":0,\"pauses\":2,\"covered\":1,"
                       "\"problems\":\"untimed 0 77 0 0 1 0 0 ==\"}";
    ck_assert_int_eq(store_put(scene.environment.store, "challenge-run", fine, NULL), 0);
    open_challenge("one");
    ck_sees(&scene, "no clock. So far 0 right; 2 pauses.");
}
END_TEST

START_TEST(a_full_disk_keeps_the_answer_until_it_can_be_saved)
{
    start_run();
    disk_full(true);
    answer("right answer");
    ck_sees(&scene, "Not saved: ");
    ck_sees(&scene, "✓ Right");
    ck_assert_ptr_null(scene_label(&scene, ACTION_CONFIRM));
    scene_key(&scene, 'r');
    ck_sees(&scene, "Not saved: ");
    disk_full(false);
    scene_key(&scene, 'r');
    ck_misses(&scene, "Not saved");
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.status, "problem 2 of 3   ✓ ▸ ·");
    struct answers rows = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(rows.count, 1);
    answers_release(&rows);
}
END_TEST

START_TEST(a_full_disk_at_the_end_keeps_the_whole_run)
{
    start_run();
    answer_and_go_on("right answer");
    answer_and_go_on("yes indeed");
    answer("in the mean");
    disk_full(true);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Not saved: ");
    ck_sees(&scene, "3 of 3 right");
    scene_key(&scene, 'q');
    ck_sees(&scene, "Go back once more");
    scene_key(&scene, 'q');
    ck_assert(stack_done(scene.stack));
    disk_full(false);
    scene_restart(&scene);
    scene_open_plainly(&scene, &activity_challenge);
    ck_sees(&scene, "Problem 3 of 3, answered. So far 3 right");
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "★ Master of three");
    ck_assert_ptr_null(kept_run());
}
END_TEST

START_TEST(a_run_goes_on_while_it_cannot_be_kept)
{
    start_run();
    disk_full(true);
    pass(3000);
    ck_sees(&scene, "1:27 left");
    ck_sees(&scene, "cannot");
    disk_full(false);
    pass(1000);
    ck_misses(&scene, "cannot");
}
END_TEST

TCase *challenge_resume_tests(void)
{
    TCase *tests = tcase_create("what a run survives");
    tcase_add_checked_fixture(tests, challenge_setup, challenge_teardown);
    tcase_add_test(tests, leaving_keeps_the_run_with_the_time_that_was_left);
    tcase_add_test(tests, a_killed_program_loses_a_second_at_most);
    tcase_add_test(tests, a_closed_terminal_keeps_the_time_to_the_millisecond);
    tcase_add_test(tests, a_decided_problem_comes_back_decided_and_is_logged_once);
    tcase_add_test(tests, a_crash_between_deciding_and_logging_is_made_good);
    tcase_add_test(tests, a_crash_after_the_end_does_not_count_the_run_twice);
    tcase_add_test(tests, a_run_can_be_given_up);
    tcase_add_test(tests, another_challenge_has_to_wait_for_the_one_that_is_open);
    tcase_add_test(tests, a_run_that_fits_the_course_no_more_is_dropped_with_words);
    tcase_add_test(tests, a_full_disk_keeps_the_answer_until_it_can_be_saved);
    tcase_add_test(tests, a_full_disk_at_the_end_keeps_the_whole_run);
    tcase_add_test(tests, a_run_goes_on_while_it_cannot_be_kept);
    return tests;
}
