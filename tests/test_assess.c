/* Assessment against its table, cell by cell, and of several results. */
#include "support.h"

#include "sample.h"

#include <xw/assess.h>

#include <string.h>

/* ---- The table, cell by cell ------------------------------------------------------ */

typedef struct cell {
    const char *relationship;
    xw_result result, lower, upper;
} cell;

static xw_control
find(const xw_graph *graph, const char *framework, const char *id)
{
    xw_error err = XW_ERROR_INIT;
    for (uint32_t c = 0; c < xw_graph_control_count(graph); ++c) {
        xw_control_info info;
        xw_framework_info of;
        assert_ok(xw_graph_control(graph, (xw_control){ c }, &info, &err), err);
        assert_ok(xw_graph_framework(graph, info.framework, &of, &err), err);
        if (!strcmp(of.id, framework) && !strcmp(info.id, id)) {
            return (xw_control){ c };
        }
    }
    fail_msg("no %s:%s", framework, id);
    return (xw_control){ XW_NONE };
}

static const xw_set_def plain_set = { .size = sizeof plain_set,
                                      .id = { "s", 1 },
                                      .trust = -1 };
static const xw_set_def topic_set = { .size = sizeof topic_set,
                                      .id = { "t", 1 },
                                      .claim = XW_CLAIM_TOPIC,
                                      .trust = -1 };

static xw_graph *
graph_of(const sample_row *rows, size_t count)
{
    xw_builder *builder;
    xw_graph *graph;
    xw_builder_set set;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_builder_new(&builder, &err), err);
    assert_ok(xw_builder_declare_set(builder, &plain_set, &set, NULL, &err),
              err);
    assert_ok(xw_builder_declare_set(builder, &topic_set, &set, NULL, &err),
              err);
    assert_ok(sample_map(builder, rows, count, &err), err);
    assert_ok(xw_builder_freeze(builder, NULL, NULL, &graph, &err), err);
    xw_builder_free(builder);
    return graph;
}

/* Results of framework a carried to framework b, of which `id` is given. */
static xw_assessment *
carry(const xw_graph *graph, const xw_assessed *results, size_t count,
      bool accept_topic, bool accept_related)
{
    const xw_selection to = { { 1 }, { XW_NONE } };
    xw_assess_request request = XW_ASSESS_REQUEST_INIT;
    request.results = results;
    request.result_count = count;
    request.to.selections = &to;
    request.to.selection_count = 1;
    request.accept_topic = accept_topic;
    request.accept_related = accept_related;
    xw_assessment *assessment;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_assessment_new(graph, &request, &assessment, &err), err);
    return assessment;
}

static xw_carried
only_item(const xw_assessment *assessment)
{
    size_t count;
    const xw_carried *items = xw_assessment_items(assessment, &count);
    assert_int_equal(count, 1);
    return items[0];
}

static void
check_cell(const cell *c, const char *set, bool accept_topic,
           bool accept_related)
{
    const sample_row row = { "a:1", c->relationship,  "b:1",
                             set,   XW_STRENGTH_NONE, NULL,
                             NULL };
    xw_graph *graph = graph_of(&row, 1);
    const xw_assessed result = { find(graph, "a", "1"), c->result };
    xw_assessment *assessment =
        carry(graph, &result, 1, accept_topic, accept_related);
    xw_carried item = only_item(assessment);
    print_message("%s %s\n", c->relationship, xw_result_name(c->result));
    assert_int_equal(item.lower, c->lower);
    assert_int_equal(item.upper, c->upper);
    assert_int_equal(item.lower_by == XW_NONE, c->lower == XW_NON_COMPLIANT);
    assert_int_equal(item.upper_by == XW_NONE, c->upper == XW_COMPLIANT);
    xw_assessment_free(assessment);
    xw_graph_free(graph);
}

#define N XW_NON_COMPLIANT
#define P XW_PARTIALLY_COMPLIANT
#define C XW_COMPLIANT

