/* rng.h - seeded pseudo-random numbers, the same on every machine. */
#ifndef XW_TESTS_RNG_H
#define XW_TESTS_RNG_H

#include <stdbool.h>
#include <stdint.h>

/** SplitMix64 (Steele, Lea, Flood 2014).  Set `state` to the seed. */
typedef struct rng {
    uint64_t state;
} rng;

uint64_t rng_next(rng *r);

/** 0 .. n - 1; `n` at least 1, and small, or else it would be uneven. */
uint32_t rng_below(rng *r, uint32_t n);

/** True `percent` times in a hundred. */
bool rng_chance(rng *r, unsigned percent);

#endif
