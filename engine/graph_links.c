/* graph_links.c - half-edges and the mappings they are of.
 *
 * A mapping's number is its place among all outgoing half-edges: they are
 * sorted by source and target as mappings are.  Parallel mappings of a pair
 * stand in the same order in the rows of both ends. */
#include "error.h"
#include "graph.h"

/* The first half-edge of a row whose target is not below `least`.  Which half
 * it is in nothing foretells, so it is chosen without a branch. */
static uint32_t
first_from(const xw_graph *graph, xw_row row, uint32_t least)
{
    const uint32_t *at = graph->edge_targets + row.begin;
    uint32_t count = row.end - row.begin;
    while (count > 1) {
        uint32_t half = count / 2;
        at += at[half - 1] < least ? half : 0;
        count -= half;
    }
    uint32_t edge = (uint32_t)(at - graph->edge_targets);
    return count && *at < least ? edge + 1 : edge;
}

xw_row
xw_graph_edges_to(const xw_graph *graph, xw_row row, uint32_t other)
{
    uint32_t begin = first_from(graph, row, other);
    uint32_t end = begin;
    while (end < row.end && graph->edge_targets[end] == other) {
        ++end;
    }
    return (xw_row){ begin, end };
}

xw_row
xw_graph_edges_into(const xw_graph *graph, xw_row row, uint32_t framework)
{
    const xw_file_framework *into = &graph->frameworks[framework];
    row.begin = first_from(graph, row, into->first);
    row.end = first_from(graph, row, into->first + into->count);
    return row;
}

static bool
is_inverted(const xw_graph *graph, uint32_t edge)
{
    return graph->edge_attributes[edge] & XW_EDGE_INVERTED;
}

/* Rows of hubs are long: without a branch, and in as few bits as so many at a
 * time need. */
static uint32_t
count_outgoing(const xw_graph *graph, uint32_t begin, uint32_t end)
{
    enum { AT_A_TIME = UINT16_MAX };
    uint32_t inverted = 0;
    for (uint32_t e = begin; e < end;) {
        uint32_t stop = end - e > AT_A_TIME ? e + AT_A_TIME : end;
        uint16_t some = 0;
        for (; e < stop; ++e) {
            some = (uint16_t)(some + is_inverted(graph, e));
        }
        inverted += some;
    }
    return end - begin - inverted;
}

xw_status
xw_graph_mapping_of(const xw_graph *graph, uint32_t control, uint32_t edge,
                    xw_mapping *out, xw_error *err)
{
    xw_row row;
    if (!xw_graph_edges(graph, control, &row) || edge < row.begin ||
        edge >= row.end) {
        return xw_graph_damaged(err, "a mapping is in no row");
    }
    uint32_t source = control;
    uint32_t before = edge; /* where outgoing ones are to be counted to */
    uint32_t nth = 0;
    if (is_inverted(graph, edge)) {
        source = graph->edge_targets[edge];
        xw_row here = xw_graph_edges_to(graph, row, source);
        nth = edge - here.begin - count_outgoing(graph, here.begin, edge);
        if (source >= graph->control_count ||
            !xw_graph_edges(graph, source, &row)) {
            return xw_graph_damaged(err, "a mapping has no source");
        }
        before = xw_graph_edges_to(graph, row, control).begin;
    }
    uint64_t mapping = (uint64_t)graph->mapping_rows[source] +
                       count_outgoing(graph, row.begin, before) + nth;
    if (mapping >= graph->mapping_count) {
        return xw_graph_damaged(err, "a half-edge is of no mapping");
    }
    *out = (xw_mapping){ (uint32_t)mapping };
    return XW_OK;
}

static uint32_t
source_of(const xw_graph *graph, uint32_t mapping)
{
    return xw_row_holding(graph->mapping_rows, graph->control_count, mapping);
}

/* The outgoing half-edge that is the `nth` of its row. */
static bool
find_outgoing(const xw_graph *graph, uint32_t source, uint32_t nth,
              uint32_t *out)
{
    xw_row row;
    if (!xw_graph_edges(graph, source, &row)) {
        return false;
    }
    for (uint32_t e = row.begin; e < row.end; ++e) {
        if (!is_inverted(graph, e) && nth-- == 0) {
            *out = e;
            return graph->edge_targets[e] < graph->control_count;
        }
    }
    return false;
}

