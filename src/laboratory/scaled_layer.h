/* One linear unit with batch norm behind it: y = BN(U w), and the gradient by w. */
#ifndef LABORATORY_SCALED_LAYER_H
#define LABORATORY_SCALED_LAYER_H

#include "laboratory/kernel_run.h"

/* The caller fills the first six; arrays that are made live in the arena. */
struct scaled_layer {
    struct arena *arena;
    size_t rows, inputs;
    const double *u; /* rows by inputs */
    const double *w; /* [inputs] */
    double epsilon;
    double *pre; /* [rows]: U w */
    struct kernel_run run;
    double *gradient; /* [inputs], after the backward pass */
};

int scaled_layer_forward(struct scaled_layer *layer, struct err *err);
int scaled_layer_backward(struct scaled_layer *layer, const double *dy, struct err *err);

double dot(const double *a, const double *b, size_t count);

#endif
