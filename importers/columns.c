#include "columns.h"

#include "buffer.h"
#include "values.h"

/* The field that has this name, at or after `from`; SIZE_MAX if none. */
static size_t
find_field(const xw_csv_record *header, const char *name, size_t from)
{
    for (size_t i = from; i < header->count; ++i) {
        if (xw_equal_folded(xw_trim(header->fields[i]), name)) {
            return i;
        }
    }
    return SIZE_MAX;
}

size_t
xw_columns_found(const xw_csv_record *header, const char *const *names,
                 size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; ++i) {
        found += find_field(header, names[i], 0) != SIZE_MAX;
    }
    return found;
}

static bool
is_any(xw_string name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (xw_equal_folded(name, names[i])) {
            return true;
        }
    }
    return false;
}

char
xw_columns_delimiter(const xw_csv_record *header, const char *const *names,
                     size_t count)
{
    static const char delimiters[] = ";\t|";
    for (const char *d = delimiters; header->count == 1 && *d; ++d) {
        const char between[] = { *d, '\0' };
        xw_string rest = header->fields[0];
        xw_string name;
        if (xw_split(&rest, between, &name) && rest.len &&
            is_any(name, names, count)) {
            return *d;
        }
    }
    return 0;
}

/* ---- The header ------------------------------------------------------------- */

xw_status
xw_columns_report_unknown(const xw_csv_record *header, size_t width,
                          xw_column_known_fn is_known, const void *payload,
                          xw_diagnostics *diagnostics)
{
    xw_buffer list = { 0 };
    size_t first = SIZE_MAX;
    bool full = false;
    for (size_t i = 0; i < width; ++i) {
        xw_string name = xw_trim(header->fields[i]);
        if (!name.len || is_known(payload, header, i)) {
            continue;
        }
        full = full || !xw_buffer_append(&list, ", ", list.len ? 2 : 0) ||
               !xw_buffer_append(&list, name.bytes, name.len);
        first = first == SIZE_MAX ? i : first;
    }
    xw_status st = XW_OK;
    if (full) {
        st = xw_diagnostics_fail(
            diagnostics,
            &(xw_finding){ .what = XW_DIAG_NO_MEMORY, .at = header->at });
    } else if (first != SIZE_MAX) {
        st = xw_diagnostics_report(
            diagnostics,
            &(xw_finding){ .what = XW_DIAG_UNKNOWN_COLUMNS,
                           .at = xw_csv_field_position(header, first),
                           .subject = { list.bytes, list.len } });
    }
    xw_buffer_free(&list);
    return st;
}

static bool
is_known(const void *payload, const xw_csv_record *header, size_t index)
{
    const xw_columns *columns = payload;
    return is_any(xw_trim(header->fields[index]), columns->names,
                  columns->count);
}

/* Find one column; `*out` turns false when the table cannot do with it. */
static xw_status
find_column(xw_columns *columns, size_t which, const xw_csv_record *header,
            xw_diagnostics *diagnostics, bool *out)
{
    const char *name = columns->names[which];
    size_t index = find_field(header, name, 0);
    columns->index[which] = index;
    xw_finding finding = { .at = header->at, .subject = xw_text(name) };
    size_t again =
        index == SIZE_MAX ? SIZE_MAX : find_field(header, name, index + 1);
    if (again != SIZE_MAX) {
        finding.what = XW_DIAG_COLUMN_TWICE;
        finding.at = xw_csv_field_position(header, again);
    } else if (index == SIZE_MAX && which < columns->needed) {
        finding.what = XW_DIAG_MISSING_COLUMN;
    } else {
        return XW_OK;
    }
    *out = false;
    return xw_diagnostics_report(diagnostics, &finding);
}

static size_t
width_of(const xw_csv_record *header)
{
    size_t width = header->count;
    while (width && !xw_trim(header->fields[width - 1]).len) {
        --width;
    }
    return width;
}

xw_status
xw_columns_find(xw_columns *columns, const xw_csv_record *header,
                xw_diagnostics *diagnostics, bool *out)
{
    columns->width = width_of(header);
    columns->short_rows = 0;
    *out = true;
    xw_status st = XW_OK;
    for (size_t i = 0; !st && i < columns->count; ++i) {
        st = find_column(columns, i, header, diagnostics, out);
    }
    return st || !*out
               ? st
               : xw_columns_report_unknown(header, header->count, is_known,
                                           columns, diagnostics);
}

/* ---- The rows --------------------------------------------------------------- */

xw_position
xw_columns_position(const xw_columns *columns, const xw_csv_record *row,
                    size_t which)
{
    return xw_csv_field_position(row, columns->index[which]);
}

/* The first cell past the header that has something in it, or SIZE_MAX. */
static size_t
find_surplus(const xw_columns *columns, const xw_csv_record *row)
{
    for (size_t i = columns->width; i < row->count; ++i) {
        if (xw_trim(row->fields[i]).len) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* The first needed column that the row does not reach, or `needed`. */
static size_t
find_lack(const xw_columns *columns, const xw_csv_record *row)
{
    size_t which = 0;
    while (which < columns->needed && columns->index[which] < row->count) {
        ++which;
    }
    return which;
}

xw_status
xw_columns_check_row(xw_columns *columns, const xw_csv_record *row,
                     xw_diagnostics *diagnostics, bool *out)
{
    *out = row->count == columns->width;
    if (*out) { /* as nearly all are: every column is there, and no other */
        return XW_OK;
    }
    size_t surplus = find_surplus(columns, row);
    if (surplus != SIZE_MAX) {
        return xw_diagnostics_report(
            diagnostics,
            &(xw_finding){ .what = XW_DIAG_TOO_MANY_FIELDS,
                           .at = xw_csv_field_position(row, surplus),
                           .subject = row->fields[surplus] });
    }
    size_t lack = find_lack(columns, row);
    if (lack < columns->needed) {
        return xw_diagnostics_report(
            diagnostics,
            &(xw_finding){ .what = XW_DIAG_TOO_FEW_FIELDS,
                           .at = xw_csv_field_position(row, row->count),
                           .subject = xw_text(columns->names[lack]) });
    }
    if (row->count < columns->width && !columns->short_rows++) {
        columns->first_short = row->at;
    }
    *out = true;
    return XW_OK;
}

xw_status
xw_columns_finish(const xw_columns *columns, xw_diagnostics *diagnostics)
{
    if (!columns->short_rows) {
        return XW_OK;
    }
    return xw_diagnostics_report(diagnostics,
                                 &(xw_finding){ .what = XW_DIAG_SHORT_ROWS,
                                                .at = columns->first_short,
                                                .count = columns->short_rows });
}
