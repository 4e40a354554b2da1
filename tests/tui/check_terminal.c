/* The tutor as a good citizen of terminals: small ones, old ones, ones without colour or without a screen. */
#include "runner.h"
#include "tutor.h"

#include "base/str.h"

#include <stdio.h>
#include <string.h>

/* The entries of the home screen, and what is on the screens that they open. */
static const struct {
    const char *name, *screen;
} entries[] = {
    {"Notes", "of 3 read"},
    {"Study", "of 5 done"},
    {"Quiz", "question 1 of 3"},
    {"Challenge", "3 problems, 3:10 in all"},
    {"Practice", "There are no exercises here."},
    {"Explain", "Explain what batch"},
    {"Demo", "Laboratory"},
    {"Progress", "page 1 of 9"},
};

enum { ENTRY_COUNT = sizeof entries / sizeof *entries };

static bool is_home(struct vt *vt, const void *argument)
{
    (void)argument;
    return strncmp(vt_row_text(vt, 0), "  bntutor", 9) == 0 || strncmp(vt_row_text(vt, 0), "bntutor", 7) == 0;
}

static void wait_home(struct vt *vt)
{
    ck_assert_msg(vt_waits(vt, is_home, NULL, "not the home screen"), "the home screen does not come");
}

/* From home into entry `i`, where `screen` is on the screen, and a step further with enter. */
static void visit(struct vt *vt, size_t i, const char *screen)
{
    wait_home(vt);
    tutor_select(vt, entries[i].name);
    vt_key(vt, "enter");
    vt_wait_text(vt, screen);
    vt_key(vt, "enter");
    tutor_redraw(vt);
}

/* Escape never leads out, so it may be pressed as often as the deepest screen needs it. */
static void return_home(struct vt *vt)
{
    for (int i = 0; i < 3; i++)
        tutor_press(vt, "esc");
    wait_home(vt);
}

START_TEST(each_entry_opens_and_returns)
{
    struct vt *vt = tutor_start(NULL);
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        wait_home(vt);
        tutor_select(vt, entries[i].name);
        vt_key(vt, "enter");
        vt_wait_text(vt, entries[i].screen);
        vt_key(vt, "?");
        vt_wait_text(vt, "Help · ");
        vt_key(vt, "esc");
        vt_wait_text(vt, entries[i].screen);
        vt_key(vt, i % 2 ? "esc" : "q");
    }
    wait_home(vt);
    tutor_press(vt, "esc"); /* goes back, but never out */
    wait_home(vt);
    vt_key(vt, "q");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    vt_free(&vt);
}
END_TEST

START_TEST(each_command_opens_its_screen_and_leaves)
{
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        char command[16];
        snprintf(command, sizeof command, "%c%s", entries[i].name[0] - 'A' + 'a', entries[i].name + 1);
        struct vt *vt = tutor_start(command);
        vt_wait_text(vt, entries[i].screen);
        vt_key(vt, "q");
        ck_assert_int_eq(vt_exit_status(vt), 0);
        ck_assert(!vt_altscreen(vt) && vt_cursor_visible(vt) && vt_modes_restored(vt));
        vt_free(&vt);
    }
}
END_TEST

START_TEST(the_real_course_opens_everywhere)
{
    tutor_take_real_course();
    struct vt *vt = tutor_start(NULL);
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        visit(vt, i, "esc back");
        return_home(vt);
    }
    vt_key(vt, "ctrl-c");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    vt_free(&vt);
}
END_TEST

/* Turning pages takes the mark along, and never around the end. */
START_TEST(pages_of_a_list_are_walked)
{
    tutor_take_real_course();
    struct vt *vt = tutor_start("browse");
    vt_wait_text(vt, "page 1 of");
    for (int i = 0; i < 3; i++)
        tutor_press(vt, "pagedown");
    vt_wait_text(vt, "page 2 of");
    tutor_press(vt, "pageup");
    tutor_press(vt, "pageup");
    vt_wait_text(vt, "page 1 of");
    vt_free(&vt);
    vt = vt_tutor(12, 40, NULL, NULL);
    wait_home(vt);
    tutor_press(vt, "pagedown");
    tutor_press(vt, "pagedown");
    tutor_press(vt, "pagedown");
    tutor_wait_selected(vt, "Browse");
    tutor_press(vt, "pageup");
    tutor_press(vt, "pageup");
    tutor_press(vt, "pageup");
    tutor_wait_selected(vt, "Review");
    vt_free(&vt);
}
END_TEST

