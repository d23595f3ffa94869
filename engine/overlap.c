#include "overlap.h"

#include "alloc.h"
#include "error.h"

#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
}

/* ---- Rows and columns ------------------------------------------------------------ */

void
xw_overlap_free(xw_overlap *overlap)
{
    if (overlap) {
        xw_alloc_free(overlap->of);
        xw_alloc_free(overlap->sides);
        xw_alloc_free(overlap->reached);
        xw_alloc_free(overlap);
    }
}

static xw_status
read_side(const xw_graph *graph, const xw_selection *selection,
          xw_overlap_side *out, xw_error *err)
{
    xw_framework_info framework;
    xw_status st =
        xw_graph_framework(graph, selection->framework, &framework, err);
    if (st) {
        return st;
    }
    *out = (xw_overlap_side){ .first = framework.first.i,
                              .count = framework.control_count };
    if (selection->scope.i != XW_NONE) {
        xw_scope_info scope;
        st = xw_graph_scope(graph, selection->scope, &scope, err);
        if (!st && scope.framework.i != selection->framework.i) {
            st = xw_fail(err, XW_E_ARG, "scope is of another framework");
        }
        if (st) {
            return st;
        }
        out->members = scope.members;
        out->count = (uint32_t)scope.count;
    }
    for (uint32_t m = 0; m < out->count; ++m) {
        out->counted += xw_graph_counts(graph, xw_overlap_member(out, m));
    }
    return XW_OK;
}

static xw_status
read_sides(xw_overlap *overlap, const xw_graph *graph,
           const xw_overlap_request *request, xw_error *err)
{
    size_t count =
        request->of_count ? request->of_count : graph->framework_count;
    overlap->count = count;
    overlap->of = xw_alloc_zeroed(count, sizeof *overlap->of);
    overlap->sides = xw_alloc_zeroed(count, sizeof *overlap->sides);
    if (!overlap->of || !overlap->sides || count > SIZE_MAX / (count + 1)) {
        return out_of_memory(err);
    }
    overlap->reached = xw_alloc_zeroed(count * count, sizeof(uint32_t));
    if (!overlap->reached) {
        return out_of_memory(err);
    }
    xw_status st = XW_OK;
    for (size_t s = 0; s < count && !st; ++s) {
        overlap->of[s] = request->of_count
                             ? request->of[s]
                             : (xw_selection){ { (uint32_t)s }, { XW_NONE } };
        st = read_side(graph, &overlap->of[s], &overlap->sides[s], err);
    }
    return st;
}

/* ---- Masks ------------------------------------------------------------------------ */

static unsigned
masks_of_row(const xw_search *search, xw_row row)
{
    unsigned masks = 0;
    for (uint32_t e = row.begin; e < row.end; ++e) {
        if (xw_search_uses(search, e)) {
            masks |= 1U << xw_search_mask_of_edge(search, row, e);
        }
    }
    return masks;
}

/* Of all half-edges that count: what decides which planes there are. */
static xw_status
list_edge_masks(xw_overlap_work *work, xw_error *err)
{
    unsigned masks = 0;
    for (uint32_t c = 0; c < work->graph->control_count; ++c) {
        xw_row row;
        if (!xw_graph_edges(work->graph, c, &row)) {
            return xw_graph_damaged(err, "half-edges or runs out of range");
        }
        masks |= masks_of_row(&work->parts[0].search, row);
    }
    work->edge_masks = (xw_mask_set)(masks & ((1U << XW_MASK_COUNT) - 1));
    return XW_OK;
}

static xw_mask_set
spread_masks(const xw_overlap_work *work, xw_mask_set masks)
{
    unsigned links =
        1U << xw_mask_id(XW_EQ | XW_SUB) | 1U << xw_mask_id(XW_EQ | XW_SUP);
    if (!work->has_parts) {
        return masks;
    }
    return masks |
           xw_mask_product_sets(&work->product, (xw_mask_set)links, masks);
}

/* Without part links, what is entered is what is walked. */
static xw_status
make_planes(xw_overlap_work *work, xw_error *err)
{
    uint32_t controls = work->graph->control_count;
    xw_mask_set entered = 1U << XW_MASK_EQ;
    xw_status st = XW_OK;
    for (uint32_t k = 0; k <= work->max_hops && !st; ++k) {
        xw_mask_set walked = spread_masks(work, entered);
        st = xw_planes_new(&work->entered[k], entered, controls, err);
        work->walked[k] = work->entered[k];
        if (!st && work->has_parts) {
            st = xw_planes_new(&work->walked[k], walked, controls, err);
        }
        entered =
            xw_mask_product_sets(&work->product, work->edge_masks, walked);
    }
    work->seeds = work->entered[0].words;
    work->reached = xw_alloc_zeroed(controls, sizeof *work->reached);
    return st || work->reached ? st : out_of_memory(err);
}

/* ---- Working ------------------------------------------------------------------------ */

