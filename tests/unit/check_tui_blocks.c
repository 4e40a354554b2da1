#include "check_tui.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

START_TEST(paragraphs_wrap_and_hang)
{
    struct view view;
    view_init(&view);
    view_heading(&view, "The transform");
    view_markdown(&view, "Four lines of *arithmetic*, then `y`.\n\n- subtract the batch mean from all\n- divide", 0);
    expect_body(&view, 28,
                "The transform\n"
                "Four lines of\n"
                "arithmetic, then y.\n"
                "\n"
                "• subtract the batch\n"
                "  mean from all\n"
                "• divide\n");
}
END_TEST

START_TEST(running_text_keeps_a_readable_measure)
{
    struct view view;
    view_init(&view);
    view_text(&view, STYLE_NORMAL, "%0*d %0*d", 70, 1, 70, 2);
    char *text = body_text(&view, 200, full());
    ck_assert_uint_eq(strcspn(text, "\n"), 70);
    free(text);
    view_release(&view);
}
END_TEST

START_TEST(code_keeps_its_lines_and_loses_no_end)
{
    struct view view;
    view_init(&view);
    view_markdown(&view, "```python\nbn = BatchNorm(64)\n\tbn.eval()\n```", 0);
    expect_body(&view, 44,
                "  │ bn = BatchNorm(64)            python\n"
                "  │     bn.eval()\n");
    view_init(&view);
    view_markdown(&view, "```python\nbn = BatchNorm(64)\n```", 0);
    expect_body_ascii(&view, 20,
                      "  | bn = BatchNo\n"
                      "  | \\ rm(64)\n");
}
END_TEST

static struct choice option(struct view *view, const char *key, const char *text, enum style style)
{
    return (struct choice){.key = key, .text = view_inline(view, text, style), .share = -1, .style = style};
}

START_TEST(ticks_hang_before_their_text)
{
    struct view view;
    view_init(&view);
    struct choice *choices = arena_new(&view.arena, 2, sizeof *choices);
    choices[0] = option(&view, NULL, "the mean over the batch is subtracted", STYLE_NORMAL);
    choices[0].mark = "[x]";
    choices[1] = option(&view, NULL, "The ticks are right", STYLE_NORMAL);
    struct block *block = view_add(&view, BLOCK_CHOICES);
    block->choices.items = choices;
    block->choices.count = 2;
    block->choices.selected = 1;
    expect_body(&view, 28,
                "[x] the mean over the\n"
                "    batch is subtracted\n"
                ">The ticks are right\n");
}
END_TEST

START_TEST(options_show_their_letter_and_verdict)
{
    struct view view;
    view_init(&view);
    struct choice choices[] = {option(&view, "A", "one for each channel, over the batch and all places", STYLE_RIGHT),
                               option(&view, "B", "one", STYLE_STRUCK), option(&view, "C", "none", STYLE_NORMAL)};
    struct block *block = view_add(&view, BLOCK_CHOICES);
    block->choices.items = choices;
    block->choices.count = 3;
    block->choices.selected = 2;
    expect_body(&view, 40,
                "A ✓ one for each channel, over the\n"
                "    batch and all places\n"
                "B ✗ one\n"
                ">C   none\n");
}
END_TEST

/* A menu with a heading, descriptions, progress and a bar. */
static void add_menu(struct view *view, struct choice *choices)
{
    choices[0] = (struct choice){.text = view_inline(view, "Learn", STYLE_DIM), .heading = true, .share = -1};
    choices[1] = (struct choice){
        .text = view_inline(view, "Notes", STYLE_NORMAL), .detail = "read a topic", .state = "5 of 10 read", .share = 0.5};
    choices[2] = (struct choice){.text = view_inline(view, "Demo", STYLE_NORMAL), .detail = "the kernel, live", .share = -1};
    struct block *block = view_add(view, BLOCK_CHOICES);
    block->choices.items = choices;
    block->choices.count = 3;
    block->choices.selected = 1;
}

