#include "rank.h"

#include "alloc.h"
#include "error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Fitted by benchmarks/fit_rank.py, which says on what and how well they do on
 * what they were not fitted on. */
static const double CONSTANT = -0.6;
static const double BY_EVIDENCE = 1.12; /* for each power of e */
static const double BY_LIKENESS = 3.22;
static const double BY_RIVALS = 0.97; /* for likeness less than the best */
static const double BY_PARTS = -5.05;

/* Walks that weigh less than this together weigh this. */
static const double LEAST_EVIDENCE = 1.0 / 1024;

/* Walks of so many pairs have the product of their weights, longer ones that of
 * the squares. */
enum { NEAR = 2 };

/* Of what comes through several families, this power adds up: the more there
 * are, the more than their sum they say. */
static const double FAMILY_POWER = 0.8;

/* Of a walk's weight that a part link passes on. */
static const double PART_SHARE = 0.25;

/* ---- The ranker ---------------------------------------------------------------------- */

static void
flow_clear(xw_flow *flow)
{
    xw_amounts_clear(&flow->here);
    xw_amounts_clear(&flow->next);
}

static xw_status
flow_begin(xw_flow *flow, size_t control_count)
{
    xw_status st = xw_amounts_begin(&flow->here, control_count);
    return st ? st : xw_amounts_begin(&flow->next, control_count);
}

void
xw_ranker_init(xw_ranker *ranker, const xw_graph *graph)
{
    *ranker = (xw_ranker){ .graph = graph };
    xw_edge_weights_init(&ranker->weights, graph);
    xw_titles_init(&ranker->titles, graph);
}

void
xw_ranker_clear(xw_ranker *ranker)
{
    xw_edge_weights_clear(&ranker->weights);
    xw_titles_clear(&ranker->titles);
    flow_clear(&ranker->near);
    flow_clear(&ranker->far);
    xw_amounts_clear(&ranker->framework);
    xw_amounts_clear(&ranker->family);
    xw_amounts_clear(&ranker->powers);
    xw_alloc_free(ranker->independent);
    xw_alloc_free(ranker->order);
    xw_alloc_free(ranker->standings);
    xw_ranker_init(ranker, ranker->graph);
}

static xw_status
make_room(xw_ranker *ranker)
{
    size_t count = ranker->graph->control_count;
    if (!ranker->independent) {
        ranker->independent = xw_alloc_zeroed(count, sizeof(uint32_t));
    }
    if (!ranker->independent || flow_begin(&ranker->near, count) ||
        flow_begin(&ranker->far, count) ||
        xw_amounts_begin(&ranker->framework, count) ||
        xw_amounts_begin(&ranker->family, count) ||
        xw_amounts_begin(&ranker->powers, count)) {
        return XW_E_NOMEM;
    }
    return XW_OK;
}

static xw_status
begin(xw_ranker *ranker, uint32_t source)
{
    if (make_room(ranker)) {
        return XW_E_NOMEM;
    }
    for (size_t i = 0; i < ranker->powers.count; ++i) {
        ranker->independent[ranker->powers.touched[i]] = 0;
    }
    xw_amounts_forget(&ranker->powers);
    ranker->standing_count = 0;
    xw_status st = xw_amounts_add(&ranker->near.next, source, 1);
    return st ? st : xw_amounts_add(&ranker->far.next, source, 1);
}

/* ---- One source of evidence after the other -------------------------------------------- */

static xw_status
end_framework(xw_ranker *ranker)
{
    xw_amounts *from = &ranker->framework;
    xw_amounts *to = &ranker->family;
    for (size_t i = 0; i < from->count; ++i) {
        uint32_t control = from->touched[i];
        double more = from->of[control] - to->of[control];
        if (xw_amounts_add(to, control, more)) {
            return XW_E_NOMEM;
        }
    }
    xw_amounts_forget(from);
    return XW_OK;
}