static void
work_clear(xw_overlap_work *work)
{
    for (uint32_t k = 0; k <= XW_OVERLAP_HOPS_MOST; ++k) {
        if (work->has_parts) {
            xw_planes_clear(&work->walked[k]);
        }
        xw_planes_clear(&work->entered[k]);
    }
    for (unsigned p = 0; p < work->part_count; ++p) {
        xw_search_clear(&work->parts[p].search);
        xw_scratch_free(work->parts[p].scratch);
    }
    xw_alloc_free(work->reached);
}

static void
work_init(xw_overlap_work *work, const xw_graph *graph,
          const xw_overlap_request *request, xw_overlap *overlap)
{
    *work = (xw_overlap_work){
        .graph = graph,
        .request = request,
        .overlap = overlap,
        .part_count = xw_parallel_parts(request->threads),
        .max_hops =
            request->max_hops ? request->max_hops : XW_OVERLAP_HOPS_MOST,
        .has_parts = graph->meta->flags & XW_META_PARTS,
    };
    xw_mask_table_fill(&work->table);
    xw_mask_product_fill(&work->product);
    for (unsigned p = 0; p < work->part_count; ++p) {
        xw_search *search = &work->parts[p].search;
        xw_search_init(search, graph, &work->table);
        search->filter = XW_EDGE_FILTER_NONE;
        search->filter.rationales = request->rationales;
        search->source = XW_NONE;
    }
}

static void
set_seeds(xw_overlap_work *work)
{
    const xw_overlap *overlap = work->overlap;
    memset(work->seeds, 0, work->graph->control_count * sizeof *work->seeds);
    for (size_t bit = 0; bit < 64 && work->column + bit < overlap->count;
         ++bit) {
        const xw_overlap_side *side = &overlap->sides[work->column + bit];
        for (uint32_t m = 0; m < side->count; ++m) {
            work->seeds[xw_overlap_member(side, m)] |= UINT64_C(1) << bit;
        }
    }
}

static void
count_bits(xw_overlap *overlap, size_t column, size_t to, uint64_t bits)
{
    for (size_t bit = 0; bits; ++bit, bits >>= 1) {
        overlap->reached[to * overlap->count + column + bit] += bits & 1U;
    }
}

static void
count_reached(const xw_overlap_work *work, size_t to)
{
    const xw_overlap_side *side = &work->overlap->sides[to];
    for (uint32_t m = 0; m < side->count; ++m) {
        uint32_t control = xw_overlap_member(side, m);
        if (xw_graph_counts(work->graph, control)) {
            count_bits(work->overlap, work->column, to, work->reached[control]);
        }
    }
}

static xw_status
compute(xw_overlap_work *work, xw_error *err)
{
    bool is_done = false;
    xw_status st = xw_overlap_whole(work, &is_done, err);
    if (st || is_done) {
        return st;
    }
    st = list_edge_masks(work, err);
    if (!st) {
        st = make_planes(work, err);
    }
    size_t count = work->overlap->count;
    for (; work->column < count && !st; work->column += 64) {
        set_seeds(work);
        st = xw_overlap_walk(work, err);
        for (size_t to = 0; to < count && !st; ++to) {
            count_reached(work, to);
        }
        if (!st && work->request->progress) {
            size_t done = count - work->column < 64 ? count : work->column + 64;
            work->request->progress(work->request->payload, done, count);
        }
    }
    return st;
}

/* ---- Making and reading --------------------------------------------------------------- */

static xw_status
check_request(const xw_overlap_request *request, xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_overlap_request has the wrong size");
    }
    if (request->max_hops > XW_OVERLAP_HOPS_MOST ||
        request->measure > XW_MEASURE_FULL) {
        return xw_fail(err, XW_E_ARG, "max_hops or measure is out of range");
    }
    return XW_OK;
}

xw_status
xw_overlap_new(const xw_graph *graph, const xw_overlap_request *request,
               xw_overlap **out, xw_error *err)
{
    xw_status st = check_request(request, err);
    if (st) {
        return st;
    }
    xw_overlap *overlap = xw_alloc_zeroed(1, sizeof *overlap);
    xw_overlap_work *work = xw_alloc_zeroed(1, sizeof *work);
    if (!overlap || !work) {
        xw_alloc_free(work);
        xw_overlap_free(overlap);
        return out_of_memory(err);
    }
    work_init(work, graph, request, overlap);
    st = read_sides(overlap, graph, request, err);
    if (!st) {
        st = compute(work, err);
    }
    work_clear(work);
    xw_alloc_free(work);
    if (st) {
        xw_overlap_free(overlap);
        return st;
    }
    *out = overlap;
    return XW_OK;
}

size_t
xw_overlap_count(const xw_overlap *overlap)
{
    return overlap->count;
}

const xw_selection *
xw_overlap_of(const xw_overlap *overlap)
{
    return overlap->of;
}

uint32_t
xw_overlap_controls(const xw_overlap *overlap, size_t to)
{
    return overlap->sides[to].counted;
}

uint32_t
xw_overlap_reached(const xw_overlap *overlap, size_t from, size_t to)
{
    return overlap->reached[to * overlap->count + from];
}

double
xw_overlap_share(const xw_overlap *overlap, size_t from, size_t to)
{
    uint32_t controls = xw_overlap_controls(overlap, to);
    return controls ? (double)xw_overlap_reached(overlap, from, to) /
                          (double)controls
                    : -1;
}
