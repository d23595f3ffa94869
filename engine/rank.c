#include "rank.h"

#include "alloc.h"
#include "error.h"

#include <math.h>

void
xw_ranker_clear(xw_ranker *ranker)
{
    xw_alloc_free(ranker->here);
    xw_alloc_free(ranker->next);
    xw_alloc_free(ranker->total);
    xw_alloc_free(ranker->touched);
    *ranker = (xw_ranker){ 0 };
}

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory ranking");
}

static xw_status
begin(xw_ranker *ranker, const xw_search *search, xw_error *err)
{
    size_t count = search->graph->control_count;
    if (!ranker->here) {
        ranker->here = xw_alloc_zeroed(count, sizeof(double));
        ranker->next = xw_alloc_zeroed(count, sizeof(double));
        ranker->total = xw_alloc_zeroed(count, sizeof(double));
    }
    if (!ranker->here || !ranker->next || !ranker->total) {
        xw_ranker_clear(ranker);
        return out_of_memory(err);
    }
    for (size_t i = 0; i < ranker->touched_count; ++i) {
        ranker->total[ranker->touched[i]] = 0;
    }
    ranker->touched_count = 0;
    return XW_OK;
}

static uint32_t
degree(const xw_graph *graph, uint32_t control)
{
    xw_row row;
    return xw_graph_edges(graph, control, &row) ? row.end - row.begin : 0;
}

/* From one control along every edge that the search walked. */
static void
spread_chance(const xw_search *search, uint32_t control, double chance,
              const xw_level *next, double *out)
{
    const xw_graph *graph = search->graph;
    xw_row row;
    if (!xw_graph_edges(graph, control, &row) || row.begin == row.end) {
        return;
    }
    double share = chance / (double)(row.end - row.begin);
    for (uint32_t e = row.begin; e < row.end; ++e) {
        uint32_t target = graph->edge_targets[e];
        if (target < graph->control_count && next->entered[target] &&
            xw_search_uses(search, e)) {
            out[target] += share;
        }
    }
}

/* A part link passes the whole chance on. */
typedef struct passing {
    const xw_level *level;
    double chance;
    double *out;
} passing;

static xw_status
pass_to_relative(void *payload, uint32_t relative, unsigned mask)
{
    (void)mask;
    const passing *from = payload;
    if (from->level->reached[relative]) {
        from->out[relative] += from->chance;
    }
    return XW_OK;
}

/* From the chances of entering a level, in `next`, to those of reaching it, in
 * `here`; `next` is zero again. */
static xw_status
settle(xw_ranker *ranker, xw_search *search, const xw_level *level,
       xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t i = 0; i < level->entry_count && !st; ++i) {
        uint32_t control = level->entries[i];
        passing from = { level, ranker->next[control], ranker->here };
        ranker->here[control] += from.chance;
        ranker->next[control] = 0;
        st = xw_search_relatives(search, control, pass_to_relative, &from, err);
    }
    return st;
}

static xw_status
add_to_total(xw_ranker *ranker, uint32_t control, double chance)
{
    if (ranker->total[control] <= 0) {
        uint32_t *touched =
            xw_alloc_grow(ranker->touched, ranker->touched_count,
                          &ranker->touched_cap, sizeof *touched);
        if (!touched) {
            return XW_E_NOMEM;
        }
        ranker->touched = touched;
        touched[ranker->touched_count++] = control;
    }
    ranker->total[control] += chance;
    return XW_OK;
}

/* Leave a level: count its chances, send them on, and forget them. */
static xw_status
leave(xw_ranker *ranker, const xw_search *search, uint32_t k)
{
    size_t count;
    const uint32_t *controls = xw_search_reached(search, k, &count);
    for (size_t i = 0; i < count; ++i) {
        uint32_t control = controls[i];
        double chance = ranker->here[control];
        ranker->here[control] = 0;
        if (k && add_to_total(ranker, control, chance)) {
            return XW_E_NOMEM;
        }
        if (k < search->max_hops) {
            spread_chance(search, control, chance, &search->levels[k + 1],
                          ranker->next);
        }
    }
    return XW_OK;
}

xw_status
xw_rank(xw_ranker *ranker, xw_search *search, xw_error *err)
{
    xw_status st = begin(ranker, search, err);
    if (st) {
        return st;
    }
    ranker->next[search->source] = 1;
    for (uint32_t k = 0; k <= search->max_hops; ++k) {
        st = settle(ranker, search, &search->levels[k], err);
        if (st) {
            break;
        }
        if (leave(ranker, search, k)) {
            st = out_of_memory(err);
            break;
        }
    }
    if (st) {
        xw_ranker_clear(ranker); /* chances are left where they were */
    }
    return st;
}

/* The walk back has the chance of the walk there times the ratio of degrees:
 * random walks on undirected graphs are reversible (Lovasz 1993). */
double
xw_rank_score(const xw_ranker *ranker, const xw_search *search,
              uint32_t control)
{
    double from = degree(search->graph, search->source);
    double to = degree(search->graph, control);
    if (from <= 0 || to <= 0) {
        return 0; /* by part links alone */
    }
    double score = ranker->total[control] * sqrt(from / to);
    return score < 1 ? score : 1;
}
