/* native.h - what a record of the native format is, in whatever file.
 *
 * native_csv and native_json turn a row or an object into an xw_native_row:
 * text, under the names of the native CSV columns.  What it means and what is
 * wrong with it is judged once, in native_catalogue and native_mappings. */
#ifndef XW_IMPORTERS_NATIVE_H
#define XW_IMPORTERS_NATIVE_H

#include "memo.h"
#include "native_maps.h"

typedef enum xw_native_field {
    XW_FIELD_NONE = 0,
#define XW_NATIVE_FIELD(id, name) XW_FIELD_##id,
#include "native.def"
#undef XW_NATIVE_FIELD
    XW_FIELD_COUNT
} xw_native_field;

/** The name of a field, which is that of its CSV column. */
const char *xw_native_field_name(xw_native_field field);

typedef struct xw_native_row xw_native_row;

/** Says in `out` where a field stands.  Of several values in it, `index` tells
 *  which. */
typedef void (*xw_native_locate_fn)(const xw_native_row *row,
                                    xw_native_field field, size_t index,
                                    xw_finding *out);

struct xw_native_row {
    xw_string cells[XW_FIELD_COUNT]; /* trimmed; of len 0 when not given */
    const xw_string *aliases;        /* [alias_count] */
    size_t alias_count;
    xw_position at; /* line 0: the format keeps no lines */
    xw_native_locate_fn locate;
    void *payload; /* for `locate` */
};

enum { XW_NATIVE_PATH_BYTES = 512, XW_NATIVE_SUBJECT_BYTES = 160 };

/** Something that is said once a file. */
typedef struct xw_native_tally {
    uint64_t count;
    xw_position at; /* of the first */
    char path[XW_NATIVE_PATH_BYTES];
    char subject[XW_NATIVE_SUBJECT_BYTES];
} xw_native_tally;

/** The reading of one file. */
typedef struct xw_native {
    xw_builder *builder;
    xw_diagnostics *diagnostics;
    uint32_t source;          /* the file, for the builder */
    xw_string default_origin; /* the set of mappings that name none */
    xw_status stop;           /* why to read no further */
    xw_error err;             /* of the builder; one, as 512 bytes are long */
    uint64_t errors_before;   /* those of other files */
    xw_native_tally differing, no_origin, several_ids;
    xw_native_maps maps;
    xw_buffer members; /* controls of the mapping in hand */
    xw_memo sets, relationships;
    xw_memo frameworks[2]; /* of sources and of targets */
    xw_memo controls[2];   /* within their frameworks */
} xw_native;

/** Begin a file; reports a failure.  `name` is its base name. */
xw_status xw_native_begin(xw_native *native, xw_builder *builder,
                          xw_diagnostics *diagnostics, const char *name);

/** End it: add the set-valued maps, say what is said once a file, free what it
 *  holds.  The result is `native->stop`. */
xw_status xw_native_end(xw_native *native);

/* ---- For the readers of records ------------------------------------------- */

/** Report `what` of a field, with its text as the subject. */
void xw_native_fault(xw_native *native, const xw_native_row *row,
                     xw_native_field field, xw_diagnostic what);

/** Report a finding at a field. */
void xw_native_fault_at(xw_native *native, const xw_native_row *row,
                        xw_native_field field, size_t index,
                        xw_finding *finding);

/** End the import because the builder did not take the row, as `native->err`
 *  says. */
void xw_native_refused(xw_native *native, const xw_native_row *row);
void xw_native_no_memory(xw_native *native, const xw_native_row *row);

/** Count what is said once a file. */
void xw_native_count(xw_native_tally *tally, const xw_native_row *row,
                     xw_native_field field);

/** Whether a field has text; reports if not. */
bool xw_native_need(xw_native *native, const xw_native_row *row,
                    xw_native_field field);

/** Whether `id` can be the id of a control, a set or a scope, or not given;
 *  reports if not. */
bool xw_native_check_id(xw_native *native, const xw_native_row *row,
                        xw_native_field field, size_t index, xw_string id);

/** Whether a field has an id; reports if not. */
bool xw_native_need_id(xw_native *native, const xw_native_row *row,
                       xw_native_field field);

/** Whether `id` is a framework id; reports if not. */
bool xw_native_check_framework(xw_native *native, const xw_native_row *row,
                               xw_native_field field, size_t index,
                               xw_string id);

/** The framework called `id`, which is one; false when the import ends. */
bool xw_native_framework_of(xw_native *native, const xw_native_row *row,
                            xw_string id, xw_builder_framework *out);

/** Whether a field is a flag or not given; reports if not. */
bool xw_native_flag(xw_native *native, const xw_native_row *row,
                    xw_native_field field, bool *out);

/** Whether a field is one of `words` or not given; reports `what` if not. */
bool xw_native_word(xw_native *native, const xw_native_row *row,
                    xw_native_field field, const char *const *words,
                    xw_diagnostic what, size_t *out);

xw_place xw_native_place(const xw_native *native, const xw_native_row *row);

#endif
