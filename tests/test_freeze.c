/* What becomes of a builder's records: numbers, folding, marks, what is
 * implied, and what the review says of it. */
#include "import_support.h"
#include "sample.h"

#include <xw/graph_file.h>

#include <stdlib.h>
#include <string.h>

enum { NONE = XW_STRENGTH_NONE };

typedef struct fixture {
    xw_builder *builder;
    xw_graph *graph;
    char reviewed[2048]; /* one line for each call */
    xw_error err;
} fixture;

static int
new_fixture(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    *state = f;
    return f ? (int)xw_builder_new(&f->builder, NULL) : -1;
}

static int
free_fixture(void **state)
{
    fixture *f = *state;
    xw_graph_free(f->graph);
    xw_builder_free(f->builder);
    free(f);
    return 0;
}

static void
review(void *payload, const xw_review *review)
{
    static const char *const kinds[] = {
        [XW_REVIEW_IMPLIED_FRAMEWORK] = "implied framework",
        [XW_REVIEW_IMPLIED_CONTROLS] = "implied controls",
        [XW_REVIEW_DIFFERING_REPEATS] = "differing repeats",
        [XW_REVIEW_UNKNOWN_PARENT] = "unknown parent",
        [XW_REVIEW_PARENT_CYCLE] = "parent cycle",
        [XW_REVIEW_UNKNOWN_MEMBER] = "unknown member",
        [XW_REVIEW_SELF_MAPPING] = "self mapping",
    };
    fixture *f = payload;
    size_t len = strlen(f->reviewed);
    (void)snprintf(f->reviewed + len, sizeof f->reviewed - len,
                   "%s: %s:%s set=%s other=%s x%u at %u:%u\n",
                   kinds[review->kind], review->framework, review->control,
                   review->set, review->other, (unsigned)review->count,
                   (unsigned)review->at.line, (unsigned)review->at.column);
}

static void
freeze(fixture *f)
{
    assert_ok(xw_builder_freeze(f->builder, review, f, &f->graph, &f->err),
              f->err);
    xw_builder_free(f->builder); /* the graph stands on its own */
    f->builder = NULL;
    assert_ok(xw_graph_verify(f->graph, &f->err), f->err);
}

/* The lines of a graph's text that begin with `word`. */
static void
assert_lines(const xw_graph *graph, const char *word, const char *wanted)
{
    char *text = graph_text(graph);
    char *kept = text;
    for (char *line = text; *line;) {
        size_t len = strcspn(line, "\n") + 1;
        if (strncmp(line, word, strlen(word)) == 0) {
            memmove(kept, line, len);
            kept += len;
        }
        line += len;
    }
    *kept = '\0';
    assert_string_equal(text, wanted);
    free(text);
}

/* ---- Filling ----------------------------------------------------------------- */

static void
map(fixture *f, const sample_row *rows, size_t count)
{
    assert_ok(sample_map(f->builder, rows, count, &f->err), f->err);
}

#define MAP(f, ...)                             \
    map(f, (const sample_row[]){ __VA_ARGS__ }, \
        sizeof((const sample_row[]){ __VA_ARGS__ }) / sizeof(sample_row))

static void
declare_framework(fixture *f, const char *id)
{
    xw_builder_framework framework;
    const xw_framework_def def = { .size = sizeof def, .id = sample_text(id) };
    assert_ok(xw_builder_declare_framework(f->builder, &def, &framework, NULL,
                                           &f->err),
              f->err);
}

/* Declare "framework:id", at line 1, 2, 3, ... */
static void
declare(fixture *f, const char *reference, const char *parent,
        xw_parent_kind kind)
{
    const char *colon = strchr(reference, ':');
    xw_builder_control control;
    xw_control_def def = { .size = sizeof def,
                           .id = sample_text(colon + 1),
                           .parent = sample_text(parent),
                           .parent_kind = kind,
                           .at = { 0, 1, 2 } };
    assert_ok(xw_builder_framework_of(
                  f->builder,
                  (xw_string){ reference, (size_t)(colon - reference) },
                  &def.framework, &f->err),
              f->err);
    assert_ok(
        xw_builder_declare_control(f->builder, &def, &control, NULL, &f->err),
        f->err);
}

static void
declare_set(fixture *f, const char *id, xw_set_def def)
{
    xw_builder_set set;
    def.size = sizeof def;
    def.id = sample_text(id);
    assert_ok(xw_builder_declare_set(f->builder, &def, &set, NULL, &f->err),
              f->err);
}

