/* Reading a graph: every accessor against what was built, and what is out of
 * range. */
#include "freezing.h"

#include <xw/graph_file.h>

#include <stdlib.h>
#include <string.h>

/* Things of the sample, by their numbers. */
enum { Z, C1, C11, C11A, C11B, C12, C13, X, Y, A, B, C, NEW };
enum { FRAMEWORKS = 4, CONTROLS = 13, SETS = 6, MAPPINGS = 22 };

/* ---- What is in there ------------------------------------------------------- */

static const char sample_as_text[] =
    "framework four implied\n"
    "framework one-2 name=Framework One version=2 publisher=Somebody"
    " kind=standard family=one license=CC0-1.0 source=one.csv alias=One"
    " alias=F1\n"
    "framework three name=Framework Three\n"
    "framework two name=Framework Two\n"
    "control four:Z implied\n"
    "control one-2:1 title=Context kind=clause not-assessable\n"
    "control one-2:1.1 group of one-2:1 title=Understanding kind=clause"
    " text=All of it. parts-complete weight=2.5 alias=one-one\n"
    "control one-2:1.1.a part of one-2:1.1 title=Inner issues kind=clause\n"
    "control one-2:1.1.b part of one-2:1.1 title=Outer issues kind=clause\n"
    "control one-2:1.2 enhancement of one-2:1.1 title=Understanding more"
    " kind=clause\n"
    "control one-2:1.3 kind=clause withdrawn\n"
    "control three:X kind=clause\n"
    "control three:Y kind=clause\n"
    "control two:A title=Accounts kind=clause alias=acc\n"
    "control two:B kind=clause\n"
    "control two:C part of two:B kind=clause\n"
    "control two:new implied\n"
    "set core name=Core crosswalk publisher=Somebody version=1"
    " date=2025-01-31 method=human status=final license=CC0-1.0"
    " source=core.csv trust=0.75\n"
    "set deaf ignore-related trust=0\n"
    "set elsewhere\n"
    "set narrow related=10 trust=0\n"
    "set ours trust=1 precedence=1\n"
    "set topics topic\n"
    "mapping four:Z related two:C by core\n"
    "mapping one-2:1.1 subset_of three:X by core strength=0\n"
    "mapping one-2:1.1 equal two:A by core strength=9 rationale=semantic\n"
    "mapping one-2:1.1.a equal three:X by ours note=Both\n"
    "mapping one-2:1.1.a superset_of two:B by core strength=7"
    " rationale=In own words note=A note\n"
    "mapping one-2:1.1.a superset_of two:C by elsewhere strength=2 joint\n"
    "mapping one-2:1.1.a superset_of two:new by elsewhere strength=2 joint\n"
    "mapping one-2:1.1.b equal three:X by ours note=Both\n"
    "mapping one-2:1.1.b superset_of two:C by elsewhere strength=2 joint\n"
    "mapping one-2:1.1.b superset_of two:new by elsewhere strength=2 joint\n"
    "mapping one-2:1.2 equal three:Y by core\n"
    "mapping one-2:1.2 related two:C by core note=Why not\n"
    "mapping one-2:1.3 equal four:Z by core\n"
    "mapping one-2:1.3 equal three:Y by topics strength=5\n"
    "mapping one-2:1.3 related two:A by deaf\n"
    "mapping three:Y subset_of one-2:1.2 by elsewhere\n"
    "mapping two:A equal four:Z by core strength=6\n"
    "mapping two:A intersects_with four:Z by ours strength=4\n"
    "mapping two:A superset_of three:X by core strength=3\n"
    "mapping two:B no_relationship four:Z by core strength=10"
    " rationale=syntactic\n"
    "mapping two:B intersects_with three:Y by core rationale=functional\n"
    "mapping two:C related four:Z by narrow\n"
    "gap one-2:1.1 in four by core note=Nothing there\n"
    "gap one-2:1.1.a in two by core\n"
    "scope one-2@base one-2:1.1\n"
    "scope one-2@high one-2:1.1 one-2:1.2\n"
    "scope one-2@none\n";

static void
test_graph_holds_what_was_built(void **state)
{
    freezing *f = *state;
    char *text = graph_text(f->graph);
    assert_string_equal(text, sample_as_text);
    free(text);
}

