/* The time machine while it plays: a batch at each tick, at the chosen rate, until it is paused or at its end. */
#include "check_demo.h"

#include "activity/table.h"

#include <string.h>

static bool status_says(const char *words)
{
    return strstr(scene.view.status, words) != NULL;
}

START_TEST(it_feeds_a_batch_at_each_tick)
{
    open_laboratory("time-machine", NULL);
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    ck_assert(status_says("batch 10 of 100"));
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "play");
    scene_key(&scene, KEY_ENTER);
    ck_assert_int_eq(stack_deadline(scene.stack), scene.passed_ms + 250);
    ck_assert(status_says("4 a second"));
    pass_ticks(5);
    ck_assert(status_says("batch 15 of 100"));
    scene_key(&scene, KEY_ENTER);
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    ck_assert(!status_says("a second"));
}
END_TEST

START_TEST(its_rate_is_set_while_it_plays)
{
    open_laboratory("time-machine", NULL);
    scene_key(&scene, KEY_ENTER);
    press('>', 9);
    ck_assert_int_eq(stack_deadline(scene.stack), scene.passed_ms + 50);
    press('<', 9);
    ck_assert_int_eq(stack_deadline(scene.stack), scene.passed_ms + 1000);
    ck_assert(status_says("1 a second"));
}
END_TEST

START_TEST(all_can_be_turned_while_it_plays)
{
    open_laboratory("time-machine", NULL);
    scene_key(&scene, KEY_ENTER);
    pass_ticks(2);
    scene_key(&scene, '+');
    ck_sees(&scene, "‹PyTorch 0.2›");
    scene_key(&scene, 't');
    ck_assert(status_says("inference"));
    scene_key(&scene, KEY_LEFT_ARROW);
    ck_assert(status_says("batch 11 of 100"));
    pass_ticks(1);
    ck_assert(status_says("batch 12 of 100"));
}
END_TEST

START_TEST(it_ends_with_the_last_batch_and_begins_anew)
{
    open_laboratory("time-machine", "batches=20");
    scene_key(&scene, KEY_ENTER);
    pass_ticks(1000);
    ck_assert(status_says("batch 20 of 20"));
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "play again");
    scene_key(&scene, KEY_ENTER);
    ck_assert(status_says("batch 1 of 20"));
}
END_TEST

START_TEST(time_that_nobody_saw_pauses_it)
{
    open_laboratory("time-machine", NULL);
    scene_key(&scene, KEY_ENTER);
    scene_send(&scene, EVENT_SUSPENDED);
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    ck_assert(status_says("batch 10 of 100"));
}
END_TEST

TCase *demo_play_tests(void)
{
    TCase *tests = tcase_create("play");
    tcase_add_checked_fixture(tests, demo_setup, demo_teardown);
    tcase_add_test(tests, it_feeds_a_batch_at_each_tick);
    tcase_add_test(tests, its_rate_is_set_while_it_plays);
    tcase_add_test(tests, all_can_be_turned_while_it_plays);
    tcase_add_test(tests, it_ends_with_the_last_batch_and_begins_anew);
    tcase_add_test(tests, time_that_nobody_saw_pauses_it);
    return tests;
}
