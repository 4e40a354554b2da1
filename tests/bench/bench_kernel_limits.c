/* How fast the machine moves the bytes of a pass: nothing that computes can be faster than the fastest of these. */
#include "bench_kernel.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
#endif

#define FETCH_BYTES 32768 /* ahead; farther or nearer is slower on every machine tried */

struct chunk {
    float *out;
    const float *x, *dy; /* dy: a triad, NULL: a copy */
    size_t count;
};

typedef void chunk_function(const struct chunk *chunk);

struct limit {
    struct kernel_case which;
    chunk_function *move;
    const struct kernel_buffers *buffers;
};

static void move_plainly(const struct chunk *chunk)
{
    if (!chunk->dy) {
        memcpy(chunk->out, chunk->x, chunk->count * sizeof(float));
        return;
    }
    for (size_t i = 0; i < chunk->count; i++)
        chunk->out[i] = 0.5f * chunk->x[i] + chunk->dy[i];
}

static volatile float sink;

#ifdef __SSE2__
/* Both widths of stores past the caches, with and without fetching ahead; the inner loops differ in their types only. */
#define MOVERS(width, attribute, lanes, type, set1, load, add, multiply, stream)                                                   \
    attribute static void move_##width(const struct chunk *chunk, size_t fetch)                                                    \
    {                                                                                                                              \
        type half = set1(0.5f);                                                                                                    \
        for (size_t i = 0; i + 16 <= chunk->count; i += 16) {                                                                      \
            if (fetch) {                                                                                                           \
                _mm_prefetch((const char *)(chunk->x + i) + fetch, _MM_HINT_T1);                                                   \
                if (chunk->dy)                                                                                                     \
                    _mm_prefetch((const char *)(chunk->dy + i) + fetch, _MM_HINT_T1);                                              \
            }                                                                                                                      \
            for (size_t j = 0; j < 16; j += lanes) {                                                                               \
                type value = load(chunk->x + i + j);                                                                               \
                if (chunk->dy)                                                                                                     \
                    value = add(multiply(half, value), load(chunk->dy + i + j));                                                   \
                stream(chunk->out + i + j, value);                                                                                 \
            }                                                                                                                      \
        }                                                                                                                          \
        _mm_sfence();                                                                                                              \
    }                                                                                                                              \
    attribute static void read_##width(const struct chunk *chunk)                                                                  \
    {                                                                                                                              \
        type sums[4] = {set1(0), set1(0), set1(0), set1(0)};                                                                       \
        for (size_t i = 0; i + 64 <= chunk->count; i += 4 * lanes)                                                                 \
            for (size_t j = 0; j < 4; j++) {                                                                                       \
                sums[j] = add(sums[j], load(chunk->x + i + j * lanes));                                                            \
                if (chunk->dy)                                                                                                     \
                    sums[j] = add(sums[j], load(chunk->dy + i + j * lanes));                                                       \
            }                                                                                                                      \
        float out[16];                                                                                                             \
        memcpy(out, &sums[0], sizeof sums[0]);                                                                                     \
        for (size_t j = 1; j < 4; j++) {                                                                                           \
            float more[16];                                                                                                        \
            memcpy(more, &sums[j], sizeof sums[j]);                                                                                \
            out[0] += more[0];                                                                                                     \
        }                                                                                                                          \
        sink = out[0];                                                                                                             \
    }
#define NO_ATTRIBUTE
MOVERS(16, NO_ATTRIBUTE, 4, __m128, _mm_set1_ps, _mm_loadu_ps, _mm_add_ps, _mm_mul_ps, _mm_stream_ps)
MOVERS(64, __attribute__((target("avx512f"))), 16, __m512, _mm512_set1_ps, _mm512_loadu_ps, _mm512_add_ps, _mm512_mul_ps,
       _mm512_stream_ps)

static bool is_wide(void)
{
    return __builtin_cpu_supports("avx512f");
}

static void stream_chunk(const struct chunk *chunk, size_t fetch)
{
    if (is_wide())
        move_64(chunk, fetch);
    else
        move_16(chunk, fetch);
}

static void stream(const struct chunk *chunk)
{
    stream_chunk(chunk, 0);
}

static void stream_and_fetch(const struct chunk *chunk)
{
    stream_chunk(chunk, FETCH_BYTES);
}

static void stream_narrow(const struct chunk *chunk)
{
    move_16(chunk, FETCH_BYTES);
}

/* What two ways over a matrix cannot avoid: read all, then move all, the last bytes read first. */
static void read_then_stream(const struct chunk *chunk)
{
    const size_t block = 65536;
    if (is_wide())
        read_64(chunk);
    else
        read_16(chunk);
    for (size_t end = chunk->count; end > 0;) {
        size_t begin = end > block ? (end - 1) / block * block : 0;
        stream_chunk(&(struct chunk){chunk->out + begin, chunk->x + begin, chunk->dy ? chunk->dy + begin : NULL, end - begin}, 0);
        end = begin;
    }
}
#else
#define stream move_plainly
#define stream_and_fetch move_plainly
#define stream_narrow move_plainly

static void read_then_stream(const struct chunk *chunk)
{
    float sum = 0;
    for (size_t i = 0; i < chunk->count; i++)
        sum += chunk->x[i] + (chunk->dy ? chunk->dy[i] : 0);
    sink = sum;
    move_plainly(chunk);
}
#endif

static void *prepare(const struct kernel_case *which, chunk_function *move)
{
    if (kernel_case_count(which) < 4096)
        return NULL;
    struct limit *limit = malloc(sizeof *limit);
    if (limit)
        *limit = (struct limit){.which = *which, .move = move};
    return limit;
}

static void move_part(void *argument, int part)
{
    const struct limit *limit = argument;
    size_t parts = (size_t)kernel_case_threads(&limit->which);
    size_t count = kernel_case_count(&limit->which) / parts / 128 * 128, begin = (size_t)part * count;
    const struct kernel_buffers *buffers = limit->buffers;
    bool triad = limit->which.pass == PASS_BACKWARD;
    limit->move(&(struct chunk){buffers->out + begin, buffers->x + begin, triad ? buffers->dy + begin : NULL, count});
}

static void run(void *state, const struct kernel_buffers *buffers)
{
    struct limit *limit = state;
    const struct batchnorm_parallel *parallel = limit->which.parallel;
    limit->buffers = buffers;
    if (parallel)
        parallel->run(parallel->executor, parallel->threads, move_part, limit);
    else
        move_part(limit, 0);
}

static void *prepare_plain(const struct kernel_case *which)
{
    return prepare(which, move_plainly);
}

static void *prepare_stream(const struct kernel_case *which)
{
    return prepare(which, stream);
}

static void *prepare_stream_and_fetch(const struct kernel_case *which)
{
    return prepare(which, stream_and_fetch);
}

static void *prepare_stream_narrow(const struct kernel_case *which)
{
    return prepare(which, stream_narrow);
}

static void *prepare_two_sweeps(const struct kernel_case *which)
{
    return prepare(which, read_then_stream);
}

const struct contender kernel_limits[] = {
    {"plain", prepare_plain, run, free},
    {"past caches", prepare_stream, run, free},
    {"past caches, fetched ahead", prepare_stream_and_fetch, run, free},
    {"past caches, 16 bytes", prepare_stream_narrow, run, free},
    {NULL, NULL, NULL, NULL},
};

const struct contender kernel_two_sweep_limits[] = {
    {"read, then past caches", prepare_two_sweeps, run, free},
    {NULL, NULL, NULL, NULL},
};
