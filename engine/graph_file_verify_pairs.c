/* graph_file_verify_pairs.c - half-edges, each with its other half.
 *
 * A pair of controls has half-edges in two rows.  Rows are gone through in order
 * of control, and so the half-edges that lead back to them from any one row are
 * met in the order in which they stand there: a cursor for each row is all that
 * it takes to have the other half at hand, and no search. */
#include "alloc.h"
#include "error.h"
#include "graph_file_verify.h"

#include <string.h>

enum { AHEAD = 12, BLOCK = 64, SAMPLED = 64 /* every so many-th row */ };

typedef struct pairing {
    const xw_graph *graph;
    uint32_t *at;       /* [control_count] cursors */
    uint32_t *outgoing; /* [edge_count / BLOCK + 1] half-edges before a block */
    uint16_t converse[16]; /* of mask ids, and that it is inverted */
    const char *fault;
} pairing;

/* One control's half-edges to the other. */
typedef struct side {
    uint32_t begin, outgoing, count;
    uint32_t mapping; /* of the first */
} side;

/* ---- Several mappings of a pair --------------------------------------------------- */

static uint32_t
count_outgoing(const uint16_t *attributes, uint32_t count)
{
    uint32_t inverted = 0;
    for (uint32_t e = 0; e < count; ++e) {
        inverted += attributes[e] / XW_EDGE_INVERTED & 1U;
    }
    return count - inverted;
}

static void
count_blocks(const pairing *in)
{
    uint32_t left = in->graph->edge_count, before = 0;
    for (size_t b = 0; left; ++b) {
        uint32_t count = left < BLOCK ? left : BLOCK;
        in->outgoing[b] = before;
        before += count_outgoing(in->graph->edge_attributes + b * BLOCK, count);
        left -= count;
    }
}

/* Those to `other` from `begin` on.  Mappings are numbered as their outgoing
 * half-edges stand. */
static side
take_side(const pairing *in, uint32_t begin, uint32_t end, uint32_t other)
{
    const xw_graph *graph = in->graph;
    uint32_t e = begin;
    while (e < end && graph->edge_targets[e] == other) {
        ++e;
    }
    side taken = { .begin = begin, .count = e - begin };
    if (taken.count) {
        const uint16_t *from = graph->edge_attributes + begin;
        uint32_t past = begin % BLOCK;
        taken.outgoing = count_outgoing(from, taken.count);
        taken.mapping =
            in->outgoing[begin / BLOCK] + count_outgoing(from - past, past);
    }
    return taken;
}

/* What the other half of a half-edge says. */
static inline uint16_t
mirrored(const pairing *in, uint16_t attribute)
{
    unsigned rest = attribute & ~(unsigned)XW_EDGE_MASK;
    return (uint16_t)(rest ^ in->converse[attribute & XW_EDGE_MASK]);
}

/* The outgoing ones of `from` are the inverted ones of `to`, in order. */
static bool
are_halves(const pairing *in, const side *from, const side *to)
{
    const uint16_t *attributes = in->graph->edge_attributes;
    uint32_t inverted = to->begin + to->outgoing;
    bool good =
        from->count == to->count && from->outgoing == to->count - to->outgoing;
    for (uint32_t i = 0; i < from->outgoing && good; ++i) {
        good = attributes[inverted + i] ==
               mirrored(in, attributes[from->begin + i]);
    }
    return good;
}

/* The mapping of half-edge `nth` of `here`, whose other halves are in `there`;
 * that there are such mappings is not known. */
static uint32_t
mapping_of(const side *here, const side *there, uint32_t nth)
{
    return nth < here->outgoing ? here->mapping + nth
                                : there->mapping + (nth - here->outgoing);
}

static bool
have_mappings(const xw_graph *graph, const side *taken)
{
    return (uint64_t)taken->mapping + taken->outgoing <= graph->mapping_count;
}

