/* What spares a test, and what does not. */
#include "drawn_plan.h"

#include <string.h>

/* Whether xw_map alone says that implementing `a` satisfies `b`. */
static bool
maps_in_full(const plan_question *q, xw_scratch *scratch, uint32_t a,
             uint32_t b)
{
    const xw_selection into = { { b / PLANNED_CONTROLS }, { XW_NONE } };
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
check_covers(const plan_question *q, const xw_plan *plan, xw_scratch *scratch)
{
    uint32_t left[PLANNED_MOST];
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
check_spared(const plan_question *q, const xw_plan *plan, xw_scratch *scratch,
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
        bool satisfied[PLANNED_MOST];
        close_over(q, without[s].by, without[s].by_count, satisfied);
        assert_true(satisfied[without[s].control.i]);
        *joint += without[s].joint;
    }
}

static void
test_only_full_answers_spare_a_test(void **state)
{
    (void)state;
    drawn_shape shape = drawn_plan_shape;
    shape.gaps = 0;
    uint32_t joint = 0;
    for (uint64_t seed = 0; seed < 600; ++seed) {
        plan_question q;
        draw_plan_question(&q, &shape, seed);
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_full_answers_spare_a_test),
        cmocka_unit_test(test_partial_answers_spare_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
