#include "drawn_graph.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_MEMBERS = 3, SETS = 6 };

const drawn_shape drawn_mixed = {
    .frameworks = 5,
    .controls = 10,
    .mappings = 70,
    .rules = 12,
    .gaps = 6,
    .scopes = 1,
    .weights = { [XW_EQUAL] = 3,
                 [XW_SUBSET_OF] = 3,
                 [XW_SUPERSET_OF] = 5,
                 [XW_INTERSECTS_WITH] = 3,
                 [XW_NO_RELATIONSHIP] = 1,
                 [XW_RELATED] = 3 },
    .has_parts = true,
    .has_policies = true,
};

uint64_t
drawn_next(drawn_random *random)
{
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

uint32_t
drawn_below(drawn_random *random, uint32_t below)
{
    return (uint32_t)(drawn_next(random) % below);
}

bool
drawn_chance(drawn_random *random, uint32_t percent)
{
    return drawn_below(random, 100) < percent;
}

/* ---- Building ----------------------------------------------------------------- */

typedef struct maker {
    const drawn_shape *shape;
    drawn_random random;
    xw_builder *builder;
    xw_builder_framework *frameworks;
    xw_builder_control *controls;
    xw_builder_set sets[SETS];
} maker;

static xw_string
string_of(const char *text)
{
    return (xw_string){ text, strlen(text) };
}

static void
name(char out[16], const char *letter, uint32_t number)
{
    (void)snprintf(out, 16, "%s%u", letter, (unsigned)number);
}

static void
add_sets(maker *m)
{
    static const struct {
        xw_claim claim;
        xw_relation related;
        bool ignore;
        int32_t precedence;
    } policies[SETS] = {
        { XW_CLAIM_REQUIREMENT, 0, false, 0 },
        { XW_CLAIM_TOPIC, 0, false, 0 },
        { XW_CLAIM_REQUIREMENT, XW_SUP, false, 0 },
        { XW_CLAIM_REQUIREMENT, 0, true, 0 },
        { XW_CLAIM_REQUIREMENT, 0, false, 1 },
        { XW_CLAIM_TOPIC, XW_EQ | XW_SUP, false, 0 },
    };
    for (uint32_t s = 0; s < SETS; ++s) {
        char id[16];
        name(id, "set", s);
        uint32_t p = m->shape->has_policies ? s : 0;
        const xw_set_def def = { .size = sizeof def,
                                 .id = string_of(id),
                                 .claim = policies[p].claim,
                                 .related = policies[p].related,
                                 .ignore_related = policies[p].ignore,
                                 .trust = -1,
                                 .precedence = policies[p].precedence };
        xw_error err = XW_ERROR_INIT;
        assert_ok(
            xw_builder_declare_set(m->builder, &def, &m->sets[s], NULL, &err),
            err);
    }
}

static void
add_control(maker *m, uint32_t framework, uint32_t index)
{
    char id[16], parent[16];
    name(id, "c", index);
    bool has_parent =
        m->shape->has_parts && index && drawn_chance(&m->random, 60);
    name(parent, "c", index ? drawn_below(&m->random, index) : 0);
    const xw_control_def def = {
        .size = sizeof def,
        .framework = m->frameworks[framework],
        .id = string_of(id),
        .parent = has_parent ? string_of(parent) : (xw_string){ NULL, 0 },
        .parent_kind = drawn_chance(&m->random, 60)
                           ? XW_PARENT_PART
                           : (xw_parent_kind)drawn_below(&m->random, 3),
        .not_assessable = drawn_chance(&m->random, 25),
        .parts_complete = m->shape->has_parts && drawn_chance(&m->random, 40),
        .withdrawn = drawn_chance(&m->random, 8),
    };
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_builder_declare_control(
                  m->builder, &def,
                  &m->controls[framework * m->shape->controls + index], NULL,
                  &err),
              err);
}

static void
add_frameworks(maker *m)
{
    for (uint32_t f = 0; f < m->shape->frameworks; ++f) {
        char id[16];
        name(id, "f", f);
        xw_error err = XW_ERROR_INIT;
        const xw_framework_def def = { .size = sizeof def,
                                       .id = string_of(id) };
        assert_ok(xw_builder_declare_framework(m->builder, &def,
                                               &m->frameworks[f], NULL, &err),
                  err);
        for (uint32_t c = 0; c < m->shape->controls; ++c) {
            add_control(m, f, c);
        }
    }
}

static xw_relationship
draw_relationship(maker *m)
{
    uint32_t sum = 0;
    for (unsigned r = 0; r < XW_RELATIONSHIP_COUNT; ++r) {
        sum += m->shape->weights[r];
    }
    uint32_t at = drawn_below(&m->random, sum);
    unsigned r = 0;
    while (at >= m->shape->weights[r]) {
        at -= m->shape->weights[r++];
    }
    return (xw_relationship)r;
}