START_TEST(escape_acts_at_once)
{
    struct vt *vt = tutor_start(NULL);
    wait_home(vt);
    tutor_select(vt, "Progress");
    vt_key(vt, "enter");
    vt_wait_text(vt, "page 1 of 9");
    long start = vt_clock();
    vt_key(vt, "esc");
    wait_home(vt);
    ck_assert_int_lt(vt_clock() - start, vt_patience() / 10); /* a terminal library left alone waits for a whole second */
    vt_free(&vt);
}
END_TEST

START_TEST(no_color_means_none)
{
    static const char *const settings[][2] = {{"NO_COLOR=1", NULL}, {"TERM=vt100", NULL}};
    struct vt *vt = vt_tutor(24, 80, settings[_i], NULL);
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        visit(vt, i, entries[i].screen);
        for (int row = 0; row < 24; row++)
            for (int column = 0; column < 80; column++) {
                struct vt_cell cell = vt_cell(vt, row, column);
                ck_assert_msg(cell.foreground == VT_COLOR_DEFAULT && cell.background == VT_COLOR_DEFAULT,
                              "'%s' has a colour at %d, %d", cell.text, row, column);
            }
        return_home(vt);
    }
    vt_free(&vt);
}
END_TEST

START_TEST(colors_are_used_where_they_may)
{
    struct vt *vt = tutor_start("quiz");
    vt_wait_text(vt, "intermediate");
    bool colored = false;
    for (int column = 0; column < 80; column++)
        for (int row = 0; row < 24; row++)
            colored |= vt_cell(vt, row, column).foreground != VT_COLOR_DEFAULT;
    ck_assert(colored);
    vt_free(&vt);
}
END_TEST

static void check_ascii(struct vt *vt)
{
    size_t length;
    const char *output = vt_output(vt, &length);
    for (size_t i = 0; i < length; i++)
        ck_assert_msg((output[i] & 0x80) == 0 && output[i] != '\016', "byte 0x%02x after '%.20s'", (unsigned char)output[i],
                      output + (i < 20 ? 0 : i - 20));
}

START_TEST(a_locale_without_utf8_gets_ascii_only)
{
    static const char *const ascii[] = {"LC_ALL=C", NULL};
    struct vt *vt = _i ? vt_tutor(24, 80, NULL, "--ascii", NULL) : vt_tutor(24, 80, ascii, NULL);
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        visit(vt, i, entries[i].screen);
        return_home(vt);
    }
    check_ascii(vt);
    vt_free(&vt);
}
END_TEST

START_TEST(known_terminals_draw_right)
{
    static const char *const names[] = {"xterm", "xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100", "ansi"};
    char term[32];
    snprintf(term, sizeof term, "TERM=%s", names[_i]);
    struct vt *vt = vt_tutor(24, 80, (const char *const[]){term, NULL}, NULL);
    vt_wait_text(vt, "bntutor");
    if (vt_find(vt, "is not known here", NULL) >= 0) {
        fprintf(stderr, "# SKIP: this machine does not know the terminal '%s'\n", names[_i]);
        vt_free(&vt);
        return;
    }
    vt_wait_text(vt, "A course for screens");
    vt_wait_text(vt, "Progress");
    tutor_select(vt, "Quiz");
    vt_key(vt, "enter");
    vt_wait_text(vt, "question 1 of 3");
    vt_key(vt, "ctrl-c");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    vt_free(&vt);
}
END_TEST

START_TEST(a_small_terminal_is_used_in_full)
{
    struct vt *vt = vt_tutor(12, 40, NULL, NULL);
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        wait_home(vt);
        tutor_select(vt, entries[i].name);
        vt_key(vt, "enter");
        vt_wait_gone(vt, "bntutor");
        tutor_redraw(vt);
        vt_wait_gone(vt, "too small");
        vt_key(vt, "esc");
    }
    wait_home(vt);
    vt_free(&vt);
}
END_TEST

