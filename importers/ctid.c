#include "ctid.h"

#include "json_record.h"
#include "native_catalogue.h"
#include "native_mappings.h"
#include "native_sets.h"
#include "values.h"

#include <string.h>

unsigned
xw_ctid_detect(const xw_document *document)
{
    const json_t *metadata = json_object_get(document->json, "metadata");
    bool ours =
        json_object_get(metadata, "mapping_framework") &&
        json_is_array(json_object_get(document->json, "mapping_objects"));
    return ours ? 95 : 0;
}

/* One of the two frameworks that a file maps. */
typedef struct side {
    const char *id, *title; /* the members that name a control of it */
    xw_string framework;
    bool declares; /* whether this file is where its controls are known from */
    json_t *seen;  /* ids declared so far */
} side;

/* The reading of one file. */
typedef struct mappings {
    xw_json_reading reading;
    side capability, attack;
    xw_string set;
    const json_t *groups; /* names by id */
    uint64_t halves;      /* mappings that lack one side */
    char first_half[XW_NATIVE_PATH_BYTES];
} mappings;

static bool
stopped(const mappings *m)
{
    return m->reading.native.stop != XW_OK;
}

/* ---- The metadata ----------------------------------------------------------- */

/* Frameworks that have a publisher and a catalogue of their own.  Others are
 * known from these files alone. */
static const struct {
    const char *theirs;
    const char *ours;
} published[] = {
    { "nist_800_53", "nist-sp-800-53" },
    { "csa_ccm", "csa-ccm" },
};

static const char *
published_name(xw_string name)
{
    for (size_t i = 0; i < sizeof published / sizeof *published; ++i) {
        if (xw_equal_folded(name, published[i].theirs)) {
            return published[i].ours;
        }
    }
    return NULL;
}

/* The parts that are not empty as one id, with hyphens. */
static bool
join(mappings *m, const xw_string *parts, size_t count, xw_string *out)
{
    xw_buffer text = { 0 };
    bool good = true;
    for (size_t i = 0; good && i < count; ++i) {
        good = !parts[i].len ||
               (xw_buffer_append(&text, "-", text.len ? 1 : 0) &&
                xw_buffer_append(&text, parts[i].bytes, parts[i].len));
    }
    for (size_t i = 0; i < text.len; ++i) {
        text.bytes[i] = (char)(text.bytes[i] == '_' ? '-' : text.bytes[i]);
    }
    good = good && xw_text_store_slug(&m->reading.store,
                                      (xw_string){ text.bytes, text.len }, out);
    xw_buffer_free(&text);
    return xw_json_reading_stored(&m->reading, good);
}

static bool
name_all(mappings *m, const json_t *metadata)
{
    xw_string name = xw_json_text(metadata, "mapping_framework");
    const char *known = published_name(name);
    m->capability.declares = !known;
    const xw_string capability[] = {
        known ? xw_text(known) : name,
        xw_json_text(metadata, "mapping_framework_version")
    };
    const xw_string attack[] = { xw_text("mitre-attack"),
                                 xw_json_text(metadata, "attack_version"),
                                 xw_json_text(metadata, "technology_domain") };
    if (!join(m, capability, 2, &m->capability.framework) ||
        !join(m, attack, 3, &m->attack.framework)) {
        return false;
    }
    const xw_string set[] = { xw_text("ctid"), m->capability.framework,
                              m->attack.framework };
    return join(m, set, 3, &m->set);
}

static void
declare_framework(mappings *m, const xw_json_node *metadata, const side *s,
                  const char *name, const char *version)
{
    xw_json_record record;
    if (s->declares && !stopped(m)) {
        xw_json_record_begin(&record, &m->reading, metadata);
        xw_json_record_take(&record, XW_FIELD_VERSION, version);
        record.row.cells[XW_FIELD_FRAMEWORK_ID] = s->framework;
        record.row.cells[XW_FIELD_NAME] =
            name ? xw_text(name)
                 : xw_json_text(metadata->json, "mapping_framework");
        (void)xw_native_framework(&m->reading.native, &record.row);
    }
}

