#include "framework_document.h"

#include "control_document.h"

json_t *
framework_entry(struct view *view, xw_framework framework)
{
    xw_framework_info info = view_framework(view, framework);
    json_t *entry = json_object();
    document_set(entry, "id", document_text(info.id));
    document_set(entry, "name", document_text_or_null(info.name));
    document_set(entry, "version", document_text_or_null(info.version));
    document_set(entry, "publisher", document_text_or_null(info.publisher));
    document_set(entry, "kind", document_text_or_null(info.kind));
    document_set(entry, "family", document_text_or_null(info.family));
    document_set(entry, "control_count", json_integer(info.control_count));
    document_set(entry, "assessable_count",
                 json_integer(info.assessable_count));
    document_set(entry, "implied", json_boolean(info.implied));
    document_set(entry, "license", document_text_or_null(info.license));
    document_set(entry, "source", document_text_or_null(info.source));
    return entry;
}

json_t *
scope_entry(struct view *view, xw_scope scope)
{
    xw_scope_info info = view_scope(view, scope);
    xw_selection selection = { info.framework, scope };
    json_t *entry = json_object();
    document_set(entry, "id", view_selection(view, selection));
    document_set(entry, "framework", view_framework_id(view, info.framework));
    document_set(entry, "scope", document_text(info.id));
    document_set(entry, "control_count", json_integer((json_int_t)info.count));
    return entry;
}

/* ---- With controls -------------------------------------------------------- */

/* Takes `entry`. */
static json_t *
start(const struct view *view, const char *type, json_t *entry)
{
    json_t *document = view_document(view);
    document_set(document, "type", document_text(type));
    (void)json_object_update(document, entry);
    json_decref(entry);
    return document;
}

static json_t *
aliases_of(struct view *view, xw_framework framework)
{
    json_t *aliases = json_array();
    const char *alias = NULL;
    for (size_t i = 0; !xw_graph_framework_alias(view->graph, framework, i,
                                                 &alias, &view->err);
         ++i) {
        document_add(aliases, document_text(alias));
    }
    return aliases;
}

static json_t *
scopes_of(struct view *view, xw_framework framework)
{
    json_t *scopes = json_array();
    uint32_t count = xw_graph_scope_count(view->graph);
    for (uint32_t i = 0; i < count; ++i) {
        xw_scope scope = { i };
        if (view_scope(view, scope).framework.i == framework.i) {
            xw_selection selection = { framework, scope };
            document_add(scopes, view_selection(view, selection));
        }
    }
    return scopes;
}

json_t *
framework_document(struct view *view, xw_framework framework)
{
    xw_framework_info info = view_framework(view, framework);
    json_t *controls = json_array();
    for (uint32_t i = 0; i < info.control_count; ++i) {
        document_add(controls,
                     control_entry(view, (xw_control){ info.first.i + i }));
    }
    json_t *document =
        start(view, "framework", framework_entry(view, framework));
    document_set(document, "aliases", aliases_of(view, framework));
    document_set(document, "scopes", scopes_of(view, framework));
    document_set(document, "controls", controls);
    return document;
}

json_t *
scope_document(struct view *view, xw_scope scope)
{
    xw_scope_info info = view_scope(view, scope);
    json_t *controls = json_array();
    for (size_t i = 0; i < info.count; ++i) {
        document_add(controls,
                     control_entry(view, (xw_control){ info.members[i] }));
    }
    json_t *document = start(view, "scope", scope_entry(view, scope));
    document_set(document, "controls", controls);
    return document;
}
