#include "telling.h"

#include "alloc.h"
#include "error.h"

typedef struct telling_making {
    const xw_near *near;
    const xw_graph *graph;
    xw_telling *out;
    xw_mask_set edges; /* masks of half-edges that walks that tell may have */
    uint32_t *numbers; /* [control_count] the new ones */
} telling_making;

void
xw_telling_clear(xw_telling *telling)
{
    xw_alloc_free(telling->controls);
    xw_alloc_free(telling->rows);
    xw_alloc_free(telling->ends);
    *telling = (xw_telling){ 0 };
}

/* ---- Which masks tell ------------------------------------------------------------ */

static bool
is_excluded(unsigned mask, xw_mask_set by)
{
    bool is = false;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        bool both = xw_mask_relation(id) & xw_mask_relation(mask);
        is |= (by >> id & 1U) && !both;
    }
    return is;
}

/* Those of walks, of one step or two, that others exclude. */
static xw_mask_set
telling_walks(const xw_mask_product *product, xw_mask_set steps)
{
    unsigned walks = steps | xw_mask_product_sets(product, steps, steps);
    unsigned tell = 0;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        if (walks >> id & 1U && is_excluded(id, (xw_mask_set)walks)) {
            tell |= 1U << id;
        }
    }
    return (xw_mask_set)tell;
}

static xw_mask_set
telling_steps(const xw_mask_product *product, xw_mask_set steps,
              xw_mask_set walks)
{
    unsigned tell = steps & walks;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        xw_mask_set one = (xw_mask_set)(1U << id);
        if (steps & one &&
            walks & (xw_mask_product_sets(product, one, steps) |
                     xw_mask_product_sets(product, steps, one))) {
            tell |= one;
        }
    }
    return (xw_mask_set)tell;
}

/* ---- Which half-edges do --------------------------------------------------------- */

static inline bool
tells(const telling_making *m, xw_row row, uint32_t edge)
{
    const xw_search *search = m->near->search;
    unsigned attribute = m->graph->edge_attributes[edge];
    bool is = m->edges >> (attribute & XW_EDGE_MASK) & 1U;
    if (m->near->all_count && !(attribute & XW_EDGE_CONTRADICTED)) {
        return is;
    }
    return is && xw_search_uses(search, edge) &&
           xw_search_mask_of_edge(search, row, edge) != XW_MASK_ALL;
}

static uint32_t
degree_of(const xw_graph *graph, uint32_t control)
{
    return graph->edge_rows[control + 1] - graph->edge_rows[control];
}

/* Number controls by their degrees: any order will do, and this costs nothing to
 * know. */
static xw_status
number_controls(const telling_making *m, xw_error *err)
{
    const uint32_t count = m->graph->control_count;
    uint32_t most = 0;
    for (uint32_t c = 0; c < count; ++c) {
        uint32_t degree = degree_of(m->graph, c);
        most = degree > most ? degree : most;
    }
    uint32_t *next = xw_alloc_zeroed((size_t)most + 2, sizeof *next);
    if (!next) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
    }
    for (uint32_t c = 0; c < count; ++c) {
        ++next[degree_of(m->graph, c) + 1];
    }
    for (uint32_t d = 0; d < most; ++d) {
        next[d + 1] += next[d];
    }
    for (uint32_t c = 0; c < count; ++c) {
        m->numbers[c] = next[degree_of(m->graph, c)]++;
        m->out->controls[m->numbers[c]] = c;
    }
    xw_alloc_free(next);
    return XW_OK;
}

/* Branchless: what is written past the end, for which there is room, stays if it
 * is counted. */
static void
list_telling(const telling_making *m)
{
    const xw_graph *graph = m->graph;
    uint32_t *ends = m->out->ends;
    uint32_t count = 0;
    for (uint32_t n = 0; n < graph->control_count; ++n) {
        uint32_t control = m->out->controls[n];
        xw_row row = { graph->edge_rows[control],
                       graph->edge_rows[control + 1] };
        for (uint32_t e = row.begin; e < row.end; ++e) {
            ends[count] = m->numbers[graph->edge_targets[e]]
                              << XW_TELLING_SHIFT |
                          (graph->edge_attributes[e] & XW_EDGE_MASK);
            count += tells(m, row, e);
        }
        m->out->rows[n + 1] = count;
    }
}

xw_status
xw_telling_find(const xw_near *near, const xw_mask_product *product,
                xw_telling *out, xw_error *err)
{
    size_t controls = near->graph->control_count;
    *out = (xw_telling){
        .controls = xw_alloc_zeroed(controls, sizeof *out->controls),
        .rows = xw_alloc_zeroed(controls + 1, sizeof *out->rows),
        .ends = xw_alloc_zeroed((size_t)near->graph->edge_count + 1,
                                sizeof *out->ends),
        .masks = telling_walks(product, near->masks),
    };
    telling_making m = {
        .near = near,
        .graph = near->graph,
        .out = out,
        .edges = telling_steps(product, near->masks, out->masks),
        .numbers = xw_alloc_zeroed(controls, sizeof *m.numbers),
    };
    if (!out->controls || !out->rows || !out->ends || !m.numbers) {
        xw_alloc_free(m.numbers);
        return xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
    }
    xw_status st = number_controls(&m, err);
    if (!st) {
        list_telling(&m);
    }
    xw_alloc_free(m.numbers);
    return st;
}
