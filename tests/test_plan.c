/* Plans against exhaustive search, and at their edges. */
#include "drawn_plan.h"

/* ---- Exhaustive search ----------------------------------------------------------- */

static uint64_t
cost_of(const plan_question *q, uint32_t control)
{
    return q->cost[control];
}

static bool
does_for_all(const plan_question *q, const uint32_t *left, uint32_t count,
             uint32_t set)
{
    uint32_t controls[PLANNED_MOST];
    size_t chosen = 0;
    bool satisfied[PLANNED_MOST];
    for (uint32_t i = 0; i < count; ++i) {
        if (set >> i & 1U) {
            controls[chosen++] = left[i];
        }
    }
    close_over(q, controls, chosen, satisfied);
    for (uint32_t i = 0; i < count; ++i) {
        if (!satisfied[left[i]]) {
            return false;
        }
    }
    return true;
}

static uint64_t
cost_of_set(const plan_question *q, const uint32_t *left, uint32_t count,
            uint32_t set)
{
    uint64_t cost = 0;
    for (uint32_t i = 0; i < count; ++i) {
        cost += set >> i & 1U ? cost_of(q, left[i]) : 0;
    }
    return cost;
}

/* What more tests satisfy only grows: of those cheaper than `than` it is
 * enough to try the ones that nothing can be added to. */
static bool
is_largest(const plan_question *q, const uint32_t *left, uint32_t count,
           uint32_t set, uint64_t than)
{
    uint64_t cost = cost_of_set(q, left, count, set);
    bool is = cost < than;
    for (uint32_t i = 0; is && i < count; ++i) {
        is = set >> i & 1U || cost + cost_of(q, left[i]) >= than;
    }
    return is;
}

/* The tests without which all others together do not do: in any choice. */
static uint32_t
needed_by_all(const plan_question *q, const uint32_t *left, uint32_t count)
{
    uint32_t all = (1U << count) - 1, needed = 0;
    for (uint32_t i = 0; i < count; ++i) {
        bool is_needed = !does_for_all(q, left, count, all & ~(1U << i));
        needed |= is_needed ? 1U << i : 0;
    }
    return needed;
}

/* The cost of the cheapest choice, where one of cost `known` does. */
static uint64_t
cheapest(const plan_question *q, const uint32_t *left, uint32_t count,
         uint64_t known)
{
    uint32_t needed = needed_by_all(q, left, count);
    bool is_cheaper = known > 0;
    while (is_cheaper) {
        is_cheaper = false;
        for (uint32_t set = 0; set < 1U << count && !is_cheaper; ++set) {
            if (!(needed & ~set) && is_largest(q, left, count, set, known) &&
                does_for_all(q, left, count, set)) {
                is_cheaper = true;
                known = cost_of_set(q, left, count, set);
            }
        }
    }
    return known;
}

static void
check_choice(const plan_question *q, const xw_plan *plan, const uint32_t *left,
             uint32_t count)
{
    size_t items, spared;
    const xw_planned *planned = xw_plan_items(plan, &items);
    const xw_spared *without = xw_plan_spared(plan, &spared);
    uint32_t controls[PLANNED_MOST];
    bool satisfied[PLANNED_MOST];
    assert_int_equal(items + spared, count);
    for (size_t i = 0; i < items; ++i) {
        controls[i] = planned[i].control.i;
    }
    close_over(q, controls, items, satisfied);
    size_t item = 0, other = 0;
    for (uint32_t i = 0; i < count; ++i) {
        assert_true(satisfied[left[i]]);
        if (item < items && planned[item].control.i == left[i]) {
            assert_int_equal(planned[item].cost, cost_of(q, left[i]));
            ++item;
        } else {
            assert_true(other < spared);
            assert_int_equal(without[other++].control.i, left[i]);
        }
    }
}

/* What compliant controls satisfy is not tested any more, not even for the sake
 * of others. */
static uint32_t
drop_settled(const plan_question *q, uint32_t *left, uint32_t count)
{
    bool satisfied[PLANNED_MOST];
    uint32_t kept = 0;
    close_over(q, NULL, 0, satisfied);
    for (uint32_t i = 0; i < count; ++i) {
        if (!satisfied[left[i]]) {
            left[kept++] = left[i];
        }
    }
    return kept;
}

static void
check_exhaustively(const plan_question *q, const xw_plan *plan,
                   uint64_t *spared)
{
    uint32_t left[PLANNED_MOST];
    uint32_t count = list_left(q, left);
    xw_plan_totals totals;
    xw_plan_get_totals(plan, &totals);
    check_choice(q, plan, left, count);
    assert_int_equal(totals.separate_items, count);
    assert_int_equal(totals.separate_total,
                     cost_of_set(q, left, count, (1U << count) - 1));
    *spared += count - totals.items;
    count = drop_settled(q, left, count);
    uint64_t least = cheapest(q, left, count, totals.total);
    assert_true(totals.lower_bound <= least);
    assert_true(least <= totals.total);
    assert_int_equal(totals.exact, totals.lower_bound == totals.total);
}

