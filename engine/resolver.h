/* resolver.h - what the parts of reference.c share: the resolver, and the
 * controls, frameworks or scopes that a name may mean. */
#ifndef XW_ENGINE_RESOLVER_H
#define XW_ENGINE_RESOLVER_H

#include "graph.h"
#include "reference_forms.h"
#include "sorted_names.h"

#include <xw/reference.h>

enum { XW_NEAREST_MOST = 8, XW_RECALLED = 4096 };

/** Ids of one kind that a name may mean, in the order they were found. */
typedef struct xw_candidates {
    uint32_t ids[XW_NEAREST_MOST];
    size_t count; /**< of those kept */
} xw_candidates;

/** Keep `id`, once, while there is room. */
void xw_candidates_add(xw_candidates *candidates, uint32_t id);

/** Something near to what was asked for; `scope` and `control` are XW_NONE
 *  where it is none. */
typedef struct xw_near {
    uint32_t framework, scope, control;
    uint32_t distance;
} xw_near;

struct xw_resolver {
    const xw_graph *graph;
    xw_forms *forms;         /**< NULL before first use */
    xw_sorted_names *normal; /**< [framework_count], each filled when needed,
                                  of control ids; NULL before first use */
    bool *has_normal;        /**< [framework_count] likewise */
    uint16_t recalled[XW_RECALLED]; /**< by hash of its id, the framework found
                                         last; of this graph or not */

    xw_near near[XW_NEAREST_MOST]; /**< [near_count] nearest first */
    size_t near_count;
    char *near_text; /**< [near_count] strings, each with its NUL, or NULL */
};

/* ---- Finding, in reference_framework.c and reference_control.c ---------- */

/** The framework of exactly this id, or XW_NONE.  O(log frameworks). */
uint32_t xw_framework_find(const xw_graph *graph, xw_string id);

/** The same, and soon again in O(id.len). */
uint32_t xw_framework_recall(xw_resolver *resolver, xw_string id);

/** The one framework that a name means.
 *
 *  @retval XW_NOT_FOUND  `candidates` has those it may mean, or is empty.
 *
 *  O(frameworks). */
xw_status xw_framework_named(const xw_graph *graph, xw_string name,
                             uint32_t *out, xw_candidates *candidates);

/** A scope of a framework: exactly, else the one that is the same but for
 *  case.  XW_NONE for none.  O(scopes). */
uint32_t xw_scope_named(const xw_graph *graph, uint32_t framework,
                        xw_string name);

/** The control of a framework of exactly this id, or XW_NONE.  O(id.len). */
uint32_t xw_control_find(const xw_graph *graph, uint32_t framework,
                         xw_string id);

/** Likewise, or the only one that is the same but for case. */
uint32_t xw_control_find_folded(const xw_graph *graph, uint32_t framework,
                                xw_string id);

/** The one control of a framework that an id means.
 *
 *  @retval XW_NOT_FOUND  As above.
 *  @retval XW_E_NOMEM */
xw_status xw_control_named(xw_resolver *resolver, uint32_t framework,
                           xw_string id, uint32_t *out,
                           xw_candidates *candidates);

/* ---- Suggesting, in reference_nearest.c: each sets resolver->near ------- */

void xw_nearest_frameworks(xw_resolver *resolver, xw_string name);
void xw_nearest_scopes(xw_resolver *resolver, uint32_t framework,
                       xw_string name);
void xw_nearest_controls(xw_resolver *resolver, uint32_t framework,
                         xw_string id);

/** Controls of this id, but for case, in any framework. */
void xw_nearest_anywhere(xw_resolver *resolver, xw_string id);

/** Put `id` into those frameworks in resolver->near that have it, and forget
 *  the others; if none has it, keep all. */
void xw_nearest_put_control(xw_resolver *resolver, xw_string id);

/** As snprintf, of the reference to it. */
size_t xw_near_write(const xw_graph *graph, const xw_near *near, char *out,
                     size_t size);

/** Set near_text from near.
 *  @retval XW_E_NOMEM  There are none any more. */
xw_status xw_nearest_write(xw_resolver *resolver);

/* ---- Failing, in reference_failure.c ------------------------------------ */

typedef enum xw_fault {
    XW_FAULT_UNKNOWN_FRAMEWORK,
    XW_FAULT_AMBIGUOUS_FRAMEWORK,
    XW_FAULT_UNKNOWN_SCOPE,
    XW_FAULT_NO_COLON,
    XW_FAULT_UNKNOWN_CONTROL,
    XW_FAULT_AMBIGUOUS_CONTROL,
    XW_FAULT_OUTSIDE_OF_SCOPE
} xw_fault;

/* Why a reference names nothing. */
typedef struct xw_failure {
    xw_fault fault;
    xw_string text;           /* what is at fault */
    xw_string control;        /* what stands after an unknown framework */
    xw_selection selection;   /* what is known */
    xw_candidates candidates; /* of what is ambiguous or outside */
} xw_failure;

/** Suggest what is near and say what is wrong.
 *  @retval XW_NOT_FOUND
 *  @retval XW_E_NOMEM */
xw_status xw_failure_report(xw_resolver *resolver, const xw_failure *why,
                            xw_error *err);

#endif
