/* graph_file_verify_edges.c - half-edges, each by itself: in order, and saying what
 * its mapping does.  Of all that is checked there is most of these, so what a
 * half-edge may say is looked up in a table. */
#include "alloc.h"
#include "error.h"
#include "graph_file_verify.h"

enum {
    SAYS_SHIFT = 11, /* what follows the inverted bit, side by side */
    SAYS = 512,      /* that and a mask */
    POLICIES = XW_MASK_COUNT + 1
};

/* What half-edges of one mapping of one control to one may say, by what their
 * sets do. */
enum {
    NOT_SAID = 0,
    SAID,   /* if a mapping of the same two controls has made it idle, or
               contradicts it */
    SETTLED /* in any case */
};

typedef struct vocabulary {
    const xw_graph *graph;
    uint16_t *kinds; /* [set_count] where in `published` */
    uint8_t published[2 * POLICIES * SAYS]; /* by kind of set */
} vocabulary;

/* ---- What may be said -------------------------------------------------------- */

static inline unsigned
says(unsigned attribute)
{
    return (attribute & XW_EDGE_MASK) | attribute >> SAYS_SHIFT << 4;
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

static uint8_t
judge(unsigned policy, bool topic, unsigned attribute)
{
    unsigned mask = attribute & XW_EDGE_MASK;
    bool related = attribute & XW_EDGE_RELATED;
    bool idle = attribute & XW_EDGE_IDLE;
    bool ignored = related && policy == XW_MASK_COUNT;
    if (mask >= XW_MASK_COUNT || !may_carry(policy, mask, related) ||
        topic != !!(attribute & XW_EDGE_TOPIC) || (attribute & XW_EDGE_JOINT)) {
        return NOT_SAID;
    }
    bool alone = idle == ignored && !(attribute & XW_EDGE_CONTRADICTED);
    return alone ? SETTLED : SAID;
}

static void
fill_published(vocabulary *words)
{
    for (unsigned kind = 0; kind < 2 * POLICIES; ++kind) {
        for (unsigned said = 0; said < SAYS; ++said) {
            unsigned attribute =
                (said & XW_EDGE_MASK) | said >> 4 << SAYS_SHIFT;
            words->published[kind * SAYS + said] =
                judge(kind / 2, kind % 2, attribute);
        }
    }
}

static xw_status
learn(vocabulary *words, const xw_graph *graph, xw_error *err)
{
    words->graph = graph;
    words->kinds = xw_alloc_zeroed(graph->set_count, sizeof *words->kinds);
    if (!words->kinds) {
        return xw_fail(err, XW_E_NOMEM, "out of memory checking the graph");
    }
    for (uint32_t s = 0; s < graph->set_count; ++s) {
        const xw_file_set *set = &graph->sets[s];
        bool topic = set->claim == XW_CLAIM_TOPIC;
        words->kinds[s] = (uint16_t)((2 * set->related + topic) * SAYS);
    }
    fill_published(words);
    return XW_OK;
}

/* ---- Attributes --------------------------------------------------------------- */

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

/* The contrary of xw_graph_is_attribute in bit 4, in steps that compilers do for
 * many at once: masks from 14 on carry into it, as do strengths from 11 on, but
 * for 15. */
static inline uint16_t
is_unknown(uint16_t attribute)
{
    uint16_t mask = attribute & XW_EDGE_MASK;
    uint16_t strength = attribute >> XW_EDGE_STRENGTH_SHIFT & 0xF;
    uint16_t above = (uint16_t)(strength + (16 - XW_STRENGTH_MOST - 1));
    uint16_t none = (uint16_t)(strength + 1);
    return (uint16_t)((mask + (16 - XW_MASK_COUNT)) | (above & ~none));
}

xw_status
xw_verify_attributes(const xw_graph *graph, xw_error *err)
{
    uint16_t any = 0, unknown = 0;
    for (uint32_t e = 0; e < graph->edge_count; ++e) {
        any |= graph->edge_attributes[e];
        unknown |= is_unknown(graph->edge_attributes[e]);
    }
    if (unknown & 1U << 4) {
        return xw_graph_damaged(err, "a half-edge says nothing known");
    }
    return is_marked(graph, any)
               ? XW_OK
               : xw_graph_damaged(err, "mappings are not marked as such");
}

/* ---- Rows --------------------------------------------------------------------- */

enum { BATCH = 1024, PIECE = 1024 };

/* What has been found of all rows so far. */
typedef struct reading {
    const vocabulary *words;
    uint32_t nth_rule; /* the first record of a set-valued map's mapping from
                          here on */
    uint32_t ruled;    /* its mapping, or XW_NONE */
    bool unsettled;    /* some pair of controls is not settled */
    const char *fault; /* the first other one */

    /* Outgoing half-edges that were gathered, to be looked at together. */
    uint32_t mapping, count; /* number of the first, and how many */
    uint32_t edges[BATCH + PIECE];
    uint16_t attributes[BATCH + PIECE];
} reading;

static void
find_fault(reading *in, const char *fault)
{
    in->fault = in->fault ? in->fault : fault;
}

static void
next_rule(reading *in)
{
    const xw_graph *graph = in->words->graph;
    in->ruled = in->nth_rule < graph->rule_mapping_count
                    ? graph->rule_mappings[in->nth_rule].mapping
                    : XW_NONE;
}

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

/* Whether the half-edges before or after lead to the same control. */
static bool
has_others(const xw_graph *graph, uint32_t edge)
{
    const uint32_t *targets = graph->edge_targets;
    uint32_t control =
        xw_row_holding(graph->edge_rows, graph->control_count, edge);
    xw_row row = { graph->edge_rows[control], graph->edge_rows[control + 1] };
    return (edge > row.begin && targets[edge - 1] == targets[edge]) ||
           (edge + 1 < row.end && targets[edge + 1] == targets[edge]);
}

/* An outgoing half-edge that is not SETTLED, or of a set-valued map. */
static void
look_closer(reading *in, uint32_t edge, uint32_t mapping, unsigned said)
{
    const xw_graph *graph = in->words->graph;
    uint16_t attribute = graph->edge_attributes[edge];
    const xw_file_set *set = &graph->sets[graph->mapping_sets[mapping]];
    bool good = said != NOT_SAID;
    bool settled = said == SETTLED;
    if (mapping == in->ruled) {
        uint32_t rule = graph->rule_mappings[in->nth_rule++].rule;
        next_rule(in);
        bool ignored =
            (attribute & XW_EDGE_RELATED) && set->related == XW_MASK_COUNT;
        good = is_as_ruled(graph, set, rule, attribute);
        settled = ignored == !!(attribute & XW_EDGE_IDLE) &&
                  !(attribute & XW_EDGE_CONTRADICTED);
    }
    if (!good) {
        find_fault(in, "a half-edge says something else");
    }
    in->unsettled = in->unsettled || (!settled && !has_others(graph, edge));
}

/* Each of those gathered says what its mapping does. */
static void
look_at_batch(reading *in)
{
    const uint16_t *sets = in->words->graph->mapping_sets + in->mapping;
    const uint16_t *kinds = in->words->kinds;
    const uint8_t *published = in->words->published;
    for (uint32_t i = 0; i < in->count; ++i) {
        unsigned said = published[kinds[sets[i]] + says(in->attributes[i])];
        if (said != SETTLED || in->mapping + i == in->ruled) {
            look_closer(in, in->edges[i], in->mapping + i, said);
        }
    }
    in->mapping += in->count;
    in->count = 0;
}

/* Which way a half-edge goes cannot be foreseen, so there is no branch on it: an
 * inverted one is written over by the next. */
static void
gather(reading *in, uint32_t begin, uint32_t end)
{
    const uint16_t *attributes = in->words->graph->edge_attributes;
    uint32_t count = in->count;
    for (uint32_t e = begin; e < end; ++e) {
        in->edges[count] = e;
        in->attributes[count] = attributes[e];
        count += ~(unsigned)attributes[e] / XW_EDGE_INVERTED & 1U;
    }
    in->count = count;
}

/* The same when enough are gathered, which are no more than `most`. */
static void
look_when_due(reading *in, uint32_t most)
{
    if (in->count > most) {
        in->count = most;
        look_at_batch(in);
        find_fault(in, "a half-edge is of no mapping");
    } else if (in->count >= BATCH) {
        look_at_batch(in);
    }
}

/* As many outgoing half-edges as the control has mappings. */
static void
read_row(reading *in, uint32_t control)
{
    const xw_graph *graph = in->words->graph;
    uint32_t end = graph->edge_rows[control + 1];
    uint32_t mappings = graph->mapping_rows[control + 1];
    for (uint32_t e = graph->edge_rows[control]; e < end && !in->fault;) {
        uint32_t next = end - e < PIECE ? end : e + PIECE;
        gather(in, e, next);
        look_when_due(in, mappings - in->mapping);
        e = next;
    }
    if (in->mapping + in->count != mappings) {
        look_at_batch(in);
        find_fault(in, "a mapping is in no row");
    }
}

/* How many come before the one before them, which only the first of a row may. */
static uint32_t
count_falls(const uint32_t *targets, const uint16_t *attributes, uint32_t count)
{
    uint32_t falls = 0;
    for (uint32_t e = 1; e < count; ++e) {
        uint32_t after_inverted =
            attributes[e - 1] & ~(unsigned)attributes[e] & XW_EDGE_INVERTED;
        falls += targets[e] < targets[e - 1] + (after_inverted != 0);
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

static bool
are_in_order(const xw_graph *graph)
{
    return count_falls(graph->edge_targets, graph->edge_attributes,
                       graph->edge_count) == count_falls_between_rows(graph);
}

static xw_status
conclude(const reading *in, xw_error *err)
{
    const xw_graph *graph = in->words->graph;
    if (in->fault) {
        return xw_graph_damaged(err, in->fault);
    }
    if (!in->unsettled) {
        return XW_OK;
    }
    /* That may be for want of another half, which says more. */
    xw_status st = xw_verify_pairs(graph, err);
    return st ? st : xw_graph_damaged(err, XW_VERIFY_UNSETTLED);
}

static xw_status
read_rows(const vocabulary *words, xw_error *err)
{
    reading in = { .words = words };
    next_rule(&in);
    for (uint32_t c = 0; c < words->graph->control_count && !in.fault; ++c) {
        read_row(&in, c);
    }
    look_at_batch(&in);
    return conclude(&in, err);
}

xw_status
xw_verify_half_edges(const xw_graph *graph, xw_error *err)
{
    if (!are_in_order(graph)) {
        return xw_graph_damaged(err, "half-edges are not in order");
    }
    vocabulary words;
    xw_status st = learn(&words, graph, err);
    if (!st) {
        st = read_rows(&words, err);
        xw_alloc_free(words.kinds);
    }
    return st;
}
