/* graph_file_verify_edges.c - half-edges: each one by itself, and each with its
 * other half.  Of all that is checked there is most of these, so what a
 * half-edge may say is looked up in tables. */
#include "alloc.h"
#include "error.h"
#include "graph_file_verify.h"

#include <string.h>

enum {
    SAYS_SHIFT = 11, /* related, topic and joint, side by side */
    SAYS = 128,      /* these and a mask */
    POLICIES = XW_MASK_COUNT + 1
};

/* What half-edges may say, by what their sets do. */
typedef struct vocabulary {
    const xw_graph *graph;
    uint8_t *kinds;                     /* [set_count] */
    bool published[2 * POLICIES][SAYS]; /* by kind of set */
} vocabulary;

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory checking the graph");
}

/* ---- What may be said -------------------------------------------------------- */

static unsigned
says(uint16_t attribute)
{
    return (attribute & XW_EDGE_MASK) | (attribute >> SAYS_SHIFT & 7U) << 4;
}

/* Whether a mapping of one control to one, of a set that takes `policy` for
 * related, may carry this. */
static bool
may_carry(unsigned policy, unsigned mask, bool related)
{
    if (related) {
        return mask == (policy < XW_MASK_COUNT ? policy : XW_MASK_ALL);
    }
    xw_relation carried = xw_mask_relation(mask);
    return !(carried & (carried - 1U)); /* one of the base relations */
}

static void
fill_published(bool published[SAYS], unsigned policy, bool topic)
{
    for (unsigned said = 0; said < SAYS / 4; ++said) { /* mask and related */
        unsigned mask = said & XW_EDGE_MASK;
        published[said | (topic ? 2U : 0U) << 4] =
            mask < XW_MASK_COUNT && may_carry(policy, mask, said >> 4);
    }
}

static xw_status
learn(vocabulary *words, const xw_graph *graph, xw_error *err)
{
    *words = (vocabulary){ .graph = graph };
    words->kinds = xw_alloc_zeroed(graph->set_count, 1);
    if (!words->kinds) {
        return out_of_memory(err);
    }
    for (uint32_t s = 0; s < graph->set_count; ++s) {
        const xw_file_set *set = &graph->sets[s];
        bool topic = set->claim == XW_CLAIM_TOPIC;
        words->kinds[s] = (uint8_t)(2 * set->related + topic);
    }
    for (unsigned kind = 0; kind < 2 * POLICIES; ++kind) {
        fill_published(words->published[kind], kind / 2, kind % 2);
    }
    return XW_OK;
}

/* ---- Each by itself ------------------------------------------------------------ */

/* Whether a half-edge says what its set-valued map does. */
static bool
is_as_ruled(const xw_graph *graph, const xw_file_set *set, uint32_t number,
            uint16_t attribute)
{
    const xw_file_rule *rule = &graph->rules[number];
    xw_relation carried = xw_mask_relation(attribute & XW_EDGE_MASK);
    bool related = attribute & XW_EDGE_RELATED;
    bool topic = attribute & XW_EDGE_TOPIC;
    bool joint = attribute & XW_EDGE_JOINT;
    return carried == xw_relation_of_pair((xw_relationship)rule->relationship,
                                          rule->source_count,
                                          rule->target_count) &&
           joint == (carried == XW_ALL) &&
           related == (rule->relationship == XW_RELATED) &&
           topic == (set->claim == XW_CLAIM_TOPIC);
}

/* Whether a half-edge says what its mapping's set and set-valued map do;
 * `nth_rule` is the first record of a set-valued map's mapping from here on. */
static bool
is_as_published(const vocabulary *words, uint32_t mapping, uint16_t attribute,
                uint32_t *nth_rule)
{
    const xw_graph *graph = words->graph;
    uint16_t set = graph->mapping_sets[mapping];
    if (*nth_rule < graph->rule_mapping_count &&
        graph->rule_mappings[*nth_rule].mapping == mapping) {
        uint32_t rule = graph->rule_mappings[(*nth_rule)++].rule;
        return is_as_ruled(graph, &graph->sets[set], rule, attribute);
    }
    return words->published[words->kinds[set]][says(attribute)];
}

