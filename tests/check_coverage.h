/* check_coverage.h - coverage answered slowly and obviously, by xw_map for each
 * wanted control and each framework on its own. */
#ifndef XW_TESTS_CHECK_COVERAGE_H
#define XW_TESTS_CHECK_COVERAGE_H

#include "support.h"

#include <xw/coverage.h>

/** What is held: a byte for each control. */
typedef struct slow_held {
    const xw_graph *graph;
    xw_scratch *scratch;
    unsigned char *has; /**< [control_count] */
    uint32_t max_hops;
} slow_held;

/** Nothing, to be added to.  Freed by slow_held_free. */
slow_held slow_held_new(const xw_graph *graph, uint32_t max_hops);
void slow_held_free(slow_held *held);
void slow_hold(slow_held *held, const xw_choice *choice);

/** Whether a control counts in denominators. */
bool slow_counts(const xw_graph *graph, uint32_t control);

/** The best answer of single controls held, but for `counts` and `joint`. */
xw_covered slow_single(const slow_held *held, uint32_t control);

/** Assert that a coverage of what is held says what single answers say, and
 *  where it says more, that the closure of what is held does. */
void check_coverage(xw_coverage *coverage, const slow_held *held);

/** Assert that the answers listed for a control are the best of what is held,
 *  in order, and proven. */
void check_answers(xw_coverage *coverage, const slow_held *held,
                   uint32_t control);

#endif
