#include "native_json.h"

#include "native_catalogue.h"
#include "native_mappings.h"
#include "native_object.h"
#include "native_sets.h"
#include "values.h"

#include <string.h>

unsigned
xw_native_json_detect(const xw_document *document)
{
    bool ours = json_object_get(document->json, "frameworks") ||
                json_object_get(document->json, "mapping_sets");
    return ours ? 90 : 0;
}

static bool
stopped(const xw_native_tree *tree)
{
    return tree->native.stop != XW_OK;
}

static xw_json_path
element_path(const xw_native_array *array, size_t index)
{
    return (xw_json_path){ &array->path, NULL, index };
}

/* What says nothing of itself, but has something in it, is named as a row of a
 * CSV file names it.  Whatever else needs a name. */
static bool
is_declared(xw_native_object *object, xw_native_field id,
            const char *const holds[2])
{
    const xw_string *cells = object->row.cells;
    size_t said = object->row.alias_count;
    for (size_t f = 0; f < XW_FIELD_COUNT; ++f) {
        said += f != (size_t)id && cells[f].len;
    }
    bool holds_any = json_object_get(object->json, holds[0]) ||
                     json_object_get(object->json, holds[1]);
    if (!said && holds_any) {
        return false;
    }
    const json_t *name = json_object_get(object->json, "name");
    if (object->good && (!name || json_is_null(name))) {
        xw_native_object_fault(object, NULL, 0, XW_DIAG_JSON_MISSING,
                               xw_text("name"));
    }
    return true;
}

/* ---- Frameworks ------------------------------------------------------------- */

/* Controls and all that is nested in them, in document order.  They nest no
 * deeper than the document does, which jansson bounds at 2048 levels. */
static void /* NOLINTNEXTLINE(misc-no-recursion) */
read_controls(const xw_native_object *above, xw_string framework,
              xw_string parent)
{
    xw_native_tree *tree = above->tree;
    const xw_native_array array = xw_native_object_array(above, "controls");
    for (size_t i = 0; i < array.count && !stopped(tree); ++i) {
        xw_native_object control;
        xw_native_object_read(tree, json_array_get(array.json, i),
                              xw_shape_control, element_path(&array, i),
                              &control);
        control.row.cells[XW_FIELD_FRAMEWORK_ID] = framework;
        if (parent.len) { /* nesting says it, whatever else does */
            control.row.cells[XW_FIELD_PARENT_ID] = parent;
        }
        if (control.good) {
            (void)xw_native_control(&tree->native, &control.row);
        }
        read_controls(&control, framework,
                      control.row.cells[XW_FIELD_CONTROL_ID]);
    }
}

/* A member is an id, or an object that has a note too. */
static void
read_scope_member(const xw_native_object *scope, json_t *json,
                  xw_json_path path)
{
    xw_native_tree *tree = scope->tree;
    xw_native_object member;
    if (json_is_string(json)) {
        xw_native_object_of_string(tree, json, XW_FIELD_CONTROL_ID, path,
                                   &member);
    } else {
        xw_native_object_read(tree, json, xw_shape_scope_member, path, &member);
    }
    const xw_string *above = scope->row.cells;
    xw_string *cells = member.row.cells;
    cells[XW_FIELD_FRAMEWORK_ID] = above[XW_FIELD_FRAMEWORK_ID];
    cells[XW_FIELD_SCOPE_ID] = above[XW_FIELD_SCOPE_ID];
    if (!cells[XW_FIELD_NOTE].len) {
        cells[XW_FIELD_NOTE] = above[XW_FIELD_NOTE];
    }
    if (member.good) {
        (void)xw_native_scope(&tree->native, &member.row);
    }
}

