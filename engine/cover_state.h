/* cover_state.h - a cover in the making: which columns are chosen, and what
 * they meet. */
#ifndef XW_ENGINE_COVER_STATE_H
#define XW_ENGINE_COVER_STATE_H

#include "cover_problem.h"

enum xw_column_state {
    XW_COLUMN_FREE = 0,
    XW_COLUMN_CHOSEN = 1,
    XW_COLUMN_OUT = 2 /**< no cover in question needs it */
};

typedef struct xw_cover_state {
    const xw_cover_problem *problem;
    uint32_t column_count, rule_count;
    xw_lists covering; /**< of each row: columns that cover it */
    xw_lists reaching; /**< of each row: columns that can have a part in meeting
                            it, through rules too; its own array only where
                            there are rules */
    xw_lists rules_of; /**< of each row: rules that it is a premise of */

    uint8_t *columns;  /**< [column_count] an xw_column_state */
    bool *wanted;      /**< [row_count] to be met, and not sure to be met
                              whenever another is */
    bool *met;         /**< [row_count] */
    bool *concluded;   /**< [row_count] some rule concludes it */
    uint32_t *missing; /**< [rule_count] premises that are not met */
    uint32_t *trail;   /**< [trail_count] rows, in the order they were met */
    size_t trail_count;
    uint64_t cost; /**< of the chosen columns */
} xw_cover_state;

/** Begin, with nothing chosen.  On failure too, clearing is due.
 *  @retval XW_E_NOMEM */
xw_status xw_cover_state_init(xw_cover_state *state,
                              const xw_cover_problem *problem, xw_error *err);
void xw_cover_state_clear(xw_cover_state *state);

/** Choose a free column, and meet what follows. */
void xw_cover_choose(xw_cover_state *state, uint32_t column);

/** Free a chosen column again, and take back what was met since the trail was
 *  as long as `trail`.  To take back several, call it for each of them with the
 *  trail of the first. */
void xw_cover_undo(xw_cover_state *state, uint32_t column, size_t trail);

/** Whether a row is still to be met. */
static inline bool
xw_cover_is_open(const xw_cover_state *state, uint32_t row)
{
    return state->wanted[row] && !state->met[row];
}

/** The columns that can have a part in meeting a row. */
static inline xw_list
xw_cover_reaching(const xw_cover_state *state, uint32_t row)
{
    return xw_lists_get(state->rule_count ? &state->reaching : &state->covering,
                        row);
}

#endif
