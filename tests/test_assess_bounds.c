/* Bounds of an assessment against answers taken one by one, and against models
 * in which every demand is met or not. */
#include "drawn_graph.h"
#include "sample.h"

#include <xw/assess.h>

#include <string.h>

enum { GRAPHS = 60, MOST = 64 };

#define N XW_NON_COMPLIANT
#define P XW_PARTIALLY_COMPLIANT
#define C XW_COMPLIANT

/* ---- Against answers one by one ------------------------------------------------------ */

/* The table once more, as sentences. */
static void
slow_bounds(xw_result result, xw_relation r, xw_result *lower, xw_result *upper)
{
    bool down = !(r & ~(XW_EQ | XW_SUP)); /* all of C is in A */
    bool up = !(r & ~(XW_EQ | XW_SUB));   /* all of A is in C */
    *lower = N;
    *upper = C;
    if (result == C) {
        *lower = down ? C : r & XW_DIS ? N : P;
    }
    if (result == P && up) {
        *lower = *upper = P;
    }
    if (result == N && up) {
        *upper = r == XW_EQ ? N : P;
    }
}

static bool
is_gap_of(const xw_graph *graph, uint32_t control, uint32_t framework)
{
    xw_error err = XW_ERROR_INIT;
    for (uint32_t g = 0; g < xw_graph_gap_count(graph); ++g) {
        xw_gap_info gap;
        assert_ok(xw_graph_gap(graph, g, &gap, &err), err);
        if (gap.control.i == control && gap.other.i == framework) {
            return true;
        }
    }
    return false;
}

static void
check_item(const xw_graph *graph, xw_scratch *scratch,
           const xw_assessed *results, size_t count, const xw_carried *item)
{
    xw_selection into[8];
    uint32_t frameworks = xw_graph_framework_count(graph);
    for (uint32_t f = 0; f < frameworks; ++f) {
        into[f] = (xw_selection){ { f }, { XW_NONE } };
    }
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = item->control;
    request.direction = XW_SATISFIED_BY;
    request.into = into;
    request.into_count = frameworks;
    xw_map_answer answer;
    xw_control_info info;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_control(graph, item->control, &info, &err), err);
    assert_ok(xw_map(scratch, &request, &answer, &err), err);
    xw_result lower = N, upper = C;
    for (size_t r = 0; r < count; ++r) {
        xw_relation relation =
            results[r].control.i == item->control.i ? XW_EQ : XW_ALL;
        for (size_t i = 0; i < answer.count; ++i) {
            const xw_answer *a = &answer.answers[i];
            if (a->control.i == results[r].control.i && !a->disputed &&
                a->verdict != XW_CONFLICT &&
                !is_gap_of(graph, a->control.i, info.framework.i)) {
                relation = a->relation;
            }
        }
        xw_result low, high;
        slow_bounds(results[r].result, relation, &low, &high);
        lower = low > lower ? low : lower;
        upper = high < upper ? high : upper;
    }
    assert_int_equal(item->upper, upper);
    if (!item->joint) {
        assert_int_equal(item->lower, lower);
    }
}

static size_t
draw_results(const xw_graph *graph, drawn_random *random, xw_assessed *out)
{
    size_t count = 0;
    for (uint32_t c = 0; c < xw_graph_control_count(graph); ++c) {
        if (drawn_chance(random, 40)) {
            out[count++] = (xw_assessed){
                { c }, (xw_result)drawn_below(random, XW_RESULT_COUNT)
            };
        }
    }
    return count;
}

static void
check_proofs(xw_assessment *assessment, const xw_assessed *results)
{
    size_t count;
    const xw_carried *items = xw_assessment_items(assessment, &count);
    for (size_t i = 0; i < count; ++i) {
        for (unsigned b = XW_LOWER; b <= XW_UPPER; ++b) {
            xw_bound_proof proof;
            xw_error err = XW_ERROR_INIT;
            xw_status st =
                xw_assessment_prove(assessment, i, (xw_bound)b, &proof, &err);
            bool bounded =
                b == XW_LOWER ? items[i].lower != N : items[i].upper != C;
            assert_int_equal(st, bounded ? XW_OK : XW_NOT_FOUND);
            if (!bounded || proof.firing_count || !proof.walk.count) {
                continue;
            }
            const xw_walk *walk = &proof.walk;
            assert_int_equal(walk->steps[0].source.i,
                             results[proof.result].control.i);
            assert_int_equal(walk->steps[walk->count - 1].target.i,
                             items[i].control.i);
        }
    }
}

/* Where nothing is unlabelled and nothing claims a topic, the relation that
 * counts is the one that xw_map answers. */
