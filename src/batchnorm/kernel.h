/*
 * The fast kernels: what one of them can do (struct batchnorm_kernel, a table of functions) and how the passes use it.
 *
 * The same arithmetic is compiled for several instruction sets from kernel_template.inc.  What is above it, planes.c, runs.c and
 * rows.c, is compiled once and decides where to go next, never how to add.  Nothing here is written after start-up but the one
 * choice in kernel.c; all memory is the caller's or the stack's.
 *
 * One formula serves both directions.  With d = x - center:
 *
 *     forward:   y  = d * slope + offset                     backward:   dx = dy * through + (d * slope + offset)
 *     measured:  first = sum(d), second = sum(d * d)         measured:   first = sum(dy), second = sum(dy * d)
 */
#ifndef BATCHNORM_KERNEL_H
#define BATCHNORM_KERNEL_H

#include "batchnorm/plan.h"

#include <float.h>
#include <stdbool.h>
#include <stddef.h>

/* GCC's vector extensions are needed, and a machine that computes float in float; all others get the scalar reference alone. */
#if (defined __GNUC__ || defined __clang__) && FLT_EVAL_METHOD == 0 && !defined BATCHNORM_NO_VECTORS
#define BATCHNORM_HAS_VECTORS 1
#else
#define BATCHNORM_HAS_VECTORS 0
#endif

#define BATCHNORM_MAX_LANES 16
#define BATCHNORM_MAX_RUN 128   /* values of a short plane are less: their rests fill vectors badly, and cost a call each */
#define BATCHNORM_MAX_GROUP 256 /* channels that are measured together, at most */
#define BATCHNORM_TURN_UNIT 128

/* Rows whose float sums are added up before they are flushed to double, so that sums keep 7 digits whatever the number of rows:
 * 128 rows cost 5e-7 of any variance. */
#define BATCHNORM_FLUSH_ROWS 32

/* A shift is too far from the mean when the mean square of the distances from it exceeds the variance this many times: (n d^2)
 * that the one pass has to subtract again takes the digits of the variance with it.  Then the values are measured again. */
#define BATCHNORM_SHIFT_TOLERANCE 4

/* Beyond these, deviations or their squares leave the range of float, and the reference takes over. */
#define BATCHNORM_SMALLEST_FACTOR 1e-30
#define BATCHNORM_LARGEST_FACTOR 1e30
#define BATCHNORM_SMALLEST_VARIANCE 1e-30
/* Of the two factors of a slope in the backward pass: below, it may be lost where distances from the mean are huge. */
#define BATCHNORM_SMALLEST_PRODUCT 1e-36
/* With an epsilon from here on, a variance that comes out as 0 may be one: what underflowed would not move y. */
#define BATCHNORM_COVERING_EPSILON 1e-20

/* One coefficient of each kind for each channel. */
struct batchnorm_column_coefficients {
    const float *center, *slope, *offset, *through;
};

/* The same, to be written. */
struct batchnorm_new_coefficients {
    float *center, *slope, *offset, *through;
};

/* Sums of a channel, lane by lane; collect() adds up the lanes. */
struct batchnorm_lane_sums {
    _Alignas(64) double first[BATCHNORM_MAX_LANES];
    double second[BATCHNORM_MAX_LANES];
};

/* One way along planes: in each of `samples` samples, `stride` values apart, the planes of some channels one behind the other, of
 * `count` values each.  Normalizes those of some channels and measures those of as many others.  Either may be left out. */
struct batchnorm_sweep {
    size_t samples, stride, channels, count;
    const float *x, *dy; /* to apply `coefficients` to, one for each channel; dy: backward, otherwise NULL */
    float *out;          /* NULL: nothing to apply */
    struct batchnorm_column_coefficients coefficients;
    bool past_caches; /* write with stores that do not go through the caches */
    bool paced;       /* hold loads back now and then; see batchnorm_wants_pace() */

    const float *measured_x, *measured_dy; /* x is NULL: nothing to measure */
    const float *shift;                    /* of each measured channel */
    struct batchnorm_lane_sums *sums;      /* of each measured channel; added to */
    bool fresh;                            /* sums begin with 0 */
    bool fetches;                          /* brings what comes next into the caches meanwhile: */
    size_t turn;     /* of the next sample, from here on in the last plane; a multiple of BATCHNORM_TURN_UNIT; 0: in each plane */
    ptrdiff_t ahead; /* from the planes of the last sample to what comes next */
};