typedef struct passing {
    xw_amounts *to;
    double amount;
} passing;

static xw_status
pass_on(void *payload, uint32_t relative, unsigned mask)
{
    (void)mask;
    const passing *passed = payload;
    return xw_amounts_add(passed->to, relative, passed->amount);
}

/* What comes to controls, and by part links to those around them; in the place
 * of frameworks, of which none is in hand. */
static xw_status
pass_to_parts(xw_ranker *ranker, xw_search *search, xw_error *err)
{
    const xw_amounts *from = &ranker->family;
    xw_status st = XW_OK;
    for (size_t i = 0; i < from->count && !st; ++i) {
        uint32_t control = from->touched[i];
        passing parts = { &ranker->framework, PART_SHARE * from->of[control] };
        ranker->independent[control]++;
        st = xw_amounts_add(&ranker->framework, control, from->of[control]);
        if (!st) {
            st = xw_search_relatives(search, control, pass_on, &parts, err);
        }
    }
    return st;
}

static xw_status
end_family(xw_ranker *ranker, xw_search *search, xw_error *err)
{
    xw_amounts *settled = &ranker->framework;
    xw_status st = end_framework(ranker);
    if (!st) {
        st = pass_to_parts(ranker, search, err);
    }
    for (size_t i = 0; i < settled->count && !st; ++i) {
        uint32_t control = settled->touched[i];
        st = xw_amounts_add(&ranker->powers, control,
                            pow(settled->of[control], FAMILY_POWER));
    }
    xw_amounts_forget(settled);
    xw_amounts_forget(&ranker->family);
    return st;
}

static bool
is_one_family(const xw_graph *graph, uint32_t a, uint32_t b)
{
    if (a >= graph->framework_count || b >= graph->framework_count) {
        return false;
    }
    const char *family_a = xw_graph_text(graph, graph->frameworks[a].family);
    const char *family_b = xw_graph_text(graph, graph->frameworks[b].family);
    return *family_a && strcmp(family_a, family_b) == 0;
}

/* ---- Walking ------------------------------------------------------------------------------ */

static uint32_t
end_of_pair(const xw_search *search, xw_row row, uint32_t edge, bool *is_used)
{
    const uint32_t *targets = search->graph->edge_targets;
    uint32_t end = edge;
    *is_used = false;
    do {
        *is_used |= xw_search_uses(search, end);
        ++end;
    } while (end < row.end && targets[end] == targets[edge]);
    return end;
}

/* One pair of a walk that is at level `k`. */
static xw_status
step(xw_ranker *ranker, const xw_search *search, uint32_t k, uint32_t control,
     uint32_t target, double weight)
{
    double near = weight * ranker->near.here.of[control];
    double far = weight * weight * ranker->far.here.of[control];
    uint32_t framework = search->graph->control_frameworks[target];
    xw_status st = XW_OK;
    if (search->distance[framework] == 0) {
        st = xw_amounts_add(&ranker->framework, target, k < NEAR ? near : far);
    }
    if (!st && k + 1 < NEAR && k + 1 < search->max_hops) {
        st = xw_amounts_add(&ranker->near.next, target, near);
    }
    if (!st && search->max_hops > NEAR && k + 1 < search->max_hops) {
        st = xw_amounts_add(&ranker->far.next, target, far);
    }
    return st;
}

/* From a control at level `k` along the pairs that the search walked. */
static xw_status
spread(xw_ranker *ranker, const xw_search *search, uint32_t k, uint32_t control,
       xw_error *err)
{
    const xw_graph *graph = search->graph;
    const xw_level *next = &search->levels[k + 1];
    xw_row row;
    if (!xw_graph_edges(graph, control, &row)) {
        return xw_graph_damaged(err, "half-edges out of range");
    }
    xw_status st = XW_OK;
    bool is_used;
    for (uint32_t e = row.begin, end; e < row.end && !st; e = end) {
        end = end_of_pair(search, row, e, &is_used);
        uint32_t target = graph->edge_targets[e];
        if (!is_used || target >= graph->control_count ||
            !next->entered[target]) {
            continue;
        }
        if (graph->control_frameworks[target] >= graph->framework_count) {
            return xw_graph_damaged(err, "a control is of no framework");
        }
        double weight;
        st = xw_edge_weight(&ranker->weights, control, e, &weight, err);
        if (!st) {
            st = step(ranker, search, k, control, target, weight);
        }
    }
    return st;
}

