/* plan_group.h - tests joined into sessions, while they are. */
#ifndef XW_ENGINE_PLAN_GROUP_H
#define XW_ENGINE_PLAN_GROUP_H

#include "plan.h"
#include "plan_clause.h"

enum { XW_PLAN_DEPTH_MOST = 16 }; /**< headings above a control looked at */

/** Requirements being joined: sets of them, as trees of links to a root, which
 * is the first of its set. */
typedef struct xw_grouping {
    const xw_plan *plan;
    uint32_t count;
    bool *in;        /**< [count] it takes part */
    uint32_t *link;  /**< [count] */
    uint64_t *cost;  /**< [count] of a root's set */
    bool *is_mixed;  /**< [count] a root's set is of several frameworks */
    uint8_t *theme;  /**< [count] of a root's set, an xw_theme */
    uint8_t *clause; /**< [count] of a root's set, or 0 */
    xw_clause_place *places; /**< [count] */
    uint32_t *open;    /**< [control_count] root that goes on being filled */
    xw_touch *touches; /**< [touch_count] the most in common first */
    size_t touch_count;
} xw_grouping;

/** The first of the set that a requirement is in. */
uint32_t xw_grouping_root(xw_grouping *grouping, uint32_t requirement);

/** How many sets there are. */
uint32_t xw_grouping_count(const xw_grouping *grouping);

/** The control so many links above one; XW_NONE when there is none, or `parts`
 *  is set and some link is to a heading. */
uint32_t xw_plan_above(const xw_graph *graph, uint32_t control, unsigned height,
                       bool parts);

/** Order the sets, name them, and make them the sessions of a plan.
 *  @retval XW_E_NOMEM */
xw_status xw_plan_fill_sessions(xw_grouping *grouping, xw_plan *plan,
                                xw_error *err);

#endif
