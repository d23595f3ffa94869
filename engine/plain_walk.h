/* plain_walk.h - the yardstick for ranking: the plain degree-normalised walk.
 *
 * Two walkers, one from each control, choose at every control one of those
 * mapped to it at random, and know of nothing else: no part links, no strengths,
 * no titles.  The score is the geometric mean of the chances that either arrives
 * at the other within the hops, of which the walks do not come back to the source
 * of the search. */
#ifndef XW_ENGINE_PLAIN_WALK_H
#define XW_ENGINE_PLAIN_WALK_H

#include "amounts.h"
#include "search.h"

/** Begins as all zeros, without memory. */
typedef struct xw_plain_walk {
    xw_amounts here, next, total;
} xw_plain_walk;

void xw_plain_walk_clear(xw_plain_walk *walk);

/** Follow the walker from the source of a search just run.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *  O(rows of the controls reached). */
xw_status xw_plain_walk_run(xw_plain_walk *walk, const xw_search *search,
                            xw_error *err);

/** The score of a control the search reached, 0 .. 1.  O(its row). */
double xw_plain_walk_score(const xw_plain_walk *walk, const xw_search *search,
                           uint32_t control);

#endif
