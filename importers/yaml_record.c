#include "yaml_record.h"

/* ---- The document ----------------------------------------------------------- */

xw_status
xw_yaml_reading_begin(xw_yaml_reading *reading, xw_builder *builder,
                      xw_diagnostics *diagnostics, const char *name)
{
    reading->store = (xw_text_store){ 0 };
    return xw_native_begin(&reading->native, builder, diagnostics, name);
}

xw_status
xw_yaml_reading_end(xw_yaml_reading *reading)
{
    xw_status st = xw_native_end(&reading->native);
    xw_text_store_free(&reading->store);
    return st;
}

bool
xw_yaml_reading_stored(xw_yaml_reading *reading, bool stored)
{
    xw_native *native = &reading->native;
    if (!stored && !native->stop) {
        native->stop = xw_diagnostics_fail(
            native->diagnostics, &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    return stored;
}

void
xw_yaml_reading_report(xw_yaml_reading *reading, xw_yaml_node at,
                       xw_finding *finding)
{
    xw_native *native = &reading->native;
    if (!native->stop) {
        finding->at = xw_yaml_position(at);
        native->stop = xw_diagnostics_report(native->diagnostics, finding);
    }
}

/* ---- Records ---------------------------------------------------------------- */

static void
locate(const xw_native_row *row, xw_native_field field, size_t index,
       xw_finding *out)
{
    (void)index;
    const xw_yaml_record *record = row->payload;
    xw_yaml_node value = record->values[field];
    out->at = xw_yaml_position(value.id ? value : record->node);
}

void
xw_yaml_record_begin(xw_yaml_record *record, xw_yaml_reading *reading,
                     xw_yaml_node node)
{
    *record = (xw_yaml_record){ .reading = reading,
                                .node = node,
                                .good = xw_yaml_is_mapping(node) };
    record->row.at = xw_yaml_position(node);
    record->row.locate = locate;
    record->row.payload = record;
    if (!record->good) {
        xw_yaml_reading_report(
            reading, node,
            &(xw_finding){ .what = XW_DIAG_YAML_TYPE,
                           .subject = xw_text("a mapping") });
    }
}

void
xw_yaml_record_take(xw_yaml_record *record, xw_native_field field,
                    const char *key)
{
    xw_yaml_node value = xw_yaml_get(record->node, key);
    record->values[field] = value;
    record->row.cells[field] = xw_yaml_text(value);
    if (xw_yaml_is_mapping(value) || xw_yaml_is_sequence(value)) {
        record->good = false;
        xw_yaml_reading_report(record->reading, value,
                               &(xw_finding){ .what = XW_DIAG_YAML_TYPE,
                                              .subject = xw_text("a text") });
    }
}
