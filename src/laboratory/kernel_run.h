/*
 * One run of the kernel over numbers in double, as models need it: everything that it makes lives in the arena that is given.
 */
#ifndef LABORATORY_KERNEL_RUN_H
#define LABORATORY_KERNEL_RUN_H

#include "base/arena.h"
#include "base/err.h"
#include "batchnorm/batchnorm.h"
#include "laboratory/findings.h"
#include "laboratory/model.h"

struct kernel_run {
    struct arena *arena;
    struct batchnorm_shape shape;
    size_t count;       /* values of a tensor */
    size_t per_channel; /* values that share a statistic */
    float epsilon;
    const float *gamma, *beta; /* [C] or NULL */
    float *x, *y;              /* y: after a forward pass */
    double *mean, *var;        /* [C], after a training pass */
    float *dx;                 /* after a backward pass */
    float *dgamma, *dbeta;     /* [C], after a backward pass */
};

/* The largest distance between two elements in the same place. */
double largest_difference(const float *a, const float *b, size_t count);

/* `count` numbers as the kernel reads them. */
float *floats_of(struct arena *arena, const double *numbers, size_t count);

/* A run over x, which has the shape's number of values and is rounded to float. */
struct kernel_run kernel_run_new(struct arena *arena, const struct batchnorm_shape *shape, const double *x, double epsilon);

/* The same over floats that are there already, with room for y. */
struct kernel_run kernel_run_over(struct arena *arena, const struct batchnorm_shape *shape, float *x, float *y, double epsilon);

/* The passes: 0, or ERR_INVALID with the kernel's words.  A backward pass follows its forward pass. */
int kernel_run_training(struct kernel_run *run, struct err *err);
int kernel_run_inference(struct kernel_run *run, const float *mean, const float *var, struct err *err);
int kernel_run_backward(struct kernel_run *run, const float *dy, struct err *err);

/* ERR_INVALID with the words for a status of the kernel, or 0. */
int kernel_refused(int status, struct err *err);

/* The channel of the value at `index`. */
size_t channel_of(const struct batchnorm_shape *shape, size_t index);

/* The kernel's shape of a sample, or why there is none: ERR_LIMIT beyond what is worked on within a key press. */
enum { SAMPLE_VALUES_MAX = 1 << 20 };
int sample_shape(const struct sample *sample, struct batchnorm_shape *shape, struct err *err);

/*
 * Models work on all values of a tensor, but list no more than LISTED_MAX of them: whole samples from the first on, or the beginning
 * of the first one.  Gives the shape of what is listed, which stands at the beginning of the tensor's memory, and how many it is.
 */
enum { LISTED_MAX = 1 << 16 };
size_t listed_shape(const size_t *shape, size_t rank, size_t listed[FINDING_RANK_MAX]);

/* `count` numbers of the kernel under `name`. */
void findings_floats(struct findings *findings, const char *name, const float *numbers, size_t count);
void findings_doubles(struct findings *findings, const char *name, const double *numbers, size_t count);

/* The same in the shape of a tensor. */
void findings_float_tensor(struct findings *findings, const char *name, const float *numbers, const size_t *shape, size_t rank);
void findings_double_tensor(struct findings *findings, const char *name, const double *numbers, const size_t *shape, size_t rank);

#endif
