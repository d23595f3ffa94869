#include "peer.h"

#include "bench.h"

#include <stdlib.h>

static void
check(xw_status st, const xw_error *err)
{
    if (st) {
        bench_fail("%s", err->message);
    }
}

/* ---- Data ------------------------------------------------------------------- */

static void
read_frameworks(const xw_graph *graph, peer_data *out)
{
    out->framework_count = xw_graph_framework_count(graph);
    out->control_count = xw_graph_control_count(graph);
    out->first = bench_alloc(out->framework_count + 1, sizeof *out->first);
    out->framework = bench_alloc(out->control_count, sizeof *out->framework);
    for (uint32_t f = 0; f < out->framework_count; ++f) {
        xw_framework_info info;
        xw_error err = XW_ERROR_INIT;
        check(xw_graph_framework(graph, (xw_framework){ f }, &info, &err),
              &err);
        out->first[f] = info.first.i;
        for (uint32_t c = 0; c < info.control_count; ++c) {
            out->framework[info.first.i + c] = f;
        }
    }
    out->first[out->framework_count] = out->control_count;
}

static int
by_ends(const void *a, const void *b)
{
    const peer_edge *x = a;
    const peer_edge *y = b;
    if (x->source != y->source) {
        return x->source < y->source ? -1 : 1;
    }
    return (x->target > y->target) - (x->target < y->target);
}

static uint32_t
rank_of(uint32_t strength)
{
    return strength == XW_STRENGTH_NONE ? 1 : 2 + strength;
}

void
peer_data_read(const xw_graph *graph, peer_data *out)
{
    xw_graph_stats stats;
    xw_graph_get_stats(graph, &stats);
    *out = (peer_data){ .graph = graph };
    read_frameworks(graph, out);
    out->edges = bench_alloc(2 * stats.mappings, sizeof *out->edges);
    for (uint32_t m = 0; m < stats.mappings; ++m) {
        xw_mapping_info info;
        xw_error err = XW_ERROR_INIT;
        check(xw_graph_mapping(graph, (xw_mapping){ m }, &info, &err), &err);
        uint32_t a = info.source.i, b = info.target.i;
        uint32_t rank = rank_of(info.strength);
        if (info.carries) {
            out->edges[out->edge_count++] = (peer_edge){ a, b, rank };
            out->edges[out->edge_count++] = (peer_edge){ b, a, rank };
        }
    }
    qsort(out->edges, out->edge_count, sizeof *out->edges, by_ends);
}

void
peer_data_clear(peer_data *data)
{
    free(data->first);
    free(data->framework);
    free(data->edges);
    *data = (peer_data){ 0 };
}

/* ---- Answers ---------------------------------------------------------------- */

void
peer_hits_new(const peer_data *data, peer_hits *out)
{
    *out = (peer_hits){
        .items = bench_alloc(data->control_count + data->edge_count,
                             sizeof *out->items),
    };
}

void
peer_hits_free(peer_hits *hits)
{
    free(hits->items);
    *hits = (peer_hits){ 0 };
}

uint64_t
peer_hits_sum(const peer_hits *hits)
{
    uint64_t sum = hits->count;
    for (size_t i = 0; i < hits->count; ++i) {
        uint64_t hit =
            (uint64_t)hits->items[i].control << 8 | hits->items[i].rank;
        hit *= UINT64_C(0x9E3779B97F4A7C15);
        sum += hit ^ hit >> 29;
    }
    return sum;
}