static void
test_plan_is_the_cheapest(void **state)
{
    (void)state;
    uint64_t spared = 0, runs = test_runs(2000, 20000);
    for (uint64_t seed = 0; seed < runs; ++seed) {
        plan_question q;
        draw_plan_question(&q, &drawn_plan_shape, seed);
        xw_plan *plan = plan_of(&q);
        xw_plan_totals totals;
        xw_plan_get_totals(plan, &totals);
        if (!totals.exact) {
            fail_msg("seed %u is not exact", (unsigned)seed);
        }
        check_exhaustively(&q, plan, &spared);
        xw_plan_free(plan);
        xw_graph_free(q.graph);
    }
    assert_true(spared > runs);
}

static void
test_plan_without_effort_keeps_its_bound(void **state)
{
    (void)state;
    uint64_t spared = 0;
    for (uint64_t seed = 50000; seed < 51000; ++seed) {
        plan_question q;
        draw_plan_question(&q, &drawn_plan_shape, seed);
        q.request.effort = 1;
        xw_plan *plan = plan_of(&q);
        check_exhaustively(&q, plan, &spared);
        xw_plan_free(plan);
        xw_graph_free(q.graph);
    }
    assert_true(spared > 300);
}

/* ---- The same again ------------------------------------------------------------------- */

static void
check_equal(const xw_plan *a, const xw_plan *b)
{
    xw_plan_totals x, y;
    size_t count, other;
    xw_plan_get_totals(a, &x);
    xw_plan_get_totals(b, &y);
    assert_memory_equal(&x, &y, sizeof x);
    const xw_planned *p = xw_plan_items(a, &count);
    const xw_planned *q = xw_plan_items(b, &other);
    assert_int_equal(count, other);
    for (size_t i = 0; i < count; ++i) {
        assert_int_equal(p[i].control.i, q[i].control.i);
        assert_int_equal(p[i].session, q[i].session);
        assert_int_equal(p[i].cover_count, q[i].cover_count);
    }
}

static void
test_plan_does_not_depend_on_threads(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 60; ++seed) {
        plan_question q;
        draw_plan_question(&q, &drawn_plan_shape, seed);
        xw_plan *one = plan_of(&q);
        q.request.threads = 2 + (uint32_t)(seed % 4);
        xw_plan *many = plan_of(&q);
        check_equal(one, many);
        xw_plan_free(one);
        xw_plan_free(many);
        xw_graph_free(q.graph);
    }
}

/* ---- Edges ----------------------------------------------------------------------------- */

static xw_status
plan_once(void *state)
{
    const plan_question *q = state;
    xw_plan *plan = NULL;
    xw_status st = xw_plan_new(q->graph, &q->request, &plan, NULL);
    xw_plan_free(plan);
    return st;
}

static void
test_plan_survives_want_of_memory(void **state)
{
    (void)state;
    plan_question q;
    draw_plan_question(&q, &drawn_plan_shape, 6);
    sweep_allocations(plan_once, &q);
    xw_graph_free(q.graph);
}

static void
assert_refused(const plan_question *q, const char *message)
{
    xw_plan *plan = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_int_equal(xw_plan_new(q->graph, &q->request, &plan, &err), XW_E_ARG);
    assert_string_equal(err.message, message);
    assert_null(plan);
}

static void
test_plan_refuses_requests_out_of_range(void **state)
{
    (void)state;
    plan_question q;
    draw_plan_question(&q, &drawn_plan_shape, 1);
    q.costs[0] = (xw_test_cost){ { 0 }, 0 };
    q.request.cost_count = 1;
    assert_refused(&q, "cost 0 is out of range");
    q.costs[0].cost = XW_PLAN_COST_MOST + 1;
    assert_refused(&q, "cost 0 is out of range");
    q.request.cost_count = 0;
    q.results[0] = (xw_assessed){ { PLANNED_MOST }, XW_COMPLIANT };
    q.request.result_count = 1;
    assert_refused(&q, "result 0 is out of range");
    q.request.result_count = 0;
    q.request.of = (xw_choice){ 0 };
    assert_refused(&q, "nothing is to be planned");
    q.request.size = 1;
    assert_refused(&q, "xw_plan_request has the wrong size");
    xw_graph_free(q.graph);
}

static void
test_nothing_left_is_planned_exactly(void **state)
{
    (void)state;
    plan_question q;
    draw_plan_question(&q, &drawn_plan_shape, 1);
    q.request.result_count = 0;
    for (uint32_t c = 0; c < PLANNED_MOST; ++c) {
        q.results[q.request.result_count++] =
            (xw_assessed){ { c }, XW_COMPLIANT };
    }
    xw_plan *plan = plan_of(&q);
    xw_plan_totals totals;
    xw_schedule_request request = XW_SCHEDULE_REQUEST_INIT;
    xw_schedule schedule;
    xw_error err = XW_ERROR_INIT;
    xw_plan_get_totals(plan, &totals);
    assert_true(totals.exact);
    assert_int_equal(totals.items, 0);
    assert_int_equal(totals.total, 0);
    assert_int_equal(totals.requirements, totals.compliant);
    assert_ok(xw_plan_schedule(plan, &request, NULL, &schedule, &err), err);
    assert_int_equal(schedule.days, 0);
    xw_plan_free(plan);
    xw_graph_free(q.graph);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan_is_the_cheapest),
        cmocka_unit_test(test_plan_without_effort_keeps_its_bound),
        cmocka_unit_test(test_plan_does_not_depend_on_threads),
        cmocka_unit_test(test_plan_survives_want_of_memory),
        cmocka_unit_test(test_plan_refuses_requests_out_of_range),
        cmocka_unit_test(test_nothing_left_is_planned_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
