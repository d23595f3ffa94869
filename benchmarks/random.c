#include "random.h"

void
random_seed(random_state *random, uint64_t seed)
{
    random->state = seed;
}

uint64_t
random_bits(random_state *random)
{
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

uint32_t
random_below(random_state *random, uint32_t limit)
{
    return (uint32_t)(((random_bits(random) >> 32) * limit) >> 32);
}

bool
random_chance(random_state *random, unsigned percent)
{
    return random_below(random, 100) < percent;
}

double
random_normal(random_state *random)
{
    double sum = -6;
    for (int i = 0; i < 12; ++i) {
        sum += (double)(random_bits(random) >> 11) / 9007199254740992.0;
    }
    return sum;
}
