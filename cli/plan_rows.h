/* plan_rows.h - the rows of tables that show an audit plan. */
#ifndef XW_CLI_PLAN_ROWS_H
#define XW_CLI_PLAN_ROWS_H

#include "document.h"

/** The tests of a plan_document, session by session, each with what its session
 *  is and when. */
json_t *plan_rows_of_items(const json_t *document);

/** The sessions in the order of time; `is_for_all` says of one that it serves
 *  all frameworks there are. */
json_t *plan_rows_of_sessions(const json_t *document);

#endif
