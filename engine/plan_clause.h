/* plan_clause.h - clauses that management system standards of ISO share.
 *
 * Such standards have clauses 4 to 10 of one structure (ISO/IEC Directives,
 * Part 1, Annex SL): the same number is the same subject in each, to which each
 * adds its discipline.  So one interview serves them all, though none of them
 * satisfies another. */
#ifndef XW_ENGINE_PLAN_CLAUSE_H
#define XW_ENGINE_PLAN_CLAUSE_H

#include "graph.h"

typedef struct xw_clause {
    const char *number, *title;
} xw_clause;

/** Where a control stands in the shared structure. */
typedef struct xw_clause_place {
    uint8_t clause;  /**< 0: nowhere */
    uint64_t number; /**< 4.1.2 as four times 16 bits: orders, and is equal for
                          equal clauses */
} xw_clause_place;

/** A clause by its place.clause, 1 and up. */
const xw_clause *xw_clause_get(uint8_t clause);

/** Whether a framework is such a standard: of ISO, with all of the clauses.
 *  O(controls). */
bool xw_clause_is_shared(const xw_graph *graph, uint32_t framework);

/** The place that a control's id says, in such a standard. */
xw_clause_place xw_clause_read(const char *id);

#endif
