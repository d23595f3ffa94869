/* Links of a control: all of them, and those into one framework. */
#include "import_support.h"
#include "sample.h"

#include <xw/graph_file.h>
#include <xw/query.h>

#include <stdlib.h>

enum { MOST = 64 };

static int
new_graph(void **state)
{
    xw_graph *graph = NULL;
    int failed = (int)sample_graph(&graph, NULL);
    *state = graph;
    return failed;
}

static int
free_graph(void **state)
{
    xw_graph_free(*state);
    return 0;
}

/* Against the links one by one, each with its mapping. */
static void
assert_neighbour(const xw_graph *graph, xw_control control, uint32_t index,
                 const xw_neighbour *got)
{
    xw_link link;
    xw_mapping_info mapping;
    assert_int_equal(xw_graph_link(graph, control, index, &link, NULL), 0);
    assert_int_equal(xw_graph_mapping(graph, link.mapping, &mapping, NULL), 0);
    xw_relation carries =
        link.inverted ? xw_relation_converse(mapping.carries) : mapping.carries;
    assert_int_equal(got->control.i, link.other.i);
    assert_int_equal(got->carries, carries);
    assert_int_equal(got->strength, mapping.strength);
}

/* Of one control, into one framework or, for XW_NONE, all; gives how many. */
static size_t
ask(const xw_graph *graph, uint32_t control, uint32_t framework,
    xw_neighbour out[MOST])
{
    const xw_control source = { control };
    const xw_framework into = { framework };
    size_t end = 0, done;
    xw_neighbours_request request = { .controls = &source,
                                      .frameworks =
                                          framework == XW_NONE ? NULL : &into,
                                      .count = 1,
                                      .out = out,
                                      .room = MOST,
                                      .ends = &end };
    assert_int_equal(xw_graph_neighbours(graph, &request, &done, NULL), 0);
    assert_int_equal(done, 1);
    return end;
}

static void
test_neighbours_are_the_links_of_a_control(void **state)
{
    const xw_graph *graph = *state;
    size_t met = 0;
    for (uint32_t c = 0; c < xw_graph_control_count(graph); ++c) {
        xw_neighbour got[MOST];
        size_t count = ask(graph, c, XW_NONE, got);
        assert_int_equal(count, xw_graph_link_count(graph, (xw_control){ c }));
        for (uint32_t i = 0; i < count; ++i) {
            assert_neighbour(graph, (xw_control){ c }, i, &got[i]);
        }
        met += count;
    }
    assert_true(met > 0);
}

/* One framework after the other gives what all of them give. */
static void
test_neighbours_of_each_framework_make_up_all(void **state)
{
    const xw_graph *graph = *state;
    for (uint32_t c = 0; c < xw_graph_control_count(graph); ++c) {
        uint32_t next = 0;
        for (uint32_t f = 0; f < xw_graph_framework_count(graph); ++f) {
            xw_neighbour got[MOST];
            size_t count = ask(graph, c, f, got);
            for (uint32_t i = 0; i < count; ++i) {
                xw_control_info info;
                assert_int_equal(
                    xw_graph_control(graph, got[i].control, &info, NULL), 0);
                assert_int_equal(info.framework.i, f);
                assert_neighbour(graph, (xw_control){ c }, next++, &got[i]);
            }
        }
        assert_int_equal(next, xw_graph_link_count(graph, (xw_control){ c }));
    }
}

/* The first control that has two neighbours or more. */
static xw_control
find_busy(const xw_graph *graph)
{
    xw_control control = { 0 };
    while (xw_graph_link_count(graph, control) < 2) {
        control.i++;
    }
    return control;
}

/* Of all controls at once, a framework each: what one after the other gives. */
static void
test_neighbours_of_many_are_those_of_each(void **state)
{
    const xw_graph *graph = *state;
    enum { MANY = 64, ALL = MANY * MOST };
    xw_control controls[MANY];
    xw_framework frameworks[MANY];
    xw_neighbour got[ALL], one[MOST];
    size_t ends[MANY], done;
    for (uint32_t i = 0; i < MANY; ++i) {
        controls[i].i = i * 7 % xw_graph_control_count(graph);
        frameworks[i].i = i * 5 % xw_graph_framework_count(graph);
    }
    for (unsigned into = 0; into < 2; ++into) {
        xw_neighbours_request request = { .controls = controls,
                                          .frameworks =
                                              into ? frameworks : NULL,
                                          .count = MANY,
                                          .out = got,
                                          .room = ALL,
                                          .ends = ends };
        assert_int_equal(xw_graph_neighbours(graph, &request, &done, NULL), 0);
        assert_int_equal(done, MANY);
        for (uint32_t i = 0; i < MANY; ++i) {
            size_t begin = i ? ends[i - 1] : 0;
            size_t count = ask(graph, controls[i].i,
                               into ? frameworks[i].i : XW_NONE, one);
            assert_int_equal(ends[i] - begin, count);
            for (size_t k = 0; k < count; ++k) {
                assert_int_equal(got[begin + k].control.i, one[k].control.i);
                assert_int_equal(got[begin + k].carries, one[k].carries);
                assert_int_equal(got[begin + k].strength, one[k].strength);
            }
        }
    }
}