START_TEST(what_is_out_of_sight_is_not_taken)
{
    struct vt *vt = vt_tutor(12, 40, NULL, "quiz", NULL);
    vt_wait_text(vt, "question 1 of 3");
    tutor_redraw(vt);
    vt_wait_gone(vt, "> A"); /* the question fills the window */
    tutor_press(vt, "enter");
    vt_wait_text(vt, "> A");
    ck_assert_stored("SELECT count(*) FROM answer", "0");
    tutor_press(vt, "enter");
    ck_assert_stored("SELECT count(*) FROM answer", "1");
    vt_free(&vt);
}
END_TEST

START_TEST(a_terminal_that_is_too_small_says_so_and_keeps_everything)
{
    struct vt *vt = tutor_start("study");
    vt_wait_text(vt, "What is the mean of 1, 2, 3 and 4?");
    vt_key(vt, "enter");
    vt_wait_text(vt, "1 again");
    static const int sizes[][2] = {{11, 39}, {12, 39}, {11, 40}, {5, 160}, {50, 30}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        vt_resize(vt, sizes[i][0], sizes[i][1]);
        vt_wait_text(vt, "terminal too small");
    }
    vt_key(vt, "3"); /* grades nothing that cannot be seen */
    for (int size = 10; size > 0; size--) {
        vt_resize(vt, size, size);
        vt_settle(vt, 5);
    }
    vt_resize(vt, 24, 80);
    vt_wait_text(vt, "1 again");
    ck_assert_stored("SELECT count(*) FROM answer", "0");
    vt_free(&vt);
}
END_TEST

START_TEST(a_clock_stands_while_the_terminal_is_too_small)
{
    struct vt *vt = tutor_start("challenge");
    vt_wait_text(vt, "3 problems");
    vt_key(vt, "enter");
    vt_wait_text(vt, "1:30 left");
    vt_resize(vt, 11, 39);
    vt_wait_text(vt, "terminal too small");
    tutor_advance(vt, 20000);
    vt_resize(vt, 24, 80);
    vt_wait_text(vt, "the question is covered");
    vt_wait_text(vt, "1:30 left");
    vt_free(&vt);
}
END_TEST

START_TEST(lines_are_told_where_no_screen_can_be)
{
    static const struct {
        const char *setting, *script;
    } cases[] = {
        {"TERM=dumb", "\"$BNTUTOR\"; echo status $?"},
        {"TERM=", "\"$BNTUTOR\"; echo status $?"},
        {"BNTUTOR_PLAIN=1", "\"$BNTUTOR\"; echo status $?"},
        {"ACCESSIBLE=1", "\"$BNTUTOR\"; echo status $?"},
        {"TERM=xterm", "\"$BNTUTOR\" --plain; echo status $?"},
        {"TERM=xterm", "echo q | \"$BNTUTOR\" | cat; echo status $?"},
        {"TERM=xterm", "\"$BNTUTOR\" </dev/null; echo status $?"},
        {"TERM=no-such-terminal", "\"$BNTUTOR\"; echo status $?"},
    };
    const char *const argv[] = {"sh", "-c", cases[_i].script, NULL};
    struct vt *vt = vt_spawn(argv, 40, 80, (const char *const[]){cases[_i].setting, NULL});
    vt_wait_text(vt, "Notes: read a topic");
    if (_i < 5 || _i == 7)
        vt_type(vt, "q\n");
    vt_wait_text(vt, "status 0");
    ck_assert_int_eq(vt_find(vt, "is not known here", NULL) >= 0, _i == 7);
    size_t length;
    const char *output = vt_output(vt, &length);
    ck_assert_ptr_null(memchr(output, '\033', length));
    vt_free(&vt);
}
END_TEST

