/* compare_answer.h - what the engine answers beside what the oracle does. */
#ifndef XW_TESTS_COMPARE_ANSWER_H
#define XW_TESTS_COMPARE_ANSWER_H

#include "check_search.h"
#include "random_trial.h"

/** A question that both were asked; the oracle has walked from its control. */
typedef struct comparison {
    const oracle *o;
    const xw_graph *graph;
    xw_direction direction;
    finding *found;
} comparison;

/** The oracle's walk of the same steps, or NULL.  Steps of an answer read from
 *  the satisfying side to the satisfied. */
const oracle_walk *compare_find_walk(const comparison *c, const xw_walk *walk);

/** All of an answer that is decided by the pair: proof and witness too, but not
 *  the worth of its score. */
void compare_answer(const comparison *c, const xw_answer *got,
                    const oracle_answer *want);

/** What a whole selection comes to when its best answer is `best`. */
void compare_into(const comparison *c, const xw_into_answer *got,
                  uint32_t framework, xw_verdict best);

#endif
