/* Models run by name, and what they find. */
#ifndef CHECK_LABORATORY_H
#define CHECK_LABORATORY_H

#include "laboratory/model.h"

#include <check.h>

/* What the last run_model() found. */
extern struct findings findings;

/* Runs the model with parameters such as "offset=4000 values=4"; the words of its refusal go to `refusal` (NULL: must not refuse).
 */
void run_model(const char *name, const char *settings, const struct sample *sample, struct err *refusal);

/* The same on a batch of declared values, one channel. */
void run_on(const char *name, const char *settings, const double *x, size_t count);

const double *found(const char *name, size_t count);
double found_number(const char *name);

/* All numbers of the finding, each within `tolerance` of its size, or of 1 where it is smaller. */
void expect_list(const char *name, const double *expected, size_t count, double tolerance);
void expect_number(const char *name, double expected, double tolerance);
#define EXPECT(name, tolerance, ...)                                                                                               \
    expect_list(name, (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double), tolerance)

/* Float32 by the kernel; double by the model itself. */
#define SINGLE 3e-7
#define DOUBLE 1e-12

TCase *laboratory_backward_tests(void);
TCase *laboratory_numerics_tests(void);
TCase *laboratory_large_tests(void);
TCase *laboratory_layers_tests(void);
TCase *laboratory_statistics_tests(void);
TCase *laboratory_parameter_tests(void);
TCase *laboratory_tape_tests(void);
TCase *laboratory_time_machine_tests(void);
TCase *laboratory_train_or_inference_tests(void);

#endif
