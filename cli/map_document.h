/* map_document.h - the answer of xw map for one control, as JSON. */
#ifndef XW_CLI_MAP_DOCUMENT_H
#define XW_CLI_MAP_DOCUMENT_H

#include "selection.h"
#include "view.h"

/** The document for what `request`, into `into`, was answered. */
json_t *map_document(struct view *view, const xw_map_request *request,
                     const struct selections *into,
                     const xw_map_answer *answer);

#endif
