#include "check_course.h"

#include "base/paths.h"
#include "base/str.h"
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *course_data(const char *name)
{
    const char *top = getenv("abs_top_srcdir");
    return str_print("%s/tests/data/course/%s", top ? top : ".", name);
}

void directory_write(const char *directory, const char *name, const char *text)
{
    char *path = paths_join(directory, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
    free(path);
}

char *printed(const struct diagnostics *diagnostics)
{
    char *text;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    diagnostics_print(diagnostics, stream);
    fclose(stream);
    return text;
}

void assert_no_messages(const struct diagnostics *diagnostics)
{
    char *text = printed(diagnostics);
    ck_assert_str_eq(text, "");
    free(text);
}

Suite *program_suite(void)
{
    Suite *suite = suite_create("course");
    suite_add_tcase(suite, course_cache_tests());
    suite_add_tcase(suite, course_content_tests());
    suite_add_tcase(suite, course_kinds_tests());
    suite_add_tcase(suite, course_limits_tests());
    suite_add_tcase(suite, course_loading_tests());
    suite_add_tcase(suite, course_messages_tests());
    suite_add_tcase(suite, course_own_files_tests());
    suite_add_tcase(suite, course_parts_tests());
    return suite;
}
