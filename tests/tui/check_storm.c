/*
 * Keys without sense in windows that never keep their size: nothing crashes, and what was stored is whole.
 * BNTUTOR_STORM_SEED repeats a storm that a failing test printed; BNTUTOR_STORM_KEYS makes it longer.
 */
#include "runner.h"
#include "tutor.h"

#include "base/rng.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS = 3000, KEYS_PER_SIZE = 5, KEYS_PER_START = 150, ROWS_MAX = 50, COLUMNS_MAX = 160, STORMS = 4 };

static unsigned long number_from(const char *variable, unsigned long otherwise)
{
    const char *value = getenv(variable);
    return value && *value ? strtoul(value, NULL, 10) : otherwise;
}

/* What people press, and what they cannot: halves of characters, pieces of escape sequences, a paste that does not end. */
static void press_something(struct vt *vt, struct rng *rng)
{
    static const char *const keys[] = {"enter",  "enter",    "enter",     "down",   "down",   "up",     "left",
                                       "right",  "tab",      "backtab",   "esc",    "space",  "home",   "end",
                                       "pageup", "pagedown", "backspace", "delete", "ctrl-d", "ctrl-l", "ctrl-k"};
    static const char *const pieces[] = {
        "\xff", "\xc3",     "\xe2\x82",         "\033[",        "\033O", "\033[1;5", "\033[200~", "paste\r\033[201~", "\033[M  !",
        "漢",   "\xcc\x82", "\xf0\x9f\x98\x80", "\033[999;999H"};
    uint64_t kind = rng_below(rng, 20);
    char letter = (char)(' ' + rng_below(rng, 95));
    if (kind < 8)
        vt_key(vt, keys[rng_below(rng, sizeof keys / sizeof *keys)]);
    else if (kind < 10)
        vt_type(vt, pieces[rng_below(rng, sizeof pieces / sizeof *pieces)]);
    else if (kind < 12)
        vt_home_let_pass((long)rng_below(rng, 3000));
    else
        vt_send(vt, &letter, 1);
}

static void change_size(struct vt *vt, struct rng *rng)
{
    bool tiny = rng_below(rng, 3) == 0;
    vt_resize(vt, 1 + (int)rng_below(rng, tiny ? 4 : ROWS_MAX), 1 + (int)rng_below(rng, tiny ? 4 : COLUMNS_MAX));
}

/* Ends the tutor, if it was not left by keys: whatever came before, ctrl-c ends it in order. */
static void end(struct vt **vt)
{
    if (!vt_ended(*vt)) {
        vt_resize(*vt, 24, 80);
        vt_settle(*vt, 50);        /* longer than a piece of an escape sequence is waited for */
        vt_type(*vt, "\033[201~"); /* a paste may have been open */
        vt_key(*vt, "ctrl-c");
    }
    ck_assert_int_eq(vt_exit_status(*vt), 0);
    ck_assert(vt_modes_restored(*vt) && vt_cursor_visible(*vt) && !vt_altscreen(*vt));
    vt_free(vt);
}

/* Each start begins somewhere else, so that all screens get their share. */
static struct vt *begin(unsigned long start)
{
    static const char *const commands[] = {NULL, "study", "challenge", "demo", "quiz", "practice", "explain", "notes", "progress"};
    struct vt *vt = tutor_start(commands[start % (sizeof commands / sizeof *commands)]);
    vt_wait_text(vt, "? help");
    return vt;
}

START_TEST(storms_are_weathered)
{
    struct rng rng;
    unsigned long seed = number_from("BNTUTOR_STORM_SEED", (unsigned long)_i + 1), count = number_from("BNTUTOR_STORM_KEYS", KEYS);
    fprintf(stderr, "# BNTUTOR_STORM_SEED=%lu\n", seed);
    rng_init(&rng, seed);
    if (seed % 2 == 0)
        tutor_take_real_course();
    struct vt *vt = begin(0);
    for (unsigned long i = 0, starts = 1; i < count; i++) {
        press_something(vt, &rng);
        if (i % KEYS_PER_SIZE == 0)
            change_size(vt, &rng);
        vt_settle(vt, i % KEYS_PER_SIZE == 0);
        if (!vt_ended(vt) && i % KEYS_PER_START)
            continue;
        end(&vt);
        vt = begin(starts++);
    }
    end(&vt);
    char *answers = tutor_query("SELECT group_concat(counted, ', ') FROM"
                                " (SELECT count(*) || ' of kind ' || kind AS counted FROM answer GROUP BY kind)");
    fprintf(stderr, "# answers stored: %s\n", answers);
    ck_assert_str_ne(answers, ""); /* the storm got somewhere */
    free(answers);
    vt = tutor_start("progress");
    vt_wait_text(vt, "page 1 of ");
    vt_free(&vt);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("storm");
    TCase *tests = tcase_create("storm");
    tcase_add_checked_fixture(tests, tutor_setup, tutor_teardown);
    tcase_add_loop_test(tests, storms_are_weathered, 0, STORMS);
    suite_add_tcase(suite, tests);
    return suite;
}
