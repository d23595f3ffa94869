/* xw_check against the oracle of check_search.h, on seeded random graphs; and
 * the doubts of graphs made by hand. */
#include "support.h"

#include "../engine/look_alikes.h"
#include "../engine/search.h"
#include "compare_answer.h"
#include "drawn_graph.h"

#include <xw/check.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_WALKS = 3000, NO_LIMIT = 1000000 };

/* ---- Contradictions against the oracle --------------------------------------- */

/* One graph, and what is said of it. */
typedef struct check {
    graph_record record;
    xw_graph *graph;
    oracle o;
    uint32_t max_hops, rationales;
    xw_findings *got;
    finding *found;
    uint32_t hops[RECORD_CONTROLS]
                 [RECORD_CONTROLS]; /* of contradicting walks */
    uint32_t pairs;
} check;

static bool
agree(check *c, const char *what, uint32_t control, uint32_t want, uint32_t got)
{
    return finding_agree(c->found, what, control, want, got);
}

static void
walk_from(check *c, uint32_t source)
{
    while (!oracle_walk_from(&c->o, source, c->max_hops, MOST_WALKS)) {
        --c->max_hops;
    }
}

/* All pairs between which some two walks contradict each other. */
static void
expect_pairs(check *c)
{
    uint32_t controls = c->record.control_count;
    for (uint32_t a = 0; a < controls; ++a) {
        walk_from(c, a); /* settles how many hops all take */
    }
    c->pairs = 0;
    for (uint32_t a = 0; a < controls; ++a) {
        walk_from(c, a);
        for (uint32_t b = a + 1; b < controls; ++b) {
            c->hops[a][b] = oracle_hops_of_conflict(&c->o, b);
            c->pairs += c->hops[a][b] != XW_NONE;
        }
    }
}

static xw_findings *
findings_of(const xw_graph *graph, uint32_t max_hops, uint32_t rationales,
            uint32_t threads)
{
    xw_error err = XW_ERROR_INIT;
    xw_findings *findings = NULL;
    xw_check_request request = XW_CHECK_REQUEST_INIT;
    request.max_hops = max_hops;
    request.limit = NO_LIMIT;
    request.rationales = rationales;
    request.threads = threads;
    assert_ok(xw_check(graph, &request, &findings, &err), err);
    return findings;
}

static void
check_walk(check *c, const xw_witness *got)
{
    const comparison with = { .o = &c->o,
                              .graph = c->graph,
                              .direction = XW_SATISFIES,
                              .found = c->found };
    const oracle_walk *want = compare_find_walk(&with, &got->walk);
    uint32_t source = c->o.source;
    agree(c, "witness is a walk", source, true, want != NULL);
    if (want) {
        agree(c, "witness says", source, want->relation, got->relation);
        agree(c, "witness is related", source, want->related, got->related);
        agree(c, "witness is topic", source, want->topic, got->topic);
    }
}

static uint32_t
count_hops(const xw_walk *walk)
{
    uint32_t hops = 0;
    for (size_t i = 0; i < walk->count; ++i) {
        hops += walk->steps[i].kind == XW_STEP_MAPPING;
    }
    return hops;
}

/* The pair's own mappings, as far as they say something. */
static xw_conflict_kind
kind_of(const check *c, uint32_t a, uint32_t b)
{
    xw_relation meet = XW_ALL;
    for (uint32_t i = 0; i < c->o.edge_count; ++i) {
        const oracle_edge *edge = &c->o.edges[i];
        if (edge->used && edge->source == a && edge->target == b) {
            meet &= edge->says;
        } else if (edge->used && edge->source == b && edge->target == a) {
            meet &= xw_relation_converse(edge->says);
        }
    }
    return !meet            ? XW_CONFLICT_DIRECT
           : meet == XW_ALL ? XW_CONFLICT_DERIVED
                            : XW_CONFLICT_DISPUTED;
}

