/* assess.h - what an assessment is made of. */
#ifndef XW_ENGINE_ASSESS_H
#define XW_ENGINE_ASSESS_H

#include "closure.h"

#include <xw/assess.h>

/** What a result says of a control in some relation to its own. */
typedef struct xw_interval {
    xw_result lower, upper;
} xw_interval;

/** The table of xw/assess.h: `relation` is of the result's control to the
 *  other.  The weakest entry of its members holds. */
xw_interval xw_interval_carry(xw_result result, xw_relation relation);

/** The mask ids, as walked from the other control, that alone bound it at least
 *  as tightly as `value` does. */
xw_mask_set xw_interval_masks(xw_result result, xw_bound bound,
                              xw_result value);

struct xw_assessment {
    const xw_graph *graph;
    xw_scratch *scratch;
    xw_closure *closure;  /**< of what is compliant; NULL: nothing joins */
    xw_assessed *results; /**< [result_count] as given */
    size_t result_count;
    uint32_t *order;         /**< [result_count] by control, then as given */
    uint32_t *rows;          /**< [control_count + 1] of that order */
    xw_control_set assessed; /**< controls with results that can be carried */
    xw_control_set wanted;
    uint32_t max_hops, rationales;
    bool accept_topic, accept_related;

    xw_carried *items; /**< [item_count] */
    size_t item_count;
    xw_review_item *review; /**< [review_count] */
    size_t review_count, review_cap;
};

/** Whether a result says something of other controls. */
static inline bool
xw_result_is_carried(xw_result result)
{
    return result <= XW_COMPLIANT;
}

/** Ask how the controls of `into` stand to `control`; see xw_map_decide. */
xw_status xw_assess_ask(const xw_assessment *assessment, xw_scratch *scratch,
                        uint32_t control, const xw_selection *into,
                        size_t into_count, xw_error *err);

/** How a control with a result stands to the one asked after. */
typedef struct xw_evidence {
    uint32_t control;
    xw_search_kind strict;  /**< the search over edges that count in full */
    xw_search_kind topical; /**< and over those that count as to the topic */
    xw_relation relation;   /**< by `strict`, to the one asked after */
    bool touches;           /**< by `topical`, they have something in common */
} xw_evidence;

/** What the scratch, just asked, knows by the answer of a draft.  Nothing where
 *  evidence contradicts itself or is disputed. */
xw_status xw_assess_weigh(const xw_assessment *assessment, xw_scratch *scratch,
                          const xw_answer *answer, xw_evidence *out,
                          xw_error *err);

/** What a result says by that evidence; `*topic`: as to the topic only. */
xw_interval xw_assess_interval(const xw_evidence *evidence, xw_result result,
                               bool *topic);

/** Find the bounds of an item, whose control is set.  For many threads, each
 *  with a scratch of its own. */
xw_status xw_assess_bound(const xw_assessment *assessment, xw_scratch *scratch,
                          xw_carried *item, xw_error *err);

#endif
