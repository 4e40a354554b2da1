/*
 * Random numbers that are the same on every machine: xoshiro256** (Blackman and Vigna 2018), seeded through SplitMix64.
 */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rng {
    uint64_t state[4];
};

void rng_init(struct rng *rng, uint64_t seed);
uint64_t rng_next(struct rng *rng);

/* Uniform in 0..1, without 1. */
double rng_uniform(struct rng *rng);

/* Uniform in 0..bound-1; bound >= 1. */
uint64_t rng_below(struct rng *rng, uint64_t bound);

/* Normal with mean 0 and standard deviation 1 (Box and Muller). */
double rng_normal(struct rng *rng);

/* The next `count` of them; many at once are drawn faster. */
void rng_normals(struct rng *rng, double *numbers, size_t count);

/* Fills order[count] with a random permutation of 0..count-1. */
void rng_permute(struct rng *rng, size_t *order, size_t count);

/* A whole number from 0 on into *seed; false, and *seed as it was, for anything else. */
bool rng_seed_parse(const char *text, uint64_t *seed);

/* A seed from the system's entropy, or BNTUTOR_SEED if that is a number. */
uint64_t rng_entropy(void);

#endif
