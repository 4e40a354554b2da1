#include "bench_kernel.h"
#include "bench_kernel_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#define HUGE_PAGE ((size_t)2 * 1024 * 1024)
#define HOT_SECONDS 2e-4 /* that one measurement of a cached case takes at least */

enum { CONTENDERS_MAX = 16 };

/* One contender in one case: all its times. */
struct entry {
    const struct contender *contender;
    void *state;
    bool is_limit;
    double seconds[BENCH_REPETITIONS_MAX];
};

struct round {
    struct entry entries[CONTENDERS_MAX];
    size_t count, sets, set_floats, next_set, inner;
    struct kernel_buffers pool;
};

size_t kernel_case_count(const struct kernel_case *which)
{
    return which->shape.batch * which->shape.channels * which->shape.spatial;
}

int kernel_case_threads(const struct kernel_case *which)
{
    return which->parallel ? which->parallel->threads : 1;
}

const char *kernel_pass_name(enum kernel_pass pass)
{
    static const char *const names[] = {"training", "inference", "backward"};
    return names[pass];
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static float *room(size_t count)
{
    size_t bytes = (count * sizeof(float) + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    void *memory = NULL;
    if (posix_memalign(&memory, HUGE_PAGE, bytes) != 0)
        abort();
#ifdef MADV_HUGEPAGE
    madvise(memory, bytes, MADV_HUGEPAGE);
#endif
    return memory;
}

static void fill(float *values, size_t count, float mean)
{
    uint32_t state = 1;
    for (size_t i = 0; i < count; i++) {
        state = state * 1664525u + 1013904223u;
        values[i] = mean + (float)(state >> 8) * 0x1p-22f;
    }
}

static struct kernel_buffers make_pool(void)
{
    struct kernel_buffers pool;
    float *x = room(BENCH_POOL_FLOATS), *dy = room(BENCH_POOL_FLOATS);
    pool.out = room(BENCH_POOL_FLOATS);
    fill(x, BENCH_POOL_FLOATS, 0);
    fill(dy, BENCH_POOL_FLOATS, -2);
    memset(pool.out, 0, BENCH_POOL_FLOATS * sizeof(float));
    pool.x = x;
    pool.dy = dy;
    float **const small[] = {&pool.gamma,  &pool.beta,  &pool.running_mean, &pool.running_var,
                             &pool.dgamma, &pool.dbeta, &pool.mean_float,   &pool.var_float};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        *small[i] = room(BENCH_CHANNELS_MAX);
        for (size_t channel = 0; channel < BENCH_CHANNELS_MAX; channel++)
            (*small[i])[channel] = 1 + 0.01f * (float)(channel % 7);
    }
    pool.mean = (double *)(void *)room(2 * BENCH_CHANNELS_MAX);
    pool.var = (double *)(void *)room(2 * BENCH_CHANNELS_MAX);
    for (size_t channel = 0; channel < BENCH_CHANNELS_MAX; channel++)
        pool.mean[channel] = pool.var[channel] = 1;
    return pool;
}

static struct kernel_buffers next_buffers(struct round *round)
{
    struct kernel_buffers buffers = round->pool;
    size_t at = round->next_set++ % round->sets * round->set_floats;
    buffers.x += at;
    buffers.dy += at;
    buffers.out += at;
    return buffers;
}

/* Each call takes the next buffers, so that none but those of a hot case are in the caches.  Such a case has one set of them, and
 * to choose it anew would take as long as normalizing a few values. */
static double time_entry(struct round *round, struct entry *entry)
{
    struct kernel_buffers buffers = round->pool;
    double begin = seconds();
    for (size_t i = 0; i < round->inner; i++) {
        if (round->sets > 1)
            buffers = next_buffers(round);
        entry->contender->run(entry->state, &buffers);
    }
    return (seconds() - begin) / (double)round->inner;
}

static void add_entry(struct round *round, const struct kernel_case *which, const struct contender *contender, bool is_limit)
{
    void *state = contender->prepare(which);
    if (state)
        round->entries[round->count++] = (struct entry){.contender = contender, .state = state, .is_limit = is_limit};
}

/* Threads of OpenMP spin for some milliseconds after their last work, on processors that the next contender needs. */
static void let_others_sleep(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 20 * 1000 * 1000}, NULL);
}