static xw_mapping_info
mapping(const fixture *f, uint32_t number)
{
    xw_mapping_info info = { 0 };
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_mapping(f->graph, (xw_mapping){ number }, &info, &err),
              err);
    return info;
}

/* ---- Numbers ----------------------------------------------------------------- */

static void
test_freeze_numbers_frameworks_by_id_and_controls_as_declared(void **state)
{
    fixture *f = *state;
    MAP(f, { "z:2", "equal", "a:x10", "s", NONE, NULL, NULL },
        { "z:2", "equal", "a:x9", "s", NONE, NULL, NULL });
    declare(f, "z:9", NULL, 0);
    declare(f, "m:1", NULL, 0);
    declare(f, "z:2", NULL, 0); /* seen before, declared after */
    declare(f, "a:later", NULL, 0);
    freeze(f);
    assert_lines(f->graph, "framework",
                 "framework a implied\n"
                 "framework m implied\n"
                 "framework z implied\n");
    assert_lines(f->graph, "control",
                 "control a:later\n"
                 "control a:x9 implied\n"
                 "control a:x10 implied\n"
                 "control m:1\n"
                 "control z:9\n"
                 "control z:2\n");
}

static void
test_freeze_numbers_sets_by_id_and_mappings_by_their_ends(void **state)
{
    fixture *f = *state;
    MAP(f, { "b:2", "equal", "c:1", "z", NONE, NULL, NULL },
        { "c:1", "subset", "b:1", "y", NONE, NULL, NULL },
        { "b:1", "superset", "c:1", "y", NONE, NULL, NULL },
        { "b:1", "equal", "c:1", "z", NONE, NULL, NULL },
        { "b:1", "equal", "a:1", "z", NONE, NULL, NULL });
    freeze(f);
    assert_lines(f->graph, "set", "set y\nset z\n");
    assert_lines(f->graph, "mapping",
                 "mapping b:1 equal a:1 by z\n"
                 "mapping b:1 superset_of c:1 by y\n"
                 "mapping b:1 equal c:1 by z\n"
                 "mapping b:2 equal c:1 by z\n"
                 "mapping c:1 subset_of b:1 by y\n");
}

static void
test_freeze_of_nothing_is_an_empty_graph(void **state)
{
    fixture *f = *state;
    freeze(f);
    char *text = graph_text(f->graph);
    assert_string_equal(text, "");
    free(text);
    assert_string_equal(f->reviewed, "");
}

/* ---- Repeats and spellings ------------------------------------------------- */

static void
test_freeze_folds_repeats_and_keeps_what_the_first_says(void **state)
{
    fixture *f = *state;
    MAP(f, { "a:1", "equal", "b:1", "s", 3, "semantic", "first" },
        { "a:1", "equal", "b:1", "s", 4, "semantic", "first" },
        { "a:1", "equal", "b:1", "s", 3, "semantic", "first" },
        { "a:1", "equal", "b:1", "s", 3, "syntactic", "first" },
        { "a:1", "equal", "b:1", "s", 3, "semantic", "second" },
        { "a:1", "subset", "b:1", "s", 3, NULL, NULL },
        { "a:1", "equal", "b:1", "t", 3, NULL, NULL },
        { "b:1", "equal", "a:1", "s", 3, NULL, NULL });
    declare(f, "a:1", NULL, 0);
    declare(f, "b:1", NULL, 0);
    declare_framework(f, "a");
    declare_framework(f, "b");
    freeze(f);
    assert_lines(f->graph, "mapping",
                 "mapping a:1 equal b:1 by s strength=3 rationale=semantic"
                 " note=first\n"
                 "mapping a:1 subset_of b:1 by s strength=3\n"
                 "mapping a:1 equal b:1 by t strength=3\n"
                 "mapping b:1 equal a:1 by s strength=3\n");
    assert_string_equal(f->reviewed,
                        "differing repeats: : set=s other= x3 at 0:0\n");
    xw_graph_stats stats;
    xw_graph_get_stats(f->graph, &stats);
    assert_int_equal(stats.mapping_rows, 8);
    assert_int_equal(stats.mappings, 4);
}

