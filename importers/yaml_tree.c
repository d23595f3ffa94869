#include "yaml_tree.h"

#include "values.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* A value that has a name, in an open-addressed table. */
typedef struct anchor {
    xw_string name;
    uint32_t value;
} anchor;

/* A sequence or mapping that has not ended. */
typedef struct level {
    uint32_t value;
    size_t children; /* on the stack, of those before it */
} level;

typedef struct loader {
    xw_yaml *yaml;
    xw_string text;
    xw_diagnostics *diagnostics;
    yaml_parser_t parser;
    xw_buffer stack; /* of uint32_t: children of what has not ended */
    level levels[XW_YAML_DEPTH];
    size_t depth;
    anchor *anchors; /* [anchor_cap], a power of two, or NULL */
    size_t anchor_count, anchor_cap;
    bool aliases, good, end;
    xw_status status;
} loader;

/* ---- Findings --------------------------------------------------------------- */

static void
report(loader *l, xw_diagnostic what, xw_position at, const char *why)
{
    l->good = false;
    l->status = xw_diagnostics_report(
        l->diagnostics, &(xw_finding){ .what = what,
                                       .at = at,
                                       .subject = xw_text(why ? why : ""),
                                       .count = XW_YAML_DEPTH });
}

static void
fail_without_memory(loader *l)
{
    l->good = false;
    l->status = xw_diagnostics_fail(l->diagnostics,
                                    &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
}

static xw_position
position_of(yaml_mark_t mark)
{
    return (xw_position){ .offset = mark.index,
                          .line = (uint32_t)mark.line + 1,
                          .column = (uint32_t)mark.column + 1 };
}

static void
report_parser(loader *l)
{
    const yaml_parser_t *parser = &l->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        fail_without_memory(l);
        return;
    }
    xw_position at = position_of(parser->problem_mark);
    if (parser->error == YAML_READER_ERROR) { /* which has no mark */
        size_t offset = parser->problem_offset;
        at = xw_position_after((xw_position)XW_POSITION_START, l->text.bytes,
                               offset < l->text.len ? offset : l->text.len);
    }
    report(l, XW_DIAG_YAML_SYNTAX, at, parser->problem);
}

/* ---- Anchors ---------------------------------------------------------------- */

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
static size_t
hash(xw_string name)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < name.len; ++i) {
        h = (h ^ (unsigned char)name.bytes[i]) * UINT64_C(1099511628211);
    }
    return (size_t)(h ^ h >> 32);
}

/* Where a name is, or would be; there is room. */
static anchor *
find_anchor(const loader *l, xw_string name)
{
    size_t at = hash(name) & (l->anchor_cap - 1);
    while (l->anchors[at].name.bytes && !xw_equal(l->anchors[at].name, name)) {
        at = (at + 1) & (l->anchor_cap - 1);
    }
    return &l->anchors[at];
}

static bool
grow_anchors(loader *l)
{
    anchor *old = l->anchors;
    size_t old_cap = l->anchor_cap;
    size_t cap = old_cap ? 2 * old_cap : 64;
    anchor *made = calloc(cap, sizeof *made);
    if (!made) {
        return false;
    }
    l->anchors = made;
    l->anchor_cap = cap;
    for (size_t i = 0; i < old_cap; ++i) {
        if (old[i].name.bytes) {
            *find_anchor(l, old[i].name) = old[i];
        }
    }
    free(old);
    return true;
}

/* Of two of one name an alias means the last before it. */
static void
add_anchor(loader *l, const yaml_char_t *name, uint32_t value)
{
    if (!name || !l->good) {
        return;
    }
    if (2 * l->anchor_count >= l->anchor_cap && !grow_anchors(l)) {
        fail_without_memory(l);
        return;
    }
    anchor *found = find_anchor(l, xw_text((const char *)name));
    if (!found->name.bytes) {
        if (!xw_text_store_copy(&l->yaml->store, xw_text((const char *)name),
                                &found->name)) {
            fail_without_memory(l);
            return;
        }
        l->anchor_count++;
    }
    found->value = value;
}

/* ---- Values ----------------------------------------------------------------- */

static xw_yaml_value *
value_at(const loader *l, uint32_t value)
{
    return (xw_yaml_value *)(void *)l->yaml->values.bytes + value;
}

/* Put a value below what has not ended. */
static void
add_child(loader *l, uint32_t value)
{
    if (l->depth && !xw_buffer_append(&l->stack, &value, sizeof value)) {
        fail_without_memory(l);
    }
}

