#include "map_document.h"

#include "answer.h"

static json_t *
framework_entry(struct view *view, xw_selection selection,
                const xw_into_answer *answer)
{
    json_t *entry = json_object();
    document_set(entry, "framework", view_selection(view, selection));
    document_set(entry, "verdict",
                 document_text(xw_verdict_name(answer->verdict)));
    document_set(entry, "disputed", json_boolean(answer->disputed));
    document_set(entry, "omitted", json_integer(answer->omitted));
    document_set(entry, "gap", answer_gap(view, answer->gap));
    return entry;
}

static json_t *
result_entry(struct view *view, const char *end, const xw_answer *answer)
{
    xw_control_info info = view_control(view, answer->control);
    json_t *entry = json_object();
    document_set(entry, end, view_reference(view, answer->control));
    document_set(entry, "title", document_text(info.title));
    document_set(entry, "framework",
                 document_text(view_framework(view, info.framework).id));
    answer_set(entry, view, answer);
    return entry;
}

static json_int_t
omitted_of(const xw_map_answer *answer, size_t into_count)
{
    json_int_t omitted = 0;
    for (size_t i = 0; i < into_count; ++i) {
        omitted += answer->into[i].omitted;
    }
    return omitted;
}

json_t *
map_document(struct view *view, const xw_map_request *request,
             const struct selections *into, const xw_map_answer *answer)
{
    bool is_to = request->direction == XW_SATISFIES;
    json_t *frameworks = json_array();
    for (size_t i = 0; i < into->count; ++i) {
        document_add(frameworks,
                     framework_entry(view, into->items[i], &answer->into[i]));
    }
    json_t *results = json_array();
    for (size_t i = 0; i < answer->count; ++i) {
        document_add(results, result_entry(view, is_to ? "target" : "source",
                                           &answer->answers[i]));
    }
    json_t *document = view_document(view);
    document_set(document, is_to ? "source" : "target",
                 view_reference(view, request->control));
    document_set(document, "title",
                 document_text(view_control(view, request->control).title));
    document_set(document, is_to ? "to" : "from", selections_names(view, into));
    document_set(document, "max_hops", json_integer(answer->max_hops));
    document_set(document, "omitted",
                 json_integer(omitted_of(answer, into->count)));
    document_set(document, "frameworks", frameworks);
    document_set(document, "results", results);
    return document;
}
