/* Each kind of damage inside of the chunks, its checksums made to fit, and what
 * is said of it: by xw_graph_open_bytes or xw_graph_verify, and by what reads
 * the graph where nothing has looked before. */
#include "graph_bytes.h"
#include "sample.h"
#include "support.h"

#include <xw/graph_file.h>
#include <xw/query.h>

#include <stdlib.h>
#include <string.h>

/* Things of the sample, by their numbers. */
enum { FOUR, ONE, THREE, TWO };                           /* frameworks */
enum { Z, C1, C11, C11A, C11B, C12, C13, X, Y, A, B, C }; /* controls */
enum { CORE, DEAF, ELSEWHERE, NARROW, OURS, TOPICS };     /* sets */
enum { BASE, HIGH };                                      /* scopes */
enum { CONTROLS = 13, LONG_TEXTS = 7 };

typedef struct fixture {
    xw_graph *graph;
    xw_string sound;
    unsigned char *bytes; /* a copy, to be damaged */
    xw_error err;
} fixture;

static int
new_fixture(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    *state = f;
    if (sample_graph(&f->graph, NULL)) {
        return -1;
    }
    f->sound = xw_graph_bytes(f->graph);
    f->bytes = graph_bytes_copy(f->sound);
    return 0;
}

static int
free_fixture(void **state)
{
    fixture *f = *state;
    xw_graph_free(f->graph);
    free(f->bytes);
    free(f);
    return 0;
}

/* A number in record `index` of a chunk, at `offset`, of a size that tells
 * itself by the chunk. */
typedef struct damage {
    xw_chunk chunk;
    size_t index, offset;
    uint32_t value;
} damage;

#define IN(chunk, record, index, field, value)                  \
    {                                                           \
        XW_CHUNK_##chunk, index, offsetof(record, field), value \
    }
#define AT(chunk, index, value)           \
    {                                     \
        XW_CHUNK_##chunk, index, 0, value \
    }

static void
inflict(fixture *f, const damage *what)
{
    size_t record = xw_chunk_kinds[what->chunk].record;
    size_t size = record < sizeof what->value ? record : sizeof what->value;
    memcpy(f->bytes, f->sound.bytes, f->sound.len);
    memcpy(f->bytes + graph_bytes_entry(f->bytes, what->chunk)->offset +
               what->index * record + what->offset,
           &what->value, size); /* little-endian, as the file */
    graph_bytes_seal(f->bytes, f->sound.len);
}

/* Open and verify, and assert what is said. */
static void
assert_damaged(fixture *f, const char *wanted)
{
    char message[128];
    (void)snprintf(message, sizeof message, "damaged graph file: %s", wanted);
    xw_graph *graph = NULL;
    f->err = (xw_error)XW_ERROR_INIT;
    xw_status st = xw_graph_open_bytes(f->bytes, f->sound.len, &graph, &f->err);
    if (!st) {
        st = xw_graph_verify(graph, &f->err);
    }
    xw_graph_free(graph);
    if (st != XW_E_GRAPH || strcmp(f->err.message, message) != 0) {
        fail_msg("'%s', not '%s'", f->err.message, message);
    }
}

/* ---- What is verified ------------------------------------------------------- */

