/* Queries on a graph: what they refuse, what a damaged or deep one would break,
 * and when memory runs out.  What they answer is held against oracles. */
#include "freezing.h"

#include <xw/graph_file.h>

/* Things of the sample, by their numbers. */
enum { Z, C1, C11, C11A, C11B, C12, C13, X, Y, A, B, C, NEW };
enum { FRAMEWORKS = 4, CONTROLS = 13, SETS = 6, MAPPINGS = 22 };

/* ---- Out of range ------------------------------------------------------------- */

static void
test_requests_out_of_range_are_refused(void **state)
{
    freezing *f = *state;
    const xw_selection into = { { 2 }, { XW_NONE } };
    xw_scratch *scratch;
    xw_map_answer answer;
    xw_explanation explanation;
    assert_ok(xw_scratch_new(f->graph, &scratch, &f->err), f->err);
    xw_map_request good = XW_MAP_REQUEST_INIT;
    good.into = &into;
    good.into_count = 1;
    assert_ok(xw_map(scratch, &good, &answer, &f->err), f->err);
    xw_map_request bad = good;
    bad.size = 0;
    assert_arg(f, xw_map(scratch, &bad, &answer, &f->err),
               "xw_map_request has the wrong size");
    bad = good;
    bad.control.i = CONTROLS;
    assert_arg(f, xw_map(scratch, &bad, &answer, &f->err),
               "control is not of this graph");
    bad = good;
    bad.min = XW_VERDICT_COUNT;
    assert_arg(f, xw_map(scratch, &bad, &answer, &f->err),
               "min or direction is out of range");
    bad = good;
    bad.into_count = 0;
    assert_arg(f, xw_map(scratch, &bad, &answer, &f->err),
               "max_hops or into is out of range");
    bad = good;
    bad.max_hops = XW_HOPS_MOST + 1;
    assert_arg(f, xw_map(scratch, &bad, &answer, &f->err),
               "max_hops or into is out of range");
    bad = good;
    bad.into = &(xw_selection){ { FRAMEWORKS }, { XW_NONE } };
    assert_arg(f, xw_map(scratch, &bad, &answer, &f->err),
               "selection is not of this graph");
    bad.into = &(xw_selection){ { 1 }, { 3 } };
    assert_arg(f, xw_map(scratch, &bad, &answer, &f->err),
               "selection is not of this graph");
    bad.into = &(xw_selection){ { 0 }, { 0 } };
    assert_arg(f, xw_map(scratch, &bad, &answer, &f->err),
               "scope is of another framework");
    xw_explain_request request = { 0 };
    assert_arg(f, xw_explain(scratch, &request, &explanation, &f->err),
               "xw_explain_request has the wrong size");
    request = (xw_explain_request)XW_EXPLAIN_REQUEST_INIT;
    request.target.i = CONTROLS;
    assert_arg(f, xw_explain(scratch, &request, &explanation, &f->err),
               "control is not of this graph");
    xw_scratch_free(scratch);
}

/* ---- Queries ------------------------------------------------------------------ */

static void
test_a_gap_does_not_stand_in_for_evidence(void **state)
{
    freezing *f = *state;
    const xw_selection into = { { 3 }, { XW_NONE } }; /* two, of which core says
                                                         that it has nothing */
    xw_scratch *scratch;
    xw_map_answer answer;
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control.i = C11A;
    request.into = &into;
    request.into_count = 1;
    assert_ok(xw_scratch_new(f->graph, &scratch, &f->err), f->err);
    assert_ok(xw_map(scratch, &request, &answer, &f->err), f->err);
    assert_int_equal(answer.into[0].verdict, XW_FULL);
    assert_int_equal(answer.into[0].gap, 1);
    assert_true(answer.into[0].disputed);
    for (size_t i = 0; i < answer.count; ++i) {
        const xw_answer *one = &answer.answers[i];
        assert_int_equal(one->disputed, one->verdict <= XW_PARTIAL);
        assert_true(one->proof.count > 0);
    }
    xw_scratch_free(scratch);
}

/* Parts of parts, deeper than any catalogue: what the deepest demands, the
 * first does too. */
static void
test_part_links_are_followed_to_the_root(void **state)
{
    freezing *f = *state;
    enum { DEPTH = 200 };
    declare(f, "a:0", NULL, 0);
    for (unsigned i = 1; i <= DEPTH; ++i) {
        char id[16], parent[16];
        (void)snprintf(id, sizeof id, "a:%u", i);
        (void)snprintf(parent, sizeof parent, "%u", i - 1);
        declare(f, id, parent, XW_PARENT_PART);
    }
    MAP(f, { "b:1", "equal", "a:0", "s", XW_STRENGTH_NONE, NULL, NULL });
    freeze(f);
    xw_scratch *scratch;
    xw_explanation up, down;
    xw_explain_request request = XW_EXPLAIN_REQUEST_INIT;
    request.source.i = DEPTH;
    request.target.i = DEPTH + 1;
    assert_ok(xw_scratch_new(f->graph, &scratch, &f->err), f->err);
    assert_ok(xw_explain(scratch, &request, &up, &f->err), f->err);
    assert_int_equal(up.answer.relation, XW_EQ | XW_SUB);
    assert_int_equal(up.walk_count, 1);
    request.source.i = DEPTH + 1;
    request.target.i = DEPTH;
    assert_ok(xw_explain(scratch, &request, &down, &f->err), f->err);
    assert_int_equal(down.answer.verdict, XW_FULL);
    assert_int_equal(down.walk_count, 1);
    xw_scratch_free(scratch);
}

