/* What the engine entails against models: sets of demands in which every
 * mapping it was given is true. */
#include "support.h"

#include "answer_table.h"
#include "random_trial.h"

static uint32_t entailed; /* answers that exclude something */

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
    try_random_graphs(&trial);
    assert_true(entailed > 10000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whatever_is_entailed_holds_in_the_model),
    };
    return cmocka_run_group_tests_name("soundness", tests, NULL, NULL);
}
