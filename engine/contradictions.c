#include "contradictions.h"

#include "alloc.h"
#include "bits.h"
#include "error.h"
#include "runs.h"
#include "verdict.h"

#include <stdlib.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory looking for contradictions");
}

/* ---- Walks that exclude something ------------------------------------------ */

static bool
is_sharp(uint16_t attribute)
{
    return !(attribute & XW_EDGE_IDLE) &&
           (XW_MASKS_SHARP >> (attribute & XW_EDGE_MASK) & 1);
}

static bool
has_sharp(const xw_graph *graph, xw_row row)
{
    uint32_t e = row.begin;
    while (e < row.end && !is_sharp(graph->edge_attributes[e])) {
        ++e;
    }
    return e < row.end;
}

static xw_status
mark_sharp(const xw_graph *graph, uint64_t *sharp, xw_error *err)
{
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        xw_row row;
        if (!xw_graph_edges(graph, c, &row)) {
            return xw_graph_damaged(err, "half-edges out of range");
        }
        if (has_sharp(graph, row)) {
            xw_bit_add(sharp, c);
        }
    }
    return XW_OK;
}

xw_status
xw_sharp_search_init(xw_sharp_search *sharp, const xw_graph *graph,
                     const xw_evidence *evidence, xw_error *err)
{
    *sharp = (xw_sharp_search){
        .distance = xw_alloc_zeroed(graph->framework_count, 1),
        .sharp = xw_alloc_zeroed(xw_bit_words(graph->control_count),
                                 sizeof(uint64_t)),
        .evidence = *evidence,
        .own = XW_NONE,
    };
    if (!sharp->distance || !sharp->sharp) {
        return out_of_memory(err);
    }
    xw_mask_table_fill(&sharp->table);
    xw_search_init(&sharp->search, graph, &sharp->table);
    return mark_sharp(graph, sharp->sharp, err);
}

void
xw_sharp_search_clear(xw_sharp_search *sharp)
{
    xw_search_clear(&sharp->search);
    xw_alloc_free(sharp->distance);
    xw_alloc_free(sharp->sharp);
    *sharp = (xw_sharp_search){ 0 };
}

/* Wanted are controls past the source.  Frameworks before that of the source
 * have none, so that the last hop, which is most of the work, leads elsewhere. */
static void
want_past(xw_sharp_search *sharp, uint32_t source)
{
    const xw_graph *graph = sharp->search.graph;
    uint32_t own = graph->control_frameworks[source];
    for (uint32_t f = 0; f < graph->framework_count && own != sharp->own; ++f) {
        sharp->distance[f] = f < own;
    }
    sharp->own = own;
}

xw_status
xw_sharp_search_run(xw_sharp_search *sharp, uint32_t source, xw_error *err)
{
    want_past(sharp, source);
    xw_edge_filter filter = XW_EDGE_FILTER_NONE;
    filter.sharp = sharp->sharp;
    filter.rationales = sharp->evidence.rationales;
    return xw_search_run(&sharp->search, source, sharp->evidence.max_hops,
                         sharp->distance, &filter, err);
}

/* ---- From one source ------------------------------------------------------------ */

/* What is found from some sources, one after the other. */
typedef struct block {
    xw_contradiction *items; /* [count] */
    size_t count, cap;
    size_t first; /* of the source in hand */
    uint64_t pairs;
} block;

static int
by_hops(const void *a, const void *b)
{
    const xw_contradiction *x = a;
    const xw_contradiction *y = b;
    if (x->hops != y->hops) {
        return x->hops < y->hops ? -1 : 1;
    }
    if (x->source != y->source) {
        return x->source < y->source ? -1 : 1;
    }
    return (x->target > y->target) - (x->target < y->target);
}

static void
keep_fewest_hops(block *into, size_t most)
{
    size_t count = into->count - into->first;
    if (count > most) {
        qsort(into->items + into->first, count, sizeof *into->items, by_hops);
        into->count = into->first + most;
    }
}

