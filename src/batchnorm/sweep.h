/*
 * One way along neighbouring values of a plane: normalize those of one channel while measuring as many of the next.
 *
 * Why both at once: measuring only reads and is held up by memory's latency; normalizing writes past the caches.  Together they keep
 * both directions of the memory busy; apart, training on 56x56 planes takes 1.23 times as long.  The four accumulators of each sum
 * hide the latency of the additions.
 *
 * The lane and the accumulator a value goes to follow from its place in the stretch alone, so that neither the alignment of the
 * tensors nor what is applied along the way moves a bit of the sums.
 */
#ifndef BATCHNORM_SWEEP_H
#define BATCHNORM_SWEEP_H

#include "batchnorm/kernel.h"
#include "batchnorm/vector.h"

#define STEP (4 * LANES)

/*
 * Values between two waits for all loads, where the pass asks for it.  AMD's Zen 5 drops prefetches while misses of loads fill its
 * buffers, and with 64-byte vectors its window of 448 instructions reaches 45 lines ahead.  Holding loads back every 512 bytes keeps
 * the prefetches: training on 56x56, 28x28 and 32x32 planes comes to .80, .72 and .71 of a copy instead of .59, .55 and .57
 * (every 256 bytes: .66, .69 and .59; every 1024: .69, .63 and .68).  Planes that no cache holds need the long reach: they lose.
 */
#define PACE 128

struct accumulators {
    vector first[4], second[4];
};

struct vector_coefficients {
    vector center, slope, offset, through;
};

INLINE void measure_vector(struct accumulators *sums, size_t which, vector x, vector dy, vector shift, bool backward)
{
    vector distance = x - shift;
    sums->first[which] += backward ? dy : distance;
    sums->second[which] = multiply_add(backward ? dy : distance, distance, sums->second[which]);
}

INLINE vector applied(vector x, vector dy, const struct vector_coefficients *to, bool backward)
{
    vector result = multiply_add(x - to->center, to->slope, to->offset);
    return backward ? multiply_add(dy, to->through, result) : result;
}

INLINE void put(float *to, vector values, bool past_caches)
{
    if (past_caches)
        store_past_caches(to, values);
    else
        store(to, values);
}

INLINE void apply_vector(const struct batchnorm_sweep *s, const struct vector_coefficients *to, size_t at, bool backward,
                         bool past_caches)
{
    put(s->out + at, applied(load(s->x + at), backward ? load(s->dy + at) : (vector){0}, to, backward), past_caches);
}

/* What is left before and after the aligned steps. */
INLINE void apply_rest(const struct batchnorm_sweep *s, const struct vector_coefficients *to, size_t at, size_t end, bool backward)
{
    for (; at + LANES <= end; at += LANES)
        store(s->out + at, applied(load(s->x + at), backward ? load(s->dy + at) : (vector){0}, to, backward));
    if (at < end) {
        vector dy = backward ? load_part(s->dy + at, end - at) : (vector){0};
        store_part(s->out + at, applied(load_part(s->x + at, end - at), dy, to, backward), end - at);
    }
}

INLINE void measure_at(const struct batchnorm_sweep *s, struct accumulators *sums, size_t which, size_t at, vector shift,
                       bool backward)
{
    vector dy = backward ? load(s->measured_dy + at) : (vector){0};
    measure_vector(sums, which, load(s->measured_x + at), dy, shift, backward);
}

/* Fewer than STEP values; those that a vector lacks count as `shift` with a dy of 0. */
INLINE void measure_rest(const struct batchnorm_sweep *s, struct accumulators *sums, size_t at, size_t end, vector shift,
                         bool backward)
{
    UNROLL
    for (size_t i = 0; i < 4 && at < end; i++, at += LANES) {
        size_t count = end - at < LANES ? end - at : LANES;
        bool whole = count == LANES;
        vector x = whole ? load(s->measured_x + at) : load_part(s->measured_x + at, count);
        vector dy = {0};
        if (backward)
            dy = whole ? load(s->measured_dy + at) : load_part(s->measured_dy + at, count);
        measure_vector(sums, i, x, dy, whole ? shift : first_lanes(shift, count), backward);
    }
}

INLINE void flush(const struct accumulators *from, struct batchnorm_lane_sums *sums)
{
    vector first = (from->first[0] + from->first[1]) + (from->first[2] + from->first[3]);
    vector second = (from->second[0] + from->second[1]) + (from->second[2] + from->second[3]);
    UNROLL
    for (size_t half = 0; half < 2; half++) {
        double *to_first = sums->first + half * WIDE_LANES, *to_second = sums->second + half * WIDE_LANES;
        store_wide(to_first, load_wide(to_first) + widen_half(first, half));
        store_wide(to_second, load_wide(to_second) + widen_half(second, half));
    }
}

