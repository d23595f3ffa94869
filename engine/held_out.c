#include "held_out.h"

#include "alloc.h"
#include "error.h"
#include "published.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory evaluating");
}

static xw_status
damaged(xw_error *err)
{
    return xw_graph_damaged(err, "half-edges or runs out of range");
}

xw_status
xw_held_out_init(xw_held_out *held, const xw_graph *graph,
                 const uint64_t *left_out, uint32_t max_hops,
                 unsigned part_count, xw_error *err)
{
    *held = (xw_held_out){
        .graph = graph,
        .left_out = left_out,
        .hidden =
            xw_alloc_zeroed(xw_bit_words(graph->edge_count), sizeof(uint64_t)),
        .distance = xw_alloc_zeroed(graph->framework_count, 1),
        .queue = xw_alloc_zeroed(graph->framework_count, sizeof(uint32_t)),
        .max_hops = max_hops,
        .parts = xw_alloc_zeroed(part_count, sizeof(xw_held_out_part)),
        .part_count = part_count,
    };
    if (!held->hidden || !held->distance || !held->queue || !held->parts) {
        xw_held_out_clear(held);
        return out_of_memory(err);
    }
    xw_mask_table_fill(&held->table);
    for (unsigned p = 0; p < part_count; ++p) {
        xw_search_init(&held->parts[p].search, graph, &held->table);
        xw_ranker_init(&held->parts[p].ranker, graph);
    }
    return XW_OK;
}

void
xw_held_out_clear(xw_held_out *held)
{
    for (unsigned p = 0; held->parts && p < held->part_count; ++p) {
        xw_search_clear(&held->parts[p].search);
        xw_ranker_clear(&held->parts[p].ranker);
        xw_plain_walk_clear(&held->parts[p].walk);
        xw_alloc_free(held->parts[p].candidates);
    }
    xw_alloc_free(held->hidden);
    xw_alloc_free(held->distance);
    xw_alloc_free(held->queue);
    xw_alloc_free(held->parts);
    xw_alloc_free(held->slices);
    xw_alloc_free(held->candidates);
    *held = (xw_held_out){ 0 };
}

/* ---- Hiding ---------------------------------------------------------------------- */

static void
set_run_hidden(xw_held_out *held, xw_row run, bool hide)
{
    for (uint32_t e = run.begin; e < run.end; ++e) {
        if (hide) {
            xw_bit_add(held->hidden, e);
        } else {
            xw_bit_drop(held->hidden, e);
        }
    }
}

/* Hide, or show again, the half-edges from one framework into another. */
static bool
set_hidden(xw_held_out *held, xw_framework from, xw_framework into, bool hide)
{
    const xw_file_framework *of = &held->graph->frameworks[from.i];
    for (uint32_t i = 0; i < of->count; ++i) {
        xw_row run;
        if (!xw_run_into(held->graph, of->first + i, into.i, &run)) {
            return false;
        }
        set_run_hidden(held, run, hide);
    }
    return true;
}

static xw_status
set_pair_hidden(xw_held_out *held, bool hide, xw_error *err)
{
    const xw_evaluated_pair *pair = &held->pair;
    return set_hidden(held, pair->source, pair->target, hide) &&
                   set_hidden(held, pair->target, pair->source, hide)
               ? XW_OK
               : damaged(err);
}

/* ---- Candidates of one control ------------------------------------------------------ */

static int
by_control(const void *a, const void *b)
{
    const xw_evaluated_candidate *x = a;
    const xw_evaluated_candidate *y = b;
    return (x->target.i > y->target.i) - (x->target.i < y->target.i);
}

static xw_status
add_candidate(xw_held_out_part *part, uint32_t source, uint32_t target)
{
    xw_evaluated_candidate *candidates = xw_alloc_grow(
        part->candidates, part->count, &part->cap, sizeof *candidates);
    if (!candidates) {
        return XW_E_NOMEM;
    }
    part->candidates = candidates;
    candidates[part->count++] =
        (xw_evaluated_candidate){ .source = { source }, .target = { target } };
    return XW_OK;
}

/* Add the controls of the target that walks of `k` mappings reach. */
static xw_status
add_level(const xw_held_out *held, xw_held_out_part *part, uint32_t k)
{
    const xw_file_framework *into =
        &held->graph->frameworks[held->pair.target.i];
    xw_status st = XW_OK;
    size_t count;
    const uint32_t *reached = xw_search_reached(&part->search, k, &count);
    for (size_t i = 0; i < count && !st; ++i) {
        if (reached[i] - into->first < into->count) {
            st = add_candidate(part, part->search.source, reached[i]);
        }
    }
    return st;
}

static xw_status
add_reached(const xw_held_out *held, xw_held_out_part *part)
{
    xw_status st = XW_OK;
    for (uint32_t k = 1; k <= held->max_hops && !st; ++k) {
        st = add_level(held, part, k);
    }
    return st;
}

/* Sort what `slice` has by target, and drop repeats. */
static void
settle_slice(xw_held_out_part *part, xw_held_out_slice *slice)
{
    if (!slice->count) { /* and there may be no candidates at all */
        return;
    }
    xw_evaluated_candidate *candidates = part->candidates + slice->begin;
    qsort(candidates, slice->count, sizeof *candidates, by_control);
    size_t kept = 0;
    for (size_t i = 0; i < slice->count; ++i) {
        if (!kept || by_control(&candidates[kept - 1], &candidates[i])) {
            candidates[kept++] = candidates[i];
        }
    }
    slice->count = kept;
    part->count = slice->begin + kept;
}

