/* The groups of tests of libbatchnorm; each is in the file of its name. */
#ifndef TESTS_CHECK_BATCHNORM_H
#define TESTS_CHECK_BATCHNORM_H

#include <check.h>

TCase *batchnorm_accuracy_tests(void);
TCase *batchnorm_backward_tests(void);
TCase *batchnorm_errors_tests(void);
TCase *batchnorm_identities_tests(void);
TCase *batchnorm_random_tests(void);
TCase *batchnorm_running_tests(void);
TCase *batchnorm_shapes_tests(void);
TCase *batchnorm_threads_tests(void);

#endif
