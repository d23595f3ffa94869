#include "sample.h"

#include <string.h>

enum { NONE = XW_STRENGTH_NONE };

xw_string
sample_text(const char *text)
{
    return (xw_string){ text, text ? strlen(text) : 0 };
}

static xw_status
control_of(xw_builder *builder, xw_string reference, xw_builder_control *out,
           xw_error *err)
{
    const char *colon = memchr(reference.bytes, ':', reference.len);
    size_t before = (size_t)(colon - reference.bytes);
    xw_builder_framework framework;
    xw_status st = xw_builder_framework_of(
        builder, (xw_string){ reference.bytes, before }, &framework, err);
    return st ? st
              : xw_builder_control_of(
                    builder, framework,
                    (xw_string){ colon + 1, reference.len - before - 1 }, out,
                    err);
}

xw_status
sample_control(xw_builder *builder, const char *reference,
               xw_builder_control *out, xw_error *err)
{
    return control_of(builder, sample_text(reference), out, err);
}

/* ---- Mappings --------------------------------------------------------------- */

typedef struct members {
    xw_builder_control items[SAMPLE_MOST_MEMBERS];
    size_t count;
} members;

static xw_status
read_members(xw_builder *builder, const char *references, members *out,
             xw_error *err)
{
    xw_status st = XW_OK;
    out->count = 0;
    while (*references && !st) {
        size_t len = strcspn(references, " ");
        st = control_of(builder, (xw_string){ references, len },
                        &out->items[out->count++], err);
        references += len + strspn(references + len, " ");
    }
    return st;
}

static xw_status
map_one(xw_builder *builder, const sample_row *row, xw_error *err)
{
    members sources, targets;
    xw_builder_set set;
    xw_status st;
    if ((st = read_members(builder, row->sources, &sources, err)) ||
        (st = read_members(builder, row->targets, &targets, err)) ||
        (st = xw_builder_set_of(builder, sample_text(row->set), &set, err))) {
        return st;
    }
    xw_mapping_def def = { .size = sizeof def,
                           .sources = sources.items,
                           .targets = targets.items,
                           .source_count = sources.count,
                           .target_count = targets.count,
                           .strength = row->strength,
                           .rationale = sample_text(row->rationale),
                           .note = sample_text(row->note),
                           .set = set };
    (void)xw_relationship_parse(row->relationship, strlen(row->relationship),
                                &def.relationship);
    return xw_builder_add_mapping(builder, &def, err);
}

xw_status
sample_map(xw_builder *builder, const sample_row *rows, size_t count,
           xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t i = 0; i < count && !st; ++i) {
        st = map_one(builder, &rows[i], err);
    }
    return st;
}

/* ---- The sample ------------------------------------------------------------- */

static xw_status
declare_frameworks(xw_builder *builder, xw_error *err)
{
    const xw_string aliases[] = { sample_text("One"), sample_text("F1") };
    const xw_framework_def defs[] = {
        { .size = sizeof defs[0],
          .id = sample_text("one-2"),
          .name = sample_text("Framework One"),
          .version = sample_text("2"),
          .publisher = sample_text("Somebody"),
          .kind = sample_text("standard"),
          .license = sample_text("CC0-1.0"),
          .source = sample_text("one.csv"),
          .family = sample_text("one"),
          .aliases = aliases,
          .alias_count = 2 },
        { .size = sizeof defs[0],
          .id = sample_text("two"),
          .name = sample_text("Framework Two") },
        { .size = sizeof defs[0],
          .id = sample_text("three"),
          .name = sample_text("Framework Three") },
    };
    xw_builder_framework framework;
    xw_status st = XW_OK;
    for (size_t i = 0; i < sizeof defs / sizeof *defs && !st; ++i) {
        st = xw_builder_declare_framework(builder, &defs[i], &framework, NULL,
                                          err);
    }
    return st;
}

typedef struct declared {
    const char *framework, *id, *parent;
    const char *title, *alias, *text;
    double weight;
    xw_parent_kind parent_kind;
    bool not_assessable, parts_complete, withdrawn;
} declared;

