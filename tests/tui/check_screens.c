/*
 * What a learner sees, cell by cell: every learning mode's main states in 80x24 and 40x12, in UTF-8 and ASCII, some in other
 * colours. Screens that were changed on purpose are written anew with UPDATE_GOLDEN=1; look at the difference before keeping it.
 */
#include "runner.h"
#include "tutor.h"

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

/* How a series of screens is shown, and what their names begin with. */
struct manner {
    const char *prefix, *option;
    int rows, columns;
};

static const struct manner manners[] = {
    {"", NULL, 24, 80},
    {"ascii-", "--ascii", 24, 80},
    {"small-", NULL, 12, 40},
    {"small-ascii-", "--ascii", 12, 40},
};

enum { MANNER_COUNT = sizeof manners / sizeof *manners };

static struct vt *start(const struct manner *manner, const char *command)
{
    const char *first = command ? command : manner->option, *second = command ? manner->option : NULL;
    return vt_tutor(manner->rows, manner->columns, NULL, first, second, NULL);
}

static void look(struct vt *vt, const struct manner *manner, const char *name)
{
    char *full = str_print("%s%s", manner->prefix, name);
    vt_expect_golden(vt, full);
    free(full);
}

static void leave(struct vt **vt)
{
    vt_key(*vt, "ctrl-c");
    ck_assert_int_eq(vt_exit_status(*vt), 0);
    vt_free(vt);
}

/* Each key, then the screen that it leads to; "" stays where it is. */
struct step {
    const char *keys, *name;
};

static void walk(const struct manner *manner, const char *command, const struct step *steps)
{
    struct vt *vt = start(manner, command);
    vt_wait_text(vt, "? help");
    for (; steps->name; steps++) {
        vt_keys(vt, steps->keys);
        tutor_redraw(vt);
        look(vt, manner, steps->name);
    }
    leave(&vt);
}

START_TEST(home_and_help)
{
    walk(&manners[_i], NULL, (const struct step[]){{"", "home-new"}, {"?", "home-help"}, {NULL, NULL}});
    struct vt *vt = start(&manners[_i], "study");
    vt_wait_text(vt, "? help");
    vt_keys(vt, "enter 3 enter 1");
    tutor_redraw(vt);
    leave(&vt);
    vt_home_let_pass(24 * 3600 * 1000L);
    walk(&manners[_i], NULL, (const struct step[]){{"", "home"}, {NULL, NULL}});
}
END_TEST

START_TEST(notes)
{
    walk(&manners[_i], "notes",
         (const struct step[]){{"", "notes-topics"}, {"enter", "notes-page"}, {"right", "notes-erratum"}, {NULL, NULL}});
}
END_TEST

START_TEST(study)
{
    walk(&manners[_i], "study",
         (const struct step[]){{"", "study-front"},
                               {"enter", "study-answer"},
                               {"3 enter", "study-erratum"},
                               {"3 enter 3 enter 3 enter 3", "study-end"},
                               {NULL, NULL}});
}
END_TEST

START_TEST(quiz)
{
    struct vt *vt = start(&manners[_i], "quiz");
    vt_wait_text(vt, "? help");
    look(vt, &manners[_i], "quiz-question");
    tutor_choose(vt, "a single mean");
    tutor_redraw(vt);
    look(vt, &manners[_i], "quiz-wrong");
    leave(&vt);
}
END_TEST

/* Options to tick, a number and a shape to type, lines to sort. */
START_TEST(kinds_of_questions)
{
    const struct manner *manner = &manners[_i];
    tutor_take_course("tests/data/kinds");
    struct vt *vt = start(manner, "quiz");
    vt_wait_text(vt, "? help");
    vt_key(vt, "space");
    tutor_press(vt, "down");
    look(vt, manner, "kinds-ticks");
    tutor_press(vt, "enter");
    look(vt, manner, "kinds-ticks-wrong");
    tutor_press(vt, "enter");
    vt_type(vt, "1.118");
    tutor_press(vt, "tab");
    look(vt, manner, "kinds-number");
    tutor_press(vt, "enter");
    look(vt, manner, "kinds-number-wrong");
    tutor_press(vt, "pagedown");
    look(vt, manner, "kinds-number-below");
    tutor_press(vt, "d");
    look(vt, manner, "refute");
    vt_keys(vt, "tab tab tab tab -");
    tutor_redraw(vt);
    look(vt, manner, "refute-turned");
    vt_key(vt, "esc");
    vt_wait_text(vt, "Quiz"); /* another key right behind it would be taken for a part of it */
    tutor_redraw(vt);
    look(vt, manner, "kinds-number-below"); /* the same place */
    tutor_press(vt, "enter");
    vt_keys(vt, "4 space down");
    tutor_redraw(vt);
    look(vt, manner, "kinds-order");
    tutor_press(vt, "enter");
    look(vt, manner, "kinds-order-wrong");
    tutor_press(vt, "enter");
    vt_type(vt, "8 by 1");
    tutor_press(vt, "enter");
    look(vt, manner, "kinds-shape");
    vt_key(vt, "ctrl-u");
    vt_type(vt, "(1, 8, 1, 1)");
    tutor_press(vt, "enter");
    look(vt, manner, "kinds-shape-right");
    leave(&vt);
}
END_TEST

