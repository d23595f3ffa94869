/* overlap_report.h - prints how much of each framework every other reaches. */
#ifndef XW_CLI_OVERLAP_REPORT_H
#define XW_CLI_OVERLAP_REPORT_H

#include "document.h"
#include "options.h"

/** Print what overlap_document_write() made: for people, shades and percents;
 *  else a column for each framework. */
void overlap_report_print(json_t *document,
                          const struct common_options *options);

#endif
