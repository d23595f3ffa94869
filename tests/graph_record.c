#include "support.h"

#include "graph_record.h"

#include <xw/query.h>

#include <stdlib.h>

/* The name of thing `i` of a kind: "f0", "c17". */
typedef struct name {
    char text[16];
} name;

static name
name_of(char kind, uint32_t i)
{
    name n;
    (void)snprintf(n.text, sizeof n.text, "%c%u", kind, i);
    return n;
}

/* The builder's names for the things of a record. */
typedef struct building {
    const graph_record *record;
    xw_builder *builder;
    xw_builder_framework frameworks[RECORD_FRAMEWORKS];
    xw_builder_control controls[RECORD_CONTROLS];
    xw_builder_set sets[RECORD_SETS];
    xw_error err;
} building;

/* Last first: the graph sorts them by name. */
static void
declare_frameworks(building *b)
{
    for (uint32_t i = b->record->framework_count; i-- > 0;) {
        name id = name_of('f', i);
        xw_framework_def def = { .size = sizeof def, .id = string(id.text) };
        assert_ok(xw_builder_declare_framework(
                      b->builder, &def, &b->frameworks[i], NULL, &b->err),
                  b->err);
    }
}

static void
declare_controls(building *b)
{
    for (uint32_t i = 0; i < b->record->control_count; ++i) {
        const recorded_control *control = &b->record->controls[i];
        name id = name_of('c', i);
        name parent = name_of('c', control->parent);
        xw_control_def def = { .size = sizeof def,
                               .framework = b->frameworks[control->framework],
                               .id = string(id.text),
                               .parent_kind = control->parent_kind,
                               .not_assessable = control->not_assessable,
                               .withdrawn = control->withdrawn,
                               .title = string(control->title) };
        if (control->parent != XW_NONE) {
            def.parent = string(parent.text);
        }
        assert_ok(xw_builder_declare_control(b->builder, &def, &b->controls[i],
                                             NULL, &b->err),
                  b->err);
    }
}

static void
declare_sets(building *b)
{
    for (uint32_t i = 0; i < b->record->set_count; ++i) {
        const recorded_set *set = &b->record->sets[i];
        name id = name_of('s', i);
        xw_set_def def = { .size = sizeof def,
                           .id = string(id.text),
                           .claim = set->claim,
                           .ignore_related = set->ignore_related,
                           .related = set->related,
                           .trust = -1,
                           .precedence = set->precedence };
        assert_ok(xw_builder_declare_set(b->builder, &def, &b->sets[i], NULL,
                                         &b->err),
                  b->err);
    }
}

static void
add_maps(building *b)
{
    static const char *const rationales[] = { "", "syntactic", "semantic",
                                              "functional" };
    for (uint32_t i = 0; i < b->record->map_count; ++i) {
        const recorded_map *map = &b->record->maps[i];
        xw_builder_control sources[RECORD_MEMBERS], targets[RECORD_MEMBERS];
        for (uint32_t j = 0; j < RECORD_MEMBERS; ++j) {
            sources[j] = b->controls[map->sources[j]];
            targets[j] = b->controls[map->targets[j]];
        }
        xw_mapping_def def = { .size = sizeof def,
                               .sources = sources,
                               .targets = targets,
                               .source_count = map->source_count,
                               .target_count = map->target_count,
                               .relationship = map->relationship,
                               .strength = map->strength,
                               .rationale = string(rationales[map->rationale]),
                               .set = b->sets[map->set] };
        assert_ok(xw_builder_add_mapping(b->builder, &def, &b->err), b->err);
    }
}

static void
add_gaps(building *b)
{
    for (uint32_t i = 0; i < b->record->gap_count; ++i) {
        const recorded_gap *gap = &b->record->gaps[i];
        assert_ok(xw_builder_add_gap(b->builder, b->controls[gap->control],
                                     b->frameworks[gap->other],
                                     b->sets[gap->set], (xw_string){ 0 },
                                     &b->err),
                  b->err);
    }
}

