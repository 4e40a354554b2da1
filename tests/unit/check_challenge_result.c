/* Runs that were finished, and pauses, which are told with their result. */
#include "check_challenge.h"

#include "activity/challenge/run.h"

#include <stdlib.h>
#include <string.h>

START_TEST(a_finished_run_wins_the_badge_and_is_kept)
{
    run_all_right();
    ck_assert_str_eq(scene.view.status, "3 of 3   ✓ ✓ ✓");
    ck_sees(&scene, "3 of 3 right in 1:01, with the time as stated");
    ck_sees(&scene, "★ Master of three: all 3 problems right, with the time as stated (2026-11-21)");
    ck_sees(&scene, "The second one | ✓ right | 1 | 0 | 0:20");
    ck_sees(&scene, "1 run finished");
    ck_assert_ptr_null(challenge_unfinished(&scene.environment));
    struct answers rows = scene_answers(&scene, ANSWER_RUN);
    ck_assert_uint_eq(rows.count, 1);
    ck_assert_str_eq(rows.items[0].item, "three");
    ck_assert(rows.items[0].right);
    ck_assert_int_eq(rows.items[0].grade, GRADE_NONE);
    check_detail(&rows.items[0], "score", "3");
    check_detail(&rows.items[0], "total", "3");
    check_detail(&rows.items[0], "time_ms", "60500");
    check_detail(&rows.items[0], "factor", "x1");
    check_detail(&rows.items[0], "pauses", "0");
    check_detail(&rows.items[0], "results", "right right right");
    answers_release(&rows);
}
END_TEST

START_TEST(one_problem_wrong_wins_nothing)
{
    start_run();
    answer("wrong answer");
    answer_and_go_on("other answer");
    answer_and_go_on("yes indeed");
    answer_and_go_on("in the mean");
    ck_assert_str_eq(scene.view.status, "2 of 3   ✗ ✓ ✓");
    ck_sees(&scene, "2 of 3 right");
    ck_misses(&scene, "★");
    ck_sees(&scene, "The first one | ✗ wrong | 2 | 0 | 0:00");
}
END_TEST

START_TEST(best_last_and_number_of_runs_are_kept)
{
    run_all_right();
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "1 run finished");
    scene_key(&scene, 'x');
    scene_key(&scene, KEY_ENTER);
    pass(1000);
    answer("wrong answer");
    answer_and_go_on("other answer");
    answer_and_go_on("yes indeed");
    answer_and_go_on("in the mean");
    scene_restart(&scene);
    open_challenge("three");
    ck_sees(&scene, "2 runs finished");
    ck_sees(&scene, "best | 3 of 3 | 1:01 | x1 | 0 | 2026-11-21");
    ck_sees(&scene, "last | 2 of 3 | 0:01 | x1.5 | 0 | 2026-11-21");
    ck_sees(&scene, "★ Master of three");
    scene_open_plainly(&scene, &activity_challenge);
    ck_sees(&scene, "Three problems | 3 problems, 6:45 | badge won | 1.00");
    char words[64];
    double share;
    activity_challenge.progress(&scene.environment, START_MS, words, sizeof words, &share);
    ck_assert_str_eq(words, "1 of 2 badges");
    ck_assert_double_eq_tol(share, 0.5, 1e-9);
}
END_TEST

/* Whoever reads about the keys does not see the question; the keys told are those of the question all the same. */
START_TEST(a_challenge_may_draw_some_of_its_questions)
{
    struct challenge drawn = *course_challenge(scene.course, "three");
    drawn.draw = 2;
    size_t firsts[3] = {0};
    for (uint64_t seed = 0; seed < 60; seed++) {
        struct run run, again;
        run_start(&run, &drawn, TIME_SINGLE, seed, 0);
        run_start(&again, &drawn, TIME_SINGLE, seed, 0);
        ck_assert_uint_eq(run_length(&drawn), 2);
        ck_assert_ptr_ne(run.problems[0].response.question, run.problems[1].response.question);
        for (size_t i = 0; i < 2; i++)
            ck_assert_ptr_eq(run.problems[i].response.question, again.problems[i].response.question);
        for (size_t i = 0; i < 3; i++)
            firsts[i] += run.problems[0].response.question == drawn.questions[i];
        run_release(&run);
        run_release(&again);
    }
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_ge(firsts[i], 10);
}
END_TEST

START_TEST(help_pauses_as_it_covers_the_question)
{
    start_run();
    pass(5000);
    scene_key(&scene, '?');
    ck_sees(&scene, "answer");
    ck_sees(&scene, "pause the clock");
    pass(30000);
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "1:25 left. So far 0 right; 1 pause.");
}
END_TEST

START_TEST(a_pause_covers_the_question_and_is_told)
{
    start_run();
    pass(10000);
    scene_key(&scene, 'p');
    ck_sees(&scene, "Paused; the question is covered.");
    ck_misses(&scene, "right answer");
    ck_misses(&scene, "print(x.mean())");
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    scene_wait(&scene, 3600000);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "1:20 left");
    answer_and_go_on("right answer");
    answer_and_go_on("yes indeed");
    answer_and_go_on("in the mean");
    ck_sees(&scene, "with the time as stated, 1 pause");
    struct answers rows = scene_answers(&scene, ANSWER_RUN);
    check_detail(&rows.items[0], "pauses", "1");
    check_detail(&rows.items[0], "time_ms", "10000");
    answers_release(&rows);
}
END_TEST

START_TEST(a_program_that_was_stopped_comes_back_covered)
{
    start_run();
    pass(10500);
    scene_wait(&scene, 7200000);
    scene_send(&scene, EVENT_SUSPENDED);
    ck_sees(&scene, "Paused; the question is covered.");
    ck_misses(&scene, "right answer");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "1:19 left"); /* up to the next whole second was charged, not the two hours */
    answer("right answer");
    scene_send(&scene, EVENT_SUSPENDED); /* a decided problem has nothing to cover */
    ck_misses(&scene, "Paused");
}
END_TEST

TCase *challenge_result_tests(void)
{
    TCase *tests = tcase_create("result");
    tcase_add_checked_fixture(tests, challenge_setup, challenge_teardown);
    tcase_add_test(tests, a_finished_run_wins_the_badge_and_is_kept);
    tcase_add_test(tests, one_problem_wrong_wins_nothing);
    tcase_add_test(tests, best_last_and_number_of_runs_are_kept);
    tcase_add_test(tests, a_challenge_may_draw_some_of_its_questions);
    tcase_add_test(tests, help_pauses_as_it_covers_the_question);
    tcase_add_test(tests, a_pause_covers_the_question_and_is_told);
    tcase_add_test(tests, a_program_that_was_stopped_comes_back_covered);
    return tests;
}