static void
test_the_table_holds_cell_by_cell(void **state)
{
    (void)state;
    const cell cells[] = {
        { "equal", C, C, C },
        { "superset_of", C, C, C },
        { "subset_of", C, P, C },
        { "intersects_with", C, P, C },
        { "no_relationship", C, N, C },
        { "related", C, N, C },
        { "equal", P, P, P },
        { "superset_of", P, N, C },
        { "subset_of", P, P, P },
        { "intersects_with", P, N, C },
        { "no_relationship", P, N, C },
        { "related", P, N, C },
        { "equal", N, N, N },
        { "superset_of", N, N, C },
        { "subset_of", N, N, P },
        { "intersects_with", N, N, C },
        { "no_relationship", N, N, C },
        { "related", N, N, C },
        { "equal", XW_NOT_APPLICABLE, N, C },
        { "equal", XW_NOT_ASSESSED, N, C },
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; ++i) {
        check_cell(&cells[i], "s", false, false);
    }
}

static void
test_topics_give_at_most_at_least_partial(void **state)
{
    (void)state;
    const cell cells[] = {
        { "equal", C, P, C },     { "superset_of", C, P, C },
        { "subset_of", C, P, C }, { "intersects_with", C, P, C },
        { "equal", P, N, C },     { "subset_of", P, N, C },
        { "equal", N, N, C },     { "subset_of", N, N, C },
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; ++i) {
        check_cell(&cells[i], "t", false, false);
    }
    const cell accepted[] = { { "equal", C, C, C }, { "equal", N, N, N } };
    check_cell(&accepted[0], "t", true, false);
    check_cell(&accepted[1], "t", true, false);
}

static void
test_unlabelled_mappings_count_only_if_accepted(void **state)
{
    (void)state;
    const cell accepted = { "related", C, P, C };
    check_cell(&accepted, "s", false, true);
}

/* ---- Several results --------------------------------------------------------------- */

static void
test_several_results_make_an_interval(void **state)
{
    (void)state;
    const sample_row rows[] = {
        { "a:1", "intersects_with", "b:1", "s", XW_STRENGTH_NONE, NULL, NULL },
        { "a:2", "subset_of", "b:1", "s", XW_STRENGTH_NONE, NULL, NULL },
    };
    xw_graph *graph = graph_of(rows, 2);
    const xw_assessed results[] = { { find(graph, "a", "1"), C },
                                    { find(graph, "a", "2"), N } };
    xw_assessment *assessment = carry(graph, results, 2, false, false);
    xw_carried item = only_item(assessment);
    assert_int_equal(item.lower, P);
    assert_int_equal(item.upper, P);
    assert_int_equal(item.lower_by, 0);
    assert_int_equal(item.upper_by, 1);
    xw_bound_proof proof;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_assessment_prove(assessment, 0, XW_UPPER, &proof, &err), err);
    assert_int_equal(proof.result, 1);
    assert_int_equal(proof.walk.count, 1);
    assert_int_equal(proof.walk.steps[0].source.i, results[1].control.i);
    assert_int_equal(proof.also.count, 0);
    xw_assessment_free(assessment);
    xw_graph_free(graph);
}

static void
test_conflicting_results_cross(void **state)
{
    (void)state;
    const sample_row rows[] = {
        { "a:1", "superset_of", "b:1", "s", XW_STRENGTH_NONE, NULL, NULL },
        { "a:2", "subset_of", "b:1", "s", XW_STRENGTH_NONE, NULL, NULL },
    };
    xw_graph *graph = graph_of(rows, 2);
    const xw_assessed results[] = { { find(graph, "a", "2"), N },
                                    { find(graph, "a", "1"), C } };
    xw_assessment *assessment = carry(graph, results, 2, false, false);
    xw_carried item = only_item(assessment);
    assert_int_equal(item.lower, C);
    assert_int_equal(item.upper, P);
    assert_int_equal(item.lower_by, 1);
    assert_int_equal(item.upper_by, 0);
    xw_assessment_free(assessment);
    xw_graph_free(graph);
}

static void
test_all_of_a_union_compliant_is_compliant(void **state)
{
    (void)state;
    const sample_row row = { "a:1 a:2", "superset_of", "b:1", "s",
                             7,         "functional",  NULL };
    xw_graph *graph = graph_of(&row, 1);
    const xw_assessed results[] = { { find(graph, "a", "1"), C },
                                    { find(graph, "a", "2"), C } };
    xw_assessment *one = carry(graph, results, 1, false, false);
    assert_int_equal(only_item(one).lower, N);
    xw_assessment_free(one);
    xw_assessment *both = carry(graph, results, 2, false, false);
    xw_carried item = only_item(both);
    assert_int_equal(item.lower, C);
    assert_true(item.joint);
    xw_bound_proof proof;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_assessment_prove(both, 0, XW_LOWER, &proof, &err), err);
    assert_int_equal(proof.firing_count, 3);
    assert_int_equal(proof.firings[2].kind, XW_FIRING_JOINED);
    xw_assessment_free(both);
    xw_graph_free(graph);
}

