#include "buffer.h"
#include "control_table.h"
#include "values.h"

#include <xw/results.h>

#include <stdlib.h>
#include <string.h>

enum column { FRAMEWORK, CONTROL, RESULT, NOTE, EVIDENCE, DATE };

static const char *const names[] = {
    "framework_id", "control_id", "result", "note", "evidence", "date", NULL
};

struct xw_results {
    xw_control_table table;
    xw_buffer rows; /* of xw_result_row */
};

/* ---- Cells ------------------------------------------------------------------ */

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* `len` digits at `text`; false if there is anything else. */
static bool
take_digits(const char *text, size_t len, int32_t *out)
{
    int32_t value = 0;
    for (size_t i = 0; i < len; ++i) {
        if (!is_digit(text[i])) {
            return false;
        }
        value = 10 * value + (text[i] - '0');
    }
    *out = value;
    return true;
}

static int32_t
days_of_month(int32_t year, int32_t month)
{
    static const int32_t days[] = { 31, 28, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* Days before a year since the first of January of year 1. */
static int32_t
days_before(int32_t year)
{
    int32_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

xw_status
xw_day_parse(const char *text, size_t len, int32_t *out)
{
    int32_t year, month, day;
    if (len != strlen("2026-11-28") || text[4] != '-' || text[7] != '-' ||
        !take_digits(text, 4, &year) || !take_digits(text + 5, 2, &month) ||
        !take_digits(text + 8, 2, &day) || year < 1 || month < 1 ||
        month > 12 || day < 1 || day > days_of_month(year, month)) {
        return XW_NOT_FOUND;
    }
    int32_t days = days_before(year) - days_before(1970) + day - 1;
    for (int32_t m = 1; m < month; ++m) {
        days += days_of_month(year, m);
    }
    *out = days;
    return XW_OK;
}

/* In any case, and with blanks or hyphens for the underscores. */
static bool
parse_result(xw_string text, xw_result *out)
{
    char word[sizeof "partially_compliant"];
    if (text.len >= sizeof word) {
        return false;
    }
    for (size_t i = 0; i < text.len; ++i) {
        char c = text.bytes[i];
        word[i] = (char)(c >= 'A' && c <= 'Z'   ? c - 'A' + 'a'
                         : c == ' ' || c == '-' ? '_'
                                                : c);
    }
    return xw_result_parse(word, text.len, out) == XW_OK;
}

/* ---- Rows ------------------------------------------------------------------- */

/* Report what is wrong with the cells of a row; `*good` turns false if
 * anything is. */
static xw_status
read_cells(const xw_control_row *row, xw_result_row *out,
           xw_diagnostics *diagnostics, bool *good)
{
    xw_string result = xw_columns_cell(row->columns, row->record, RESULT);
    xw_string date = xw_columns_cell(row->columns, row->record, DATE);
    xw_status st = XW_OK;
    if (!parse_result(result, &out->result)) {
        *good = false;
        st = xw_control_row_fault(row, RESULT,
                                  result.len ? XW_DIAG_RESULT : XW_DIAG_EMPTY,
                                  diagnostics);
    }
    out->day = XW_NO_DAY;
    if (!st && date.len && xw_day_parse(date.bytes, date.len, &out->day)) {
        *good = false;
        st = xw_control_row_fault(row, DATE, XW_DIAG_DATE, diagnostics);
    }
    return st;
}

static bool
keep_texts(xw_results *results, const xw_control_row *row, xw_result_row *out)
{
    const struct {
        enum column column;
        const char **out;
    } texts[] = { { NOTE, &out->note },
                  { EVIDENCE, &out->evidence },
                  { DATE, &out->date } };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) {
        xw_string cell =
            xw_columns_cell(row->columns, row->record, texts[i].column);
        *texts[i].out = xw_control_table_keep(&results->table, cell);
        if (!*texts[i].out) {
            return false;
        }
    }
    return true;
}

static xw_result_row *
rows_of(const xw_results *results)
{
    return (xw_result_row *)(void *)results->rows.bytes;
}

/* Whether two rows say the same, or one of them nothing. */
static bool
is_no_matter(const xw_result_row *before, const xw_result_row *after)
{
    return before->result == after->result ||
           before->result == XW_NOT_ASSESSED ||
           after->result == XW_NOT_ASSESSED;
}

/* Whether `after` is to stand in the place of `before`. */
static bool
is_better(const xw_result_row *before, const xw_result_row *after)
{
    if (before->result != after->result && (before->result == XW_NOT_ASSESSED ||
                                            after->result == XW_NOT_ASSESSED)) {
        return before->result == XW_NOT_ASSESSED;
    }
    return after->day > before->day; /* no day is before any */
}

static xw_status
decide(xw_results *results, xw_result_row *before, const xw_result_row *after,
       const xw_control_row *row, xw_diagnostics *diagnostics)
{
    bool is_told = before->day != XW_NO_DAY && after->day != XW_NO_DAY &&
                   before->day != after->day;
    bool is_same = is_no_matter(before, after);
    if (!is_told && !is_same) {
        return xw_control_row_again(row, XW_DIAG_RESULT_TWICE, before->source,
                                    before->line, diagnostics);
    }
    if (!is_same && !results->table.replaced++) {
        results->table.replaced_at = row->record->at;
    }
    if (is_better(before, after)) {
        *before = *after;
    }
    return XW_OK;
}

static xw_status
add(xw_results *results, const xw_result_row *out)
{
    uint32_t *place = &results->table.row_of[out->control.i];
    size_t count = results->rows.len / sizeof *out;
    if (!xw_buffer_append(&results->rows, out, sizeof *out)) {
        return XW_E_NOMEM;
    }
    *place = (uint32_t)count;
    return XW_OK;
}

static xw_status
on_row(void *payload, const xw_control_row *row, xw_diagnostics *diagnostics)
{
    xw_results *results = payload;
    xw_result_row out = { .control = row->control,
                          .source = row->source,
                          .line = row->record->at.line };
    bool good = row->control.i != XW_NONE;
    xw_status st = read_cells(row, &out, diagnostics, &good);
    if (st || !good) {
        return st;
    }
    uint32_t before = results->table.row_of[row->control.i];
    if (!keep_texts(results, row, &out)) {
        st = XW_E_NOMEM;
    } else if (before != XW_NONE) {
        return decide(results, &rows_of(results)[before], &out, row,
                      diagnostics);
    } else {
        st = add(results, &out);
    }
    return st ? xw_diagnostics_fail(diagnostics,
                                    &(xw_finding){ .what = XW_DIAG_NO_MEMORY })
              : XW_OK;
}

/* ---- All of them ------------------------------------------------------------ */

xw_status
xw_results_new(const xw_graph *graph, xw_results **out, xw_error *err)
{
    xw_results *results = calloc(1, sizeof *results);
    if (!results) {
        return xw_control_table_no_memory(err);
    }
    results->table = (xw_control_table){
        .names = names, .needed = RESULT + 1, .read = on_row, .payload = results
    };
    xw_status st = xw_control_table_open(&results->table, graph, err);
    if (st) {
        free(results);
        return st;
    }
    *out = results;
    return XW_OK;
}

void
xw_results_free(xw_results *results)
{
    if (results) {
        xw_control_table_close(&results->table);
        xw_buffer_free(&results->rows);
        free(results);
    }
}

xw_status
xw_results_read(xw_results *results, const char *path,
                const xw_import_options *options, xw_import_summary *summary,
                xw_error *err)
{
    return xw_control_table_read(&results->table, path, options, summary, err);
}

xw_status
xw_results_read_bytes(xw_results *results, const char *bytes, size_t len,
                      const xw_import_options *options,
                      xw_import_summary *summary, xw_error *err)
{
    return xw_control_table_read_bytes(
        &results->table, (xw_string){ bytes, len }, options, summary, err);
}

const xw_result_row *
xw_results_rows(const xw_results *results, size_t *count)
{
    *count = results->rows.len / sizeof(xw_result_row);
    return rows_of(results);
}
