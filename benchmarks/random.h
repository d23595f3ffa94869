/* random.h - seeded random numbers, the same everywhere: SplitMix64 (Steele,
 * Lea, Flood 2014). */
#ifndef XW_BENCHMARKS_RANDOM_H
#define XW_BENCHMARKS_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct random_state {
    uint64_t state;
} random_state;

void random_seed(random_state *random, uint64_t seed);
uint64_t random_bits(random_state *random);

/** 0 .. limit - 1; `limit` is at least 1. */
uint32_t random_below(random_state *random, uint32_t limit);

/** True `percent` times in a hundred. */
bool random_chance(random_state *random, unsigned percent);

/** Standard normal, by the sum of twelve uniforms. */
double random_normal(random_state *random);

#endif
