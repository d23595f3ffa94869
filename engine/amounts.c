#include "amounts.h"

#include "alloc.h"

xw_status
xw_amounts_begin(xw_amounts *amounts, size_t control_count)
{
    if (!amounts->of) {
        amounts->of = xw_alloc_zeroed(control_count, sizeof *amounts->of);
    }
    return amounts->of ? XW_OK : XW_E_NOMEM;
}

void
xw_amounts_clear(xw_amounts *amounts)
{
    xw_alloc_free(amounts->of);
    xw_alloc_free(amounts->touched);
    *amounts = (xw_amounts){ 0 };
}

xw_status
xw_amounts_touch(xw_amounts *amounts, uint32_t control)
{
    if (amounts->of[control] > 0) {
        return XW_OK;
    }
    uint32_t *touched = xw_alloc_grow(amounts->touched, amounts->count,
                                      &amounts->cap, sizeof *touched);
    if (!touched) {
        return XW_E_NOMEM;
    }
    amounts->touched = touched;
    touched[amounts->count++] = control;
    return XW_OK;
}

xw_status
xw_amounts_add(xw_amounts *amounts, uint32_t control, double amount)
{
    if (amount <= 0) {
        return XW_OK;
    }
    xw_status st = xw_amounts_touch(amounts, control);
    if (!st) {
        amounts->of[control] += amount;
    }
    return st;
}

void
xw_amounts_forget(xw_amounts *amounts)
{
    for (size_t i = 0; i < amounts->count; ++i) {
        amounts->of[amounts->touched[i]] = 0;
    }
    amounts->count = 0;
}
