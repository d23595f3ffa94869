/* export_graphml.h - a graph for programs that draw and measure graphs:
 * GraphML (http://graphml.graphdrawing.org).  Frameworks and controls are
 * nodes; mappings, gaps and the links from controls to what they stand under
 * are edges. */
#ifndef XW_CLI_EXPORT_GRAPHML_H
#define XW_CLI_EXPORT_GRAPHML_H

#include "exported.h"
#include "sink.h"

void export_graphml(struct exported *exported, struct sink *sink);

#endif