static void
test_graph_counts_what_it_holds(void **state)
{
    freezing *f = *state;
    xw_graph_stats stats;
    xw_graph_get_stats(f->graph, &stats);
    assert_int_equal(stats.frameworks, FRAMEWORKS);
    assert_int_equal(stats.controls, CONTROLS);
    assert_int_equal(stats.sets, SETS);
    assert_int_equal(stats.mappings, MAPPINGS);
    assert_int_equal(stats.mapping_rows, 19);
    assert_int_equal(stats.gaps, 2);
    assert_int_equal(stats.scopes, 3);
    assert_int_equal(stats.implied_frameworks, 1);
    assert_int_equal(stats.implied_controls, 2);
    assert_int_equal(stats.bytes, xw_graph_bytes(f->graph).len);
    assert_int_equal(xw_graph_framework_count(f->graph), FRAMEWORKS);
    assert_int_equal(xw_graph_control_count(f->graph), CONTROLS);
    assert_int_equal(xw_graph_set_count(f->graph), SETS);
    assert_int_equal(xw_graph_scope_count(f->graph), 3);
    assert_int_equal(xw_graph_gap_count(f->graph), 2);
    assert_int_equal(xw_graph_rule_count(f->graph), 2);
}

static void
test_scopes_say_why_a_control_is_in_them(void **state)
{
    freezing *f = *state;
    xw_text_reader *reader = NULL;
    assert_ok(xw_text_reader_new(f->graph, &reader, &f->err), f->err);
    for (size_t i = 0; i < 2; ++i) {
        uint32_t number;
        const char *note;
        assert_ok(
            xw_graph_scope_note(f->graph, (xw_scope){ 1 }, i, &number, &f->err),
            f->err);
        assert_ok(xw_text_get(reader, number, &note, &f->err), f->err);
        assert_string_equal(note, "As said");
    }
    xw_text_reader_free(reader);
}

static void
test_frameworks_know_their_controls(void **state)
{
    freezing *f = *state;
    static const struct {
        uint32_t first, count, assessable;
    } wanted[] = { { Z, 1, 1 }, { C1, 6, 4 }, { X, 2, 2 }, { A, 4, 4 } };
    for (uint32_t i = 0; i < FRAMEWORKS; ++i) {
        xw_framework_info info;
        assert_ok(
            xw_graph_framework(f->graph, (xw_framework){ i }, &info, &f->err),
            f->err);
        assert_int_equal(info.first.i, wanted[i].first);
        assert_int_equal(info.control_count, wanted[i].count);
        assert_int_equal(info.assessable_count, wanted[i].assessable);
    }
}

static void
test_children_are_in_document_order(void **state)
{
    freezing *f = *state;
    static const struct {
        uint32_t control, count, children[3];
    } wanted[] = { { C1, 1, { C11 } },
                   { C11, 3, { C11A, C11B, C12 } },
                   { B, 1, { C } },
                   { C13, 0, { 0 } } };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; ++i) {
        const uint32_t *children;
        size_t count;
        assert_ok(xw_graph_children(f->graph, (xw_control){ wanted[i].control },
                                    &children, &count, &f->err),
                  f->err);
        assert_int_equal(count, wanted[i].count);
        for (size_t c = 0; c < count; ++c) {
            assert_int_equal(children[c], wanted[i].children[c]);
        }
    }
}

static void
test_set_valued_maps_name_their_members(void **state)
{
    freezing *f = *state;
    xw_rule_info rule;
    assert_ok(xw_graph_rule(f->graph, 1, &rule, &f->err), f->err);
    assert_int_equal(rule.relationship, XW_SUPERSET_OF);
    assert_int_equal(rule.source_count, 2);
    assert_int_equal(rule.sources[0], C11A);
    assert_int_equal(rule.sources[1], C11B);
    assert_int_equal(rule.target_count, 2);
    assert_int_equal(rule.targets[0], NEW);
    assert_int_equal(rule.targets[1], C);
    assert_int_equal(rule.note, 0);
}