static bool
declare_set(mappings *m, const xw_json_node *metadata)
{
    xw_json_record record;
    xw_json_record_begin(&record, &m->reading, metadata);
    xw_json_record_take(&record, XW_FIELD_VERSION, "mapping_version");
    xw_json_record_take(&record, XW_FIELD_DATE, "last_update");
    record.row.cells[XW_FIELD_SET_ID] = m->set;
    record.row.cells[XW_FIELD_NAME] = m->set;
    record.row.cells[XW_FIELD_PUBLISHER] =
        xw_text("Center for Threat-Informed Defense");
    return record.good && !xw_native_set(&m->reading.native, &record.row);
}

static bool
read_metadata(mappings *m, const xw_json_node *root)
{
    const xw_json_node metadata = xw_json_object(&m->reading, root, "metadata");
    uint64_t errors = m->reading.native.diagnostics->errors;
    if (!metadata.json || !name_all(m, metadata.json)) {
        return false;
    }
    if (!xw_json_text(metadata.json, "mapping_framework").len) {
        const xw_json_path path = { &metadata.path, "mapping_framework", 0 };
        xw_json_reading_fault(&m->reading, &path, XW_DIAG_EMPTY,
                              (xw_string){ NULL, 0 });
        return false;
    }
    m->groups = json_object_get(metadata.json, "capability_groups");
    declare_framework(m, &metadata, &m->capability, NULL,
                      "mapping_framework_version");
    declare_framework(m, &metadata, &m->attack, "MITRE ATT&CK",
                      "attack_version");
    return declare_set(m, &metadata) &&
           m->reading.native.diagnostics->errors == errors;
}

/* ---- Controls --------------------------------------------------------------- */

enum { KEY_BYTES = 256 };

/* jansson wants its keys to end with NUL; false when `text` is no key. */
static bool
make_key(xw_string text, char key[KEY_BYTES])
{
    if (!text.len || text.len >= KEY_BYTES) {
        return false;
    }
    memcpy(key, text.bytes, text.len);
    key[text.len] = '\0';
    return true;
}

/* Whether `id` is new to a side; it is no longer. */
static bool
is_new(mappings *m, side *s, xw_string id)
{
    char key[KEY_BYTES];
    if (!s->declares || !make_key(id, key)) {
        return false;
    }
    return !json_object_get(s->seen, key) &&
           xw_json_reading_stored(
               &m->reading, !json_object_set_new(s->seen, key, json_true()));
}

static xw_string
group_name(const mappings *m, xw_string group)
{
    char key[KEY_BYTES];
    return make_key(group, key) ? xw_json_text(m->groups, key)
                                : (xw_string){ NULL, 0 };
}

static void
declare_group(mappings *m, const xw_json_node *object, xw_string group)
{
    xw_json_record record;
    if (!is_new(m, &m->capability, group)) {
        return;
    }
    xw_json_record_begin(&record, &m->reading, object);
    record.members[XW_FIELD_CONTROL_ID] = "capability_group";
    record.row.cells[XW_FIELD_FRAMEWORK_ID] = m->capability.framework;
    record.row.cells[XW_FIELD_CONTROL_ID] = group;
    record.row.cells[XW_FIELD_ASSESSABLE] = xw_text("no");
    record.row.cells[XW_FIELD_TITLE] = group_name(m, group);
    (void)xw_native_control(&m->reading.native, &record.row);
}

static void
declare_control(mappings *m, const xw_json_node *object, side *s,
                xw_string parent)
{
    xw_json_record record;
    xw_string id = xw_json_text(object->json, s->id);
    if (!is_new(m, s, id)) {
        return;
    }
    xw_json_record_begin(&record, &m->reading, object);
    xw_json_record_take(&record, XW_FIELD_CONTROL_ID, s->id);
    xw_json_record_take(&record, XW_FIELD_TITLE, s->title);
    record.row.cells[XW_FIELD_FRAMEWORK_ID] = s->framework;
    record.row.cells[XW_FIELD_PARENT_ID] = parent;
    (void)xw_native_control(&m->reading.native, &record.row);
}

/* A group of one is often called as what is in it. */
static void
declare_controls(mappings *m, const xw_json_node *object)
{
    xw_string group = xw_json_text(object->json, "capability_group");
    xw_string id = xw_json_text(object->json, m->capability.id);
    if (xw_equal(group, id) || !id.len) {
        group.len = 0;
    }
    declare_group(m, object, group);
    declare_control(m, object, &m->capability, group);
    declare_control(m, object, &m->attack, (xw_string){ NULL, 0 });
}

/* ---- Mappings --------------------------------------------------------------- */

