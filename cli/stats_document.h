/* stats_document.h - how much is in a graph, as JSON. */
#ifndef XW_CLI_STATS_DOCUMENT_H
#define XW_CLI_STATS_DOCUMENT_H

#include "view.h"

json_t *stats_document(const struct view *view);

#endif
