#include "native_object.h"

#include "values.h"

#include <string.h>

/* ---- Findings --------------------------------------------------------------- */

/* Let the tree's pointer be to a member, or to its element `index` unless that
 * is SIZE_MAX; without a member, to the object. */
static void
point_to(const xw_native_object *object, const char *member, size_t index)
{
    const xw_json_path within = { &object->path, member, 0 };
    const xw_json_path element = { &within, NULL, index };
    const xw_json_path *path = &object->path;
    if (member) {
        path = index == SIZE_MAX ? &within : &element;
    }
    xw_native_tree *tree = object->tree;
    xw_json_path_write(path, tree->pointer, sizeof tree->pointer);
}

static void
stop_without_memory(xw_native_tree *tree)
{
    if (!tree->native.stop) {
        tree->native.stop =
            xw_diagnostics_fail(tree->native.diagnostics,
                                &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
}

void
xw_native_object_fault(xw_native_object *object, const char *member,
                       size_t index, xw_diagnostic what, xw_string subject)
{
    xw_native_tree *tree = object->tree;
    object->good = false;
    if (tree->native.stop) {
        return;
    }
    point_to(object, member, index);
    tree->native.stop = xw_diagnostics_report(
        tree->native.diagnostics, &(xw_finding){ .what = what,
                                                 .path = tree->pointer,
                                                 .subject = subject });
}

/* The member that a field of the record is; NULL for none. */
static const xw_member *
member_of(const xw_member *shape, xw_native_field field)
{
    for (; shape->name; ++shape) {
        if (shape->field == field) {
            return shape;
        }
    }
    return NULL;
}

/* A reference is one member, though two fields of the record. */
static xw_native_field
field_of_reference(xw_native_field field)
{
    switch ((int)field) {
    case XW_FIELD_SOURCE_FRAMEWORK: return XW_FIELD_SOURCE_CONTROL;
    case XW_FIELD_TARGET_FRAMEWORK: return XW_FIELD_TARGET_CONTROL;
    case XW_FIELD_FRAMEWORK_ID: return XW_FIELD_CONTROL_ID;
    default: return field;
    }
}

static void
locate(const xw_native_row *row, xw_native_field field, size_t index,
       xw_finding *out)
{
    const xw_native_object *object = row->payload;
    const xw_member *member = member_of(object->shape, field);
    if (!member) {
        member = member_of(object->shape, field_of_reference(field));
    }
    if (field == XW_FIELD_PARENT_ID &&
        !json_object_get(object->json, "parent")) {
        member = NULL; /* it is nested in it */
    }
    bool many = member && member->type == XW_MEMBER_ARRAY;
    point_to(object, member ? member->name : NULL, many ? index : SIZE_MAX);
    out->path = object->tree->pointer;
}

/* ---- Members ---------------------------------------------------------------- */

static bool
is_of_type(const json_t *value, xw_member_type type)
{
    switch (type) {
    case XW_MEMBER_STRING: return json_is_string(value);
    case XW_MEMBER_FLAG: return json_is_boolean(value);
    case XW_MEMBER_NUMBER: return json_is_number(value);
    case XW_MEMBER_STRINGS:
    case XW_MEMBER_ARRAY: return json_is_array(value);
    case XW_MEMBER_REFERENCE:
        return json_is_string(value) || json_is_object(value);
    }
    return false;
}

static const char *
type_name(xw_member_type type)
{
    switch (type) {
    case XW_MEMBER_STRING: return "a string";
    case XW_MEMBER_FLAG: return "true or false";
    case XW_MEMBER_NUMBER: return "a number";
    case XW_MEMBER_STRINGS:
    case XW_MEMBER_ARRAY: return "an array";
    case XW_MEMBER_REFERENCE: return "a string or an object";
    }
    return "";
}

static xw_string
text_of_string(const json_t *string)
{
    return xw_trim(
        (xw_string){ json_string_value(string), json_string_length(string) });
}

/* Numbers become text again, so that there is one judge of them. */
static xw_string
text_of_number(xw_native_object *object, const json_t *number)
{
    char *text = object->numbers[object->number_count++];
    size_t len = json_dumpb(number, text, sizeof object->numbers[0],
                            JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    return (xw_string){ text, len < sizeof object->numbers[0] ? len : 0 };
}

static void
read_aliases(xw_native_object *object, const char *name, const json_t *array)
{
    xw_buffer *aliases = &object->tree->aliases;
    for (size_t i = 0; i < json_array_size(array); ++i) {
        const json_t *item = json_array_get(array, i);
        if (!json_is_string(item)) {
            xw_native_object_fault(object, name, i, XW_DIAG_JSON_TYPE,
                                   xw_text("a string"));
            continue;
        }
        xw_string alias = text_of_string(item);
        if (alias.len && !xw_buffer_append(aliases, &alias, sizeof alias)) {
            stop_without_memory(object->tree);
            return;
        }
    }
    object->row.aliases = (const void *)aliases->bytes;
    object->row.alias_count = aliases->len / sizeof(xw_string);
}

static void
read_member(xw_native_object *object, const xw_member *member,
            const json_t *value)
{
    xw_string *cell = &object->row.cells[member->field];
    if (!is_of_type(value, member->type)) {
        xw_native_object_fault(object, member->name, SIZE_MAX,
                               XW_DIAG_JSON_TYPE,
                               xw_text(type_name(member->type)));
        return;
    }
    switch (member->type) {
    case XW_MEMBER_STRING: *cell = text_of_string(value); break;
    case XW_MEMBER_FLAG:
        *cell = xw_text(json_is_true(value) ? "1" : "0");
        break;
    case XW_MEMBER_NUMBER: *cell = text_of_number(object, value); break;
    case XW_MEMBER_STRINGS: read_aliases(object, member->name, value); break;
    case XW_MEMBER_ARRAY:
    case XW_MEMBER_REFERENCE: break; /* for whoever reads the object */
    }
}

/* ---- Objects ---------------------------------------------------------------- */

static void
count_unknown(xw_native_object *object, const char *name)
{
    xw_native_tree *tree = object->tree;
    json_t *count = json_object_get(tree->unknown, name);
    if (count) {
        (void)json_integer_set(count, json_integer_value(count) + 1);
        return;
    }
    point_to(object, name, SIZE_MAX);
    /* A pointer that was cut may begin inside a character. */
    if (json_object_set_new(tree->unknown, name, json_integer(1)) ||
        json_object_set_new(tree->unknown_paths, name,
                            json_string_nocheck(tree->pointer))) {
        stop_without_memory(tree);
    }
}

static const xw_member *
find_member(const xw_member *shape, const char *name)
{
    while (shape->name && strcmp(shape->name, name) != 0) {
        ++shape;
    }
    return shape->name ? shape : NULL;
}

static bool
is_given(const json_t *value)
{
    return value && !json_is_null(value);
}

static void
read_members(xw_native_object *object)
{
    const char *name;
    json_t *value;
    json_object_foreach(object->json, name, value)
    {
        const xw_member *member = find_member(object->shape, name);
        if (!member) {
            count_unknown(object, name);
        } else if (is_given(value)) {
            read_member(object, member, value);
        }
    }
    for (const xw_member *m = object->shape; m->name; ++m) {
        if (m->needed && !is_given(json_object_get(object->json, m->name))) {
            xw_native_object_fault(object, NULL, 0, XW_DIAG_JSON_MISSING,
                                   xw_text(m->name));
        }
    }
}

static void
begin(xw_native_tree *tree, json_t *json, const xw_member *shape,
      xw_json_path path, xw_native_object *out)
{
    *out = (xw_native_object){
        .tree = tree, .json = json, .shape = shape, .path = path, .good = true
    };
    out->row.locate = locate;
    out->row.payload = out;
    tree->aliases.len = 0;
}

void
xw_native_object_of_string(xw_native_tree *tree, json_t *json,
                           xw_native_field field, xw_json_path path,
                           xw_native_object *out)
{
    static const xw_member no_members[] = { { 0 } };
    begin(tree, json, no_members, path, out);
    out->row.cells[field] = text_of_string(json);
}

void
xw_native_object_read(xw_native_tree *tree, json_t *json,
                      const xw_member *shape, xw_json_path path,
                      xw_native_object *out)
{
    begin(tree, json, shape, path, out);
    if (json_is_object(json)) {
        read_members(out);
    } else {
        xw_native_object_fault(out, NULL, 0, XW_DIAG_JSON_TYPE,
                               xw_text("an object"));
    }
}

xw_native_array
xw_native_object_array(const xw_native_object *object, const char *member)
{
    json_t *json = json_object_get(object->json, member);
    return (xw_native_array){
        .json = json,
        .count = json_array_size(json),
        .path = { &object->path, member, 0 },
    };
}

/* ---- Documents -------------------------------------------------------------- */

xw_status
xw_native_tree_begin(xw_native_tree *tree, xw_builder *builder,
                     xw_diagnostics *diagnostics, const char *name)
{
    *tree = (xw_native_tree){ .unknown = json_object(),
                              .unknown_paths = json_object() };
    (void)xw_native_begin(&tree->native, builder, diagnostics, name);
    if (!tree->unknown || !tree->unknown_paths) {
        stop_without_memory(tree);
    }
    return tree->native.stop;
}

static void
report_unknown(xw_native_tree *tree)
{
    const char *name;
    json_t *count;
    json_object_foreach(tree->unknown, name, count)
    {
        if (tree->native.stop) {
            return;
        }
        const json_t *path = json_object_get(tree->unknown_paths, name);
        tree->native.stop = xw_diagnostics_report(
            tree->native.diagnostics,
            &(xw_finding){ .what = XW_DIAG_JSON_UNKNOWN,
                           .path = json_string_value(path),
                           .subject = xw_text(name),
                           .count = (uint64_t)json_integer_value(count) });
    }
}

xw_status
xw_native_tree_end(xw_native_tree *tree)
{
    report_unknown(tree);
    json_decref(tree->unknown);
    json_decref(tree->unknown_paths);
    xw_buffer_free(&tree->aliases);
    xw_buffer_free(&tree->references);
    return xw_native_end(&tree->native);
}
