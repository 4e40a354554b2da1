/*
 * The groups of tests that check_activity runs.
 */
#ifndef CHECK_ACTIVITY_H
#define CHECK_ACTIVITY_H

#include <check.h>

TCase *deck_tests(void);
TCase *editor_tests(void);
TCase *explain_tests(void);
TCase *home_tests(void);
TCase *markdown_tests(void);
TCase *notes_tests(void);
TCase *quiz_tests(void);
TCase *read_only_tests(void);
TCase *save_tests(void);
TCase *stack_tests(void);
TCase *study_tests(void);

#endif
