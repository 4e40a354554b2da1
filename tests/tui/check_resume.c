/* Runs against the clock that are interrupted: nothing that was answered and no second that was left is lost. */
#include "runner.h"
#include "tutor.h"

#include <stdlib.h>
#include <unistd.h>

/* A run with 65 seconds, one attempt and one hint left, on the first problem. */
static struct vt *start_run(const char *argument)
{
    struct vt *vt = tutor_start(argument);
    vt_wait_text(vt, "3 problems, 3:10 in all");
    vt_key(vt, "enter");
    vt_wait_text(vt, "1:30 left");
    tutor_choose(vt, "a single mean");
    vt_wait_text(vt, "1 attempt left");
    vt_key(vt, "h");
    vt_wait_text(vt, "Count the elements of");
    tutor_advance(vt, 25000);
    vt_wait_text(vt, "1:05 left");
    return vt;
}

/* Opens the tutor anew and goes on with that run to its end. */
static void go_on(void)
{
    struct vt *vt = tutor_start(NULL);
    vt_wait_text(vt, "left unfinished");
    tutor_wait_selected(vt, "Go on");
    vt_key(vt, "enter");
    vt_wait_text(vt, "You left this run unfinished.");
    vt_wait_text(vt, "Problem 1 of 3, 1:05 left");
    vt_wait_gone(vt, "over 128 values"); /* the question stays covered until the learner is ready */
    tutor_advance(vt, 30000);            /* and the clock stands */
    vt_wait_text(vt, "1:05 left");
    tutor_choose(vt, "Go on");
    vt_wait_text(vt, "1:05 left");
    vt_wait_text(vt, "1 attempt left");
    vt_wait_text(vt, "Count the elements of");
    tutor_choose(vt, "over 128 values");
    vt_wait_text(vt, "Right, after 0:25");
    vt_key(vt, "ctrl-c");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    vt_free(&vt);
}

START_TEST(a_killed_run_goes_on)
{
    struct vt *vt = start_run("challenge");
    vt_signal(vt, SIGKILL);
    ck_assert_int_eq(vt_exit_status(vt), 128 + SIGKILL);
    vt_free(&vt);
    go_on();
}
END_TEST

START_TEST(a_run_in_a_closed_window_goes_on)
{
    struct vt *vt = start_run("challenge");
    vt_hang_up(vt);
    ck_assert_int_eq(vt_exit_status(vt), 128 + SIGHUP);
    vt_free(&vt);
    go_on();
}
END_TEST

START_TEST(a_run_that_was_quit_goes_on)
{
    struct vt *vt = start_run("challenge");
    vt_key(vt, "ctrl-c");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    vt_free(&vt);
    go_on();
}
END_TEST

START_TEST(a_terminated_run_goes_on)
{
    struct vt *vt = start_run("challenge");
    vt_signal(vt, SIGTERM);
    ck_assert_int_eq(vt_exit_status(vt), 128 + SIGTERM);
    vt_free(&vt);
    go_on();
}
END_TEST

START_TEST(a_run_that_was_left_goes_on)
{
    struct vt *vt = start_run("challenge");
    vt_key(vt, "q");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    vt_free(&vt);
    go_on();
}
END_TEST

START_TEST(a_run_that_was_given_up_is_over)
{
    struct vt *vt = start_run("challenge");
    vt_signal(vt, SIGKILL);
    vt_free(&vt);
    vt = tutor_start("challenge");
    vt_wait_text(vt, "You left this run unfinished.");
    tutor_choose(vt, "Give this run up");
    vt_wait_text(vt, "3 problems, 3:10 in all");
    vt_key(vt, "q");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    vt_free(&vt);
    vt = tutor_start(NULL);
    vt_wait_text(vt, "Challenge");
    tutor_redraw(vt);
    vt_wait_gone(vt, "left unfinished");
    vt_free(&vt);
}
END_TEST

/* A stop takes away the screen, the time until the next second at most, and the question until it is asked for. */
static void find_it_covered(struct vt *vt)
{
    vt_wait_altscreen(vt, true);
    vt_wait_text(vt, "Paused; the question is covered.");
    vt_wait_text(vt, "1 pause.");
    tutor_redraw(vt);
    vt_wait_gone(vt, "over 128 values");
    tutor_choose(vt, "Go on");
    vt_wait_text(vt, "over 128 values");
    vt_wait_text(vt, "1:29 left");
}

