#include "check_demo.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A shown number is the real one, rounded to the places that are shown; rounding errors around zero may be shown as zero. */
static void check_number(const char *shown, double real, double scale)
{
    char *end;
    double value = strtod(shown, &end);
    ck_assert_msg(end > shown && *end == '\0', "'%s' is no number", shown);
    if (isnan(real)) {
        ck_assert(isnan(value));
        return;
    }
    const char *point = strchr(shown, '.');
    double step = strchr(shown, 'e') ? fabs(real) * 1e-3 : point ? pow(10, -(double)strlen(point + 1)) : 1;
    if (value == 0 && fabs(real) < 1e-6 * scale)
        return;
    ck_assert_msg(fabs(value - real) <= 0.501 * step, "%s is shown for %.9g", shown, real);
}

/* What the rows of the steps say of the selected channel: its mean and its variance after each. */
static void check_steps(const struct outcome *outcome, size_t channel)
{
    const struct block *table = find_block(BLOCK_TABLE, find_block(BLOCK_HEAT_MAP, 0) ? 1 : 2);
    const double after[4][2] = {{outcome->batch_mean[channel], outcome->batch_var[channel]},
                                {outcome->batch_mean[channel], outcome->batch_var[channel]},
                                {outcome->xhat_mean[channel], outcome->xhat_var[channel]},
                                {outcome->y_mean[channel], outcome->y_var[channel]}};
    for (size_t step = 0; step < 4; step++)
        for (size_t i = 0; i < 2; i++)
            check_number(table->table.cells[(step + 1) * 5 + 3 + i].text, after[step][i], 1 + fabs(outcome->beta[channel]));
}

static void check_channels(const struct outcome *outcome)
{
    const struct block *table = find_block(BLOCK_TABLE, 0);
    const double *const columns[] = {outcome->batch_mean, outcome->batch_var,    outcome->y_mean,
                                     outcome->y_var,      outcome->running_mean, outcome->running_var};
    ck_assert(table->table.numeric);
    ck_assert_uint_eq(table->table.rows, outcome->shape.channels + 1);
    for (size_t c = 0; c < outcome->shape.channels; c++)
        for (size_t i = 0; i < 6; i++)
            check_number(table->table.cells[(c + 1) * 7 + i + 1].text, columns[i][c], 1 + fabs(outcome->beta[c]));
}

/* The rows of the tensor table are the channels of `first`, then those of `second`. */
static void check_table(const struct outcome *outcome, const float *first, const float *second)
{
    const struct block *table = find_block(BLOCK_TABLE, 1);
    size_t channels = outcome->shape.channels, columns = outcome_values_per_channel(outcome) + 1;
    ck_assert_uint_eq(table->table.rows, 2 * channels + 1);
    ck_assert_uint_eq(table->table.columns, columns);
    for (size_t i = 0; i < outcome->count; i++) { /* plain N x C matrices, and images with one channel */
        size_t row = 1 + i % channels, column = 1 + i / channels;
        check_number(table->table.cells[row * columns + column].text, (double)first[i], 1);
        check_number(table->table.cells[(row + channels) * columns + column].text, (double)second[i], 1);
    }
}

static void check_map(const struct outcome *outcome, const float *values)
{
    const struct block *map = find_block(BLOCK_HEAT_MAP, 0);
    size_t cells = map->heat_map.rows * map->heat_map.columns;
    ck_assert_uint_ge(cells, outcome->count);
    for (size_t i = outcome->count; i < cells; i++)
        ck_assert(isnan(map->heat_map.values[i]));
    for (size_t i = 0; i < outcome->count; i++) {
        ck_assert_double_eq(map->heat_map.values[i], (double)values[i]);
        ck_assert_uint_eq(map->heat_map.groups[i], outcome_channel(outcome, i));
    }
}

static void check_histogram(const struct outcome *outcome, size_t channel)
{
    const struct block *block = find_block(BLOCK_HISTOGRAM, 0);
    ck_assert_uint_eq(block->histogram.count, 2);
    for (size_t row = 0; row < 2; row++) {
        size_t sum = 0;
        for (size_t i = 0; i < block->histogram.bins; i++)
            sum += block->histogram.rows[row].counts[i];
        ck_assert_uint_eq(sum, outcome_values_per_channel(outcome));
        char mean[32], var[32];
        ck_assert_int_eq(sscanf(block->histogram.rows[row].detail, "mean %31s var %31s", mean, var), 2);
        check_number(mean, row ? outcome->y_mean[channel] : outcome->batch_mean[channel], 1 + fabs(outcome->beta[channel]));
        check_number(var, row ? outcome->y_var[channel] : outcome->batch_var[channel], 0);
    }
}

/* The text of the paragraph that contains `words`. */
static const char *line_with(const char *words)
{
    static char line[512];
    const char *at = strstr(scene.text, words);
    ck_assert_msg(at != NULL, "'%s' is not in:\n%s", words, scene.text);
    while (at > scene.text && at[-1] != '\n')
        at--;
    snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
    return line;
}