START_TEST(a_table_is_shown_on_a_terminal_and_npy_is_not)
{
    static const char script[] = "cd \"$HOME\" && printf '1,2\\n3,4\\n' >x.csv && \"$BNTUTOR\" normalize x.csv --eps 0; echo status $?;"
                                 "\"$BNTUTOR\" normalize x.csv -o x.npy && \"$BNTUTOR\" normalize x.npy; echo then $?;"
                                 "\"$BNTUTOR\" normalize x.npy -o y.npy --dy x.csv --dx -; echo last $?";
    const char *const argv[] = {"sh", "-c", script, NULL};
    struct vt *vt = vt_spawn(argv, 24, 80, NULL);
    vt_wait_text(vt, "-1,-1");
    vt_wait_text(vt, "status 0");
    vt_wait_text(vt, "the result would be .npy, which is not for a terminal");
    vt_wait_text(vt, "then 2");
    vt_wait_text(vt, "dx would be .npy, which is not for a terminal");
    vt_wait_text(vt, "last 2");
    vt_free(&vt);
}
END_TEST

START_TEST(two_at_once_lose_nothing)
{
    struct vt *left = tutor_start("study"), *right = tutor_start("study");
    for (int i = 0; i < 3; i++) {
        char done[32];
        vt_wait_text(left, "enter reveal");
        vt_wait_text(right, "enter reveal");
        vt_keys(left, "enter 3"), vt_keys(right, "enter 4");
        snprintf(done, sizeof done, "%d of 5 done", i + 1);
        vt_wait_text(left, done);
        vt_wait_text(right, done);
    }
    vt_key(left, "q"), vt_key(right, "q");
    ck_assert_int_eq(vt_exit_status(left), 0);
    ck_assert_int_eq(vt_exit_status(right), 0);
    vt_free(&left), vt_free(&right);
    ck_assert_stored("SELECT count(*) FROM answer WHERE kind = 0", "6");
    ck_assert_stored("SELECT count(DISTINCT sequence) FROM answer", "6");
}
END_TEST

static struct vt *start_writing(void)
{
    struct vt *vt = tutor_start("explain");
    vt_wait_text(vt, "enter explain");
    vt_keys(vt, "enter w o r d s");
    vt_wait_text(vt, "words");
    return vt;
}

static struct vt *start_grading(void)
{
    struct vt *vt = tutor_start("study");
    vt_wait_text(vt, "enter reveal");
    vt_key(vt, "enter");
    vt_wait_text(vt, "1 again");
    return vt;
}

START_TEST(pasted_text_is_text)
{
    struct vt *vt = start_writing();
    vt_paste(vt, " quick\nq ?\033[A ");
    vt_wait_text(vt, "words quick");
    vt_wait_text(vt, "q ?");
    vt_key(vt, "ctrl-c");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    vt_free(&vt);
    vt = start_grading();
    vt_paste(vt, "4"); /* a paste is no key press */
    tutor_redraw(vt);
    vt_wait_text(vt, "1 again");
    ck_assert_stored("SELECT count(*) FROM answer", "0");
    vt_free(&vt);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("terminal");
    TCase *tests = tcase_create("terminal");
    tcase_add_checked_fixture(tests, tutor_setup, tutor_teardown);
    tcase_add_test(tests, each_entry_opens_and_returns);
    tcase_add_test(tests, each_command_opens_its_screen_and_leaves);
    tcase_add_test(tests, the_real_course_opens_everywhere);
    tcase_add_test(tests, pages_of_a_list_are_walked);
    tcase_add_test(tests, escape_acts_at_once);
    tcase_add_loop_test(tests, no_color_means_none, 0, 2);
    tcase_add_test(tests, colors_are_used_where_they_may);
    tcase_add_loop_test(tests, a_locale_without_utf8_gets_ascii_only, 0, 2);
    tcase_add_loop_test(tests, known_terminals_draw_right, 0, 7);
    tcase_add_test(tests, a_small_terminal_is_used_in_full);
    tcase_add_test(tests, what_is_out_of_sight_is_not_taken);
    tcase_add_test(tests, a_terminal_that_is_too_small_says_so_and_keeps_everything);
    tcase_add_test(tests, a_clock_stands_while_the_terminal_is_too_small);
    tcase_add_loop_test(tests, lines_are_told_where_no_screen_can_be, 0, 8);
    tcase_add_test(tests, a_table_is_shown_on_a_terminal_and_npy_is_not);
    tcase_add_test(tests, two_at_once_lose_nothing);
    tcase_add_test(tests, pasted_text_is_text);
    suite_add_tcase(suite, tests);
    return suite;
}