static void
test_freeze_resolves_spellings_to_declared_controls(void **state)
{
    fixture *f = *state;
    declare_framework(f, "nist-sp-800-53-rev5");
    declare_framework(f, "b");
    declare(f, "nist-sp-800-53-rev5:AC-2", NULL, 0);
    declare(f, "nist-sp-800-53-rev5:AC-2(1)", "ac-2", XW_PARENT_ENHANCEMENT);
    declare(f, "b:1", NULL, 0);
    MAP(f,
        { "nist-sp-800-53-rev5:ac-02", "equal", "b:1", "s", NONE, NULL, NULL },
        { "nist-sp-800-53-rev5:AC-2", "equal", "b:1", "s", NONE, NULL, NULL },
        { "nist-sp-800-53-rev5:ac-2.1", "equal", "b:1", "s", NONE, NULL,
          NULL });
    freeze(f);
    assert_lines(f->graph, "control",
                 "control b:1\n"
                 "control nist-sp-800-53-rev5:AC-2\n"
                 "control nist-sp-800-53-rev5:AC-2(1) enhancement of"
                 " nist-sp-800-53-rev5:AC-2\n");
    assert_lines(f->graph, "mapping",
                 "mapping nist-sp-800-53-rev5:AC-2 equal b:1 by s\n"
                 "mapping nist-sp-800-53-rev5:AC-2(1) equal b:1 by s\n");
    assert_string_equal(f->reviewed, "");
}

static void
test_freeze_drops_mappings_that_join_a_control_to_itself(void **state)
{
    fixture *f = *state;
    declare_framework(f, "a");
    declare(f, "a:One", NULL, 0);
    declare(f, "a:Two", NULL, 0);
    MAP(f, { "a:one", "equal", "a:ONE", "t", NONE, NULL, NULL },
        { "a:One", "equal", "a:ONE", "s", NONE, NULL, NULL },
        { "a:two", "equal", "a:TWO", "s", NONE, NULL, NULL },
        { "a:One", "subset", "a:TWO", "s", NONE, NULL, NULL });
    freeze(f);
    assert_lines(f->graph, "mapping", "mapping a:One subset_of a:Two by s\n");
    assert_string_equal(f->reviewed,
                        "self mapping: a:One set=s other= x2 at 0:0\n"
                        "self mapping: a:one set=t other= x1 at 0:0\n");
}

/* ---- What is implied --------------------------------------------------------- */

static void
test_freeze_tells_what_is_implied(void **state)
{
    fixture *f = *state;
    declare_framework(f, "known");
    declare(f, "known:1", NULL, 0);
    MAP(f, { "known:1", "equal", "known:9", "s", NONE, NULL, NULL },
        { "known:1", "equal", "known:8", "s", NONE, NULL, NULL },
        { "known:1", "subset", "known:8", "s", NONE, NULL, NULL },
        { "known:9", "equal", "new:1", "t", NONE, NULL, NULL });
    xw_builder_control gap;
    xw_builder_framework other;
    xw_builder_set set;
    assert_ok(sample_control(f->builder, "known:7", &gap, &f->err), f->err);
    (void)xw_builder_framework_of(f->builder, sample_text("new"), &other, NULL);
    (void)xw_builder_set_of(f->builder, sample_text("u"), &set, NULL);
    assert_ok(xw_builder_add_gap(f->builder, gap, other, set, sample_text(NULL),
                                 &f->err),
              f->err);
    freeze(f);
    assert_string_equal(f->reviewed,
                        "implied framework: new: set= other= x1 at 0:0\n"
                        "implied controls: known:8 set=s other= x2 at 0:0\n"
                        "implied controls: known:9 set=t other= x1 at 0:0\n"
                        "implied controls: new:1 set=t other= x1 at 0:0\n"
                        "implied controls: known:7 set=u other= x1 at 0:0\n");
    xw_graph_stats stats;
    xw_graph_get_stats(f->graph, &stats);
    assert_int_equal(stats.implied_frameworks, 1);
    assert_int_equal(stats.implied_controls, 4);
    assert_int_equal(stats.controls, 5);
}

