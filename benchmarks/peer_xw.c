/* peer_xw.c - our own answers, through the public API. */
#include "bench.h"
#include "peer.h"

#include <xw/reach.h>
#include <xw/reference.h>

#include <stdlib.h>
#include <string.h>

enum { ROOM = 1 << 20 }; /* neighbours */

typedef struct ours {
    const xw_graph *graph;
    xw_resolver *resolver;
    xw_scratch *scratch;
    xw_accelerator *accelerator; /* or NULL */
    xw_neighbour *neighbours;    /* [ROOM] */
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

static void *
open_accelerated(const peer_data *data)
{
    xw_error err = XW_ERROR_INIT;
    ours *o = open_ours(data);
    check(xw_accelerator_new(data->graph, 1, &o->accelerator, &err), &err);
    return o;
}

static void
close_ours(void *self)
{
    ours *o = self;
    xw_resolver_free(o->resolver);
    xw_scratch_free(o->scratch);
    xw_accelerator_free(o->accelerator);
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

/* Of so many controls at a time. */
enum { BATCH = 256 };

static size_t
ask_batch(const ours *o, const peer_question *questions, size_t count,
          uint64_t *sum)
{
    xw_error err = XW_ERROR_INIT;
    xw_control controls[BATCH];
    xw_framework frameworks[BATCH];
    size_t ends[BATCH], done;
    bool all = questions->framework == XW_NONE;
    for (size_t i = 0; i < count; ++i) {
        controls[i] = (xw_control){ questions[i].control };
        frameworks[i] = (xw_framework){ questions[i].framework };
    }
    xw_neighbours_request request = { .controls = controls,
                                      .frameworks = all ? NULL : frameworks,
                                      .count = count,
                                      .out = o->neighbours,
                                      .room = ROOM,
                                      .ends = ends };
    check(xw_graph_neighbours(o->graph, &request, &done, &err), &err);
    if (!done) {
        bench_fail("xw: too many neighbours");
    }
    for (size_t i = 0; i < ends[done - 1]; ++i) {
        const xw_neighbour *n = &o->neighbours[i];
        *sum += peer_link_sum(n->control.i, rank_of(n->strength));
    }
    return done;
}

/* All of a control, or all into a framework, in one call. */
static uint64_t
links(void *self, const peer_question *questions, size_t count)
{
    const ours *o = self;
    uint64_t sum = 0;
    while (count) {
        size_t done =
            ask_batch(o, questions, count < BATCH ? count : BATCH, &sum);
        questions += done;
        count -= done;
    }
    return sum;
}

/* ---- Walks -------------------------------------------------------------------- */

static xw_reach_request
walks_into(const ours *o, uint32_t control, uint32_t framework, uint32_t hops)
{
    xw_reach_request request = XW_REACH_REQUEST_INIT;
    request.control = (xw_control){ control };
    request.into = (xw_framework){ framework };
    request.max_hops = hops;
    request.accelerator = o->accelerator;
    return request;
}

static void
strongest(void *self, uint32_t control, uint32_t framework, uint32_t hops,
          peer_hits *out)
{
    const ours *o = self;
    xw_error err = XW_ERROR_INIT;
    xw_reach_request request = walks_into(o, control, framework, hops);
    const xw_strongest *found;
    check(xw_reach_strengths(o->scratch, &request, &found, &out->count, &err),
          &err);
    for (size_t i = 0; i < out->count; ++i) {
        out->items[i] =
            (peer_hit){ found[i].control.i, rank_of(found[i].strength) };
    }
}

static void
verdicts(void *self, uint32_t control, uint32_t framework, uint32_t hops,
         peer_hits *out)
{
    const ours *o = self;
    xw_error err = XW_ERROR_INIT;
    xw_reach_request request = walks_into(o, control, framework, hops);
    const xw_judged *found;
    check(xw_reach_verdicts(o->scratch, &request, &found, &out->count, &err),
          &err);
    for (size_t i = 0; i < out->count; ++i) {
        out->items[i] = (peer_hit){ found[i].control.i, found[i].verdict };
    }
}

static uint32_t
covered(void *self, uint32_t want, const uint32_t *have, size_t have_count,
        uint32_t hops)
{
    const ours *o = self;
    xw_error err = XW_ERROR_INIT;
    xw_connection_request request = XW_CONNECTION_REQUEST_INIT;
    xw_framework frameworks[3];
    const xw_control *found;
    size_t count;
    for (size_t h = 0; h < have_count && h < 3; ++h) {
        frameworks[h] = (xw_framework){ have[h] };
    }
    request.want = (xw_framework){ want };
    request.have = frameworks;
    request.have_count = have_count;
    request.max_hops = hops;
    request.accelerator = o->accelerator;
    check(xw_reach_connected(o->scratch, &request, &found, &count, &err), &err);
    return (uint32_t)count;
}

const peer peer_xw = { .name = "xw",
                       .open = open_ours,
                       .close = close_ours,
                       .find = find,
                       .links = links,
                       .strongest = strongest,
                       .verdicts = verdicts,
                       .covered = covered };

const peer peer_accelerated = { .name = "xw+accelerator",
                                .open = open_accelerated,
                                .close = close_ours,
                                .strongest = strongest,
                                .verdicts = verdicts,
                                .covered = covered };
