/* The race while it is watched: what runs, what stops it, and what it costs nobody. */
#include "check_demo.h"

#include "activity/table.h"
#include "base/clock.h"
#include "demo/run.h"

#include <string.h>

enum { TICK_MS = 50 };

START_TEST(it_stands_still_until_it_is_started)
{
    open_laboratory("race", NULL);
    ck_assert_str_eq(find_block(BLOCK_GAUGE, 0)->gauge.label, "ready");
    ck_sees(&scene, "step 0 of 600");
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    ck_assert(!stack_moving(scene.stack));
    scene_key(&scene, KEY_ENTER);
    ck_assert_int_eq(stack_deadline(scene.stack), scene.passed_ms + TICK_MS);
    ck_assert(stack_moving(scene.stack));
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "pause");
}
END_TEST

START_TEST(it_runs_in_ticks_and_stops_at_any_time)
{
    open_laboratory("race", NULL);
    scene_key(&scene, KEY_ENTER);
    pass_ticks(3);
    ck_sees(&scene, "step 36 of 600");
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(find_block(BLOCK_GAUGE, 0)->gauge.label, "paused");
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    scene_send(&scene, EVENT_TICK);
    ck_sees(&scene, "step 36 of 600");
    scene_key(&scene, 'n');
    ck_sees(&scene, "step 37 of 600");
    scene_key(&scene, KEY_HOME_KEY);
    ck_sees(&scene, "step 0 of 600");
}
END_TEST

START_TEST(its_end_ends_it)
{
    open_laboratory("race", "steps=100");
    scene_key(&scene, KEY_END_KEY);
    pass_ticks(100);
    ck_assert_str_eq(find_block(BLOCK_GAUGE, 0)->gauge.label, "done");
    ck_sees(&scene, "step 100 of 100");
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    ck_assert_ptr_null(scene_label(&scene, ACTION_CONFIRM));
    ck_assert_ptr_null(scene_label(&scene, ACTION_NEXT));
    scene_key(&scene, KEY_HOME_KEY);
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "start");
}
END_TEST

START_TEST(a_changed_parameter_starts_it_anew)
{
    open_laboratory("race", NULL);
    scene_key(&scene, KEY_ENTER);
    pass_ticks(2);
    scene_key(&scene, '+');
    ck_sees(&scene, "‹rate 0.1›");
    ck_sees(&scene, "step 0 of 600");
    pass_ticks(1);
    ck_sees(&scene, "step 12 of 600"); /* what ran goes on */
}
END_TEST

START_TEST(a_race_of_large_networks_shows_the_parameter_at_once_and_itself_with_the_next_tick)
{
    open_laboratory("race", "width=64");
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    scene_wait(&scene, 700);
    press('+', 1);
    ck_sees(&scene, "‹rate 0.1›");
    ck_sees(&scene, "step 0 of 600");
    ck_assert_int_eq(stack_deadline(scene.stack), scene.passed_ms);
    pass_ticks(1);
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    press(KEY_LEFT_ARROW, 1);
    press(KEY_SHIFT_TAB, 2);
    press('+', 1);
    ck_sees(&scene, "‹seeds 10›"); /* more than the findings before it hold */
    ck_assert_uint_eq(find_block(BLOCK_TABLE, 0)->table.rows, 13);
    scene_key(&scene, KEY_ENTER);
    pass_ticks(1);
    ck_sees(&scene, "race 0 of 10");
    scene_send(&scene, EVENT_SUSPENDED);
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
}
END_TEST

START_TEST(time_that_nobody_saw_pauses_it)
{
    open_laboratory("race", NULL);
    scene_key(&scene, KEY_ENTER);
    scene_send(&scene, EVENT_SUSPENDED);
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '?');
    ck_assert(!stack_moving(scene.stack));
    scene_key(&scene, 'q');
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
}
END_TEST

START_TEST(the_other_seeds_run_on_their_own_page)
{
    open_laboratory("race", "steps=20");
    press(KEY_LEFT_ARROW, 1);
    ck_sees(&scene, "race 0 of 5");
    ck_sees(&scene, "seeds 5");
    scene_key(&scene, KEY_ENTER);
    ck_assert_int_ge(stack_deadline(scene.stack), 0);
    press(KEY_LEFT_ARROW, 1);
    ck_misses(&scene, "seeds 5");
    ck_assert_int_eq(stack_deadline(scene.stack), -1); /* out of sight nothing runs */
    press(KEY_RIGHT_ARROW, 1);
    pass_ticks(100);
    ck_sees(&scene, "race 5 of 5");
    ck_sees(&scene, "mean");
    press(KEY_RIGHT_ARROW, 1);
    ck_sees(&scene, "step 0 of 20");
}
END_TEST

START_TEST(the_grid_fills_seed_by_seed)
{
    open_laboratory("race-grid", "steps=10");
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
    scene_key(&scene, KEY_ENTER);
    pass_ticks(1000);
    ck_sees(&scene, "race 40 of 40");
    const struct block *table = find_block(BLOCK_TABLE, 0);
    ck_assert_uint_eq(table->table.rows, 9);
    ck_assert_str_eq(table->table.cells[1 * 5].text, "0.001");
    ck_assert_ptr_nonnull(strstr(table->table.cells[1 * 5 + 1].text, " ± "));
    press('+', 1);
    ck_sees(&scene, "race 0 of 40");
}
END_TEST

