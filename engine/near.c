#include "near.h"

#include "alloc.h"
#include "error.h"

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
}

void
xw_near_clear(xw_near *near)
{
    xw_alloc_free(near->lists);
    xw_alloc_free(near->counts);
    xw_alloc_free(near->dense);
    xw_alloc_free(near->rows);
}

/* ---- Lists ------------------------------------------------------------------- */

/* Whether a pair's own mappings lead somewhere, taken together. */
static bool
is_good_pair(const xw_near *near, xw_row pair)
{
    bool any = false;
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        any |= xw_search_uses(near->search, e);
    }
    xw_relation meet = xw_search_meet_of_pair(near->search, pair);
    if (!any || !meet) {
        return any && near->conflicts;
    }
    return near->good >> xw_mask_id(meet) & 1U;
}

/* Whether some half-edge of a run leads somewhere. */
static bool
is_good_run(const xw_near *near, xw_row run)
{
    const xw_graph *graph = near->graph;
    bool good = false;
    for (uint32_t e = run.begin; e < run.end && !good;) {
        uint32_t target = graph->edge_targets[e];
        xw_row pair = { e, e + 1 };
        while (pair.end < run.end && graph->edge_targets[pair.end] == target) {
            ++pair.end;
        }
        unsigned mask = graph->edge_attributes[e] & XW_EDGE_MASK;
        good = near->all_count && pair.end == e + 1 ? near->good >> mask & 1U
                                                    : is_good_pair(near, pair);
        e = pair.end;
    }
    return good;
}

/* Whether all masks, targets and frameworks are such; and what half-edges have
 * in common. */
static bool
look_at_edges(xw_near *near)
{
    const xw_graph *graph = near->graph;
    unsigned marks = 0, disjoint = 0, bad = 0;
    for (uint32_t e = 0; e < graph->edge_count; ++e) {
        unsigned attribute = graph->edge_attributes[e];
        unsigned mask = attribute & XW_EDGE_MASK;
        marks |= attribute;
        disjoint |= mask == XW_MASK_DIS;
        bad |= mask >= XW_MASK_COUNT;
        bad |= graph->edge_targets[e] >= graph->control_count;
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        bad |= graph->control_frameworks[c] >= graph->framework_count;
    }
    near->all_count =
        !(marks & XW_EDGE_IDLE) && !near->search->filter.rationales;
    near->has_disjoint = disjoint;
    return !bad;
}

/* Whether any half-edge will do. */
static bool
is_any_good(const xw_near *near)
{
    unsigned all = ((1U << XW_MASK_COUNT) - 1) & ~(1U << XW_MASK_DIS);
    return near->all_count && !near->has_disjoint && near->conflicts &&
           (near->good & all) == all;
}

static bool
fill_list(xw_near *near, uint32_t control, bool any)
{
    const xw_graph *graph = near->graph;
    xw_row row, runs, run;
    bool ok = xw_graph_edges(graph, control, &row) &&
              xw_graph_runs(graph, control, &runs);
    uint16_t *list = near->lists + (ok ? runs.begin : 0);
    uint32_t count = 0;
    for (uint32_t i = ok ? runs.begin : 0; ok && i < runs.end; ++i) {
        uint16_t framework = graph->run_frameworks[i];
        ok = framework < graph->framework_count &&
             (any || xw_graph_run(graph, row, runs, i, &run));
        if (ok && (any || is_good_run(near, run))) {
            list[count] = near->selection[framework];
            count += list[count] != XW_NO_NEAR;
        }
    }
    near->counts[control] = count;
    return ok;
}

/* Whether all rows and runs are such. */
static bool
check_runs(const xw_graph *graph)
{
    unsigned bad = 0;
    for (uint32_t i = 0; i < graph->run_count; ++i) {
        bad |= graph->run_frameworks[i] >= graph->framework_count;
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        xw_row row;
        bad |=
            !xw_graph_runs(graph, c, &row) || !xw_graph_edges(graph, c, &row);
    }
    return !bad;
}

static xw_status
fill_lists(xw_near *near, bool any, xw_error *err)
{
    const xw_graph *graph = near->graph;
    near->lists = xw_alloc_zeroed(graph->run_count, sizeof *near->lists);
    near->counts = xw_alloc_zeroed(graph->control_count, sizeof *near->counts);
    if (!near->lists || !near->counts) {
        return out_of_memory(err);
    }
    bool ok = true;
    for (uint32_t c = 0; c < graph->control_count && ok; ++c) {
        ok = fill_list(near, c, any);
    }
    return ok ? XW_OK
              : xw_graph_damaged(err, "half-edges or runs out of range");
}

xw_status
xw_near_fill(xw_near *near, xw_error *err)
{
    bool ok = look_at_edges(near);
    bool any = is_any_good(near);
    if (ok && any && near->by_runs) {
        ok = check_runs(near->graph);
    } else if (ok) {
        return fill_lists(near, any, err);
    }
    return ok ? XW_OK
              : xw_graph_damaged(err, "half-edges or runs out of range");
}

/* ---- Rows ---------------------------------------------------------------------- */

/* A word is added as fast as a number: a list longer than a row makes one. */
static bool
is_long(const xw_near *near, uint32_t control)
{
    return near->counts[control] > near->words;
}

xw_status
xw_near_widen(xw_near *near, xw_error *err)
{
    const xw_graph *graph = near->graph;
    size_t count = 0;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        count += is_long(near, c);
    }
    near->dense = xw_alloc_zeroed(graph->control_count, sizeof *near->dense);
    near->rows = xw_alloc_zeroed(count * near->words, sizeof *near->rows);
    if (!near->dense || !near->rows) {
        return out_of_memory(err);
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (is_long(near, c)) {
            xw_near_add(near, c, near->rows + near->dense_count * near->words);
            near->dense[c] = (uint32_t)++near->dense_count;
        }
    }
    return XW_OK;
}