xw_status
xw_graph_half_edges(const xw_graph *graph, xw_mapping mapping, uint32_t out[2],
                    xw_error *err)
{
    if (mapping.i >= graph->mapping_count) {
        return xw_fail(err, XW_E_ARG, "mapping is not of this graph");
    }
    uint32_t source = source_of(graph, mapping.i);
    uint32_t edge;
    xw_row row;
    if (mapping.i < graph->mapping_rows[source] ||
        !find_outgoing(graph, source, mapping.i - graph->mapping_rows[source],
                       &edge) ||
        !xw_graph_edges(graph, graph->edge_targets[edge], &row)) {
        return xw_graph_damaged(err, "a mapping is in no row");
    }
    xw_row here = { graph->edge_rows[source], graph->edge_rows[source + 1] };
    here = xw_graph_edges_to(graph, here, graph->edge_targets[edge]);
    uint32_t nth = count_outgoing(graph, here.begin, edge);
    xw_row there = xw_graph_edges_to(graph, row, source);
    for (uint32_t e = there.begin; e < there.end; ++e) {
        if (is_inverted(graph, e) && nth-- == 0) {
            out[0] = edge;
            out[1] = e;
            return XW_OK;
        }
    }
    return xw_graph_damaged(err, "a half-edge lacks its other half");
}

uint32_t
xw_graph_rule_of(const xw_graph *graph, uint32_t mapping)
{
    uint32_t low = 0, high = graph->rule_mapping_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (graph->rule_mappings[middle].mapping < mapping) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < graph->rule_mapping_count &&
                   graph->rule_mappings[low].mapping == mapping
               ? graph->rule_mappings[low].rule
               : XW_NONE;
}

/* What was published of a pair, from what its edge carries. */
static xw_relationship
relationship_of(uint16_t attribute)
{
    if (attribute & XW_EDGE_RELATED) {
        return XW_RELATED;
    }
    xw_relation carried = xw_mask_relation(attribute & XW_EDGE_MASK);
    for (unsigned r = XW_EQUAL; r < XW_RELATED; ++r) {
        if (carried == xw_relation_of((xw_relationship)r)) {
            return (xw_relationship)r;
        }
    }
    return XW_RELATED;
}

static xw_status
describe_edge(const xw_graph *graph, uint32_t mapping, uint32_t source,
              uint32_t edge, xw_mapping_info *out, xw_error *err)
{
    uint16_t attribute = graph->edge_attributes[edge];
    uint16_t set = graph->mapping_sets[mapping];
    uint32_t text = graph->mapping_texts[mapping];
    if (!xw_graph_is_attribute(attribute)) {
        return xw_graph_damaged(err, "a half-edge says nothing known");
    }
    if (set >= graph->set_count || text >= graph->meta->long_texts) {
        return xw_graph_damaged(err, "a mapping is of no set or text");
    }
    bool idle = attribute & XW_EDGE_IDLE;
    bool ignored = (attribute & XW_EDGE_RELATED) &&
                   graph->sets[set].related == XW_MASK_COUNT;
    *out = (xw_mapping_info){
        .source = { source },
        .target = { graph->edge_targets[edge] },
        .relationship = relationship_of(attribute),
        .carries = idle ? 0 : xw_mask_relation(attribute & XW_EDGE_MASK),
        .strength = xw_graph_strength(attribute),
        .rationale = (xw_rationale)(attribute >> XW_EDGE_RATIONALE_SHIFT & 3U),
        .rationale_text = 2 * text,
        .note = text ? 2 * text + 1 : 0,
        .set = { set },
        .topic = attribute & XW_EDGE_TOPIC,
        .replaced = idle && !ignored,
        .joint = attribute & XW_EDGE_JOINT,
        .rule = xw_graph_rule_of(graph, mapping),
    };
    return XW_OK;
}

