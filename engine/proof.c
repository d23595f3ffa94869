#include "proof.h"

#include "alloc.h"
#include "error.h"

#include <string.h>

/* Ranks order strengths so that the least along a walk is the least rank: 0 for
 * no walk, 1 for a strength not given, 2 + s for strength s, and more than any
 * for a walk without edges. */
enum { NO_WALK = 0, NOT_GIVEN = 1, NO_EDGE = 2 + XW_STRENGTH_MOST + 1 };

static uint8_t
rank_of_edge(const xw_graph *graph, uint32_t edge)
{
    unsigned strength = xw_graph_strength(graph->edge_attributes[edge]);
    return (uint8_t)(strength > XW_STRENGTH_MOST ? NOT_GIVEN : 2 + strength);
}

static uint8_t
least(uint8_t a, uint8_t b)
{
    return a < b ? a : b;
}

/* ---- The prover ------------------------------------------------------------- */

void
xw_prover_clear(xw_prover *prover)
{
    for (unsigned k = 0; k <= XW_HOPS_MOST; ++k) {
        xw_alloc_free(prover->memo[k]);
    }
    xw_alloc_free(prover->pool);
    xw_alloc_free(prover->keys);
    *prover = (xw_prover){ 0 };
}

void
xw_prover_reset(xw_prover *prover, xw_search *search)
{
    for (size_t i = 0; i < prover->pool_count; ++i) {
        prover->memo[prover->keys[i].level][prover->keys[i].control] = 0;
    }
    prover->pool_count = 0;
    prover->search = search;
}

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory rebuilding a proof");
}

static xw_status
remember(xw_prover *prover, uint32_t level, uint32_t control,
         const xw_strengths *strengths, xw_error *err)
{
    xw_strengths *pool = xw_alloc_grow(prover->pool, prover->pool_count,
                                       &prover->pool_cap, sizeof *pool);
    prover->pool = pool ? pool : prover->pool;
    struct xw_memo_key *keys = xw_alloc_grow(prover->keys, prover->pool_count,
                                             &prover->key_cap, sizeof *keys);
    prover->keys = keys ? keys : prover->keys;
    if (!prover->memo[level]) {
        prover->memo[level] = xw_alloc_zeroed(
            prover->search->graph->control_count, sizeof(uint32_t));
    }
    if (!pool || !keys || !prover->memo[level]) {
        return out_of_memory(err);
    }
    pool[prover->pool_count] = *strengths;
    keys[prover->pool_count] = (struct xw_memo_key){ level, control };
    prover->memo[level][control] = (uint32_t)++prover->pool_count;
    return XW_OK;
}

/* ---- Predecessors -------------------------------------------------------------- */

/* Called for each half-edge from `control` to one a level below, in order of
 * the row. */
typedef xw_status (*edge_fn)(void *payload, xw_row row, uint32_t edge);

static int
is_below(const xw_search *search, uint32_t level, uint32_t other)
{
    return other < search->graph->control_count &&
           search->levels[level].reached[other] != 0;
}

static xw_status
each_in_row(const xw_search *search, uint32_t level, xw_row row, edge_fn fn,
            void *payload)
{
    xw_status st = XW_OK;
    for (uint32_t e = row.begin; e < row.end && !st; ++e) {
        if (is_below(search, level - 1, search->graph->edge_targets[e]) &&
            xw_search_uses(search, e)) {
            st = fn(payload, row, e);
        }
    }
    return st;
}

static xw_status
each_of_pair(const xw_search *search, xw_row row, xw_row pair, edge_fn fn,
             void *payload)
{
    xw_status st = XW_OK;
    for (uint32_t e = pair.begin; e < pair.end && !st; ++e) {
        if (xw_search_uses(search, e)) {
            st = fn(payload, row, e);
        }
    }
    return st;
}

/* The other way round: each control of the level below is looked for in the
 * row.  A long row of a hub would touch the level's array all over. */
static xw_status
each_in_level(xw_prover *prover, uint32_t level, xw_row row, edge_fn fn,
              void *payload)
{
    const xw_search *search = prover->search;
    size_t count;
    xw_search_sort(prover->search, level - 1);
    const uint32_t *list = xw_search_reached(search, level - 1, &count);
    xw_status st = XW_OK;
    for (size_t i = 0; i < count && !st; ++i) {
        xw_row pair = xw_graph_edges_to(search->graph, row, list[i]);
        st = each_of_pair(search, row, pair, fn, payload);
    }
    return st;
}

