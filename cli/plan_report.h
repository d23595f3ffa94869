/* plan_report.h - prints an audit plan. */
#ifndef XW_CLI_PLAN_REPORT_H
#define XW_CLI_PLAN_REPORT_H

#include "report.h"

/** Print a plan_document; `detail`: for people too each test by itself. */
void plan_report_print(const json_t *document, bool detail,
                       const struct common_options *options);

/** Say on stderr what is odd about it: nothing to do, no room for it, ... */
void plan_report_say_oddities(const json_t *document);

/** What a session is about: "6.1 Risks and opportunities". */
void plan_report_subject(struct text *out, const json_t *session);

#endif
