/* Ends that nobody chose: signals, crashes, terminals that go away. The terminal is left in order, and no time is burnt. */
#include "runner.h"
#include "tutor.h"

#include <stdio.h>
#include <string.h>

/* Into a screen that was not left in the usual way; `keys` lead there from home. */
static const struct {
    const char *argument, *keys, *screen;
} places[] = {
    {NULL, "", "Progress"},
    {"study", "enter", "1 again"},
    {"challenge", "enter", "1:30 left"},
    {"explain", "enter w o r d s", "words"},
    {"demo", "end up enter", "Four values"},
    {"notes", "enter ?", "Help · "},
};

static const int deadly[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};

enum { PLACE_COUNT = sizeof places / sizeof *places, DEADLY_COUNT = sizeof deadly / sizeof *deadly };

static struct vt *go_to(size_t place)
{
    struct vt *vt = tutor_start(places[place].argument);
    vt_wait_text(vt, "?");
    vt_keys(vt, places[place].keys);
    vt_wait_text(vt, places[place].screen);
    return vt;
}

static void check_restored(const struct vt *vt)
{
    size_t length;
    const char *output = vt_output(vt, &length);
    ck_assert_msg(!vt_altscreen(vt), "the first screen is not back");
    ck_assert_msg(vt_cursor_visible(vt), "the cursor is hidden");
    ck_assert_msg(vt_modes_restored(vt), "the terminal's modes are not as before");
    ck_assert_msg(strstr(output, "\033[?2004l"), "bracketed paste is still on");
}

START_TEST(signals_end_it_in_order)
{
    int number = deadly[_i % DEADLY_COUNT];
    struct vt *vt = go_to((size_t)(_i / DEADLY_COUNT));
    vt_signal(vt, number);
    ck_assert_int_eq(vt_exit_status(vt), 128 + number);
    check_restored(vt);
    vt_free(&vt);
    ck_assert_stored("SELECT 1", "1");
}
END_TEST

START_TEST(a_crash_leaves_the_terminal_in_order)
{
    static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    struct vt *vt = go_to((size_t)_i);
    vt_signal(vt, crashes[_i]);
    ck_assert_int_ne(vt_exit_status(vt), 0); /* a sanitizer may end it in its own way */
    check_restored(vt);
    vt_free(&vt);
}
END_TEST

START_TEST(a_closed_terminal_ends_it)
{
    struct vt *vt = go_to((size_t)_i);
    vt_hang_up(vt);
    ck_assert_int_eq(vt_exit_status(vt), 128 + SIGHUP);
    vt_free(&vt);
    ck_assert_stored("SELECT 1", "1");
}
END_TEST

/* A program that is told nothing (nohup) has to see for itself that the terminal is gone, instead of reading its end for ever. */
START_TEST(a_closed_terminal_ends_it_even_without_a_signal)
{
    static const char *const script[] = {"sh", "-c", "trap '' HUP; exec \"$BNTUTOR\" challenge", NULL};
    struct vt *vt = vt_spawn(script, 24, 80, NULL);
    vt_wait_text(vt, "3 problems");
    vt_key(vt, "enter");
    vt_wait_text(vt, "1:30 left");
    vt_hang_up(vt);
    ck_assert_int_ne(vt_exit_status(vt), -1);
    vt_free(&vt);
}
END_TEST

START_TEST(it_sleeps_while_nothing_happens)
{
    struct vt *vt = go_to((size_t)_i);
    tutor_redraw(vt);
    vt_settle(vt, 50);
    long before = vt_cpu_ms(vt);
    if (before < 0)
        fputs("# SKIP: this system does not tell the processor time of a process\n", stderr);
    vt_pump(vt, 300);
    ck_assert_int_le(vt_cpu_ms(vt) - before, 30);
    vt_free(&vt);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("endings");
    TCase *tests = tcase_create("endings");
    tcase_add_checked_fixture(tests, tutor_setup, tutor_teardown);
    tcase_add_loop_test(tests, signals_end_it_in_order, 0, PLACE_COUNT * DEADLY_COUNT);
    tcase_add_loop_test(tests, a_crash_leaves_the_terminal_in_order, 0, 5);
    tcase_add_loop_test(tests, a_closed_terminal_ends_it, 0, PLACE_COUNT);
    tcase_add_test(tests, a_closed_terminal_ends_it_even_without_a_signal);
    tcase_add_loop_test(tests, it_sleeps_while_nothing_happens, 0, PLACE_COUNT);
    suite_add_tcase(suite, tests);
    return suite;
}
