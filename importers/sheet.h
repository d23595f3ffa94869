/* sheet.h - rows of published tables as native records, and what their headers
 * and cells have in common. */
#ifndef XW_IMPORTERS_SHEET_H
#define XW_IMPORTERS_SHEET_H

#include "columns.h"
#include "import_job.h"
#include "memo.h"
#include "native.h"
#include "text_store.h"

/** The reading of one table. */
typedef struct xw_sheet {
    xw_import_job *job;
    xw_native native;
    xw_text_store store;              /**< what must outlive its record */
    xw_memo names;                    /**< of frameworks, numbered as these: */
    xw_buffer frameworks;             /**< xw_string, their ids */
    xw_native_row row;                /**< of the record in hand */
    const xw_csv_record *record;      /**< in hand */
    size_t column_of[XW_FIELD_COUNT]; /**< where a field stands, or SIZE_MAX */
} xw_sheet;

/** Begin and end a table, as xw_native_begin and xw_native_end do. */
xw_status xw_sheet_begin(xw_sheet *sheet, xw_import_job *job, const char *name);
xw_status xw_sheet_end(xw_sheet *sheet);

/** Whether something was stored; if not, ends the import. */
bool xw_sheet_stored(xw_sheet *sheet, bool stored);

/** Begin a row, which has no cells yet. */
void xw_sheet_row(xw_sheet *sheet, const xw_csv_record *record);

/** Let a field be what stands in a column, SIZE_MAX for none. */
void xw_sheet_take(xw_sheet *sheet, xw_native_field field, size_t column);

/** The cell of a column, trimmed; empty where there is none. */
xw_string xw_sheet_cell(const xw_csv_record *record, size_t column);

/** Report a cell with text in it past the last of `width` columns; whether
 *  there is none. */
bool xw_sheet_fits(xw_sheet *sheet, const xw_csv_record *record, size_t width);

/** How many columns a header has, but for those without a name at its end. */
size_t xw_sheet_width(const xw_csv_record *header);

/** Whether a heading is `folded`: a to z, 0 to 9 and '#', any case, without
 *  anything else and without what is in brackets. */
bool xw_heading_is(xw_string heading, const char *folded);

/** The id of the framework called `name`: of the declared one that this means,
 *  or else what an id would make of it.  Of len 0 when nothing can. */
bool xw_sheet_framework(xw_sheet *sheet, xw_string name, xw_string *out);

/** The next id of a cell that has several, without the commas and blanks around
 *  it.  They are separated by line ends and by `separators`. */
bool xw_sheet_next_id(xw_string *rest, const char *separators, xw_string *out);

/** The id in a field, without the commas and blanks around it; of len 0 when it
 *  has none.  False when it has several, one a line, which is reported: which of
 *  them a row speaks of would be a guess. */
bool xw_sheet_only_id(xw_sheet *sheet, xw_native_field field, xw_string *out);

/** Whether a cell says that there is nothing to name: empty, "N/A", "none". */
bool xw_cell_is_void(xw_string cell);

#endif
