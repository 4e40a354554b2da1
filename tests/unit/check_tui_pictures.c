#include "check_tui.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add_plot(struct view *view, const struct curve *curves, size_t count, unsigned lines)
{
    struct block *block = view_add(view, BLOCK_PLOT);
    block->plot.title = "loss";
    block->plot.x_label = "step";
    block->plot.y_label = "log";
    block->plot.curves = curves;
    block->plot.count = count;
    block->plot.lines = lines;
}

START_TEST(a_plot_has_axes_and_a_legend)
{
    static const double falling[] = {3, 2, 1, 0}, level[] = {1, 1, NAN, 1};
    const struct curve curves[] = {{"with", falling, 4, STYLE_CHANNEL_0}, {"without", level, 4, STYLE_CHANNEL_1}};
    struct view view;
    view_init(&view);
    add_plot(&view, curves, 2, 4);
    expect_body_ascii(&view, 26,
                      "loss  log\n"
                      "3 |***\n"
                      "  |   ******\n"
                      "  |ooooooo  ******   o\n"
                      "0 |               ****\n"
                      "  +-------------------\n"
                      "   0      step       3\n"
                      "   *** with\n"
                      "   ooo without\n");
    view_init(&view);
    add_plot(&view, curves, 2, 4);
    expect_body(&view, 26,
                "loss  log\n"
                "3 ┤⠉⠒⠤⣀⡀\n"
                "  │    ⠈⠑⠒⠤⣀⡀\n"
                "  │⠤⠤  ⠤⠤   ⠈⠉⠒⠤⢄⡀   ⠠\n"
                "0 ┤              ⠈⠑⠒⠤⣀\n"
                "  └───────────────────\n"
                "   0      step       3\n"
                "   ⠤⠤⠤ with\n"
                "   ⠤⠤  without\n");
}
END_TEST

START_TEST(a_plot_draws_what_can_be_drawn)
{
    static const double odd[] = {NAN, INFINITY, 5, -INFINITY}, one[] = {2}, huge[] = {-1.7e308, 1.7e308};
    const struct curve curves[] = {{"odd", odd, 4, STYLE_NORMAL}, {"one", one, 1, STYLE_NORMAL}, {"huge", huge, 2, STYLE_NORMAL}};
    for (size_t count = 0; count <= 3; count++)
        for (size_t columns = 1; columns < 90; columns += 11) {
            struct view view;
            view_init(&view);
            add_plot(&view, curves, count, 5);
            free(body_text(&view, columns, full()));
            free(body_text(&view, columns, glyphs_for("linux", false)));
            free(body_text(&view, columns, ascii()));
            view_release(&view);
        }
}
END_TEST

static void add_histogram(struct view *view, const struct histogram_row *rows, size_t count, size_t bins)
{
    struct block *block = view_add(view, BLOCK_HISTOGRAM);
    block->histogram.title = "before and after";
    block->histogram.rows = rows;
    block->histogram.count = count;
    block->histogram.bins = bins;
    block->histogram.low = -2;
    block->histogram.high = 2;
}

START_TEST(histograms_share_an_axis)
{
    static const size_t before[] = {0, 1, 2, 4, 8, 4, 2, 1, 0, 0, 0, 0}, after[12] = {0, 0, 0, 0, 0, 100, 100};
    const struct histogram_row rows[] = {{"ch 0", "mean 0.0000", before, STYLE_CHANNEL_0}, {"ch 10", NULL, after, STYLE_CHANNEL_1}};
    struct view view;
    view_init(&view);
    add_histogram(&view, rows, 2, 12);
    expect_body(&view, 40,
                "before and after\n"
                "ch 0    ▁▂▄█▄▂▁      mean 0.0000\n"
                "ch 10       ██\n"
                "       -2    0    2\n");
    view_init(&view);
    add_histogram(&view, rows, 2, 12);
    expect_body_ascii(&view, 19,
                      "before and\n"
                      "after\n"
                      "ch 0   _-#.\n"
                      "       mean 0.~\n"
                      "ch 10    ##\n"
                      "       -2 0 2\n");
}
END_TEST

START_TEST(a_heat_map_tells_empty_from_nothing)
{
    static const double values[] = {0, 1, 2, 4, NAN, 0, 3, 4};
    static const char *const rows[] = {"Mon", ""}, *const columns[] = {"Jan", "", "Feb", ""};
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_HEAT_MAP);
    block->heat_map.title = "days";
    block->heat_map.row_labels = rows;
    block->heat_map.column_labels = columns;
    block->heat_map.values = values;
    block->heat_map.rows = 2;
    block->heat_map.columns = 4;
    block->heat_map.high = 4;
    block->heat_map.selected = 5;
    block->heat_map.legend = "answers a day";
    expect_body(&view, 40,
                "days\n"
                "    Jan Feb\n"
                "Mon · ░░▒▒██\n"
                "      []▓▓██\n"
                "answers a day\n");
}
END_TEST

