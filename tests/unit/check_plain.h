/* The groups of tests of src/plain without a talk. */
#ifndef CHECK_PLAIN_H
#define CHECK_PLAIN_H

#include <check.h>

TCase *plain_input_tests(void);

#endif