static void
check_conflict(check *c, const xw_conflict *got)
{
    uint32_t a = got->source.i, b = got->target.i;
    walk_from(c, a);
    check_walk(c, &got->first);
    check_walk(c, &got->second);
    agree(c, "two walks cannot both hold", a, 0,
          got->first.relation & got->second.relation);
    agree(c, "hops of two walks", a, c->hops[a][b],
          count_hops(&got->first.walk) + count_hops(&got->second.walk));
    agree(c, "kind", a, kind_of(c, a, b), got->kind);
}

/* ---- No mapping can be left out ------------------------------------------------- */

static bool
is_of_map(const recorded_map *map, const oracle_edge *edge)
{
    return map->source_count == 1 && map->target_count == 1 &&
           map->sources[0] == edge->source && map->targets[0] == edge->target &&
           map->relationship == edge->relationship && map->set == edge->set;
}

/* Add the maps that a walk is made of to a record; false when one is no map of
 * a single pair. */
static bool
add_maps(const check *c, const xw_walk *walk, graph_record *to)
{
    for (size_t i = 0; i < walk->count; ++i) {
        if (walk->steps[i].kind != XW_STEP_MAPPING) {
            continue;
        }
        const oracle_edge *edge = &c->o.edges[oracle_find_edge(
            &c->o, c->graph, walk->steps[i].mapping)];
        uint32_t m = 0;
        while (m < c->record.map_count &&
               !is_of_map(&c->record.maps[m], edge)) {
            ++m;
        }
        if (m == c->record.map_count) {
            return false;
        }
        bool known = false;
        for (uint32_t k = 0; k < to->map_count; ++k) {
            known |= is_of_map(&to->maps[k], edge);
        }
        if (!known) {
            to->maps[to->map_count++] = c->record.maps[m];
        }
    }
    return true;
}

static uint64_t
count_pairs(const graph_record *record)
{
    xw_graph *graph = graph_of_record(record);
    xw_findings *findings = findings_of(graph, XW_HOPS_MOST, 0, 1);
    uint64_t pairs = findings->conflict_pairs;
    xw_findings_free(findings);
    xw_graph_free(graph);
    return pairs;
}

static void
check_minimality(check *c, const xw_conflict *got)
{
    graph_record only = c->record;
    only.map_count = 0;
    if (!add_maps(c, &got->first.walk, &only) ||
        !add_maps(c, &got->second.walk, &only)) {
        return;
    }
    agree(c, "witnesses contradict", got->source.i, true,
          count_pairs(&only) > 0);
    if (got->kind == XW_CONFLICT_DIRECT) {
        agree(c, "two mappings", got->source.i, 2, only.map_count);
        return; /* of a part and its whole each alone may be wrong as well */
    }
    for (uint32_t m = 0; m < only.map_count; ++m) {
        graph_record fewer = only;
        fewer.maps[m] = fewer.maps[--fewer.map_count];
        agree(c, "the rest agrees", got->source.i, 0,
              (uint32_t)count_pairs(&fewer));
    }
}

/* ---- The same with any number of threads ------------------------------------------ */

static bool
are_same_walks(const xw_walk *a, const xw_walk *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; ++i) {
        same = a->steps[i].source.i == b->steps[i].source.i &&
               a->steps[i].target.i == b->steps[i].target.i &&
               a->steps[i].mapping.i == b->steps[i].mapping.i;
    }
    return same;
}

static void
check_threads(check *c)
{
    xw_findings *other = findings_of(c->graph, c->max_hops, c->rationales, 3);
    agree(c, "pairs by threads", 0, (uint32_t)c->got->conflict_pairs,
          (uint32_t)other->conflict_pairs);
    agree(c, "conflicts by threads", 0, (uint32_t)c->got->conflict_count,
          (uint32_t)other->conflict_count);
    for (size_t i = 0; i < other->conflict_count && i < c->got->conflict_count;
         ++i) {
        const xw_conflict *a = &c->got->conflicts[i];
        const xw_conflict *b = &other->conflicts[i];
        agree(c, "same conflict by threads", a->source.i, true,
              are_same_walks(&a->first.walk, &b->first.walk) &&
                  are_same_walks(&a->second.walk, &b->second.walk));
    }
    xw_findings_free(other);
}