static void
test_freeze_leaves_out_what_only_a_parent_or_scope_names(void **state)
{
    fixture *f = *state;
    xw_builder_framework framework;
    declare_framework(f, "a");
    declare(f, "a:1", "0", XW_PARENT_PART);
    declare(f, "a:1.1", "1", XW_PARENT_PART);
    (void)xw_builder_framework_of(f->builder, sample_text("a"), &framework,
                                  NULL);
    static const char *const members[] = { "1.1", "8", "1", "1.1 " };
    for (size_t i = 0; i < sizeof members / sizeof *members; ++i) {
        assert_ok(xw_builder_add_scope_member(
                      f->builder, framework, sample_text("s"),
                      sample_text(members[i]), sample_text(NULL),
                      (xw_place){ 0, 7, (uint32_t)i }, &f->err),
                  f->err);
    }
    assert_ok(xw_builder_add_scope_member(
                  f->builder, framework, sample_text("empty"), sample_text("8"),
                  sample_text(NULL), (xw_place){ 0, 8, 1 }, &f->err),
              f->err);
    freeze(f);
    assert_lines(f->graph, "control",
                 "control a:1\ncontrol a:1.1 part of a:1\n");
    assert_lines(f->graph, "scope", "scope a@empty\nscope a@s a:1 a:1.1\n");
    assert_string_equal(f->reviewed,
                        "unknown parent: a:1 set= other=0 x1 at 1:2\n"
                        "unknown member: a:8 set= other=s x1 at 7:1\n"
                        "unknown member: a:8 set= other=empty x1 at 8:1\n");
}

/* ---- Parents ------------------------------------------------------------------- */

static void
test_freeze_cuts_circles_of_parents(void **state)
{
    fixture *f = *state;
    declare_framework(f, "a");
    declare(f, "a:1", "3", XW_PARENT_PART); /* 1 -> 3 -> 2 -> 1 */
    declare(f, "a:2", "1", XW_PARENT_PART);
    declare(f, "a:3", "2", XW_PARENT_GROUP);
    declare(f, "a:Four", "FOUR", XW_PARENT_PART); /* itself, spelled so */
    declare(f, "a:5", "3", XW_PARENT_ENHANCEMENT);
    freeze(f);
    assert_lines(f->graph, "control",
                 "control a:1 part of a:3\n"
                 "control a:2\n"
                 "control a:3 group of a:2\n"
                 "control a:Four\n"
                 "control a:5 enhancement of a:3\n");
    assert_string_equal(f->reviewed,
                        "parent cycle: a:2 set= other=1 x1 at 1:2\n"
                        "parent cycle: a:Four set= other=Four x1 at 1:2\n");
}

/* ---- Policies and marks ------------------------------------------------------ */

static void
test_freeze_takes_unlabelled_mappings_as_their_set_says(void **state)
{
    fixture *f = *state;
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
    fixture *f = *state;
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
            fixture *f;
            assert_int_equal(new_fixture((void **)&f), 0);
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
            (void)free_fixture((void **)&f);
        }
    }
}

static void
test_freeze_keeps_maps_apart_and_their_repeats_together(void **state)
{
    fixture *f = *state;
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

/* ---- Gaps, aliases ------------------------------------------------------------- */

static void
test_freeze_sorts_gaps_and_drops_repeats(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *control, *other, *set, *note;
    } gaps[] = {
        { "b:1", "a", "s", NULL },  { "a:2", "c", "s", "one" },
        { "a:2", "c", "r", NULL },  { "a:2", "b", "s", NULL },
        { "a:2", "c", "s", "two" }, { "a:1", "c", "s", NULL },
    };
    declare(f, "a:1", NULL, 0);
    declare(f, "a:2", NULL, 0);
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; ++i) {
        xw_builder_control control;
        xw_builder_framework other;
        xw_builder_set set;
        (void)sample_control(f->builder, gaps[i].control, &control, NULL);
        (void)xw_builder_framework_of(f->builder, sample_text(gaps[i].other),
                                      &other, NULL);
        (void)xw_builder_set_of(f->builder, sample_text(gaps[i].set), &set,
                                NULL);
        assert_ok(xw_builder_add_gap(f->builder, control, other, set,
                                     sample_text(gaps[i].note), &f->err),
                  f->err);
    }
    freeze(f);
    assert_lines(f->graph, "gap",
                 "gap a:1 in c by s\n"
                 "gap a:2 in b by s\n"
                 "gap a:2 in c by r\n"
                 "gap a:2 in c by s note=one\n"
                 "gap b:1 in a by s\n");
}

