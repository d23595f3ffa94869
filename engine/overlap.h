/* overlap.h - what an overlap is made of. */
#ifndef XW_ENGINE_OVERLAP_H
#define XW_ENGINE_OVERLAP_H

#include "parallel.h"
#include "planes.h"
#include "scratch.h"

#include <xw/overlap.h>

/** The controls of one selection. */
typedef struct xw_overlap_side {
    uint32_t first;          /**< where there are no `members` */
    const uint32_t *members; /**< [count] borrowed, or NULL: a whole run */
    uint32_t count;
    uint32_t counted; /**< of these, how many count */
} xw_overlap_side;

static inline uint32_t
xw_overlap_member(const xw_overlap_side *side, uint32_t index)
{
    return side->members ? side->members[index] : side->first + index;
}

struct xw_overlap {
    xw_selection *of;       /**< [count] */
    xw_overlap_side *sides; /**< [count] */
    size_t count;
    uint32_t *reached; /**< [count * count] row: to, column: from */
};

/** What each part has for itself. */
typedef struct xw_overlap_part {
    xw_search search;    /**< never run: knows which half-edges count */
    xw_scratch *scratch; /**< made when first needed */
    xw_selection into[64];
} xw_overlap_part;

/** Work on 64 selections, as rows, at a time. */
typedef struct xw_overlap_work {
    const xw_graph *graph;
    const xw_overlap_request *request;
    xw_overlap *overlap;
    xw_mask_table table;
    xw_mask_product product;
    xw_mask_set edge_masks; /**< of all half-edges that count */
    xw_overlap_part parts[XW_PARTS_MOST];
    unsigned part_count;
    uint32_t max_hops;
    bool has_parts; /**< part links, that is */

    size_t column;     /**< first selection in hand */
    uint64_t *seeds;   /**< [control_count] of which selections it is */
    uint64_t *reached; /**< [control_count] which of them reach it */
    xw_planes entered[XW_OVERLAP_HOPS_MOST + 1]; /**< by an edge; 0: seeds */
    xw_planes walked[XW_OVERLAP_HOPS_MOST + 1]; /**< and by part links before */
} xw_overlap_work;

/** Fill `reached` for the selections in hand: bit-parallel.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH */
xw_status xw_overlap_walk(xw_overlap_work *work, xw_error *err);

/** Fill `reached` of the overlap if that can be done framework by framework:
 *  whole frameworks, each once, of a graph without part links.  `*is_done` is
 *  left alone if not.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH */
xw_status xw_overlap_whole(xw_overlap_work *work, bool *is_done, xw_error *err);

/** Whether a verdict counts as reached. */
bool xw_measure_meets(xw_measure measure, xw_verdict verdict);

/** Which of the selections in hand reach a control, by all its walks: `doubt`
 *  are those of which that is not sure. */
uint64_t xw_overlap_measure(const xw_overlap_work *work,
                            const xw_plane_row *row, uint64_t *doubt);

/** Ask singly whether those selections in `doubt` reach a control; gives which
 *  do. */
xw_status xw_overlap_recheck(xw_overlap_work *work, unsigned part,
                             uint32_t control, uint64_t doubt, uint64_t *out,
                             xw_error *err);

#endif
