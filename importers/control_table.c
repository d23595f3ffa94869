#include "control_table.h"

#include "document.h"
#include "files.h"
#include "values.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The reading of one input. */
typedef struct reading {
    xw_control_table *table;
    xw_diagnostics *diagnostics;
    xw_columns columns;
    bool has_header;
    uint64_t errors_before;
    const char *source;
    xw_string named; /* the framework that the row before names */
    xw_framework framework;
    xw_buffer name; /* has `named` */
} reading;

/* ---- Beginning and end ------------------------------------------------------ */

xw_status
xw_control_table_no_memory(xw_error *err)
{
    xw_diagnostics diagnostics = { .source = "", .err = err };
    (void)xw_diagnostics_fail(&diagnostics,
                              &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    return XW_E_NOMEM;
}

xw_status
xw_control_table_open(xw_control_table *table, const xw_graph *graph,
                      xw_error *err)
{
    size_t size =
        ((size_t)xw_graph_control_count(graph) + 1) * sizeof *table->row_of;
    uint32_t *row_of = malloc(size);
    if (!row_of) {
        return xw_control_table_no_memory(err);
    }
    xw_status st = xw_resolver_new(graph, &table->resolver, err);
    if (st) {
        free(row_of);
        return st;
    }
    memset(row_of, 0xFF, size); /* XW_NONE */
    table->graph = graph;
    table->row_of = row_of;
    table->texts = (xw_text_store){ 0 };
    return XW_OK;
}

void
xw_control_table_close(xw_control_table *table)
{
    xw_resolver_free(table->resolver);
    xw_text_store_free(&table->texts);
    free(table->row_of);
}

const char *
xw_control_table_keep(xw_control_table *table, xw_string text)
{
    if (!text.len) {
        return "";
    }
    char *copy = xw_text_store_room(&table->texts, text.len + 1);
    if (copy) {
        memcpy(copy, text.bytes, text.len);
        copy[text.len] = '\0';
    }
    return copy;
}

/* ---- What is wrong ---------------------------------------------------------- */

xw_status
xw_control_row_fault(const xw_control_row *row, size_t column,
                     xw_diagnostic what, xw_diagnostics *diagnostics)
{
    const xw_columns *columns = row->columns;
    return xw_diagnostics_report(
        diagnostics,
        &(xw_finding){ .what = what,
                       .at = xw_columns_position(columns, row->record, column),
                       .path = columns->names[column],
                       .subject =
                           xw_columns_cell(columns, row->record, column) });
}

xw_status
xw_control_row_again(const xw_control_row *row, xw_diagnostic what,
                     const char *source, uint32_t line,
                     xw_diagnostics *diagnostics)
{
    const xw_columns *columns = row->columns;
    return xw_diagnostics_report(
        diagnostics,
        &(xw_finding){ .what = what,
                       .at = xw_columns_position(columns, row->record, 1),
                       .path = columns->names[1],
                       .subject = xw_columns_cell(columns, row->record, 1),
                       .second = xw_text(source),
                       .count = line });
}

/* The resolver did not find what a cell names, as `why` says. */
static xw_status
refuse(reading *r, const xw_control_row *row, size_t column,
       const xw_error *why)
{
    const char *near = xw_resolver_nearest(r->table->resolver, 0);
    xw_finding finding = {
        .what = near ? XW_DIAG_NEAR_REFERENCE : XW_DIAG_UNKNOWN_REFERENCE,
        .at = xw_columns_position(row->columns, row->record, column),
        .path = row->columns->names[column],
        .subject = xw_text(why->message),
        .second = xw_text(near ? near : "")
    };
    if (why->status == XW_NOT_FOUND) {
        return xw_diagnostics_report(r->diagnostics, &finding);
    }
    finding.what =
        why->status == XW_E_NOMEM ? XW_DIAG_NO_MEMORY : XW_DIAG_GRAPH_DAMAGED;
    return xw_diagnostics_fail(r->diagnostics, &finding);
}

/* ---- Rows ------------------------------------------------------------------- */

static xw_status
keep_framework(reading *r, xw_string text, xw_framework framework)
{
    r->named = (xw_string){ 0 };
    r->name.len = 0;
    if (!xw_buffer_append(&r->name, text.bytes, text.len)) {
        return xw_diagnostics_fail(r->diagnostics,
                                   &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    r->named = (xw_string){ r->name.bytes, text.len };
    r->framework = framework;
    return XW_OK;
}

/* Rows name the same framework as the row before. */
static xw_status
find_framework(reading *r, const xw_control_row *row, xw_framework *out)
{
    xw_string text = xw_columns_cell(row->columns, row->record, 0);
    *out = (xw_framework){ XW_NONE };
    if (!text.len) {
        return xw_control_row_fault(row, 0, XW_DIAG_EMPTY, r->diagnostics);
    }
    if (r->named.len && xw_equal(r->named, text)) {
        *out = r->framework;
        return XW_OK;
    }
    xw_selection selection;
    xw_error why = XW_ERROR_INIT;
    if (xw_resolve_framework(r->table->resolver, text, &selection, &why)) {
        return refuse(r, row, 0, &why);
    }
    if (selection.scope.i != XW_NONE) {
        return xw_control_row_fault(row, 0, XW_DIAG_SCOPE_OF_ROW,
                                    r->diagnostics);
    }
    *out = selection.framework;
    return keep_framework(r, text, selection.framework);
}

static xw_status
find_control(reading *r, const xw_control_row *row, xw_framework framework,
             xw_control *out)
{
    xw_string text = xw_columns_cell(row->columns, row->record, 1);
    xw_error why = XW_ERROR_INIT;
    if (!text.len) {
        return xw_control_row_fault(row, 1, XW_DIAG_EMPTY, r->diagnostics);
    }
    if (framework.i != XW_NONE &&
        xw_resolve_control_in(r->table->resolver, framework, text, out, &why)) {
        return refuse(r, row, 1, &why);
    }
    return XW_OK;
}

static xw_status
read_row(reading *r, const xw_csv_record *record)
{
    bool usable;
    xw_status st =
        xw_columns_check_row(&r->columns, record, r->diagnostics, &usable);
    if (st || !usable) {
        return st;
    }
    xw_control_row row = { .control = { XW_NONE },
                           .source = r->source,
                           .columns = &r->columns,
                           .record = record };
    xw_framework framework;
    xw_control control = { XW_NONE };
    st = find_framework(r, &row, &framework);
    st = st ? st : find_control(r, &row, framework, &control);
    row.control = control;
    return st ? st : r->table->read(r->table->payload, &row, r->diagnostics);
}

static xw_status
read_header(reading *r, const xw_csv_record *header)
{
    const xw_control_table *table = r->table;
    if (r->diagnostics->errors > r->errors_before) {
        return XW_NOT_FOUND; /* the header was bad, this is no header */
    }
    r->has_header = true;
    xw_columns *columns = &r->columns;
    columns->needed = table->needed;
    for (; table->names[columns->count]; ++columns->count) {
        columns->names[columns->count] = table->names[columns->count];
    }
    const char delimiter = xw_columns_delimiter(header, table->names, 1);
    if (delimiter) {
        xw_status st = xw_diagnostics_report(
            r->diagnostics, &(xw_finding){ .what = XW_DIAG_DELIMITER,
                                           .at = header->at,
                                           .subject = { &delimiter, 1 } });
        return st ? st : XW_NOT_FOUND;
    }
    bool usable;
    xw_status st = xw_columns_find(columns, header, r->diagnostics, &usable);
    return st || usable ? st : XW_NOT_FOUND;
}

static xw_status
on_record(void *payload, const xw_csv_record *record)
{
    reading *r = payload;
    return r->has_header ? read_row(r, record) : read_header(r, record);
}

/* ---- Inputs ----------------------------------------------------------------- */

/* Report what makes these bytes no table; `*out` tells whether anything does. */
static xw_status
find_fault(xw_string text, xw_diagnostics *diagnostics, bool *out)
{
    xw_document document;
    *out = true;
    if (xw_document_open(&document, "", text)) {
        return xw_diagnostics_fail(diagnostics,
                                   &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    xw_finding finding = { .what = document.fault, .at = XW_POSITION_START };
    xw_document_close(&document);
    *out = finding.what != XW_DIAG_NONE;
    return *out ? xw_diagnostics_report(diagnostics, &finding) : XW_OK;
}

static xw_status
report_replaced(const xw_control_table *table, xw_diagnostics *diagnostics)
{
    return table->replaced
               ? xw_diagnostics_report(
                     diagnostics, &(xw_finding){ .what = XW_DIAG_OLDER_RESULTS,
                                                 .at = table->replaced_at,
                                                 .count = table->replaced })
               : XW_OK;
}

static xw_status
read_text(xw_control_table *table, xw_string text, xw_diagnostics *diagnostics)
{
    reading r = { .table = table,
                  .diagnostics = diagnostics,
                  .errors_before = diagnostics->errors };
    bool is_faulty;
    xw_status st = find_fault(text, diagnostics, &is_faulty);
    if (is_faulty) {
        return st;
    }
    r.source = xw_control_table_keep(table, xw_text(diagnostics->source));
    if (!r.source) {
        return xw_diagnostics_fail(diagnostics,
                                   &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    table->replaced = 0;
    st = xw_csv_read(text, diagnostics, on_record, &r);
    st = st ? st : xw_columns_finish(&r.columns, diagnostics);
    st = st ? st : report_replaced(table, diagnostics);
    xw_buffer_free(&r.name);
    return st;
}

static void
count_input(xw_import_summary *summary, size_t len)
{
    if (summary) {
        summary->files++;
        summary->bytes += len;
    }
}

xw_status
xw_control_table_read_bytes(xw_control_table *table, xw_string text,
                            const xw_import_options *options,
                            xw_import_summary *summary, xw_error *err)
{
    xw_diagnostics diagnostics;
    xw_status st = xw_diagnostics_init(&diagnostics, options, summary, err);
    if (st) {
        return st;
    }
    count_input(summary, text.len);
    st = read_text(table, text, &diagnostics);
    return st ? st : diagnostics.status;
}

static xw_status
load(const char *path, xw_buffer *out, xw_diagnostics *diagnostics)
{
    errno = 0;
    FILE *in = fopen(path, "rb");
    bool good = in && xw_read_stream(in, out);
    int why = errno;
    if (in) {
        (void)fclose(in); /* only read from */
    }
    xw_finding finding = { .what = why == ENOMEM ? XW_DIAG_NO_MEMORY
                                                 : XW_DIAG_READ_FAILED,
                           .subject = xw_text(strerror(why)) };
    return good ? XW_OK : xw_diagnostics_fail(diagnostics, &finding);
}

xw_status
xw_control_table_read(xw_control_table *table, const char *path,
                      const xw_import_options *options,
                      xw_import_summary *summary, xw_error *err)
{
    xw_diagnostics diagnostics;
    xw_buffer text = { 0 };
    xw_status st = xw_diagnostics_init(&diagnostics, options, summary, err);
    if (st) {
        return st;
    }
    diagnostics.source = path;
    st = load(path, &text, &diagnostics);
    if (!st) {
        count_input(summary, text.len);
        st =
            read_text(table, (xw_string){ text.bytes, text.len }, &diagnostics);
    }
    xw_buffer_free(&text);
    return st ? st : diagnostics.status;
}