/* What a set-valued map says is published of the whole of it. */
static xw_status
describe_rule(const xw_graph *graph, xw_mapping_info *info, xw_error *err)
{
    if (info->rule == XW_NONE) {
        return XW_OK;
    }
    if (info->rule >= graph->rule_count) {
        return xw_graph_damaged(err, "a mapping is of no set-valued map");
    }
    xw_rule_info rule;
    xw_status st = xw_graph_rule(graph, info->rule, &rule, err);
    if (!st) {
        info->relationship = rule.relationship;
    }
    return st;
}

static xw_status
describe(const xw_graph *graph, uint32_t mapping, uint32_t source,
         uint32_t edge, xw_mapping_info *out, xw_error *err)
{
    xw_mapping_info info;
    xw_status st = describe_edge(graph, mapping, source, edge, &info, err);
    if (!st) {
        st = describe_rule(graph, &info, err);
    }
    if (!st) {
        *out = info;
    }
    return st;
}

xw_status
xw_graph_mapping(const xw_graph *graph, xw_mapping mapping,
                 xw_mapping_info *out, xw_error *err)
{
    if (mapping.i >= graph->mapping_count) {
        return xw_fail(err, XW_E_ARG, "mapping is not of this graph");
    }
    uint32_t source = source_of(graph, mapping.i);
    uint32_t edge;
    if (mapping.i < graph->mapping_rows[source] ||
        !find_outgoing(graph, source, mapping.i - graph->mapping_rows[source],
                       &edge)) {
        return xw_graph_damaged(err, "a mapping is in no row");
    }
    return describe(graph, mapping.i, source, edge, out, err);
}

/* The outgoing half-edge to `target` of mapping `mapping`: if there are several,
 * the one that has so many before it in all of the row. */
static bool
find_outgoing_to(const xw_graph *graph, uint32_t source, uint32_t target,
                 uint32_t mapping, uint32_t *out)
{
    xw_row row;
    if (!xw_graph_edges(graph, source, &row)) {
        return false;
    }
    xw_row pair = xw_graph_edges_to(graph, row, target);
    uint32_t before = mapping - graph->mapping_rows[source];
    bool is_only = count_outgoing(graph, pair.begin, pair.end) == 1;
    uint32_t nth =
        is_only ? 0 : before - count_outgoing(graph, row.begin, pair.begin);
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        if (!is_inverted(graph, e) && nth-- == 0) {
            *out = e;
            return target < graph->control_count;
        }
    }
    return false;
}

xw_status
xw_graph_step(const xw_graph *graph, const xw_step *step, xw_mapping_info *out,
              xw_error *err)
{
    uint32_t source = step->inverted ? step->target.i : step->source.i;
    uint32_t target = step->inverted ? step->source.i : step->target.i;
    uint32_t edge;
    if (step->kind != XW_STEP_MAPPING || source >= graph->control_count ||
        step->mapping.i >= graph->mapping_count) {
        return xw_fail(err, XW_E_ARG, "step is by no mapping of this graph");
    }
    if (!find_outgoing_to(graph, source, target, step->mapping.i, &edge)) {
        return xw_graph_damaged(err, "a mapping is in no row");
    }
    return describe(graph, step->mapping.i, source, edge, out, err);
}

uint32_t
xw_graph_link_count(const xw_graph *graph, xw_control control)
{
    xw_row row;
    return control.i < graph->control_count &&
                   xw_graph_edges(graph, control.i, &row)
               ? row.end - row.begin
               : 0;
}

xw_status
xw_graph_link(const xw_graph *graph, xw_control control, uint32_t index,
              xw_link *out, xw_error *err)
{
    if (index >= xw_graph_link_count(graph, control)) {
        return xw_fail(err, XW_E_ARG, "control has no such link");
    }
    uint32_t edge = graph->edge_rows[control.i] + index;
    uint32_t other = graph->edge_targets[edge];
    if (other >= graph->control_count) {
        return xw_graph_damaged(err, "a mapping has no target");
    }
    xw_mapping mapping;
    xw_status st = xw_graph_mapping_of(graph, control.i, edge, &mapping, err);
    if (!st) {
        *out = (xw_link){ .other = { other },
                          .mapping = mapping,
                          .inverted = is_inverted(graph, edge) };
    }
    return st;
}
