/* measure.h - how good a ranking is, and how honest its scores are.
 *
 * Where scores tie, the order is taken to be random and measures are expected
 * values, so that ties are shared evenly. */
#ifndef XW_ENGINE_MEASURE_H
#define XW_ENGINE_MEASURE_H

#include <xw/evaluate.h>

/** One of a ranking. */
typedef struct xw_ranked {
    double score;
    bool relevant;
} xw_ranked;

/** Sort by score, best first. */
void xw_ranked_sort(xw_ranked *ranked, size_t count);

/** Of a sorted ranking: the mean, over `relevant` things to be found, of the
 *  precision where each is; what is not in the ranking counts 0.  0 when there
 *  is nothing to be found.
 *
 *  Expected value over ties: McSherry, Najork 2008, equation 4.  O(count). */
double xw_average_precision(const xw_ranked *ranked, size_t count,
                            uint64_t relevant);

typedef struct xw_cut {
    double f1, precision, recall;
} xw_cut;

/** Of a sorted ranking: the cut with the best F1, between scores; of two as
 *  good the earlier.  All 0 when nothing relevant is in it.  O(count). */
xw_cut xw_best_cut(const xw_ranked *ranked, size_t count, uint64_t relevant);

/** Of a sorted ranking: the share that is relevant of the first `most`, which
 *  need be no whole number.  0 of nothing.  O(count). */
double xw_precision_of_best(const xw_ranked *ranked, size_t count, double most);

/** Candidates in bins of equal width by score. */
typedef struct xw_bins {
    uint64_t count[XW_BIN_COUNT], relevant[XW_BIN_COUNT];
    double scores[XW_BIN_COUNT]; /**< their sum */
} xw_bins;

/** Count a candidate, whose score is 0 .. 1; 1 itself is of the last bin. */
void xw_bins_add(xw_bins *bins, xw_ranked candidate);

/** Expected calibration error: by how much the mean score of a bin differs
 *  from its share of relevant ones, weighted by count.  0 of nothing. */
double xw_bins_error(const xw_bins *bins);

#endif
