/*
 * Lint with the kernel: the files in tests/data/prove against the messages that stand beside them, and the shipped course.
 * UPDATE_GOLDEN=1 writes the messages anew.
 */
#include "base/paths.h"
#include "base/str.h"
#include "course/diagnostics.h"
#include "course/lint.h"
#include "experiment/prove.h"
#include "experiment/stated.h"
#include "runner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const names[] = {
    "computed-right", "computed-wrong", "exercise-collides", "exercise-few",  "exercise-good",  "exercise-kernel", "exercise-keys", "exercise-names",
    "exercise-never",    "exercise-placeholder", "exercise-shape", "exercise-unfit", "keys-typed", "model-keys", "model-names", "model-right", "not-proved", "proof-form",
    "proof-keys",        "right",         "wrong-digit",
};

/* All messages about `path`, owned by the caller; what it holds goes to `summary`. */
static char *messages_about(const char *path, const char *shipped, struct lint_summary *summary)
{
    struct diagnostics diagnostics;
    struct err err;
    char *text;
    size_t length;
    diagnostics_init(&diagnostics);
    lint_summary_init(summary);
    int code = course_lint(&path, 1, shipped, prove_topic, &diagnostics, summary, &err);
    ck_assert_msg(code == 0, "%s", err.text);
    FILE *stream = open_memstream(&text, &length);
    diagnostics_print(&diagnostics, stream);
    fclose(stream);
    diagnostics_release(&diagnostics);
    return text;
}

static void compare_or_update(const char *path, const char *text)
{
    FILE *file = fopen(path, getenv("UPDATE_GOLDEN") ? "w+" : "r");
    ck_assert_msg(file != NULL, "%s is missing", path);
    if (getenv("UPDATE_GOLDEN")) {
        fputs(text, file);
        rewind(file);
    }
    struct str expected;
    str_init(&expected);
    for (int c = getc(file); c != EOF; c = getc(file))
        str_add_char(&expected, (char)c);
    fclose(file);
    ck_assert_msg(strcmp(text, expected.text) == 0, "%s: expected\n%sfound\n%s", path, expected.text, text);
    str_release(&expected);
}

START_TEST(a_file_gets_its_messages)
{
    const char *top = getenv("abs_top_srcdir");
    char *directory = str_print("%s/tests/data/prove", top ? top : ".");
    char *path = str_print("%s.yaml", names[_i]), *expected = str_print("%s.expected", names[_i]);
    ck_assert_int_eq(chdir(directory), 0);
    struct lint_summary summary;
    char *text = messages_about(path, "../course/good", &summary);
    compare_or_update(expected, text);
    lint_summary_release(&summary);
    free(text), free(path), free(expected), free(directory);
}
END_TEST

START_TEST(what_is_proved_is_counted)
{
    const char *top = getenv("abs_top_srcdir");
    char *path = str_print("%s/tests/data/prove/right.yaml", top ? top : ".");
    char *shipped = str_print("%s/tests/data/course/good", top ? top : ".");
    struct lint_summary summary;
    char *text = messages_about(path, shipped, &summary);
    ck_assert_str_eq(text, "");
    ck_assert_uint_eq(summary.items[0].stating, 6);
    ck_assert_uint_eq(summary.items[0].proved, 4);
    lint_summary_release(&summary);
    free(text), free(path), free(shipped);
}
END_TEST

START_TEST(wrong_answers_that_are_computed_are_counted)
{
    const char *top = getenv("abs_top_srcdir");
    char *path = str_print("%s/tests/data/prove/computed-right.yaml", top ? top : ".");
    char *shipped = str_print("%s/tests/data/course/good", top ? top : ".");
    struct lint_summary summary;
    free(messages_about(path, shipped, &summary));
    ck_assert_uint_eq(summary.items[0].wrong_numbers, 6);
    ck_assert_uint_eq(summary.items[0].wrong_computed, 4);
    lint_summary_release(&summary);
    free(path), free(shipped);
}
END_TEST

START_TEST(the_kernel_yields_what_the_course_states)
{
    struct lint_summary summary;
    char *content = paths_content(), *text = messages_about(content, content, &summary);
    ck_assert_msg(!strstr(text, ": error: ") && !strstr(text, ": warning: "), "%s", text);
    lint_summary_release(&summary);
    free(text), free(content);
}
END_TEST

START_TEST(numbers_are_told_from_names)
{
    static const struct {
        const char *text, *first;
    } rows[] = {
        {"is 1.25.", "1.25"},        {"-1.341635, 2", "1.341635"}, {"0.0625", "0.0625"}, {"3.05e-05!", "3.05e-05"}, {"x1.25", NULL},
        {"1.2", NULL},               {"0.25", NULL},               {"1250", NULL},       {"1.13.1 and 2.718", "2.718"}, {"1502.03167", NULL},
        {"version_1.25", NULL},      {"1.25x", NULL},              {"", NULL},           {"1.25 ms", "1.25"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct stated number;
        bool found = stated_next(rows[i].text, &number);
        ck_assert_msg(found == (rows[i].first != NULL), "in '%s'", rows[i].text);
        if (found)
            ck_assert_msg(strlen(rows[i].first) == number.length && strncmp(rows[i].first, number.text, number.length) == 0,
                          "'%s' in '%s'", number.text, rows[i].text);
    }
}
END_TEST

START_TEST(what_is_stated_is_what_it_rounds_to)
{
    ck_assert(stated_agrees("1.342", 1.3416407));
    ck_assert(!stated_agrees("1.341", 1.3416407));
    ck_assert(stated_agrees("-0.5", -0.5));
    ck_assert(!stated_agrees("0.5", -0.5));
    ck_assert(stated_agrees("1", 0.999995));
    ck_assert(!stated_agrees("47", 47.4));
    ck_assert(stated_agrees("3.05e-05", 3.0517578e-05));
    ck_assert(!stated_agrees("3.06e-05", 3.0517578e-05));
    ck_assert(stated_agrees("0", 1e-9));
    ck_assert(!stated_agrees("1.0", (double)NAN));
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("prove");
    TCase *tests = tcase_create("prove");
    tcase_add_loop_test(tests, a_file_gets_its_messages, 0, sizeof names / sizeof *names);
    tcase_add_test(tests, what_is_proved_is_counted);
    tcase_add_test(tests, wrong_answers_that_are_computed_are_counted);
    tcase_add_test(tests, the_kernel_yields_what_the_course_states);
    tcase_add_test(tests, numbers_are_told_from_names);
    tcase_add_test(tests, what_is_stated_is_what_it_rounds_to);
    suite_add_tcase(suite, tests);
    return suite;
}
