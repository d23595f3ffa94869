#include "oscal_mapping.h"

#include "native_mappings.h"
#include "native_sets.h"
#include "oscal.h"
#include "oscal_own.h"
#include "values.h"

unsigned
xw_oscal_mapping_detect(const xw_document *document)
{
    return json_object_get(document->json, "mapping-collection") ? 95 : 0;
}

/* The reading of one collection. */
typedef struct collection {
    xw_json_reading reading;
    const json_t *json;
    xw_buffer references; /* of the map in hand */
    xw_string set;        /* of the mapping in hand, and its two frameworks */
    xw_string source, target;
    xw_string rationale;
    bool own; /* the mapping in hand says its set, as our own exports do */
} collection;

static bool
stopped(const collection *c)
{
    return c->reading.native.stop != XW_OK;
}

/* ---- Resources -------------------------------------------------------------- */

/* The last part of a path, which is taken off it. */
static xw_string
take_segment(xw_string *path)
{
    size_t at = path->len;
    while (at && path->bytes[at - 1] != '/') {
        --at;
    }
    xw_string out = { path->bytes + at, path->len - at };
    path->len = at ? at - 1 : 0;
    return out;
}

static xw_string
without_extension(xw_string name)
{
    size_t at = name.len;
    while (at && name.bytes[at - 1] != '.') {
        --at;
    }
    return at > 1 ? (xw_string){ name.bytes, at - 1 } : name;
}

/* "catalogs/PCI/catalog.json" is PCI, "lib/ISO_27001_catalog.json" ISO_27001. */
static xw_string
name_in_path(xw_string path)
{
    static const char *const models[] = { "catalog", "profile", NULL };
    static const char suffix[] = "_catalog";
    size_t index, len = sizeof suffix - 1;
    xw_string name = without_extension(take_segment(&path));
    if (xw_parse_word(name, models, &index) && path.len) {
        name = take_segment(&path);
    }
    if (name.len > len &&
        xw_equal_folded((xw_string){ name.bytes + name.len - len, len },
                        suffix)) {
        name.len -= len;
    }
    return name;
}

/* The id of a framework called `name`, underscores as hyphens. */
static bool
slug_of(collection *c, xw_string name, xw_string *out)
{
    xw_text_store *store = &c->reading.store;
    char *bytes = xw_text_store_room(store, name.len);
    for (size_t i = 0; bytes && i < name.len; ++i) {
        bytes[i] = (char)(name.bytes[i] == '_' ? '-' : name.bytes[i]);
    }
    const xw_string hyphenated = { bytes, name.len };
    return xw_json_reading_stored(
        &c->reading, bytes && xw_text_store_slug(store, hyphenated, out));
}

/* The framework that a resource is; false when there is none. */
static bool
read_resource(collection *c, const xw_json_node *mapping, const char *member,
              xw_string *out)
{
    const xw_json_node node = xw_json_object(&c->reading, mapping, member);
    xw_json_record record;
    if (!node.json) {
        return false;
    }
    xw_json_record_begin(&record, &c->reading, &node);
    xw_json_record_take(&record, XW_FIELD_SOURCE, "href");
    xw_string href = record.row.cells[XW_FIELD_SOURCE];
    if (!record.good ||
        !xw_native_need(&c->reading.native, &record.row, XW_FIELD_SOURCE)) {
        return false;
    }
    *out = xw_oscal_own_framework(c->json, href);
    if (out->len) {
        return true;
    }
    xw_string title = xw_oscal_resource_title(c->json, href);
    if (title.len) {
        xw_oscal_name name;
        bool good = xw_oscal_name_of(&c->reading, title, &name);
        *out = name.framework;
        return good;
    }
    return slug_of(c, name_in_path(href), out);
}

/* ---- Maps ------------------------------------------------------------------- */

