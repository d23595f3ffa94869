/* xw_reach_strengths and xw_reach_verdicts against all walks written down. */
#include "support.h"

#include "check_search.h"
#include "random_trial.h"

#include "../engine/accelerator.h"

#include <xw/reach.h>

enum { MOST_WALKS = 60000 };

typedef struct check {
    graph_record record;
    xw_graph *graph;
    xw_scratch *scratch;
    oracle o;
    xw_reach_request request;
    finding *found;
} check;

static struct tally {
    uint32_t strengths, verdicts, disputed, conflicts, closed, spread,
        connected;
} seen;

/* ---- What is expected -------------------------------------------------------- */

static uint32_t
rank_of(uint32_t strength)
{
    return strength == XW_STRENGTH_NONE ? 1 : 2 + strength;
}

/* The best least strength, as a rank; 0: no walk leads there. */
static uint32_t
best_rank(const oracle *o, uint32_t target)
{
    uint32_t best = 0;
    for (uint32_t w = o->last_at[target]; w != XW_NONE; w = o->walks[w].same) {
        const oracle_walk *walk = &o->walks[w];
        uint32_t strength = walk->hops ? walk->strength : XW_STRENGTH_MOST;
        uint32_t rank = rank_of(strength);
        best = rank > best ? rank : best;
    }
    return best;
}

static bool
is_wanted(const check *c, uint32_t control)
{
    return c->record.controls[control].framework == c->request.into.i &&
           control != c->request.control.i;
}

/* ---- Comparing ----------------------------------------------------------------- */

static void
check_strengths(check *c)
{
    const xw_strongest *got;
    size_t count, at = 0;
    assert_int_equal(
        xw_reach_strengths(c->scratch, &c->request, &got, &count, NULL), XW_OK);
    for (uint32_t i = 0; i < c->record.control_count; ++i) {
        uint32_t rank = is_wanted(c, i) ? best_rank(&c->o, i) : 0;
        bool has = at < count && got[at].control.i == i;
        finding_agree(c->found, "has a strength", i, rank != 0, has);
        if (has) {
            finding_agree(c->found, "strength", i, rank,
                          rank_of(got[at++].strength));
            ++seen.strengths;
        }
    }
    finding_agree(c->found, "strengths", 0, (uint32_t)at, (uint32_t)count);
}

static void
check_verdicts(check *c)
{
    const xw_judged *got;
    size_t count, at = 0;
    assert_int_equal(
        xw_reach_verdicts(c->scratch, &c->request, &got, &count, NULL), XW_OK);
    for (uint32_t i = 0; i < c->record.control_count; ++i) {
        oracle_answer want = { .verdict = XW_UNMAPPED };
        if (is_wanted(c, i)) {
            oracle_decide(&c->o, i, c->request.direction, &want);
        }
        bool has = at < count && got[at].control.i == i;
        finding_agree(c->found, "is judged", i, want.verdict != XW_UNMAPPED,
                      has);
        if (has) {
            const xw_judged *judged = &got[at++];
            finding_agree(c->found, "verdict", i, want.verdict,
                          judged->verdict);
            finding_agree(c->found, "relation", i, want.relation,
                          judged->relation);
            finding_agree(c->found, "disputed", i, want.disputed,
                          judged->disputed);
            ++seen.verdicts;
            seen.conflicts += judged->verdict == XW_CONFLICT;
            seen.disputed += judged->disputed;
        }
    }
    finding_agree(c->found, "verdicts", 0, (uint32_t)at, (uint32_t)count);
}

/* Connected: when it has a strength into any of what is held. */
static void
check_connected(check *c, random_state *r)
{
    xw_connection_request request = XW_CONNECTION_REQUEST_INIT;
    xw_framework have[3];
    const xw_control *got;
    size_t count, at = 0;
    request.want.i = random_below(r, c->record.framework_count);
    request.have = have;
    request.have_count = random_below(r, 4);
    request.max_hops = c->request.max_hops;
    request.rationales = c->request.rationales;
    request.accelerator = c->request.accelerator;
    for (size_t h = 0; h < request.have_count; ++h) {
        have[h].i = random_below(r, c->record.framework_count);
    }
    assert_int_equal(
        xw_reach_connected(c->scratch, &request, &got, &count, NULL), XW_OK);
    for (uint32_t i = 0; i < c->record.control_count; ++i) {
        const recorded_control *control = &c->record.controls[i];
        bool want = false;
        if (control->framework != request.want.i || control->not_assessable ||
            control->withdrawn ||
            !oracle_walk_from(&c->o, i, request.max_hops, MOST_WALKS)) {
            continue;
        }
        for (uint32_t j = 0; j < c->record.control_count; ++j) {
            for (size_t h = 0; h < request.have_count; ++h) {
                want |= c->record.controls[j].framework == have[h].i &&
                        j != i && best_rank(&c->o, j);
            }
        }
        while (at < count && got[at].i < i) {
            ++at; /* too many walks to write down */
        }
        finding_agree(c->found, "connected", i, want,
                      at < count && got[at].i == i);
        seen.connected += want;
    }
}

