/* map.h - the parts of xw_map, of which others build on the verdicts. */
#ifndef XW_ENGINE_MAP_H
#define XW_ENGINE_MAP_H

#include "scratch.h"

/** Decide all that xw_map would answer, and leave it in the scratch: drafts, by
 *  selection and control, without proofs, scores, order or limit; and for each
 *  selection its gap record, which has settled nothing yet.  Errors as of
 *  xw_map. */
xw_status xw_map_decide(xw_scratch *scratch, const xw_map_request *request,
                        xw_error *err);

/** Score the candidates among the drafts. */
xw_status xw_map_score(xw_scratch *scratch, xw_error *err);

/** Add one to the drafts, zero but for its control and selection; NULL when out
 *  of memory.  It stays there until the next is added. */
xw_draft *xw_map_add_draft(xw_scratch *scratch, uint32_t control, uint32_t into,
                           xw_error *err);

/** Draft the answers of a question that was begun, with what proves them,
 *  without a search: where only direct mappings are asked after and each of
 *  them alone tells of its two controls, the rows of the graph are the answer.
 *  Where one does not, `*is_told` is false and nothing was drafted.
 *
 *  O(log frameworks + mappings) for each selection, and for each proof
 *  O(mappings of both ends). */
xw_status xw_map_direct(xw_scratch *scratch, const xw_map_request *request,
                        bool *is_told, xw_error *err);

#endif
