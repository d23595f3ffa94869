/* telling.h - the half-edges that may be part of a contradiction over two hops.
 *
 * What a walk composes to may be excluded by what another does, or by nothing
 * that the masks of a graph compose to.  Half-edges that no walk of the first
 * sort has are left out; so are those of pairs whose own mappings contradict
 * each other, which act as XW_ALL.
 *
 * Controls are numbered anew, by how many half-edges they have. */
#ifndef XW_ENGINE_TELLING_H
#define XW_ENGINE_TELLING_H

#include "near.h"
#include "planes.h"

enum {
    XW_TELLING_SHIFT = 4,
    XW_TELLING_MASK = (1 << XW_TELLING_SHIFT) - 1,
    XW_TELLING_MOST = 1 << (32 - XW_TELLING_SHIFT) /* controls */
};

typedef struct xw_telling {
    uint32_t *controls; /**< [control_count] by their new number */
    uint32_t *rows;     /**< [control_count + 1] */
    uint32_t *ends;     /**< [rows[control_count]] of each half-edge: number <<
                             XW_TELLING_SHIFT | mask id, in no order */
    xw_mask_set masks;  /**< of walks of one or two that others may exclude */
} xw_telling;

/** Find them in a graph that `near` has looked at, of less than XW_TELLING_MOST
 *  controls.  `*out` is to be cleared, also after a failure.
 *
 *  @retval XW_E_NOMEM
 *  O(half-edges). */
xw_status xw_telling_find(const xw_near *near, const xw_mask_product *product,
                          xw_telling *out, xw_error *err);
void xw_telling_clear(xw_telling *telling);

#endif
