#include "search.h"

#include "alloc.h"
#include "bits.h"
#include "error.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

enum { FEW_RUNS = 8 }; /* as soon gone through as one of them is found */

void
xw_search_init(xw_search *search, const xw_graph *graph,
               const xw_mask_table *table)
{
    *search = (xw_search){ .graph = graph, .table = table };
}

void
xw_search_clear(xw_search *search)
{
    for (uint32_t k = 0; k < search->level_count; ++k) {
        xw_level *level = &search->levels[k];
        if (level->reached != level->entered) {
            xw_alloc_free(level->reached);
            xw_alloc_free(level->reaches);
        }
        xw_alloc_free(level->entered);
        xw_alloc_free(level->entries);
    }
    xw_alloc_free(search->stack);
    *search = (xw_search){ 0 };
}

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory searching");
}

/* ---- Levels ---------------------------------------------------------------- */

static bool
has_parts(const xw_search *search)
{
    return search->graph->meta->flags & XW_META_PARTS;
}

static xw_status
add_level(xw_search *search, xw_error *err)
{
    xw_level *level = &search->levels[search->level_count];
    size_t count = search->graph->control_count;
    level->entered = xw_alloc_zeroed(count, sizeof *level->entered);
    level->reached = has_parts(search)
                         ? xw_alloc_zeroed(count, sizeof *level->reached)
                         : level->entered;
    if (!level->entered || !level->reached) {
        xw_alloc_free(level->entered);
        xw_alloc_free(has_parts(search) ? level->reached : NULL);
        *level = (xw_level){ 0 };
        return out_of_memory(err);
    }
    search->level_count++;
    return XW_OK;
}

static void
forget(xw_search *search)
{
    for (uint32_t k = 0; k < search->level_count; ++k) {
        xw_level *level = &search->levels[k];
        for (size_t i = 0; i < level->entry_count; ++i) {
            level->entered[level->entries[i]] = 0;
        }
        for (size_t i = 0; i < level->reach_count; ++i) {
            level->reached[level->reaches[i]] = 0;
        }
        level->entry_count = level->reach_count = 0;
        level->sorted = false;
    }
    search->met_related = search->met_topic = false;
}

static bool
append(uint32_t **items, size_t *count, size_t *cap, uint32_t item)
{
    uint32_t *grown = xw_alloc_grow(*items, *count, cap, sizeof *grown);
    if (!grown) {
        return false;
    }
    *items = grown;
    grown[(*count)++] = item;
    return true;
}

static bool
enter(xw_level *level, uint32_t control, xw_mask_set masks)
{
    if (!level->entered[control] &&
        !append(&level->entries, &level->entry_count, &level->entry_cap,
                control)) {
        return false;
    }
    level->entered[control] |= masks;
    return true;
}

static bool
reach(xw_level *level, uint32_t control, xw_mask_set masks)
{
    if (!level->reached[control] &&
        !append(&level->reaches, &level->reach_count, &level->reach_cap,
                control)) {
        return false;
    }
    level->reached[control] |= masks;
    return true;
}

static int
ascending(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    return (*x > *y) - (*x < *y);
}

void
xw_search_sort(xw_search *search, uint32_t k)
{
    xw_level *level = &search->levels[k];
    bool one_list = level->reached == level->entered;
    uint32_t *list = one_list ? level->entries : level->reaches;
    size_t count = one_list ? level->entry_count : level->reach_count;
    if (count && !level->sorted) {
        qsort(list, count, sizeof *list, ascending);
    }
    level->sorted = true;
}

/* Of the masks of some walks to a place, those to follow on. */
static xw_mask_set
worth_following(const xw_search *search, xw_mask_set masks)
{
    unsigned nothing = search->filter.sharp ? 1U << XW_MASK_ALL : 0U;
    return (xw_mask_set)(masks & ~nothing);
}

/* ---- Part links ------------------------------------------------------------- */

/* Up to the root.  A damaged file may go round in circles, which shows when a
 * walk comes back to a mark that it leaves at distances 1, 2, 4, ... (Brent,
 * "An improved Monte Carlo factorization algorithm", 1980). */
static xw_status
visit_wholes(const xw_search *search, uint32_t control, xw_relative_fn visit,
             void *payload, xw_error *err)
{
    const xw_graph *graph = search->graph;
    unsigned part = xw_mask_id(XW_EQ | XW_SUB);
    uint32_t mark = control;
    uint64_t steps = 0, next_mark = 1;
    uint32_t whole = xw_graph_whole_of(graph, control);
    xw_status st = XW_OK;
    while (whole != XW_NONE && !st) {
        if (whole == mark) {
            return xw_graph_damaged(err, "controls above each other");
        }
        if (++steps == next_mark) {
            mark = whole;
            next_mark *= 2;
        }
        st = visit(payload, whole, part);
        whole =
            whole == search->source ? XW_NONE : xw_graph_whole_of(graph, whole);
    }
    return st;
}