/* Each mapping is a link of both of its ends, and nothing else is. */
static void
test_links_are_mappings_seen_from_their_ends(void **state)
{
    freezing *f = *state;
    unsigned seen[MAPPINGS][2] = { { 0 } };
    for (uint32_t c = 0; c < CONTROLS; ++c) {
        uint32_t count = xw_graph_link_count(f->graph, (xw_control){ c });
        uint32_t last = 0;
        for (uint32_t i = 0; i < count; ++i) {
            xw_link link;
            assert_ok(
                xw_graph_link(f->graph, (xw_control){ c }, i, &link, &f->err),
                f->err);
            xw_mapping_info info = mapping(f, link.mapping.i);
            uint32_t own = link.inverted ? info.target.i : info.source.i;
            uint32_t other = link.inverted ? info.source.i : info.target.i;
            assert_int_equal(own, c);
            assert_int_equal(other, link.other.i);
            assert_true(last <= other);
            last = other;
            seen[link.mapping.i][link.inverted]++;
        }
    }
    for (size_t m = 0; m < MAPPINGS; ++m) {
        assert_int_equal(seen[m][false], 1);
        assert_int_equal(seen[m][true], 1);
    }
}

/* ---- Long text --------------------------------------------------------------- */

/* More than blocks, in two halves that can be told apart. */
static void
test_texts_are_found_in_any_order(void **state)
{
    freezing *f = *state;
    enum { TEXTS = 500, LONGEST = 1000 };
    static char long_one[LONGEST + 1];
    memset(long_one, 'x', LONGEST);
    xw_error err = XW_ERROR_INIT;
    assert_int_equal(xw_builder_new(&f->builder, &err), XW_OK);
    for (unsigned i = 0; i < TEXTS; ++i) {
        char source[16], rationale[32];
        (void)snprintf(source, sizeof source, "a:%u", i);
        (void)snprintf(rationale, sizeof rationale, "rationale %u", i);
        MAP(f, { source, "equal", "b:1", "s", XW_STRENGTH_NONE, rationale,
                 long_one + i });
    }
    xw_graph_free(f->graph);
    f->graph = NULL;
    freeze(f);
    xw_text_reader *reader;
    assert_ok(xw_text_reader_new(f->graph, &reader, &err), err);
    for (uint32_t i = 0; i < TEXTS; ++i) {
        uint32_t number = i * 7 % TEXTS; /* a:0, a:1, ... in natural order */
        xw_mapping_info info = mapping(f, number);
        char rationale[32];
        const char *text;
        (void)snprintf(rationale, sizeof rationale, "rationale %u", number);
        assert_ok(xw_text_get(reader, info.rationale_text, &text, &err), err);
        assert_string_equal(text, rationale);
        assert_ok(xw_text_get(reader, info.note, &text, &err), err);
        assert_string_equal(text, long_one + number);
    }
    xw_text_reader_free(reader);
}

/* ---- Out of range ------------------------------------------------------------- */

static void
test_numbers_of_no_thing_are_refused(void **state)
{
    freezing *f = *state;
    const xw_graph *g = f->graph;
    const xw_control no_control = { CONTROLS };
    const uint32_t *children;
    const char *alias;
    size_t count;
    assert_arg(f,
               xw_graph_framework(g, (xw_framework){ FRAMEWORKS },
                                  &(xw_framework_info){ 0 }, &f->err),
               "framework is not of this graph");
    assert_arg(f,
               xw_graph_framework_alias(g, (xw_framework){ FRAMEWORKS }, 0,
                                        &alias, &f->err),
               "framework is not of this graph");
    assert_arg(
        f, xw_graph_control(g, no_control, &(xw_control_info){ 0 }, &f->err),
        "control is not of this graph");
    assert_arg(f, xw_graph_children(g, no_control, &children, &count, &f->err),
               "control is not of this graph");
    assert_arg(f, xw_graph_control_alias(g, no_control, 0, &alias, &f->err),
               "control is not of this graph");
    assert_arg(f,
               xw_graph_set(g, (xw_set){ SETS }, &(xw_set_info){ 0 }, &f->err),
               "mapping set is not of this graph");
    assert_arg(
        f, xw_graph_scope(g, (xw_scope){ 3 }, &(xw_scope_info){ 0 }, &f->err),
        "scope is not of this graph");
    uint32_t note;
    assert_arg(f, xw_graph_scope_note(g, (xw_scope){ 3 }, 0, &note, &f->err),
               "scope is not of this graph");
    assert_arg(f, xw_graph_scope_note(g, (xw_scope){ 0 }, 1, &note, &f->err),
               "member is not of this graph");
    assert_arg(f, xw_graph_gap(g, 2, &(xw_gap_info){ 0 }, &f->err),
               "gap is not of this graph");
    assert_arg(f, xw_graph_rule(g, 2, &(xw_rule_info){ 0 }, &f->err),
               "set-valued map is not of this graph");
    assert_arg(f,
               xw_graph_mapping(g, (xw_mapping){ MAPPINGS },
                                &(xw_mapping_info){ 0 }, &f->err),
               "mapping is not of this graph");
    assert_arg(f,
               xw_graph_link(g, (xw_control){ Z }, 6, &(xw_link){ 0 }, &f->err),
               "control has no such link");
    assert_arg(f, xw_graph_link(g, no_control, 0, &(xw_link){ 0 }, &f->err),
               "control has no such link");
    assert_int_equal(xw_graph_link_count(g, no_control), 0);
}

