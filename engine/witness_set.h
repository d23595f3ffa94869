/* witness_set.h - whether a few mappings can all be true, and which of them
 * cannot without the others being false.
 *
 * Over the masks that occur in a graph a network of constraints has a model iff
 * path consistency leaves something of each (Jonsson, Drakengren, "A complete
 * classification of tractability in RCC-5", 1997). */
#ifndef XW_ENGINE_WITNESS_SET_H
#define XW_ENGINE_WITNESS_SET_H

#include "steps.h"

/** Room for the mappings and links of two walks of most hops through shallow
 *  hierarchies; see xw_witness_set_add. */
enum { XW_WITNESS_STEPS = 64, XW_WITNESS_CONTROLS = XW_WITNESS_STEPS + 2 };

typedef struct xw_witness_set {
    struct xw_witness_step {
        uint8_t source, target; /**< index of the control */
        xw_relation says;
        uint32_t mapping; /**< XW_NONE for a part link */
        bool left_out;
    } steps[XW_WITNESS_STEPS];
    uint32_t controls[XW_WITNESS_CONTROLS]; /**< [control_count] */
    size_t step_count, control_count;
} xw_witness_set;

/** Add the steps of a walk.  Steps past the room there is are left out, and
 *  false is returned: the set cannot be judged then.
 *  @param says  [count] what each step says, from its source to its target. */
bool xw_witness_set_add(xw_witness_set *set, const xw_step *steps,
                        const xw_relation *says, size_t count);

/** Add the part links among the controls that the set has.  False as above. */
bool xw_witness_set_add_links(xw_witness_set *set, const xw_graph *graph);

/** Whether what is not left out can all hold.  O(controls^3), a few times. */
bool xw_witness_set_is_consistent(const xw_witness_set *set);

/** Whether what is left of a contradictory set agrees, whichever mapping is left
 *  out.  O(mappings) times as much. */
bool xw_witness_set_is_minimal(xw_witness_set *set);

/** The mappings, ascending, distinct.  Gives their number. */
size_t xw_witness_set_mappings(const xw_witness_set *set,
                               uint32_t out[XW_WITNESS_STEPS]);

#endif
