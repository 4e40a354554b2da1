#include "check_plain.h"

#include "plain/choices.h"
#include "plain/render.h"
#include "runner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct render_options wide = {.width = 80};

/* The passages of a view as one text, an empty line before those that stand apart. */
static char *text_of(const struct view *view, const struct render_options *options)
{
    struct passages passages = {0};
    struct str text;
    str_init(&text);
    render_view(view, options, &passages);
    for (size_t i = 0; i < passages.count; i++)
        str_addf(&text, "%s%s", passages.items[i].apart ? "\n" : "", passages.items[i].text);
    passages_release(&passages);
    return str_take(&text);
}

static void expect(struct view *view, const struct render_options *options, const char *expected)
{
    char *text = text_of(view, options);
    ck_assert_str_eq(text, expected);
    free(text);
    view_release(view);
}

START_TEST(paragraphs_break_and_hang)
{
    struct view view;
    struct render_options narrow = {.width = 24};
    view_init(&view);
    view_heading(&view, "The transform");
    view_markdown(&view, "Four lines of *arithmetic*, then `y`.\n\n- subtract the batch mean from all\n- divide", 0);
    expect(&view, &narrow,
           "The transform\n"
           "Four lines of\n"
           "arithmetic, then y.\n"
           "\n"
           "• subtract the batch\n"
           "  mean from all\n"
           "• divide\n");
}
END_TEST

START_TEST(code_keeps_its_lines)
{
    struct view view;
    struct render_options narrow = {.width = 20};
    view_init(&view);
    view_markdown(&view, "```python\nbn = nn.BatchNorm2d(64)\n\nbn.eval()\n```", 0);
    expect(&view, &narrow, "code (python):\n    bn = nn.BatchNorm2d(64)\n\n    bn.eval()\n");
}
END_TEST

START_TEST(control_characters_never_reach_the_terminal)
{
    struct view view;
    view_init(&view);
    view_text(&view, STYLE_NORMAL,
              "a\033[31mb\007c\xc2\x9b"
              "31md\te");
    expect(&view, &wide, "a[31mbc31mde\n");
}
END_TEST

START_TEST(menus_are_numbered_and_options_lettered)
{
    static const struct span names[] = {
        {"Review", STYLE_NORMAL}, {"More", STYLE_TITLE}, {"Study", STYLE_NORMAL}, {"gamma", STYLE_WRONG}};
    struct choice menu[] = {
        {.text = {&names[0], 1}, .detail = "what is due", .share = -1},
        {.text = {&names[1], 1}, .heading = true, .share = -1},
        {.text = {&names[2], 1}, .detail = "flashcards", .state = "3 of 9 learned", .share = 0.33},
    };
    struct choice options[] = {{.key = "A", .text = {&names[3], 1}, .share = -1, .style = STYLE_WRONG}};
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_CHOICES);
    block->choices.items = menu;
    block->choices.count = 3;
    ck_assert(choices_are_menu(block));
    view_space(&view);
    block = view_add(&view, BLOCK_CHOICES);
    block->choices.items = options;
    block->choices.count = block->choices.selected = 1;
    ck_assert(!choices_are_menu(block));
    expect(&view, &wide,
           "   1  Review: what is due\n"
           "\nMore\n"
           "   2  Study: flashcards (3 of 9 learned)\n"
           "\n  A  (wrong) gamma\n");
}
END_TEST

START_TEST(gauges_are_told_in_words)
{
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_GAUGE);
    block->gauge.label = "time left";
    block->gauge.words = "1:12";
    block->gauge.share = 0.8;
    block = view_add(&view, BLOCK_GAUGE);
    block->gauge.share = 0.25;
    expect(&view, &wide, "time left: 1:12\n25 %\n");
}
END_TEST

static struct block *add_table(struct view *view)
{
    static const struct cell cells[] = {{"", 0},    {"batch mean", 0}, {"batch var", 0}, {"ch 0", 0},   {"3.0214", 0},
                                        {"4.1", 0}, {"ch 1", 0},       {"-120.4", 0},    {"96.1124", 0}};
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = block->table.columns = 3;
    block->table.numeric = true;
    return block;
}

START_TEST(tables_align_on_the_point)
{
    struct view view;
    view_init(&view);
    add_table(&view);
    expect(&view, &wide,
           "      batch mean  batch var\n"
           "ch 0      3.0214     4.1\n"
           "ch 1   -120.4       96.1124\n");
}
END_TEST

START_TEST(tables_that_do_not_fit_become_sentences)
{
    struct view view;
    struct render_options narrow = {.width = 28};
    view_init(&view);
    add_table(&view)->table.selected = 2;
    expect(&view, &narrow,
           "  ch 0: batch mean 3.0214,\n"
           "  batch var 4.1\n"
           "> ch 1: batch mean -120.4,\n"
           "  batch var 96.1124\n");
}
END_TEST

