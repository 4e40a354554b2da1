#include "check_activity.h"

#include "activity_support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOBODY = 65534 };

static struct scene scene;

static void setup(void)
{
    scene_init(&scene);
}

/* The build tree may lie in a folder that is closed to the user whom a test of root becomes. */
static void setup_within_reach(void)
{
    setenv("TMPDIR", "/tmp", 1);
    setup();
}

static void teardown(void)
{
    disk_full(false);
    ck_assert_int_eq(seteuid(getuid()), 0);
    chmod(scene.folder, 0700);
    scene_release(&scene);
}

static size_t rows(void)
{
    struct answers answers = scene_answers(&scene, -1);
    size_t count = answers.count;
    answers_release(&answers);
    return count;
}

START_TEST(a_grade_that_cannot_be_saved_stays_and_can_be_tried_again)
{
    scene_open_plainly(&scene, &activity_study);
    scene_wait(&scene, 2000);
    scene_key(&scene, KEY_ENTER);
    disk_full(true);
    scene_key(&scene, '3');
    ck_sees(&scene, "Not saved: ");
    ck_sees(&scene, "Back one");
    ck_sees(&scene, "0 of 7 done");
    ck_assert_str_eq(scene_label(&scene, ACTION_RETRY), "try again");
    ck_assert_ptr_null(scene_label(&scene, ACTION_GRADE));
    scene_key(&scene, 'r');
    ck_sees(&scene, "Not saved: ");
    scene_key(&scene, '1');
    ck_sees(&scene, "Back one");
    disk_full(false);
    scene_wait(&scene, 60 * MINUTE_MS);
    scene_key(&scene, 'r');
    ck_misses(&scene, "Not saved");
    ck_sees(&scene, "Front two?");
    struct answers answers = scene_answers(&scene, ANSWER_GRADE);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert_int_eq(answers.items[0].grade, GRADE_GOOD);
    ck_assert_int_eq(answers.items[0].took_ms, 2000);
    ck_assert_int_eq(answers.items[0].at, START_MS + 2000); /* when it was given, not when it was saved */
    answers_release(&answers);
    scene_key(&scene, 'u');
    ck_sees(&scene, "Back one");
    ck_assert_int_eq(scene_memory(&scene, "card-one").repetitions, 0);
}
END_TEST

START_TEST(an_undo_that_cannot_be_saved_changes_nothing)
{
    scene_open_plainly(&scene, &activity_study);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '3');
    disk_full(true);
    scene_key(&scene, 'u');
    ck_sees(&scene, "Front two?");
    ck_sees(&scene, "cannot");
    disk_full(false);
    scene_key(&scene, 'u');
    ck_sees(&scene, "Back one");
}
END_TEST

START_TEST(leaving_warns_once_and_loses_one_answer_at_most)
{
    scene_open_plainly(&scene, &activity_home);
    while (strcmp(scene_selected(&scene), "Study") != 0)
        scene_key(&scene, KEY_DOWN_ARROW);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_ENTER);
    disk_full(true);
    scene_key(&scene, '3');
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "Go back once more to leave without this one answer.");
    ck_sees(&scene, "Back one");
    scene_key(&scene, KEY_ESCAPE);
    disk_full(false);
    ck_assert_str_eq(scene.view.title, "bntutor");
    ck_assert_uint_eq(rows(), 0);
}
END_TEST

START_TEST(leaving_saves_when_there_is_room_again)
{
    scene_open_plainly(&scene, &activity_study);
    scene_key(&scene, KEY_ENTER);
    disk_full(true);
    scene_key(&scene, '3');
    disk_full(false);
    scene_key(&scene, 'q');
    ck_assert(stack_done(scene.stack));
    ck_assert_uint_eq(rows(), 1);
}
END_TEST

START_TEST(a_closed_terminal_tries_once_more)
{
    scene_open_plainly(&scene, &activity_study);
    scene_key(&scene, KEY_ENTER);
    disk_full(true);
    scene_key(&scene, '3');
    disk_full(false);
    scene_send(&scene, EVENT_HANGUP);
    ck_assert_uint_eq(rows(), 1);
}
END_TEST

START_TEST(quitting_from_anywhere_tries_once_more)
{
    scene_open_plainly(&scene, &activity_study);
    scene_key(&scene, KEY_ENTER);
    disk_full(true);
    scene_key(&scene, '3');
    disk_full(false);
    scene_key(&scene, CTRL_C);
    ck_assert(stack_done(scene.stack));
    ck_assert_uint_eq(rows(), 1);
}
END_TEST

