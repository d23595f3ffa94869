/* random_graph.h - graphs with something of everything in them.
 *
 * A model comes first: each control is given a set of demands, a part some of
 * its parent's.  Most maps then say what is true of the model, so that long
 * walks stay informative, and `noise` of them say anything. */
#ifndef XW_TESTS_RANDOM_GRAPH_H
#define XW_TESTS_RANDOM_GRAPH_H

#include "../benchmarks/random.h"
#include "graph_record.h"

typedef struct graph_recipe {
    uint64_t seed;
    uint32_t controls;  /* 2 .. RECORD_CONTROLS */
    uint32_t maps;      /* 0 .. RECORD_MAPS, at most so many */
    unsigned noise;     /* percent of the maps that need not be true */
    bool rows_once;     /* no row is given twice */
    bool evidence_only; /* no topic claims, no precedence, nothing ignored:
                           whatever is added is heard */
} graph_recipe;

/** The same record for the same recipe. */
void random_graph(const graph_recipe *recipe, graph_record *out);

/** One of the 14 masks that holds of `base`, a single base relation. */
xw_relation random_mask_with(random_state *r, xw_relation base);

/** How two sets of demands stand to each other. */
xw_relation relation_of_demands(uint32_t a, uint32_t b);

/** The relationship that states a base relation. */
xw_relationship relationship_stating(xw_relation base);

#endif
