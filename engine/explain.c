/* explain.c - every walk between two controls, and what each contributes. */
#include "alloc.h"
#include "error.h"
#include "explained.h"
#include "scratch.h"
#include "verdict.h"

#include <stdlib.h>
#include <string.h>

enum {
    LIMIT_DEFAULT = 100,
    MOST_WALKS = 20000, /* enumerated, so that the shown ones can be sorted */
    MOST_CRITICAL_TRIED = 4096
};

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory explaining");
}

/* ---- Enumerating walks ------------------------------------------------------- */

/* Backwards from the target, through what the search has reached. */
typedef struct enumeration {
    xw_scratch *scratch;
    xw_explained *explained;
    const xw_search *search;
    uint32_t level, control;
    xw_error *err;
} enumeration;

static xw_status enumerate_reaching(enumeration *at);

static bool
push_step(xw_explained *explained, xw_step step, uint32_t edge)
{
    xw_step *path = xw_alloc_grow(explained->path, explained->path_count,
                                  &explained->path_cap, sizeof *path);
    explained->path = path ? path : explained->path;
    uint32_t *edges =
        xw_alloc_grow(explained->path_edges, explained->path_count,
                      &explained->path_edge_cap, sizeof *edges);
    explained->path_edges = edges ? edges : explained->path_edges;
    if (!path || !edges) {
        return false;
    }
    path[explained->path_count] = step;
    edges[explained->path_count++] = edge;
    return true;
}

/* What one step says, in the direction walked. */
static xw_relation
relation_of_step(const enumeration *at, const xw_step *step, uint32_t edge)
{
    if (step->kind == XW_STEP_PART_OF) {
        return XW_EQ | XW_SUB;
    }
    if (step->kind == XW_STEP_HAS_PART) {
        return XW_EQ | XW_SUP;
    }
    const xw_graph *graph = at->scratch->graph;
    unsigned mask = graph->edge_attributes[edge] & XW_EDGE_MASK;
    bool own = at->explained->path_count == 1; /* contradicted or not */
    xw_row row;
    if (!own && xw_graph_edges(graph, step->target.i, &row)) {
        mask = xw_search_mask_of_edge(at->search, row, edge);
    }
    return xw_relation_converse(xw_mask_relation(mask));
}

static void
note_step(const enumeration *at, uint32_t edge, xw_explained_walk *walk)
{
    uint16_t attribute = at->scratch->graph->edge_attributes[edge];
    uint32_t strength = attribute >> XW_EDGE_STRENGTH_SHIFT & 0xFU;
    bool first = walk->hops++ == 0;
    if (strength > XW_STRENGTH_MOST ||
        (!first && walk->strength == XW_STRENGTH_NONE)) {
        walk->strength = XW_STRENGTH_NONE;
    } else if (first || strength < walk->strength) {
        walk->strength = strength;
    }
    walk->related |= (attribute & XW_EDGE_RELATED) != 0;
    walk->topic |= (attribute & XW_EDGE_TOPIC) != 0;
    walk->joint |= (attribute & XW_EDGE_JOINT) != 0;
}

static xw_status
append_to_steps(xw_scratch *scratch, xw_step step)
{
    xw_steps *steps = &scratch->steps;
    xw_step *items =
        xw_alloc_grow(steps->items, steps->count, &steps->cap, sizeof *items);
    if (!items) {
        return XW_E_NOMEM;
    }
    steps->items = items;
    items[steps->count++] = step;
    return XW_OK;
}

/* The path has come to the source: keep it as a walk. */
static xw_status
keep_walk(enumeration *at)
{
    xw_explained *explained = at->explained;
    if (explained->draft_count >= MOST_WALKS) {
        explained->omitted++;
        return XW_OK;
    }
    xw_drafted_walk draft = {
        .shown = { .walk = { NULL, explained->path_count },
                   .relation = XW_EQ,
                   .strength = XW_STRENGTH_NONE },
        .first = at->scratch->steps.count,
        .number = explained->draft_count,
    };
    for (size_t i = explained->path_count; i-- > 0;) {
        const xw_step *step = &explained->path[i];
        uint32_t edge = explained->path_edges[i];
        draft.shown.relation = xw_relation_compose(
            draft.shown.relation, relation_of_step(at, step, edge));
        if (edge != XW_NONE) {
            note_step(at, edge, &draft.shown);
        }
        if (append_to_steps(at->scratch, *step)) {
            return XW_E_NOMEM;
        }
    }
    xw_drafted_walk *drafts =
        xw_alloc_grow(explained->drafts, explained->draft_count,
                      &explained->draft_cap, sizeof *drafts);
    if (!drafts) {
        return XW_E_NOMEM;
    }
    explained->drafts = drafts;
    drafts[explained->draft_count++] = draft;
    return XW_OK;
}

