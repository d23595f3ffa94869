#include "edge_weight.h"

#include "alloc.h"
#include "error.h"
#include "published.h"
#include "runs.h"

#include <math.h>
#include <string.h>

/* What a mapping states, as a multiple of an intersection.  Generated platforms
 * (benchmarks/generate.c) rank best with about these; elsewhere it matters
 * little. */
static const double EQUALITY = 1.2, INCLUSION = 1.1, OVERLAP = 1,
                    NOTHING_SURE = 0.7;

/* Strengths are weighed by (1 + strength) / 6 to this power, one that is not
 * given as 5. */
static const double STRENGTH_POWER = 1.5;

/* Of a control under the same parent as the one in question. */
static const double SIBLING = 0.25;

void
xw_edge_weights_init(xw_edge_weights *weights, const xw_graph *graph)
{
    *weights = (xw_edge_weights){ .graph = graph };
}

void
xw_edge_weights_clear(xw_edge_weights *weights)
{
    xw_alloc_free(weights->crowds);
    xw_alloc_free(weights->statements);
    xw_alloc_free(weights->weighed);
    xw_alloc_free(weights->siblings);
    *weights = (xw_edge_weights){ .graph = weights->graph };
}

/* As if fully trusted where nothing is said. */
static double
trust_of(const xw_graph *graph, uint32_t set)
{
    double trust = (double)graph->sets[set].trust;
    return trust >= 0 && trust <= 1 ? trust : 1;
}

static double
find_most_trust(const xw_graph *graph)
{
    double most = 0;
    for (uint32_t set = 0; set < graph->set_count; ++set) {
        most = fmax(most, trust_of(graph, set));
    }
    return most;
}

static xw_status
make_room(xw_edge_weights *weights, xw_error *err)
{
    const xw_graph *graph = weights->graph;
    weights->crowds = xw_alloc_zeroed(graph->edge_count, sizeof(float));
    weights->statements = xw_alloc_zeroed(graph->edge_count, sizeof(float));
    weights->weighed =
        xw_alloc_zeroed(xw_bit_words(graph->control_count), sizeof(uint64_t));
    weights->siblings = xw_alloc_zeroed(graph->control_count, sizeof(uint32_t));
    weights->most_trust = find_most_trust(graph);
    if (weights->crowds && weights->statements && weights->weighed &&
        weights->siblings) {
        return XW_OK;
    }
    xw_edge_weights_clear(weights);
    return xw_fail(err, XW_E_NOMEM, "out of memory weighing mappings");
}

xw_status
xw_edge_weights_begin(xw_edge_weights *weights, const xw_edge_filter *filter,
                      xw_error *err)
{
    if (!weights->crowds) {
        xw_status st = make_room(weights, err);
        if (st) {
            return st;
        }
    } else if (weights->rationales == filter->rationales &&
               weights->left_out == filter->left_out) {
        return XW_OK;
    }
    weights->rationales = filter->rationales;
    weights->left_out = filter->left_out;
    memset(weights->weighed, 0,
           xw_bit_words(weights->graph->control_count) * sizeof(uint64_t));
    return XW_OK;
}

/* ---- What a mapping states -------------------------------------------------------- */

static xw_relation
relation_of(const xw_graph *graph, uint32_t edge)
{
    unsigned mask = graph->edge_attributes[edge] & XW_EDGE_MASK;
    return mask < XW_MASK_COUNT ? xw_mask_relation(mask) : XW_ALL;
}

/* Whether a half-edge says that there is something. */
static bool
counts(const xw_edge_weights *weights, uint32_t edge)
{
    uint16_t attribute = weights->graph->edge_attributes[edge];
    unsigned rationale = attribute >> XW_EDGE_RATIONALE_SHIFT & 3U;
    return xw_is_published(weights->graph, weights->left_out, edge) &&
           (!weights->rationales || (weights->rationales >> rationale & 1U));
}

static double
value_of_relation(const xw_graph *graph, uint32_t edge)
{
    xw_relation relation = relation_of(graph, edge);
    bool contradicted = graph->edge_attributes[edge] & XW_EDGE_CONTRADICTED;
    if ((relation & XW_DIS) || contradicted) {
        return NOTHING_SURE;
    }
    if (relation == XW_EQ) {
        return EQUALITY;
    }
    bool includes =
        !(relation & ~(XW_EQ | XW_SUB)) || !(relation & ~(XW_EQ | XW_SUP));
    return includes ? INCLUSION : OVERLAP;
}

static double
value_of_strength(const xw_graph *graph, uint32_t edge)
{
    unsigned strength =
        graph->edge_attributes[edge] >> XW_EDGE_STRENGTH_SHIFT & 0xFU;
    return strength > XW_STRENGTH_MOST
               ? 1
               : pow((1 + (double)strength) / 6, STRENGTH_POWER);
}

static double
value_of_set(const xw_edge_weights *weights, uint32_t mapping)
{
    const xw_graph *graph = weights->graph;
    if (mapping >= graph->mapping_count ||
        graph->mapping_sets[mapping] >= graph->set_count) {
        return 1;
    }
    double trust = trust_of(graph, graph->mapping_sets[mapping]);
    return weights->most_trust > 0 ? trust / weights->most_trust : 1;
}

