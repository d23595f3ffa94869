/* The algebra, derived anew: from all triples of sets over a small universe,
 * and then on all masks. */
#include "support.h"

#include "../engine/relation.h"

#include <string.h>

enum { UNIVERSE = 5, SETS = 1 << UNIVERSE, BASES = 5 };

static xw_relation
relation_between(unsigned a, unsigned b)
{
    if (a == b) {
        return XW_EQ;
    }
    if (!(a & ~b)) {
        return XW_SUB;
    }
    if (!(b & ~a)) {
        return XW_SUP;
    }
    return a & b ? XW_INT : XW_DIS;
}

static void
test_composition_is_that_of_all_triples_of_sets(void **state)
{
    (void)state;
    xw_relation seen[XW_DIS + 1][XW_DIS + 1] = { { 0 } };
    for (unsigned a = 1; a < SETS; ++a) {
        for (unsigned b = 1; b < SETS; ++b) {
            for (unsigned c = 1; c < SETS; ++c) {
                seen[relation_between(a, b)][relation_between(b, c)] |=
                    relation_between(a, c);
            }
        }
    }
    for (unsigned i = 0; i < BASES; ++i) {
        for (unsigned j = 0; j < BASES; ++j) {
            assert_int_equal(xw_relation_compose((xw_relation)(1U << i),
                                                 (xw_relation)(1U << j)),
                             seen[1U << i][1U << j]);
        }
    }
}

static void
test_composition_of_masks_is_the_union_over_their_members(void **state)
{
    (void)state;
    for (unsigned r = 0; r <= XW_ALL; ++r) {
        for (unsigned s = 0; s <= XW_ALL; ++s) {
            xw_relation want = 0;
            for (unsigned i = 1; i <= XW_DIS; i <<= 1) {
                for (unsigned j = 1; j <= XW_DIS; j <<= 1) {
                    if ((r & i) && (s & j)) {
                        want |=
                            xw_relation_compose((xw_relation)i, (xw_relation)j);
                    }
                }
            }
            assert_int_equal(
                xw_relation_compose((xw_relation)r, (xw_relation)s), want);
        }
    }
}

static void
test_composition_is_associative_on_all_masks(void **state)
{
    (void)state;
    for (unsigned r = 0; r <= XW_ALL; ++r) {
        for (unsigned s = 0; s <= XW_ALL; ++s) {
            xw_relation rs =
                xw_relation_compose((xw_relation)r, (xw_relation)s);
            for (unsigned t = 0; t <= XW_ALL; ++t) {
                xw_relation st =
                    xw_relation_compose((xw_relation)s, (xw_relation)t);
                assert_int_equal(xw_relation_compose(rs, (xw_relation)t),
                                 xw_relation_compose((xw_relation)r, st));
            }
        }
    }
}

static void
test_converse_turns_a_composition_around(void **state)
{
    (void)state;
    for (unsigned a = 1; a < SETS; ++a) {
        for (unsigned b = 1; b < SETS; ++b) {
            assert_int_equal(xw_relation_converse(relation_between(a, b)),
                             relation_between(b, a));
        }
    }
    for (unsigned r = 0; r <= XW_ALL; ++r) {
        for (unsigned s = 0; s <= XW_ALL; ++s) {
            xw_relation back =
                xw_relation_compose(xw_relation_converse((xw_relation)s),
                                    xw_relation_converse((xw_relation)r));
            assert_int_equal(xw_relation_converse(xw_relation_compose(
                                 (xw_relation)r, (xw_relation)s)),
                             back);
        }
    }
}

static void
test_the_14_masks_are_those_generated_and_no_more(void **state)
{
    (void)state;
    bool in[XW_ALL + 1] = { false };
    const xw_relation start[] = { XW_EQ,  XW_SUB,         XW_SUP,        XW_INT,
                                  XW_DIS, XW_EQ | XW_SUB, XW_EQ | XW_SUP };
    for (size_t i = 0; i < sizeof start / sizeof *start; ++i) {
        in[start[i]] = true;
    }
    for (bool grew = true; grew;) {
        grew = false;
        for (unsigned r = 1; r <= XW_ALL; ++r) {
            for (unsigned s = 1; s <= XW_ALL; ++s) {
                xw_relation t =
                    xw_relation_compose((xw_relation)r, (xw_relation)s);
                if (in[r] && in[s] && !(in[t] && (in[r & s] || !(r & s)))) {
                    in[t] = in[r & s] = grew = true;
                    in[0] = false; /* a contradiction is no relation */
                }
            }
        }
    }
    for (unsigned r = 0; r <= XW_ALL; ++r) {
        assert_int_equal(in[r], xw_relation_is_closed((xw_relation)r));
    }
}

