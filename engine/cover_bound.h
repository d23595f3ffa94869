/* cover_bound.h - what a cover costs at least.
 *
 * A price for each row, such that no column costs less than its rows together,
 * adds up to no more than any cover costs: linear duality.  All numbers are
 * whole, so a bound holds exactly. */
#ifndef XW_ENGINE_COVER_BOUND_H
#define XW_ENGINE_COVER_BOUND_H

#include "cover_greedy.h"

/** No choice of free columns covers all rows. */
#define XW_COVER_NEVER UINT64_MAX

typedef struct xw_cover_bounder {
    const xw_cover_state *state;
    int64_t *slack;  /**< [column_count] cost less the prices of its rows */
    int64_t *prices; /**< [row_count] */
    int64_t *kept;   /**< [row_count] prices of the best bound */
    uint64_t unit;   /**< all costs are multiples of it, hence all covers */
    uint64_t steps;  /**< columns of rows looked at so far */
} xw_cover_bounder;

/** @retval XW_E_NOMEM  Clearing is due then too. */
xw_status xw_cover_bounder_init(xw_cover_bounder *bounder,
                                const xw_cover_state *state, xw_error *err);
void xw_cover_bounder_clear(xw_cover_bounder *bounder);

/** A quick bound on what the open rows of a part still cost, by dual ascent:
 *  each row in turn is priced as high as its columns allow.  XW_COVER_NEVER
 *  when some row has no free column. */
uint64_t xw_cover_ascend(xw_cover_bounder *bounder, const xw_cover_part *part);

/** A better one, by subgradient steps from there on (Held, Karp 1971; Beasley
 *  1987), and then rule out columns with which no cover costs less than
 *  `upper`. */
uint64_t xw_cover_relax(xw_cover_bounder *bounder, xw_cover_state *state,
                        const xw_cover_part *part, uint64_t upper);

#endif
