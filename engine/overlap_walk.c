/* overlap_walk.c - 64 rows of an overlap, bit-parallel.
 *
 * Walks are those that a search backwards from each control takes: first what
 * it is a part of and its parts, then a half-edge, and so on.  A search also
 * never re-enters its source.  With two hops that only matters where a control
 * or a relative of it is mapped to one of these, so such controls are asked
 * after singly; so are those whose walks contradict each other. */
#include "error.h"
#include "map.h"
#include "overlap.h"

enum { BLOCK = 1024 }; /* controls that are one item of work */

typedef struct phase {
    xw_overlap_work *work;
    uint32_t hops;
    xw_status (*one)(xw_overlap_work *work, unsigned part, uint32_t control,
                     uint32_t hops, xw_error *err);
} phase;

static xw_status
do_block(void *payload, unsigned part, size_t item, xw_error *err)
{
    const phase *p = payload;
    uint32_t count = p->work->graph->control_count;
    uint32_t first = (uint32_t)item * BLOCK;
    uint32_t end = count - first < BLOCK ? count : first + BLOCK;
    xw_status st = XW_OK;
    for (uint32_t c = first; c < end && !st; ++c) {
        st = p->one(p->work, part, c, p->hops, err);
    }
    return st;
}

static xw_status
do_phase(phase p, xw_error *err)
{
    size_t blocks = ((size_t)p.work->graph->control_count + BLOCK - 1) / BLOCK;
    return xw_parallel_run(p.work->part_count, blocks, do_block, &p, NULL, err);
}

/* ---- Walking -------------------------------------------------------------------- */

static xw_status
enter(xw_overlap_work *work, unsigned part, uint32_t control, uint32_t hops,
      xw_error *err)
{
    xw_plane_row row = { { 0 } };
    xw_status st =
        xw_planes_pull_edges(&work->walked[hops - 1], &work->product,
                             &work->parts[part].search, control, &row, err);
    xw_planes_store(&work->entered[hops], control, &row);
    return st;
}

static xw_status
spread(xw_overlap_work *work, unsigned part, uint32_t control, uint32_t hops,
       xw_error *err)
{
    xw_plane_row row = { { 0 } };
    xw_planes_load(&work->entered[hops], control, &row);
    xw_status st =
        xw_planes_pull_relatives(&work->entered[hops], &work->product,
                                 &work->parts[part].search, control, &row, err);
    xw_planes_store(&work->walked[hops], control, &row);
    return st;
}

/* ---- Doubt ----------------------------------------------------------------------- */

/* Whether a control is mapped into its own framework. */
static bool
is_mapped_within(const xw_graph *graph, uint32_t control)
{
    xw_row runs;
    if (!xw_graph_runs(graph, control, &runs)) {
        return true;
    }
    for (uint32_t r = runs.begin; r < runs.end; ++r) {
        if (graph->run_frameworks[r] == graph->control_frameworks[control]) {
            return true;
        }
    }
    return false;
}

typedef struct family {
    const xw_graph *graph;
    bool is_mapped_within;
} family;

static xw_status
look_at_relative(void *payload, uint32_t relative, unsigned mask)
{
    (void)mask;
    family *of = payload;
    of->is_mapped_within |= is_mapped_within(of->graph, relative);
    return XW_OK;
}

static xw_status
may_reenter(xw_overlap_work *work, unsigned part, uint32_t control, bool *out,
            xw_error *err)
{
    family of = { work->graph, is_mapped_within(work->graph, control) };
    xw_status st = XW_OK;
    if (work->has_parts) {
        st = xw_search_relatives(&work->parts[part].search, control,
                                 look_at_relative, &of, err);
    }
    *out = work->has_parts && of.is_mapped_within;
    return st;
}

/* The selections of controls whose own mappings with this one contradict each
 * other: walks take those to say nothing, but the verdict is a conflict. */
static uint64_t
contradicted(const xw_overlap_work *work, uint32_t control)
{
    const xw_graph *graph = work->graph;
    xw_row edges;
    uint64_t selections = 0;
    if (!(graph->meta->flags & XW_META_CONTRADICTED) ||
        !xw_graph_edges(graph, control, &edges)) {
        return 0;
    }
    for (uint32_t e = edges.begin; e < edges.end; ++e) {
        uint32_t target = graph->edge_targets[e];
        if ((graph->edge_attributes[e] & XW_EDGE_CONTRADICTED) &&
            target < graph->control_count) {
            selections |= work->seeds[target];
        }
    }
    return selections;
}

/* ---- Deciding --------------------------------------------------------------------- */

static xw_status
decide(xw_overlap_work *work, unsigned part, uint32_t control, uint32_t hops,
       xw_error *err)
{
    xw_plane_row row = { { 0 } };
    for (uint32_t k = 0; k <= hops; ++k) {
        xw_planes_load(&work->walked[k], control, &row);
    }
    uint64_t own = work->seeds[control];
    uint64_t doubt;
    uint64_t reached = xw_overlap_measure(work, &row, &doubt);
    uint64_t touched = reached | doubt;
    bool reenters;
    xw_status st = may_reenter(work, part, control, &reenters, err);
    doubt |= touched & contradicted(work, control);
    doubt = (reenters ? touched : doubt) & ~own;
    if (!st && doubt) {
        uint64_t sure = reached & ~doubt;
        st = xw_overlap_recheck(work, part, control, doubt, &reached, err);
        reached |= sure;
    }
    work->reached[control] = reached | own;
    return st;
}

xw_status
xw_overlap_walk(xw_overlap_work *work, xw_error *err)
{
    xw_status st = XW_OK;
    if (work->has_parts) {
        st = do_phase((phase){ work, 0, spread }, err);
    }
    for (uint32_t k = 1; k <= work->max_hops && !st; ++k) {
        st = do_phase((phase){ work, k, enter }, err);
        if (!st && work->has_parts) {
            st = do_phase((phase){ work, k, spread }, err);
        }
    }
    return st ? st : do_phase((phase){ work, work->max_hops, decide }, err);
}