static xw_builder_control
draw_control(maker *m, uint32_t framework)
{
    return m->controls[framework * m->shape->controls +
                       drawn_below(&m->random, m->shape->controls)];
}

static void
add_mapping(maker *m, uint32_t source_count, uint32_t target_count)
{
    uint32_t from = drawn_below(&m->random, m->shape->frameworks);
    uint32_t to = drawn_below(&m->random, m->shape->frameworks);
    xw_builder_control sources[MOST_MEMBERS], targets[MOST_MEMBERS];
    for (uint32_t s = 0; s < source_count; ++s) {
        sources[s] = draw_control(m, from);
    }
    for (uint32_t t = 0; t < target_count; ++t) {
        targets[t] = draw_control(m, to);
    }
    const xw_mapping_def def = {
        .size = sizeof def,
        .sources = sources,
        .targets = targets,
        .source_count = source_count,
        .target_count = target_count,
        .relationship = draw_relationship(m),
        .strength = drawn_chance(&m->random, 30)
                        ? XW_STRENGTH_NONE
                        : drawn_below(&m->random, XW_STRENGTH_MOST + 1),
        .rationale = drawn_chance(&m->random, 50) ? string_of("semantic")
                                                  : string_of("functional"),
        .set = m->sets[drawn_below(&m->random, SETS)],
    };
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_builder_add_mapping(m->builder, &def, &err);
    if (st != XW_E_DATA) { /* a control onto itself, drawn by chance */
        assert_ok(st, err);
    }
}

static void
add_gap(maker *m)
{
    xw_error err = XW_ERROR_INIT;
    uint32_t from = drawn_below(&m->random, m->shape->frameworks);
    uint32_t other = drawn_below(&m->random, m->shape->frameworks);
    assert_ok(xw_builder_add_gap(m->builder, draw_control(m, from),
                                 m->frameworks[other], m->sets[0],
                                 (xw_string){ NULL, 0 }, &err),
              err);
}

static void
add_scope(maker *m, uint32_t framework)
{
    for (uint32_t c = 0; c < m->shape->controls; ++c) {
        if (c && !drawn_chance(&m->random, 50)) {
            continue; /* never an empty one */
        }
        char id[16];
        name(id, "c", c);
        xw_error err = XW_ERROR_INIT;
        assert_ok(
            xw_builder_add_scope_member(
                m->builder,
                &(xw_scope_member_def){ .size = sizeof(xw_scope_member_def),
                                        .framework = m->frameworks[framework],
                                        .scope = string_of("s"),
                                        .control = string_of(id),
                                        .note = (xw_string){ NULL, 0 },
                                        .at = (xw_place){ 0 } },
                &err),
            err);
    }
}

static void
add_links(maker *m)
{
    for (uint32_t i = 0; i < m->shape->mappings; ++i) {
        add_mapping(m, 1, 1);
    }
    for (uint32_t i = 0; i < m->shape->rules; ++i) {
        uint32_t sources = 1 + drawn_below(&m->random, MOST_MEMBERS);
        add_mapping(m, sources, 1 + drawn_below(&m->random, MOST_MEMBERS));
    }
    for (uint32_t i = 0; i < m->shape->gaps; ++i) {
        add_gap(m);
    }
    for (uint32_t f = 0; m->shape->scopes && f < m->shape->frameworks; ++f) {
        add_scope(m, f);
    }
}

xw_graph *
drawn_graph(const drawn_shape *shape, uint64_t seed)
{
    maker m = { .shape = shape, .random = { seed } };
    xw_error err = XW_ERROR_INIT;
    m.frameworks = calloc(shape->frameworks, sizeof *m.frameworks);
    m.controls =
        calloc((size_t)shape->frameworks * shape->controls, sizeof *m.controls);
    assert_non_null(m.frameworks);
    assert_non_null(m.controls);
    assert_ok(xw_builder_new(&m.builder, &err), err);
    add_sets(&m);
    add_frameworks(&m);
    add_links(&m);
    xw_graph *graph = NULL;
    assert_ok(xw_builder_freeze(m.builder, NULL, NULL, &graph, &err), err);
    xw_builder_free(m.builder);
    free(m.frameworks);
    free(m.controls);
    return graph;
}

/* ---- Drawing from one ----------------------------------------------------------- */

xw_control
drawn_control(const xw_graph *graph, uint32_t framework, uint32_t index)
{
    xw_framework_info info;
    xw_error err = XW_ERROR_INIT;
    assert_ok(
        xw_graph_framework(graph, (xw_framework){ framework }, &info, &err),
        err);
    return (xw_control){ info.first.i + index };
}

size_t
drawn_controls(const xw_graph *graph, drawn_random *random, uint32_t one_in,
               xw_control *out)
{
    size_t count = 0;
    for (uint32_t c = 0; c < xw_graph_control_count(graph); ++c) {
        if (drawn_below(random, one_in) == 0) {
            out[count++] = (xw_control){ c };
        }
    }
    return count;
}
