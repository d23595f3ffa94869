/* igraph.c - the same questions to igraph: one undirected graph with an edge for
 * each mapping, its ranks in a vector beside it. */
#include "../bench.h"
#include "../peer.h"

#include <igraph.h>
#include <stdlib.h>
#include <string.h>

typedef struct igraph_peer {
    const peer_data *data;
    igraph_t graph;
    uint8_t *rank; /* [edge of graph] */
    igraph_vector_int_t edges;
    igraph_adjlist_t neighbours;
    uint32_t *last; /* [framework_count] 1 + the control that last reached it */
} igraph_peer;

static void
check(igraph_error_t code)
{
    if (code) {
        bench_fail("igraph: %s", igraph_strerror(code));
    }
}

static void *
open_igraph(const peer_data *data)
{
    igraph_peer *p = bench_alloc(1, sizeof *p);
    p->data = data;
    p->rank = bench_alloc(data->edge_count / 2, 1);
    igraph_vector_int_t ends;
    check(igraph_vector_int_init(&ends, 0));
    check(igraph_vector_int_reserve(&ends, (igraph_integer_t)data->edge_count));
    size_t count = 0;
    for (size_t e = 0; e < data->edge_count; ++e) {
        const peer_edge *edge = &data->edges[e];
        if (edge->source < edge->target) { /* each mapping is there twice */
            check(igraph_vector_int_push_back(&ends, edge->source));
            check(igraph_vector_int_push_back(&ends, edge->target));
            p->rank[count++] = (uint8_t)edge->rank;
        }
    }
    check(igraph_create(&p->graph, &ends, data->control_count,
                        IGRAPH_UNDIRECTED));
    igraph_vector_int_destroy(&ends);
    check(igraph_vector_int_init(&p->edges, 0));
    check(igraph_adjlist_init(&p->graph, &p->neighbours, IGRAPH_ALL,
                              IGRAPH_NO_LOOPS, IGRAPH_MULTIPLE));
    p->last = bench_alloc(data->framework_count, sizeof *p->last);
    return p;
}

static void
close_igraph(void *self)
{
    igraph_peer *p = self;
    igraph_vector_int_destroy(&p->edges);
    igraph_adjlist_destroy(&p->neighbours);
    free(p->last);
    igraph_destroy(&p->graph);
    free(p->rank);
    free(p);
}

static uint64_t
links(void *self, const peer_question *questions, size_t asked)
{
    igraph_peer *p = self;
    uint64_t sum = 0;
    for (size_t q = 0; q < asked; ++q) {
        igraph_integer_t control = questions[q].control;
        uint32_t framework = questions[q].framework;
        check(igraph_incident(&p->graph, &p->edges, control, IGRAPH_ALL));
        igraph_integer_t count = igraph_vector_int_size(&p->edges);
        for (igraph_integer_t i = 0; i < count; ++i) {
            igraph_integer_t edge = VECTOR(p->edges)[i];
            uint32_t other = (uint32_t)IGRAPH_OTHER(&p->graph, edge, control);
            if (framework == XW_NONE ||
                p->data->framework[other] == framework) {
                sum += peer_link_sum(other, p->rank[edge]);
            }
        }
    }
    return sum;
}

/* By hand, over igraph's lists of neighbours. */
static void
overlap(void *self, uint32_t hops, uint32_t step, uint32_t *out)
{
    igraph_peer *p = self;
    const peer_data *data = p->data;
    size_t frameworks = data->framework_count;
    if (hops != 1 || step != 1) {
        bench_fail("igraph: one hop only");
    }
    memset(out, 0, frameworks * frameworks * sizeof *out);
    memset(p->last, 0, frameworks * sizeof *p->last);
    for (uint32_t c = 0; c < data->control_count; ++c) {
        const igraph_vector_int_t *row = igraph_adjlist_get(&p->neighbours, c);
        uint32_t to = data->framework[c];
        igraph_integer_t count = igraph_vector_int_size(row);
        for (igraph_integer_t i = 0; i < count; ++i) {
            uint32_t from = data->framework[VECTOR(*row)[i]];
            if (p->last[from] != c + 1) {
                p->last[from] = c + 1;
                ++out[to * frameworks + from];
            }
        }
    }
}

const peer peer_igraph = { .name = "igraph",
                           .open = open_igraph,
                           .close = close_igraph,
                           .links = links,
                           .overlap = overlap,
                           .overlap_hops = 1 };
