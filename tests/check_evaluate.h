/* check_evaluate.h - what an evaluation must say, the slow way round.
 *
 * Everything is read off the record that a graph was made from: which pairs of
 * frameworks are judged, what is true, what is reached once it is hidden, and
 * with what chance two random walkers meet.  Scores are the engine's own; from
 * them, average precision is worked out by drawing tied candidates one after
 * the other, cuts by trying each score, and shares by counting.
 *
 * What is suspected to be derived is taken from the evaluation as well: it is
 * xw_check that finds it. */
#ifndef XW_TESTS_CHECK_EVALUATE_H
#define XW_TESTS_CHECK_EVALUATE_H

#include "check_search.h"
#include "random_trial.h"

#include <xw/evaluate.h>

enum { EVALUATED_MOST = RECORD_CONTROLS * RECORD_CONTROLS };

/** The candidates of an evaluation, as the engine told of them. */
typedef struct told_candidates {
    xw_evaluated_candidate items[EVALUATED_MOST]; /**< [count] */
    size_t count;
} told_candidates;

/** An xw_evaluated_fn; `payload` is a told_candidates. */
void tell_candidate(void *payload, const xw_evaluated_candidate *candidate);

/** Find what is wrong with an evaluation of the graph of `record`. */
void check_evaluation(const graph_record *record, const xw_graph *graph,
                      const xw_evaluation *got, const told_candidates *told,
                      finding *found);

#endif
