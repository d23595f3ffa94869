#include "lists.h"

#include "alloc.h"
#include "error.h"

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for lists");
}

xw_status
xw_list_entries_add(xw_list_entries *entries, uint32_t list, uint32_t item,
                    xw_error *err)
{
    xw_list_entry *grown = xw_alloc_grow(entries->entries, entries->count,
                                         &entries->cap, sizeof *grown);
    if (!grown) {
        return out_of_memory(err);
    }
    entries->entries = grown;
    grown[entries->count++] = (xw_list_entry){ list, item };
    return XW_OK;
}

void
xw_list_entries_clear(xw_list_entries *entries)
{
    xw_alloc_free(entries->entries);
    *entries = (xw_list_entries){ 0 };
}

static xw_status
allocate(xw_lists *lists, uint32_t count, size_t item_count, xw_error *err)
{
    *lists = (xw_lists){
        .starts = xw_alloc_zeroed((size_t)count + 1, sizeof *lists->starts),
        .items = xw_alloc_zeroed(item_count, sizeof *lists->items),
        .count = count,
    };
    if (lists->starts && lists->items) {
        return XW_OK;
    }
    xw_lists_clear(lists);
    return out_of_memory(err);
}

/* Counts become the ends of lists; placing items from the last one on moves
 * them down to the starts. */
static void
end_lists(xw_lists *lists)
{
    for (uint32_t i = 1; i <= lists->count; ++i) {
        lists->starts[i] += lists->starts[i - 1];
    }
}

xw_status
xw_lists_fill(xw_lists *lists, uint32_t count, const xw_list_entries *entries,
              xw_error *err)
{
    xw_status st = allocate(lists, count, entries->count, err);
    if (st) {
        return st;
    }
    for (size_t e = 0; e < entries->count; ++e) {
        ++lists->starts[entries->entries[e].list];
    }
    end_lists(lists);
    for (size_t e = entries->count; e-- > 0;) {
        const xw_list_entry *entry = &entries->entries[e];
        lists->items[--lists->starts[entry->list]] = entry->item;
    }
    return XW_OK;
}

xw_status
xw_lists_invert(const xw_lists *lists, uint32_t count, xw_lists *out,
                xw_error *err)
{
    uint32_t item_count = lists->starts[lists->count];
    xw_status st = allocate(out, count, item_count, err);
    if (st) {
        return st;
    }
    for (uint32_t i = 0; i < item_count; ++i) {
        ++out->starts[lists->items[i]];
    }
    end_lists(out);
    for (uint32_t list = lists->count; list-- > 0;) {
        xw_list items = xw_lists_get(lists, list);
        for (uint32_t i = 0; i < items.count; ++i) {
            out->items[--out->starts[items.items[i]]] = list;
        }
    }
    return XW_OK;
}

void
xw_lists_clear(xw_lists *lists)
{
    xw_alloc_free(lists->starts);
    xw_alloc_free(lists->items);
    *lists = (xw_lists){ 0 };
}
