#include "scratch.h"

#include "alloc.h"
#include "error.h"
#include "explained.h"

#include <string.h>

xw_status
xw_scratch_new(const xw_graph *graph, xw_scratch **out, xw_error *err)
{
    xw_scratch *scratch = xw_alloc_zeroed(1, sizeof *scratch);
    if (scratch) {
        scratch->graph = graph;
        scratch->distance = xw_alloc_zeroed(graph->framework_count, 1);
        scratch->queue =
            xw_alloc_zeroed(graph->framework_count, sizeof *scratch->queue);
    }
    if (!scratch || !scratch->distance || !scratch->queue) {
        xw_scratch_free(scratch);
        return xw_fail(err, XW_E_NOMEM, "out of memory for a search");
    }
    xw_mask_table_fill(&scratch->table);
    xw_ranker_init(&scratch->ranker, graph);
    for (unsigned kind = 0; kind < XW_SEARCH_COUNT; ++kind) {
        xw_search_init(&scratch->searches[kind], graph, &scratch->table);
    }
    *out = scratch;
    return XW_OK;
}

void
xw_scratch_free(xw_scratch *scratch)
{
    if (!scratch) {
        return;
    }
    for (unsigned kind = 0; kind < XW_SEARCH_COUNT; ++kind) {
        xw_search_clear(&scratch->searches[kind]);
        xw_prover_clear(&scratch->provers[kind]);
    }
    xw_ranker_clear(&scratch->ranker);
    xw_explained_free(scratch->explained);
    xw_reacher_free(scratch->reacher);
    xw_alloc_free(scratch->distance);
    xw_alloc_free(scratch->queue);
    xw_alloc_free(scratch->found);
    xw_alloc_free(scratch->drafts);
    xw_alloc_free(scratch->answers);
    xw_alloc_free(scratch->into);
    xw_alloc_free(scratch->steps.items);
    xw_alloc_free(scratch);
}

xw_status
xw_scratch_search(xw_scratch *scratch, xw_search_kind kind, xw_error *err)
{
    if (scratch->has_run[kind]) {
        return XW_OK;
    }
    xw_search *search = &scratch->searches[kind];
    xw_edge_filter filter = scratch->filter;
    filter.stated_only = kind == XW_SEARCH_STATED || kind == XW_SEARCH_STRICT;
    filter.requirement_only =
        kind == XW_SEARCH_REQUIREMENT || kind == XW_SEARCH_STRICT;
    search->wanted = scratch->queue;
    search->wanted_count = scratch->wanted_count;
    xw_status st = xw_search_run(search, scratch->source, scratch->max_hops,
                                 scratch->distance, &filter, err);
    if (!st) {
        xw_prover_reset(&scratch->provers[kind], search);
        scratch->has_run[kind] = true;
    }
    return st;
}

static bool
are_selections(const xw_graph *graph, const xw_selection *into,
               size_t into_count)
{
    bool are = true;
    for (size_t i = 0; i < into_count; ++i) {
        are = are && into[i].framework.i < graph->framework_count &&
              (into[i].scope.i == XW_NONE ||
               into[i].scope.i < graph->scope_count);
    }
    return are;
}

/* Whether the question before wanted the same: often one is asked of many
 * controls. */
static bool
are_marked(const xw_scratch *scratch, const xw_selection *into,
           size_t into_count)
{
    bool same = scratch->marked_hops == scratch->max_hops &&
                scratch->wanted_count == into_count;
    for (size_t i = 0; same && i < into_count; ++i) {
        same = scratch->queue[i] == into[i].framework.i;
    }
    return same;
}

static xw_status
mark_wanted(xw_scratch *scratch, const xw_selection *into, size_t into_count,
            xw_error *err)
{
    const xw_graph *graph = scratch->graph;
    uint32_t wanted = 0;
    memset(scratch->distance, UINT8_MAX, graph->framework_count);
    for (size_t i = 0; i < into_count; ++i) {
        uint8_t *distance = &scratch->distance[into[i].framework.i];
        if (*distance) {
            *distance = 0;
            scratch->queue[wanted++] = into[i].framework.i;
        }
    }
    scratch->wanted_count = wanted;
    xw_status st =
        xw_search_distances(graph, scratch->max_hops, scratch->distance,
                            scratch->queue, wanted, err);
    scratch->marked_hops = st ? 0 : scratch->max_hops;
    return st;
}

xw_status
xw_scratch_prepare(xw_scratch *scratch, xw_control control,
                   const xw_selection *into, size_t into_count,
                   uint32_t max_hops, xw_error *err)
{
    if (control.i >= scratch->graph->control_count) {
        return xw_fail(err, XW_E_ARG, "control is not of this graph");
    }
    if (max_hops > XW_HOPS_MOST || !into_count) {
        return xw_fail(err, XW_E_ARG, "max_hops or into is out of range");
    }
    if (!are_selections(scratch->graph, into, into_count)) {
        return xw_fail(err, XW_E_ARG, "selection is not of this graph");
    }
    scratch->source = control.i;
    scratch->max_hops = max_hops ? max_hops : XW_HOPS_DEFAULT;
    scratch->steps.count = 0;
    scratch->draft_count = 0;
    scratch->found_count = 0;
    memset(scratch->has_run, 0, sizeof scratch->has_run);
    return are_marked(scratch, into, into_count)
               ? XW_OK
               : mark_wanted(scratch, into, into_count, err);
}

xw_status
xw_scratch_begin(xw_scratch *scratch, xw_control control,
                 const xw_selection *into, size_t into_count, uint32_t max_hops,
                 xw_error *err)
{
    xw_status st =
        xw_scratch_prepare(scratch, control, into, into_count, max_hops, err);
    return st ? st : xw_scratch_search(scratch, XW_SEARCH_ALL, err);
}

static xw_walk
walk_of(xw_scratch *scratch, const xw_proof *proof)
{
    if (!proof->count) {
        return (xw_walk){ NULL, 0 };
    }
    xw_step *steps = scratch->steps.items + proof->first;
    if (scratch->direction == XW_SATISFIED_BY) {
        xw_steps_reverse(steps, proof->count);
    }
    return (xw_walk){ steps, proof->count };
}

void
xw_scratch_attach(xw_scratch *scratch, xw_draft *draft)
{
    draft->answer.proof = walk_of(scratch, &draft->proof);
    draft->answer.against = walk_of(scratch, &draft->against);
}

xw_reacher *
xw_scratch_reacher(xw_scratch *scratch, xw_error *err)
{
    if (!scratch->reacher) {
        (void)xw_reacher_new(scratch->graph, &scratch->table, &scratch->reacher,
                             err);
    }
    return scratch->reacher;
}
