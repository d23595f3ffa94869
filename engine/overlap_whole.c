/* overlap_whole.c - overlaps of whole frameworks, one at a time.
 *
 * Over one mapping an overlap is read off the runs (near.h).  Over two, as long
 * as only connection counts and nothing says that two controls have nothing in
 * common, it is the union of what neighbours are mapped to.  Else the verdict
 * decides, which is of pairs of controls: see overlap_good.c, overlap_pairs.c. */
#include "overlap_whole.h"
#include "alloc.h"
#include "bits.h"
#include "error.h"

#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
}

/* ---- Over one mapping ---------------------------------------------------------- */

static void
count_runs(const xw_whole *w, xw_whole_part *part, uint32_t control)
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
count_near(const xw_whole *w, xw_whole_part *part, uint32_t control)
{
    if (!w->near.lists) {
        count_runs(w, part, control);
        return;
    }
    xw_near_at at = xw_near_find(&w->near, 0, control);
    for (uint32_t i = at.begin; i < at.begin + at.count; ++i) {
        ++part->counts[w->near.lists[i]];
    }
}

/* ---- One framework ------------------------------------------------------------------ */

static void
count_control(const xw_whole *w, xw_whole_part *part, uint32_t control,
              size_t to)
{
    if (w->work->max_hops == 1) {
        count_near(w, part, control);
        return;
    }
    uint64_t *row = xw_tally_next(&part->tally);
    xw_bit_add(row, (uint32_t)to);
    switch (w->way) {
    case XW_WHOLE_CONNECTED: xw_whole_add_walks(w, control, row); break;
    case XW_WHOLE_GOOD: xw_whole_add_good(w, part, control, to, row); break;
    case XW_WHOLE_PAIRS: xw_whole_add_pairs(w, part, control, row); break;
    }
}

static xw_status
count_to(void *payload, unsigned number, size_t to, xw_error *err)
{
    xw_whole *w = payload;
    xw_whole_part *part = &w->parts[number];
    xw_overlap *overlap = w->work->overlap;
    const xw_overlap_side *side = &overlap->sides[to];
    (void)err;
    for (uint32_t m = 0; m < side->count; ++m) {
        uint32_t control = xw_overlap_member(side, m);
        if (xw_graph_counts(w->near.graph, control)) {
            count_control(w, part, control, to);
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
    return XW_OK;
}

/* ---- All of them --------------------------------------------------------------------- */

static void
whole_clear(xw_whole *w)
{
    for (unsigned p = 0; p < w->work->part_count; ++p) {
        xw_tally_clear(&w->parts[p].tally);
        xw_alloc_free(w->parts[p].gathered);
        xw_alloc_free(w->parts[p].lists);
        xw_alloc_free(w->parts[p].counts);
        xw_alloc_free(w->parts[p].masks);
        xw_alloc_free(w->parts[p].touched);
        xw_alloc_free(w->parts[p].bad);
        xw_alloc_free(w->parts[p].lost);
        xw_alloc_free(w->parts[p].doubts);
        xw_alloc_free(w->parts[p].asked);
    }
    xw_contradicted_clear(&w->contradicted);
    xw_near_clear(&w->near);
    xw_alloc_free(w->selection);
}

/* False when a framework is there in part, or twice. */
static bool
number_selections(xw_whole *w)
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
make_part(const xw_whole *w, xw_whole_part *part, xw_error *err)
{
    part->counts =
        xw_alloc_zeroed(w->work->overlap->count + 1, sizeof *part->counts);
    xw_status st = part->counts
                       ? xw_tally_init(&part->tally, w->near.words, err)
                       : out_of_memory(err);
    if (!st && w->way == XW_WHOLE_GOOD) {
        st = xw_whole_make_good(w, part, err);
    } else if (!st && w->way == XW_WHOLE_PAIRS) {
        st = xw_whole_make_pairs(w, part, err);
    }
    return st;
}

/* What is connected counts as `mapped`, until something is none. */
static xw_status
choose_way(xw_whole *w, xw_error *err)
{
    bool can = false;
    xw_status st = XW_OK;
    if (w->work->max_hops == 1 ||
        (w->near.conflicts && !xw_near_has_disjoint(&w->near))) {
        w->way = XW_WHOLE_CONNECTED; /* after any step, by the only kind */
        return XW_OK;
    }
    if (!w->near.conflicts) {
        st = xw_whole_find_good(w, &can, err);
    }
    w->way = can ? XW_WHOLE_GOOD : XW_WHOLE_PAIRS;
    return st;
}

static xw_status
make_near(xw_whole *w, xw_error *err)
{
    if (w->way == XW_WHOLE_PAIRS) {
        xw_whole_fill_tables(w);
        return XW_OK;
    }
    xw_status st = xw_near_fill(&w->near, err);
    if (!st && w->work->max_hops > 1) {
        st = xw_near_widen(&w->near, err);
        if (!st) {
            st = xw_whole_gather(w, err);
        }
    }
    return st || w->way != XW_WHOLE_GOOD ? st : xw_near_index(&w->near, err);
}

static xw_status
make(xw_whole *w, xw_error *err)
{
    xw_measure measure = w->work->request->measure;
    w->good = good_masks(measure);
    w->near.good[0] = w->good;
    w->near.kinds = 1;
    w->near.conflicts = measure == XW_MEASURE_MAPPED;
    w->near.by_runs = w->work->max_hops == 1;
    xw_status st = xw_near_look(&w->near, err);
    if (!st) {
        st = choose_way(w, err);
    }
    if (!st) {
        st = make_near(w, err);
    }
    for (unsigned p = 0; p < w->work->part_count && !st; ++p) {
        st = make_part(w, &w->parts[p], err);
    }
    return st;
}

static xw_status
count_all(xw_whole *w, xw_error *err)
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
    xw_whole *w = xw_alloc_zeroed(1, sizeof *w);
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
