/* reach_connected.c - xw_reach_connected.
 *
 * Over two hops a control is connected when it, or something that it is mapped
 * to, is mapped to a framework held.  Where what is held has few mappings, what
 * these lead to is marked beforehand; else runs tell.  The first that does ends
 * the search. */
#include "alloc.h"
#include "bits.h"
#include "error.h"
#include "runs.h"
#include "scratch.h"

#include <string.h>

enum {
    RUN_HOPS = 2,
    FEW_RUNS = 16,
    COST_OF_RUNS = 16 /* of looking at a control's runs, in half-edges marked */
};

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory searching");
}

/* ---- What is held ---------------------------------------------------------------- */

static xw_status
check_request(const xw_graph *graph, const xw_connection_request *request,
              xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG,
                       "xw_connection_request has the wrong size");
    }
    bool ok = request->want.i < graph->framework_count &&
              (!request->accelerator || request->accelerator->graph == graph);
    for (size_t h = 0; h < request->have_count; ++h) {
        ok &= request->have[h].i < graph->framework_count;
    }
    if (!ok) {
        return xw_fail(err, XW_E_ARG,
                       "want, have or accelerator is not of this graph");
    }
    return request->max_hops <= XW_HOPS_MOST
               ? XW_OK
               : xw_fail(err, XW_E_ARG, "max_hops is out of range");
}

static xw_status
make_room(xw_reacher *r, uint32_t controls, xw_error *err)
{
    size_t frameworks = r->graph->framework_count;
    if (!r->held) {
        r->held = xw_alloc_zeroed(xw_bit_words(frameworks), sizeof *r->held);
    }
    if (!r->have) {
        r->have = xw_alloc_zeroed(frameworks, sizeof *r->have);
    }
    if (!r->marked) {
        r->marked = xw_alloc_zeroed(xw_bit_words(r->graph->control_count),
                                    sizeof *r->marked);
    }
    if (controls > r->connected_cap) {
        xw_control *connected =
            xw_alloc_array(r->connected, controls, sizeof *connected);
        if (!connected) {
            return out_of_memory(err);
        }
        r->connected = connected;
        r->connected_cap = controls;
    }
    return r->held && r->have && r->marked ? XW_OK : out_of_memory(err);
}

/* As bits, as a list and as a signature. */
static void
hold(xw_reacher *r, const xw_connection_request *request)
{
    size_t words = xw_bit_words(r->graph->framework_count);
    memset(r->held, 0, words * sizeof *r->held);
    r->held_signature = 0;
    r->have_count = 0;
    for (size_t h = 0; h < request->have_count; ++h) {
        uint32_t framework = request->have[h].i;
        if (!xw_bit_in(r->held, framework)) {
            xw_bit_add(r->held, framework);
            r->have[r->have_count++] = framework;
            r->held_signature |= xw_accelerator_signature(framework);
        }
    }
}

/* ---- By marks --------------------------------------------------------------------- */

/* The half-edges of a framework's controls, which are one after the other. */
static bool
edges_of(const xw_graph *graph, uint32_t framework, xw_row *out)
{
    const xw_file_framework *of = &graph->frameworks[framework];
    *out = (xw_row){ graph->edge_rows[of->first],
                     graph->edge_rows[of->first + of->count] };
    return out->begin <= out->end && out->end <= graph->edge_count;
}

/* Whether a half-edge counts, of the filter that this has. */
static inline bool
counts(const xw_reacher *r, uint32_t edge)
{
    return r->search.filter.rationales
               ? xw_search_uses(&r->search, edge)
               : !(r->graph->edge_attributes[edge] & XW_EDGE_IDLE);
}

/* Whether marking is less work than looking at the runs of all that the wanted
 * framework is mapped to. */
static bool
is_worth_marking(const xw_reacher *r, uint32_t want)
{
    xw_row row;
    uint64_t held = 0;
    bool ok = true;
    for (size_t h = 0; h < r->have_count && ok; ++h) {
        ok = edges_of(r->graph, r->have[h], &row);
        held += row.end - row.begin;
    }
    ok = ok && edges_of(r->graph, want, &row);
    return ok && held <= COST_OF_RUNS * (uint64_t)(row.end - row.begin);
}

