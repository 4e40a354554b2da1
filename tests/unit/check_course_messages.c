/*
 * Every broken course in tests/data/course/bad against the messages that stand beside it.  UPDATE_GOLDEN=1 writes them anew.
 */
#include "check_course.h"

#include "base/mem.h"
#include "base/str.h"
#include "course/lint.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BROKEN_AT_LEAST = 50 };

static int is_broken_course(const struct dirent *entry)
{
    const char *suffix = strrchr(entry->d_name, '.');
    return entry->d_name[0] != '.' && (!suffix || strcmp(suffix, ".yaml") == 0);
}

/* The names of all of them, in order; the caller frees the list with release_names(). */
static int list_names(struct dirent ***names)
{
    char *directory = course_data("bad");
    int count = scandir(directory, names, is_broken_course, alphasort);
    free(directory);
    return count;
}

static void release_names(struct dirent **names, int count)
{
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

/* What lint says about `name`, seen from the directory of the broken ones so that messages hold no longer path. */
static char *messages_about(const char *name)
{
    struct diagnostics diagnostics;
    struct lint_summary summary;
    struct err err;
    diagnostics_init(&diagnostics);
    lint_summary_init(&summary);
    ck_assert_int_eq(course_lint(&name, 1, "../good", NULL, &diagnostics, &summary, &err), 0);
    char *text = printed(&diagnostics);
    lint_summary_release(&summary);
    diagnostics_release(&diagnostics);
    return text;
}

static char *read_text(const char *path)
{
    struct str text;
    str_init(&text);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s is missing", path);
    for (int c = getc(file); c != EOF; c = getc(file))
        str_add_char(&text, (char)c);
    fclose(file);
    return str_take(&text);
}

static void compare_or_update(const char *path, const char *text)
{
    if (getenv("UPDATE_GOLDEN")) {
        FILE *file = fopen(path, "w");
        ck_assert_ptr_nonnull(file);
        fputs(text, file);
        fclose(file);
    }
    char *expected = read_text(path);
    ck_assert_msg(strcmp(text, expected) == 0, "%s: expected\n%sfound\n%s", path, expected, text);
    free(expected);
}

START_TEST(a_broken_course_gets_its_messages)
{
    struct dirent **names;
    int count = list_names(&names);
    const char *name = names[_i]->d_name;
    char *directory = course_data("bad"), *expected = str_print("%.*s.expected", (int)strcspn(name, "."), name);
    ck_assert_int_eq(chdir(directory), 0);
    char *text = messages_about(name);
    ck_assert_msg(*text != '\0', "%s: nothing is said about it", name);
    compare_or_update(expected, text);
    free(text), free(expected), free(directory);
    release_names(names, count);
}
END_TEST

START_TEST(there_are_many_broken_courses)
{
    struct dirent **names;
    int count = list_names(&names);
    ck_assert_int_ge(count, BROKEN_AT_LEAST);
    release_names(names, count);
}
END_TEST

TCase *course_messages_tests(void)
{
    struct dirent **names;
    int count = list_names(&names);
    if (count >= 0)
        release_names(names, count);
    TCase *tests = tcase_create("messages");
    tcase_add_test(tests, there_are_many_broken_courses);
    tcase_add_loop_test(tests, a_broken_course_gets_its_messages, 0, count);
    return tests;
}
