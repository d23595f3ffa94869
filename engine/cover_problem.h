/* cover_problem.h - columns that cover rows: what is to be solved.
 *
 * A column covers its rows, and a rule whose premises are all met meets its
 * conclusions. */
#ifndef XW_ENGINE_COVER_PROBLEM_H
#define XW_ENGINE_COVER_PROBLEM_H

#include "lists.h"

/** Costs of at most this add up without overflow. */
#define XW_COVER_COST_MOST UINT64_C(1000000000000)

typedef struct xw_cover_problem {
    uint32_t row_count;
    const bool *required;  /**< [row_count] rows to be met */
    const xw_lists *rows;  /**< of each column: the rows it covers, each once */
    const uint64_t *costs; /**< of each column: 1 .. XW_COVER_COST_MOST */
    const xw_lists *premises;    /**< of each rule: rows; NULL: no rules */
    const xw_lists *conclusions; /**< of each rule: rows */
    uint64_t effort; /**< most steps of the search; a step looks at a column
                          of a row */
} xw_cover_problem;

#endif
