#include "yaml_reader.h"

#include "values.h"
#include "yaml_tree.h"

#include <stdlib.h>
#include <string.h>

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

/* ---- The tree --------------------------------------------------------------- */

static const xw_yaml_value *
values_of(const xw_yaml *yaml)
{
    return (const void *)yaml->values.bytes;
}

static size_t
value_count(const xw_yaml *yaml)
{
    return yaml ? yaml->values.len / sizeof(xw_yaml_value) : 0;
}

static const xw_yaml_value *
value_of(xw_yaml_node node)
{
    return node.id ? &values_of(node.yaml)[node.id - 1] : NULL;
}

static const xw_yaml_value *
value_of_kind(xw_yaml_node node, xw_yaml_kind kind)
{
    const xw_yaml_value *value = value_of(node);
    return value && value->kind == kind ? value : NULL;
}

static const uint32_t *
children_of(const xw_yaml *yaml, const xw_yaml_value *value)
{
    return (const uint32_t *)(const void *)yaml->children.bytes + value->first;
}

/* Child number `index` of a value that has it. */
static xw_yaml_node
child(const xw_yaml *yaml, const xw_yaml_value *value, size_t index)
{
    return (xw_yaml_node){ yaml, children_of(yaml, value)[index] + 1 };
}

xw_yaml_node
xw_yaml_root(const xw_yaml *yaml)
{
    return (xw_yaml_node){ yaml, value_count(yaml) ? 1 : 0 };
}

xw_yaml_node
xw_yaml_get(xw_yaml_node mapping, const char *key)
{
    const xw_yaml_value *value = value_of_kind(mapping, XW_YAML_MAPPING);
    size_t len = strlen(key);
    for (size_t i = 0; value && i < value->count; i += 2) {
        const xw_yaml_value *name =
            value_of_kind(child(mapping.yaml, value, i), XW_YAML_SCALAR);
        if (name && name->text.len == len &&
            memcmp(name->text.bytes, key, len) == 0) {
            return child(mapping.yaml, value, i + 1);
        }
    }
    return (xw_yaml_node){ mapping.yaml, 0 };
}

size_t
xw_yaml_pair_count(xw_yaml_node mapping)
{
    const xw_yaml_value *value = value_of_kind(mapping, XW_YAML_MAPPING);
    return value ? value->count / 2 : 0;
}

static xw_yaml_node
element(xw_yaml_node node, xw_yaml_kind kind, size_t index)
{
    const xw_yaml_value *value = value_of_kind(node, kind);
    return value && index < value->count ? child(node.yaml, value, index)
                                         : (xw_yaml_node){ node.yaml, 0 };
}

xw_yaml_node
xw_yaml_pair_key(xw_yaml_node mapping, size_t index)
{
    return element(mapping, XW_YAML_MAPPING, 2 * index);
}

xw_yaml_node
xw_yaml_pair_value(xw_yaml_node mapping, size_t index)
{
    return element(mapping, XW_YAML_MAPPING, 2 * index + 1);
}

size_t
xw_yaml_count(xw_yaml_node sequence)
{
    const xw_yaml_value *value = value_of_kind(sequence, XW_YAML_SEQUENCE);
    return value ? value->count : 0;
}

xw_yaml_node
xw_yaml_element(xw_yaml_node sequence, size_t index)
{
    return element(sequence, XW_YAML_SEQUENCE, index);
}

bool
xw_yaml_is_mapping(xw_yaml_node node)
{
    return value_of_kind(node, XW_YAML_MAPPING) != NULL;
}

bool
xw_yaml_is_sequence(xw_yaml_node node)
{
    return value_of_kind(node, XW_YAML_SEQUENCE) != NULL;
}

xw_string
xw_yaml_text(xw_yaml_node scalar)
{
    const xw_yaml_value *value = value_of_kind(scalar, XW_YAML_SCALAR);
    if (!value) {
        return (xw_string){ NULL, 0 };
    }
    xw_string text = xw_trim(value->text);
    bool null = value->plain &&
                (xw_equal_folded(text, "null") || xw_equal_folded(text, "~"));
    return null ? (xw_string){ NULL, 0 } : text;
}

