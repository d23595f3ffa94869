/* xw/assess.h - assessment results carried to other frameworks: public API.
 *
 * A result of one control bounds that of another as far as the relation between
 * the two lets it: being compliant goes down to what a control covers, failing
 * goes up to what covers it.  What is known of the other control is an interval
 * of results; an unknown result is the whole interval.
 *
 *   result of A          A EQ C         A SUP C    A SUB C     A INT C
 *   compliant            compliant      compliant  >= partial  >= partial
 *   partially_compliant  partially      unknown    partially   unknown
 *   non_compliant        non_compliant  unknown    <= partial  unknown
 *
 * Where a relation has several members, the weakest entry holds.  Only evidence
 * that is stated, undisputed and of requirement level counts, but through a
 * topic being compliant still gives at least partial.  not_applicable is never
 * carried: excluding one control says nothing about another. */
#ifndef XW_ASSESS_H
#define XW_ASSESS_H

#include <xw/closure.h>
#include <xw/query.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The first three are in order. */
typedef enum xw_result {
    XW_NON_COMPLIANT = 0, /**< at least one demand fails */
    XW_PARTIALLY_COMPLIANT = 1,
    XW_COMPLIANT = 2,
    XW_NOT_APPLICABLE = 3,
    XW_NOT_ASSESSED = 4,
    XW_RESULT_COUNT = 5
} xw_result;

/** "non_compliant", "partially_compliant", "compliant", "not_applicable",
 *  "not_assessed". */
XW_API const char *xw_result_name(xw_result result);

/** The result of that name.  @retval XW_NOT_FOUND */
XW_API xw_status xw_result_parse(const char *name, size_t len, xw_result *out);

typedef struct xw_assessed {
    xw_control control;
    xw_result result;
} xw_assessed;

typedef struct xw_assess_request {
    size_t size;                /**< sizeof(xw_assess_request) */
    const xw_assessed *results; /**< [result_count] in any order */
    size_t result_count;
    /** A single control that is not assessable stands for the assessable ones
     *  below it. */
    xw_choice to;
    uint32_t max_hops;   /**< 1 .. XW_HOPS_MOST; 0: XW_HOPS_DEFAULT */
    uint32_t rationales; /**< as in xw_map_request */
    bool accept_topic;   /**< take topic claims for claims of requirements */
    bool accept_related; /**< and unlabelled mappings for stated ones */
    uint32_t threads;    /**< 0: one for each processor */
    xw_progress_fn progress; /**< told in controls of `to`; or NULL */
    void *payload;           /**< for `progress` */
} xw_assess_request;

#define XW_ASSESS_REQUEST_INIT            \
    {                                     \
        .size = sizeof(xw_assess_request) \
    }

/** What results say of one control. */
typedef struct xw_carried {
    xw_control control;
    xw_result lower, upper; /**< lower above upper: results conflict */
    /** Which result bounds it, of those with the shortest proof the first in
     *  document order; XW_NONE: none, or several together. */
    uint32_t lower_by, upper_by;
    bool joint;   /**< several compliant ones together give `lower` */
    bool topic;   /**< `lower` is through a topic */
    uint32_t own; /**< the control's own result, or XW_NONE */
} xw_carried;

/** A result that is not applicable, and a control that it would have met. */
typedef struct xw_review_item {
    uint32_t result;
    xw_control control; /**< .i is XW_NONE: it touches none */
} xw_review_item;

typedef struct xw_assessment xw_assessment;

/** Carry results to whatever counts of `to`.  The graph must outlive the
 *  assessment.
 *
 *  @retval XW_E_ARG  A member of the request is out of its range.
 *  @retval XW_E_NOMEM
 *
 *  At most four searches for each control of `to`. */
XW_API xw_status xw_assessment_new(const xw_graph *graph,
                                   const xw_assess_request *request,
                                   xw_assessment **out, xw_error *err);
XW_API void xw_assessment_free(xw_assessment *assessment);

/** Borrowed: [count] of every control of `to` that counts, in the order of the
 *  graph. */
XW_API const xw_carried *xw_assessment_items(const xw_assessment *assessment,
                                             size_t *count);

/** Borrowed: [count] what to look at by hand, by result, then control. */
XW_API const xw_review_item *
xw_assessment_review(const xw_assessment *assessment, size_t *count);

typedef enum xw_bound { XW_LOWER = 0, XW_UPPER = 1 } xw_bound;

/** Why a bound holds.  Walks lead from the control of the result; both are empty
 *  where it is the control's own. */
typedef struct xw_bound_proof {
    uint32_t result; /**< index of it, or XW_NONE where it is joint */
    xw_walk walk;
    xw_walk
        also; /**< where it takes two walks: equal, by subset and superset */
    const xw_firing *firings; /**< [firing_count] of a joint one */
    size_t firing_count;
} xw_bound_proof;

/** Prove a bound of item `item`.  Borrowed until the next proof.
 *
 *  @retval XW_NOT_FOUND  Nothing bounds it on that side.
 *  @retval XW_E_ARG
 *
 *  At most two searches. */
XW_API xw_status xw_assessment_prove(xw_assessment *assessment, size_t item,
                                     xw_bound bound, xw_bound_proof *out,
                                     xw_error *err);

#ifdef __cplusplus
}
#endif

#endif /* XW_ASSESS_H */
