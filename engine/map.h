/* map.h - the part of xw_map that others build on: verdicts without proofs. */
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

#endif