static xw_status
add(block *into, xw_contradiction found, xw_error *err)
{
    /* Once there are too many, now and then. */
    if (into->count - into->first >= (size_t)16 * XW_CONTRADICTIONS_MOST) {
        keep_fewest_hops(into, XW_CONTRADICTIONS_MOST);
    }
    xw_contradiction *items =
        xw_alloc_grow(into->items, into->count, &into->cap, sizeof *items);
    if (!items) {
        return out_of_memory(err);
    }
    into->items = items;
    items[into->count++] = found;
    into->pairs++;
    return XW_OK;
}

/* Whether a pair's own mappings contradict each other.  The mark in the file is
 * of all of them; a rationale may leave out some. */
static bool
is_contradicted(const xw_search *search, xw_row pair)
{
    return pair.begin < pair.end &&
           (search->graph->edge_attributes[pair.begin] &
            XW_EDGE_CONTRADICTED) &&
           !xw_search_meet_of_pair(search, pair);
}

/* The mappings of a pair that contradict each other say nothing in a walk, so
 * this is the first to be mended of what may be wrong with the pair. */
static xw_status
add_direct(const xw_search *search, uint32_t source, block *into, xw_error *err)
{
    const xw_graph *graph = search->graph;
    xw_row row;
    if (!xw_graph_edges(graph, source, &row)) {
        return xw_graph_damaged(err, "half-edges out of range");
    }
    xw_status st = XW_OK;
    xw_row pair = { row.begin, row.begin };
    for (; pair.begin < row.end && !st; pair.begin = pair.end) {
        uint32_t target = graph->edge_targets[pair.begin];
        pair.end = xw_run_end_of_pair(graph, row, pair.begin);
        if (target > source && target < graph->control_count &&
            is_contradicted(search, pair)) {
            st = add(into, (xw_contradiction){ source, target, 2, true }, err);
        }
    }
    return st;
}

static bool
is_directly_contradicted(const xw_search *search, uint32_t control)
{
    const xw_graph *graph = search->graph;
    xw_row row;
    if (!(graph->meta->flags & XW_META_CONTRADICTED) ||
        !xw_graph_edges(graph, search->source, &row)) {
        return false;
    }
    return is_contradicted(search, xw_graph_edges_to(graph, row, control));
}

static uint32_t
hops_of(const xw_search *search, uint32_t control)
{
    unsigned second = 0;
    unsigned first = xw_contradicting_masks(search, control, &second);
    return first == XW_NONE
               ? XW_NONE
               : xw_proof_level(search, control, (xw_mask_set)(1U << first)) +
                     xw_proof_level(search, control,
                                    (xw_mask_set)(1U << second));
}

/* One of two walks that contradict each other is sharp. */
static bool
may_contradict(const xw_search *search, uint32_t control)
{
    xw_mask_set masks = xw_search_masks(search, control);
    return (masks & XW_MASKS_SHARP) && (masks & (masks - 1U)) &&
           !xw_mask_set_meet(masks);
}

static bool
is_reached_below(const xw_search *search, uint32_t level, uint32_t control)
{
    for (uint32_t k = 0; k < level; ++k) {
        if (search->levels[k].reached[control]) {
            return true;
        }
    }
    return false;
}

static xw_status
add_level(const xw_search *search, uint32_t level, block *into, xw_error *err)
{
    size_t count;
    const uint32_t *list = xw_search_reached(search, level, &count);
    xw_status st = XW_OK;
    for (size_t i = 0; i < count && !st; ++i) {
        uint32_t control = list[i];
        if (control <= search->source || !may_contradict(search, control) ||
            is_reached_below(search, level, control) ||
            is_directly_contradicted(search, control)) {
            continue;
        }
        xw_contradiction found = { search->source, control,
                                   hops_of(search, control), false };
        if (found.hops != XW_NONE) {
            st = add(into, found, err);
        }
    }
    return st;
}

