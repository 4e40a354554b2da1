#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/paths.h"
#include "base/rng.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "runner.h"
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

START_TEST(str_grows_and_edits)
{
    struct str str;
    str_init(&str);
    ck_assert_str_eq(str.text, "");
    str_addf(&str, "%s-%d", "batch", 32);
    str_insert(&str, 0, "mini");
    ck_assert_str_eq(str.text, "minibatch-32");
    str_remove(&str, 4, 5);
    ck_assert_str_eq(str.text, "mini-32");
    str_remove(&str, 4, 500);
    ck_assert_str_eq(str.text, "mini");
    str_repeat(&str, "ab", 100);
    ck_assert_uint_eq(str.length, 204);
    char *text = str_take(&str);
    ck_assert_uint_eq(strlen(text), 204);
    ck_assert_str_eq(str.text, "");
    free(text);
    str_release(&str);
}
END_TEST

START_TEST(vec_keeps_what_was_added)
{
    struct {
        int *items;
        size_t count, capacity;
    } vec = {0};
    for (int i = 0; i < 100; i++)
        *vec_add(&vec) = i;
    ck_assert_uint_eq(vec.count, 100);
    ck_assert_int_eq(vec.items[99], 99);
    vec_release(&vec);
    ck_assert_ptr_null(vec.items);
}
END_TEST

START_TEST(arena_memory_is_zeroed_and_aligned)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t size = 1; size < 20000; size = size * 3 + 1) {
        unsigned char *memory = arena_new(&arena, size, 1);
        ck_assert_uint_eq((size_t)memory % sizeof(void *), 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(memory[i], 0);
        memset(memory, 255, size);
    }
    ck_assert_str_eq(arena_print(&arena, "%d %s", 7, "x"), "7 x");
    arena_release(&arena);
}
END_TEST

/* What is large is used again after a clear: for something of about its size, and empty. */
START_TEST(an_arena_keeps_what_is_large)
{
    enum { LARGE = 1 << 20 };
    struct arena arena;
    arena_init(&arena);
    memset(arena_new(&arena, LARGE, 1), 255, LARGE);
    const unsigned char *before = arena_new(&arena, 2 * LARGE, 1);
    arena_clear(&arena);
    const unsigned char *small = arena_new(&arena, 100, 1), *after = arena_new(&arena, 2 * LARGE, 1);
    ck_assert_ptr_eq(after, before);
    ck_assert(small < after || small >= after + 2 * LARGE);
    const unsigned char *again = arena_new(&arena, LARGE - 100, 1);
    for (size_t i = 0; i < LARGE - 100; i++)
        ck_assert_uint_eq(again[i], 0);
    arena_clear(&arena);
    arena_clear(&arena);
    ck_assert_ptr_eq(arena_new(&arena, 2 * LARGE, 1), before);
    for (int i = 0; i < 6; i++)
        arena_clear(&arena); /* not used again for so long: given back */
    ck_assert_ptr_null(arena.kept);
    arena_release(&arena);
}
END_TEST

START_TEST(err_says_what_and_why)
{
    struct err err;
    ck_assert_int_eq(err_system(&err, ENOSPC, "cannot write '%s'", "x"), ERR_FULL);
    ck_assert_str_eq(err.text, "cannot write 'x': No space left on device");
    ck_assert_int_eq(err_set(NULL, ERR_INVALID, "nobody listens"), ERR_INVALID);
    err_clear(&err);
    ck_assert_int_eq(err.code, ERR_NONE);
}
END_TEST

START_TEST(widths_count_columns)
{
    ck_assert_uint_eq(utf8_width_string("abc"), 3);
    ck_assert_uint_eq(utf8_width_string("x\u0302 \u03b3"), 3);
    ck_assert_uint_eq(utf8_width_string("\u6f22"), 2);
    ck_assert(utf8_valid("\u03c3\u00b2", 4));
    ck_assert(!utf8_valid("\xff", 1));
    ck_assert(!utf8_valid("\xc3", 1));
    ck_assert_uint_eq(utf8_next("x\u0302y", 4), 3);
    ck_assert_uint_eq(utf8_previous("x\u0302y", 3), 3);
    ck_assert_uint_eq(utf8_fit("\u6f22\u6f22", 6, 3), 3);
}
END_TEST

