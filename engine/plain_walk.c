#include "plain_walk.h"

#include "error.h"
#include "runs.h"

#include <math.h>

void
xw_plain_walk_clear(xw_plain_walk *walk)
{
    xw_amounts_clear(&walk->here);
    xw_amounts_clear(&walk->next);
    xw_amounts_clear(&walk->total);
}

static xw_status
begin(xw_plain_walk *walk, const xw_search *search)
{
    size_t count = search->graph->control_count;
    if (xw_amounts_begin(&walk->here, count) ||
        xw_amounts_begin(&walk->next, count) ||
        xw_amounts_begin(&walk->total, count)) {
        return XW_E_NOMEM;
    }
    xw_amounts_forget(&walk->total);
    return xw_amounts_add(&walk->next, search->source, 1);
}

/* The next control of a row that the search can walk to: its first half-edge,
 * or the row's end.  `*edge` moves on past it. */
static uint32_t
next_choice(const xw_search *search, xw_row row, uint32_t *edge)
{
    while (*edge < row.end) {
        uint32_t first = *edge;
        bool is_used = false;
        *edge = xw_run_end_of_pair(search->graph, row, first);
        for (uint32_t e = first; e < *edge; ++e) {
            is_used |= xw_search_uses(search, e);
        }
        if (is_used) {
            return first;
        }
    }
    return row.end;
}

static uint32_t
count_choices(const xw_search *search, xw_row row)
{
    uint32_t count = 0;
    uint32_t edge = row.begin;
    while (next_choice(search, row, &edge) < row.end) {
        ++count;
    }
    return count;
}

/* From one control to every one that the search went on to. */
static xw_status
choose(xw_plain_walk *walk, const xw_search *search, uint32_t control,
       const xw_level *next)
{
    const xw_graph *graph = search->graph;
    xw_row row;
    if (!xw_graph_edges(graph, control, &row)) {
        return XW_E_GRAPH;
    }
    double share = walk->here.of[control] / fmax(count_choices(search, row), 1);
    xw_status st = XW_OK;
    uint32_t edge = row.begin;
    uint32_t choice;
    while (!st && (choice = next_choice(search, row, &edge)) < row.end) {
        uint32_t target = graph->edge_targets[choice];
        if (target < graph->control_count && next->entered[target]) {
            st = xw_amounts_add(&walk->next, target, share);
        }
    }
    return st;
}

/* From the chances of entering a level to those of being there, which add up
 * to those of having arrived by then. */
static xw_status
settle(xw_plain_walk *walk)
{
    xw_status st = XW_OK;
    xw_amounts_forget(&walk->here);
    for (size_t i = 0; i < walk->next.count && !st; ++i) {
        uint32_t control = walk->next.touched[i];
        double chance = walk->next.of[control];
        st = xw_amounts_add(&walk->here, control, chance);
        if (!st) {
            st = xw_amounts_add(&walk->total, control, chance);
        }
    }
    xw_amounts_forget(&walk->next);
    return st;
}

static xw_status
walk_levels(xw_plain_walk *walk, const xw_search *search)
{
    xw_status st = begin(walk, search);
    for (uint32_t k = 0; k < search->max_hops && !st; ++k) {
        st = settle(walk);
        for (size_t i = 0; i < walk->here.count && !st; ++i) {
            st = choose(walk, search, walk->here.touched[i],
                        &search->levels[k + 1]);
        }
    }
    return st ? st : settle(walk);
}

xw_status
xw_plain_walk_run(xw_plain_walk *walk, const xw_search *search, xw_error *err)
{
    xw_status st = walk_levels(walk, search);
    if (st == XW_E_GRAPH) {
        return xw_graph_damaged(err, "half-edges out of range");
    }
    return st ? xw_fail(err, st, "out of memory walking") : XW_OK;
}

static double
degree(const xw_search *search, uint32_t control)
{
    xw_row row;
    return xw_graph_edges(search->graph, control, &row)
               ? count_choices(search, row)
               : 0;
}

/* The walk back has the chance of the walk there times the ratio of degrees:
 * random walks on undirected graphs are reversible (Lovasz 1993).  Scores are
 * rounded to single precision, lest sums in another order make another rank. */
double
xw_plain_walk_score(const xw_plain_walk *walk, const xw_search *search,
                    uint32_t control)
{
    double from = degree(search, search->source);
    double to = degree(search, control);
    if (from <= 0 || to <= 0) {
        return 0; /* reached by part links alone */
    }
    return (double)(float)(walk->total.of[control] * sqrt(from / to));
}
