#include "joint_rules.h"

#include "alloc.h"
#include "error.h"

/* ---- Sides ------------------------------------------------------------------ */

static bool
covers(xw_relationship relationship, bool backward)
{
    return relationship == XW_EQUAL ||
           relationship == (backward ? XW_SUBSET_OF : XW_SUPERSET_OF);
}

xw_status
xw_joint_rules_side(const xw_graph *graph, uint32_t side, xw_rule_side *out,
                    xw_error *err)
{
    xw_rule_info rule;
    xw_set_info set;
    xw_status st = xw_graph_rule(graph, side / 2, &rule, err);
    if (!st) {
        st = xw_graph_set(graph, rule.set, &set, err);
    }
    if (st) {
        return st;
    }
    bool backward = side % 2;
    bool concludes = covers(rule.relationship, backward);
    *out = (xw_rule_side){
        .premises = backward ? rule.targets : rule.sources,
        .premise_count = backward ? rule.target_count : rule.source_count,
        .conclusions = backward ? rule.sources : rule.targets,
        .conclusion_count = backward ? rule.source_count : rule.target_count,
        .rule = side / 2,
        .topic = set.claim == XW_CLAIM_TOPIC,
    };
    if (!concludes || out->premise_count < 2) {
        out->premise_count = out->conclusion_count = 0;
    }
    return XW_OK;
}

bool
xw_joint_rules_any(const xw_graph *graph)
{
    for (uint32_t side = 0; side < 2 * graph->rule_count; ++side) {
        xw_rule_side read;
        if (xw_joint_rules_side(graph, side, &read, NULL) ||
            read.conclusion_count) {
            return true; /* damage is for whoever reads on to report */
        }
    }
    return false;
}

/* ---- The index --------------------------------------------------------------- */

/* Count the premises of a side into the rows, or once these are ends of rows
 * from the back, list it at each. */
static void
enter(xw_joint_rules *rules, const xw_rule_side *side, uint32_t number)
{
    for (size_t p = 0; p < side->premise_count; ++p) {
        uint32_t *row = &rules->rows[side->premises[p]];
        if (rules->sides) {
            rules->sides[--*row] = number;
        } else {
            ++*row;
        }
    }
}

static xw_status
enter_all(xw_joint_rules *rules, const xw_graph *graph, xw_error *err)
{
    xw_status st = XW_OK;
    for (uint32_t side = 2 * graph->rule_count; side-- > 0 && !st;) {
        xw_rule_side read;
        st = xw_joint_rules_side(graph, side, &read, err);
        if (!st) {
            enter(rules, &read, side);
        }
    }
    return st;
}

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for set-valued maps");
}

xw_status
xw_joint_rules_fill(xw_joint_rules *rules, const xw_graph *graph, xw_error *err)
{
    size_t rows = (size_t)graph->control_count + 1;
    *rules = (xw_joint_rules){
        .rows = xw_alloc_zeroed(rows, sizeof *rules->rows),
    };
    if (!rules->rows) {
        return out_of_memory(err);
    }
    xw_status st = enter_all(rules, graph, err);
    for (size_t c = 1; c < rows; ++c) {
        rules->rows[c] += rules->rows[c - 1];
    }
    uint32_t *sides =
        xw_alloc_zeroed(rules->rows[rows - 1], sizeof *rules->sides);
    rules->sides = sides;
    if (!sides) {
        return out_of_memory(err);
    }
    return st ? st : enter_all(rules, graph, err);
}

void
xw_joint_rules_clear(xw_joint_rules *rules)
{
    xw_alloc_free(rules->rows);
    xw_alloc_free(rules->sides);
    *rules = (xw_joint_rules){ 0 };
}

/* ---- Whether one stands ------------------------------------------------------ */

static bool
is_of_class(uint32_t rationales, xw_rationale rationale)
{
    return !rationales || (rationales >> rationale & 1U);
}

static xw_status
stands_between(const xw_graph *graph, const xw_control pair[2], uint32_t rule,
               uint32_t rationales, bool *out, xw_error *err)
{
    *out = false;
    xw_row row;
    if (!xw_graph_edges(graph, pair[0].i, &row)) {
        return xw_graph_damaged(err, "half-edges or runs out of range");
    }
    row = xw_graph_edges_to(graph, row, pair[1].i);
    for (uint32_t e = row.begin; e < row.end && !*out; ++e) {
        xw_mapping mapping;
        xw_mapping_info info;
        xw_status st = xw_graph_mapping_of(graph, pair[0].i, e, &mapping, err);
        if (!st) {
            st = xw_graph_mapping(graph, mapping, &info, err);
        }
        if (st) {
            return st;
        }
        *out = info.rule == rule && !info.replaced &&
               is_of_class(rationales, info.rationale);
    }
    return XW_OK;
}

xw_status
xw_joint_rules_stands(const xw_graph *graph, const xw_rule_side *side,
                      uint32_t conclusion, uint32_t rationales, bool *out,
                      xw_error *err)
{
    bool stands = true;
    xw_status st = XW_OK;
    for (size_t p = 0; p < side->premise_count && stands && !st; ++p) {
        const xw_control pair[] = { { side->premises[p] }, { conclusion } };
        st = stands_between(graph, pair, side->rule, rationales, &stands, err);
    }
    *out = stands && !st;
    return st;
}
