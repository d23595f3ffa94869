/* xw_explain against the oracle of check_search.h, on seeded random graphs. */
#include "support.h"

#include "compare_answer.h"

#include <stdlib.h>

enum { MOST_WALKS = 3000, NO_LIMIT = 1000000, PAIRS_OF_A_GRAPH = 4 };

/* One pair, and what is said of it. */
typedef struct check {
    xw_graph *graph;
    xw_scratch *scratch;
    oracle o;
    xw_explain_request request;
    xw_explanation got;
    oracle_answer want;
    comparison with;
    finding *found;
} check;

static bool
agree(check *c, const char *what, uint32_t want, uint32_t got)
{
    return finding_agree(c->found, what, c->request.target.i, want, got);
}

/* ---- Walks ------------------------------------------------------------------- */

static uint32_t
count_walks(const check *c)
{
    uint32_t count = 0;
    const oracle *o = &c->o;
    for (uint32_t w = o->last_at[c->request.target.i]; w != XW_NONE;
         w = o->walks[w].same) {
        ++count;
    }
    return count;
}

static void
check_walk(check *c, const xw_explained_walk *got, bool *listed)
{
    const oracle_walk *want = compare_find_walk(&c->with, &got->walk);
    agree(c, "walk is one", true, want != NULL);
    if (want) {
        bool *here = &listed[want - c->o.walks];
        agree(c, "walk is listed twice", false, *here);
        *here = true;
        agree(c, "relation of a walk", want->relation, got->relation);
        agree(c, "hops of a walk", want->hops, got->hops);
        agree(c, "strength of a walk", want->strength, got->strength);
        agree(c, "related walk", want->related, got->related);
        agree(c, "topic walk", want->topic, got->topic);
        agree(c, "joint walk", want->joint, got->joint);
    }
}

static void
check_walks(check *c)
{
    bool *listed = calloc(c->o.walk_count, sizeof *listed);
    assert_non_null(listed);
    agree(c, "walks", count_walks(c), (uint32_t)c->got.walk_count);
    agree(c, "omitted", 0, (uint32_t)c->got.omitted);
    for (size_t i = 0; i < c->got.walk_count; ++i) {
        check_walk(c, &c->got.walks[i], listed);
        agree(c, "shortest first", true,
              !i || c->got.walks[i - 1].hops <= c->got.walks[i].hops);
    }
    free(listed);
}

/* ---- Mappings ---------------------------------------------------------------- */

/* Would the verdict be another if an edge had never been published?  One that
 * walks do not take has nothing hanging on it. */
static bool
is_critical(check *c, uint32_t edge, oracle_answer *without)
{
    oracle_look(&c->o, &(oracle_view){ .rationales = c->request.rationales,
                                       .without = XW_NONE });
    if (!c->o.edges[edge].used) {
        return false;
    }
    oracle_look(&c->o, &(oracle_view){ .rationales = c->request.rationales,
                                       .without = edge });
    (void)oracle_walk_from(&c->o, c->request.source.i, c->request.max_hops,
                           NO_LIMIT);
    oracle_decide(&c->o, c->request.target.i, XW_SATISFIES, without);
    return without->verdict != c->want.verdict;
}

static const xw_critical *
find_critical(const check *c, uint32_t edge)
{
    for (size_t i = 0; i < c->got.critical_count; ++i) {
        const xw_critical *critical = &c->got.critical[i];
        if (oracle_find_edge(&c->o, c->graph, critical->mapping) == edge) {
            return critical;
        }
    }
    return NULL;
}

static void
check_critical(check *c)
{
    uint32_t count = 0;
    for (uint32_t edge = 0; edge < c->o.edge_count; ++edge) {
        oracle_answer without;
        bool critical = is_critical(c, edge, &without);
        const xw_critical *got = find_critical(c, edge);
        agree(c, "critical mapping", critical, got != NULL);
        if (critical && got) {
            agree(c, "verdict without", without.verdict, got->without);
            agree(c, "stated without", !without.related, got->stated_without);
        }
        count += critical;
    }
    agree(c, "critical mappings", count, (uint32_t)c->got.critical_count);
    for (size_t i = 1; i < c->got.critical_count; ++i) {
        agree(c, "critical in order", true,
              c->got.critical[i - 1].mapping.i < c->got.critical[i].mapping.i);
    }
}

static bool
is_of_pair(const check *c, const oracle_edge *edge)
{
    uint32_t a = c->request.source.i, b = c->request.target.i;
    return (edge->source == a && edge->target == b) ||
           (edge->source == b && edge->target == a);
}