static const struct {
    damage damage;
    const char *message;
} damages[] = {
    /* When it is opened. */
    { IN(META, xw_file_meta, 0, framework_count, 9),
      "its counts do not agree" },
    { IN(META, xw_file_meta, 0, control_count, 9), "its counts do not agree" },
    { IN(META, xw_file_meta, 0, long_texts, 0),
      "it has no such number of texts" },
    { IN(META, xw_file_meta, 0, long_texts, 0x80000001),
      "it has no such number of texts" },
    { AT(TEXT, 0, 'x'), "its text does not begin and end empty" },
    { IN(FRAMEWORKS, xw_file_framework, ONE, first, 2),
      "a framework's controls are no run" },
    { IN(FRAMEWORKS, xw_file_framework, TWO, count, 5),
      "a framework's controls are no run" },
    { IN(FRAMEWORKS, xw_file_framework, TWO, count, 3),
      "a control is of no framework" },
    /* Rows and columns. */
    { AT(QUOTIENT_ROWS, 1, 99),
      "the rows of the graph of frameworks are not in order" },
    { AT(CHILD_ROWS, 1, 99), "the rows of children are not in order" },
    { AT(EDGE_ROWS, 0, 1), "the rows of half-edges are not in order" },
    { AT(RUN_ROWS, CONTROLS, 1), "the rows of runs are not in order" },
    { AT(MAPPING_ROWS, 1, 99), "the rows of mappings are not in order" },
    { AT(CONTROL_IDS, C11, UINT32_MAX), "a control's id is not there" },
    { AT(CONTROL_TITLES, C11, UINT32_MAX), "a control's title is not there" },
    { AT(CHILDREN, 0, CONTROLS), "a control has no such child" },
    { AT(EDGE_TARGETS, 0, CONTROLS), "a mapping has no target" },
    { AT(MAPPING_TEXTS, 0, LONG_TEXTS), "a mapping has no such text" },
    { AT(SCOPE_TEXTS, 0, LONG_TEXTS), "a scope has no such text" },
    /* Frameworks and controls. */
    { IN(FRAMEWORKS, xw_file_framework, ONE, source, UINT32_MAX),
      "a framework's text is not there" },
    { IN(FRAMEWORKS, xw_file_framework, ONE, id, 0),
      "frameworks are not in order" },
    { AT(CONTROL_FRAMEWORKS, C11, TWO), "a control is of another framework" },
    { IN(FRAMEWORKS, xw_file_framework, ONE, assessable, 1),
      "a framework counts wrongly" },
    { IN(FRAMEWORKS, xw_file_framework, FOUR, implied, 0),
      "implied frameworks are counted wrongly" },
    { IN(META, xw_file_meta, 0, implied_controls, 3),
      "implied controls are counted wrongly" },
    { AT(CONTROL_IDS, C11, 0), "a control's id or kind is not there" },
    { IN(CONTROL_DETAILS, xw_file_control_detail, C11, kind, UINT32_MAX),
      "a control's id or kind is not there" },
    { IN(CONTROL_DETAILS, xw_file_control_detail, C11, text, LONG_TEXTS),
      "a control has no such text or weight" },
    { IN(CONTROL_DETAILS, xw_file_control_detail, C11, weight, 0x7FC00000),
      "a control has no such text or weight" }, /* no number */
    { IN(CONTROL_DETAILS, xw_file_control_detail, C11, weight, 0xBF800000),
      "a control has no such text or weight" }, /* -1 */
    /* Hierarchy. */
    { AT(CONTROL_PARENTS, C11A, CONTROLS), "a control has no such parent" },
    { AT(CONTROL_FLAGS, C11A, 0x31), "a control has no such parent" },
    { AT(CONTROL_PARENTS, C11, C11A), "controls above each other" },
    { AT(CONTROL_PARENTS, C11A, X), "controls above each other" },
    { AT(CONTROL_PARENTS, C11A, C1), "a child has another parent" },
    { AT(CONTROL_PARENTS, C13, C1), "a parent lacks a child" },
    { AT(CHILDREN, 1, C11B), "children are not in order" },
    { AT(CONTROL_FLAGS, C11, 0x09), "parts are not marked as such" },
    { IN(META, xw_file_meta, 0, flags, 0x1B), "parts are not marked as such" },
    /* Aliases. */
    { IN(CONTROL_ALIASES, xw_file_alias, 0, owner, B),
      "aliases are not in order" },
    { IN(CONTROL_ALIASES, xw_file_alias, 1, text, UINT32_MAX),
      "aliases are not in order" },
    { IN(FRAMEWORK_ALIASES, xw_file_alias, 1, owner, 4),
      "aliases are not in order" },
    /* Sets. */
    { IN(SETS, xw_file_set, CORE, related, 15),
      "a mapping set has no such policy" },
    { IN(SETS, xw_file_set, CORE, claim, 2),
      "a mapping set has no such policy" },
    { IN(SETS, xw_file_set, CORE, trust, 0x40000000), /* 2 */
      "a mapping set has no such policy" },
    { IN(SETS, xw_file_set, CORE, trust, 0x7FC00000), /* no number */
      "a mapping set has no such policy" },
    { IN(SETS, xw_file_set, CORE, source, UINT32_MAX),
      "a mapping set's text is not there" },
    { IN(SETS, xw_file_set, DEAF, id, 0), "mapping sets are not in order" },
    { IN(SETS, xw_file_set, CORE, mappings, 1), "a set counts wrongly" },
    { AT(MAPPING_SETS, 0, 6), "a mapping is of no set" },
    /* Set-valued maps. */
    { IN(RULES, xw_file_rule, 0, source_count, 0),
      "a set-valued map is of nothing" },
    { IN(RULES, xw_file_rule, 0, set, 6), "a set-valued map is of nothing" },
    { IN(RULES, xw_file_rule, 0, relationship, 6),
      "a set-valued map is of nothing" },
    { IN(RULES, xw_file_rule, 0, text, LONG_TEXTS),
      "a set-valued map is of nothing" },
    { IN(RULES, xw_file_rule, 1, first, UINT32_MAX),
      "a set-valued map is of nothing" },
    { IN(RULES, xw_file_rule, 1, first, 0),
      "a set-valued map has no such member" },
    { IN(RULES, xw_file_rule, 1, target_count, 1),
      "a member is of no set-valued map" },
    { AT(RULE_MEMBERS, 0, CONTROLS), "a set-valued map has no such member" },
    { IN(RULE_MAPPINGS, xw_file_rule_mapping, 0, mapping, 22),
      "a set-valued map is of no mapping" },
    { IN(RULE_MAPPINGS, xw_file_rule_mapping, 0, rule, 2),
      "a set-valued map is of no mapping" },
    { IN(RULE_MAPPINGS, xw_file_rule_mapping, 0, rule, 1), /* of another set */
      "a set-valued map is of no mapping" },
    /* Half-edges: of Z 0 to 5, of 1.1 6 and 7, of 1.1.a 8 to 11. */
    { AT(EDGE_TARGETS, 0, B), "half-edges are not in order" },
    { AT(EDGE_ATTRIBUTES, 0, 0x04FE), "a half-edge says nothing known" },
    { AT(EDGE_ATTRIBUTES, 0, 0x04B0), "a half-edge says nothing known" },
    { AT(EDGE_ATTRIBUTES, 0, 0x00F0), "a half-edge is of no mapping" },
    { AT(EDGE_ATTRIBUTES, 6, 0x0401), "a mapping is in no row" },
    { AT(EDGE_ATTRIBUTES, 7, 0x0295), "a half-edge says something else" },
    { AT(EDGE_ATTRIBUTES, 7, 0x1290), "a half-edge says something else" },
    { AT(EDGE_ATTRIBUTES, 10, 0x002D), "a half-edge says something else" },
    { AT(EDGE_ATTRIBUTES, 7, 0x0291), "a half-edge lacks its other half" },
    { AT(EDGE_ATTRIBUTES, 7, 0x0280), "a half-edge lacks its other half" },
    { AT(EDGE_TARGETS, 6, Z), "a half-edge lacks its other half" },
    { AT(EDGE_TARGETS, 6, C11), "a control is mapped to itself" },
    { IN(SETS, xw_file_set, OURS, precedence, 0),
      "a pair's mappings are not settled" },
    { IN(META, xw_file_meta, 0, flags, 0x0F),
      "mappings are not marked as such" },
    { AT(RUN_EDGES, 0, 1), "the runs do not fit the half-edges" },
    { AT(RUN_FRAMEWORKS, 0, THREE), "the runs do not fit the half-edges" },
    { AT(QUOTIENT, 0, FOUR), "the graph of frameworks is wrong" },
    /* Gaps and scopes. */
    { IN(GAPS, xw_file_gap, 0, control, CONTROLS), "a gap is of nothing" },
    { IN(GAPS, xw_file_gap, 0, other, 4), "a gap is of nothing" },
    { IN(GAPS, xw_file_gap, 0, set, 6), "a gap is of nothing" },
    { IN(GAPS, xw_file_gap, 0, text, LONG_TEXTS), "a gap is of nothing" },
    { IN(GAPS, xw_file_gap, 0, control, C11B), "gaps are not in order" },
    { IN(SCOPES, xw_file_scope, BASE, framework, 4),
      "a scope lies outside of it" },
    { IN(SCOPES, xw_file_scope, HIGH, count, 3), "a scope lies outside of it" },
    { IN(SCOPES, xw_file_scope, HIGH, count, 1),
      "a scope's members are no run" },
    { IN(SCOPES, xw_file_scope, HIGH, id, 0), "scopes are not in order" },
    { AT(SCOPE_MEMBERS, 0, CONTROLS), "a scope has no such member" },
    { AT(SCOPE_MEMBERS, 0, X), "a scope's members are not in order" },
    { AT(SCOPE_MEMBERS, 1, C13), "a scope's members are not in order" },
    /* Long text. */
    { IN(LONG_TEXT_BLOCKS, xw_file_block, 0, first, 1),
      "blocks of text are not in order" },
    { IN(LONG_TEXT_BLOCKS, xw_file_block, 0, raw_size, 0),
      "a block of text lies outside of it" },
    { IN(LONG_TEXT_BLOCKS, xw_file_block, 0, raw_size,
         XW_FILE_LONG_TEXT_MOST + 1),
      "a block of text lies outside of it" },
    { IN(LONG_TEXT_BLOCKS, xw_file_block, 0, size, 999),
      "a block of text lies outside of it" },
    { IN(LONG_TEXT_BLOCKS, xw_file_block, 0, raw_size, 5),
      "a block of text cannot be read" },
    { AT(LONG_TEXT, 0, 0), "a block of text cannot be read" },
    { IN(META, xw_file_meta, 0, long_texts, LONG_TEXTS + 1),
      "a block holds other texts" },
};