static xw_position
position_of(const xw_yaml_value *value)
{
    return (xw_position){ .offset = value->offset,
                          .line = value->line,
                          .column = value->column };
}

xw_position
xw_yaml_position(xw_yaml_node node)
{
    const xw_yaml_value *value = value_of(node);
    return value ? position_of(value) : (xw_position){ 0 };
}

/* ---- Aliases ----------------------------------------------------------------- */

/* How many values a document has when each alias is what it stands for.  The
 * tree has what is named once, so that it may be a few lines and yet endless. */
typedef struct expansion {
    const xw_yaml *yaml;
    uint64_t *sizes; /* [values] of what was counted, and 0 */
    uint64_t most;
    bool deep, large;
    xw_position at; /* of what is too deep or too large */
} expansion;

static uint64_t /* NOLINTNEXTLINE(misc-no-recursion): as deep as allowed */
count_values(expansion *e, uint32_t id, unsigned depth)
{
    const xw_yaml_value *value = &values_of(e->yaml)[id];
    if (depth > XW_YAML_DEPTH) { /* or within itself */
        e->deep = true;
        e->at = position_of(value);
    }
    if (e->sizes[id] || e->deep || e->large) {
        return e->sizes[id];
    }
    uint64_t sum = 1;
    for (size_t i = 0; i < value->count && !e->deep && !e->large; ++i) {
        sum += count_values(e, children_of(e->yaml, value)[i], depth + 1);
        if (sum > e->most && !e->deep && !e->large) {
            e->large = true;
            e->at = position_of(value);
        }
    }
    e->sizes[id] = sum;
    return sum;
}

/* Whether readers can walk a document as if it had no aliases. */
static bool
check_aliases(const xw_yaml *yaml, xw_diagnostics *diagnostics, xw_status *st)
{
    size_t count = value_count(yaml);
    expansion e = { .yaml = yaml,
                    .sizes = calloc(count + 1, sizeof *e.sizes),
                    .most = 16 * count > XW_YAML_VALUES ? 16 * count
                                                        : XW_YAML_VALUES };
    if (!e.sizes) {
        *st = xw_diagnostics_fail(diagnostics,
                                  &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
        return false;
    }
    (void)count_values(&e, 0, 0);
    free(e.sizes);
    if (e.deep || e.large) {
        const xw_finding finding = { .what = e.deep ? XW_DIAG_YAML_DEPTH
                                                    : XW_DIAG_YAML_VALUES,
                                     .at = e.at,
                                     .count = e.deep ? XW_YAML_DEPTH : e.most };
        *st = xw_diagnostics_report(diagnostics, &finding);
    }
    return !e.deep && !e.large;
}

/* ---- Parsing ---------------------------------------------------------------- */

xw_status
xw_yaml_read(xw_string text, xw_diagnostics *diagnostics, xw_yaml **out)
{
    bool aliases = false;
    xw_status st = XW_OK;
    *out = NULL;
    if (text.len > XW_YAML_BYTES) {
        return xw_diagnostics_report(
            diagnostics, &(xw_finding){ .what = XW_DIAG_INPUT_TOO_LONG,
                                        .count = XW_YAML_BYTES });
    }
    xw_yaml *yaml = calloc(1, sizeof *yaml);
    if (!yaml) {
        return xw_diagnostics_fail(diagnostics,
                                   &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    if (!xw_yaml_tree_read(yaml, text, diagnostics, &aliases, &st) ||
        (aliases && !check_aliases(yaml, diagnostics, &st))) {
        xw_yaml_free(yaml);
        return st;
    }
    *out = yaml;
    return st;
}

void
xw_yaml_free(xw_yaml *yaml)
{
    if (yaml) {
        xw_yaml_tree_clear(yaml);
        free(yaml);
    }
}
