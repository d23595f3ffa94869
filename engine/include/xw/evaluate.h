/* xw/evaluate.h - how far what is inferred can be trusted: public API.
 *
 * Take two frameworks that a publisher has mapped to each other, hide all those
 * mappings, infer them from the rest, and compare.  Each pair of frameworks is
 * judged once that has enough direct mappings and another way round.
 *
 * Truth:       distinct pairs of controls with a direct mapping of any kind but
 *              "no relationship".
 * Candidates:  pairs that a search reaches once these are hidden, whatever the
 *              verdict, in one list by score.
 *
 * Suspected-derived mappings (xw/check.h) are neither truth nor evidence: what
 * was composed from two other sets would be found again, and prove nothing. */
#ifndef XW_EVALUATE_H
#define XW_EVALUATE_H

#include <xw/check.h>
#include <xw/query.h>

#ifdef __cplusplus
extern "C" {
#endif

#define XW_MIN_PAIRS_DEFAULT 50U
#define XW_BIN_COUNT         10

/** One candidate, and whether it is so. */
typedef struct xw_evaluated_candidate {
    size_t pair;     /**< index among the evaluated pairs */
    uint64_t direct; /**< truths of that pair */
    xw_control source, target;
    double score;
    xw_rank_pieces pieces;
    double walk;   /**< its score by the plain walk, see xw_evaluated_pair */
    bool is_true;  /**< someone has mapped source to target */
    bool is_known; /**< someone has mapped source into target's framework */
} xw_evaluated_candidate;

/** Receives each candidate, by pair, source and target, from the caller's
 *  thread. */
typedef void (*xw_evaluated_fn)(void *payload,
                                const xw_evaluated_candidate *candidate);

typedef struct xw_evaluate_request {
    size_t size;        /**< sizeof(xw_evaluate_request) */
    uint32_t max_hops;  /**< 1 .. XW_HOPS_MOST; 0: XW_HOPS_DEFAULT */
    uint32_t min_pairs; /**< direct pairs a pair of frameworks must have; 0:
                             XW_MIN_PAIRS_DEFAULT */
    uint32_t threads;   /**< 0: one for each processor */
    xw_evaluated_fn candidate; /**< or NULL */
    void *payload;             /**< passed to `candidate` */
    xw_progress_fn progress;   /**< told in controls searched from; or NULL */
    void *progress_payload;
} xw_evaluate_request;

#define XW_EVALUATE_REQUEST_INIT            \
    {                                       \
        .size = sizeof(xw_evaluate_request) \
    }

/** How well the mappings between two frameworks are inferred without them.  AP
 *  is average precision: ties are shared evenly, truths missed count 0. */
typedef struct xw_evaluated_pair {
    xw_framework source, target; /**< source has the smaller id */
    uint64_t direct;             /**< truths */
    uint64_t candidates;
    uint64_t found;               /**< truths among the candidates */
    double ap;                    /**< by score */
    double best_f1;               /**< at the best cut of the list by score */
    double precision, recall;     /**< there */
    double reach;                 /**< share of truths that are candidates */
    double composition_precision; /**< share of candidates that are true */
    double composition_ap;        /**< of the candidates in no order */
    double walk_ap; /**< by the chance that two walkers, one from each control,
                         who choose at every control one of those mapped to it
                         at random, arrive at the other: geometric mean */
    uint64_t
        known;  /**< candidates whose source someone has mapped into target */
    double ece; /**< of these, see xw_evaluation */
} xw_evaluated_pair;

/** Candidates with scores from `least`, up to but for the last bin without
 *  `most`. */
typedef struct xw_evaluated_bin {
    double least, most;
    uint64_t count;
    double score;     /**< their mean */
    double precision; /**< share of them that are true */
} xw_evaluated_bin;

typedef struct xw_evaluation {
    uint32_t max_hops, min_pairs;
    xw_evaluated_pair *pairs; /**< [pair_count] by source, then target */
    size_t pair_count;
    /* Means over pairs: */
    double mean_ap, mean_best_f1, mean_reach, mean_composition_precision;
    double mean_composition_ap, mean_walk_ap;
    /** Expected calibration error over the known candidates of all pairs, in
     *  ten bins of equal width weighted by count; and the mean of the pairs'. */
    double ece, mean_pair_ece;
    xw_evaluated_bin bins[XW_BIN_COUNT];
    /** Of the known candidates: share that is true of all, and of the tenth with
     *  the best scores. */
    double precision, best_tenth_precision;
    xw_derived *left_out; /**< [left_out_count] as xw_check finds them */
    size_t left_out_count;
} xw_evaluation;

/** Evaluate a graph.  The result does not depend on the number of threads.
 *
 *  @retval XW_E_ARG    A field of the request is out of its range.
 *  @retval XW_E_NOMEM
 *
 *  O(searches from the controls of each pair's source). */
XW_API xw_status xw_evaluate(const xw_graph *graph,
                             const xw_evaluate_request *request,
                             xw_evaluation **out, xw_error *err);
XW_API void xw_evaluation_free(xw_evaluation *evaluation);

#ifdef __cplusplus
}
#endif

#endif /* XW_EVALUATE_H */
