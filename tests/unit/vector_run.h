/*
 * What running an external vector on libbatchnorm takes: its numbers as floats, room for results, and the comparison with what the
 * vector expects.  A `struct vector_run` owns its arrays.
 */
#ifndef TESTS_VECTOR_RUN_H
#define TESTS_VECTOR_RUN_H

#include "batchnorm/batchnorm.h"
#include "vectors.h"

/* Absent inputs are NULL, results 0. */
struct vector_run {
    struct batchnorm_shape shape;
    size_t count; /* of the tensor */
    float *x, *dy, *gamma, *beta, *running_mean, *running_var, *y, *dx, *dgamma, *dbeta;
    double *mean, *var, *inv_std;
};

struct vector_run vector_run_begin(const struct vector *vector, struct batchnorm_shape shape);
void vector_run_end(struct vector_run *run);

/* `count` zeros of `size` bytes, to be freed. */
void *vector_room(size_t count, size_t size);

/* The product of dimensions from..to-1. */
size_t vector_product(const double *dimensions, size_t from, size_t to);

float vector_epsilon(const struct vector *vector);

/* Compares with expected.KEY if the vector has it, and fails the test if they differ by more than the vector's tolerance and the
 * rounding of float32.  One of `floats` and `doubles` is given. */
void vector_compare(const struct vector *vector, const char *key, const float *floats, const double *doubles, size_t count);

/* How many results have been compared so far. */
size_t vector_comparisons(void);

/* Instance, group, layer and RMS normalization on the kernel of batch normalization.  False: the operation is none of them. */
bool check_relative(const struct vector *vector);

#endif
