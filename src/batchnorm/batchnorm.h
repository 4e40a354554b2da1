/*
 * libbatchnorm: batch normalization on the CPU.
 *
 * Ioffe and Szegedy, "Batch Normalization", arXiv 1502.03167: per channel, over the n = batch * spatial values of the batch,
 *
 *     mean = sum(x) / n                          (algorithm 1, line 1)
 *     var  = sum((x - mean)^2) / n               (line 2: the biased variance)
 *     xhat = (x - mean) / sqrt(var + epsilon)    (line 3: epsilon is inside the root)
 *     y    = gamma * xhat + beta                 (line 4)
 *
 * Data are float32; statistics are accumulated so that they survive large offsets (mean 1e6, standard deviation 1e-2), and batch
 * statistics are handed out as double, because rounding a mean of 1e6 to float costs the backward pass up to six digits.
 *
 * Rules that hold for every function:
 * - The caller owns all memory.  The library never allocates, keeps no state and may be called from any number of threads.
 * - The return value is BATCHNORM_OK or a negative code; after an error nothing has been written.
 * - Pointers marked "may be NULL" may be; every other pointer must not be (BATCHNORM_NULL_POINTER).
 * - Arrays named [C] have one element for each channel.  Tensors have batch * channels * spatial elements in the shape's layout.
 * - Forward passes may run in place (y == x); otherwise tensors must not overlap.
 * - The same input gives the same bits, whatever the number of threads.
 * - NaN and infinity stay in their channel and are not swallowed.  A constant channel gives exactly beta, even with epsilon 0:
 *   where var + epsilon is 0, the inverse standard deviation counts as 0.
 */
#ifndef BATCHNORM_H
#define BATCHNORM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BATCHNORM_VERSION_MAJOR 1
#define BATCHNORM_VERSION_MINOR 0

enum batchnorm_status {
    BATCHNORM_OK = 0,
    BATCHNORM_NULL_POINTER = -1,  /* a required pointer is NULL */
    BATCHNORM_BAD_LAYOUT = -2,    /* not a member of enum batchnorm_layout */
    BATCHNORM_BAD_SHAPE = -3,     /* a dimension is zero, or the rank is below 2; or a count of values is negative or NaN */
    BATCHNORM_SIZE_OVERFLOW = -4, /* the number of bytes of a tensor or of its workspace does not fit size_t */
    BATCHNORM_BAD_EPSILON = -5,   /* negative, NaN or infinite */
    BATCHNORM_BAD_MOMENTUM = -6,  /* outside 0..1 or NaN; or a convention that does not exist */
    BATCHNORM_BAD_WORKSPACE = -7, /* NULL, not aligned, or fewer bytes than the library asks for */
    BATCHNORM_BAD_PARALLEL = -8,  /* no run function, fewer than one thread, or more than a pool can have */
    BATCHNORM_NO_THREADS = -9     /* the system refused to start the threads of a pool */
};

/* English words for a status, such as "epsilon is negative, NaN or infinite"; never NULL, static.  Knows every status. */
const char *batchnorm_status_text(int status);

/*
 * What this process computes with: "avx512", "avx2", "sse2", "neon", "vector16" or "scalar"; never NULL, static.  Chosen once, by
 * what the machine has; the environment variable BATCHNORM_DISABLE_CPU lists names that are not to be chosen ("avx512,avx2").
 */
const char *batchnorm_implementation(void);

enum batchnorm_layout {
    BATCHNORM_CHANNELS_FIRST, /* N C spatial...: PyTorch, ONNX; plain N x C matrices are either layout with spatial = 1 */
    BATCHNORM_CHANNELS_LAST   /* N spatial... C: Keras, TensorFlow */
};

struct batchnorm_shape {
    enum batchnorm_layout layout;
    size_t batch;    /* N >= 1 */
    size_t channels; /* C >= 1 */
    size_t spatial;  /* product of all spatial dimensions, >= 1 */
};

/*
 * Makes a shape from `rank` >= 2 dimensions as a framework would print them: {N, C, ...} or {N, ..., C} by layout.
 * Checks what every other function checks too: no zero, the product of all times sizeof(double) fits size_t.
 */
int batchnorm_shape_init(struct batchnorm_shape *shape, enum batchnorm_layout layout, size_t rank, const size_t *dimensions);

/* Learned scale and shift.  Either may be NULL: gamma is then 1, beta 0. */
struct batchnorm_affine {
    const float *gamma; /* [C] or NULL */
    const float *beta;  /* [C] or NULL */
};

/* Statistics of one batch: written by the training pass, read by its backward pass. */
struct batchnorm_statistics {
    double *mean; /* [C] batch mean */
    double *var;  /* [C] biased batch variance, never negative */
};

/* Running statistics: updated by the training pass, read by the inference pass. */
struct batchnorm_running {
    float *mean; /* [C] */
    float *var;  /* [C] */
};

/* Which framework's rule updates the running statistics, and what its "momentum" means. */
enum batchnorm_convention {
    BATCHNORM_PYTORCH,   /* momentum weighs the new batch; stores the unbiased variance */
    BATCHNORM_KERAS,     /* momentum weighs the old value; stores the biased variance */
    BATCHNORM_ONNX,      /* momentum weighs the old value; stores the biased variance */
    BATCHNORM_CUMULATIVE /* PyTorch's momentum=None: plain average of all batches so far; stores the unbiased variance */
};

/* One step of running = (1 - weight) * running + weight * batch. */
struct batchnorm_update {
    double weight; /* of the new batch, 0..1 */
    int unbiased;  /* 1: the variance is multiplied by n / (n - 1) first; with n = 1 it is taken as it is */
};