static uint32_t
add_value(loader *l, xw_yaml_kind kind, const yaml_event_t *event)
{
    xw_position at = position_of(event->start_mark);
    size_t count = l->yaml->values.len / sizeof(xw_yaml_value);
    const xw_yaml_value value = {
        .offset = at.offset, .line = at.line, .column = at.column, .kind = kind
    };
    if (!xw_buffer_append(&l->yaml->values, &value, sizeof value)) {
        fail_without_memory(l);
        return 0;
    }
    add_child(l, (uint32_t)count);
    return (uint32_t)count;
}

static void
add_scalar(loader *l, const yaml_event_t *event)
{
    uint32_t value = add_value(l, XW_YAML_SCALAR, event);
    xw_string text = { (const char *)event->data.scalar.value,
                       event->data.scalar.length };
    add_anchor(l, event->data.scalar.anchor, value);
    if (!l->good) {
        return;
    }
    xw_yaml_value *made = value_at(l, value);
    made->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (!xw_text_store_copy(&l->yaml->store, text, &made->text)) {
        fail_without_memory(l);
    }
}

static void
begin(loader *l, xw_yaml_kind kind, const yaml_char_t *name,
      const yaml_event_t *event)
{
    if (l->depth == XW_YAML_DEPTH) {
        report(l, XW_DIAG_YAML_DEPTH, position_of(event->start_mark), NULL);
        return;
    }
    uint32_t value = add_value(l, kind, event);
    add_anchor(l, name, value);
    l->levels[l->depth++] = (level){ value, l->stack.len };
}

/* Its children are the last on the stack. */
static void
end(loader *l)
{
    const level ended = l->levels[--l->depth];
    size_t len = l->stack.len - ended.children;
    xw_yaml_value *value = value_at(l, ended.value);
    value->first = l->yaml->children.len / sizeof(uint32_t);
    value->count = len / sizeof(uint32_t);
    if (len && !xw_buffer_append(&l->yaml->children,
                                 l->stack.bytes + ended.children, len)) {
        fail_without_memory(l);
    }
    l->stack.len = ended.children;
}

static void
add_alias(loader *l, const yaml_event_t *event)
{
    const xw_string name = xw_text((const char *)event->data.alias.anchor);
    const anchor *found = l->anchor_cap ? find_anchor(l, name) : NULL;
    l->aliases = true;
    if (found && found->name.bytes) {
        add_child(l, found->value);
    } else {
        report(l, XW_DIAG_YAML_SYNTAX, position_of(event->start_mark),
               "found undefined alias");
    }
}

static void
take(loader *l, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT: add_scalar(l, event); break;
    case YAML_ALIAS_EVENT: add_alias(l, event); break;
    case YAML_SEQUENCE_START_EVENT:
        begin(l, XW_YAML_SEQUENCE, event->data.sequence_start.anchor, event);
        break;
    case YAML_MAPPING_START_EVENT:
        begin(l, XW_YAML_MAPPING, event->data.mapping_start.anchor, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: end(l); break;
    case YAML_DOCUMENT_END_EVENT:
    case YAML_STREAM_END_EVENT: l->end = true; break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_START_EVENT: break;
    }
}

static void
load(loader *l)
{
    while (l->good && !l->end) {
        yaml_event_t event;
        if (!yaml_parser_parse(&l->parser, &event)) {
            report_parser(l);
            return;
        }
        take(l, &event);
        yaml_event_delete(&event);
    }
}

bool
xw_yaml_tree_read(xw_yaml *yaml, xw_string text, xw_diagnostics *diagnostics,
                  bool *aliases, xw_status *st)
{
    loader *l = calloc(1, sizeof *l);
    if (!l || !yaml_parser_initialize(&l->parser)) {
        free(l);
        *st = xw_diagnostics_fail(diagnostics,
                                  &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
        return false;
    }
    l->yaml = yaml;
    l->text = text;
    l->diagnostics = diagnostics;
    l->good = true;
    yaml_parser_set_encoding(&l->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &l->parser, (const unsigned char *)(text.len ? text.bytes : ""),
        text.len);
    load(l);
    bool good = l->good;
    *aliases = l->aliases;
    *st = l->status;
    yaml_parser_delete(&l->parser);
    xw_buffer_free(&l->stack);
    free(l->anchors);
    free(l);
    return good;
}

void
xw_yaml_tree_clear(xw_yaml *yaml)
{
    xw_buffer_free(&yaml->values);
    xw_buffer_free(&yaml->children);
    xw_text_store_free(&yaml->store);
}
