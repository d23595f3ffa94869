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

static void
test_neighbours_are_the_links_of_a_control(void **state)
{
    const xw_graph *graph = *state;
    const xw_framework any = { XW_NONE };
    size_t met = 0;
    for (uint32_t c = 0; c < xw_graph_control_count(graph); ++c) {
        xw_neighbour got[MOST];
        size_t count;
        assert_int_equal(xw_graph_neighbours(graph, (xw_control){ c }, any, got,
                                             MOST, &count, NULL),
                         0);
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
            size_t count;
            assert_int_equal(xw_graph_neighbours(graph, (xw_control){ c },
                                                 (xw_framework){ f }, got, MOST,
                                                 &count, NULL),
                             0);
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

static void
test_neighbours_are_counted_past_the_room(void **state)
{
    const xw_graph *graph = *state;
    const xw_framework any = { XW_NONE };
    xw_control control = find_busy(graph);
    xw_neighbour got[2] = { { .control = { 7 } }, { .control = { 7 } } };
    size_t count;
    assert_int_equal(
        xw_graph_neighbours(graph, control, any, got, 1, &count, NULL), 0);
    assert_int_equal(count, xw_graph_link_count(graph, control));
    assert_neighbour(graph, control, 0, &got[0]);
    assert_int_equal(got[1].control.i, 7);
}

static void
test_neighbours_refuse_what_is_not_of_the_graph(void **state)
{
    const xw_graph *graph = *state;
    const xw_control none = { xw_graph_control_count(graph) };
    const xw_framework other = { xw_graph_framework_count(graph) };
    xw_error err = XW_ERROR_INIT;
    size_t count = 7;
    assert_int_equal(xw_graph_neighbours(graph, none, (xw_framework){ 0 }, NULL,
                                         0, &count, &err),
                     XW_E_ARG);
    assert_int_equal(xw_graph_neighbours(graph, (xw_control){ 0 }, other, NULL,
                                         0, &count, &err),
                     XW_E_ARG);
    assert_string_equal(err.message, "control is not of this graph");
    assert_int_equal(count, 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_neighbours_are_the_links_of_a_control),
        cmocka_unit_test(test_neighbours_of_each_framework_make_up_all),
        cmocka_unit_test(test_neighbours_are_counted_past_the_room),
        cmocka_unit_test(test_neighbours_refuse_what_is_not_of_the_graph),
    };
    return cmocka_run_group_tests(tests, new_graph, free_graph);
}
