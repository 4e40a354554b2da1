/* Keys through curses itself, from a pipe in the place of a terminal. */
#include "check_tui.h"

#include "tui/input.h"
#include "view/action.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ENTER = KEY_ENTER, BACKSPACE = KEY_BACKSPACE };

#include <curses.h>

static int keyboard;
static FILE *from, *to;
static struct screen *screen;
static struct input input;

static void setup(void)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    keyboard = ends[1];
    from = fdopen(ends[0], "r");
    to = fopen("/dev/null", "w");
    screen = newterm("xterm-256color", to, from);
    ck_assert_ptr_nonnull(screen);
    set_escdelay(25);
    raw();
    input_init(&input);
}

static void teardown(void)
{
    input_release(&input);
    endwin();
    delscreen(screen);
    fclose(from), fclose(to);
    close(keyboard);
}

static void type(const char *bytes)
{
    ck_assert_int_eq(write(keyboard, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

static void expect_key(unsigned wanted)
{
    unsigned key = KEY_NONE;
    ck_assert_int_eq(input_next(&input, &key), INPUT_KEY);
    ck_assert_uint_eq(key, wanted);
}

static void expect_nothing(void)
{
    unsigned key;
    ck_assert_int_eq(input_next(&input, &key), INPUT_NONE);
}

START_TEST(keys_are_told_by_their_names)
{
    type("a\r\n\t\177\b\004 \033OA\033OB\033OD\033OC\033[5~\033[6~\033OH\033OF\033[3~\033[Z");
    const unsigned wanted[] = {'a',         ENTER,         ENTER,        KEY_TAB,        BACKSPACE,      BACKSPACE,
                               CTRL_D,      ' ',           KEY_UP_ARROW, KEY_DOWN_ARROW, KEY_LEFT_ARROW, KEY_RIGHT_ARROW,
                               KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_HOME_KEY, KEY_END_KEY,    KEY_DELETE,     KEY_SHIFT_TAB};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        expect_key(wanted[i]);
    expect_nothing();
}
END_TEST

START_TEST(characters_come_whole)
{
    type("γx̂漢\xf0\x9f\x98\x80");
    expect_key(0x3b3);
    expect_key('x');
    expect_key(0x302);
    expect_key(0x6f22);
    expect_key(0x1f600);
    type("\xe6\xbc");
    expect_nothing();
    type("\xa2");
    expect_key(0x6f22);
}
END_TEST

START_TEST(broken_bytes_do_no_harm)
{
    type("\xff\x80\xc3(\xe2\x82z\xc0\xaf\xed\xa0\x80q");
    expect_key('(');
    expect_key('z');
    expect_key('q');
    expect_nothing();
}
END_TEST

START_TEST(a_lone_escape_is_a_key)
{
    type("\033");
    expect_key(KEY_ESCAPE);
    type("\033q");
    expect_key(KEY_ESCAPE);
    expect_key('q');
    type("\033\033");
    expect_key(KEY_ESCAPE);
    expect_key(KEY_ESCAPE);
    expect_nothing();
}
END_TEST

START_TEST(unknown_sequences_press_nothing)
{
    type("\033[1;9Q\033[<0;10;10M\033[99~\033[I\033Oz.");
    expect_key('.');
    expect_nothing();
}
END_TEST

START_TEST(a_paste_is_one_text)
{
    unsigned key;
    type("\033[200~two\rlines, γ\033[201~x");
    ck_assert_int_eq(input_next(&input, &key), INPUT_PASTE);
    ck_assert_str_eq(input.pasted.text, "two\nlines, γ");
    expect_key('x');
    type("\033[200~in ");
    expect_nothing();
    type("parts\033[201~");
    ck_assert_int_eq(input_next(&input, &key), INPUT_PASTE);
    ck_assert_str_eq(input.pasted.text, "in parts");
    expect_nothing();
}
END_TEST

TCase *tui_input_tests(void)
{
    TCase *tests = tcase_create("input");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, keys_are_told_by_their_names);
    tcase_add_test(tests, characters_come_whole);
    tcase_add_test(tests, broken_bytes_do_no_harm);
    tcase_add_test(tests, a_lone_escape_is_a_key);
    tcase_add_test(tests, unknown_sequences_press_nothing);
    tcase_add_test(tests, a_paste_is_one_text);
    return tests;
}
