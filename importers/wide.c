#include "wide.h"

#include "native_mappings.h"
#include "native_sets.h"
#include "sheet.h"
#include "values.h"

#include <stdlib.h>
#include <string.h>

/* What a column is for. */
typedef struct column {
    xw_column_role role;
    xw_string framework; /* id */
} column;

/* The reading of one sheet. */
typedef struct wide {
    xw_sheet sheet;
    column *columns; /* [width]; NULL until there is a header */
    size_t width, control;
    xw_native_tally unnamed;
} wide;

static xw_status
stopped(const wide *w)
{
    return w->sheet.native.stop;
}

/* ---- What the columns are --------------------------------------------------- */

static const xw_mapped_column *
find_in(const xw_column_map *map, xw_string heading)
{
    heading = xw_trim(heading);
    return map && heading.len ? xw_column_map_find(map, heading) : NULL;
}

static bool
names_framework(const xw_builder *builder, xw_string heading)
{
    xw_builder_framework framework;
    heading = xw_trim(heading);
    return builder && heading.len &&
           !xw_builder_find_framework(builder, heading, &framework);
}

/* How many columns of a header the map knows; 0 without the control's. */
static size_t
count_mapped(const xw_column_map *map, const xw_csv_record *header)
{
    size_t count = 0;
    bool control = false;
    for (size_t i = 0; i < header->count; ++i) {
        const xw_mapped_column *known = find_in(map, header->fields[i]);
        control = control || (known && known->role == XW_COLUMN_CONTROL);
        count += known && known->role == XW_COLUMN_MAPPED;
    }
    return control ? count : 0;
}

static size_t
count_named(const xw_builder *builder, const xw_csv_record *header)
{
    size_t count = 0;
    for (size_t i = 0; i < header->count; ++i) {
        count += names_framework(builder, header->fields[i]);
    }
    return count;
}

unsigned
xw_wide_detect(const xw_document *document)
{
    const xw_csv_record *header = &document->header;
    if (count_mapped(document->map, header)) {
        return 99; /* whoever wrote the map knows best */
    }
    return count_named(document->known, header) >= 2 ? 60 : 0;
}

/* ---- The header ------------------------------------------------------------- */

static bool
take_column(wide *w, xw_string heading, column *out)
{
    const xw_column_map *map = w->sheet.job->columns;
    const xw_mapped_column *known = find_in(map, heading);
    *out = (column){ .role = XW_COLUMN_IGNORE };
    if (known) {
        out->role = known->role;
        return !known->framework.len ||
               xw_sheet_framework(&w->sheet, known->framework, &out->framework);
    }
    bool named = (!map || !map->count) &&
                 names_framework(w->sheet.native.builder, heading);
    if (named) {
        out->role =
            w->control == SIZE_MAX ? XW_COLUMN_CONTROL : XW_COLUMN_MAPPED;
        return xw_sheet_framework(&w->sheet, heading, &out->framework);
    }
    return true;
}

static bool
is_known(const void *payload, const xw_csv_record *header, size_t index)
{
    const wide *w = payload;
    return w->columns[index].role != XW_COLUMN_IGNORE ||
           find_in(w->sheet.job->columns, xw_trim(header->fields[index]));
}

static bool
declare_set(wide *w)
{
    xw_native *native = &w->sheet.native;
    xw_string *cells = w->sheet.row.cells;
    cells[XW_FIELD_SET_ID] = native->default_origin;
    cells[XW_FIELD_NAME] = native->default_origin;
    cells[XW_FIELD_METHOD] = xw_text("wide sheet");
    return !xw_native_set(native, &w->sheet.row);
}

static xw_status
refuse_header(wide *w, const xw_csv_record *header)
{
    xw_native *native = &w->sheet.native;
    xw_status st = xw_diagnostics_report(
        native->diagnostics,
        &(xw_finding){ .what = XW_DIAG_WIDE_COLUMNS, .at = header->at });
    return st ? st : XW_NOT_FOUND;
}

