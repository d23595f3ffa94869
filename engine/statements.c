#include "statements.h"

#include "alloc.h"
#include "error.h"
#include "published.h"
#include "runs.h"

#include <stdlib.h>

static xw_status
add_pair(xw_statements *statements, const xw_graph *graph, uint32_t mapping,
         uint32_t source, uint32_t target)
{
    uint32_t a = graph->control_frameworks[source];
    uint32_t b = graph->control_frameworks[target];
    if (a == b || a >= graph->framework_count || b >= graph->framework_count) {
        return XW_OK;
    }
    xw_stated_pair *pairs =
        xw_alloc_grow(statements->pairs, statements->pair_count,
                      &statements->pair_cap, sizeof *pairs);
    if (!pairs) {
        return XW_E_NOMEM;
    }
    statements->pairs = pairs;
    uint32_t set = graph->mapping_sets[mapping];
    pairs[statements->pair_count++] =
        a < b ? (xw_stated_pair){ set, a, b, source, target }
              : (xw_stated_pair){ set, b, a, target, source };
    return XW_OK;
}

static xw_status
list_pairs_from(xw_statements *statements, const xw_graph *graph,
                uint32_t control)
{
    xw_outgoing at;
    uint32_t edge, mapping;
    if (!xw_outgoing_of(graph, control, &at)) {
        return XW_E_GRAPH;
    }
    xw_status st = XW_OK;
    while (!st && xw_outgoing_next(&at, &edge, &mapping)) {
        if (xw_is_published(graph, NULL, edge)) {
            st = add_pair(statements, graph, mapping, control,
                          graph->edge_targets[edge]);
        }
    }
    return st;
}

static xw_status
list_pairs(xw_statements *statements, const xw_graph *graph)
{
    xw_status st = XW_OK;
    for (uint32_t c = 0; c < graph->control_count && !st; ++c) {
        st = list_pairs_from(statements, graph, c);
    }
    return st;
}

static int
compare(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int
by_statement(const xw_stated_pair *a, const xw_stated_pair *b)
{
    int order = compare(a->set, b->set);
    if (!order) {
        order = compare(a->source_framework, b->source_framework);
    }
    return order ? order : compare(a->target_framework, b->target_framework);
}

static int
by_pair(const void *a, const void *b)
{
    const xw_stated_pair *x = a;
    const xw_stated_pair *y = b;
    int order = by_statement(x, y);
    if (!order) {
        order = compare(x->source, y->source);
    }
    return order ? order : compare(x->target, y->target);
}

static void
sort_pairs(xw_statements *statements)
{
    xw_stated_pair *pairs = statements->pairs;
    if (statements->pair_count) {
        qsort(pairs, statements->pair_count, sizeof *pairs, by_pair);
    }
    size_t kept = 0;
    for (size_t i = 0; i < statements->pair_count; ++i) {
        if (!kept || by_pair(&pairs[kept - 1], &pairs[i])) {
            pairs[kept++] = pairs[i];
        }
    }
    statements->pair_count = kept;
}

static xw_status
cut_pairs(xw_statements *statements)
{
    const xw_stated_pair *pairs = statements->pairs;
    for (size_t begin = 0, end; begin < statements->pair_count; begin = end) {
        end = begin + 1;
        while (end < statements->pair_count &&
               !by_statement(&pairs[begin], &pairs[end])) {
            ++end;
        }
        xw_statement *items =
            xw_alloc_grow(statements->items, statements->count,
                          &statements->cap, sizeof *items);
        if (!items) {
            return XW_E_NOMEM;
        }
        statements->items = items;
        items[statements->count++] =
            (xw_statement){ .pairs = &pairs[begin], .count = end - begin };
    }
    return XW_OK;
}

xw_status
xw_statements_list(xw_statements *statements, const xw_graph *graph,
                   xw_error *err)
{
    *statements = (xw_statements){ 0 };
    xw_status st = list_pairs(statements, graph);
    if (!st) {
        sort_pairs(statements);
        st = cut_pairs(statements);
    }
    if (st == XW_E_GRAPH) {
        return xw_graph_damaged(err, "half-edges out of range");
    }
    return st ? xw_fail(err, st, "out of memory listing mapping sets") : XW_OK;
}

void
xw_statements_clear(xw_statements *statements)
{
    xw_alloc_free(statements->items);
    xw_alloc_free(statements->pairs);
    *statements = (xw_statements){ 0 };
}
