#include "cprt.h"

#include "cprt_graph.h"
#include "html_text.h"
#include "native_catalogue.h"
#include "native_mappings.h"
#include "native_sets.h"
#include "values.h"

#include <string.h>

/* The object that has the lists: the answer of the service has it two levels
 * down, and what is kept of it often has not. */
static xw_json_node
find_lists(const xw_json_node *root, xw_json_node above[2])
{
    static const char *const members[] = { "response", "elements" };
    xw_json_node at = *root;
    for (size_t i = 0; i < 2; ++i) {
        const json_t *within = json_object_get(at.json, members[i]);
        if (json_is_object(within)) {
            above[i] = at;
            at = (xw_json_node){ within, { &above[i].path, members[i], 0 } };
        }
    }
    return at;
}

unsigned
xw_cprt_detect(const xw_document *document)
{
    const xw_json_node root = { document->json, { NULL, NULL, 0 } };
    xw_json_node above[2];
    const json_t *lists = find_lists(&root, above).json;
    bool ours = json_is_array(json_object_get(lists, "documents")) &&
                json_is_array(json_object_get(lists, "elements")) &&
                json_object_get(lists, "relationships");
    return ours ? 95 : 0;
}

/* The reading of one file. */
typedef struct reading {
    xw_json_reading json;
    xw_cprt_graph graph;
    xw_buffer text; /* of the element in hand */
    xw_native_tally unread, other_kinds;
} reading;

static bool
stopped(const reading *r)
{
    return r->json.native.stop != XW_OK;
}

/* ---- Documents -------------------------------------------------------------- */

/* Documents that are known by another id; the others are called as they are. */
static const struct {
    const char *theirs; /* how it begins */
    const char *ours;
} published[] = {
    { "SP_800_53_4", "nist-sp-800-53-rev4" },
    { "SP_800_53_5", "nist-sp-800-53-rev5" },
    { "SP_800_171_2", "nist-sp-800-171-rev2" },
    { "SP_800_171_3", "nist-sp-800-171-rev3" },
    { "SP_800_66_2", "nist-sp-800-66-rev2" },
    { "CSF_1_1", "nist-csf-1.1" },
    { "CSF_2_0", "nist-csf-2.0" },
    { "AI_100_1", "nist-ai-rmf-1.0" },
    { "PF_1_0", "nist-privacy-framework-1.0" },
};

static bool
framework_of(reading *r, xw_string document, xw_string *out)
{
    for (size_t i = 0; i < sizeof published / sizeof *published; ++i) {
        size_t len = strlen(published[i].theirs);
        bool longer = document.len > len;
        if (document.len >= len &&
            memcmp(document.bytes, published[i].theirs, len) == 0 &&
            (!longer || document.bytes[len] == '_')) {
            *out = xw_text(published[i].ours);
            return true;
        }
    }
    xw_text_store *store = &r->json.store;
    char *bytes = xw_text_store_room(store, document.len);
    for (size_t i = 0; bytes && i < document.len; ++i) {
        char c = document.bytes[i];
        bytes[i] = (char)(c == '_' ? '-' : c);
    }
    return xw_json_reading_stored(
        &r->json, bytes && xw_text_store_slug(
                               store, (xw_string){ bytes, document.len }, out));
}

static void
read_document(reading *r, const xw_json_node *node)
{
    xw_json_record record;
    xw_json_record_begin(&record, &r->json, node);
    xw_string *cells = record.row.cells;
    xw_json_record_take(&record, XW_FIELD_NAME, "name");
    xw_json_record_take(&record, XW_FIELD_VERSION, "version");
    xw_json_record_take(&record, XW_FIELD_SOURCE, "website");
    record.members[XW_FIELD_FRAMEWORK_ID] = "doc_identifier";
    xw_string id = xw_json_text(node->json, "doc_identifier");
    if (!record.good || !framework_of(r, id, &cells[XW_FIELD_FRAMEWORK_ID])) {
        return;
    }
    record.row.aliases = &id;
    record.row.alias_count = id.len ? 1 : 0;
    cells[XW_FIELD_PUBLISHER] = xw_text("NIST");
    (void)xw_native_framework(&r->json.native, &record.row);
}

