/* The closure against naive iteration over tables of single answers. */
#include "drawn_graph.h"

#include <xw/closure.h>

#include <stdlib.h>
#include <string.h>

enum { GRADES = 8, MOST = 64, GRAPHS = 100, NOT_FULL = -1 };

/* ---- A slow and obvious closure ------------------------------------------------ */

typedef struct naive {
    const xw_graph *graph;
    uint32_t count;
    int grade[MOST][MOST]; /* of the full verdict, or NOT_FULL */
    bool implemented[MOST];
    bool satisfied[GRADES][MOST], source[GRADES][MOST], alone[GRADES][MOST];
    bool changed;
} naive;

static bool
has_gap(const xw_graph *graph, uint32_t control, uint32_t other)
{
    xw_control_info of;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_control(graph, (xw_control){ other }, &of, &err), err);
    for (uint32_t g = 0; g < xw_graph_gap_count(graph); ++g) {
        xw_gap_info gap;
        assert_ok(xw_graph_gap(graph, g, &gap, &err), err);
        if (gap.control.i == control && gap.other.i == of.framework.i) {
            return true;
        }
    }
    return false;
}

static bool
gainsaid(const xw_graph *graph, uint32_t a, uint32_t b)
{
    return has_gap(graph, a, b) || has_gap(graph, b, a);
}

static void
ask_all_singles(naive *n, uint32_t hops)
{
    xw_scratch *scratch;
    xw_error err = XW_ERROR_INIT;
    xw_selection into[MOST];
    uint32_t frameworks = xw_graph_framework_count(n->graph);
    for (uint32_t f = 0; f < frameworks; ++f) {
        into[f] = (xw_selection){ { f }, { XW_NONE } };
    }
    assert_ok(xw_scratch_new(n->graph, &scratch, &err), err);
    for (uint32_t c = 0; c < n->count; ++c) {
        xw_map_request request = XW_MAP_REQUEST_INIT;
        request.control = (xw_control){ c };
        request.into = into;
        request.into_count = frameworks;
        request.max_hops = hops;
        xw_map_answer answer;
        assert_ok(xw_map(scratch, &request, &answer, &err), err);
        for (size_t i = 0; i < answer.count; ++i) {
            const xw_answer *a = &answer.answers[i];
            uint32_t to = a->control.i;
            bool disputed = a->disputed || gainsaid(n->graph, c, to);
            if (a->verdict == XW_FULL) {
                n->grade[c][to] = a->topic + 2 * a->related + 4 * disputed;
            }
        }
    }
    xw_scratch_free(scratch);
}

static void
set(naive *n, bool *fact)
{
    n->changed |= !*fact;
    *fact = true;
}

static void
entail(naive *n, int grade)
{
    for (uint32_t a = 0; a < n->count; ++a) {
        for (uint32_t b = 0; b < n->count && n->source[grade][a]; ++b) {
            int needs = n->grade[a][b];
            if (needs == NOT_FULL || (needs & grade) != needs) {
                continue;
            }
            set(n, &n->satisfied[grade][b]);
            if (n->implemented[a]) {
                set(n, &n->alone[grade][b]);
            }
        }
    }
}

/* Does some mapping of the rule between the two still carry something? */
static bool
stands(const xw_graph *graph, uint32_t rule, uint32_t a, uint32_t b)
{
    xw_error err = XW_ERROR_INIT;
    uint32_t links = xw_graph_link_count(graph, (xw_control){ a });
    for (uint32_t l = 0; l < links; ++l) {
        xw_link link;
        xw_mapping_info info;
        assert_ok(xw_graph_link(graph, (xw_control){ a }, l, &link, &err), err);
        assert_ok(xw_graph_mapping(graph, link.mapping, &info, &err), err);
        if (link.other.i == b && info.rule == rule && !info.replaced) {
            return true;
        }
    }
    return false;
}

static void
join(naive *n, int grade, uint32_t rule, bool backward)
{
    xw_rule_info info;
    xw_set_info of;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_rule(n->graph, rule, &info, &err), err);
    assert_ok(xw_graph_set(n->graph, info.set, &of, &err), err);
    const uint32_t *premises = backward ? info.targets : info.sources;
    const uint32_t *conclusions = backward ? info.sources : info.targets;
    size_t p_count = backward ? info.target_count : info.source_count;
    size_t c_count = backward ? info.source_count : info.target_count;
    for (size_t c = 0; c < c_count; ++c) {
        int needs = of.claim == XW_CLAIM_TOPIC;
        bool all = true;
        for (size_t p = 0; p < p_count; ++p) {
            all = all && n->satisfied[grade][premises[p]] &&
                  stands(n->graph, rule, premises[p], conclusions[c]);
            needs |= gainsaid(n->graph, premises[p], conclusions[c]) ? 4 : 0;
        }
        if (all && (needs & grade) == needs) {
            set(n, &n->source[grade][conclusions[c]]);
            set(n, &n->satisfied[grade][conclusions[c]]);
        }
    }
}

