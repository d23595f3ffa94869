/* coverage_report.h - prints how much of what is wanted is met. */
#ifndef XW_CLI_COVERAGE_REPORT_H
#define XW_CLI_COVERAGE_REPORT_H

#include "document.h"
#include "options.h"

/** Print what coverage_document_write() made.  Its rows are the controls with
 *  `detail`, else the groups with `by_group`, else what is wanted; people see
 *  all of these. */
void coverage_report_print(json_t *document, bool by_group, bool detail,
                           const struct common_options *options);

/** Say on stderr which of what is wanted has no control that counts. */
void coverage_say_what_is_empty(const json_t *document);

/** Print what is accepted beyond what counts in full by itself. */
void coverage_print_accepted(const json_t *document);

/** Add a row for `part` of one of what is wanted: its framework and itself. */
void coverage_add_row(json_t *rows, const json_t *want, json_t *part);

/** Such rows of all that each of what is wanted has under `key`; with `only`, of
 *  this one. */
json_t *coverage_rows(const json_t *document, const char *key,
                      const json_t *only);

/** Add the note and the set of a gap. */
void coverage_show_gap(struct text *out, const json_t *gap);

/** Add "12.5%", or "-" for null. */
void coverage_show_share(struct text *out, const json_t *share);

#endif