static bool
is_mapped(const xw_held_out *held, xw_row run)
{
    for (uint32_t e = run.begin; e < run.end; ++e) {
        if (xw_is_published(held->graph, held->left_out, e)) {
            return true;
        }
    }
    return false;
}

static xw_status
judge(const xw_held_out *held, xw_held_out_part *part,
      xw_evaluated_candidate *candidate, xw_row direct, xw_error *err)
{
    uint32_t target = candidate->target.i;
    candidate->is_known = is_mapped(held, direct);
    candidate->is_true =
        is_mapped(held, xw_graph_edges_to(held->graph, direct, target));
    candidate->walk = xw_plain_walk_score(&part->walk, &part->search, target);
    return xw_rank_score(&part->ranker, &part->search, target,
                         &candidate->score, &candidate->pieces, err);
}

static xw_status
judge_slice(const xw_held_out *held, xw_held_out_part *part,
            const xw_held_out_slice *slice, xw_error *err)
{
    if (!slice->count) {
        return XW_OK;
    }
    xw_row direct;
    if (!xw_run_into(held->graph, part->search.source, held->pair.target.i,
                     &direct)) {
        return damaged(err);
    }
    xw_status st = xw_rank(&part->ranker, &part->search, err);
    if (!st) {
        st = xw_plain_walk_run(&part->walk, &part->search, err);
    }
    for (size_t i = 0; i < slice->count && !st; ++i) {
        st =
            judge(held, part, &part->candidates[slice->begin + i], direct, err);
    }
    return st;
}

/* An xw_item_fn: what one control of the source leads to. */
static xw_status
infer_from(void *payload, unsigned number, size_t item, xw_error *err)
{
    xw_held_out *held = payload;
    xw_held_out_part *part = &held->parts[number];
    xw_held_out_slice *slice = &held->slices[item];
    const xw_file_framework *from =
        &held->graph->frameworks[held->pair.source.i];
    xw_edge_filter filter = XW_EDGE_FILTER_NONE;
    filter.left_out = held->left_out;
    filter.hidden = held->hidden;
    xw_status st = xw_search_run(&part->search, from->first + (uint32_t)item,
                                 held->max_hops, held->distance, &filter, err);
    slice->begin = part->count;
    if (!st && add_reached(held, part)) {
        st = out_of_memory(err);
    }
    slice->count = part->count - slice->begin;
    settle_slice(part, slice);
    return st ? st : judge_slice(held, part, slice, err);
}

/* ---- A pair --------------------------------------------------------------------------- */

static xw_status
begin(xw_held_out *held, xw_error *err)
{
    const xw_graph *graph = held->graph;
    size_t controls = graph->frameworks[held->pair.source.i].count;
    if (controls > held->slice_cap) {
        xw_held_out_slice *slices =
            xw_alloc_array(held->slices, controls, sizeof *slices);
        if (!slices) {
            return out_of_memory(err);
        }
        held->slices = slices;
        held->slice_cap = controls;
    }
    for (unsigned p = 0; p < held->part_count; ++p) {
        held->parts[p].count = 0;
    }
    memset(held->distance, UINT8_MAX, graph->framework_count);
    held->distance[held->pair.target.i] = 0;
    held->queue[0] = held->pair.target.i;
    return xw_search_distances(graph, held->max_hops, held->distance,
                               held->queue, 1, err);
}

/* All slices in order, whichever part did them. */
static xw_status
gather(xw_held_out *held, size_t index, size_t controls, xw_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < controls; ++i) {
        count += held->slices[i].count;
    }
    if (count > held->cap) {
        xw_evaluated_candidate *candidates =
            xw_alloc_array(held->candidates, count, sizeof *candidates);
        if (!candidates) {
            return out_of_memory(err);
        }
        held->candidates = candidates;
        held->cap = count;
    }
    held->count = 0;
    for (size_t i = 0; i < controls; ++i) {
        const xw_held_out_slice *slice = &held->slices[i];
        const xw_held_out_part *part = &held->parts[i % held->part_count];
        for (size_t c = 0; c < slice->count; ++c) {
            xw_evaluated_candidate *to = &held->candidates[held->count++];
            *to = part->candidates[slice->begin + c];
            to->pair = index;
            to->direct = held->pair.direct;
        }
    }
    return XW_OK;
}

xw_status
xw_held_out_run(xw_held_out *held, size_t index, const xw_evaluated_pair *pair,
                const xw_progress *progress, xw_error *err)
{
    held->pair = *pair;
    size_t controls = held->graph->frameworks[pair->source.i].count;
    xw_status st = begin(held, err);
    if (!st) {
        st = set_pair_hidden(held, true, err);
    }
    if (!st) {
        st = xw_parallel_run(held->part_count, controls, infer_from, held,
                             progress, err);
    }
    if (!st) {
        st = set_pair_hidden(held, false, err);
    }
    return st ? st : gather(held, index, controls, err);
}
