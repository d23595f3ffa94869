/* peer_plain.c - a loop over arrays, as one writes it in an hour: the floor of
 * direct look-ups, and for walks what there is without pruning. */
#include "bench.h"
#include "peer.h"

#include <stdlib.h>

enum { LEVELS = 17 };

typedef struct plain {
    const peer_data *data;
    uint32_t *rows; /* [control_count + 1] in data->edges */
    uint8_t
        *rank[LEVELS]; /* [control_count] best least rank by so many edges */
    uint32_t *list[LEVELS]; /* [count] those that are not 0 */
    size_t count[LEVELS];
} plain;

static void
close_plain(void *self)
{
    plain *p = self;
    for (unsigned k = 0; k < LEVELS; ++k) {
        free(p->rank[k]);
        free(p->list[k]);
    }
    free(p->rows);
    free(p);
}

static void *
open_plain(const peer_data *data)
{
    plain *p = bench_alloc(1, sizeof *p);
    p->data = data;
    p->rows = bench_alloc(data->control_count + 1, sizeof *p->rows);
    for (size_t e = 0; e < data->edge_count; ++e) {
        p->rows[data->edges[e].source + 1]++;
    }
    for (uint32_t c = 0; c < data->control_count; ++c) {
        p->rows[c + 1] += p->rows[c];
    }
    return p;
}

static void
links(void *self, uint32_t control, uint32_t framework, peer_hits *out)
{
    const plain *p = self;
    const peer_data *data = p->data;
    out->count = 0;
    for (uint32_t e = p->rows[control]; e < p->rows[control + 1]; ++e) {
        const peer_edge *edge = &data->edges[e];
        if (framework == XW_NONE ||
            data->framework[edge->target] == framework) {
            out->items[out->count++] = (peer_hit){ edge->target, edge->rank };
        }
    }
}

/* ---- Walks ------------------------------------------------------------------ */

static void
enter(plain *p, unsigned level, uint32_t control, uint32_t rank)
{
    uint8_t *known = &p->rank[level][control];
    if (!*known) {
        p->list[level][p->count[level]++] = control;
    }
    *known = rank > *known ? (uint8_t)rank : *known;
}

static void
begin(plain *p, uint32_t control, uint32_t hops)
{
    for (unsigned k = 0; k <= hops; ++k) {
        if (!p->rank[k]) {
            p->rank[k] = bench_alloc(p->data->control_count, 1);
            p->list[k] =
                bench_alloc(p->data->control_count, sizeof *p->list[k]);
        }
        for (size_t i = 0; i < p->count[k]; ++i) {
            p->rank[k][p->list[k][i]] = 0;
        }
        p->count[k] = 0;
    }
    enter(p, 0, control, UINT8_MAX);
}

static void
walk(plain *p, unsigned level)
{
    for (size_t i = 0; i < p->count[level]; ++i) {
        uint32_t control = p->list[level][i];
        uint32_t rank = p->rank[level][control];
        for (uint32_t e = p->rows[control]; e < p->rows[control + 1]; ++e) {
            const peer_edge *edge = &p->data->edges[e];
            enter(p, level + 1, edge->target,
                  edge->rank < rank ? edge->rank : rank);
        }
    }
}

static void
strongest(void *self, uint32_t control, uint32_t framework, uint32_t hops,
          peer_hits *out)
{
    plain *p = self;
    begin(p, control, hops);
    for (unsigned k = 0; k < hops; ++k) {
        walk(p, k);
    }
    out->count = 0;
    for (uint32_t c = p->data->first[framework];
         c < p->data->first[framework + 1]; ++c) {
        uint8_t best = 0;
        for (unsigned k = 1; k <= hops; ++k) {
            best = p->rank[k][c] > best ? p->rank[k][c] : best;
        }
        if (best && c != control) {
            out->items[out->count++] = (peer_hit){ c, best };
        }
    }
}

const peer peer_plain = { .name = "plain",
                          .open = open_plain,
                          .close = close_plain,
                          .links = links,
                          .strongest = strongest };
