#include "json_record.h"

#include "values.h"

/* ---- The document ----------------------------------------------------------- */

xw_status
xw_json_reading_begin(xw_json_reading *reading, xw_builder *builder,
                      xw_diagnostics *diagnostics, const char *name)
{
    reading->store = (xw_text_store){ 0 };
    return xw_native_begin(&reading->native, builder, diagnostics, name);
}

xw_status
xw_json_reading_end(xw_json_reading *reading)
{
    xw_status st = xw_native_end(&reading->native);
    xw_text_store_free(&reading->store);
    return st;
}

bool
xw_json_reading_stored(xw_json_reading *reading, bool stored)
{
    xw_native *native = &reading->native;
    if (!stored && !native->stop) {
        native->stop = xw_diagnostics_fail(
            native->diagnostics, &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    return stored;
}

void
xw_json_reading_fault(xw_json_reading *reading, const xw_json_path *path,
                      xw_diagnostic what, xw_string subject)
{
    xw_native *native = &reading->native;
    if (native->stop) {
        return;
    }
    xw_json_path_write(path, reading->pointer, sizeof reading->pointer);
    native->stop = xw_diagnostics_report(
        native->diagnostics, &(xw_finding){ .what = what,
                                            .path = reading->pointer,
                                            .subject = subject });
}

/* ---- Members ---------------------------------------------------------------- */

static xw_string
text_of(const json_t *string)
{
    return xw_trim(
        (xw_string){ json_string_value(string), json_string_length(string) });
}

xw_string
xw_json_text(const json_t *json, const char *member)
{
    return text_of(json_object_get(json, member));
}

static bool
is_given(const json_t *value)
{
    return value && !json_is_null(value);
}

xw_json_node
xw_json_object(xw_json_reading *reading, const xw_json_node *node,
               const char *member)
{
    xw_json_node out = { json_object_get(node->json, member),
                         { &node->path, member, 0 } };
    if (!out.json) {
        xw_json_reading_fault(reading, &node->path, XW_DIAG_JSON_MISSING,
                              xw_text(member));
    } else if (!json_is_object(out.json)) {
        xw_json_reading_fault(reading, &out.path, XW_DIAG_JSON_TYPE,
                              xw_text("an object"));
        out.json = NULL;
    }
    return out;
}

xw_json_list
xw_json_array(xw_json_reading *reading, const xw_json_node *node,
              const char *member)
{
    xw_json_list out = { json_object_get(node->json, member),
                         0,
                         { &node->path, member, 0 } };
    if (is_given(out.json) && !json_is_array(out.json)) {
        xw_json_reading_fault(reading, &out.path, XW_DIAG_JSON_TYPE,
                              xw_text("an array"));
    }
    out.count = json_array_size(out.json);
    return out;
}

xw_json_node
xw_json_element(const xw_json_list *list, size_t index)
{
    return (xw_json_node){ json_array_get(list->json, index),
                           { &list->path, NULL, index } };
}

/* ---- Records ---------------------------------------------------------------- */

static void
locate(const xw_native_row *row, xw_native_field field, size_t index,
       xw_finding *out)
{
    (void)index;
    const xw_json_record *record = row->payload;
    xw_json_reading *reading = record->reading;
    const xw_json_path within = { &record->node->path, record->members[field],
                                  0 };
    xw_json_path_write(within.name ? &within : within.up, reading->pointer,
                       sizeof reading->pointer);
    out->path = reading->pointer;
}

void
xw_json_record_begin(xw_json_record *record, xw_json_reading *reading,
                     const xw_json_node *node)
{
    *record = (xw_json_record){ .reading = reading,
                                .node = node,
                                .good = json_is_object(node->json) };
    record->row.locate = locate;
    record->row.payload = record;
    if (!record->good) {
        xw_json_reading_fault(reading, &node->path, XW_DIAG_JSON_TYPE,
                              xw_text("an object"));
    }
}

void
xw_json_record_take(xw_json_record *record, xw_native_field field,
                    const char *member)
{
    const json_t *value = json_object_get(record->node->json, member);
    record->members[field] = member;
    if (is_given(value) && !json_is_string(value)) {
        const xw_json_path path = { &record->node->path, member, 0 };
        xw_json_reading_fault(record->reading, &path, XW_DIAG_JSON_TYPE,
                              xw_text("a string"));
        record->good = false;
        return;
    }
    record->row.cells[field] = text_of(value);
}