/* Into each framework from one control. */
static void
check_control(check *c, uint32_t control)
{
    if (c->found->text[0]) {
        return;
    }
    c->request.control.i = control;
    if (!oracle_walk_from(&c->o, control, c->request.max_hops, MOST_WALKS)) {
        return;
    }
    for (uint32_t f = 0; f < c->record.framework_count && !c->found->text[0];
         ++f) {
        c->request.into.i = f;
        check_strengths(c);
        check_verdicts(c);
    }
}

/* ---- Graphs --------------------------------------------------------------------- */

/* The closure of hubs is for graphs without part links. */
static void
take_parts_off(graph_record *record)
{
    for (uint32_t i = 0; i < record->control_count; ++i) {
        if (record->controls[i].parent_kind == XW_PARENT_PART) {
            record->controls[i].parent_kind = XW_PARENT_GROUP;
        }
    }
}

static xw_accelerator *
draw_accelerator(const check *c, random_state *r)
{
    xw_accelerator *accelerator = NULL;
    if (random_below(r, 4)) {
        uint32_t factor = random_below(r, 3);
        uint32_t threads = 1 + random_below(r, 2);
        assert_int_equal(
            xw_accelerator_make(c->graph, threads, factor, &accelerator, NULL),
            XW_OK);
        seen.closed += accelerator->masks && accelerator->hub_count;
    }
    return accelerator;
}

static void
check_graph(const graph_recipe *recipe, finding *found)
{
    static check c;
    random_state r = { ~recipe->seed };
    c.found = found;
    random_graph(recipe, &c.record);
    if (random_below(&r, 3)) {
        take_parts_off(&c.record);
    } else {
        ++seen.spread;
    }
    c.graph = graph_of_record(&c.record);
    assert_int_equal(xw_scratch_new(c.graph, &c.scratch, NULL), XW_OK);
    xw_accelerator *accelerator = draw_accelerator(&c, &r);
    c.request = (xw_reach_request)XW_REACH_REQUEST_INIT;
    c.request.accelerator = accelerator;
    c.request.direction = (xw_direction)random_below(&r, 2);
    c.request.max_hops = random_below(&r, 2) ? 3 : 1 + random_below(&r, 5);
    c.request.rationales = random_below(&r, 4) ? 0 : random_below(&r, 16);
    oracle_open(&c.o, &c.record);
    oracle_look(&c.o, &(oracle_view){ c.request.rationales, XW_NONE });
    for (uint32_t i = 0; i < 4; ++i) {
        check_control(&c, random_below(&r, c.record.control_count));
    }
    check_connected(&c, &r);
    if (found->text[0]) {
        finding_add(found, " from c%u into f%u in %u hops, rationales %u, %s",
                    c.request.control.i, c.request.into.i, c.request.max_hops,
                    c.request.rationales,
                    accelerator ? "accelerated" : "plain");
    }
    oracle_close(&c.o);
    xw_accelerator_free(accelerator);
    xw_scratch_free(c.scratch);
    xw_graph_free(c.graph);
}

static void
test_reach_agrees_with_all_walks_written_down(void **state)
{
    (void)state;
    const graph_trial trial = {
        .usual = 4000, .many = 60000, .most_controls = 24, .check = check_graph
    };
    try_random_graphs(&trial);
    assert_true(seen.strengths > 10000);
    assert_true(seen.verdicts > 10000);
    assert_true(seen.conflicts > 100);
    assert_true(seen.disputed > 30);
    assert_true(seen.closed > 100);
    assert_true(seen.spread > 100);
    assert_true(seen.connected > 1000);
}

/* ---- Requests -------------------------------------------------------------------- */

static void
test_reach_refuses_what_is_out_of_range(void **state)
{
    (void)state;
    static graph_record record;
    const graph_recipe recipe = { .seed = 1, .controls = 10, .maps = 10 };
    random_graph(&recipe, &record);
    xw_graph *graph = graph_of_record(&record);
    xw_graph *other = graph_of_record(&record);
    xw_accelerator *accelerator;
    xw_scratch *scratch;
    assert_int_equal(xw_scratch_new(graph, &scratch, NULL), XW_OK);
    assert_int_equal(xw_accelerator_new(other, 1, &accelerator, NULL), XW_OK);
    const xw_reach_request good = XW_REACH_REQUEST_INIT;
    xw_reach_request bad[5] = { good, good, good, good, good };
    bad[0].size = 1;
    bad[1].control.i = record.control_count;
    bad[2].into.i = record.framework_count;
    bad[3].max_hops = XW_HOPS_MOST + 1;
    bad[4].accelerator = accelerator;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        const xw_judged *judged;
        size_t count;
        assert_int_equal(
            xw_reach_verdicts(scratch, &bad[i], &judged, &count, NULL),
            XW_E_ARG);
    }
    assert_true(xw_accelerator_bytes(accelerator) > 0);
    xw_accelerator_free(accelerator);
    xw_scratch_free(scratch);
    xw_graph_free(graph);
    xw_graph_free(other);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reach_agrees_with_all_walks_written_down),
        cmocka_unit_test(test_reach_refuses_what_is_out_of_range),
    };
    return cmocka_run_group_tests_name("reach", tests, NULL, NULL);
}
