/* control_table.h - a table that says something of controls of a graph, a row
 * for each. */
#ifndef XW_IMPORTERS_CONTROL_TABLE_H
#define XW_IMPORTERS_CONTROL_TABLE_H

#include "columns.h"
#include "text_store.h"

#include <xw/reference.h>

/** One row, as far as every such table has it. */
typedef struct xw_control_row {
    xw_control control;        /**< .i is XW_NONE: bad, and that was told */
    const char *source;        /**< lives as long as the table */
    const xw_columns *columns; /**< 0 and 1 are framework_id and control_id */
    const xw_csv_record *record;
} xw_control_row;

/** Called for each row that has all its cells.  The status is XW_OK or why to
 *  stop. */
typedef xw_status (*xw_control_row_fn)(void *payload, const xw_control_row *row,
                                       xw_diagnostics *diagnostics);

/** A kind of table, and what is kept of those that were read. */
typedef struct xw_control_table {
    const char *const *names; /**< of its columns, up to NULL; needed first */
    size_t needed;
    xw_control_row_fn read;
    void *payload; /**< for `read` */
    const xw_graph *graph;
    xw_resolver *resolver;
    uint32_t *row_of;  /**< [controls] the row that a control has; XW_NONE */
    uint64_t replaced; /**< rows of the input in hand that did not count */
    xw_position replaced_at; /**< the first of them, or what replaced it */
    xw_text_store texts;
} xw_control_table;

/** Fill in all but the first four members.
 *  @retval XW_E_NOMEM  There is nothing to close. */
xw_status xw_control_table_open(xw_control_table *table, const xw_graph *graph,
                                xw_error *err);
void xw_control_table_close(xw_control_table *table);

/** Say so, and give XW_E_NOMEM. */
xw_status xw_control_table_no_memory(xw_error *err);

/** Read one more input.  Everything as xw_results_read says. */
xw_status xw_control_table_read(xw_control_table *table, const char *path,
                                const xw_import_options *options,
                                xw_import_summary *summary, xw_error *err);
xw_status xw_control_table_read_bytes(xw_control_table *table, xw_string text,
                                      const xw_import_options *options,
                                      xw_import_summary *summary,
                                      xw_error *err);

/** Report `what` of a cell; status as that of xw_diagnostics_report. */
xw_status xw_control_row_fault(const xw_control_row *row, size_t column,
                               xw_diagnostic what, xw_diagnostics *diagnostics);

/** Report that the control of a row has been told of at `source`, `line`. */
xw_status xw_control_row_again(const xw_control_row *row, xw_diagnostic what,
                               const char *source, uint32_t line,
                               xw_diagnostics *diagnostics);

/** A copy of `text` that ends with NUL; NULL when out of memory. */
const char *xw_control_table_keep(xw_control_table *table, xw_string text);

#endif