/* All half-edges at once, in loops without branches: how many come before the
 * one before them, which only the first of a row may. */
static uint32_t
count_falls(const uint32_t *targets, const uint16_t *attributes, uint32_t count)
{
    uint32_t falls = 0;
    for (uint32_t e = 1; e < count; ++e) {
        unsigned into_outgoing = attributes[e - 1] & ~attributes[e];
        falls += (uint32_t)(targets[e] < targets[e - 1]) |
                 ((uint32_t)(targets[e] == targets[e - 1]) &
                  (into_outgoing / XW_EDGE_INVERTED & 1U));
    }
    return falls;
}

static uint32_t
count_falls_between_rows(const xw_graph *graph)
{
    const uint32_t *rows = graph->edge_rows;
    uint32_t falls = 0;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (rows[c] && rows[c] < rows[c + 1]) {
            falls += count_falls(graph->edge_targets + rows[c] - 1,
                                 graph->edge_attributes + rows[c] - 1, 2);
        }
    }
    return falls;
}

static xw_status
check_order(const xw_graph *graph, xw_error *err)
{
    uint32_t falls = count_falls(graph->edge_targets, graph->edge_attributes,
                                 graph->edge_count);
    return falls == count_falls_between_rows(graph)
               ? XW_OK
               : xw_graph_damaged(err, "half-edges are not in order");
}

static bool
is_marked(const xw_graph *graph, unsigned any)
{
    unsigned flags = (any & XW_EDGE_RELATED ? XW_META_RELATED : 0U) |
                     (any & XW_EDGE_TOPIC ? XW_META_TOPIC : 0U) |
                     (any & XW_EDGE_JOINT ? XW_META_JOINT : 0U) |
                     (any & XW_EDGE_CONTRADICTED ? XW_META_CONTRADICTED : 0U);
    unsigned all =
        XW_META_RELATED | XW_META_TOPIC | XW_META_JOINT | XW_META_CONTRADICTED;
    return (graph->meta->flags & all) == flags;
}

/* The contrary of xw_graph_is_attribute, without branches. */
static unsigned
is_unknown(uint16_t attribute)
{
    unsigned mask = attribute & XW_EDGE_MASK;
    unsigned strength = xw_graph_strength(attribute);
    return (unsigned)(mask >= XW_MASK_COUNT) |
           ((unsigned)(strength > XW_STRENGTH_MOST) &
            (unsigned)(strength != XW_STRENGTH_NONE));
}

xw_status
xw_verify_attributes(const xw_graph *graph, xw_error *err)
{
    unsigned any = 0, unknown = 0;
    for (uint32_t e = 0; e < graph->edge_count; ++e) {
        uint16_t attribute = graph->edge_attributes[e];
        any |= attribute;
        unknown |= is_unknown(attribute);
    }
    if (unknown) {
        return xw_graph_damaged(err, "a half-edge says nothing known");
    }
    return is_marked(graph, any)
               ? XW_OK
               : xw_graph_damaged(err, "mappings are not marked as such");
}

/* As many outgoing half-edges as the control has mappings, and each says what
 * its mapping does. */
static const char *
fault_in_row(const vocabulary *words, uint32_t control, uint32_t *nth_rule)
{
    const xw_graph *graph = words->graph;
    uint32_t mapping = graph->mapping_rows[control];
    uint32_t end = graph->mapping_rows[control + 1];
    for (uint32_t e = graph->edge_rows[control];
         e < graph->edge_rows[control + 1]; ++e) {
        uint16_t attribute = graph->edge_attributes[e];
        if (attribute & XW_EDGE_INVERTED) {
            continue;
        }
        if (mapping == end) {
            return "a half-edge is of no mapping";
        }
        if (!is_as_published(words, mapping++, attribute, nth_rule)) {
            return "a half-edge says something else";
        }
    }
    return mapping == end ? NULL : "a mapping is in no row";
}

