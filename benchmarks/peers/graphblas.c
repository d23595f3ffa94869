/* graphblas.c - the same questions to SuiteSparse:GraphBLAS: one symmetric
 * matrix of ranks, walks over the (max, min) semiring, on one thread. */
#include "../bench.h"
#include "../peer.h"

#include <GraphBLAS.h>
#include <stdlib.h>

typedef struct graphblas {
    const peer_data *data;
    GrB_Matrix ranks;    /* of the strongest mapping of each pair */
    GrB_Matrix pattern;  /* the same, true */
    GrB_Matrix owners;   /* control, framework: true */
    GrB_Vector *members; /* [framework_count] the controls of each */
    GrB_Index *indices;  /* [control_count] room for an answer */
    uint8_t *values;     /* [control_count] */
} graphblas;

static void
check(GrB_Info info)
{
    if (info != GrB_SUCCESS && info != GrB_NO_VALUE) {
        bench_fail("graphblas: %d", (int)info);
    }
}

static void
fill_matrix(graphblas *g)
{
    const peer_data *data = g->data;
    GrB_Index *rows = bench_alloc(data->edge_count, sizeof *rows);
    GrB_Index *columns = bench_alloc(data->edge_count, sizeof *columns);
    uint8_t *ranks = bench_alloc(data->edge_count, sizeof *ranks);
    for (size_t e = 0; e < data->edge_count; ++e) {
        rows[e] = data->edges[e].source;
        columns[e] = data->edges[e].target;
        ranks[e] = (uint8_t)data->edges[e].rank;
    }
    check(GrB_Matrix_new(&g->ranks, GrB_UINT8, data->control_count,
                         data->control_count));
    check(GrB_Matrix_build_UINT8(g->ranks, rows, columns, ranks,
                                 data->edge_count, GrB_MAX_UINT8));
    check(GrB_Matrix_wait(g->ranks, GrB_MATERIALIZE));
    check(GrB_Matrix_new(&g->pattern, GrB_BOOL, data->control_count,
                         data->control_count));
    check(GrB_Matrix_apply(g->pattern, NULL, NULL, GrB_IDENTITY_BOOL, g->ranks,
                           NULL));
    check(GrB_Matrix_wait(g->pattern, GrB_MATERIALIZE));
    free(rows);
    free(columns);
    free(ranks);
}

static void
fill_members(graphblas *g)
{
    const peer_data *data = g->data;
    g->members = bench_alloc(data->framework_count, sizeof(GrB_Vector));
    for (uint32_t f = 0; f < data->framework_count; ++f) {
        check(GrB_Vector_new(&g->members[f], GrB_BOOL, data->control_count));
        for (uint32_t c = data->first[f]; c < data->first[f + 1]; ++c) {
            check(GrB_Vector_setElement_BOOL(g->members[f], true, c));
        }
        check(GrB_Vector_wait(g->members[f], GrB_MATERIALIZE));
    }
}

static void
fill_owners(graphblas *g)
{
    const peer_data *data = g->data;
    check(GrB_Matrix_new(&g->owners, GrB_BOOL, data->control_count,
                         data->framework_count));
    for (uint32_t c = 0; c < data->control_count; ++c) {
        check(
            GrB_Matrix_setElement_BOOL(g->owners, true, c, data->framework[c]));
    }
    check(GrB_Matrix_wait(g->owners, GrB_MATERIALIZE));
}

static void *
open_graphblas(const peer_data *data)
{
    graphblas *g = bench_alloc(1, sizeof *g);
    g->data = data;
    check(GrB_init(GrB_NONBLOCKING));
    check(GxB_Global_Option_set(GxB_NTHREADS, 1));
    fill_matrix(g);
    fill_members(g);
    fill_owners(g);
    g->indices = bench_alloc(data->control_count, sizeof *g->indices);
    g->values = bench_alloc(data->control_count, sizeof *g->values);
    return g;
}

static void
close_graphblas(void *self)
{
    graphblas *g = self;
    for (uint32_t f = 0; f < g->data->framework_count; ++f) {
        check(GrB_Vector_free(&g->members[f]));
    }
    check(GrB_Matrix_free(&g->ranks));
    check(GrB_Matrix_free(&g->pattern));
    check(GrB_Matrix_free(&g->owners));
    check(GrB_finalize());
    free(g->members);
    free(g->indices);
    free(g->values);
    free(g);
}

static void
read_hits(graphblas *g, GrB_Vector found, uint32_t source, peer_hits *out)
{
    GrB_Index count = g->data->control_count;
    check(GrB_Vector_extractTuples_UINT8(g->indices, g->values, &count, found));
    out->count = 0;
    for (GrB_Index i = 0; i < count; ++i) {
        if (g->indices[i] != source) {
            out->items[out->count++] =
                (peer_hit){ (uint32_t)g->indices[i], g->values[i] };
        }
    }
}

