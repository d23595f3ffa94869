#include "support.h"

#include "check_evaluate.h"
#include "sample.h"

#include <stdlib.h>
#include <string.h>

/* ---- Against the oracle ------------------------------------------------------ */

static uint64_t pairs_judged; /* over all graphs, */
static uint64_t candidates_with_truth;

static xw_evaluation *
evaluate(const xw_graph *graph, xw_evaluate_request request,
         told_candidates *told)
{
    xw_error err = XW_ERROR_INIT;
    xw_evaluation *evaluation = NULL;
    request.candidate = tell_candidate;
    request.payload = told;
    told->count = 0;
    assert_ok(xw_evaluate(graph, &request, &evaluation, &err), err);
    return evaluation;
}

static void
check_graph(const graph_recipe *recipe, finding *found)
{
    static graph_record record;
    static told_candidates told;
    random_state r = { ~recipe->seed };
    random_graph(recipe, &record);
    xw_graph *graph = graph_of_record(&record);
    xw_evaluate_request request = XW_EVALUATE_REQUEST_INIT;
    request.max_hops = 1 + random_below(&r, 4);
    request.min_pairs = 1 + random_below(&r, 4);
    request.threads = 1 + random_below(&r, 3);
    xw_evaluation *got = evaluate(graph, request, &told);
    check_evaluation(&record, graph, got, &told, found);
    finding_add(found, "%s", found->text[0] ? " (evaluate)" : "");
    pairs_judged += got->pair_count;
    for (size_t i = 0; i < told.count; ++i) {
        candidates_with_truth += told.items[i].is_true;
    }
    xw_evaluation_free(got);
    xw_graph_free(graph);
}

static void
test_an_evaluation_is_what_the_slow_way_gives(void **state)
{
    (void)state;
    const graph_trial trial = { .usual = 1500,
                                .many = 30000,
                                .most_controls = RECORD_CONTROLS,
                                .check = check_graph };
    try_random_graphs(&trial);
    assert_true(pairs_judged > 200); /* not about nothing */
    assert_true(candidates_with_truth > 200);
}

/* ---- By hand -------------------------------------------------------------------- */

/* a and c are mapped to each other, and by way of b. */
static const sample_row triangle[] = {
    { "a:1", "equal", "b:1", "ab", 8, NULL, NULL },
    { "a:2", "subset of", "b:2", "ab", 5, NULL, NULL },
    { "a:3", "intersects with", "b:1", "ab", 3, NULL, NULL },
    { "b:1", "equal", "c:1", "bc", 9, NULL, NULL },
    { "b:2", "intersects with", "c:2", "bc", 4, NULL, NULL },
    { "b:2", "related", "c:3", "bc", XW_STRENGTH_NONE, NULL, NULL },
    { "a:1", "intersects with", "c:1", "ac", 5, NULL, NULL },
    { "a:2", "intersects with", "c:4", "ac", 5, NULL, NULL },
    { "a:2", "no relationship", "c:2", "ac", XW_STRENGTH_NONE, NULL, NULL },
    { "a:3", "related", "c:3", "ac", XW_STRENGTH_NONE, NULL, NULL },
};

static xw_graph *
graph_of(const sample_row *rows, size_t count)
{
    xw_builder *builder = NULL;
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_builder_new(&builder, &err), err);
    assert_ok(sample_map(builder, rows, count, &err), err);
    assert_ok(xw_builder_freeze(builder, NULL, NULL, &graph, &err), err);
    xw_builder_free(builder);
    return graph;
}

static void
test_no_relationship_is_no_truth_and_what_is_missed_counts(void **state)
{
    (void)state;
    static told_candidates told;
    xw_graph *graph = graph_of(triangle, sizeof triangle / sizeof *triangle);
    xw_evaluate_request request = XW_EVALUATE_REQUEST_INIT;
    request.min_pairs = 3;
    xw_evaluation *got = evaluate(graph, request, &told);
    /* a-b and b-c have three pairs as well, and ways round. */
    assert_int_equal(got->pair_count, 3);
    const xw_evaluated_pair *pair = &got->pairs[1];
    assert_int_equal(pair->source.i, 0);
    assert_int_equal(pair->target.i, 2);
    assert_int_equal(pair->direct, 3);               /* not a:2 c:2 */
    assert_int_equal(pair->candidates, 4);           /* 1-1, 3-1, 2-2, 2-3 */
    assert_int_equal(pair->found, 1);                /* 1-1 */
    assert_true(pair->ap > .333 && pair->ap < .334); /* first of three truths */
    xw_evaluation_free(got);
    xw_graph_free(graph);
}