INLINE void fetch_line(const struct batchnorm_sweep *s, size_t at, bool backward)
{
    fetch(s->measured_x + s->ahead + at);
    if (backward)
        fetch(s->measured_dy + s->ahead + at);
}

/* Values before the first one that lies on the boundary of a vector. */
INLINE size_t values_to_boundary(const float *out, size_t count)
{
    size_t past = (uintptr_t)out % BATCHNORM_VECTOR_BYTES / sizeof(float);
    size_t before = past ? LANES - past : 0;
    return before < count ? before : count;
}

/* `lead`: how far the applied values are ahead of the measured ones, so that they lie on boundaries. */
INLINE void sweep_stretch(const struct batchnorm_sweep *sweep, bool backward, bool apply, bool measure, bool past_caches,
                          bool ahead, bool paced)
{
    const struct batchnorm_sweep own = *sweep, *s = &own; /* which no store can change: pointers stay in registers */
    vector shift = broadcast(s->shift);
    struct vector_coefficients to = {broadcast(s->coefficients.center), broadcast(s->coefficients.slope),
                                     broadcast(s->coefficients.offset), broadcast(s->coefficients.through)};
    size_t lead = apply ? values_to_boundary(s->out, s->count) : 0;
    if (apply)
        apply_rest(s, &to, 0, lead, backward);
    for (size_t begin = 0, applying = apply; begin < s->count; begin += BATCHNORM_FLUSH_VALUES) {
        size_t end = s->count - begin < BATCHNORM_FLUSH_VALUES ? s->count : begin + BATCHNORM_FLUSH_VALUES;
        size_t both_end = end < s->count - lead ? end : s->count - lead;
        struct accumulators sums = {{{0}, {0}, {0}, {0}}, {{0}, {0}, {0}, {0}}};
        size_t at = begin;
        for (; at + STEP <= both_end; at += STEP) {
            if (paced && at % PACE == 0)
                wait_for_loads();
            UNROLL
            for (size_t i = 0; i < 4; i++) {
                if (ahead && i * LANES % LINE_FLOATS == 0)
                    fetch_line(s, at + i * LANES, backward);
                if (apply)
                    apply_vector(s, &to, lead + at + i * LANES, backward, past_caches);
                if (measure)
                    measure_at(s, &sums, i, at + i * LANES, shift, backward);
            }
        }
        if (applying && (at < end || end == s->count)) {
            apply_rest(s, &to, lead + at, s->count, backward);
            applying = false;
        }
        if (measure) {
            for (; at + STEP <= end; at += STEP) {
                UNROLL
                for (size_t i = 0; i < 4; i++)
                    measure_at(s, &sums, i, at + i * LANES, shift, backward);
            }
            measure_rest(s, &sums, at, end, shift, backward);
            flush(&sums, s->sums);
        }
    }
}

/* Each combination becomes code of its own, without tests in its loops. */
#define SWEEP(backward, apply, measure, past_caches, ahead, paced)                                                                 \
    case (backward) | (apply) << 1 | (measure) << 2 | (past_caches) << 3 | (ahead) << 4 | (paced) << 5:                            \
        sweep_stretch(sweep, backward, apply, measure, past_caches, ahead, paced);                                                 \
        break
#define SWEEPS(backward)                                                                                                           \
    SWEEP(backward, 0, 1, 0, 0, 0);                                                                                                \
    SWEEP(backward, 0, 1, 0, 1, 0);                                                                                                \
    SWEEP(backward, 1, 0, 0, 0, 0);                                                                                                \
    SWEEP(backward, 1, 0, 1, 0, 0);                                                                                                \
    SWEEP(backward, 1, 1, 0, 0, 0);                                                                                                \
    SWEEP(backward, 1, 1, 0, 1, 0);                                                                                                \
    SWEEP(backward, 1, 1, 1, 0, 0);                                                                                                \
    SWEEP(backward, 1, 1, 1, 1, 0);                                                                                                \
    SWEEP(backward, 1, 1, 1, 1, 1)

static void kernel_sweep(const struct batchnorm_sweep *sweep)
{
    bool apply = sweep->out, measure = sweep->measured_x;
    bool backward = apply ? sweep->dy != NULL : sweep->measured_dy != NULL;
    bool past_caches = apply && sweep->past_caches;
    bool ahead = measure && sweep->ahead;
    bool paced = past_caches && ahead && sweep->paced;
    switch (backward | apply << 1 | measure << 2 | past_caches << 3 | ahead << 4 | paced << 5) {
        SWEEPS(0);
        SWEEPS(1);
    }
}

static void kernel_collect(const struct batchnorm_lane_sums *sums, double *first, double *second)
{
    *first = sum_of_lanes(load_wide(sums->first) + load_wide(sums->first + WIDE_LANES));
    *second = sum_of_lanes(load_wide(sums->second) + load_wide(sums->second + WIDE_LANES));
}

#endif
