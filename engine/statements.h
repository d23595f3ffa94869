/* statements.h - what each mapping set states between two frameworks. */
#ifndef XW_ENGINE_STATEMENTS_H
#define XW_ENGINE_STATEMENTS_H

#include "graph.h"

/** A pair of controls that a set maps, that of the smaller framework first. */
typedef struct xw_stated_pair {
    uint32_t set, source_framework, target_framework;
    uint32_t source, target;
} xw_stated_pair;

/** All that one set states between two frameworks. */
typedef struct xw_statement {
    const xw_stated_pair
        *pairs;   /**< [count] by source, then target, distinct */
    size_t count; /**< not 0 */
} xw_statement;

typedef struct xw_statements {
    xw_statement *items; /**< [count] by set, then the two frameworks */
    size_t count, cap;
    xw_stated_pair *pairs; /**< of all items, one after the other */
    size_t pair_count, pair_cap;
} xw_statements;

/** List what is published in a graph.
 *
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *  On failure too, xw_statements_clear is safe, and due.
 *
 *  O(mappings log mappings). */
xw_status xw_statements_list(xw_statements *statements, const xw_graph *graph,
                             xw_error *err);
void xw_statements_clear(xw_statements *statements);

#endif
