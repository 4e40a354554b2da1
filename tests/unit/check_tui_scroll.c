/* What is seen of a body that is longer than the screen. */
#include "check_tui.h"

#include "tui_frame.h"

#include <stdio.h>

START_TEST(a_long_text_scrolls_and_tells_so)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 80);
    frame_add_lines(&fixture, 0, 20);
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  line 0");
    frame_expect_row(&fixture, 9, "  line 7");
    frame_expect_row(&fixture, 10, "  ↓ 12 more below · space");
    ck_assert(layout_more_below(&fixture.layout));
    ck_assert(!layout_scroll(&fixture.layout, ACTION_PAGE_UP));
    ck_assert(layout_scroll(&fixture.layout, ACTION_PAGE_DOWN));
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  line 7"); /* one line stays, to go on from */
    frame_expect_row(&fixture, 10, "  ↑ 7 more above  ↓ 5 more below · space");
    ck_assert(layout_scroll(&fixture.layout, ACTION_DOWN));
    ck_assert(layout_scroll(&fixture.layout, ACTION_LAST));
    frame_update(&fixture);
    frame_expect_row(&fixture, 9, "  line 19");
    frame_expect_row(&fixture, 10, "  ↑ 12 more above");
    ck_assert(!layout_scroll(&fixture.layout, ACTION_PAGE_DOWN));
    fixture.frame.page++; /* another page is read from its top */
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  line 0");
    frame_teardown(&fixture);
}
END_TEST

START_TEST(what_was_covered_comes_back_as_it_was)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 60);
    fixture.frame.depth = 1;
    frame_add_lines(&fixture, 0, 40);
    frame_update(&fixture);
    ck_assert(layout_scroll(&fixture.layout, ACTION_PAGE_DOWN));
    frame_update(&fixture);
    size_t top = fixture.layout.top;
    ck_assert_uint_gt(top, 0);
    fixture.frame.depth = 2;
    fixture.frame.page = 7;
    frame_update(&fixture);
    ck_assert_uint_eq(fixture.layout.top, 0);
    fixture.frame.depth = 1;
    fixture.frame.page = 0;
    frame_update(&fixture);
    ck_assert_uint_eq(fixture.layout.top, top);
    fixture.frame.depth = 2;
    frame_update(&fixture);
    fixture.frame.depth = 1;
    fixture.frame.page = 1; /* another page meanwhile: from its top */
    frame_update(&fixture);
    ck_assert_uint_eq(fixture.layout.top, 0);
    frame_teardown(&fixture);
}
END_TEST

START_TEST(the_selected_entry_is_followed)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 80);
    for (size_t selected = 0; selected < 30; selected++) {
        view_clear(&fixture.view);
        frame_add_list(&fixture, 30, selected);
        frame_update(&fixture);
        char expected[32];
        snprintf(expected, sizeof expected, "> entry %zu", selected);
        frame_expect_row(&fixture, fixture.layout.cursor_row, expected);
        ck_assert_uint_eq(fixture.layout.cursor_column, 0);
    }
    view_clear(&fixture.view);
    frame_add_list(&fixture, 30, 0);
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "> entry 0");
    fixture.frame.page++; /* coming back to a long list */
    view_clear(&fixture.view);
    frame_add_list(&fixture, 30, 29);
    frame_update(&fixture);
    frame_expect_row(&fixture, 9, "> entry 29");
    frame_teardown(&fixture);
}
END_TEST

START_TEST(a_long_question_is_read_from_its_top)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 80);
    frame_add_lines(&fixture, 0, 12);
    frame_add_list(&fixture, 4, 0);
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  line 0");
    frame_expect_row(&fixture, 10, "  ↓ 8 more below · page down");
    ck_assert_uint_eq(fixture.layout.cursor_row, 11);
    ck_assert(layout_show_spot(&fixture.layout)); /* the first arrow key shows what is selected */
    frame_update(&fixture);
    frame_expect_row(&fixture, fixture.layout.cursor_row, "> entry 0");
    ck_assert(!layout_show_spot(&fixture.layout));
    frame_teardown(&fixture);
}
END_TEST

START_TEST(what_is_added_comes_into_sight)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 80);
    frame_add_lines(&fixture, 0, 6);
    frame_update(&fixture);
    frame_add_lines(&fixture, 6, 30); /* an answer */
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  line 5");
    frame_expect_row(&fixture, 3, "  line 6");
    frame_teardown(&fixture);
    frame_setup(&fixture, 12, 80);
    frame_add_lines(&fixture, 0, 2);
    frame_add_list(&fixture, 4, 1);
    frame_update(&fixture);
    frame_add_lines(&fixture, 2, 12); /* a hint below the options: the selected one stays */
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "> entry 1");
    frame_teardown(&fixture);
}
END_TEST

START_TEST(what_is_essential_comes_into_sight_and_the_rest_waits)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 80); /* the window has 8 rows */
    frame_add_lines(&fixture, 0, 4);
    frame_update(&fixture);
    frame_add_lines(&fixture, 4, 7);
    view_essential(&fixture.view);
    frame_add_lines(&fixture, 7, 30);
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  line 0");
    frame_teardown(&fixture);
    frame_setup(&fixture, 12, 80);
    frame_add_lines(&fixture, 0, 4);
    frame_update(&fixture);
    frame_add_lines(&fixture, 4, 10);
    view_essential(&fixture.view);
    frame_add_lines(&fixture, 10, 30);
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  line 2");
    frame_expect_row(&fixture, 9, "  line 9");
    frame_teardown(&fixture);
}
END_TEST

