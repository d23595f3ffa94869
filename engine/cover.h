/* cover.h - the cheapest columns that cover all rows: weighted set cover, with
 * rules.
 *
 * Even without rules that is hard (Karp 1972): the answer is exact where
 * reductions and a bounded search prove it, and comes with a proven lower bound
 * everywhere (engine/DESIGN.md, "Covers"). */
#ifndef XW_ENGINE_COVER_H
#define XW_ENGINE_COVER_H

#include "cover_problem.h"

typedef struct xw_cover {
    bool *chosen;   /**< [column_count] */
    uint64_t cost;  /**< of what is chosen */
    uint64_t bound; /**< no cover costs less */
} xw_cover;

/** Cover all that is required.  Equal inputs give equal covers; of columns that
 *  serve alike the first is chosen.
 *
 *  @retval XW_E_ARG  Some row cannot be covered.
 *  @retval XW_E_NOMEM
 *  On failure `out` is empty.  Free it with xw_cover_clear. */
xw_status xw_cover_solve(const xw_cover_problem *problem, xw_cover *out,
                         xw_error *err);
void xw_cover_clear(xw_cover *cover);

#endif