/* ---- Rows -------------------------------------------------------------------------- */

/* Weigh one pair, but for its crowd; whether anything in it counts.  `mapping`
 * is that of the row's next outgoing half-edge. */
static bool
weigh_statements(xw_edge_weights *weights, xw_row pair, uint32_t *mapping)
{
    const xw_graph *graph = weights->graph;
    double most = 0;
    bool any = false;
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        bool inverted = graph->edge_attributes[e] & XW_EDGE_INVERTED;
        any |= counts(weights, e);
        if (!inverted && counts(weights, e)) {
            double value = value_of_relation(graph, e) *
                           value_of_strength(graph, e) *
                           value_of_set(weights, *mapping);
            most = value > most ? value : most;
        }
        *mapping += !inverted;
    }
    weights->statements[pair.begin] = (float)most;
    weights->crowds[pair.begin] = any ? 1 : 0;
    return any;
}

/* How many controls in the run in hand have the same parent; NULL without. */
static uint32_t *
siblings_of(const xw_edge_weights *weights, uint32_t edge)
{
    const xw_graph *graph = weights->graph;
    uint32_t parent = graph->control_parents[graph->edge_targets[edge]];
    return parent < graph->control_count ? &weights->siblings[parent] : NULL;
}

/* The crowds of the pairs of one run, of which `count` count. */
static void
weigh_crowds(xw_edge_weights *weights, xw_row run, uint32_t count)
{
    const xw_graph *graph = weights->graph;
    for (uint32_t e = run.begin; e < run.end;
         e = xw_run_end_of_pair(graph, run, e)) {
        if (weights->crowds[e] > 0) {
            const uint32_t *siblings = siblings_of(weights, e);
            double others = siblings ? *siblings - 1 : 0;
            double crowd = count - (1 - SIBLING) * others;
            weights->crowds[e] = (float)(1 / sqrt(sqrt(crowd)));
        }
    }
    for (uint32_t e = run.begin; e < run.end; ++e) {
        uint32_t *siblings = siblings_of(weights, e);
        if (siblings) {
            *siblings = 0;
        }
    }
}

static void
weigh_run(xw_edge_weights *weights, xw_row run, uint32_t *mapping)
{
    const xw_graph *graph = weights->graph;
    uint32_t count = 0;
    for (uint32_t e = run.begin; e < run.end;
         e = xw_run_end_of_pair(graph, run, e)) {
        xw_row pair = { e, xw_run_end_of_pair(graph, run, e) };
        uint32_t *siblings = siblings_of(weights, e);
        bool any = weigh_statements(weights, pair, mapping);
        count += any;
        if (siblings) {
            *siblings += any;
        }
    }
    weigh_crowds(weights, run, count);
}

/* The half-edges from `begin` that go to one framework. */
static uint32_t
end_of_run(const xw_graph *graph, xw_row row, uint32_t begin)
{
    uint16_t framework = graph->control_frameworks[graph->edge_targets[begin]];
    uint32_t end = begin + 1;
    while (end < row.end &&
           graph->control_frameworks[graph->edge_targets[end]] == framework) {
        ++end;
    }
    return end;
}

static xw_status
weigh_row(xw_edge_weights *weights, uint32_t control, xw_row row)
{
    const xw_graph *graph = weights->graph;
    uint32_t mapping = graph->mapping_rows[control];
    for (uint32_t e = row.begin; e < row.end; ++e) {
        if (graph->edge_targets[e] >= graph->control_count) {
            return XW_E_GRAPH;
        }
    }
    for (uint32_t e = row.begin; e < row.end;) {
        xw_row run = { e, end_of_run(graph, row, e) };
        weigh_run(weights, run, &mapping);
        e = run.end;
    }
    xw_bit_add(weights->weighed, control);
    return XW_OK;
}

static xw_status
need_row(xw_edge_weights *weights, uint32_t control, xw_row *row)
{
    if (control >= weights->graph->control_count ||
        !xw_graph_edges(weights->graph, control, row)) {
        return XW_E_GRAPH;
    }
    return xw_bit_in(weights->weighed, control)
               ? XW_OK
               : weigh_row(weights, control, *row);
}

xw_status
xw_edge_weight(xw_edge_weights *weights, uint32_t control, uint32_t edge,
               double *out, xw_error *err)
{
    const xw_graph *graph = weights->graph;
    xw_row row, other_row;
    if (need_row(weights, control, &row) ||
        need_row(weights, graph->edge_targets[edge], &other_row)) {
        return xw_graph_damaged(err, "half-edges out of range");
    }
    xw_row back = xw_graph_edges_to(graph, other_row, control);
    if (back.begin == back.end) {
        return xw_graph_damaged(err, "a half-edge has no other half");
    }
    float outward = weights->statements[edge];
    float inward = weights->statements[back.begin];
    *out = (double)(outward > inward ? outward : inward) *
           (double)weights->crowds[edge] * (double)weights->crowds[back.begin];
    return XW_OK;
}
