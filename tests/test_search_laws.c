/* Laws that answers keep, whatever the graph. */
#include "support.h"

#include "answer_table.h"
#include "random_trial.h"

#include <math.h>

/* ---- Comparing ----------------------------------------------------------------- */

/* All but the score and what the choice among equal proofs decides. */
static void
check_same(const answer_table *a, const answer_table *b, finding *found)
{
    for (uint32_t i = 0; i < a->count; ++i) {
        for (uint32_t j = 0; j < a->count; ++j) {
            const xw_answer *x = &a->at[i][j];
            const xw_answer *y = &b->at[i][j];
            finding_agree(found, "verdict", i, x->verdict, y->verdict);
            finding_agree(found, "relation", i, x->relation, y->relation);
            finding_agree(found, "disputed", i, x->disputed, y->disputed);
            finding_agree(found, "related", i, x->related, y->related);
            finding_agree(found, "topic", i, x->topic, y->topic);
            finding_agree(found, "hops", i, x->hops, y->hops);
            finding_agree(found, "strength", i, x->strength, y->strength);
        }
    }
}

/* Nothing that `before` excludes is possible again, but where evidence that came
 * to disagree has left the pair's own mappings alone to decide. */
static void
check_no_larger(const answer_table *before, const answer_table *after,
                finding *found)
{
    for (uint32_t i = 0; i < before->count; ++i) {
        for (uint32_t j = 0; j < before->count; ++j) {
            xw_relation was = before->at[i][j].relation;
            xw_relation is = after->at[i][j].relation;
            finding_agree(found, "relation as small as before", i, is,
                          after->at[i][j].disputed ? is : is & was);
        }
    }
}

/* ---- To and from --------------------------------------------------------------- */

/* Of true maps only: where they contradict each other, what is known is that of
 * walks which do not re-enter the control asked after, whichever it is. */
static void
check_both_directions(const graph_recipe *recipe, finding *found)
{
    static graph_record record;
    static answer_table to, from;
    random_state r = { ~recipe->seed };
    uint32_t hops = 1 + random_below(&r, 5);
    random_graph(recipe, &record);
    record.gap_count = 0; /* these are of the control asked after */
    xw_graph *graph = graph_of_record(&record);
    fill_answer_table(graph, XW_SATISFIES, hops, &to);
    fill_answer_table(graph, XW_SATISFIED_BY, hops, &from);
    check_same(&to, &from, found);
    xw_graph_free(graph);
}

static void
test_what_satisfies_is_what_is_satisfied_seen_from_there(void **state)
{
    (void)state;
    const graph_trial trial = { .usual = 400,
                                .many = 10000,
                                .most_controls = RECORD_CONTROLS,
                                .all_true = true,
                                .check = check_both_directions };
    try_random_graphs(&trial);
}

/* ---- More evidence ---------------------------------------------------------------- */

static void
check_more_evidence(const graph_recipe *recipe, finding *found)
{
    static graph_record record;
    static answer_table before, after;
    random_state r = { ~recipe->seed };
    uint32_t hops = 1 + random_below(&r, 5);
    random_graph(recipe, &record);
    if (record.map_count) {
        xw_graph *more = graph_of_record(&record);
        record.map_count -= 1 + random_below(&r, record.map_count);
        xw_graph *less = graph_of_record(&record);
        fill_answer_table(less, XW_SATISFIES, hops, &before);
        fill_answer_table(more, XW_SATISFIES, hops, &after);
        check_no_larger(&before, &after, found);
        xw_graph_free(less);
        xw_graph_free(more);
    }
}

static void
test_more_true_mappings_leave_no_more_open(void **state)
{
    (void)state;
    const graph_trial trial = { .usual = 400,
                                .many = 10000,
                                .most_controls = RECORD_CONTROLS,
                                .all_true = true,
                                .evidence_only = true,
                                .check = check_more_evidence };
    try_random_graphs(&trial);
}

static void
check_more_hops(const graph_recipe *recipe, finding *found)
{
    static graph_record record;
    static answer_table before, after;
    random_state r = { ~recipe->seed };
    uint32_t hops = 1 + random_below(&r, XW_HOPS_MOST - 1);
    random_graph(recipe, &record);
    xw_graph *graph = graph_of_record(&record);
    fill_answer_table(graph, XW_SATISFIES, hops, &before);
    fill_answer_table(graph, XW_SATISFIES,
                      hops + 1 + random_below(&r, XW_HOPS_MOST - hops), &after);
    check_no_larger(&before, &after, found);
    xw_graph_free(graph);
}

static void
test_more_hops_leave_no_more_open(void **state)
{
    (void)state;
    const graph_trial trial = { .usual = 400,
                                .many = 10000,
                                .most_controls = RECORD_CONTROLS,
                                .check = check_more_hops };
    try_random_graphs(&trial);
}

/* ---- Order ------------------------------------------------------------------------- */

static void
shuffle_maps(graph_record *record, random_state *r)
{
    for (uint32_t i = record->map_count; i > 1; --i) {
        uint32_t j = random_below(r, i);
        recorded_map map = record->maps[i - 1];
        record->maps[i - 1] = record->maps[j];
        record->maps[j] = map;
    }
}

/* Sums of chances come out the same but for rounding. */
static void
check_same_scores(const answer_table *a, const answer_table *b, finding *found)
{
    for (uint32_t i = 0; i < a->count; ++i) {
        for (uint32_t j = 0; j < a->count; ++j) {
            double difference = a->at[i][j].score - b->at[i][j].score;
            finding_agree(found, "same score", i, true,
                          fabs(difference) < 1e-9);
        }
    }
}

static void
check_orders(const graph_recipe *recipe, finding *found)
{
    static graph_record record;
    static answer_table before, after;
    random_state r = { ~recipe->seed };
    xw_direction direction = (xw_direction)random_below(&r, 2);
    uint32_t hops = 1 + random_below(&r, 5);
    random_graph(recipe, &record);
    xw_graph *graph = graph_of_record(&record);
    shuffle_maps(&record, &r);
    xw_graph *shuffled = graph_of_record(&record);
    fill_answer_table(graph, direction, hops, &before);
    fill_answer_table(shuffled, direction, hops, &after);
    check_same(&before, &after, found);
    check_same_scores(&before, &after, found);
    xw_graph_free(graph);
    xw_graph_free(shuffled);
}

static void
test_the_order_of_mappings_makes_no_difference(void **state)
{
    (void)state;
    const graph_trial trial = { .usual = 400,
                                .many = 10000,
                                .most_controls = RECORD_CONTROLS,
                                .rows_once = true,
                                .check = check_orders };
    try_random_graphs(&trial);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_what_satisfies_is_what_is_satisfied_seen_from_there),
        cmocka_unit_test(test_more_true_mappings_leave_no_more_open),
        cmocka_unit_test(test_more_hops_leave_no_more_open),
        cmocka_unit_test(test_the_order_of_mappings_makes_no_difference),
    };
    return cmocka_run_group_tests_name("search_laws", tests, NULL, NULL);
}
