/* What `bench_kernel` is asked to measure: the table of its shapes, and its command line. */
#ifndef TESTS_BENCH_KERNEL_OPTIONS_H
#define TESTS_BENCH_KERNEL_OPTIONS_H

#include "bench_kernel.h"

enum { BENCH_SHAPES_MAX = 16, BENCH_THREADS_MAX = 8, BENCH_NAME_MAX = 32, BENCH_REPETITIONS_MAX = 101, BENCH_CHANNELS_MAX = 4096 };

/* Floats of each tensor that cold cases go through, several times what the caches hold; no tensor may have more. */
#define BENCH_POOL_FLOATS ((size_t)56 * 1024 * 1024)

struct shape_of_bench {
    char name[BENCH_NAME_MAX];
    size_t batch, channels, spatial;
    bool hot;       /* always the same buffers, which stay in the caches */
    double aims[3]; /* the least that is aimed at, as parts of the limit, by pass; 0: none */
};

struct bench_options {
    size_t repetitions;
    struct shape_of_bench shapes[BENCH_SHAPES_MAX];
    size_t shape_count;
    int threads[BENCH_THREADS_MAX];
    size_t thread_count;
    bool passes[3];  /* by enum kernel_pass */
    bool layouts[2]; /* by enum batchnorm_layout */
    bool peers, speed, accuracy;
};

/* Ends the program, with words, where the command line makes no sense. */
void bench_options_parse(struct bench_options *options, int count, char **arguments);

#endif