static void
read_scopes(const xw_native_object *framework)
{
    xw_native_tree *tree = framework->tree;
    const xw_native_array array = xw_native_object_array(framework, "scopes");
    for (size_t i = 0; i < array.count && !stopped(tree); ++i) {
        xw_native_object scope;
        xw_native_object_read(tree, json_array_get(array.json, i),
                              xw_shape_scope, element_path(&array, i), &scope);
        scope.row.cells[XW_FIELD_FRAMEWORK_ID] =
            framework->row.cells[XW_FIELD_FRAMEWORK_ID];
        if (!scope.good || !xw_native_check_scope(&tree->native, &scope.row)) {
            continue;
        }
        const xw_native_array members =
            xw_native_object_array(&scope, "controls");
        for (size_t m = 0; m < members.count && !stopped(tree); ++m) {
            read_scope_member(&scope, json_array_get(members.json, m),
                              element_path(&members, m));
        }
    }
}

static void
read_framework(xw_native_tree *tree, json_t *json, xw_json_path path)
{
    xw_native_object framework;
    xw_native_object_read(tree, json, xw_shape_framework, path, &framework);
    uint64_t errors = tree->native.diagnostics->errors;
    bool declared = is_declared(&framework, XW_FIELD_FRAMEWORK_ID,
                                (const char *const[]){ "controls", "scopes" });
    if (framework.good && declared) {
        (void)xw_native_framework(&tree->native, &framework.row);
    } else if (framework.good) {
        framework.good = xw_native_check_framework(
            &tree->native, &framework.row, XW_FIELD_FRAMEWORK_ID, 0,
            framework.row.cells[XW_FIELD_FRAMEWORK_ID]);
    }
    if (!framework.good || tree->native.diagnostics->errors > errors) {
        return; /* what is in it would only be wrong for the same reason */
    }
    read_controls(&framework, framework.row.cells[XW_FIELD_FRAMEWORK_ID],
                  (xw_string){ NULL, 0 });
    read_scopes(&framework);
}

/* ---- Mapping sets ----------------------------------------------------------- */

/* "iso-27001-2022:A.5.1": framework ids have no colon. */
static bool
split_reference(xw_string text, xw_native_reference *out)
{
    const char *colon = text.len ? memchr(text.bytes, ':', text.len) : NULL;
    if (!colon) {
        return false;
    }
    size_t before = (size_t)(colon - text.bytes);
    out->framework = xw_trim((xw_string){ text.bytes, before });
    out->control = xw_trim((xw_string){ colon + 1, text.len - before - 1 });
    return true;
}

/* False when it was reported. */
static bool
read_reference(xw_native_tree *tree, json_t *json, xw_json_path path,
               xw_native_reference *out)
{
    xw_native_object object;
    if (!json_is_string(json)) {
        xw_native_object_read(tree, json, xw_shape_reference, path, &object);
        out->framework = object.row.cells[XW_FIELD_FRAMEWORK_ID];
        out->control = object.row.cells[XW_FIELD_CONTROL_ID];
        return object.good;
    }
    xw_native_object_of_string(tree, json, XW_FIELD_CONTROL_ID, path, &object);
    if (!split_reference(object.row.cells[XW_FIELD_CONTROL_ID], out)) {
        xw_native_object_fault(&object, NULL, 0, XW_DIAG_JSON_REFERENCE,
                               object.row.cells[XW_FIELD_CONTROL_ID]);
    }
    return object.good;
}

/* Append the references of one side of a mapping to `references`. */
static bool
read_references(const xw_native_object *mapping, const char *member,
                xw_buffer *references)
{
    xw_native_tree *tree = mapping->tree;
    const xw_native_array array = xw_native_object_array(mapping, member);
    bool good = true;
    for (size_t i = 0; i < array.count; ++i) {
        xw_native_reference reference = { 0 };
        good = read_reference(tree, json_array_get(array.json, i),
                              element_path(&array, i), &reference) &&
               good;
        if (!xw_buffer_append(references, &reference, sizeof reference)) {
            xw_native_no_memory(&tree->native, &mapping->row);
            return false;
        }
    }
    return good;
}

