/* The parts that loading is made of. */
#include "check_course.h"

#include "base/str.h"
#include "course/characters.h"
#include "course/lint.h"
#include "course/suggest.h"
#include "course/values.h"
#include "scratch.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

START_TEST(typing_errors_are_counted)
{
    ck_assert_uint_eq(suggest_distance("front", "front"), 0);
    ck_assert_uint_eq(suggest_distance("frnt", "front"), 1);
    ck_assert_uint_eq(suggest_distance("fronnt", "front"), 1);
    ck_assert_uint_eq(suggest_distance("frunt", "front"), 1);
    ck_assert_uint_eq(suggest_distance("bcak", "back"), 1);
    ck_assert_uint_eq(suggest_distance("ca", "abc"), 3);
    ck_assert_uint_eq(suggest_distance("kitten", "sitting"), 3);
    ck_assert_uint_eq(suggest_distance("", "abc"), 3);
    char longest[66];
    memset(longest, 'a', 65);
    longest[65] = '\0';
    ck_assert_uint_eq(suggest_distance(longest, "a"), SIZE_MAX);
    longest[64] = '\0';
    ck_assert_uint_eq(suggest_distance(longest, "a"), 63);
}
END_TEST

START_TEST(the_closest_word_is_suggested)
{
    struct suggestion suggestion = {.word = "hnts"};
    suggestion_offer(&suggestion, "title");
    ck_assert_ptr_null(suggestion.best);
    suggestion_offer(&suggestion, "hunts");
    suggestion_offer(&suggestion, "hints");
    ck_assert_str_eq(suggestion.best, "hints");
    suggestion = (struct suggestion){.word = "x"};
    suggestion_offer(&suggestion, "id");
    ck_assert_ptr_null(suggestion.best);
}
END_TEST

START_TEST(numbers_are_decimal_and_finite)
{
    double number;
    ck_assert(value_number("-0.5", &number) && number == -0.5);
    ck_assert(value_number("1e-5", &number) && number == 1e-5);
    ck_assert(value_number("+3.", &number) && number == 3);
    ck_assert(value_number("007", &number) && number == 7);
    const char *const wrong[] = {"", " 1", "1 ", "0x10", "inf", "nan", "1e999", "1e", "--1", "1.2.3", "e5", "."};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!value_number(wrong[i], &number), "'%s' is taken for a number", wrong[i]);
    ck_assert(value_is_whole(-3) && value_is_whole(4294967295.0));
    ck_assert(!value_is_whole(0.5) && !value_is_whole(1e300));
}
END_TEST

START_TEST(times_are_minutes_and_seconds)
{
    int seconds;
    ck_assert(value_time("1:30", &seconds) && seconds == 90);
    ck_assert(value_time("0:01", &seconds) && seconds == 1);
    ck_assert(value_time("99:59", &seconds) && seconds == 5999);
    const char *const wrong[] = {"", "90", ":30", "1:3", "1:60", "0:00", "1:300", "100:00", "1:30 ", "-1:30", "1.5:00"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!value_time(wrong[i], &seconds), "'%s' is taken for a time", wrong[i]);
}
END_TEST

START_TEST(characters_are_decoded)
{
    unsigned code_point;
    ck_assert_uint_eq(character_decode("a", 1, &code_point), 1);
    ck_assert_uint_eq(code_point, 'a');
    ck_assert_uint_eq(character_decode("γ", 2, &code_point), 2);
    ck_assert_uint_eq(code_point, 0x3b3);
    ck_assert_uint_eq(character_decode("漢", 3, &code_point), 3);
    ck_assert_uint_eq(code_point, 0x6f22);
    ck_assert_uint_eq(character_decode("\xf4\x8f\xbf\xbf", 4, &code_point), 4);
    ck_assert_uint_eq(code_point, 0x10ffff);
    const char *const wrong[] = {"\x80",         "\xc0\xaf",         "\xc3", "\xe0\x80\x80",
                                 "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff", "\xe6\xbc"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_uint_eq(character_decode(wrong[i], strlen(wrong[i]), &code_point), 1);
        ck_assert_uint_eq(code_point, CHARACTER_MALFORMED);
    }
    char *text = character_printable("a\x1b[1m\tγ\xff\n\xc2\x9b", 11);
    ck_assert_str_eq(text, "a?[1m\tγ???");
    free(text);
}
END_TEST