static void
test_each_damage_has_its_sentence(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; ++i) {
        inflict(f, &damages[i].damage);
        assert_damaged(f, damages[i].message);
    }
}

static void
test_verify_names_the_chunk_of_a_wrong_checksum(void **state)
{
    fixture *f = *state;
    size_t gaps = graph_bytes_entry(f->bytes, XW_CHUNK_GAPS)->offset;
    f->bytes[gaps] ^= 1;
    assert_damaged(f, "chunk GAPS does not match its checksum");
}

static void
test_verify_finds_bytes_between_chunks(void **state)
{
    fixture *f = *state;
    const xw_file_chunk *flags =
        graph_bytes_entry(f->bytes, XW_CHUNK_CONTROL_FLAGS);
    f->bytes[flags->offset + flags->size] = 1;
    assert_damaged(f, "something lies between its chunks");
    memcpy(f->bytes, f->sound.bytes, f->sound.len);
    f->bytes[f->sound.len - 1] = 1;
    assert_damaged(f, "something lies between its chunks");
}

/* ---- Both halves ------------------------------------------------------------ */

/* A hub, which has its row before or after all those mapped to it, among them
 * pairs of several mappings, in both directions. */
static xw_graph *
new_star(const char *hub)
{
    enum { LEAVES = 9, SETS = 3 };
    xw_builder *builder;
    xw_graph *graph;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_builder_new(&builder, &err), err);
    for (unsigned i = 0; i < LEAVES * SETS; ++i) {
        char leaf[8], set[8];
        (void)snprintf(leaf, sizeof leaf, "m:%u", i % LEAVES + 1);
        (void)snprintf(set, sizeof set, "s%u", i / LEAVES);
        bool outgoing = i % 2;
        const sample_row row = { outgoing ? hub : leaf,
                                 i % 5 ? "superset_of" : "related",
                                 outgoing ? leaf : hub,
                                 set,
                                 3,
                                 "semantic",
                                 NULL };
        if (i < LEAVES || i % 4 == 0) {
            assert_ok(sample_map(builder, &row, 1, &err), err);
        }
    }
    assert_ok(xw_builder_freeze(builder, NULL, NULL, &graph, &err), err);
    xw_builder_free(builder);
    assert_ok(xw_graph_verify(graph, &err), err);
    return graph;
}

