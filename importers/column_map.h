/* column_map.h - what the columns of a wide sheet are, as a file says it:
 *      column,framework_id,role
 *      Control ID,house-rules,control
 *      NIST CSF,nist-csf-2.0,
 *      Reviewer,,ignore */
#ifndef XW_IMPORTERS_COLUMN_MAP_H
#define XW_IMPORTERS_COLUMN_MAP_H

#include "csv_reader.h"
#include "text_store.h"

typedef enum xw_column_role {
    XW_COLUMN_MAPPED,  /**< ids that the row's control is related to */
    XW_COLUMN_CONTROL, /**< the row's control */
    XW_COLUMN_NOTE,
    XW_COLUMN_IGNORE
} xw_column_role;

typedef struct xw_mapped_column {
    xw_string name, framework;
    xw_column_role role;
} xw_mapped_column;

/** Start from zeroes. */
typedef struct xw_column_map {
    xw_mapped_column *columns; /* [count] */
    size_t count, cap;
    xw_text_store store;
} xw_column_map;

/** Read one, reporting all that is wrong with it.  Where no row has the role
 *  `control`, the first has it.  The status is that of what stops the import;
 *  a map that cannot be used has no columns. */
xw_status xw_column_map_read(xw_column_map *map, xw_string text,
                             xw_diagnostics *diagnostics);
void xw_column_map_free(xw_column_map *map);

/** The column of this name, case and blanks apart; NULL when there is none. */
const xw_mapped_column *xw_column_map_find(const xw_column_map *map,
                                           xw_string name);

#endif
