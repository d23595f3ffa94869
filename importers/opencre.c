#include "opencre.h"

#include "native_catalogue.h"
#include "native_mappings.h"
#include "native_sets.h"
#include "values.h"
#include "yaml_record.h"

#define OURS "opencre"

unsigned
xw_opencre_detect(const xw_document *document)
{
    xw_yaml_node root = xw_yaml_root(document->yaml);
    xw_string type = xw_yaml_text(xw_yaml_get(root, "doctype"));
    return xw_equal_folded(type, "cre") ? 95 : 0;
}

/* ---- What it maps from ------------------------------------------------------ */

static void
declare_all(xw_yaml_reading *reading, xw_yaml_node root)
{
    xw_yaml_record record;
    xw_yaml_record_begin(&record, reading, root);
    xw_string *cells = record.row.cells;
    cells[XW_FIELD_FRAMEWORK_ID] = xw_text(OURS);
    cells[XW_FIELD_SET_ID] = xw_text(OURS);
    cells[XW_FIELD_NAME] = xw_text("OpenCRE");
    cells[XW_FIELD_PUBLISHER] = xw_text("OWASP");
    if (!xw_native_framework(&reading->native, &record.row)) {
        (void)xw_native_set(&reading->native, &record.row);
    }
}

/* Whether the requirement has an id. */
static bool
declare_requirement(xw_yaml_reading *reading, xw_yaml_node root)
{
    xw_yaml_record record;
    xw_native *native = &reading->native;
    uint64_t errors = native->diagnostics->errors;
    xw_yaml_record_begin(&record, reading, root);
    xw_yaml_record_take(&record, XW_FIELD_CONTROL_ID, "id");
    xw_yaml_record_take(&record, XW_FIELD_TITLE, "name");
    xw_yaml_record_take(&record, XW_FIELD_TEXT, "description");
    record.row.cells[XW_FIELD_FRAMEWORK_ID] = xw_text(OURS);
    return record.good && !xw_native_control(native, &record.row) &&
           native->diagnostics->errors == errors;
}

/* ---- What it maps to -------------------------------------------------------- */

/* A standard with a catalogue of its own: its controls are declared there, and
 * are named here by the first word of the section. */
static const struct {
    const char *theirs, *ours;
} published[] = {
    { "NIST 800-53 v5", "nist-sp-800-53-rev5" },
};

static const char *
published_id(xw_string name)
{
    for (size_t i = 0; i < sizeof published / sizeof *published; ++i) {
        if (xw_equal_folded(name, published[i].theirs)) {
            return published[i].ours;
        }
    }
    return NULL;
}

static xw_string
first_word(xw_string text)
{
    xw_string word = { NULL, 0 };
    (void)xw_split(&text, " ", &word);
    return word;
}

/* Without a sectionID the section is both id and title. */
static void
name_section(xw_yaml_record *record)
{
    xw_string *cells = record->row.cells;
    xw_yaml_record_take(record, XW_FIELD_TITLE, "section");
    xw_yaml_record_take(record, XW_FIELD_CONTROL_ID, "sectionID");
    if (!cells[XW_FIELD_CONTROL_ID].len) {
        xw_yaml_record_take(record, XW_FIELD_CONTROL_ID, "section");
        cells[XW_FIELD_TITLE].len = 0;
    }
}

/* Let the record have the standard's framework id and control id, declaring
 * both unless they are published.  False when something was reported. */
static bool
declare_standard(xw_yaml_record *record)
{
    xw_yaml_reading *reading = record->reading;
    xw_native *native = &reading->native;
    xw_string *cells = record->row.cells;
    uint64_t errors = native->diagnostics->errors;
    xw_yaml_record_take(record, XW_FIELD_NAME, "name");
    name_section(record);
    if (!record->good || !xw_native_need(native, &record->row, XW_FIELD_NAME) ||
        !xw_native_need_id(native, &record->row, XW_FIELD_CONTROL_ID)) {
        return false;
    }
    const char *known = published_id(cells[XW_FIELD_NAME]);
    if (known) {
        cells[XW_FIELD_FRAMEWORK_ID] = xw_text(known);
        cells[XW_FIELD_CONTROL_ID] = first_word(cells[XW_FIELD_CONTROL_ID]);
        return true;
    }
    return xw_yaml_reading_stored(
               reading,
               xw_text_store_slug(&reading->store, cells[XW_FIELD_NAME],
                                  &cells[XW_FIELD_FRAMEWORK_ID])) &&
           !xw_native_framework(native, &record->row) &&
           !xw_native_control(native, &record->row) &&
           native->diagnostics->errors == errors;
}

static void
read_link(xw_yaml_reading *reading, xw_yaml_node link, xw_string id)
{
    xw_yaml_record record;
    xw_yaml_node document = xw_yaml_get(link, "document");
    xw_string type = xw_yaml_text(xw_yaml_get(document, "doctype"));
    if (xw_equal_folded(type, "cre")) {
        return;
    }
    xw_yaml_record_begin(&record, reading, document.id ? document : link);
    xw_string *cells = record.row.cells;
    if (!record.good || !declare_standard(&record)) {
        return;
    }
    cells[XW_FIELD_SOURCE_FRAMEWORK] = xw_text(OURS);
    cells[XW_FIELD_SOURCE_CONTROL] = id;
    cells[XW_FIELD_TARGET_FRAMEWORK] = cells[XW_FIELD_FRAMEWORK_ID];
    cells[XW_FIELD_TARGET_CONTROL] = cells[XW_FIELD_CONTROL_ID];
    cells[XW_FIELD_RELATIONSHIP] = xw_text("related");
    cells[XW_FIELD_ORIGIN] = xw_text(OURS);
    (void)xw_native_mapping(&reading->native, &record.row);
}

/* ---- The document ----------------------------------------------------------- */

static void
read_links(xw_yaml_reading *reading, xw_yaml_node root)
{
    xw_yaml_node links = xw_yaml_get(root, "links");
    xw_string id = xw_yaml_text(xw_yaml_get(root, "id"));
    size_t count = xw_yaml_count(links);
    if (links.id && !xw_yaml_is_sequence(links)) {
        xw_yaml_reading_report(
            reading, links,
            &(xw_finding){ .what = XW_DIAG_YAML_TYPE,
                           .subject = xw_text("a sequence") });
    }
    for (size_t i = 0; i < count && !reading->native.stop; ++i) {
        read_link(reading, xw_yaml_element(links, i), id);
    }
}

xw_status
xw_opencre_read(xw_import_job *job, const xw_document *document)
{
    xw_yaml_reading reading;
    xw_yaml_node root = xw_yaml_root(document->yaml);
    if (!xw_yaml_reading_begin(&reading, job->builder, &job->diagnostics,
                               document->name) &&
        declare_requirement(&reading, root)) {
        declare_all(&reading, root);
        read_links(&reading, root);
    }
    return xw_yaml_reading_end(&reading);
}