static void
check_graph(const graph_recipe *recipe, finding *found)
{
    static check c;
    random_state r = { ~recipe->seed };
    random_graph(recipe, &c.record);
    c.graph = graph_of_record(&c.record);
    c.found = found;
    c.max_hops = 1 + random_below(&r, 4);
    c.rationales = random_chance(&r, 30) ? random_below(&r, 16) : 0;
    oracle_open(&c.o, &c.record);
    oracle_look(
        &c.o, &(oracle_view){ .rationales = c.rationales, .without = XW_NONE });
    expect_pairs(&c);
    c.got = findings_of(c.graph, c.max_hops, c.rationales, 1);
    agree(&c, "pairs", 0, c.pairs, (uint32_t)c.got->conflict_pairs);
    /* what is left out contradicts itself about another pair, so some are */
    agree(&c, "some are listed", 0, c.pairs > 0, c.got->conflict_count > 0);
    agree(&c, "all were gone through", 0, true, c.got->conflicts_complete);
    for (size_t i = 0; i < c.got->conflict_count && !found->text[0]; ++i) {
        check_conflict(&c, &c.got->conflicts[i]);
        check_minimality(&c, &c.got->conflicts[i]);
    }
    check_threads(&c);
    if (found->text[0]) {
        finding_add(found, " (%u hops)", c.max_hops);
    }
    xw_findings_free(c.got);
    oracle_close(&c.o);
    xw_graph_free(c.graph);
}

static void
test_check_finds_all_contradictions_and_nothing_else(void **state)
{
    (void)state;
    const graph_trial trial = {
        .usual = 1500, .many = 20000, .most_controls = 14, .check = check_graph
    };
    try_random_graphs(&trial);
}

/* ---- Masks ------------------------------------------------------------------------ */

static void
test_masks_that_are_not_sharp_exclude_nothing_together(void **state)
{
    (void)state;
    for (unsigned a = 0; a < XW_MASK_COUNT; ++a) {
        xw_relation r = xw_mask_relation(a);
        assert_int_equal(XW_MASKS_SHARP >> a & 1, !(r & XW_INT));
        for (unsigned b = 0; b < XW_MASK_COUNT; ++b) {
            xw_relation s = xw_mask_relation(b);
            if ((r & XW_INT) && (s & XW_INT)) {
                assert_int_equal(xw_relation_compose(r, s), XW_ALL);
            }
        }
    }
}

/* ---- Ids ---------------------------------------------------------------------------- */

static void
test_ids_look_alike_by_letters_and_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool alike;
    } ids[] = {
        { "A.5.1", "A.5.1", true },
        { "A.5.1", "a-5-01", true },
        { "AC-2", "AC2", true },
        { "AC-2(1)", "AC-02 (01)", true },
        { "5\xE2\x80\x93"
          "6",
          "5-6", true }, /* en dash */
        { "Art.\xC2\xA0"
          "4",
          "Art. 4", true },                 /* no-break space */
        { "\xD0\x90.1", "A.1", true },      /* Cyrillic A */
        { "\xEF\xBC\xA1.1", "A.1", true },  /* fullwidth A */
        { "A\xE2\x80\x8B.1", "A.1", true }, /* zero-width space */
        { "A.0", "A.00", true },
        { "1.1", "11", false },
        { "4.1", "4.10", false },
        { "A.1", "B.1", false },
        { "A.1", "A.1.1", false },
        { "A.0", "A", false },
        { "\xC3\xA9.1", "e.1", false },
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; ++i) {
        char a[XW_LOOKS_SIZE], b[XW_LOOKS_SIZE];
        size_t a_len = xw_id_looks(ids[i].a, a);
        size_t b_len = xw_id_looks(ids[i].b, b);
        bool alike = a_len == b_len && !memcmp(a, b, a_len);
        if (!a_len || !b_len || alike != ids[i].alike) {
            fail_msg("'%s' and '%s'", ids[i].a, ids[i].b);
        }
    }
}

