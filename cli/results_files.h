/* results_files.h - results of assessments and costs of tests, from the files
 * that an option names. */
#ifndef XW_CLI_RESULTS_FILES_H
#define XW_CLI_RESULTS_FILES_H

#include "options.h"
#include "view.h"

#include <xw/results.h>

/** Read all `files`, listing every bad row on stderr.  Gives an exit code: with
 *  any other than EXIT_OK, and without files, `out` stays as it is. */
int results_files_read(const struct view *view, const struct string_list *files,
                       bool verbose, xw_results **out);
int costs_files_read(const struct view *view, const struct string_list *files,
                     bool verbose, xw_costs **out);

/** The controls with this result, in the order of the files; an array for
 *  free(). */
xw_control *results_files_controls(const xw_results *results, xw_result result,
                                   size_t *count);

#endif
