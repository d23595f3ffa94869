#include "cprt_graph.h"

#include "values.h"

#include <stdlib.h>
#include <string.h>

bool
xw_cprt_is_control(xw_string type)
{
    static const char *const words[] = { "sort",      "party",
                                         "reference", "withdraw_reason",
                                         "resource",  "relationship",
                                         NULL };
    size_t index;
    return !xw_parse_word(type, words, &index);
}

static bool
is_parent(xw_string kind)
{
    return xw_equal_folded(kind, "projection");
}

static bool
is_life(xw_string kind)
{
    return xw_equal_folded(kind, "incorporated_into") ||
           xw_equal_folded(kind, "moved_to");
}

bool
xw_cprt_is_structure(xw_string kind)
{
    return is_parent(kind) || is_life(kind);
}

xw_string
xw_cprt_document_of(const xw_cprt_graph *graph, const json_t *json,
                    const char *member)
{
    xw_string said = xw_json_text(json, member);
    return said.len ? said : graph->document;
}

/* ---- Finding ---------------------------------------------------------------- */

static int
compare_text(xw_string a, xw_string b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.bytes, b.bytes, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int
compare_names(const xw_cprt_element *a, const xw_cprt_element *b)
{
    int order = compare_text(a->id, b->id);
    return order ? order : compare_text(a->document, b->document);
}

static int
compare(const void *a, const void *b)
{
    const xw_cprt_element *x = a, *y = b;
    int order = compare_names(x, y);
    order = order ? order : (int)y->control - (int)x->control;
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

xw_cprt_element *
xw_cprt_find(const xw_cprt_graph *graph, xw_string document, xw_string id)
{
    const xw_cprt_element wanted = { .document = document, .id = id };
    size_t low = 0, high = graph->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_names(&wanted, &graph->elements[middle]);
        if (!order) {
            return &graph->elements[middle];
        }
        if (order > 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

enum { LIFE_BYTES = 4096 }; /* enough of what became of an element */

/* ---- Making ----------------------------------------------------------------- */

static void
add_elements(xw_cprt_graph *graph, const json_t *elements)
{
    for (size_t i = 0; i < json_array_size(elements); ++i) {
        const json_t *json = json_array_get(elements, i);
        xw_string text = xw_json_text(json, "text");
        static const xw_string withdrawn = { "Withdrawn", 9 };
        graph->elements[i] = (xw_cprt_element){
            .document = xw_cprt_document_of(graph, json, "doc_identifier"),
            .id = xw_json_text(json, "element_identifier"),
            .control = xw_cprt_is_control(xw_json_text(json, "element_type")),
            .withdrawn =
                text.len >= withdrawn.len &&
                memcmp(text.bytes, withdrawn.bytes, withdrawn.len) == 0,
            .place = i
        };
    }
    graph->count = json_array_size(elements);
    if (graph->count) {
        qsort(graph->elements, graph->count, sizeof *graph->elements, compare);
    }
}

/* The first of each name, which is a control if one of them is. */
static void
drop_repeats(xw_cprt_graph *graph)
{
    size_t count = 0;
    for (size_t i = 0; i < graph->count; ++i) {
        if (!count || compare_names(&graph->elements[count - 1],
                                    &graph->elements[i]) != 0) {
            graph->elements[count++] = graph->elements[i];
        }
    }
    graph->count = count;
}

/* The two ends of a relationship; the second may be of a document that is not
 * here. */
typedef struct ends {
    xw_cprt_element *source, *target;
    xw_string target_id;
} ends;

static ends
ends_of(const xw_cprt_graph *graph, const json_t *json)
{
    ends out = { .target_id = xw_json_text(json, "dest_element_identifier") };
    out.source = xw_cprt_find(
        graph, xw_cprt_document_of(graph, json, "source_doc_identifier"),
        xw_json_text(json, "source_element_identifier"));
    out.target = xw_cprt_find(
        graph, xw_cprt_document_of(graph, json, "dest_doc_identifier"),
        out.target_id);
    return out;
}

/* The first parent of several counts. */
static void
add_parent(const ends *e)
{
    if (!e->source || !e->target || e->source == e->target) {
        return;
    }
    if (!e->target->control) {
        e->target->parent = e->source->id;
        return;
    }
    if (e->source->control && !e->target->parent.len &&
        !compare_text(e->source->document, e->target->document)) {
        e->target->parent = e->source->id;
    }
}

/* What became of an element is said of it, or of its reason for withdrawal. */
static bool
add_life(const xw_cprt_graph *graph, const ends *e, xw_string kind,
         xw_text_store *store)
{
    xw_cprt_element *of = e->source;
    if (of && !of->control) {
        of = xw_cprt_find(graph, of->document, of->parent);
    }
    if (!of || of->life.len > LIFE_BYTES) {
        return true;
    }
    size_t before = of->life.len;
    size_t len = before + (before ? 1 : 0) + kind.len + 1 + e->target_id.len;
    char *bytes = xw_text_store_room(store, len);
    if (!bytes) {
        return false;
    }
    const xw_string parts[] = {
        of->life, { "\n", before ? 1 : 0 }, kind, { " ", 1 }, e->target_id
    };
    size_t at = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; ++i) {
        memcpy(bytes + at, parts[i].len ? parts[i].bytes : "", parts[i].len);
        at += parts[i].len;
    }
    of->life = (xw_string){ bytes, len };
    of->withdrawn = true;
    return true;
}

static void
add_parents(const xw_cprt_graph *graph, const json_t *relationships)
{
    for (size_t i = 0; i < json_array_size(relationships); ++i) {
        const json_t *json = json_array_get(relationships, i);
        if (is_parent(xw_json_text(json, "relationship_identifier"))) {
            const ends e = ends_of(graph, json);
            add_parent(&e);
        }
    }
}

static bool
add_lives(const xw_cprt_graph *graph, const json_t *relationships,
          xw_text_store *store)
{
    bool good = true;
    for (size_t i = 0; good && i < json_array_size(relationships); ++i) {
        const json_t *json = json_array_get(relationships, i);
        xw_string kind = xw_json_text(json, "relationship_identifier");
        if (is_life(kind)) {
            const ends e = ends_of(graph, json);
            good = add_life(graph, &e, kind, store);
        }
    }
    return good;
}

bool
xw_cprt_graph_make(xw_cprt_graph *graph, const json_t *lists,
                   xw_text_store *store)
{
    const json_t *documents = json_object_get(lists, "documents");
    const json_t *elements = json_object_get(lists, "elements");
    const json_t *relationships = json_object_get(lists, "relationships");
    *graph = (xw_cprt_graph){ .elements = calloc(json_array_size(elements) + 1,
                                                 sizeof *graph->elements) };
    if (!graph->elements) {
        return false;
    }
    if (json_array_size(documents) == 1) {
        graph->document =
            xw_json_text(json_array_get(documents, 0), "doc_identifier");
    }
    add_elements(graph, elements);
    drop_repeats(graph);
    add_parents(graph, relationships);
    if (!add_lives(graph, relationships, store)) {
        xw_cprt_graph_free(graph);
        return false;
    }
    return true;
}

void
xw_cprt_graph_free(xw_cprt_graph *graph)
{
    free(graph->elements);
    *graph = (xw_cprt_graph){ 0 };
}