static void
test_aliases_end(void **state)
{
    freezing *f = *state;
    const char *alias;
    static const size_t past[] = { 1, 2, SIZE_MAX };
    for (size_t i = 0; i < sizeof past / sizeof *past; ++i) {
        assert_int_equal(xw_graph_control_alias(f->graph, (xw_control){ C11 },
                                                past[i], &alias, &f->err),
                         XW_NOT_FOUND);
        assert_int_equal(xw_graph_framework_alias(f->graph, (xw_framework){ 0 },
                                                  past[i], &alias, &f->err),
                         XW_NOT_FOUND);
    }
    assert_int_equal(f->err.status, XW_OK);
}

static void
test_numbers_of_no_text_are_refused(void **state)
{
    freezing *f = *state;
    xw_text_reader *reader;
    const char *text;
    assert_ok(xw_text_reader_new(f->graph, &reader, &f->err), f->err);
    assert_ok(xw_text_get(reader, 0, &text, &f->err), f->err);
    assert_string_equal(text, "");
    assert_arg(f, xw_text_get(reader, UINT32_MAX, &text, &f->err),
               "text is not of this graph");
    xw_text_reader_free(reader);
}

/* A control mapped to more others than 16 bits can count. */
static void
test_runs_of_long_rows_are_found(void **state)
{
    enum { EACH = 40000 };
    freezing *f = *state;
    static const char *const into[] = { "near", "past" };
    for (unsigned k = 0; k < 2; ++k) {
        for (unsigned i = 0; i < EACH; ++i) {
            char target[32];
            (void)snprintf(target, sizeof target, "%s:%05u", into[k], i);
            MAP(f, { "hub:A", "intersects", target, "s", 5, NULL, NULL });
        }
    }
    freeze(f);
    const xw_control hub = { 0 };
    for (uint32_t k = 0; k < 2; ++k) {
        const xw_framework framework = { 1 + k };
        static xw_neighbour got[EACH];
        size_t end, done;
        xw_neighbours_request asked = { .controls = &hub,
                                        .frameworks = &framework,
                                        .count = 1,
                                        .out = got,
                                        .room = EACH,
                                        .ends = &end };
        assert_ok(xw_graph_neighbours(f->graph, &asked, &done, &f->err),
                  f->err);
        assert_int_equal(end, EACH);
        assert_int_equal(got[0].control.i, 1 + k * EACH);
        assert_int_equal(got[EACH - 1].control.i, (k + 1) * EACH);
    }
    xw_explain_request request = XW_EXPLAIN_REQUEST_INIT;
    request.source.i = 1; /* of near, by way of the hub */
    request.target.i = 2 * EACH;
    xw_scratch *scratch = NULL;
    xw_explanation explanation;
    assert_ok(xw_scratch_new(f->graph, &scratch, &f->err), f->err);
    assert_ok(xw_explain(scratch, &request, &explanation, &f->err), f->err);
    assert_int_equal(explanation.walk_count, 1);
    xw_scratch_free(scratch);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_sample(test_graph_holds_what_was_built),
        with_sample(test_graph_counts_what_it_holds),
        with_sample(test_scopes_say_why_a_control_is_in_them),
        with_sample(test_frameworks_know_their_controls),
        with_sample(test_children_are_in_document_order),
        with_sample(test_set_valued_maps_name_their_members),
        with_sample(test_links_are_mappings_seen_from_their_ends),
        with_sample(test_texts_are_found_in_any_order),
        with_sample(test_numbers_of_no_thing_are_refused),
        with_sample(test_aliases_end),
        with_builder(test_runs_of_long_rows_are_found),
        with_sample(test_numbers_of_no_text_are_refused),
    };
    return cmocka_run_group_tests_name("graph", tests, NULL, NULL);
}
