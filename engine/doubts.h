/* doubts.h - doubtful mappings and hierarchies. */
#ifndef XW_ENGINE_DOUBTS_H
#define XW_ENGINE_DOUBTS_H

#include "doubt_list.h"
#include "graph.h"

/** Add doubts of all kinds but that of look-alikes.
 *
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *
 *  O(mappings * depth of the hierarchy * log mappings of a control). */
xw_status xw_doubts_add(const xw_graph *graph, xw_doubt_list *list,
                        xw_error *err);

#endif
