/* overlap_whole.c - overlaps of whole frameworks, one at a time.
 *
 * Over one mapping an overlap is read off the runs (near.h).  Over two, as long
 * as only connection counts and nothing says that two controls have nothing in
 * common, it is the union of what neighbours are mapped to.  Else the verdict
 * decides, which is of pairs of controls: all walks of two mappings from each
 * control of the framework are gone through, as a search would, without a list
 * of levels. */
#include "alloc.h"
#include "bits.h"
#include "error.h"
#include "near.h"
#include "overlap.h"
#include "tally.h"

#include <string.h>

enum { AHEAD = 16 }; /* half-edges asked for before they are walked */

/* What is met when a pair's masks are those of a set. */
typedef struct meet_table {
    xw_relation of[2][256]; /* of the low byte, of the high one */
} meet_table;

typedef struct whole_part {
    xw_tally tally;
    uint32_t *counts;   /* [selections + 1] the last: of what is none */
    xw_mask_set *masks; /* [control_count] of walks to each */
    uint32_t
        *touched; /* [touched_count] those with masks; room for one more than
                          there are controls */
    size_t touched_count;
    bool met_contradicted;
} whole_part;

typedef struct whole {
    xw_overlap_work *work;
    xw_near near;
    uint16_t *selection; /* [framework_count] */
    meet_table meets;
    bool is_good[XW_ALL + 1]; /* by relation, as walked */
    whole_part parts[XW_PARTS_MOST];
    bool by_verdict; /* over two mappings */
} whole;

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
}

static xw_status
damaged(xw_error *err)
{
    return xw_graph_damaged(err, "half-edges or runs out of range");
}

/* ---- Over one mapping ---------------------------------------------------------- */

static void
count_runs(const whole *w, whole_part *part, uint32_t control)
{
    const xw_graph *graph = w->near.graph;
    for (uint32_t i = graph->run_rows[control];
         i < graph->run_rows[control + 1]; ++i) {
        uint16_t selection = w->selection[graph->run_frameworks[i]];
        part->counts[selection != XW_NO_NEAR ? selection
                                             : w->work->overlap->count]++;
    }
}

static void
count_near(const whole *w, whole_part *part, uint32_t control)
{
    if (!w->near.lists) {
        count_runs(w, part, control);
        return;
    }
    const uint16_t *list = w->near.lists + w->near.graph->run_rows[control];
    for (uint32_t i = 0; i < w->near.counts[control]; ++i) {
        ++part->counts[list[i]];
    }
}

/* ---- Over two, by connection ----------------------------------------------------- */

static void
prefetch(const xw_near *near, uint32_t edge)
{
    const xw_graph *graph = near->graph;
    if (edge + AHEAD < graph->edge_count) {
        uint32_t far = graph->edge_targets[edge + AHEAD];
        uint32_t next = graph->edge_targets[edge + AHEAD / 2];
        if (far < graph->control_count && next < graph->control_count) {
            __builtin_prefetch(&near->dense[far]);
            __builtin_prefetch(&graph->run_rows[far]);
            __builtin_prefetch(&near->counts[far]);
            __builtin_prefetch(near->lists + graph->run_rows[next]);
        }
    }
}

/* The selections that walks of one and of two mappings lead into. */
static void
add_connected(const whole *w, uint32_t control, uint64_t *row)
{
    const xw_graph *graph = w->near.graph;
    uint32_t end = graph->edge_rows[control + 1];
    uint32_t last = XW_NONE;
    xw_near_add(&w->near, control, row);
    for (uint32_t e = graph->edge_rows[control]; e < end; ++e) {
        uint32_t target = graph->edge_targets[e];
        prefetch(&w->near, e);
        if (target != last &&
            (w->near.all_count || xw_search_uses(w->near.search, e))) {
            xw_near_add(&w->near, target, row);
            last = target;
        }
    }
}

/* ---- Over two, by verdict ---------------------------------------------------------- */

/* Branchless: what is written past the end, which there is room for, is only
 * kept when the control has no masks yet. */
static inline void
note(whole_part *part, uint32_t control, unsigned masks)
{
    xw_mask_set *at = &part->masks[control];
    part->touched[part->touched_count] = control;
    part->touched_count += !*at;
    *at |= (xw_mask_set)masks;
}