static void
test_looks_of_odd_ids_stay_in_their_room(void **state)
{
    (void)state;
    char out[XW_LOOKS_SIZE];
    char longest[3 * XW_LOOKS_SIZE];
    assert_int_equal(xw_id_looks("", out), 0);
    assert_int_equal(xw_id_looks("--. ", out), 0);
    assert_int_equal(xw_id_looks("\xFF\xE2\x80", out) > 0, true);
    for (size_t len = XW_LOOKS_SIZE - 4; len < XW_LOOKS_SIZE + 4; ++len) {
        memset(longest, '7', len);
        longest[len] = '\0';
        assert_int_equal(xw_id_looks(longest, out),
                         len <= XW_LOOKS_SIZE ? len : 0);
    }
}

/* ---- Requests ------------------------------------------------------------------------ */

static void
test_check_refuses_what_is_out_of_range(void **state)
{
    (void)state;
    xw_graph *graph = drawn_graph(&drawn_mixed, 1);
    xw_findings *findings = NULL;
    xw_check_request request = XW_CHECK_REQUEST_INIT;
    request.max_hops = XW_HOPS_MOST + 1;
    assert_int_equal(xw_check(graph, &request, &findings, NULL), XW_E_ARG);
    request = (xw_check_request)XW_CHECK_REQUEST_INIT;
    request.size--;
    assert_int_equal(xw_check(graph, &request, &findings, NULL), XW_E_ARG);
    assert_null(findings);
    xw_findings_free(NULL);
    xw_graph_free(graph);
}

static void
test_check_counts_past_the_limit(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 20; ++seed) {
        xw_graph *graph = drawn_graph(&drawn_mixed, seed);
        xw_findings *all = findings_of(graph, 2, 0, 1);
        xw_check_request request = XW_CHECK_REQUEST_INIT;
        xw_findings *few = NULL;
        request.max_hops = 2;
        request.limit = 1;
        assert_int_equal(xw_check(graph, &request, &few, NULL), XW_OK);
        assert_true(few->conflict_count <= 1);
        assert_int_equal(few->conflict_pairs, all->conflict_pairs);
        assert_int_equal(few->conflict_count + few->conflicts_omitted,
                         all->conflict_count);
        for (unsigned kind = 0; kind < XW_DOUBT_KIND_COUNT; ++kind) {
            assert_int_equal(few->totals[kind], all->totals[kind]);
        }
        xw_findings_free(few);
        xw_findings_free(all);
        xw_graph_free(graph);
    }
}

static xw_status
check_once(void *state)
{
    xw_findings *findings = NULL;
    xw_check_request request = XW_CHECK_REQUEST_INIT;
    request.threads = 1;
    xw_status st = xw_check(state, &request, &findings, NULL);
    xw_findings_free(findings);
    return st;
}

static void
test_check_survives_every_failed_allocation(void **state)
{
    (void)state;
    xw_graph *graph = drawn_graph(&drawn_mixed, 3);
    sweep_allocations(check_once, graph);
    xw_graph_free(graph);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check_finds_all_contradictions_and_nothing_else),
        cmocka_unit_test(
            test_masks_that_are_not_sharp_exclude_nothing_together),
        cmocka_unit_test(test_ids_look_alike_by_letters_and_numbers),
        cmocka_unit_test(test_looks_of_odd_ids_stay_in_their_room),
        cmocka_unit_test(test_check_refuses_what_is_out_of_range),
        cmocka_unit_test(test_check_counts_past_the_limit),
        cmocka_unit_test(test_check_survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
