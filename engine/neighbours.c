/* neighbours.c - xw_graph_neighbours.
 *
 * Each control is read a few places after another, every one of them a wait for
 * memory.  So controls are taken in stages, some controls apart: where the rows
 * of one are, then what is in its runs, then its half-edges, which at last are
 * read. */
#include "error.h"
#include "runs.h"

enum {
    APART = 8,         /* controls between one stage and the next */
    AHEAD = 3 * APART, /* between the first stage and reading */
};

/* Answering one request. */
typedef struct answering {
    const xw_graph *graph;
    const xw_neighbours_request *request;
    size_t written;
    xw_relation carries[32]; /* by mask id, and whether it is idle */
    xw_row rows[APART];      /* of those whose half-edges were asked for */
} answering;

static xw_status
damaged(xw_error *err)
{
    return xw_graph_damaged(err, "half-edges or runs out of range");
}

/* The masks by id; none for what is no id, and with the mark of an idle one. */
static void
fill_carries(xw_relation carries[32])
{
    for (unsigned id = 0; id < 32; ++id) {
        carries[id] = id < XW_MASK_COUNT ? xw_mask_relation(id) : 0;
    }
}

/* ---- Asking for what will be read ----------------------------------------------- */

/* Number `i` of the controls, if it is one. */
static bool
control_at(const answering *a, size_t i, uint32_t *out)
{
    *out = i < a->request->count ? a->request->controls[i].i : XW_NONE;
    return *out < a->graph->control_count;
}

static void
ask_for_rows(const answering *a, size_t i)
{
    uint32_t control;
    if (control_at(a, i, &control)) {
        __builtin_prefetch(&a->graph->edge_rows[control]);
        if (a->request->frameworks) {
            __builtin_prefetch(&a->graph->run_rows[control]);
        }
    }
}

static void
ask_for_edges(const xw_graph *graph, xw_row row)
{
    enum { HALF_A_LINE = 8 }; /* of targets */
    if (row.begin < row.end) {
        __builtin_prefetch(&graph->edge_targets[row.begin]);
        __builtin_prefetch(&graph->edge_attributes[row.begin]);
    }
    if (row.end - row.begin > HALF_A_LINE) {
        __builtin_prefetch(&graph->edge_targets[row.begin + HALF_A_LINE]);
    }
}

/* Where its half-edges into a framework begin is looked up in the runs of a
 * long row, and in a short one itself. */
static void
ask_for_runs(const answering *a, size_t i)
{
    const xw_graph *graph = a->graph;
    uint32_t control;
    xw_row row, runs;
    if (!control_at(a, i, &control) || !xw_graph_edges(graph, control, &row)) {
        return;
    }
    if (!a->request->frameworks || xw_row_is_short(row)) {
        ask_for_edges(graph, row);
    } else if (xw_graph_runs(graph, control, &runs) && runs.begin < runs.end) {
        uint32_t middle = runs.begin + (runs.end - runs.begin) / 2;
        __builtin_prefetch(&graph->run_frameworks[middle]);
        __builtin_prefetch(&graph->run_edges[middle]);
    }
}

static bool
find_row(const answering *a, size_t i, xw_row *out)
{
    uint32_t control;
    if (!control_at(a, i, &control)) {
        return false;
    }
    return a->request->frameworks
               ? a->request->frameworks[i].i < a->graph->framework_count &&
                     xw_run_into(a->graph, control, a->request->frameworks[i].i,
                                 out)
               : xw_graph_edges(a->graph, control, out);
}

/* Of what has no row the row is said to end before it begins. */
static void
settle_row(answering *a, size_t i)
{
    xw_row *row = &a->rows[i % APART];
    if (!find_row(a, i, row)) {
        *row = (xw_row){ 1, 0 };
    } else {
        ask_for_edges(a->graph, *row);
    }
}

/* Each stage for one control, the last for one that is soon to be read;
 * the places before the first control are past the last one, too. */
static void
ask(answering *a, size_t i)
{
    ask_for_rows(a, i);
    ask_for_runs(a, i - APART);
    settle_row(a, i - APART - APART);
}

/* ---- Reading -------------------------------------------------------------------- */

static bool
read_all(const answering *a, xw_row row, xw_neighbour *out)
{
    const uint32_t *targets = a->graph->edge_targets;
    const uint16_t *attributes = a->graph->edge_attributes;
    uint32_t most = 0, bad = 0;
    for (uint32_t e = row.begin; e < row.end; ++e, ++out) {
        unsigned attribute = attributes[e];
        unsigned mask = attribute & XW_EDGE_MASK;
        unsigned idle = (attribute & XW_EDGE_IDLE) != 0;
        most = targets[e] > most ? targets[e] : most;
        bad |= mask >= XW_MASK_COUNT;
        out->control.i = targets[e];
        out->carries = a->carries[mask | idle << 4];
        out->strength = (uint8_t)xw_graph_strength((uint16_t)attribute);
    }
    return !bad && (most < a->graph->control_count || row.begin == row.end);
}

static xw_status
refuse(const answering *a, size_t i, xw_error *err)
{
    const xw_neighbours_request *r = a->request;
    if (r->controls[i].i >= a->graph->control_count) {
        return xw_fail(err, XW_E_ARG, "control is not of this graph");
    }
    if (r->frameworks && r->frameworks[i].i >= a->graph->framework_count) {
        return xw_fail(err, XW_E_ARG, "framework is not of this graph");
    }
    return damaged(err);
}

/* Control number `i`; XW_NOT_FOUND where there is no room for its answer. */
static xw_status
answer(answering *a, size_t i, xw_error *err)
{
    const xw_neighbours_request *r = a->request;
    xw_row row = a->rows[i % APART];
    ask(a, i + AHEAD);
    if (row.begin > row.end) {
        return refuse(a, i, err);
    }
    if (row.end - row.begin > r->room - a->written) {
        return XW_NOT_FOUND;
    }
    if (!read_all(a, row, r->out + a->written)) {
        return damaged(err);
    }
    a->written += row.end - row.begin;
    r->ends[i] = a->written;
    return XW_OK;
}

xw_status
xw_graph_neighbours(const xw_graph *graph, const xw_neighbours_request *request,
                    size_t *done, xw_error *err)
{
    answering a = { .graph = graph, .request = request };
    fill_carries(a.carries);
    for (size_t i = 0; i < AHEAD; ++i) {
        ask(&a, i);
    }
    xw_status st = XW_OK;
    size_t i = 0;
    while (i < request->count && !st) {
        st = answer(&a, i, err);
        i += !st;
    }
    if (st && st != XW_NOT_FOUND) {
        return st;
    }
    *done = i;
    return XW_OK;
}