static xw_status
each_predecessor(xw_prover *prover, uint32_t level, uint32_t control,
                 edge_fn fn, void *payload)
{
    const xw_search *search = prover->search;
    xw_row row;
    size_t below;
    if (!xw_graph_edges(search->graph, control, &row)) {
        return XW_E_GRAPH;
    }
    (void)xw_search_reached(search, level - 1, &below);
    return below < (row.end - row.begin) / 8 || below == 1
               ? each_in_level(prover, level, row, fn, payload)
               : each_in_row(search, level, row, fn, payload);
}

/* The mask id of predecessor -> control, by a half-edge the other way. */
static unsigned
mask_towards(const xw_search *search, xw_row row, uint32_t edge)
{
    unsigned mask = xw_search_mask_of_edge(search, row, edge);
    return mask == XW_MASK_COUNT
               ? mask
               : xw_mask_id(xw_relation_converse(xw_mask_relation(mask)));
}

/* ---- Strengths ------------------------------------------------------------------ */

static xw_status strengths_entering(xw_prover *prover, uint32_t level,
                                    uint32_t control, xw_strengths *out,
                                    xw_error *err);

static void
raise_rank(xw_strengths *strengths, unsigned mask, uint8_t rank)
{
    if (rank > strengths->rank[mask]) {
        strengths->rank[mask] = rank;
    }
}

/* The mask id of `mask` and then `step`. */
static unsigned
composed(const xw_mask_table *table, unsigned mask, unsigned step)
{
    xw_mask_set after =
        xw_mask_table_step(table, (xw_mask_set)(1U << mask), step);
    unsigned id = 0;
    while (!(after >> id & 1U)) {
        ++id;
    }
    return id;
}

/* All walks that `from` describes, one step longer. */
static void
extend(const xw_mask_table *table, const xw_strengths *from, unsigned step,
       uint8_t rank, xw_strengths *out)
{
    for (unsigned m = 0; m < XW_MASK_COUNT; ++m) {
        if (from->rank[m]) {
            raise_rank(out, composed(table, m, step),
                       least(rank, from->rank[m]));
        }
    }
}

typedef struct gathering {
    xw_prover *prover;
    uint32_t level;
    xw_strengths *out;
    xw_error *err;
} gathering;

static xw_status
gather_relative(void *payload, uint32_t relative, unsigned mask)
{
    gathering *to = payload;
    xw_search *search = to->prover->search;
    if (!search->levels[to->level].entered[relative]) {
        return XW_OK;
    }
    xw_strengths from;
    xw_status st =
        strengths_entering(to->prover, to->level, relative, &from, to->err);
    if (!st) {
        unsigned towards =
            xw_mask_id(xw_relation_converse(xw_mask_relation(mask)));
        extend(search->table, &from, towards, NO_EDGE, to->out);
    }
    return st;
}

static xw_status
add_own(xw_prover *prover, uint32_t level, uint32_t control, xw_strengths *out,
        xw_error *err)
{
    if (!prover->search->levels[level].entered[control]) {
        return XW_OK;
    }
    return strengths_entering(prover, level, control, out, err);
}

/* Of walks that reach a control: by an edge, or from there by part links. */
static xw_status
strengths_reaching(xw_prover *prover, uint32_t level, uint32_t control,
                   xw_strengths *out, xw_error *err)
{
    *out = (xw_strengths){ { 0 } };
    xw_status st = add_own(prover, level, control, out, err);
    gathering to = { prover, level, out, err };
    return st ? st
              : xw_search_relatives(prover->search, control, gather_relative,
                                    &to, err);
}

static xw_status
gather_edge(void *payload, xw_row row, uint32_t edge)
{
    gathering *to = payload;
    const xw_search *search = to->prover->search;
    unsigned step = mask_towards(search, row, edge);
    if (step == XW_MASK_COUNT) {
        return XW_E_GRAPH;
    }
    xw_strengths from;
    xw_status st =
        strengths_reaching(to->prover, to->level - 1,
                           search->graph->edge_targets[edge], &from, to->err);
    if (!st) {
        extend(search->table, &from, step, rank_of_edge(search->graph, edge),
               to->out);
    }
    return st;
}

