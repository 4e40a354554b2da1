#include "check_activity.h"

#include "view/view.h"

#include <string.h>

static struct view view;

static void setup(void)
{
    view_init(&view);
}

static void teardown(void)
{
    view_release(&view);
}

static const struct spans *spans_of(size_t block)
{
    ck_assert_uint_lt(block, view.count);
    return view.items[block].kind == BLOCK_HEADING ? &view.items[block].heading : &view.items[block].paragraph.spans;
}

static void check_span(size_t block, size_t span, const char *text, enum style style)
{
    ck_assert_uint_lt(span, spans_of(block)->count);
    ck_assert_str_eq(spans_of(block)->items[span].text, text);
    ck_assert_int_eq(spans_of(block)->items[span].style, style);
}

START_TEST(emphasis_strong_and_code_become_spans)
{
    view_markdown(&view, "the *batch* mean\nis **not** `x.mean()`", 0);
    ck_assert_uint_eq(view.count, 1);
    check_span(0, 0, "the ", STYLE_NORMAL);
    check_span(0, 1, "batch", STYLE_EMPHASIS);
    check_span(0, 2, " mean is ", STYLE_NORMAL);
    check_span(0, 3, "not", STYLE_STRONG);
    check_span(0, 4, " ", STYLE_NORMAL);
    check_span(0, 5, "x.mean()", STYLE_CODE);
}
END_TEST

START_TEST(paragraphs_are_set_apart)
{
    view_markdown(&view, "one\n\ntwo", 3);
    ck_assert_uint_eq(view.count, 3);
    ck_assert_int_eq(view.items[1].kind, BLOCK_SPACE);
    ck_assert_uint_eq(view.items[2].indent, 3);
    check_span(2, 0, "two", STYLE_NORMAL);
}
END_TEST

START_TEST(lists_have_markers_and_tight_items_stand_together)
{
    view_markdown(&view, "steps:\n\n1. one\n2. two\n   - inner\n3. three\n\nend", 0);
    ck_assert_uint_eq(view.count, 8);
    ck_assert_int_eq(view.items[1].kind, BLOCK_SPACE);
    ck_assert_str_eq(view.items[2].paragraph.marker, "1.");
    ck_assert_str_eq(view.items[3].paragraph.marker, "2.");
    ck_assert_str_eq(view.items[4].paragraph.marker, "•");
    ck_assert_uint_eq(view.items[4].indent, 2);
    ck_assert_str_eq(view.items[5].paragraph.marker, "3.");
    ck_assert_uint_eq(view.items[5].indent, 0);
    ck_assert_int_eq(view.items[6].kind, BLOCK_SPACE);
    check_span(7, 0, "end", STYLE_NORMAL);
}
END_TEST

START_TEST(second_paragraph_of_an_item_stands_under_the_first)
{
    view_markdown(&view, "- one\n\n  more\n\n- two", 0);
    ck_assert_uint_eq(view.count, 5);
    ck_assert_ptr_null(view.items[2].paragraph.marker);
    ck_assert_uint_eq(view.items[2].indent, 2);
    ck_assert_str_eq(view.items[4].paragraph.marker, "•");
}
END_TEST

START_TEST(code_keeps_its_lines_and_language)
{
    view_markdown(&view, "```python\nif x:\n    y *= 2  # *not* emphasis\n```\n", 0);
    ck_assert_uint_eq(view.count, 1);
    ck_assert_int_eq(view.items[0].kind, BLOCK_CODE);
    ck_assert_str_eq(view.items[0].code.language, "python");
    ck_assert_str_eq(view.items[0].code.text, "if x:\n    y *= 2  # *not* emphasis");
}
END_TEST

START_TEST(headings_entities_and_html_are_read)
{
    view_markdown(&view, "## Four *steps*\n\na &lt; b &amp; <b>c</b>", 0);
    ck_assert_int_eq(view.items[0].kind, BLOCK_HEADING);
    check_span(0, 0, "Four ", STYLE_TITLE);
    check_span(0, 1, "steps", STYLE_EMPHASIS);
    check_span(2, 0, "a < b & <b>c</b>", STYLE_NORMAL);
}
END_TEST

START_TEST(inline_text_is_one_run_of_spans)
{
    struct spans spans = view_inline(&view, "over `N` and\n\n- more", STYLE_STRUCK);
    ck_assert_uint_eq(view.count, 0);
    ck_assert_uint_eq(spans.count, 4);
    ck_assert_str_eq(spans.items[0].text, "over ");
    ck_assert_int_eq(spans.items[0].style, STYLE_STRUCK);
    ck_assert_int_eq(spans.items[1].style, STYLE_CODE);
    ck_assert_str_eq(spans.items[3].text, " more");
}
END_TEST

START_TEST(deep_nesting_is_survived)
{
    char text[4096] = "";
    for (int depth = 0; depth < 60; depth++) {
        for (int i = 0; i < depth; i++)
            strcat(text, "  ");
        strcat(text, "- x\n");
        if (strlen(text) > 3900)
            break;
    }
    view_markdown(&view, text, 0);
    view_markdown(&view, "> > > > > > > > > > > > > > > > > > deep **a *b **c *d **e *f **g *h **i *j** k* l**", 0);
    ck_assert_uint_gt(view.count, 10);
}
END_TEST

START_TEST(clearing_a_view_empties_it)
{
    view_title(&view, "%s", "title");
    view_text(&view, STYLE_NORMAL, "%d", 7);
    view_clear(&view);
    ck_assert_uint_eq(view.count, 0);
    ck_assert_str_eq(view.title, "");
    ck_assert_str_eq(view.status, "");
}
END_TEST

TCase *markdown_tests(void)
{
    TCase *tests = tcase_create("markdown");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, emphasis_strong_and_code_become_spans);
    tcase_add_test(tests, paragraphs_are_set_apart);
    tcase_add_test(tests, lists_have_markers_and_tight_items_stand_together);
    tcase_add_test(tests, second_paragraph_of_an_item_stands_under_the_first);
    tcase_add_test(tests, code_keeps_its_lines_and_language);
    tcase_add_test(tests, headings_entities_and_html_are_read);
    tcase_add_test(tests, inline_text_is_one_run_of_spans);
    tcase_add_test(tests, deep_nesting_is_survived);
    tcase_add_test(tests, clearing_a_view_empties_it);
    return tests;
}