/* A block of a matrix: `rows` times `columns` neighbouring values, rows `stride` apart. */
struct batchnorm_rows {
    size_t rows, columns, stride;
    size_t channels;     /* columns after which they come again */
    bool single;         /* measures row by row; otherwise, several at a time */
    const float *x, *dy; /* dy: backward, otherwise NULL */
    ptrdiff_t ahead;     /* as above; from each value to the one that is fetched */
};

/* Runs of neighbouring values, one for each channel, in each of `samples` samples, `stride` values apart: normalizes those of some
 * channels and measures those of others.  Either may be left out. */
struct batchnorm_runs {
    size_t samples, stride, run; /* run: at most BATCHNORM_MAX_RUN */
    bool backward, past_caches;
    size_t channels;
    const float *x, *dy; /* to apply `coefficients` to, one for each channel */
    float *out;          /* NULL: nothing to apply */
    struct batchnorm_column_coefficients coefficients;
    size_t measured_channels;              /* at most BATCHNORM_MAX_GROUP */
    const float *measured_x, *measured_dy; /* x is NULL: nothing to measure */
    const float *shift;                    /* of each measured channel */
    double *first, *second;                /* added to */
};

struct batchnorm_kernel {
    const char *name;
    size_t lanes; /* floats in a vector */

    void (*sweep)(const struct batchnorm_sweep *sweep);
    void (*order_stores)(void); /* after the last store past the caches of a thread */
    void (*collect)(const struct batchnorm_lane_sums *sums, double *first, double *second);

    void (*sweep_runs)(const struct batchnorm_runs *runs);

    /* mean[columns] of four rows; of equal values exactly that value. */
    void (*mean_of_rows)(size_t columns, const float *const rows[4], float *mean);
    /* Adds the sums over all rows to first[columns], second[columns].  shift[columns]; scratch[2 * (columns + lanes)]. */
    void (*measure_rows)(const struct batchnorm_rows *block, const float *shift, float *scratch, double *first, double *second);
    /* The coefficients of `columns` columns in the order apply_rows() needs them, vector by vector: packed[kinds * (columns +
     * lanes)], kinds: 3, or 4 with `through`. */
    void (*pack_columns)(size_t columns, size_t kinds, const float *const coefficients[], float *packed);
    void (*apply_rows)(const struct batchnorm_rows *block, const float *packed, float *out, bool past_caches);

    /* From sums about `shift` over `count` values to mean and sum of squares, in place; tells how many were lost to the shift. */
    size_t (*settle)(size_t channels, const float *shift, double count, double *first, double *second);
    /* Chan's formula for channels of equal counts: `from` into `into`. */
    void (*merge)(size_t channels, double into_count, double from_count, double *into_mean, double *into_m2,
                  const double *from_mean, const double *from_m2);
    /* Coefficients of `channels` channels from `first` on.  mean and squares are of these channels, and squares, sums of `count`
     * values, become variances; NULL: the pass's running statistics.  Tells how many channels are beyond float. */
    size_t (*fold)(const struct batchnorm_pass *pass, size_t first, size_t channels, double count, const double *mean,
                   double *squares, const struct batchnorm_new_coefficients *to);
    /* Hands out statistics of `count` values a channel: mean, var, running statistics. */
    void (*publish)(const struct batchnorm_pass *pass, size_t first, size_t channels, double count, const double *mean,
                    const double *var);
    /* The same for backward, from sum(dy) and sum(dy * (x - center)); hands out dgamma and dbeta. */
    size_t (*fold_gradient)(const struct batchnorm_pass *pass, size_t first, size_t channels, double count, const double *sums,
                            const double *products, const struct batchnorm_new_coefficients *to);

    /* The whole pass over a tensor of few values, whose channels are neighbours. */
    void (*run_tiny_rows)(const struct batchnorm_pass *pass);
};

/* Whether a sweep through the cache that writes past it is faster paced on this machine. */
bool batchnorm_wants_pace(void);

/* The one this process uses; NULL: the scalar reference.  Chosen at the first call. */
const struct batchnorm_kernel *batchnorm_kernel(void);

extern const struct batchnorm_kernel batchnorm_kernel_vector16; /* SSE2, NEON, or whatever the compiler makes of it */
extern const struct batchnorm_kernel batchnorm_kernel_avx2;     /* and FMA */
extern const struct batchnorm_kernel batchnorm_kernel_avx512;   /* F, DQ, BW, VL */

#endif
