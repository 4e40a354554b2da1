/*
 * Parts of vectors, for rests: intrinsics where the instruction set can leave lanes alone, and loops where it cannot.  No memory
 * beyond the part is touched.
 */
#ifndef BATCHNORM_VECTOR_PART_H
#define BATCHNORM_VECTOR_PART_H

#include "batchnorm/vector.h"

#if BATCHNORM_VECTOR_BYTES != 64
static const int32_t ones_then_zeros[16] = {-1, -1, -1, -1, -1, -1, -1, -1};
#endif

#if BATCHNORM_VECTOR_BYTES == 32
INLINE __m256i mask_of(size_t count)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)(ones_then_zeros + 8 - count));
}

INLINE __m128i half_mask_of(size_t count)
{
    return _mm_loadu_si128((const __m128i *)(const void *)(ones_then_zeros + 8 - count));
}
#elif BATCHNORM_VECTOR_BYTES == 64
INLINE __mmask8 half_mask_of(size_t count)
{
    return (__mmask8)((1u << count) - 1);
}
#endif

/* `count` <= WIDE_LANES doubles, from memory of which no more is touched; the other lanes are values that no formula trips over.
 * A single one is loaded and stored as such: what is masked cannot be handed from a store to a load before it is in the cache. */
INLINE wide load_wide_part(const double *from, size_t count)
{
    if (count == 1)
        return broadcast_wide(*from);
#if BATCHNORM_VECTOR_BYTES == 64
    return (wide)_mm512_mask_loadu_pd(_mm512_set1_pd(1), half_mask_of(count), from);
#elif BATCHNORM_VECTOR_BYTES == 32
    __m256d mask = _mm256_castsi256_pd(_mm256_cvtepi32_epi64(half_mask_of(count)));
    return (wide)_mm256_blendv_pd(_mm256_set1_pd(1), _mm256_maskload_pd(from, _mm256_castpd_si256(mask)), mask);
#else
    wide values = broadcast_wide(1);
    for (size_t lane = 0; lane < count; lane++)
        values[lane] = from[lane];
    return values;
#endif
}

/* The same of floats. */
INLINE wide load_widened_part(const float *from, size_t count)
{
    if (count == 1)
        return broadcast_wide(*from);
#if BATCHNORM_VECTOR_BYTES == 64
    return (wide)_mm512_cvtps_pd(_mm256_mask_loadu_ps(_mm256_set1_ps(1), half_mask_of(count), from));
#elif BATCHNORM_VECTOR_BYTES == 32
    __m128 mask = _mm_castsi128_ps(half_mask_of(count));
    return (wide)_mm256_cvtps_pd(_mm_blendv_ps(_mm_set1_ps(1), _mm_maskload_ps(from, _mm_castps_si128(mask)), mask));
#else
    wide values = broadcast_wide(1);
    for (size_t lane = 0; lane < count; lane++)
        values[lane] = from[lane];
    return values;
#endif
}

INLINE void store_wide_part(double *to, wide values, size_t count)
{
    if (count == 1) {
        *to = values[0];
        return;
    }
#if BATCHNORM_VECTOR_BYTES == 64
    _mm512_mask_storeu_pd(to, half_mask_of(count), (__m512d)values);
#elif BATCHNORM_VECTOR_BYTES == 32
    _mm256_maskstore_pd(to, _mm256_cvtepi32_epi64(half_mask_of(count)), (__m256d)values);
#else
    for (size_t lane = 0; lane < count; lane++)
        to[lane] = values[lane];
#endif
}

INLINE void store_narrowed_part(float *to, wide values, size_t count)
{
    if (count == 1) {
        *to = (float)values[0];
        return;
    }
#if BATCHNORM_VECTOR_BYTES == 64
    _mm256_mask_storeu_ps(to, half_mask_of(count), _mm512_cvtpd_ps((__m512d)values));
#elif BATCHNORM_VECTOR_BYTES == 32
    _mm_maskstore_ps(to, half_mask_of(count), _mm256_cvtpd_ps((__m256d)values));
#else
    for (size_t lane = 0; lane < count; lane++)
        to[lane] = (float)values[lane];
#endif
}

/* `count` < LANES floats; the other lanes are 0, and the memory behind them is not touched. */
INLINE vector load_part(const float *from, size_t count)
{
#if BATCHNORM_VECTOR_BYTES == 64
    return (vector)_mm512_maskz_loadu_ps((__mmask16)((1u << count) - 1), from);
#elif BATCHNORM_VECTOR_BYTES == 32
    return (vector)_mm256_maskload_ps(from, mask_of(count));
#else
    vector values = {0};
    for (size_t lane = 0; lane < count; lane++)
        values[lane] = from[lane];
    return values;
#endif
}

INLINE void store_part(float *to, vector values, size_t count)
{
#if BATCHNORM_VECTOR_BYTES == 64
    _mm512_mask_storeu_ps(to, (__mmask16)((1u << count) - 1), (__m512)values);
#elif BATCHNORM_VECTOR_BYTES == 32
    _mm256_maskstore_ps(to, mask_of(count), (__m256)values);
#else
    for (size_t lane = 0; lane < count; lane++)
        to[lane] = values[lane];
#endif
}

/* The first `count` < LANES lanes; the others become 0. */
INLINE vector first_lanes(vector values, size_t count)
{
#if BATCHNORM_VECTOR_BYTES == 64
    return (vector)_mm512_maskz_mov_ps((__mmask16)((1u << count) - 1), (__m512)values);
#elif BATCHNORM_VECTOR_BYTES == 32
    return (vector)_mm256_and_ps((__m256)values, _mm256_castsi256_ps(mask_of(count)));
#else
    for (size_t lane = count; lane < LANES; lane++)
        values[lane] = 0;
    return values;
#endif
}

/* The first `count` < LANES lanes of one, the others of the other. */
INLINE vector first_of(vector first, vector others, size_t count)
{
#if BATCHNORM_VECTOR_BYTES == 64
    return (vector)_mm512_mask_mov_ps((__m512)others, (__mmask16)((1u << count) - 1), (__m512)first);
#elif BATCHNORM_VECTOR_BYTES == 32
    return (vector)_mm256_blendv_ps((__m256)others, (__m256)first, _mm256_castsi256_ps(mask_of(count)));
#else
    lane_mask chosen;
    memcpy(&chosen, ones_then_zeros + 8 - count, sizeof chosen);
    return (vector)(((lane_mask)first & chosen) | ((lane_mask)others & ~chosen));
#endif
}

#endif