/* Lines as their texts, joined by '|', so that a case reads at a glance. */
static char *wrapped(const char *text, size_t columns)
{
    size_t breaks[64];
    size_t lines = utf8_wrap(text, strlen(text), columns, breaks, 64);
    struct str result;
    str_init(&result);
    for (size_t i = 0, start = 0; i < lines; start = breaks[i++]) {
        if (i)
            str_add_char(&result, '|');
        str_add_n(&result, text + start, breaks[i] - start);
    }
    return str_take(&result);
}

START_TEST(a_search_knows_neither_case_nor_marks)
{
    static const char *const found[][2] = {{"Gamma and beta", "GAMMA"}, {"\316\223 scales", "\316\263"}, {"\316\263 scales", "\316\223"},
                                           {"Stra\303\237e", "STRASSE"},  {"b\303\251ta", "Be\314\201TA"}, {"\303\211psilon", "epsilon"},
                                           {"\317\203\302\262", "\316\2432"}, {"epsilon", "\303\251psilon"}, {"", ""}};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        char *folded = utf8_fold(found[i][1]);
        ck_assert_msg(utf8_holds(found[i][0], folded), "'%s' is not found in '%s'", found[i][1], found[i][0]);
        free(folded);
    }
    char *folded = utf8_fold("\316\263");
    ck_assert(!utf8_holds("gamma", folded) && !utf8_holds("\316\262", folded));
    free(folded);
    folded = utf8_fold("\377\376"); /* no UTF-8 */
    ck_assert(utf8_holds("a\377\376", folded));
    free(folded);
}
END_TEST

