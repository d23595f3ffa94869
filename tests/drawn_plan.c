#include "drawn_plan.h"

/* Few controls, so that all choices of tests can be tried. */
const drawn_shape drawn_plan_shape = {
    .frameworks = PLANNED_FRAMEWORKS,
    .controls = PLANNED_CONTROLS,
    .mappings = 12,
    .rules = 8,
    .gaps = 1,
    .scopes = 1,
    .weights = { [XW_EQUAL] = 3,
                 [XW_SUBSET_OF] = 4,
                 [XW_SUPERSET_OF] = 6,
                 [XW_INTERSECTS_WITH] = 4,
                 [XW_NO_RELATIONSHIP] = 1,
                 [XW_RELATED] = 1 },
    .has_parts = true,
    .has_policies = true,
};

/* ---- Drawing ------------------------------------------------------------------ */

static void
draw_results(plan_question *q, drawn_random *random)
{
    for (uint32_t c = 0; c < PLANNED_MOST; ++c) {
        if (drawn_chance(random, 30)) {
            xw_result result = (xw_result)drawn_below(random, XW_RESULT_COUNT);
            q->results[q->request.result_count++] =
                (xw_assessed){ { c }, result };
            q->compliant[c] = result == XW_COMPLIANT;
            q->out[c] = q->compliant[c] || result == XW_NOT_APPLICABLE;
        }
    }
    q->request.carry = drawn_chance(random, 50);
}

static void
draw_costs(plan_question *q, drawn_random *random)
{
    for (uint32_t c = 0; c < PLANNED_MOST; ++c) {
        if (drawn_chance(random, 60)) {
            q->cost[c] = XW_PLAN_ONE / 2 * (1 + drawn_below(random, 5));
            q->costs[q->request.cost_count++] =
                (xw_test_cost){ { c }, q->cost[c] };
        }
    }
}

void
draw_plan_question(plan_question *q, const drawn_shape *shape, uint64_t seed)
{
    drawn_random random = { seed + 77000 };
    *q = (plan_question){ .graph = drawn_graph(shape, seed),
                          .request = XW_PLAN_REQUEST_INIT };
    for (uint32_t c = 0; c < PLANNED_MOST; ++c) {
        q->cost[c] = XW_PLAN_ONE;
    }
    uint32_t count = 1 + drawn_below(&random, PLANNED_FRAMEWORKS);
    for (uint32_t f = 0; f < count; ++f) {
        bool is_whole = drawn_chance(&random, 70);
        q->of[f] = (xw_selection){ { f }, { is_whole ? XW_NONE : f } };
    }
    q->request.of = (xw_choice){ q->of, count, NULL, 0 };
    q->request.results = q->results;
    q->request.costs = q->costs;
    q->request.max_hops = 1 + drawn_below(&random, 3);
    q->request.threads = 1;
    q->request.accept_topic = seed % 3 == 0;
    q->request.accept_related = seed % 6 == 0;
    if (seed % 2) {
        draw_costs(q, &random);
    }
    if (seed % 4 >= 2) {
        draw_results(q, &random);
    }
}

xw_plan *
plan_of(const plan_question *q)
{
    xw_plan *plan = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_plan_new(q->graph, &q->request, &plan, &err), err);
    return plan;
}

static bool
counts(const xw_graph *graph, uint32_t control)
{
    xw_control_info info;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_control(graph, (xw_control){ control }, &info, &err),
              err);
    return info.assessable && !info.withdrawn;
}

static bool
is_selected(const plan_question *q, uint32_t control)
{
    for (size_t s = 0; s < q->request.of.selection_count; ++s) {
        xw_scope_info scope;
        xw_error err = XW_ERROR_INIT;
        if (q->of[s].scope.i == XW_NONE) {
            if (control / PLANNED_CONTROLS == q->of[s].framework.i) {
                return true;
            }
            continue;
        }
        assert_ok(xw_graph_scope(q->graph, q->of[s].scope, &scope, &err), err);
        for (size_t m = 0; m < scope.count; ++m) {
            if (scope.members[m] == control) {
                return true;
            }
        }
    }
    return false;
}

/* The requirements that results leave in. */
uint32_t
list_left(const plan_question *q, uint32_t *out)
{
    uint32_t count = 0;
    for (uint32_t c = 0; c < PLANNED_MOST; ++c) {
        if (is_selected(q, c) && counts(q->graph, c) && !q->out[c]) {
            out[count++] = c;
        }
    }
    return count;
}

/* What the closure of some controls, and of what is compliant where that is
 * carried, satisfies by evidence that is accepted. */
void
close_over(const plan_question *q, const uint32_t *controls, size_t count,
           bool satisfied[PLANNED_MOST])
{
    xw_control implemented[2 * PLANNED_MOST];
    xw_closure_request request = XW_CLOSURE_REQUEST_INIT;
    for (size_t i = 0; i < count; ++i) {
        implemented[request.implemented.control_count++] =
            (xw_control){ controls[i] };
    }
    for (uint32_t c = 0; c < PLANNED_MOST; ++c) {
        if (q->request.carry && q->compliant[c]) {
            implemented[request.implemented.control_count++] =
                (xw_control){ c };
        }
    }
    request.implemented.controls = implemented;
    request.max_hops = q->request.max_hops;
    xw_closure *closure;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_closure_new(q->graph, &request, &closure, &err), err);
    for (uint32_t c = 0; c < PLANNED_MOST; ++c) {
        xw_satisfaction known;
        satisfied[c] =
            !xw_closure_find(closure, (xw_control){ c }, &known, &err) &&
            !known.marks.disputed &&
            (!known.marks.topic || q->request.accept_topic) &&
            (!known.marks.related || q->request.accept_related);
    }
    xw_closure_free(closure);
}