/* Cells that hold the same are told once. */
START_TEST(runs_of_a_row_are_told_at_once)
{
    static const struct cell cells[] = {{"", 0},      {"0", 0}, {"1", 0}, {"2", 0}, {"sample 0", 0}, {"", 0},  {"all", 0},
                                        {"row 0", 0}, {"1", 0}, {"5", 0}, {"5", 0}, {"5", 0},        {"5", 0}, {"5", 0}};
    struct view view;
    struct render_options narrow = {.width = 24};
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = 2;
    block->table.columns = 7;
    expect(&view, &narrow,
           "row 0: at 0 = 1, at 1 to\n"
           "2 = 5, sample 0 = 5 2\n"
           "times, all 5\n");
}
END_TEST

START_TEST(plots_become_a_sentence_and_a_table)
{
    static const double loss[] = {2.31, 1.5, NAN, 0.42, 0.5}, flat[] = {1, 1, 1, 1, 1};
    static const struct curve curves[] = {{"loss", loss, 5, STYLE_NORMAL}, {"norm", flat, 5, STYLE_NORMAL}};
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_PLOT);
    block->plot.title = "Loss";
    block->plot.x_label = "step";
    block->plot.curves = curves;
    block->plot.count = 2;
    expect(&view, &wide,
           "Loss\n"
           "loss: from 2.31 to 0.5, lowest 0.42 at step 3, highest 2.31 at step 0\n"
           "norm: 1 throughout\n"
           "step  loss  norm\n"
           "0     2.31     1\n"
           "1     1.5      1\n"
           "2              1\n"
           "3     0.42     1\n"
           "4     0.5      1\n");
}
END_TEST

START_TEST(histograms_become_a_sentence_and_a_table)
{
    static const size_t counts[] = {1, 0, 0, 5, 2, 0, 0, 0, 0, 0};
    static const struct histogram_row rows[] = {{"ch 0", "mean 0.1", counts, STYLE_NORMAL}};
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_HISTOGRAM);
    block->histogram.rows = rows;
    block->histogram.count = 1;
    block->histogram.bins = 10;
    block->histogram.low = -1;
    block->histogram.high = 4;
    expect(&view, &wide,
           "ch 0: 8 values, most (5) from 0 to 1; mean 0.1\n"
           "values   ch 0\n"
           "-1 to 0     1\n"
           "0 to 1      5\n"
           "1 to 2      2\n"
           "2 to 3      0\n"
           "3 to 4      0\n");
}
END_TEST

START_TEST(heat_maps_name_their_extremes)
{
    static const double values[] = {1, 2.5, NAN, -4};
    static const unsigned char groups[] = {0, 1, 0, 1};
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_HEAT_MAP);
    block->heat_map.title = "x";
    block->heat_map.values = values;
    block->heat_map.rows = block->heat_map.columns = 2;
    block->heat_map.groups = groups;
    block->heat_map.selected = 1;
    expect(&view, &wide,
           "x\n"
           "lowest -4 (row 1, column 1), highest 2.5 (row 0, column 1); marked: 2.5 (row 0,\n"
           "column 1)\n"
           "Cells with the same number in brackets share mean and variance.\n"
           "           0         1\n"
           "row 0  1 [0]   2.5 [1]\n"
           "row 1         -4 [1]\n");
}
END_TEST

START_TEST(scatter_plots_are_counted)
{
    static const double shares[] = {0, 0.2, 0.8, 1};
    static const struct scatter_panel panels[] = {{"without", NULL, shares, 1, 4}, {"with", "67 % right", shares, 2, 2}};
    static const struct scatter_point points[] = {{0.1, 0.9, 0}, {0.9, 0.9, 1}, {0.1, 0.1, 1}, {5, 5, 1}};
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_SCATTER);
    block->scatter.panels = panels;
    block->scatter.count = 2;
    block->scatter.points = points;
    block->scatter.point_count = 4;
    block->scatter.names[0] = "class o";
    block->scatter.names[1] = "class x";
    block->scatter.high_x = block->scatter.high_y = 1;
    expect(&view, &wide,
           "without: 50 % of the picture is given to class x.\n"
           "with, 67 % right: 50 % of the picture is given to class x.\n"
           "points on their own side  class o  class x\n"
           "without                    1 of 1   1 of 2\n"
           "with                       1 of 1   1 of 2\n");
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("plain");
    TCase *tests = tcase_create("plain");
    tcase_add_test(tests, paragraphs_break_and_hang);
    tcase_add_test(tests, code_keeps_its_lines);
    tcase_add_test(tests, control_characters_never_reach_the_terminal);
    tcase_add_test(tests, menus_are_numbered_and_options_lettered);
    tcase_add_test(tests, gauges_are_told_in_words);
    tcase_add_test(tests, tables_align_on_the_point);
    tcase_add_test(tests, tables_that_do_not_fit_become_sentences);
    tcase_add_test(tests, runs_of_a_row_are_told_at_once);
    tcase_add_test(tests, plots_become_a_sentence_and_a_table);
    tcase_add_test(tests, histograms_become_a_sentence_and_a_table);
    tcase_add_test(tests, heat_maps_name_their_extremes);
    tcase_add_test(tests, scatter_plots_are_counted);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, plain_input_tests());
    return suite;
}
