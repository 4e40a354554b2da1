/* What is typed at a prompt, and what the prompt says of it. */
#include "check_plain.h"

#include "plain/input.h"
#include "plain/lines.h"
#include "plain/offer.h"
#include "plain/render.h"

#include <stdlib.h>
#include <unistd.h>

static struct input parsed(const char *line, const struct live_actions *live, const struct block *choices)
{
    struct input input;
    if (!input_parse(line, live, choices, &input))
        input.action = ACTION_NONE;
    return input;
}

START_TEST(typed_words_mean_actions)
{
    struct live_actions live = {0};
    live_add(&live, ACTION_CONFIRM, "answer");
    live_add_row(&live, ACTION_CHOOSE, NULL, 4);
    live_add(&live, ACTION_HINT, NULL);
    live_add(&live, ACTION_TIME_FACTOR, "time x1");
    live_add(&live, ACTION_BACK, NULL);
    ck_assert_int_eq(parsed("", &live, NULL).action, ACTION_CONFIRM);
    ck_assert_int_eq(parsed("  ", &live, NULL).action, ACTION_CONFIRM);
    ck_assert_int_eq(parsed(" C ", &live, NULL).action, ACTION_CHOOSE);
    ck_assert_uint_eq(parsed(" C ", &live, NULL).index, 2);
    ck_assert_uint_eq(parsed("2", &live, NULL).index, 1);
    ck_assert_int_eq(parsed("e", &live, NULL).action, ACTION_NONE);
    ck_assert_int_eq(parsed("h", &live, NULL).action, ACTION_HINT);
    ck_assert_int_eq(parsed("Hint", &live, NULL).action, ACTION_HINT);
    ck_assert_int_eq(parsed("time factor", &live, NULL).action, ACTION_TIME_FACTOR);
    ck_assert_int_eq(parsed("time x1", &live, NULL).action, ACTION_TIME_FACTOR);
    ck_assert_int_eq(parsed("q", &live, NULL).action, ACTION_BACK);
    ck_assert_int_eq(parsed("enter", &live, NULL).action, ACTION_CONFIRM); /* as the prompt calls it */
    ck_assert_int_eq(parsed("Esc", &live, NULL).action, ACTION_BACK);
    ck_assert_int_eq(parsed("end", &live, NULL).action, ACTION_NONE);
    live_add(&live, ACTION_LAST, "fast to the end");
    ck_assert_int_eq(parsed("end", &live, NULL).action, ACTION_LAST); /* as the help texts call it */
    ck_assert_int_eq(parsed("\xc3\xa9", &live, NULL).action, ACTION_NONE);
}
END_TEST

START_TEST(menu_entries_are_called_by_number_or_name)
{
    static const struct span names[] = {{"Learn", 0}, {"Study", 0}, {"Statistics", 0}, {"Quiz", 0}};
    struct choice items[] = {
        {.text = {&names[0], 1}, .heading = true}, {.text = {&names[1], 1}}, {.text = {&names[2], 1}}, {.text = {&names[3], 1}}};
    struct block menu = {.kind = BLOCK_CHOICES};
    menu.choices.items = items;
    menu.choices.count = 4;
    struct live_actions live = {0};
    live_add(&live, ACTION_CONFIRM, NULL);
    ck_assert_uint_eq(parsed("1", &live, &menu).entry, 1);
    ck_assert_uint_eq(parsed("3", &live, &menu).entry, 3);
    ck_assert_uint_eq(parsed("quiz", &live, &menu).entry, 3);
    ck_assert_uint_eq(parsed("stu", &live, &menu).entry, 1);
    ck_assert_int_eq(parsed("st", &live, &menu).action, ACTION_NONE);
    ck_assert_int_eq(parsed("0", &live, &menu).action, ACTION_NONE);
    ck_assert_int_eq(parsed("4", &live, &menu).action, ACTION_NONE);
    ck_assert_int_eq(parsed("Learn", &live, &menu).action, ACTION_NONE);
}
END_TEST