/* The number after the last "= " of the line that spells out what is called `of`. */
static void check_spelled(const char *of, double real)
{
    const char *line = line_with(of), *equals = NULL;
    for (const char *at = line; (at = strstr(at, "= ")); at += 2)
        equals = at + 2;
    ck_assert_msg(equals != NULL, "nothing is spelled out in: %s", line);
    ck_assert_msg(fabs(strtod(equals, NULL) - real) <= 5.01e-5 + fabs(real) * 1e-4, "%s, but it is %.9g", line, real);
}

/* How the selected step moves its running statistic. */
static void check_running(double real_before, double real_after)
{
    double before, after;
    const char *running = strstr(line_with("  running "), "  running ");
    ck_assert_int_eq(sscanf(running, "  running %lf → %lf", &before, &after), 2);
    ck_assert_double_eq_tol(before, real_before, 1e-3);
    ck_assert_double_eq_tol(after, real_after, 1e-3);
}

/* Everything on the screen, which is at step 3 before and after. */
static void check_screen(size_t cell)
{
    struct outcome outcome;
    struct err err = {0};
    ck_assert_int_eq(experiment_run(demo_experiment, &demo_shown, &outcome, &err), 0);
    size_t channel = outcome_channel(&outcome, cell);
    check_channels(&outcome);
    check_histogram(&outcome, channel);
    check_steps(&outcome, channel);
    bool table = !find_block(BLOCK_HEAT_MAP, 0);
    char name[32];
    snprintf(name, sizeof name, "ch %zu: ", channel);
    scene_key(&scene, KEY_RIGHT_ARROW);
    check_spelled("]: ", (double)outcome.y[cell]);
    table ? check_table(&outcome, outcome.x, outcome.y) : check_map(&outcome, outcome.y);
    scene_key(&scene, KEY_LEFT_ARROW);
    check_spelled("]: ", (double)outcome.xhat[cell]);
    table ? check_table(&outcome, outcome.x, outcome.xhat) : check_map(&outcome, outcome.xhat);
    scene_key(&scene, KEY_LEFT_ARROW);
    if (demo_shown.mode == MODE_TRAINING)
        check_spelled(name, outcome.batch_var[channel]);
    check_running(outcome.running_var_before[channel], outcome.running_var[channel]);
    scene_key(&scene, KEY_LEFT_ARROW);
    if (demo_shown.mode == MODE_TRAINING)
        check_spelled(name, outcome.batch_mean[channel]);
    check_running(outcome.running_mean_before[channel], outcome.running_mean[channel]);
    scene_key(&scene, KEY_RIGHT_ARROW);
    scene_key(&scene, KEY_RIGHT_ARROW);
    outcome_release(&outcome);
}

START_TEST(every_number_is_the_kernels)
{
    static const char *const ids[] = {"four-values", "two-channels", "image", "frozen", "one-sample"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        open_demo(ids[i]);
        check_screen(0);
    }
}
END_TEST

START_TEST(the_cell_that_is_spelled_out_moves)
{
    open_demo("two-channels");
    scene_key(&scene, KEY_DOWN_ARROW);
    ck_sees(&scene, "x̂[0,1]: ");
    check_screen(1);
    scene_key(&scene, KEY_END_KEY);
    ck_sees(&scene, "x̂[7,1]: ");
    check_screen(15);
    scene_key(&scene, KEY_DOWN_ARROW);
    ck_sees(&scene, "x̂[0,0]: ");
}
END_TEST

START_TEST(every_parameter_changes_what_the_kernel_says)
{
    open_demo("two-channels");
    press('+', 3);
    demo_shown.gamma = 1.3;
    ck_sees(&scene, "‹γ ×1.3›");
    check_screen(0);
    press(KEY_TAB, 1);
    press('-', 2);
    demo_shown.beta = -0.2;
    ck_sees(&scene, "‹β -0.2›");
    check_screen(0);
    press(KEY_TAB, 1);
    press('+', 5);
    demo_shown.epsilon = 1;
    ck_sees(&scene, "‹ε 1›");
    check_screen(0);
    press('-', 20);
    demo_shown.epsilon = 0;
    ck_sees(&scene, "‹ε 0›");
    check_screen(0);
    press(KEY_TAB, 1);
    press('+', 2);
    demo_shown.momentum = 0.3;
    check_screen(0);
    press('-', 9);
    demo_shown.momentum = -1;
    ck_sees(&scene, "‹momentum cumulative›");
    check_screen(0);
    press(KEY_TAB, 1);
    press('-', 2);
    demo_shown.batch = 6;
    ck_sees(&scene, "‹batch 6›");
    check_screen(0);
    press('+', 5);
    demo_shown.batch = 16;
    check_screen(0);
    press(KEY_TAB, 1);
    press('+', 2);
    demo_shown.steps = 2;
    ck_sees(&scene, "‹fed before 2›");
    check_screen(0);
    press(KEY_TAB, 1);
    press('+', 1);
    demo_shown.seed = 8;
    ck_sees(&scene, "‹seed 8›");
    check_screen(0);
    press('r', 1);
    demo_shown.seed = 9;
    check_screen(0);
    press('t', 1);
    demo_shown.mode = MODE_INFERENCE;
    ck_sees(&scene, "inference · pytorch · 16×2 · seed 9");
    check_screen(0);
    press('0', 1);
    demo_shown = settings_of(demo_experiment);
    check_screen(0);
    press(KEY_SHIFT_TAB, 6);
    ck_sees(&scene, "‹γ ×1.0›");
}
END_TEST