static void
assert_not_verified(unsigned char *bytes, size_t size, const char *what,
                    size_t index, unsigned value)
{
    xw_graph *graph = NULL;
    graph_bytes_seal(bytes, size);
    if (!xw_graph_open_bytes(bytes, size, &graph, NULL) &&
        !xw_graph_verify(graph, NULL)) {
        fail_msg("%s %zu may be %x", what, index, value);
    }
    xw_graph_free(graph);
}

/* Whatever is changed of one half-edge: its attribute, its target. */
static void
assert_halves_verified(const xw_graph *graph)
{
    xw_string sound = xw_graph_bytes(graph);
    unsigned char *bytes = graph_bytes_copy(sound);
    const xw_file_chunk *of = graph_bytes_entry(bytes, XW_CHUNK_EDGE_TARGETS);
    uint32_t *targets = (void *)(bytes + of->offset);
    size_t count = of->size / sizeof *targets;
    of = graph_bytes_entry(bytes, XW_CHUNK_EDGE_ATTRIBUTES);
    uint16_t *attributes = (void *)(bytes + of->offset);
    for (size_t e = 0; e < count; ++e) {
        uint16_t was = attributes[e];
        for (unsigned bits = 0; bits < 16 * 16; ++bits) { /* one or two */
            attributes[e] =
                (uint16_t)(was ^ (1U << bits / 16 | 1U << bits % 16));
            assert_not_verified(bytes, sound.len, "attribute", e,
                                attributes[e]);
        }
        attributes[e] = was;
        uint32_t target = targets[e];
        for (uint32_t other = 0; other < 10; ++other) {
            targets[e] = other;
            if (other != target) {
                assert_not_verified(bytes, sound.len, "target", e, other);
            }
        }
        targets[e] = target;
    }
    free(bytes);
}

