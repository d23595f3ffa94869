/* Coverage against single answers on random graphs. */
#include "check_coverage.h"
#include "drawn_graph.h"

#include <stdlib.h>

enum { MOST = 64, GRAPHS = 60 };

typedef struct question {
    xw_graph *graph;
    xw_coverage_request request;
    xw_selection have[2], want[2];
    xw_control singles[1];
    xw_choice implemented;
    xw_control implemented_controls[MOST];
} question;

/* One framework whole and one in scope held, and a single control; the same
 * wanted.  In every third only some of it is implemented. */
static void
draw_question(question *q, uint64_t seed)
{
    drawn_random random = { seed + 1000 };
    *q = (question){ .graph = drawn_graph(&drawn_mixed, seed),
                     .request = XW_COVERAGE_REQUEST_INIT };
    q->have[0] = (xw_selection){ { 0 }, { XW_NONE } };
    q->have[1] = (xw_selection){ { 1 }, { 1 } };
    q->want[0] = (xw_selection){ { 2 }, { XW_NONE } };
    q->want[1] = (xw_selection){ { 3 }, { 3 } };
    q->singles[0] = drawn_control(q->graph, 4, drawn_below(&random, 10));
    q->request.have = (xw_choice){ q->have, 2, q->singles, 1 };
    q->request.want = (xw_choice){ q->want, 2, q->singles, 1 };
    q->request.max_hops = 1 + (uint32_t)(seed % 3);
    q->request.threads = 1 + (uint32_t)(seed % 4);
    q->request.accept_topic = seed % 5 == 0;
    q->request.accept_related = seed % 7 == 0;
    if (seed % 3 == 0) {
        q->implemented.controls = q->implemented_controls;
        q->implemented.control_count =
            drawn_controls(q->graph, &random, 2, q->implemented_controls);
        q->request.implemented = &q->implemented;
    }
}

static slow_held
hold(const question *q)
{
    slow_held held = slow_held_new(q->graph, q->request.max_hops);
    slow_hold(&held, &q->request.have);
    if (q->request.implemented) {
        slow_held only = slow_held_new(q->graph, q->request.max_hops);
        slow_hold(&only, q->request.implemented);
        for (uint32_t c = 0; c < xw_graph_control_count(q->graph); ++c) {
            held.has[c] &= only.has[c];
        }
        slow_held_free(&only);
    }
    return held;
}

static void
test_coverage_agrees_with_map_control_by_control(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        print_message("seed %u\n", (unsigned)seed);
        question q;
        draw_question(&q, seed);
        slow_held held = hold(&q);
        xw_coverage *coverage;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_coverage_new(q.graph, &q.request, &coverage, &err), err);
        check_coverage(coverage, &held);
        xw_coverage_free(coverage);
        slow_held_free(&held);
        xw_graph_free(q.graph);
    }
}

static void
test_answers_are_the_best_of_what_is_held(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 20; ++seed) {
        print_message("seed %u\n", (unsigned)seed);
        question q;
        draw_question(&q, seed);
        slow_held held = hold(&q);
        xw_coverage *coverage;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_coverage_new(q.graph, &q.request, &coverage, &err), err);
        for (uint32_t c = 0; c < xw_graph_control_count(q.graph); ++c) {
            check_answers(coverage, &held, c);
        }
        xw_coverage_free(coverage);
        slow_held_free(&held);
        xw_graph_free(q.graph);
    }
}

/* ---- Joint --------------------------------------------------------------------- */

static void
test_joint_coverage_is_that_of_the_closure(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.mappings = 15;
    shape.rules = 60;
    uint32_t joint = 0;
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        xw_graph *graph = drawn_graph(&shape, seed);
        const xw_selection have[] = { { { 0 }, { XW_NONE } },
                                      { { 1 }, { XW_NONE } } };
        const xw_selection want = { { 2 }, { XW_NONE } };
        xw_coverage_request request = XW_COVERAGE_REQUEST_INIT;
        request.have = (xw_choice){ have, 2, NULL, 0 };
        request.want = (xw_choice){ &want, 1, NULL, 0 };
        xw_closure_request closing = XW_CLOSURE_REQUEST_INIT;
        closing.implemented = request.have;
        xw_coverage *coverage;
        xw_closure *closure;
        xw_coverage_report report;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_coverage_new(graph, &request, &coverage, &err), err);
        assert_ok(xw_closure_new(graph, &closing, &closure, &err), err);
        assert_ok(xw_coverage_get_report(coverage, 0, &report, &err), err);
        for (size_t i = 0; i < report.item_count; ++i) {
            xw_satisfaction known;
            xw_status st =
                xw_closure_find(closure, report.items[i].control, &known, &err);
            assert_int_equal(st != XW_OK, report.items[i].verdict != XW_FULL);
            joint += report.items[i].joint;
        }
        xw_closure_free(closure);
        xw_coverage_free(coverage);
        xw_graph_free(graph);
    }
    assert_true(joint > 10);
}

/* ---- What to adopt next ---------------------------------------------------------- */

static bool
is_accepted(xw_marks marks, bool related)
{
    return !marks.topic && (related || !marks.related) && !marks.disputed;
}

/* What one framework adds, from what it says alone; `related`: unlabelled
 * mappings are accepted. */