/* Mark what some half-edges lead to. */
static bool
mark_row(const xw_reacher *r, xw_row row)
{
    bool ok = true;
    for (uint32_t e = row.begin; e < row.end && ok; ++e) {
        uint32_t target = r->graph->edge_targets[e];
        ok = target < r->graph->control_count;
        if (ok && counts(r, e)) {
            xw_bit_add(r->marked, target);
        }
    }
    return ok;
}

/* Mark all that is mapped to a framework held. */
static bool
mark(const xw_reacher *r)
{
    size_t words = xw_bit_words(r->graph->control_count);
    bool ok = true;
    memset(r->marked, 0, words * sizeof *r->marked);
    for (size_t h = 0; h < r->have_count && ok; ++h) {
        xw_row row;
        ok = edges_of(r->graph, r->have[h], &row) && mark_row(r, row);
    }
    return ok;
}

static bool
is_marked_near(const xw_reacher *r, uint32_t control, bool *ok)
{
    const xw_graph *graph = r->graph;
    xw_row row = { 0, 0 };
    if (xw_bit_in(r->marked, control) || r->max_hops == 1) {
        return xw_bit_in(r->marked, control);
    }
    *ok = *ok && xw_graph_edges(graph, control, &row);
    for (uint32_t e = row.begin; *ok && e < row.end; ++e) {
        uint32_t target = graph->edge_targets[e];
        *ok = target < graph->control_count;
        if (*ok && xw_bit_in(r->marked, target) && counts(r, e)) {
            return true;
        }
    }
    return false;
}

/* ---- By runs ---------------------------------------------------------------------- */

/* Whether a run counts, which it does if one of its half-edges does. */
static bool
is_used(const xw_reacher *r, xw_row row, xw_row runs, uint32_t number, bool *ok)
{
    xw_row run;
    if (!xw_graph_run(r->graph, row, runs, number, &run)) {
        *ok = false;
        return false;
    }
    for (uint32_t e = run.begin; e < run.end; ++e) {
        if (xw_search_uses(&r->search, e)) {
            return true;
        }
    }
    return false;
}

static bool
is_run_held(const xw_reacher *r, xw_row row, xw_row runs, bool *ok)
{
    const uint16_t *frameworks = r->graph->run_frameworks;
    for (uint32_t i = runs.begin; i < runs.end; ++i) {
        if (frameworks[i] < r->graph->framework_count &&
            xw_bit_in(r->held, frameworks[i]) && is_used(r, row, runs, i, ok)) {
            return true;
        }
    }
    return false;
}

static bool
is_held_run(const xw_reacher *r, xw_row row, xw_row runs, bool *ok)
{
    const uint16_t *frameworks = r->graph->run_frameworks;
    for (size_t h = 0; h < r->have_count; ++h) {
        uint32_t i = xw_run_find(r->graph, runs, r->have[h]);
        if (i < runs.end && frameworks[i] == r->have[h] &&
            is_used(r, row, runs, i, ok)) {
            return true;
        }
    }
    return false;
}

/* Whether a control is mapped to a framework held: whichever are fewer, its runs
 * or those, are looked up. */
static bool
is_mapped(const xw_reacher *r, uint32_t control, bool *ok)
{
    xw_row row, runs;
    if (r->accelerator &&
        !(r->accelerator->signatures[control] & r->held_signature)) {
        return false;
    }
    if (!xw_graph_edges(r->graph, control, &row) ||
        !xw_graph_runs(r->graph, control, &runs)) {
        *ok = false;
        return false;
    }
    return runs.end - runs.begin <= FEW_RUNS * r->have_count
               ? is_run_held(r, row, runs, ok)
               : is_held_run(r, row, runs, ok);
}

/* Over at most two hops; a control counts as connected to its own framework by
 * others of it only. */