static xw_status
check_rows(const xw_graph *graph, xw_error *err)
{
    vocabulary words;
    xw_status st = learn(&words, graph, err);
    uint32_t nth_rule = 0;
    for (uint32_t c = 0; c < graph->control_count && !st; ++c) {
        const char *fault = fault_in_row(&words, c, &nth_rule);
        st = fault ? xw_graph_damaged(err, fault) : XW_OK;
    }
    xw_alloc_free(words.kinds);
    return st;
}

/* ---- Pairs ------------------------------------------------------------------ */

/* Where a row is.  Each pair of controls is looked at once, from the one with
 * the shorter row, in order of these: the other row is walked alongside, so the
 * few long rows, which most pairs have an end in, stay at hand. */
typedef struct cursor {
    uint32_t edge, end; /* the next of the row, and its end */
    uint32_t mapping;   /* of the first outgoing one from there on */
} cursor;

typedef struct pairing {
    const xw_graph *graph;
    cursor *at;            /* [control_count] rows walked alongside */
    uint8_t *lengths;      /* [control_count] of rows, at most LONG */
    uint32_t paired;       /* half-edges */
    uint16_t converse[16]; /* of mask ids */
} pairing;

enum { LONG = 255, AHEAD = 8 };

/* One control's half-edges to the other. */
typedef struct side {
    uint32_t begin, outgoing, count;
    uint32_t mapping; /* of the first */
} side;

/* Take those to `other` that come next. */
static side
take_side(const xw_graph *graph, cursor *at, uint32_t other)
{
    side taken = { .begin = at->edge, .mapping = at->mapping };
    uint32_t e = at->edge;
    for (; e < at->end && graph->edge_targets[e] == other; ++e) {
        taken.outgoing += !(graph->edge_attributes[e] & XW_EDGE_INVERTED);
    }
    taken.count = e - taken.begin;
    at->edge = e;
    at->mapping += taken.outgoing;
    return taken;
}

/* Those before `other` are looked at from where they lead to. */
static void
pass_before(const xw_graph *graph, cursor *at, uint32_t other)
{
    for (; at->edge < at->end && graph->edge_targets[at->edge] < other;
         at->edge++) {
        at->mapping += !(graph->edge_attributes[at->edge] & XW_EDGE_INVERTED);
    }
}

