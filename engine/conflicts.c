#include "conflicts.h"

#include "alloc.h"
#include "error.h"
#include "pair_index.h"
#include "verdict.h"
#include "witness_set.h"

#include <string.h>
#include <xxhash.h>

enum { TRIED_AT_LEAST = 4096, TRIED_FOR_EACH = 4 };

/* A conflict in the making: its walks are places in the steps, which move while
 * they grow. */
typedef struct draft {
    xw_conflict shown;
    xw_proof first, second;
} draft;

typedef struct showing {
    const xw_graph *graph;
    xw_sharp_search sharp;
    xw_prover prover;
    xw_pair_index known; /* hashes of the sets of mappings met */
    draft *drafts;       /* [count] */
    size_t count, cap;
    size_t limit;
    xw_steps steps;
    xw_relation *says; /* [says_cap] of the steps of one walk */
    size_t says_cap;
} showing;

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for contradictions");
}

/* ---- What walks say -------------------------------------------------------- */

static xw_status
relation_of_step(const xw_graph *graph, const xw_step *step, xw_relation *out,
                 xw_error *err)
{
    if (step->kind != XW_STEP_MAPPING) {
        *out = XW_EQ | (step->kind == XW_STEP_PART_OF ? XW_SUB : XW_SUP);
        return XW_OK;
    }
    xw_mapping_info info;
    xw_status st = xw_graph_mapping(graph, step->mapping, &info, err);
    if (!st) {
        *out =
            step->inverted ? xw_relation_converse(info.carries) : info.carries;
    }
    return st;
}

static xw_status
read_walk(showing *at, const xw_proof *proof, xw_witness *out, xw_error *err)
{
    const xw_step *steps = at->steps.items + proof->first;
    if (proof->count > at->says_cap) {
        xw_relation *says =
            xw_alloc_array(at->says, proof->count, sizeof *says);
        if (!says) {
            return out_of_memory(err);
        }
        at->says = says;
        at->says_cap = proof->count;
    }
    *out = (xw_witness){ .relation = XW_EQ,
                         .related = proof->related,
                         .topic = proof->topic };
    xw_status st = XW_OK;
    for (size_t i = 0; i < proof->count && !st; ++i) {
        st = relation_of_step(at->graph, &steps[i], &at->says[i], err);
        if (!st) {
            out->relation = xw_relation_compose(out->relation, at->says[i]);
        }
    }
    return st;
}

/* ---- Two walks ---------------------------------------------------------------- */

static xw_row
pair_of(const showing *at, const xw_contradiction *found)
{
    xw_row row;
    if (!xw_graph_edges(at->graph, found->source, &row)) {
        return (xw_row){ 0, 0 };
    }
    return xw_graph_edges_to(at->graph, row, found->target);
}

/* Of a pair's own mappings, the first after `edge` that contradicts it. */
static uint32_t
contradicted_by(const showing *at, xw_row pair, uint32_t edge)
{
    const xw_search *search = &at->sharp.search;
    for (uint32_t other = edge + 1; other < pair.end; ++other) {
        xw_row two = { edge, edge + 1 }, with = { other, other + 1 };
        if (!(xw_search_meet_of_pair(search, two) &
              xw_search_meet_of_pair(search, with))) {
            return other;
        }
    }
    return XW_NONE;
}

static xw_status
prove_direct(showing *at, const xw_contradiction *found, draft *out,
             xw_error *err)
{
    xw_row pair = pair_of(at, found);
    uint32_t other = XW_NONE;
    for (uint32_t e = pair.begin; e < pair.end && other == XW_NONE; ++e) {
        other = contradicted_by(at, pair, e);
        pair.begin = other == XW_NONE ? pair.begin : e;
    }
    if (other == XW_NONE) {
        return xw_graph_damaged(err, "a contradiction has no witness");
    }
    const xw_graph *graph = at->sharp.search.graph;
    uint32_t source = at->sharp.search.source;
    out->shown.kind = XW_CONFLICT_DIRECT;
    xw_status st =
        xw_prove_edge(graph, source, pair.begin, &at->steps, &out->first, err);
    return st ? st
              : xw_prove_edge(graph, source, other, &at->steps, &out->second,
                              err);
}

static xw_status
prove_walks(showing *at, const xw_contradiction *found, draft *out,
            xw_error *err)
{
    const xw_search *search = &at->sharp.search;
    unsigned second = 0;
    unsigned first = xw_contradicting_masks(search, found->target, &second);
    if (first == XW_NONE) {
        return xw_graph_damaged(err, "a contradiction has no witness");
    }
    xw_relation own = xw_search_meet_of_pair(search, pair_of(at, found));
    out->shown.kind =
        own == XW_ALL || !own ? XW_CONFLICT_DERIVED : XW_CONFLICT_DISPUTED;
    xw_status st =
        xw_prove(&at->prover, found->target, (xw_mask_set)(1U << first),
                 &at->steps, &out->first, err);
    return st ? st
              : xw_prove(&at->prover, found->target,
                         (xw_mask_set)(1U << second), &at->steps, &out->second,
                         err);
}

/* ---- Each set once --------------------------------------------------------------- */

static xw_status
add_walk(showing *at, const xw_proof *proof, xw_witness *out,
         xw_witness_set *set, bool *is_whole, xw_error *err)
{
    xw_status st = read_walk(at, proof, out, err);
    if (!st) {
        *is_whole &= xw_witness_set_add(set, at->steps.items + proof->first,
                                        at->says, proof->count);
    }
    return st;
}

