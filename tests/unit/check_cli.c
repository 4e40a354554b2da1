#include "cli/command.h"
#include "runner.h"

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_MAX = 8 };

static const struct option_info sample[] = {
    {"topic", ARGUMENT_TOPIC, NULL, "a topic"},
    {"limit", ARGUMENT_NUMBER, NULL, "a number"},
    {"mode", ARGUMENT_WORD, "train|eval", "one"},
    {"json", ARGUMENT_NONE, NULL, "a flag"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

/* Parses the words of `line`, with the options of `sample` and the global ones; *rest is the first that is none. */
static int parse(char *line, bool stop, struct options *options, const char **rest, struct err *err)
{
    char *arguments[ARGUMENTS_MAX + 2] = {line};
    int count = 1, first = 0;
    strtok(line, " ");
    for (char *word = strtok(NULL, " "); word && count <= ARGUMENTS_MAX; word = strtok(NULL, " "))
        arguments[count++] = word;
    *options = (struct options){0};
    int code = options_parse(options, count, arguments, sample, global_options, stop, &first, err);
    if (rest)
        *rest = arguments[first];
    return code;
}

static void expect_error(const char *line, const char *words)
{
    struct options options;
    struct err err = {0};
    char *copy = str_print("%s", line);
    ck_assert_int_eq(parse(copy, false, &options, NULL, &err), ERR_USAGE);
    ck_assert_str_eq(err.text, words);
    free(copy);
}

START_TEST(options_are_read)
{
    struct options options;
    const char *rest;
    char line[] = "x --topic=axes file --limit 3 --json --limit 5";
    ck_assert_int_eq(parse(line, false, &options, &rest, NULL), 0);
    ck_assert_str_eq(options_value(&options, "topic"), "axes");
    ck_assert_uint_eq(options_number(&options, "limit", 0), 5);
    ck_assert(options_has(&options, "json"));
    ck_assert(!options_has(&options, "mode"));
    ck_assert_uint_eq(options_number(&options, "nothing", 7), 7);
    ck_assert_str_eq(rest, "file");
}
END_TEST

START_TEST(parsing_stops_at_the_command)
{
    struct options options;
    const char *rest;
    char line[] = "x --plain study --topic axes";
    ck_assert_int_eq(parse(line, true, &options, &rest, NULL), 0);
    ck_assert_str_eq(rest, "study");
    ck_assert_uint_eq(options.count, 1);
}
END_TEST

START_TEST(wrong_options_are_named)
{
    expect_error("x --topik a", "unknown option '--topik' (did you mean '--topic'?)");
    expect_error("x --xyzzy=3", "unknown option '--xyzzy'");
    expect_error("x -q", "unknown option '-q'");
    expect_error("x --limit", "option '--limit' needs a value: NUMBER");
    expect_error("x --json=1", "option '--json' takes no value");
    expect_error("x --limit 0", "'0' is nothing for --limit, which takes a whole number from 1 on");
    expect_error("x --limit 3x", "'3x' is nothing for --limit, which takes a whole number from 1 on");
    expect_error("x --mode trian", "'trian' is nothing for --mode (did you mean 'train'?)");
    expect_error("x --mode both", "'both' is nothing for --mode, which takes train|eval");
}
END_TEST

START_TEST(more_options_than_fit_are_refused)
{
    char program[] = "x", plain[] = "--plain", *arguments[OPTIONS_MAX + 3] = {program};
    struct options options = {0};
    struct err err = {0};
    int rest;
    for (int i = 1; i <= OPTIONS_MAX + 1; i++)
        arguments[i] = plain;
    ck_assert_int_eq(options_parse(&options, OPTIONS_MAX + 2, arguments, sample, global_options, false, &rest, &err), ERR_USAGE);
}
END_TEST

START_TEST(every_activity_is_a_command)
{
    struct command command;
    for (size_t i = 0; activity_table[i]; i++) {
        ck_assert_int_eq(command_find(activity_table[i]->name, &command, NULL), 0);
        ck_assert_ptr_eq(command.activity, activity_table[i]);
        ck_assert_str_eq(command.summary, activity_table[i]->summary);
    }
}
END_TEST

START_TEST(tables_are_complete)
{
    struct command command, other;
    for (size_t i = 0; command_at(i, &command); i++) {
        ck_assert_msg(command.summary && command.summary[0], "%s has no summary", command.name);
        ck_assert(command.run != NULL);
        for (size_t j = 0; j < i && command_at(j, &other); j++)
            ck_assert_str_ne(command.name, other.name);
        for (const struct option_info *option = command.options; option && option->name; option++) {
            ck_assert_msg(option->help[0] != '\0', "%s --%s has no help", command.name, option->name);
            ck_assert((option->argument == ARGUMENT_WORD) == (option->words != NULL));
        }
    }
}
END_TEST

/* The manual page without what mdoc needs for itself; the caller frees it. */
static char *manual_page(void)
{
    const char *source = getenv("abs_top_srcdir");
    char *path = str_print("%s/man/bntutor.1", source ? source : "."), line[512];
    struct str text;
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "cannot open %s", path);
    str_init(&text);
    while (fgets(line, sizeof line, file))
        for (const char *c = line; *c; c++)
            if (strncmp(c, "\\&", 2) == 0)
                c++;
            else
                str_add_char(&text, *c);
    fclose(file);
    free(path);
    return str_take(&text);
}

START_TEST(the_manual_has_every_key)
{
    char *page = manual_page();
    for (enum action action = ACTION_NONE + 1; action < ACTION_TEXT; action++) {
        const struct action_info *info = action_info(action);
        struct str item;
        str_init(&item);
        str_add(&item, "\n.It Ic");
        for (size_t i = 0; i < ACTION_KEYS_MAX && info->keys[i]; i++) {
            char name[16];
            key_text(info->keys[i], true, name);
            str_addf(&item, "%s %s", i ? " ," : "", name);
        }
        str_addf(&item, "\n%c%s", info->help[0] >= 'a' ? info->help[0] - 32 : info->help[0], info->help + 1);
        ck_assert_msg(strstr(page, item.text) != NULL, "man/bntutor.1 lacks this in KEYS:%s", item.text);
        str_release(&item);
    }
    free(page);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("cli");
    TCase *tests = tcase_create("cli");
    tcase_add_test(tests, options_are_read);
    tcase_add_test(tests, parsing_stops_at_the_command);
    tcase_add_test(tests, wrong_options_are_named);
    tcase_add_test(tests, more_options_than_fit_are_refused);
    tcase_add_test(tests, every_activity_is_a_command);
    tcase_add_test(tests, tables_are_complete);
    tcase_add_test(tests, the_manual_has_every_key);
    suite_add_tcase(suite, tests);
    return suite;
}
