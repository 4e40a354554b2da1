#include "runner.h"
#include "svg/svg.h"

#include <math.h>
#include <string.h>

static struct view view;
static struct str svg;

static void setup(void)
{
    view_init(&view);
    str_init(&svg);
}

static void teardown(void)
{
    view_release(&view);
    str_release(&svg);
}

static size_t times(const char *words)
{
    size_t count = 0;
    for (const char *at = strstr(svg.text, words); at; at = strstr(at + 1, words))
        count++;
    return count;
}

START_TEST(text_is_escaped_and_wrapped)
{
    char long_text[400];
    memset(long_text, 'w', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    view_title(&view, "A < B & \"C\"");
    view_text(&view, STYLE_NORMAL, "x > 0\x1b[31m");
    view_text(&view, STYLE_DIM, "%s", long_text);
    svg_render(&view, &svg);
    ck_assert_ptr_nonnull(strstr(svg.text, "<title>A &lt; B &amp; &quot;C&quot;</title>"));
    ck_assert_ptr_nonnull(strstr(svg.text, "x &gt; 0[31m"));
    ck_assert_ptr_null(strchr(svg.text, 0x1b));
    ck_assert_uint_eq(times("<text "), times("</text>"));
    ck_assert_uint_eq(times("xml:space"), 1 + 5); /* 399 characters on lines of 90 */
}
END_TEST

START_TEST(a_curve_breaks_where_there_is_no_point)
{
    static const double values[] = {1, 2, NAN, 4, INFINITY, 3};
    const struct curve curve = {.label = "mean", .values = values, .count = 6, .style = STYLE_CHANNEL_0};
    struct block *block = view_add(&view, BLOCK_PLOT);
    block->plot.title = "means";
    block->plot.curves = &curve;
    block->plot.count = 1;
    svg_render(&view, &svg);
    const char *path = strstr(svg.text, "<path");
    ck_assert_ptr_nonnull(path);
    size_t length = strcspn(path, ">"), moves = 0, lines = 0;
    for (size_t i = 0; i < length; i++) {
        moves += path[i] == 'M';
        lines += path[i] == 'L';
    }
    ck_assert_uint_eq(moves, 3);
    ck_assert_uint_eq(lines, 1);
    ck_assert_ptr_null(strstr(svg.text, "nan"));
    ck_assert_ptr_null(strstr(svg.text, "inf"));
}
END_TEST

START_TEST(empty_figures_are_pictures_too)
{
    const double none[] = {NAN, NAN};
    const struct curve curve = {.label = "none", .values = none, .count = 2};
    struct block *block = view_add(&view, BLOCK_PLOT);
    block->plot.curves = &curve;
    block->plot.count = 1;
    block = view_add(&view, BLOCK_HEAT_MAP);
    block->heat_map.values = none;
    block->heat_map.rows = 1;
    block->heat_map.columns = 2;
    block->heat_map.selected = 2;
    svg_render(&view, &svg);
    ck_assert_ptr_null(strstr(svg.text, "nan"));
    ck_assert_ptr_nonnull(strstr(svg.text, "</svg>\n"));
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("svg");
    TCase *tests = tcase_create("pictures");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, text_is_escaped_and_wrapped);
    tcase_add_test(tests, a_curve_breaks_where_there_is_no_point);
    tcase_add_test(tests, empty_figures_are_pictures_too);
    suite_add_tcase(suite, tests);
    return suite;
}