static void
join_all(naive *n, int grade)
{
    for (uint32_t r = 0; r < xw_graph_rule_count(n->graph); ++r) {
        xw_rule_info info;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_graph_rule(n->graph, r, &info, &err), err);
        bool equal = info.relationship == XW_EQUAL;
        if ((equal || info.relationship == XW_SUPERSET_OF) &&
            info.source_count > 1) {
            join(n, grade, r, false);
        }
        if ((equal || info.relationship == XW_SUBSET_OF) &&
            info.target_count > 1) {
            join(n, grade, r, true);
        }
    }
}

static void
complete(naive *n, int grade)
{
    xw_error err = XW_ERROR_INIT;
    for (uint32_t whole = 0; whole < n->count; ++whole) {
        xw_control_info info;
        assert_ok(
            xw_graph_control(n->graph, (xw_control){ whole }, &info, &err),
            err);
        bool any = false, all = true;
        for (uint32_t part = 0; part < n->count && info.parts_complete;
             ++part) {
            xw_control_info of;
            assert_ok(
                xw_graph_control(n->graph, (xw_control){ part }, &of, &err),
                err);
            if (of.parent.i == whole && of.parent_kind == XW_PARENT_PART &&
                !of.withdrawn) {
                any = true;
                all = all && n->satisfied[grade][part];
            }
        }
        if (any && all) {
            set(n, &n->source[grade][whole]);
            set(n, &n->satisfied[grade][whole]);
        }
    }
}

static naive *
naive_closure(const xw_graph *graph, const xw_control *held, size_t count,
              uint32_t hops)
{
    naive *n = calloc(1, sizeof *n);
    assert_non_null(n);
    n->graph = graph;
    n->count = xw_graph_control_count(graph);
    assert_in_range(n->count, 1, MOST);
    memset(n->grade, 0xFF, sizeof n->grade); /* NOT_FULL */
    ask_all_singles(n, hops);
    for (size_t h = 0; h < count; ++h) {
        n->implemented[held[h].i] = true;
        for (int g = 0; g < GRADES; ++g) {
            n->satisfied[g][held[h].i] = n->source[g][held[h].i] = true;
            n->alone[g][held[h].i] = true;
        }
    }
    do {
        n->changed = false;
        for (int g = 0; g < GRADES; ++g) {
            entail(n, g);
            join_all(n, g);
            complete(n, g);
        }
    } while (n->changed);
    return n;
}

/* ---- Comparing ------------------------------------------------------------------- */

static bool
was_concluded(const xw_firing *firings, size_t count, uint32_t control)
{
    for (size_t f = 0; f < count; ++f) {
        if (firings[f].control.i == control) {
            return true;
        }
    }
    return false;
}

static void
check_walk(const xw_firing *firing)
{
    uint32_t at = firing->premises[0];
    assert_int_equal(firing->premise_count, 1);
    assert_true(firing->walk.count > 0);
    for (size_t s = 0; s < firing->walk.count; ++s) {
        assert_int_equal(firing->walk.steps[s].source.i, at);
        at = firing->walk.steps[s].target.i;
    }
    assert_int_equal(at, firing->control.i);
}

static void
check_proof(xw_closure *closure, const naive *n, uint32_t control, bool joint)
{
    const xw_firing *firings;
    size_t count;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_closure_prove(closure, (xw_control){ control }, &firings,
                               &count, &err),
              err);
    assert_int_equal(firings[count - 1].control.i, control);
    bool joins = false;
    for (size_t f = 0; f < count; ++f) {
        const xw_firing *firing = &firings[f];
        joins |= firing->kind >= XW_FIRING_JOINED;
        for (size_t p = 0; p < firing->premise_count; ++p) {
            assert_true(was_concluded(firings, f, firing->premises[p]));
        }
        if (firing->kind == XW_FIRING_IMPLEMENTED) {
            assert_true(n->implemented[firing->control.i]);
        }
        if (firing->kind == XW_FIRING_ENTAILED) {
            check_walk(firing);
        }
    }
    assert_int_equal(joins, joint);
}