static xw_status
add_source(xw_sharp_search *sharp, uint32_t source, block *into, xw_error *err)
{
    into->first = into->count;
    xw_status st = xw_sharp_search_run(sharp, source, err);
    for (uint32_t k = 0; k <= sharp->evidence.max_hops && !st; ++k) {
        st = add_level(&sharp->search, k, into, err);
    }
    if (!st) {
        st = add_direct(&sharp->search, source, into, err);
    }
    keep_fewest_hops(into, XW_CONTRADICTIONS_MOST);
    return st;
}

/* ---- From all ---------------------------------------------------------------- */

enum { BLOCK = 256 }; /* sources that are one item of work */

typedef struct finding {
    const xw_graph *graph;
    xw_sharp_search parts[XW_PARTS_MOST];
    unsigned part_count;
    block *blocks; /* [block_count] */
    size_t block_count;
} finding;

uint64_t
xw_contradictions_work(const xw_graph *graph)
{
    return ((uint64_t)graph->control_count + BLOCK - 1) / BLOCK;
}

static xw_status
search_block(void *payload, unsigned part, size_t item, xw_error *err)
{
    finding *find = payload;
    uint32_t count = find->graph->control_count;
    uint32_t first = (uint32_t)item * BLOCK;
    uint32_t end = count - first < BLOCK ? count : first + BLOCK;
    xw_status st = XW_OK;
    for (uint32_t c = first; c < end && !st; ++c) {
        st = add_source(&find->parts[part], c, &find->blocks[item], err);
    }
    return st;
}

static xw_status
search_all(finding *find, const xw_evidence *evidence, unsigned parts,
           const xw_progress *progress, xw_error *err)
{
    find->block_count = (size_t)xw_contradictions_work(find->graph);
    find->blocks = xw_alloc_zeroed(find->block_count, sizeof *find->blocks);
    xw_status st = find->blocks ? XW_OK : out_of_memory(err);
    while (find->part_count < parts && !st) {
        st = xw_sharp_search_init(&find->parts[find->part_count++], find->graph,
                                  evidence, err);
    }
    return st ? st
              : xw_parallel_run(parts, find->block_count, search_block, find,
                                progress, err);
}

static xw_status
gather(const finding *find, xw_contradictions *out, xw_error *err)
{
    xw_contradictions made = { 0 };
    size_t count = 0;
    for (size_t b = 0; b < find->block_count; ++b) {
        count += find->blocks[b].count;
    }
    made.items = xw_alloc_zeroed(count, sizeof *made.items);
    if (!made.items) {
        return out_of_memory(err);
    }
    for (size_t b = 0; b < find->block_count; ++b) {
        made.pairs += find->blocks[b].pairs;
        for (size_t i = 0; i < find->blocks[b].count; ++i) {
            made.items[made.count++] = find->blocks[b].items[i];
        }
    }
    qsort(made.items, made.count, sizeof *made.items, by_hops);
    *out = made;
    return XW_OK;
}

static void
finding_free(finding *find)
{
    for (size_t b = 0; find->blocks && b < find->block_count; ++b) {
        xw_alloc_free(find->blocks[b].items);
    }
    for (unsigned p = 0; p < find->part_count; ++p) {
        xw_sharp_search_clear(&find->parts[p]);
    }
    xw_alloc_free(find->blocks);
    xw_alloc_free(find);
}

xw_status
xw_contradictions_find(const xw_graph *graph, const xw_evidence *evidence,
                       unsigned parts, const xw_progress *progress,
                       xw_contradictions *out, xw_error *err)
{
    finding *find = xw_alloc_zeroed(1, sizeof *find);
    if (!find) {
        return out_of_memory(err);
    }
    find->graph = graph;
    xw_status st = search_all(find, evidence, parts, progress, err);
    if (!st) {
        st = gather(find, out, err);
    }
    finding_free(find);
    return st;
}

void
xw_contradictions_clear(xw_contradictions *found)
{
    xw_alloc_free(found->items);
    *found = (xw_contradictions){ 0 };
}
