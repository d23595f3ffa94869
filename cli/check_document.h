/* check_document.h - what is doubtful in a graph, as JSON. */
#ifndef XW_CLI_CHECK_DOCUMENT_H
#define XW_CLI_CHECK_DOCUMENT_H

#include "view.h"

#include <xw/check.h>

json_t *check_document(struct view *view, const xw_findings *findings);

/** How the file is, section by section; `damage` is that of xw_graph_verify, or
 *  has no status. */
json_t *check_file_document(const xw_graph *graph, const char *path,
                            const xw_error *damage);

#endif