static void
test_neighbours_end_where_they_do_not_fit(void **state)
{
    const xw_graph *graph = *state;
    xw_control busy = find_busy(graph);
    uint32_t links = xw_graph_link_count(graph, busy);
    const xw_control controls[] = { busy, busy, busy };
    xw_neighbour got[2 * MOST];
    size_t ends[3], done;
    xw_neighbours_request request = { .controls = controls,
                                      .count = 3,
                                      .out = got,
                                      .room = 2 * links + 1,
                                      .ends = ends };
    assert_int_equal(xw_graph_neighbours(graph, &request, &done, NULL), 0);
    assert_int_equal(done, 2);
    assert_int_equal(ends[1], 2 * links);
    request.room = links - 1;
    assert_int_equal(xw_graph_neighbours(graph, &request, &done, NULL), 0);
    assert_int_equal(done, 0);
}

/* After some that are. */
static void
test_neighbours_refuse_what_is_not_of_the_graph(void **state)
{
    const xw_graph *graph = *state;
    const xw_control controls[] = { { 0 }, { xw_graph_control_count(graph) } };
    const xw_framework frameworks[] = { { 0 },
                                        { xw_graph_framework_count(graph) } };
    xw_error err = XW_ERROR_INIT;
    enum { ROOM = 2 * MOST };
    xw_neighbour got[ROOM];
    size_t ends[2], done = 7;
    xw_neighbours_request request = {
        .controls = controls, .count = 2, .out = got, .room = ROOM, .ends = ends
    };
    assert_int_equal(xw_graph_neighbours(graph, &request, &done, &err),
                     XW_E_ARG);
    assert_string_equal(err.message, "control is not of this graph");
    const xw_control first[] = { { 0 }, { 0 } };
    request.controls = first;
    request.frameworks = frameworks;
    assert_int_equal(xw_graph_neighbours(graph, &request, &done, &err),
                     XW_E_ARG);
    assert_int_equal(done, 7);
}

static void
assert_same_mapping(const xw_mapping_info *a, const xw_mapping_info *b)
{
    assert_int_equal(a->source.i, b->source.i);
    assert_int_equal(a->target.i, b->target.i);
    assert_int_equal(a->relationship, b->relationship);
    assert_int_equal(a->carries, b->carries);
    assert_int_equal(a->strength, b->strength);
    assert_int_equal(a->rationale, b->rationale);
    assert_int_equal(a->rationale_text, b->rationale_text);
    assert_int_equal(a->note, b->note);
    assert_int_equal(a->set.i, b->set.i);
    assert_int_equal(a->topic, b->topic);
    assert_int_equal(a->replaced, b->replaced);
    assert_int_equal(a->joint, b->joint);
    assert_int_equal(a->rule, b->rule);
}

/* By whichever end a step over it begins; some pairs have several mappings. */
static void
test_a_step_is_by_the_mapping_it_names(void **state)
{
    const xw_graph *graph = *state;
    size_t steps = 0, repeated = 0;
    for (uint32_t c = 0; c < xw_graph_control_count(graph); ++c) {
        uint32_t last = XW_NONE;
        uint32_t count = xw_graph_link_count(graph, (xw_control){ c });
        for (uint32_t i = 0; i < count; ++i, ++steps) {
            xw_link link;
            xw_mapping_info want, got;
            assert_int_equal(
                xw_graph_link(graph, (xw_control){ c }, i, &link, NULL), 0);
            xw_step step = { .source = { c },
                             .target = link.other,
                             .kind = XW_STEP_MAPPING,
                             .mapping = link.mapping,
                             .inverted = link.inverted };
            assert_int_equal(xw_graph_mapping(graph, link.mapping, &want, NULL),
                             0);
            assert_int_equal(xw_graph_step(graph, &step, &got, NULL), 0);
            assert_same_mapping(&want, &got);
            repeated += link.other.i == last;
            last = link.other.i;
        }
    }
    assert_true(steps > 0 && repeated > 0);
}

static void
test_a_step_by_no_mapping_is_refused(void **state)
{
    const xw_graph *graph = *state;
    xw_error err = XW_ERROR_INIT;
    xw_mapping_info info;
    xw_step part = { .kind = XW_STEP_PART_OF };
    xw_step none = { .kind = XW_STEP_MAPPING, .mapping = { XW_NONE } };
    assert_int_equal(xw_graph_step(graph, &part, &info, &err), XW_E_ARG);
    assert_int_equal(xw_graph_step(graph, &none, &info, &err), XW_E_ARG);
    assert_string_equal(err.message, "step is by no mapping of this graph");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_neighbours_are_the_links_of_a_control),
        cmocka_unit_test(test_neighbours_of_each_framework_make_up_all),
        cmocka_unit_test(test_neighbours_of_many_are_those_of_each),
        cmocka_unit_test(test_neighbours_end_where_they_do_not_fit),
        cmocka_unit_test(test_neighbours_refuse_what_is_not_of_the_graph),
        cmocka_unit_test(test_a_step_is_by_the_mapping_it_names),
        cmocka_unit_test(test_a_step_by_no_mapping_is_refused),
    };
    return cmocka_run_group_tests(tests, new_graph, free_graph);
}
