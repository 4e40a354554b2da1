#include "bench_kernel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

/* Cold cases go through this much of each tensor, several times what the caches hold. */
#define POOL_FLOATS ((size_t)56 * 1024 * 1024)
#define HUGE_PAGE ((size_t)2 * 1024 * 1024)
#define HOT_SECONDS 2e-4 /* that one measurement of a cached case takes at least */

enum { CONTENDERS_MAX = 12, REPETITIONS_MAX = 101, CHANNELS_MAX = 2048 };

struct options {
    size_t repetitions;
    int threads; /* 0: one and two */
    const char *only;
};

static const struct shape_of_bench {
    const char *name;
    size_t batch, channels, spatial;
    bool hot; /* always the same buffers, which stay in the caches */
    /* The least that is aimed at, as parts of the limit: training, inference, backward. */
    double aims[3];
} shapes[] = {
    {"2x1", 2, 1, 1, true, {0, 0, 0}},
    {"8x4", 8, 4, 1, true, {0, 0, 0}},
    {"256x1024", 256, 1024, 1, true, {.6, .8, .6}},
    {"4096x16", 4096, 16, 1, true, {.6, .8, .6}},
    {"1x64x56x56", 1, 64, 3136, true, {.85, .85, .85}},
    {"128x64x32x32", 128, 64, 1024, false, {.80, .97, .80}},
    {"32x64x112x112", 32, 64, 12544, false, {.80, .97, .70}},
    {"32x256x56x56", 32, 256, 3136, false, {.90, .97, .85}},
    {"32x512x28x28", 32, 512, 784, false, {.90, .97, .85}},
    {"32x2048x7x7", 32, 2048, 49, false, {.70, .95, .70}},
};

/* One contender in one case: all its times. */
struct entry {
    const struct contender *contender;
    void *state;
    bool is_limit;
    double seconds[REPETITIONS_MAX];
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
    float *x = room(POOL_FLOATS), *dy = room(POOL_FLOATS);
    pool.out = room(POOL_FLOATS);
    fill(x, POOL_FLOATS, 0);
    fill(dy, POOL_FLOATS, -2);
    memset(pool.out, 0, POOL_FLOATS * sizeof(float));
    pool.x = x;
    pool.dy = dy;
    float **const small[] = {&pool.gamma,  &pool.beta,  &pool.running_mean, &pool.running_var,
                             &pool.dgamma, &pool.dbeta, &pool.mean_float,   &pool.var_float};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        *small[i] = room(CHANNELS_MAX);
        for (size_t channel = 0; channel < CHANNELS_MAX; channel++)
            (*small[i])[channel] = 1 + 0.01f * (float)(channel % 7);
    }
    pool.mean = (double *)(void *)room(2 * CHANNELS_MAX);
    pool.var = (double *)(void *)room(2 * CHANNELS_MAX);
    for (size_t channel = 0; channel < CHANNELS_MAX; channel++)
        pool.mean[channel] = pool.var[channel] = 1;
    return pool;
}

/* Each call takes the next buffers, so that none but those of a hot case are in the caches. */
static double time_entry(struct round *round, struct entry *entry)
{
    double begin = seconds();
    for (size_t i = 0; i < round->inner; i++) {
        struct kernel_buffers buffers = round->pool;
        size_t at = round->next_set++ % round->sets * round->set_floats;
        buffers.x += at;
        buffers.dy += at;
        buffers.out += at;
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

/* The contenders take turns, there and back again, so that what disturbs the machine meets them all. */
static void run_round(struct round *round, size_t repetitions, bool hot)
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
            if (hot)
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
    double sorted[REPETITIONS_MAX];
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare);
    return (struct spread){sorted[count / 4], sorted[count / 2], sorted[count - 1 - count / 4]};
}

