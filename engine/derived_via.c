#include "derived_via.h"

#include "alloc.h"
#include "error.h"
#include "published.h"
#include "runs.h"

#include <string.h>

/* Called for each mapping from one framework into another. */
typedef xw_status (*mapping_fn)(void *payload, uint32_t edge, uint32_t mapping,
                                xw_error *err);

static xw_status
each_from(const xw_graph *graph, xw_framework from, xw_framework into,
          mapping_fn fn, void *payload, xw_error *err)
{
    const xw_file_framework *of = &graph->frameworks[from.i];
    xw_status st = XW_OK;
    for (uint32_t i = 0; i < of->count && !st; ++i) {
        xw_outgoing at;
        uint32_t edge, mapping;
        if (!xw_outgoing_of(graph, of->first + i, &at)) {
            return xw_graph_damaged(err, "half-edges out of range");
        }
        while (!st && xw_outgoing_next(&at, &edge, &mapping)) {
            uint32_t target = graph->edge_targets[edge];
            bool is_into = graph->control_frameworks[target] == into.i;
            st = is_into ? fn(payload, edge, mapping, err) : XW_OK;
        }
    }
    return st;
}

static xw_status
each_between(const xw_graph *graph, xw_framework a, xw_framework b,
             mapping_fn fn, void *payload, xw_error *err)
{
    xw_status st = each_from(graph, a, b, fn, payload, err);
    return st ? st : each_from(graph, b, a, fn, payload, err);
}

/* ---- Marking ----------------------------------------------------------------------- */

typedef struct marking {
    const xw_graph *graph;
    uint32_t set;
    uint64_t *edges;
} marking;

static xw_status
mark_mapping(void *payload, uint32_t edge, uint32_t mapping, xw_error *err)
{
    (void)edge;
    const marking *into = payload;
    uint32_t halves[2];
    if (into->graph->mapping_sets[mapping] != into->set) {
        return XW_OK;
    }
    xw_status st =
        xw_graph_half_edges(into->graph, (xw_mapping){ mapping }, halves, err);
    if (!st) {
        xw_bit_add(into->edges, halves[0]);
        xw_bit_add(into->edges, halves[1]);
    }
    return st;
}

xw_status
xw_mark_set(const xw_graph *graph, xw_set set, xw_framework a, xw_framework b,
            uint64_t *edges, xw_error *err)
{
    marking into = { .graph = graph, .set = set.i };
    into.edges = edges;
    return each_between(graph, a, b, mark_mapping, &into, err);
}

/* ---- Which sets there are -------------------------------------------------------------- */

typedef struct listing {
    const xw_graph *graph;
    xw_via *sets;
} listing;

static void
add_set(xw_via *sets, uint32_t set)
{
    size_t at = 0;
    while (at < sets->count && sets->sets[at].i < set) {
        ++at;
    }
    bool is_there = at < sets->count && sets->sets[at].i == set;
    if (is_there || sets->count == XW_VIA_MOST) {
        return;
    }
    memmove(&sets->sets[at + 1], &sets->sets[at],
            (sets->count++ - at) * sizeof *sets->sets);
    sets->sets[at] = (xw_set){ set };
}

static xw_status
list_mapping(void *payload, uint32_t edge, uint32_t mapping, xw_error *err)
{
    (void)err;
    const listing *to = payload;
    if (xw_is_published(to->graph, NULL, edge)) {
        add_set(to->sets, to->graph->mapping_sets[mapping]);
    }
    return XW_OK;
}

/* ---- Which two suffice ------------------------------------------------------------------- */

typedef struct choosing {
    xw_composer *composer;
    const xw_statement *statement;
    const xw_derived *derived;
    uint64_t *only;   /* half-edges of the two sets in hand */
    xw_via near, far; /* sets between source and third, third and target */
    bool is_found;
    xw_set chosen[2];
} choosing;

static xw_status
try_two(choosing *at, xw_set near, xw_set far, xw_error *err)
{
    const xw_graph *graph = at->composer->graph;
    const xw_derived *derived = at->derived;
    memset(at->only, 0, xw_bit_words(graph->edge_count) * sizeof *at->only);
    xw_status st = xw_mark_set(graph, near, derived->source, derived->through,
                               at->only, err);
    if (!st) {
        st = xw_mark_set(graph, far, derived->through, derived->target,
                         at->only, err);
    }
    xw_composition_match match = { .is_near = false };
    if (!st) {
        st = xw_composition_compare(at->composer, at->statement,
                                    derived->through.i, at->only, &match, err);
    }
    if (!st && match.is_near && match.jaccard >= derived->jaccard) {
        at->is_found = true;
        at->chosen[0] = near;
        at->chosen[1] = far;
    }
    return st;
}

static xw_status
try_all(choosing *at, xw_error *err)
{
    const xw_graph *graph = at->composer->graph;
    at->only =
        xw_alloc_zeroed(xw_bit_words(graph->edge_count), sizeof *at->only);
    if (!at->only) {
        return xw_fail(err, XW_E_NOMEM, "out of memory comparing mapping sets");
    }
    xw_status st = XW_OK;
    for (size_t i = 0; i < at->near.count && !st && !at->is_found; ++i) {
        for (size_t j = 0; j < at->far.count && !st && !at->is_found; ++j) {
            st = try_two(at, at->near.sets[i], at->far.sets[j], err);
        }
    }
    xw_alloc_free(at->only);
    return st;
}

xw_status
xw_via_find(xw_composer *composer, const xw_statement *statement,
            const xw_derived *derived, xw_via *out, xw_error *err)
{
    const xw_graph *graph = composer->graph;
    choosing at = { .composer = composer,
                    .statement = statement,
                    .derived = derived };
    listing near = { graph, &at.near };
    listing far = { graph, &at.far };
    xw_status st = each_between(graph, derived->source, derived->through,
                                list_mapping, &near, err);
    if (!st) {
        st = each_between(graph, derived->through, derived->target,
                          list_mapping, &far, err);
    }
    if (!st) {
        st = try_all(&at, err);
    }
    if (st) {
        return st;
    }
    *out = (xw_via){ .count = 0 };
    for (size_t i = 0; i < at.near.count && !at.is_found; ++i) {
        add_set(out, at.near.sets[i].i);
    }
    for (size_t i = 0; i < at.far.count && !at.is_found; ++i) {
        add_set(out, at.far.sets[i].i);
    }
    for (size_t i = 0; i < 2 && at.is_found; ++i) {
        add_set(out, at.chosen[i].i);
    }
    return XW_OK;
}
