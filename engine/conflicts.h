/* conflicts.h - the mappings that contradict each other, each set of them
 * once. */
#ifndef XW_ENGINE_CONFLICTS_H
#define XW_ENGINE_CONFLICTS_H

#include "contradictions.h"

#include <xw/check.h>

typedef struct xw_conflicts {
    xw_conflict *items; /**< [count] as in xw_findings */
    size_t count;
    uint64_t omitted;
    bool complete;
    xw_steps steps; /**< of all walks */
} xw_conflicts;

/** Find the witnesses of contradictions, and show at most `limit`.
 *
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *
 *  O(searches for walks that exclude something, from one source for each
 *  contradiction looked at): all, or where there are very many some thousands
 *  and a few for each that is shown. */
xw_status xw_conflicts_show(const xw_graph *graph, const xw_evidence *evidence,
                            const xw_contradictions *found, size_t limit,
                            xw_conflicts *out, xw_error *err);
void xw_conflicts_clear(xw_conflicts *conflicts);

#endif
