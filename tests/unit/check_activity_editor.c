#include "check_activity.h"

#include "activity/editor.h"
#include "activity/explain/concept.h"

#include <string.h>

static struct editor editor;

static void setup(void)
{
    editor_init(&editor);
}

static void teardown(void)
{
    editor_release(&editor);
}

static bool insert(const char *text)
{
    struct event event = {.type = EVENT_TEXT, .text = text};
    return editor_event(&editor, &event);
}

static bool press(unsigned key)
{
    struct event event = {.type = EVENT_KEY, .key = key};
    return editor_event(&editor, &event);
}

static void check(const char *before, const char *after)
{
    ck_assert_uint_eq(editor.cursor, strlen(before));
    ck_assert(strncmp(editor.text.text, before, strlen(before)) == 0);
    ck_assert_str_eq(editor.text.text + editor.cursor, after);
}

START_TEST(typing_goes_in_at_the_cursor)
{
    insert("mean");
    press(KEY_LEFT_ARROW);
    insert("XY");
    check("meaXY", "n");
}
END_TEST

START_TEST(backspace_and_delete_take_whole_characters)
{
    insert("x\u0302σ漢");
    press(KEY_BACKSPACE);
    check("x\u0302σ", "");
    press(KEY_BACKSPACE);
    press(KEY_BACKSPACE);
    check("", "");
    ck_assert(!press(KEY_BACKSPACE));
    insert("e\u0301a");
    press(KEY_HOME_KEY);
    press(KEY_DELETE);
    check("", "a");
}
END_TEST

START_TEST(arrows_move_by_character_and_line)
{
    insert("first\nσσ\nthird");
    press(KEY_UP_ARROW);
    check("first\nσσ", "\nthird");
    press(KEY_UP_ARROW);
    check("fi", "rst\nσσ\nthird");
    press(KEY_UP_ARROW);
    check("", "first\nσσ\nthird");
    ck_assert(!press(KEY_LEFT_ARROW));
    press(KEY_DOWN_ARROW);
    check("first\n", "σσ\nthird");
    press(KEY_RIGHT_ARROW);
    check("first\nσ", "σ\nthird");
    press(KEY_DOWN_ARROW);
    check("first\nσσ\nt", "hird");
    press(KEY_DOWN_ARROW);
    check("first\nσσ\nthird", "");
}
END_TEST

START_TEST(home_end_and_enter)
{
    insert("one two");
    press(KEY_ENTER);
    insert("three");
    press(KEY_HOME_KEY);
    check("one two\n", "three");
    press(KEY_END_KEY);
    check("one two\nthree", "");
    press(23); /* ctrl-w */
    check("one two\n", "");
    press(KEY_BACKSPACE);
    press(21); /* ctrl-u */
    check("", "");
}
END_TEST

START_TEST(pasted_text_is_cleaned)
{
    insert("a\tb\r\nc\rd\x1b[31m\x7f\xff\xc3(\xc2\x9b");
    check("a b\nc\nd[31m(", "");
}
END_TEST

START_TEST(what_does_not_fit_is_left_out_at_a_character)
{
    for (int i = 0; i < EDITOR_BYTES_MAX / 8 - 1; i++)
        insert("12345678");
    insert("1234567漢");
    ck_assert_uint_eq(editor.text.length, EDITOR_BYTES_MAX - 1);
    insert("yz");
    ck_assert_uint_eq(editor.text.length, EDITOR_BYTES_MAX);
    ck_assert(!insert("q"));
}
END_TEST

START_TEST(words_are_more_than_white_space)
{
    ck_assert(!editor_has_words(&editor));
    insert(" \n ");
    ck_assert(!editor_has_words(&editor));
    insert("x");
    ck_assert(editor_has_words(&editor));
}
END_TEST

static bool finds(const char *group_one, const char *group_two, const char *text)
{
    const char *one[] = {"never said", group_one}, *two[] = {group_two};
    struct strings groups[] = {{one, 2}, {two, 1}};
    struct concept concept = {.says = "", .groups = groups, .group_count = group_two ? 2 : 1};
    return concept_found(&concept, text);
}

START_TEST(concepts_need_a_word_of_each_group)
{
    ck_assert(finds("normaliz", "batch", "It NORMALIZES over the mini-batch."));
    ck_assert(!finds("normaliz", "batch", "It normalizes each feature."));
    ck_assert(!finds("normaliz", "batch", ""));
    ck_assert(finds("normaliz", NULL, "renormalized"));
}
END_TEST

START_TEST(concepts_ignore_case_hyphens_and_line_ends)
{
    ck_assert(finds("mini-batch", NULL, "over the Mini\n  Batch"));
    ck_assert(finds("mini batch", NULL, "a mini\u2011batch"));
    ck_assert(finds("σ über", NULL, "Σ ÜBER alles"));
    ck_assert(finds("ωψα", NULL, "ΩΨΑ"));
    ck_assert(!finds("×", NULL, "÷"));
}
END_TEST

TCase *editor_tests(void)
{
    TCase *tests = tcase_create("editor");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, typing_goes_in_at_the_cursor);
    tcase_add_test(tests, backspace_and_delete_take_whole_characters);
    tcase_add_test(tests, arrows_move_by_character_and_line);
    tcase_add_test(tests, home_end_and_enter);
    tcase_add_test(tests, pasted_text_is_cleaned);
    tcase_add_test(tests, what_does_not_fit_is_left_out_at_a_character);
    tcase_add_test(tests, words_are_more_than_white_space);
    tcase_add_test(tests, concepts_need_a_word_of_each_group);
    tcase_add_test(tests, concepts_ignore_case_hyphens_and_line_ends);
    return tests;
}