/* ---- Elements --------------------------------------------------------------- */

/* Headings, and what explains rather than demands. */
static bool
is_assessable(xw_string type)
{
    static const char *const words[] = { "function",
                                         "category",
                                         "family",
                                         "group",
                                         "section",
                                         "chapter",
                                         "example",
                                         "suggested_action",
                                         "implementation_example",
                                         "about",
                                         "documentation",
                                         "discussion",
                                         "odp",
                                         "note",
                                         "background",
                                         "supplement",
                                         NULL };
    size_t index;
    return !xw_parse_word(type, words, &index);
}

static bool
write_text(reading *r, const xw_json_node *node, xw_string life)
{
    r->text.len = 0;
    return xw_json_reading_stored(
        &r->json,
        xw_html_text(xw_json_text(node->json, "text"), &r->text) &&
            xw_buffer_append(&r->text, "\n", r->text.len && life.len ? 1 : 0) &&
            xw_buffer_append(&r->text, life.bytes, life.len));
}

static xw_string
plain(reading *r, xw_string html)
{
    xw_buffer text = { 0 };
    xw_string out = { NULL, 0 };
    if (!html.len || !memchr(html.bytes, '<', html.len)) {
        return html;
    }
    bool good = xw_html_text(html, &text) &&
                xw_text_store_copy(&r->json.store,
                                   (xw_string){ text.bytes, text.len }, &out);
    (void)xw_json_reading_stored(&r->json, good);
    xw_buffer_free(&text);
    return xw_trim(out);
}

static void
read_element(reading *r, const xw_json_node *node)
{
    xw_json_record record;
    xw_json_record_begin(&record, &r->json, node);
    xw_string *cells = record.row.cells;
    xw_json_record_take(&record, XW_FIELD_CONTROL_ID, "element_identifier");
    xw_json_record_take(&record, XW_FIELD_TITLE, "title");
    xw_json_record_take(&record, XW_FIELD_KIND, "element_type");
    record.members[XW_FIELD_FRAMEWORK_ID] = "doc_identifier";
    if (!record.good) {
        return;
    }
    xw_string type = cells[XW_FIELD_KIND];
    if (!xw_cprt_is_control(type)) {
        xw_native_count(&r->unread, &record.row, XW_FIELD_KIND);
        return;
    }
    const xw_cprt_element *e = xw_cprt_find(
        &r->graph, xw_cprt_document_of(&r->graph, node->json, "doc_identifier"),
        cells[XW_FIELD_CONTROL_ID]);
    bool withdrawn = e && e->withdrawn;
    if (!framework_of(
            r, xw_cprt_document_of(&r->graph, node->json, "doc_identifier"),
            &cells[XW_FIELD_FRAMEWORK_ID]) ||
        !write_text(r, node, e ? e->life : (xw_string){ NULL, 0 })) {
        return;
    }
    cells[XW_FIELD_TITLE] = plain(r, cells[XW_FIELD_TITLE]);
    cells[XW_FIELD_TEXT] = xw_trim((xw_string){ r->text.bytes, r->text.len });
    cells[XW_FIELD_PARENT_ID] = e ? e->parent : (xw_string){ NULL, 0 };
    if (xw_equal_folded(type, "control_enhancement") ||
        xw_equal_folded(type, "enhancement")) {
        cells[XW_FIELD_PARENT_KIND] = xw_text("enhancement");
    }
    cells[XW_FIELD_STATUS] = xw_text(withdrawn ? "withdrawn" : "");
    cells[XW_FIELD_ASSESSABLE] =
        xw_text(withdrawn || !is_assessable(type) ? "no" : "");
    (void)xw_native_control(&r->json.native, &record.row);
}

/* ---- Relationships ---------------------------------------------------------- */

