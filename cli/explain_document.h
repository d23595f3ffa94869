/* explain_document.h - the answer of xw explain, as JSON. */
#ifndef XW_CLI_EXPLAIN_DOCUMENT_H
#define XW_CLI_EXPLAIN_DOCUMENT_H

#include "view.h"

json_t *explain_document(struct view *view, const xw_explain_request *request,
                         const xw_explanation *explanation);

#endif
