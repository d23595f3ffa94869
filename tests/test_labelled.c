/* tests/labelled: catalogues in which each control says what it demands, and
 * mappings of every kind between them.  What is published of real catalogues is
 * almost all "intersects" and "related", so chains of equal, subset, superset
 * and maps of several controls are written by hand here, with the answers. */
#include "support.h"

#include <xw/closure.h>
#include <xw/import.h>
#include <xw/query.h>
#include <xw/reference.h>

#include <stdlib.h>
#include <string.h>

enum { CONTROLS = 64, WORDS = 32, HOPS = 4, FRAMEWORKS = 4 };

typedef struct fixture {
    xw_graph *graph;
    xw_resolver *resolver;
    xw_scratch *scratch;
    xw_selection into[FRAMEWORKS];
    char words[WORDS][16]; /* [word_count] all that is demanded */
    unsigned word_count;
    uint32_t demands[CONTROLS]; /* a bit for each word */
} fixture;

/* ---- What controls demand ---------------------------------------------------- */

static uint32_t
bit_of(fixture *f, const char *word, size_t len)
{
    unsigned i = 0;
    assert_true(len < sizeof f->words[0]);
    while (i < f->word_count &&
           (strncmp(f->words[i], word, len) != 0 || f->words[i][len])) {
        ++i;
    }
    if (i == f->word_count) {
        assert_true(f->word_count < WORDS);
        memcpy(f->words[f->word_count++], word, len);
    }
    return 1U << i;
}

static uint32_t
demands_in(fixture *f, const char *text)
{
    uint32_t demands = 0;
    while (*text) {
        size_t len = strcspn(text, " ");
        demands |= bit_of(f, text, len);
        text += len + (text[len] == ' ');
    }
    assert_int_not_equal(demands, 0);
    return demands;
}

static void
read_demands(fixture *f)
{
    xw_text_reader *texts = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_text_reader_new(f->graph, &texts, &err), err);
    assert_true(xw_graph_control_count(f->graph) <= CONTROLS);
    for (uint32_t c = 0; c < xw_graph_control_count(f->graph); ++c) {
        xw_control_info info;
        const char *text = "";
        assert_ok(xw_graph_control(f->graph, (xw_control){ c }, &info, &err),
                  err);
        assert_ok(xw_text_get(texts, info.text, &text, &err), err);
        f->demands[c] = demands_in(f, text);
    }
    xw_text_reader_free(texts);
}

static xw_relation
relation_between(uint32_t a, uint32_t b)
{
    if (a == b) {
        return XW_EQ;
    }
    return !(a & ~b) ? XW_SUB : !(b & ~a) ? XW_SUP : a & b ? XW_INT : XW_DIS;
}

/* ---- The graph ------------------------------------------------------------------ */

static int
compile(void **state)
{
    static fixture f;
    xw_error err = XW_ERROR_INIT;
    xw_builder *builder = NULL;
    const char *path = getenv("XW_LABELLED");
    xw_import_options options = { .size = sizeof options, .strict = true };
    assert_non_null(path);
    assert_ok(xw_builder_new(&builder, &err), err);
    assert_ok(xw_import_paths(builder, &path, 1, &options, NULL, &err), err);
    assert_ok(xw_builder_freeze(builder, NULL, NULL, &f.graph, &err), err);
    xw_builder_free(builder);
    assert_ok(xw_resolver_new(f.graph, &f.resolver, &err), err);
    assert_ok(xw_scratch_new(f.graph, &f.scratch, &err), err);
    assert_int_equal(xw_graph_framework_count(f.graph), FRAMEWORKS);
    for (uint32_t i = 0; i < FRAMEWORKS; ++i) {
        f.into[i] = (xw_selection){ { i }, { XW_NONE } };
    }
    read_demands(&f);
    *state = &f;
    return 0;
}

static int
discard(void **state)
{
    fixture *f = *state;
    xw_scratch_free(f->scratch);
    xw_resolver_free(f->resolver);
    xw_graph_free(f->graph);
    return 0;
}

static xw_control
find(const fixture *f, const char *reference)
{
    xw_error err = XW_ERROR_INIT;
    xw_control found = { XW_NONE };
    assert_ok(xw_resolve_control(f->resolver, string(reference), &found, &err),
              err);
    return found;
}

/* ---- Labels --------------------------------------------------------------------- */

static void
test_each_label_is_true_of_what_is_demanded(void **state)
{
    fixture *f = *state;
    uint32_t seen[XW_RELATIONSHIP_COUNT] = { 0 };
    xw_graph_stats stats;
    xw_graph_get_stats(f->graph, &stats);
    for (uint32_t m = 0; m < stats.mappings; ++m) {
        xw_mapping_info info;
        assert_int_equal(
            xw_graph_mapping(f->graph, (xw_mapping){ m }, &info, NULL), 0);
        xw_relation base = relation_between(f->demands[info.source.i],
                                            f->demands[info.target.i]);
        bool is_old = info.replaced; /* and wrong, to be replaced */
        seen[info.relationship]++;
        if (info.rule == XW_NONE && !is_old) {
            assert_true(xw_relation_of(info.relationship) & base);
        }
    }
    for (unsigned kind = 0; kind < XW_RELATIONSHIP_COUNT; ++kind) {
        assert_true(seen[kind] > 0);
    }
}

