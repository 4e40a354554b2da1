#include "check_tui.h"

#include "base/utf8.h"
#include "tui/footer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A screen that is laid out again and again, as the loop does it. */
struct fixture {
    struct screen_layout layout;
    struct view view;
    struct live_actions live;
    struct frame frame;
};

static void setup(struct fixture *fixture, size_t rows, size_t columns)
{
    *fixture = (struct fixture){.frame = {.glyphs = full(), .rows = rows, .columns = columns}};
    layout_init(&fixture->layout);
    view_init(&fixture->view);
    live_add(&fixture->live, ACTION_CONFIRM, NULL);
    live_add(&fixture->live, ACTION_HELP, NULL);
    live_add(&fixture->live, ACTION_BACK, NULL);
}

static void teardown(struct fixture *fixture)
{
    layout_release(&fixture->layout);
    view_release(&fixture->view);
}

static void update(struct fixture *fixture)
{
    fixture->frame.view = &fixture->view;
    fixture->frame.live = &fixture->live;
    layout_update(&fixture->layout, &fixture->frame);
}

static void expect_row(const struct fixture *fixture, size_t row, const char *expected)
{
    char *text = row_text(&fixture->layout.screen, row);
    ck_assert_str_eq(text, expected);
    free(text);
}

static void add_lines(struct fixture *fixture, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        view_text(&fixture->view, STYLE_NORMAL, "line %zu", i);
}

/* A list of `count` entries, the last block of the view. */
static void add_list(struct fixture *fixture, size_t count, size_t selected)
{
    struct choice *choices = arena_new(&fixture->view.arena, count, sizeof *choices);
    for (size_t i = 0; i < count; i++) {
        choices[i].text = view_inline(&fixture->view, arena_print(&fixture->view.arena, "entry %zu", i), STYLE_NORMAL);
        choices[i].share = -1;
    }
    struct block *block = view_add(&fixture->view, BLOCK_CHOICES);
    block->choices.items = choices;
    block->choices.count = count;
    block->choices.selected = selected;
}

START_TEST(a_screen_has_head_body_and_foot)
{
    struct fixture fixture;
    setup(&fixture, 12, 40);
    view_title(&fixture.view, "Challenge · Master");
    view_status(&fixture.view, "problem 3 of 5");
    add_lines(&fixture, 0, 2);
    update(&fixture);
    expect_row(&fixture, 0, "  Challenge · Master    problem 3 of 5");
    expect_row(&fixture, 1, "  ────────────────────────────────────");
    expect_row(&fixture, 2, "  line 0");
    expect_row(&fixture, 4, "");
    expect_row(&fixture, 10, "");
    expect_row(&fixture, 11, "  enter open   ? help   esc back");
    ck_assert_uint_eq(fixture.layout.cursor_row, 11);
    teardown(&fixture);
}
END_TEST

START_TEST(a_title_gives_way_to_the_status)
{
    struct fixture fixture;
    setup(&fixture, 12, 40);
    view_title(&fixture.view, "Challenge · Batch Normalization Master");
    view_status(&fixture.view, "problem 3 of 5");
    update(&fixture);
    expect_row(&fixture, 0, "  Challenge             problem 3 of 5");
    view_status(&fixture.view, "3 of 5");
    update(&fixture);
    expect_row(&fixture, 0, "  Challenge · Batch Normaliza…  3 of 5");
    view_status(&fixture.view, "a status that is far too long to be shown");
    update(&fixture);
    expect_row(&fixture, 0, "  Challenge · Batch Normalization Mas…");
    teardown(&fixture);
}
END_TEST

START_TEST(a_wide_screen_has_its_page_in_the_middle)
{
    struct fixture fixture;
    setup(&fixture, 30, 140);
    view_title(&fixture.view, "bntutor");
    add_lines(&fixture, 0, 1);
    update(&fixture);
    expect_row(&fixture, 0, "                      bntutor");
    expect_row(&fixture, 3, "                      line 0");
    teardown(&fixture);
}
END_TEST

START_TEST(a_long_text_scrolls_and_tells_so)
{
    struct fixture fixture;
    setup(&fixture, 12, 80);
    add_lines(&fixture, 0, 20);
    update(&fixture);
    expect_row(&fixture, 2, "  line 0");
    expect_row(&fixture, 9, "  line 7");
    expect_row(&fixture, 10, "  ↓ 12 more below · space");
    ck_assert(layout_more_below(&fixture.layout));
    ck_assert(!layout_scroll(&fixture.layout, ACTION_PAGE_UP));
    ck_assert(layout_scroll(&fixture.layout, ACTION_PAGE_DOWN));
    update(&fixture);
    expect_row(&fixture, 2, "  line 7"); /* one line stays, to go on from */
    expect_row(&fixture, 10, "  ↑ 7 more above  ↓ 5 more below · space");
    ck_assert(layout_scroll(&fixture.layout, ACTION_DOWN));
    ck_assert(layout_scroll(&fixture.layout, ACTION_LAST));
    update(&fixture);
    expect_row(&fixture, 9, "  line 19");
    expect_row(&fixture, 10, "  ↑ 12 more above");
    ck_assert(!layout_scroll(&fixture.layout, ACTION_PAGE_DOWN));
    fixture.frame.page++; /* another page is read from its top */
    update(&fixture);
    expect_row(&fixture, 2, "  line 0");
    teardown(&fixture);
}
END_TEST

