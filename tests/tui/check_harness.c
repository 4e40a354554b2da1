/* The harness itself, tried on a shell: a test that cannot fail proves nothing. */
#include "runner.h"
#include "vt.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct vt *shell(const char *script)
{
    return vt_spawn((const char *const[]){"sh", "-c", script, NULL}, 24, 80, NULL);
}

START_TEST(the_screen_is_read_back)
{
    struct vt *vt = shell("printf 'plain \\033[1;31mred\\033[0m \\033[7mswapped\\033[0m σ² 漢x'; read line");
    vt_wait_text(vt, "漢x");
    ck_assert_str_eq(vt_row_text(vt, 0), "plain red swapped σ² 漢x");
    struct vt_cell plain = vt_cell(vt, 0, 0), red = vt_cell(vt, 0, 6), swapped = vt_cell(vt, 0, 10), wide = vt_cell(vt, 0, 21);
    ck_assert_int_eq(plain.foreground, VT_COLOR_DEFAULT);
    ck_assert(!plain.bold && !plain.reverse);
    ck_assert(red.bold && red.foreground % 8 == 1);
    ck_assert(swapped.reverse);
    ck_assert_str_eq(wide.text, "漢");
    int column;
    ck_assert_int_eq(vt_find(vt, "x", &column), 0);
    ck_assert_int_eq(column, 23);
    vt_key(vt, "enter");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    vt_free(&vt);
}
END_TEST

START_TEST(keys_are_sent_as_the_terminal_mode_wants)
{
    struct vt *vt =
        shell("stty raw -echo; printf 'ready'; dd bs=1 count=3 2>/dev/null | od -An -c; printf '\\033[?1h'; printf 'now';"
              "dd bs=1 count=3 2>/dev/null | od -An -c; printf 'end'; stty sane");
    vt_wait_text(vt, "ready");
    vt_key(vt, "up");
    vt_wait_text(vt, "now");
    ck_assert_int_ge(vt_find(vt, "033   [   A", NULL), 0);
    vt_key(vt, "up");
    vt_wait_text(vt, "end");
    ck_assert_int_ge(vt_find(vt, "033   O   A", NULL), 0);
    vt_free(&vt);
}
END_TEST

START_TEST(pasted_text_is_bracketed_on_request)
{
    struct vt *vt = shell("stty raw -echo; printf '\\033[?2004hready'; dd bs=1 count=14 2>/dev/null | od -An -c; stty sane");
    vt_wait_text(vt, "ready");
    vt_paste(vt, "ab");
    vt_wait_text(vt, "033   [   2   0   0   ~   a   b 033   [   2   0   1   ~");
    vt_free(&vt);
}
END_TEST

START_TEST(ends_are_told_as_a_shell_tells_them)
{
    struct vt *vt = shell("exit 7");
    ck_assert_int_eq(vt_exit_status(vt), 7);
    vt_free(&vt);
    vt = shell("echo ready; exec sleep 1000");
    vt_wait_text(vt, "ready");
    vt_signal(vt, SIGTERM);
    ck_assert_int_eq(vt_exit_status(vt), 128 + SIGTERM);
    vt_free(&vt);
    vt = shell("echo ready; exec sleep 1000");
    vt_wait_text(vt, "ready");
    vt_hang_up(vt);
    ck_assert_int_eq(vt_exit_status(vt), 128 + SIGHUP);
    vt_free(&vt);
}
END_TEST

START_TEST(terminal_modes_are_watched)
{
    struct vt *vt = shell("printf '\\033[?1049h\\033[?25lready'; stty raw; read line; printf '\\033[?1049l\\033[?25h'; stty sane");
    vt_wait_text(vt, "ready");
    vt_wait_altscreen(vt, true);
    ck_assert(!vt_cursor_visible(vt));
    vt_send(vt, "\n", 1);
    ck_assert_int_eq(vt_exit_status(vt), 0);
    ck_assert(!vt_altscreen(vt) && vt_cursor_visible(vt));
    vt_free(&vt);
}
END_TEST

START_TEST(a_program_that_writes_and_never_reads_is_drained)
{
    struct vt *vt = shell("stty raw -echo; yes | head -c 300000; printf '\\033[2J\\033[Hdone'; sleep 1000");
    for (int i = 0; i < 100; i++)
        vt_type(vt, "keys that nobody reads");
    vt_wait_text(vt, "done");
    vt_free(&vt);
}
END_TEST

START_TEST(any_size_is_survived)
{
    struct vt *vt = shell("trap 'stty size' WINCH; while :; do echo 漢字漢字; sleep 0.01; done");
    for (int i = 0; i < 200; i++) {
        vt_resize(vt, 1 + i * 7 % 50, 1 + i * 13 % 160);
        vt_pump(vt, 1);
    }
    vt_resize(vt, 24, 80);
    vt_wait_text(vt, "漢字漢字");
    vt_free(&vt);
}
END_TEST

START_TEST(what_does_not_come_is_a_failure)
{
    ck_assert_int_eq(chdir(vt_home()), 0); /* what is saved of a failure that is wanted goes away with it */
    struct vt *vt = shell("echo here; exit 0");
    ck_assert(vt_comes(vt, "here"));
    ck_assert(!vt_comes(vt, "elsewhere"));
    ck_assert(!vt_goes(vt, "here"));
    vt_free(&vt);
}
END_TEST

START_TEST(each_test_has_a_home_and_a_clock)
{
    struct vt *vt = shell("trap 'cat $BNTUTOR_CLOCK' WINCH; echo \"home ${HOME##*/}\"; while :; do sleep 0.01; done");
    vt_wait_text(vt, strrchr(vt_home(), '/') + 1); /* the whole path may be wider than the screen */
    vt_home_let_pass(90000);
    vt_signal(vt, SIGWINCH);
    vt_wait_text(vt, "90000");
    vt_free(&vt);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("harness");
    TCase *tests = tcase_create("harness");
    tcase_add_checked_fixture(tests, vt_home_make, vt_home_remove);
    tcase_add_test(tests, the_screen_is_read_back);
    tcase_add_test(tests, keys_are_sent_as_the_terminal_mode_wants);
    tcase_add_test(tests, pasted_text_is_bracketed_on_request);
    tcase_add_test(tests, ends_are_told_as_a_shell_tells_them);
    tcase_add_test(tests, terminal_modes_are_watched);
    tcase_add_test(tests, a_program_that_writes_and_never_reads_is_drained);
    tcase_add_test(tests, any_size_is_survived);
    tcase_add_test(tests, what_does_not_come_is_a_failure);
    tcase_add_test(tests, each_test_has_a_home_and_a_clock);
    suite_add_tcase(suite, tests);
    return suite;
}
