/* neighbours.c - xw_graph_neighbours_many. */
#include "error.h"
#include "runs.h"

enum { AHEAD = 16 }; /* controls that are asked for before they are read */

static xw_status
damaged(xw_error *err)
{
    return xw_graph_damaged(err, "half-edges or runs out of range");
}

/* First where the rows of a control are, then what is in them. */
static void
prefetch(const xw_graph *graph, const xw_control *controls, size_t at,
         size_t count, bool by_framework)
{
    if (at + AHEAD < count && controls[at + AHEAD].i < graph->control_count) {
        uint32_t far = controls[at + AHEAD].i;
        __builtin_prefetch(&graph->edge_rows[far]);
        __builtin_prefetch(&graph->run_rows[far]);
    }
    if (at + AHEAD / 2 >= count ||
        controls[at + AHEAD / 2].i >= graph->control_count) {
        return;
    }
    uint32_t next = controls[at + AHEAD / 2].i;
    uint32_t edge = graph->edge_rows[next];
    if (edge < graph->edge_count) {
        __builtin_prefetch(&graph->edge_targets[edge]);
        __builtin_prefetch(&graph->edge_attributes[edge]);
    }
    if (by_framework && graph->run_rows[next] < graph->run_count) {
        __builtin_prefetch(&graph->run_frameworks[graph->run_rows[next]]);
    }
}

/* The masks by id; none for what is no id, and with the mark of an idle one. */
static void
fill_carries(xw_relation carries[32])
{
    for (unsigned id = 0; id < 32; ++id) {
        carries[id] = id < XW_MASK_COUNT ? xw_mask_relation(id) : 0;
    }
}

static bool
read_all(const xw_graph *graph, const xw_relation carries[32], xw_row row,
         xw_neighbour *out)
{
    const uint32_t *targets = graph->edge_targets;
    const uint16_t *attributes = graph->edge_attributes;
    uint32_t most = 0, bad = 0;
    for (uint32_t e = row.begin; e < row.end; ++e, ++out) {
        unsigned attribute = attributes[e];
        unsigned mask = attribute & XW_EDGE_MASK;
        unsigned idle = (attribute & XW_EDGE_IDLE) != 0;
        most = targets[e] > most ? targets[e] : most;
        bad |= mask >= XW_MASK_COUNT;
        out->control.i = targets[e];
        out->carries = carries[mask | idle << 4];
        out->strength = (uint8_t)xw_graph_strength((uint16_t)attribute);
    }
    return !bad && (most < graph->control_count || row.begin == row.end);
}

static xw_status
find_row(const xw_graph *graph, xw_control control,
         const xw_framework *framework, xw_row *out, xw_error *err)
{
    if (control.i >= graph->control_count) {
        return xw_fail(err, XW_E_ARG, "control is not of this graph");
    }
    if (framework && framework->i >= graph->framework_count) {
        return xw_fail(err, XW_E_ARG, "framework is not of this graph");
    }
    bool ok = framework ? xw_run_into(graph, control.i, framework->i, out)
                        : xw_graph_edges(graph, control.i, out);
    return ok ? XW_OK : damaged(err);
}

xw_status
xw_graph_neighbours_many(const xw_graph *graph, const xw_control *controls,
                         const xw_framework *frameworks, size_t count,
                         xw_neighbour *out, size_t room, size_t *ends,
                         size_t *done, xw_error *err)
{
    xw_relation carries[32];
    size_t written = 0, i = 0;
    fill_carries(carries);
    for (; i < count; ++i) {
        xw_row row;
        prefetch(graph, controls, i, count, frameworks != NULL);
        xw_status st = find_row(graph, controls[i],
                                frameworks ? &frameworks[i] : NULL, &row, err);
        if (st) {
            return st;
        }
        if (row.end - row.begin > room - written) {
            break;
        }
        if (!read_all(graph, carries, row, out + written)) {
            return damaged(err);
        }
        written += row.end - row.begin;
        ends[i] = written;
    }
    *done = i;
    return XW_OK;
}
