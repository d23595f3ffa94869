/* reference_graph.h - a graph of everything that names can be. */
#ifndef XW_TESTS_REFERENCE_GRAPH_H
#define XW_TESTS_REFERENCE_GRAPH_H

#include "support.h"

#include <xw/query.h>

/** The caller frees it. */
xw_graph *make_reference_graph(void);

#endif
