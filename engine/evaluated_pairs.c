#include "evaluated_pairs.h"

#include "alloc.h"
#include "error.h"
#include "published.h"
#include "runs.h"

#include <string.h>

/* The graph of frameworks, less what is left out. */
typedef struct links {
    const xw_graph *graph;
    const uint64_t *left_out;
    uint64_t *pairs; /* [quotient_count] of controls with a published mapping */
    bool *walked;    /* [quotient_count] some mapping is used */
    uint32_t *place; /* [framework_count] in the quotient's row in hand */
    uint32_t *queue; /* [framework_count] */
    uint8_t *hops;   /* [framework_count] from the framework in hand */
} links;

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory listing framework pairs");
}

static void
links_clear(links *of)
{
    xw_alloc_free(of->pairs);
    xw_alloc_free(of->walked);
    xw_alloc_free(of->place);
    xw_alloc_free(of->queue);
    xw_alloc_free(of->hops);
}

static xw_status
links_init(links *of, xw_error *err)
{
    const xw_graph *graph = of->graph;
    of->pairs = xw_alloc_zeroed(graph->quotient_count, sizeof *of->pairs);
    of->walked = xw_alloc_zeroed(graph->quotient_count, sizeof *of->walked);
    of->place = xw_alloc_zeroed(graph->framework_count, sizeof *of->place);
    of->queue = xw_alloc_zeroed(graph->framework_count, sizeof *of->queue);
    of->hops = xw_alloc_zeroed(graph->framework_count, sizeof *of->hops);
    bool ok = of->pairs && of->walked && of->place && of->queue && of->hops;
    return ok ? XW_OK : out_of_memory(err);
}

static bool
neighbours(const xw_graph *graph, uint32_t framework, xw_row *out)
{
    if (!xw_row_read(graph->quotient_rows, framework, graph->quotient_count,
                     out)) {
        return false;
    }
    for (uint32_t q = out->begin; q < out->end; ++q) {
        if (graph->quotient[q] >= graph->framework_count) {
            return false;
        }
    }
    return true;
}

/* ---- Counting ------------------------------------------------------------------- */

static bool
count_row(links *of, uint32_t control)
{
    const xw_graph *graph = of->graph;
    xw_row row;
    if (!xw_graph_edges(graph, control, &row)) {
        return false;
    }
    for (uint32_t e = row.begin, end; e < row.end; e = end) {
        end = xw_run_end_of_pair(graph, row, e);
        uint32_t target = graph->edge_targets[e];
        uint32_t framework = target < graph->control_count
                                 ? graph->control_frameworks[target]
                                 : XW_NONE;
        if (framework >= graph->framework_count) {
            return false;
        }
        bool is_true = false;
        for (uint32_t i = e; i < end; ++i) {
            of->walked[of->place[framework]] |=
                !(graph->edge_attributes[i] & XW_EDGE_IDLE) &&
                !xw_bit_in(of->left_out, i);
            is_true |= xw_is_published(graph, of->left_out, i);
        }
        of->pairs[of->place[framework]] += is_true;
    }
    return true;
}

/* Every framework that a control of this one is mapped to is in its row. */
static bool
count_framework(links *of, uint32_t framework)
{
    const xw_graph *graph = of->graph;
    const xw_file_framework *record = &graph->frameworks[framework];
    xw_row row;
    if (!neighbours(graph, framework, &row)) {
        return false;
    }
    for (uint32_t q = row.begin; q < row.end; ++q) {
        of->place[graph->quotient[q]] = q;
    }
    for (uint32_t i = 0; i < record->count; ++i) {
        if (!count_row(of, record->first + i)) {
            return false;
        }
    }
    return true;
}

/* ---- Another way round -------------------------------------------------------------- */

/* Queue what `from` is mapped to, but for its step between `a` and `b`. */
static uint32_t
queue_next(links *of, uint32_t from, xw_row row, const uint32_t ends[2],
           uint32_t tail)
{
    for (uint32_t q = row.begin; q < row.end; ++q) {
        uint32_t to = of->graph->quotient[q];
        bool is_direct = (from == ends[0] && to == ends[1]) ||
                         (from == ends[1] && to == ends[0]);
        if (of->walked[q] && !is_direct && of->hops[to] == UINT8_MAX) {
            of->hops[to] = (uint8_t)(of->hops[from] + 1);
            of->queue[tail++] = to;
        }
    }
    return tail;
}

/* Whether `b` can be come to from `a` in so many hops but not from one to the
 * other. */
static bool
has_way_round(links *of, uint32_t a, uint32_t b, uint32_t max_hops)
{
    const xw_graph *graph = of->graph;
    const uint32_t ends[2] = { a, b };
    memset(of->hops, UINT8_MAX, graph->framework_count);
    of->hops[a] = 0;
    of->queue[0] = a;
    for (uint32_t head = 0, tail = 1; head < tail; ++head) {
        uint32_t from = of->queue[head];
        xw_row row;
        if (of->hops[from] >= max_hops || !neighbours(graph, from, &row)) {
            break;
        }
        tail = queue_next(of, from, row, ends, tail);
    }
    return of->hops[b] != UINT8_MAX;
}

/* ---- Listing -------------------------------------------------------------------------- */

typedef struct listing {
    uint32_t min_pairs, max_hops;
    xw_evaluated_pair *pairs;
    size_t count, cap;
} listing;

static xw_status
add_pair(listing *list, uint32_t source, uint32_t target, uint64_t direct)
{
    xw_evaluated_pair *pairs =
        xw_alloc_grow(list->pairs, list->count, &list->cap, sizeof *pairs);
    if (!pairs) {
        return XW_E_NOMEM;
    }
    list->pairs = pairs;
    pairs[list->count++] = (xw_evaluated_pair){ .source = { source },
                                                .target = { target },
                                                .direct = direct };
    return XW_OK;
}

/* Those of one framework and a later one. */
static xw_status
list_pairs_of(links *of, uint32_t a, listing *list)
{
    const xw_graph *graph = of->graph;
    uint32_t end = graph->quotient_rows[a + 1];
    xw_status st = XW_OK;
    for (uint32_t q = graph->quotient_rows[a]; q < end && !st; ++q) {
        uint32_t b = graph->quotient[q];
        if (a < b && of->pairs[q] >= list->min_pairs &&
            has_way_round(of, a, b, list->max_hops)) {
            st = add_pair(list, a, b, of->pairs[q]);
        }
    }
    return st;
}

static xw_status
list_pairs(links *of, listing *list)
{
    xw_status st = XW_OK;
    for (uint32_t a = 0; a < of->graph->framework_count && !st; ++a) {
        st = list_pairs_of(of, a, list);
    }
    return st;
}

xw_status
xw_evaluated_pairs_list(const xw_graph *graph, const uint64_t *left_out,
                        xw_evaluation *out, xw_error *err)
{
    links of = { .graph = graph, .left_out = left_out };
    listing list = { .min_pairs = out->min_pairs, .max_hops = out->max_hops };
    xw_status st = links_init(&of, err);
    for (uint32_t f = 0; f < graph->framework_count && !st; ++f) {
        if (!count_framework(&of, f)) {
            st = xw_graph_damaged(err, "the graph of frameworks is wrong");
        }
    }
    if (!st && list_pairs(&of, &list)) {
        st = out_of_memory(err);
    }
    links_clear(&of);
    if (st) {
        xw_alloc_free(list.pairs);
        return st;
    }
    out->pairs = list.pairs;
    out->pair_count = list.count;
    return XW_OK;
}
