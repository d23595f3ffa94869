/* Overlap against single answers, on random graphs: rich ones, in which most
 * evidence contradicts itself, and plain ones. */
#include "drawn_graph.h"

#include <xw/overlap.h>

#include <stdlib.h>

enum { GRAPHS = 40 };

/* ---- A slow and obvious overlap -------------------------------------------------- */

typedef struct slow {
    const xw_graph *graph;
    xw_scratch *scratch;
    const xw_overlap_request *request;
} slow;

static xw_control_info
info_of(const xw_graph *graph, uint32_t control)
{
    xw_control_info info;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_control(graph, (xw_control){ control }, &info, &err),
              err);
    return info;
}

static bool
is_in(const xw_graph *graph, const xw_selection *selection, uint32_t control)
{
    if (selection->scope.i == XW_NONE) {
        return info_of(graph, control).framework.i == selection->framework.i;
    }
    xw_scope_info scope;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_scope(graph, selection->scope, &scope, &err), err);
    for (size_t m = 0; m < scope.count; ++m) {
        if (scope.members[m] == control) {
            return true;
        }
    }
    return false;
}

static bool
meets(xw_measure measure, xw_verdict verdict)
{
    bool mapped = verdict == XW_CONFLICT || verdict == XW_CANDIDATE;
    return verdict == XW_FULL ||
           (verdict == XW_PARTIAL && measure != XW_MEASURE_FULL) ||
           (mapped && measure == XW_MEASURE_MAPPED);
}

static bool
reaches(const slow *s, const xw_selection *from, uint32_t control)
{
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = (xw_control){ control };
    request.direction = XW_SATISFIED_BY;
    request.into = from;
    request.into_count = 1;
    request.max_hops = s->request->max_hops;
    request.rationales = s->request->rationales;
    request.limit = UINT32_MAX;
    xw_map_answer answer;
    xw_error err = XW_ERROR_INIT;
    if (is_in(s->graph, from, control)) {
        return true;
    }
    assert_ok(xw_map(s->scratch, &request, &answer, &err), err);
    for (size_t i = 0; i < answer.count; ++i) {
        if (meets(s->request->measure, answer.answers[i].verdict)) {
            return true;
        }
    }
    return false;
}

static void
check_pair(const slow *s, const xw_overlap *overlap, size_t from, size_t to)
{
    const xw_selection *of = xw_overlap_of(overlap);
    uint32_t controls = 0, reached = 0;
    for (uint32_t c = 0; c < xw_graph_control_count(s->graph); ++c) {
        xw_control_info info = info_of(s->graph, c);
        if (is_in(s->graph, &of[to], c) && info.assessable && !info.withdrawn) {
            ++controls;
            reached += reaches(s, &of[from], c);
        }
    }
    assert_int_equal(xw_overlap_controls(overlap, to), controls);
    assert_int_equal(xw_overlap_reached(overlap, from, to), reached);
    double share = controls ? (double)reached / controls : -1;
    assert_true(xw_overlap_share(overlap, from, to) == share);
}

static void
check_overlap(const xw_graph *graph, const xw_overlap_request *request)
{
    slow s = { .graph = graph, .request = request };
    xw_overlap *overlap;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_scratch_new(graph, &s.scratch, &err), err);
    assert_ok(xw_overlap_new(graph, request, &overlap, &err), err);
    size_t count = xw_overlap_count(overlap);
    assert_int_equal(count, request->of_count
                                ? request->of_count
                                : xw_graph_framework_count(graph));
    for (size_t from = 0; from < count; ++from) {
        for (size_t to = 0; to < count; ++to) {
            check_pair(&s, overlap, from, to);
        }
    }
    xw_overlap_free(overlap);
    xw_scratch_free(s.scratch);
}

static void
check_all(const drawn_shape *shape, uint64_t seed)
{
    print_message("seed %u\n", (unsigned)seed);
    xw_graph *graph = drawn_graph(shape, seed);
    xw_overlap_request request = XW_OVERLAP_REQUEST_INIT;
    request.max_hops = 1 + (uint32_t)(seed % 2);
    request.threads = 1 + (uint32_t)(seed % 3);
    request.rationales = seed % 4 ? 0 : 1U << XW_RATIONALE_SEMANTIC;
    for (unsigned m = XW_MEASURE_MAPPED; m <= XW_MEASURE_FULL; ++m) {
        request.measure = (xw_measure)m;
        check_overlap(graph, &request);
    }
    xw_graph_free(graph);
}