START_TEST(a_choice_stays_with_its_verdict)
{
    scene_open_plainly(&scene, &activity_quiz);
    disk_full(true);
    scene_key(&scene, 'a');
    ck_sees(&scene, "Not saved: ");
    ck_sees(&scene, "(right)");
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.status, "question 1 of 3");
    disk_full(false);
    scene_key(&scene, 'r');
    ck_misses(&scene, "Not saved");
    ck_sees(&scene, "(right)");
    ck_assert_uint_eq(rows(), 1);
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.status, "question 2 of 3");
}
END_TEST

START_TEST(an_explanation_stays_with_its_ticks)
{
    scene_open_plainly(&scene, &activity_explain);
    scene_key(&scene, KEY_ENTER);
    scene_type(&scene, "zero mean");
    scene_key(&scene, CTRL_D);
    disk_full(true);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Not saved: ");
    ck_sees(&scene, "[x] the mean becomes zero");
    disk_full(false);
    scene_key(&scene, 'r');
    ck_sees(&scene, "You got 1 of 3 concepts");
    ck_assert_uint_eq(rows(), 1);
}
END_TEST

START_TEST(a_note_stays_until_it_is_counted)
{
    scene_open_plainly(&scene, &activity_notes);
    scene_key(&scene, KEY_ENTER);
    disk_full(true);
    scene_key(&scene, KEY_RIGHT_ARROW);
    ck_sees(&scene, "Not saved: ");
    ck_sees(&scene, "# Note one");
    disk_full(false);
    scene_key(&scene, 'r');
    ck_sees(&scene, "# Note two");
}
END_TEST

static void make_read_only(void)
{
    stack_free(&scene.stack);
    ck_assert_int_eq(chmod(scene.folder, 0555), 0);
    ck_assert_int_eq(chmod(scene.database, 0444), 0);
    if (getuid() == 0)
        ck_assert_int_eq(seteuid(NOBODY), 0); /* nothing is read-only for root */
    scene_restart(&scene);
    ck_assert(store_read_only(scene.environment.store));
}

START_TEST(where_nothing_can_be_saved_the_learner_is_asked_first)
{
    make_read_only();
    scene_open_plainly(&scene, &activity_study);
    ck_sees(&scene, "Progress cannot be saved here");
    ck_sees(&scene, "progress.db");
    ck_misses(&scene, "Front one?");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "go on without saving");
    scene_key(&scene, '3');
    ck_misses(&scene, "Front");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Progress cannot be saved here.");
    ck_sees(&scene, "Front one?");
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '1');
    ck_sees(&scene, "Front two?");
    for (int i = 0; i < 4; i++) {
        scene_key(&scene, KEY_ENTER);
        scene_key(&scene, '3');
    }
    ck_sees(&scene, "Front one?");
    ck_sees(&scene, "· to repeat ·"); /* the session remembers even so */
    scene_key(&scene, 'u');
    ck_sees(&scene, "Back five");
    scene_open_plainly(&scene, &activity_quiz);
    ck_sees(&scene, "question 1 of 3"); /* agreed once is agreed for all */
}
END_TEST

START_TEST(who_does_not_agree_goes_back)
{
    make_read_only();
    scene_open_plainly(&scene, &activity_home);
    ck_sees(&scene, "Progress cannot be saved here.");
    for (int i = 0; i < 4 && strcmp(scene_selected(&scene), "Explain") != 0; i++)
        scene_key(&scene, KEY_DOWN_ARROW);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Progress cannot be saved here");
    scene_key(&scene, KEY_ESCAPE);
    ck_assert_str_eq(scene.view.title, "bntutor");
}
END_TEST

TCase *read_only_tests(void)
{
    TCase *tests = tcase_create("read only");
    tcase_add_checked_fixture(tests, setup_within_reach, teardown);
    tcase_add_test(tests, where_nothing_can_be_saved_the_learner_is_asked_first);
    tcase_add_test(tests, who_does_not_agree_goes_back);
    return tests;
}

TCase *save_tests(void)
{
    TCase *tests = tcase_create("save");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_grade_that_cannot_be_saved_stays_and_can_be_tried_again);
    tcase_add_test(tests, an_undo_that_cannot_be_saved_changes_nothing);
    tcase_add_test(tests, leaving_warns_once_and_loses_one_answer_at_most);
    tcase_add_test(tests, leaving_saves_when_there_is_room_again);
    tcase_add_test(tests, a_closed_terminal_tries_once_more);
    tcase_add_test(tests, quitting_from_anywhere_tries_once_more);
    tcase_add_test(tests, a_choice_stays_with_its_verdict);
    tcase_add_test(tests, an_explanation_stays_with_its_ticks);
    tcase_add_test(tests, a_note_stays_until_it_is_counted);
    return tests;
}
