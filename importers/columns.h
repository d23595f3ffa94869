/* columns.h - from the header of a table to the cells of its rows. */
#ifndef XW_IMPORTERS_COLUMNS_H
#define XW_IMPORTERS_COLUMNS_H

#include "csv_reader.h"
#include "values.h"

enum { XW_COLUMNS_MOST = 32 };

/** The columns that a reader knows, by name, and where a file has them. */
typedef struct xw_columns {
    const char *names[XW_COLUMNS_MOST]; /* [count], the needed ones first */
    size_t index[XW_COLUMNS_MOST];      /* [count] of the field, or SIZE_MAX */
    size_t count, needed;
    size_t width; /* of the header, up to the last column with a name */
    uint64_t short_rows;
    xw_position first_short; /* row */
} xw_columns;

/** How many of `names` the header has.  Case and outer blanks do not count. */
size_t xw_columns_found(const xw_csv_record *header, const char *const *names,
                        size_t count);

/** What stands between the columns of a header that would begin with one of
 *  `names`, were it a comma; else 0. */
char xw_columns_delimiter(const xw_csv_record *header, const char *const *names,
                          size_t count);

/** Whether a reader knows column `index` of a header. */
typedef bool (*xw_column_known_fn)(const void *payload,
                                   const xw_csv_record *header, size_t index);

/** Report once the named ones among the first `width` columns that are not
 *  known, as one list.  The status is that of xw_diagnostics_report. */
xw_status xw_columns_report_unknown(const xw_csv_record *header, size_t width,
                                    xw_column_known_fn is_known,
                                    const void *payload,
                                    xw_diagnostics *diagnostics);

/** Find the columns whose names `columns` has; the rest of it is filled in.
 *  Reports each needed one that is missing, each that is there twice, and once
 *  those not known, if there is nothing worse.  `*out` tells whether the table can be read.  The status
 *  is that of xw_diagnostics_report: XW_OK, or why to stop. */
xw_status xw_columns_find(xw_columns *columns, const xw_csv_record *header,
                          xw_diagnostics *diagnostics, bool *out);

/** The cell of column number `which`, trimmed; empty where there is none. */
static inline xw_string
xw_columns_cell(const xw_columns *columns, const xw_csv_record *row,
                size_t which)
{
    size_t index = columns->index[which];
    return index < row->count ? xw_trim(row->fields[index])
                              : (xw_string){ NULL, 0 };
}

xw_position xw_columns_position(const xw_columns *columns,
                                const xw_csv_record *row, size_t which);

/** Report a row that is too long or too short for the header, and count those
 *  that merely lack the last cells.  `*out` tells whether to use it.  Status as
 *  above. */
xw_status xw_columns_check_row(xw_columns *columns, const xw_csv_record *row,
                               xw_diagnostics *diagnostics, bool *out);

/** Report how many rows were shorter than the header.  Status as above. */
xw_status xw_columns_finish(const xw_columns *columns,
                            xw_diagnostics *diagnostics);

#endif
