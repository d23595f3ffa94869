/* amounts.h - amounts by control, of which few are not 0. */
#ifndef XW_ENGINE_AMOUNTS_H
#define XW_ENGINE_AMOUNTS_H

#include <xw/xw.h>

/** Begins as all zeros, without memory. */
typedef struct xw_amounts {
    double *of;        /**< [control_count] */
    uint32_t *touched; /**< [count] those that are not 0, in no order */
    size_t count, cap;
} xw_amounts;

/** Get memory, unless there is some.
 *  @retval XW_E_NOMEM */
xw_status xw_amounts_begin(xw_amounts *amounts, size_t control_count);
void xw_amounts_clear(xw_amounts *amounts);

/** List a control that is about to get an amount.
 *  @retval XW_E_NOMEM */
xw_status xw_amounts_touch(xw_amounts *amounts, uint32_t control);

/** Add to an amount; nothing or less adds nothing.
 *  @retval XW_E_NOMEM */
xw_status xw_amounts_add(xw_amounts *amounts, uint32_t control, double amount);

/** Make all 0. */
void xw_amounts_forget(xw_amounts *amounts);

#endif
