/* cover_greedy.h - a cover found by always taking what serves most for its
 * cost (Chvatal 1979), without what turns out to be of no use. */
#ifndef XW_ENGINE_COVER_GREEDY_H
#define XW_ENGINE_COVER_GREEDY_H

#include "cover_state.h"

/** What of a cover hangs together: no column of one part reaches a row of
 *  another. */
typedef struct xw_cover_part {
    uint32_t *rows;    /**< [row_count] open ones */
    uint32_t *columns; /**< [column_count] free ones, ascending */
    uint32_t row_count, column_count;
} xw_cover_part;

/** Columns chosen for a part, in any order. */
typedef struct xw_cover_choice {
    uint32_t *columns; /**< [count], room for all of the part */
    uint32_t count;
    uint64_t cost;
    uint64_t bound; /**< no choice costs less, as far as is known */
} xw_cover_choice;

/** Of some columns the free one that meets most for its cost, the first of
 *  equals; XW_NONE when none is free. */
uint32_t xw_cover_best_column(const xw_cover_state *state, xw_list columns);

/** Choose for a part, and leave the state as it was.
 *  @retval XW_E_ARG  Some row cannot be covered.
 *  @retval XW_E_NOMEM */
xw_status xw_cover_greedy(xw_cover_state *state, const xw_cover_part *part,
                          xw_cover_choice *out, xw_error *err);

#endif
