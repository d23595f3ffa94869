/* contradictions.h - between which controls a graph contradicts itself.
 *
 * Two walks contradict each other when no relation is possible by both, so one
 * of them excludes that the two controls merely intersect.  Walks that exclude
 * nothing need not be followed, and those are nearly all that there are: a walk
 * that has two edges which leave "intersects" open excludes nothing. */
#ifndef XW_ENGINE_CONTRADICTIONS_H
#define XW_ENGINE_CONTRADICTIONS_H

#include "parallel.h"
#include "proof.h"

/** A pair of controls with walks between them that cannot all hold. */
typedef struct xw_contradiction {
    uint32_t source, target; /**< source < target */
    uint32_t hops;           /**< of two walks that contradict, the fewest */
    bool direct;             /**< two of the pair's own mappings do */
} xw_contradiction;

typedef struct xw_contradictions {
    xw_contradiction *items; /**< [count] by hops, source, target */
    size_t count;
    uint64_t pairs; /**< found, those past XW_CONTRADICTIONS_MOST included */
} xw_contradictions;

/** Of one source, those with the fewest hops are listed. */
enum { XW_CONTRADICTIONS_MOST = 32 };

/** Which walks count. */
typedef struct xw_evidence {
    uint32_t max_hops;
    uint32_t rationales; /**< as in xw_map_request */
} xw_evidence;

/** Walks that exclude something, from one control at a time. */
typedef struct xw_sharp_search {
    xw_search search;
    xw_mask_table table;
    uint8_t *distance; /**< [framework_count] see xw_search_run */
    uint32_t own;      /**< the framework that they are for */
    uint64_t *sharp;   /**< see xw_edge_filter */
    xw_evidence evidence;
} xw_sharp_search;

/** @retval XW_E_NOMEM
 *  On failure too, xw_sharp_search_clear is safe, and due. */
xw_status xw_sharp_search_init(xw_sharp_search *sharp, const xw_graph *graph,
                               const xw_evidence *evidence, xw_error *err);
void xw_sharp_search_clear(xw_sharp_search *sharp);

/** All from `source` to controls with greater ids.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH */
xw_status xw_sharp_search_run(xw_sharp_search *sharp, uint32_t source,
                              xw_error *err);

/** What there is to do in all, in the unit of the progress. */
uint64_t xw_contradictions_work(const xw_graph *graph);

/** Find all of a graph.
 *
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *
 *  O(walks that exclude something). */
xw_status xw_contradictions_find(const xw_graph *graph,
                                 const xw_evidence *evidence, unsigned parts,
                                 const xw_progress *progress,
                                 xw_contradictions *out, xw_error *err);
void xw_contradictions_clear(xw_contradictions *found);

#endif
