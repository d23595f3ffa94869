/* Which tests are held together, and when. */
#include "drawn_graph.h"

#include "../engine/plan_clause.h"

#include <xw/plan.h>

enum { SESSIONS_MOST = 75 };

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
    xw_slot slots[SESSIONS_MOST];
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
            xw_slot slots[SESSIONS_MOST];
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sessions_hold_every_test_once),
        cmocka_unit_test(test_clauses_are_read_from_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