static void
test_bounds_are_those_of_answers_one_by_one(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.has_policies = false;
    shape.weights[XW_RELATED] = 0;
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        print_message("seed %u\n", (unsigned)seed);
        xw_graph *graph = drawn_graph(&shape, seed);
        drawn_random random = { seed + 5 };
        xw_assessed results[MOST];
        size_t count = draw_results(graph, &random, results);
        xw_selection to[] = { { { 1 }, { XW_NONE } }, { { 2 }, { 2 } } };
        xw_control single = drawn_control(graph, 3, 0);
        xw_assess_request request = XW_ASSESS_REQUEST_INIT;
        request.results = results;
        request.result_count = count;
        request.to = (xw_choice){ to, 2, &single, 1 };
        request.threads = 1 + (uint32_t)(seed % 3);
        xw_assessment *assessment;
        xw_scratch *scratch;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_assessment_new(graph, &request, &assessment, &err), err);
        assert_ok(xw_scratch_new(graph, &scratch, &err), err);
        size_t item_count;
        const xw_carried *items = xw_assessment_items(assessment, &item_count);
        for (size_t i = 0; i < item_count; ++i) {
            check_item(graph, scratch, results, count, &items[i]);
        }
        check_proofs(assessment, results);
        xw_scratch_free(scratch);
        xw_assessment_free(assessment);
        xw_graph_free(graph);
    }
}

/* ---- Against models -------------------------------------------------------------------- */

static const xw_set_def plain_set = { .size = sizeof plain_set,
                                      .id = { "s", 1 },
                                      .trust = -1 };

enum { FRAMEWORKS = 4, CONTROLS = 6, DEMANDS = 7 };

/* Every control demands something; every demand is met, or not. */
typedef struct model {
    drawn_random random;
    unsigned demands[FRAMEWORKS * CONTROLS];
    unsigned met;
    xw_builder *builder;
    xw_builder_control controls[FRAMEWORKS * CONTROLS];
    xw_builder_set set;
} model;

static xw_relationship
relationship_between(unsigned a, unsigned b)
{
    if (a == b) {
        return XW_EQUAL;
    }
    if (!(a & ~b)) {
        return XW_SUBSET_OF;
    }
    if (!(b & ~a)) {
        return XW_SUPERSET_OF;
    }
    return a & b ? XW_INTERSECTS_WITH : XW_NO_RELATIONSHIP;
}

/* State truly how the unions of some controls of two frameworks relate; now and
 * then only that they do. */
static void
state_truth(model *m)
{
    xw_builder_control sides[2][2];
    unsigned unions[2] = { 0, 0 };
    size_t counts[2];
    uint32_t first = drawn_below(&m->random, FRAMEWORKS);
    for (unsigned s = 0; s < 2; ++s) {
        uint32_t framework = (first + s) % FRAMEWORKS;
        counts[s] = 1 + (size_t)drawn_chance(&m->random, 20);
        for (size_t i = 0; i < counts[s]; ++i) {
            uint32_t c =
                framework * CONTROLS + drawn_below(&m->random, CONTROLS);
            sides[s][i] = m->controls[c];
            unions[s] |= m->demands[c];
        }
    }
    xw_relationship truth = relationship_between(unions[0], unions[1]);
    bool is_vague = truth != XW_NO_RELATIONSHIP && drawn_chance(&m->random, 20);
    const xw_mapping_def def = {
        .size = sizeof def,
        .sources = sides[0],
        .targets = sides[1],
        .source_count = counts[0],
        .target_count = counts[1],
        .relationship = is_vague ? XW_RELATED : truth,
        .strength = XW_STRENGTH_NONE,
        .set = m->set,
    };
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_builder_add_mapping(m->builder, &def, &err), err);
}

static void
declare_controls(model *m)
{
    xw_error err = XW_ERROR_INIT;
    xw_builder_framework framework = { 0 };
    for (uint32_t c = 0; c < FRAMEWORKS * CONTROLS; ++c) {
        char id[16];
        if (c % CONTROLS == 0) {
            (void)snprintf(id, sizeof id, "f%u", (unsigned)(c / CONTROLS));
            assert_ok(xw_builder_framework_of(m->builder, sample_text(id),
                                              &framework, &err),
                      err);
        }
        (void)snprintf(id, sizeof id, "c%u", (unsigned)(c % CONTROLS));
        const xw_control_def def = { .size = sizeof def,
                                     .framework = framework,
                                     .id = sample_text(id) };
        assert_ok(xw_builder_declare_control(m->builder, &def, &m->controls[c],
                                             NULL, &err),
                  err);
        m->demands[c] = 1 + drawn_below(&m->random, (1U << DEMANDS) - 1);
        m->demands[c] &= 1 + drawn_below(&m->random, (1U << DEMANDS) - 1);
        m->demands[c] |= m->demands[c] ? 0 : 1U;
    }
}

static xw_graph *
draw_model(model *m, uint64_t seed)
{
    *m = (model){ .random = { seed } };
    xw_error err = XW_ERROR_INIT;
    xw_graph *graph;
    assert_ok(xw_builder_new(&m->builder, &err), err);
    assert_ok(
        xw_builder_declare_set(m->builder, &plain_set, &m->set, NULL, &err),
        err);
    declare_controls(m);
    for (unsigned i = 0; i < 60; ++i) {
        state_truth(m);
    }
    m->met = drawn_below(&m->random, 1U << DEMANDS);
    m->met |= drawn_below(&m->random, 1U << DEMANDS);
    assert_ok(xw_builder_freeze(m->builder, NULL, NULL, &graph, &err), err);
    xw_builder_free(m->builder);
    return graph;
}

