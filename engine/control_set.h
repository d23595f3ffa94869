/* control_set.h - a set of controls of one graph, and the frameworks that it
 * has members of. */
#ifndef XW_ENGINE_CONTROL_SET_H
#define XW_ENGINE_CONTROL_SET_H

#include "graph.h"

#include <xw/closure.h>

typedef struct xw_control_set {
    uint64_t *words;          /**< a bit for each control */
    xw_selection *frameworks; /**< [framework_count] whole ones, ascending */
    size_t framework_count;
} xw_control_set;

/** Fill in, from nothing, what `choice` names.
 *  @retval XW_E_ARG  It names what is not of this graph.
 *  @retval XW_E_NOMEM
 *  On failure too, xw_control_set_clear is safe, and due. */
xw_status xw_control_set_fill(xw_control_set *set, const xw_graph *graph,
                              const xw_choice *choice, xw_error *err);

/** The same, but only of what counts: of frameworks and scopes their members,
 *  and for a single control that does not count, those below it. */
xw_status xw_control_set_fill_counting(xw_control_set *set,
                                       const xw_graph *graph,
                                       const xw_choice *choice, xw_error *err);

/** Add, for each member that does not count, what counts below it. */
void xw_control_set_expand(xw_control_set *set, const xw_graph *graph);

/** Add what is in `other`. */
void xw_control_set_merge(xw_control_set *set, const xw_graph *graph,
                          const xw_control_set *other);

/** Keep of `set` only what is in `other`. */
void xw_control_set_restrict(xw_control_set *set, const xw_graph *graph,
                             const xw_control_set *other);

void xw_control_set_clear(xw_control_set *set);

static inline bool
xw_control_set_has(const xw_control_set *set, uint32_t control)
{
    return set->words[control / 64] >> control % 64 & 1U;
}

static inline void
xw_control_set_add(xw_control_set *set, uint32_t control)
{
    set->words[control / 64] |= UINT64_C(1) << control % 64;
}

/** List again of which frameworks `set` has members, after adding some. */
void xw_control_set_list(xw_control_set *set, const xw_graph *graph);

#endif