/* ---- Tests ------------------------------------------------------------------------ */

static void
test_overlap_agrees_with_single_answers(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        check_all(&drawn_mixed, seed);
    }
}

static void
test_overlap_agrees_without_part_links(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.has_parts = false;
    shape.weights[XW_NO_RELATIONSHIP] = 4;
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        check_all(&shape, seed);
    }
    shape.weights[XW_NO_RELATIONSHIP] = 0; /* connection is all of mapped */
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        check_all(&shape, seed);
    }
    shape.has_policies = false;
    shape.rules = 0; /* every half-edge counts */
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        check_all(&shape, seed);
    }
}

/* Some controls mapped to many frameworks, and more controls than are counted
 * at once. */
static void
test_overlap_agrees_on_hubs(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.has_parts = false;
    shape.weights[XW_NO_RELATIONSHIP] = 0;
    shape.frameworks = 70;
    shape.controls = 3;
    shape.mappings = 1500;
    check_all(&shape, 13);
    shape.frameworks = 3;
    shape.controls = 40;
    shape.mappings = 400;
    check_all(&shape, 14);
    check_all(&shape, 15);
}

/* Few enough pairs that contradict themselves to be listed, and too many; rows
 * that are lists, and that are bits. */
static void
test_overlap_agrees_where_much_contradicts(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.has_parts = false;
    shape.rules = 0;
    shape.weights[XW_NO_RELATIONSHIP] = 0;
    for (uint64_t seed = 1; seed < GRAPHS; seed += 2) {
        shape.has_policies = seed % 4 == 1;
        shape.frameworks = 2 + (uint32_t)(seed % 5) * 4;
        shape.controls = 20 / shape.frameworks + 2;
        shape.mappings = 60 + (uint32_t)(seed % 7) * 40;
        check_all(&shape, seed);
    }
    shape.frameworks = 3;
    shape.controls = 30;
    shape.mappings = 1500;
    check_all(&shape, 17);
    shape.weights[XW_NO_RELATIONSHIP] = 3;
    check_all(&shape, 19);
}

static void
test_overlap_agrees_on_more_frameworks_than_a_word_has_bits(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.frameworks = 70;
    shape.controls = 2;
    shape.mappings = 400;
    check_all(&shape, 7);
}

static void
test_overlap_of_those_named_is_in_their_order(void **state)
{
    (void)state;
    xw_graph *graph = drawn_graph(&drawn_mixed, 3);
    const xw_selection named[] = { { { 3 }, { XW_NONE } },
                                   { { 1 }, { 1 } },
                                   { { 3 }, { 3 } } };
    xw_overlap_request request = XW_OVERLAP_REQUEST_INIT;
    request.of = named;
    request.of_count = 3;
    for (unsigned m = XW_MEASURE_MAPPED; m <= XW_MEASURE_FULL; ++m) {
        request.measure = (xw_measure)m;
        check_overlap(graph, &request);
    }
    xw_graph_free(graph);
}

static void
test_overlap_of_some_frameworks_leaves_out_the_others(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.has_parts = false;
    shape.weights[XW_NO_RELATIONSHIP] = 0;
    xw_graph *graph = drawn_graph(&shape, 5);
    const xw_selection named[] = { { { 3 }, { XW_NONE } },
                                   { { 1 }, { XW_NONE } },
                                   { { 3 }, { XW_NONE } } };
    xw_overlap_request request = XW_OVERLAP_REQUEST_INIT;
    request.of = named;
    for (unsigned m = XW_MEASURE_MAPPED; m <= XW_MEASURE_FULL; ++m) {
        request.measure = (xw_measure)m;
        for (request.of_count = 1; request.of_count <= 3; ++request.of_count) {
            check_overlap(graph, &request);
        }
    }
    xw_graph_free(graph);
}