static const declared controls[] = {
    { .framework = "one-2",
      .id = "1",
      .title = "Context",
      .not_assessable = 1 },
    { .framework = "one-2",
      .id = "1.1",
      .parent = "1",
      .title = "Understanding",
      .alias = "one-one",
      .text = "All of it.",
      .parts_complete = 1,
      .weight = 2.5 },
    { .framework = "one-2",
      .id = "1.1.a",
      .parent = "1.1",
      .parent_kind = XW_PARENT_PART,
      .title = "Inner issues" },
    { .framework = "one-2",
      .id = "1.1.b",
      .parent = "1.1",
      .parent_kind = XW_PARENT_PART,
      .title = "Outer issues" },
    { .framework = "one-2",
      .id = "1.2",
      .parent = "1.1",
      .parent_kind = XW_PARENT_ENHANCEMENT,
      .title = "Understanding more" },
    { .framework = "one-2", .id = "1.3", .withdrawn = 1 },
    { .framework = "two", .id = "A", .title = "Accounts", .alias = "acc" },
    { .framework = "two", .id = "B" },
    { .framework = "two",
      .id = "C",
      .parent = "B",
      .parent_kind = XW_PARENT_PART },
    { .framework = "three", .id = "X" },
    { .framework = "three", .id = "Y" },
};

static xw_status
declare_control(xw_builder *builder, const declared *control, xw_error *err)
{
    const xw_string alias = sample_text(control->alias);
    xw_control_def def = { .size = sizeof def,
                           .id = sample_text(control->id),
                           .parent = sample_text(control->parent),
                           .parent_kind = control->parent_kind,
                           .title = sample_text(control->title),
                           .kind = sample_text("clause"),
                           .text = sample_text(control->text),
                           .aliases = &alias,
                           .alias_count = alias.len ? 1 : 0,
                           .not_assessable = control->not_assessable,
                           .parts_complete = control->parts_complete,
                           .withdrawn = control->withdrawn,
                           .weight = control->weight };
    xw_status st = xw_builder_framework_of(
        builder, sample_text(control->framework), &def.framework, err);
    xw_builder_control made;
    return st ? st
              : xw_builder_declare_control(builder, &def, &made, NULL, err);
}

static xw_status
declare_controls(xw_builder *builder, xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t i = 0; i < sizeof controls / sizeof *controls && !st; ++i) {
        st = declare_control(builder, &controls[i], err);
    }
    return st;
}

static xw_status
declare_sets(xw_builder *builder, xw_error *err)
{
    const xw_set_def defs[] = {
        { .size = sizeof defs[0],
          .id = sample_text("core"),
          .name = sample_text("Core crosswalk"),
          .publisher = sample_text("Somebody"),
          .version = sample_text("1"),
          .date = sample_text("2025-01-31"),
          .method = sample_text("human"),
          .status = sample_text("final"),
          .license = sample_text("CC0-1.0"),
          .source = sample_text("core.csv"),
          .trust = 0.75 },
        { .size = sizeof defs[0],
          .id = sample_text("topics"),
          .claim = XW_CLAIM_TOPIC,
          .trust = -1 },
        { .size = sizeof defs[0],
          .id = sample_text("ours"),
          .precedence = 1,
          .trust = 1 },
        { .size = sizeof defs[0],
          .id = sample_text("deaf"),
          .ignore_related = true },
        { .size = sizeof defs[0],
          .id = sample_text("narrow"),
          .related = XW_SUB | XW_INT },
    };
    xw_builder_set set;
    xw_status st = XW_OK;
    for (size_t i = 0; i < sizeof defs / sizeof *defs && !st; ++i) {
        st = xw_builder_declare_set(builder, &defs[i], &set, NULL, err);
    }
    return st;
}

