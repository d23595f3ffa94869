#include "reacher.h"

#include "alloc.h"
#include "bits.h"
#include "error.h"

#include <string.h>

enum { NEAR_HOPS = 3, FAR = 2 };

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory searching");
}

/* ---- Room ---------------------------------------------------------------------- */

static void
layer_clear(xw_reach_layer *layer)
{
    xw_alloc_free(layer->nodes);
    xw_alloc_free(layer->listed);
}

/* Room for another number of levels; what is listed is kept. */
static bool
layer_extend(xw_reach_layer *layer, size_t controls, size_t levels)
{
    if (controls > SIZE_MAX / levels || !controls) {
        return !controls;
    }
    uint32_t *listed =
        xw_alloc_array(layer->listed, controls * levels, sizeof *listed);
    layer->listed = listed ? listed : layer->listed;
    return listed;
}

static xw_status
make_levels(xw_reacher *r, xw_error *err)
{
    uint32_t levels = r->max_hops + 1;
    size_t controls = r->graph->control_count;
    if (levels <= r->level_cap) {
        return XW_OK;
    }
    if (!layer_extend(&r->entered, controls, levels) ||
        (r->has_parts && !layer_extend(&r->spread, controls, levels))) {
        return out_of_memory(err);
    }
    r->level_cap = levels;
    return XW_OK;
}

void
xw_reacher_free(xw_reacher *reacher)
{
    if (reacher) {
        layer_clear(&reacher->entered);
        layer_clear(&reacher->spread);
        xw_search_clear(&reacher->search);
        xw_alloc_free(reacher->distance);
        xw_alloc_free(reacher->near_bits);
        xw_alloc_free(reacher->queue);
        xw_alloc_free(reacher->wave);
        xw_alloc_free(reacher->leaps);
        xw_alloc_free(reacher->connected);
        xw_alloc_free(reacher->held);
        xw_alloc_free(reacher->marked);
        xw_alloc_free(reacher->have);
        xw_alloc_free(reacher->strongest);
        xw_alloc_free(reacher->judged);
        xw_alloc_free(reacher);
    }
}

/* One for any framework that a run may claim to be of, there or not. */
static size_t
distance_size(const xw_graph *graph)
{
    size_t most = (size_t)UINT16_MAX + 1;
    return graph->framework_count > most ? graph->framework_count : most;
}

xw_status
xw_reacher_new(const xw_graph *graph, const xw_mask_table *table,
               xw_reacher **out, xw_error *err)
{
    size_t controls = graph->control_count;
    xw_reacher *r = xw_alloc_zeroed(1, sizeof *r);
    if (!r) {
        return out_of_memory(err);
    }
    r->graph = graph;
    r->framework = XW_NONE;
    r->has_parts = graph->meta->flags & XW_META_PARTS;
    r->reached = r->has_parts ? &r->spread : &r->entered;
    xw_search_init(&r->search, graph, table);
    xw_step_table_fill_masks(&r->masks, table);
    xw_step_table_fill_strengths(&r->strengths);
    r->distance = xw_alloc_zeroed(distance_size(graph), 1);
    r->near_bits = xw_alloc_zeroed(xw_bit_words(graph->framework_count),
                                   sizeof *r->near_bits);
    r->queue = xw_alloc_zeroed(graph->framework_count, sizeof *r->queue);
    r->wave = xw_alloc_zeroed(controls, sizeof *r->wave);
    r->leaps = xw_alloc_zeroed(XW_HUBS_MOST, sizeof *r->leaps);
    r->entered.nodes = xw_alloc_zeroed(controls, sizeof *r->entered.nodes);
    if (r->has_parts) {
        r->spread.nodes = xw_alloc_zeroed(controls, sizeof *r->spread.nodes);
    }
    if (!r->distance || !r->near_bits || !r->queue || !r->wave || !r->leaps ||
        !r->reached->nodes || !r->entered.nodes) {
        xw_reacher_free(r);
        return out_of_memory(err);
    }
    memset(r->distance, UINT8_MAX, distance_size(graph));
    *out = r;
    return XW_OK;
}

/* Room for an answer of each control of the framework. */
static xw_status
make_room(xw_reacher *r, xw_error *err)
{
    size_t count = r->graph->frameworks[r->framework].count;
    if (count <= r->answer_cap) {
        return XW_OK;
    }
    xw_strongest *strongest =
        xw_alloc_array(r->strongest, count, sizeof *strongest);
    r->strongest = strongest ? strongest : r->strongest;
    xw_judged *judged = xw_alloc_array(r->judged, count, sizeof *judged);
    r->judged = judged ? judged : r->judged;
    if (!strongest || !judged) {
        return out_of_memory(err);
    }
    r->answer_cap = count;
    return XW_OK;
}

/* ---- Which frameworks lead on ---------------------------------------------------- */

/* Those mapped to the wanted one are one hop off, and the others more: of use
 * for the last step but one, which is where searches grow. */
static xw_status
mark_near(xw_reacher *r, xw_error *err)
{
    const xw_graph *graph = r->graph;
    for (uint32_t n = 0; n < r->near_count; ++n) {
        if (r->near[n] >= graph->framework_count) {
            return xw_graph_damaged(err, "the graph of frameworks is wrong");
        }
        r->distance[r->near[n]] = 1;
        xw_bit_add(r->near_bits, r->near[n]);
    }
    r->distance[r->framework] = 0;
    xw_bit_add(r->near_bits, r->framework);
    return XW_OK;
}

static void
unmark(xw_reacher *r)
{
    if (!r->has_near) {
        size_t words = xw_bit_words(r->graph->framework_count);
        memset(r->distance, FAR, r->graph->framework_count);
        memset(r->near_bits, 0, words * sizeof *r->near_bits);
        return;
    }
    for (uint32_t n = 0; n < r->near_count; ++n) {
        r->distance[r->near[n]] = FAR;
        r->near_bits[r->near[n] / 64] = 0;
    }
    r->distance[r->framework] = FAR;
    r->near_bits[r->framework / 64] = 0;
}

static xw_status
find_near(xw_reacher *r, uint32_t framework, xw_error *err)
{
    const xw_graph *graph = r->graph;
    xw_row row;
    unmark(r);
    r->has_near = false; /* until there are some */
    r->framework = framework;
    if (!xw_row_read(graph->quotient_rows, framework, graph->quotient_count,
                     &row)) {
        return xw_graph_damaged(err, "the graph of frameworks is wrong");
    }
    r->near = graph->quotient + row.begin;
    r->near_count = row.end - row.begin;
    xw_status st = mark_near(r, err);
    r->has_near = !st;
    return st;
}

static xw_status
find_distances(xw_reacher *r, uint32_t framework, xw_error *err)
{
    r->has_near = false;
    r->near_count = 0;
    r->framework = framework;
    memset(r->distance, UINT8_MAX, r->graph->framework_count);
    r->distance[framework] = 0;
    r->queue[0] = framework;
    return xw_search_distances(r->graph, r->max_hops, r->distance, r->queue, 1,
                               err);
}

static xw_status
find_frameworks(xw_reacher *r, uint32_t framework, xw_error *err)
{
    if (r->max_hops > NEAR_HOPS) {
        return find_distances(r, framework, err);
    }
    if (r->has_near && framework == r->framework) {
        return XW_OK;
    }
    return find_near(r, framework, err);
}

xw_status
xw_reacher_aim(xw_reacher *r, uint32_t framework, xw_error *err)
{
    xw_status st = find_frameworks(r, framework, err);
    if (!st) {
        st = make_levels(r, err);
    }
    return st ? st : make_room(r, err);
}
