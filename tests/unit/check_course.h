/* The groups of tests of the course; each is in the file of its name. */
#ifndef TESTS_CHECK_COURSE_H
#define TESTS_CHECK_COURSE_H

#include "course/diagnostics.h"

#include <check.h>

TCase *course_cache_tests(void);
TCase *course_content_tests(void);
TCase *course_kinds_tests(void);
TCase *course_limits_tests(void);
TCase *course_loading_tests(void);
TCase *course_messages_tests(void);
TCase *course_own_files_tests(void);
TCase *course_parts_tests(void);

/* The path of something in tests/data/course, owned by the caller. */
char *course_data(const char *name);

/* Writes `directory`/`name`. */
void directory_write(const char *directory, const char *name, const char *text);

/* All messages as they are printed, owned by the caller. */
char *printed(const struct diagnostics *diagnostics);

/* Fails with all messages if there are any. */
void assert_no_messages(const struct diagnostics *diagnostics);

#endif
