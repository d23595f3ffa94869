#include "oscal_own.h"

#include "native_json.h"
#include "native_mappings.h"
#include "native_sets.h"
#include "values.h"

#include <string.h>

#define OWN_NAMESPACE "urn:x-crosswalk:oscal"

/* ---- Props ------------------------------------------------------------------ */

static bool
member_is(const json_t *json, const char *member, const char *wanted)
{
    const char *text = json_string_value(json_object_get(json, member));
    return text && strcmp(text, wanted) == 0;
}

static bool
is_own(const json_t *prop, const char *name)
{
    return member_is(prop, "ns", OWN_NAMESPACE) &&
           member_is(prop, "name", name);
}

static xw_string
value_of(const json_t *prop)
{
    xw_string remarks = xw_json_text(prop, "remarks");
    return remarks.len ? remarks : xw_json_text(prop, "value");
}

xw_string
xw_oscal_own_prop(const json_t *json, const char *name)
{
    size_t index;
    json_t *prop;
    json_array_foreach(json_object_get(json, "props"), index, prop)
    {
        if (is_own(prop, name)) {
            return value_of(prop);
        }
    }
    return (xw_string){ NULL, 0 };
}

void
xw_oscal_own_take(xw_json_record *record, xw_native_field field,
                  const char *name)
{
    record->members[field] = "props";
    record->row.cells[field] = xw_oscal_own_prop(record->node->json, name);
}

xw_string
xw_oscal_own_framework(const json_t *model, xw_string href)
{
    const json_t *resources =
        json_object_get(json_object_get(model, "back-matter"), "resources");
    size_t index;
    json_t *resource;
    json_array_foreach(resources, index, resource)
    {
        xw_string uuid = xw_json_text(resource, "uuid");
        if (href.len == uuid.len + 1 && href.bytes[0] == '#' && uuid.len &&
            memcmp(href.bytes + 1, uuid.bytes, uuid.len) == 0) {
            return xw_oscal_own_prop(resource, "framework");
        }
    }
    return (xw_string){ NULL, 0 };
}

/* ---- Attachments ------------------------------------------------------------ */

