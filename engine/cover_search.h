/* cover_search.h - the cheapest cover of a part, by branch and bound. */
#ifndef XW_ENGINE_COVER_SEARCH_H
#define XW_ENGINE_COVER_SEARCH_H

#include "cover_bound.h"

/** Improve on `best` as long as `effort` lasts, and leave the state as it was
 *  but for columns ruled out.  Some open row is branched on: one of its columns
 *  is in any cover, tried one after the other, each without those tried before.
 *  So no cover is met twice, and rules make no difference.
 *
 *  @param best  The bound of it becomes its cost when the search comes to its
 *               end.
 *  @param effort  Reduced by the steps taken.
 *  @retval XW_E_NOMEM */
xw_status xw_cover_search(xw_cover_state *state, xw_cover_bounder *bounder,
                          const xw_cover_part *part, xw_cover_choice *best,
                          uint64_t *effort, xw_error *err);

#endif