/* By the repetition: what disturbed one contender has most likely disturbed its neighbours. */
static struct spread ratio_of(const struct entry *above, const struct entry *below, size_t repetitions)
{
    double ratios[REPETITIONS_MAX];
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

static void print_row(const struct round *round, const struct shape_of_bench *shape, const struct kernel_case *which,
                      size_t repetitions)
{
    static const char *const passes[] = {"training", "inference", "backward"};
    const struct entry *own = NULL, *naive = NULL;
    for (size_t i = 0; i < round->count; i++) {
        if (round->entries[i].contender == &contender_library)
            own = &round->entries[i];
        if (round->entries[i].contender == &contender_naive)
            naive = &round->entries[i];
    }
    const struct entry *limit = fastest(round, true, NULL, repetitions);
    const struct entry *peer = fastest(round, false, &contender_naive, repetitions);
    bool last = which->shape.layout == BATCHNORM_CHANNELS_LAST;
    printf("%-9s %-4s %-14s %d %11.3f", passes[which->pass],
           shape->spatial == 1 ? "NC"
           : last              ? "NHWC"
                               : "NCHW",
           shape->name, kernel_case_threads(which), spread_of(own->seconds, repetitions).median * 1e6);
    if (limit) {
        struct spread ratio = ratio_of(limit, own, repetitions);
        bool two_sweeps = last && which->pass != PASS_INFERENCE;
        double aim = last && shape->spatial > 1 ? (two_sweeps ? .95 : .97) : shape->aims[which->pass];
        printf("  %5.2f (%.2f-%.2f) %4.2f%s", ratio.median, ratio.low, ratio.high, aim, two_sweeps ? "*" : " ");
    } else {
        printf("  %-22s", "-");
    }
    if (peer) {
        struct spread ratio = ratio_of(peer, own, repetitions);
        printf("  %6.2f (%.2f-%.2f) %-14s", ratio.median, ratio.low, ratio.high, peer->contender->name);
    } else {
        printf("  %-35s", "-");
    }
    printf("  %7.2f\n", ratio_of(naive, own, repetitions).median);
    fflush(stdout);
}

static void bench_case(const struct options *options, const struct shape_of_bench *shape, const struct kernel_case *which,
                       const struct kernel_buffers *pool)
{
    size_t count = kernel_case_count(which);
    struct round *round = calloc(1, sizeof *round);
    if (!round)
        abort();
    round->pool = *pool;
    round->set_floats = (count + 1023) / 1024 * 1024;
    round->sets = shape->hot ? 1 : POOL_FLOATS / round->set_floats;
    bool two_sweeps = which->shape.layout == BATCHNORM_CHANNELS_LAST && which->pass != PASS_INFERENCE;
    for (const struct contender *limit = two_sweeps ? kernel_two_sweep_limits : kernel_limits; limit->name; limit++)
        add_entry(round, which, limit, true);
#ifdef WITH_ONEDNN
    add_entry(round, which, &contender_onednn, false);
    add_entry(round, which, &contender_onednn_blocked, false);
    if (which->shape.layout == BATCHNORM_CHANNELS_FIRST && which->shape.spatial > 1) {
        struct kernel_case other = *which;
        other.shape.layout = BATCHNORM_CHANNELS_LAST;
        add_entry(round, &other, &contender_onednn_last, false);
    }
#endif
    add_entry(round, which, &contender_naive, false);
    add_entry(round, which, &contender_library, false);
    run_round(round, options->repetitions, shape->hot);
    print_row(round, shape, which, options->repetitions);
    for (size_t i = 0; i < round->count; i++)
        round->entries[i].contender->release(round->entries[i].state);
    free(round);
}

static void bench_shape(const struct options *options, const struct shape_of_bench *shape,
                        const struct batchnorm_parallel *parallel, const struct kernel_buffers *pool)
{
    for (int layout = BATCHNORM_CHANNELS_FIRST; layout <= BATCHNORM_CHANNELS_LAST; layout++) {
        if (layout == BATCHNORM_CHANNELS_LAST && (shape->spatial == 1 || shape->hot))
            continue;
        for (int pass = PASS_TRAINING; pass <= PASS_BACKWARD; pass++) {
            struct kernel_case which = {{layout, shape->batch, shape->channels, shape->spatial}, (enum kernel_pass)pass, parallel};
            bench_case(options, shape, &which, pool);
        }
    }
}

static struct options parse(int count, char **arguments)
{
    struct options options = {21, 0, ""};
    for (int option; (option = getopt(count, arguments, "r:t:s:")) != -1;) {
        if (option == 'r')
            options.repetitions = (size_t)strtoul(optarg, NULL, 10);
        else if (option == 't')
            options.threads = (int)strtol(optarg, NULL, 10);
        else if (option == 's')
            options.only = optarg;
        else
            exit(2);
    }
    if (options.repetitions < 4 || options.repetitions > REPETITIONS_MAX)
        options.repetitions = 21;
    return options;
}

int main(int count, char **arguments)
{
    struct options options = parse(count, arguments);
    struct batchnorm_parallel pool;
    void *memory = NULL;
    if (posix_memalign(&memory, 64, batchnorm_pool_size(2)) != 0 ||
        batchnorm_pool_start(memory, batchnorm_pool_size(2), 2, &pool) != BATCHNORM_OK)
        abort();
    struct kernel_buffers buffers = make_pool();
    printf("libbatchnorm uses %s; medians and quartiles of %zu repetitions\n\n", batchnorm_implementation(), options.repetitions);
    printf("%-9s %-4s %-14s T %11s  %-22s  %-35s  %7s\n", "pass", "", "shape", "us", "of limit        aim",
           "times faster than peer", "plain C");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (int threads = 1; threads <= 2; threads++) {
            bool wanted = !options.only[0] || strcmp(options.only, shapes[i].name) == 0;
            if (wanted && (options.threads == 0 || options.threads == threads))
                bench_shape(&options, &shapes[i], threads == 1 ? NULL : &pool, &buffers);
        }
    printf("\n* of what two ways over the tensor allow: reading it, then copying it (backward: with dy)\n\n");
    if (!options.only[0])
        bench_kernel_accuracy();
    batchnorm_pool_stop(&pool);
    free(memory);
    return 0;
}
