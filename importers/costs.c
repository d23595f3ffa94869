#include "buffer.h"
#include "control_table.h"
#include "values.h"

#include <xw/results.h>

#include <stdlib.h>

enum { COST = 2 };

/* Costs are added up by the thousand; no sum of these overflows. */
#define COST_MOST 1e15

static const char *const names[] = { "framework_id", "control_id", "cost",
                                     NULL };

struct xw_costs {
    xw_control_table table;
    xw_buffer rows; /* of xw_cost_row */
};

static xw_cost_row *
rows_of(const xw_costs *costs)
{
    return (xw_cost_row *)(void *)costs->rows.bytes;
}

static xw_status
add(xw_costs *costs, const xw_cost_row *out, xw_diagnostics *diagnostics)
{
    uint32_t *place = &costs->table.row_of[out->control.i];
    size_t count = costs->rows.len / sizeof *out;
    if (!xw_buffer_append(&costs->rows, out, sizeof *out)) {
        return xw_diagnostics_fail(diagnostics,
                                   &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    *place = (uint32_t)count;
    return XW_OK;
}

static xw_status
on_row(void *payload, const xw_control_row *row, xw_diagnostics *diagnostics)
{
    xw_costs *costs = payload;
    xw_cost_row out = { .control = row->control,
                        .source = row->source,
                        .line = row->record->at.line };
    xw_string cell = xw_columns_cell(row->columns, row->record, COST);
    if (!xw_parse_number(cell, &out.cost) || !(out.cost > 0) ||
        out.cost > COST_MOST) {
        return xw_control_row_fault(
            row, COST, cell.len ? XW_DIAG_COST : XW_DIAG_EMPTY, diagnostics);
    }
    if (row->control.i == XW_NONE) {
        return XW_OK;
    }
    uint32_t before = costs->table.row_of[row->control.i];
    if (before != XW_NONE) {
        const xw_cost_row *first = &rows_of(costs)[before];
        return xw_control_row_again(row, XW_DIAG_COST_TWICE, first->source,
                                    first->line, diagnostics);
    }
    return add(costs, &out, diagnostics);
}

xw_status
xw_costs_new(const xw_graph *graph, xw_costs **out, xw_error *err)
{
    xw_costs *costs = calloc(1, sizeof *costs);
    if (!costs) {
        return xw_control_table_no_memory(err);
    }
    costs->table = (xw_control_table){
        .names = names, .needed = COST + 1, .read = on_row, .payload = costs
    };
    xw_status st = xw_control_table_open(&costs->table, graph, err);
    if (st) {
        free(costs);
        return st;
    }
    *out = costs;
    return XW_OK;
}

void
xw_costs_free(xw_costs *costs)
{
    if (costs) {
        xw_control_table_close(&costs->table);
        xw_buffer_free(&costs->rows);
        free(costs);
    }
}

xw_status
xw_costs_read(xw_costs *costs, const char *path,
              const xw_import_options *options, xw_import_summary *summary,
              xw_error *err)
{
    return xw_control_table_read(&costs->table, path, options, summary, err);
}

xw_status
xw_costs_read_bytes(xw_costs *costs, const char *bytes, size_t len,
                    const xw_import_options *options,
                    xw_import_summary *summary, xw_error *err)
{
    return xw_control_table_read_bytes(&costs->table, (xw_string){ bytes, len },
                                       options, summary, err);
}

const xw_cost_row *
xw_costs_rows(const xw_costs *costs, size_t *count)
{
    *count = costs->rows.len / sizeof(xw_cost_row);
    return rows_of(costs);
}