/* The contenders take turns, there and back again, so that what disturbs the machine meets them all. */
static void run_round(struct round *round, size_t repetitions, bool hot, bool parallel)
{
    round->inner = 1;
    for (size_t i = 0; i < round->count; i++)
        time_entry(round, &round->entries[i]);
    if (hot) {
        double once = time_entry(round, &round->entries[round->count - 1]);
        round->inner = once < HOT_SECONDS ? (size_t)(HOT_SECONDS / (once + 1e-9)) + 1 : 1;
    }
    for (size_t repetition = 0; repetition < repetitions; repetition++)
        for (size_t i = 0; i < round->count; i++) {
            struct entry *entry = &round->entries[repetition % 2 ? round->count - 1 - i : i];
            if (parallel)
                let_others_sleep();
            if (hot || parallel)
                time_entry(round, entry);
            entry->seconds[repetition] = time_entry(round, entry);
        }
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

struct spread {
    double low, median, high; /* quartiles */
};

static struct spread spread_of(const double *values, size_t count)
{
    double sorted[BENCH_REPETITIONS_MAX];
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare);
    return (struct spread){sorted[count / 4], sorted[count / 2], sorted[count - 1 - count / 4]};
}

/* By the repetition: what disturbed one contender has most likely disturbed its neighbours. */
static struct spread ratio_of(const struct entry *above, const struct entry *below, size_t repetitions)
{
    double ratios[BENCH_REPETITIONS_MAX];
    for (size_t i = 0; i < repetitions; i++)
        ratios[i] = above->seconds[i] / below->seconds[i];
    return spread_of(ratios, repetitions);
}

static const struct entry *fastest(const struct round *round, bool limit, const struct contender *except, size_t repetitions)
{
    const struct entry *best = NULL;
    for (size_t i = 0; i < round->count; i++) {
        const struct entry *entry = &round->entries[i];
        if (entry->is_limit != limit || entry->contender == &contender_library || entry->contender == except)
            continue;
        if (!best || spread_of(entry->seconds, repetitions).median < spread_of(best->seconds, repetitions).median)
            best = entry;
    }
    return best;
}

/* Every peer's time, and how many times ours that is. */
static void print_peers(const struct round *round, const struct entry *own, size_t repetitions)
{
    const char *before = "          ";
    for (size_t i = 0; i < round->count; i++) {
        const struct entry *entry = &round->entries[i];
        if (entry->is_limit || entry == own)
            continue;
        printf("%s%s %.3f (%.2f)", before, entry->contender->name, spread_of(entry->seconds, repetitions).median * 1e6,
               ratio_of(entry, own, repetitions).median);
        before = ", ";
    }
    printf(before[0] == ',' ? "\n" : "");
}

static const struct entry *entry_of(const struct round *round, const struct contender *contender)
{
    for (size_t i = 0; i < round->count; i++)
        if (round->entries[i].contender == contender)
            return &round->entries[i];
    return NULL;
}

static void print_row(const struct round *round, const struct shape_of_bench *shape, const struct kernel_case *which,
                      size_t repetitions)
{
    const struct entry *own = entry_of(round, &contender_library), *naive = entry_of(round, &contender_naive);
    const struct entry *limit = fastest(round, true, NULL, repetitions);
    const struct entry *peer = fastest(round, false, &contender_naive, repetitions);
    bool last = which->shape.layout == BATCHNORM_CHANNELS_LAST;
    printf("%-9s %-4s %-14s %-4s %d %11.3f", kernel_pass_name(which->pass),
           shape->spatial == 1 ? "NC"
           : last              ? "NHWC"
                               : "NCHW",
           shape->name, shape->hot ? "hot" : "cold", kernel_case_threads(which), spread_of(own->seconds, repetitions).median * 1e6);
    if (limit) {
        struct spread ratio = ratio_of(limit, own, repetitions);
        bool two_sweeps = last && which->pass != PASS_INFERENCE;
        double aim = last && shape->spatial > 1 && !shape->hot ? (two_sweeps ? .95 : .97) : shape->aims[which->pass];
        char words[8] = "   -";
        if (aim > 0)
            snprintf(words, sizeof words, "%4.2f", aim);
        printf("  %5.2f (%.2f-%.2f) %s%s", ratio.median, ratio.low, ratio.high, words, two_sweeps ? "*" : " ");
    } else {
        printf("  %-22s", "-");
    }
    if (peer) {
        struct spread ratio = ratio_of(peer, own, repetitions);
        printf("  %6.2f (%.2f-%.2f) %-14s", ratio.median, ratio.low, ratio.high, peer->contender->name);
    } else {
        printf("  %-35s", "-");
    }
    if (naive)
        printf("  %7.2f", ratio_of(naive, own, repetitions).median);
    printf("\n");
    print_peers(round, own, repetitions);
    fflush(stdout);
}