/* What a prompt offers, as one line. */
static void expect_offers(const struct live_actions *live, const struct block *choices, bool writing, const char *expected)
{
    struct offers offers;
    struct str text;
    str_init(&text);
    offers_list(&offers, live, choices, writing);
    offers_print(&text, "", &offers, &(struct render_options){.width = 80});
    ck_assert_uint_gt(text.length, 0);
    str_remove(&text, text.length - 1, 1);
    ck_assert_str_eq(text.text, expected);
    str_release(&text);
}

START_TEST(prompts_break_between_offers)
{
    const struct offers offers = {.items = {{"1-7", "choose", ""}, {"?", "help", ""}, {"q", "back γ", ""}}, .count = 3};
    const struct render_options narrow = {.width = 20, .ascii = true};
    struct str text;
    str_init(&text);
    offers_print(&text, "", &offers, &narrow);
    ck_assert_str_eq(text.text, "1-7 choose, ? help,\nq back gamma\n");
    str_release(&text);
}
END_TEST

START_TEST(keys_that_do_the_same_are_named_together)
{
    const struct offers offers = {.items = {{"left", "step", ""}, {"right", "step", ""}, {"q", "back", ""}}, .count = 3};
    struct str text;
    str_init(&text);
    offers_print(&text, "", &offers, &(struct render_options){.width = 80});
    ck_assert_str_eq(text.text, "left or right step, q back\n");
    str_release(&text);
}
END_TEST

START_TEST(prompts_name_what_can_be_typed)
{
    struct choice items[12] = {{.key = "A"}};
    struct block options = {.kind = BLOCK_CHOICES}, menu = {.kind = BLOCK_CHOICES};
    struct live_actions live = {0};
    options.choices.items = items;
    options.choices.count = 1;
    menu.choices.items = items + 1;
    menu.choices.count = 11;
    live_add(&live, ACTION_CONFIRM, "answer");
    live_add_row(&live, ACTION_CHOOSE, NULL, 4);
    live_add(&live, ACTION_UP, "");
    live_add(&live, ACTION_HINT, NULL);
    live_add(&live, ACTION_PAGE_UP, "");
    live_add(&live, ACTION_HELP, NULL);
    live_add(&live, ACTION_BACK, NULL);
    expect_offers(&live, &options, false, "a-d answer, h hint, ? help, q back");
    ck_assert(!input_parse("", &live, &options, &(struct input){0}));
    live.items[1].label = "tick";
    expect_offers(&live, &options, false, "enter answer, a-d (or a b) tick, h hint, ? help, q back");
    ck_assert(input_parse("", &live, &options, &(struct input){0}));
    expect_offers(&live, &menu, false, "1-11 choose, enter answer, h hint, ? help, q back");
    live.count = 0;
    live_add(&live, ACTION_SUBMIT, NULL);
    live_add(&live, ACTION_HINT, NULL);
    expect_offers(&live, NULL, true, ":h hint");
}
END_TEST

/* Reads all lines of `bytes`, joined by "|". */
static char *lines_of(const char *bytes, size_t length)
{
    int ends[2];
    struct lines lines;
    struct str line, all;
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], bytes, length), (ssize_t)length);
    close(ends[1]);
    str_init(&line), str_init(&all);
    lines_start(&lines, ends[0]);
    while (lines_read(&lines, &line, NULL) == LINE_READ)
        str_addf(&all, "%s|", line.text);
    lines_stop(&lines);
    close(ends[0]);
    str_release(&line);
    return str_take(&all);
}

START_TEST(lines_come_as_clean_text)
{
    static const char bytes[] = "a\r\n\nb\xff\0c\xe2\x82\xac\nlast";
    char *text = lines_of(bytes, sizeof bytes - 1);
    ck_assert_str_eq(text, "a||b??c€|last|");
    free(text);
    text = lines_of("", 0);
    ck_assert_str_eq(text, "");
    free(text);
}
END_TEST

TCase *plain_input_tests(void)
{
    TCase *tests = tcase_create("input");
    tcase_add_test(tests, typed_words_mean_actions);
    tcase_add_test(tests, menu_entries_are_called_by_number_or_name);
    tcase_add_test(tests, prompts_break_between_offers);
    tcase_add_test(tests, keys_that_do_the_same_are_named_together);
    tcase_add_test(tests, prompts_name_what_can_be_typed);
    tcase_add_test(tests, lines_come_as_clean_text);
    return tests;
}
