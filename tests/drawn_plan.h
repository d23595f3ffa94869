/* drawn_plan.h - plans to ask of drawn graphs, small enough to try every choice
 * of tests. */
#ifndef XW_TESTS_DRAWN_PLAN_H
#define XW_TESTS_DRAWN_PLAN_H

#include "drawn_graph.h"

#include <xw/plan.h>

enum { PLANNED_MOST = 15, PLANNED_FRAMEWORKS = 3, PLANNED_CONTROLS = 5 };

extern const drawn_shape drawn_plan_shape;

typedef struct plan_question {
    xw_graph *graph;
    xw_plan_request request;
    xw_selection of[PLANNED_FRAMEWORKS];
    xw_assessed results[PLANNED_MOST];
    xw_test_cost costs[PLANNED_MOST];
    bool compliant[PLANNED_MOST], out[PLANNED_MOST]; /* by control */
    uint64_t cost[PLANNED_MOST];
} plan_question;

/** Draw a question, and its graph, of this shape. */
void draw_plan_question(plan_question *q, const drawn_shape *shape,
                        uint64_t seed);

/** Its plan, to be freed. */
xw_plan *plan_of(const plan_question *q);

/** List the requirements that results leave in; gives how many. */
uint32_t list_left(const plan_question *q, uint32_t *out);

/** What the closure of some controls, and of what is compliant where that is
 *  carried, satisfies by evidence that is accepted. */
void close_over(const plan_question *q, const uint32_t *controls, size_t count,
                bool satisfied[PLANNED_MOST]);

#endif
