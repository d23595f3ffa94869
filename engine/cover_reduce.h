/* cover_reduce.h - what of a cover is settled without a search. */
#ifndef XW_ENGINE_COVER_REDUCE_H
#define XW_ENGINE_COVER_REDUCE_H

#include "cover_state.h"

/** Choose columns that every cover needs, drop those that another one replaces
 *  at no higher cost, and rows that are met whenever another is; again, until
 *  nothing changes.  What remains has a cheapest cover as cheap as before.
 *  These are the classic reductions (Caprara, Toth, Fischetti 2000, section 2),
 *  held back where a rule could meet a row.
 *
 *  @retval XW_E_ARG  Some row cannot be covered.
 *  @retval XW_E_NOMEM */
xw_status xw_cover_reduce(xw_cover_state *state, xw_error *err);

#endif
