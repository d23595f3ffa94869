/* published.h - which half-edges count as a published mapping. */
#ifndef XW_ENGINE_PUBLISHED_H
#define XW_ENGINE_PUBLISHED_H

#include "bits.h"
#include "graph.h"

/** Whether a half-edge is used, is not left out (a set of half-edges, or NULL),
 *  and says more than "no relationship". */
static inline bool
xw_is_published(const xw_graph *graph, const uint64_t *left_out, uint32_t edge)
{
    uint16_t attribute = graph->edge_attributes[edge];
    unsigned mask = attribute & XW_EDGE_MASK;
    return !(attribute & XW_EDGE_IDLE) && !xw_bit_in(left_out, edge) &&
           mask < XW_MASK_COUNT && xw_mask_relation(mask) != XW_DIS;
}

#endif
