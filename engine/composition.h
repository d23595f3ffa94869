/* composition.h - what a mapping set states, against what others compose to. */
#ifndef XW_ENGINE_COMPOSITION_H
#define XW_ENGINE_COMPOSITION_H

#include "statements.h"

/** Room for comparisons, for one thread. */
typedef struct xw_composer {
    const xw_graph *graph;
    uint32_t *marks; /**< [control_count] the stamp of the source last composed
                          to it */
    uint32_t stamp;
} xw_composer;

/** @retval XW_E_NOMEM */
xw_status xw_composer_init(xw_composer *composer, const xw_graph *graph,
                           xw_error *err);
void xw_composer_clear(xw_composer *composer);

typedef struct xw_composition_match {
    bool is_near;      /**< as xw_derived has it; else the rest is not set */
    uint64_t composed; /**< pairs in the composition */
    uint64_t shared;   /**< with the statement */
    double jaccard;
} xw_composition_match;

/** Compare a statement with the composition through a third framework.
 *
 *  @param only  Set of half-edges to compose, or NULL for all.
 *  @retval XW_E_GRAPH
 *
 *  O(size of the composition), but no more than it takes to know that it is not
 *  near. */
xw_status xw_composition_compare(xw_composer *composer,
                                 const xw_statement *statement,
                                 uint32_t through, const uint64_t *only,
                                 xw_composition_match *out, xw_error *err);

#endif
