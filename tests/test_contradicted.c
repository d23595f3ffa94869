/* Pairs that contradict themselves, against all walks of one and two mappings. */
#include "drawn_graph.h"

#include "../engine/contradicted.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { GRAPHS = 60 };

typedef struct looking {
    xw_graph *graph;
    xw_mask_table table;
    xw_mask_product product;
    xw_search search;
    xw_near near;
} looking;

static void
begin(looking *at, const drawn_shape *shape, uint64_t seed)
{
    *at = (looking){ .graph = drawn_graph(shape, seed) };
    xw_error err = XW_ERROR_INIT;
    xw_mask_table_fill(&at->table);
    xw_mask_product_fill(&at->product);
    xw_search_init(&at->search, at->graph, &at->table);
    at->search.filter = XW_EDGE_FILTER_NONE;
    at->search.filter.rationales = seed % 3 ? 0 : 1U << XW_RATIONALE_SEMANTIC;
    at->near.graph = at->graph;
    at->near.search = &at->search;
    assert_ok(xw_near_look(&at->near, &err), err);
}

static void
end(looking *at)
{
    xw_search_clear(&at->search);
    xw_graph_free(at->graph);
}

/* The masks of walks that go on from a control by one more mapping: `before` is
 * how they got there, or UINT_MAX if they begin there. */
static void
step(const looking *at, uint32_t control, unsigned before, xw_mask_set *masks)
{
    xw_row row;
    assert_true(xw_graph_edges(at->graph, control, &row));
    for (uint32_t e = row.begin; e < row.end; ++e) {
        if (xw_search_uses(&at->search, e)) {
            unsigned by = xw_search_mask_of_edge(&at->search, row, e);
            unsigned id = before == UINT_MAX ? by : at->product.id[before][by];
            masks[at->graph->edge_targets[e]] |= (xw_mask_set)(1U << id);
        }
    }
}

/* All masks of walks of one mapping, or of two, as a search takes them. */
static void
walk(const looking *at, uint32_t control, xw_mask_set *masks)
{
    xw_row row;
    assert_true(xw_graph_edges(at->graph, control, &row));
    step(at, control, UINT_MAX, masks);
    for (uint32_t e = row.begin; e < row.end; ++e) {
        if (xw_search_uses(&at->search, e)) {
            step(at, at->graph->edge_targets[e],
                 xw_search_mask_of_edge(&at->search, row, e), masks);
        }
    }
}

/* A pair's own mappings act as XW_ALL when they contradict each other. */
static bool
own_contradict(const looking *at, uint32_t control, uint32_t other)
{
    xw_row row;
    assert_true(xw_graph_edges(at->graph, control, &row));
    return !xw_search_meet_of_pair(&at->search,
                                   xw_graph_edges_to(at->graph, row, other));
}

static bool
is_listed(const xw_contradicted *found, uint32_t control, uint32_t other)
{
    bool is = false;
    for (uint32_t i = found->rows[control]; i < found->rows[control + 1]; ++i) {
        is |= found->others[i] == other;
    }
    return is;
}

/* Returns how many there are. */
static size_t
check_all(const looking *at, const xw_contradicted *found)
{
    uint32_t count = at->graph->control_count;
    xw_mask_set *masks = calloc(count, sizeof *masks);
    size_t sum = 0;
    assert_non_null(masks);
    for (uint32_t c = 0; c < count; ++c) {
        memset(masks, 0, count * sizeof *masks);
        walk(at, c, masks);
        for (uint32_t d = 0; d < count; ++d) {
            bool want = d != c && (!xw_mask_set_meet(masks[d]) ||
                                   own_contradict(at, c, d));
            assert_int_equal(d != c && is_listed(found, c, d), want);
            sum += want;
        }
    }
    free(masks);
    return sum;
}

static void
test_contradicted_pairs_are_those_of_all_walks(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.has_parts = false;
    size_t listed = 0, sum = 0;
    for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
        shape.mappings = 20 + 5 * (uint32_t)seed;
        shape.weights[XW_NO_RELATIONSHIP] = seed % 2;
        looking at;
        begin(&at, &shape, seed);
        for (unsigned parts = 1; parts <= 3; ++parts) {
            xw_contradicted found;
            xw_error err = XW_ERROR_INIT;
            assert_ok(xw_contradicted_find(&at.near, &at.product, parts, &found,
                                           &err),
                      err);
            if (!found.are_too_many) {
                sum += check_all(&at, &found);
                ++listed;
            }
            xw_contradicted_clear(&found);
        }
        end(&at);
    }
    assert_true(listed > GRAPHS && sum > GRAPHS);
}

/* However many there are, they are not listed past what there is room for. */
static void
test_contradicted_pairs_may_be_too_many(void **state)
{
    (void)state;
    drawn_shape shape = drawn_mixed;
    shape.has_parts = false;
    shape.frameworks = 2;
    shape.controls = 40;
    shape.mappings = 3000;
    looking at;
    begin(&at, &shape, 1);
    for (unsigned parts = 1; parts <= 3; ++parts) {
        xw_contradicted found;
        xw_error err = XW_ERROR_INIT;
        assert_ok(
            xw_contradicted_find(&at.near, &at.product, parts, &found, &err),
            err);
        assert_true(found.are_too_many);
        xw_contradicted_clear(&found);
    }
    end(&at);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contradicted_pairs_are_those_of_all_walks),
        cmocka_unit_test(test_contradicted_pairs_may_be_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
