/* proof.h - walks rebuilt backwards from what a search has found.
 *
 * Of the shortest walks that establish something, the one with the highest
 * least strength is shown; among equals, the one whose steps, last first, come
 * first in the graph. */
#ifndef XW_ENGINE_PROOF_H
#define XW_ENGINE_PROOF_H

#include "search.h"
#include "steps.h"

/** The best least strength of the walks of one length that enter a control, by
 *  mask id; ranks as in proof.c. */
typedef struct xw_strengths {
    uint8_t rank[XW_MASK_COUNT];
} xw_strengths;

/** Rebuilds walks of one search at a time. */
typedef struct xw_prover {
    xw_search *search;
    uint32_t *memo[XW_HOPS_MOST + 1]; /**< [control_count] 1 + index in pool */
    xw_strengths *pool;
    size_t pool_count, pool_cap;
    struct xw_memo_key {
        uint32_t level, control;
    } * keys; /**< [pool_count] of each in the pool */
    size_t key_cap;
} xw_prover;

/** A walk found, as a part of `xw_steps`. */
typedef struct xw_proof {
    size_t first, count; /**< in the steps */
    uint32_t hops;
    uint32_t strength; /**< XW_STRENGTH_NONE if any edge has none, or no edge */
    bool related, topic, joint; /**< some edge is */
} xw_proof;

void xw_prover_clear(xw_prover *prover);

/** Point the prover to a search just run; what it knew is forgotten. */
void xw_prover_reset(xw_prover *prover, xw_search *search);

/** The least level at which a walk to `control` has one of these masks;
 *  XW_NONE when there is none. */
uint32_t xw_proof_level(const xw_search *search, uint32_t control,
                        xw_mask_set accepted);

/** Append to `steps` the best of the shortest walks to `control` with one of
 *  these masks; there must be one.
 *
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *
 *  For each control on shorter walks to it, once: O(its edges), or O(controls
 *  of the level below * log its edges) where that is less. */
xw_status xw_prove(xw_prover *prover, uint32_t control, xw_mask_set accepted,
                   xw_steps *steps, xw_proof *out, xw_error *err);

/** Append the walk of one edge, of the row of `source`. */
xw_status xw_prove_edge(const xw_graph *graph, uint32_t source, uint32_t edge,
                        xw_steps *steps, xw_proof *out, xw_error *err);

#endif
