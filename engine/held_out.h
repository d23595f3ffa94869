/* held_out.h - what is inferred between two frameworks once all that is
 * published between them is hidden. */
#ifndef XW_ENGINE_HELD_OUT_H
#define XW_ENGINE_HELD_OUT_H

#include "parallel.h"
#include "plain_walk.h"
#include "rank.h"

#include <xw/evaluate.h>

/** Where a thread keeps what it infers. */
typedef struct xw_held_out_part {
    xw_search search;
    xw_ranker ranker;
    xw_plain_walk walk;
    xw_evaluated_candidate *candidates; /**< [count] from its items so far */
    size_t count, cap;
} xw_held_out_part;

/** What one control leads to: some of the candidates of its part. */
typedef struct xw_held_out_slice {
    size_t begin, count;
} xw_held_out_slice;

typedef struct xw_held_out {
    const xw_graph *graph;
    const uint64_t *left_out; /**< half-edges that are never there */
    uint64_t *hidden;         /**< half-edges between the pair in hand */
    uint8_t *distance;        /**< [framework_count] hops to its target */
    uint32_t *queue;          /**< [framework_count] */
    xw_mask_table table;
    uint32_t max_hops;
    xw_held_out_part *parts; /**< [part_count] */
    unsigned part_count;
    xw_held_out_slice *slices; /**< [slice_cap] by source control */
    size_t slice_cap;
    xw_evaluated_pair pair;             /**< in hand */
    xw_evaluated_candidate *candidates; /**< [count] by source, then target */
    size_t count, cap;
} xw_held_out;

/** @param left_out  Set of half-edges, borrowed.
 *  @retval XW_E_NOMEM */
xw_status xw_held_out_init(xw_held_out *held, const xw_graph *graph,
                           const uint64_t *left_out, uint32_t max_hops,
                           unsigned part_count, xw_error *err);
void xw_held_out_clear(xw_held_out *held);

/** Infer one pair: sets `candidates`.
 *
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH */
xw_status xw_held_out_run(xw_held_out *held, size_t index,
                          const xw_evaluated_pair *pair,
                          const xw_progress *progress, xw_error *err);

#endif
