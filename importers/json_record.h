/* json_record.h - members of published JSON as cells of native records. */
#ifndef XW_IMPORTERS_JSON_RECORD_H
#define XW_IMPORTERS_JSON_RECORD_H

#include "json_reader.h"
#include "native.h"
#include "text_store.h"

/** The reading of one document. */
typedef struct xw_json_reading {
    xw_native native;
    xw_text_store store;
    char pointer[XW_NATIVE_PATH_BYTES]; /* to what is being reported */
} xw_json_reading;

/** Begin and end a document, as xw_native_begin and xw_native_end do. */
xw_status xw_json_reading_begin(xw_json_reading *reading, xw_builder *builder,
                                xw_diagnostics *diagnostics, const char *name);
xw_status xw_json_reading_end(xw_json_reading *reading);

/** Whether something was stored; if not, ends the import. */
bool xw_json_reading_stored(xw_json_reading *reading, bool stored);

/** Report `what` of a place. */
void xw_json_reading_fault(xw_json_reading *reading, const xw_json_path *path,
                           xw_diagnostic what, xw_string subject);

/** One object, whose place is `path`. */
typedef struct xw_json_node {
    const json_t *json;
    xw_json_path path;
} xw_json_node;

/** The string of a member, trimmed; empty when there is none. */
xw_string xw_json_text(const json_t *json, const char *member);

/** The member, which must be an object; else that is reported, and `json` is
 *  NULL.  `node` must outlive the result. */
xw_json_node xw_json_object(xw_json_reading *reading, const xw_json_node *node,
                            const char *member);

/** The elements of a member; count 0 when it is not there. */
typedef struct xw_json_list {
    const json_t *json;
    size_t count;
    xw_json_path path;
} xw_json_list;

/** The member as an array, reporting what is none. */
xw_json_list xw_json_array(xw_json_reading *reading, const xw_json_node *node,
                           const char *member);

/** One element, which the list must outlive. */
xw_json_node xw_json_element(const xw_json_list *list, size_t index);

typedef struct xw_json_record {
    xw_native_row row;
    xw_json_reading *reading;
    const xw_json_node *node;
    const char *members[XW_FIELD_COUNT]; /* that a cell is of, or NULL */
    bool good;                           /* nothing of it was reported */
} xw_json_record;

void xw_json_record_begin(xw_json_record *record, xw_json_reading *reading,
                          const xw_json_node *node);

/** Let a field be the string of a member, reporting what is none.  What is
 *  not there, or null, is empty. */
void xw_json_record_take(xw_json_record *record, xw_native_field field,
                         const char *member);

#endif
