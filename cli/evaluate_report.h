/* evaluate_report.h - prints an evaluation. */
#ifndef XW_CLI_EVALUATE_REPORT_H
#define XW_CLI_EVALUATE_REPORT_H

#include "document.h"
#include "options.h"

/** @param document  As evaluate_document() makes it. */
void evaluate_report_print(const json_t *document,
                           const struct common_options *options);

#endif
