/* check_ranking.h - what a ranking of candidates is worth, the slow way round:
 * average precision by drawing tied candidates one after the other, cuts by
 * trying each score, and shares by counting. */
#ifndef XW_TESTS_CHECK_RANKING_H
#define XW_TESTS_CHECK_RANKING_H

#include "random_trial.h"

#include <xw/evaluate.h>

/** Sums in another order differ in the last bits. */
static const double RANKING_NEAR = 1e-9;

/** Some candidates, and what to rank them by. */
typedef struct ranking {
    const xw_evaluated_candidate *items; /* [count] */
    size_t count;
    enum { BY_NOTHING, BY_SCORE, BY_WALK } by;
    bool known_only;
} ranking;

/** Count those with a value of more than `than`, or of at least that. */
void count_above(const ranking *r, double than, bool or_equal, size_t *count,
                 size_t *relevant);

double average_precision(const ranking *r, uint64_t direct);

/** That of the known candidates, which are counted. */
double calibration_error(const ranking *r, uint64_t *known);

/** The expected share of true ones among the best `most`: each known candidate
 *  is among them with some chance. */
double share_among_best(const ranking *r, double most);

/** Find what is wrong with the best F1 of a pair, and where it is. */
void check_cut(const ranking *r, const xw_evaluated_pair *got, finding *found);

#endif
