/* derived.h - mappings that look as if they had been composed of others. */
#ifndef XW_ENGINE_DERIVED_H
#define XW_ENGINE_DERIVED_H

#include "graph.h"
#include "parallel.h"

#include <xw/check.h>

typedef struct xw_derived_list {
    xw_derived *items; /**< [count] by set, source and target */
    size_t count;
    xw_set *via; /**< of all items, one after the other */
} xw_derived_list;

/** Find all of a graph.  What no walk uses (idle mappings, "no relationship")
 *  is no part of it on either side.
 *
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *
 *  O(mappings log mappings), and for each set, pair of frameworks and third
 *  framework between them at most the size of a composition. */
xw_status xw_derived_find(const xw_graph *graph, unsigned parts,
                          xw_derived_list *out, xw_error *err);
void xw_derived_clear(xw_derived_list *list);

/** Add both half-edges of all that is derived to a set of half-edges.
 *  O(rows of their controls). */
xw_status xw_derived_mark(const xw_graph *graph, const xw_derived_list *list,
                          uint64_t *edges, xw_error *err);

#endif
