/* steps.h - the steps of walks, appended while they are traced back. */
#ifndef XW_ENGINE_STEPS_H
#define XW_ENGINE_STEPS_H

#include "graph.h"

/** Steps of any number of walks, one after the other. */
typedef struct xw_steps {
    xw_step *items;
    size_t count, cap;
} xw_steps;

/** @retval XW_E_NOMEM */
xw_status xw_steps_append(xw_steps *steps, xw_step step, xw_error *err);

/** Append the part links by which a walk goes from one control `up` to one that
 *  it is a part of, or down from that; the last link first.
 *
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH  They are not above each other.
 *
 *  O(links). */
xw_status xw_steps_append_links(xw_steps *steps, const xw_graph *graph,
                                uint32_t from, uint32_t to, bool up,
                                xw_error *err);

/** Put steps in the opposite order, each still walked as it was. */
void xw_steps_turn_order(xw_step *steps, size_t count);

/** Turn a walk around: target to source. */
void xw_steps_reverse(xw_step *steps, size_t count);

#endif