/*
 * Translates a framework's momentum into an update.  `batches_before` counts the training batches seen so far and matters for
 * BATCHNORM_CUMULATIVE only (weight 1 / (batches_before + 1)), which in turn ignores `momentum`.
 */
int batchnorm_update_init(struct batchnorm_update *update, enum batchnorm_convention convention, double momentum,
                          uint64_t batches_before);

/*
 * How work is spread over threads.  run() calls task(argument, part) once for every part 0..parts-1, on any threads, in any order,
 * and returns when all are done.
 */
struct batchnorm_parallel {
    int threads;    /* how many parts may run at once, >= 1 */
    void *executor; /* handed to run() */
    void (*run)(void *executor, int parts, void (*task)(void *argument, int part), void *argument);
};

/*
 * Scratch memory and threads for one call.  A context serves one call at a time; between calls the workspace may hold anything.
 * Every pass takes a context of NULL too: it then runs on the calling thread, to the same bits.  With or without a context a pass
 * takes up to 96 KiB of the stack of each thread that it runs on.
 */
struct batchnorm_context {
    void *workspace;                           /* aligned to 64 bytes */
    size_t workspace_size;                     /* bytes, at least batchnorm_workspace_size() */
    const struct batchnorm_parallel *parallel; /* may be NULL: the calling thread alone */
};

/* Bytes of workspace that any pass over `shape` needs; 0 for an invalid shape.  Does not depend on the number of threads. */
size_t batchnorm_workspace_size(const struct batchnorm_shape *shape);

/*
 * A ready executor: a pool of `threads` (1..256) POSIX threads that sleep between calls.  The calling thread is one of them.
 * batchnorm_pool_start() makes it in `memory` (aligned to 64 bytes, batchnorm_pool_size() bytes, owned by the caller) and fills
 * `parallel`; the memory is in use until batchnorm_pool_stop(), which waits for the threads to end and must not be called while a
 * pass uses the pool.  Passes of several threads that share one pool take turns.
 */
size_t batchnorm_pool_size(int threads); /* bytes; 0 for a number of threads out of range */
int batchnorm_pool_start(void *memory, size_t memory_size, int threads, struct batchnorm_parallel *parallel);
void batchnorm_pool_stop(struct batchnorm_parallel *parallel); /* NULL is fine; *parallel is of no use afterwards */

/*
 * Training: normalizes with the statistics of this batch (algorithm 1).
 * context: may be NULL, here and below.  x, y: tensors, y may be x.  affine: may be NULL.  statistics: out.
 * running, update: may both be NULL; then no running statistics are kept.
 */
int batchnorm_forward_training(const struct batchnorm_context *context, const struct batchnorm_shape *shape,
                               const struct batchnorm_affine *affine, float epsilon, const float *x, float *y,
                               const struct batchnorm_statistics *statistics, const struct batchnorm_running *running,
                               const struct batchnorm_update *update);

/*
 * Inference: normalizes with running statistics, a fixed affine map for each channel (algorithm 2, step 11).
 * x, y: tensors, y may be x.  affine: may be NULL.  running_mean, running_var: [C]; a channel whose var + epsilon is negative
 * becomes NaN.
 */
int batchnorm_forward_inference(const struct batchnorm_context *context, const struct batchnorm_shape *shape,
                                const struct batchnorm_affine *affine, float epsilon, const float *x, float *y,
                                const float *running_mean, const float *running_var);

/*
 * Gradients of the training pass, through the batch statistics (paper, section 3):
 *     dbeta = sum(dy), dgamma = sum(dy * xhat), dx = gamma * invstd * (dy - dbeta / n - xhat * dgamma / n)
 * dy: tensor, the loss's gradient by y.  statistics: what the forward pass wrote.  dx: tensor, may be dy; may be NULL.
 * gamma, dgamma, dbeta: [C], each may be NULL.
 */
int batchnorm_backward_training(const struct batchnorm_context *context, const struct batchnorm_shape *shape, const float *gamma,
                                float epsilon, const float *x, const float *dy, const struct batchnorm_statistics *statistics,
                                float *dx, float *dgamma, float *dbeta);

/*
 * Gradients of the inference pass: the statistics are constants, so dx = dy * gamma / sqrt(var + epsilon) and samples do not meet.
 * Pointers as above.
 */
int batchnorm_backward_inference(const struct batchnorm_context *context, const struct batchnorm_shape *shape, const float *gamma,
                                 float epsilon, const float *x, const float *dy, const float *running_mean,
                                 const float *running_var, float *dx, float *dgamma, float *dbeta);

/*
 * The inference pass as y = a * x + b: a = gamma / sqrt(var + epsilon), b = beta - a * mean.
 * mean, var: [C]; a, b: [C], out.  Fold a and b into the preceding convolution or linear layer to make batch norm free.
 */
int batchnorm_fold(size_t channels, const struct batchnorm_affine *affine, float epsilon, const float *mean, const float *var,
                   float *a, float *b);

/* The sufficient statistics of some values of one channel. */
struct batchnorm_partial {
    double count; /* values */
    double mean;  /* their mean */
    double m2;    /* sum of squared deviations from it; m2 / count is the biased variance */
};

/* partials[C] of a tensor, out: what a worker sends for synchronized batch normalization. */
int batchnorm_partials(const struct batchnorm_context *context, const struct batchnorm_shape *shape, const float *x,
                       struct batchnorm_partial *partials);

/*
 * Adds `from` to `into`, as if all values had been seen together (Chan, Golub, LeVeque 1979).
 * An empty one (count 0) changes nothing.  Chan's formula is symmetric: the order of merging moves only the last bits.
 */
int batchnorm_merge(struct batchnorm_partial *into, const struct batchnorm_partial *from);

#ifdef __cplusplus
}
#endif

#endif
