/* derived_via.h - which mapping sets a composition is made of. */
#ifndef XW_ENGINE_DERIVED_VIA_H
#define XW_ENGINE_DERIVED_VIA_H

#include "composition.h"

#include <xw/check.h>

enum { XW_VIA_MOST = 16 };

typedef struct xw_via {
    xw_set sets[XW_VIA_MOST]; /**< [count] ascending */
    size_t count;
} xw_via;

/** The sets that the composition through `derived->through` is made of: one
 *  between either framework and the third, where two alone are as near to the
 *  statement as all together; else all, up to XW_VIA_MOST.
 *
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *
 *  O(mappings of the three frameworks + size of a composition, for each two
 *  sets). */
xw_status xw_via_find(xw_composer *composer, const xw_statement *statement,
                      const xw_derived *derived, xw_via *out, xw_error *err);

/** Add both half-edges of the mappings of a set between two frameworks to a set
 *  of half-edges.  O(rows of their controls). */
xw_status xw_mark_set(const xw_graph *graph, xw_set set, xw_framework a,
                      xw_framework b, uint64_t *edges, xw_error *err);

#endif
