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

/** How many bits are set (Warren, "Hacker's Delight", 2nd ed. 2012, 5-1): the
 *  instruction for it is not on all machines that this is for. */
static inline uint32_t
xw_bit_count(uint64_t bits)
{
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) +
           (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (uint32_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}

#endif
