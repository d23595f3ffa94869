/* gaps_report.h - prints what of the wanted is open. */
#ifndef XW_CLI_GAPS_REPORT_H
#define XW_CLI_GAPS_REPORT_H

#include "document.h"
#include "options.h"

/** Print what gaps_document_write() made.  Its rows are what to adopt, if it
 *  has that, else the open controls; people see both. */
void gaps_report_print(json_t *document, const struct common_options *options);

#endif