/* From the walks that enter a level to those that reach it. */
static xw_status
settle(xw_flow *flow, xw_search *search, xw_error *err)
{
    xw_status st = XW_OK;
    xw_amounts_forget(&flow->here);
    for (size_t i = 0; i < flow->next.count && !st; ++i) {
        uint32_t control = flow->next.touched[i];
        double amount = flow->next.of[control];
        passing parts = { &flow->here, PART_SHARE * amount };
        st = xw_amounts_add(&flow->here, control, amount);
        if (!st) {
            st = xw_search_relatives(search, control, pass_on, &parts, err);
        }
    }
    xw_amounts_forget(&flow->next);
    return st;
}

static int
ascending(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    return (*x > *y) - (*x < *y);
}

/* The controls of a level by id, and so by framework. */
static xw_status
sort_level(xw_ranker *ranker, const xw_amounts *level)
{
    if (level->count > ranker->order_cap) {
        uint32_t *order =
            xw_alloc_array(ranker->order, level->cap, sizeof *order);
        if (!order) {
            return XW_E_NOMEM;
        }
        ranker->order = order;
        ranker->order_cap = level->cap;
    }
    if (level->count) {
        memcpy(ranker->order, level->touched,
               level->count * sizeof *ranker->order);
        qsort(ranker->order, level->count, sizeof *ranker->order, ascending);
    }
    return XW_OK;
}

/* Leave level `k` for the next one, framework by framework. */
static xw_status
leave(xw_ranker *ranker, xw_search *search, uint32_t k, xw_error *err)
{
    const uint16_t *frameworks = search->graph->control_frameworks;
    const xw_amounts *level =
        search->max_hops > NEAR ? &ranker->far.here : &ranker->near.here;
    xw_status st = sort_level(ranker, level);
    for (size_t i = 0; i < level->count && !st; ++i) {
        uint32_t framework = frameworks[ranker->order[i]];
        uint32_t before = frameworks[ranker->order[i ? i - 1 : 0]];
        if (before != framework) {
            st = is_one_family(search->graph, before, framework)
                     ? end_framework(ranker)
                     : end_family(ranker, search, err);
        }
        if (!st) {
            st = spread(ranker, search, k, ranker->order[i], err);
        }
    }
    return st ? st : end_family(ranker, search, err);
}

static xw_status
walk(xw_ranker *ranker, xw_search *search, xw_error *err)
{
    xw_status st = begin(ranker, search->source);
    if (!st) {
        st = xw_edge_weights_begin(&ranker->weights, &search->filter, err);
    }
    for (uint32_t k = 0; k < search->max_hops && !st; ++k) {
        st = settle(&ranker->near, search, err);
        if (!st) {
            st = settle(&ranker->far, search, err);
        }
        if (!st) {
            st = leave(ranker, search, k, err);
        }
    }
    return st;
}

/* Whether the search can walk any mapping of a control itself. */
static bool
is_mapped(const xw_search *search, uint32_t control)
{
    xw_row row;
    if (!xw_graph_edges(search->graph, control, &row)) {
        return false;
    }
    for (uint32_t e = row.begin; e < row.end; ++e) {
        if (xw_search_uses(search, e)) {
            return true;
        }
    }
    return false;
}

