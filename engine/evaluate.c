/* evaluate.c - xw_evaluate: how far what is inferred can be trusted. */
#include "alloc.h"
#include "bits.h"
#include "derived.h"
#include "error.h"
#include "evaluated_pairs.h"
#include "held_out.h"
#include "measure.h"

#include <string.h>

/* What a caller gets, and what its parts are kept in. */
typedef struct evaluation_store {
    xw_evaluation shown; /* first, so that one is the other */
    xw_derived_list derived;
} evaluation_store;

/* An evaluation in the making. */
typedef struct evaluating {
    const xw_graph *graph;
    const xw_evaluate_request *request;
    xw_evaluation *out;
    uint64_t *left_out; /* half-edges */
    xw_held_out held;
    xw_progress progress;
    xw_ranked *ranked; /* [ranked_cap] of one pair */
    size_t ranked_cap;
    xw_ranked *known; /* [known_count] of all pairs */
    size_t known_count, known_cap;
    xw_bins bins;
} evaluating;

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory evaluating");
}

void
xw_evaluation_free(xw_evaluation *evaluation)
{
    if (evaluation) {
        evaluation_store *store = (evaluation_store *)evaluation;
        xw_derived_clear(&store->derived);
        xw_alloc_free(evaluation->pairs);
        xw_alloc_free(store);
    }
}

/* ---- One pair -------------------------------------------------------------------- */

static xw_status
reserve_ranked(evaluating *at, size_t count, xw_error *err)
{
    if (count > at->ranked_cap) {
        xw_ranked *ranked = xw_alloc_array(at->ranked, count, sizeof *ranked);
        if (!ranked) {
            return out_of_memory(err);
        }
        at->ranked = ranked;
        at->ranked_cap = count;
    }
    return XW_OK;
}

static xw_status
add_known(evaluating *at, xw_ranked candidate, xw_error *err)
{
    xw_ranked *known = xw_alloc_grow(at->known, at->known_count, &at->known_cap,
                                     sizeof *known);
    if (!known) {
        return out_of_memory(err);
    }
    at->known = known;
    known[at->known_count++] = candidate;
    xw_bins_add(&at->bins, candidate);
    return XW_OK;
}

/* Calibration of the known candidates. */
static xw_status
count_known(evaluating *at, xw_evaluated_pair *pair, xw_error *err)
{
    xw_bins bins = { { 0 }, { 0 }, { 0 } };
    xw_status st = XW_OK;
    for (size_t i = 0; i < at->held.count && !st; ++i) {
        const xw_evaluated_candidate *candidate = &at->held.candidates[i];
        if (candidate->is_known) {
            xw_ranked known = { candidate->score, candidate->is_true };
            xw_bins_add(&bins, known);
            pair->known++;
            st = add_known(at, known, err);
        }
    }
    pair->ece = xw_bins_error(&bins);
    return st;
}

static double
composition_ap(evaluating *at, const xw_evaluated_pair *pair)
{
    for (size_t i = 0; i < at->held.count; ++i) {
        at->ranked[i] = (xw_ranked){ 0, at->held.candidates[i].is_true };
    }
    return xw_average_precision(at->ranked, at->held.count, pair->direct);
}

static double
walk_ap(evaluating *at, const xw_evaluated_pair *pair)
{
    for (size_t i = 0; i < at->held.count; ++i) {
        const xw_evaluated_candidate *candidate = &at->held.candidates[i];
        at->ranked[i] = (xw_ranked){ candidate->walk, candidate->is_true };
    }
    xw_ranked_sort(at->ranked, at->held.count);
    return xw_average_precision(at->ranked, at->held.count, pair->direct);
}

static void
measure_by_score(evaluating *at, xw_evaluated_pair *pair)
{
    size_t count = at->held.count;
    for (size_t i = 0; i < count; ++i) {
        const xw_evaluated_candidate *candidate = &at->held.candidates[i];
        at->ranked[i] = (xw_ranked){ candidate->score, candidate->is_true };
        pair->found += candidate->is_true;
    }
    xw_ranked_sort(at->ranked, count);
    xw_cut cut = xw_best_cut(at->ranked, count, pair->direct);
    pair->ap = xw_average_precision(at->ranked, count, pair->direct);
    pair->best_f1 = cut.f1;
    pair->precision = cut.precision;
    pair->recall = cut.recall;
}

static xw_status
measure_pair(evaluating *at, xw_evaluated_pair *pair, xw_error *err)
{
    size_t count = at->held.count;
    xw_status st = reserve_ranked(at, count, err);
    if (st) {
        return st;
    }
    measure_by_score(at, pair);
    pair->candidates = count;
    pair->reach = (double)pair->found / (double)pair->direct;
    pair->composition_precision =
        count ? (double)pair->found / (double)count : 0;
    pair->composition_ap = composition_ap(at, pair);
    pair->walk_ap = walk_ap(at, pair);
    return count_known(at, pair, err);
}

static void
show_candidates(const evaluating *at)
{
    const xw_evaluate_request *request = at->request;
    for (size_t i = 0; request->candidate && i < at->held.count; ++i) {
        request->candidate(request->payload, &at->held.candidates[i]);
    }
}

