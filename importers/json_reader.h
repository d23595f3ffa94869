/* json_reader.h - jansson, with positions that point at what is wrong. */
#ifndef XW_IMPORTERS_JSON_READER_H
#define XW_IMPORTERS_JSON_READER_H

#include "diagnostics.h"

#include <jansson.h>

/** Parse a document, which may begin with a byte-order mark.  Names that an
 *  object has twice are an error, as they would hide what was said first.
 *
 *  @param out     Owned by the caller, json_decref; NULL when it is not JSON,
 *                 which has been reported.
 *  @return        XW_OK, or the status to stop with.
 *
 *  O(text.len). */
xw_status xw_json_read(xw_string text, xw_diagnostics *diagnostics,
                       json_t **out);

/** A place in a document, from the value up.  The root has no `up`. */
typedef struct xw_json_path {
    const struct xw_json_path *up;
    const char *name; /* in the object above, or NULL for an array */
    size_t index;
} xw_json_path;

/** Write the JSON Pointer (RFC 6901) of a place.  Of one that does not fit the
 *  end is kept, which tells more. */
void xw_json_path_write(const xw_json_path *path, char *out, size_t size);

#endif