static uint32_t
demands_of(const fixture *f, const uint32_t *controls, size_t count)
{
    uint32_t all = 0;
    for (size_t i = 0; i < count; ++i) {
        all |= f->demands[controls[i]];
    }
    return all;
}

static void
test_each_map_of_several_is_true_of_what_is_demanded(void **state)
{
    fixture *f = *state;
    assert_int_equal(xw_graph_rule_count(f->graph), 5);
    for (uint32_t r = 0; r < xw_graph_rule_count(f->graph); ++r) {
        xw_rule_info rule;
        assert_int_equal(xw_graph_rule(f->graph, r, &rule, NULL), 0);
        assert_true(
            xw_relation_of(rule.relationship) &
            relation_between(demands_of(f, rule.sources, rule.source_count),
                             demands_of(f, rule.targets, rule.target_count)));
    }
}

/* ---- Answers ---------------------------------------------------------------------- */

static void
check_answer(const fixture *f, uint32_t control, const xw_answer *answer)
{
    xw_relation base =
        relation_between(f->demands[control], f->demands[answer->control.i]);
    assert_true(answer->relation & base);
    assert_int_not_equal(answer->verdict, XW_CONFLICT);
    assert_false(answer->disputed);
}

static void
test_every_answer_is_true_of_what_is_demanded(void **state)
{
    fixture *f = *state;
    xw_error err = XW_ERROR_INIT;
    for (uint32_t c = 0; c < xw_graph_control_count(f->graph); ++c) {
        for (uint32_t hops = 1; hops <= HOPS; ++hops) {
            xw_map_request request = XW_MAP_REQUEST_INIT;
            xw_map_answer answer;
            request.control.i = c;
            request.into = f->into;
            request.into_count = FRAMEWORKS;
            request.max_hops = hops;
            assert_ok(xw_map(f->scratch, &request, &answer, &err), err);
            for (size_t i = 0; i < answer.count; ++i) {
                check_answer(f, c, &answer.answers[i]);
            }
        }
    }
}

static const struct expected {
    const char *source, *target;
    uint32_t hops;
    xw_verdict verdict;
    xw_relation relation;
    bool related, topic, joint;
} expected[] = {
    { "north:1", "south:1", 1, XW_FULL, XW_EQ, false, false, false },
    { "north:1", "south:2", 2, XW_FULL, XW_SUP, false, false, false },
    { "north:1", "east:1", 2, XW_UNMAPPED, XW_ALL, false, false, false },
    { "north:1", "east:1", 3, XW_FULL, XW_SUP, false, false, false },
    { "south:1", "house:1", 2, XW_PARTIAL, XW_SUB, false, false, false },
    { "house:1", "south:1", 2, XW_FULL, XW_SUP, false, false, false },
    { "house:1", "south:2", 3, XW_FULL, XW_SUP, false, false, false },
    /* by parts, and by a map of several with one target */
    { "north:3", "north:3.a", 2, XW_FULL, XW_EQ | XW_SUP, false, false, false },
    { "north:3", "east:2", 2, XW_FULL, XW_SUP, false, false, false },
    { "north:3", "east:3", 2, XW_FULL, XW_SUP, false, false, false },
    { "north:3", "house:3", 1, XW_FULL, XW_EQ | XW_SUP, false, false, false },
    { "house:2", "north:3", 2, XW_PARTIAL, XW_SUB, false, false, false },
    { "house:2", "east:3", 2, XW_PARTIAL, XW_INT, false, false, false },
    { "south:3", "north:3.a", 2, XW_FULL, XW_SUP, false, false, false },
    { "north:3.a", "south:3", 2, XW_PARTIAL, XW_SUB, false, false, false },
    { "house:4", "south:4", 1, XW_PARTIAL, XW_EQ | XW_SUB, false, false,
      false },
    /* what only looks like an answer */
    { "north:3.a", "north:3.b", 2, XW_CANDIDATE, XW_ALL, false, false, false },
    { "north:5", "east:5", 2, XW_CANDIDATE, XW_ALL, false, false, false },
    { "south:3", "house:3", 1, XW_CANDIDATE, XW_ALL, false, false, true },
    /* nothing in common; an unlabelled link; a topic; a better judgement */
    { "north:6", "south:6", 1, XW_DISJOINT, XW_DIS, false, false, false },
    { "house:5", "north:4", 1, XW_PARTIAL, XW_OVERLAP, true, false, false },
    { "house:4", "east:4", 1, XW_FULL, XW_SUP, false, true, false },
    { "north:4", "east:4", 1, XW_FULL, XW_SUP, false, false, false },
};