/* A child counts when it names its parent too and comes after its elder, so
 * that even a damaged file holds each below one control only. */
static xw_status
push_parts(xw_search *search, uint32_t control, xw_error *err)
{
    const xw_graph *graph = search->graph;
    xw_row row;
    if (!(graph->control_flags[control] & XW_CONTROL_HAS_PARTS)) {
        return XW_OK;
    }
    if (!xw_row_read(graph->child_rows, control, graph->child_count, &row)) {
        return xw_graph_damaged(err, "a control's children are no row");
    }
    uint32_t elder = 0;
    for (uint32_t i = row.begin; i < row.end; ++i) {
        uint32_t child = graph->children[i];
        if (child >= graph->control_count ||
            (i > row.begin && child <= elder) ||
            graph->control_parents[child] != control) {
            return xw_graph_damaged(err, "a child has another parent");
        }
        elder = child;
        if (xw_graph_parent_kind(graph, child) == XW_PARENT_PART &&
            !append(&search->stack, &search->stack_count, &search->stack_cap,
                    child)) {
            return out_of_memory(err);
        }
    }
    return XW_OK;
}

static xw_status
visit_parts(xw_search *search, uint32_t control, xw_relative_fn visit,
            void *payload, xw_error *err)
{
    unsigned whole = xw_mask_id(XW_EQ | XW_SUP);
    size_t base = search->stack_count;
    xw_status st = push_parts(search, control, err);
    while (search->stack_count > base && !st) {
        uint32_t part = search->stack[--search->stack_count];
        if (part == control) {
            st = xw_graph_damaged(err, "controls above each other");
            break;
        }
        st = visit(payload, part, whole);
        if (!st && part != search->source) {
            st = push_parts(search, part, err);
        }
    }
    search->stack_count = base;
    return st;
}

xw_status
xw_search_relatives(xw_search *search, uint32_t control, xw_relative_fn visit,
                    void *payload, xw_error *err)
{
    if (!has_parts(search)) {
        return XW_OK;
    }
    xw_status st = visit_wholes(search, control, visit, payload, err);
    return st ? st : visit_parts(search, control, visit, payload, err);
}

typedef struct spreading {
    const xw_search *search;
    xw_level *level;
    xw_mask_set masks;
} spreading;

static xw_status
reach_relative(void *payload, uint32_t relative, unsigned mask)
{
    spreading *from = payload;
    xw_mask_set masks =
        xw_mask_table_step(from->search->table, from->masks, mask);
    masks = worth_following(from->search, masks);
    if (relative == from->search->source || !masks) {
        return XW_OK; /* never re-entered */
    }
    return reach(from->level, relative, masks) ? XW_OK : XW_E_NOMEM;
}

/* From what was entered to what that reaches. */
static xw_status
spread(xw_search *search, xw_level *level, xw_error *err)
{
    if (!has_parts(search)) { /* one array, one list */
        return XW_OK;
    }
    for (size_t i = 0; i < level->entry_count; ++i) {
        uint32_t control = level->entries[i];
        spreading from = { search, level, level->entered[control] };
        if (!reach(level, control, from.masks)) {
            return out_of_memory(err);
        }
        xw_status st =
            xw_search_relatives(search, control, reach_relative, &from, err);
        if (st) {
            return st == XW_E_NOMEM ? out_of_memory(err) : st;
        }
    }
    return XW_OK;
}

/* ---- Edges -------------------------------------------------------------------- */

static bool
is_revived(const xw_edge_filter *filter, uint32_t edge)
{
    for (size_t i = 0; i < filter->revived_count; ++i) {
        if (filter->revived[i] == edge) {
            return true;
        }
    }
    return false;
}

bool
xw_search_pools(const xw_search *search, uint32_t edge)
{
    const xw_edge_filter *filter = &search->filter;
    uint16_t attribute = search->graph->edge_attributes[edge];
    if (((attribute & XW_EDGE_IDLE) && !is_revived(filter, edge)) ||
        edge == filter->excluded[0] || edge == filter->excluded[1] ||
        xw_bit_in(filter->left_out, edge) || xw_bit_in(filter->hidden, edge)) {
        return false;
    }
    unsigned rationale = attribute >> XW_EDGE_RATIONALE_SHIFT & 3U;
    return !filter->rationales || (filter->rationales >> rationale & 1U);
}