START_TEST(kinds_of_cards)
{
    tutor_take_course("tests/data/kinds");
    walk(&manners[_i], "study",
         (const struct step[]){{"", "kinds-gaps"}, {"enter", "kinds-gaps-filled"}, {"3 enter", "kinds-disputed"}, {NULL, NULL}});
}
END_TEST

/* A prediction, for which the learner is asked how sure it is. */
START_TEST(predictions)
{
    const struct manner *manner = &manners[_i];
    tutor_take_course("tests/data/kinds");
    struct vt *vt = start(manner, "predict");
    vt_wait_text(vt, "enter answer");
    vt_type(vt, "-1.2");
    tutor_press(vt, "enter");
    look(vt, manner, "predict-wrong");
    tutor_press(vt, "c");
    vt_key(vt, "enter");
    tutor_press(vt, "enter");
    vt_type(vt, "-1.34");
    tutor_press(vt, "enter");
    look(vt, manner, "predict-sure");
    leave(&vt);
}
END_TEST

START_TEST(review)
{
    const struct manner *manner = &manners[_i];
    struct vt *vt = start(manner, "study");
    vt_wait_text(vt, "? help");
    vt_keys(vt, "enter 4 enter 4");
    tutor_redraw(vt);
    leave(&vt);
    vt_home_let_pass(12 * 24 * 3600 * 1000L);
    vt = start(manner, "review");
    vt_wait_text(vt, "done");
    look(vt, manner, "review");
    leave(&vt);
}
END_TEST

START_TEST(challenge)
{
    const struct manner *manner = &manners[_i];
    struct vt *vt = start(manner, "challenge");
    vt_wait_text(vt, "? help");
    look(vt, manner, "challenge-start");
    tutor_press(vt, "enter");
    look(vt, manner, "challenge-problem");
    tutor_choose(vt, "a single mean");
    tutor_press(vt, "h");
    look(vt, manner, "challenge-miss");
    tutor_advance(vt, 75000);
    look(vt, manner, "challenge-low");
    tutor_press(vt, "p");
    look(vt, manner, "challenge-paused");
    tutor_choose(vt, "Go on");
    tutor_advance(vt, 15000);
    look(vt, manner, "challenge-late");
    tutor_press(vt, "enter");
    tutor_choose(vt, "Slower averages");
    tutor_redraw(vt);
    look(vt, manner, "challenge-right");
    tutor_press(vt, "enter");
    tutor_choose(vt, "no spread");
    tutor_press(vt, "enter");
    look(vt, manner, "challenge-result");
    leave(&vt);
}
END_TEST

START_TEST(unfinished_challenge)
{
    struct vt *vt = start(&manners[_i], "challenge");
    vt_wait_text(vt, "? help");
    vt_key(vt, "enter");
    vt_wait_text(vt, "1:30 left");
    leave(&vt);
    walk(&manners[_i], NULL, (const struct step[]){{"", "home-unfinished"}, {"enter", "challenge-unfinished"}, {NULL, NULL}});
}
END_TEST

START_TEST(explain)
{
    const struct manner *manner = &manners[_i];
    struct vt *vt = start(manner, "explain");
    vt_wait_text(vt, "? help");
    look(vt, manner, "explain-prompts");
    vt_key(vt, "enter");
    vt_wait_text(vt, "In your own words");
    vt_type(vt, "It subtracts the mean of the batch, and then it does something that I forgot.\nOr not?");
    vt_wait_text(vt, "Or not?");
    vt_key(vt, "tab");
    tutor_redraw(vt);
    look(vt, manner, "explain-writing");
    tutor_press(vt, "ctrl-d");
    look(vt, manner, "explain-ticks");
    tutor_choose(vt, "The ticks are right");
    tutor_redraw(vt);
    look(vt, manner, "explain-score");
    leave(&vt);
}
END_TEST

START_TEST(demo)
{
    walk(&manners[_i], "demo",
         (const struct step[]){{"", "demo-list"},
                               {"end up enter", "demo-training"},
                               {"right tab + +", "demo-changed"},
                               {"t", "demo-inference"},
                               {"q down enter", "demo-two-channels"},
                               {"r", "demo-new-data"},
                               {NULL, NULL}});
}
END_TEST

