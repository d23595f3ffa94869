/* Plans against exhaustive search, and what they promise. */
#include "drawn_graph.h"

#include "../engine/plan_clause.h"

#include <xw/plan.h>

#include <stdlib.h>
#include <string.h>

enum { MOST = 15, FRAMEWORKS = 3, CONTROLS = 5 };

/* Few controls, so that all choices of tests can be tried. */
static const drawn_shape small = {
    .frameworks = FRAMEWORKS,
    .controls = CONTROLS,
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

/* ---- Questions ----------------------------------------------------------------- */

typedef struct question {
    xw_graph *graph;
    xw_plan_request request;
    xw_selection of[FRAMEWORKS];
    xw_assessed results[MOST];
    xw_test_cost costs[MOST];
    bool compliant[MOST], out[MOST]; /* by control */
    uint64_t cost[MOST];
} question;

static void
draw_results(question *q, drawn_random *random)
{
    for (uint32_t c = 0; c < MOST; ++c) {
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
draw_costs(question *q, drawn_random *random)
{
    for (uint32_t c = 0; c < MOST; ++c) {
        if (drawn_chance(random, 60)) {
            q->cost[c] = XW_PLAN_ONE / 2 * (1 + drawn_below(random, 5));
            q->costs[q->request.cost_count++] =
                (xw_test_cost){ { c }, q->cost[c] };
        }
    }
}

static void
draw_question(question *q, const drawn_shape *shape, uint64_t seed)
{
    drawn_random random = { seed + 77000 };
    *q = (question){ .graph = drawn_graph(shape, seed),
                     .request = XW_PLAN_REQUEST_INIT };
    for (uint32_t c = 0; c < MOST; ++c) {
        q->cost[c] = XW_PLAN_ONE;
    }
    uint32_t count = 1 + drawn_below(&random, FRAMEWORKS);
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

static xw_plan *
plan_of(const question *q)
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
is_selected(const question *q, uint32_t control)
{
    for (size_t s = 0; s < q->request.of.selection_count; ++s) {
        xw_scope_info scope;
        xw_error err = XW_ERROR_INIT;
        if (q->of[s].scope.i == XW_NONE) {
            if (control / CONTROLS == q->of[s].framework.i) {
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
static uint32_t
list_left(const question *q, uint32_t *out)
{
    uint32_t count = 0;
    for (uint32_t c = 0; c < MOST; ++c) {
        if (is_selected(q, c) && counts(q->graph, c) && !q->out[c]) {
            out[count++] = c;
        }
    }
    return count;
}

static uint64_t
cost_of(const question *q, uint32_t control)
{
    return q->cost[control];
}

/* ---- Exhaustive search ----------------------------------------------------------- */

/* What the closure of some controls, and of what is compliant where that is
 * carried, satisfies by evidence that is accepted. */
static void
close_over(const question *q, const uint32_t *controls, size_t count,
           bool satisfied[MOST])
{
    xw_control implemented[2 * MOST];
    xw_closure_request request = XW_CLOSURE_REQUEST_INIT;
    for (size_t i = 0; i < count; ++i) {
        implemented[request.implemented.control_count++] =
            (xw_control){ controls[i] };
    }
    for (uint32_t c = 0; c < MOST; ++c) {
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
    for (uint32_t c = 0; c < MOST; ++c) {
        xw_satisfaction known;
        satisfied[c] =
            !xw_closure_find(closure, (xw_control){ c }, &known, &err) &&
            !known.marks.disputed &&
            (!known.marks.topic || q->request.accept_topic) &&
            (!known.marks.related || q->request.accept_related);
    }
    xw_closure_free(closure);
}

static bool
does_for_all(const question *q, const uint32_t *left, uint32_t count,
             uint32_t set)
{
    uint32_t controls[MOST];
    size_t chosen = 0;
    bool satisfied[MOST];
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
cost_of_set(const question *q, const uint32_t *left, uint32_t count,
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
is_largest(const question *q, const uint32_t *left, uint32_t count,
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
needed_by_all(const question *q, const uint32_t *left, uint32_t count)
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
cheapest(const question *q, const uint32_t *left, uint32_t count,
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
check_choice(const question *q, const xw_plan *plan, const uint32_t *left,
             uint32_t count)
{
    size_t items, spared;
    const xw_planned *planned = xw_plan_items(plan, &items);
    const xw_spared *without = xw_plan_spared(plan, &spared);
    uint32_t controls[MOST];
    bool satisfied[MOST];
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
drop_settled(const question *q, uint32_t *left, uint32_t count)
{
    bool satisfied[MOST];
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
check_exhaustively(const question *q, const xw_plan *plan, uint64_t *spared)
{
    uint32_t left[MOST];
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
        question q;
        draw_question(&q, &small, seed);
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
        question q;
        draw_question(&q, &small, seed);
        q.request.effort = 1;
        xw_plan *plan = plan_of(&q);
        check_exhaustively(&q, plan, &spared);
        xw_plan_free(plan);
        xw_graph_free(q.graph);
    }
    assert_true(spared > 300);
}

/* ---- What spares a test ------------------------------------------------------------ */

/* Whether xw_map alone says that implementing `a` satisfies `b`. */
static bool
maps_in_full(const question *q, xw_scratch *scratch, uint32_t a, uint32_t b)
{
    const xw_selection into = { { b / CONTROLS }, { XW_NONE } };
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = (xw_control){ a };
    request.into = &into;
    request.into_count = 1;
    request.max_hops = q->request.max_hops;
    xw_map_answer answer;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_map(scratch, &request, &answer, &err), err);
    for (size_t i = 0; i < answer.count; ++i) {
        const xw_answer *found = &answer.answers[i];
        if (found->control.i == b) {
            return found->verdict == XW_FULL && !found->disputed &&
                   (!found->topic || q->request.accept_topic) &&
                   (!found->related || q->request.accept_related);
        }
    }
    return false;
}

static bool
has(const uint32_t *list, size_t count, uint32_t value)
{
    for (size_t i = 0; i < count; ++i) {
        if (list[i] == value) {
            return true;
        }
    }
    return false;
}

/* What an item covers is what xw_map says in full of what is left.  Gap records
 * of the satisfied side dispute too, which xw_map of the other does not see:
 * graphs here have none. */
static void
check_covers(const question *q, const xw_plan *plan, xw_scratch *scratch)
{
    uint32_t left[MOST];
    uint32_t count = list_left(q, left);
    size_t items, spared;
    const xw_planned *planned = xw_plan_items(plan, &items);
    const xw_spared *without = xw_plan_spared(plan, &spared);
    for (size_t i = 0; i < items; ++i) {
        for (uint32_t l = 0; l < count; ++l) {
            bool is_settled = false;
            for (size_t s = 0; s < spared; ++s) {
                is_settled |=
                    without[s].settled && without[s].control.i == left[l];
            }
            bool is_full =
                left[l] != planned[i].control.i && !is_settled &&
                maps_in_full(q, scratch, planned[i].control.i, left[l]);
            assert_int_equal(is_full, has(planned[i].covers,
                                          planned[i].cover_count, left[l]));
        }
    }
}

/* Nothing less than full removes a requirement. */
static void
check_spared(const question *q, const xw_plan *plan, xw_scratch *scratch,
             uint32_t *joint)
{
    size_t spared;
    const xw_spared *without = xw_plan_spared(plan, &spared);
    for (size_t s = 0; s < spared; ++s) {
        assert_true(without[s].by_count > 0);
        for (size_t b = 0; b < without[s].by_count && !without[s].joint; ++b) {
            assert_true(maps_in_full(q, scratch, without[s].by[b],
                                     without[s].control.i));
        }
        bool satisfied[MOST];
        close_over(q, without[s].by, without[s].by_count, satisfied);
        assert_true(satisfied[without[s].control.i]);
        *joint += without[s].joint;
    }
}

static void
test_only_full_answers_spare_a_test(void **state)
{
    (void)state;
    drawn_shape shape = small;
    shape.gaps = 0;
    uint32_t joint = 0;
    for (uint64_t seed = 0; seed < 600; ++seed) {
        question q;
        draw_question(&q, &shape, seed);
        xw_plan *plan = plan_of(&q);
        xw_scratch *scratch;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_scratch_new(q.graph, &scratch, &err), err);
        check_covers(&q, plan, scratch);
        check_spared(&q, plan, scratch, &joint);
        xw_scratch_free(scratch);
        xw_plan_free(plan);
        xw_graph_free(q.graph);
    }
    assert_true(joint > 20);
}

static void
test_partial_answers_spare_nothing(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    memset(shape.weights, 0, sizeof shape.weights);
    shape.weights[XW_INTERSECTS_WITH] = 1;
    shape.weights[XW_SUBSET_OF] = 1;
    shape.has_parts = shape.has_policies = false;
    shape.rules = 0;
    for (uint64_t seed = 0; seed < 40; ++seed) {
        xw_graph *graph = drawn_graph(&shape, seed);
        /* What is below something is above nothing: into the first framework
         * alone nothing is ever full. */
        const xw_selection of = { { 0 }, { XW_NONE } };
        xw_plan_request request = XW_PLAN_REQUEST_INIT;
        request.of = (xw_choice){ &of, 1, NULL, 0 };
        request.max_hops = 1;
        xw_plan *plan;
        xw_plan_totals totals;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_plan_new(graph, &request, &plan, &err), err);
        xw_plan_get_totals(plan, &totals);
        assert_true(totals.items > 0);
        assert_true(totals.sessions <= totals.items);
        xw_plan_free(plan);
        xw_graph_free(graph);
    }
}

/* ---- Sessions ------------------------------------------------------------------------ */

static void
check_sessions(const xw_plan *plan, uint64_t most)
{
    size_t items, sessions;
    const xw_planned *planned = xw_plan_items(plan, &items);
    const xw_plan_session *session = xw_plan_sessions(plan, &sessions);
    size_t members = 0;
    for (size_t s = 0; s < sessions; ++s) {
        uint64_t cost = 0;
        assert_true(session[s].item_count > 0);
        for (size_t m = 0; m < session[s].item_count; ++m) {
            uint32_t item = session[s].items[m];
            assert_true(item < items);
            assert_int_equal(planned[item].session, s);
            assert_true(!m || session[s].items[m - 1] < item);
            cost += planned[item].cost;
        }
        assert_int_equal(cost, session[s].cost);
        assert_true(cost <= most || session[s].item_count == 1);
        assert_int_equal(session[s].theme == XW_THEME_SINGLE,
                         session[s].item_count == 1 && !session[s].clause);
        members += session[s].item_count;
    }
    assert_int_equal(members, items);
}

/* Two sessions are not held at the same time. */
static void
check_apart(const xw_slot *a, uint64_t a_cost, const xw_slot *b,
            uint64_t b_cost)
{
    bool is_same_day = a->month == b->month && a->day == b->day;
    assert_true(a->month == XW_NONE || a->month <= b->month);
    if (a->month != XW_NONE && is_same_day) {
        assert_true(a->before + a_cost <= b->before ||
                    b->before + b_cost <= a->before);
    }
}

/* Gives the least capacity of a month. */
static uint64_t
check_schedule(const xw_plan *plan, const xw_schedule_request *request)
{
    xw_slot slots[5 * MOST];
    xw_schedule schedule;
    xw_error err = XW_ERROR_INIT;
    size_t sessions;
    const xw_plan_session *session = xw_plan_sessions(plan, &sessions);
    assert_true(sessions <= sizeof slots / sizeof *slots);
    assert_ok(xw_plan_schedule(plan, request, slots, &schedule, &err), err);
    uint64_t used[XW_MONTHS_MOST] = { 0 };
    uint32_t unscheduled = 0;
    for (size_t s = 0; s < sessions; ++s) {
        if (slots[s].month == XW_NONE) {
            ++unscheduled;
            continue;
        }
        assert_true(slots[s].month < request->months);
        used[slots[s].month] += session[s].cost;
        assert_true(used[slots[s].month] <= schedule.month_capacity);
        assert_true(!slots[s].before ||
                    slots[s].before + session[s].cost <= request->day_capacity);
        for (size_t o = 0; o < s; ++o) {
            check_apart(&slots[o], session[o].cost, &slots[s], session[s].cost);
        }
    }
    assert_int_equal(unscheduled, schedule.unscheduled);
    if (!request->month_capacity) {
        assert_int_equal(unscheduled, 0);
        assert_int_equal(schedule.month_capacity, schedule.least_capacity);
        assert_int_equal(schedule.least_capacity % request->day_capacity, 0);
    }
    return schedule.least_capacity;
}

static void
test_sessions_hold_every_test_once(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 200; ++seed) {
        xw_graph *graph = drawn_graph(&drawn_mixed, seed);
        xw_selection of[5];
        for (uint32_t f = 0; f < 5; ++f) {
            of[f] = (xw_selection){ { f }, { XW_NONE } };
        }
        xw_plan_request request = XW_PLAN_REQUEST_INIT;
        request.of = (xw_choice){ of, 5, NULL, 0 };
        request.session_most = XW_PLAN_ONE * (1 + seed % 9);
        xw_plan *plan;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_plan_new(graph, &request, &plan, &err), err);
        check_sessions(plan, request.session_most);
        xw_schedule_request months = XW_SCHEDULE_REQUEST_INIT;
        months.months = 1 + (uint32_t)(seed % 12);
        months.day_capacity = XW_PLAN_ONE * (1 + seed % 5);
        uint64_t least = check_schedule(plan, &months);
        months.month_capacity = XW_PLAN_ONE * (1 + seed % 7);
        (void)check_schedule(plan, &months);
        months.month_capacity = least - months.day_capacity;
        if (months.month_capacity) {
            (void)check_schedule(plan, &months);
            xw_slot slots[5 * MOST];
            xw_schedule less;
            assert_ok(xw_plan_schedule(plan, &months, slots, &less, &err), err);
            assert_true(less.unscheduled > 0);
        }
        xw_plan_free(plan);
        xw_graph_free(graph);
    }
}

static void
test_clauses_are_read_from_ids(void **state)
{
    (void)state;
    static const struct {
        const char *id, *clause;
    } cases[] = {
        { "4.1", "4.1" },     { "6.1.2", "6.1" },  { "7.5.3.1", "7.5" },
        { "10", "10" },       { "10.2", "10" },    { "10.2.1 a)", "10" },
        { "9.2.2.a", "9.2" }, { "5.1(b)", "5.1" }, { "A.5.1", NULL },
        { "5.4", NULL },      { "8.2", NULL },     { "4.10", NULL },
        { "41", NULL },       { "4", NULL },       { "", NULL },
        { "6.1a", NULL },     { "100.1", NULL },   { "1000000.1", NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        xw_clause_place place = xw_clause_read(cases[i].id);
        assert_int_equal(!place.clause, !cases[i].clause);
        if (place.clause) {
            assert_string_equal(xw_clause_get(place.clause)->number,
                                cases[i].clause);
        }
    }
    assert_true(xw_clause_read("6.1.2").number ==
                xw_clause_read("6.1.2").number);
    assert_true(xw_clause_read("6.1.2").number <
                xw_clause_read("6.1.10").number);
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
        question q;
        draw_question(&q, &small, seed);
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
    const question *q = state;
    xw_plan *plan = NULL;
    xw_status st = xw_plan_new(q->graph, &q->request, &plan, NULL);
    xw_plan_free(plan);
    return st;
}

static void
test_plan_survives_want_of_memory(void **state)
{
    (void)state;
    question q;
    draw_question(&q, &small, 6);
    sweep_allocations(plan_once, &q);
    xw_graph_free(q.graph);
}

static void
assert_refused(const question *q, const char *message)
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
    question q;
    draw_question(&q, &small, 1);
    q.costs[0] = (xw_test_cost){ { 0 }, 0 };
    q.request.cost_count = 1;
    assert_refused(&q, "cost 0 is out of range");
    q.costs[0].cost = XW_PLAN_COST_MOST + 1;
    assert_refused(&q, "cost 0 is out of range");
    q.request.cost_count = 0;
    q.results[0] = (xw_assessed){ { MOST }, XW_COMPLIANT };
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
    question q;
    draw_question(&q, &small, 1);
    q.request.result_count = 0;
    for (uint32_t c = 0; c < MOST; ++c) {
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
        cmocka_unit_test(test_only_full_answers_spare_a_test),
        cmocka_unit_test(test_partial_answers_spare_nothing),
        cmocka_unit_test(test_sessions_hold_every_test_once),
        cmocka_unit_test(test_clauses_are_read_from_ids),
        cmocka_unit_test(test_plan_does_not_depend_on_threads),
        cmocka_unit_test(test_plan_survives_want_of_memory),
        cmocka_unit_test(test_plan_refuses_requests_out_of_range),
        cmocka_unit_test(test_nothing_left_is_planned_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
