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

/** The compliant controls of some rows, in their order, as the engine takes them:
 *  an array for free(). */
xw_control *results_compliant(const xw_result_row *rows, size_t count,
                              xw_choice *out);

#endif
