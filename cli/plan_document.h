/* plan_document.h - an audit plan as JSON. */
#ifndef XW_CLI_PLAN_DOCUMENT_H
#define XW_CLI_PLAN_DOCUMENT_H

#include "plan_agenda.h"

json_t *plan_document(struct view *view, const xw_plan *plan,
                      const struct plan_question *question,
                      const struct plan_agenda *agenda);

#endif
