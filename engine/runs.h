/* runs.h - going through some half-edges of a control: those to one framework,
 * or those of the mappings that it is the source of. */
#ifndef XW_ENGINE_RUNS_H
#define XW_ENGINE_RUNS_H

#include "graph.h"

/** Whether a row is gone through faster than its runs are looked up. */
static inline bool
xw_row_is_short(xw_row row)
{
    enum { SHORT = 16 };
    return row.end - row.begin <= SHORT;
}

/** The first of some runs whose framework is not below `framework`, or the end of
 *  them.  O(log runs). */
uint32_t xw_run_find(const xw_graph *graph, xw_row runs, uint32_t framework);

/** Part of the row of a control, empty when nothing goes there.  False when the
 *  file lies about it.  The framework must be one.  O(log frameworks). */
bool xw_run_into(const xw_graph *graph, uint32_t control, uint32_t framework,
                 xw_row *out);

/** The end of the half-edges from `edge` on that go to the same control. */
static inline uint32_t
xw_run_end_of_pair(const xw_graph *graph, xw_row run, uint32_t edge)
{
    uint32_t end = edge + 1;
    while (end < run.end &&
           graph->edge_targets[end] == graph->edge_targets[edge]) {
        ++end;
    }
    return end;
}

/** The mappings that a control is the source of, one after the other. */
typedef struct xw_outgoing {
    const xw_graph *graph;
    xw_row row;       /**< what is left of its row */
    uint32_t mapping; /**< the next one */
} xw_outgoing;

/** Begin; false when the file lies about the row. */
static inline bool
xw_outgoing_of(const xw_graph *graph, uint32_t control, xw_outgoing *out)
{
    *out = (xw_outgoing){ .graph = graph,
                          .mapping = graph->mapping_rows[control] };
    return xw_graph_edges(graph, control, &out->row);
}

/** The next half-edge and its mapping; false when there are no more, or no such
 *  mappings in the file. */
static inline bool
xw_outgoing_next(xw_outgoing *at, uint32_t *edge, uint32_t *mapping)
{
    const xw_graph *graph = at->graph;
    while (at->row.begin < at->row.end) {
        uint32_t e = at->row.begin++;
        if (!(graph->edge_attributes[e] & XW_EDGE_INVERTED)) {
            *edge = e;
            *mapping = at->mapping++;
            return *mapping < graph->mapping_count &&
                   graph->edge_targets[e] < graph->control_count;
        }
    }
    return false;
}

#endif