/* Append the controls of one side. */
static bool
read_side(collection *c, const xw_json_node *map, const char *member,
          xw_string framework)
{
    const xw_json_list list = xw_json_array(&c->reading, map, member);
    bool good = true;
    for (size_t i = 0; i < list.count && !stopped(c); ++i) {
        const xw_json_node node = xw_json_element(&list, i);
        xw_json_record record;
        xw_json_record_begin(&record, &c->reading, &node);
        xw_json_record_take(&record, XW_FIELD_CONTROL_ID, "id-ref");
        xw_string other = xw_oscal_own_prop(node.json, "framework");
        const xw_native_reference reference = {
            other.len ? other : framework, record.row.cells[XW_FIELD_CONTROL_ID]
        };
        good = record.good &&
               xw_json_reading_stored(
                   &c->reading, xw_buffer_append(&c->references, &reference,
                                                 sizeof reference)) &&
               good;
    }
    return good;
}

/* Some write the relationship as an object that has a type. */
static void
take_relationship(xw_json_record *record)
{
    const json_t *value = json_object_get(record->node->json, "relationship");
    if (json_is_object(value)) {
        record->members[XW_FIELD_RELATIONSHIP] = "relationship";
        record->row.cells[XW_FIELD_RELATIONSHIP] = xw_json_text(value, "type");
    } else {
        xw_json_record_take(record, XW_FIELD_RELATIONSHIP, "relationship");
    }
}

static void
read_map(collection *c, const xw_json_node *node)
{
    xw_json_record record;
    xw_json_record_begin(&record, &c->reading, node);
    xw_string *cells = record.row.cells;
    take_relationship(&record);
    xw_json_record_take(&record, XW_FIELD_RATIONALE, "matching-rationale");
    xw_json_record_take(&record, XW_FIELD_NOTE, "remarks");
    record.members[XW_FIELD_SOURCE_CONTROL] = "sources";
    record.members[XW_FIELD_TARGET_CONTROL] = "targets";
    xw_oscal_own_take(&record, XW_FIELD_STRENGTH, "strength");
    xw_string words = xw_oscal_own_prop(node->json, "rationale");
    cells[XW_FIELD_RATIONALE] = words.len ? words : cells[XW_FIELD_RATIONALE];
    cells[XW_FIELD_ORIGIN] = c->set;
    if (!cells[XW_FIELD_RATIONALE].len) {
        cells[XW_FIELD_RATIONALE] = c->rationale;
    }
    c->references.len = 0;
    if (!record.good || !read_side(c, node, "sources", c->source)) {
        return;
    }
    size_t sources = c->references.len / sizeof(xw_native_reference);
    if (!read_side(c, node, "targets", c->target)) {
        return;
    }
    size_t all = c->references.len / sizeof(xw_native_reference);
    const xw_native_reference *items = (const void *)c->references.bytes;
    if (all) {
        (void)xw_native_map(
            &c->reading.native, &record.row,
            (xw_native_references){ items, sources },
            (xw_native_references){ items + sources, all - sources });
    } else {
        xw_json_reading_fault(&c->reading, &node->path, XW_DIAG_NO_MEMBERS,
                              (xw_string){ NULL, 0 });
    }
}

/* ---- Gaps ------------------------------------------------------------------- */

/* What one framework has and the other has not. */
static void
read_gaps(collection *c, const xw_json_node *mapping, const char *member,
          xw_string framework, xw_string other)
{
    if (!json_object_get(mapping->json, member) || stopped(c)) {
        return;
    }
    const xw_json_node summary = xw_json_object(&c->reading, mapping, member);
    const xw_json_list list =
        xw_json_array(&c->reading, &summary, "unmapped-controls");
    for (size_t i = 0; i < list.count; ++i) {
        const xw_json_node node = xw_json_element(&list, i);
        const xw_json_list ids = xw_json_array(&c->reading, &node, "with-ids");
        xw_json_record record;
        xw_json_record_begin(&record, &c->reading, &node);
        record.row.cells[XW_FIELD_FRAMEWORK_ID] = framework;
        record.row.cells[XW_FIELD_OTHER_FRAMEWORK] = other;
        record.row.cells[XW_FIELD_ORIGIN] = c->set;
        xw_oscal_take_ids(&record, &ids, xw_native_gap);
    }
}

/* ---- Mappings --------------------------------------------------------------- */

