/* doubt_list.h - doubts as they are found, kind by kind. */
#ifndef XW_ENGINE_DOUBT_LIST_H
#define XW_ENGINE_DOUBT_LIST_H

#include <xw/check.h>

/** Those of each kind are listed up to the limit, and counted past it. */
typedef struct xw_doubt_list {
    xw_doubt *items; /**< [count] */
    size_t count, cap;
    xw_control *controls; /**< of all items, one after the other */
    size_t control_count, control_cap;
    uint32_t limit;
    uint64_t totals[XW_DOUBT_KIND_COUNT];
} xw_doubt_list;

/** Add one.  Its controls are borrowed for the call only.
 *  @retval XW_E_NOMEM  The list is unchanged. */
xw_status xw_doubt_list_add(xw_doubt_list *list, const xw_doubt *doubt,
                            xw_error *err);

/** Point the items to their controls, when no more are added. */
void xw_doubt_list_attach(xw_doubt_list *list);
void xw_doubt_list_clear(xw_doubt_list *list);

#endif
