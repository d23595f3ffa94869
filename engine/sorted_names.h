/* sorted_names.h - names in lower case, each with a number, looked up by binary
 * search.  Add all, sort once, then find. */
#ifndef XW_ENGINE_SORTED_NAMES_H
#define XW_ENGINE_SORTED_NAMES_H

#include <xw/xw.h>

typedef struct xw_sorted_name {
    const char *text; /**< set by sorting */
    uint32_t offset;
    uint32_t number;
} xw_sorted_name;

/** Zeroed is empty. */
typedef struct xw_sorted_names {
    char *text; /**< [text_len] all names, each followed by NUL */
    size_t text_len, text_cap;
    xw_sorted_name *items; /**< [count] by text, then number */
    size_t count, cap;
} xw_sorted_names;

/** ASCII letters are taken in lower case.
 *  @retval XW_E_LIMIT  All text would pass 4 GiB.
 *  @retval XW_E_NOMEM  Nothing was added.
 *  Amortised O(name.len). */
xw_status xw_sorted_names_add(xw_sorted_names *names, xw_string name,
                              uint32_t number);

/** O(count log count). */
void xw_sorted_names_sort(xw_sorted_names *names);

/** Those that are `name` but for ASCII case: a run of names->items, of `count`.
 *  O(log names->count). */
const xw_sorted_name *xw_sorted_names_find(const xw_sorted_names *names,
                                           xw_string name, size_t *count);

void xw_sorted_names_clear(xw_sorted_names *names);

#endif
