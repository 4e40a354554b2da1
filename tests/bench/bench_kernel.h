/*
 * The bench of libbatchnorm beside the limits of the machine and its peers.  See README.md in this folder.
 *
 * A contender prepares itself for one case and then runs it on one set of buffers after the other; the memory of the buffers is the
 * bench's.
 */
#ifndef TESTS_BENCH_KERNEL_H
#define TESTS_BENCH_KERNEL_H

#include "batchnorm/batchnorm.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum kernel_pass { PASS_TRAINING, PASS_INFERENCE, PASS_BACKWARD };

struct kernel_case {
    struct batchnorm_shape shape;
    enum kernel_pass pass;
    const struct batchnorm_parallel *parallel; /* NULL: one thread */
};

struct kernel_buffers {
    const float *x, *dy;
    float *out;                                       /* y or dx */
    float *gamma, *beta, *running_mean, *running_var; /* [channels], as all that follow */
    float *dgamma, *dbeta;
    double *mean, *var;
    float *mean_float, *var_float; /* for peers that know batch statistics as float only */
};

struct contender {
    const char *name;
    void *(*prepare)(const struct kernel_case *which); /* NULL: does not do this case */
    void (*run)(void *state, const struct kernel_buffers *buffers);
    void (*release)(void *state);
};

#define BENCH_EPSILON 1e-5f
#define BENCH_MOMENTUM 0.1f

size_t kernel_case_count(const struct kernel_case *which); /* elements of the tensor */
int kernel_case_threads(const struct kernel_case *which);
const char *kernel_pass_name(enum kernel_pass pass); /* "training", "inference" or "backward" */

extern const struct contender contender_library; /* libbatchnorm */
extern const struct contender contender_naive;   /* plain C */
#ifdef WITH_ONEDNN
extern const struct contender contender_onednn;         /* the layout of the case */
extern const struct contender contender_onednn_last;    /* the same, to be told from it in the table */
extern const struct contender contender_onednn_blocked; /* its own layout, nChw16c */
#endif
#ifdef WITH_LIBTORCH
extern const struct contender contender_libtorch;        /* the layout of the case */
extern const struct contender contender_libtorch_last;   /* the same, to be told from it in the table */
extern const struct contender contender_libtorch_copied; /* and its result put where the bench looks for it: for accuracy only */
#endif

/* The ways to move the same bytes without computing: copies (forward) or triads (backward), and, for matrices that no cache holds,
 * reading everything before.  The fastest of them is the limit.  Ends with a NULL name. */
extern const struct contender kernel_limits[];
extern const struct contender kernel_two_sweep_limits[];

/* Prints the errors of every contender against long double. */
void bench_kernel_accuracy(void);

#ifdef __cplusplus
}
#endif

#endif
