/* peer_xw.c - our own answers, through the public API. */
#include "bench.h"
#include "peer.h"

#include <xw/reference.h>

#include <stdlib.h>
#include <string.h>

enum { ROOM = 1 << 20 }; /* neighbours */

typedef struct ours {
    const xw_graph *graph;
    xw_resolver *resolver;
    xw_scratch *scratch;
    xw_neighbour *neighbours; /* [ROOM] */
} ours;

static void
check(xw_status st, const xw_error *err)
{
    if (st) {
        bench_fail("%s", err->message);
    }
}

static void *
open_ours(const peer_data *data)
{
    xw_error err = XW_ERROR_INIT;
    ours *o = bench_alloc(1, sizeof *o);
    o->graph = data->graph;
    o->neighbours = bench_alloc(ROOM, sizeof *o->neighbours);
    check(xw_resolver_new(data->graph, &o->resolver, &err), &err);
    check(xw_scratch_new(data->graph, &o->scratch, &err), &err);
    return o;
}

static void
close_ours(void *self)
{
    ours *o = self;
    xw_resolver_free(o->resolver);
    xw_scratch_free(o->scratch);
    free(o->neighbours);
    free(o);
}

static uint32_t
find(void *self, const peer_name *name)
{
    const ours *o = self;
    xw_error err = XW_ERROR_INIT;
    const xw_string text = { name->reference, strlen(name->reference) };
    xw_control control;
    check(xw_resolve_control(o->resolver, text, &control, &err), &err);
    return control.i;
}

static uint32_t
rank_of(uint32_t strength)
{
    return strength == XW_STRENGTH_NONE ? 1 : 2 + strength;
}

static void
links(void *self, uint32_t control, uint32_t framework, peer_hits *out)
{
    const ours *o = self;
    xw_error err = XW_ERROR_INIT;
    size_t count;
    check(xw_graph_neighbours(o->graph, (xw_control){ control },
                              (xw_framework){ framework }, o->neighbours, ROOM,
                              &count, &err),
          &err);
    out->count = 0;
    for (size_t i = 0; i < count; ++i) {
        const xw_neighbour *n = &o->neighbours[i];
        out->items[out->count++] =
            (peer_hit){ n->control.i, rank_of(n->strength) };
    }
}

const peer peer_xw = { .name = "xw",
                       .open = open_ours,
                       .close = close_ours,
                       .find = find,
                       .links = links };
