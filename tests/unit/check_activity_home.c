#include "check_activity.h"

#include "activity_support.h"

#include <string.h>

static struct scene scene;

static void setup(void)
{
    scene_init(&scene);
}

static void teardown(void)
{
    scene_release(&scene);
}

static void go_to(const char *title)
{
    for (int i = 0; i < 20 && strcmp(scene_selected(&scene), title) != 0; i++)
        scene_key(&scene, KEY_DOWN_ARROW);
    ck_assert_str_eq(scene_selected(&scene), title);
}

START_TEST(a_first_time_learner_is_told_where_to_start)
{
    scene_open_plainly(&scene, &activity_home);
    ck_assert_str_eq(scene.view.title, "bntutor");
    ck_assert_str_eq(scene.view.status, "A small course");
    ck_sees(&scene, "New here? Start with Notes");
    ck_misses(&scene, "Today");
    ck_sees(&scene, "> Notes | read a topic | 3 notes | 0.00");
    ck_sees(&scene, "  Study | flashcards | 7 cards | 0.00");
    ck_sees(&scene, "  Quiz | questions of all kinds | 3 questions | 0.00");
    ck_sees(&scene, "  Explain | in your own words | 2 prompts | 0.00");
    ck_sees(&scene, "  Demo | ");
    ck_sees(&scene, "  Progress | ");
    ck_assert_str_eq(scene_label(&scene, ACTION_LEAVE), "quit");
}
END_TEST

/* What a file of theirs lacks was told before the screen came up, and has gone from sight. */
START_TEST(who_wrote_a_course_file_hears_that_it_was_left_out)
{
    scene_open_plainly(&scene, &activity_home);
    ck_misses(&scene, "left out");
    scene.environment.own_mistakes = 1;
    scene_look(&scene);
    ck_sees(&scene, "Course files of your own are left out, as there is 1 mistake in them: 'bntutor lint' with the file tells it.");
    scene.environment.own_mistakes = 3;
    scene_look(&scene);
    ck_sees(&scene, "as there are 3 mistakes in them: 'bntutor lint' with the file tells them.");
}
END_TEST

START_TEST(escape_goes_back_and_never_quits)
{
    scene_open_plainly(&scene, &activity_home);
    scene_key(&scene, KEY_ENTER);
    for (int i = 0; i < 5; i++)
        scene_key(&scene, KEY_ESCAPE);
    ck_assert(!stack_done(scene.stack));
    ck_assert_str_eq(scene.view.title, "bntutor");
    scene_key(&scene, 'q');
    ck_assert(stack_done(scene.stack));
}
END_TEST

START_TEST(who_has_read_a_note_is_not_new_any_more)
{
    scene_open_plainly(&scene, &activity_home);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, 'n');
    scene_key(&scene, KEY_ESCAPE);
    scene_key(&scene, KEY_ESCAPE);
    ck_assert_str_eq(scene.view.title, "bntutor");
    ck_misses(&scene, "New here?");
    ck_sees(&scene, "Well begun. Next: turn the cards of what you read in Study.");
    scene_open_plainly(&scene, &activity_home);
    ck_assert_str_eq(scene_selected(&scene), "Study");
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '3');
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "Today   nothing to repeat, 9 new   streak 1 day");
}
END_TEST

START_TEST(each_entry_opens_and_comes_back)
{
    scene_open_plainly(&scene, &activity_home);
    for (size_t i = 0; activity_table[i]; i++) {
        go_to(activity_table[i]->title);
        scene_key(&scene, KEY_ENTER);
        ck_assert_msg(strncmp(scene.view.title, activity_table[i]->title, strlen(activity_table[i]->title)) == 0, "%s opened '%s'",
                      activity_table[i]->title, scene.view.title);
        ck_assert_str_eq(scene_label(&scene, ACTION_BACK), "back");
        scene_key(&scene, KEY_ESCAPE);
        ck_assert_str_eq(scene.view.title, "bntutor");
        ck_assert_str_eq(scene_selected(&scene), activity_table[i]->title);
    }
    scene_key(&scene, 'q');
    ck_assert(stack_done(scene.stack));
}
END_TEST

START_TEST(figures_are_new_after_coming_back)
{
    scene_open_plainly(&scene, &activity_home);
    go_to("Study");
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '1');
    scene_wait(&scene, 2 * MINUTE_MS);
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "> Study | flashcards | 1 of 7 seen | 0.14");
    ck_sees(&scene, "Today   1 card to repeat, 9 new   streak 1 day\n");
}
END_TEST

START_TEST(a_returning_learner_stands_on_what_is_due)
{
    scene_open_plainly(&scene, &activity_quiz);
    scene_key(&scene, 'a');
    scene_wait(&scene, DAY_MS);
    scene_restart(&scene);
    scene_open_plainly(&scene, &activity_home);
    ck_assert_str_eq(scene_selected(&scene), "Review");
    ck_sees(&scene, "Today   1 question to repeat");
    scene_open_plainly(&scene, &activity_study);
    for (int i = 0; i < 2; i++) {
        scene_key(&scene, KEY_ENTER);
        scene_key(&scene, '3');
    }
    scene_wait(&scene, 20 * MINUTE_MS);
    scene_open_plainly(&scene, &activity_home);
    ck_assert_str_eq(scene_selected(&scene), "Review");
    ck_sees(&scene, "Today   2 cards and 1 question to repeat, 7 new   streak 2 days");
}
END_TEST

START_TEST(an_unfinished_run_is_offered_first)
{
    scene_open_plainly(&scene, &activity_challenge);
    for (int i = 0; i < 3 && !strstr(scene.view.status, "problem 1"); i++)
        scene_key(&scene, KEY_ENTER);
    ck_assert_ptr_nonnull(strstr(scene.view.status, "problem 1"));
    scene_restart(&scene);
    scene_open_plainly(&scene, &activity_home);
    ck_sees(&scene, "> Go on | Small challenge | left unfinished");
    ck_misses(&scene, "New here?");
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.title, "Challenge · Small challenge");
    ck_sees(&scene, "unfinished");
    scene_key(&scene, KEY_ESCAPE);
    ck_assert_str_eq(scene.view.title, "bntutor");
}
END_TEST

START_TEST(nothing_to_repeat_is_said)
{
    scene_open_plainly(&scene, &activity_study);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '4');
    scene_open_plainly(&scene, &activity_home);
    ck_sees(&scene, "Today   nothing to repeat, 9 new");
    ck_assert_str_eq(scene_selected(&scene), "Notes");
}
END_TEST

TCase *home_tests(void)
{
    TCase *tests = tcase_create("home");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_first_time_learner_is_told_where_to_start);
    tcase_add_test(tests, who_wrote_a_course_file_hears_that_it_was_left_out);
    tcase_add_test(tests, escape_goes_back_and_never_quits);
    tcase_add_test(tests, who_has_read_a_note_is_not_new_any_more);
    tcase_add_test(tests, each_entry_opens_and_comes_back);
    tcase_add_test(tests, figures_are_new_after_coming_back);
    tcase_add_test(tests, a_returning_learner_stands_on_what_is_due);
    tcase_add_test(tests, an_unfinished_run_is_offered_first);
    tcase_add_test(tests, nothing_to_repeat_is_said);
    return tests;
}
