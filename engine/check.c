/* check.c - xw_check: what is doubtful in a graph. */
#include "alloc.h"
#include "conflicts.h"
#include "derived.h"
#include "doubts.h"
#include "error.h"
#include "look_alikes.h"

/* What a caller gets, and what its parts are kept in. */
typedef struct findings_store {
    xw_findings shown; /* first, so that one is the other */
    xw_conflicts conflicts;
    xw_derived_list derived;
    xw_doubt_list doubts;
} findings_store;

const char *
xw_conflict_kind_name(xw_conflict_kind kind)
{
    static const char *const names[] = { "direct", "disputed", "derived" };
    return kind < XW_CONFLICT_KIND_COUNT ? names[kind] : "";
}

const char *
xw_doubt_kind_name(xw_doubt_kind kind)
{
    static const char *const names[] = {
        "mirrored",  "equal_to_several", "not_assessable",    "divided",
        "withdrawn", "nested",           "implied_framework", "implied_control",
        "no_parts",  "under_withdrawn",  "look_alike",
    };
    return kind < XW_DOUBT_KIND_COUNT ? names[kind] : "";
}

void
xw_findings_free(xw_findings *findings)
{
    if (findings) {
        findings_store *store = (findings_store *)findings;
        xw_conflicts_clear(&store->conflicts);
        xw_derived_clear(&store->derived);
        xw_doubt_list_clear(&store->doubts);
        xw_alloc_free(store);
    }
}

static xw_status
find_conflicts(const xw_graph *graph, const xw_check_request *request,
               findings_store *store, xw_error *err)
{
    xw_contradictions found = { 0 };
    xw_evidence evidence = { store->shown.max_hops, request->rationales };
    xw_progress progress = {
        .fn = request->progress,
        .payload = request->payload,
        .total = xw_contradictions_work(graph),
    };
    xw_status st = xw_contradictions_find(graph, &evidence,
                                          xw_parallel_parts(request->threads),
                                          &progress, &found, err);
    if (!st) {
        st = xw_conflicts_show(graph, &evidence, &found, request->limit,
                               &store->conflicts, err);
    }
    store->shown.conflict_pairs = found.pairs;
    xw_contradictions_clear(&found);
    return st;
}

static xw_status
find_doubts(const xw_graph *graph, const xw_check_request *request,
            findings_store *store, xw_error *err)
{
    xw_doubt_list *doubts = &store->doubts;
    doubts->limit = request->limit;
    xw_status st = xw_doubts_add(graph, doubts, err); /* kind by kind */
    if (!st) {
        st = xw_look_alikes_add(graph, doubts, err);
    }
    if (!st) {
        xw_doubt_list_attach(doubts);
    }
    return st;
}

/* A map of several controls is one row, and a mapping for each of its pairs. */
static uint64_t
count_folded(const xw_graph *graph)
{
    uint64_t rows = graph->meta->mapping_rows;
    uint64_t distinct = (uint64_t)graph->mapping_count + graph->rule_count -
                        graph->rule_mapping_count;
    return rows > distinct ? rows - distinct : 0;
}

static void
show(const xw_graph *graph, findings_store *store)
{
    xw_findings *shown = &store->shown;
    shown->conflicts = store->conflicts.items;
    shown->conflict_count = store->conflicts.count;
    shown->conflicts_omitted = store->conflicts.omitted;
    shown->conflicts_complete = store->conflicts.complete;
    shown->derived = store->derived.items;
    shown->derived_count = store->derived.count;
    shown->doubts = store->doubts.items;
    shown->doubt_count = store->doubts.count;
    for (unsigned kind = 0; kind < XW_DOUBT_KIND_COUNT; ++kind) {
        shown->totals[kind] = store->doubts.totals[kind];
    }
    shown->folded_rows = count_folded(graph);
}

xw_status
xw_check(const xw_graph *graph, const xw_check_request *request,
         xw_findings **out, xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_check_request has the wrong size");
    }
    if (request->max_hops > XW_HOPS_MOST) {
        return xw_fail(err, XW_E_ARG, "max_hops is out of range");
    }
    findings_store *store = xw_alloc_zeroed(1, sizeof *store);
    if (!store) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for findings");
    }
    store->shown.max_hops =
        request->max_hops ? request->max_hops : XW_HOPS_DEFAULT;
    xw_status st = find_doubts(graph, request, store, err);
    if (!st) {
        st = xw_derived_find(graph, xw_parallel_parts(request->threads),
                             &store->derived, err);
    }
    if (!st) {
        st = find_conflicts(graph, request, store, err);
    }
    if (st) {
        xw_findings_free(&store->shown);
        return st;
    }
    show(graph, store);
    *out = &store->shown;
    return XW_OK;
}
