/*
 * The main() of every program of Check tests: it runs the program's suite in a folder of its own (scratch.h), which is removed
 * afterwards whatever the tests left there, those that failed or were ended among them.
 */
#ifndef TESTS_RUNNER_H
#define TESTS_RUNNER_H

#include <check.h>

/* Each program defines it.  NULL: nothing can be run here, and why has been printed as TAP. */
Suite *program_suite(void);

#endif