static void
test_verify_knows_both_halves_wherever_hubs_are(void **state)
{
    (void)state;
    static const char *const hubs[] = { "a:hub", "z:hub" };
    for (size_t h = 0; h < sizeof hubs / sizeof *hubs; ++h) {
        xw_graph *graph = new_star(hubs[h]);
        assert_halves_verified(graph);
        xw_graph_free(graph);
    }
}

static void
test_verify_looks_up_every_name(void **state)
{
    fixture *f = *state;
    uint64_t offset = graph_bytes_entry(f->bytes, XW_CHUNK_NAME_SLOTS)->offset;
    uint32_t *slots = (void *)(f->bytes + offset);
    uint32_t full = 0, empty = 0;
    while (!slots[full]) {
        ++full;
    }
    while (slots[empty]) {
        ++empty;
    }
    const struct {
        uint32_t slot, value;
        const char *message;
    } table[] = {
        { full, 0, "the index of names has another size" },
        { empty, 1, "the index of names has another size" },
        { full, CONTROLS + 1, "a name is not indexed" },
        { full, XW_NAME_ALIAS, "a name is not indexed" },
        { full, XW_NAME_ALIAS | 3, "a name is not indexed" },
        { full, slots[full] == 1 ? 2 : 1, "a name is not indexed" }, /* twice */
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; ++i) {
        memcpy(f->bytes, f->sound.bytes, f->sound.len);
        slots[table[i].slot] = table[i].value;
        graph_bytes_seal(f->bytes, f->sound.len);
        assert_damaged(f, table[i].message);
    }
    /* All names, each but where it cannot be found. */
    memcpy(f->bytes, f->sound.bytes, f->sound.len);
    slots[empty] = slots[full];
    slots[full] = 0;
    graph_bytes_seal(f->bytes, f->sound.len);
    assert_damaged(f, "a name is not indexed");
}

/* ---- What is noticed where it is used --------------------------------------- */

static xw_status
read_control(const xw_graph *graph, xw_error *err)
{
    xw_control_info info;
    return xw_graph_control(graph, (xw_control){ C11A }, &info, err);
}

static xw_status
read_children(const xw_graph *graph, xw_error *err)
{
    const uint32_t *children;
    size_t count;
    return xw_graph_children(graph, (xw_control){ C1 }, &children, &count, err);
}

static xw_status
read_mapping(const xw_graph *graph, xw_error *err)
{
    xw_mapping_info info;
    return xw_graph_mapping(graph, (xw_mapping){ 1 }, &info, err);
}

static xw_status
read_joint_mapping(const xw_graph *graph, xw_error *err)
{
    xw_mapping_info info;
    return xw_graph_mapping(graph, (xw_mapping){ 3 }, &info, err);
}

static xw_status
read_link(const xw_graph *graph, xw_error *err)
{
    xw_link link;
    return xw_graph_link(graph, (xw_control){ C11 }, 0, &link, err);
}

static xw_status
read_text(const xw_graph *graph, xw_error *err)
{
    xw_text_reader *reader = NULL;
    const char *text;
    assert_int_equal(xw_text_reader_new(graph, &reader, NULL), XW_OK);
    xw_status st = xw_text_get(reader, 2 * LONG_TEXTS - 1, &text, err);
    xw_text_reader_free(reader);
    return st;
}

static xw_status
map(const xw_graph *graph, xw_error *err)
{
    const xw_selection into = { { THREE }, { XW_NONE } };
    xw_scratch *scratch = NULL;
    xw_map_answer answer;
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control.i = C11A;
    request.into = &into;
    request.into_count = 1;
    assert_int_equal(xw_scratch_new(graph, &scratch, NULL), XW_OK);
    xw_status st = xw_map(scratch, &request, &answer, err);
    xw_scratch_free(scratch);
    return st;
}

