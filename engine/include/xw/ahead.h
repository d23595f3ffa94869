/* xw/ahead.h - asking memory early for what a request to come will read.
 *
 * A request about one control reads a dozen places all over a graph, and waits
 * for each.  Who answers many asks for those of the next ones while answering:
 * xw_ahead_begin for one that is some requests away, xw_ahead_go_on once for each
 * request answered since.  It is advice: it finds no faults and changes no
 * answer. */
#ifndef XW_AHEAD_H
#define XW_AHEAD_H

#include <xw/reference.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Calls of xw_ahead_go_on after which there is nothing left to ask for. */
#define XW_AHEAD_STEPS 5U

/** How far it is; without memory of its own. */
typedef struct xw_ahead {
    uint32_t step; /**< of XW_AHEAD_STEPS; the rest is set as far as these */
    uint32_t into; /**< framework */
    uint32_t from; /**< framework of `control` */
    uint32_t slot; /**< of the index of names */
    uint32_t control;
    uint32_t edge; /**< the first from `control` into `into` */
} xw_ahead;

/** Begin with a request of `reference`, "FRAMEWORK:CONTROL", and a framework,
 *  both by their ids; of any other nothing is asked.  O(lengths). */
XW_API void xw_ahead_begin(xw_ahead *ahead, xw_resolver *resolver,
                           xw_string reference, xw_string framework);

/** Take the next step.  O(log frameworks). */
XW_API void xw_ahead_go_on(xw_ahead *ahead, const xw_graph *graph);

#ifdef __cplusplus
}
#endif

#endif /* XW_AHEAD_H */