static const xw_file_set *
set_of(const xw_graph *graph, const side *here, const side *there, uint32_t nth)
{
    return &graph->sets[graph->mapping_sets[mapping_of(here, there, nth)]];
}

static bool
is_ignored(uint16_t attribute, const xw_file_set *set)
{
    return (attribute & XW_EDGE_RELATED) && set->related == XW_MASK_COUNT;
}

/* Of the mappings of a pair, those that are ignored or of a lower precedence
 * than another are idle; all are marked if the rest contradict each other. */
static bool
are_settled(const xw_graph *graph, const side *here, const side *there)
{
    const uint16_t *attributes = graph->edge_attributes + here->begin;
    int32_t highest = INT32_MIN;
    for (uint32_t i = 0; i < here->count; ++i) {
        const xw_file_set *set = set_of(graph, here, there, i);
        if (!is_ignored(attributes[i], set) && set->precedence > highest) {
            highest = set->precedence;
        }
    }
    xw_relation meet = XW_ALL;
    bool good = true;
    for (uint32_t i = 0; i < here->count; ++i) {
        const xw_file_set *set = set_of(graph, here, there, i);
        bool idle = is_ignored(attributes[i], set) || set->precedence < highest;
        good = good && idle == !!(attributes[i] & XW_EDGE_IDLE);
        meet &= idle ? XW_ALL : xw_mask_relation(attributes[i] & XW_EDGE_MASK);
    }
    for (uint32_t i = 0; i < here->count; ++i) {
        good = good && !meet == !!(attributes[i] & XW_EDGE_CONTRADICTED);
    }
    return good;
}

static const char *
fault_in_sides(const pairing *in, const side *here, const side *there)
{
    if (!are_halves(in, here, there) || !are_halves(in, there, here)) {
        return XW_VERIFY_HALVED;
    }
    return have_mappings(in->graph, here) && have_mappings(in->graph, there) &&
                   are_settled(in->graph, here, there)
               ? NULL
               : XW_VERIFY_UNSETTLED;
}

/* ---- All pairs ------------------------------------------------------------------- */

/* Rows lie anywhere, so they are asked for before they are needed. */
static inline void
fetch(const pairing *in, uint32_t edge)
{
    const xw_graph *graph = in->graph;
    uint32_t soon = in->at[graph->edge_targets[edge]];
    __builtin_prefetch(&graph->edge_targets[soon]);
    __builtin_prefetch(&graph->edge_attributes[soon]);
}

/* These give how many half-edges of a row were paired that lead to one control,
 * the first of them being `edge`: 0 if they are at fault. */

static uint32_t
pair_several(pairing *in, uint32_t control, uint32_t edge, uint32_t end)
{
    const xw_graph *graph = in->graph;
    uint32_t other = graph->edge_targets[edge];
    side here = take_side(in, edge, end, other);
    side there =
        take_side(in, in->at[other], graph->edge_rows[other + 1], control);
    in->at[other] += there.count;
    in->fault = fault_in_sides(in, &here, &there);
    return in->fault ? 0 : here.count;
}

static inline uint32_t
pair_next(pairing *in, uint32_t control, uint32_t edge, uint32_t end)
{
    const uint32_t *targets = in->graph->edge_targets;
    const uint16_t *attributes = in->graph->edge_attributes;
    const uint32_t count = in->graph->edge_count;
    uint32_t other = targets[edge], there = in->at[other];
    fetch(in, edge + AHEAD < count ? edge + AHEAD : edge);
    if (edge + 1 < end && targets[edge + 1] == other) {
        return pair_several(in, control, edge, end);
    }
    if (there >= count || targets[there] != control ||
        attributes[there] != mirrored(in, attributes[edge])) {
        in->fault = XW_VERIFY_HALVED;
        return 0;
    }
    in->at[other] = there + 1;
    return 1;
}

/* From each control to the later ones, the cursors being in rows before their
 * own control: when a row's turn comes, all of that must have been passed. */
