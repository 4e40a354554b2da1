/*
 * Vectors of BATCHNORM_VECTOR_BYTES (16, 32 or 64) for the kernels: GCC's vector extensions, which GCC and Clang have on every
 * machine, and intrinsics only for what they cannot say: fused multiply-add, stores past the cache, parts of a vector.
 *
 * Fused multiply-add is spelled out, never left to -ffp-contract: the same source gives the same bits from every compiler.
 * Included through kernel_template.inc, once in each file that makes a kernel; everything here is static.
 */
#ifndef BATCHNORM_VECTOR_H
#define BATCHNORM_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifndef BATCHNORM_VECTOR_BYTES
#define BATCHNORM_VECTOR_BYTES 16
#endif
#if defined __SSE2__
#include <immintrin.h>
#elif defined __aarch64__
#include <arm_neon.h>
#endif

#define LANES ((size_t)BATCHNORM_VECTOR_BYTES / sizeof(float))
#define WIDE_LANES (LANES / 2)
#define LINE_FLOATS (64 / sizeof(float)) /* of a cache line */
#define INLINE static inline __attribute__((always_inline))

/* Before a loop of few turns over an array of vectors: unless its turns are spelled out the array lives in memory.  Clang does so
 * unasked; GCC warns where it has no use for the word, which is without optimization and without vector registers. */
#if defined __clang__ || !defined __OPTIMIZE__ || !(defined __SSE2__ || defined __ARM_NEON)
#define UNROLL
#else
#define UNROLL _Pragma("GCC unroll 16")
#endif

typedef float vector __attribute__((vector_size(BATCHNORM_VECTOR_BYTES)));
typedef float loose_vector __attribute__((vector_size(BATCHNORM_VECTOR_BYTES), aligned(4), may_alias));
typedef int32_t lane_mask __attribute__((vector_size(BATCHNORM_VECTOR_BYTES)));
typedef float half_vector __attribute__((vector_size(BATCHNORM_VECTOR_BYTES / 2)));
typedef float loose_half __attribute__((vector_size(BATCHNORM_VECTOR_BYTES / 2), aligned(4), may_alias));
typedef double wide __attribute__((vector_size(BATCHNORM_VECTOR_BYTES)));
typedef int64_t wide_mask __attribute__((vector_size(BATCHNORM_VECTOR_BYTES)));
typedef double loose_wide __attribute__((vector_size(BATCHNORM_VECTOR_BYTES), aligned(8), may_alias));

INLINE vector load(const float *from)
{
    return *(const loose_vector *)from;
}

INLINE void store(float *to, vector values)
{
    *(loose_vector *)to = values;
}

INLINE vector broadcast(float value)
{
    return value - (vector){0};
}

INLINE wide load_wide(const double *from)
{
    return *(const loose_wide *)from;
}

INLINE void store_wide(double *to, wide values)
{
    *(loose_wide *)to = values;
}

INLINE wide broadcast_wide(double value)
{
    return value - (wide){0};
}

/* WIDE_LANES floats as doubles, and back. */
INLINE wide load_widened(const float *from)
{
    return __builtin_convertvector(*(const loose_half *)from, wide);
}

INLINE void store_narrowed(float *to, wide values)
{
    *(loose_half *)to = __builtin_convertvector(values, half_vector);
}

/* The lower (0) or upper (1) half of the lanes. */
INLINE wide widen_half(vector values, size_t half)
{
    half_vector halves[2];
    memcpy(halves, &values, sizeof halves);
    return __builtin_convertvector(halves[half], wide);
}

/* Rounded once with FMA, twice without. */
INLINE vector multiply_add(vector a, vector b, vector c)
{
#if BATCHNORM_VECTOR_BYTES == 64
    return (vector)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
#elif BATCHNORM_VECTOR_BYTES == 32
    return (vector)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
#elif defined __aarch64__
    return (vector)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b);
#else
    return a * b + c;
#endif
}

/* To memory past the caches; `to` is aligned to a vector.  Without such stores on the machine, a plain one. */
INLINE void store_past_caches(float *to, vector values)
{
#if BATCHNORM_VECTOR_BYTES == 64
    _mm512_stream_ps(to, (__m512)values);
#elif BATCHNORM_VECTOR_BYTES == 32
    _mm256_stream_ps(to, (__m256)values);
#elif defined __SSE2__
    _mm_stream_ps(to, (__m128)values);
#else
    store(to, values);
#endif
}

/* Stores past the caches are not ordered with others: after this they are. */
INLINE void order_stores(void)
{
#if defined __SSE2__
    _mm_sfence();
#endif
}

/* Until all loads before this are done, none after it begins. */
INLINE void wait_for_loads(void)
{
#if defined __SSE2__
    _mm_lfence();
#endif
}

INLINE wide square_root(wide values)
{
#if BATCHNORM_VECTOR_BYTES == 64
    return (wide)_mm512_sqrt_pd((__m512d)values);
#elif BATCHNORM_VECTOR_BYTES == 32
    return (wide)_mm256_sqrt_pd((__m256d)values);
#elif defined __SSE2__
    return (wide)_mm_sqrt_pd((__m128d)values);
#else
    for (size_t lane = 0; lane < WIDE_LANES; lane++)
        values[lane] = __builtin_sqrt(values[lane]);
    return values;
#endif
}

/* Whether a comparison of doubles came out true in any lane. */
INLINE bool any_set(wide_mask mask)
{
#if BATCHNORM_VECTOR_BYTES == 64
    return _mm512_movepi64_mask((__m512i)mask) != 0;
#elif BATCHNORM_VECTOR_BYTES == 32
    return _mm256_movemask_pd((__m256d)mask) != 0;
#elif defined __SSE2__
    return _mm_movemask_pd((__m128d)mask) != 0;
#else
    int64_t any = 0;
    for (size_t lane = 0; lane < WIDE_LANES; lane++)
        any |= mask[lane];
    return any != 0;
#endif
}

/* In double, as a tree: a chain of additions would be the longest wait of a short channel. */
INLINE double sum_of_lanes(wide values)
{
    double lanes[WIDE_LANES];
    memcpy(lanes, &values, sizeof lanes);
    UNROLL
    for (size_t step = WIDE_LANES / 2; step > 0; step /= 2) {
        UNROLL
        for (size_t lane = 0; lane < step; lane++)
            lanes[lane] += lanes[lane + step];
    }
    return lanes[0];
}

/* The same pointer, of which the compiler does not know where it comes from. */
INLINE const float *hidden(const float *pointer)
{
    __asm__("" : "+r"(pointer));
    return pointer;
}

/* Asks for the line to be brought into the caches; a hint, so any address will do. */
INLINE void fetch(const float *address)
{
    __builtin_prefetch(address, 0, 3);
}

#endif