static xw_status
damaged(xw_status st, xw_error *err)
{
    return st == XW_E_GRAPH
               ? xw_graph_damaged(err, "half-edges or runs out of range")
               : st;
}

/* Of walks that enter a control by an edge; computed once. */
static xw_status
strengths_entering(xw_prover *prover, uint32_t level, uint32_t control,
                   xw_strengths *out, xw_error *err)
{
    uint32_t known = prover->memo[level] ? prover->memo[level][control] : 0;
    if (known) {
        *out = prover->pool[known - 1];
        return XW_OK;
    }
    xw_strengths made = { { 0 } };
    xw_status st = XW_OK;
    if (level == 0) {
        made.rank[XW_MASK_EQ] = NO_EDGE;
    } else {
        gathering to = { prover, level, &made, err };
        st = damaged(each_predecessor(prover, level, control, gather_edge, &to),
                     err);
    }
    if (!st) {
        st = remember(prover, level, control, &made, err);
    }
    if (!st) {
        *out = made;
    }
    return st;
}

/* ---- Retracing -------------------------------------------------------------------- */

/* Where a walk is, going backwards: it reaches `control` at `level` with `mask`
 * and `rank`.  `found` when a step back was. */
typedef struct retrace {
    xw_prover *prover;
    uint32_t level, control;
    unsigned mask;
    uint8_t rank;
    bool found;
    xw_step step; /**< by an edge */
    uint32_t edge;
    uint32_t relative; /**< by part links: where they come from, and whether */
    bool up;           /**< they go up */
    xw_error *err;
} retrace;

/* Whether a walk described by `from` and then `step` gives what is sought, and
 * then which. */
static bool
leads_here(const retrace *at, const xw_strengths *from, unsigned step,
           uint8_t rank, unsigned *mask)
{
    for (unsigned m = 0; m < XW_MASK_COUNT; ++m) {
        xw_mask_set after = xw_mask_table_step(at->prover->search->table,
                                               (xw_mask_set)(1U << m), step);
        if (from->rank[m] && after == 1U << at->mask &&
            least(rank, from->rank[m]) == at->rank) {
            *mask = m;
            return true;
        }
    }
    return false;
}

static xw_status
try_edge(void *payload, xw_row row, uint32_t edge)
{
    retrace *at = payload;
    const xw_search *search = at->prover->search;
    uint32_t other = search->graph->edge_targets[edge];
    xw_strengths from;
    xw_status st = at->found ? XW_OK
                             : strengths_reaching(at->prover, at->level - 1,
                                                  other, &from, at->err);
    unsigned mask;
    if (st || at->found ||
        !leads_here(at, &from, mask_towards(search, row, edge),
                    rank_of_edge(search->graph, edge), &mask)) {
        return st;
    }
    bool inverted = search->graph->edge_attributes[edge] & XW_EDGE_INVERTED;
    at->found = true;
    at->edge = edge;
    at->mask = mask;
    at->rank = from.rank[mask];
    at->step = (xw_step){ .source = { other },
                          .target = { at->control },
                          .kind = XW_STEP_MAPPING,
                          .inverted = !inverted };
    return XW_OK;
}

static xw_status
try_relative(void *payload, uint32_t relative, unsigned mask)
{
    retrace *at = payload;
    const xw_search *search = at->prover->search;
    if (at->found || !search->levels[at->level].entered[relative]) {
        return XW_OK;
    }
    xw_strengths from;
    xw_status st =
        strengths_entering(at->prover, at->level, relative, &from, at->err);
    unsigned towards = xw_mask_id(xw_relation_converse(xw_mask_relation(mask)));
    unsigned before;
    if (!st && leads_here(at, &from, towards, NO_EDGE, &before)) {
        at->found = true;
        at->mask = before;
        at->relative = relative;
        at->up = towards == xw_mask_id(XW_EQ | XW_SUB);
    }
    return st;
}

static void
note_edge(const xw_graph *graph, uint32_t edge, xw_proof *proof)
{
    uint16_t attribute = graph->edge_attributes[edge];
    proof->related |= (attribute & XW_EDGE_RELATED) != 0;
    proof->topic |= (attribute & XW_EDGE_TOPIC) != 0;
    proof->joint |= (attribute & XW_EDGE_JOINT) != 0;
    proof->hops++;
}

