#include "pair_index.h"

#include "alloc.h"

#include <string.h>

enum { FIRST_SLOTS = 64 };

/* Fibonacci hashing (Knuth, TAOCP 6.4): the high bits of a product with
 * 2^64 / golden ratio. */
static uint32_t
hash(xw_pair pair)
{
    uint64_t both = (uint64_t)pair.a << 32 | pair.b;
    return (uint32_t)((both * UINT64_C(0x9E3779B97F4A7C15)) >> 32);
}

static uint32_t *
slot_for(const xw_pair_index *index, xw_pair pair)
{
    uint32_t i = hash(pair) & index->slot_mask;
    for (; index->slots[i]; i = (i + 1) & index->slot_mask) {
        xw_pair there = index->pairs[index->slots[i] - 1];
        if (there.a == pair.a && there.b == pair.b) {
            break;
        }
    }
    return &index->slots[i];
}

static xw_status
reserve_slot(xw_pair_index *index)
{
    uint32_t have = index->slots ? index->slot_mask + 1 : 0;
    if (index->count < have / 2) {
        return XW_OK;
    }
    uint32_t want = have ? have * 2 : FIRST_SLOTS;
    uint32_t *slots = want ? xw_alloc_zeroed(want, sizeof *slots) : NULL;
    if (!slots) {
        return XW_E_NOMEM;
    }
    xw_alloc_free(index->slots);
    index->slots = slots;
    index->slot_mask = want - 1;
    for (uint32_t id = 0; id < index->count; ++id) {
        *slot_for(index, index->pairs[id]) = id + 1;
    }
    return XW_OK;
}

xw_status
xw_pair_index_add(xw_pair_index *index, xw_pair pair, uint32_t *out)
{
    if (reserve_slot(index)) {
        return XW_E_NOMEM;
    }
    uint32_t *slot = slot_for(index, pair);
    if (!*slot) {
        xw_pair *pairs = xw_alloc_grow(index->pairs, index->count, &index->cap,
                                       sizeof *pairs);
        if (!pairs) {
            return XW_E_NOMEM;
        }
        index->pairs = pairs;
        index->pairs[index->count] = pair;
        *slot = ++index->count;
    }
    *out = *slot - 1;
    return XW_OK;
}

void
xw_pair_index_clear(xw_pair_index *index)
{
    xw_alloc_free(index->pairs);
    xw_alloc_free(index->slots);
    *index = (xw_pair_index){ 0 };
}
