/* overlap_gather.c - unions of what neighbours are mapped to.
 *
 * Controls that are mapped to much have rows of bits; the others' lists are short,
 * but there are many of them, in no order that caches like when a hub fetches
 * those of its hundreds of neighbours.  So each control with a list adds it to the
 * rows of the hubs that it is mapped to, in its own order, before anything is
 * counted; what is left for when hubs are counted is each other. */
#include "alloc.h"
#include "error.h"
#include "overlap_whole.h"

#include <string.h>

enum {
    AHEAD = 16, /* half-edges asked for before they are walked */
    BLOCK = 256 /* controls that are one item of work */
};

/* ---- Gathering -------------------------------------------------------------------- */

/* The list of a control as a row; `*made` has a bit for each kind that there is
 * already. */
static const uint64_t *
row_of_list(const xw_near *near, xw_whole_part *part, unsigned kind,
            uint32_t control, unsigned *made)
{
    uint64_t *row = part->lists + kind * near->words;
    if (!(*made >> kind & 1U)) {
        memset(row, 0, near->words * sizeof *row);
        xw_near_add(near, xw_near_find(near, kind, control), row);
        *made |= 1U << kind;
    }
    return row;
}

/* Add what a control without a row is mapped to, to what those with rows get by
 * way of it. */
static void
give(const xw_whole *w, xw_whole_part *part, const uint8_t *kinds_back,
     uint32_t control)
{
    const xw_near *near = &w->near;
    const xw_graph *graph = near->graph;
    xw_row edges = { graph->edge_rows[control], graph->edge_rows[control + 1] };
    unsigned made = 0;
    for (uint32_t e = edges.begin; e < edges.end; ++e) {
        unsigned kind = kinds_back[graph->edge_attributes[e] & XW_EDGE_MASK];
        xw_near_at to = xw_near_find(near, 0, graph->edge_targets[e]);
        if (to.count == XW_NEAR_ROW && kind != XW_NO_KIND &&
            xw_near_says(near, edges, e)) {
            xw_near_add_row(near, row_of_list(near, part, kind, control, &made),
                            part->gathered + to.begin * near->words);
        }
    }
}

static xw_status
give_block(void *payload, unsigned number, size_t item, xw_error *err)
{
    xw_whole *w = payload;
    const uint32_t count = w->near.graph->control_count;
    uint32_t first = (uint32_t)item * BLOCK;
    uint32_t end = count - first < BLOCK ? count : first + BLOCK;
    uint8_t kinds_back[XW_MASK_COUNT];
    (void)err;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        xw_relation back = xw_relation_converse(xw_mask_relation(id));
        kinds_back[id] = w->kinds[xw_mask_id(back)];
    }
    for (uint32_t c = first; c < end; ++c) {
        if (xw_near_find(&w->near, 0, c).count != XW_NEAR_ROW) {
            give(w, &w->parts[number], kinds_back, c);
        }
    }
    return XW_OK;
}

xw_status
xw_whole_gather(xw_whole *w, xw_error *err)
{
    const xw_near *near = &w->near;
    size_t size = near->row_count * near->words;
    for (unsigned p = 0; p < w->work->part_count; ++p) {
        xw_whole_part *part = &w->parts[p];
        part->gathered = xw_alloc_zeroed(size, sizeof *part->gathered);
        part->lists =
            xw_alloc_zeroed(near->kinds * near->words, sizeof *part->lists);
        if (!part->gathered || !part->lists) {
            return xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
        }
    }
    size_t blocks = ((size_t)near->graph->control_count + BLOCK - 1) / BLOCK;
    xw_status st =
        xw_parallel_run(w->work->part_count, blocks, give_block, w, NULL, err);
    w->gathered = w->parts[0].gathered;
    for (unsigned p = 1; p < w->work->part_count; ++p) {
        for (size_t i = 0; i < size; ++i) {
            w->gathered[i] |= w->parts[p].gathered[i];
        }
    }
    return st;
}

/* ---- Walking ---------------------------------------------------------------------- */

/* Ask for what will be needed of half-edges to come. */
static inline void
prefetch(const xw_near *near, uint32_t edge)
{
    const xw_graph *graph = near->graph;
    if (edge + AHEAD < graph->edge_count) {
        uint32_t far = graph->edge_targets[edge + AHEAD];
        xw_near_at at =
            xw_near_find(near, 0, graph->edge_targets[edge + AHEAD / 2]);
        __builtin_prefetch(&near->at[(size_t)far * near->kinds]);
        __builtin_prefetch(at.count == XW_NEAR_ROW
                               ? (const void *)xw_near_row(near, at)
                               : (const void *)(near->lists + at.begin));
    }
}

/* Of a control with a row: the rest has been gathered. */
static void
add_rows(const xw_whole *w, xw_row edges, uint64_t *row)
{
    const xw_near *near = &w->near;
    const xw_graph *graph = near->graph;
    for (uint32_t e = edges.begin; e < edges.end; ++e) {
        unsigned kind = w->kinds[graph->edge_attributes[e] & XW_EDGE_MASK];
        uint32_t target = graph->edge_targets[e];
        if (xw_near_find(near, 0, target).count == XW_NEAR_ROW &&
            kind != XW_NO_KIND && xw_near_says(near, edges, e)) {
            xw_near_add(near, xw_near_find(near, kind, target), row);
        }
    }
}

static void
add_all(const xw_whole *w, xw_row edges, uint64_t *row)
{
    const xw_near *near = &w->near;
    const xw_graph *graph = near->graph;
    for (uint32_t e = edges.begin; e < edges.end; ++e) {
        unsigned kind = w->kinds[graph->edge_attributes[e] & XW_EDGE_MASK];
        prefetch(near, e);
        if (kind != XW_NO_KIND && xw_near_says(near, edges, e)) {
            xw_near_add(near, xw_near_find(near, kind, graph->edge_targets[e]),
                        row);
        }
    }
}

void
xw_whole_add_walks(const xw_whole *w, uint32_t control, uint64_t *row)
{
    const xw_near *near = &w->near;
    const uint32_t *rows = near->graph->edge_rows;
    xw_row edges = { rows[control], rows[control + 1] };
    xw_near_at at = xw_near_find(near, 0, control);
    xw_near_add(near, at, row);
    if (at.count == XW_NEAR_ROW) {
        xw_near_add_row(near, w->gathered + at.begin * near->words, row);
        add_rows(w, edges, row);
    } else {
        add_all(w, edges, row);
    }
}
