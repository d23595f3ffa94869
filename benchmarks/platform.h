/* platform.h - the graph that a benchmark asks, and what it asks. */
#ifndef XW_BENCHMARKS_PLATFORM_H
#define XW_BENCHMARKS_PLATFORM_H

#include "bench.h"
#include "peer.h"

/** One question: a control, and a framework that is not its own. */
typedef struct platform_query {
    uint32_t control, framework;
} platform_query;

typedef struct platform {
    xw_graph *graph;
    peer_data data;
    const peer **peers; /**< [peer_count] xw first, then xw with its
                           accelerator, plain, and others */
    void **opened;      /**< [peer_count] */
    size_t peer_count;
    platform_query *queries; /**< [query_count] */
    size_t query_count;
} platform;

/** Open the graph file of a folder, let all peers read it, and draw queries: of
 *  controls that have a mapping, and of any framework. */
void platform_open(const char *folder, size_t query_count, platform *out);
void platform_close(platform *p);

#endif