static void
read_mapping(xw_native_tree *tree, json_t *json, xw_json_path path,
             xw_string origin)
{
    xw_native_object mapping;
    xw_native_object_read(tree, json, xw_shape_mapping, path, &mapping);
    mapping.row.cells[XW_FIELD_ORIGIN] = origin;
    tree->references.len = 0;
    bool good = read_references(&mapping, "sources", &tree->references);
    size_t sources = tree->references.len / sizeof(xw_native_reference);
    good = read_references(&mapping, "targets", &tree->references) && good;
    size_t all = tree->references.len / sizeof(xw_native_reference);
    if (good && mapping.good) {
        const xw_native_reference *items = (const void *)tree->references.bytes;
        (void)xw_native_map(
            &tree->native, &mapping.row,
            (xw_native_references){ items, sources },
            (xw_native_references){ items + sources, all - sources });
    }
}

static void
read_gap(xw_native_tree *tree, json_t *json, xw_json_path path,
         xw_string origin)
{
    xw_native_object gap;
    xw_native_object_read(tree, json, xw_shape_gap, path, &gap);
    if (!gap.good) {
        return;
    }
    const xw_json_path control = { &gap.path, "control", 0 };
    xw_native_reference reference = { 0 };
    if (read_reference(tree, json_object_get(json, "control"), control,
                       &reference)) {
        gap.row.cells[XW_FIELD_FRAMEWORK_ID] = reference.framework;
        gap.row.cells[XW_FIELD_CONTROL_ID] = reference.control;
        gap.row.cells[XW_FIELD_ORIGIN] = origin;
        (void)xw_native_gap(&tree->native, &gap.row);
    }
}

static void
read_set(xw_native_tree *tree, json_t *json, xw_json_path path)
{
    xw_native_object set;
    xw_native_object_read(tree, json, xw_shape_set, path, &set);
    uint64_t errors = tree->native.diagnostics->errors;
    bool declared = is_declared(&set, XW_FIELD_SET_ID,
                                (const char *const[]){ "mappings", "gaps" });
    if (set.good && declared) {
        (void)xw_native_set(&tree->native, &set.row);
    } else if (set.good) {
        (void)xw_native_need_id(&tree->native, &set.row, XW_FIELD_SET_ID);
    }
    xw_string id = set.row.cells[XW_FIELD_SET_ID];
    if (!id.len || tree->native.diagnostics->errors > errors) {
        return;
    }
    const xw_native_array mappings = xw_native_object_array(&set, "mappings");
    for (size_t i = 0; i < mappings.count && !stopped(tree); ++i) {
        read_mapping(tree, json_array_get(mappings.json, i),
                     element_path(&mappings, i), id);
    }
    const xw_native_array gaps = xw_native_object_array(&set, "gaps");
    for (size_t i = 0; i < gaps.count && !stopped(tree); ++i) {
        read_gap(tree, json_array_get(gaps.json, i), element_path(&gaps, i),
                 id);
    }
}

/* ---- The document ----------------------------------------------------------- */

static void
read_document(xw_native_tree *tree, json_t *json)
{
    xw_native_object root;
    xw_native_object_read(tree, json, xw_shape_document, (xw_json_path){ 0 },
                          &root);
    const xw_native_array frameworks =
        xw_native_object_array(&root, "frameworks");
    for (size_t i = 0; i < frameworks.count && !stopped(tree); ++i) {
        read_framework(tree, json_array_get(frameworks.json, i),
                       element_path(&frameworks, i));
    }
    const xw_native_array sets = xw_native_object_array(&root, "mapping_sets");
    for (size_t i = 0; i < sets.count && !stopped(tree); ++i) {
        read_set(tree, json_array_get(sets.json, i), element_path(&sets, i));
    }
}

xw_status
xw_native_json_take(xw_builder *builder, xw_diagnostics *diagnostics,
                    const char *name, json_t *json)
{
    xw_native_tree tree;
    if (!xw_native_tree_begin(&tree, builder, diagnostics, name)) {
        read_document(&tree, json);
    }
    return xw_native_tree_end(&tree);
}

xw_status
xw_native_json_read(xw_import_job *job, const xw_document *document)
{
    return xw_native_json_take(job->builder, &job->diagnostics, document->name,
                               document->json);
}
