#include "check_tui.h"

#include "base/utf8.h"
#include "tui/footer.h"
#include "tui_frame.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(a_screen_has_head_body_and_foot)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 40);
    view_title(&fixture.view, "Challenge · Master");
    view_status(&fixture.view, "problem 3 of 5");
    frame_add_lines(&fixture, 0, 2);
    frame_update(&fixture);
    frame_expect_row(&fixture, 0, "  Challenge · Master    problem 3 of 5");
    frame_expect_row(&fixture, 1, "  ────────────────────────────────────");
    frame_expect_row(&fixture, 2, "  line 0");
    frame_expect_row(&fixture, 4, "");
    frame_expect_row(&fixture, 10, "");
    frame_expect_row(&fixture, 11, "  enter open   ? help   esc back");
    ck_assert_uint_eq(fixture.layout.cursor_row, 11);
    frame_teardown(&fixture);
}
END_TEST

static void add_strip(struct view *view, size_t selected)
{
    struct span spans[] = {{"one 1", STYLE_DIM}, {"  ", STYLE_NORMAL}, {"two 2", STYLE_DIM},   {"  ", STYLE_NORMAL},
                           {"three 3", STYLE_DIM}, {"  ", STYLE_NORMAL}, {"four 4", STYLE_DIM}, {"  ", STYLE_NORMAL},
                           {"five 5", STYLE_DIM}};
    spans[selected].style = STYLE_SELECTED;
    view_strip(view, spans, sizeof spans / sizeof *spans, selected);
}

/* Where rows are scarce what can be turned has one line, around what is turned, and what it is about comes last. */
START_TEST(a_low_screen_keeps_its_rows_for_what_matters)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 40);
    view_text(&fixture.view, STYLE_NORMAL, "about it");
    view_space(&fixture.view);
    view_late(&fixture.view, 0);
    add_strip(&fixture.view, 0);
    add_strip(&fixture.view, 4);
    add_strip(&fixture.view, 8);
    frame_add_lines(&fixture, 0, 1);
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  one 1  two 2  three 3  four 4 …");
    frame_expect_row(&fixture, 3, "  one 1  two 2  three 3  four 4 …");
    frame_expect_row(&fixture, 4, "  … two 2  three 3  four 4  five 5");
    frame_expect_row(&fixture, 5, "  line 0");
    frame_expect_row(&fixture, 6, "");
    frame_expect_row(&fixture, 7, "  about it");
    frame_teardown(&fixture);
    frame_setup(&fixture, 24, 40);
    view_text(&fixture.view, STYLE_NORMAL, "about it");
    view_late(&fixture.view, 0);
    add_strip(&fixture.view, 4);
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  about it");
    frame_expect_row(&fixture, 3, "  one 1  two 2  three 3  four 4");
    frame_teardown(&fixture);
}
END_TEST

/* A plot of six lines, with one of axis and one of its labels below, where the window has twenty rows, and thirty. */
START_TEST(a_high_screen_has_higher_plots)
{
    static const double values[] = {1, 2};
    const struct curve curve = {"curve", values, 2, STYLE_NORMAL};
    for (size_t more = 0; more <= 10; more += 10) {
        struct fixture fixture;
        frame_setup(&fixture, 24 + more + (more > 0), 80); /* with an empty row under the rule */
        struct block *block = view_add(&fixture.view, BLOCK_PLOT);
        block->plot.curves = &curve;
        block->plot.count = 1;
        block->plot.lines = 6;
        frame_update(&fixture);
        size_t row = 2 + (more > 0) + 5 + more;
        char *text = row_text(&fixture.layout.screen, row);
        ck_assert_msg(strstr(text, "1 ┤") != NULL, "%s", text);
        free(text);
        frame_teardown(&fixture);
    }
}
END_TEST