static bool
add_if_new(showing *at, const xw_witness_set *set, bool *out)
{
    uint32_t mappings[XW_WITNESS_STEPS];
    size_t count = xw_witness_set_mappings(set, mappings);
    uint64_t hash = XXH3_64bits(mappings, count * sizeof *mappings);
    uint32_t known = at->known.count;
    uint32_t id = 0;
    xw_pair pair = { (uint32_t)hash, (uint32_t)(hash >> 32) };
    if (xw_pair_index_add(&at->known, pair, &id)) {
        return false;
    }
    *out = id == known;
    return true;
}

/* Whether to tell of two walks: not when some mapping of theirs can be left out,
 * since then the rest contradicts itself about another pair, which has walks of
 * its own; nor when the same mappings have been told of. */
static xw_status
is_worth_telling(showing *at, draft *found, bool *out, xw_error *err)
{
    xw_witness_set set;
    set.step_count = set.control_count = 0;
    bool is_whole = true;
    xw_status st =
        add_walk(at, &found->first, &found->shown.first, &set, &is_whole, err);
    if (!st) {
        st = add_walk(at, &found->second, &found->shown.second, &set, &is_whole,
                      err);
    }
    if (st) {
        return st;
    }
    is_whole = is_whole && xw_witness_set_add_links(&set, at->graph);
    *out = found->shown.kind == XW_CONFLICT_DIRECT || !is_whole ||
           xw_witness_set_is_minimal(&set);
    return !*out || add_if_new(at, &set, out) ? XW_OK : out_of_memory(err);
}

static xw_status
keep(showing *at, const draft *found, xw_error *err)
{
    draft *drafts =
        xw_alloc_grow(at->drafts, at->count, &at->cap, sizeof *drafts);
    if (!drafts) {
        return out_of_memory(err);
    }
    at->drafts = drafts;
    drafts[at->count++] = *found;
    return XW_OK;
}

static xw_status
try_one(showing *at, const xw_contradiction *found, xw_error *err)
{
    draft made = { .shown = { .source = { found->source },
                              .target = { found->target } } };
    size_t steps = at->steps.count;
    bool kept = false;
    xw_status st = found->direct ? prove_direct(at, found, &made, err)
                                 : prove_walks(at, found, &made, err);
    if (!st) {
        st = is_worth_telling(at, &made, &kept, err);
    }
    kept = kept && at->count < at->limit;
    if (!st && kept) {
        st = keep(at, &made, err);
    }
    at->steps.count = kept ? at->steps.count : steps;
    return st;
}

/* ---- All --------------------------------------------------------------------------- */

static xw_status
try_all(showing *at, const xw_contradictions *found, size_t most, xw_error *err)
{
    uint32_t source = XW_NONE;
    xw_status st = XW_OK;
    for (size_t i = 0; i < most && !st; ++i) {
        if (found->items[i].source != source) {
            source = found->items[i].source;
            st = xw_sharp_search_run(&at->sharp, source, err);
            xw_prover_reset(&at->prover, &at->sharp.search);
        }
        if (!st) {
            st = try_one(at, &found->items[i], err);
        }
    }
    return st;
}

static xw_status
attach(showing *at, xw_conflicts *out, xw_error *err)
{
    out->items = xw_alloc_zeroed(at->count, sizeof *out->items);
    if (!out->items) {
        return out_of_memory(err);
    }
    const xw_step *steps = at->steps.items;
    for (size_t i = 0; i < at->count; ++i) {
        draft *from = &at->drafts[i];
        from->shown.first.walk.count = from->first.count;
        from->shown.second.walk.count = from->second.count;
        if (from->first.count) {
            from->shown.first.walk.steps = steps + from->first.first;
        }
        if (from->second.count) {
            from->shown.second.walk.steps = steps + from->second.first;
        }
        out->items[out->count++] = from->shown;
    }
    return XW_OK;
}

static size_t
most_tried(const xw_contradictions *found, size_t limit)
{
    size_t most = limit < (SIZE_MAX - TRIED_AT_LEAST) / TRIED_FOR_EACH
                      ? TRIED_AT_LEAST + limit * TRIED_FOR_EACH
                      : SIZE_MAX;
    return found->count < most ? found->count : most;
}

xw_status
xw_conflicts_show(const xw_graph *graph, const xw_evidence *evidence,
                  const xw_contradictions *found, size_t limit,
                  xw_conflicts *out, xw_error *err)
{
    showing at = { .graph = graph, .limit = limit };
    xw_conflicts made = { 0 };
    size_t most = most_tried(found, limit);
    xw_status st = xw_sharp_search_init(&at.sharp, graph, evidence, err);
    if (!st) {
        st = try_all(&at, found, most, err);
    }
    if (!st) {
        st = attach(&at, &made, err);
    }
    if (!st) {
        made.omitted = at.known.count - at.count;
        made.complete = most == found->pairs;
        made.steps = at.steps;
        *out = made;
    } else {
        xw_alloc_free(at.steps.items);
    }
    xw_pair_index_clear(&at.known);
    xw_prover_clear(&at.prover);
    xw_sharp_search_clear(&at.sharp);
    xw_alloc_free(at.drafts);
    xw_alloc_free(at.says);
    return st;
}

void
xw_conflicts_clear(xw_conflicts *conflicts)
{
    xw_alloc_free(conflicts->items);
    xw_alloc_free(conflicts->steps.items);
    *conflicts = (xw_conflicts){ 0 };
}
