#include "name_index.h"

#include "ascii.h"

#include <xxhash.h>

enum { FOLD_BYTES = 256, FEWEST_SLOTS = 16 };

void
xw_name_fold(const char *name, size_t len, char *out)
{
    for (size_t i = 0; i < len; ++i) {
        out[i] = xw_ascii_lower(name[i]);
    }
}

bool
xw_name_equal_folded(const char *a, size_t a_len, const char *b, size_t b_len)
{
    if (a_len != b_len) {
        return false;
    }
    for (size_t i = 0; i < a_len; ++i) {
        if (xw_ascii_lower(a[i]) != xw_ascii_lower(b[i])) {
            return false;
        }
    }
    return true;
}

/* Longer names are hashed by their first FOLD_BYTES and their length. */
uint32_t
xw_name_hash(uint32_t framework, const char *name, size_t len)
{
    char folded[FOLD_BYTES];
    size_t most = len < FOLD_BYTES ? len : FOLD_BYTES;
    xw_name_fold(name, most, folded);
    uint64_t seed = (uint64_t)len << 32 | framework;
    return (uint32_t)XXH3_64bits_withSeed(folded, most, seed);
}

size_t
xw_name_slot_count(size_t count)
{
    size_t slots = FEWEST_SLOTS;
    while (slots < 2 * count) {
        slots *= 2;
    }
    return slots;
}

void
xw_name_insert(uint32_t *slots, size_t slot_count, uint32_t hash,
               uint32_t value)
{
    size_t i = hash & (slot_count - 1);
    while (slots[i]) {
        i = (i + 1) & (slot_count - 1);
    }
    slots[i] = value;
}