START_TEST(a_title_gives_way_to_the_status)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 40);
    view_title(&fixture.view, "Challenge · Batch Normalization Master");
    view_status(&fixture.view, "problem 3 of 5");
    frame_update(&fixture);
    frame_expect_row(&fixture, 0, "  Challenge             problem 3 of 5");
    view_status(&fixture.view, "3 of 5");
    frame_update(&fixture);
    frame_expect_row(&fixture, 0, "  Challenge · Batch Normaliza…  3 of 5");
    view_status(&fixture.view, "a status that is far too long to be shown");
    frame_update(&fixture);
    frame_expect_row(&fixture, 0, "  Challenge · Batch Normalization Mas…");
    frame_teardown(&fixture);
}
END_TEST

START_TEST(a_wide_screen_has_its_page_in_the_middle)
{
    struct fixture fixture;
    frame_setup(&fixture, 30, 140);
    view_title(&fixture.view, "bntutor");
    frame_add_lines(&fixture, 0, 1);
    frame_update(&fixture);
    frame_expect_row(&fixture, 0, "                      bntutor");
    frame_expect_row(&fixture, 3, "                      line 0");
    frame_teardown(&fixture);
}
END_TEST

START_TEST(what_is_too_small_says_so_in_the_words_that_fit)
{
    static const struct {
        size_t rows, columns, row;
        const char *before, *text;
    } cases[] = {
        {11, 39, 5, "", "terminal too small (39x11, need 40x12)"},
        {5, 20, 2, " terminal too small", "     need 40x12"},
        {4, 12, 2, "", " need 40x12"},
        {2, 7, 1, "", " 40x12"},
        {3, 4, 1, "", " …"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        frame_setup(&fixture, cases[i].rows, cases[i].columns);
        frame_update(&fixture);
        frame_expect_row(&fixture, cases[i].row - 1, cases[i].before);
        frame_expect_row(&fixture, cases[i].row, cases[i].text);
        frame_teardown(&fixture);
    }
}
END_TEST

START_TEST(the_cursor_is_where_the_text_goes_on)
{
    struct fixture fixture;
    frame_setup(&fixture, 24, 80);
    struct block *block = view_add(&fixture.view, BLOCK_FIELD);
    block->field.text = "two\nlin";
    block->field.cursor = strlen("two\nlin");
    block->field.lines = 4;
    block->field.focused = true;
    fixture.frame.writing = true;
    frame_update(&fixture);
    ck_assert_uint_eq(fixture.layout.cursor_row, 3);
    ck_assert_uint_eq(fixture.layout.cursor_column, 2 + 2 + 3);
    block->field.cursor = 0;
    frame_update(&fixture);
    ck_assert_uint_eq(fixture.layout.cursor_row, 2);
    ck_assert_uint_eq(fixture.layout.cursor_column, 4);
    frame_teardown(&fixture);
}
END_TEST

START_TEST(a_small_screen_says_so)
{
    struct fixture fixture;
    frame_setup(&fixture, 11, 50);
    frame_add_lines(&fixture, 0, 3);
    frame_update(&fixture);
    frame_expect_row(&fixture, 5, "      terminal too small (50x11, need 40x12)");
    frame_expect_row(&fixture, 2, "");
    fixture.frame.rows = 1, fixture.frame.columns = 1;
    frame_update(&fixture);
    frame_expect_row(&fixture, 0, "");
    ck_assert(layout_too_small(12, 39) && layout_too_small(11, 40) && !layout_too_small(12, 40));
    frame_teardown(&fixture);
}
END_TEST

/* Every kind of block, with texts that do not fit anywhere. */
static void add_everything(struct view *view)
{
    static const double values[] = {1, 2, 3, 2, 1, 0};
    static const size_t counts[] = {1, 2, 3, 4, 5, 6};
    static const struct cell cells[] = {
        {"名前", STYLE_DIM}, {"a head that is rather long", STYLE_DIM}, {"x̂", STYLE_NORMAL}, {"-12345.678901", STYLE_NORMAL}};
    const struct curve curve = {"a curve with a long name", values, 6, STYLE_CHANNEL_2};
    const struct histogram_row row = {"a label", "a detail", counts, STYLE_CHANNEL_3};
    view_markdown(
        view,
        "Αβγ 漢字漢字漢字漢字 **strong** and `code`: σ² ≤ 1\n\n- item\n  1. nested\n\n```c\nfor (;;) { /* a long line */ }\n```",
        3);
    struct curve *curves = arena_new(&view->arena, 1, sizeof *curves);
    struct histogram_row *rows = arena_new(&view->arena, 1, sizeof *rows);
    curves[0] = curve, rows[0] = row;
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells, block->table.rows = 2, block->table.columns = 2, block->table.numeric = true;
    block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells, block->table.rows = 2, block->table.columns = 2;
    block = view_add(view, BLOCK_PLOT);
    block->plot.curves = curves, block->plot.count = 1, block->plot.lines = 6;
    block = view_add(view, BLOCK_HISTOGRAM);
    block->histogram.rows = rows, block->histogram.count = 1, block->histogram.bins = 6, block->histogram.high = 1;
    block = view_add(view, BLOCK_HEAT_MAP);
    block->heat_map.values = values, block->heat_map.rows = 2, block->heat_map.columns = 3, block->heat_map.high = 3;
    block = view_add(view, BLOCK_GAUGE);
    block->gauge.label = "a label that is long", block->gauge.words = "words, too", block->gauge.share = 0.3;
    block = view_add(view, BLOCK_FIELD);
    block->field.text = "some words that are written here, on and on", block->field.lines = 3;
}

static bool is_ascii(const struct canvas *canvas)
{
    for (size_t i = 0; i < canvas->rows * canvas->columns; i++)
        for (const char *c = canvas->cells[i].text; *c; c++)
            if ((unsigned char)*c >= 0x80)
                return false;
    return true;
}

START_TEST(nothing_is_drawn_outside_at_any_size)
{
    const struct glyphs *sets[] = {full(), glyphs_for("linux", false), ascii()};
    struct fixture fixture;
    frame_setup(&fixture, 24, 80);
    view_title(&fixture.view, "Αβγ · 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字");
    view_status(&fixture.view, "γx̂ + β");
    add_everything(&fixture.view);
    frame_add_list(&fixture, 5, 4);
    for (size_t rows = 1; rows < 60; rows += 7)
        for (size_t columns = 1; columns < 170; columns += 3) {
            fixture.frame.rows = rows, fixture.frame.columns = columns;
            fixture.frame.glyphs = sets[(rows + columns) % 3];
            frame_update(&fixture);
            const struct canvas *screen = &fixture.layout.screen;
            ck_assert_uint_eq(screen->rows * screen->columns, rows * columns);
            ck_assert(fixture.layout.cursor_row < rows && fixture.layout.cursor_column < columns);
            ck_assert(!fixture.frame.glyphs->ascii || is_ascii(screen));
            for (size_t row = 0; row < rows; row++) {
                char *text = row_text(screen, row);
                ck_assert_uint_le(utf8_width_string(text), columns);
                free(text);
            }
            layout_scroll(&fixture.layout, columns % 2 ? ACTION_PAGE_DOWN : ACTION_UP);
        }
    frame_teardown(&fixture);
}
END_TEST

TCase *tui_layout_tests(void)
{
    TCase *tests = tcase_create("layout");
    tcase_add_test(tests, a_screen_has_head_body_and_foot);
    tcase_add_test(tests, a_low_screen_keeps_its_rows_for_what_matters);
    tcase_add_test(tests, a_high_screen_has_higher_plots);
    tcase_add_test(tests, a_title_gives_way_to_the_status);
    tcase_add_test(tests, a_wide_screen_has_its_page_in_the_middle);
    tcase_add_test(tests, what_is_too_small_says_so_in_the_words_that_fit);
    tcase_add_test(tests, the_cursor_is_where_the_text_goes_on);
    tcase_add_test(tests, a_small_screen_says_so);
    tcase_add_test(tests, nothing_is_drawn_outside_at_any_size);
    return tests;
}