START_TEST(menus_give_up_columns_as_they_get_narrow)
{
    struct view view;
    struct choice choices[3];
    view_init(&view);
    add_menu(&view, choices);
    expect_body(&view, 80,
                "Learn\n"
                ">Notes    read a topic        5 of 10 read    ▆▆▆▆▆▁▁▁▁▁\n"
                "Demo     the kernel, live\n");
    view_init(&view);
    add_menu(&view, choices);
    expect_body(&view, 44,
                "Learn\n"
                ">Notes  read a topic      5 of 10 read\n"
                "Demo   the kernel, live\n");
    view_init(&view);
    add_menu(&view, choices);
    expect_body(&view, 30,
                "Learn\n"
                ">Notes  5 of 10 read\n"
                "Demo   the kernel, live\n");
    view_init(&view);
    add_menu(&view, choices);
    expect_body(&view, 22,
                "Learn\n"
                ">Notes  5 of 10 re…\n"
                "Demo   the kernel…\n");
}
END_TEST

/* What comes into a list or goes out of it moves nothing: the same columns, one line for each. */
START_TEST(lists_keep_their_columns)
{
    static const struct list_columns columns = {.name = 30, .detail = 8, .state = 9};
    static const char *const details[] = {"card", "question"}, *const states[] = {"new", "suspended"};
    for (int i = 0; i < 2; i++) {
        struct view view;
        view_init(&view);
        struct choice *entry = arena_new(&view.arena, 1, sizeof *entry);
        entry[0] = (struct choice){.text = view_inline(&view, "What is the mean of the squares of 1 and 7?", STYLE_NORMAL),
                                   .detail = details[i],
                                   .state = states[i],
                                   .share = -1};
        struct block *block = view_add(&view, BLOCK_CHOICES);
        block->choices.items = entry;
        block->choices.count = block->choices.selected = 1;
        block->choices.list = &columns;
        expect_body(&view, 52,
                    i ? "What is the mean of the sq…  question  suspended\n" : "What is the mean of the sq…  card      new\n");
    }
}
END_TEST

START_TEST(a_label_stands_beside_its_field)
{
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_FIELD);
    block->field.label = "Find";
    block->field.text = "mean";
    block->field.lines = 1;
    block->field.beside = true;
    expect_body(&view, 40, "Find │ mean\n");
}
END_TEST

START_TEST(a_field_shows_its_text_and_height)
{
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_FIELD);
    block->field.label = "In your own words";
    block->field.text = "It subtracts\nthe mean.\n";
    block->field.cursor = strlen(block->field.text);
    block->field.lines = 4;
    block->field.focused = true;
    expect_body(&view, 40,
                "In your own words\n"
                "│ It subtracts\n"
                "│ the mean.\n"
                "│\n"
                "│\n");
}
END_TEST

static void add_gauge(struct view *view, const char *label, const char *words, double share)
{
    struct block *block = view_add(view, BLOCK_GAUGE);
    block->gauge.label = label;
    block->gauge.words = words;
    block->gauge.share = share;
}

START_TEST(gauges_below_each_other_are_aligned)
{
    struct view view;
    view_init(&view);
    add_gauge(&view, "scale", "3 of 3", 1);
    add_gauge(&view, "transform", "1 of 100", 0.01);
    add_gauge(&view, "axes", "99 of 100", 0.99);
    add_gauge(&view, "modes", "", NAN);
    expect_body(&view, 46,
                "scale      3 of 3     ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆\n"
                "transform  1 of 100   ▆▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁\n"
                "axes       99 of 100  ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▁\n"
                "modes                 ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁\n");
}
END_TEST

static void add_numbers(struct view *view)
{
    static const struct cell cells[] = {
        {"", STYLE_DIM},           {"batch mean", STYLE_DIM}, {"batch var", STYLE_DIM}, {"note", STYLE_DIM},
        {"ch 0", STYLE_CHANNEL_0}, {"3.0214", STYLE_NORMAL},  {"4.0973", STYLE_NORMAL}, {"-", STYLE_NORMAL},
        {"ch 1", STYLE_CHANNEL_1}, {"-120.44", STYLE_NORMAL}, {"96", STYLE_NORMAL},     {"x̂", STYLE_NORMAL},
    };
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = 3;
    block->table.columns = 4;
    block->table.numeric = true;
    block->table.selected = 2;
}