bool
xw_search_uses(const xw_search *search, uint32_t edge)
{
    const xw_edge_filter *filter = &search->filter;
    uint16_t attribute = search->graph->edge_attributes[edge];
    return xw_search_pools(search, edge) &&
           !(filter->stated_only && (attribute & XW_EDGE_RELATED)) &&
           !(filter->requirement_only && (attribute & XW_EDGE_TOPIC));
}

xw_relation
xw_search_meet_of_pair(const xw_search *search, xw_row pair)
{
    xw_relation meet = XW_ALL;
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        unsigned mask = search->graph->edge_attributes[e] & XW_EDGE_MASK;
        if (mask < XW_MASK_COUNT && xw_search_pools(search, e)) {
            meet &= xw_mask_relation(mask);
        }
    }
    return meet;
}

/* The mark in the file is of all mappings that are not replaced; a filter may
 * leave out those that contradict the others. */
static bool
is_contradicted(const xw_search *search, xw_row row, uint32_t edge)
{
    const xw_graph *graph = search->graph;
    if (!(graph->edge_attributes[edge] & XW_EDGE_CONTRADICTED) &&
        !is_revived(&search->filter, edge)) {
        return false;
    }
    xw_row pair = xw_graph_edges_to(graph, row, graph->edge_targets[edge]);
    return xw_search_meet_of_pair(search, pair) == 0;
}

unsigned
xw_search_mask_of_edge(const xw_search *search, xw_row row, uint32_t edge)
{
    unsigned mask = search->graph->edge_attributes[edge] & XW_EDGE_MASK;
    if (mask >= XW_MASK_COUNT) {
        return XW_MASK_COUNT;
    }
    return is_contradicted(search, row, edge) ? XW_MASK_ALL : mask;
}

static xw_status
walk_edge(xw_search *search, xw_level *next, xw_row row, uint32_t edge,
          xw_mask_set masks)
{
    const xw_graph *graph = search->graph;
    uint16_t attribute = graph->edge_attributes[edge];
    search->met_related |= (attribute & XW_EDGE_RELATED) != 0;
    search->met_topic |= (attribute & XW_EDGE_TOPIC) != 0;
    uint32_t target = graph->edge_targets[edge];
    if (target == search->source || !xw_search_uses(search, edge)) {
        return XW_OK;
    }
    unsigned mask = xw_search_mask_of_edge(search, row, edge);
    if (mask == XW_MASK_COUNT || target >= graph->control_count) {
        return XW_E_GRAPH;
    }
    masks = xw_mask_table_step(search->table, masks, mask);
    masks = worth_following(search, masks);
    return !masks || enter(next, target, masks) ? XW_OK : XW_E_NOMEM;
}

static xw_status
walk_edges(xw_search *search, xw_level *next, xw_row row, xw_row run,
           xw_mask_set masks)
{
    xw_status st = XW_OK;
    for (uint32_t e = run.begin; e < run.end && !st; ++e) {
        st = walk_edge(search, next, row, e, masks);
    }
    return st;
}

static xw_status
walk_run(xw_search *search, xw_row row, xw_row runs, uint32_t number,
         xw_mask_set masks, xw_level *next)
{
    xw_row run;
    return xw_graph_run(search->graph, row, runs, number, &run)
               ? walk_edges(search, next, row, run, masks)
               : XW_E_GRAPH;
}

/* Where there are many runs and few frameworks wanted, look these up. */
static xw_status
walk_into_wanted(xw_search *search, xw_row row, xw_row runs, xw_mask_set masks,
                 xw_level *next)
{
    const uint16_t *frameworks = search->graph->run_frameworks;
    xw_status st = XW_OK;
    for (uint32_t w = 0; w < search->wanted_count && !st; ++w) {
        uint32_t found = xw_run_find(search->graph, runs, search->wanted[w]);
        if (found < runs.end && frameworks[found] == search->wanted[w]) {
            st = walk_run(search, row, runs, found, masks, next);
        }
    }
    return st;
}

/* The edges of one control that lead on, run by run. */
static xw_status
walk_from(xw_search *search, uint32_t control, xw_mask_set masks,
          xw_level *next, uint32_t remaining)
{
    const xw_graph *graph = search->graph;
    xw_row row, runs;
    if (!xw_graph_edges(graph, control, &row) ||
        !xw_graph_runs(graph, control, &runs)) {
        return XW_E_GRAPH;
    }
    if (!remaining && search->wanted_count &&
        search->wanted_count * FEW_RUNS < runs.end - runs.begin) {
        return walk_into_wanted(search, row, runs, masks, next);
    }
    xw_status st = XW_OK;
    for (uint32_t r = runs.begin; r < runs.end && !st; ++r) {
        uint32_t framework = graph->run_frameworks[r];
        if (framework >= graph->framework_count) {
            return XW_E_GRAPH;
        }
        if (search->distance[framework] <= remaining) {
            st = walk_run(search, row, runs, r, masks, next);
        }
    }
    return st;
}