static void add(struct diagnostics *diagnostics, enum severity severity, const char *file, size_t line, const char *text)
{
    diagnostics_add(diagnostics, severity, (struct position){file, line, 1}, 1, NULL, "%s", text);
}

START_TEST(messages_stand_by_file_and_line)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    add(&diagnostics, SEVERITY_ERROR, "b", 9, "nine");
    add(&diagnostics, SEVERITY_NOTE, "b", 1, "why nine");
    add(&diagnostics, SEVERITY_WARNING, "a", 5, "five");
    add(&diagnostics, SEVERITY_ERROR, "b", 2, "two");
    add(&diagnostics, SEVERITY_ERROR, "a", 0, "all");
    char *text = printed(&diagnostics);
    ck_assert_str_eq(text, "b:2:1: error: two\nb:9:1: error: nine\nb:1:1: note: why nine\na: error: all\na:5:1: warning: five\n");
    ck_assert_uint_eq(diagnostics.error_count, 3);
    ck_assert_uint_eq(diagnostics.warning_count, 1);
    free(text);
    diagnostics_release(&diagnostics);
}
END_TEST

START_TEST(messages_send_nothing_to_the_terminal)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    diagnostics_add(&diagnostics, SEVERITY_ERROR, (struct position){"f\x1b[2J", 1, 3}, 2, "a\x1b\x9b\tb", "text\n%s",
                    "\x1b]0;x\x07");
    char *text = printed(&diagnostics);
    ck_assert_str_eq(text, "f?[2J:1:3: error: text??]0;x?\n    1 | a??\tb\n      |   ^\n");
    free(text);
    diagnostics_release(&diagnostics);
}
END_TEST

START_TEST(levels_have_names)
{
    enum level level;
    for (int i = 0; i < LEVEL_COUNT; i++)
        ck_assert(level_parse(level_name((enum level)i), &level) && level == (enum level)i);
    ck_assert(!level_parse("hard", &level));
    ck_assert_str_eq(category_name(CATEGORY_PREDICT_OUTPUT), "predict output");
    ck_assert_str_eq(mode_name(MODE_INFERENCE), "inference");
    ck_assert_str_eq(framework_name(FRAMEWORK_ONNX), "onnx");
    ck_assert_str_eq(item_kind_name(ITEM_PROMPT), "prompt");
}
END_TEST

/* What lint says and counts about `path`, seen with the good course as the shipped one. */
static int lint(const char *path, struct diagnostics *diagnostics, struct lint_summary *summary)
{
    struct err err;
    char *good = course_data("good");
    diagnostics_init(diagnostics);
    lint_summary_init(summary);
    int result = course_lint(&path, path ? 1 : 0, good, NULL, diagnostics, summary, &err);
    free(good);
    return result;
}

START_TEST(lint_counts_what_it_looks_at)
{
    struct diagnostics diagnostics;
    struct lint_summary summary;
    const char *const paths[] = {"good", "good/course.yaml", "good/second.yaml"};
    for (size_t i = 0; i <= 3; i++) {
        char *path = i < 3 ? course_data(paths[i]) : NULL;
        ck_assert_int_eq(lint(path, &diagnostics, &summary), 0);
        ck_assert_uint_eq(summary.count, 2);
        ck_assert_uint_eq(summary.challenges, 1);
        ck_assert_str_eq(summary.items[1].id, "second");
        ck_assert_uint_eq(summary.items[1].items[ITEM_CARD][LEVEL_EXPERT], 1);
        ck_assert_uint_eq(summary.items[1].experiments, 3);
        free(path);
        lint_summary_release(&summary);
        diagnostics_release(&diagnostics);
    }
}
END_TEST