static bool
is_near(const xw_reacher *r, uint32_t control, bool *ok)
{
    const xw_graph *graph = r->graph;
    xw_row row = { 0, 0 };
    bool is = is_mapped(r, control, ok);
    if (is || r->max_hops == 1) {
        return is && *ok;
    }
    *ok = *ok && xw_graph_edges(graph, control, &row);
    for (uint32_t e = row.begin; *ok && e < row.end; ++e) {
        uint32_t target = graph->edge_targets[e];
        *ok = target < graph->control_count;
        if (*ok && is_mapped(r, target, ok) && xw_search_uses(&r->search, e)) {
            return true;
        }
    }
    return false;
}

/* ---- By searches -------------------------------------------------------------------- */

static xw_status
find_any(xw_scratch *scratch, const xw_connection_request *request,
         uint32_t control, bool *out, xw_error *err)
{
    xw_reach_request ask = XW_REACH_REQUEST_INIT;
    ask.control = (xw_control){ control };
    ask.max_hops = request->max_hops;
    ask.rationales = request->rationales;
    ask.accelerator = request->accelerator;
    xw_status st = XW_OK;
    *out = false;
    for (size_t h = 0; h < request->have_count && !st && !*out; ++h) {
        const xw_strongest *found;
        size_t count = 0;
        ask.into = request->have[h];
        st = xw_reach_strengths(scratch, &ask, &found, &count, err);
        *out = count > 0;
    }
    return st;
}

static xw_status
connect(xw_scratch *scratch, const xw_connection_request *request,
        uint32_t control, bool *out, xw_error *err)
{
    xw_reacher *r = scratch->reacher;
    if (r->way == XW_CONNECT_SEARCHES) {
        return find_any(scratch, request, control, out, err);
    }
    bool ok = true;
    *out = r->way == XW_CONNECT_MARKS ? is_marked_near(r, control, &ok)
                                      : is_near(r, control, &ok);
    return ok ? XW_OK
              : xw_graph_damaged(err, "half-edges or runs out of range");
}

static xw_status
choose_way(xw_reacher *r, const xw_connection_request *request, xw_error *err)
{
    if (request->max_hops > RUN_HOPS || r->has_parts ||
        xw_bit_in(r->held, request->want.i)) {
        r->way = XW_CONNECT_SEARCHES;
        return XW_OK;
    }
    r->way = is_worth_marking(r, request->want.i) ? XW_CONNECT_MARKS
                                                  : XW_CONNECT_RUNS;
    return r->way != XW_CONNECT_MARKS || mark(r)
               ? XW_OK
               : xw_graph_damaged(err, "half-edges or runs out of range");
}

xw_status
xw_reach_connected(xw_scratch *scratch, const xw_connection_request *request,
                   const xw_control **out, size_t *count, xw_error *err)
{
    const xw_graph *graph = scratch->graph;
    xw_status st = check_request(graph, request, err);
    if (st) {
        return st;
    }
    xw_reacher *r = xw_scratch_reacher(scratch, err);
    const xw_file_framework *want = &graph->frameworks[request->want.i];
    st = r ? make_room(r, want->count, err) : XW_E_NOMEM;
    if (st) {
        return st;
    }
    memset(scratch->has_run, 0, sizeof scratch->has_run);
    hold(r, request);
    r->accelerator = request->accelerator;
    r->max_hops = request->max_hops ? request->max_hops : XW_HOPS_DEFAULT;
    r->search.filter = XW_EDGE_FILTER_NONE;
    r->search.filter.rationales = request->rationales;
    st = choose_way(r, request, err);
    size_t found = 0;
    for (uint32_t c = want->first; c < want->first + want->count && !st; ++c) {
        bool is = false;
        if (xw_graph_counts(graph, c)) {
            st = connect(scratch, request, c, &is, err);
        }
        r->connected[found] = (xw_control){ c };
        found += is;
    }
    if (!st) {
        *out = r->connected;
        *count = found;
    }
    return st;
}
