/* xw/reach.h - how one control stands to those of one framework, without
 * proofs: public API.
 *
 * What xw_map answers with walks, marks and scores, in a fraction of its time:
 * the best strength of a walk to each control of the framework, or the verdict
 * on each.  For batches and for questions over whole frameworks. */
#ifndef XW_REACH_H
#define XW_REACH_H

#include <xw/query.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What many questions to one graph share: an index of the controls with the
 *  most mappings.  It changes no answer.  Immutable; share it freely. */
typedef struct xw_accelerator xw_accelerator;

/** Make one.  The graph must outlive it.
 *
 *  @param threads  0: one for each processor.
 *  @retval XW_E_NOMEM
 *
 *  O(mappings + hubs * frameworks), of at most 8,192 hubs; memory as
 *  xw_accelerator_bytes tells. */
XW_API xw_status xw_accelerator_new(const xw_graph *graph, uint32_t threads,
                                    xw_accelerator **out, xw_error *err);
XW_API void xw_accelerator_free(xw_accelerator *accelerator);
XW_API size_t xw_accelerator_bytes(const xw_accelerator *accelerator);

typedef struct xw_reach_request {
    size_t size; /**< sizeof(xw_reach_request) */
    xw_control control;
    xw_direction direction; /**< of verdicts */
    xw_framework into;
    uint32_t max_hops;   /**< 1 .. XW_HOPS_MOST; 0: XW_HOPS_DEFAULT */
    uint32_t rationales; /**< as in xw_map_request */
    const xw_accelerator *accelerator; /**< of the same graph, or NULL */
} xw_reach_request;

#define XW_REACH_REQUEST_INIT            \
    {                                    \
        .size = sizeof(xw_reach_request) \
    }

/** The strongest walk to a control.  A mapping without strength is weaker than
 *  one of strength 0, and part links weaken nothing. */
typedef struct xw_strongest {
    xw_control control;
    uint32_t strength; /**< least along it, XW_STRENGTH_NONE if any mapping of
                            it has none; XW_STRENGTH_MOST for part links only */
} xw_strongest;

/** For each control of a framework that some walk of at most `max_hops`
 *  mappings reaches: the best that the least strength along one can be.  In
 *  document order, without the control asked after; borrowed from the scratch
 *  until its next use.
 *
 *  @retval XW_E_ARG  A member of the request is out of its range.
 *  @retval XW_E_NOMEM
 *
 *  O(edges within `max_hops` that lead to `into`). */
XW_API xw_status xw_reach_strengths(xw_scratch *scratch,
                                    const xw_reach_request *request,
                                    const xw_strongest **out, size_t *count,
                                    xw_error *err);

/** What is known of a control: as an xw_answer of xw_map says it. */
typedef struct xw_judged {
    xw_control control;
    xw_verdict verdict;
    xw_relation relation;
    bool disputed; /**< by walks; gap records are not looked at */
} xw_judged;

/** The verdict on each control of a framework that some walk reaches; else as
 *  xw_reach_strengths. */
XW_API xw_status xw_reach_verdicts(xw_scratch *scratch,
                                   const xw_reach_request *request,
                                   const xw_judged **out, size_t *count,
                                   xw_error *err);

typedef struct xw_connection_request {
    size_t size; /**< sizeof(xw_connection_request) */
    xw_framework want;
    const xw_framework *have; /**< [have_count] */
    size_t have_count;
    uint32_t max_hops;   /**< 1 .. XW_HOPS_MOST; 0: XW_HOPS_DEFAULT */
    uint32_t rationales; /**< as in xw_map_request */
    const xw_accelerator *accelerator; /**< of the same graph, or NULL */
} xw_connection_request;

#define XW_CONNECTION_REQUEST_INIT            \
    {                                         \
        .size = sizeof(xw_connection_request) \
    }

/** The controls of a framework that count (assessable, not withdrawn) and that
 *  walks lead to from any of some others.  It entails nothing: what others call
 *  mapped, and the most that a coverage (xw/coverage.h) can come to.  In
 *  document order, borrowed from the scratch until its next use.
 *
 *  @retval XW_E_ARG  A member of the request is out of its range.
 *  @retval XW_E_NOMEM
 *
 *  O(mappings of `want` * log frameworks) for two hops, but for graphs with
 *  part links and for more: a search for each control and framework. */
XW_API xw_status xw_reach_connected(xw_scratch *scratch,
                                    const xw_connection_request *request,
                                    const xw_control **out, size_t *count,
                                    xw_error *err);

#ifdef __cplusplus
}
#endif

#endif /* XW_REACH_H */
