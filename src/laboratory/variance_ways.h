/*
 * Four ways to compute a biased variance in float32, every intermediate number rounded: what a kernel can do right or wrong.
 */
#ifndef LABORATORY_VARIANCE_WAYS_H
#define LABORATORY_VARIANCE_WAYS_H

#include <stddef.h>

enum variance_way {
    VARIANCE_NAIVE,    /* mean(x²) - mean(x)²: one pass, cancels */
    VARIANCE_TWO_PASS, /* mean first, then mean((x - mean)²) */
    VARIANCE_WELFORD,  /* one pass, mean and M2 moved by each value (Welford 1962) */
    VARIANCE_SHIFTED,  /* the naive formula on x - x[0] */
    VARIANCE_WAYS
};

/* "naive", "two_pass", "welford", "shifted". */
extern const char *const variance_way_names[VARIANCE_WAYS];

/* The variance of n >= 1 values; what the first way yields may be negative. */
float variance_by(enum variance_way way, const float *x, size_t n);

/* Their biased variance in double, two passes. */
double variance_exact(const float *x, size_t n);

#endif