/* A clock that stands still between two looks at it, and then has moved on by a millisecond. */
static int64_t worn(const struct clock *clock)
{
    ck_assert_ptr_null(clock->control);
    return ++scene.passed_ms;
}

static void tick_by(const struct clock *clock)
{
    struct event event = scene_event(&scene, EVENT_TICK);
    event.clock = clock;
    stack_event(scene.stack, &event);
    scene_look(&scene);
}

START_TEST(work_stops_when_its_time_is_over)
{
    static const char *const names[] = {"race", "race-grid"};
    const struct clock clock = {.now_ms = worn, .elapsed_ms = worn};
    for (size_t i = 0; i < 2; i++) {
        open_laboratory(names[i], "width=64");
        scene_key(&scene, i ? KEY_ENTER : KEY_END_KEY);
        int64_t start = scene.passed_ms;
        for (int ticks = 0; ticks < 4; ticks++) {
            int64_t begin = scene.passed_ms;
            tick_by(&clock);
            ck_assert_int_le(scene.passed_ms, begin + 20);
        }
        ck_assert_int_ge(scene.passed_ms, start + 20); /* it looks at the clock, unless it draws a picture */
    }
}
END_TEST

/* Where a race is short, weights, points and scores take longer than the steps. */
START_TEST(what_surrounds_the_steps_counts_as_work)
{
    const char *const sets[] = {"steps=1", "depth=16", "width=64", "batch=2"};
    struct demo_start start = {.demo = demo_find("race-grid"), .set = sets, .set_count = 4};
    const struct arguments arguments = {.level = -1, .start = &start};
    scene_open(&scene, &activity_demo, &arguments);
    scene_key(&scene, KEY_ENTER);
    pass_ticks(1);
    ck_assert_str_eq(find_block(BLOCK_GAUGE, 0)->gauge.label, "running");
    pass_ticks(1000);
    ck_sees(&scene, "race 40 of 40");
}
END_TEST

START_TEST(records_of_a_race_count_as_work)
{
    const char *const sets[] = {"steps=60", "depth=16", "width=64", "batch=2"};
    struct demo_start start = {.demo = demo_find("race"), .set = sets, .set_count = 4};
    const struct arguments arguments = {.level = -1, .start = &start};
    scene_open(&scene, &activity_demo, &arguments);
    scene_key(&scene, KEY_END_KEY);
    pass_ticks(5);
    ck_assert_str_eq(find_block(BLOCK_GAUGE, 0)->gauge.label, "running");
    pass_ticks(1000);
    ck_sees(&scene, "step 60 of 60");
    ck_assert_str_eq(find_block(BLOCK_GAUGE, 0)->gauge.label, "done");
}
END_TEST

START_TEST(whoever_does_not_watch_gets_the_end)
{
    const char *const sets[] = {"steps=30", "seeds=2"};
    const struct demo_start start = {.set = sets, .set_count = 2};
    static const char *const names[] = {"race", "race-grid"};
    for (size_t i = 0; i < 2; i++) {
        struct demo_run run;
        struct findings expected;
        ck_assert_int_eq(demo_run_open(&run, demo_find(names[i]), NULL, NULL, NULL), 0);
        ck_assert_int_eq(demo_run_start(&run, &start, NULL), 0);
        demo_run_finish(&run);
        findings_init(&expected);
        run.demo->model->run(run.values, run.seed, NULL, &expected, NULL);
        ck_assert_uint_eq(run.findings.count, expected.count);
        for (size_t j = 0; j < expected.count; j++) {
            const struct finding *found = findings_find(&run.findings, expected.items[j].name);
            ck_assert_ptr_nonnull(found);
            ck_assert_mem_eq(found->numbers, expected.items[j].numbers, found->count * sizeof *found->numbers);
        }
        findings_release(&expected);
        demo_run_close(&run);
    }
}
END_TEST

TCase *demo_race_tests(void)
{
    TCase *tests = tcase_create("race");
    tcase_add_checked_fixture(tests, demo_setup, demo_teardown);
    tcase_add_test(tests, it_stands_still_until_it_is_started);
    tcase_add_test(tests, it_runs_in_ticks_and_stops_at_any_time);
    tcase_add_test(tests, its_end_ends_it);
    tcase_add_test(tests, a_changed_parameter_starts_it_anew);
    tcase_add_test(tests, a_race_of_large_networks_shows_the_parameter_at_once_and_itself_with_the_next_tick);
    tcase_add_test(tests, time_that_nobody_saw_pauses_it);
    tcase_add_test(tests, the_other_seeds_run_on_their_own_page);
    tcase_add_test(tests, the_grid_fills_seed_by_seed);
    tcase_add_test(tests, work_stops_when_its_time_is_over);
    tcase_add_test(tests, what_surrounds_the_steps_counts_as_work);
    tcase_add_test(tests, records_of_a_race_count_as_work);
    tcase_add_test(tests, whoever_does_not_watch_gets_the_end);
    return tests;
}