START_TEST(lint_adds_other_files_to_the_shipped_course)
{
    struct diagnostics diagnostics;
    struct lint_summary summary;
    char *directory = scratch_make();
    directory_write(directory, "own.yaml", "topic: own\ntitle: T\nsummary: S\nprerequisites: [second]\n");
    ck_assert_int_eq(lint(directory, &diagnostics, &summary), 0);
    assert_no_messages(&diagnostics);
    ck_assert_uint_eq(summary.count, 1);
    ck_assert_str_eq(summary.items[0].id, "own");
    ck_assert_uint_eq(summary.challenges, 0);
    lint_summary_release(&summary);
    diagnostics_release(&diagnostics);
    ck_assert_int_eq(lint("/nonexistent/x.yaml", &diagnostics, &summary), ERR_NOT_FOUND);
    lint_summary_release(&summary);
    diagnostics_release(&diagnostics);
    scratch_remove(directory);
}
END_TEST

/* A course of 40 questions whose right option is the one at `place`, and the longest one if `longest`. */
static char *course_with_cues(size_t place, bool longest)
{
    static const char *const ordinals[] = {"bat", "elk", "fox", "gnu", "hen", "owl", "pig", "rat"};
    struct str text;
    char *directory = scratch_make();
    str_init(&text);
    str_add(&text, "topic: t\ntitle: T\nsummary: S\nquestions:\n");
    for (size_t i = 0; i < 40; i++) {
        const char *one = ordinals[i % 8], *two = ordinals[i / 8];
        str_addf(&text, "  - id: q%zu\n    level: beginner\n    category: debug\n    title: T\n    explanation: e\n", i);
        str_addf(&text, "    stem: %s %s %zu?\n    options:\n", one, two, i);
        for (size_t j = 0; j < 4; j++) {
            bool right = j == (place < 4 ? place : i % 4);
            str_addf(&text, "      - {text: %s%zu %s%s, why: w, right: %s}\n", one, j, two, longest && right ? "s" : "",
                     right ? "true" : "false");
        }
    }
    directory_write(directory, "course.yaml", "course: c\ntitle: C\ntopics: [t.yaml]\n");
    directory_write(directory, "t.yaml", text.text);
    str_release(&text);
    return directory;
}

static void assert_warning(size_t place, bool longest, const char *expected)
{
    struct diagnostics diagnostics;
    struct lint_summary summary;
    char *directory = course_with_cues(place, longest);
    ck_assert_int_eq(lint(directory, &diagnostics, &summary), 0);
    char *text = printed(&diagnostics);
    if (expected)
        ck_assert_msg(strstr(text, expected) != NULL && diagnostics.warning_count == 1, "%s", text);
    else
        ck_assert_str_eq(text, "");
    free(text);
    lint_summary_release(&summary);
    diagnostics_release(&diagnostics);
    scratch_remove(directory);
}

START_TEST(lint_finds_what_gives_keys_away)
{
    assert_warning(4, false, NULL);
    assert_warning(4, true, "t.yaml: warning: the right option is the longest one in 40 of 40 questions");
    assert_warning(1, false, "t.yaml: warning: the right option is number 2 in 40 of 40 questions");
}
END_TEST

TCase *course_parts_tests(void)
{
    TCase *tests = tcase_create("parts");
    tcase_add_test(tests, typing_errors_are_counted);
    tcase_add_test(tests, the_closest_word_is_suggested);
    tcase_add_test(tests, numbers_are_decimal_and_finite);
    tcase_add_test(tests, times_are_minutes_and_seconds);
    tcase_add_test(tests, characters_are_decoded);
    tcase_add_test(tests, messages_stand_by_file_and_line);
    tcase_add_test(tests, messages_send_nothing_to_the_terminal);
    tcase_add_test(tests, levels_have_names);
    tcase_add_test(tests, lint_counts_what_it_looks_at);
    tcase_add_test(tests, lint_finds_what_gives_keys_away);
    tcase_add_test(tests, lint_adds_other_files_to_the_shipped_course);
    return tests;
}
