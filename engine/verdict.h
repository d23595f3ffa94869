/* verdict.h - from what a search knows of one control to an answer. */
#ifndef XW_ENGINE_VERDICT_H
#define XW_ENGINE_VERDICT_H

#include "scratch.h"

/** Decide verdict, relation, full_possible and disputed of a control from the
 *  masks of all walks to it; the scratch has source, direction and filter.
 *  Whether the pair's own mappings contradict each other need be looked for
 *  only where a walk met such.
 *
 *  O(the pair's own mappings). */
void xw_decide_relation(const xw_scratch *scratch, uint32_t control,
                        xw_mask_set masks, bool look_for_contradiction,
                        xw_answer *answer);

/** Decide verdict, relation, basis and marks of one control from what
 *  XW_SEARCH_ALL knows of it, without proof or score; `control` and `into` are
 *  the caller's to set.  Runs further searches where they decide something.
 *
 *  O(max_hops + the pair's own mappings), but for those searches. */
xw_status xw_decide(xw_scratch *scratch, uint32_t control, xw_answer *answer,
                    xw_error *err);

/** Two masks of walks to a control that contradict each other, found on the
 *  fewest edges in all: the first of them, `*second` the other.  XW_NONE when no
 *  two do. */
unsigned xw_contradicting_masks(const xw_search *search, uint32_t control,
                                unsigned *second);

/** Rebuild the walk that establishes a decided answer, and the one against it
 *  if there is one; sets hops, strength and joint too. */
xw_status xw_decide_proof(xw_scratch *scratch, xw_draft *draft, xw_error *err);

#endif