static int
value_of_digit(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

static xw_string
without_padding(xw_string text)
{
    while (text.len && text.bytes[text.len - 1] == '=') {
        --text.len;
    }
    return text;
}

/* Add up to three bytes of four digits. */
static bool
decode_group(const char *digits, size_t count, xw_buffer *out)
{
    uint32_t bits = 0;
    unsigned char bytes[3];
    for (size_t i = 0; i < 4; ++i) {
        int value = i < count ? value_of_digit(digits[i]) : 0;
        if (value < 0) {
            return false;
        }
        bits = bits << 6 | (uint32_t)value;
    }
    for (size_t i = 0; i < sizeof bytes; ++i) {
        bytes[i] = (unsigned char)(bits >> (16 - 8 * i) & 0xFF);
    }
    return count > 1 && xw_buffer_append(out, bytes, count - 1);
}

/* Whether `text` is base64 (RFC 4648), and there is memory for it. */
static bool
decode(xw_string text, xw_buffer *out)
{
    bool good = true;
    text = without_padding(text);
    for (size_t i = 0; good && i < text.len; i += 4) {
        size_t left = text.len - i;
        good = decode_group(text.bytes + i, left < 4 ? left : 4, out);
    }
    return good;
}

/* What is wrong in it is said to be in "file.json#/pointer/to/it". */
static xw_status
read_document(xw_json_reading *reading, const xw_json_path *path,
              xw_string text)
{
    xw_diagnostics *diagnostics = reading->native.diagnostics;
    const char *source = diagnostics->source;
    xw_buffer within = { 0 };
    json_t *json = NULL;
    xw_json_path_write(path, reading->pointer, sizeof reading->pointer);
    if (!xw_json_reading_stored(
            reading, xw_buffer_append(&within, source, strlen(source)) &&
                         xw_buffer_append(&within, "#", 1) &&
                         xw_buffer_append(&within, reading->pointer,
                                          strlen(reading->pointer) + 1))) {
        xw_buffer_free(&within);
        return reading->native.stop;
    }
    diagnostics->source = within.bytes;
    xw_status st = xw_json_read(text, diagnostics, &json);
    if (json) {
        st = xw_native_json_take(reading->native.builder, diagnostics,
                                 "attachment", json);
        json_decref(json);
    }
    diagnostics->source = source;
    xw_buffer_free(&within);
    return st;
}

static void
read_attachment(xw_json_reading *reading, const xw_json_node *resource)
{
    const json_t *base64 = json_object_get(resource->json, "base64");
    const xw_json_path path = { &resource->path, "base64", 0 };
    xw_buffer text = { 0 };
    if (decode(xw_json_text(base64, "value"), &text)) {
        xw_status st =
            read_document(reading, &path, (xw_string){ text.bytes, text.len });
        reading->native.stop = reading->native.stop ? reading->native.stop : st;
    } else {
        xw_json_reading_fault(reading, &path, XW_DIAG_JSON_TYPE,
                              xw_text("base64"));
    }
    xw_buffer_free(&text);
}

/* ---- Mapping sets ----------------------------------------------------------- */

/* "gdpr iso-42001-2023:6.1.2": nothing in the first corresponds to the other. */
static bool
split_gap(xw_string text, xw_native_row *row)
{
    const char *blank = text.len ? memchr(text.bytes, ' ', text.len) : NULL;
    if (!blank) {
        return false;
    }
    size_t other = (size_t)(blank - text.bytes);
    xw_string reference = { blank + 1, text.len - other - 1 };
    const char *colon =
        reference.len ? memchr(reference.bytes, ':', reference.len) : NULL;
    if (!colon) {
        return false;
    }
    size_t framework = (size_t)(colon - reference.bytes);
    row->cells[XW_FIELD_OTHER_FRAMEWORK] = (xw_string){ text.bytes, other };
    row->cells[XW_FIELD_FRAMEWORK_ID] =
        (xw_string){ reference.bytes, framework };
    row->cells[XW_FIELD_CONTROL_ID] =
        (xw_string){ colon + 1, reference.len - framework - 1 };
    return true;
}

static void
read_gap(xw_json_reading *reading, const xw_json_node *prop, xw_string set)
{
    xw_json_record record;
    xw_json_record_begin(&record, reading, prop);
    record.row.cells[XW_FIELD_ORIGIN] = set;
    record.row.cells[XW_FIELD_NOTE] = xw_json_text(prop->json, "remarks");
    if (split_gap(xw_json_text(prop->json, "value"), &record.row)) {
        (void)xw_native_gap(&reading->native, &record.row);
    } else {
        const xw_json_path path = { &prop->path, "value", 0 };
        xw_json_reading_fault(reading, &path, XW_DIAG_JSON_REFERENCE,
                              xw_json_text(prop->json, "value"));
    }
}

static void
read_gaps(xw_json_reading *reading, const xw_json_node *resource, xw_string set)
{
    const xw_json_list props = xw_json_array(reading, resource, "props");
    for (size_t i = 0; i < props.count && !reading->native.stop; ++i) {
        const xw_json_node prop = xw_json_element(&props, i);
        if (is_own(prop.json, "gap")) {
            read_gap(reading, &prop, set);
        }
    }
}

static void
declare_set(xw_json_reading *reading, const xw_json_node *resource,
            xw_string set)
{
    static const struct {
        xw_native_field field;
        const char *name;
    } fields[] = {
        { XW_FIELD_NAME, "name" },
        { XW_FIELD_PUBLISHER, "publisher" },
        { XW_FIELD_VERSION, "version" },
        { XW_FIELD_DATE, "date" },
        { XW_FIELD_METHOD, "method" },
        { XW_FIELD_CLAIM, "claim" },
        { XW_FIELD_RELATED, "related" },
        { XW_FIELD_TRUST, "trust" },
        { XW_FIELD_PRECEDENCE, "precedence" },
        { XW_FIELD_STATUS, "status" },
        { XW_FIELD_LICENSE, "license" },
        { XW_FIELD_SOURCE, "source" },
    };
    xw_json_record record;
    xw_json_record_begin(&record, reading, resource);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; ++i) {
        xw_oscal_own_take(&record, fields[i].field, fields[i].name);
    }
    record.row.cells[XW_FIELD_SET_ID] = set;
    if (record.row.cells[XW_FIELD_NAME].len) {
        (void)xw_native_set(&reading->native, &record.row);
    }
}

/* ---- The back matter -------------------------------------------------------- */

static void
read_resource(xw_json_reading *reading, const xw_json_node *resource)
{
    xw_string set = xw_oscal_own_prop(resource->json, "set");
    if (set.len) {
        declare_set(reading, resource, set);
        read_gaps(reading, resource, set);
    }
    if (xw_oscal_own_prop(resource->json, "framework").len &&
        json_object_get(resource->json, "base64")) {
        read_attachment(reading, resource);
    }
}

void
xw_oscal_own_read(xw_json_reading *reading, const xw_json_node *model)
{
    if (!json_object_get(model->json, "back-matter")) {
        return;
    }
    const xw_json_node matter = xw_json_object(reading, model, "back-matter");
    const xw_json_list resources = xw_json_array(reading, &matter, "resources");
    for (size_t i = 0; i < resources.count && !reading->native.stop; ++i) {
        const xw_json_node resource = xw_json_element(&resources, i);
        read_resource(reading, &resource);
    }
}