static xw_status
step_back(enumeration *at, xw_step step, uint32_t edge, uint32_t level,
          xw_status (*then)(enumeration *))
{
    enumeration before = *at;
    before.level = level;
    before.control = step.source.i;
    if (!push_step(at->explained, step, edge)) {
        return XW_E_NOMEM;
    }
    xw_status st = then(&before);
    at->explained->path_count--;
    return st;
}

/* By each edge from a control a level below. */
static xw_status
enumerate_entering(enumeration *at)
{
    const xw_search *search = at->search;
    if (at->level == 0) {
        return keep_walk(at);
    }
    xw_row row;
    if (!xw_graph_edges(search->graph, at->control, &row)) {
        return xw_graph_damaged(at->err, "half-edges out of range");
    }
    xw_status st = XW_OK;
    for (uint32_t e = row.begin;
         e < row.end && !st && at->explained->omitted < MOST_WALKS; ++e) {
        uint32_t other = search->graph->edge_targets[e];
        if (other >= search->graph->control_count ||
            !search->levels[at->level - 1].reached[other] ||
            !xw_search_uses(search, e)) {
            continue;
        }
        uint16_t attribute = search->graph->edge_attributes[e];
        xw_step step = { .source = { other },
                         .target = { at->control },
                         .kind = XW_STEP_MAPPING,
                         .inverted = !(attribute & XW_EDGE_INVERTED) };
        st = xw_graph_mapping_of(search->graph, at->control, e, &step.mapping,
                                 at->err);
        if (!st) {
            st = step_back(at, step, e, at->level - 1, enumerate_reaching);
        }
    }
    return st;
}

static xw_status
enumerate_relative(void *payload, uint32_t relative, unsigned mask)
{
    enumeration *at = payload;
    if (!at->search->levels[at->level].entered[relative]) {
        return XW_OK;
    }
    /* mask is of control -> relative; the step is the other way */
    bool up = mask == xw_mask_id(XW_EQ | XW_SUP);
    xw_step step = { .source = { relative },
                     .target = { at->control },
                     .kind = up ? XW_STEP_PART_OF : XW_STEP_HAS_PART,
                     .mapping = { XW_NONE } };
    return step_back(at, step, XW_NONE, at->level, enumerate_entering);
}

static xw_status
enumerate_reaching(enumeration *at)
{
    xw_status st = at->search->levels[at->level].entered[at->control]
                       ? enumerate_entering(at)
                       : XW_OK;
    if (st) {
        return st;
    }
    return xw_search_relatives(&at->scratch->searches[XW_SEARCH_ALL],
                               at->control, enumerate_relative, at, at->err);
}

/* ---- Order and limit ----------------------------------------------------------- */

static int
strength_order(uint32_t strength)
{
    return strength == XW_STRENGTH_NONE ? -1 : (int)strength;
}

/* Shortest first, then by what they entail, then the strongest. */
static int
by_length(const void *a, const void *b)
{
    const xw_drafted_walk *x = a;
    const xw_drafted_walk *y = b;
    if (x->shown.hops != y->shown.hops) {
        return x->shown.hops < y->shown.hops ? -1 : 1;
    }
    int verdicts = (int)xw_relation_verdict(x->shown.relation) -
                   (int)xw_relation_verdict(y->shown.relation);
    if (verdicts) {
        return verdicts;
    }
    int strengths =
        strength_order(y->shown.strength) - strength_order(x->shown.strength);
    if (strengths) {
        return strengths;
    }
    return (x->number > y->number) - (x->number < y->number);
}

static xw_status
list_walks(xw_scratch *scratch, uint32_t target, xw_error *err)
{
    xw_explained *explained = scratch->explained;
    const xw_search *all = &scratch->searches[XW_SEARCH_ALL];
    explained->draft_count = 0;
    explained->omitted = 0;
    xw_status st = XW_OK;
    for (uint32_t k = 0; k <= all->max_hops && !st; ++k) {
        explained->path_count = 0;
        enumeration at = { .scratch = scratch,
                           .explained = explained,
                           .search = all,
                           .level = k,
                           .control = target,
                           .err = err };
        st = enumerate_reaching(&at);
    }
    if (explained->draft_count) {
        qsort(explained->drafts, explained->draft_count,
              sizeof *explained->drafts, by_length);
    }
    return st == XW_E_NOMEM ? out_of_memory(err) : st;
}

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
        explained->walks[i].walk.steps =
            scratch->steps.items + explained->drafts[i].first;
    }
    out->walks = explained->walks;
    out->walk_count = shown;
    out->omitted = explained->omitted + (explained->draft_count - shown);
    return XW_OK;
}

