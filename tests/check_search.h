/* check_search.h - what a search must answer, found by trying every walk.
 *
 * Slow and obvious: all walks from one control are written down one by one,
 * each with what it alone says, and a pair's answer is read off the list of
 * those that end there.  Nothing is pruned, merged or met midway.
 *
 * A walk is a list of steps.  It begins at its source and never comes back to
 * it.  A mapping may be walked either way, at one hop.  Between two mappings,
 * before the first and after the last it may climb to part-ancestors, or go
 * down to part-descendants, link by link, at no hop; not both, since what
 * comes down again enters no part of what was entered. */
#ifndef XW_TESTS_CHECK_SEARCH_H
#define XW_TESTS_CHECK_SEARCH_H

#include "graph_record.h"

#include <xw/query.h>

/** A mapping between two controls. */
typedef struct oracle_edge {
    uint32_t source, target;
    xw_relationship relationship;
    xw_relation says; /**< 0: nothing, its set's unlabelled links are ignored */
    uint32_t strength;
    xw_rationale rationale;
    uint32_t set;
    bool topic;
    bool joint;
    bool replaced;     /**< a set of higher precedence speaks of the pair */
    bool used;         /**< walks may take it */
    bool contradicted; /**< what is said of its pair cannot all hold */
} oracle_edge;

typedef enum oracle_chain {
    CHAIN_NONE, /**< no part link since the last mapping */
    CHAIN_UP,
    CHAIN_DOWN
} oracle_chain;

typedef struct oracle_walk {
    uint32_t
        before;    /**< the walk it prolongs by one step, XW_NONE: the start */
    uint32_t same; /**< another walk that ends where it does, or XW_NONE */
    uint32_t control;     /**< where it ends */
    uint32_t edge;        /**< of its last step, XW_NONE for a part link */
    xw_step_kind kind;    /**< of its last step */
    bool inverted;        /**< its last step walks a mapping backwards */
    oracle_chain chain;   /**< what part links its last steps are */
    xw_relation relation; /**< the composition, source to `control` */
    xw_relation onward;   /**< the same for the walks that prolong it */
    uint32_t steps, hops;
    uint32_t strength;          /**< least, XW_STRENGTH_NONE if any has none */
    bool related, topic, joint; /**< some edge is */
} oracle_walk;

typedef struct oracle {
    const graph_record *record;
    oracle_edge *edges;
    uint32_t edge_count;
    uint32_t source;
    oracle_walk *walks;
    uint32_t walk_count, walk_cap;
    uint32_t
        last_at[RECORD_CONTROLS]; /**< a walk that ends there, or XW_NONE */
} oracle;

/** What to leave out: nothing, or one edge as if never published, and all
 *  rationales but those of `rationales` (0: all). */
typedef struct oracle_view {
    uint32_t rationales;
    uint32_t without; /**< an edge, or XW_NONE */
} oracle_view;

void oracle_open(oracle *o, const graph_record *record);
void oracle_close(oracle *o);

/** Look at the record so from now on. */
void oracle_look(oracle *o, const oracle_view *view);

/** Write down every walk from `source`.
 *  @return false  There are more than `most`. */
bool oracle_walk_from(oracle *o, uint32_t source, uint32_t max_hops,
                      uint32_t most);

/** The walk of these steps, which read in the order walked, or XW_NONE. */
uint32_t oracle_find_walk(const oracle *o, const xw_graph *graph,
                          const xw_step *steps, size_t count);

/** The edge that a mapping of the graph is. */
uint32_t oracle_find_edge(const oracle *o, const xw_graph *graph,
                          xw_mapping mapping);

/** What a walk says, of the satisfying side to the satisfied. */
xw_relation oracle_says(const oracle_walk *walk, xw_direction direction);

/** True for a walk of one mapping and nothing else. */
bool oracle_is_direct(const oracle_walk *walk);

/** Fewest hops of a walk to `control` that, read from the source, cannot hold
 *  together with `relation`; XW_NONE: each can. */
uint32_t oracle_hops_against(const oracle *o, uint32_t control,
                             xw_relation relation);

/** Fewest hops, taken together, of two walks to `control` that contradict each
 *  other: both direct ones if such two do.  XW_NONE: no two do. */
uint32_t oracle_hops_of_conflict(const oracle *o, uint32_t control);

/** An answer without its walks. */
typedef struct oracle_answer {
    xw_verdict verdict;
    xw_relation relation;
    bool full_possible, related, topic, disputed;
    uint32_t hops;
    uint32_t strength;
} oracle_answer;

/** How the source of the walks stands to `target`. */
void oracle_decide(const oracle *o, uint32_t target, xw_direction direction,
                   oracle_answer *out);

/** True when a walk alone gives the verdict of an answer. */
bool oracle_establishes(const oracle_walk *walk, const oracle_answer *answer,
                        xw_direction direction);

#endif
