/*
 * Dense layers: y = x W + b for a batch of rows, and its gradients.
 *
 * Every row of every matrix takes dense_stride(columns) floats, the ones past its columns zero: the loops then run over whole
 * lanes, which compilers turn into vector instructions without being told.  Sums are taken in a fixed order.
 */
#ifndef LABORATORY_DENSE_H
#define LABORATORY_DENSE_H

#include <stddef.h>

enum { DENSE_LANES = 8 };

/* Floats from one row to the next. */
size_t dense_stride(size_t columns);

/* Sizes of a layer and its batch. */
struct dense {
    size_t rows; /* of the batch */
    size_t inputs, outputs;
};

/* x: rows x inputs, weight: inputs x outputs, bias: outputs, y: rows x outputs, out. */
void dense_forward(const struct dense *dense, const float *x, const float *weight, const float *bias, float *y);

/* dx = dy W': rows x inputs, out. */
void dense_backward_input(const struct dense *dense, const float *dy, const float *weight, float *dx);

/* dweight = x' dy, dbias = the sum of dy over the rows; both out. */
void dense_backward_weight(const struct dense *dense, const float *x, const float *dy, float *dweight, float *dbias);

#endif
