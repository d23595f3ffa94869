/* coverage_document.h - how much of what is wanted is met, as JSON. */
#ifndef XW_CLI_COVERAGE_DOCUMENT_H
#define XW_CLI_COVERAGE_DOCUMENT_H

#include "coverage_question.h"

/** Write { graph, have, want[] }; with groups and proofs if asked for. */
void coverage_document_write(struct writer *out, struct view *view,
                             xw_coverage *coverage,
                             const struct coverage_question *question,
                             bool by_group, bool detail);

/** Write the members that every wanted control has. */
void coverage_item_write(struct writer *out, struct view *view,
                         const xw_covered *item);

/** Write the name of what a report is about. */
void coverage_wanted_write(struct writer *out, const char *key,
                           struct view *view, const xw_coverage_report *report);

#endif