static void
test_composition_distributes_over_non_empty_meets_of_the_14(void **state)
{
    (void)state;
    for (unsigned i = 0; i < XW_MASK_COUNT; ++i) {
        for (unsigned j = 0; j < XW_MASK_COUNT; ++j) {
            xw_relation meet = xw_mask_relation(i) & xw_mask_relation(j);
            if (!meet) {
                continue;
            }
            assert_true(xw_relation_is_closed(meet));
            for (unsigned k = 0; k < XW_MASK_COUNT; ++k) {
                xw_relation r = xw_mask_relation(k);
                assert_int_equal(
                    xw_relation_compose(r, meet),
                    xw_relation_compose(r, xw_mask_relation(i)) &
                        xw_relation_compose(r, xw_mask_relation(j)));
            }
        }
    }
}

static void
test_no_verdict_but_conflict_needs_two_walks(void **state)
{
    (void)state;
    for (unsigned i = 0; i < XW_MASK_COUNT; ++i) {
        for (unsigned j = 0; j < XW_MASK_COUNT; ++j) {
            xw_relation a = xw_mask_relation(i), b = xw_mask_relation(j);
            xw_verdict both = xw_relation_verdict(a & b);
            if (both != XW_CONFLICT) {
                assert_true(xw_relation_verdict(a) == both ||
                            xw_relation_verdict(b) == both);
            }
        }
    }
}

/* A meet of many masks is empty only when that of some two is. */
static void
test_two_masks_witness_any_conflict(void **state)
{
    (void)state;
    for (unsigned set = 1; set < 1U << XW_MASK_COUNT; ++set) {
        if (xw_mask_set_meet((xw_mask_set)set)) {
            continue;
        }
        bool found = false;
        for (unsigned i = 0; i < XW_MASK_COUNT; ++i) {
            for (unsigned j = 0; j < i; ++j) {
                found |= (set >> i & 1) && (set >> j & 1) &&
                         !(xw_mask_relation(i) & xw_mask_relation(j));
            }
        }
        assert_true(found);
    }
}

/* Of walks around a cycle of four, r;s and t;u between two of its corners say
 * what r^;t and s;u^ do between the others. */
static void
test_a_cycle_contradicts_itself_at_all_corners(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 1U << 16; ++i) {
        unsigned ids[4] = { i & 15, i >> 4 & 15, i >> 8 & 15, i >> 12 };
        if (ids[0] >= XW_MASK_COUNT || ids[1] >= XW_MASK_COUNT ||
            ids[2] >= XW_MASK_COUNT || ids[3] >= XW_MASK_COUNT) {
            continue;
        }
        xw_relation r = xw_mask_relation(ids[0]), s = xw_mask_relation(ids[1]);
        xw_relation t = xw_mask_relation(ids[2]), u = xw_mask_relation(ids[3]);
        xw_relation one = xw_relation_compose(r, s) & xw_relation_compose(t, u);
        xw_relation other = xw_relation_compose(xw_relation_converse(r), t) &
                            xw_relation_compose(s, xw_relation_converse(u));
        assert_int_equal(!one, !other);
    }
}

static void
test_mask_table_composes_whole_sets(void **state)
{
    (void)state;
    static xw_mask_table table;
    xw_mask_table_fill(&table);
    for (unsigned set = 0; set < 1U << XW_MASK_COUNT; ++set) {
        for (unsigned m = 0; m < XW_MASK_COUNT; ++m) {
            unsigned want = 0;
            for (unsigned i = 0; i < XW_MASK_COUNT; ++i) {
                if (set >> i & 1) {
                    want |= 1U << xw_mask_id(xw_relation_compose(
                                xw_mask_relation(i), xw_mask_relation(m)));
                }
            }
            assert_int_equal(xw_mask_table_step(&table, (xw_mask_set)set, m),
                             want);
        }
    }
}

static void
test_verdicts_follow_from_what_is_known(void **state)
{
    (void)state;
    static const struct {
        xw_relation relation;
        xw_verdict verdict;
    } cases[] = {
        { 0, XW_CONFLICT },
        { XW_EQ, XW_FULL },
        { XW_SUP, XW_FULL },
        { XW_EQ | XW_SUP, XW_FULL },
        { XW_SUB, XW_PARTIAL },
        { XW_INT, XW_PARTIAL },
        { XW_EQ | XW_SUB, XW_PARTIAL },
        { XW_SUP | XW_INT, XW_PARTIAL },
        { XW_OVERLAP, XW_PARTIAL },
        { XW_DIS, XW_DISJOINT },
        { XW_INT | XW_DIS, XW_CANDIDATE },
        { XW_SUP | XW_INT | XW_DIS, XW_CANDIDATE },
        { XW_ALL, XW_CANDIDATE },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        assert_int_equal(xw_relation_verdict(cases[i].relation),
                         cases[i].verdict);
    }
}