static xw_adoption
slow_adoption(const xw_coverage_report *report, const xw_graph *graph,
              uint32_t framework, bool related)
{
    const xw_selection whole = { { framework }, { XW_NONE } };
    const xw_choice choice = { &whole, 1, NULL, 0 };
    slow_held held = slow_held_new(graph, 0);
    slow_hold(&held, &choice);
    xw_adoption sum = { .framework = { framework }, .control = { XW_NONE } };
    for (size_t i = 0; i < report->item_count; ++i) {
        const xw_covered *item = &report->items[i];
        if (item->counts) {
            continue;
        }
        xw_covered alone = slow_single(&held, item->control.i);
        bool closes =
            alone.verdict == XW_FULL && is_accepted(alone.marks, related);
        bool touched =
            item->verdict <= XW_PARTIAL && (related || !item->marks.related);
        sum.closes += closes;
        sum.advances += !closes && !touched && alone.verdict <= XW_PARTIAL &&
                        (related || !alone.marks.related);
    }
    slow_held_free(&held);
    return sum;
}

static void
check_next(xw_coverage *coverage, const xw_graph *graph, bool related)
{
    const xw_adoption *adoptions;
    size_t count;
    xw_coverage_report report;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_coverage_get_report(coverage, 0, &report, &err), err);
    assert_ok(xw_coverage_next(coverage, XW_ADOPT_FRAMEWORKS, &adoptions,
                               &count, &err),
              err);
    size_t useful = 0;
    for (uint32_t f = 0; f < xw_graph_framework_count(graph); ++f) {
        xw_adoption slow = slow_adoption(&report, graph, f, related);
        if (f == 0 || f == 2 || !(slow.closes + slow.advances)) {
            continue; /* held, wanted, or of no use */
        }
        ++useful;
        size_t at = 0;
        while (at < count && adoptions[at].framework.i != f) {
            ++at;
        }
        assert_true(at < count);
        assert_int_equal(adoptions[at].closes, slow.closes);
        assert_int_equal(adoptions[at].advances, slow.advances);
    }
    assert_int_equal(count, useful);
    for (size_t i = 1; i < count; ++i) {
        assert_true(adoptions[i - 1].closes >= adoptions[i].closes);
    }
}

static void
test_next_counts_what_each_framework_would_close(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    /* Where a partial answer that is disputed hides a stated one, the slow way
     * sees only the best: none of either here. */
    shape.gaps = 0;
    shape.has_policies = false;
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        print_message("seed %u\n", (unsigned)seed);
        bool related = seed % 2;
        shape.weights[XW_RELATED] =
            related ? drawn_mixed.weights[XW_RELATED] : 0;
        xw_graph *graph = drawn_graph(&shape, seed);
        const xw_selection have = { { 0 }, { XW_NONE } };
        const xw_selection want = { { 2 }, { XW_NONE } };
        xw_coverage_request request = XW_COVERAGE_REQUEST_INIT;
        request.have = (xw_choice){ &have, 1, NULL, 0 };
        request.want = (xw_choice){ &want, 1, NULL, 0 };
        request.accept_related = related;
        xw_coverage *coverage;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_coverage_new(graph, &request, &coverage, &err), err);
        check_next(coverage, graph, related);
        xw_coverage_free(coverage);
        xw_graph_free(graph);
    }
}

/* ---- Edges ------------------------------------------------------------------------ */

static xw_status
cover(void *state)
{
    question *q = state;
    xw_coverage *coverage = NULL;
    xw_status st = xw_coverage_new(q->graph, &q->request, &coverage, NULL);
    const xw_answer *answers;
    const xw_adoption *adoptions;
    size_t count;
    if (!st) {
        st = xw_coverage_answers(coverage, drawn_control(q->graph, 2, 0), 5,
                                 &answers, &count, NULL);
    }
    if (!st) {
        st = xw_coverage_next(coverage, XW_ADOPT_CONTROLS, &adoptions, &count,
                              NULL);
    }
    xw_coverage_free(coverage);
    return st;
}

static void
test_coverage_survives_running_out_of_memory(void **state)
{
    (void)state;
    question q;
    draw_question(&q, 1);
    q.request.threads = 1;
    sweep_allocations(cover, &q);
    xw_graph_free(q.graph);
}

static void
test_nothing_held_covers_nothing(void **state)
{
    (void)state;
    question q;
    draw_question(&q, 2);
    q.request.have = (xw_choice){ 0 };
    xw_coverage *coverage;
    xw_coverage_report report;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_coverage_new(q.graph, &q.request, &coverage, &err), err);
    assert_ok(xw_coverage_get_report(coverage, 0, &report, &err), err);
    assert_int_equal(report.counts.unmapped, report.counts.controls);
    assert_true(report.counts.full_share == 0);
    xw_coverage_free(coverage);
    xw_graph_free(q.graph);
}

static void
test_coverage_refuses_requests_out_of_range(void **state)
{
    (void)state;
    question q;
    draw_question(&q, 2);
    xw_coverage *coverage = NULL;
    xw_error err = XW_ERROR_INIT;
    q.request.want = (xw_choice){ 0 };
    assert_int_equal(xw_coverage_new(q.graph, &q.request, &coverage, &err),
                     XW_E_ARG);
    assert_string_equal(err.message, "nothing is wanted");
    err = (xw_error)XW_ERROR_INIT;
    q.want[0].framework.i = MOST;
    q.request.want = (xw_choice){ q.want, 1, NULL, 0 };
    assert_int_equal(xw_coverage_new(q.graph, &q.request, &coverage, &err),
                     XW_E_ARG);
    assert_string_equal(err.message, "framework is not of this graph");
    xw_graph_free(q.graph);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coverage_agrees_with_map_control_by_control),
        cmocka_unit_test(test_answers_are_the_best_of_what_is_held),
        cmocka_unit_test(test_joint_coverage_is_that_of_the_closure),
        cmocka_unit_test(test_next_counts_what_each_framework_would_close),
        cmocka_unit_test(test_coverage_survives_running_out_of_memory),
        cmocka_unit_test(test_nothing_held_covers_nothing),
        cmocka_unit_test(test_coverage_refuses_requests_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
