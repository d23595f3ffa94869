/* lists.h - many short lists of numbers, in two arrays. */
#ifndef XW_ENGINE_LISTS_H
#define XW_ENGINE_LISTS_H

#include <xw/xw.h>

/** List `i` is items[starts[i]] up to items[starts[i + 1]]. */
typedef struct xw_lists {
    uint32_t *starts; /**< [count + 1] */
    uint32_t *items;
    uint32_t count;
} xw_lists;

/** What goes into lists: an item, and the list that it goes to. */
typedef struct xw_list_entry {
    uint32_t list, item;
} xw_list_entry;

typedef struct xw_list_entries {
    xw_list_entry *entries; /**< [count] */
    size_t count, cap;
} xw_list_entries;

/** Note one more.  Amortised O(1).
 *  @retval XW_E_NOMEM */
xw_status xw_list_entries_add(xw_list_entries *entries, uint32_t list,
                              uint32_t item, xw_error *err);
void xw_list_entries_clear(xw_list_entries *entries);

/** Make `count` lists, from nothing; items keep the order of their entries.
 *  @retval XW_E_NOMEM  `lists` is empty.
 *  O(count + entries). */
xw_status xw_lists_fill(xw_lists *lists, uint32_t count,
                        const xw_list_entries *entries, xw_error *err);

/** Make of lists of items, below `count`, the lists of an item's lists. */
xw_status xw_lists_invert(const xw_lists *lists, uint32_t count, xw_lists *out,
                          xw_error *err);

void xw_lists_clear(xw_lists *lists);

/** List `list` as its bounds, borrowed. */
typedef struct xw_list {
    const uint32_t *items; /**< [count] */
    uint32_t count;
} xw_list;

static inline xw_list
xw_lists_get(const xw_lists *lists, uint32_t list)
{
    uint32_t start = lists->starts[list];
    return (xw_list){ lists->items + start, lists->starts[list + 1] - start };
}

#endif