static void
test_equal_by_two_walks_is_proven_by_both(void **state)
{
    (void)state;
    /* a:1 contains all of b:1 (with b:2), and b:1 all of a:1 (with a:2). */
    const sample_row rows[] = {
        { "a:1", "equal", "b:1 b:2", "s", XW_STRENGTH_NONE, NULL, NULL },
        { "a:1 a:2", "equal", "b:1", "s", XW_STRENGTH_NONE, NULL, NULL },
    };
    xw_graph *graph = graph_of(rows, 2);
    const xw_assessed result = { find(graph, "a", "1"), N };
    xw_assessment *assessment = carry(graph, &result, 1, false, false);
    size_t count;
    const xw_carried *items = xw_assessment_items(assessment, &count);
    assert_int_equal(count, 2);
    assert_int_equal(items[0].upper, N);
    xw_bound_proof proof;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_assessment_prove(assessment, 0, XW_UPPER, &proof, &err), err);
    assert_int_equal(proof.walk.count, 1);
    assert_int_equal(proof.also.count, 1);
    assert_int_equal(xw_assessment_prove(assessment, 0, XW_LOWER, &proof, &err),
                     XW_NOT_FOUND);
    xw_assessment_free(assessment);
    xw_graph_free(graph);
}

static void
test_not_applicable_is_for_review(void **state)
{
    (void)state;
    const sample_row rows[] = {
        { "a:1", "superset_of", "b:1", "s", XW_STRENGTH_NONE, NULL, NULL },
        { "a:2", "equal", "c:1", "s", XW_STRENGTH_NONE, NULL, NULL },
    };
    xw_graph *graph = graph_of(rows, 2);
    const xw_assessed results[] = {
        { find(graph, "a", "2"), XW_NOT_APPLICABLE },
        { find(graph, "a", "1"), XW_NOT_APPLICABLE },
    };
    xw_assessment *assessment = carry(graph, results, 2, false, false);
    xw_carried item = only_item(assessment);
    assert_int_equal(item.lower, N);
    assert_int_equal(item.upper, C);
    size_t count;
    const xw_review_item *review = xw_assessment_review(assessment, &count);
    assert_int_equal(count, 2);
    assert_int_equal(review[0].result, 0);
    assert_int_equal(review[0].control.i, XW_NONE);
    assert_int_equal(review[1].result, 1);
    assert_int_equal(review[1].control.i, item.control.i);
    xw_assessment_free(assessment);
    xw_graph_free(graph);
}

static void
test_its_own_result_bounds_a_control(void **state)
{
    (void)state;
    const sample_row row = { "a:1", "superset_of", "b:1", "s", 7, NULL, NULL };
    xw_graph *graph = graph_of(&row, 1);
    const xw_assessed results[] = { { find(graph, "a", "1"), C },
                                    { find(graph, "b", "1"), P } };
    xw_assessment *assessment = carry(graph, results, 2, false, false);
    xw_carried item = only_item(assessment);
    assert_int_equal(item.own, 1);
    assert_int_equal(item.lower, C);
    assert_int_equal(item.upper, P);
    assert_int_equal(item.upper_by, 1);
    xw_assessment_free(assessment);
    xw_graph_free(graph);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_table_holds_cell_by_cell),
        cmocka_unit_test(test_topics_give_at_most_at_least_partial),
        cmocka_unit_test(test_unlabelled_mappings_count_only_if_accepted),
        cmocka_unit_test(test_several_results_make_an_interval),
        cmocka_unit_test(test_conflicting_results_cross),
        cmocka_unit_test(test_all_of_a_union_compliant_is_compliant),
        cmocka_unit_test(test_equal_by_two_walks_is_proven_by_both),
        cmocka_unit_test(test_not_applicable_is_for_review),
        cmocka_unit_test(test_its_own_result_bounds_a_control),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