START_TEST(paragraphs_wrap_where_they_may)
{
    static const struct {
        const char *text;
        size_t columns;
        const char *lines;
    } cases[] = {
        {"one two three", 7, "one two |three"}, {"one two three", 80, "one two three"}, {"abcdefghij", 4, "abcd|efgh|ij"},
        {"a\n\nb\n", 80, "a\n|\n|b\n"},         {"", 10, ""},                           {"one  two", 3, "one  |two"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *lines = wrapped(cases[i].text, cases[i].columns);
        ck_assert_str_eq(lines, cases[i].lines);
        free(lines);
    }
}
END_TEST

START_TEST(wrapped_lines_never_exceed_the_width)
{
    struct rng rng;
    rng_init(&rng, 11);
    static const char *const pieces[] = {"a", "word ", "\u6f22", "x\u0302", "-", " ", "https://x.example/y", "\u03c3\u00b2"};
    for (int round = 0; round < 300; round++) {
        struct str text;
        str_init(&text);
        for (uint64_t n = rng_below(&rng, 40); n > 0; n--)
            str_add(&text, pieces[rng_below(&rng, 8)]);
        size_t columns = 2 + (size_t)rng_below(&rng, 30), breaks[512];
        size_t lines = utf8_wrap(text.text, text.length, columns, breaks, 512), start = 0;
        for (size_t i = 0; i < lines; start = breaks[i++]) {
            size_t end = breaks[i];
            while (end > start && text.text[end - 1] == ' ')
                end--;
            ck_assert_uint_le(utf8_width(text.text + start, end - start), columns);
        }
        ck_assert_uint_eq(start, text.length);
        str_release(&text);
    }
}
END_TEST

START_TEST(times_are_read_and_written)
{
    char date[11], minute[17];
    int64_t time = clock_parse("2026-11-21T23:30:00Z");
    ck_assert_int_eq(time, 1795303800000);
    clock_date_text(time, 60, date);
    clock_time_text(time, -30, minute);
    ck_assert_str_eq(date, "2026-11-22");
    ck_assert_str_eq(minute, "2026-11-21 23:00");
    ck_assert_int_eq(clock_parse("yesterday"), -1);
    ck_assert_int_eq(clock_parse("2026-02-30T10:00:00Z"), -1);
    ck_assert_int_eq(clock_parse("2026-11-21T24:00:00Z"), -1);
    ck_assert_int_eq(clock_parse("2026-11-21T23:30:00"), -1);
}
END_TEST

START_TEST(the_clock_starts_where_the_environment_says)
{
    char *folder = scratch_make(), *name = paths_join(folder, "clock");
    int file = open(name, O_WRONLY | O_CREAT, 0600);
    ck_assert_int_ge(file, 0);
    setenv("BNTUTOR_NOW", "2030-01-01T00:00:00Z", 1);
    setenv("BNTUTOR_CLOCK", name, 1);
    struct clock clock;
    clock_init(&clock);
    int64_t before = clock_now(&clock), steady = clock_elapsed(&clock);
    ck_assert_int_ge(before, 1893456000000);
    ck_assert_int_lt(before, 1893456000000 + 60000);
    ck_assert_int_eq(write(file, "90000\n", 6), 6);
    ck_assert_int_ge(clock_now(&clock), before + 90000);
    ck_assert_int_ge(clock_elapsed(&clock), steady + 90000);
    close(file);
    free(name);
    scratch_remove(folder);
}
END_TEST

START_TEST(paths_follow_the_environment)
{
    setenv("HOME", "/home/learner", 1);
    unsetenv("BNTUTOR_DB");
    static const struct {
        const char *data_home, *database;
    } cases[] = {
        {NULL, "/home/learner/.local/share/bntutor/progress.db"},
        {"", "/home/learner/.local/share/bntutor/progress.db"},
        {"relative", "/home/learner/.local/share/bntutor/progress.db"},
        {"/data", "/data/bntutor/progress.db"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (cases[i].data_home)
            setenv("XDG_DATA_HOME", cases[i].data_home, 1);
        else
            unsetenv("XDG_DATA_HOME");
        char *database = paths_database();
        ck_assert_str_eq(database, cases[i].database);
        free(database);
    }
    setenv("BNTUTOR_DB", "/elsewhere/p.db", 1);
    char *database = paths_database();
    ck_assert_str_eq(database, "/elsewhere/p.db");
    free(database);
}
END_TEST

START_TEST(directories_are_made_private)
{
    char *root = scratch_make();
    char *deep = str_print("%s/a/b", root), *file = str_print("%s/a/f", root), *below = str_print("%s/a/f/c", root);
    struct err err;
    struct stat status;
    ck_assert_int_eq(paths_make_directory(deep, &err), 0);
    ck_assert_int_eq(stat(deep, &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0700);
    fclose(fopen(file, "w"));
    ck_assert_int_eq(paths_make_directory(below, &err), ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(err.text, "is not a directory"));
    scratch_remove(root);
    free(file), free(below), free(deep);
    char *parent = paths_parent("/x"), *none = paths_parent("x");
    ck_assert_str_eq(parent, "/");
    ck_assert_str_eq(none, ".");
    free(parent), free(none);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("base");
    TCase *tests = tcase_create("base");
    tcase_add_test(tests, str_grows_and_edits);
    tcase_add_test(tests, vec_keeps_what_was_added);
    tcase_add_test(tests, arena_memory_is_zeroed_and_aligned);
    tcase_add_test(tests, an_arena_keeps_what_is_large);
    tcase_add_test(tests, err_says_what_and_why);
    tcase_add_test(tests, widths_count_columns);
    tcase_add_test(tests, a_search_knows_neither_case_nor_marks);
    tcase_add_test(tests, paragraphs_wrap_where_they_may);
    tcase_add_test(tests, wrapped_lines_never_exceed_the_width);
    tcase_add_test(tests, times_are_read_and_written);
    tcase_add_test(tests, the_clock_starts_where_the_environment_says);
    tcase_add_test(tests, paths_follow_the_environment);
    tcase_add_test(tests, directories_are_made_private);
    suite_add_tcase(suite, tests);
    return suite;
}
