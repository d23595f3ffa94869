/* What an xw_builder refuses. */
#include "builder_fixture.h"
#include "sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
test_builder_refuses_definitions_of_another_size(void **state)
{
    builder_fixture *f = *state;
    xw_builder *b = f->builder;
    assert_failed(f,
                  xw_builder_declare_framework(b, &(xw_framework_def){ 0 },
                                               &f->one, NULL, &f->err),
                  XW_E_ARG, "xw_framework_def has the wrong size");
    assert_failed(f,
                  xw_builder_declare_control(b, &(xw_control_def){ 0 },
                                             &(xw_builder_control){ 0 }, NULL,
                                             &f->err),
                  XW_E_ARG, "xw_control_def has the wrong size");
    assert_failed(
        f,
        xw_builder_declare_set(b, &(xw_set_def){ 0 }, &f->set, NULL, &f->err),
        XW_E_ARG, "xw_set_def has the wrong size");
    assert_failed(f, xw_builder_add_mapping(b, &(xw_mapping_def){ 0 }, &f->err),
                  XW_E_ARG, "xw_mapping_def has the wrong size");
}

static void
test_builder_refuses_controls(void **state)
{
    builder_fixture *f = *state;
    const xw_string nul[] = { { "a\0b", 3 } };
    const struct {
        xw_control_def def;
        xw_status st;
        const char *message;
    } table[] = {
        { { .parent = sample_text("A") },
          XW_E_DATA,
          "control 'A' is its own parent" },
        { { .parent_kind = (xw_parent_kind)3 },
          XW_E_ARG,
          "a control's parent is of no kind" },
        { { .weight = -1 }, XW_E_ARG, "a control's weight is out of range" },
        { { .weight = 1e300 }, XW_E_ARG, "a control's weight is out of range" },
        { { .weight = (double)NAN },
          XW_E_ARG,
          "a control's weight is out of range" },
        { { .framework = { 9 } },
          XW_E_ARG,
          "control of a framework never added" },
        { { .title = { "a\0b", 3 } },
          XW_E_DATA,
          "a control's title holds a NUL or 0xFF byte" },
        { { .text = { "a\0b", 3 } },
          XW_E_DATA,
          "a control's text holds a NUL or 0xFF byte" },
        { { .text = sample_text("\xFF") },
          XW_E_DATA,
          "a control's text holds a NUL or 0xFF byte" },
        { { .parent = { "a\0b", 3 } },
          XW_E_DATA,
          "a control holds a NUL or 0xFF byte" },
        { { .aliases = nul, .alias_count = 1 },
          XW_E_DATA,
          "a control's alias holds a NUL or 0xFF byte" },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; ++i) {
        xw_control_def def = table[i].def;
        xw_builder_control made = { 77 };
        xw_merge merge = XW_MERGE_DISAGREES;
        def.size = sizeof def;
        def.id = sample_text("A");
        assert_failed(f,
                      xw_builder_declare_control(f->builder, &def, &made,
                                                 &merge, &f->err),
                      table[i].st, table[i].message);
        assert_int_equal(made.i, 77);
        assert_int_equal(merge, XW_MERGE_DISAGREES);
    }
    assert_int_equal(declare_one_a(f, (xw_control_def){ 0 }), XW_MERGE_NEW);
}

static void
test_builder_refuses_sets(void **state)
{
    builder_fixture *f = *state;
    const struct {
        xw_set_def def;
        const char *message;
    } table[] = {
        { { .related = XW_EQ | XW_INT },
          "a set's 'related' is none of 14 masks" },
        { { .related = XW_ALL + 1 }, "a set's 'related' is none of 14 masks" },
        { { .claim = (xw_claim)2 }, "a set has no such claim" },
        { { .trust = 1.5 }, "a set's trust is above 1" },
        { { .trust = (double)NAN }, "a set's trust is above 1" },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; ++i) {
        xw_set_def def = table[i].def;
        xw_builder_set made = { 77 };
        def.size = sizeof def;
        def.id = sample_text("set");
        assert_failed(
            f, xw_builder_declare_set(f->builder, &def, &made, NULL, &f->err),
            XW_E_ARG, table[i].message);
        assert_int_equal(made.i, 77);
    }
    assert_int_equal(declare_set(f, (xw_set_def){ 0 }), XW_MERGE_NEW);
}