/* Some steps of the race, whose digits are the same on every machine. */
START_TEST(race)
{
    static const char *const everywhere[] = {"BATCHNORM_DISABLE_CPU=avx512,avx2,sse2,neon,vector16", NULL};
    const struct manner *manner = &manners[_i];
    struct vt *vt = vt_tutor(manner->rows, manner->columns, everywhere, "demo", "race", manner->option, NULL);
    vt_wait_text(vt, "? help");
    look(vt, manner, "race-start");
    for (int i = 0; i < 30; i++)
        vt_key(vt, "n");
    tutor_redraw(vt);
    look(vt, manner, "race-regions");
    for (int page = 0; page < 3; page++) {
        static const char *const names[] = {"race-loss", "race-accuracy", "race-gradients"};
        tutor_press(vt, "right");
        look(vt, manner, names[page]);
    }
    leave(&vt);
    vt = vt_tutor(manner->rows, manner->columns, everywhere, "demo", "race-grid", manner->option, NULL);
    vt_wait_text(vt, "? help");
    look(vt, manner, "race-grid");
    leave(&vt);
}
END_TEST

/* Cards on four days, questions on three of them. */
static void learn_for_days(const struct manner *manner)
{
    for (int day = 0; day < 4; day++) {
        struct vt *vt = start(manner, "study");
        vt_wait_text(vt, "? help");
        vt_keys(vt, day % 2 ? "enter 3 enter 1 enter 3 enter 3" : "enter 3 enter 3 enter 4 enter 3 enter 3");
        tutor_redraw(vt);
        leave(&vt);
        vt_home_let_pass(20 * 60 * 1000L);
        if (day == 3)
            break;
        vt = start(manner, "quiz");
        vt_wait_text(vt, "? help");
        vt_keys(vt, day == 1 ? "a" : "b");
        tutor_redraw(vt);
        leave(&vt);
        vt_home_let_pass((day + 1) * 24 * 3600 * 1000L);
    }
}

START_TEST(progress)
{
    learn_for_days(&manners[_i]);
    walk(&manners[_i], "progress",
         (const struct step[]){{"", "progress-overview"},
                               {"right", "progress-calendar"},
                               {"t", "progress-calendar-year"},
                               {"right", "progress-forecast"},
                               {"right down", "progress-mastery"},
                               {"right", "progress-amounts"},
                               {"right", "progress-misconceptions"},
                               {"right", "progress-questions"},
                               {"enter", "progress-question"},
                               {"right", "progress-challenges"},
                               {"right", "progress-calibration"},
                               {NULL, NULL}});
}
END_TEST

START_TEST(browsing)
{
    learn_for_days(&manners[_i]);
    walk(&manners[_i], "browse",
         (const struct step[]){{"", "browse"},
                               {"down down down down s", "browse-suspended"},
                               {"/ m e a n", "browse-find"},
                               {"enter tab +", "browse-filter"},
                               {"enter", "browse-preview"},
                               {NULL, NULL}});
}
END_TEST

/* Level, verdict, time and selection in the colours of each theme. */
START_TEST(themes)
{
    static const struct manner schemes[] = {
        {"dark-", "--theme=dark", 24, 80}, {"light-", "--theme=light", 24, 80}, {"mono-", "--theme=mono", 24, 80}};
    struct vt *vt = start(&schemes[_i], "quiz");
    vt_wait_text(vt, "? help");
    tutor_choose(vt, "a single mean");
    tutor_redraw(vt);
    look(vt, &schemes[_i], "quiz-wrong");
    leave(&vt);
    walk(&schemes[_i], "demo", (const struct step[]){{"end enter", "demo-two-channels"}, {NULL, NULL}});
}
END_TEST

START_TEST(too_small)
{
    static const struct manner tiny = {"", NULL, 11, 39};
    struct vt *vt = start(&tiny, NULL);
    vt_wait_text(vt, "too small");
    look(vt, &tiny, "too-small");
    leave(&vt);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("screens");
    TCase *tests = tcase_create("screens");
    tcase_add_checked_fixture(tests, tutor_setup, tutor_teardown);
    tcase_add_loop_test(tests, home_and_help, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, notes, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, study, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, quiz, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, kinds_of_questions, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, kinds_of_cards, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, predictions, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, review, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, challenge, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, unfinished_challenge, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, explain, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, demo, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, race, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, progress, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, browsing, 0, MANNER_COUNT);
    tcase_add_loop_test(tests, themes, 0, 3);
    tcase_add_test(tests, too_small);
    suite_add_tcase(suite, tests);
    return suite;
}
