/* assess_report.h - prints results carried to other frameworks. */
#ifndef XW_CLI_ASSESS_REPORT_H
#define XW_CLI_ASSESS_REPORT_H

#include "document.h"
#include "options.h"

/** Print what assess_document_write() made.  CSV and TSV are a results file:
 *  of what was carried, or of that and what is there with a diff. */
void assess_report_print(json_t *document,
                         const struct common_options *options);

#endif
