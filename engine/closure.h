/* closure.h - what a forward chaining knows, for its proofs. */
#ifndef XW_ENGINE_CLOSURE_H
#define XW_ENGINE_CLOSURE_H

#include "control_set.h"
#include "joint_rules.h"
#include "marks.h"
#include "scratch.h"

#include <xw/closure.h>

/** One conclusion, as it was first drawn. */
typedef struct xw_fired {
    uint32_t control;
    uint32_t by; /**< entailed: the premise; joined: the side; completed or
                      implemented: XW_NONE */
    uint32_t previous; /**< firing for the same control, or XW_NONE */
    uint8_t kind;      /**< an xw_firing_kind */
    uint8_t levels;    /**< that it was the first to conclude, of its kind */
} xw_fired;

/** A proof in the making: its firings point into what moves while it grows. */
typedef struct xw_closure_proof {
    xw_firing *firings;
    size_t firing_count, firing_cap;
    uint32_t *parts;
    size_t part_count, part_cap;
    xw_step *steps;
    size_t step_count, step_cap;
    uint32_t *needed; /**< [needed_count] indices of firings */
    size_t needed_count, needed_cap;
    bool *is_needed; /**< [fired_count] of the closure */
} xw_closure_proof;

struct xw_closure {
    const xw_graph *graph;
    xw_scratch *scratch;
    xw_joint_rules rules;
    xw_control_set implemented;
    xw_selection *into; /**< [into_count] whole frameworks */
    size_t into_count;
    uint32_t max_hops, rationales;

    /* [control_count] levels at which a control is satisfied: at all; by one
     * that is implemented, or being so; as walks begin at it. */
    uint8_t *satisfied, *alone, *source;
    uint32_t *last; /**< [control_count] its last firing, or XW_NONE */
    xw_fired *fired;
    size_t fired_count, fired_cap;

    uint32_t *queue; /**< [control_count + 1] a ring of those to look at */
    bool *queued;    /**< [control_count] */
    uint32_t head, tail;

    xw_closure_proof proof;
};

void xw_closure_proof_clear(xw_closure_proof *proof);

/** Whether a child is a part that its whole needs: one withdrawn no longer
 *  demands anything. */
static inline bool
xw_closure_needs_part(const xw_graph *graph, uint32_t child)
{
    return xw_graph_parent_kind(graph, child) == XW_PARENT_PART &&
           !(graph->control_flags[child] & XW_CONTROL_WITHDRAWN);
}

/** Whether all parts of a control together satisfy it. */
static inline bool
xw_closure_is_complete(const xw_graph *graph, uint32_t control)
{
    return graph->control_flags[control] & XW_CONTROL_PARTS_COMPLETE;
}

/** The grade of a full answer of `source`, and that of what a side concludes. */
unsigned xw_closure_grade(const xw_graph *graph, uint32_t source,
                          const xw_answer *answer);
unsigned xw_closure_grade_of_side(const xw_graph *graph,
                                  const xw_rule_side *side,
                                  uint32_t conclusion);

/** Whether something can be joined or completed in the graph at all. */
bool xw_closure_is_needed(const xw_graph *graph);

#endif
