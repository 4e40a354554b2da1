/*
 * Golden screens of the laboratory: a line of the table for each demo, with the keys that lead to each further screen, in a usual
 * terminal, in ASCII, and in the smallest one.
 */
#include "runner.h"
#include "tutor.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

enum { FURTHER_MAX = 4 };

static const struct {
    const char *demo;
    const char *keys[FURTHER_MAX]; /* up to NULL; the first screen comes before them */
} demos[] = {
    {"anatomy", {"up", NULL}},
    {"time-machine", {"end", "down t", NULL}},
    {"train-or-inference", {"right tab - -", "-", NULL}},
    {"backward", {"right down", "right", "right", NULL}},
    {"numerics", {"right", "right", "right", "right"}},
    {"scale-invariance", {"right", "right", "right", "right"}},
    {"folding", {"right", "right", NULL}},
    {"merge", {"right down", "right", NULL}},
    {"family", {"right", "right down", "right", "right"}},
    {"batch-noise", {"right", NULL}},
    {"loss-valley", {NULL}},
};

static const struct manner {
    const char *prefix; /* of the golden files */
    const char *option; /* or NULL */
    int rows, columns;
} manners[] = {
    {"", NULL, 24, 80},
    {"ascii-", "--ascii", 24, 80},
    {"small-", NULL, 12, 40},
};

enum { DEMO_COUNT = sizeof demos / sizeof *demos, MANNER_COUNT = sizeof manners / sizeof *manners };

static void look(struct vt *vt, const struct manner *manner, const char *demo, int screen)
{
    char *name = str_print("%slaboratory-%s-%d", manner->prefix, demo, screen);
    tutor_redraw(vt);
    vt_expect_golden(vt, name);
    free(name);
}

START_TEST(demos_look_like_this)
{
    const char *demo = demos[_i / MANNER_COUNT].demo, *const *keys = demos[_i / MANNER_COUNT].keys;
    const struct manner *manner = &manners[_i % MANNER_COUNT];
    struct vt *vt = vt_tutor(manner->rows, manner->columns, NULL, "demo", demo, manner->option, NULL);
    vt_wait_text(vt, "Demo ");
    look(vt, manner, demo, 1);
    for (int i = 0; i < FURTHER_MAX && keys[i]; i++) {
        vt_keys(vt, keys[i]);
        look(vt, manner, demo, i + 2);
    }
    vt_key(vt, "ctrl-c");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    vt_free(&vt);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("laboratory screens");
    TCase *tests = tcase_create("screens");
    tcase_add_checked_fixture(tests, tutor_setup, tutor_teardown);
    tcase_add_loop_test(tests, demos_look_like_this, 0, DEMO_COUNT * MANNER_COUNT);
    suite_add_tcase(suite, tests);
    return suite;
}
