/* A pool of POSIX threads in memory of the caller.  The workers sleep until run() has parts for them. */
#include "batchnorm/batchnorm.h"

#include <pthread.h>
#include <stdint.h>

#define MAX_THREADS 256
#define POOL_ALIGNMENT 64

struct pool {
    pthread_mutex_t turn; /* held through one run(): callers wait for each other */
    pthread_mutex_t lock; /* held to read or write what follows */
    pthread_cond_t work;  /* there are parts to do, or the pool stops */
    pthread_cond_t done;  /* the last part has been finished */
    void (*task)(void *argument, int part);
    void *argument;
    int parts;
    int next;     /* the next part to do */
    int finished; /* parts */
    int stopping;
    int workers;
    pthread_t threads[]; /* [workers] */
};

size_t batchnorm_pool_size(int threads)
{
    return threads < 1 || threads > MAX_THREADS ? 0 : sizeof(struct pool) + (size_t)threads * sizeof(pthread_t);
}

/* Does parts until none is left to begin.  Called and left with the lock held. */
static void do_parts(struct pool *pool)
{
    while (pool->next < pool->parts) {
        int part = pool->next++;
        pthread_mutex_unlock(&pool->lock);
        pool->task(pool->argument, part);
        pthread_mutex_lock(&pool->lock);
        if (++pool->finished == pool->parts)
            pthread_cond_signal(&pool->done);
    }
}

static void *be_worker(void *argument)
{
    struct pool *pool = argument;
    pthread_mutex_lock(&pool->lock);
    while (!pool->stopping) {
        if (pool->next < pool->parts)
            do_parts(pool);
        else
            pthread_cond_wait(&pool->work, &pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static void run_parts(void *executor, int parts, void (*task)(void *argument, int part), void *argument)
{
    struct pool *pool = executor;
    pthread_mutex_lock(&pool->turn);
    pthread_mutex_lock(&pool->lock);
    pool->task = task;
    pool->argument = argument;
    pool->parts = parts;
    pool->next = 0;
    pool->finished = 0;
    pthread_cond_broadcast(&pool->work);
    do_parts(pool);
    while (pool->finished < pool->parts)
        pthread_cond_wait(&pool->done, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
    pthread_mutex_unlock(&pool->turn);
}

static void stop(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->stopping = 1;
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
    for (int worker = 0; worker < pool->workers; worker++)
        pthread_join(pool->threads[worker], NULL);
    pthread_cond_destroy(&pool->done);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->lock);
    pthread_mutex_destroy(&pool->turn);
}

int batchnorm_pool_start(void *memory, size_t memory_size, int threads, struct batchnorm_parallel *parallel)
{
    if (!memory || !parallel)
        return BATCHNORM_NULL_POINTER;
    if (threads < 1 || threads > MAX_THREADS)
        return BATCHNORM_BAD_PARALLEL;
    if ((uintptr_t)memory % POOL_ALIGNMENT != 0 || memory_size < batchnorm_pool_size(threads))
        return BATCHNORM_BAD_WORKSPACE;

    struct pool *pool = memory;
    *pool = (struct pool){.workers = 0};
    pthread_mutex_init(&pool->turn, NULL);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->work, NULL);
    pthread_cond_init(&pool->done, NULL);
    for (; pool->workers < threads - 1; pool->workers++) {
        if (pthread_create(&pool->threads[pool->workers], NULL, be_worker, pool) != 0) {
            stop(pool);
            return BATCHNORM_NO_THREADS;
        }
    }
    *parallel = (struct batchnorm_parallel){threads, pool, run_parts};
    return BATCHNORM_OK;
}

void batchnorm_pool_stop(struct batchnorm_parallel *parallel)
{
    if (!parallel || !parallel->executor)
        return;
    stop(parallel->executor);
    *parallel = (struct batchnorm_parallel){0, NULL, NULL};
}
