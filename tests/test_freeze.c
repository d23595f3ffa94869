/* What becomes of a builder's records: numbers, folding, what is implied, and
 * what the review says of it.  Mappings' marks are in test_freeze_marks. */
#include "freezing.h"

#include <xw/graph_file.h>

#include <stdlib.h>
#include <string.h>

enum { NONE = XW_STRENGTH_NONE };

/* ---- Numbers ----------------------------------------------------------------- */

static void
test_freeze_numbers_frameworks_by_id_and_controls_as_declared(void **state)
{
    freezing *f = *state;
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
    freezing *f = *state;
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
    freezing *f = *state;
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
    freezing *f = *state;
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
    freezing *f = *state;
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
    freezing *f = *state;
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

/* Of so many that they are merged, not only put in place one by one. */
static void
test_freeze_sorts_long_rows_and_keeps_what_came_first(void **state)
{
    freezing *f = *state;
    enum { TARGETS = 211, STEP = 38, ROWS = 3 * TARGETS };
    for (unsigned i = 0; i < ROWS; ++i) {
        unsigned target = i * STEP % TARGETS;
        char reference[16];
        (void)snprintf(reference, sizeof reference, "b:%u", 1000 + target);
        unsigned strength = (target + i / TARGETS) % 11;
        MAP(f, { "a:1", "equal", reference, "s", strength, NULL, NULL });
    }
    freeze(f);
    assert_int_equal(xw_graph_link_count(f->graph, (xw_control){ 0 }), TARGETS);
    for (uint32_t m = 0; m < TARGETS; ++m) {
        xw_mapping_info info = mapping(f, m);
        assert_int_equal(info.target.i, 1 + m); /* a:1 is 0 */
        assert_int_equal(info.strength, m % 11);
    }
}

/* ---- What is implied --------------------------------------------------------- */

static void
test_freeze_tells_what_is_implied(void **state)
{
    freezing *f = *state;
    declare_framework(f, "known");
    declare(f, "known:1", NULL, 0);
    MAP(f, { "known:1", "equal", "known:9", "s", NONE, NULL, NULL },
        { "known:1", "equal", "known:8", "s", NONE, NULL, NULL },
        { "known:1", "subset", "known:8", "s", NONE, NULL, NULL },
        { "known:9", "equal", "new:1", "t", NONE, NULL, NULL });
    add_gap(f, "known:7", "new", "u", NULL);
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
    freezing *f = *state;
    xw_builder_framework framework;
    declare_framework(f, "a");
    declare(f, "a:1", "0", XW_PARENT_PART);
    declare(f, "a:1.1", "1", XW_PARENT_PART);
    (void)xw_builder_framework_of(f->builder, sample_text("a"), &framework,
                                  NULL);
    static const char *const members[] = { "1.1", "8", "1", "1.1 " };
    for (size_t i = 0; i < sizeof members / sizeof *members; ++i) {
        assert_ok(
            xw_builder_add_scope_member(
                f->builder,
                &(xw_scope_member_def){ .size = sizeof(xw_scope_member_def),
                                        .framework = framework,
                                        .scope = sample_text("s"),
                                        .control = sample_text(members[i]),
                                        .note = sample_text(NULL),
                                        .at = (xw_place){ 0, 7, (uint32_t)i } },
                &f->err),
            f->err);
    }
    assert_ok(xw_builder_add_scope_member(
                  f->builder,
                  &(xw_scope_member_def){ .size = sizeof(xw_scope_member_def),
                                          .framework = framework,
                                          .scope = sample_text("empty"),
                                          .control = sample_text("8"),
                                          .note = sample_text(NULL),
                                          .at = (xw_place){ 0, 8, 1 } },
                  &f->err),
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
    freezing *f = *state;
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

/* ---- Gaps, aliases ------------------------------------------------------------- */

static void
test_freeze_sorts_gaps_and_drops_repeats(void **state)
{
    freezing *f = *state;
    declare(f, "a:1", NULL, 0);
    declare(f, "a:2", NULL, 0);
    add_gap(f, "b:1", "a", "s", NULL);
    add_gap(f, "a:2", "c", "s", "one");
    add_gap(f, "a:2", "c", "r", NULL);
    add_gap(f, "a:2", "b", "s", NULL);
    add_gap(f, "a:2", "c", "s", "two");
    add_gap(f, "a:1", "c", "s", NULL);
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
    freezing *f = *state;
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_builder(
            test_freeze_numbers_frameworks_by_id_and_controls_as_declared),
        with_builder(test_freeze_numbers_sets_by_id_and_mappings_by_their_ends),
        with_builder(test_freeze_of_nothing_is_an_empty_graph),
        with_builder(test_freeze_folds_repeats_and_keeps_what_the_first_says),
        with_builder(test_freeze_sorts_long_rows_and_keeps_what_came_first),
        with_builder(test_freeze_resolves_spellings_to_declared_controls),
        with_builder(test_freeze_drops_mappings_that_join_a_control_to_itself),
        with_builder(test_freeze_tells_what_is_implied),
        with_builder(test_freeze_leaves_out_what_only_a_parent_or_scope_names),
        with_builder(test_freeze_cuts_circles_of_parents),
        with_builder(test_freeze_sorts_gaps_and_drops_repeats),
        with_builder(test_freeze_keeps_each_alias_once),
        cmocka_unit_test(test_freeze_gives_the_same_bytes_for_the_same_calls),
        cmocka_unit_test(test_freeze_survives_each_allocation_failing),
    };
    return cmocka_run_group_tests_name("freeze", tests, NULL, NULL);
}