/* The publisher's scores on our scale of 10. */
static xw_string
strength_of(xw_string score)
{
    static const char *const scores[] = { "minimal", "partial", "significant",
                                          NULL };
    static const char *const strengths[] = { "3", "5", "8" };
    size_t index;
    return xw_text(xw_parse_word(score, scores, &index) ? strengths[index]
                                                        : "");
}

static void
add_gap(mappings *m, xw_json_record *record, const side *of, const side *other)
{
    xw_string *cells = record->row.cells;
    xw_json_record_take(record, XW_FIELD_CONTROL_ID, of->id);
    cells[XW_FIELD_FRAMEWORK_ID] = of->framework;
    cells[XW_FIELD_OTHER_FRAMEWORK] = other->framework;
    (void)xw_native_gap(&m->reading.native, &record->row);
}

/* Nothing to be mapped, though not said to be non-mappable. */
static void
count_half(mappings *m, const xw_json_node *object)
{
    if (!m->halves++) {
        xw_json_path_write(&object->path, m->first_half, sizeof m->first_half);
    }
}

static void
read_object(mappings *m, const xw_json_node *object)
{
    xw_json_record record;
    xw_json_record_begin(&record, &m->reading, object);
    xw_json_record_take(&record, XW_FIELD_SOURCE_CONTROL, m->capability.id);
    xw_json_record_take(&record, XW_FIELD_TARGET_CONTROL, m->attack.id);
    xw_json_record_take(&record, XW_FIELD_NOTE, "comments");
    if (!record.good) {
        return;
    }
    declare_controls(m, object);
    xw_string *cells = record.row.cells;
    bool capability = cells[XW_FIELD_SOURCE_CONTROL].len > 0;
    bool attack = cells[XW_FIELD_TARGET_CONTROL].len > 0;
    bool gap =
        xw_equal_folded(xw_json_text(object->json, "status"), "non_mappable");
    cells[XW_FIELD_ORIGIN] = m->set;
    cells[XW_FIELD_SOURCE_FRAMEWORK] = m->capability.framework;
    cells[XW_FIELD_TARGET_FRAMEWORK] = m->attack.framework;
    cells[XW_FIELD_RELATIONSHIP] = xw_text("related");
    cells[XW_FIELD_STRENGTH] =
        strength_of(xw_json_text(object->json, "score_value"));
    if (capability && attack && !gap) {
        (void)xw_native_mapping(&m->reading.native, &record.row);
    } else if (gap && capability && !attack) {
        add_gap(m, &record, &m->capability, &m->attack);
    } else if (gap && attack && !capability) {
        add_gap(m, &record, &m->attack, &m->capability);
    } else {
        count_half(m, object);
    }
}

static void
read_objects(mappings *m, const xw_json_node *root)
{
    const xw_json_list list =
        xw_json_array(&m->reading, root, "mapping_objects");
    for (size_t i = 0; i < list.count && !stopped(m); ++i) {
        const xw_json_node object = xw_json_element(&list, i);
        read_object(m, &object);
    }
    xw_native *native = &m->reading.native;
    if (m->halves && !native->stop) {
        native->stop = xw_diagnostics_report(
            native->diagnostics, &(xw_finding){ .what = XW_DIAG_HALF_MAPPING,
                                                .path = m->first_half,
                                                .count = m->halves });
    }
}

/* ---- The document ----------------------------------------------------------- */

static void
read_document(mappings *m, const json_t *json)
{
    const xw_json_node root = { json, { NULL, NULL, 0 } };
    m->capability.seen = json_object();
    m->attack.seen = json_object();
    bool made = m->capability.seen && m->attack.seen;
    if (xw_json_reading_stored(&m->reading, made) && read_metadata(m, &root)) {
        read_objects(m, &root);
    }
}

xw_status
xw_ctid_read(xw_import_job *job, const xw_document *document)
{
    mappings m = { .capability = { .id = "capability_id",
                                   .title = "capability_description" },
                   .attack = { .id = "attack_object_id",
                               .title = "attack_object_name",
                               .declares = true } };
    if (!xw_json_reading_begin(&m.reading, job->builder, &job->diagnostics,
                               document->name)) {
        read_document(&m, document->json);
    }
    json_decref(m.capability.seen);
    json_decref(m.attack.seen);
    return xw_json_reading_end(&m.reading);
}
