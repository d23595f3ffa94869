#include "doubt_list.h"

#include "alloc.h"
#include "error.h"

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory listing doubts");
}

static xw_status
add_controls(xw_doubt_list *list, const xw_doubt *doubt, xw_error *err)
{
    size_t before = list->control_count;
    for (size_t i = 0; i < doubt->control_count; ++i) {
        xw_control *controls =
            xw_alloc_grow(list->controls, list->control_count,
                          &list->control_cap, sizeof *controls);
        if (!controls) {
            list->control_count = before;
            return out_of_memory(err);
        }
        list->controls = controls;
        controls[list->control_count++] = doubt->controls[i];
    }
    return XW_OK;
}

xw_status
xw_doubt_list_add(xw_doubt_list *list, const xw_doubt *doubt, xw_error *err)
{
    if (list->totals[doubt->kind] >= list->limit) {
        list->totals[doubt->kind]++;
        return XW_OK;
    }
    xw_doubt *items =
        xw_alloc_grow(list->items, list->count, &list->cap, sizeof *items);
    if (!items) {
        return out_of_memory(err);
    }
    list->items = items;
    xw_status st = add_controls(list, doubt, err);
    if (!st) {
        items[list->count] = *doubt;
        items[list->count++].controls = NULL; /* they move while they grow */
        list->totals[doubt->kind]++;
    }
    return st;
}

void
xw_doubt_list_attach(xw_doubt_list *list)
{
    const xw_control *controls = list->controls;
    for (size_t i = 0; i < list->count; ++i) {
        if (list->items[i].control_count) {
            list->items[i].controls = controls;
            controls += list->items[i].control_count;
        }
    }
}

void
xw_doubt_list_clear(xw_doubt_list *list)
{
    xw_alloc_free(list->items);
    xw_alloc_free(list->controls);
    *list = (xw_doubt_list){ 0 };
}
