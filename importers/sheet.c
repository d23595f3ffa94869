#include "sheet.h"

#include "values.h"

#include <string.h>

/* ---- The table -------------------------------------------------------------- */

static void
locate(const xw_native_row *row, xw_native_field field, size_t index,
       xw_finding *out)
{
    (void)index; /* all are in one cell */
    const xw_sheet *sheet = row->payload;
    size_t column = sheet->column_of[field];
    out->at = sheet->row.at;
    out->path = xw_native_field_name(field);
    if (sheet->record && column != SIZE_MAX) {
        out->at = xw_csv_field_position(sheet->record, column);
    }
}

xw_status
xw_sheet_begin(xw_sheet *sheet, xw_import_job *job, const char *name)
{
    *sheet = (xw_sheet){ .job = job };
    sheet->row.locate = locate;
    sheet->row.payload = sheet;
    sheet->row.at = (xw_position)XW_POSITION_START;
    for (size_t i = 0; i < XW_FIELD_COUNT; ++i) {
        sheet->column_of[i] = SIZE_MAX;
    }
    return xw_native_begin(&sheet->native, job->builder, &job->diagnostics,
                           name);
}

xw_status
xw_sheet_end(xw_sheet *sheet)
{
    sheet->record = NULL;
    xw_status st = xw_native_end(&sheet->native);
    xw_text_store_free(&sheet->store);
    xw_buffer_free(&sheet->frameworks);
    return st;
}

bool
xw_sheet_stored(xw_sheet *sheet, bool stored)
{
    if (!stored) {
        xw_native_no_memory(&sheet->native, &sheet->row);
    }
    return stored;
}

/* ---- Rows ------------------------------------------------------------------- */

void
xw_sheet_row(xw_sheet *sheet, const xw_csv_record *record)
{
    sheet->record = record;
    sheet->row.at = record->at;
    for (size_t i = 0; i < XW_FIELD_COUNT; ++i) {
        sheet->row.cells[i] = (xw_string){ NULL, 0 };
        sheet->column_of[i] = SIZE_MAX;
    }
    xw_import_job_tick(sheet->job, record->at.offset);
}

xw_string
xw_sheet_cell(const xw_csv_record *record, size_t column)
{
    return column < record->count ? xw_trim(record->fields[column])
                                  : (xw_string){ NULL, 0 };
}

void
xw_sheet_take(xw_sheet *sheet, xw_native_field field, size_t column)
{
    sheet->row.cells[field] = xw_sheet_cell(sheet->record, column);
    sheet->column_of[field] = column < sheet->record->count ? column : SIZE_MAX;
}

size_t
xw_sheet_width(const xw_csv_record *header)
{
    size_t width = header->count;
    while (width && !xw_trim(header->fields[width - 1]).len) {
        --width;
    }
    return width;
}

bool
xw_sheet_fits(xw_sheet *sheet, const xw_csv_record *record, size_t width)
{
    xw_native *native = &sheet->native;
    for (size_t i = width; i < record->count; ++i) {
        if (!xw_trim(record->fields[i]).len) {
            continue;
        }
        xw_status st = xw_diagnostics_report(
            native->diagnostics,
            &(xw_finding){ .what = XW_DIAG_TOO_MANY_FIELDS,
                           .at = xw_csv_field_position(record, i),
                           .subject = record->fields[i] });
        native->stop = native->stop ? native->stop : st;
        return false;
    }
    return true;
}

/* ---- Headers ---------------------------------------------------------------- */

static char
heading_character(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char)(c - 'A' + 'a');
    }
    bool counts = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '#';
    return (char)(counts ? c : 0);
}

bool
xw_heading_is(xw_string heading, const char *folded)
{
    bool in_brackets = false;
    for (size_t i = 0; i < heading.len; ++i) {
        char c = heading.bytes[i];
        char folds = heading_character(c);
        in_brackets = (in_brackets || c == '(') && c != ')';
        if (!in_brackets && folds && *folded++ != folds) {
            return false; /* past its end, it was NUL */
        }
    }
    return !*folded;
}

/* ---- Cells ------------------------------------------------------------------ */

static bool
find_framework(xw_sheet *sheet, xw_string name, xw_string *out)
{
    const xw_builder *builder = sheet->native.builder;
    xw_builder_framework known;
    xw_text_store *store = &sheet->store;
    if (!xw_builder_find_framework(builder, name, &known)) {
        const char *id = xw_builder_framework_id(builder, known);
        return xw_sheet_stored(sheet,
                               xw_text_store_copy(store, xw_text(id), out));
    }
    return xw_sheet_stored(sheet, xw_text_store_slug(store, name, out));
}

/* Rows name the same few over and over, and finding one takes a look at all. */
bool
xw_sheet_framework(xw_sheet *sheet, xw_string name, xw_string *out)
{
    uint32_t number;
    name = xw_trim(name);
    if (xw_memo_find(&sheet->names, 0, name, &number)) {
        *out =
            ((const xw_string *)(const void *)sheet->frameworks.bytes)[number];
        return true;
    }
    number = (uint32_t)(sheet->frameworks.len / sizeof *out);
    if (!find_framework(sheet, name, out) ||
        !xw_sheet_stored(
            sheet, xw_buffer_append(&sheet->frameworks, out, sizeof *out))) {
        return false;
    }
    xw_memo_keep(&sheet->names, 0, name, number);
    return true;
}

static xw_string
without_commas(xw_string id)
{
    id = xw_trim(id);
    while (id.len &&
           (id.bytes[id.len - 1] == ',' || id.bytes[id.len - 1] == ';')) {
        id = xw_trim((xw_string){ id.bytes, id.len - 1 });
    }
    return id;
}

bool
xw_sheet_next_id(xw_string *rest, const char *separators, xw_string *out)
{
    char all[8] = "\r\n";
    strncat(all, separators, sizeof all - sizeof "\r\n");
    while (xw_split(rest, all, out)) {
        *out = without_commas(*out);
        if (out->len) {
            return true;
        }
    }
    return false;
}

bool
xw_sheet_only_id(xw_sheet *sheet, xw_native_field field, xw_string *out)
{
    xw_string rest = sheet->row.cells[field], another;
    if (!xw_sheet_next_id(&rest, "", out)) {
        *out = (xw_string){ NULL, 0 };
        return true;
    }
    if (xw_sheet_next_id(&rest, "", &another)) {
        xw_native_fault(&sheet->native, &sheet->row, field,
                        XW_DIAG_CONTROL_IN_ID);
        return false;
    }
    return true;
}

bool
xw_cell_is_void(xw_string cell)
{
    static const char *const words[] = { "n/a", "na", "none", "not applicable",
                                         "-",   NULL };
    size_t index;
    cell = without_commas(cell);
    return !cell.len || xw_parse_word(cell, words, &index);
}