START_TEST(a_heat_map_too_wide_keeps_its_end)
{
    double values[30];
    struct view view;
    for (int i = 0; i < 30; i++)
        values[i] = i == 29 ? 1 : 0;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_HEAT_MAP);
    block->heat_map.values = values;
    block->heat_map.rows = 1;
    block->heat_map.columns = 30;
    block->heat_map.high = 1;
    block->heat_map.selected = 30;
    expect_body_ascii(&view, 24, "...................#\n");
}
END_TEST

START_TEST(or_the_piece_with_the_marked_cell)
{
    double values[60] = {0};
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_HEAT_MAP);
    block->heat_map.values = values;
    block->heat_map.rows = 1;
    block->heat_map.columns = 60;
    block->heat_map.high = 1;
    block->heat_map.selected = 25; /* in the second of three pieces */
    values[20] = 1;
    expect_body_ascii(&view, 24, "#....[..............\n");
}
END_TEST

/* Two pictures: one that gives the right half to class 1, more surely at its edge; one that has no idea. */
static void add_scatter(struct view *view, unsigned lines)
{
    static const double shares[] = {0, 0.4, 0.6, 1}, none[] = {NAN};
    static const struct scatter_panel panels[] = {{"without", "75 % right", shares, 1, 4}, {"with", NULL, none, 1, 1}};
    static const struct scatter_point points[] = {{-1, 1, 0}, {-0.9, 1, 1}, {1, -1, 1}, {9, 0, 1}, {0.2, 0, 0}, {NAN, 0, 0}};
    struct block *block = view_add(view, BLOCK_SCATTER);
    block->scatter.panels = panels;
    block->scatter.count = 2;
    block->scatter.points = points;
    block->scatter.point_count = 6;
    block->scatter.names[0] = "class o";
    block->scatter.names[1] = "class x";
    block->scatter.low_x = block->scatter.low_y = -1.2;
    block->scatter.high_x = block->scatter.high_y = 1.2;
    block->scatter.lines = lines;
    block->scatter.legend = "shaded: class x";
}

START_TEST(a_scatter_plot_shows_points_over_regions)
{
    struct view view;
    view_init(&view);
    add_scatter(&view, 4);
    expect_body(&view, 47,
                "without   75 % right   with\n"
                " ox       ⠁⠁⠁⠁⢑⢕⢕⢕⢕⢕    ox\n"
                "          ⠁⠁⠁⠁⢑⢕⢕⢕⢕⢕\n"
                "          ⠁o⠁⠁⢑⢕⢕⢕⢕⢕              o\n"
                "          ⠁⠁⠁⠁⢑⢕⢕⢕x⢕                     x\n"
                "shaded: class x\n");
    view_init(&view);
    add_scatter(&view, 4);
    expect_body_ascii(&view, 30,
                      "without       with\n"
                      "ox    ..:::   ox\n"
                      "      ..:::\n"
                      "      o.:::         o\n"
                      "      ..::x             x\n"
                      "shaded: class x\n");
}
END_TEST

START_TEST(labels_too_long_for_their_pictures_are_first_words)
{
    static const struct scatter_panel panels[] = {{.label = "without batch norm"}, {.label = "with batch norm"}};
    struct view view;
    view_init(&view);
    add_scatter(&view, 4);
    view.items[0].scatter.panels = panels;
    char *text = body_text(&view, 40, full());
    ck_assert_ptr_nonnull(strstr(text, "without   "));
    ck_assert_ptr_nonnull(strstr(text, "   with\n"));
    free(text);
    text = body_text(&view, 60, full());
    ck_assert_ptr_nonnull(strstr(text, "without batch norm"));
    ck_assert_ptr_nonnull(strstr(text, "   with batch norm"));
    free(text);
    view_release(&view);
}
END_TEST

START_TEST(a_scatter_plot_draws_what_can_be_drawn)
{
    for (size_t columns = 1; columns < 120; columns += 7)
        for (unsigned lines = 0; lines < 30; lines += 9) {
            struct view view;
            view_init(&view);
            add_scatter(&view, lines);
            free(body_text(&view, columns, full()));
            free(body_text(&view, columns, glyphs_for("linux", false)));
            view.items[0].scatter.count = lines ? 1 : 0;
            free(body_text(&view, columns, ascii()));
            view_release(&view);
        }
}
END_TEST

TCase *tui_picture_tests(void)
{
    TCase *tests = tcase_create("pictures");
    tcase_add_test(tests, a_plot_has_axes_and_a_legend);
    tcase_add_test(tests, a_plot_draws_what_can_be_drawn);
    tcase_add_test(tests, histograms_share_an_axis);
    tcase_add_test(tests, a_heat_map_tells_empty_from_nothing);
    tcase_add_test(tests, a_heat_map_too_wide_keeps_its_end);
    tcase_add_test(tests, or_the_piece_with_the_marked_cell);
    tcase_add_test(tests, a_scatter_plot_shows_points_over_regions);
    tcase_add_test(tests, labels_too_long_for_their_pictures_are_first_words);
    tcase_add_test(tests, a_scatter_plot_draws_what_can_be_drawn);
    return tests;
}