static xw_status
read_header(wide *w, const xw_csv_record *header)
{
    size_t mapped = 0;
    xw_sheet_row(&w->sheet, header);
    w->width = xw_sheet_width(header);
    w->control = SIZE_MAX;
    w->columns = calloc(w->width + 1, sizeof *w->columns);
    if (!xw_sheet_stored(&w->sheet, w->columns != NULL)) {
        return stopped(w);
    }
    for (size_t i = 0; i < w->width; ++i) {
        if (!take_column(w, header->fields[i], &w->columns[i])) {
            return stopped(w);
        }
        if (w->columns[i].role == XW_COLUMN_CONTROL) {
            w->control = w->control == SIZE_MAX ? i : w->control;
        }
        mapped += w->columns[i].role == XW_COLUMN_MAPPED;
    }
    if (w->control == SIZE_MAX || !mapped) {
        return refuse_header(w, header);
    }
    w->sheet.native.stop = xw_columns_report_unknown(
        header, w->width, is_known, w, w->sheet.native.diagnostics);
    return stopped(w) || declare_set(w) ? stopped(w) : XW_NOT_FOUND;
}

/* ---- Rows ------------------------------------------------------------------- */

static void
read_cell(wide *w, size_t index)
{
    xw_sheet *sheet = &w->sheet;
    xw_native_row *row = &sheet->row;
    xw_string rest = xw_sheet_cell(sheet->record, index);
    if (xw_cell_is_void(rest)) {
        return;
    }
    sheet->column_of[XW_FIELD_TARGET_CONTROL] = index;
    row->cells[XW_FIELD_TARGET_FRAMEWORK] = w->columns[index].framework;
    while (
        !stopped(w) &&
        xw_sheet_next_id(&rest, ";,", &row->cells[XW_FIELD_TARGET_CONTROL])) {
        (void)xw_native_mapping(&sheet->native, row);
    }
}

static void
take_note(wide *w)
{
    for (size_t i = 0; i < w->width; ++i) {
        if (w->columns[i].role == XW_COLUMN_NOTE) {
            xw_sheet_take(&w->sheet, XW_FIELD_NOTE, i);
        }
    }
}

static xw_status
read_row(wide *w, const xw_csv_record *record)
{
    xw_sheet *sheet = &w->sheet;
    xw_string *cells = sheet->row.cells;
    xw_string id;
    xw_sheet_row(sheet, record);
    if (!xw_sheet_fits(sheet, record, w->width)) {
        return stopped(w);
    }
    xw_sheet_take(sheet, XW_FIELD_SOURCE_CONTROL, w->control);
    if (!xw_sheet_only_id(sheet, XW_FIELD_SOURCE_CONTROL, &id)) {
        return stopped(w);
    }
    if (!id.len) {
        xw_native_count(&w->unnamed, &sheet->row, XW_FIELD_SOURCE_CONTROL);
        return stopped(w);
    }
    take_note(w);
    cells[XW_FIELD_SOURCE_CONTROL] = id;
    cells[XW_FIELD_SOURCE_FRAMEWORK] = w->columns[w->control].framework;
    cells[XW_FIELD_RELATIONSHIP] = xw_text("related");
    cells[XW_FIELD_ORIGIN] = sheet->native.default_origin;
    for (size_t i = 0; i < w->width && !stopped(w); ++i) {
        if (w->columns[i].role == XW_COLUMN_MAPPED) {
            read_cell(w, i);
        }
    }
    return stopped(w);
}

static xw_status
on_record(void *payload, const xw_csv_record *record)
{
    wide *w = payload;
    return w->columns ? read_row(w, record) : read_header(w, record);
}

static void
report_unnamed(wide *w)
{
    xw_native *native = &w->sheet.native;
    if (w->unnamed.count && !native->stop) {
        native->stop = xw_diagnostics_report(
            native->diagnostics, &(xw_finding){ .what = XW_DIAG_SHEET_UNNAMED,
                                                .at = w->unnamed.at,
                                                .count = w->unnamed.count });
    }
}

xw_status
xw_wide_read(xw_import_job *job, const xw_document *document)
{
    wide w = { 0 };
    xw_status st = xw_sheet_begin(&w.sheet, job, document->name);
    if (!st) {
        st = xw_csv_read(document->text, &job->diagnostics, on_record, &w);
        w.sheet.native.stop = st;
        report_unnamed(&w);
    }
    free(w.columns);
    return xw_sheet_end(&w.sheet);
}
