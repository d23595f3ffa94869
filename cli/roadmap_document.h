/* roadmap_document.h - a roadmap as JSON. */
#ifndef XW_CLI_ROADMAP_DOCUMENT_H
#define XW_CLI_ROADMAP_DOCUMENT_H

#include "document.h"
#include "roadmap_question.h"

json_t *roadmap_document(struct view *view, const xw_roadmap *roadmap,
                         const struct roadmap_question *question);

#endif