xw_status
xw_rank(xw_ranker *ranker, xw_search *search, xw_error *err)
{
    xw_status st = walk(ranker, search, err);
    ranker->source_is_mapped = is_mapped(search, search->source);
    if (st) {
        xw_ranker_clear(ranker); /* amounts are left where they were */
    }
    return st == XW_E_NOMEM ? xw_fail(err, st, "out of memory ranking") : st;
}

/* ---- Standings ---------------------------------------------------------------------------- */

static double
evidence_of(const xw_ranker *ranker, uint32_t control)
{
    double power = ranker->powers.of[control];
    return pow(power, 1 / FAMILY_POWER);
}

static xw_status
find_best(xw_ranker *ranker, const xw_search *search, xw_standing *best,
          xw_error *err)
{
    const uint16_t *frameworks = search->graph->control_frameworks;
    xw_status st = XW_OK;
    for (size_t i = 0; i < ranker->powers.count && !st; ++i) {
        uint32_t control = ranker->powers.touched[i];
        double likeness = 0;
        if (frameworks[control] == best->framework &&
            control != search->source) {
            st = xw_titles_likeness(&ranker->titles, search->source, control,
                                    &likeness, err);
        }
        best->likeness = fmax(best->likeness, likeness);
    }
    return st;
}

/* The best in a framework, looked for when first asked after. */
static xw_status
need_standing(xw_ranker *ranker, const xw_search *search, uint32_t framework,
              xw_standing *out, xw_error *err)
{
    for (size_t i = 0; i < ranker->standing_count; ++i) {
        if (ranker->standings[i].framework == framework) {
            *out = ranker->standings[i];
            return XW_OK;
        }
    }
    xw_standing found = { .framework = framework };
    xw_status st = find_best(ranker, search, &found, err);
    if (st) {
        return st;
    }
    xw_standing *standings =
        xw_alloc_grow(ranker->standings, ranker->standing_count,
                      &ranker->standing_cap, sizeof *standings);
    if (!standings) {
        return xw_fail(err, XW_E_NOMEM, "out of memory ranking");
    }
    ranker->standings = standings;
    standings[ranker->standing_count++] = found;
    *out = found;
    return XW_OK;
}

/* ---- Scores ----------------------------------------------------------------------------------- */

static void
weigh_up(xw_rank_pieces *pieces, bool is_mapped_itself)
{
    pieces->constant = CONSTANT;
    pieces->walks = BY_EVIDENCE * log(fmax(pieces->evidence, LEAST_EVIDENCE));
    if (pieces->likeness >= 0) {
        pieces->titles = BY_LIKENESS * pieces->likeness;
        pieces->rivals = BY_RIVALS * (pieces->likeness - pieces->best_likeness);
    }
    pieces->parts = is_mapped_itself ? 0 : BY_PARTS;
}

/* Scores have six digits, so that evidence which differs in the last bit only,
 * as sums in another order do, makes no other rank. */
static double
score_of(const xw_rank_pieces *pieces)
{
    static const double ONE = 1e6;
    double sum = pieces->constant + pieces->walks + pieces->titles +
                 pieces->rivals + pieces->parts;
    return round(ONE / (1 + exp(-sum))) / ONE;
}

xw_status
xw_rank_score(xw_ranker *ranker, const xw_search *search, uint32_t control,
              double *score, xw_rank_pieces *pieces, xw_error *err)
{
    xw_rank_pieces made = { .evidence = evidence_of(ranker, control),
                            .independent = ranker->independent[control] };
    xw_standing best = { 0 };
    xw_status st = need_standing(
        ranker, search, search->graph->control_frameworks[control], &best, err);
    if (!st) {
        st = xw_titles_likeness(&ranker->titles, search->source, control,
                                &made.likeness, err);
    }
    if (st) {
        return st;
    }
    made.best_likeness = fmax(best.likeness, made.likeness);
    weigh_up(&made, ranker->source_is_mapped && is_mapped(search, control));
    *score = score_of(&made);
    *pieces = made;
    return XW_OK;
}
