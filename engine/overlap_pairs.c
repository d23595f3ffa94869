/* overlap_pairs.c - overlaps of whole frameworks, pair by pair of controls: all
 * walks of two mappings from each control are gone through, as a search would,
 * without a list of levels. */
#include "alloc.h"
#include "bits.h"
#include "error.h"
#include "overlap_whole.h"

/* ---- Walking -------------------------------------------------------------------- */

/* Branchless: what is written past the end, which there is room for, is only
 * kept when the control has no masks yet. */
static inline void
note(xw_whole_part *part, uint32_t control, unsigned masks)
{
    xw_mask_set *at = &part->masks[control];
    part->touched[part->touched_count] = control;
    part->touched_count += !*at;
    *at |= (xw_mask_set)masks;
}

/* One step as xw_search takes it. */
static void
walk_carefully(const xw_whole *w, xw_whole_part *part, uint32_t through,
               uint32_t edge, const xw_mask_set after[XW_MASK_COUNT])
{
    const xw_graph *graph = w->near.graph;
    xw_row row = { graph->edge_rows[through], graph->edge_rows[through + 1] };
    if (xw_search_uses(w->near.search, edge)) {
        unsigned mask = xw_search_mask_of_edge(w->near.search, row, edge);
        note(part, graph->edge_targets[edge], after[mask]);
    }
}

/* Walks that go on from `through`, reached by one of `mask`.  That masks and
 * targets are such, xw_near_fill has seen. */
static void
walk_on(const xw_whole *w, xw_whole_part *part, uint32_t through, unsigned mask)
{
    const xw_graph *graph = w->near.graph;
    const uint32_t *targets = graph->edge_targets;
    const uint16_t *attributes = graph->edge_attributes;
    const bool all_count = w->near.all_count; /* and none is idle */
    xw_mask_set *masks = part->masks;
    uint32_t *touched = part->touched;
    size_t count = part->touched_count;
    xw_mask_set after[XW_MASK_COUNT];
    for (unsigned next = 0; next < XW_MASK_COUNT; ++next) {
        after[next] = (xw_mask_set)(1U << w->work->product.id[mask][next]);
    }
    uint32_t end = graph->edge_rows[through + 1];
    for (uint32_t e = graph->edge_rows[through]; e < end; ++e) {
        unsigned attribute = attributes[e];
        if ((attribute & XW_EDGE_CONTRADICTED) || !all_count) {
            part->touched_count = count;
            walk_carefully(w, part, through, e, after);
            count = part->touched_count;
            continue;
        }
        uint32_t target = targets[e];
        xw_mask_set known = masks[target];
        touched[count] = target;
        count += !known;
        masks[target] = known | after[attribute & XW_EDGE_MASK];
    }
    part->touched_count = count;
}

static void
walk_all(const xw_whole *w, xw_whole_part *part, uint32_t control)
{
    const xw_graph *graph = w->near.graph;
    xw_row row = { graph->edge_rows[control], graph->edge_rows[control + 1] };
    part->met_contradicted = false;
    for (uint32_t e = row.begin; e < row.end; ++e) {
        if (!xw_search_uses(w->near.search, e)) {
            continue;
        }
        unsigned mask = xw_search_mask_of_edge(w->near.search, row, e);
        part->met_contradicted |=
            (graph->edge_attributes[e] & XW_EDGE_CONTRADICTED) != 0;
        note(part, graph->edge_targets[e], 1U << mask);
        walk_on(w, part, graph->edge_targets[e], mask);
    }
}

/* ---- Judging ---------------------------------------------------------------------- */

/* What is known of a control, as walked to it: see xw_decide_relation. */
static xw_relation
decide(const xw_whole *w, const xw_whole_part *part, xw_row row,
       uint32_t control)
{
    xw_mask_set masks = part->masks[control];
    xw_relation meet =
        w->meets.of[0][masks & 0xFFU] & w->meets.of[1][masks >> 8];
    if (meet && !part->met_contradicted) {
        return meet;
    }
    xw_row pair = xw_graph_edges_to(w->near.graph, row, control);
    xw_relation direct = xw_search_meet_of_pair(w->near.search, pair);
    if (meet && direct) {
        return meet;
    }
    return direct == XW_ALL ? 0 : direct;
}

/* No verdict but conflict needs two walks: where none alone is good, all of them
 * together are not. */
static bool
may_add(const xw_whole *w, const xw_whole_part *part, uint32_t target,
        const uint64_t *row, uint16_t *selection)
{
    if (!(part->masks[target] & w->good)) {
        return false;
    }
    *selection = w->selection[w->near.graph->control_frameworks[target]];
    return *selection != XW_NO_NEAR && !xw_bit_in(row, *selection);
}

void
xw_whole_add_pairs(const xw_whole *w, xw_whole_part *part, uint32_t control,
                   uint64_t *row)
{
    const xw_graph *graph = w->near.graph;
    xw_row edges = { graph->edge_rows[control], graph->edge_rows[control + 1] };
    walk_all(w, part, control);
    part->masks[control] = 0; /* walks back to where they began */
    for (size_t i = 0; i < part->touched_count; ++i) {
        uint32_t target = part->touched[i];
        uint16_t selection;
        if (may_add(w, part, target, row, &selection) &&
            w->is_good[decide(w, part, edges, target)]) {
            xw_bit_add(row, selection);
        }
        part->masks[target] = 0;
    }
    part->touched_count = 0;
}

/* ---- Beginning -------------------------------------------------------------------- */

void
xw_whole_fill_tables(xw_whole *w)
{
    for (unsigned byte = 0; byte < 256; ++byte) {
        w->meets.of[0][byte] = xw_mask_set_meet((xw_mask_set)byte);
        w->meets.of[1][byte] = xw_mask_set_meet((xw_mask_set)(byte << 8));
    }
    for (unsigned r = 0; r <= XW_ALL; ++r) {
        xw_relation back = xw_relation_converse((xw_relation)r);
        w->is_good[r] = xw_measure_meets(w->work->request->measure,
                                         xw_relation_verdict(back));
    }
}

xw_status
xw_whole_make_pairs(const xw_whole *w, xw_whole_part *part, xw_error *err)
{
    size_t controls = w->near.graph->control_count;
    part->masks = xw_alloc_zeroed(controls, sizeof *part->masks);
    part->touched = xw_alloc_zeroed(controls + 1, sizeof *part->touched);
    return part->masks && part->touched
               ? XW_OK
               : xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
}
