/* explain_report.h - prints what xw explain answers. */
#ifndef XW_CLI_EXPLAIN_REPORT_H
#define XW_CLI_EXPLAIN_REPORT_H

#include "document.h"
#include "options.h"

void explain_report_print(const json_t *document,
                          const struct common_options *options);

#endif
