/* What a learner is asked before a demo from the list shows anything, once. */
#include "check_demo.h"

#include "activity/invitation.h"
#include "activity/table.h"

static void setup(void)
{
    scene_init_with(&scene, "kinds");
}

/* Chooses the experiment "Four", which the one prediction is about. */
static void choose_four(void)
{
    scene_open_plainly(&scene, &activity_demo);
    scene_key(&scene, KEY_END_KEY);
    scene_key(&scene, KEY_UP_ARROW);
    ck_assert_str_eq(scene_selected(&scene), "Four");
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.title, "Demo · Four");
}

START_TEST(what_is_to_be_seen_can_be_guessed_first)
{
    choose_four();
    ck_misses(&scene, "Watch the first."); /* what an experiment says of itself may be the answer */
    ck_sees(&scene, "Four lines bring each channel to mean β and deviation γ.");
    ck_sees(&scene, "One prediction about it is waiting: w asks it, enter shows it.");
    ck_misses(&scene, "1 mean");
    scene_key(&scene, 'w');
    ck_assert_str_eq(scene.view.title, "Predict");
    scene_key(&scene, KEY_ESCAPE);
    ck_assert_str_eq(scene.view.title, "Demo · Four");
    ck_sees(&scene, "1 mean");
    ck_sees(&scene, "Watch the first.");
}
END_TEST

START_TEST(what_its_demo_shows_elsewhere_can_be_guessed_too)
{
    scene_open_plainly(&scene, &activity_demo);
    scene_key(&scene, KEY_END_KEY);
    ck_assert_str_eq(scene_selected(&scene), "Two");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "1 mean"); /* nothing about it waits */
    scene_key(&scene, 'w');
    ck_assert_str_eq(scene.view.title, "Predict");
    ck_sees(&scene, "What becomes of the 1 in 1, 2, 3, 4?");
}
END_TEST

START_TEST(any_key_of_the_demo_shows_it_and_no_more)
{
    choose_four();
    scene_key(&scene, KEY_RIGHT_ARROW);
    ck_sees(&scene, "x̂[0,0]"); /* the step with which it opens */
    ck_assert_str_eq(scene_label(&scene, ACTION_PREDICT), "guess first");
}
END_TEST

START_TEST(the_second_time_nothing_stands_before_it)
{
    choose_four();
    scene_key(&scene, 'q');
    ck_assert_str_eq(scene_selected(&scene), "Four");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "1 mean");
    ck_misses(&scene, "waiting");
}
END_TEST

START_TEST(whoever_has_answered_is_not_asked)
{
    const struct answer answer = {.kind = ANSWER_PREDICT, .item = (char[]){"predict-middle"}, .at = START_MS, .grade = GRADE_GOOD};
    ck_assert_int_eq(store_record(scene.environment.store, &answer, NULL, NULL, NULL), 0);
    choose_four();
    ck_sees(&scene, "1 mean");
}
END_TEST

START_TEST(the_setting_turns_it_off)
{
    ck_assert_int_eq(invitation_set(scene.environment.store, false, NULL), 0);
    choose_four();
    ck_sees(&scene, "1 mean");
    ck_assert_int_eq(invitation_set(scene.environment.store, true, NULL), 0);
    ck_assert(invitation_setting(scene.environment.store));
}
END_TEST

START_TEST(a_demo_that_was_asked_for_by_name_shows_itself)
{
    open_demo("four");
    ck_sees(&scene, "1 mean");
}
END_TEST

TCase *demo_invitation_tests(void)
{
    TCase *tests = tcase_create("invitation");
    tcase_add_checked_fixture(tests, setup, demo_teardown);
    tcase_add_test(tests, what_is_to_be_seen_can_be_guessed_first);
    tcase_add_test(tests, what_its_demo_shows_elsewhere_can_be_guessed_too);
    tcase_add_test(tests, any_key_of_the_demo_shows_it_and_no_more);
    tcase_add_test(tests, the_second_time_nothing_stands_before_it);
    tcase_add_test(tests, whoever_has_answered_is_not_asked);
    tcase_add_test(tests, the_setting_turns_it_off);
    tcase_add_test(tests, a_demo_that_was_asked_for_by_name_shows_itself);
    return tests;
}
