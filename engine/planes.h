/* planes.h - which of many selections walks from each control lead into, 64
 * selections at a time.
 *
 * A plane holds a word for each control: bit s says that some walk of a given
 * length from it, of a given mask, ends in selection s.  Planes of one length
 * are got from those of the length before by one pass over all half-edges, each
 * of which moves 64 selections at once. */
#ifndef XW_ENGINE_PLANES_H
#define XW_ENGINE_PLANES_H

#include "search.h"

/** The planes of one length, those of one control side by side. */
typedef struct xw_planes {
    uint64_t *words;              /**< [control_count * count] */
    uint8_t masks[XW_MASK_COUNT]; /**< [count] the mask id of each plane */
    unsigned count;
} xw_planes;

/** A word for each mask id: the walks from one control. */
typedef struct xw_plane_row {
    uint64_t words[XW_MASK_COUNT];
} xw_plane_row;

/** The mask id of walking one mask and then another. */
typedef struct xw_mask_product {
    uint8_t id[XW_MASK_COUNT][XW_MASK_COUNT];
} xw_mask_product;

void xw_mask_product_fill(xw_mask_product *product);

/** The masks of walking one of `first` and then one of `then`. */
xw_mask_set xw_mask_product_sets(const xw_mask_product *product,
                                 xw_mask_set first, xw_mask_set then);

/** Make room for planes of these masks, all words zero.
 *  @retval XW_E_NOMEM */
xw_status xw_planes_new(xw_planes *planes, xw_mask_set masks,
                        uint32_t control_count, xw_error *err);
void xw_planes_clear(xw_planes *planes);

/** Put a row where the control has it; the row has no masks but those of the
 *  planes. */
void xw_planes_store(xw_planes *planes, uint32_t control,
                     const xw_plane_row *row);

/** Add what the control has to a row. */
void xw_planes_load(const xw_planes *planes, uint32_t control,
                    xw_plane_row *row);

/** Add to `row` the walks from `control` that begin with a half-edge that
 *  `search` uses, and go on by a walk in `rest`.
 *  @retval XW_E_GRAPH
 *  O(row of the control). */
xw_status xw_planes_pull_edges(const xw_planes *rest,
                               const xw_mask_product *product,
                               const xw_search *search, uint32_t control,
                               xw_plane_row *row, xw_error *err);

/** The same, beginning with part links to the control's relatives. */
xw_status xw_planes_pull_relatives(const xw_planes *rest,
                                   const xw_mask_product *product,
                                   xw_search *search, uint32_t control,
                                   xw_plane_row *row, xw_error *err);

#endif