/* A clock at the top is seen all the time, and what is selected or new is never under it. */
START_TEST(what_is_pinned_stays_in_sight)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 80);
    view_text(&fixture.view, STYLE_NORMAL, "clock");
    view_text(&fixture.view, STYLE_NORMAL, "level");
    view_pin(&fixture.view);
    frame_add_lines(&fixture, 0, 4);
    frame_add_list(&fixture, 3, 1);
    frame_update(&fixture);
    frame_add_lines(&fixture, 4, 30); /* a hint */
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  clock");
    frame_expect_row(&fixture, 3, "  level");
    frame_expect_row(&fixture, 4, "> entry 1");
    frame_expect_row(&fixture, 10, "  ↑ 5 more above  ↓ 22 more below · page down");
    ck_assert(layout_scroll(&fixture.layout, ACTION_PAGE_DOWN));
    frame_update(&fixture);
    frame_expect_row(&fixture, 3, "  level");
    frame_expect_row(&fixture, 4, "  line 7"); /* the last row before, line 7, stays for the eye to go on from */
    ck_assert(layout_show_spot(&fixture.layout));
    frame_update(&fixture);
    ck_assert_uint_ge(fixture.layout.cursor_row, 4);
    frame_expect_row(&fixture, fixture.layout.cursor_row, "> entry 1");
    frame_teardown(&fixture);
    frame_setup(&fixture, 12, 80);
    frame_add_lines(&fixture, 0, 5); /* too much of it would leave no room for the rest */
    view_pin(&fixture.view);
    frame_add_lines(&fixture, 5, 30);
    frame_update(&fixture);
    layout_scroll(&fixture.layout, ACTION_LAST);
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  line 22");
    frame_teardown(&fixture);
}
END_TEST

/* A remark above does not bring what is selected far below into sight. */
START_TEST(what_is_out_of_sight_is_left_there)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 80);
    frame_add_lines(&fixture, 0, 20);
    frame_add_list(&fixture, 3, 1);
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  line 0");
    view_clear(&fixture.view);
    view_text(&fixture.view, STYLE_NORMAL, "a remark");
    frame_add_lines(&fixture, 0, 20);
    frame_add_list(&fixture, 3, 1);
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  a remark");
    view_clear(&fixture.view);
    frame_add_lines(&fixture, 0, 20);
    frame_add_list(&fixture, 3, 2); /* another one is selected */
    frame_update(&fixture);
    frame_expect_row(&fixture, fixture.layout.cursor_row, "> entry 2");
    frame_teardown(&fixture);
}
END_TEST

/* Of what is pinned in several pieces as much stays as leaves room. */
START_TEST(as_much_is_pinned_as_there_is_room_for)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 80);
    frame_add_lines(&fixture, 0, 3);
    view_pin(&fixture.view);
    frame_add_lines(&fixture, 3, 2);
    view_pin(&fixture.view);
    frame_add_lines(&fixture, 5, 30);
    frame_update(&fixture);
    layout_scroll(&fixture.layout, ACTION_LAST);
    frame_update(&fixture);
    frame_expect_row(&fixture, 4, "  line 2");
    frame_expect_row(&fixture, 5, "  line 25");
    frame_teardown(&fixture);
}
END_TEST

START_TEST(another_page_of_a_view_is_read_from_its_top)
{
    struct fixture fixture;
    frame_setup(&fixture, 12, 60);
    frame_add_lines(&fixture, 0, 40);
    frame_update(&fixture);
    ck_assert(layout_scroll(&fixture.layout, ACTION_PAGE_DOWN));
    fixture.view.page = 3;
    frame_update(&fixture);
    frame_expect_row(&fixture, 2, "  line 0");
    frame_teardown(&fixture);
}
END_TEST

/* A table in pieces is followed to the piece that stands first. */
START_TEST(a_table_in_pieces_is_followed_to_the_first)
{
    static const struct cell cells[] = {{"", STYLE_DIM},       {"a long head of numbers", STYLE_DIM}, {"another head of them", STYLE_DIM},
                                        {"row", STYLE_NORMAL}, {"1", STYLE_NORMAL},                   {"2", STYLE_NORMAL}};
    struct fixture fixture;
    frame_setup(&fixture, 12, 40);
    struct block *block = view_add(&fixture.view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = 2;
    block->table.columns = 3;
    block->table.numeric = true;
    block->table.selected = 1;
    frame_add_lines(&fixture, 0, 20);
    frame_update(&fixture);
    frame_expect_row(&fixture, 3, "> row                       1");
    frame_expect_row(&fixture, 6, "> row                     2");
    ck_assert_uint_eq(fixture.layout.cursor_row, 3);
    frame_teardown(&fixture);
}
END_TEST

TCase *tui_scroll_tests(void)
{
    TCase *tests = tcase_create("scroll");
    tcase_add_test(tests, a_long_text_scrolls_and_tells_so);
    tcase_add_test(tests, what_was_covered_comes_back_as_it_was);
    tcase_add_test(tests, the_selected_entry_is_followed);
    tcase_add_test(tests, a_long_question_is_read_from_its_top);
    tcase_add_test(tests, what_is_added_comes_into_sight);
    tcase_add_test(tests, what_is_essential_comes_into_sight_and_the_rest_waits);
    tcase_add_test(tests, what_is_pinned_stays_in_sight);
    tcase_add_test(tests, what_is_out_of_sight_is_left_there);
    tcase_add_test(tests, as_much_is_pinned_as_there_is_room_for);
    tcase_add_test(tests, another_page_of_a_view_is_read_from_its_top);
    tcase_add_test(tests, a_table_in_pieces_is_followed_to_the_first);
    return tests;
}