/* Returns how many controls were satisfied jointly. */
static uint32_t
compare(xw_closure *closure, const naive *n)
{
    uint32_t joint = 0;
    for (uint32_t c = 0; c < n->count; ++c) {
        int grade = 0;
        while (grade < GRADES && !n->satisfied[grade][c]) {
            ++grade;
        }
        xw_satisfaction got;
        xw_error err = XW_ERROR_INIT;
        xw_status st = xw_closure_find(closure, (xw_control){ c }, &got, &err);
        if (grade == GRADES) {
            assert_int_equal(st, XW_NOT_FOUND);
            continue;
        }
        assert_ok(st, err);
        assert_int_equal(got.marks.topic + 2 * got.marks.related +
                             4 * got.marks.disputed,
                         grade);
        assert_int_equal(got.implemented, n->implemented[c]);
        assert_int_equal(got.joint, !n->alone[grade][c]);
        check_proof(closure, n, c, got.joint);
        joint += got.joint;
    }
    return joint;
}

static uint32_t
compare_on(const drawn_shape *shape, uint64_t seed, uint32_t hops)
{
    print_message("seed %u, %u hops\n", (unsigned)seed, (unsigned)hops);
    xw_graph *graph = drawn_graph(shape, seed);
    drawn_random random = { seed + 1 };
    xw_control held[MOST];
    size_t count = drawn_controls(graph, &random, 4, held);
    xw_closure_request request = XW_CLOSURE_REQUEST_INIT;
    request.implemented.controls = held;
    request.implemented.control_count = count;
    request.max_hops = hops;
    xw_closure *closure;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_closure_new(graph, &request, &closure, &err), err);
    naive *n = naive_closure(graph, held, count, hops);
    uint32_t joint = compare(closure, n);
    free(n);
    xw_closure_free(closure);
    xw_graph_free(graph);
    return joint;
}

static void
test_closure_is_that_of_naive_iteration(void **state)
{
    (void)state;
    uint32_t joint = 0;
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        joint += compare_on(&drawn_mixed, seed, 1 + (uint32_t)(seed % 3));
    }
    assert_true(joint > GRAPHS);
}

static void
test_closure_chains_through_many_rules(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.mappings = 12;
    shape.rules = 60;
    uint32_t joint = 0;
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        joint += compare_on(&shape, seed, 1);
    }
    assert_true(joint > GRAPHS);
}

static xw_status
close_mixed(void *state)
{
    const xw_graph *graph = state;
    const xw_selection held = { { 0 }, { XW_NONE } };
    xw_closure_request request = XW_CLOSURE_REQUEST_INIT;
    request.implemented.selections = &held;
    request.implemented.selection_count = 1;
    xw_closure *closure = NULL;
    xw_status st = xw_closure_new(graph, &request, &closure, NULL);
    for (uint32_t c = 0; !st && c < xw_graph_control_count(graph); ++c) {
        const xw_firing *firings;
        size_t count;
        st = xw_closure_prove(closure, (xw_control){ c }, &firings, &count,
                              NULL);
        st = st == XW_NOT_FOUND ? XW_OK : st;
    }
    xw_closure_free(closure);
    return st;
}

static void
test_closure_survives_running_out_of_memory(void **state)
{
    (void)state;
    xw_graph *graph = drawn_graph(&drawn_mixed, 1);
    sweep_allocations(close_mixed, graph);
    xw_graph_free(graph);
}

static void
test_closure_refuses_what_is_not_of_the_graph(void **state)
{
    (void)state;
    xw_graph *graph = drawn_graph(&drawn_mixed, 1);
    const xw_control stranger = { MOST };
    xw_closure_request request = XW_CLOSURE_REQUEST_INIT;
    request.implemented.controls = &stranger;
    request.implemented.control_count = 1;
    xw_closure *closure = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_int_equal(xw_closure_new(graph, &request, &closure, &err), XW_E_ARG);
    assert_string_equal(err.message, "control is not of this graph");
    assert_null(closure);
    xw_graph_free(graph);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closure_is_that_of_naive_iteration),
        cmocka_unit_test(test_closure_chains_through_many_rules),
        cmocka_unit_test(test_closure_survives_running_out_of_memory),
        cmocka_unit_test(test_closure_refuses_what_is_not_of_the_graph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