/* What the other half of a half-edge says. */
static uint16_t
mirrored(const pairing *in, uint16_t attribute)
{
    unsigned rest = (attribute & ~(unsigned)XW_EDGE_MASK) ^ XW_EDGE_INVERTED;
    return (uint16_t)(rest | in->converse[attribute & XW_EDGE_MASK]);
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

/* Whether nothing can have replaced, ignored or contradicted a lone mapping. */
static bool
is_plain(uint16_t attribute)
{
    return !(attribute &
             (XW_EDGE_RELATED | XW_EDGE_IDLE | XW_EDGE_CONTRADICTED));
}

static bool
is_alone(const xw_graph *graph, uint32_t edge, uint32_t end)
{
    return edge + 1 == end ||
           graph->edge_targets[edge + 1] != graph->edge_targets[edge];
}

/* Most pairs: one half-edge in each row, one the mirror of the other. */
static bool
pair_plainly(pairing *in, cursor *row, cursor *at, uint32_t control)
{
    const xw_graph *graph = in->graph;
    uint16_t attribute = graph->edge_attributes[row->edge];
    if (at->edge == at->end || graph->edge_targets[at->edge] != control ||
        !is_plain(attribute) || !is_alone(graph, row->edge, row->end) ||
        !is_alone(graph, at->edge, at->end) ||
        graph->edge_attributes[at->edge] != mirrored(in, attribute)) {
        return false;
    }
    bool inverted = attribute & XW_EDGE_INVERTED;
    row->edge++;
    row->mapping += !inverted;
    at->edge++;
    at->mapping += inverted;
    in->paired += 2;
    return true;
}

static const char *
fault_in_pair(pairing *in, cursor *row, cursor *at, uint32_t control,
              uint32_t other)
{
    side here = take_side(in->graph, row, other);
    side there = take_side(in->graph, at, control);
    in->paired += here.count + there.count;
    if (!are_halves(in, &here, &there) || !are_halves(in, &there, &here)) {
        return "a half-edge lacks its other half";
    }
    return have_mappings(in->graph, &here) &&
                   have_mappings(in->graph, &there) &&
                   are_settled(in->graph, &here, &there)
               ? NULL
               : "a pair's mappings are not settled";
}

static bool
has_shorter_row(const pairing *in, uint32_t control, uint32_t other)
{
    uint8_t own = in->lengths[control], others = in->lengths[other];
    return own != others ? own < others : control < other;
}

/* Rows that lie anywhere are asked for before they are walked. */
static void
fetch_ahead(const pairing *in, uint32_t edge)
{
    const xw_graph *graph = in->graph;
    if (edge + 2 * AHEAD < graph->edge_count) {
        const cursor *near = &in->at[graph->edge_targets[edge + AHEAD]];
        __builtin_prefetch(&in->at[graph->edge_targets[edge + 2 * AHEAD]]);
        __builtin_prefetch(&graph->edge_targets[near->edge]);
        __builtin_prefetch(&graph->edge_attributes[near->edge]);
    }
}

static const char *
fault_in_pairs_of(pairing *in, uint32_t control)
{
    const xw_graph *graph = in->graph;
    cursor row = { graph->edge_rows[control], graph->edge_rows[control + 1],
                   graph->mapping_rows[control] };
    const char *fault = NULL;
    while (row.edge < row.end && !fault) {
        uint32_t other = graph->edge_targets[row.edge];
        fetch_ahead(in, row.edge);
        if (other == control) {
            return "a control is mapped to itself";
        }
        if (!has_shorter_row(in, control, other)) {
            row.mapping +=
                !(graph->edge_attributes[row.edge++] & XW_EDGE_INVERTED);
            continue;
        }
        cursor *at = &in->at[other];
        pass_before(graph, at, control);
        if (!pair_plainly(in, &row, at, control)) {
            fault = fault_in_pair(in, &row, at, control, other);
        }
    }
    return fault;
}

static const char *
fault_in_pairs(pairing *in)
{
    const xw_graph *graph = in->graph;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        xw_relation converse = xw_relation_converse(xw_mask_relation(id));
        in->converse[id] = (uint16_t)xw_mask_id(converse);
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        uint32_t begin = graph->edge_rows[c], end = graph->edge_rows[c + 1];
        in->at[c] = (cursor){ begin, end, graph->mapping_rows[c] };
        in->lengths[c] = (uint8_t)(end - begin < LONG ? end - begin : LONG);
    }
    const char *fault = NULL;
    for (uint32_t c = 0; c < graph->control_count && !fault; ++c) {
        fault = fault_in_pairs_of(in, c);
    }
    return fault || in->paired == graph->edge_count
               ? fault
               : "a half-edge lacks its other half";
}

xw_status
xw_verify_pairs(const xw_graph *graph, xw_error *err)
{
    size_t count = graph->control_count;
    pairing in = { .graph = graph,
                   .at = xw_alloc_zeroed(count, sizeof *in.at),
                   .lengths = xw_alloc_zeroed(count, 1) };
    bool have = in.at && in.lengths;
    const char *fault = have ? fault_in_pairs(&in) : NULL;
    xw_alloc_free(in.at);
    xw_alloc_free(in.lengths);
    if (!have) {
        return out_of_memory(err);
    }
    return fault ? xw_graph_damaged(err, fault) : XW_OK;
}

xw_status
xw_verify_half_edges(const xw_graph *graph, xw_error *err)
{
    static const xw_check_fn checks[] = { check_order, check_rows };
    return xw_verify_each(graph, checks, 2, err);
}