static void
test_answers_are_those_expected(void **state)
{
    fixture *f = *state;
    xw_error err = XW_ERROR_INIT;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; ++i) {
        const struct expected *want = &expected[i];
        xw_explain_request request = XW_EXPLAIN_REQUEST_INIT;
        xw_explanation got;
        request.source = find(f, want->source);
        request.target = find(f, want->target);
        request.max_hops = want->hops;
        assert_ok(xw_explain(f->scratch, &request, &got, &err), err);
        const xw_answer *answer = &got.answer;
        if (answer->verdict != want->verdict ||
            answer->relation != want->relation ||
            answer->related != want->related || answer->topic != want->topic ||
            answer->joint != want->joint) {
            fail_msg("%s to %s: %s, relation %#x%s%s%s", want->source,
                     want->target, xw_verdict_name(answer->verdict),
                     answer->relation, answer->related ? ", related" : "",
                     answer->topic ? ", topic" : "",
                     answer->joint ? ", joint" : "");
        }
    }
}

static void
test_a_gap_counts_in_both_directions(void **state)
{
    fixture *f = *state;
    xw_map_request request = XW_MAP_REQUEST_INIT;
    xw_map_answer answer;
    request.control = find(f, "north:5");
    request.into = f->into; /* the first is east */
    request.into_count = 1;
    assert_int_equal(xw_map(f->scratch, &request, &answer, NULL), 0);
    assert_int_equal(answer.into[0].verdict, XW_GAP);
    assert_int_not_equal(answer.into[0].gap, XW_NONE);
}

/* ---- Several controls together ------------------------------------------------------- */

static const struct joint {
    const char *implemented[3];
    const char *satisfied[8]; /* by several together, in order of ids */
} joints[] = {
    { { "house:2", "house:3" },
      { "east:3", "north:3", "north:3.a", "north:3.b", "north:3.c" } },
    { { "north:1", "north:2" }, { "house:1" } },
    { { "north:3.a", "north:3.b", "north:3.c" },
      { "east:3", "house:2", "house:3", "north:3", "south:3" } },
    { { "house:4", "house:5" }, { "east:4", "north:4", "south:4" } },
    { { "house:2" }, { NULL } },
    { { "house:2", "house:4" }, { NULL } },
    { { "house:5", "north:2" }, { NULL } },
};

static xw_closure *
close_over(const fixture *f, const struct joint *of)
{
    xw_error err = XW_ERROR_INIT;
    xw_closure *closure = NULL;
    xw_control controls[3];
    xw_closure_request request = XW_CLOSURE_REQUEST_INIT;
    request.implemented.controls = controls;
    for (size_t i = 0; i < 3 && of->implemented[i]; ++i) {
        controls[request.implemented.control_count++] =
            find(f, of->implemented[i]);
    }
    assert_ok(xw_closure_new(f->graph, &request, &closure, &err), err);
    return closure;
}

static uint32_t
demands_of_all(const fixture *f, const struct joint *of)
{
    uint32_t all = 0;
    for (size_t i = 0; i < 3 && of->implemented[i]; ++i) {
        all |= f->demands[find(f, of->implemented[i]).i];
    }
    return all;
}

static bool
is_expected(const fixture *f, const struct joint *of, uint32_t control)
{
    for (size_t i = 0; i < 8 && of->satisfied[i]; ++i) {
        if (find(f, of->satisfied[i]).i == control) {
            return true;
        }
    }
    return false;
}

static void
test_several_controls_satisfy_what_none_does_alone(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < sizeof joints / sizeof *joints; ++i) {
        xw_closure *closure = close_over(f, &joints[i]);
        uint32_t demands = demands_of_all(f, &joints[i]);
        for (uint32_t c = 0; c < xw_graph_control_count(f->graph); ++c) {
            xw_satisfaction found = { .joint = false };
            bool is_met = xw_closure_find(closure, (xw_control){ c }, &found,
                                          NULL) == XW_OK;
            bool is_joint = is_met && found.joint;
            if (is_met && (f->demands[c] & ~demands)) {
                fail_msg("%s...: control %u is not satisfied",
                         joints[i].implemented[0], c);
            }
            if (is_joint != is_expected(f, &joints[i], c)) {
                xw_control_info info;
                (void)xw_graph_control(f->graph, (xw_control){ c }, &info,
                                       NULL);
                fail_msg("%s...: joint for control %s of framework %u is %d",
                         joints[i].implemented[0], info.id, info.framework.i,
                         is_joint);
            }
        }
        xw_closure_free(closure);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_label_is_true_of_what_is_demanded),
        cmocka_unit_test(test_each_map_of_several_is_true_of_what_is_demanded),
        cmocka_unit_test(test_every_answer_is_true_of_what_is_demanded),
        cmocka_unit_test(test_answers_are_those_expected),
        cmocka_unit_test(test_a_gap_counts_in_both_directions),
        cmocka_unit_test(test_several_controls_satisfy_what_none_does_alone),
    };
    return cmocka_run_group_tests_name("labelled", tests, compile, discard);
}