static xw_status
explain(const xw_graph *graph, xw_error *err)
{
    xw_scratch *scratch = NULL;
    xw_explanation explanation;
    xw_explain_request request = XW_EXPLAIN_REQUEST_INIT;
    request.source.i = C11A;
    request.target.i = Y;
    assert_int_equal(xw_scratch_new(graph, &scratch, NULL), XW_OK);
    xw_status st = xw_explain(scratch, &request, &explanation, err);
    xw_scratch_free(scratch);
    return st;
}

static const struct {
    damage damage;
    xw_status (*read)(const xw_graph *, xw_error *);
    const char *message;
} uses[] = {
    { AT(CONTROL_FRAMEWORKS, C11A, 4), read_control,
      "a control is of no framework" },
    { AT(CHILD_ROWS, C11, 99), read_children,
      "a control's children are no row" },
    { AT(CHILDREN, 0, CONTROLS), read_children, "a control has no such child" },
    { AT(EDGE_ROWS, C11, 99), read_mapping, "a mapping is in no row" },
    { AT(EDGE_TARGETS, 6, CONTROLS), read_mapping, "a mapping is in no row" },
    { AT(EDGE_ATTRIBUTES, 6, 0x000F), read_mapping,
      "a half-edge says nothing known" },
    { AT(MAPPING_SETS, 1, 6), read_mapping, "a mapping is of no set or text" },
    { AT(MAPPING_TEXTS, 1, LONG_TEXTS), read_mapping,
      "a mapping is of no set or text" },
    { IN(RULE_MAPPINGS, xw_file_rule_mapping, 0, rule, 2), read_joint_mapping,
      "a mapping is of no set-valued map" },
    { AT(EDGE_TARGETS, 6, CONTROLS), read_link, "a mapping has no target" },
    { AT(MAPPING_ROWS, C11, 99), read_link, "a half-edge is of no mapping" },
    { IN(LONG_TEXT_BLOCKS, xw_file_block, 0, first, LONG_TEXTS), read_text,
      "a text is not in its block" },
    { IN(LONG_TEXT_BLOCKS, xw_file_block, 0, size, 999), read_text,
      "a block of text lies outside of it" },
    { AT(QUOTIENT, 5, 4), map, "the graph of frameworks is wrong" },
    { AT(QUOTIENT_ROWS, THREE + 1, 99), map,
      "the graph of frameworks is wrong" },
    { AT(EDGE_ROWS, C11A + 1, 99), map, "half-edges or runs out of range" },
    { AT(RUN_ROWS, C11A + 1, 99), map, "half-edges or runs out of range" },
    { AT(RUN_FRAMEWORKS, 5, 9), map, "half-edges or runs out of range" },
    { AT(EDGE_ATTRIBUTES, 8, 0x00FE), map, "half-edges or runs out of range" },
    { AT(CONTROL_FRAMEWORKS, X, 4), map, "a control is of no framework" },
    { AT(CHILDREN, 1, C11B), map, "a child has another parent" },
    { AT(CHILD_ROWS, C11 + 1, 99), map, "a control's children are no row" },
    { AT(CONTROL_PARENTS, C11A, C11A), map, "controls above each other" },
    { AT(CONTROL_FRAMEWORKS, Y, 4), explain, "a control is of no framework" },
    { AT(EDGE_ROWS, Y + 1, 999), explain, "half-edges or runs out of range" },
};

static void
test_damage_is_noticed_where_it_is_used(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; ++i) {
        char message[128];
        xw_graph *graph = NULL;
        xw_error err = XW_ERROR_INIT;
        (void)snprintf(message, sizeof message, "damaged graph file: %s",
                       uses[i].message);
        inflict(f, &uses[i].damage);
        assert_ok(xw_graph_open_bytes(f->bytes, f->sound.len, &graph, &err),
                  err);
        xw_status st = uses[i].read(graph, &err);
        if (st != XW_E_GRAPH || strcmp(err.message, message) != 0) {
            fail_msg("use %zu: '%s', not '%s'", i, err.message, message);
        }
        xw_graph_free(graph);
    }
}

#define with_sample(test) \
    cmocka_unit_test_setup_teardown(test, new_fixture, free_fixture)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_sample(test_each_damage_has_its_sentence),
        with_sample(test_verify_names_the_chunk_of_a_wrong_checksum),
        with_sample(test_verify_finds_bytes_between_chunks),
        cmocka_unit_test(test_verify_knows_both_halves_wherever_hubs_are),
        with_sample(test_verify_looks_up_every_name),
        with_sample(test_damage_is_noticed_where_it_is_used),
    };
    return cmocka_run_group_tests_name("graph_verify", tests, NULL, NULL);
}