/* What a mapping does not say of itself, the whole collection may. */
static xw_string
inherited(const collection *c, const json_t *mapping, const char *member)
{
    xw_string own = xw_json_text(mapping, member);
    return own.len
               ? own
               : xw_json_text(json_object_get(c->json, "provenance"), member);
}

/* A set is called by the frameworks it is from and to. */
static bool
declare_set(collection *c, const xw_json_node *mapping)
{
    const json_t *metadata = json_object_get(c->json, "metadata");
    xw_string title = xw_json_text(metadata, "title");
    xw_buffer id = { 0 };
    bool good = xw_buffer_append(&id, c->source.bytes, c->source.len) &&
                xw_buffer_append(&id, "-to-", 4) &&
                xw_buffer_append(&id, c->target.bytes, c->target.len) &&
                xw_text_store_copy(&c->reading.store,
                                   (xw_string){ id.bytes, id.len }, &c->set);
    xw_buffer_free(&id);
    if (!xw_json_reading_stored(&c->reading, good)) {
        return false;
    }
    xw_json_record record;
    xw_json_record_begin(&record, &c->reading, mapping);
    xw_string *cells = record.row.cells;
    cells[XW_FIELD_SET_ID] = c->set;
    cells[XW_FIELD_NAME] = title.len ? title : c->set;
    cells[XW_FIELD_VERSION] = xw_json_text(metadata, "version");
    cells[XW_FIELD_DATE] = xw_json_text(metadata, "last-modified");
    cells[XW_FIELD_METHOD] = inherited(c, mapping->json, "method");
    cells[XW_FIELD_STATUS] = inherited(c, mapping->json, "status");
    return !xw_native_set(&c->reading.native, &record.row);
}

static void
read_mapping(collection *c, const xw_json_node *mapping)
{
    if (!json_is_object(mapping->json)) {
        xw_json_reading_fault(&c->reading, &mapping->path, XW_DIAG_JSON_TYPE,
                              xw_text("an object"));
        return;
    }
    c->set = xw_oscal_own_prop(mapping->json, "set");
    c->own = c->set.len > 0;
    if (!read_resource(c, mapping, "source-resource", &c->source) ||
        !read_resource(c, mapping, "target-resource", &c->target) ||
        (!c->own && !declare_set(c, mapping))) {
        return;
    }
    c->rationale = c->own ? (xw_string){ NULL, 0 }
                          : inherited(c, mapping->json, "matching-rationale");
    const xw_json_list maps = xw_json_array(&c->reading, mapping, "maps");
    for (size_t i = 0; i < maps.count && !stopped(c); ++i) {
        const xw_json_node map = xw_json_element(&maps, i);
        read_map(c, &map);
    }
    if (!c->own) { /* which has said them with their notes */
        read_gaps(c, mapping, "source-gap-summary", c->source, c->target);
        read_gaps(c, mapping, "target-gap-summary", c->target, c->source);
    }
}

/* One mapping may stand where several would. */
static void
read_collection(collection *c, const xw_json_node *root)
{
    c->json = root->json;
    xw_oscal_own_read(&c->reading, root);
    if (stopped(c)) {
        return;
    }
    if (json_is_object(json_object_get(root->json, "mappings"))) {
        const xw_json_node one = xw_json_object(&c->reading, root, "mappings");
        read_mapping(c, &one);
        return;
    }
    const xw_json_list list = xw_json_array(&c->reading, root, "mappings");
    for (size_t i = 0; i < list.count && !stopped(c); ++i) {
        const xw_json_node mapping = xw_json_element(&list, i);
        read_mapping(c, &mapping);
    }
}

xw_status
xw_oscal_mapping_read(xw_import_job *job, const xw_document *document)
{
    collection c = { 0 };
    if (!xw_json_reading_begin(&c.reading, job->builder, &job->diagnostics,
                               document->name)) {
        const xw_json_node root = { document->json, { NULL, NULL, 0 } };
        const xw_json_node model =
            xw_json_object(&c.reading, &root, "mapping-collection");
        if (model.json) {
            read_collection(&c, &model);
        }
    }
    xw_buffer_free(&c.references);
    return xw_json_reading_end(&c.reading);
}
