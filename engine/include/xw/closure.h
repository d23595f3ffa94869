/* xw/closure.h - what a set of implemented controls satisfies together: public
 * API.
 *
 * A map of one control to another answers for that control alone (xw_map).  A
 * set-valued map says more: "A1 and A2 together cover B" lets whoever has
 * implemented both count B as satisfied.  The closure chains such maps forward:
 *
 *   entailed   a single control satisfies another, by a walk of at most
 *              `max_hops` mappings, as xw_map decides it;
 *   joined     all controls of the covering side of a set-valued map are
 *              satisfied, so those of the other side are (superset_of: sources
 *              cover targets; subset_of: targets cover sources; equal: both);
 *   completed  all parts of a control declared complete are satisfied, so it is.
 *
 * What is joined or completed counts as implemented from there on, and walks of
 * `max_hops` mappings begin anew at it; what is merely entailed does not, so
 * that without set-valued maps the closure says just what xw_map says. */
#ifndef XW_CLOSURE_H
#define XW_CLOSURE_H

#include <xw/query.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Frameworks, scopes of them, and single controls, taken together. */
typedef struct xw_choice {
    const xw_selection *selections; /**< [selection_count] */
    size_t selection_count;
    const xw_control *controls; /**< [control_count] */
    size_t control_count;
} xw_choice;

/** What the best evidence for an answer cannot do without.  Evidence with none
 *  of these marks counts in any share; the order of preference is undisputed
 *  first, then stated, then of requirement level. */
typedef struct xw_marks {
    bool topic;    /**< a mapping that claims the topic only */
    bool related;  /**< a mapping whose kind the publisher does not say */
    bool disputed; /**< an answer that other evidence gainsays */
} xw_marks;

typedef struct xw_closure_request {
    size_t size; /**< sizeof(xw_closure_request) */
    xw_choice implemented;
    xw_choice into;      /**< where conclusions are wanted; nothing: anywhere */
    uint32_t max_hops;   /**< 1 .. XW_HOPS_MOST; 0: XW_HOPS_DEFAULT */
    uint32_t rationales; /**< as in xw_map_request */
} xw_closure_request;

#define XW_CLOSURE_REQUEST_INIT            \
    {                                      \
        .size = sizeof(xw_closure_request) \
    }

typedef struct xw_closure xw_closure;

/** Chain forward until nothing follows.
 *
 *  @retval XW_E_ARG  A member of the request is out of its range.
 *  @retval XW_E_NOMEM
 *
 *  One search for each control implemented, joined or completed.  The graph
 *  must outlive the closure. */
XW_API xw_status xw_closure_new(const xw_graph *graph,
                                const xw_closure_request *request,
                                xw_closure **out, xw_error *err);
XW_API void xw_closure_free(xw_closure *closure);

typedef struct xw_satisfaction {
    xw_marks marks;
    bool implemented; /**< it is one of those implemented itself */
    bool joint; /**< not by any single control: a map was joined or a whole
                     completed on the way */
} xw_satisfaction;

/** Whether a control, of `into` when that was given, is satisfied.
 *
 *  @retval XW_NOT_FOUND  It is not; `err` is untouched.
 *  @retval XW_E_ARG
 *
 *  O(1). */
XW_API xw_status xw_closure_find(const xw_closure *closure, xw_control control,
                                 xw_satisfaction *out, xw_error *err);

typedef enum xw_firing_kind {
    XW_FIRING_IMPLEMENTED = 0, /**< no premises */
    XW_FIRING_ENTAILED = 1,    /**< one premise, and a walk from it */
    XW_FIRING_JOINED = 2,      /**< the covering side of `rule` */
    XW_FIRING_COMPLETED = 3    /**< its parts */
} xw_firing_kind;

typedef struct xw_firing {
    xw_firing_kind kind;
    xw_control control;       /**< satisfied by it */
    const uint32_t *premises; /**< [premise_count] control ids */
    size_t premise_count;
    uint32_t rule; /**< set-valued map, or XW_NONE */
    xw_walk walk;  /**< from the premise; empty but for ENTAILED */
} xw_firing;

/** Why a control is satisfied: each firing after those of its premises, the
 *  last one for the control itself.  Borrowed until the next proof.
 *
 *  @retval XW_NOT_FOUND  It is not satisfied; `err` is untouched.
 *  @retval XW_E_NOMEM
 *
 *  One search for each walk. */
XW_API xw_status xw_closure_prove(xw_closure *closure, xw_control control,
                                  const xw_firing **out, size_t *count,
                                  xw_error *err);

#ifdef __cplusplus
}
#endif

#endif /* XW_CLOSURE_H */
