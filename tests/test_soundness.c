/* What the engine entails against models: sets of demands in which every
 * mapping it was given is true. */
#include "support.h"

#include "answer_table.h"
#include "random_trial.h"

#include <xw/closure.h>

static uint32_t graphs;   /* checked */
static uint32_t entailed; /* answers that exclude something */
static uint32_t models;   /* in which all mappings of a graph are true */

/* An answer holds in a model when the relation of the two sets is among those
 * left, and so does what it says in words. */
static void
check_answer(const xw_answer *got, xw_relation base, uint32_t at,
             finding *found)
{
    finding_agree(found, "relation holds of", base, base, got->relation & base);
    if (got->verdict == XW_FULL) {
        finding_agree(found, "full holds at", at, true,
                      base == XW_EQ || base == XW_SUP);
    }
    if (got->verdict == XW_PARTIAL) {
        finding_agree(found, "partial holds at", at, true, base != XW_DIS);
    }
    if (got->verdict == XW_DISJOINT) {
        finding_agree(found, "none holds at", at, XW_DIS, base);
    }
    finding_agree(found, "conflict at", at, false, got->verdict == XW_CONFLICT);
    entailed += got->relation != XW_ALL;
}

static void
check_graph(const graph_recipe *recipe, finding *found)
{
    static graph_record record;
    static answer_table table;
    random_state r = { ~recipe->seed };
    random_graph(recipe, &record);
    xw_graph *graph = graph_of_record(&record);
    fill_answer_table(graph, (xw_direction)random_below(&r, 2),
                      1 + random_below(&r, XW_HOPS_MOST), &table);
    for (uint32_t a = 0; a < table.count; ++a) {
        for (uint32_t b = 0; b < table.count; ++b) {
            if (a != b) {
                xw_relation base = relation_of_demands(
                    record.controls[a].demands, record.controls[b].demands);
                check_answer(&table.at[a][b], base, a, found);
            }
        }
    }
    xw_graph_free(graph);
    ++graphs;
}

static void
test_whatever_is_entailed_holds_in_the_model(void **state)
{
    (void)state;
    const graph_trial trial = { .usual = 3000,
                                .many = 100000,
                                .most_controls = 16,
                                .all_true = true,
                                .check = check_graph };
    graphs = entailed = 0;
    try_random_graphs(&trial);
    print_message("%u random models, %u answers that exclude something, none "
                  "of them wrong\n",
                  graphs, entailed);
    assert_true(entailed > 10000);
}

/* ---- In every model ------------------------------------------------------------ */

enum {
    FEW = 4,         /* controls of a graph whose models are all gone through */
    UNIVERSE = 15,   /* the non-empty sets of four demands, 1 .. 15 */
    SATISFIED_BY = 3 /* sets of controls whose closures are checked */
};

/* A graph of few controls, and what the engine says of it. */
typedef struct few {
    graph_record record;
    xw_graph *graph;
    answer_table table;
    uint32_t implemented[SATISFIED_BY]; /* a bit for each control */
    uint32_t satisfied[SATISFIED_BY];
    finding *found;
} few;

static uint32_t
demands_of(const uint32_t *demands, const uint32_t *controls, uint32_t count)
{
    uint32_t all = 0;
    for (uint32_t i = 0; i < count; ++i) {
        all |= demands[controls[i]];
    }
    return all;
}

static bool
holds(const few *f, const recorded_map *map, const uint32_t *demands)
{
    bool is_pair = map->source_count == 1 && map->target_count == 1;
    xw_relation policy = f->record.sets[map->set].related;
    xw_relation says = map->relationship == XW_RELATED && is_pair && policy
                           ? policy
                           : xw_relation_of(map->relationship);
    return relation_of_demands(
               demands_of(demands, map->sources, map->source_count),
               demands_of(demands, map->targets, map->target_count)) &
           says;
}

static bool
is_model(const few *f, const uint32_t *demands)
{
    for (uint32_t c = 0; c < f->record.control_count; ++c) {
        const recorded_control *control = &f->record.controls[c];
        if (control->parent != XW_NONE &&
            control->parent_kind == XW_PARENT_PART &&
            (demands[c] & ~demands[control->parent])) {
            return false;
        }
    }
    for (uint32_t m = 0; m < f->record.map_count; ++m) {
        if (!holds(f, &f->record.maps[m], demands)) {
            return false;
        }
    }
    return true;
}

