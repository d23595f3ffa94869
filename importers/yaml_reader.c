#include "yaml_reader.h"

#include "values.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct xw_yaml {
    yaml_document_t document;
};

/* ---- Whether it is YAML ----------------------------------------------------- */

static bool
is_key_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* "key:" or "key: value" at the start of `line`. */
static bool
begins_with_key(xw_string line)
{
    size_t len = 0;
    while (len < line.len && is_key_byte(line.bytes[len])) {
        ++len;
    }
    return len && len < line.len && line.bytes[len] == ':' &&
           (len + 1 == line.len || line.bytes[len + 1] == ' ');
}

static bool
is_marker(xw_string line)
{
    return line.len == 3 && memcmp(line.bytes, "---", 3) == 0;
}

bool
xw_yaml_begins(xw_string text)
{
    xw_string line;
    while (xw_split(&text, "\r\n", &line)) {
        if (line.len && line.bytes[0] != '#') {
            return is_marker(line) || begins_with_key(line);
        }
    }
    return false;
}

/* ---- Parsing ---------------------------------------------------------------- */

static xw_position
position_of(yaml_mark_t mark)
{
    return (xw_position){ .offset = mark.index,
                          .line = (uint32_t)mark.line + 1,
                          .column = (uint32_t)mark.column + 1 };
}

static xw_status
report(xw_diagnostics *diagnostics, xw_diagnostic what, yaml_mark_t mark,
       uint64_t count)
{
    return xw_diagnostics_report(
        diagnostics,
        &(xw_finding){ .what = what, .at = position_of(mark), .count = count });
}

static xw_status
report_parser(xw_diagnostics *diagnostics, const yaml_parser_t *parser,
              xw_string text)
{
    if (parser->error == YAML_MEMORY_ERROR) {
        return xw_diagnostics_fail(diagnostics,
                                   &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    xw_position at = position_of(parser->problem_mark);
    if (parser->error == YAML_READER_ERROR) { /* which has no mark */
        size_t offset = parser->problem_offset;
        at = xw_position_after((xw_position)XW_POSITION_START, text.bytes,
                               offset < text.len ? offset : text.len);
    }
    return xw_diagnostics_report(
        diagnostics,
        &(xw_finding){ .what = XW_DIAG_YAML_SYNTAX,
                       .at = at,
                       .subject =
                           xw_text(parser->problem ? parser->problem : "") });
}

/* Look at the events alone for nesting, which libyaml does not bound. */
static xw_status
check_events(yaml_parser_t *parser, xw_string text, xw_diagnostics *diagnostics,
             bool *good, bool *aliases)
{
    unsigned depth = 0;
    bool end = false;
    xw_status st = XW_OK;
    while (*good && !end) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            *good = false;
            return report_parser(diagnostics, parser, text);
        }
        yaml_mark_t mark = event.start_mark;
        yaml_event_type_t type = event.type;
        yaml_event_delete(&event);
        *aliases = *aliases || type == YAML_ALIAS_EVENT;
        depth += type == YAML_MAPPING_START_EVENT ||
                 type == YAML_SEQUENCE_START_EVENT;
        depth -=
            type == YAML_MAPPING_END_EVENT || type == YAML_SEQUENCE_END_EVENT;
        end = type == YAML_DOCUMENT_END_EVENT || type == YAML_STREAM_END_EVENT;
        if (depth > XW_YAML_DEPTH) {
            *good = false;
            st = report(diagnostics, XW_DIAG_YAML_DEPTH, mark, XW_YAML_DEPTH);
        }
    }
    return st;
}

static bool
open_parser(yaml_parser_t *parser, xw_string text)
{
    if (!yaml_parser_initialize(parser)) {
        return false;
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        parser, (const unsigned char *)(text.len ? text.bytes : ""), text.len);
    return true;
}