/* ---- Critical mappings ----------------------------------------------------------- */

static int
ascending(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    return (*x > *y) - (*x < *y);
}

static bool
add_tried(xw_explained *explained, uint32_t mapping)
{
    uint32_t *tried = xw_alloc_grow(explained->tried, explained->tried_count,
                                    &explained->tried_cap, sizeof *tried);
    if (!tried) {
        return false;
    }
    explained->tried = tried;
    tried[explained->tried_count++] = mapping;
    return true;
}

/* The distinct mappings of all walks enumerated. */
static xw_status
list_tried(xw_scratch *scratch)
{
    xw_explained *explained = scratch->explained;
    explained->tried_count = 0;
    for (size_t i = 0; i < explained->draft_count; ++i) {
        const xw_drafted_walk *draft = &explained->drafts[i];
        for (size_t s = 0; s < draft->shown.walk.count; ++s) {
            uint32_t mapping = scratch->steps.items[draft->first + s].mapping.i;
            if (mapping != XW_NONE && !add_tried(explained, mapping)) {
                return XW_E_NOMEM;
            }
        }
    }
    if (explained->tried_count) {
        qsort(explained->tried, explained->tried_count,
              sizeof *explained->tried, ascending);
    }
    size_t kept = 0;
    for (size_t i = 0; i < explained->tried_count; ++i) {
        if (!kept || explained->tried[kept - 1] != explained->tried[i]) {
            explained->tried[kept++] = explained->tried[i];
        }
    }
    explained->tried_count = kept;
    return XW_OK;
}

/* The answer as it would be; unmapped when nothing reaches the target. */
static xw_status
decide(xw_scratch *scratch, uint32_t target, xw_answer *answer, xw_error *err)
{
    *answer = (xw_answer){ .control = { target },
                           .verdict = XW_UNMAPPED,
                           .relation = XW_ALL,
                           .full_possible = true,
                           .strength = XW_STRENGTH_NONE,
                           .score = -1 };
    bool reached =
        xw_search_masks(&scratch->searches[XW_SEARCH_ALL], target) != 0;
    return reached ? xw_decide(scratch, target, answer, err) : XW_OK;
}

static xw_status
try_without(xw_scratch *scratch, const xw_answer *with, uint32_t mapping,
            xw_error *err)
{
    xw_explained *explained = scratch->explained;
    xw_status st = xw_graph_half_edges(scratch->graph, (xw_mapping){ mapping },
                                       scratch->filter.excluded, err);
    xw_answer without;
    memset(scratch->has_run, 0, sizeof scratch->has_run);
    if (!st) {
        st = xw_scratch_search(scratch, XW_SEARCH_ALL, err);
    }
    if (!st) {
        st = decide(scratch, with->control.i, &without, err);
    }
    if (st || (without.verdict == with->verdict &&
               without.related == with->related)) {
        return st;
    }
    xw_critical *critical =
        xw_alloc_grow(explained->critical, explained->critical_count,
                      &explained->critical_cap, sizeof *critical);
    if (!critical) {
        return out_of_memory(err);
    }
    explained->critical = critical;
    critical[explained->critical_count++] =
        (xw_critical){ .mapping = { mapping },
                       .without = without.verdict,
                       .stated_without = !without.related };
    return XW_OK;
}

/* Leave each mapping out in turn.  Where the walks are too many to have all
 * been enumerated, no single one is tried. */
static xw_status
find_critical(xw_scratch *scratch, const xw_answer *with, xw_error *err)
{
    xw_explained *explained = scratch->explained;
    explained->critical_count = 0;
    if (explained->omitted) {
        return XW_OK;
    }
    if (list_tried(scratch)) {
        return out_of_memory(err);
    }
    xw_status st = XW_OK;
    for (size_t i = 0; i < explained->tried_count && !st &&
                       explained->tried_count <= MOST_CRITICAL_TRIED;
         ++i) {
        st = try_without(scratch, with, explained->tried[i], err);
    }
    scratch->filter.excluded[0] = scratch->filter.excluded[1] = XW_NONE;
    return st;
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
    memset(draft, 0, sizeof *draft);
    xw_status st = decide(scratch, target, &draft->answer, err);
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
        st = list_walks(scratch, request->target.i, err);
    }
    if (!st) {
        st = list_replaced(scratch, request->target.i, err);
    }
    return st ? st : find_critical(scratch, &draft->answer, err);
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
