/* Files that are large, deep or built to be slow.  None of these tests measures time: they end, or the whole program does not. */
#include "check_course.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/vec.h"
#include "course/loader.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD "topic: t\ntitle: T\nsummary: S\n"

/* Binds `text` as a topic file and returns its messages. */
static char *messages_of(const char *text, size_t length)
{
    struct diagnostics diagnostics;
    struct loader loader;
    struct source source;
    diagnostics_init(&diagnostics);
    loader_init(&loader, &diagnostics);
    source_copy(&source, "t.yaml", text, length, &diagnostics);
    loader_add_topic(&loader, source);
    loader_resolve(&loader, 0);
    char *messages = printed(&diagnostics);
    loader_release(&loader);
    diagnostics_release(&diagnostics);
    return messages;
}

/* The same for `head`, `part` so many times, and `tail`. */
static char *messages_of_many(const char *head, const char *part, size_t times, const char *tail)
{
    struct str text;
    str_init(&text);
    str_add(&text, head);
    str_repeat(&text, part, times);
    str_add(&text, tail);
    char *messages = messages_of(text.text, text.length);
    str_release(&text);
    return messages;
}

static void assert_says(char *messages, const char *expected)
{
    ck_assert_msg(strstr(messages, expected) != NULL, "not said: %s; but %.400s", expected, messages);
    free(messages);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

START_TEST(ten_megabytes_of_cards_load)
{
    struct str text;
    str_init(&text);
    str_add(&text, HEAD "cards:\n");
    size_t cards = 0;
    for (; text.length < 10000000; cards++)
        str_addf(&text,
                 "  - id: card-%zu\n    level: beginner\n    front: |\n      What does *batch normalization* do to a tensor with "
                 "%zu channels?\n"
                 "    back: \"It normalizes each of them by itself.\"\n    sources: [\"a\", 'b', c]\n",
                 cards, cards);
    struct diagnostics diagnostics;
    struct loader loader;
    struct source source;
    diagnostics_init(&diagnostics);
    loader_init(&loader, &diagnostics);
    source_copy(&source, "t.yaml", text.text, text.length, &diagnostics);
    struct course_file *file = loader_add_topic(&loader, source);
    loader_resolve(&loader, 0);
    assert_no_messages(&diagnostics);
    ck_assert_uint_eq(file->topic->card_count, cards);
    loader_release(&loader);
    diagnostics_release(&diagnostics);
    str_release(&text);
}
END_TEST

START_TEST(deep_brackets_stop_at_once)
{
    assert_says(messages_of_many(HEAD "notes: ", "[", 1000000, ""), "t.yaml:4:39: error: nested deeper than 32 levels\n");
    assert_says(messages_of_many(HEAD "notes: ", "{a: ", 300000, ""), "t.yaml:4:132: error: nested deeper than 32 levels\n");
    assert_says(messages_of_many(HEAD "notes:\n  ", "- ", 300000, ""), "t.yaml:5:65: error: nested deeper than 32 levels\n");
    assert_says(messages_of_many(HEAD, "? ", 300000, ""), "t.yaml:4:65: error: nested deeper than 32 levels\n");
}
END_TEST

START_TEST(thirty_two_levels_are_allowed)
{
    struct str text;
    str_init(&text);
    str_add(&text, HEAD "notes: ");
    str_repeat(&text, "[", 31);
    str_repeat(&text, "]", 31);
    assert_says(messages_of(text.text, text.length), "t.yaml:4:9: error: a note must be a map");
    str_release(&text);
}
END_TEST

START_TEST(many_directives_are_not_parsed)
{
    assert_says(messages_of_many("", "%TAG !a! tag:b,2000:\n", 100000, ""), "t.yaml:1:1: error: YAML directives");
    assert_says(messages_of_many(HEAD "...\n", "%TAG !a! tag:b,2000:\n", 100000, ""), "t.yaml:5:1: error: a course file holds one");
    assert_says(messages_of_many(HEAD "---\n", "--- a\n", 100000, ""), "t.yaml:4:1: error: a course file holds one document only");
}
END_TEST

START_TEST(many_keys_take_no_square)
{
    struct str text;
    str_init(&text);
    for (int i = 0; i < 300000; i++)
        str_addf(&text, "key-%d: x\n", i);
    char *messages = messages_of(text.text, text.length);
    ck_assert_uint_eq(count_of(messages, ": error: unknown key"), SOURCE_MESSAGES_MAX);
    free(messages);
    str_release(&text);
}
END_TEST

START_TEST(one_long_line_takes_no_square)
{
    assert_says(messages_of_many(HEAD "notes: [", "a, ", 300000, "]"), "t.yaml:4:9: error: a note must be a map");
    assert_says(messages_of_many(HEAD "prerequisites: [", "a, ", 300000, ""),
                "t.yaml:4:900017: error: did not find expected node content");
}
END_TEST

START_TEST(too_many_values_are_refused)
{
    assert_says(messages_of_many(HEAD "notes:\n", "- a\n", 1100000, ""),
                "t.yaml:999996:3: error: more than 1000000 values in one file\n");
}
END_TEST

START_TEST(messages_of_one_file_come_to_an_end)
{
    struct str text;
    str_init(&text);
    str_add(&text, HEAD "cards:\n");
    for (int i = 0; i < 5000; i++)
        str_addf(&text, "  - {id: c%d, level: beginner, front: f, bcak: b}\n", i);
    char *messages = messages_of(text.text, text.length);
    ck_assert_uint_eq(count_of(messages, ": error: unknown key 'bcak'"), SOURCE_MESSAGES_MAX);
    ck_assert_uint_eq(count_of(messages, "t.yaml: note: more than 200 messages; the others are not shown\n"), 1);
    free(messages);
    str_release(&text);
}
END_TEST

START_TEST(binary_files_are_refused)
{
    char *noise = mem_new(1 << 20, 1);
    for (unsigned i = 0, state = 1; i < 1 << 20; i++, state = state * 1664525u + 1013904223u)
        noise[i] = (char)(state >> 24);
    char *messages = messages_of(noise, 1 << 20);
    ck_assert_uint_ge(count_of(messages, " is not UTF-8\n"), 1);
    free(messages);
    messages = messages_of("\0\0\0\0", 4);
    ck_assert_uint_eq(count_of(messages, "error: control character U+0000\n"), 4);
    free(messages), free(noise);
}
END_TEST

START_TEST(files_over_64_mib_are_refused)
{
    struct diagnostics diagnostics;
    struct source source;
    struct err err;
    char *directory = scratch_make(), *path = paths_join(directory, "large.yaml");
    diagnostics_init(&diagnostics);
    directory_write(directory, "large.yaml", HEAD);
    ck_assert_int_eq(truncate(path, SOURCE_BYTES_MAX), 0);
    ck_assert_int_eq(source_read(&source, path, &diagnostics, &err), 0);
    ck_assert_uint_eq(source.length, SOURCE_BYTES_MAX);
    source_release(&source);
    ck_assert_int_eq(truncate(path, SOURCE_BYTES_MAX + 1), 0);
    ck_assert_int_eq(source_read(&source, path, &diagnostics, &err), ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(err.text, "larger than 64 MiB"));
    source_release(&source);
    diagnostics_release(&diagnostics);
    free(path);
    scratch_remove(directory);
}
END_TEST

TCase *course_limits_tests(void)
{
    TCase *tests = tcase_create("limits");
    tcase_add_test(tests, ten_megabytes_of_cards_load);
    tcase_add_test(tests, deep_brackets_stop_at_once);
    tcase_add_test(tests, thirty_two_levels_are_allowed);
    tcase_add_test(tests, many_directives_are_not_parsed);
    tcase_add_test(tests, many_keys_take_no_square);
    tcase_add_test(tests, one_long_line_takes_no_square);
    tcase_add_test(tests, too_many_values_are_refused);
    tcase_add_test(tests, messages_of_one_file_come_to_an_end);
    tcase_add_test(tests, binary_files_are_refused);
    tcase_add_test(tests, files_over_64_mib_are_refused);
    return tests;
}