static void
test_a_control_explains_itself_without_steps(void **state)
{
    freezing *f = *state;
    xw_scratch *scratch;
    xw_explanation itself;
    xw_explain_request request = XW_EXPLAIN_REQUEST_INIT;
    request.source.i = request.target.i = Z;
    assert_ok(xw_scratch_new(f->graph, &scratch, &f->err), f->err);
    assert_ok(xw_explain(scratch, &request, &itself, &f->err), f->err);
    assert_int_equal(itself.answer.relation, XW_EQ);
    assert_int_equal(itself.answer.proof.count, 0);
    assert_int_equal(itself.walk_count, 1);
    assert_int_equal(itself.walks[0].walk.count, 0);
    xw_scratch_free(scratch);
}

/* ---- Memory --------------------------------------------------------------------- */

static xw_status
open_bytes_of(void *state)
{
    freezing *f = state;
    xw_string bytes = xw_graph_bytes(f->graph);
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_graph_open_bytes(bytes.bytes, bytes.len, &graph, &err);
    if (!st) {
        st = xw_graph_verify(graph, &err);
    }
    assert_int_equal(err.status, st);
    xw_graph_free(graph);
    return st;
}

static xw_status
read_every_text(void *state)
{
    freezing *f = state;
    xw_text_reader *reader = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_text_reader_new(f->graph, &reader, &err);
    const char *text;
    for (uint32_t m = 0; m < MAPPINGS && !st; ++m) {
        st = xw_text_get(reader, mapping(f, m).note, &text, &err);
    }
    assert_int_equal(err.status, st);
    xw_text_reader_free(reader);
    return st;
}

static xw_status
map_every_control(void *state)
{
    freezing *f = state;
    xw_scratch *scratch = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_selection into[FRAMEWORKS];
    for (uint32_t i = 0; i < FRAMEWORKS; ++i) {
        into[i] = (xw_selection){ { i }, { XW_NONE } };
    }
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.into = into;
    request.into_count = FRAMEWORKS;
    request.max_hops = 3;
    xw_map_answer answer;
    xw_status st = xw_scratch_new(f->graph, &scratch, &err);
    for (; request.control.i < CONTROLS && !st; ++request.control.i) {
        st = xw_map(scratch, &request, &answer, &err);
    }
    assert_int_equal(err.status, st);
    xw_scratch_free(scratch);
    return st;
}

static xw_status
explain_every_pair(void *state)
{
    freezing *f = state;
    xw_scratch *scratch = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_explain_request request = XW_EXPLAIN_REQUEST_INIT;
    xw_explanation explanation;
    xw_status st = xw_scratch_new(f->graph, &scratch, &err);
    for (uint32_t pair = 0; pair < CONTROLS * CONTROLS && !st; ++pair) {
        request.source.i = pair / CONTROLS;
        request.target.i = pair % CONTROLS;
        st = xw_explain(scratch, &request, &explanation, &err);
    }
    assert_int_equal(err.status, st);
    xw_scratch_free(scratch);
    return st;
}

static void
test_graph_survives_each_allocation_failing(void **state)
{
    sweep_allocations(open_bytes_of, *state);
    sweep_allocations(read_every_text, *state);
    sweep_allocations(map_every_control, *state);
    sweep_allocations(explain_every_pair, *state);
}

/* What failed once for want of memory can be asked again. */
static void
test_scratch_serves_again_after_an_allocation_failed(void **state)
{
    freezing *f = *state;
    const xw_selection into = { { 2 }, { XW_NONE } };
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control.i = C11A;
    request.into = &into;
    request.into_count = 1;
    xw_scratch *scratch;
    xw_map_answer answer;
    assert_ok(xw_scratch_new(f->graph, &scratch, &f->err), f->err);
    xw_status st = XW_E_NOMEM;
    for (size_t n = 0; st; ++n) {
        allow_allocations(n);
        st = xw_map(scratch, &request, &answer, NULL);
        allow_allocations(SIZE_MAX);
        assert_true(st == XW_OK || st == XW_E_NOMEM);
    }
    assert_int_equal(answer.count, 2);
    assert_int_equal(answer.answers[0].control.i, X);
    assert_int_equal(answer.answers[1].control.i, Y);
    xw_scratch_free(scratch);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_sample(test_requests_out_of_range_are_refused),
        with_sample(test_a_gap_does_not_stand_in_for_evidence),
        with_builder(test_part_links_are_followed_to_the_root),
        with_sample(test_a_control_explains_itself_without_steps),
        with_sample(test_graph_survives_each_allocation_failing),
        with_sample(test_scratch_serves_again_after_an_allocation_failed),
    };
    return cmocka_run_group_tests_name("graph_queries", tests, NULL, NULL);
}