/* Forward to the controls one edge from the framework, then only into it: a
 * mask on the last step, which is then done from its side. */
static void
strongest(void *self, uint32_t control, uint32_t framework, uint32_t hops,
          peer_hits *out)
{
    graphblas *g = self;
    GrB_Vector at, into;
    GrB_Index n = g->data->control_count;
    check(GrB_Vector_new(&at, GrB_UINT8, n));
    check(GrB_Vector_new(&into, GrB_UINT8, n));
    check(GrB_Vector_setElement_UINT8(at, UINT8_MAX, control));
    for (uint32_t k = 1; k < hops; ++k) { /* walks of at most k edges */
        check(GrB_vxm(at, NULL, GrB_MAX_UINT8, GrB_MAX_MIN_SEMIRING_UINT8, at,
                      g->ranks, NULL));
    }
    check(GrB_mxv(into, g->members[framework], NULL, GrB_MAX_MIN_SEMIRING_UINT8,
                  g->ranks, at, GrB_DESC_RS));
    read_hits(g, into, control, out);
    check(GrB_Vector_free(&at));
    check(GrB_Vector_free(&into));
}

/* Any-pair: which frameworks walks of at most so many edges reach from each
 * control; then how often, by framework. */
static void
overlap(void *self, uint32_t hops, uint32_t step, uint32_t *out)
{
    graphblas *g = self;
    (void)step;
    GrB_Matrix reached, counts;
    GrB_Index controls = g->data->control_count;
    GrB_Index frameworks = g->data->framework_count;
    check(GrB_Matrix_dup(&reached, g->owners));
    for (uint32_t k = 1; k <= hops; ++k) {
        GrB_Matrix next;
        check(GrB_Matrix_new(&next, GrB_BOOL, controls, frameworks));
        check(GrB_mxm(next, NULL, NULL, GxB_ANY_PAIR_BOOL, g->pattern, reached,
                      NULL));
        check(GrB_Matrix_eWiseAdd_BinaryOp(reached, NULL, NULL, GrB_LOR,
                                           reached, next, NULL));
        check(GrB_Matrix_free(&next));
    }
    check(GrB_Matrix_new(&counts, GrB_UINT32, frameworks, frameworks));
    check(GrB_mxm(counts, NULL, NULL, GxB_PLUS_PAIR_UINT32, g->owners, reached,
                  GrB_DESC_T0));
    check(GrB_Matrix_wait(counts, GrB_MATERIALIZE));
    for (GrB_Index i = 0; i < frameworks * frameworks; ++i) {
        out[i] = 0;
    }
    GrB_Index count;
    check(GrB_Matrix_nvals(&count, counts));
    GrB_Index *rows = bench_alloc(count, sizeof *rows);
    GrB_Index *columns = bench_alloc(count, sizeof *columns);
    uint32_t *values = bench_alloc(count, sizeof *values);
    check(
        GrB_Matrix_extractTuples_UINT32(rows, columns, values, &count, counts));
    for (GrB_Index i = 0; i < count; ++i) {
        out[rows[i] * frameworks + columns[i]] = values[i];
    }
    free(rows);
    free(columns);
    free(values);
    check(GrB_Matrix_free(&reached));
    check(GrB_Matrix_free(&counts));
}

static uint32_t
covered(void *self, uint32_t want, const uint32_t *have, size_t have_count,
        uint32_t hops)
{
    graphblas *g = self;
    GrB_Vector at, next;
    GrB_Index controls = g->data->control_count, count;
    check(GrB_Vector_new(&at, GrB_BOOL, controls));
    check(GrB_Vector_new(&next, GrB_BOOL, controls));
    for (size_t h = 0; h < have_count; ++h) {
        check(GrB_Vector_eWiseAdd_BinaryOp(at, NULL, NULL, GrB_LOR, at,
                                           g->members[have[h]], NULL));
    }
    for (uint32_t k = 1; k < hops; ++k) {
        check(GrB_vxm(at, NULL, GrB_LOR, GxB_ANY_PAIR_BOOL, at, g->pattern,
                      NULL));
    }
    check(GrB_mxv(next, g->members[want], NULL, GxB_ANY_PAIR_BOOL, g->pattern,
                  at, GrB_DESC_RS));
    check(GrB_Vector_eWiseMult_BinaryOp(at, NULL, NULL, GrB_LAND, at,
                                        g->members[want], NULL));
    check(GrB_Vector_eWiseAdd_BinaryOp(next, NULL, NULL, GrB_LOR, next, at,
                                       NULL));
    check(GrB_Vector_nvals(&count, next));
    check(GrB_Vector_free(&at));
    check(GrB_Vector_free(&next));
    return (uint32_t)count;
}

const peer peer_graphblas = { .name = "graphblas",
                              .open = open_graphblas,
                              .close = close_graphblas,
                              .strongest = strongest,
                              .overlap = overlap,
                              .overlap_hops = 2,
                              .covered = covered };
