/* check_report.h - what is doubtful in a graph, printed. */
#ifndef XW_CLI_CHECK_REPORT_H
#define XW_CLI_CHECK_REPORT_H

#include "document.h"
#include "options.h"

/** Print what check_document or check_file_document gives. */
void check_report_print(const json_t *document,
                        const struct common_options *options);
void check_report_print_file(const json_t *document,
                             const struct common_options *options);

#endif
