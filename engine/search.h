/* search.h - all walks from one control, level by level.
 *
 * Level k holds, for each control, which of the 14 masks the walks of exactly k
 * mapping edges to it compose to.  Entering a control also enters, at no hop,
 * what it is a part of and its own parts, up and down but not up and then
 * down.  A walk does not re-enter its source.  The mappings of a pair that
 * contradict each other carry nothing on: they act as XW_ALL.  A search enters
 * only frameworks from which the wanted ones can still be reached in the hops
 * that remain. */
#ifndef XW_ENGINE_SEARCH_H
#define XW_ENGINE_SEARCH_H

#include "graph.h"

/** What a level knows.  Arrays are zero but for the controls listed, and are
 *  cleared by them, so that a search costs what it touches. */
typedef struct xw_level {
    xw_mask_set
        *entered; /**< [control_count] by an edge (level 0: the source) */
    xw_mask_set *reached; /**< [control_count] that, and by part links; the same
                               array where the graph has no parts */
    uint32_t *entries;    /**< [entry_count] controls with `entered` set */
    uint32_t *reaches;    /**< [reach_count] with `reached` set, in no order */
    size_t entry_count, entry_cap, reach_count, reach_cap;
    bool sorted; /**< what is reached */
} xw_level;

/** Which edges a search uses. */
typedef struct xw_edge_filter {
    uint32_t rationales;  /**< bit for each xw_rationale; 0: all */
    uint32_t excluded[2]; /**< half-edges of a mapping left out, or XW_NONE */
    const uint32_t *revived; /**< [revived_count] those it had replaced, few */
    size_t revived_count;
    /** A bit for each half-edge of those left out, or NULL: for good, and for
     *  the question in hand, which ranking takes to be there otherwise. */
    const uint64_t *left_out, *hidden;
    bool stated_only;      /**< no unlabelled edges */
    bool requirement_only; /**< no edges that claim a topic only */
    /** A bit for each control that a half-edge leads to which excludes that the
     *  two merely intersect, or NULL.  When given, walks that exclude nothing,
     *  however they go on, are not followed. */
    const uint64_t *sharp;
} xw_edge_filter;

/** The masks that leave out "intersects"; any other followed by any other
 *  excludes nothing. */
enum { XW_MASKS_SHARP = 0x77 };

#define XW_EDGE_FILTER_NONE                                                 \
    (xw_edge_filter)                                                        \
    {                                                                       \
        .rationales = 0, .excluded = { XW_NONE, XW_NONE }, .revived = NULL, \
        .revived_count = 0, .left_out = NULL, .hidden = NULL,               \
        .stated_only = false, .requirement_only = false, .sharp = NULL      \
    }

typedef struct xw_search {
    const xw_graph *graph;
    const xw_mask_table *table;
    const uint8_t *distance; /**< [framework_count] hops to a wanted one */
    const uint32_t *wanted;  /**< [wanted_count] those at distance 0, in any
                                  order; none: not told */
    uint32_t wanted_count;
    xw_edge_filter filter;
    uint32_t source;
    uint32_t max_hops;
    xw_level levels[XW_HOPS_MOST + 1];
    uint32_t level_count; /**< levels whose arrays exist */
    bool met_related;     /**< an edge that `stated_only` would leave out */
    bool met_topic;
    uint32_t *stack; /**< [stack_count] for walks down the parts, which may be
                          taken within each other */
    size_t stack_count, stack_cap;
} xw_search;

/** Begin with no memory; `table` must outlive it. */
void xw_search_init(xw_search *search, const xw_graph *graph,
                    const xw_mask_table *table);
void xw_search_clear(xw_search *search);

/** All walks of at most `max_hops` edges from `source`.  What an earlier run
 *  left is forgotten.
 *
 *  @param distance  [framework_count] from xw_search_distances.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *
 *  O(edges touched). */
xw_status xw_search_run(xw_search *search, uint32_t source, uint32_t max_hops,
                        const uint8_t *distance, const xw_edge_filter *filter,
                        xw_error *err);

/** Hops from each framework to the nearest of those wanted, as far as a search of
 *  `most` hops asks, which is below `most`; further ones stay as they are.
 *  @param distance  [framework_count] 0 for the wanted ones, else UINT8_MAX.
 *  @param queue     [framework_count] the wanted ones come first. */
xw_status xw_search_distances(const xw_graph *graph, uint32_t most,
                              uint8_t *distance, uint32_t *queue,
                              uint32_t wanted_count, xw_error *err);

/** The controls that walks of `level` edges reach, in no order unless they were
 *  sorted.  O(1). */
static inline const uint32_t *
xw_search_reached(const xw_search *search, uint32_t level, size_t *count)
{
    const xw_level *at = &search->levels[level];
    bool one_list = at->reached == at->entered;
    *count = one_list ? at->entry_count : at->reach_count;
    return one_list ? at->entries : at->reaches;
}

/** Put the controls that level k reaches into order, once. */
void xw_search_sort(xw_search *search, uint32_t k);

/** All masks of walks to a control, of any length. */
xw_mask_set xw_search_masks(const xw_search *search, uint32_t control);

/** Whether the filter lets a half-edge into the pool of evidence: idle edges,
 *  other rationales and the mapping left out are not. */
bool xw_search_pools(const xw_search *search, uint32_t edge);

/** Whether a half-edge of the pool can be walked. */
bool xw_search_uses(const xw_search *search, uint32_t edge);

/** The meet of the pooled mappings of a pair, from the side of the row's
 *  control; XW_ALL where there are none. */
xw_relation xw_search_meet_of_pair(const xw_search *search, xw_row pair);

/** What a half-edge says when walked as a step: its mask id, or XW_MASK_ALL
 *  where the pair's mappings contradict.  XW_MASK_COUNT: a damaged one. */
unsigned xw_search_mask_of_edge(const xw_search *search, xw_row row,
                                uint32_t edge);

/** What is above or below a control by part links, but not past the source: a
 *  walk that goes through it re-enters it.  Calls `visit` for each, with the
 *  mask id of control -> relative; stops when that fails. */
typedef xw_status (*xw_relative_fn)(void *payload, uint32_t relative,
                                    unsigned mask);
xw_status xw_search_relatives(xw_search *search, uint32_t control,
                              xw_relative_fn visit, void *payload,
                              xw_error *err);

#endif
