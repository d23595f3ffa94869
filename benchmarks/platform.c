#include "platform.h"

#include "random.h"

#include <xw/graph_file.h>

#include <stdlib.h>

static void
open_peers(platform *p)
{
    p->peer_count = 3 + peer_other_count;
    p->peers = bench_alloc(p->peer_count, sizeof(const peer *));
    p->opened = bench_alloc(p->peer_count, sizeof *p->opened);
    p->peers[0] = &peer_xw;
    p->peers[1] = &peer_accelerated;
    p->peers[2] = &peer_plain;
    for (size_t i = 0; i < peer_other_count; ++i) {
        p->peers[3 + i] = peer_others[i];
    }
    for (size_t i = 0; i < p->peer_count; ++i) {
        p->opened[i] = p->peers[i]->open(&p->data);
    }
}

static platform_query
draw_query(const platform *p, random_state *random)
{
    const peer_data *data = &p->data;
    platform_query query;
    do {
        query.control = random_below(random, data->control_count);
    } while (!xw_graph_link_count(p->graph, (xw_control){ query.control }));
    do {
        query.framework = random_below(random, data->framework_count);
    } while (query.framework == data->framework[query.control]);
    return query;
}

void
platform_open(const char *folder, size_t query_count, platform *out)
{
    xw_error err = XW_ERROR_INIT;
    *out = (platform){ .query_count = query_count };
    char *path = bench_path(folder, "graph.xwg");
    if (xw_graph_open(path, &out->graph, &err)) {
        bench_fail("%s: %s", path, err.message);
    }
    free(path);
    peer_data_read(out->graph, &out->data);
    open_peers(out);
    random_state random;
    random_seed(&random, 7);
    out->queries = bench_alloc(query_count, sizeof *out->queries);
    for (size_t i = 0; i < query_count; ++i) {
        out->queries[i] = draw_query(out, &random);
    }
}

void
platform_close(platform *p)
{
    for (size_t i = 0; i < p->peer_count; ++i) {
        p->peers[i]->close(p->opened[i]);
    }
    free(p->peers);
    free(p->opened);
    free(p->queries);
    peer_data_clear(&p->data);
    xw_graph_free(p->graph);
}
