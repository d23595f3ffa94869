/* What mappings carry when frozen: set policies, precedence, set-valued maps. */
#include "freezing.h"

enum { NONE = XW_STRENGTH_NONE };

/* ---- Policies and marks ------------------------------------------------------ */

static void
test_freeze_takes_unlabelled_mappings_as_their_set_says(void **state)
{
    freezing *f = *state;
    declare_set(f, "as-subset", (xw_set_def){ .related = XW_EQ | XW_SUB });
    declare_set(f, "deaf", (xw_set_def){ .ignore_related = true });
    MAP(f, { "a:1", "related", "b:1", "plain", NONE, NULL, NULL },
        { "a:2", "related", "b:1", "as-subset", NONE, NULL, NULL },
        { "a:3", "related", "b:1", "deaf", NONE, NULL, NULL },
        { "a:4", "equal", "b:1", "deaf", NONE, NULL, NULL },
        { "a:5 a:6", "related", "b:1", "deaf", NONE, NULL, NULL },
        { "a:7 a:8", "related", "b:1", "plain", NONE, NULL, NULL });
    freeze(f);
    const struct {
        xw_relationship relationship;
        xw_relation carries;
    } wanted[] = {
        { XW_RELATED, XW_OVERLAP }, { XW_RELATED, XW_EQ | XW_SUB },
        { XW_RELATED, 0 },          { XW_EQUAL, XW_EQ },
        { XW_RELATED, 0 },          { XW_RELATED, 0 },
        { XW_RELATED, XW_ALL },     { XW_RELATED, XW_ALL },
    };
    for (uint32_t m = 0; m < sizeof wanted / sizeof *wanted; ++m) {
        xw_mapping_info info = mapping(f, m);
        assert_int_equal(info.relationship, wanted[m].relationship);
        assert_int_equal(info.carries, wanted[m].carries);
        assert_false(info.replaced);
        assert_int_equal(info.joint, m >= 4);
    }
}

static void
test_freeze_lets_higher_precedence_replace_lower(void **state)
{
    freezing *f = *state;
    declare_set(f, "high", (xw_set_def){ .precedence = 2 });
    declare_set(f, "low", (xw_set_def){ .precedence = -3 });
    declare_set(f, "high-deaf",
                (xw_set_def){ .precedence = 9, .ignore_related = true });
    MAP(f, { "a:1", "equal", "b:1", "plain", NONE, NULL, NULL },
        { "a:1", "subset", "b:1", "plain", NONE, NULL, NULL },
        { "b:1", "subset", "a:1", "high", NONE, NULL, NULL },
        { "a:2", "equal", "b:1", "plain", NONE, NULL, NULL },
        { "a:2", "subset", "b:1", "low", NONE, NULL, NULL },
        { "a:3", "equal", "b:1", "low", NONE, NULL, NULL },
        { "a:3", "related", "b:1", "high-deaf", NONE, NULL, NULL });
    freeze(f);
    static const bool replaced[] = { true, true, true, false, false, false };
    static const xw_relation carries[] = { 0, 0, 0, XW_EQ, 0, XW_EQ, XW_SUB };
    /* a:1 equal, a:1 subset, a:2 low, a:2 plain, a:3 deaf, a:3 low, b:1 */
    for (uint32_t m = 0; m < sizeof carries / sizeof *carries; ++m) {
        assert_int_equal(mapping(f, m).carries, carries[m]);
    }
    for (uint32_t m = 0; m < 3; ++m) {
        assert_int_equal(mapping(f, m).replaced, replaced[m]);
    }
    assert_false(mapping(f, 4).replaced); /* ignored, which is not the same */
}

/* ---- Set-valued maps ---------------------------------------------------------- */

