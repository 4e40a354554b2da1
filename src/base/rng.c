#include "base/rng.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static uint64_t split_mix(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

void rng_init(struct rng *rng, uint64_t seed)
{
    for (size_t i = 0; i < 4; i++)
        rng->state[i] = split_mix(&seed);
}

static uint64_t rotate_left(uint64_t x, int bits)
{
    return (x << bits) | (x >> (64 - bits));
}

uint64_t rng_next(struct rng *rng)
{
    uint64_t *s = rng->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

double rng_uniform(struct rng *rng)
{
    return (double)(rng_next(rng) >> 11) * 0x1p-53;
}

uint64_t rng_below(struct rng *rng, uint64_t bound)
{
    /* Values below 2^64 mod bound are drawn again, so that every result is equally likely. */
    uint64_t threshold = -bound % bound;
    uint64_t value;
    do
        value = rng_next(rng);
    while (value < threshold);
    return value % bound;
}

/* Compiled into its caller, for the registers that this one uses. */
#define IN_PLACE static inline __attribute__((always_inline))

IN_PLACE double double_of(uint64_t bits)
{
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/*
 * The logarithm of a number above 0 and up to 1: that of its power of two and, by the series of ln((1 + s) / (1 - s)), that of a
 * factor m between the roots of 1/2 and 2.  Every number takes the same steps, so that compilers take several at once.
 */
IN_PLACE double logarithm(double number)
{
    const uint64_t root_of_half = 0x3fe6a09e667f3bcdu, fraction = 0xfffffffffffffu, two_to_52 = 0x4330000000000000u;
    const double ln2_high = 0x1.62e42fee00000p-1, ln2_low = 0x1.a39ef35793c76p-33;
    enum { LEAST = 64 }; /* no exponent lies that far below 0 */
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    bits += ((uint64_t)LEAST << 52) - root_of_half;
    double exponent = double_of(two_to_52 | bits >> 52) - (0x1p52 + LEAST);
    double f = double_of((bits & fraction) + root_of_half) - 1; /* m - 1 */
    double s = f / (2 + f), z = s * s;
    double high = 2.0 / 11 + z * (2.0 / 13 + z * (2.0 / 15 + z * (2.0 / 17 + z * (2.0 / 19 + z * (2.0 / 21)))));
    double series = z * (2.0 / 3 + z * (2.0 / 5 + z * (2.0 / 7 + z * (2.0 / 9 + z * high))));
    return exponent * ln2_high + (f - (s * (f - series) - exponent * ln2_low));
}

/* cos(2 pi turn) for 0 <= turn <= 1: the sine of an angle between -pi/2 and pi/2, by its series. */
IN_PLACE double cosine(double turn)
{
    const double two_pi = 6.283185307179586;
    double angle = two_pi * (fabs(turn - 0.5) - 0.25), z = angle * angle;
    double high = 1 / 1307674368000.0 - z * (1 / 355687428096000.0 - z * (1 / 121645100408832e3 - z * (1 / 51090942171709440e3)));
    double low = 1.0 / 6 -
                 z * (1.0 / 120 - z * (1.0 / 5040 - z * (1.0 / 362880 - z * (1.0 / 39916800 - z * (1.0 / 6227020800 - z * high)))));
    return angle - angle * (z * low);
}

/* Box and Muller's formula, from two uniform numbers, of which the first is above 0. */
IN_PLACE double normal_of(double above_0, double turn)
{
    return sqrt(-2.0 * logarithm(above_0)) * cosine(turn);
}

double rng_normal(struct rng *rng)
{
    double above_0 = 1.0 - rng_uniform(rng);
    return normal_of(above_0, rng_uniform(rng));
}

enum { AT_ONCE = 128 };

IN_PLACE void make_normals(const double *above_0, const double *turns, double *restrict numbers)
{
    for (size_t i = 0; i < AT_ONCE; i++)
        numbers[i] = normal_of(above_0[i], turns[i]);
}

#ifdef __x86_64__
__attribute__((target("avx2"))) static void make_normals_avx2(const double *above_0, const double *turns, double *restrict numbers)
{
    make_normals(above_0, turns, numbers);
}

__attribute__((target("avx512f,avx512dq"))) static void make_normals_avx512(const double *above_0, const double *turns,
                                                                            double *restrict numbers)
{
    make_normals(above_0, turns, numbers);
}
#endif

/* By the widest registers there are: the same steps, and so the same bits. */
static void make_at_once(const double *above_0, const double *turns, double *restrict numbers)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) {
        make_normals_avx512(above_0, turns, numbers);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        make_normals_avx2(above_0, turns, numbers);
        return;
    }
#endif
    make_normals(above_0, turns, numbers);
}

void rng_normals(struct rng *rng, double *numbers, size_t count)
{
    double above_0[AT_ONCE], turns[AT_ONCE];
    for (; count >= AT_ONCE; count -= AT_ONCE, numbers += AT_ONCE) {
        for (size_t i = 0; i < AT_ONCE; i++) {
            above_0[i] = 1.0 - rng_uniform(rng);
            turns[i] = rng_uniform(rng);
        }
        make_at_once(above_0, turns, numbers);
    }
    for (size_t i = 0; i < count; i++)
        numbers[i] = rng_normal(rng);
}

void rng_permute(struct rng *rng, size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)rng_below(rng, i);
        size_t other = order[i - 1];
        order[i - 1] = order[j];
        order[j] = other;
    }
}

bool rng_seed_parse(const char *text, uint64_t *seed)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (errno || *end || strspn(text, "0123456789") == 0)
        return false;
    *seed = number;
    return true;
}

uint64_t rng_entropy(void)
{
    const char *fixed = getenv("BNTUTOR_SEED");
    uint64_t seed;
    if (fixed && rng_seed_parse(fixed, &seed))
        return seed;
    if (getentropy(&seed, sizeof seed) == 0)
        return seed;
    return (uint64_t)time(NULL) ^ (uint64_t)getpid() << 32;
}
