#include "check_challenge.h"

#include "activity/challenge/run.h"
#include "runner.h"

#include <stdlib.h>
#include <string.h>

static const struct block *gauge(void)
{
    for (size_t i = 0; i < scene.view.count; i++)
        if (scene.view.items[i].kind == BLOCK_GAUGE)
            return &scene.view.items[i];
    return NULL;
}

START_TEST(sets_are_chosen_from_and_one_that_is_asked_for_opens_at_once)
{
    scene_open_plainly(&scene, &activity_challenge);
    ck_sees(&scene, "> Three problems | 3 problems, 4:30");
    ck_sees(&scene, "  One problem | 1 problem, no clock");
    scene_key(&scene, KEY_DOWN_ARROW);
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.title, "Challenge · One problem");
    scene_key(&scene, 'q');
    ck_assert_str_eq(scene_selected(&scene), "One problem");
    scene_key(&scene, 'q');
    ck_assert(stack_done(scene.stack));
    open_challenge("three");
    ck_assert_str_eq(scene.view.title, "Challenge · Three problems");
    scene_key(&scene, 'q');
    ck_assert(stack_done(scene.stack));
}
END_TEST

START_TEST(the_start_says_what_is_won_and_lets_the_time_be_chosen)
{
    open_challenge("three");
    ck_sees(&scene, "Badge: Master of three");
    ck_sees(&scene, "Answer all three rightly.");
    ck_sees(&scene, "3 problems, 4:30 in all");
    ck_sees(&scene, "No run finished yet.");
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    scene_key(&scene, 'x');
    ck_sees(&scene, "6:45 in all");
    ck_assert_str_eq(scene_label(&scene, ACTION_TIME_FACTOR), "time x1.5");
    scene_key(&scene, 'x');
    ck_sees(&scene, "9:00 in all");
    scene_key(&scene, 'x');
    ck_misses(&scene, "in all");
    ck_sees(&scene, "time off: no clock runs");
    scene_restart(&scene);
    open_challenge("three"); /* who needs more time does not have to ask for it each time */
    ck_assert_str_eq(scene_label(&scene, ACTION_TIME_FACTOR), "time off");
    scene_key(&scene, 'x');
    ck_sees(&scene, "4:30 in all");
}
END_TEST

START_TEST(a_problem_shows_category_level_time_attempts_hints_options_and_code)
{
    start_run();
    ck_assert_str_eq(scene.view.status, "problem 1 of 3   ▸ · ·");
    ck_sees(&scene, "Conceptual · intermediate · 2 attempts left");
    ck_sees(&scene, "(1.00) 1:30 left");
    ck_sees(&scene, "[python]\nprint(x.mean())");
    ck_sees(&scene, "D none of these");
    ck_misses(&scene, "Hint 1");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "answer");
    ck_assert_ptr_null(scene_label(&scene, ACTION_DEMO)); /* it would give the answer away */
    scene_key(&scene, 'h');
    ck_sees(&scene, "Hint 1 of 2");
    ck_sees(&scene, "A vague hint.");
    ck_misses(&scene, "A clearer hint.");
    scene_key(&scene, 'h');
    ck_sees(&scene, "A clearer hint.");
    ck_assert_ptr_null(scene_label(&scene, ACTION_HINT));
}
END_TEST

START_TEST(the_clock_ticks_at_whole_seconds_and_says_when_little_is_left)
{
    start_run();
    ck_assert_int_eq(stack_deadline(scene.stack), scene.passed_ms + 1000);
    scene_wait(&scene, 300);
    scene_key(&scene, 'h');
    ck_assert_int_eq(stack_deadline(scene.stack), scene.passed_ms + 700);
    ck_sees(&scene, "1:30 left");
    pass(700);
    ck_sees(&scene, "1:29 left");
    pass(68000);
    ck_sees(&scene, "0:21 left");
    ck_assert_int_eq(gauge()->gauge.style, STYLE_NORMAL);
    pass(1000);
    ck_sees(&scene, "20 seconds left");
    ck_assert_int_eq(gauge()->gauge.style, STYLE_WARNING);
    pass(19000);
    ck_sees(&scene, "1 second left");
}
END_TEST

START_TEST(low_time_is_a_fifth_of_a_long_limit)
{
    open_challenge("three");
    scene_key(&scene, 'x');
    scene_key(&scene, 'x');
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "3:00 left");
    pass(144000);
    ck_sees(&scene, "36 seconds left");
    answer_and_go_on("right answer");
    answer_and_go_on("yes indeed");
    ck_sees(&scene, "4:00 left");
    pass(180000);
    ck_assert_int_eq(gauge()->gauge.style, STYLE_NORMAL);
}
END_TEST

START_TEST(a_miss_strikes_the_option_and_leaves_one_attempt)
{
    start_run();
    answer("wrong answer");
    ck_sees(&scene, "1 attempt left");
    ck_sees(&scene, "wrong answer (tried)");
    ck_sees(&scene, "Why the wrong one is wrong.");
    ck_misses(&scene, "What the first one teaches.");
    ck_misses(&scene, "(right)");
    char letter = scene_letter(&scene, "wrong answer");
    scene_key(&scene, (unsigned)letter);
    ck_sees(&scene, "wrong already");
    ck_sees(&scene, "1 attempt left");
    answer("right answer");
    ck_sees(&scene, "✓ Right, after 0:00");
    ck_sees(&scene, "Why the right one is right.");
    ck_sees(&scene, "What the first one teaches.");
    ck_assert_str_eq(scene.view.status, "problem 1 of 3   ✓ · ·");
    struct answers rows = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(rows.count, 1);
    ck_assert(rows.items[0].right);
    ck_assert_int_eq(rows.items[0].grade, GRADE_HARD);
    ck_assert_int_eq(rows.items[0].attempts, 2);
    answers_release(&rows);
}
END_TEST