static xw_status
evaluate_pairs(evaluating *at, xw_error *err)
{
    const xw_graph *graph = at->graph;
    xw_evaluation *out = at->out;
    for (size_t i = 0; i < out->pair_count; ++i) {
        at->progress.total += graph->frameworks[out->pairs[i].source.i].count;
    }
    xw_status st = XW_OK;
    for (size_t i = 0; i < out->pair_count && !st; ++i) {
        xw_evaluated_pair *pair = &out->pairs[i];
        st = xw_held_out_run(&at->held, i, pair, &at->progress, err);
        if (!st) {
            st = measure_pair(at, pair, err);
        }
        if (!st) {
            show_candidates(at);
        }
        at->progress.before += graph->frameworks[pair->source.i].count;
    }
    return st;
}

/* ---- All pairs --------------------------------------------------------------------- */

static void
sum_up_pairs(xw_evaluation *out)
{
    double share = 1 / (double)(out->pair_count ? out->pair_count : 1);
    size_t known = 0;
    for (size_t i = 0; i < out->pair_count; ++i) {
        const xw_evaluated_pair *pair = &out->pairs[i];
        out->mean_ap += share * pair->ap;
        out->mean_best_f1 += share * pair->best_f1;
        out->mean_reach += share * pair->reach;
        out->mean_composition_precision += share * pair->composition_precision;
        out->mean_composition_ap += share * pair->composition_ap;
        out->mean_walk_ap += share * pair->walk_ap;
        out->mean_pair_ece += pair->ece;
        known += pair->known != 0;
    }
    out->mean_pair_ece /= (double)(known ? known : 1);
}

static void
sum_up_known(evaluating *at)
{
    xw_evaluation *out = at->out;
    const xw_bins *bins = &at->bins;
    out->ece = xw_bins_error(bins);
    for (size_t i = 0; i < XW_BIN_COUNT; ++i) {
        double count = (double)bins->count[i];
        out->bins[i] = (xw_evaluated_bin){
            .least = (double)i / XW_BIN_COUNT,
            .most = (double)(i + 1) / XW_BIN_COUNT,
            .count = bins->count[i],
            .score = count > 0 ? bins->scores[i] / count : 0,
            .precision = count > 0 ? (double)bins->relevant[i] / count : 0,
        };
    }
    double count = (double)at->known_count;
    xw_ranked_sort(at->known, at->known_count);
    out->precision = xw_precision_of_best(at->known, at->known_count, count);
    out->best_tenth_precision =
        xw_precision_of_best(at->known, at->known_count, count / 10);
}

/* ---- Evaluating ---------------------------------------------------------------------- */

static xw_status
check_request(const xw_evaluate_request *request, xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_evaluate_request has the wrong size");
    }
    if (request->max_hops > XW_HOPS_MOST) {
        return xw_fail(err, XW_E_ARG, "max_hops is out of range");
    }
    return XW_OK;
}

/* What is left out, and which pairs there are then. */
static xw_status
begin(evaluating *at, evaluation_store *store, unsigned parts, xw_error *err)
{
    const xw_graph *graph = at->graph;
    xw_evaluation *out = at->out;
    xw_status st = xw_derived_find(graph, parts, &store->derived, err);
    if (st) {
        return st;
    }
    out->left_out = store->derived.items;
    out->left_out_count = store->derived.count;
    at->left_out =
        xw_alloc_zeroed(xw_bit_words(graph->edge_count), sizeof(uint64_t));
    if (!at->left_out) {
        return out_of_memory(err);
    }
    st = xw_derived_mark(graph, &store->derived, at->left_out, err);
    if (!st) {
        st = xw_evaluated_pairs_list(graph, at->left_out, out, err);
    }
    return st ? st
              : xw_held_out_init(&at->held, graph, at->left_out, out->max_hops,
                                 parts, err);
}

static void
evaluating_clear(evaluating *at)
{
    xw_held_out_clear(&at->held);
    xw_alloc_free(at->left_out);
    xw_alloc_free(at->ranked);
    xw_alloc_free(at->known);
}

static xw_status
evaluate(evaluation_store *store, const xw_graph *graph,
         const xw_evaluate_request *request, xw_error *err)
{
    xw_evaluation *out = &store->shown;
    out->max_hops = request->max_hops ? request->max_hops : XW_HOPS_DEFAULT;
    out->min_pairs =
        request->min_pairs ? request->min_pairs : XW_MIN_PAIRS_DEFAULT;
    evaluating at = {
        .graph = graph,
        .request = request,
        .out = out,
        .progress = { .fn = request->progress,
                      .payload = request->progress_payload },
    };
    xw_status st = begin(&at, store, xw_parallel_parts(request->threads), err);
    if (!st) {
        st = evaluate_pairs(&at, err);
    }
    if (!st) {
        sum_up_pairs(out);
        sum_up_known(&at);
    }
    evaluating_clear(&at);
    return st;
}

xw_status
xw_evaluate(const xw_graph *graph, const xw_evaluate_request *request,
            xw_evaluation **out, xw_error *err)
{
    xw_status st = check_request(request, err);
    if (st) {
        return st;
    }
    evaluation_store *store = xw_alloc_zeroed(1, sizeof *store);
    if (!store) {
        return out_of_memory(err);
    }
    st = evaluate(store, graph, request, err);
    if (st) {
        xw_evaluation_free(&store->shown);
        return st;
    }
    *out = &store->shown;
    return XW_OK;
}
