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
 *  @param out       Has min_pairs and max_hops, and is given `pairs`,
 *                   [pair_count] by source, then target, with `source`,
 *                   `target` and `direct` set.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *
 *  O(mappings + pairs * neighbours of frameworks). */
xw_status xw_evaluated_pairs_list(const xw_graph *graph,
                                  const uint64_t *left_out, xw_evaluation *out,
                                  xw_error *err);

#endif
