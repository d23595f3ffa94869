/* text_store.h - text made while reading, which lives until the file ends. */
#ifndef XW_IMPORTERS_TEXT_STORE_H
#define XW_IMPORTERS_TEXT_STORE_H

#include <xw/xw.h>

/** Start from zeroes. */
typedef struct xw_text_store {
    struct xw_text_block *blocks; /* the newest first */
} xw_text_store;

/** Room for `len` bytes, which do not move; NULL when out of memory.  O(1). */
char *xw_text_store_room(xw_text_store *store, size_t len);

/** Whether `out` became a copy of `text`; false when out of memory. */
bool xw_text_store_copy(xw_text_store *store, xw_string text, xw_string *out);

/** The same with A to Z as a to z. */
bool xw_text_store_lower(xw_text_store *store, xw_string text, xw_string *out);

/** The same as a framework id, of len 0 when nothing of `text` can be one. */
bool xw_text_store_slug(xw_text_store *store, xw_string text, xw_string *out);

void xw_text_store_free(xw_text_store *store);

#endif