static void
check_threads(const drawn_shape *shape, xw_measure measure)
{
    xw_graph *graph = drawn_graph(shape, 11);
    xw_overlap *overlaps[3];
    xw_error err = XW_ERROR_INIT;
    for (uint32_t t = 0; t < 3; ++t) {
        xw_overlap_request request = XW_OVERLAP_REQUEST_INIT;
        request.measure = measure;
        request.threads = t + 1;
        assert_ok(xw_overlap_new(graph, &request, &overlaps[t], &err), err);
    }
    for (size_t from = 0; from < shape->frameworks; ++from) {
        for (size_t to = 0; to < shape->frameworks; ++to) {
            uint32_t one = xw_overlap_reached(overlaps[0], from, to);
            assert_int_equal(xw_overlap_reached(overlaps[1], from, to), one);
            assert_int_equal(xw_overlap_reached(overlaps[2], from, to), one);
        }
    }
    for (uint32_t t = 0; t < 3; ++t) {
        xw_overlap_free(overlaps[t]);
    }
    xw_graph_free(graph);
}

static void
test_any_number_of_threads_gives_the_same(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.frameworks = 12;
    shape.controls = 300; /* several blocks */
    shape.mappings = 6000;
    check_threads(&shape, XW_MEASURE_PARTIAL);
    shape.has_parts = false;
    check_threads(&shape, XW_MEASURE_PARTIAL);
    check_threads(&shape, XW_MEASURE_FULL);
    shape.weights[XW_NO_RELATIONSHIP] = 0;
    check_threads(&shape, XW_MEASURE_MAPPED);
}

static xw_status
overlap_all(void *state)
{
    xw_overlap_request request = XW_OVERLAP_REQUEST_INIT;
    request.measure = XW_MEASURE_PARTIAL;
    request.threads = 1;
    xw_overlap *overlap = NULL;
    xw_status st = xw_overlap_new(state, &request, &overlap, NULL);
    xw_overlap_free(overlap);
    return st;
}

static void
test_overlap_survives_running_out_of_memory(void **state)
{
    (void)state;
    xw_graph *graph = drawn_graph(&drawn_mixed, 1);
    sweep_allocations(overlap_all, graph);
    xw_graph_free(graph);
    drawn_shape shape = drawn_mixed;
    shape.has_parts = false;
    graph = drawn_graph(&shape, 1);
    sweep_allocations(overlap_all, graph);
    xw_graph_free(graph);
}

static void
test_overlap_refuses_requests_out_of_range(void **state)
{
    (void)state;
    xw_graph *graph = drawn_graph(&drawn_mixed, 1);
    xw_overlap_request request = XW_OVERLAP_REQUEST_INIT;
    xw_overlap *overlap = NULL;
    xw_error err = XW_ERROR_INIT;
    request.max_hops = 3;
    assert_int_equal(xw_overlap_new(graph, &request, &overlap, &err), XW_E_ARG);
    assert_string_equal(err.message, "max_hops or measure is out of range");
    const xw_selection stranger = { { 99 }, { XW_NONE } };
    request.max_hops = 2;
    request.of = &stranger;
    request.of_count = 1;
    err = (xw_error)XW_ERROR_INIT;
    assert_int_equal(xw_overlap_new(graph, &request, &overlap, &err), XW_E_ARG);
    assert_string_equal(err.message, "framework is not of this graph");
    xw_graph_free(graph);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_overlap_agrees_with_single_answers),
        cmocka_unit_test(test_overlap_agrees_without_part_links),
        cmocka_unit_test(
            test_overlap_agrees_on_more_frameworks_than_a_word_has_bits),
        cmocka_unit_test(test_overlap_agrees_on_hubs),
        cmocka_unit_test(test_overlap_agrees_where_much_contradicts),
        cmocka_unit_test(test_overlap_of_those_named_is_in_their_order),
        cmocka_unit_test(test_overlap_of_some_frameworks_leaves_out_the_others),
        cmocka_unit_test(test_any_number_of_threads_gives_the_same),
        cmocka_unit_test(test_overlap_survives_running_out_of_memory),
        cmocka_unit_test(test_overlap_refuses_requests_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