START_TEST(what_was_covered_comes_back_as_it_was)
{
    struct fixture fixture;
    setup(&fixture, 12, 60);
    fixture.frame.depth = 1;
    add_lines(&fixture, 0, 40);
    update(&fixture);
    ck_assert(layout_scroll(&fixture.layout, ACTION_PAGE_DOWN));
    update(&fixture);
    size_t top = fixture.layout.top;
    ck_assert_uint_gt(top, 0);
    fixture.frame.depth = 2;
    fixture.frame.page = 7;
    update(&fixture);
    ck_assert_uint_eq(fixture.layout.top, 0);
    fixture.frame.depth = 1;
    fixture.frame.page = 0;
    update(&fixture);
    ck_assert_uint_eq(fixture.layout.top, top);
    fixture.frame.depth = 2;
    update(&fixture);
    fixture.frame.depth = 1;
    fixture.frame.page = 1; /* another page meanwhile: from its top */
    update(&fixture);
    ck_assert_uint_eq(fixture.layout.top, 0);
    teardown(&fixture);
}
END_TEST

START_TEST(the_selected_entry_is_followed)
{
    struct fixture fixture;
    setup(&fixture, 12, 80);
    for (size_t selected = 0; selected < 30; selected++) {
        view_clear(&fixture.view);
        add_list(&fixture, 30, selected);
        update(&fixture);
        char expected[32];
        snprintf(expected, sizeof expected, "> entry %zu", selected);
        expect_row(&fixture, fixture.layout.cursor_row, expected);
        ck_assert_uint_eq(fixture.layout.cursor_column, 0);
    }
    view_clear(&fixture.view);
    add_list(&fixture, 30, 0);
    update(&fixture);
    expect_row(&fixture, 2, "> entry 0");
    fixture.frame.page++; /* coming back to a long list */
    view_clear(&fixture.view);
    add_list(&fixture, 30, 29);
    update(&fixture);
    expect_row(&fixture, 9, "> entry 29");
    teardown(&fixture);
}
END_TEST

START_TEST(a_long_question_is_read_from_its_top)
{
    struct fixture fixture;
    setup(&fixture, 12, 80);
    add_lines(&fixture, 0, 12);
    add_list(&fixture, 4, 0);
    update(&fixture);
    expect_row(&fixture, 2, "  line 0");
    expect_row(&fixture, 10, "  ↓ 8 more below · page down");
    ck_assert_uint_eq(fixture.layout.cursor_row, 11);
    ck_assert(layout_show_spot(&fixture.layout)); /* the first arrow key shows what is selected */
    update(&fixture);
    expect_row(&fixture, fixture.layout.cursor_row, "> entry 0");
    ck_assert(!layout_show_spot(&fixture.layout));
    teardown(&fixture);
}
END_TEST

START_TEST(what_is_added_comes_into_sight)
{
    struct fixture fixture;
    setup(&fixture, 12, 80);
    add_lines(&fixture, 0, 6);
    update(&fixture);
    add_lines(&fixture, 6, 30); /* an answer */
    update(&fixture);
    expect_row(&fixture, 2, "  line 5");
    expect_row(&fixture, 3, "  line 6");
    teardown(&fixture);
    setup(&fixture, 12, 80);
    add_lines(&fixture, 0, 2);
    add_list(&fixture, 4, 1);
    update(&fixture);
    add_lines(&fixture, 2, 12); /* a hint below the options: the selected one stays */
    update(&fixture);
    expect_row(&fixture, 2, "> entry 1");
    teardown(&fixture);
}
END_TEST

START_TEST(what_is_essential_comes_into_sight_and_the_rest_waits)
{
    struct fixture fixture;
    setup(&fixture, 12, 80); /* the window has 8 rows */
    add_lines(&fixture, 0, 4);
    update(&fixture);
    add_lines(&fixture, 4, 7);
    view_essential(&fixture.view);
    add_lines(&fixture, 7, 30);
    update(&fixture);
    expect_row(&fixture, 2, "  line 0");
    teardown(&fixture);
    setup(&fixture, 12, 80);
    add_lines(&fixture, 0, 4);
    update(&fixture);
    add_lines(&fixture, 4, 10);
    view_essential(&fixture.view);
    add_lines(&fixture, 10, 30);
    update(&fixture);
    expect_row(&fixture, 2, "  line 2");
    expect_row(&fixture, 9, "  line 9");
    teardown(&fixture);
}
END_TEST