/* Whether some walk on from a control can exclude anything. */
static bool
leads_on(const xw_search *search, uint32_t control, xw_mask_set masks)
{
    const uint64_t *sharp = search->filter.sharp;
    return !sharp || (masks & XW_MASKS_SHARP) || xw_bit_in(sharp, control);
}

/* The rows of controls are all over memory: those of one soon to be walked from
 * are asked for, and then what is in them. */
static void
ask_for_rows(const xw_graph *graph, const uint32_t *list, size_t count,
             size_t i)
{
    enum { NEAR = 3, FAR = 6 };
    if (i + FAR < count) {
        __builtin_prefetch(&graph->edge_rows[list[i + FAR]]);
        __builtin_prefetch(&graph->run_rows[list[i + FAR]]);
    }
    if (i + NEAR < count) {
        uint32_t control = list[i + NEAR];
        xw_row runs;
        if (xw_graph_runs(graph, control, &runs) && runs.begin < runs.end) {
            uint32_t middle = runs.begin + (runs.end - runs.begin) / 2;
            __builtin_prefetch(&graph->run_frameworks[middle]);
            __builtin_prefetch(&graph->run_edges[middle]);
        }
    }
}

static xw_status
walk_level(xw_search *search, uint32_t k, xw_error *err)
{
    const xw_level *level = &search->levels[k];
    xw_level *next = &search->levels[k + 1];
    size_t count;
    const uint32_t *list = xw_search_reached(search, k, &count);
    uint32_t remaining = search->max_hops - k - 1;
    for (size_t i = 0; i < count; ++i) {
        xw_mask_set masks = level->reached[list[i]];
        ask_for_rows(search->graph, list, count, i);
        xw_status st = leads_on(search, list[i], masks)
                           ? walk_from(search, list[i], masks, next, remaining)
                           : XW_OK;
        if (st == XW_E_GRAPH) {
            return xw_graph_damaged(err, "half-edges or runs out of range");
        }
        if (st) {
            return out_of_memory(err);
        }
    }
    return spread(search, next, err);
}

/* ---- Searching ---------------------------------------------------------------- */

static xw_status
begin(xw_search *search, xw_error *err)
{
    forget(search);
    while (search->level_count <= search->max_hops) {
        xw_status st = add_level(search, err);
        if (st) {
            return st;
        }
    }
    if (!enter(&search->levels[0], search->source, 1U << XW_MASK_EQ)) {
        return out_of_memory(err);
    }
    return spread(search, &search->levels[0], err);
}

xw_status
xw_search_run(xw_search *search, uint32_t source, uint32_t max_hops,
              const uint8_t *distance, const xw_edge_filter *filter,
              xw_error *err)
{
    search->source = source;
    search->max_hops = max_hops;
    search->distance = distance;
    search->filter = *filter;
    xw_status st = begin(search, err);
    for (uint32_t k = 0; k < max_hops && !st; ++k) {
        st = walk_level(search, k, err);
    }
    return st;
}

/* Queue the neighbours of a framework that are not queued yet. */
static xw_status
queue_neighbours(const xw_graph *graph, uint32_t framework, uint8_t *distance,
                 uint32_t *queue, uint32_t *tail)
{
    xw_row row;
    if (!xw_row_read(graph->quotient_rows, framework, graph->quotient_count,
                     &row)) {
        return XW_E_GRAPH;
    }
    for (uint32_t q = row.begin; q < row.end; ++q) {
        uint32_t other = graph->quotient[q];
        if (other >= graph->framework_count) {
            return XW_E_GRAPH;
        }
        if (distance[other] == UINT8_MAX) {
            distance[other] = (uint8_t)(distance[framework] + 1);
            queue[(*tail)++] = other;
        }
    }
    return XW_OK;
}

xw_status
xw_search_distances(const xw_graph *graph, uint32_t most, uint8_t *distance,
                    uint32_t *queue, uint32_t wanted_count, xw_error *err)
{
    uint32_t tail = wanted_count;
    for (uint32_t head = 0; head < tail && distance[queue[head]] + 1U < most;
         ++head) {
        if (queue_neighbours(graph, queue[head], distance, queue, &tail)) {
            return xw_graph_damaged(err, "the graph of frameworks is wrong");
        }
    }
    return XW_OK;
}

xw_mask_set
xw_search_masks(const xw_search *search, uint32_t control)
{
    xw_mask_set masks = 0;
    for (uint32_t k = 0; k <= search->max_hops; ++k) {
        masks |= search->levels[k].reached[control];
    }
    return masks;
}