static void
test_builder_refuses_mappings(void **state)
{
    builder_fixture *f = *state;
    const xw_builder_control a = control(f, "one:A"), b = control(f, "two:B");
    const xw_builder_control both[] = { a, b }, never = { 9 };
    const xw_mapping_def good = { .size = sizeof good,
                                  .sources = &a,
                                  .targets = &b,
                                  .source_count = 1,
                                  .target_count = 1,
                                  .strength = 10,
                                  .set = f->set };
    assert_ok(xw_builder_add_mapping(f->builder, &good, &f->err), f->err);
    xw_mapping_def bad = good;
    bad.targets = &never;
    assert_failed(f, xw_builder_add_mapping(f->builder, &bad, &f->err),
                  XW_E_ARG, "mapping of a thing never added");
    bad = good;
    bad.source_count = 0;
    assert_failed(f, xw_builder_add_mapping(f->builder, &bad, &f->err),
                  XW_E_ARG, "mapping of a thing never added");
    bad = good;
    bad.set.i++;
    assert_failed(f, xw_builder_add_mapping(f->builder, &bad, &f->err),
                  XW_E_ARG, "mapping of a thing never added");
    bad = good;
    bad.strength = 11;
    assert_failed(f, xw_builder_add_mapping(f->builder, &bad, &f->err),
                  XW_E_ARG, "relationship or strength out of range");
    bad = good;
    bad.relationship = XW_RELATIONSHIP_COUNT;
    assert_failed(f, xw_builder_add_mapping(f->builder, &bad, &f->err),
                  XW_E_ARG, "relationship or strength out of range");
    bad = good;
    bad.sources = both;
    bad.source_count = 2;
    assert_failed(f, xw_builder_add_mapping(f->builder, &bad, &f->err),
                  XW_E_DATA, "a control is mapped to itself");
    bad = good;
    bad.note = sample_text("a\xFF");
    assert_failed(f, xw_builder_add_mapping(f->builder, &bad, &f->err),
                  XW_E_DATA, "a mapping holds a NUL or 0xFF byte");
}

static void
test_builder_refuses_text_that_no_reader_takes(void **state)
{
    builder_fixture *f = *state;
    const xw_builder_control a = control(f, "one:A"), b = control(f, "two:B");
    const size_t most = (1U << 24) - 2;
    char *long_text = malloc(most + 1);
    assert_non_null(long_text);
    memset(long_text, 'x', most + 1);
    xw_mapping_def def = { .size = sizeof def,
                           .sources = &a,
                           .targets = &b,
                           .source_count = 1,
                           .target_count = 1,
                           .rationale = { long_text, 1000 },
                           .note = { long_text, most - 1000 },
                           .set = f->set };
    assert_ok(xw_builder_add_mapping(f->builder, &def, &f->err), f->err);
    def.note.len++;
    assert_failed(f, xw_builder_add_mapping(f->builder, &def, &f->err),
                  XW_E_LIMIT, "too much text: no room for a mapping");
    free(long_text);
}

static void
test_builder_refuses_gaps(void **state)
{
    builder_fixture *f = *state;
    xw_builder *b = f->builder;
    const xw_string none = { NULL, 0 };
    const xw_builder_control a = control(f, "one:A");
    const xw_builder_framework never = { 2 };
    assert_failed(f,
                  xw_builder_add_gap(b, (xw_builder_control){ 1 }, f->two,
                                     f->set, none, &f->err),
                  XW_E_ARG, "gap of a thing never added");
    assert_failed(f, xw_builder_add_gap(b, a, never, f->set, none, &f->err),
                  XW_E_ARG, "gap of a thing never added");
    assert_failed(
        f,
        xw_builder_add_gap(b, a, f->two, (xw_builder_set){ 1 }, none, &f->err),
        XW_E_ARG, "gap of a thing never added");
    assert_failed(
        f,
        xw_builder_add_gap(b, a, f->two, f->set, sample_text("\xFF"), &f->err),
        XW_E_DATA, "a gap holds a NUL or 0xFF byte");
}

static void
test_builder_refuses_scope_members(void **state)
{
    builder_fixture *f = *state;
    const xw_builder_framework one = f->one, never = { 2 };
    const struct {
        xw_string scope;
        const char *message;
        xw_builder_framework framework;
        xw_status st;
    } table[] = {
        { sample_text(""), "'' is not a scope id", one, XW_E_DATA },
        { sample_text("a@b"), "'a@b' is not a scope id", one, XW_E_DATA },
        { sample_text("a,b"), "'a,b' is not a scope id", one, XW_E_DATA },
        { sample_text("a:b"), "'a:b' is not a scope id", one, XW_E_DATA },
        { { "\0", 1 }, "a scope holds a NUL or 0xFF byte", one, XW_E_DATA },
        { sample_text("s"), "control of a framework never added", never,
          XW_E_ARG },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; ++i) {
        const xw_scope_member_def def = { .size = sizeof def,
                                          .framework = table[i].framework,
                                          .scope = table[i].scope,
                                          .control = sample_text("A") };
        assert_failed(f, xw_builder_add_scope_member(f->builder, &def, &f->err),
                      table[i].st, table[i].message);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_builder(test_builder_refuses_definitions_of_another_size),
        with_builder(test_builder_refuses_controls),
        with_builder(test_builder_refuses_sets),
        with_builder(test_builder_refuses_mappings),
        with_builder(test_builder_refuses_text_that_no_reader_takes),
        with_builder(test_builder_refuses_gaps),
        with_builder(test_builder_refuses_scope_members),
    };
    return cmocka_run_group_tests_name("builder_refusals", tests, NULL, NULL);
}
