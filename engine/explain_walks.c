/* explain_walks.c - every walk between two controls. */
#include "alloc.h"
#include "error.h"
#include "explain_parts.h"

#include <stdlib.h>

/* Enumerated, so that the shown ones can be sorted. */
enum { MOST_WALKS = 20000 };

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory listing walks");
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

/* The steps last appended to the path are by `edge`, or by part links. */
static xw_status
note_edges(xw_explained *explained, uint32_t edge, xw_error *err)
{
    while (explained->path_edge_count < explained->path.count) {
        uint32_t *edges =
            xw_alloc_grow(explained->path_edges, explained->path_edge_count,
                          &explained->path_edge_cap, sizeof *edges);
        if (!edges) {
            return out_of_memory(err);
        }
        explained->path_edges = edges;
        edges[explained->path_edge_count++] = edge;
    }
    return XW_OK;
}

static void
cut_path(xw_explained *explained, size_t count)
{
    explained->path.count = explained->path_edge_count = count;
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
    bool own = at->explained->path.count == 1; /* contradicted or not */
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
    uint32_t strength = xw_graph_strength(attribute);
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
        .shown = { .walk = { NULL, explained->path.count },
                   .relation = XW_EQ,
                   .strength = XW_STRENGTH_NONE },
        .first = at->scratch->steps.count,
        .number = explained->draft_count,
    };
    for (size_t i = explained->path.count; i-- > 0;) {
        const xw_step *step = &explained->path.items[i];
        uint32_t edge = explained->path_edges[i];
        draft.shown.relation = xw_relation_compose(
            draft.shown.relation, relation_of_step(at, step, edge));
        if (edge != XW_NONE) {
            note_step(at, edge, &draft.shown);
        }
        xw_status st = xw_steps_append(&at->scratch->steps, *step, at->err);
        if (st) {
            return st;
        }
    }
    xw_drafted_walk *drafts =
        xw_alloc_grow(explained->drafts, explained->draft_count,
                      &explained->draft_cap, sizeof *drafts);
    if (!drafts) {
        return out_of_memory(at->err);
    }
    explained->drafts = drafts;
    drafts[explained->draft_count++] = draft;
    return XW_OK;
}

static xw_status
step_back(enumeration *at, xw_step step, uint32_t edge)
{
    xw_explained *explained = at->explained;
    size_t base = explained->path.count;
    enumeration before = *at;
    before.level--;
    before.control = step.source.i;
    xw_status st = xw_steps_append(&explained->path, step, at->err);
    if (!st) {
        st = note_edges(explained, edge, at->err);
    }
    if (!st) {
        st = enumerate_reaching(&before);
    }
    cut_path(explained, base);
    return st;
}

/* Walks past the limit are counted, up to a limit of their own. */
static bool
is_full(const enumeration *at)
{
    return at->explained->omitted >= MOST_WALKS;
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
    for (uint32_t e = row.begin; e < row.end && !st && !is_full(at); ++e) {
        uint32_t other = search->graph->edge_targets[e];
        if (other >= search->graph->control_count ||
            !search->levels[at->level - 1].reached[other] ||
            !xw_search_uses(search, e)) {
            continue;
        }
        uint16_t attribute = search->graph->edge_attributes[e];
        if (!xw_graph_is_attribute(attribute)) {
            return xw_graph_damaged(at->err, "a half-edge says nothing known");
        }
        xw_step step = { .source = { other },
                         .target = { at->control },
                         .kind = XW_STEP_MAPPING,
                         .inverted = !(attribute & XW_EDGE_INVERTED) };
        st = xw_graph_mapping_of(search->graph, at->control, e, &step.mapping,
                                 at->err);
        if (!st) {
            st = step_back(at, step, e);
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
    /* mask is of control -> relative; the steps are the other way */
    bool up = mask == xw_mask_id(XW_EQ | XW_SUP);
    xw_explained *explained = at->explained;
    size_t base = explained->path.count;
    enumeration before = *at;
    before.control = relative;
    xw_status st = xw_steps_append_links(&explained->path, at->search->graph,
                                         relative, at->control, up, at->err);
    if (!st) {
        st = note_edges(explained, XW_NONE, at->err);
    }
    if (!st) {
        st = enumerate_entering(&before);
    }
    cut_path(explained, base);
    return st;
}

static uint64_t
count_walks(const xw_explained *explained)
{
    return explained->draft_count + explained->omitted;
}

/* The search has come here, so a walk leads back.  That each call finds one is
 * also what bounds them, in a file whose half-edges are no pairs. */
static xw_status
enumerate_reaching(enumeration *at)
{
    uint64_t before = count_walks(at->explained);
    xw_status st = at->search->levels[at->level].entered[at->control]
                       ? enumerate_entering(at)
                       : XW_OK;
    if (!st) {
        st = xw_search_relatives(&at->scratch->searches[XW_SEARCH_ALL],
                                 at->control, enumerate_relative, at, at->err);
    }
    if (!st && count_walks(at->explained) == before && !is_full(at)) {
        return xw_graph_damaged(at->err, "a walk has no beginning");
    }
    return st;
}

/* ---- Order ----------------------------------------------------------- */

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

xw_status
xw_explain_walks(xw_scratch *scratch, uint32_t target, xw_error *err)
{
    xw_explained *explained = scratch->explained;
    const xw_search *all = &scratch->searches[XW_SEARCH_ALL];
    explained->draft_count = 0;
    explained->omitted = 0;
    xw_status st = XW_OK;
    for (uint32_t k = 0; k <= all->max_hops && !st; ++k) {
        cut_path(explained, 0);
        enumeration at = { .scratch = scratch,
                           .explained = explained,
                           .search = all,
                           .level = k,
                           .control = target,
                           .err = err };
        st = all->levels[k].reached[target] ? enumerate_reaching(&at) : XW_OK;
    }
    if (explained->draft_count) {
        qsort(explained->drafts, explained->draft_count,
              sizeof *explained->drafts, by_length);
    }
    return st;
}
