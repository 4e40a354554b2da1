/* The same bits with every number of threads, whoever supplies them. */
#include "batchnorm_reference.h"
#include "check_batchnorm.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS_MAX = 8, CHANNELS_MAX = 515 };

/* Large enough for threads, and of channel and slice counts that no number of threads divides. */
static const struct batchnorm_shape shapes[] = {
    {BATCHNORM_CHANNELS_FIRST, 2, 3, 60001}, {BATCHNORM_CHANNELS_LAST, 5, 3, 30011},   {BATCHNORM_CHANNELS_FIRST, 23, 130, 111},
    {BATCHNORM_CHANNELS_LAST, 300, 129, 10}, {BATCHNORM_CHANNELS_FIRST, 1, 1, 400000}, {BATCHNORM_CHANNELS_FIRST, 3500, 100, 1},
    {BATCHNORM_CHANNELS_FIRST, 4, 41, 2500}, {BATCHNORM_CHANNELS_FIRST, 80, 100, 49},
    {BATCHNORM_CHANNELS_FIRST, 30, 130, 140}, {BATCHNORM_CHANNELS_LAST, 25, 515, 49}, {BATCHNORM_CHANNELS_LAST, 9, 100, 700},
    {BATCHNORM_CHANNELS_LAST, 4, 16, 12001},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

/* An executor as a caller may write one: thread t of T takes every T-th part, the last one first. */
struct worker {
    pthread_t thread;
    int first, step, parts;
    void (*task)(void *argument, int part);
    void *argument;
};

static void *work(void *argument)
{
    const struct worker *worker = argument;
    int part = worker->first;
    while (part + worker->step < worker->parts)
        part += worker->step;
    for (; part >= worker->first && part < worker->parts; part -= worker->step)
        worker->task(worker->argument, part);
    return NULL;
}

static void run_on_threads(void *executor, int parts, void (*task)(void *argument, int part), void *argument)
{
    int threads = *(const int *)executor;
    struct worker workers[THREADS_MAX];
    for (int i = 0; i < threads; i++) {
        workers[i] = (struct worker){.first = i, .step = threads, .parts = parts, .task = task, .argument = argument};
        ck_assert_int_eq(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < threads; i++)
        pthread_join(workers[i].thread, NULL);
}

/* What all passes over one tensor write. */
struct outcome {
    size_t count;
    float *y, *y_inference, *dx, *dx_inference;
    float gradients[4][CHANNELS_MAX];
    float running_mean[CHANNELS_MAX], running_var[CHANNELS_MAX];
    double mean[CHANNELS_MAX], var[CHANNELS_MAX];
    struct batchnorm_partial partials[CHANNELS_MAX];
};

static void outcome_release(struct outcome *outcome)
{
    free(outcome->y);
    free(outcome->y_inference);
    free(outcome->dx);
    free(outcome->dx_inference);
}

static struct outcome run_all(const struct batchnorm_context *context, const struct batchnorm_shape *shape, const float *x,
                              const float *dy)
{
    struct outcome all;
    memset(&all, 0, sizeof all);
    all.count = reference_count(shape);
    all.y = reference_filled(all.count, -1);
    all.y_inference = reference_filled(all.count, -1);
    all.dx = reference_filled(all.count, -1);
    all.dx_inference = reference_filled(all.count, -1);
    struct batchnorm_statistics statistics = {all.mean, all.var};
    struct batchnorm_running running = {all.running_mean, all.running_var};
    struct batchnorm_update update = {1, 1};
    const float epsilon = 1e-5f;
    ck_assert_int_eq(batchnorm_forward_training(context, shape, NULL, epsilon, x, all.y, &statistics, &running, &update),
                     BATCHNORM_OK);
    ck_assert_int_eq(
        batchnorm_forward_inference(context, shape, NULL, epsilon, x, all.y_inference, all.running_mean, all.running_var),
        BATCHNORM_OK);
    ck_assert_int_eq(
        batchnorm_backward_training(context, shape, NULL, epsilon, x, dy, &statistics, all.dx, all.gradients[0], all.gradients[1]),
        BATCHNORM_OK);
    ck_assert_int_eq(batchnorm_backward_inference(context, shape, NULL, epsilon, x, dy, all.running_mean, all.running_var,
                                                  all.dx_inference, all.gradients[2], all.gradients[3]),
                     BATCHNORM_OK);
    ck_assert_int_eq(batchnorm_partials(context, shape, x, all.partials), BATCHNORM_OK);
    return all;
}

static void assert_same_bits(const struct outcome *a, const struct outcome *b)
{
    size_t bytes = a->count * sizeof(float);
    ck_assert(memcmp(a->y, b->y, bytes) == 0 && memcmp(a->y_inference, b->y_inference, bytes) == 0);
    ck_assert(memcmp(a->dx, b->dx, bytes) == 0 && memcmp(a->dx_inference, b->dx_inference, bytes) == 0);
    ck_assert(memcmp(a->gradients, b->gradients, sizeof a->gradients) == 0);
    ck_assert(memcmp(a->running_mean, b->running_mean, sizeof a->running_mean) == 0);
    ck_assert(memcmp(a->running_var, b->running_var, sizeof a->running_var) == 0);
    ck_assert(memcmp(a->mean, b->mean, sizeof a->mean) == 0 && memcmp(a->var, b->var, sizeof a->var) == 0);
    ck_assert(memcmp(a->partials, b->partials, sizeof a->partials) == 0);
}

static void *aligned(size_t size)
{
    void *memory = NULL;
    ck_assert_int_eq(posix_memalign(&memory, 64, size), 0);
    return memory;
}

START_TEST(any_number_of_threads_gives_the_same_bits)
{
    const struct batchnorm_shape *shape = &shapes[_i];
    float *x = reference_tensor(shape, 21, 1000, 1);
    float *dy = reference_tensor(shape, 22, 0, 1);
    struct outcome alone = run_all(NULL, shape, x, dy);
    struct batchnorm_context context = {aligned(batchnorm_workspace_size(shape)), batchnorm_workspace_size(shape), NULL};
    struct outcome with_workspace = run_all(&context, shape, x, dy);
    assert_same_bits(&with_workspace, &alone);
    outcome_release(&with_workspace);
    for (int threads = 1; threads <= THREADS_MAX; threads++) {
        struct batchnorm_parallel callers = {threads, &threads, run_on_threads}, pool;
        void *memory = aligned(batchnorm_pool_size(threads));
        ck_assert_int_eq(batchnorm_pool_start(memory, batchnorm_pool_size(threads), threads, &pool), BATCHNORM_OK);
        context.parallel = &callers;
        struct outcome by_caller = run_all(&context, shape, x, dy);
        context.parallel = &pool;
        struct outcome by_pool = run_all(&context, shape, x, dy);
        assert_same_bits(&by_caller, &alone);
        assert_same_bits(&by_pool, &alone);
        outcome_release(&by_caller);
        outcome_release(&by_pool);
        batchnorm_pool_stop(&pool);
        free(memory);
    }
    outcome_release(&alone);
    free(context.workspace);
    free(x);
    free(dy);
}
END_TEST

static void count_part(void *argument, int part)
{
    int *counts = argument;
    counts[part]++;
}

START_TEST(pool_runs_every_part_once)
{
    struct batchnorm_parallel pool;
    void *memory = aligned(batchnorm_pool_size(THREADS_MAX));
    ck_assert_int_eq(batchnorm_pool_start(memory, batchnorm_pool_size(THREADS_MAX), THREADS_MAX, &pool), BATCHNORM_OK);
    ck_assert_int_eq(pool.threads, THREADS_MAX);
    for (int parts = 0; parts <= 100; parts++) {
        int counts[101] = {0};
        pool.run(pool.executor, parts, count_part, counts);
        for (int part = 0; part <= 100; part++)
            ck_assert_int_eq(counts[part], part < parts);
    }
    batchnorm_pool_stop(&pool);
    free(memory);
}
END_TEST

struct sharer {
    const struct batchnorm_parallel *pool;
    int sums[2];
};

static void *share(void *argument)
{
    struct sharer *sharer = argument;
    for (int i = 0; i < 200; i++)
        sharer->pool->run(sharer->pool->executor, 2, count_part, sharer->sums);
    return NULL;
}

START_TEST(callers_that_share_a_pool_take_turns)
{
    struct batchnorm_parallel pool;
    void *memory = aligned(batchnorm_pool_size(3));
    ck_assert_int_eq(batchnorm_pool_start(memory, batchnorm_pool_size(3), 3, &pool), BATCHNORM_OK);
    struct sharer sharers[3];
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) {
        sharers[i] = (struct sharer){&pool, {0, 0}};
        ck_assert_int_eq(pthread_create(&threads[i], NULL, share, &sharers[i]), 0);
    }
    for (int i = 0; i < 3; i++) {
        pthread_join(threads[i], NULL);
        ck_assert(sharers[i].sums[0] == 200 && sharers[i].sums[1] == 200);
    }
    batchnorm_pool_stop(&pool);
    free(memory);
}
END_TEST

TCase *batchnorm_threads_tests(void)
{
    TCase *tests = tcase_create("threads");
    tcase_add_loop_test(tests, any_number_of_threads_gives_the_same_bits, 0, SHAPES);
    tcase_add_test(tests, pool_runs_every_part_once);
    tcase_add_test(tests, callers_that_share_a_pool_take_turns);
    return tests;
}
