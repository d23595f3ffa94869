/* graph_file_verify_mappings.c - sets, half-edges and what follows from them. */
#include "alloc.h"
#include "error.h"
#include "graph_file_verify.h"

#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory checking the graph");
}

/* ---- Sets ------------------------------------------------------------------- */

static xw_status
check_sets(const xw_graph *graph, xw_error *err)
{
    const char *last = "";
    for (uint32_t s = 0; s < graph->set_count; ++s) {
        xw_set_info info;
        xw_status st = xw_graph_set(graph, (xw_set){ s }, &info, err);
        if (st) {
            return st;
        }
        if (!xw_verify_strings(graph, &graph->sets[s].id, 9)) {
            return xw_graph_damaged(err, "a mapping set's text is not there");
        }
        if (strcmp(last, info.id) >= 0) {
            return xw_graph_damaged(err, "mapping sets are not in order");
        }
        last = info.id;
    }
    return XW_OK;
}

static bool
count_mappings(const xw_graph *graph, uint32_t *counts)
{
    for (uint32_t m = 0; m < graph->mapping_count; ++m) {
        if (graph->mapping_sets[m] >= graph->set_count) {
            return false;
        }
        counts[graph->mapping_sets[m]]++;
    }
    return true;
}

static xw_status
check_set_counts(const xw_graph *graph, xw_error *err)
{
    uint32_t *counts = xw_alloc_zeroed(graph->set_count, sizeof *counts);
    if (!counts) {
        return out_of_memory(err);
    }
    bool known = count_mappings(graph, counts);
    bool right = true;
    for (uint32_t s = 0; s < graph->set_count; ++s) {
        right = right && counts[s] == graph->sets[s].mappings;
    }
    xw_alloc_free(counts);
    if (!known) {
        return xw_graph_damaged(err, "a mapping is of no set");
    }
    return right ? XW_OK : xw_graph_damaged(err, "a set counts wrongly");
}

/* ---- Set-valued maps -------------------------------------------------------- */

static xw_status
check_rules(const xw_graph *graph, xw_error *err)
{
    uint64_t next = 0;
    for (uint32_t r = 0; r < graph->rule_count; ++r) {
        xw_rule_info rule;
        xw_status st = xw_graph_rule(graph, r, &rule, err);
        if (st) {
            return st;
        }
        uint64_t count = rule.source_count + rule.target_count;
        if (graph->rules[r].first != next || count < 3) {
            return xw_graph_damaged(err, "a set-valued map has no such member");
        }
        next += count;
    }
    return next == graph->rule_member_count
               ? XW_OK
               : xw_graph_damaged(err, "a member is of no set-valued map");
}

static xw_status
check_rule_mappings(const xw_graph *graph, xw_error *err)
{
    bool good = true;
    for (uint32_t i = 0; i < graph->rule_mapping_count && good; ++i) {
        const xw_file_rule_mapping *record = &graph->rule_mappings[i];
        good = record->mapping < graph->mapping_count &&
               record->rule < graph->rule_count &&
               graph->rules[record->rule].set ==
                   graph->mapping_sets[record->mapping] &&
               (!i || record[-1].mapping < record->mapping);
    }
    return good ? XW_OK
                : xw_graph_damaged(err, "a set-valued map is of no mapping");
}

/* ---- Rows of half-edges ----------------------------------------------------- */

/* Whether a half-edge says what its mapping's set and set-valued map do. */
static bool
is_as_published(const xw_graph *graph, uint32_t mapping, uint16_t attribute)
{
    const xw_file_set *set = &graph->sets[graph->mapping_sets[mapping]];
    uint32_t number = xw_graph_rule_of(graph, mapping);
    const xw_file_rule *rule = number == XW_NONE ? NULL : &graph->rules[number];
    bool related = attribute & XW_EDGE_RELATED;
    bool ignored = related && set->related == XW_MASK_COUNT;
    xw_relation carried = xw_mask_relation(attribute & XW_EDGE_MASK);
    xw_relation wanted = XW_ALL;
    if (rule) {
        wanted = xw_relation_of_pair((xw_relationship)rule->relationship,
                                     rule->source_count, rule->target_count);
    } else if (related && !ignored) {
        wanted = xw_mask_relation(set->related);
    } else if (!related) { /* one of the base relations */
        wanted = carried & (carried - 1U) ? 0 : carried;
    }
    bool joint = rule && carried == XW_ALL;
    return carried == wanted && joint == !!(attribute & XW_EDGE_JOINT) &&
           (!rule || related == (rule->relationship == XW_RELATED)) &&
           (set->claim == XW_CLAIM_TOPIC) == !!(attribute & XW_EDGE_TOPIC);
}

/* Sorted, outgoing ones first among those to one control, and as many of them
 * as the control has mappings. */