static const sample_row rows[] = {
    { "one-2:1.1", "equal", "two:A", "core", 9, "semantic", NULL },
    { "one-2:1.1", "equal", "two:A", "core", 8, NULL, NULL }, /* a repeat */
    { "one-2:1.1.a", "superset", "two:B", "core", 7, "In own words", "A note" },
    { "two:B", "intersects", "three:Y", "core", NONE, "functional", NULL },
    { "two:B", "no relationship", "four:Z", "core", 10, "syntactic", NULL },
    /* Disputed: directly a subset, by two:A a superset. */
    { "one-2:1.1", "subset", "three:X", "core", 0, NULL, NULL },
    { "two:A", "superset", "three:X", "core", 3, NULL, NULL },
    /* Unlabelled, published both ways, taken to say less, or nothing. */
    { "one-2:1.2", "related", "two:C", "core", NONE, NULL, "Why not" },
    { "two:C", "related", "four:Z", "narrow", NONE, NULL, NULL },
    { "four:Z", "related", "two:C", "core", NONE, NULL, NULL },
    { "one-2:1.3", "related", "two:A", "deaf", NONE, NULL, NULL },
    /* To two:B disjoint by four:Z, overlapping by three:Y. */
    { "one-2:1.3", "equal", "three:Y", "topics", 5, NULL, NULL },
    { "one-2:1.3", "equal", "four:Z", "core", NONE, NULL, NULL },
    /* The pair's own mappings contradict each other. */
    { "one-2:1.2", "equal", "three:Y", "core", NONE, NULL, NULL },
    { "three:Y", "subset", "one-2:1.2", "elsewhere", NONE, NULL, NULL },
    /* A set of higher precedence replaces the first. */
    { "two:A", "equal", "four:Z", "core", 6, NULL, NULL },
    { "two:A", "intersects", "four:Z", "ours", 4, NULL, NULL },
    /* Set-valued. */
    { "one-2:1.1.a one-2:1.1.b", "equal", "three:X", "ours", NONE, NULL,
      "Both" },
    { "one-2:1.1.a one-2:1.1.b", "superset", "two:new two:C", "elsewhere", 2,
      NULL, NULL },
};

static xw_status
add_gap(xw_builder *builder, const char *control, const char *other,
        const char *note, xw_error *err)
{
    xw_builder_control of;
    xw_builder_framework framework;
    xw_builder_set set;
    xw_status st;
    if ((st = sample_control(builder, control, &of, err)) ||
        (st = xw_builder_framework_of(builder, sample_text(other), &framework,
                                      err)) ||
        (st = xw_builder_set_of(builder, sample_text("core"), &set, err))) {
        return st;
    }
    return xw_builder_add_gap(builder, of, framework, set, sample_text(note),
                              err);
}

static xw_status
add_member(xw_builder *builder, const char *scope, const char *control,
           xw_error *err)
{
    xw_builder_framework framework;
    xw_status st =
        xw_builder_framework_of(builder, sample_text("one-2"), &framework, err);
    return st ? st
              : xw_builder_add_scope_member(
                    builder,
                    &(xw_scope_member_def){ .size = sizeof(xw_scope_member_def),
                                            .framework = framework,
                                            .scope = sample_text(scope),
                                            .control = sample_text(control),
                                            .note = sample_text("As said"),
                                            .at = (xw_place){ 0, 0, 0 } },
                    err);
}

static xw_status
add_others(xw_builder *builder, xw_error *err)
{
    xw_status st;
    if ((st = add_gap(builder, "one-2:1.1", "four", "Nothing there", err)) ||
        (st = add_gap(builder, "one-2:1.1.a", "two", NULL, err)) ||
        (st = add_member(builder, "high", "1.2", err)) ||
        (st = add_member(builder, "high", "1.1", err)) ||
        (st = add_member(builder, "base", "1.1", err)) ||
        (st = add_member(builder, "none", "9.9", err))) {
        return st;
    }
    return XW_OK;
}

xw_status
sample_fill(xw_builder *builder, xw_error *err)
{
    xw_status st;
    if ((st = declare_frameworks(builder, err)) ||
        (st = declare_controls(builder, err)) ||
        (st = declare_sets(builder, err)) ||
        (st = sample_map(builder, rows, sizeof rows / sizeof *rows, err))) {
        return st;
    }
    return add_others(builder, err);
}

xw_status
sample_graph(xw_graph **out, xw_error *err)
{
    xw_builder *builder;
    xw_status st = xw_builder_new(&builder, err);
    if (st) {
        return st;
    }
    st = sample_fill(builder, err);
    if (!st) {
        st = xw_builder_freeze(builder, NULL, NULL, out, err);
    }
    xw_builder_free(builder);
    return st;
}
