/* rank.h - how likely a candidate is to be a mapping.
 *
 * Two walkers, one from each control, choose at every control one of its
 * mappings at random; the score is the geometric mean of the chances that
 * either arrives at the other within the hops, so that a way through a control
 * that maps to 600 others says little. */
#ifndef XW_ENGINE_RANK_H
#define XW_ENGINE_RANK_H

#include "search.h"

typedef struct xw_ranker {
    double *here, *next; /**< [control_count] chance of being there */
    double *total;       /**< [control_count] of having been there */
    uint32_t *touched;   /**< [touched_count] with `total` set */
    size_t touched_count, touched_cap;
} xw_ranker;

void xw_ranker_clear(xw_ranker *ranker);

/** Follow the walker from the source of a search just run.
 *  @retval XW_E_NOMEM
 *  O(edges touched), as the search. */
xw_status xw_rank(xw_ranker *ranker, xw_search *search, xw_error *err);

/** The score of a control the search reached, 0 .. 1.  O(1). */
double xw_rank_score(const xw_ranker *ranker, const xw_search *search,
                     uint32_t control);

#endif
