/* edge_weight.h - how much a pair of mapped controls says of either.
 *
 * A control that maps to 600 others of a framework says little of each.  So the
 * weight of a pair is one over the fourth root of the product of two crowds:
 * how many controls of the other's framework each of them maps to, where those
 * of one parent with the other count as a quarter, being one subject rather
 * than many.  (A random walk takes the square root; the fourth was better on
 * every corpus tried.)  Along a path of two mappings that makes the geometric
 * mean of four crowds.
 *
 * That is multiplied by what the mapping states, and by how much its set is
 * trusted next to the one trusted most: where all are trusted alike, that says
 * nothing of any.  Weights do not depend on what is asked, and a pair has the
 * same weight from either side. */
#ifndef XW_ENGINE_EDGE_WEIGHT_H
#define XW_ENGINE_EDGE_WEIGHT_H

#include "search.h"

/** The weights known so far, of the mappings a filter lets into the pool. */
typedef struct xw_edge_weights {
    const xw_graph *graph;
    uint32_t rationales;      /**< of that filter */
    const uint64_t *left_out; /**< likewise */
    /* At the first half-edge of each pair in a row: */
    float *crowds;      /**< [edge_count] one over the root of its crowd */
    float *statements;  /**< [edge_count] the most that one states outwards */
    uint64_t *weighed;  /**< a bit for each control whose row is */
    uint32_t *siblings; /**< [control_count] all 0 between calls */
    double most_trust;  /**< of any set */
} xw_edge_weights;

/** Begin with no memory. */
void xw_edge_weights_init(xw_edge_weights *weights, const xw_graph *graph);
void xw_edge_weights_clear(xw_edge_weights *weights);

/** Forget what is known, unless it was known under this filter.  What the
 *  filter hides for one question counts as there.
 *  @retval XW_E_NOMEM */
xw_status xw_edge_weights_begin(xw_edge_weights *weights,
                                const xw_edge_filter *filter, xw_error *err);

/** The weight of `control` and the other end of `edge`, the first half-edge of
 *  the pair in its row; 0 when all that is said is that there is no
 *  relationship.
 *
 *  @retval XW_E_GRAPH
 *
 *  O(log of the other's row), and once a control O(its row). */
xw_status xw_edge_weight(xw_edge_weights *weights, uint32_t control,
                         uint32_t edge, double *out, xw_error *err);

#endif