START_TEST(many_small_samples_stand_side_by_side)
{
    open_demo("two-channels");
    press(KEY_TAB, 4);
    press('+', 4);
    demo_shown.batch = 24;
    const struct block *map = find_block(BLOCK_HEAT_MAP, 0);
    ck_assert_uint_eq(map->heat_map.columns, 12);
    ck_assert_uint_eq(map->heat_map.rows, 4);
    ck_assert_str_eq(map->heat_map.row_labels[1], "[6,…]");
    check_screen(0);
    press('+', 2);
    demo_shown.batch = 48;
    press('-', 1);
    demo_shown.batch = 32;
    check_screen(0);
}
END_TEST

START_TEST(a_smaller_batch_keeps_the_selection_inside)
{
    open_demo("two-channels");
    scene_key(&scene, KEY_END_KEY);
    press(KEY_TAB, 4);
    press('-', 20);
    demo_shown.batch = 1;
    ck_sees(&scene, "x̂[0,1]: ");
    ck_sees(&scene, "PyTorch refuses this");
    check_screen(1);
}
END_TEST

START_TEST(the_backward_pass_is_a_step_of_its_own)
{
    struct outcome outcome;
    open_demo("four-values");
    ck_assert_int_eq(experiment_run(demo_experiment, &demo_shown, &outcome, NULL), 0);
    ck_sees(&scene, "5 gradient");
    scene_key(&scene, KEY_LEFT_ARROW);
    scene_key(&scene, KEY_LEFT_ARROW);
    scene_key(&scene, KEY_LEFT_ARROW);
    check_spelled("]: ", (double)outcome.dx[0]);
    check_table(&outcome, outcome.dy, outcome.dx);
    scene_key(&scene, KEY_RIGHT_ARROW);
    double dx, dgamma, dbeta;
    const struct block *steps = find_block(BLOCK_TABLE, 2);
    const struct cell *row = steps->table.cells + (steps->table.rows - 1) * steps->table.columns;
    ck_assert_int_eq(sscanf(row[2].text, "%lf", &dx), 1);
    ck_assert_int_eq(sscanf(row[3].text, "dγ %lf", &dgamma), 1);
    ck_assert_int_eq(sscanf(row[4].text, "dβ %lf", &dbeta), 1);
    ck_assert_double_eq_tol(dgamma, outcome.dgamma[0], 1e-4);
    ck_assert_double_eq_tol(dbeta, outcome.dbeta[0], 1e-4);
    outcome_release(&outcome);
    open_demo("two-channels");
    ck_misses(&scene, "5 gradient");
}
END_TEST

/* At the first two steps the map shows which values the mean is taken over, in each layout. */
START_TEST(who_shares_a_mean_is_marked)
{
    struct outcome outcome;
    open_demo("two-images");
    for (int layout = LAYOUT_CHANNELS_FIRST; layout <= LAYOUT_CHANNELS_LAST; layout++) {
        demo_shown.layout = (enum layout)layout;
        ck_assert_int_eq(experiment_run(demo_experiment, &demo_shown, &outcome, NULL), 0);
        press(KEY_LEFT_ARROW, 2);
        const struct block *map = find_block(BLOCK_HEAT_MAP, 0);
        size_t cells = map->heat_map.rows * map->heat_map.columns, full = 0;
        for (size_t i = 0; i < cells; i++) {
            ck_assert((map->heat_map.values[i] > 0) == (map->heat_map.groups[i] == 0));
            full += map->heat_map.values[i] > 0;
        }
        ck_assert_uint_eq(full, outcome_values_per_channel(&outcome));
        press(KEY_RIGHT_ARROW, 2);
        outcome_release(&outcome);
        press(KEY_TAB, 6);
        ck_sees(&scene, layout ? "‹channels last›" : "‹channels first›");
        press('+', 1);
        press(KEY_SHIFT_TAB, 6);
    }
}
END_TEST

TCase *demo_number_tests(void)
{
    TCase *group = tcase_create("numbers");
    tcase_add_checked_fixture(group, demo_setup, demo_teardown);
    tcase_add_test(group, every_number_is_the_kernels);
    tcase_add_test(group, the_cell_that_is_spelled_out_moves);
    tcase_add_test(group, every_parameter_changes_what_the_kernel_says);
    tcase_add_test(group, many_small_samples_stand_side_by_side);
    tcase_add_test(group, a_smaller_batch_keeps_the_selection_inside);
    tcase_add_test(group, the_backward_pass_is_a_step_of_its_own);
    tcase_add_test(group, who_shares_a_mean_is_marked);
    return group;
}