/* A set is called by who says so, or else by what it relates. */
static bool
name_set(reading *r, const xw_json_node *node, xw_string source,
         xw_string target, xw_string *out)
{
    xw_string by = xw_json_text(node->json, "provenance_doc_identifier");
    const xw_string parts[] = { xw_text("cprt-"), by.len ? by : source,
                                xw_text(by.len ? "" : "-"),
                                by.len ? (xw_string){ NULL, 0 } : target };
    xw_buffer text = { 0 };
    bool good = true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; ++i) {
        good = good && xw_buffer_append(&text, parts[i].bytes, parts[i].len);
    }
    good = good && xw_text_store_copy(&r->json.store,
                                      (xw_string){ text.bytes, text.len }, out);
    xw_buffer_free(&text);
    return xw_json_reading_stored(&r->json, good);
}

static void
read_reference(reading *r, const xw_json_node *node)
{
    xw_json_record record;
    const xw_cprt_graph *g = &r->graph;
    xw_json_record_begin(&record, &r->json, node);
    xw_string *cells = record.row.cells;
    xw_json_record_take(&record, XW_FIELD_SOURCE_CONTROL,
                        "source_element_identifier");
    xw_json_record_take(&record, XW_FIELD_TARGET_CONTROL,
                        "dest_element_identifier");
    if (!record.good ||
        !framework_of(
            r, xw_cprt_document_of(g, node->json, "source_doc_identifier"),
            &cells[XW_FIELD_SOURCE_FRAMEWORK]) ||
        !framework_of(r,
                      xw_cprt_document_of(g, node->json, "dest_doc_identifier"),
                      &cells[XW_FIELD_TARGET_FRAMEWORK]) ||
        !name_set(r, node, cells[XW_FIELD_SOURCE_FRAMEWORK],
                  cells[XW_FIELD_TARGET_FRAMEWORK], &cells[XW_FIELD_ORIGIN])) {
        return;
    }
    cells[XW_FIELD_RELATIONSHIP] = xw_text("related");
    (void)xw_native_mapping(&r->json.native, &record.row);
}

static void
read_relationship(reading *r, const xw_json_node *node)
{
    xw_string kind = xw_json_text(node->json, "relationship_identifier");
    if (xw_equal_folded(kind, "external_reference")) {
        read_reference(r, node);
    } else if (!xw_cprt_is_structure(kind)) {
        xw_json_record record;
        xw_json_record_begin(&record, &r->json, node);
        record.members[XW_FIELD_NAME] = "relationship_identifier";
        record.row.cells[XW_FIELD_NAME] = kind;
        if (record.good) {
            xw_native_count(&r->other_kinds, &record.row, XW_FIELD_NAME);
        }
    }
}

/* ---- The file --------------------------------------------------------------- */

static void
read_each(reading *r, const xw_json_node *lists, const char *member,
          void (*read)(reading *, const xw_json_node *))
{
    const xw_json_list list = xw_json_array(&r->json, lists, member);
    for (size_t i = 0; i < list.count && !stopped(r); ++i) {
        const xw_json_node node = xw_json_element(&list, i);
        read(r, &node);
    }
}

static void
report(reading *r, xw_diagnostic what, const xw_native_tally *tally)
{
    xw_native *native = &r->json.native;
    if (tally->count && !native->stop) {
        native->stop = xw_diagnostics_report(
            native->diagnostics,
            &(xw_finding){ .what = what,
                           .path = tally->path,
                           .subject = xw_text(tally->subject),
                           .count = tally->count });
    }
}

xw_status
xw_cprt_read(xw_import_job *job, const xw_document *document)
{
    reading r = { 0 };
    const xw_json_node root = { document->json, { NULL, NULL, 0 } };
    xw_json_node above[2];
    const xw_json_node lists = find_lists(&root, above);
    if (!xw_json_reading_begin(&r.json, job->builder, &job->diagnostics,
                               document->name)) {
        if (xw_json_reading_stored(
                &r.json,
                xw_cprt_graph_make(&r.graph, lists.json, &r.json.store))) {
            read_each(&r, &lists, "documents", read_document);
            read_each(&r, &lists, "elements", read_element);
            read_each(&r, &lists, "relationships", read_relationship);
        }
        report(&r, XW_DIAG_CPRT_ELEMENTS, &r.unread);
        report(&r, XW_DIAG_CPRT_RELATIONSHIPS, &r.other_kinds);
    }
    xw_cprt_graph_free(&r.graph);
    xw_buffer_free(&r.text);
    return xw_json_reading_end(&r.json);
}
