#include "planes.h"

#include "alloc.h"
#include "error.h"

/* ---- Masks -------------------------------------------------------------------- */

void
xw_mask_product_fill(xw_mask_product *product)
{
    for (unsigned a = 0; a < XW_MASK_COUNT; ++a) {
        for (unsigned b = 0; b < XW_MASK_COUNT; ++b) {
            xw_relation r =
                xw_relation_compose(xw_mask_relation(a), xw_mask_relation(b));
            product->id[a][b] = (uint8_t)xw_mask_id(r);
        }
    }
}

xw_mask_set
xw_mask_product_sets(const xw_mask_product *product, xw_mask_set first,
                     xw_mask_set then)
{
    unsigned set = 0;
    for (unsigned a = 0; a < XW_MASK_COUNT; ++a) {
        for (unsigned b = 0; b < XW_MASK_COUNT; ++b) {
            bool both = (first >> a & 1U) && (then >> b & 1U);
            set |= both ? 1U << product->id[a][b] : 0U;
        }
    }
    return (xw_mask_set)set;
}

/* ---- Planes ------------------------------------------------------------------- */

xw_status
xw_planes_new(xw_planes *planes, xw_mask_set masks, uint32_t control_count,
              xw_error *err)
{
    *planes = (xw_planes){ 0 };
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        if (masks >> id & 1U) {
            planes->masks[planes->count++] = (uint8_t)id;
        }
    }
    planes->words = xw_alloc_zeroed((size_t)control_count * planes->count,
                                    sizeof *planes->words);
    return planes->words ? XW_OK
                         : xw_fail(err, XW_E_NOMEM, "out of memory for planes");
}

void
xw_planes_clear(xw_planes *planes)
{
    xw_alloc_free(planes->words);
    *planes = (xw_planes){ 0 };
}

void
xw_planes_store(xw_planes *planes, uint32_t control, const xw_plane_row *row)
{
    uint64_t *words = planes->words + (size_t)control * planes->count;
    for (unsigned i = 0; i < planes->count; ++i) {
        words[i] = row->words[planes->masks[i]];
    }
}

void
xw_planes_load(const xw_planes *planes, uint32_t control, xw_plane_row *row)
{
    const uint64_t *words = planes->words + (size_t)control * planes->count;
    for (unsigned i = 0; i < planes->count; ++i) {
        row->words[planes->masks[i]] |= words[i];
    }
}

/* ---- Walking on ----------------------------------------------------------------- */

/* One step, of mask `first`, and then what `control` has. */
static void
pull(const xw_planes *rest, const uint8_t *product, uint32_t control,
     xw_plane_row *row)
{
    const uint64_t *words = rest->words + (size_t)control * rest->count;
    for (unsigned i = 0; i < rest->count; ++i) {
        row->words[product[rest->masks[i]]] |= words[i];
    }
}

xw_status
xw_planes_pull_edges(const xw_planes *rest, const xw_mask_product *product,
                     const xw_search *search, uint32_t control,
                     xw_plane_row *row, xw_error *err)
{
    const xw_graph *graph = search->graph;
    xw_row edges;
    if (!xw_graph_edges(graph, control, &edges)) {
        return xw_graph_damaged(err, "half-edges or runs out of range");
    }
    for (uint32_t e = edges.begin; e < edges.end; ++e) {
        if (!xw_search_uses(search, e)) {
            continue;
        }
        uint32_t target = graph->edge_targets[e];
        unsigned mask = xw_search_mask_of_edge(search, edges, e);
        if (mask == XW_MASK_COUNT || target >= graph->control_count) {
            return xw_graph_damaged(err, "half-edges or runs out of range");
        }
        pull(rest, product->id[mask], target, row);
    }
    return XW_OK;
}

typedef struct pulling {
    const xw_planes *rest;
    const xw_mask_product *product;
    xw_plane_row *row;
} pulling;

static xw_status
pull_relative(void *payload, uint32_t relative, unsigned mask)
{
    const pulling *to = payload;
    pull(to->rest, to->product->id[mask], relative, to->row);
    return XW_OK;
}

xw_status
xw_planes_pull_relatives(const xw_planes *rest, const xw_mask_product *product,
                         xw_search *search, uint32_t control, xw_plane_row *row,
                         xw_error *err)
{
    pulling to = { rest, product, row };
    return xw_search_relatives(search, control, pull_relative, &to, err);
}
