#include "oscal_catalog.h"

#include "native_catalogue.h"
#include "oscal.h"
#include "oscal_text.h"
#include "values.h"

#include <string.h>

unsigned
xw_oscal_catalog_detect(const xw_document *document)
{
    return json_object_get(document->json, "catalog") ? 95 : 0;
}

enum { ALIASES_MOST = 8 };

/* The reading of one catalogue. */
typedef struct catalog {
    xw_json_reading reading;
    xw_oscal_name name;
    json_t *params; /* of controls read so far, by id */
    xw_buffer text; /* of the control in hand */
} catalog;

static bool
stopped(const catalog *c)
{
    return c->reading.native.stop != XW_OK;
}

/* ---- The framework ---------------------------------------------------------- */

/* A resolved profile is the catalogue of its source, cut to what it selects:
 * its controls are those of the framework, and make a scope of it. */
static bool
name_framework(catalog *c, const json_t *metadata)
{
    xw_string title = xw_json_text(metadata, "title");
    if (!xw_oscal_name_of(&c->reading, title, &c->name)) {
        return false;
    }
    bool resolved = xw_oscal_has_link(metadata, "source-profile") ||
                    xw_oscal_has_link(metadata, "resolution-source");
    if (!resolved) {
        c->name.scope.len = 0;
    }
    return c->name.has_revision ||
           xw_oscal_versioned(&c->reading, c->name.framework,
                              xw_json_text(metadata, "version"),
                              &c->name.framework);
}

static bool
read_framework(catalog *c, const xw_json_node *root)
{
    const xw_json_node metadata = xw_json_object(&c->reading, root, "metadata");
    xw_json_record record;
    if (!metadata.json) {
        return false;
    }
    xw_json_record_begin(&record, &c->reading, &metadata);
    xw_json_record_take(&record, XW_FIELD_NAME, "title");
    xw_json_record_take(&record, XW_FIELD_VERSION, "version");
    if (!record.good || !name_framework(c, metadata.json)) {
        return false;
    }
    uint64_t errors = c->reading.native.diagnostics->errors;
    record.row.cells[XW_FIELD_FRAMEWORK_ID] = c->name.framework;
    record.members[XW_FIELD_FRAMEWORK_ID] = "title";
    if (c->name.scope.len) { /* which its title ends with */
        record.row.cells[XW_FIELD_NAME] = c->name.title;
    }
    (void)xw_native_framework(&c->reading.native, &record.row);
    return c->reading.native.diagnostics->errors == errors;
}

/* ---- Controls --------------------------------------------------------------- */

/* "AC-2(1)": the label, or else the id in upper case. */
static bool
control_id(catalog *c, const json_t *json, xw_string *out)
{
    xw_string id = xw_json_text(json, "id");
    *out = xw_oscal_prop(json, "label", NULL);
    if (out->len) {
        return true;
    }
    char *bytes = xw_text_store_room(&c->reading.store, id.len);
    for (size_t i = 0; bytes && i < id.len; ++i) {
        char x = id.bytes[i];
        bytes[i] = (char)(x >= 'a' && x <= 'z' ? x - 'a' + 'A' : x);
    }
    *out = (xw_string){ bytes, bytes ? id.len : 0 };
    return xw_json_reading_stored(&c->reading, bytes != NULL);
}

/* Its other names: the OSCAL id, and labels of other classes. */
static size_t
find_aliases(const json_t *json, xw_string id, xw_string *out)
{
    size_t count = 0;
    xw_string oscal_id = xw_json_text(json, "id");
    if (oscal_id.len && !xw_equal(oscal_id, id)) {
        out[count++] = oscal_id;
    }
    const json_t *props = json_object_get(json, "props");
    for (size_t i = 0; i < json_array_size(props) && count < ALIASES_MOST;
         ++i) {
        const json_t *prop = json_array_get(props, i);
        xw_string value = xw_json_text(prop, "value");
        if (xw_equal_folded(xw_json_text(prop, "name"), "label") && value.len &&
            !xw_equal(value, id) &&
            (!count || !xw_equal(value, out[count - 1]))) {
            out[count++] = value;
        }
    }
    return count;
}

static bool
keep_params(catalog *c, const json_t *json)
{
    const json_t *params = json_object_get(json, "params");
    for (size_t i = 0; i < json_array_size(params); ++i) {
        json_t *param = json_array_get(params, i);
        const char *id = json_string_value(json_object_get(param, "id"));
        if (id && json_object_set(c->params, id, param)) {
            return xw_json_reading_stored(&c->reading, false);
        }
    }
    return true;
}

static bool
is_withdrawn(const json_t *json)
{
    return xw_equal_folded(xw_oscal_prop(json, "status", NULL), "withdrawn");
}

/* What became of a withdrawn control stands where its text would. */
static bool
write_lifecycle(const json_t *json, xw_buffer *out)
{
    const json_t *links = json_object_get(json, "links");
    bool good = true;
    for (size_t i = 0; good && i < json_array_size(links); ++i) {
        const json_t *link = json_array_get(links, i);
        xw_string rel = xw_json_text(link, "rel");
        xw_string href = xw_json_text(link, "href");
        if (xw_equal_folded(rel, "incorporated-into") ||
            xw_equal_folded(rel, "moved-to")) {
            good = xw_buffer_append(out, "\n", out->len ? 1 : 0) &&
                   xw_buffer_append(out, rel.bytes, rel.len) &&
                   xw_buffer_append(out, " ", 1) &&
                   xw_buffer_append(out, href.bytes, href.len);
        }
    }
    return good;
}

