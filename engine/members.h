/* members.h - which controls a selection means, in order. */
#ifndef XW_ENGINE_MEMBERS_H
#define XW_ENGINE_MEMBERS_H

#include "graph.h"

typedef struct xw_members {
    const uint32_t *items; /**< [count] sorted; NULL for all of the framework */
    size_t count;
} xw_members;

/** The index of the first of a sorted array that is not below `value`. */
static inline size_t
xw_lower_bound(const uint32_t *sorted, size_t count, uint32_t value)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (sorted[middle] < value) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    return low;
}

/** @retval XW_E_ARG  The scope is of another framework. */
xw_status xw_members_of(const xw_graph *graph, const xw_selection *selection,
                        xw_members *out, xw_error *err);

/** Whether a control of the selection's framework is one of them. */
static inline bool
xw_members_have(const xw_members *members, uint32_t control)
{
    if (!members->items) {
        return true;
    }
    size_t at = xw_lower_bound(members->items, members->count, control);
    return at < members->count && members->items[at] == control;
}

#endif