static void
add_scope(building *b, uint32_t scope)
{
    const recorded_scope *recorded = &b->record->scopes[scope];
    name id = name_of('x', scope);
    for (uint32_t c = 0; c < b->record->control_count; ++c) {
        name member = name_of('c', c);
        xw_scope_member_def def = { .size = sizeof def,
                                    .framework =
                                        b->frameworks[recorded->framework],
                                    .scope = string(id.text),
                                    .control = string(member.text) };
        if (recorded->members >> c & 1) {
            assert_ok(xw_builder_add_scope_member(b->builder, &def, &b->err),
                      b->err);
        }
    }
}

xw_graph *
graph_of_record(const graph_record *record)
{
    building b = { .record = record, .err = XW_ERROR_INIT };
    xw_graph *graph = NULL;
    assert_ok(xw_builder_new(&b.builder, &b.err), b.err);
    declare_frameworks(&b);
    declare_controls(&b);
    declare_sets(&b);
    add_maps(&b);
    add_gaps(&b);
    for (uint32_t i = 0; i < record->scope_count; ++i) {
        add_scope(&b, i);
    }
    assert_ok(xw_builder_freeze(b.builder, NULL, NULL, &graph, &b.err), b.err);
    xw_builder_free(b.builder);
    assert_int_equal(xw_graph_control_count(graph), record->control_count);
    return graph;
}

uint32_t
recorded_set_of(const xw_graph *graph, xw_set set)
{
    xw_set_info info;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_set(graph, set, &info, &err), err);
    return (uint32_t)strtoul(info.id + 1, NULL, 10);
}

/* ---- Printing -------------------------------------------------------------- */

static void
print_controls(const graph_record *record, FILE *out)
{
    static const char *const kinds[] = { "group", "part", "enhancement" };
    for (uint32_t i = 0; i < record->control_count; ++i) {
        const recorded_control *control = &record->controls[i];
        (void)fprintf(out, "f%u:c%u demands %#x", control->framework, i,
                      control->demands);
        if (control->parent != XW_NONE) {
            (void)fprintf(out, ", %s of c%u", kinds[control->parent_kind],
                          control->parent);
        }
        (void)fputc('\n', out);
    }
}

static void
print_sets(const graph_record *record, FILE *out)
{
    for (uint32_t i = 0; i < record->set_count; ++i) {
        const recorded_set *set = &record->sets[i];
        (void)fprintf(out, "set s%u claim %s, related %s %#x, precedence %d\n",
                      i, set->claim == XW_CLAIM_TOPIC ? "topic" : "requirement",
                      set->ignore_related ? "ignored" : "is", set->related,
                      set->precedence);
    }
}

static void
print_members(const uint32_t *members, uint32_t count, FILE *out)
{
    for (uint32_t i = 0; i < count; ++i) {
        (void)fprintf(out, "c%u ", members[i]);
    }
}

static void
print_maps(const graph_record *record, FILE *out)
{
    for (uint32_t i = 0; i < record->map_count; ++i) {
        const recorded_map *map = &record->maps[i];
        print_members(map->sources, map->source_count, out);
        (void)fprintf(out, "%s ", xw_relationship_name(map->relationship));
        print_members(map->targets, map->target_count, out);
        (void)fprintf(out, "s%u strength %u rationale %d\n", map->set,
                      map->strength, (int)map->rationale);
    }
}

void
print_record(const graph_record *record, FILE *out)
{
    print_controls(record, out);
    print_sets(record, out);
    print_maps(record, out);
    for (uint32_t i = 0; i < record->gap_count; ++i) {
        const recorded_gap *gap = &record->gaps[i];
        (void)fprintf(out, "gap c%u in f%u, s%u\n", gap->control, gap->other,
                      gap->set);
    }
    for (uint32_t i = 0; i < record->scope_count; ++i) {
        (void)fprintf(out, "scope f%u@x%u %#llx\n", record->scopes[i].framework,
                      i, (unsigned long long)record->scopes[i].members);
    }
}
