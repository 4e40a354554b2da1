#include "check_tui.h"

#include "tui/footer.h"

#include <stdlib.h>

static void expect(const struct live_actions *live, bool writing, const struct glyphs *glyphs, size_t columns, const char *expected)
{
    struct canvas canvas;
    struct painter painter;
    canvas_init(&canvas);
    canvas_reset(&canvas, 1, columns);
    painter_init(&painter);
    painter_start(&painter, glyphs, columns, 10);
    footer_paint(&canvas, 0, 0, columns, live, writing, &painter);
    char *text = row_text(&canvas, 0);
    ck_assert_str_eq(text, expected);
    free(text);
    painter_release(&painter);
    canvas_release(&canvas);
}

static void add_common(struct live_actions *live)
{
    live_add(live, ACTION_PAGE_DOWN, "");
    live_add(live, ACTION_HELP, NULL);
    live_add(live, ACTION_BACK, "quit");
    live_add(live, ACTION_QUIT, "");
}

START_TEST(keys_stand_with_what_they_do)
{
    struct live_actions live = {.count = 0};
    live_add(&live, ACTION_CONFIRM, "answer");
    live_add_row(&live, ACTION_CHOOSE, NULL, 4);
    live_add(&live, ACTION_UP, NULL);
    live_add(&live, ACTION_DOWN, NULL);
    live_add_row(&live, ACTION_GRADE, NULL, 4);
    add_common(&live);
    expect(&live, false, full(), 80, "enter answer   a–d choose   ↑↓ move   1–4 grade   ? help   esc quit");
    live.items[0].object = "B";
    expect(&live, false, full(), 80, "enter answer B   a–d choose   ↑↓ move   1–4 grade   ? help   esc quit");
    live.items[1].at_once = true;
    expect(&live, false, full(), 80, "enter answer B   a–d answer   ↑↓ move   1–4 grade   ? help   esc quit");
    live.items[1].at_once = false;
    live.items[0].object = NULL;
    expect(&live, false, ascii(), 80, "enter answer   a-d choose   up/down move   1-4 grade   ? help   esc quit");
}
END_TEST

START_TEST(help_and_the_way_back_are_never_left_out)
{
    struct live_actions live = {.count = 0};
    live_add(&live, ACTION_CONFIRM, "open");
    live_add(&live, ACTION_DEMO, NULL);
    live_add(&live, ACTION_HINT, NULL);
    add_common(&live);
    expect(&live, false, full(), 60, "enter open   d watch it   h hint   ? help   esc quit");
    expect(&live, false, full(), 40, "enter open  d watch it  ? help  esc quit"); /* not h: d matters more */
    expect(&live, false, full(), 39, "enter open   h hint   ? help   esc quit");
    expect(&live, false, full(), 20, "? help   esc quit");
}
END_TEST

START_TEST(items_move_together_where_one_more_is_seen)
{
    struct live_actions live = {.count = 0};
    live_add(&live, ACTION_CONFIRM, "open");
    live_add(&live, ACTION_DEMO, NULL);
    live_add(&live, ACTION_HINT, NULL);
    add_common(&live);
    expect(&live, false, full(), 52, "enter open   d watch it   h hint   ? help   esc quit");
    expect(&live, false, full(), 51, "enter open  d watch it  h hint  ? help  esc quit");
    expect(&live, false, full(), 48, "enter open  d watch it  h hint  ? help  esc quit");
    expect(&live, false, full(), 47, "enter open   d watch it   ? help   esc quit");
}
END_TEST

START_TEST(the_way_out_is_always_in_the_same_place)
{
    struct live_actions live = {.count = 0};
    live_add(&live, ACTION_BACK, "topics");
    live_add(&live, ACTION_LEAVE, NULL);
    live_add(&live, ACTION_CONFIRM, "read");
    live_add(&live, ACTION_HELP, NULL);
    expect(&live, false, full(), 60, "enter read   ? help   esc topics   q quit");
}
END_TEST

START_TEST(keys_that_type_are_not_offered_while_writing)
{
    struct live_actions live = {.count = 0};
    live_add(&live, ACTION_SUBMIT, NULL);
    live_add(&live, ACTION_HINT, NULL);
    live_add(&live, ACTION_NEXT, NULL);
    add_common(&live);
    expect(&live, true, full(), 60, "ctrl-d done   tab hint   esc quit");
}
END_TEST

TCase *tui_footer_tests(void)
{
    TCase *tests = tcase_create("footer");
    tcase_add_test(tests, keys_stand_with_what_they_do);
    tcase_add_test(tests, help_and_the_way_back_are_never_left_out);
    tcase_add_test(tests, items_move_together_where_one_more_is_seen);
    tcase_add_test(tests, the_way_out_is_always_in_the_same_place);
    tcase_add_test(tests, keys_that_type_are_not_offered_while_writing);
    return tests;
}