START_TEST(numbers_stand_point_under_point)
{
    struct view view;
    view_init(&view);
    add_numbers(&view);
    expect_body(&view, 60,
                "      batch mean  batch var  note\n"
                "ch 0      3.0214     4.0973  -\n"
                ">ch 1   -120.44      96       x̂\n");
    view_init(&view);
    add_numbers(&view);
    expect_body(&view, 24,
                "      batch mean\n"
                "ch 0      3.0214\n"
                ">ch 1   -120.44\n"
                "\n"
                "      batch var\n"
                "ch 0     4.0973\n"
                ">ch 1    96\n"
                "\n"
                "      note\n"
                "ch 0  -\n"
                ">ch 1  x̂\n");
}
END_TEST

/* A column of words beside numbers that is wider than the page goes on below. */
START_TEST(words_beside_numbers_wrap_where_they_stand_alone)
{
    static const struct cell cells[] = {{"", STYLE_DIM},       {"value", STYLE_DIM}, {"", STYLE_DIM},
                                        {"row", STYLE_NORMAL}, {"1.5", STYLE_NORMAL}, {"by running statistics", STYLE_NORMAL}};
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = 2;
    block->table.columns = 3;
    block->table.numeric = true;
    expect_body(&view, 24,
                "     value\n"
                "row    1.5\n"
                "\n"
                "\n"
                "row  by running\n"
                "     statistics\n");
}
END_TEST

START_TEST(words_in_tables_wrap_in_their_column)
{
    static const struct cell cells[] = {
        {"key", STYLE_DIM}, {"what it does", STYLE_DIM}, {"enter", STYLE_KEY}, {"open, answer, reveal, go on", STYLE_DIM},
        {"?", STYLE_KEY},   {"help", STYLE_DIM},
    };
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = 3;
    block->table.columns = 2;
    expect_body(&view, 27,
                "key    what it does\n"
                "enter  open, answer,\n"
                "       reveal, go on\n"
                "?      help\n");
}
END_TEST

START_TEST(words_that_no_column_holds_follow_their_head)
{
    static const struct cell cells[] = {
        {"topic", STYLE_DIM},     {"notes read", STYLE_DIM}, {"cards learned", STYLE_DIM}, {"Standardization", STYLE_NORMAL},
        {"0 of 3", STYLE_NORMAL}, {"2 of 5", STYLE_NORMAL},  {"Axes", STYLE_NORMAL},       {"", STYLE_NORMAL},
        {"1 of 3", STYLE_NORMAL},
    };
    struct view view;
    view_init(&view);
    struct block *block = view_add(&view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = 3;
    block->table.columns = 3;
    block->table.selected = 2;
    expect_body(&view, 28,
                "Standardization\n"
                "  notes read 0 of 3\n"
                "  cards learned 2 of 5\n"
                ">Axes\n"
                "  cards learned 1 of 3\n");
}
END_TEST

TCase *tui_block_tests(void)
{
    TCase *tests = tcase_create("blocks");
    tcase_add_test(tests, paragraphs_wrap_and_hang);
    tcase_add_test(tests, running_text_keeps_a_readable_measure);
    tcase_add_test(tests, code_keeps_its_lines_and_loses_no_end);
    tcase_add_test(tests, ticks_hang_before_their_text);
    tcase_add_test(tests, options_show_their_letter_and_verdict);
    tcase_add_test(tests, menus_give_up_columns_as_they_get_narrow);
    tcase_add_test(tests, lists_keep_their_columns);
    tcase_add_test(tests, a_label_stands_beside_its_field);
    tcase_add_test(tests, a_field_shows_its_text_and_height);
    tcase_add_test(tests, gauges_below_each_other_are_aligned);
    tcase_add_test(tests, numbers_stand_point_under_point);
    tcase_add_test(tests, words_beside_numbers_wrap_where_they_stand_alone);
    tcase_add_test(tests, words_in_tables_wrap_in_their_column);
    tcase_add_test(tests, words_that_no_column_holds_follow_their_head);
    return tests;
}