static void
test_freeze_expands_set_valued_maps_to_what_follows(void **state)
{
    (void)state;
    enum { ONE_TO_TWO, TWO_TO_ONE, TWO_TO_TWO, SHAPES };
    static const char *const ends[SHAPES][2] = {
        [ONE_TO_TWO] = { "a:1", "b:1 b:2" },
        [TWO_TO_ONE] = { "a:1 a:2", "b:1" },
        [TWO_TO_TWO] = { "a:1 a:2", "b:1 b:2" },
    };
    static const xw_relation wanted[XW_RELATIONSHIP_COUNT][SHAPES] = {
        [XW_EQUAL] = { XW_EQ | XW_SUP, XW_EQ | XW_SUB, XW_ALL },
        [XW_SUBSET_OF] = { XW_ALL, XW_SUB, XW_ALL },
        [XW_SUPERSET_OF] = { XW_SUP, XW_ALL, XW_ALL },
        [XW_INTERSECTS_WITH] = { XW_ALL, XW_ALL, XW_ALL },
        [XW_NO_RELATIONSHIP] = { XW_DIS, XW_DIS, XW_DIS },
        [XW_RELATED] = { XW_ALL, XW_ALL, XW_ALL },
    };
    for (unsigned r = 0; r < XW_RELATIONSHIP_COUNT; ++r) {
        for (unsigned shape = 0; shape < SHAPES; ++shape) {
            freezing *f;
            assert_int_equal(new_freezing((void **)&f), 0);
            MAP(f, { ends[shape][0], xw_relationship_name((xw_relationship)r),
                     ends[shape][1], "s", 5, NULL, "note" });
            freeze(f);
            xw_rule_info rule;
            assert_int_equal(xw_graph_rule_count(f->graph), 1);
            assert_ok(xw_graph_rule(f->graph, 0, &rule, &f->err), f->err);
            assert_int_equal(rule.relationship, r);
            assert_int_equal(rule.source_count, shape == ONE_TO_TWO ? 1 : 2);
            assert_int_equal(rule.target_count, shape == TWO_TO_ONE ? 1 : 2);
            xw_graph_stats stats;
            xw_graph_get_stats(f->graph, &stats);
            assert_int_equal(stats.mapping_rows, 1);
            assert_int_equal(stats.mappings,
                             rule.source_count * rule.target_count);
            for (uint32_t m = 0; m < stats.mappings; ++m) {
                xw_mapping_info info = mapping(f, m);
                assert_int_equal(info.relationship, r);
                assert_int_equal(info.carries, wanted[r][shape]);
                assert_int_equal(info.joint, info.carries == XW_ALL);
                assert_int_equal(info.rule, 0);
                assert_int_equal(info.strength, 5);
            }
            (void)free_freezing((void **)&f);
        }
    }
}

static void
test_freeze_keeps_maps_apart_and_their_repeats_together(void **state)
{
    freezing *f = *state;
    declare(f, "a:One", NULL, 0);
    MAP(f, { "a:One a:ONE", "equal", "b:1", "s", NONE, NULL, NULL },
        { "a:One a:2", "equal", "b:1", "s", NONE, NULL, NULL },
        { "a:One", "equal", "b:1", "s", NONE, NULL, NULL });
    freeze(f);
    static const uint32_t rules[] = { XW_NONE, 0, 1, 1 };
    xw_graph_stats stats;
    xw_graph_get_stats(f->graph, &stats);
    assert_int_equal(stats.mappings, 4);
    for (uint32_t m = 0; m < 4; ++m) {
        assert_int_equal(mapping(f, m).rule, rules[m]);
    }
    xw_rule_info rule; /* as published, but for spelling */
    assert_ok(xw_graph_rule(f->graph, 0, &rule, &f->err), f->err);
    assert_int_equal(rule.source_count, 2);
    assert_int_equal(rule.sources[0], 0);
    assert_int_equal(rule.sources[1], 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_builder(test_freeze_takes_unlabelled_mappings_as_their_set_says),
        with_builder(test_freeze_lets_higher_precedence_replace_lower),
        cmocka_unit_test(test_freeze_expands_set_valued_maps_to_what_follows),
        with_builder(test_freeze_keeps_maps_apart_and_their_repeats_together),
    };
    return cmocka_run_group_tests_name("freeze_marks", tests, NULL, NULL);
}
