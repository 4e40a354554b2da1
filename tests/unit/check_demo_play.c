/* The time machine while it plays: a batch at each tick, at the chosen rate, until it is paused or at its end. */
#include "check_demo.h"

#include "activity/table.h"
#include "view/number_text.h"

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

/* Set while nothing plays, it would change nothing that is seen or told. */
START_TEST(a_rate_that_is_set_is_told)
{
    open_laboratory("time-machine", NULL);
    press('>', 1);
    ck_assert(status_says("8 a second"));
    press('<', 2);
    ck_assert(status_says("2 a second"));
    scene_key(&scene, KEY_RIGHT_ARROW);
    ck_assert(!status_says("a second"));
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

START_TEST(columns_and_axis_stand_still_while_it_plays)
{
    open_laboratory("time-machine", NULL);
    scene_key(&scene, KEY_HOME_KEY);
    const struct block *table = find_block(BLOCK_TABLE, 0), *plot = find_block(BLOCK_PLOT, 0);
    size_t room[] = {table->table.room[1], table->table.room[2], table->table.room[3]};
    double low = plot->plot.low, high = plot->plot.high;
    ck_assert_double_eq(low, 0);
    ck_assert_double_gt(high, 10);
    ck_assert_uint_eq(room[0], strlen("10"));
    scene_key(&scene, KEY_END_KEY);
    table = find_block(BLOCK_TABLE, 0);
    plot = find_block(BLOCK_PLOT, 0);
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_eq(table->table.room[1 + i], room[i]);
    ck_assert_double_eq(plot->plot.low, low);
    ck_assert_double_eq(plot->plot.high, high);
}
END_TEST

START_TEST(numbers_have_no_more_digits_than_float32)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {{-999.5, "-999.5000"}, {2500, "2500.000"}, {166667.5625, "166667.6"}, {1250000, "1250000"}, {2.5e8, "2.500e+08"}};
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(number_text(&arena, cases[i].value, 4, 0), cases[i].text);
    arena_release(&arena);
}
END_TEST

START_TEST(new_data_are_offered_where_the_seed_draws_something)
{
    open_laboratory("backward", NULL);
    ck_assert_ptr_null(scene_label(&scene, ACTION_RESEED));
    scene_key(&scene, '+'); /* normal random numbers in place of the example */
    ck_assert_ptr_nonnull(scene_label(&scene, ACTION_RESEED));
    open_laboratory("numerics", NULL);
    ck_assert_ptr_nonnull(scene_label(&scene, ACTION_RESEED));
    press(KEY_RIGHT_ARROW, 4); /* half precision: nothing is drawn there, and nothing can be turned */
    ck_assert_ptr_null(scene_label(&scene, ACTION_RESEED));
    ck_assert_ptr_null(scene_label(&scene, ACTION_INCREASE));
}
END_TEST

TCase *demo_play_tests(void)
{
    TCase *tests = tcase_create("play");
    tcase_add_checked_fixture(tests, demo_setup, demo_teardown);
    tcase_add_test(tests, it_feeds_a_batch_at_each_tick);
    tcase_add_test(tests, its_rate_is_set_while_it_plays);
    tcase_add_test(tests, a_rate_that_is_set_is_told);
    tcase_add_test(tests, all_can_be_turned_while_it_plays);
    tcase_add_test(tests, it_ends_with_the_last_batch_and_begins_anew);
    tcase_add_test(tests, time_that_nobody_saw_pauses_it);
    tcase_add_test(tests, columns_and_axis_stand_still_while_it_plays);
    tcase_add_test(tests, numbers_have_no_more_digits_than_float32);
    tcase_add_test(tests, new_data_are_offered_where_the_seed_draws_something);
    return tests;
}
