/* explain.c - every walk between two controls, and what each contributes. */
#include "alloc.h"
#include "error.h"
#include "explain_parts.h"
#include "verdict.h"

#include <string.h>

enum { LIMIT_DEFAULT = 100 };

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory explaining");
}

/* ---- Walks ------------------------------------------------------------------- */

/* From drafts to what the caller gets, when the steps move no more. */
static xw_status
show_walks(xw_scratch *scratch, size_t limit, xw_explanation *out,
           xw_error *err)
{
    xw_explained *explained = scratch->explained;
    size_t shown =
        explained->draft_count < limit ? explained->draft_count : limit;
    if (shown > explained->walk_cap) {
        xw_explained_walk *walks =
            xw_alloc_array(explained->walks, shown, sizeof *walks);
        if (!walks) {
            return out_of_memory(err);
        }
        explained->walks = walks;
        explained->walk_cap = shown;
    }
    for (size_t i = 0; i < shown; ++i) {
        explained->walks[i] = explained->drafts[i].shown;
        if (explained->walks[i].walk.count) { /* else there may be no steps */
            explained->walks[i].walk.steps =
                scratch->steps.items + explained->drafts[i].first;
        }
    }
    out->walks = explained->walks;
    out->walk_count = shown;
    out->omitted = explained->omitted + (explained->draft_count - shown);
    return XW_OK;
}

/* ---- Replaced mappings --------------------------------------------------------------- */

static xw_status
list_replaced(xw_scratch *scratch, uint32_t target, xw_error *err)
{
    const xw_graph *graph = scratch->graph;
    xw_explained *explained = scratch->explained;
    explained->replaced_count = 0;
    xw_row row;
    if (!xw_graph_edges(graph, scratch->source, &row)) {
        return xw_graph_damaged(err, "half-edges out of range");
    }
    xw_row pair = xw_graph_edges_to(graph, row, target);
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        xw_mapping mapping;
        xw_mapping_info info;
        xw_status st =
            xw_graph_mapping_of(graph, scratch->source, e, &mapping, err);
        if (!st) {
            st = xw_graph_mapping(graph, mapping, &info, err);
        }
        if (st) {
            return st;
        }
        if (!info.replaced) {
            continue;
        }
        xw_mapping *replaced =
            xw_alloc_grow(explained->replaced, explained->replaced_count,
                          &explained->replaced_cap, sizeof *replaced);
        if (!replaced) {
            return out_of_memory(err);
        }
        explained->replaced = replaced;
        replaced[explained->replaced_count++] = mapping;
    }
    return XW_OK;
}

/* ---- Explaining ------------------------------------------------------------------------ */

static xw_status
check_request(const xw_scratch *scratch, const xw_explain_request *request,
              xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_explain_request has the wrong size");
    }
    if (request->target.i >= scratch->graph->control_count) {
        return xw_fail(err, XW_E_ARG, "control is not of this graph");
    }
    return XW_OK;
}

static xw_status
score(xw_scratch *scratch, xw_answer *answer, xw_error *err)
{
    if (answer->verdict != XW_CANDIDATE) {
        return XW_OK;
    }
    xw_search *all = &scratch->searches[XW_SEARCH_ALL];
    xw_status st = xw_rank(&scratch->ranker, all, err);
    if (!st) {
        st = xw_rank_score(&scratch->ranker, all, answer->control.i,
                           &answer->score, &answer->rank, err);
    }
    return st;
}

/* The verdict with its proof, whose steps come before those of the walks. */
static xw_status
answer_pair(xw_scratch *scratch, uint32_t target, xw_draft *draft,
            xw_error *err)
{
    *draft = (xw_draft){ .answer = { .control = { target } } };
    xw_status st = xw_decide(scratch, target, &draft->answer, err);
    if (!st && draft->answer.verdict != XW_UNMAPPED) {
        st = xw_decide_proof(scratch, draft, err);
    }
    return st ? st : score(scratch, &draft->answer, err);
}

static void
sum_up(const xw_graph *graph, uint32_t source, xw_answer *answer,
       xw_into_answer *out)
{
    uint32_t framework = graph->control_frameworks[answer->control.i];
    *out =
        (xw_into_answer){ .verdict = answer->verdict,
                          .gap = xw_graph_find_gap(graph, source, framework) };
    if (out->gap != XW_NONE && answer->verdict <= XW_PARTIAL) {
        answer->disputed = out->disputed = true;
    }
    if (out->gap != XW_NONE && out->verdict > XW_GAP) {
        out->verdict = XW_GAP;
    }
}

static xw_status
explain_pair(xw_scratch *scratch, const xw_explain_request *request,
             xw_draft *draft, xw_error *err)
{
    xw_status st = answer_pair(scratch, request->target.i, draft, err);
    if (!st) {
        st = xw_explain_walks(scratch, request->target.i, err);
    }
    if (!st) {
        st = list_replaced(scratch, request->target.i, err);
    }
    return st ? st : xw_explain_critical(scratch, &draft->answer, err);
}

static xw_status
reserve_explained(xw_scratch *scratch, xw_error *err)
{
    if (!scratch->explained) {
        scratch->explained = xw_alloc_zeroed(1, sizeof *scratch->explained);
    }
    return scratch->explained ? XW_OK : out_of_memory(err);
}

xw_status
xw_explain(xw_scratch *scratch, const xw_explain_request *request,
           xw_explanation *out, xw_error *err)
{
    xw_status st = check_request(scratch, request, err);
    if (!st) {
        st = reserve_explained(scratch, err);
    }
    if (st) {
        return st;
    }
    const xw_graph *graph = scratch->graph;
    const xw_selection into = {
        .framework = { graph->control_frameworks[request->target.i] },
        .scope = { XW_NONE },
    };
    if (into.framework.i >= graph->framework_count) {
        return xw_graph_damaged(err, "a control is of no framework");
    }
    scratch->direction = XW_SATISFIES;
    scratch->filter = XW_EDGE_FILTER_NONE;
    scratch->filter.rationales = request->rationales;
    st = xw_scratch_begin(scratch, request->source, &into, 1, request->max_hops,
                          err);
    xw_draft draft;
    if (!st) {
        st = explain_pair(scratch, request, &draft, err);
    }
    xw_explanation made = { 0 };
    if (!st) {
        st =
            show_walks(scratch, request->limit ? request->limit : LIMIT_DEFAULT,
                       &made, err);
    }
    if (st) {
        return st;
    }
    xw_scratch_attach(scratch, &draft);
    made.answer = draft.answer;
    sum_up(graph, request->source.i, &made.answer, &made.into);
    made.critical = scratch->explained->critical;
    made.critical_count = scratch->explained->critical_count;
    made.replaced = scratch->explained->replaced;
    made.replaced_count = scratch->explained->replaced_count;
    *out = made;
    return XW_OK;
}
