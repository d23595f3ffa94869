/* graph_file_verify.h - the parts of xw_graph_verify.  Each takes for granted
 * what those before it have found to be so. */
#ifndef XW_ENGINE_GRAPH_FILE_VERIFY_H
#define XW_ENGINE_GRAPH_FILE_VERIFY_H

#include "graph.h"

typedef xw_status (*xw_check_fn)(const xw_graph *graph, xw_error *err);

/** The first failure of checks[count], or XW_OK. */
xw_status xw_verify_each(const xw_graph *graph, const xw_check_fn *checks,
                         size_t count, xw_error *err);

/** Whether these are strings of the text. */
bool xw_verify_strings(const xw_graph *graph, const uint32_t *offsets,
                       size_t count);

/** Frameworks, controls, hierarchy, aliases and the index of names; that rows
 *  are rows and columns in range is known. */
xw_status xw_verify_catalogue(const xw_graph *graph, xw_error *err);

/** Sets and set-valued maps. */
xw_status xw_verify_sets(const xw_graph *graph, xw_error *err);

/** How many mappings each set has. */
xw_status xw_verify_set_counts(const xw_graph *graph, xw_error *err);

/** That each half-edge says something known.  What is below takes this and sets
 *  for granted, but not each other. */
xw_status xw_verify_attributes(const xw_graph *graph, xw_error *err);

#define XW_VERIFY_HALVED    "a half-edge lacks its other half"
#define XW_VERIFY_UNSETTLED "a pair's mappings are not settled"

/** Half-edges in order, each saying what its mapping does, and that which is alone
 *  of its pair settled. */
xw_status xw_verify_half_edges(const xw_graph *graph, xw_error *err);

/** That each half-edge has its other half, and what several mappings of a pair do
 *  to each other. */
xw_status xw_verify_pairs(const xw_graph *graph, xw_error *err);

/** Runs, and the graph of frameworks. */
xw_status xw_verify_runs(const xw_graph *graph, xw_error *err);

#endif
