/* xw/results.h - what was found out about the controls of a graph, read from
 * files: results of assessments, and what tests of them cost.  Public API.
 *
 * Both are CSV with a row for each control, which may be named in any way that
 * a reference can (xw/reference.h):
 *
 *      framework_id,control_id,result[,note,evidence,date]
 *      framework_id,control_id,cost
 *
 * A result is compliant, partially_compliant, non_compliant, not_applicable or
 * not_assessed, in any case and with blanks or hyphens for the underscores; a
 * date is year-month-day; a cost is a number above 0.  What is wrong with a
 * file is told as xw/import.h does it: every bad row, with its place. */
#ifndef XW_RESULTS_H
#define XW_RESULTS_H

#include <xw/assess.h>
#include <xw/import.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The day of a result that has no date. */
#define XW_NO_DAY INT32_MIN

/** Texts are "" where the file says nothing. */
typedef struct xw_result_row {
    xw_control control;
    xw_result result;
    const char *note, *evidence, *date;
    int32_t day;        /**< of `date`, counted from 1970-01-01; XW_NO_DAY */
    const char *source; /**< the file it is from, and the line */
    uint32_t line;
} xw_result_row;

typedef struct xw_results xw_results;

/** Begin with no results.  The graph must outlive them.
 *  @retval XW_E_NOMEM */
XW_API xw_status xw_results_new(const xw_graph *graph, xw_results **out,
                                xw_error *err);
XW_API void xw_results_free(xw_results *results);

/** Add the rows of a file.
 *
 *  Bad rows are reported and skipped; the good ones are added.  Of two results
 *  for one control, also of different files, any counts more than not_assessed,
 *  and else the one of the later date; where dates do not tell and the results
 *  differ, the second is a bad row.
 *
 *  @param options  Or NULL for the defaults; `source`, `format`, `strict` and
 *                  `progress` do not count.
 *  @param summary  Added to; or NULL.
 *  @param err      The first error that makes the reading fail.
 *  @retval XW_E_ARG     A struct has the wrong size.
 *  @retval XW_E_SYNTAX  Not CSV.
 *  @retval XW_E_DATA    Not such a table, or a row is bad.
 *  @retval XW_E_LIMIT   A record is too long.
 *  @retval XW_E_GRAPH   The graph is damaged.
 *  @retval XW_E_IO      Opening or reading failed.
 *  @retval XW_E_NOMEM
 *
 *  O(bytes), and a look-up for each row. */
XW_API xw_status xw_results_read(xw_results *results, const char *path,
                                 const xw_import_options *options,
                                 xw_import_summary *summary, xw_error *err);

/** The same with text in memory, named `options->source`. */
XW_API xw_status xw_results_read_bytes(xw_results *results, const char *bytes,
                                       size_t len,
                                       const xw_import_options *options,
                                       xw_import_summary *summary,
                                       xw_error *err);

/** Borrowed until more are read: [count] one for each control, in the order in
 *  which controls were first named. */
XW_API const xw_result_row *xw_results_rows(const xw_results *results,
                                            size_t *count);

/** The day of "2026-11-28", counted from 1970-01-01 in the calendar of today.
 *  @retval XW_NOT_FOUND  It is no date from year 1 to 9999.  O(1). */
XW_API xw_status xw_day_parse(const char *text, size_t len, int32_t *out);

/** What a test of a control costs. */
typedef struct xw_cost_row {
    xw_control control;
    double cost;        /**< above 0 */
    const char *source; /**< the file it is from, and the line */
    uint32_t line;
} xw_cost_row;

typedef struct xw_costs xw_costs;

/** As for results, but that a control can have one cost only. */
XW_API xw_status xw_costs_new(const xw_graph *graph, xw_costs **out,
                              xw_error *err);
XW_API void xw_costs_free(xw_costs *costs);
XW_API xw_status xw_costs_read(xw_costs *costs, const char *path,
                               const xw_import_options *options,
                               xw_import_summary *summary, xw_error *err);
XW_API xw_status xw_costs_read_bytes(xw_costs *costs, const char *bytes,
                                     size_t len,
                                     const xw_import_options *options,
                                     xw_import_summary *summary, xw_error *err);
XW_API const xw_cost_row *xw_costs_rows(const xw_costs *costs, size_t *count);

#ifdef __cplusplus
}
#endif

#endif /* XW_RESULTS_H */