/* Peers in the layout of the case, and those of images in channels-last where the case is not: they may be faster there. */
static void add_peers(struct round *round, const struct kernel_case *which)
{
    static const struct contender *const in_this[] = {
#ifdef WITH_ONEDNN
        &contender_onednn,   &contender_onednn_blocked,
#endif
#ifdef WITH_LIBTORCH
        &contender_libtorch,
#endif
        &contender_naive,    NULL,
    };
    static const struct contender *const in_channels_last[] = {
#ifdef WITH_ONEDNN
        &contender_onednn_last,
#endif
#ifdef WITH_LIBTORCH
        &contender_libtorch_last,
#endif
        NULL,
    };
    for (const struct contender *const *peer = in_this; *peer; peer++)
        add_entry(round, which, *peer, false);
    if (which->shape.layout == BATCHNORM_CHANNELS_LAST || which->shape.spatial == 1)
        return;
    struct kernel_case other = *which;
    other.shape.layout = BATCHNORM_CHANNELS_LAST;
    for (const struct contender *const *peer = in_channels_last; *peer; peer++)
        add_entry(round, &other, *peer, false);
}

static void bench_case(const struct bench_options *options, const struct shape_of_bench *shape, const struct kernel_case *which,
                       const struct kernel_buffers *pool)
{
    size_t count = kernel_case_count(which);
    struct round *round = calloc(1, sizeof *round);
    if (!round)
        abort();
    round->pool = *pool;
    round->set_floats = (count + 1023) / 1024 * 1024;
    round->sets = shape->hot ? 1 : BENCH_POOL_FLOATS / round->set_floats;
    bool two_sweeps = which->shape.layout == BATCHNORM_CHANNELS_LAST && which->pass != PASS_INFERENCE;
    for (const struct contender *limit = two_sweeps ? kernel_two_sweep_limits : kernel_limits; limit->name; limit++)
        add_entry(round, which, limit, true);
    if (options->peers)
        add_peers(round, which);
    add_entry(round, which, &contender_library, false);
    run_round(round, options->repetitions, shape->hot, which->parallel != NULL);
    print_row(round, shape, which, options->repetitions);
    for (size_t i = 0; i < round->count; i++)
        round->entries[i].contender->release(round->entries[i].state);
    free(round);
}

static void bench_shape(const struct bench_options *options, const struct shape_of_bench *shape,
                        const struct batchnorm_parallel *parallel, const struct kernel_buffers *pool)
{
    for (int layout = BATCHNORM_CHANNELS_FIRST; layout <= BATCHNORM_CHANNELS_LAST; layout++) {
        bool same = layout == BATCHNORM_CHANNELS_LAST && shape->spatial == 1 && options->layouts[BATCHNORM_CHANNELS_FIRST];
        for (int pass = PASS_TRAINING; options->layouts[layout] && !same && pass <= PASS_BACKWARD; pass++) {
            struct kernel_case which = {
                {(enum batchnorm_layout)layout, shape->batch, shape->channels, shape->spatial}, (enum kernel_pass)pass, parallel};
            if (options->passes[pass])
                bench_case(options, shape, &which, pool);
        }
    }
}

static void bench_speed(const struct bench_options *options)
{
    struct kernel_buffers buffers = make_pool();
    printf("libbatchnorm uses %s; medians and quartiles of %zu repetitions\n\n", batchnorm_implementation(), options->repetitions);
    printf("%-9s %-4s %-14s %-4s T %11s  %-22s  %-35s  %7s\n", "pass", "", "shape", "", "us", "of limit        aim",
           "times faster than peer", "plain C");
    for (size_t i = 0; i < options->shape_count; i++)
        for (size_t t = 0; t < options->thread_count; t++) {
            int threads = options->threads[t];
            struct batchnorm_parallel parallel;
            void *memory = NULL;
            size_t size = batchnorm_pool_size(threads);
            if (posix_memalign(&memory, 64, size) != 0 || batchnorm_pool_start(memory, size, threads, &parallel) != BATCHNORM_OK)
                abort();
            bench_shape(options, &options->shapes[i], threads == 1 ? NULL : &parallel, &buffers);
            batchnorm_pool_stop(&parallel);
            free(memory);
        }
    printf("\n* of what two ways over the tensor allow: reading it, then copying it (backward: with dy)\n\n");
}

int main(int count, char **arguments)
{
    struct bench_options options;
    bench_options_parse(&options, count, arguments);
    if (options.speed)
        bench_speed(&options);
    if (options.accuracy)
        bench_kernel_accuracy();
    return 0;
}