START_TEST(a_second_miss_ends_the_problem_with_both_reasons)
{
    start_run();
    answer("wrong answer");
    pass(2000);
    answer("other answer");
    ck_sees(&scene, "✗ Wrong, and no attempts are left");
    ck_sees(&scene, "other answer (wrong)");
    ck_sees(&scene, "right answer (right)");
    ck_sees(&scene, "Why the other one is wrong.");
    ck_sees(&scene, "Why the right one is right.");
    ck_sees(&scene, "What the first one teaches.");
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    struct answers rows = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert(!rows.items[0].right);
    ck_assert_int_eq(rows.items[0].grade, GRADE_AGAIN);
    ck_assert_int_eq(rows.items[0].attempts, 2);
    ck_assert_int_eq(rows.items[0].took_ms, 2000);
    check_detail(&rows.items[0], "result", "wrong");
    check_detail(&rows.items[0], "misconception", "second-slip");
    check_detail(&rows.items[0], "challenge", "three");
    answers_release(&rows);
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.status, "problem 2 of 3   ✗ ▸ ·");
    ck_sees(&scene, "1:00 left");
}
END_TEST

START_TEST(grades_follow_hints_and_attempts)
{
    start_run();
    scene_key(&scene, 'h');
    answer_and_go_on("right answer");
    answer_and_go_on("yes indeed");
    struct answers rows = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_int_eq(rows.items[0].grade, GRADE_HARD);
    ck_assert_int_eq(rows.items[0].hints, 1);
    ck_assert_int_eq(rows.items[0].attempts, 1);
    ck_assert_int_eq(rows.items[1].grade, GRADE_GOOD);
    answers_release(&rows);
    ck_assert_int_eq(scene_memory(&scene, "second").repetitions, 1);
}
END_TEST

START_TEST(when_time_runs_out_the_answer_is_told)
{
    start_run();
    answer("wrong answer");
    pass(90000);
    ck_sees(&scene, "✗ Time is up");
    ck_sees(&scene, "Why the wrong one is wrong.");
    ck_sees(&scene, "Why the right one is right.");
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    struct answers rows = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(rows.count, 1);
    ck_assert_int_eq(rows.items[0].grade, GRADE_AGAIN);
    ck_assert_int_eq(rows.items[0].took_ms, 90000);
    check_detail(&rows.items[0], "result", "late");
    answers_release(&rows);
    pass(600000); /* reading costs nothing */
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "1:00 left");
}
END_TEST

START_TEST(a_decided_problem_can_be_watched_while_no_clock_runs)
{
    start_run();
    pass(5000);
    answer("right answer");
    ck_assert_str_eq(scene_label(&scene, ACTION_DEMO), "watch it");
    scene_key(&scene, 'd');
    ck_assert_str_eq(scene.view.title, "Demo · Four values");
    pass(600000);
    scene_key(&scene, 'q');
    ck_sees(&scene, "✓ Right, after 0:05");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "1:00 left");
    answer("yes indeed");
    ck_assert_ptr_null(scene_label(&scene, ACTION_DEMO)); /* this one has nothing to watch */
}
END_TEST

START_TEST(a_key_after_the_end_of_the_time_does_not_answer)
{
    start_run();
    char letter = scene_letter(&scene, "right answer");
    scene_key(&scene, (unsigned)letter);
    scene_wait(&scene, 90000);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "✗ Time is up");
    ck_assert_str_eq(scene.view.status, "problem 1 of 3   ✗ · ·");
}
END_TEST

START_TEST(without_a_clock_nothing_runs_out)
{
    open_challenge("three");
    for (int i = 0; i < 3; i++)
        scene_key(&scene, 'x');
    scene_key(&scene, KEY_ENTER);
    ck_assert_ptr_null(gauge());
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    scene_wait(&scene, 86400000);
    answer("right answer");
    ck_sees(&scene, "✓ Right");
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("challenge");
    TCase *tests = tcase_create("one run");
    tcase_add_checked_fixture(tests, challenge_setup, challenge_teardown);
    tcase_add_test(tests, sets_are_chosen_from_and_one_that_is_asked_for_opens_at_once);
    tcase_add_test(tests, the_start_says_what_is_won_and_lets_the_time_be_chosen);
    tcase_add_test(tests, a_problem_shows_category_level_time_attempts_hints_options_and_code);
    tcase_add_test(tests, the_clock_ticks_at_whole_seconds_and_says_when_little_is_left);
    tcase_add_test(tests, low_time_is_a_fifth_of_a_long_limit);
    tcase_add_test(tests, a_miss_strikes_the_option_and_leaves_one_attempt);
    tcase_add_test(tests, a_second_miss_ends_the_problem_with_both_reasons);
    tcase_add_test(tests, grades_follow_hints_and_attempts);
    tcase_add_test(tests, when_time_runs_out_the_answer_is_told);
    tcase_add_test(tests, a_decided_problem_can_be_watched_while_no_clock_runs);
    tcase_add_test(tests, a_key_after_the_end_of_the_time_does_not_answer);
    tcase_add_test(tests, without_a_clock_nothing_runs_out);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, challenge_result_tests());
    suite_add_tcase(suite, challenge_resume_tests());
    return suite;
}