static void
check_in_model(few *f, const uint32_t *demands)
{
    uint32_t count = f->record.control_count;
    for (uint32_t a = 0; a < count; ++a) {
        for (uint32_t b = 0; b < count; ++b) {
            if (a != b) {
                check_answer(&f->table.at[a][b],
                             relation_of_demands(demands[a], demands[b]), a,
                             f->found);
            }
        }
    }
    for (unsigned s = 0; s < SATISFIED_BY; ++s) {
        uint32_t met = 0;
        for (uint32_t c = 0; c < count; ++c) {
            met |= f->implemented[s] >> c & 1 ? demands[c] : 0;
        }
        for (uint32_t c = 0; c < count; ++c) {
            if (f->satisfied[s] >> c & 1) {
                finding_agree(f->found, "satisfied control lacks", c, 0,
                              demands[c] & ~met);
            }
        }
    }
}

static void
go_through_models(few *f)
{
    uint32_t demands[FEW];
    uint32_t count = f->record.control_count;
    uint32_t all = 1;
    for (uint32_t c = 0; c < count; ++c) {
        all *= UNIVERSE;
    }
    for (uint32_t model = 0; model < all && !f->found->text[0]; ++model) {
        uint32_t rest = model;
        for (uint32_t c = 0; c < count; ++c, rest /= UNIVERSE) {
            demands[c] = 1 + rest % UNIVERSE;
        }
        if (is_model(f, demands)) {
            check_in_model(f, demands);
            ++models;
        }
    }
}

static void
close_some(few *f, random_state *r, uint32_t max_hops)
{
    xw_error err = XW_ERROR_INIT;
    for (unsigned s = 0; s < SATISFIED_BY; ++s) {
        xw_control controls[FEW];
        xw_closure_request request = XW_CLOSURE_REQUEST_INIT;
        xw_closure *closure = NULL;
        f->implemented[s] = random_below(r, 1U << f->record.control_count);
        f->satisfied[s] = 0;
        request.implemented.controls = controls;
        for (uint32_t c = 0; c < f->record.control_count; ++c) {
            if (f->implemented[s] >> c & 1) {
                controls[request.implemented.control_count++].i = c;
            }
        }
        request.max_hops = max_hops;
        assert_ok(xw_closure_new(f->graph, &request, &closure, &err), err);
        for (uint32_t c = 0; c < f->record.control_count; ++c) {
            xw_satisfaction found;
            bool is_satisfied = xw_closure_find(closure, (xw_control){ c },
                                                &found, &err) == XW_OK;
            f->satisfied[s] |= is_satisfied ? 1U << c : 0U;
        }
        xw_closure_free(closure);
    }
}

static void
check_few(const graph_recipe *recipe, finding *found)
{
    static few f;
    random_state r = { ~recipe->seed };
    uint32_t max_hops = 1 + random_below(&r, 6);
    f.found = found;
    random_graph(recipe, &f.record);
    if (f.record.control_count > FEW) {
        return;
    }
    f.graph = graph_of_record(&f.record);
    fill_answer_table(f.graph, (xw_direction)random_below(&r, 2), max_hops,
                      &f.table);
    close_some(&f, &r, max_hops);
    go_through_models(&f);
    xw_graph_free(f.graph);
    ++graphs;
}

static void
test_whatever_is_entailed_holds_in_every_model(void **state)
{
    (void)state;
    const graph_trial trial = { .usual = 1000,
                                .many = 20000,
                                .most_controls = FEW,
                                .evidence_only = true,
                                .check = check_few };
    graphs = models = 0;
    try_random_graphs(&trial);
    print_message("%u graphs, %u models of them, all of four demands at most\n",
                  graphs, models);
    assert_true(models > graphs);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whatever_is_entailed_holds_in_the_model),
        cmocka_unit_test(test_whatever_is_entailed_holds_in_every_model),
    };
    return cmocka_run_group_tests_name("soundness", tests, NULL, NULL);
}