/* Back from where a walk reaches a control to where it entered. */
static xw_status
retrace_part(retrace *at, xw_steps *steps)
{
    xw_strengths own = { { 0 } };
    xw_status st = add_own(at->prover, at->level, at->control, &own, at->err);
    if (st || own.rank[at->mask] == at->rank) {
        return st;
    }
    at->found = false;
    st = xw_search_relatives(at->prover->search, at->control, try_relative, at,
                             at->err);
    if (!st && at->found) {
        st = xw_steps_append_links(steps, at->prover->search->graph,
                                   at->relative, at->control, at->up, at->err);
        at->control = at->relative;
    }
    return st;
}

static xw_status
retrace_edge(retrace *at, xw_steps *steps, xw_proof *proof)
{
    at->found = false;
    const xw_search *search = at->prover->search;
    xw_status st = damaged(
        each_predecessor(at->prover, at->level, at->control, try_edge, at),
        at->err);
    if (st || !at->found) {
        return st ? st : xw_graph_damaged(at->err, "a walk has no beginning");
    }
    note_edge(search->graph, at->edge, proof);
    st = xw_graph_mapping_of(search->graph, at->control, at->edge,
                             &at->step.mapping, at->err);
    if (!st) {
        st = xw_steps_append(steps, at->step, at->err);
    }
    at->control = at->step.source.i;
    at->level--;
    return st;
}

static uint32_t
strength_of_rank(uint8_t rank)
{
    return rank == NO_EDGE || rank <= NOT_GIVEN ? XW_STRENGTH_NONE
                                                : (uint32_t)rank - 2U;
}

uint32_t
xw_proof_level(const xw_search *search, uint32_t control, xw_mask_set accepted)
{
    for (uint32_t k = 0; k <= search->max_hops; ++k) {
        if (search->levels[k].reached[control] & accepted) {
            return k;
        }
    }
    return XW_NONE;
}

/* Where the strongest walk that is accepted ends. */
static xw_status
choose_end(retrace *at, xw_mask_set accepted)
{
    xw_strengths strengths;
    xw_status st = strengths_reaching(at->prover, at->level, at->control,
                                      &strengths, at->err);
    for (unsigned m = 0; m < XW_MASK_COUNT && !st; ++m) {
        if ((accepted >> m & 1U) && strengths.rank[m] > at->rank) {
            at->mask = m;
            at->rank = strengths.rank[m];
        }
    }
    return st;
}

static xw_status
trace_back(retrace *at, xw_steps *steps, xw_proof *proof)
{
    xw_status st = retrace_part(at, steps);
    while (!st && at->level) {
        st = retrace_edge(at, steps, proof);
        if (!st) {
            st = retrace_part(at, steps);
        }
    }
    return st;
}

xw_status
xw_prove(xw_prover *prover, uint32_t control, xw_mask_set accepted,
         xw_steps *steps, xw_proof *out, xw_error *err)
{
    retrace at = { .prover = prover, .control = control, .err = err };
    at.level = xw_proof_level(prover->search, control, accepted);
    xw_status st = at.level == XW_NONE ? XW_OK : choose_end(&at, accepted);
    if (st || at.rank == NO_WALK) {
        return st ? st : xw_graph_damaged(err, "a verdict has no walk");
    }
    xw_proof proof = { .first = steps->count,
                       .strength = strength_of_rank(at.rank) };
    st = trace_back(&at, steps, &proof);
    if (!st) {
        proof.count = steps->count - proof.first;
        if (proof.count) {
            xw_steps_turn_order(steps->items + proof.first, proof.count);
        }
        *out = proof;
    }
    return st;
}

xw_status
xw_prove_edge(const xw_graph *graph, uint32_t source, uint32_t edge,
              xw_steps *steps, xw_proof *out, xw_error *err)
{
    xw_proof proof = { .first = steps->count,
                       .count = 1,
                       .strength =
                           strength_of_rank(rank_of_edge(graph, edge)) };
    xw_step step = {
        .source = { source },
        .target = { graph->edge_targets[edge] },
        .kind = XW_STEP_MAPPING,
        .inverted = graph->edge_attributes[edge] & XW_EDGE_INVERTED,
    };
    note_edge(graph, edge, &proof);
    xw_status st = xw_graph_mapping_of(graph, source, edge, &step.mapping, err);
    if (!st) {
        st = xw_steps_append(steps, step, err);
    }
    if (!st) {
        *out = proof;
    }
    return st;
}