static xw_status
check_row(const xw_graph *graph, uint32_t control, xw_error *err)
{
    uint32_t begin = graph->edge_rows[control];
    uint32_t mapping = graph->mapping_rows[control];
    for (uint32_t e = begin; e < graph->edge_rows[control + 1]; ++e) {
        const uint32_t *target = &graph->edge_targets[e];
        const uint16_t *attribute = &graph->edge_attributes[e];
        bool outgoing = !(*attribute & XW_EDGE_INVERTED);
        if (e > begin &&
            (target[-1] > *target || (target[-1] == *target && outgoing &&
                                      attribute[-1] & XW_EDGE_INVERTED))) {
            return xw_graph_damaged(err, "half-edges are not in order");
        }
        if (!xw_graph_is_attribute(*attribute)) {
            return xw_graph_damaged(err, "a half-edge says nothing known");
        }
        if (outgoing && mapping == graph->mapping_rows[control + 1]) {
            return xw_graph_damaged(err, "a half-edge is of no mapping");
        }
        if (outgoing && !is_as_published(graph, mapping, *attribute)) {
            return xw_graph_damaged(err, "a half-edge says something else");
        }
        mapping += outgoing;
    }
    return mapping == graph->mapping_rows[control + 1]
               ? XW_OK
               : xw_graph_damaged(err, "a mapping is in no row");
}

static xw_status
check_half_edges(const xw_graph *graph, xw_error *err)
{
    xw_status st = XW_OK;
    for (uint32_t c = 0; c < graph->control_count && !st; ++c) {
        st = check_row(graph, c, err);
    }
    return st;
}

/* ---- Pairs ------------------------------------------------------------------ */

/* All rows are walked side by side: by each pair of controls both of theirs
 * move on. */
typedef struct pairing {
    const xw_graph *graph;
    uint32_t *edge;    /* [control_count] the first that is in no pair yet */
    uint32_t *mapping; /* [control_count] of the first outgoing one of them */
} pairing;

/* One control's half-edges to the other. */
typedef struct side {
    uint32_t begin, outgoing, count;
    uint32_t mapping; /* of the first */
} side;

static side
take_side(pairing *in, uint32_t control, uint32_t other)
{
    const xw_graph *graph = in->graph;
    side taken = { .begin = in->edge[control],
                   .mapping = in->mapping[control] };
    uint32_t end = graph->edge_rows[control + 1];
    uint32_t e = taken.begin;
    for (; e < end && graph->edge_targets[e] == other; ++e) {
        taken.outgoing += !(graph->edge_attributes[e] & XW_EDGE_INVERTED);
    }
    taken.count = e - taken.begin;
    in->edge[control] = e;
    in->mapping[control] += taken.outgoing;
    return taken;
}

/* What the other half of a half-edge says. */
static uint16_t
mirrored(uint16_t attribute)
{
    xw_relation carried = xw_mask_relation(attribute & XW_EDGE_MASK);
    unsigned mask = xw_mask_id(xw_relation_converse(carried));
    return (uint16_t)((attribute & ~(unsigned)XW_EDGE_MASK) ^
                      XW_EDGE_INVERTED) |
           (uint16_t)mask;
}

/* The outgoing ones of `from` are the inverted ones of `to`, in order. */
static bool
are_halves(const xw_graph *graph, const side *from, const side *to)
{
    uint32_t inverted = to->begin + to->outgoing;
    bool good =
        from->count == to->count && from->outgoing == to->count - to->outgoing;
    for (uint32_t i = 0; i < from->outgoing && good; ++i) {
        good = graph->edge_attributes[inverted + i] ==
               mirrored(graph->edge_attributes[from->begin + i]);
    }
    return good;
}

