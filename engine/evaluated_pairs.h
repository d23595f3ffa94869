/* evaluated_pairs.h - which pairs of frameworks can be judged. */
#ifndef XW_ENGINE_EVALUATED_PAIRS_H
#define XW_ENGINE_EVALUATED_PAIRS_H

#include "graph.h"

#include <xw/evaluate.h>

/** List the pairs of frameworks that have at least `min_pairs` pairs of
 *  controls directly mapped, and another way round of at most `max_hops`
 *  mappings, between whatever controls.
 *
 *  @param left_out  Set of half-edges that are not there.
 *  @param out       [*count] by source, then target, with `source`, `target` and
 *                   `direct` set; the caller's to free.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *
 *  O(mappings + pairs * neighbours of frameworks). */
xw_status xw_evaluated_pairs_list(const xw_graph *graph,
                                  const uint64_t *left_out, uint32_t min_pairs,
                                  uint32_t max_hops, xw_evaluated_pair **out,
                                  size_t *count, xw_error *err);

#endif