START_TEST(ctrl_z_covers_the_question_and_stops_the_clock)
{
    static const char *const script[] = {
        "sh", "-c", "set -m; \"$BNTUTOR\" challenge; echo the job was stopped; read line; fg; echo the status is $?", NULL};
    struct vt *vt = vt_spawn(script, 24, 80, NULL);
    vt_wait_text(vt, "3 problems");
    vt_key(vt, "enter");
    vt_wait_text(vt, "1:30 left");
    vt_key(vt, "ctrl-z");
    vt_wait_altscreen(vt, false);
    vt_wait_text(vt, "the job was stopped");
    ck_assert(vt_cursor_visible(vt));
    vt_home_let_pass(45000);
    vt_type(vt, "\n");
    find_it_covered(vt);
    vt_key(vt, "ctrl-c");
    vt_wait_altscreen(vt, false);
    vt_wait_text(vt, "the status is 0");
    vt_free(&vt);
}
END_TEST

START_TEST(a_stop_that_nobody_saw_coming_covers_as_well)
{
    struct vt *vt = tutor_start("challenge");
    vt_wait_text(vt, "3 problems");
    vt_key(vt, "enter");
    vt_wait_text(vt, "1:30 left");
    vt_signal(vt, SIGSTOP);
    vt_home_let_pass(45000);
    vt_signal(vt, SIGCONT);
    find_it_covered(vt);
    vt_free(&vt);
}
END_TEST

START_TEST(a_machine_that_slept_covers_as_well)
{
    struct vt *vt = tutor_start("challenge");
    vt_wait_text(vt, "3 problems");
    vt_key(vt, "enter");
    vt_wait_text(vt, "1:30 left");
    vt_home_let_pass(45000);
    vt_signal(vt, SIGWINCH);
    find_it_covered(vt);
    vt_free(&vt);
}
END_TEST

START_TEST(the_pause_key_covers_and_says_so)
{
    struct vt *vt = tutor_start("challenge");
    vt_wait_text(vt, "3 problems");
    vt_key(vt, "enter");
    vt_wait_text(vt, "1:30 left");
    vt_key(vt, "p");
    vt_wait_text(vt, "Paused; the question is covered.");
    tutor_advance(vt, 30000);
    tutor_choose(vt, "Go on");
    vt_wait_text(vt, "1:30 left");
    vt_free(&vt);
}
END_TEST

START_TEST(a_grade_that_was_seen_is_stored)
{
    struct vt *vt = tutor_start("study");
    vt_wait_text(vt, "0 of 5 done");
    vt_keys(vt, "enter 3");
    vt_wait_text(vt, "1 of 5 done");
    vt_signal(vt, SIGKILL);
    ck_assert_int_eq(vt_exit_status(vt), 128 + SIGKILL);
    vt_free(&vt);
    ck_assert_stored("SELECT count(*) FROM answer", "1");
    vt = tutor_start("study");
    vt_wait_text(vt, "0 of 4 done"); /* the fifth card is not due yet */
    vt_free(&vt);
}
END_TEST

/* The cards that the screen says are done. */
static int count_seen(struct vt *vt)
{
    int row = vt_find(vt, " done", NULL);
    return row < 0 ? 0 : atoi(vt_row_text(vt, row));
}

START_TEST(kills_at_any_moment_lose_no_grade_that_was_seen)
{
    char *database = vt_home_database();
    for (int round = 0; round < 40; round++) {
        struct vt *vt = tutor_start("study");
        vt_wait_text(vt, "0 of ");
        vt_keys(vt, "enter 3 enter 3 enter 3 enter 3");
        vt_pump(vt, round % 10);
        int seen = count_seen(vt);
        vt_signal(vt, SIGKILL);
        vt_free(&vt);
        char *stored = tutor_query("SELECT count(*) FROM answer");
        ck_assert_int_ge(atoi(stored), seen);
        ck_assert_int_eq(unlink(database), 0);
        free(stored);
    }
    free(database);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("resume");
    TCase *tests = tcase_create("resume");
    tcase_add_checked_fixture(tests, tutor_setup, tutor_teardown);
    tcase_add_test(tests, a_killed_run_goes_on);
    tcase_add_test(tests, a_run_in_a_closed_window_goes_on);
    tcase_add_test(tests, a_run_that_was_quit_goes_on);
    tcase_add_test(tests, a_terminated_run_goes_on);
    tcase_add_test(tests, a_run_that_was_left_goes_on);
    tcase_add_test(tests, a_run_that_was_given_up_is_over);
    tcase_add_test(tests, ctrl_z_covers_the_question_and_stops_the_clock);
    tcase_add_test(tests, a_stop_that_nobody_saw_coming_covers_as_well);
    tcase_add_test(tests, a_machine_that_slept_covers_as_well);
    tcase_add_test(tests, the_pause_key_covers_and_says_so);
    tcase_add_test(tests, a_grade_that_was_seen_is_stored);
    tcase_add_test(tests, kills_at_any_moment_lose_no_grade_that_was_seen);
    suite_add_tcase(suite, tests);
    return suite;
}
