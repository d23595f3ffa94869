#include "derived_document.h"

static json_t *
derived_entry(struct view *view, const xw_derived *derived)
{
    json_t *entry = json_object();
    json_t *via = json_array();
    for (size_t i = 0; i < derived->via_count; ++i) {
        document_add(via, view_set_id(view, derived->via[i]));
    }
    document_set(entry, "set", view_set_id(view, derived->set));
    document_set(entry, "source_framework",
                 view_framework_id(view, derived->source));
    document_set(entry, "target_framework",
                 view_framework_id(view, derived->target));
    document_set(entry, "through", view_framework_id(view, derived->through));
    document_set(entry, "via", via);
    document_set(entry, "jaccard", json_real(derived->jaccard));
    document_set(entry, "shared", json_integer((json_int_t)derived->shared));
    document_set(entry, "size", json_integer((json_int_t)derived->size));
    document_set(entry, "composed",
                 json_integer((json_int_t)derived->composed));
    return entry;
}

json_t *
derived_document(struct view *view, const xw_derived *derived, size_t count)
{
    json_t *entries = json_array();
    for (size_t i = 0; i < count; ++i) {
        document_add(entries, derived_entry(view, &derived[i]));
    }
    return entries;
}
