#include "check_course.h"

#include "base/paths.h"
#include "base/str.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *course_data(const char *name)
{
    const char *top = getenv("abs_top_srcdir");
    return str_print("%s/tests/data/course/%s", top ? top : ".", name);
}

char *directory_new(void)
{
    const char *parent = getenv("TMPDIR");
    char *directory = str_print("%s/check_course.XXXXXX", parent ? parent : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    return directory;
}

void directory_remove(char *directory)
{
    DIR *stream = opendir(directory);
    for (const struct dirent *entry = readdir(stream); entry; entry = readdir(stream)) {
        char *path = paths_join(directory, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            ck_assert_int_eq(remove(path), 0);
        free(path);
    }
    closedir(stream);
    rmdir(directory);
    free(directory);
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

int main(void)
{
    Suite *suite = suite_create("course");
    suite_add_tcase(suite, course_content_tests());
    suite_add_tcase(suite, course_kinds_tests());
    suite_add_tcase(suite, course_limits_tests());
    suite_add_tcase(suite, course_loading_tests());
    suite_add_tcase(suite, course_messages_tests());
    suite_add_tcase(suite, course_own_files_tests());
    suite_add_tcase(suite, course_parts_tests());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
