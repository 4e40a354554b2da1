#include "check_demo.h"

#include "base/paths.h"
#include "base/utf8.h"
#include "course/diagnostics.h"
#include "demo/run.h"
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct scene scene;
const struct experiment *demo_experiment;
struct settings demo_shown;

void demo_setup(void)
{
    scene_init_with(&scene, "challenge");
}

void demo_teardown(void)
{
    scene_release(&scene);
}

void open_demo(const char *id)
{
    demo_experiment = course_experiment(scene.course, id);
    ck_assert_ptr_nonnull(demo_experiment);
    demo_shown = settings_of(demo_experiment);
    const struct arguments arguments = {.level = -1, .experiment = demo_experiment};
    scene_open(&scene, &activity_demo, &arguments);
}

void open_laboratory(const char *name, const char *set)
{
    const char *const sets[] = {set};
    const struct demo_start start = {.demo = demo_find(name), .set = sets, .set_count = set ? 1 : 0};
    const struct arguments arguments = {.level = -1, .start = &start};
    scene_open(&scene, &activity_demo, &arguments);
}

void pass_ticks(unsigned count)
{
    for (unsigned i = 0; i < count && stack_deadline(scene.stack) >= 0; i++) {
        scene_wait(&scene, stack_deadline(scene.stack) - scene.passed_ms);
        scene_send(&scene, EVENT_TICK);
    }
}

void press(unsigned key, unsigned times)
{
    while (times--)
        scene_key(&scene, key);
}

const struct block *find_block(enum block_kind kind, size_t index)
{
    for (size_t i = 0; i < scene.view.count; i++)
        if (scene.view.items[i].kind == kind && index-- == 0)
            return &scene.view.items[i];
    return NULL;
}

/* Rows of a screen with 80 columns that the view takes, as the terminal lays it out: 76 columns of text. */
static size_t rows_taken(void)
{
    size_t rows = 0;
    for (size_t i = 0; i < scene.view.count; i++) {
        const struct block *block = &scene.view.items[i];
        char text[1024] = "";
        size_t breaks[64];
        if (block->kind == BLOCK_PARAGRAPH) {
            for (size_t k = 0; k < block->paragraph.spans.count; k++)
                strncat(text, block->paragraph.spans.items[k].text, sizeof text - strlen(text) - 1);
            rows += utf8_wrap(text, strlen(text), block->paragraph.marker ? 74 : 76, breaks, 64);
        } else {
            rows += block->kind == BLOCK_TABLE ? block->table.rows : block->kind == BLOCK_HISTOGRAM ? 3 : 1;
        }
    }
    return rows;
}

START_TEST(eight_samples_of_two_channels_fit_a_screen)
{
    open_demo("two-channels");
    for (int step = 0; step < 4; step++) {
        ck_assert_msg(rows_taken() <= 20, "%zu rows:\n%s", rows_taken(), scene.text);
        scene_key(&scene, KEY_RIGHT_ARROW);
    }
    scene_key(&scene, KEY_DOWN_ARROW);
    scene_key(&scene, 't');
    ck_assert_uint_le(rows_taken(), 20);
}
END_TEST

START_TEST(an_experiment_says_where_its_demo_opens)
{
    static const struct {
        unsigned page;
        size_t step;
    } rows[] = {{0, 2}, {1, 0}, {4, 3}, {99, 3}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct experiment experiment = *course_experiment(scene.course, "two-channels");
        struct demo_run run;
        experiment.page = rows[i].page;
        ck_assert_int_eq(demo_run_open(&run, demo_of(&experiment), &experiment, NULL, NULL), 0);
        ck_assert_uint_eq(run.step, rows[i].step);
        demo_run_close(&run);
    }
}
END_TEST

/* None of the shipped experiments names a page that its demo does not have. */
START_TEST(pages_of_the_course_exist)
{
    struct course *course;
    struct diagnostics diagnostics;
    char *content = paths_content();
    diagnostics_init(&diagnostics);
    ck_assert_int_eq(course_load(&course, content, NULL, &diagnostics, NULL), 0);
    for (size_t t = 0; t < course->topic_count; t++) {
        for (size_t i = 0; i < course->topics[t].experiment_count; i++) {
            const struct experiment *experiment = &course->topics[t].experiments[i];
            struct demo_run run;
            if (!experiment->page)
                continue;
            ck_assert_int_eq(demo_run_open(&run, demo_of(experiment), experiment, NULL, NULL), 0);
            ck_assert_msg(run.step + 1 == experiment->page, "%s has no page %u", experiment->id, experiment->page);
            demo_run_close(&run);
        }
    }
    diagnostics_release(&diagnostics);
    course_free(&course);
    free(content);
}
END_TEST

