/* joint_rules.h - set-valued maps as Horn rules.
 *
 * A rule has two sides.  Forward, its sources together cover each target
 * (superset_of, equal); backward, its targets together cover each source
 * (subset_of, equal).  A covering side of one control needs no rule: there the
 * pairs carry all that the map says. */
#ifndef XW_ENGINE_JOINT_RULES_H
#define XW_ENGINE_JOINT_RULES_H

#include "graph.h"

typedef struct xw_joint_rules {
    uint32_t *rows;  /**< [control_count + 1] */
    uint32_t *sides; /**< by control: the sides that it is a premise of */
} xw_joint_rules;

/** One way to read a rule: all `premises` satisfied, each conclusion is. */
typedef struct xw_rule_side {
    const uint32_t *premises, *conclusions;
    size_t premise_count, conclusion_count;
    uint32_t rule;
    bool topic;
} xw_rule_side;

/** Index the premises of all rules, from nothing.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *  O(controls + members of rules). */
xw_status xw_joint_rules_fill(xw_joint_rules *rules, const xw_graph *graph,
                              xw_error *err);
void xw_joint_rules_clear(xw_joint_rules *rules);

/** A side by its number, 2 * rule + (1 if backward). */
xw_status xw_joint_rules_side(const xw_graph *graph, uint32_t side,
                              xw_rule_side *out, xw_error *err);

/** Whether the map of a side still stands between its premises and one of its
 *  conclusions: no pair of them is replaced by a set of higher precedence, or
 *  left out by `rationales`.
 *  O(rows of the premises). */
xw_status xw_joint_rules_stands(const xw_graph *graph, const xw_rule_side *side,
                                uint32_t conclusion, uint32_t rationales,
                                bool *out, xw_error *err);

/** Whether a side concludes anything. */
bool xw_joint_rules_any(const xw_graph *graph);

#endif