/* One step as xw_search takes it. */
static void
walk_carefully(const whole *w, whole_part *part, uint32_t through,
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
walk_on(const whole *w, whole_part *part, uint32_t through, unsigned mask)
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

static bool
walk_all(const whole *w, whole_part *part, uint32_t control)
{
    const xw_graph *graph = w->near.graph;
    xw_row row;
    bool ok = xw_graph_edges(graph, control, &row);
    part->met_contradicted = false;
    for (uint32_t e = row.begin; ok && e < row.end; ++e) {
        if (!xw_search_uses(w->near.search, e)) {
            continue;
        }
        unsigned mask = xw_search_mask_of_edge(w->near.search, row, e);
        part->met_contradicted |=
            (graph->edge_attributes[e] & XW_EDGE_CONTRADICTED) != 0;
        ok = mask < XW_MASK_COUNT;
        if (ok) {
            note(part, graph->edge_targets[e], 1U << mask);
            walk_on(w, part, graph->edge_targets[e], mask);
        }
    }
    return ok;
}

/* What is known of a control, as walked to it: see xw_decide_relation. */
static xw_relation
decide(const whole *w, const whole_part *part, xw_row row, uint32_t control)
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
may_add(const whole *w, const whole_part *part, uint32_t target,
        const uint64_t *row, uint16_t *selection)
{
    if (!(part->masks[target] & w->near.good)) {
        return false;
    }
    *selection = w->selection[w->near.graph->control_frameworks[target]];
    return *selection != XW_NO_NEAR && !xw_bit_in(row, *selection);
}

static void
add_judged(const whole *w, whole_part *part, uint32_t control, uint64_t *row)
{
    const xw_graph *graph = w->near.graph;
    xw_row edges = { graph->edge_rows[control], graph->edge_rows[control + 1] };
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

/* ---- One framework ------------------------------------------------------------------ */

static xw_status
count_control(whole *w, whole_part *part, uint32_t control, size_t to,
              xw_error *err)
{
    if (w->work->max_hops == 1) {
        count_near(w, part, control);
        return XW_OK;
    }
    if (w->by_verdict && !walk_all(w, part, control)) {
        return damaged(err);
    }
    uint64_t *row = xw_tally_next(&part->tally);
    xw_bit_add(row, (uint32_t)to);
    if (w->by_verdict) {
        add_judged(w, part, control, row);
    } else {
        add_connected(w, control, row);
    }
    return XW_OK;
}

static xw_status
count_to(void *payload, unsigned number, size_t to, xw_error *err)
{
    whole *w = payload;
    whole_part *part = &w->parts[number];
    xw_overlap *overlap = w->work->overlap;
    const xw_overlap_side *side = &overlap->sides[to];
    xw_status st = XW_OK;
    for (uint32_t m = 0; m < side->count && !st; ++m) {
        uint32_t control = xw_overlap_member(side, m);
        if (xw_graph_counts(w->near.graph, control)) {
            st = count_control(w, part, control, to, err);
        }
    }
    uint32_t *out = overlap->reached + to * overlap->count;
    if (w->work->max_hops == 1) {
        memcpy(out, part->counts, overlap->count * sizeof *out);
        memset(part->counts, 0, overlap->count * sizeof *out);
    } else {
        xw_tally_read(&part->tally, out, overlap->count);
    }
    out[to] = side->counted; /* each is of it */
    return st;
}

/* ---- All of them --------------------------------------------------------------------- */

static void
whole_clear(whole *w)
{
    for (unsigned p = 0; p < w->work->part_count; ++p) {
        xw_tally_clear(&w->parts[p].tally);
        xw_alloc_free(w->parts[p].counts);
        xw_alloc_free(w->parts[p].masks);
        xw_alloc_free(w->parts[p].touched);
    }
    xw_near_clear(&w->near);
    xw_alloc_free(w->selection);
}

/* False when a framework is there in part, or twice. */
static bool
number_selections(whole *w)
{
    const xw_overlap *overlap = w->work->overlap;
    bool ok = overlap->count < XW_NO_NEAR;
    for (uint32_t f = 0; f < w->near.graph->framework_count; ++f) {
        w->selection[f] = XW_NO_NEAR;
    }
    for (size_t s = 0; s < overlap->count && ok; ++s) {
        uint16_t *of = &w->selection[overlap->of[s].framework.i];
        ok = overlap->of[s].scope.i == XW_NONE && *of == XW_NO_NEAR;
        *of = (uint16_t)s;
    }
    return ok;
}

static void
fill_good(xw_measure measure, bool is_good[XW_ALL + 1])
{
    for (unsigned r = 0; r <= XW_ALL; ++r) {
        xw_relation back = xw_relation_converse((xw_relation)r);
        is_good[r] = xw_measure_meets(measure, xw_relation_verdict(back));
    }
}

static void
fill_meets(meet_table *meets)
{
    for (unsigned byte = 0; byte < 256; ++byte) {
        meets->of[0][byte] = xw_mask_set_meet((xw_mask_set)byte);
        meets->of[1][byte] = xw_mask_set_meet((xw_mask_set)(byte << 8));
    }
}

/* Of the masks as walked from what is to be satisfied, those that count. */
static xw_mask_set
good_masks(xw_measure measure)
{
    unsigned good = 0;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        xw_relation back = xw_relation_converse(xw_mask_relation(id));
        if (xw_measure_meets(measure, xw_relation_verdict(back))) {
            good |= 1U << id;
        }
    }
    return (xw_mask_set)good;
}

static xw_status
make_part(const whole *w, whole_part *part, xw_error *err)
{
    size_t controls = w->near.graph->control_count;
    part->counts =
        xw_alloc_zeroed(w->work->overlap->count + 1, sizeof *part->counts);
    if (w->by_verdict) {
        part->masks = xw_alloc_zeroed(controls, sizeof *part->masks);
        part->touched = xw_alloc_zeroed(controls + 1, sizeof *part->touched);
    }
    if (!part->counts || (w->by_verdict && (!part->masks || !part->touched))) {
        return out_of_memory(err);
    }
    return xw_tally_init(&part->tally, w->near.words, err);
}

static xw_status
make(whole *w, xw_error *err)
{
    xw_measure measure = w->work->request->measure;
    w->near.good = good_masks(measure);
    w->near.conflicts = measure == XW_MEASURE_MAPPED;
    w->near.by_runs = w->work->max_hops == 1;
    xw_status st = xw_near_fill(&w->near, err);
    if (!st && w->work->max_hops > 1) {
        w->by_verdict = measure != XW_MEASURE_MAPPED || w->near.has_disjoint;
        if (w->by_verdict) {
            fill_meets(&w->meets);
            fill_good(measure, w->is_good);
        } else {
            st = xw_near_widen(&w->near, err);
        }
    }
    for (unsigned p = 0; p < w->work->part_count && !st; ++p) {
        st = make_part(w, &w->parts[p], err);
    }
    return st;
}

static xw_status
count_all(whole *w, xw_error *err)
{
    const xw_overlap_request *request = w->work->request;
    const xw_progress progress = { .fn = request->progress,
                                   .payload = request->payload,
                                   .total = w->work->overlap->count };
    xw_status st = make(w, err);
    return st ? st
              : xw_parallel_run(w->work->part_count, w->work->overlap->count,
                                count_to, w, &progress, err);
}

xw_status
xw_overlap_whole(xw_overlap_work *work, bool *is_done, xw_error *err)
{
    const xw_graph *graph = work->graph;
    if (work->has_parts) {
        return XW_OK;
    }
    whole *w = xw_alloc_zeroed(1, sizeof *w);
    if (!w) {
        return out_of_memory(err);
    }
    w->work = work;
    w->near.graph = graph;
    w->near.search = &work->parts[0].search;
    w->near.words = xw_near_words(work->overlap->count);
    w->selection =
        xw_alloc_zeroed(graph->framework_count, sizeof *w->selection);
    w->near.selection = w->selection;
    xw_status st = XW_OK;
    if (!w->selection) {
        st = out_of_memory(err);
    } else if (number_selections(w)) {
        st = count_all(w, err);
        *is_done = !st;
    }
    whole_clear(w);
    xw_alloc_free(w);
    return st;
}