/* The set of half-edge `nth` of `here`, whose other halves are in `there`. */
static const xw_file_set *
set_of(const xw_graph *graph, const side *here, const side *there, uint32_t nth)
{
    uint32_t mapping = nth < here->outgoing
                           ? here->mapping + nth
                           : there->mapping + (nth - here->outgoing);
    return &graph->sets[graph->mapping_sets[mapping]];
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

static xw_status
check_pairs_of(pairing *in, uint32_t control, xw_error *err)
{
    const xw_graph *graph = in->graph;
    while (in->edge[control] < graph->edge_rows[control + 1]) {
        uint32_t other = graph->edge_targets[in->edge[control]];
        if (other == control) {
            return xw_graph_damaged(err, "a control is mapped to itself");
        }
        side here = take_side(in, control, other);
        side there = take_side(in, other, control);
        if (!are_halves(graph, &here, &there) ||
            !are_halves(graph, &there, &here)) {
            return xw_graph_damaged(err, "a half-edge lacks its other half");
        }
        if (!are_settled(graph, &here, &there)) {
            return xw_graph_damaged(err, "a pair's mappings are not settled");
        }
    }
    return XW_OK;
}

static xw_status
check_pairs(const xw_graph *graph, xw_error *err)
{
    size_t size = graph->control_count * sizeof(uint32_t);
    pairing in = { graph,
                   xw_alloc_zeroed(graph->control_count, sizeof *in.edge),
                   xw_alloc_zeroed(graph->control_count, sizeof *in.mapping) };
    xw_status st = in.edge && in.mapping ? XW_OK : out_of_memory(err);
    if (!st) {
        memcpy(in.edge, graph->edge_rows, size);
        memcpy(in.mapping, graph->mapping_rows, size);
    }
    for (uint32_t c = 0; c < graph->control_count && !st; ++c) {
        st = check_pairs_of(&in, c, err);
    }
    xw_alloc_free(in.edge);
    xw_alloc_free(in.mapping);
    return st;
}

static xw_status
check_marks(const xw_graph *graph, xw_error *err)
{
    unsigned any = 0;
    for (uint32_t e = 0; e < graph->edge_count; ++e) {
        any |= graph->edge_attributes[e];
    }
    unsigned flags = (any & XW_EDGE_RELATED ? XW_META_RELATED : 0U) |
                     (any & XW_EDGE_TOPIC ? XW_META_TOPIC : 0U) |
                     (any & XW_EDGE_JOINT ? XW_META_JOINT : 0U) |
                     (any & XW_EDGE_CONTRADICTED ? XW_META_CONTRADICTED : 0U);
    unsigned all =
        XW_META_RELATED | XW_META_TOPIC | XW_META_JOINT | XW_META_CONTRADICTED;
    return (graph->meta->flags & all) == flags
               ? XW_OK
               : xw_graph_damaged(err, "mappings are not marked as such");
}

/* ---- Runs ------------------------------------------------------------------- */

static bool
has_runs(const xw_graph *graph, uint32_t control)
{
    uint32_t run = graph->run_rows[control];
    uint32_t end = graph->run_rows[control + 1];
    uint32_t last = XW_NONE;
    for (uint32_t e = graph->edge_rows[control];
         e < graph->edge_rows[control + 1]; ++e) {
        uint16_t framework = graph->control_frameworks[graph->edge_targets[e]];
        if (framework != last) {
            if (run == end || graph->run_edges[run] != e ||
                graph->run_frameworks[run] != framework) {
                return false;
            }
            ++run;
            last = framework;
        }
    }
    return run == end;
}

static xw_status
check_runs(const xw_graph *graph, xw_error *err)
{
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (!has_runs(graph, c)) {
            return xw_graph_damaged(err, "the runs do not fit the half-edges");
        }
    }
    return XW_OK;
}

/* ---- The graph of frameworks ------------------------------------------------ */

/* A framework's row names those of its controls' runs, each once, in order;
 * `met` is [framework_count] the last framework, plus one, that met each. */
static bool
is_quotient_row(const xw_graph *graph, uint32_t framework, uint32_t *met)
{
    const xw_file_framework *record = &graph->frameworks[framework];
    uint32_t runs = graph->run_rows[record->first];
    uint32_t runs_end = graph->run_rows[record->first + record->count];
    uint32_t distinct = 0;
    for (uint32_t r = runs; r < runs_end; ++r) {
        uint32_t *other = &met[graph->run_frameworks[r]];
        distinct += *other != framework + 1;
        *other = framework + 1;
    }
    uint32_t begin = graph->quotient_rows[framework];
    uint32_t end = graph->quotient_rows[framework + 1];
    bool good = end - begin == distinct;
    for (uint32_t q = begin; q < end && good; ++q) {
        good = graph->quotient[q] < graph->framework_count &&
               met[graph->quotient[q]] == framework + 1 &&
               (q == begin || graph->quotient[q - 1] < graph->quotient[q]);
    }
    return good;
}

static xw_status
check_quotient(const xw_graph *graph, xw_error *err)
{
    uint32_t *met = xw_alloc_zeroed(graph->framework_count, sizeof *met);
    if (!met) {
        return out_of_memory(err);
    }
    bool good = true;
    for (uint32_t f = 0; f < graph->framework_count && good; ++f) {
        good = is_quotient_row(graph, f, met);
    }
    xw_alloc_free(met);
    return good ? XW_OK
                : xw_graph_damaged(err, "the graph of frameworks is wrong");
}

/* ---- All of it -------------------------------------------------------------- */

xw_status
xw_verify_mappings(const xw_graph *graph, xw_error *err)
{
    static const xw_check_fn checks[] = {
        check_sets,          check_set_counts, check_rules,
        check_rule_mappings, check_half_edges, check_pairs,
        check_marks,         check_runs,       check_quotient,
    };
    return xw_verify_each(graph, checks, sizeof checks / sizeof *checks, err);
}
