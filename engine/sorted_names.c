#include "sorted_names.h"

#include "alloc.h"
#include "ascii.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_TEXT = 1024 };

static xw_status
reserve_text(xw_sorted_names *names, size_t more)
{
    size_t need = names->text_len + more;
    if (need > UINT32_MAX) {
        return XW_E_LIMIT;
    }
    if (need <= names->text_cap) {
        return XW_OK;
    }
    size_t cap = names->text_cap ? names->text_cap : FIRST_TEXT;
    while (cap < need) {
        cap *= 2;
    }
    char *text = xw_alloc_array(names->text, cap, 1);
    if (!text) {
        return XW_E_NOMEM;
    }
    names->text = text;
    names->text_cap = cap;
    return XW_OK;
}

xw_status
xw_sorted_names_add(xw_sorted_names *names, xw_string name, uint32_t number)
{
    xw_sorted_name *items =
        xw_alloc_grow(names->items, names->count, &names->cap, sizeof *items);
    if (!items) {
        return XW_E_NOMEM;
    }
    names->items = items;
    xw_status st = reserve_text(names, name.len + 1);
    if (st) {
        return st;
    }
    char *text = names->text + names->text_len;
    for (size_t i = 0; i < name.len; ++i) {
        text[i] = xw_ascii_lower(name.bytes[i]);
    }
    text[name.len] = '\0';
    items[names->count++] =
        (xw_sorted_name){ .offset = (uint32_t)names->text_len,
                          .number = number };
    names->text_len += name.len + 1;
    return XW_OK;
}

static int
by_text_then_number(const void *a, const void *b)
{
    const xw_sorted_name *x = a;
    const xw_sorted_name *y = b;
    int order = strcmp(x->text, y->text);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

void
xw_sorted_names_sort(xw_sorted_names *names)
{
    for (size_t i = 0; i < names->count; ++i) {
        names->items[i].text = names->text + names->items[i].offset;
    }
    if (names->count) {
        qsort(names->items, names->count, sizeof *names->items,
              by_text_then_number);
    }
}

/* As strcmp, of `name` in lower case. */
static int
compare(xw_string name, const char *text)
{
    for (size_t i = 0; i < name.len; ++i) {
        int order = (unsigned char)xw_ascii_lower(name.bytes[i]) -
                    (unsigned char)text[i];
        if (order) {
            return order;
        }
        if (!text[i]) {
            return 1; /* NUL in a name, which none of ours has */
        }
    }
    return text[name.len] ? -1 : 0;
}

/* The first item that is not below `name`, or with `past` is above it. */
static size_t
bound(const xw_sorted_names *names, xw_string name, bool past)
{
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(name, names->items[middle].text);
        if (order > 0 || (past && order == 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const xw_sorted_name *
xw_sorted_names_find(const xw_sorted_names *names, xw_string name,
                     size_t *count)
{
    size_t first = bound(names, name, false);
    *count = bound(names, name, true) - first;
    return names->count ? &names->items[first] : NULL;
}

void
xw_sorted_names_clear(xw_sorted_names *names)
{
    xw_alloc_free(names->items);
    xw_alloc_free(names->text);
    *names = (xw_sorted_names){ 0 };
}
