/* pair_index.h - pairs of numbers to dense ids, in order of first sight. */
#ifndef XW_ENGINE_PAIR_INDEX_H
#define XW_ENGINE_PAIR_INDEX_H

#include <xw/xw.h>

typedef struct xw_pair {
    uint32_t a, b;
} xw_pair;

typedef struct xw_pair_index {
    xw_pair *pairs;  /**< [count] */
    uint32_t *slots; /**< [slot_mask + 1] id + 1, or 0 for empty */
    size_t cap;      /**< of pairs */
    uint32_t count;
    uint32_t slot_mask;
} xw_pair_index;

/** The id of a pair, added if it is new.
 *  @retval XW_E_NOMEM  Nothing was added.
 *  Amortised O(1). */
xw_status xw_pair_index_add(xw_pair_index *index, xw_pair pair, uint32_t *out);
void xw_pair_index_clear(xw_pair_index *index);

#endif
