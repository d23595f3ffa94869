/* explain_critical.c - which mappings a verdict hangs on. */
#include "alloc.h"
#include "error.h"
#include "explain_parts.h"
#include "verdict.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CRITICAL_TRIED = 4096 };

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory explaining");
}

/* ---- Mappings to try ----------------------------------------------------------- */

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

static bool
add_mappings_of(xw_explained *explained, const xw_step *steps, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (steps[i].kind == XW_STEP_MAPPING &&
            !add_tried(explained, steps[i].mapping.i)) {
            return false;
        }
    }
    return true;
}

static void
drop_repeats(xw_explained *explained)
{
    size_t kept = 0;
    for (size_t i = 0; i < explained->tried_count; ++i) {
        if (!kept || explained->tried[kept - 1] != explained->tried[i]) {
            explained->tried[kept++] = explained->tried[i];
        }
    }
    explained->tried_count = kept;
}

/* The distinct mappings of all walks listed. */
static xw_status
list_tried(xw_scratch *scratch)
{
    xw_explained *explained = scratch->explained;
    explained->tried_count = 0;
    for (size_t i = 0; i < explained->draft_count; ++i) {
        const xw_drafted_walk *draft = &explained->drafts[i];
        if (!draft->shown.walk.count) {
            continue; /* from a control to itself, there may be no steps */
        }
        if (!add_mappings_of(explained, scratch->steps.items + draft->first,
                             draft->shown.walk.count)) {
            return XW_E_NOMEM;
        }
    }
    if (explained->tried_count) {
        qsort(explained->tried, explained->tried_count,
              sizeof *explained->tried, ascending);
    }
    drop_repeats(explained);
    return XW_OK;
}

/* ---- Leaving one out ---------------------------------------------------------- */

static bool
add_revived(xw_explained *explained, uint32_t edge)
{
    uint32_t *revived =
        xw_alloc_grow(explained->revived, explained->revived_count,
                      &explained->revived_cap, sizeof *revived);
    if (!revived) {
        return false;
    }
    explained->revived = revived;
    revived[explained->revived_count++] = edge;
    return true;
}

/* One of the two halves of a pair: the half-edges from `control` to `other`. */
static xw_status
read_pair(const xw_graph *graph, uint32_t control, uint32_t other, xw_row *out,
          xw_error *err)
{
    xw_row row;
    if (!xw_graph_edges(graph, control, &row)) {
        return xw_graph_damaged(err, "half-edges out of range");
    }
    *out = xw_graph_edges_to(graph, row, other);
    return XW_OK;
}

static xw_status
describe_edge(const xw_graph *graph, uint32_t control, uint32_t edge,
              xw_mapping *mapping, xw_mapping_info *out, xw_error *err)
{
    xw_status st = xw_graph_mapping_of(graph, control, edge, mapping, err);
    return st ? st : xw_graph_mapping(graph, *mapping, out, err);
}

/* The highest precedence of what `left_out` alone replaces in a pair; false
 * when it replaces nothing, or others of the pair still do. */
static xw_status
find_next_precedence(const xw_graph *graph, uint32_t control, xw_row pair,
                     xw_mapping left_out, int64_t *out, xw_error *err)
{
    *out = INT64_MIN;
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        xw_mapping mapping;
        xw_mapping_info info;
        xw_status st = describe_edge(graph, control, e, &mapping, &info, err);
        if (st) {
            return st;
        }
        if (mapping.i == left_out.i) {
            continue;
        }
        if (info.carries) {
            *out = INT64_MIN;
            return XW_OK;
        }
        int64_t precedence = graph->sets[info.set.i].precedence;
        if (info.replaced && precedence > *out) {
            *out = precedence;
        }
    }
    return XW_OK;
}

static xw_status
revive_half(xw_scratch *scratch, uint32_t control, uint32_t other,
            xw_mapping left_out, xw_error *err)
{
    const xw_graph *graph = scratch->graph;
    xw_row pair = { 0, 0 };
    int64_t precedence = INT64_MIN;
    xw_status st = read_pair(graph, control, other, &pair, err);
    if (!st) {
        st = find_next_precedence(graph, control, pair, left_out, &precedence,
                                  err);
    }
    for (uint32_t e = pair.begin; !st && e < pair.end; ++e) {
        xw_mapping mapping;
        xw_mapping_info info;
        st = describe_edge(graph, control, e, &mapping, &info, err);
        if (!st && info.replaced &&
            graph->sets[info.set.i].precedence == precedence &&
            !add_revived(scratch->explained, e)) {
            st = out_of_memory(err);
        }
    }
    return st;
}

/* Leave a mapping out, as if it had never been published: what it alone had
 * replaced counts again. */
static xw_status
leave_out(xw_scratch *scratch, xw_mapping mapping, xw_error *err)
{
    xw_explained *explained = scratch->explained;
    xw_edge_filter *filter = &scratch->filter;
    xw_mapping_info info;
    explained->revived_count = 0;
    xw_status st =
        xw_graph_half_edges(scratch->graph, mapping, filter->excluded, err);
    if (!st) {
        st = xw_graph_mapping(scratch->graph, mapping, &info, err);
    }
    if (!st) {
        st = revive_half(scratch, info.source.i, info.target.i, mapping, err);
    }
    if (!st) {
        st = revive_half(scratch, info.target.i, info.source.i, mapping, err);
    }
    filter->revived = explained->revived;
    filter->revived_count = explained->revived_count;
    memset(scratch->has_run, 0, sizeof scratch->has_run);
    return st;
}

static void
put_back(xw_scratch *scratch)
{
    xw_edge_filter *filter = &scratch->filter;
    filter->excluded[0] = filter->excluded[1] = XW_NONE;
    filter->revived = NULL;
    filter->revived_count = 0;
}

/* ---- Trying each ---------------------------------------------------------------- */

static xw_status
try_without(xw_scratch *scratch, const xw_answer *with, uint32_t mapping,
            xw_error *err)
{
    xw_explained *explained = scratch->explained;
    xw_answer without = { .control = with->control };
    xw_status st = leave_out(scratch, (xw_mapping){ mapping }, err);
    if (!st) {
        st = xw_scratch_search(scratch, XW_SEARCH_ALL, err);
    }
    if (!st) {
        st = xw_decide(scratch, with->control.i, &without, err);
    }
    if (st || without.verdict == with->verdict) {
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
xw_status
xw_explain_critical(xw_scratch *scratch, const xw_answer *with, xw_error *err)
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
    put_back(scratch);
    return st;
}
