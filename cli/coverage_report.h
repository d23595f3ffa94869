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

/** Add "12.5%", or "-" for null. */
void coverage_show_share(struct text *out, const json_t *share);

#endif