/* A clock at the top is seen all the time, and what is selected or new is never under it. */
START_TEST(what_is_pinned_stays_in_sight)
{
    struct fixture fixture;
    setup(&fixture, 12, 80);
    view_text(&fixture.view, STYLE_NORMAL, "clock");
    view_text(&fixture.view, STYLE_NORMAL, "level");
    view_pin(&fixture.view);
    add_lines(&fixture, 0, 4);
    add_list(&fixture, 3, 1);
    update(&fixture);
    add_lines(&fixture, 4, 30); /* a hint */
    update(&fixture);
    expect_row(&fixture, 2, "  clock");
    expect_row(&fixture, 3, "  level");
    expect_row(&fixture, 4, "> entry 1");
    expect_row(&fixture, 10, "  ↑ 5 more above  ↓ 22 more below · page down");
    ck_assert(layout_scroll(&fixture.layout, ACTION_PAGE_DOWN));
    update(&fixture);
    expect_row(&fixture, 3, "  level");
    expect_row(&fixture, 4, "  line 7"); /* the last row before, line 7, stays for the eye to go on from */
    ck_assert(layout_show_spot(&fixture.layout));
    update(&fixture);
    ck_assert_uint_ge(fixture.layout.cursor_row, 4);
    expect_row(&fixture, fixture.layout.cursor_row, "> entry 1");
    teardown(&fixture);
    setup(&fixture, 12, 80);
    add_lines(&fixture, 0, 5); /* too much of it would leave no room for the rest */
    view_pin(&fixture.view);
    add_lines(&fixture, 5, 30);
    update(&fixture);
    layout_scroll(&fixture.layout, ACTION_LAST);
    update(&fixture);
    expect_row(&fixture, 2, "  line 22");
    teardown(&fixture);
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
        setup(&fixture, cases[i].rows, cases[i].columns);
        update(&fixture);
        expect_row(&fixture, cases[i].row - 1, cases[i].before);
        expect_row(&fixture, cases[i].row, cases[i].text);
        teardown(&fixture);
    }
}
END_TEST

START_TEST(the_cursor_is_where_the_text_goes_on)
{
    struct fixture fixture;
    setup(&fixture, 24, 80);
    struct block *block = view_add(&fixture.view, BLOCK_FIELD);
    block->field.text = "two\nlin";
    block->field.cursor = strlen("two\nlin");
    block->field.lines = 4;
    block->field.focused = true;
    fixture.frame.writing = true;
    update(&fixture);
    ck_assert_uint_eq(fixture.layout.cursor_row, 3);
    ck_assert_uint_eq(fixture.layout.cursor_column, 2 + 2 + 3);
    block->field.cursor = 0;
    update(&fixture);
    ck_assert_uint_eq(fixture.layout.cursor_row, 2);
    ck_assert_uint_eq(fixture.layout.cursor_column, 4);
    teardown(&fixture);
}
END_TEST

START_TEST(a_small_screen_says_so)
{
    struct fixture fixture;
    setup(&fixture, 11, 50);
    add_lines(&fixture, 0, 3);
    update(&fixture);
    expect_row(&fixture, 5, "      terminal too small (50x11, need 40x12)");
    expect_row(&fixture, 2, "");
    fixture.frame.rows = 1, fixture.frame.columns = 1;
    update(&fixture);
    expect_row(&fixture, 0, "");
    ck_assert(layout_too_small(12, 39) && layout_too_small(11, 40) && !layout_too_small(12, 40));
    teardown(&fixture);
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
    setup(&fixture, 24, 80);
    view_title(&fixture.view, "Αβγ · 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字");
    view_status(&fixture.view, "γx̂ + β");
    add_everything(&fixture.view);
    add_list(&fixture, 5, 4);
    for (size_t rows = 1; rows < 60; rows += 7)
        for (size_t columns = 1; columns < 170; columns += 3) {
            fixture.frame.rows = rows, fixture.frame.columns = columns;
            fixture.frame.glyphs = sets[(rows + columns) % 3];
            update(&fixture);
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
    teardown(&fixture);
}
END_TEST

TCase *tui_layout_tests(void)
{
    TCase *tests = tcase_create("layout");
    tcase_add_test(tests, a_screen_has_head_body_and_foot);
    tcase_add_test(tests, a_title_gives_way_to_the_status);
    tcase_add_test(tests, a_wide_screen_has_its_page_in_the_middle);
    tcase_add_test(tests, a_long_text_scrolls_and_tells_so);
    tcase_add_test(tests, what_was_covered_comes_back_as_it_was);
    tcase_add_test(tests, the_selected_entry_is_followed);
    tcase_add_test(tests, a_long_question_is_read_from_its_top);
    tcase_add_test(tests, what_is_added_comes_into_sight);
    tcase_add_test(tests, what_is_essential_comes_into_sight_and_the_rest_waits);
    tcase_add_test(tests, what_is_pinned_stays_in_sight);
    tcase_add_test(tests, what_is_too_small_says_so_in_the_words_that_fit);
    tcase_add_test(tests, the_cursor_is_where_the_text_goes_on);
    tcase_add_test(tests, a_small_screen_says_so);
    tcase_add_test(tests, nothing_is_drawn_outside_at_any_size);
    return tests;
}
