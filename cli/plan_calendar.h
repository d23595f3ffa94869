/* plan_calendar.h - the sessions of an audit plan as events of a calendar. */
#ifndef XW_CLI_PLAN_CALENDAR_H
#define XW_CLI_PLAN_CALENDAR_H

#include "document.h"
#include "plan_agenda.h"

/** Write the scheduled sessions of a plan_document to a file.  Gives an exit
 *  code, having said what is wrong. */
int plan_calendar_write(const char *path, const json_t *document,
                        const xw_plan *plan, const struct plan_agenda *agenda);

#endif
