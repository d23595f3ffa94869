/* reacher.h - what walks from one control carry into one framework.
 *
 * Values are those of step_table.h.  One array holds those of all levels, for
 * only their union is asked for: a control sends on only what a longer walk
 * newly brings it. */
#ifndef XW_ENGINE_REACHER_H
#define XW_ENGINE_REACHER_H

#include "accelerator.h"
#include "search.h"
#include "step_table.h"

/** What all walks so far bring, and what those of the level in hand add. */
typedef struct xw_reach_node {
    uint16_t known, fresh;
} xw_reach_node;

/** What a control sends on. */
typedef struct xw_reach_wave {
    uint32_t control;
    uint16_t values;
} xw_reach_wave;

/** Nodes that are not zero are listed, and cleared by the list. */
typedef struct xw_reach_layer {
    xw_reach_node *nodes; /**< [control_count] */
    uint32_t *listed; /**< [count] of control_count for each level: those with
                           something fresh in it */
    size_t count;
    size_t level; /**< where those of the level in hand begin */
} xw_reach_layer;

/** How xw_reach_connected goes about it. */
typedef enum xw_connect_way {
    XW_CONNECT_SEARCHES,
    XW_CONNECT_RUNS,
    XW_CONNECT_MARKS
} xw_connect_way;

typedef struct xw_reacher {
    const xw_graph *graph;
    xw_search search; /**< never run: knows which half-edges count */
    xw_step_table masks, strengths;
    const xw_step_table *table; /**< the one in use */
    const xw_accelerator *accelerator;
    uint32_t source, framework, max_hops;
    bool has_parts, has_filter;
    const uint64_t *signatures; /**< of the accelerator, for the last step but
                                     one; else NULL */
    uint64_t signature;         /**< of the framework */
    bool ends_in_hubs; /**< the last two steps from hubs are the closure's */
    bool met_contradicted; /**< an edge of a pair that contradicts itself */

    /** [UINT16_MAX + 1, at least] hops to `framework`; past one hop they may be too few,
     *  for a search of three has no use for better. */
    uint8_t *distance;
    uint32_t *queue;      /**< [framework_count] */
    const uint32_t *near; /**< [near_count] frameworks mapped to it */
    uint32_t near_count;
    bool has_near;       /**< `distance` is of `near` only */
    uint64_t *near_bits; /**< these and `framework` itself, one bit each */
    uint32_t level_cap;  /**< levels that layers have room for */

    xw_reach_layer entered;  /**< by an edge (level 0: the source) */
    xw_reach_layer spread;   /**< and by part links, where there are any */
    xw_reach_layer *reached; /**< whichever of these has all */
    xw_reach_wave *wave;     /**< [wave_count] of control_count */
    xw_reach_wave *leaps;    /**< [leap_count] hubs whose closure is to be used
                                  in the end */
    size_t wave_count, leap_count;

    xw_connect_way way;    /**< of xw_reach_connected */
    uint64_t *marked;      /**< a bit for each control, for that */
    xw_control *connected; /**< [connected_cap] of xw_reach_connected */
    size_t connected_cap;
    uint64_t *held; /**< a bit for each framework of its `have`, else clear */
    uint64_t held_signature;
    uint32_t *have; /**< [have_count] of framework_count: these, ascending */
    size_t have_count;
    xw_strongest *strongest; /**< [answer_cap] */
    xw_judged *judged;       /**< [answer_cap] */
    size_t answer_cap;
} xw_reacher;

/** `table` must outlive it. */
xw_status xw_reacher_new(const xw_graph *graph, const xw_mask_table *table,
                         xw_reacher **out, xw_error *err);
void xw_reacher_free(xw_reacher *reacher);

/** Choose the framework, and make room for an answer of each of its controls;
 *  `max_hops` is set.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH */
xw_status xw_reacher_aim(xw_reacher *reacher, uint32_t framework,
                         xw_error *err);

/** Take in all walks from `source`; all up to the framework is set.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH */
xw_status xw_reach_walk(xw_reacher *reacher, xw_error *err);

#endif
