/* The groups of tests of src/experiment, and what they share. */
#ifndef TESTS_CHECK_EXPERIMENT_H
#define TESTS_CHECK_EXPERIMENT_H

#include "experiment/experiment.h"

#include <check.h>

TCase *experiment_examples_tests(void);
TCase *experiment_outcome_tests(void);
TCase *experiment_prediction_tests(void);
TCase *experiment_settings_tests(void);
TCase *expression_tests(void);

/* A list of numbers that lives as long as the block it stands in. */
#define NUMBERS(...) ((struct numbers){(double[]){__VA_ARGS__}, sizeof((double[]){__VA_ARGS__}) / sizeof(double)})

/* Runs it as declared, or as turned; the outcome is the caller's to release. */
struct outcome run_declared(const struct experiment *experiment);
struct outcome run_turned(const struct experiment *experiment, const struct settings *settings);

/* Compares the result `name` with `expected` and releases nothing; the tolerance is 1e-6 * max(1, |expected|). */
void assert_result(const struct outcome *outcome, const char *name, struct numbers expected);

#endif
