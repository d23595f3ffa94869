/* plan.h - what a plan is made of. */
#ifndef XW_ENGINE_PLAN_H
#define XW_ENGINE_PLAN_H

#include "control_set.h"
#include "lists.h"

#include <xw/plan.h>

/** How two requirements touch. */
typedef struct xw_touch {
    uint32_t a, b;   /**< requirements, a < b */
    uint32_t weight; /**< how much they have in common: more is more */
} xw_touch;

/** Chaining forward over rows: controls that something follows from or that
 *  something is wanted of.  The first rows are the requirements, in order. */
typedef struct xw_plan_facts {
    uint32_t *rows; /**< [row_count] controls */
    uint32_t row_count, requirement_count;
    uint32_t *row_of; /**< [control_count] or XW_NONE */

    /** Of each source: the rows that it satisfies, itself too if it is one.
     *  The first sources are the requirements, then come compliant controls,
     *  then what is joined or completed. */
    xw_lists satisfied;
    uint32_t compliant_count;
    xw_lists premises, conclusions; /**< of each rule: rows */

    xw_touch *touches; /**< [touch_count] by a, then b */
    size_t touch_count, touch_cap;
} xw_plan_facts;

struct xw_plan {
    const xw_graph *graph;
    uint32_t max_hops, rationales, threads;
    bool accept_topic, accept_related, carry;
    uint64_t session_most, effort;

    xw_control_set scope; /**< the requirements, before any left by results */
    uint32_t *left;       /**< [left_count] those that are not out by results */
    uint32_t left_count;
    uint64_t *costs;     /**< [left_count] */
    uint32_t *compliant; /**< [compliant_count] controls, ascending */
    uint32_t compliant_count;

    xw_plan_facts facts;
    xw_plan_totals totals;
    xw_planned *items; /**< [totals.items] */
    xw_spared *spared; /**< [spared_count] */
    uint32_t spared_count;
    xw_plan_session *sessions; /**< [totals.sessions] */

    /* What the above borrow from. */
    xw_lists covers, by, members;
};

/** Ask the graph what follows from what.
 *  @retval XW_E_NOMEM
 *  One search for each source. */
xw_status xw_plan_find_facts(xw_plan *plan, xw_error *err);
void xw_plan_facts_clear(xw_plan_facts *facts);

/** Choose tests, and tell which requirements they spare.
 *  @retval XW_E_NOMEM */
xw_status xw_plan_choose(xw_plan *plan, xw_error *err);

/** Group the chosen tests into sessions, and count those of separate audits.
 *  @retval XW_E_NOMEM */
xw_status xw_plan_group(xw_plan *plan, xw_error *err);

#endif