/* As an auditor would say who sees every demand. */
static xw_result
truth_of(const model *m, uint32_t control)
{
    unsigned met = m->demands[control] & m->met;
    if (met == m->demands[control]) {
        return C;
    }
    return met ? P : N;
}

/* Returns how many bounds were got. */
static size_t
check_model(const model *m, const xw_graph *graph, bool accept_related,
            const xw_assessed *results, size_t count)
{
    xw_selection to[FRAMEWORKS];
    for (uint32_t f = 0; f < FRAMEWORKS; ++f) {
        to[f] = (xw_selection){ { f }, { XW_NONE } };
    }
    xw_assess_request request = XW_ASSESS_REQUEST_INIT;
    request.results = results;
    request.result_count = count;
    request.to.selections = to;
    request.to.selection_count = FRAMEWORKS;
    request.max_hops = 1 + drawn_below(&(drawn_random){ m->met }, 3);
    request.accept_related = accept_related;
    request.threads = 1;
    xw_assessment *assessment;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_assessment_new(graph, &request, &assessment, &err), err);
    size_t item_count, bounds = 0;
    const xw_carried *items = xw_assessment_items(assessment, &item_count);
    for (size_t i = 0; i < item_count; ++i) {
        xw_result truth = truth_of(m, items[i].control.i);
        assert_in_range(truth, items[i].lower, items[i].upper);
        bounds += items[i].own == XW_NONE &&
                  (items[i].lower != N || items[i].upper != C);
    }
    xw_assessment_free(assessment);
    return bounds;
}

static void
test_no_model_lies_outside_its_bounds(void **state)
{
    (void)state;
    size_t bounds = 0;
    for (uint64_t seed = 0; seed < 300; ++seed) {
        model m;
        xw_graph *graph = draw_model(&m, seed);
        xw_assessed results[FRAMEWORKS * CONTROLS];
        size_t count = 0;
        for (uint32_t c = 0; c < FRAMEWORKS * CONTROLS; ++c) {
            if (drawn_chance(&m.random, 40)) {
                results[count++] = (xw_assessed){ { c }, truth_of(&m, c) };
            }
        }
        bounds += check_model(&m, graph, seed % 2, results, count);
        xw_graph_free(graph);
    }
    assert_true(bounds > 1000);
}

/* ---- Edges ---------------------------------------------------------------------------------- */

typedef struct request_of {
    xw_graph *graph;
    xw_assess_request request;
} request_of;

static xw_status
assess(void *state)
{
    const request_of *r = state;
    xw_assessment *assessment = NULL;
    xw_status st = xw_assessment_new(r->graph, &r->request, &assessment, NULL);
    size_t count = 0;
    if (!st) {
        (void)xw_assessment_items(assessment, &count);
    }
    for (size_t i = 0; i < count && !st; ++i) {
        xw_bound_proof proof;
        st = xw_assessment_prove(assessment, i, XW_LOWER, &proof, NULL);
        st = st == XW_NOT_FOUND ? XW_OK : st;
    }
    xw_assessment_free(assessment);
    return st;
}

static void
test_assessment_survives_running_out_of_memory(void **state)
{
    (void)state;
    request_of r = { .graph = drawn_graph(&drawn_mixed, 4),
                     .request = XW_ASSESS_REQUEST_INIT };
    drawn_random random = { 9 };
    xw_assessed results[MOST];
    const xw_selection to = { { 1 }, { XW_NONE } };
    r.request.results = results;
    r.request.result_count = draw_results(r.graph, &random, results);
    r.request.to = (xw_choice){ &to, 1, NULL, 0 };
    r.request.threads = 1;
    sweep_allocations(assess, &r);
    xw_graph_free(r.graph);
}

static void
test_assessment_refuses_results_out_of_range(void **state)
{
    (void)state;
    xw_graph *graph = drawn_graph(&drawn_mixed, 4);
    const xw_assessed results[] = { { { 0 }, C }, { { 5000 }, C } };
    xw_assess_request request = XW_ASSESS_REQUEST_INIT;
    request.results = results;
    request.result_count = 2;
    xw_assessment *assessment = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_int_equal(xw_assessment_new(graph, &request, &assessment, &err),
                     XW_E_ARG);
    assert_string_equal(err.message, "result 1 is out of range");
    xw_graph_free(graph);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bounds_are_those_of_answers_one_by_one),
        cmocka_unit_test(test_no_model_lies_outside_its_bounds),
        cmocka_unit_test(test_assessment_survives_running_out_of_memory),
        cmocka_unit_test(test_assessment_refuses_results_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
