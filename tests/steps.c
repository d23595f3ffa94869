#include "steps.h"

#include "support.h"

static uint64_t taken, allowed = UINT64_MAX;

uint64_t
allow_steps(uint64_t n)
{
    uint64_t was = taken;
    taken = 0;
    allowed = n;
    return was;
}

void
__sanitizer_cov_trace_pc(void)
{
    if (++taken > allowed) {
        allowed = UINT64_MAX;
        fail_msg("more steps than %llu", (unsigned long long)(taken - 1));
    }
}
