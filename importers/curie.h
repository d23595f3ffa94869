/* curie.h - compact identifiers: "iso-27001-2022:A.5.1", or the whole URI that
 * such a one stands for.  https://www.w3.org/TR/curie/ */
#ifndef XW_IMPORTERS_CURIE_H
#define XW_IMPORTERS_CURIE_H

#include "yaml_reader.h"

typedef struct xw_curie {
    xw_string prefix; /**< of len 0 when it has none */
    xw_string local;
} xw_curie;

/** Take an identifier apart.  `map` has what prefixes stand for, or is none; a
 *  URI has the prefix with the longest text that begins it.  O(map). */
xw_curie xw_curie_split(xw_string text, xw_yaml_node map);

/** Write what percent signs stand for, if all of that is text; `out` has room
 *  for text.len bytes.  The result is how many were written. */
size_t xw_curie_decode(xw_string text, char *out);

#endif
