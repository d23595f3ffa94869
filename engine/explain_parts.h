/* explain_parts.h - the two long parts of xw_explain.  Both work on what
 * XW_SEARCH_ALL has found and fill scratch->explained. */
#ifndef XW_ENGINE_EXPLAIN_PARTS_H
#define XW_ENGINE_EXPLAIN_PARTS_H

#include "explained.h"
#include "scratch.h"

/** List every walk to `target`, shortest first, up to a limit past which they
 *  are only counted. */
xw_status xw_explain_walks(xw_scratch *scratch, uint32_t target, xw_error *err);

/** List the mappings, of the walks listed, without which the verdict would not
 *  be that of `with`.  None where not all walks are listed.  Searches anew, and
 *  so leaves no search of the question itself. */
xw_status xw_explain_critical(xw_scratch *scratch, const xw_answer *with,
                              xw_error *err);

#endif
