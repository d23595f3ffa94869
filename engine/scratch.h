/* scratch.h - room for the searches of one question, and what they answer. */
#ifndef XW_ENGINE_SCRATCH_H
#define XW_ENGINE_SCRATCH_H

#include "proof.h"
#include "rank.h"
#include "reacher.h"

/** The searches a verdict may need, by the edges they leave out. */
typedef enum xw_search_kind {
    XW_SEARCH_ALL,         /**< none: decides every verdict */
    XW_SEARCH_STATED,      /**< unlabelled ones: decides the basis */
    XW_SEARCH_REQUIREMENT, /**< topic ones: decides `topic` */
    XW_SEARCH_STRICT,      /**< both: the basis of a full that is not `topic` */
    XW_SEARCH_COUNT
} xw_search_kind;

/** An answer in the making: its walks are places in the steps, which move while
 *  they grow. */
typedef struct xw_draft {
    xw_answer answer;
    xw_proof proof, against;
} xw_draft;

struct xw_scratch {
    const xw_graph *graph;
    xw_mask_table table;
    uint8_t *distance; /**< [framework_count] hops to a wanted one */
    uint32_t *queue;   /**< [framework_count] the wanted ones come first */
    uint32_t wanted_count;
    uint32_t marked_hops; /**< that `distance` is right for; 0: for none */

    xw_search searches[XW_SEARCH_COUNT];
    xw_prover provers[XW_SEARCH_COUNT];
    bool has_run[XW_SEARCH_COUNT]; /**< for the question in hand */
    uint32_t source, max_hops;
    xw_direction direction;
    xw_edge_filter filter; /**< of XW_SEARCH_ALL */
    xw_ranker ranker;

    uint32_t *found; /**< [found_count] controls of the wanted frameworks */
    size_t found_count, found_cap;
    xw_draft *drafts; /**< [draft_count] */
    size_t draft_count, draft_cap;
    xw_answer *answers; /**< [draft_count] what the caller gets */
    size_t answer_cap;
    xw_into_answer *into; /**< [into_count] */
    size_t into_cap;
    xw_steps steps;

    struct xw_explained *explained; /**< of xw_explain, see explain.c */
    xw_reacher *reacher;            /**< of xw_reach_..., see reacher.h */
};

/** Run the search of a kind, if it has not for this question, and point its
 *  prover to it. */
xw_status xw_scratch_search(xw_scratch *scratch, xw_search_kind kind,
                            xw_error *err);

/** Set the walks of a finished draft, turned around where the question is;
 *  once only, and when no more steps are added. */
void xw_scratch_attach(xw_scratch *scratch, xw_draft *draft);

/** Begin a question: what is asked, and which frameworks are wanted. */
xw_status xw_scratch_prepare(xw_scratch *scratch, xw_control control,
                             const xw_selection *into, size_t into_count,
                             uint32_t max_hops, xw_error *err);

/** The same, and run XW_SEARCH_ALL. */
xw_status xw_scratch_begin(xw_scratch *scratch, xw_control control,
                           const xw_selection *into, size_t into_count,
                           uint32_t max_hops, xw_error *err);

/** The reacher of a scratch, made when first asked for; NULL: out of memory. */
xw_reacher *xw_scratch_reacher(xw_scratch *scratch, xw_error *err);

#endif