static void
test_freeze_keeps_each_alias_once(void **state)
{
    fixture *f = *state;
    enum { MANY = 100 }; /* more than the builder looks back for repeats */
    static char text[MANY][8];
    xw_string aliases[MANY];
    for (unsigned i = 0; i < MANY; ++i) {
        (void)snprintf(text[i], sizeof text[i], "n%u", i);
        aliases[i] = sample_text(text[i]);
    }
    xw_control_def def = { .size = sizeof def,
                           .id = sample_text("1"),
                           .aliases = aliases,
                           .alias_count = MANY };
    (void)xw_builder_framework_of(f->builder, sample_text("a"), &def.framework,
                                  NULL);
    xw_builder_control control;
    for (unsigned i = 0; i < 2; ++i) {
        assert_ok(xw_builder_declare_control(f->builder, &def, &control, NULL,
                                             &f->err),
                  f->err);
    }
    freeze(f);
    const char *alias;
    for (unsigned i = 0; i < MANY; ++i) {
        assert_ok(xw_graph_control_alias(f->graph, (xw_control){ 0 }, i, &alias,
                                         &f->err),
                  f->err);
        assert_string_equal(alias, text[i]);
    }
    assert_int_equal(
        xw_graph_control_alias(f->graph, (xw_control){ 0 }, MANY, &alias, NULL),
        XW_NOT_FOUND);
}

/* ---- Bytes --------------------------------------------------------------------- */

static void
test_freeze_gives_the_same_bytes_for_the_same_calls(void **state)
{
    (void)state;
    xw_graph *graphs[2] = { NULL, NULL };
    xw_error err = XW_ERROR_INIT;
    xw_string bytes[2];
    for (size_t i = 0; i < 2; ++i) {
        assert_ok(sample_graph(&graphs[i], &err), err);
        bytes[i] = xw_graph_bytes(graphs[i]);
    }
    assert_int_equal(bytes[0].len, bytes[1].len);
    assert_memory_equal(bytes[0].bytes, bytes[1].bytes, bytes[0].len);
    assert_string_equal(xw_graph_checksum(graphs[0]),
                        xw_graph_checksum(graphs[1]));
    xw_graph_free(graphs[0]);
    xw_graph_free(graphs[1]);
}

/* ---- Memory --------------------------------------------------------------------- */

static void
ignore_review(void *payload, const xw_review *review)
{
    (void)payload;
    (void)review;
}

static xw_status
fill_and_freeze(void *state)
{
    (void)state;
    xw_builder *builder = NULL;
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_builder_new(&builder, &err);
    if (!st) {
        st = sample_fill(builder, &err);
    }
    if (!st) {
        st = xw_builder_freeze(builder, ignore_review, NULL, &graph, &err);
    }
    assert_int_equal(err.status, st);
    assert_int_equal(graph != NULL, st == XW_OK);
    xw_graph_free(graph);
    xw_builder_free(builder);
    return st;
}

static void
test_freeze_survives_each_allocation_failing(void **state)
{
    (void)state;
    sweep_allocations(fill_and_freeze, NULL);
}

#define with_builder(test) \
    cmocka_unit_test_setup_teardown(test, new_fixture, free_fixture)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_builder(
            test_freeze_numbers_frameworks_by_id_and_controls_as_declared),
        with_builder(test_freeze_numbers_sets_by_id_and_mappings_by_their_ends),
        with_builder(test_freeze_of_nothing_is_an_empty_graph),
        with_builder(test_freeze_folds_repeats_and_keeps_what_the_first_says),
        with_builder(test_freeze_resolves_spellings_to_declared_controls),
        with_builder(test_freeze_drops_mappings_that_join_a_control_to_itself),
        with_builder(test_freeze_tells_what_is_implied),
        with_builder(test_freeze_leaves_out_what_only_a_parent_or_scope_names),
        with_builder(test_freeze_cuts_circles_of_parents),
        with_builder(test_freeze_takes_unlabelled_mappings_as_their_set_says),
        with_builder(test_freeze_lets_higher_precedence_replace_lower),
        cmocka_unit_test(test_freeze_expands_set_valued_maps_to_what_follows),
        with_builder(test_freeze_keeps_maps_apart_and_their_repeats_together),
        with_builder(test_freeze_sorts_gaps_and_drops_repeats),
        with_builder(test_freeze_keeps_each_alias_once),
        cmocka_unit_test(test_freeze_gives_the_same_bytes_for_the_same_calls),
        cmocka_unit_test(test_freeze_survives_each_allocation_failing),
    };
    return cmocka_run_group_tests_name("freeze", tests, NULL, NULL);
}