static void
test_relationships_are_read_as_publishers_spell_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        xw_token token;
        xw_relationship relationship;
    } cases[] = {
        { "equal", XW_TOKEN_RELATIONSHIP, XW_EQUAL },
        { "Equivalent-To", XW_TOKEN_RELATIONSHIP, XW_EQUAL },
        { "IDENTICAL", XW_TOKEN_RELATIONSHIP, XW_EQUAL },
        { "Subset of ", XW_TOKEN_RELATIONSHIP, XW_SUBSET_OF },
        { "subset", XW_TOKEN_RELATIONSHIP, XW_SUBSET_OF },
        { "superset_of", XW_TOKEN_RELATIONSHIP, XW_SUPERSET_OF },
        { "subsumes", XW_TOKEN_RELATIONSHIP, XW_SUPERSET_OF },
        { "Instersects With", XW_TOKEN_RELATIONSHIP, XW_INTERSECTS_WITH },
        { "intersect", XW_TOKEN_RELATIONSHIP, XW_INTERSECTS_WITH },
        { "not_related", XW_TOKEN_RELATIONSHIP, XW_NO_RELATIONSHIP },
        { "No Relationship", XW_TOKEN_RELATIONSHIP, XW_NO_RELATIONSHIP },
        { "crosswalk", XW_TOKEN_RELATIONSHIP, XW_RELATED },
        { "external reference", XW_TOKEN_RELATIONSHIP, XW_RELATED },
        { "non_mappable", XW_TOKEN_GAP, XW_EQUAL },
        { "no-match", XW_TOKEN_GAP, XW_EQUAL },
        { "", XW_TOKEN_UNKNOWN, XW_EQUAL },
        { "overlapps", XW_TOKEN_UNKNOWN, XW_EQUAL },
        { "an intersection of very many words", XW_TOKEN_UNKNOWN, XW_EQUAL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        xw_relationship got = XW_EQUAL;
        assert_int_equal(
            xw_relationship_parse(cases[i].text, strlen(cases[i].text), &got),
            cases[i].token);
        assert_int_equal(got, cases[i].relationship);
    }
    xw_relationship untouched = XW_RELATED;
    assert_int_equal(xw_relationship_parse("equal\0", 6, &untouched),
                     XW_TOKEN_UNKNOWN);
    assert_int_equal(untouched, XW_RELATED);
}

static void
test_names_of_verdicts_are_read_back(void **state)
{
    (void)state;
    for (unsigned v = 0; v < XW_VERDICT_COUNT; ++v) {
        const char *name = xw_verdict_name((xw_verdict)v);
        xw_verdict back = XW_VERDICT_COUNT;
        assert_int_equal(xw_verdict_parse(name, strlen(name), &back), XW_OK);
        assert_int_equal(back, v);
    }
    xw_verdict untouched = XW_GAP;
    assert_int_equal(xw_verdict_parse("fully", 5, &untouched), XW_NOT_FOUND);
    assert_int_equal(untouched, XW_GAP);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_composition_is_that_of_all_triples_of_sets),
        cmocka_unit_test(
            test_composition_of_masks_is_the_union_over_their_members),
        cmocka_unit_test(test_composition_is_associative_on_all_masks),
        cmocka_unit_test(test_converse_turns_a_composition_around),
        cmocka_unit_test(test_the_14_masks_are_those_generated_and_no_more),
        cmocka_unit_test(
            test_composition_distributes_over_non_empty_meets_of_the_14),
        cmocka_unit_test(test_no_verdict_but_conflict_needs_two_walks),
        cmocka_unit_test(test_two_masks_witness_any_conflict),
        cmocka_unit_test(test_a_cycle_contradicts_itself_at_all_corners),
        cmocka_unit_test(test_mask_table_composes_whole_sets),
        cmocka_unit_test(test_verdicts_follow_from_what_is_known),
        cmocka_unit_test(test_relationships_are_read_as_publishers_spell_them),
        cmocka_unit_test(test_names_of_verdicts_are_read_back),
    };
    return cmocka_run_group_tests_name("relation", tests, NULL, NULL);
}
