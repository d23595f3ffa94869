/* cover_parts.h - what of a cover hangs together. */
#ifndef XW_ENGINE_COVER_PARTS_H
#define XW_ENGINE_COVER_PARTS_H

#include "cover_greedy.h"

typedef struct xw_cover_parts {
    xw_cover_part *parts; /**< [count] fewest rows first, then by first row */
    uint32_t count;
    uint32_t *rows, *columns; /**< of all parts */
} xw_cover_parts;

/** Split the open rows and the free columns into parts, the rows of each with
 *  fewest columns first.
 *  @retval XW_E_NOMEM  Clearing is due then too.
 *  O(columns of open rows, and sorting). */
xw_status xw_cover_split(const xw_cover_state *state, xw_cover_parts *out,
                         xw_error *err);
void xw_cover_parts_clear(xw_cover_parts *parts);

#endif
