/* roadmap_report.h - prints a roadmap. */
#ifndef XW_CLI_ROADMAP_REPORT_H
#define XW_CLI_ROADMAP_REPORT_H

#include "report.h"

void roadmap_report_print(const json_t *document,
                          const struct common_options *options);

/** Say on stderr why there is nothing to do, if so.  Whether there is. */
bool roadmap_report_has_any(const json_t *document);

/** A title without the months that it ends with, "(months 1–2)": they are told
 *  apart. */
void roadmap_report_title(struct text *out, const json_t *entry);

#endif
