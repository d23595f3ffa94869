#include "rng.h"

uint64_t
rng_next(rng *r)
{
    uint64_t z = r->state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

uint32_t
rng_below(rng *r, uint32_t n)
{
    return (uint32_t)((rng_next(r) >> 32) % n);
}

bool
rng_chance(rng *r, unsigned percent)
{
    return rng_below(r, 100) < percent;
}