static void
test_a_request_out_of_range_is_refused(void **state)
{
    (void)state;
    xw_graph *graph = graph_of(triangle, sizeof triangle / sizeof *triangle);
    xw_error err = XW_ERROR_INIT;
    xw_evaluation *got = NULL;
    xw_evaluate_request request = XW_EVALUATE_REQUEST_INIT;
    request.max_hops = XW_HOPS_MOST + 1;
    assert_int_equal(xw_evaluate(graph, &request, &got, &err), XW_E_ARG);
    assert_string_equal(err.message, "max_hops is out of range");
    request = (xw_evaluate_request){ .size = 1 };
    assert_int_equal(xw_evaluate(graph, &request, &got, NULL), XW_E_ARG);
    assert_null(got);
    xw_graph_free(graph);
}

/* ---- Threads, progress, memory ----------------------------------------------------- */

static void
assert_same(const xw_evaluation *a, const xw_evaluation *b)
{
    assert_int_equal(a->pair_count, b->pair_count);
    for (size_t i = 0; i < a->pair_count; ++i) {
        const xw_evaluated_pair *x = &a->pairs[i], *y = &b->pairs[i];
        assert_memory_equal(&x->ap, &y->ap, sizeof x->ap);
        assert_memory_equal(&x->walk_ap, &y->walk_ap, sizeof x->walk_ap);
        assert_memory_equal(&x->ece, &y->ece, sizeof x->ece);
    }
    assert_memory_equal(&a->ece, &b->ece, sizeof a->ece);
    assert_memory_equal(&a->mean_ap, &b->mean_ap, sizeof a->mean_ap);
    assert_memory_equal(a->bins, b->bins, sizeof a->bins);
}

static void
test_threads_make_no_difference(void **state)
{
    (void)state;
    static told_candidates one, many;
    static graph_record record;
    for (uint64_t seed = 0; seed < 30; ++seed) {
        random_graph(&(graph_recipe){ .seed = seed,
                                      .controls = RECORD_CONTROLS,
                                      .maps = RECORD_MAPS },
                     &record);
        xw_graph *graph = graph_of_record(&record);
        xw_evaluate_request request = XW_EVALUATE_REQUEST_INIT;
        request.min_pairs = 1;
        request.threads = 1;
        xw_evaluation *serial = evaluate(graph, request, &one);
        request.threads = 7;
        xw_evaluation *parallel = evaluate(graph, request, &many);
        assert_same(serial, parallel);
        assert_int_equal(one.count, many.count);
        for (size_t i = 0; i < one.count; ++i) {
            assert_memory_equal(&one.items[i].score, &many.items[i].score,
                                sizeof(double));
        }
        xw_evaluation_free(parallel);
        xw_evaluation_free(serial);
        xw_graph_free(graph);
    }
}

static void
note_progress(void *payload, uint64_t done, uint64_t total)
{
    uint64_t *last = payload;
    assert_true(done <= total && done >= *last);
    *last = done;
}

static void
test_progress_goes_on_over_all_pairs(void **state)
{
    (void)state;
    static told_candidates told;
    xw_graph *graph = graph_of(triangle, sizeof triangle / sizeof *triangle);
    xw_evaluate_request request = XW_EVALUATE_REQUEST_INIT;
    uint64_t last = 0;
    request.min_pairs = 1;
    request.threads = 1;
    request.progress = note_progress;
    request.progress_payload = &last;
    xw_evaluation_free(evaluate(graph, request, &told));
    assert_true(last > 0);
    xw_graph_free(graph);
}

static xw_status
evaluate_once(void *state)
{
    xw_error err = XW_ERROR_INIT;
    xw_evaluation *evaluation = NULL;
    xw_evaluate_request request = XW_EVALUATE_REQUEST_INIT;
    request.min_pairs = 1;
    request.threads = 1;
    xw_status st = xw_evaluate(state, &request, &evaluation, &err);
    xw_evaluation_free(evaluation);
    return st;
}

static void
test_no_memory_is_reported_and_leaves_nothing(void **state)
{
    (void)state;
    xw_graph *graph = graph_of(triangle, sizeof triangle / sizeof *triangle);
    sweep_allocations(evaluate_once, graph);
    xw_graph_free(graph);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_evaluation_is_what_the_slow_way_gives),
        cmocka_unit_test(
            test_no_relationship_is_no_truth_and_what_is_missed_counts),
        cmocka_unit_test(test_a_request_out_of_range_is_refused),
        cmocka_unit_test(test_threads_make_no_difference),
        cmocka_unit_test(test_progress_goes_on_over_all_pairs),
        cmocka_unit_test(test_no_memory_is_reported_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
