/* exercise.h - use everything that reads a graph. */
#ifndef XW_TESTS_EXERCISE_H
#define XW_TESTS_EXERCISE_H

#include <xw/xw.h>

/** Every accessor for every id, every text, and for some dozens of controls its
 *  reference and xw_map to all frameworks or xw_explain to another control.
 *  `turn` says which of these, for which way or other, so that many turns make
 *  up all.  Aborts when anything fails otherwise than a damaged file makes it
 *  fail.
 *
 *  @retval XW_E_GRAPH  The first failure; the others were gone through. */
xw_status exercise_graph(const xw_graph *graph, uint32_t turn, xw_error *err);

#endif