static xw_status
fail_without_memory(xw_diagnostics *diagnostics)
{
    return xw_diagnostics_fail(diagnostics,
                               &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
}

static xw_status
check(xw_string text, xw_diagnostics *diagnostics, bool *good, bool *aliases)
{
    yaml_parser_t parser;
    if (text.len > XW_YAML_BYTES) {
        *good = false;
        return xw_diagnostics_report(
            diagnostics, &(xw_finding){ .what = XW_DIAG_INPUT_TOO_LONG,
                                        .count = XW_YAML_BYTES });
    }
    if (!open_parser(&parser, text)) {
        *good = false;
        return fail_without_memory(diagnostics);
    }
    *good = true;
    xw_status st = check_events(&parser, text, diagnostics, good, aliases);
    yaml_parser_delete(&parser);
    return st;
}

static xw_status
load(xw_string text, xw_diagnostics *diagnostics, xw_yaml **out)
{
    yaml_parser_t parser;
    xw_yaml *yaml = calloc(1, sizeof *yaml);
    if (!yaml || !open_parser(&parser, text)) {
        free(yaml);
        return fail_without_memory(diagnostics);
    }
    xw_status st = XW_OK;
    if (yaml_parser_load(&parser, &yaml->document)) {
        *out = yaml;
    } else {
        free(yaml);
        st = report_parser(diagnostics, &parser, text);
    }
    yaml_parser_delete(&parser);
    return st;
}

/* ---- Aliases ----------------------------------------------------------------- */

/* How many values a document has when each alias is what it stands for.  The
 * tree that libyaml makes has what is named once, so that it may be a few lines
 * and yet endless. */
typedef struct expansion {
    const yaml_document_t *document;
    uint64_t *sizes; /* [nodes] of what was counted, and 0 */
    uint64_t most;
    bool deep, large;
    yaml_mark_t at; /* of what is too deep or too large */
} expansion;

static uint64_t count_values(expansion *e, int id, unsigned depth);

static void /* NOLINTNEXTLINE(misc-no-recursion): as count_values */
add_values(expansion *e, const yaml_node_t *node, int id, unsigned depth,
           uint64_t *sum)
{
    *sum += e->deep || e->large ? 0 : count_values(e, id, depth + 1);
    if (*sum > e->most && !e->deep && !e->large) {
        e->large = true;
        e->at = node->start_mark;
    }
}

static uint64_t /* NOLINTNEXTLINE(misc-no-recursion): as deep as allowed */
count_values(expansion *e, int id, unsigned depth)
{
    const yaml_node_t *node = &e->document->nodes.start[id - 1];
    uint64_t *size = &e->sizes[id - 1];
    if (depth > XW_YAML_DEPTH) { /* or within itself */
        e->deep = true;
        e->at = node->start_mark;
    }
    if (*size || e->deep) {
        return *size;
    }
    uint64_t sum = 1;
    if (node->type == YAML_SEQUENCE_NODE) {
        for (const yaml_node_item_t *i = node->data.sequence.items.start;
             i < node->data.sequence.items.top; ++i) {
            add_values(e, node, *i, depth, &sum);
        }
    } else if (node->type == YAML_MAPPING_NODE) {
        for (const yaml_node_pair_t *p = node->data.mapping.pairs.start;
             p < node->data.mapping.pairs.top; ++p) {
            add_values(e, node, p->key, depth, &sum);
            add_values(e, node, p->value, depth, &sum);
        }
    }
    *size = sum;
    return sum;
}

/* Whether readers can walk a document as if it had no aliases; else `out` is
 * NULL after this, as it is when out of memory. */
static xw_status
check_aliases(xw_diagnostics *diagnostics, xw_yaml **out)
{
    const yaml_document_t *document = &(*out)->document;
    size_t count = (size_t)(document->nodes.top - document->nodes.start);
    expansion e = { .document = document,
                    .sizes = calloc(count + 1, sizeof *e.sizes),
                    .most = 16 * count > XW_YAML_VALUES ? 16 * count
                                                        : XW_YAML_VALUES };
    xw_status st = XW_OK;
    if (!e.sizes) {
        st = fail_without_memory(diagnostics);
    } else if (count) {
        (void)count_values(&e, 1, 0);
    }
    free(e.sizes);
    if (e.deep || e.large) {
        st = e.deep
                 ? report(diagnostics, XW_DIAG_YAML_DEPTH, e.at, XW_YAML_DEPTH)
                 : report(diagnostics, XW_DIAG_YAML_VALUES, e.at, e.most);
    }
    if (!e.sizes || e.deep || e.large) {
        xw_yaml_free(*out);
        *out = NULL;
    }
    return st;
}

xw_status
xw_yaml_read(xw_string text, xw_diagnostics *diagnostics, xw_yaml **out)
{
    bool good;
    *out = NULL;
    bool aliases = false;
    xw_status st = check(text, diagnostics, &good, &aliases);
    st = good ? load(text, diagnostics, out) : st;
    return aliases && *out ? check_aliases(diagnostics, out) : st;
}

void
xw_yaml_free(xw_yaml *yaml)
{
    if (yaml) {
        yaml_document_delete(&yaml->document);
        free(yaml);
    }
}

/* ---- The tree --------------------------------------------------------------- */

/* libyaml's readers of a document take it as one to write to. */
static const yaml_node_t *
node_of(xw_yaml_node node)
{
    if (!node.yaml || node.id <= 0) {
        return NULL;
    }
    return &node.yaml->document.nodes.start[node.id - 1];
}

static const yaml_node_t *
node_of_type(xw_yaml_node node, yaml_node_type_t type)
{
    const yaml_node_t *found = node_of(node);
    return found && found->type == type ? found : NULL;
}

xw_yaml_node
xw_yaml_root(const xw_yaml *yaml)
{
    bool empty =
        !yaml || yaml->document.nodes.top == yaml->document.nodes.start;
    return (xw_yaml_node){ yaml, empty ? 0 : 1 };
}

static bool
is_scalar_of(const yaml_node_t *node, const char *text)
{
    size_t len = strlen(text);
    return node && node->type == YAML_SCALAR_NODE &&
           node->data.scalar.length == len &&
           memcmp(node->data.scalar.value, text, len) == 0;
}

xw_yaml_node
xw_yaml_get(xw_yaml_node mapping, const char *key)
{
    xw_yaml_node out = { mapping.yaml, 0 };
    const yaml_node_t *node = node_of_type(mapping, YAML_MAPPING_NODE);
    if (!node) {
        return out;
    }
    const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
    for (; !out.id && pair < node->data.mapping.pairs.top; ++pair) {
        const xw_yaml_node found = { mapping.yaml, pair->key };
        if (is_scalar_of(node_of(found), key)) {
            out.id = pair->value;
        }
    }
    return out;
}

size_t
xw_yaml_pair_count(xw_yaml_node mapping)
{
    const yaml_node_t *node = node_of_type(mapping, YAML_MAPPING_NODE);
    return node ? (size_t)(node->data.mapping.pairs.top -
                           node->data.mapping.pairs.start)
                : 0;
}

static yaml_node_pair_t
pair_of(xw_yaml_node mapping, size_t index)
{
    bool there = index < xw_yaml_pair_count(mapping);
    return there ? node_of(mapping)->data.mapping.pairs.start[index]
                 : (yaml_node_pair_t){ 0, 0 };
}

xw_yaml_node
xw_yaml_pair_key(xw_yaml_node mapping, size_t index)
{
    return (xw_yaml_node){ mapping.yaml, pair_of(mapping, index).key };
}

xw_yaml_node
xw_yaml_pair_value(xw_yaml_node mapping, size_t index)
{
    return (xw_yaml_node){ mapping.yaml, pair_of(mapping, index).value };
}

size_t
xw_yaml_count(xw_yaml_node sequence)
{
    const yaml_node_t *node = node_of_type(sequence, YAML_SEQUENCE_NODE);
    return node ? (size_t)(node->data.sequence.items.top -
                           node->data.sequence.items.start)
                : 0;
}

xw_yaml_node
xw_yaml_element(xw_yaml_node sequence, size_t index)
{
    const yaml_node_t *node = node_of_type(sequence, YAML_SEQUENCE_NODE);
    bool there = node && index < xw_yaml_count(sequence);
    return (xw_yaml_node){ sequence.yaml,
                           there ? node->data.sequence.items.start[index] : 0 };
}

bool
xw_yaml_is_mapping(xw_yaml_node node)
{
    return node_of_type(node, YAML_MAPPING_NODE) != NULL;
}

bool
xw_yaml_is_sequence(xw_yaml_node node)
{
    return node_of_type(node, YAML_SEQUENCE_NODE) != NULL;
}

static bool
is_null(const yaml_node_t *node, xw_string text)
{
    return node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           (xw_equal_folded(text, "null") || xw_equal_folded(text, "~"));
}

xw_string
xw_yaml_text(xw_yaml_node scalar)
{
    const yaml_node_t *node = node_of_type(scalar, YAML_SCALAR_NODE);
    if (!node) {
        return (xw_string){ NULL, 0 };
    }
    xw_string text = xw_trim((xw_string){ (const char *)node->data.scalar.value,
                                          node->data.scalar.length });
    return is_null(node, text) ? (xw_string){ NULL, 0 } : text;
}

xw_position
xw_yaml_position(xw_yaml_node node)
{
    const yaml_node_t *found = node_of(node);
    return found ? position_of(found->start_mark) : (xw_position){ 0 };
}
