/* drawn_graph.h - small random graphs, for oracles to be compared on. */
#ifndef XW_TESTS_DRAWN_GRAPH_H
#define XW_TESTS_DRAWN_GRAPH_H

#include "support.h"

#include <xw/build.h>
#include <xw/query.h>

/** A stream of numbers from a seed (splitmix64), the same everywhere. */
typedef struct drawn_random {
    uint64_t state;
} drawn_random;

uint64_t drawn_next(drawn_random *random);

/** 0 .. below - 1. */
uint32_t drawn_below(drawn_random *random, uint32_t below);

/** True `percent` times of a hundred. */
bool drawn_chance(drawn_random *random, uint32_t percent);

typedef struct drawn_shape {
    uint32_t frameworks, controls; /**< of each framework */
    uint32_t mappings, rules, gaps, scopes;
    uint32_t weights[XW_RELATIONSHIP_COUNT]; /**< how often each is drawn */
    bool has_parts;    /**< controls have parents of every kind */
    bool has_policies; /**< sets that claim topics, of other precedence, ... */
} drawn_shape;

/** What most tests want: small, of everything something, rich in full. */
extern const drawn_shape drawn_mixed;

/** A graph of frameworks f0, f1, ... with controls c0, c1, ... and, when there
 *  are scopes, a scope "s" of every framework.  The caller frees it. */
xw_graph *drawn_graph(const drawn_shape *shape, uint64_t seed);

/** The control of these numbers. */
xw_control drawn_control(const xw_graph *graph, uint32_t framework,
                         uint32_t index);

/** Some of the graph's controls, one in `one_in`, ascending.  Returns how many
 *  of `out`, which has room for all, are set. */
size_t drawn_controls(const xw_graph *graph, drawn_random *random,
                      uint32_t one_in, xw_control *out);

#endif
