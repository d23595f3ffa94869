#include "control_document.h"

#include "proof.h"

/* Parents of a damaged file can go in a circle. */
enum { DEPTH_MOST = 64 };

static const char *
parent_kind_name(const xw_control_info *info)
{
    if (info->parent.i == XW_NONE) {
        return "";
    }
    switch (info->parent_kind) {
    case XW_PARENT_GROUP: return "group";
    case XW_PARENT_PART: return "part";
    case XW_PARENT_ENHANCEMENT: return "enhancement";
    }
    return "";
}

static json_t *
reference_or_null(struct view *view, xw_control control)
{
    return control.i == XW_NONE ? json_null() : view_reference(view, control);
}

static json_int_t
depth_of(struct view *view, xw_control control)
{
    json_int_t depth = 0;
    control = view_control(view, control).parent;
    while (control.i != XW_NONE && depth < DEPTH_MOST) {
        control = view_control(view, control).parent;
        ++depth;
    }
    return depth;
}

json_t *
control_entry(struct view *view, xw_control control)
{
    xw_control_info info = view_control(view, control);
    json_t *entry = json_object();
    document_set(entry, "id", view_reference(view, control));
    document_set(entry, "control", document_text(info.id));
    document_set(entry, "title", document_text_or_null(info.title));
    document_set(entry, "kind", document_text_or_null(info.kind));
    document_set(entry, "parent", reference_or_null(view, info.parent));
    document_set(entry, "parent_kind",
                 document_text_or_null(parent_kind_name(&info)));
    document_set(entry, "depth", json_integer(depth_of(view, control)));
    document_set(entry, "assessable", json_boolean(info.assessable));
    document_set(entry, "status",
                 document_text(info.withdrawn ? "withdrawn" : "active"));
    document_set(entry, "implied", json_boolean(info.implied));
    document_set(entry, "parts_complete", json_boolean(info.parts_complete));
    return entry;
}

/* ---- What hangs on a control ---------------------------------------------- */

static json_t *
aliases_of(struct view *view, xw_control control)
{
    json_t *aliases = json_array();
    const char *alias = NULL;
    for (size_t i = 0;
         !xw_graph_control_alias(view->graph, control, i, &alias, &view->err);
         ++i) {
        document_add(aliases, document_text(alias));
    }
    return aliases;
}

static json_t *
children_of(struct view *view, xw_control control)
{
    json_t *children = json_array();
    const uint32_t *ids = NULL;
    size_t count = 0;
    (void)xw_graph_children(view->graph, control, &ids, &count, &view->err);
    for (size_t i = 0; i < count; ++i) {
        document_add(children, control_entry(view, (xw_control){ ids[i] }));
    }
    return children;
}

static bool
is_member(const xw_scope_info *scope, xw_control control)
{
    for (size_t i = 0; i < scope->count; ++i) {
        if (scope->members[i] == control.i) {
            return true;
        }
    }
    return false;
}

static json_t *
scopes_of(struct view *view, xw_control control)
{
    json_t *scopes = json_array();
    uint32_t count = xw_graph_scope_count(view->graph);
    for (uint32_t i = 0; i < count; ++i) {
        xw_scope scope = { i };
        xw_scope_info info = view_scope(view, scope);
        if (is_member(&info, control)) {
            document_add(
                scopes,
                view_selection(view, (xw_selection){ info.framework, scope }));
        }
    }
    return scopes;
}

static json_t *
gap_entry(struct view *view, const xw_gap_info *gap)
{
    json_t *entry = json_object();
    document_set(entry, "other_framework", view_framework_id(view, gap->other));
    document_set(entry, "set", view_set_id(view, gap->set));
    document_set(entry, "note",
                 document_text_or_null(view_text(view, gap->note)));
    return entry;
}

static json_t *
gaps_of(struct view *view, xw_control control)
{
    json_t *gaps = json_array();
    uint32_t count = xw_graph_gap_count(view->graph);
    for (uint32_t i = 0; i < count; ++i) {
        xw_gap_info gap = { .control = { XW_NONE } };
        (void)xw_graph_gap(view->graph, i, &gap, &view->err);
        if (gap.control.i == control.i) {
            document_add(gaps, gap_entry(view, &gap));
        }
    }
    return gaps;
}

/* Read from the control, whichever way it was published. */
static json_t *
mapping_entry(struct view *view, const xw_link *link)
{
    xw_mapping_info info = view_mapping(view, link->mapping);
    json_t *entry = proof_link(view, link->mapping, link->inverted);
    document_set(entry, "title",
                 document_text(view_control(view, link->other).title));
    document_set(entry, "topic", json_boolean(info.topic));
    document_set(entry, "joint", json_boolean(info.joint));
    document_set(entry, "replaced", json_boolean(info.replaced));
    return entry;
}

static json_t *
mappings_of(struct view *view, xw_control control)
{
    json_t *mappings = json_array();
    uint32_t count = xw_graph_link_count(view->graph, control);
    for (uint32_t i = 0; i < count; ++i) {
        xw_link link = { .other = { XW_NONE } };
        if (xw_graph_link(view->graph, control, i, &link, &view->err)) {
            break;
        }
        document_add(mappings, mapping_entry(view, &link));
    }
    return mappings;
}

json_t *
control_document(struct view *view, xw_control control)
{
    xw_control_info info = view_control(view, control);
    json_t *document = view_document(view);
    json_t *entry = control_entry(view, control);
    document_set(document, "type", document_text("control"));
    (void)json_object_update(document, entry);
    json_decref(entry);
    document_set(document, "framework",
                 view_framework_id(view, info.framework));
    document_set(document, "weight",
                 info.weight > 0 ? json_real(info.weight) : json_null());
    document_set(document, "text",
                 document_text_or_null(view_text(view, info.text)));
    document_set(document, "aliases", aliases_of(view, control));
    document_set(document, "scopes", scopes_of(view, control));
    document_set(document, "children", children_of(view, control));
    document_set(document, "gaps", gaps_of(view, control));
    document_set(document, "mappings", mappings_of(view, control));
    return document;
}
