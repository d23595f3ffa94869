/* yaml_record.h - values of published YAML as cells of native records. */
#ifndef XW_IMPORTERS_YAML_RECORD_H
#define XW_IMPORTERS_YAML_RECORD_H

#include "native.h"
#include "text_store.h"
#include "yaml_reader.h"

/** The reading of one document. */
typedef struct xw_yaml_reading {
    xw_native native;
    xw_text_store store;
} xw_yaml_reading;

/** Begin and end a document, as xw_native_begin and xw_native_end do. */
xw_status xw_yaml_reading_begin(xw_yaml_reading *reading, xw_builder *builder,
                                xw_diagnostics *diagnostics, const char *name);
xw_status xw_yaml_reading_end(xw_yaml_reading *reading);

/** Whether something was stored; if not, ends the import. */
bool xw_yaml_reading_stored(xw_yaml_reading *reading, bool stored);

/** Report a finding at a node. */
void xw_yaml_reading_report(xw_yaml_reading *reading, xw_yaml_node at,
                            xw_finding *finding);

typedef struct xw_yaml_record {
    xw_native_row row;
    xw_yaml_reading *reading;
    xw_yaml_node node;
    xw_yaml_node values[XW_FIELD_COUNT]; /* that a cell is of */
    bool good;                           /* nothing of it was reported */
} xw_yaml_record;

void xw_yaml_record_begin(xw_yaml_record *record, xw_yaml_reading *reading,
                          xw_yaml_node node);

/** Let a field be the value of a key, reporting what is no scalar.  What is
 *  not there, or null, is empty. */
void xw_yaml_record_take(xw_yaml_record *record, xw_native_field field,
                         const char *key);

#endif