static void
pair_with_later(pairing *in)
{
    const xw_graph *graph = in->graph;
    for (uint32_t c = 0; c < graph->control_count && !in->fault; ++c) {
        uint32_t edge = in->at[c], end = graph->edge_rows[c + 1];
        if (edge > end || (edge < end && graph->edge_targets[edge] <= c)) {
            in->fault = XW_VERIFY_HALVED;
        }
        while (edge < end && !in->fault) {
            edge += pair_next(in, c, edge, end);
        }
    }
}

/* From each control to the earlier ones, the cursors being in rows after their
 * own control: in the end all of that must have been passed. */
static void
pair_with_earlier(pairing *in)
{
    const xw_graph *graph = in->graph;
    for (uint32_t c = 0; c < graph->control_count && !in->fault; ++c) {
        uint32_t edge = graph->edge_rows[c], end = graph->edge_rows[c + 1];
        while (edge < end && graph->edge_targets[edge] < c && !in->fault) {
            edge += pair_next(in, c, edge, end);
        }
        in->at[c] = edge;
    }
    for (uint32_t c = 0; c < graph->control_count && !in->fault; ++c) {
        if (in->at[c] != graph->edge_rows[c + 1]) {
            in->fault = XW_VERIFY_HALVED;
        }
    }
}

static uint32_t
length_of(const xw_graph *graph, uint32_t control)
{
    return graph->edge_rows[control + 1] - graph->edge_rows[control];
}

/* Whether of two rows with a mapping between them the earlier is mostly the
 * longer.  Cursors should be in the longer ones, which are few, and so stay in the
 * cache; which that are is seen in some of the rows. */
static bool
are_earlier_longer(const xw_graph *graph)
{
    int64_t votes = 0;
    for (uint32_t c = 0; c < graph->control_count; c += SAMPLED) {
        for (uint32_t e = graph->edge_rows[c]; e < graph->edge_rows[c + 1];
             ++e) {
            uint32_t other = graph->edge_targets[e];
            bool longer = length_of(graph, other) > length_of(graph, c);
            votes += longer == (other < c) ? 1 : -1;
        }
    }
    return votes > 0;
}

/* Looked for only when something is amiss: it says more than what is missing. */
static bool
is_any_mapped_to_itself(const xw_graph *graph)
{
    bool found = false;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        for (uint32_t e = graph->edge_rows[c]; e < graph->edge_rows[c + 1];
             ++e) {
            found = found || graph->edge_targets[e] == c;
        }
    }
    return found;
}

static void
pair_all(pairing *in)
{
    const xw_graph *graph = in->graph;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        xw_relation converse = xw_relation_converse(xw_mask_relation(id));
        in->converse[id] = (uint16_t)(xw_mask_id(converse) | XW_EDGE_INVERTED);
    }
    count_blocks(in);
    if (graph->control_count) {
        memcpy(in->at, graph->edge_rows, graph->control_count * sizeof *in->at);
    }
    if (are_earlier_longer(graph)) {
        pair_with_earlier(in);
    } else {
        pair_with_later(in);
    }
    if (in->fault && is_any_mapped_to_itself(graph)) {
        in->fault = "a control is mapped to itself";
    }
}

xw_status
xw_verify_pairs(const xw_graph *graph, xw_error *err)
{
    pairing in = {
        .graph = graph,
        .at = xw_alloc_zeroed(graph->control_count, sizeof *in.at),
        .outgoing =
            xw_alloc_zeroed(graph->edge_count / BLOCK + 1, sizeof *in.outgoing),
    };
    bool have = in.at && in.outgoing;
    if (have) {
        pair_all(&in);
    }
    xw_alloc_free(in.at);
    xw_alloc_free(in.outgoing);
    if (!have) {
        return xw_fail(err, XW_E_NOMEM, "out of memory checking the graph");
    }
    return in.fault ? xw_graph_damaged(err, in.fault) : XW_OK;
}