static void
check_replaced(check *c)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->o.edge_count; ++i) {
        const oracle_edge *edge = &c->o.edges[i];
        count += edge->replaced && edge->says && is_of_pair(c, edge);
    }
    agree(c, "replaced mappings", count, (uint32_t)c->got.replaced_count);
    for (size_t i = 0; i < c->got.replaced_count; ++i) {
        const oracle_edge *edge =
            &c->o.edges[oracle_find_edge(&c->o, c->graph, c->got.replaced[i])];
        agree(c, "is replaced", true, edge->replaced && is_of_pair(c, edge));
    }
}

/* ---- Questions --------------------------------------------------------------- */

static bool
ask(check *c)
{
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_explain(c->scratch, &c->request, &c->got, &err);
    return agree(c, st ? err.message : "", XW_OK, st);
}

static void
check_answer(check *c)
{
    const graph_record *record = c->o.record;
    if (c->want.verdict == XW_UNMAPPED) {
        agree(c, "verdict", XW_UNMAPPED, c->got.answer.verdict);
        agree(c, "proof of nothing", 0, (uint32_t)c->got.answer.proof.count);
    } else {
        compare_answer(&c->with, &c->got.answer, &c->want);
    }
    compare_into(&c->with, &c->got.into,
                 record->controls[c->request.target.i].framework,
                 c->want.verdict);
}

/* The same pair with fewer walks shown. */
static void
check_limit(check *c, uint32_t limit)
{
    uint32_t all = count_walks(c);
    c->request.limit = limit;
    if (ask(c)) {
        uint32_t shown = all < limit ? all : limit;
        agree(c, "walks within the limit", shown, (uint32_t)c->got.walk_count);
        agree(c, "walks past the limit", all - shown, (uint32_t)c->got.omitted);
        agree(c, "verdict within the limit", c->want.verdict,
              c->got.answer.verdict);
    }
}

static void
check_pair(check *c, random_state *r)
{
    oracle_look(&c->o, &(oracle_view){ .rationales = c->request.rationales,
                                       .without = XW_NONE });
    while (!oracle_walk_from(&c->o, c->request.source.i, c->request.max_hops,
                             MOST_WALKS)) {
        --c->request.max_hops;
    }
    oracle_decide(&c->o, c->request.target.i, XW_SATISFIES, &c->want);
    c->request.limit = NO_LIMIT;
    if (ask(c)) {
        check_answer(c);
        check_walks(c);
        check_replaced(c);
        check_limit(c, 1 + random_below(r, 5));
        check_critical(c);
    }
}

static void
choose_pair(check *c, random_state *r)
{
    uint32_t controls = c->o.record->control_count;
    c->request.source.i = random_below(r, controls);
    do {
        c->request.target.i = random_below(r, controls);
    } while (c->request.target.i == c->request.source.i);
    c->request.max_hops = 1 + random_below(r, 4);
    c->request.rationales = random_chance(r, 30) ? random_below(r, 16) : 0;
}

static void
check_graph(const graph_recipe *recipe, finding *found)
{
    static graph_record record;
    xw_error err = XW_ERROR_INIT;
    random_state r = { ~recipe->seed };
    random_graph(recipe, &record);
    check c = { .graph = graph_of_record(&record),
                .request = XW_EXPLAIN_REQUEST_INIT,
                .found = found };
    assert_ok(xw_scratch_new(c.graph, &c.scratch, &err), err);
    oracle_open(&c.o, &record);
    c.with = (comparison){
        .o = &c.o, .graph = c.graph, .direction = XW_SATISFIES, .found = found
    };
    for (unsigned i = 0; i < PAIRS_OF_A_GRAPH && !found->text[0]; ++i) {
        choose_pair(&c, &r);
        check_pair(&c, &r);
    }
    if (found->text[0]) {
        finding_add(found, " (c%u to c%u, %u hops, rationales %#x)",
                    c.request.source.i, c.request.target.i, c.request.max_hops,
                    c.request.rationales);
    }
    oracle_close(&c.o);
    xw_scratch_free(c.scratch);
    xw_graph_free(c.graph);
}

static void
test_explain_lists_all_walks_and_what_hangs_on_each_mapping(void **state)
{
    (void)state;
    const graph_trial trial = {
        .usual = 1000, .many = 40000, .most_controls = 14, .check = check_graph
    };
    try_random_graphs(&trial);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_explain_lists_all_walks_and_what_hangs_on_each_mapping),
    };
    return cmocka_run_group_tests_name("explain", tests, NULL, NULL);
}
