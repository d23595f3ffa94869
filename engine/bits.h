/* bits.h - sets of small numbers, 64 to a word. */
#ifndef XW_ENGINE_BITS_H
#define XW_ENGINE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Words for a set of numbers below `count`. */
static inline size_t
xw_bit_words(size_t count)
{
    return count / 64 + 1;
}

/** Whether `i` is in a set, which may be NULL for none. */
static inline bool
xw_bit_in(const uint64_t *set, uint32_t i)
{
    return set && (set[i / 64] >> (i % 64) & 1U);
}

static inline void
xw_bit_add(uint64_t *set, uint32_t i)
{
    set[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline void
xw_bit_drop(uint64_t *set, uint32_t i)
{
    set[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

#endif