static bool
write_text(catalog *c, const json_t *json)
{
    c->text.len = 0;
    return xw_json_reading_stored(
        &c->reading,
        xw_oscal_statement(json, c->params, &c->text) &&
            (!is_withdrawn(json) || write_lifecycle(json, &c->text)));
}

static void
add_to_scope(catalog *c, xw_json_record *record)
{
    record->row.cells[XW_FIELD_SCOPE_ID] = c->name.scope;
    if (c->name.scope.len) {
        (void)xw_native_scope(&c->reading.native, &record->row);
    }
}

/* What a group or control is to what it stands in. */
typedef struct place {
    xw_string parent;       /* id, or of len 0 */
    const char *kind;       /* of the link to it */
    const char *assessable; /* "no" for a heading */
} place;

/* Declare a group or a control; `*out` is its id, of len 0 if it has none. */
static void
read_one(catalog *c, const xw_json_node *node, place at, xw_string *out)
{
    xw_json_record record;
    xw_string aliases[ALIASES_MOST];
    xw_json_record_begin(&record, &c->reading, node);
    xw_json_record_take(&record, XW_FIELD_TITLE, "title");
    xw_json_record_take(&record, XW_FIELD_KIND, "class");
    record.members[XW_FIELD_CONTROL_ID] = "id";
    *out = (xw_string){ NULL, 0 };
    if (!record.good || !control_id(c, node->json, out) ||
        !keep_params(c, node->json) || !write_text(c, node->json)) {
        return;
    }
    xw_string *cells = record.row.cells;
    bool withdrawn = is_withdrawn(node->json);
    cells[XW_FIELD_FRAMEWORK_ID] = c->name.framework;
    cells[XW_FIELD_CONTROL_ID] = *out;
    cells[XW_FIELD_PARENT_ID] = at.parent;
    cells[XW_FIELD_PARENT_KIND] = xw_text(at.parent.len ? at.kind : "");
    cells[XW_FIELD_STATUS] = xw_text(withdrawn ? "withdrawn" : "");
    cells[XW_FIELD_ASSESSABLE] = xw_text(withdrawn ? "no" : at.assessable);
    cells[XW_FIELD_TEXT] = (xw_string){ c->text.bytes, c->text.len };
    record.row.aliases = aliases;
    record.row.alias_count = find_aliases(node->json, *out, aliases);
    (void)xw_native_control(&c->reading.native, &record.row);
    if (out->len && !stopped(c) && !*at.assessable) {
        add_to_scope(c, &record);
    }
}

/* Controls and the enhancements in them.  They nest no deeper than the
 * document does, which jansson bounds at 2048 levels; so do groups. */
static void /* NOLINTNEXTLINE(misc-no-recursion) */
read_controls(catalog *c, const xw_json_node *above, place at)
{
    const xw_json_list list = xw_json_array(&c->reading, above, "controls");
    for (size_t i = 0; i < list.count && !stopped(c); ++i) {
        const xw_json_node node = xw_json_element(&list, i);
        xw_string id;
        read_one(c, &node, at, &id);
        if (json_is_object(node.json)) {
            read_controls(c, &node, (place){ id, "enhancement", "" });
        }
    }
}

static void /* NOLINTNEXTLINE(misc-no-recursion) */
read_groups(catalog *c, const xw_json_node *above, xw_string parent)
{
    const xw_json_list list = xw_json_array(&c->reading, above, "groups");
    for (size_t i = 0; i < list.count && !stopped(c); ++i) {
        const xw_json_node node = xw_json_element(&list, i);
        xw_string id = parent;
        bool named = xw_json_text(node.json, "id").len ||
                     xw_oscal_prop(node.json, "label", NULL).len;
        if (named || !json_is_object(node.json)) {
            read_one(c, &node, (place){ parent, "group", "no" }, &id);
        }
        if (json_is_object(node.json)) {
            read_groups(c, &node, id);
            read_controls(c, &node, (place){ id, "group", "" });
        }
    }
}

/* ---- The document ----------------------------------------------------------- */

static void
read_catalog(catalog *c, json_t *json)
{
    const xw_json_node document = { json, { NULL, NULL, 0 } };
    const xw_json_node root = xw_json_object(&c->reading, &document, "catalog");
    c->params = json_object();
    if (!xw_json_reading_stored(&c->reading, c->params != NULL) || stopped(c) ||
        !root.json || !read_framework(c, &root) || !keep_params(c, root.json)) {
        return;
    }
    read_groups(c, &root, (xw_string){ NULL, 0 });
    read_controls(c, &root, (place){ { NULL, 0 }, "group", "" });
}

xw_status
xw_oscal_catalog_read(xw_import_job *job, const xw_document *document)
{
    catalog c = { 0 };
    if (!xw_json_reading_begin(&c.reading, job->builder, &job->diagnostics,
                               document->name)) {
        read_catalog(&c, document->json);
    }
    json_decref(c.params);
    xw_buffer_free(&c.text);
    return xw_json_reading_end(&c.reading);
}