START_TEST(parameters_stop_at_the_ends_of_their_ranges)
{
    open_demo("frozen");
    press('-', 250);
    ck_sees(&scene, "‹γ ×-10.0›");
    press(KEY_TAB, 3);
    press('-', 30);
    ck_sees(&scene, "‹momentum 0›"); /* cumulative averages are PyTorch's */
    press('+', 30);
    ck_sees(&scene, "‹momentum 1›");
    press(KEY_TAB, 1);
    press('-', 5);
    ck_sees(&scene, "‹batch 1›");
    press('+', 40);
    ck_sees(&scene, "‹batch 1024›");
    press(KEY_TAB, 1);
    press('+', 40);
    ck_sees(&scene, "‹fed before 500›"); /* 501 batches of 2048 values are what can be computed within a key press */
    press(KEY_TAB, 1);
    ck_sees(&scene, "‹γ ×-10.0›"); /* declared values have no seed */
    ck_assert_ptr_null(scene_label(&scene, ACTION_RESEED));
    open_demo("many-channels");
    press(KEY_TAB, 4);
    press('+', 40);
    press(KEY_TAB, 1);
    press('+', 40);
    ck_sees(&scene, "‹fed before 20›"); /* and 21 of 40960 */
}
END_TEST

START_TEST(large_tensors_are_shown_in_part)
{
    open_demo("many-channels");
    const struct block *map = find_block(BLOCK_HEAT_MAP, 0);
    ck_assert_uint_eq(map->heat_map.columns, 40);
    ck_assert_uint_eq(map->heat_map.rows, 8);
    ck_sees(&scene, "channels 0 to 11 of 40");
    ck_assert_uint_eq(map->heat_map.selected, 0);
    scene_key(&scene, KEY_END_KEY);
    map = find_block(BLOCK_HEAT_MAP, 0);
    ck_assert_uint_eq(map->heat_map.selected, 8 * 40 - 1);
    ck_assert_str_eq(map->heat_map.row_labels[7], "[19,…]");
    ck_sees(&scene, "channels 28 to 39 of 40");
}
END_TEST

START_TEST(experiments_are_listed_by_topic_and_each_visit_is_logged)
{
    scene_open_plainly(&scene, &activity_demo);
    size_t laboratory = 0;
    char status[32];
    while (demo_table[laboratory])
        laboratory++;
    snprintf(status, sizeof status, "%zu demos", laboratory + 7);
    ck_assert_str_eq(scene.view.status, status);
    ck_assert_str_eq(scene_selected(&scene), demo_table[0]->title);
    const struct block *list = find_block(BLOCK_CHOICES, 0);
    ck_assert(list->choices.items[0].heading);
    press(KEY_DOWN_ARROW, (unsigned)laboratory);
    ck_assert_str_eq(scene_selected(&scene), "Four values");
    scene_key(&scene, KEY_DOWN_ARROW);
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.title, "Demo · Two channels apart");
    ck_sees(&scene, "One channel lies near 3");
    scene_key(&scene, '+');
    scene_key(&scene, 'q');
    ck_assert_str_eq(scene_selected(&scene), "Two channels apart");
    scene_key(&scene, 'q');
    ck_assert(stack_done(scene.stack));
    struct answers rows = scene_answers(&scene, ANSWER_DEMO);
    ck_assert_uint_eq(rows.count, 1);
    ck_assert_str_eq(rows.items[0].item, "two-channels");
    answers_release(&rows);
}
END_TEST

START_TEST(a_full_disk_does_not_stop_a_demo)
{
    disk_full(true);
    open_demo("four-values");
    disk_full(false);
    ck_sees(&scene, "This visit is not saved: ");
    ck_sees(&scene, "x̂[0,0]: (1 − 2.5)/√(1.25 + 1e-05) = -1.3416");
}
END_TEST

START_TEST(what_the_kernel_refuses_is_told)
{
    struct experiment broken = *course_experiment(scene.course, "four-values");
    broken.momentum = 7;
    const struct arguments arguments = {.level = -1, .experiment = &broken};
    scene_open(&scene, &activity_demo, &arguments);
    ck_sees(&scene, "cannot run experiment 'four-values'");
    ck_assert_ptr_null(scene_label(&scene, ACTION_RIGHT));
    scene_key(&scene, KEY_TAB);
    scene_key(&scene, KEY_TAB);
    scene_key(&scene, KEY_TAB);
    scene_key(&scene, '-');
    ck_sees(&scene, "1 mean"); /* turned back into its range */
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("demo");
    TCase *screens = tcase_create("screens");
    tcase_add_checked_fixture(screens, demo_setup, demo_teardown);
    tcase_add_test(screens, eight_samples_of_two_channels_fit_a_screen);
    tcase_add_test(screens, an_experiment_says_where_its_demo_opens);
    tcase_add_test(screens, pages_of_the_course_exist);
    tcase_add_test(screens, parameters_stop_at_the_ends_of_their_ranges);
    tcase_add_test(screens, large_tensors_are_shown_in_part);
    tcase_add_test(screens, experiments_are_listed_by_topic_and_each_visit_is_logged);
    tcase_add_test(screens, a_full_disk_does_not_stop_a_demo);
    tcase_add_test(screens, what_the_kernel_refuses_is_told);
    suite_add_tcase(suite, screens);
    suite_add_tcase(suite, demo_number_tests());
    suite_add_tcase(suite, demo_race_tests());
    suite_add_tcase(suite, demo_play_tests());
    suite_add_tcase(suite, demo_invitation_tests());
    return suite;
}
