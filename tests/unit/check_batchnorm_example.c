/* The example of batchnorm(3): the manual shows the file that is compiled here, and what it prints. */
#include "check_batchnorm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define main batchnorm_example
int batchnorm_example(void);
#include "../data/batchnorm_example.c"
#undef main

static char *read_stream(FILE *file)
{
    static char text[65536];
    size_t length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    char *copy = strdup(text);
    ck_assert_ptr_nonnull(copy);
    return copy;
}

static char *read_source(const char *name)
{
    const char *top = getenv("abs_top_srcdir");
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", top ? top : ".", name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "cannot open %s", path);
    char *text = read_stream(file);
    fclose(file);
    return text;
}

/* What the example prints. */
static char *run_example(void)
{
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    fflush(stdout);
    int terminal = dup(STDOUT_FILENO);
    dup2(fileno(file), STDOUT_FILENO);
    int status = batchnorm_example();
    fflush(stdout);
    dup2(terminal, STDOUT_FILENO);
    close(terminal);
    ck_assert_int_eq(status, 0);
    rewind(file);
    char *text = read_stream(file);
    fclose(file);
    return text;
}

/* The literal display of the manual that follows `at`, with "\e" read as a backslash; `at` moves behind it. */
static char *next_display(const char **at)
{
    static const char begin[] = ".Bd -literal\n", end[] = ".Ed\n";
    const char *from = strstr(*at, begin);
    ck_assert_ptr_nonnull(from);
    from += sizeof begin - 1;
    const char *to = strstr(from, end);
    ck_assert_ptr_nonnull(to);
    *at = to;
    char *text = strndup(from, (size_t)(to - from));
    ck_assert_ptr_nonnull(text);
    for (char *escape = text; (escape = strstr(escape, "\\e")) != NULL; escape++)
        memmove(escape + 1, escape + 2, strlen(escape + 2) + 1);
    return text;
}

START_TEST(manual_shows_the_example_and_what_it_prints)
{
    char *manual = read_source("man/batchnorm.3");
    char *example = read_source("tests/data/batchnorm_example.c");
    char *printed = run_example();
    const char *at = strstr(manual, ".Sh EXAMPLES");
    ck_assert_ptr_nonnull(at);
    char *shown = next_display(&at);
    char *output = next_display(&at);
    ck_assert_str_eq(shown, example);
    ck_assert_str_eq(output, printed);
    free(manual);
    free(example);
    free(printed);
    free(shown);
    free(output);
}
END_TEST

TCase *batchnorm_example_tests(void)
{
    TCase *tests = tcase_create("example");
    tcase_add_test(tests, manual_shows_the_example_and_what_it_prints);
    return tests;
}
