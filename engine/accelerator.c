#include "accelerator.h"

#include "alloc.h"
#include "bits.h"
#include "error.h"
#include "parallel.h"
#include "step_table.h"

#include <stdlib.h>

enum {
    HUB_FACTOR = 10,      /* times the mean of mappings makes a hub framework */
    MOST_WORK_FACTOR = 64 /* of walks for the closure, for each half-edge */
};

typedef struct making {
    xw_accelerator *accelerator;
    xw_step_table *masks, *strengths;
    xw_search search; /* never run: knows which half-edges count */
} making;

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for an accelerator");
}

void
xw_accelerator_free(xw_accelerator *accelerator)
{
    if (accelerator) {
        xw_alloc_free(accelerator->signatures);
        xw_alloc_free(accelerator->hub_of);
        xw_alloc_free(accelerator->hubs);
        xw_alloc_free(accelerator->is_hub_only);
        xw_alloc_free(accelerator->runs);
        xw_alloc_free(accelerator->lead_rows);
        xw_alloc_free(accelerator->leads);
        xw_alloc_free(accelerator->masks);
        xw_alloc_free(accelerator->strengths);
        xw_alloc_free(accelerator);
    }
}

size_t
xw_accelerator_bytes(const xw_accelerator *accelerator)
{
    const xw_accelerator *a = accelerator;
    size_t hubs = a->hub_count;
    size_t closures = a->masks ? 2 : 0;
    size_t control = sizeof *a->signatures + sizeof *a->hub_of;
    return sizeof *a + a->graph->control_count * control +
           hubs * sizeof *a->hubs + a->words * sizeof *a->is_hub_only +
           hubs * a->words * sizeof *a->runs +
           (hubs + 1) * sizeof *a->lead_rows +
           64 * (size_t)a->lead_rows[hubs] * sizeof *a->leads +
           hubs * hubs * closures * sizeof *a->masks;
}

/* ---- Signatures --------------------------------------------------------------- */

static xw_status
sign_controls(xw_accelerator *a, xw_error *err)
{
    const xw_graph *graph = a->graph;
    a->signatures =
        xw_alloc_zeroed(graph->control_count, sizeof *a->signatures);
    if (!a->signatures) {
        return out_of_memory(err);
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        xw_row runs;
        if (!xw_graph_runs(graph, c, &runs)) {
            return xw_graph_damaged(err, "half-edges or runs out of range");
        }
        for (uint32_t r = runs.begin; r < runs.end; ++r) {
            a->signatures[c] |=
                xw_accelerator_signature(graph->run_frameworks[r]);
        }
    }
    return XW_OK;
}

/* ---- Which controls are hubs ------------------------------------------------- */

typedef struct candidate {
    uint32_t framework;
    uint64_t edges;
} candidate;

static int
by_edges(const void *a, const void *b)
{
    const candidate *x = a;
    const candidate *y = b;
    if (x->edges != y->edges) {
        return x->edges > y->edges ? -1 : 1;
    }
    return (x->framework > y->framework) - (x->framework < y->framework);
}

/* The half-edges of a framework's controls, which are one after the other; 0
 * where the file lies about them. */
static uint64_t
count_edges(const xw_graph *graph, uint32_t framework)
{
    const xw_file_framework *of = &graph->frameworks[framework];
    uint32_t begin = graph->edge_rows[of->first];
    uint32_t end = graph->edge_rows[of->first + of->count];
    return end > begin ? end - begin : 0;
}

static bool
is_mapped(const xw_graph *graph, uint32_t control)
{
    xw_row row;
    return xw_graph_edges(graph, control, &row) && row.end > row.begin;
}

/* Make hubs of a framework's mapped controls, unless they are too many. */
static void
add_hubs(xw_accelerator *accelerator, uint32_t framework)
{
    const xw_graph *graph = accelerator->graph;
    const xw_file_framework *of = &graph->frameworks[framework];
    uint32_t count = 0;
    for (uint32_t c = of->first; c < of->first + of->count; ++c) {
        count += is_mapped(graph, c);
    }
    if (count > XW_HUBS_MOST - accelerator->hub_count) {
        return;
    }
    for (uint32_t c = of->first; c < of->first + of->count; ++c) {
        if (is_mapped(graph, c)) {
            accelerator->hubs[accelerator->hub_count++] = c;
        }
    }
    xw_bit_add(accelerator->is_hub_only, framework);
}

static int
ascending(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    return (*x > *y) - (*x < *y);
}

static void
choose_hubs(xw_accelerator *accelerator, uint32_t factor, candidate *candidates)
{
    const xw_graph *graph = accelerator->graph;
    uint64_t mean = graph->edge_count / (graph->framework_count + 1ULL);
    for (uint32_t f = 0; f < graph->framework_count; ++f) {
        candidates[f] = (candidate){ f, count_edges(graph, f) };
    }
    if (graph->framework_count) {
        qsort(candidates, graph->framework_count, sizeof *candidates, by_edges);
    }
    for (uint32_t f = 0;
         f < graph->framework_count && candidates[f].edges > factor * mean;
         ++f) {
        add_hubs(accelerator, candidates[f].framework);
    }
    if (accelerator->hub_count) {
        qsort(accelerator->hubs, accelerator->hub_count,
              sizeof *accelerator->hubs, ascending);
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        accelerator->hub_of[c] = XW_NO_HUB;
    }
    for (uint32_t h = 0; h < accelerator->hub_count; ++h) {
        accelerator->hub_of[accelerator->hubs[h]] = (uint16_t)h;
    }
}

static xw_status
find_hubs(xw_accelerator *accelerator, uint32_t factor, xw_error *err)
{
    const xw_graph *graph = accelerator->graph;
    candidate *candidates =
        xw_alloc_zeroed(graph->framework_count, sizeof *candidates);
    accelerator->words = (uint32_t)xw_bit_words(graph->framework_count);
    accelerator->is_hub_only =
        xw_alloc_zeroed(accelerator->words, sizeof *accelerator->is_hub_only);
    accelerator->hub_of =
        xw_alloc_zeroed(graph->control_count, sizeof *accelerator->hub_of);
    accelerator->hubs =
        xw_alloc_zeroed(XW_HUBS_MOST, sizeof *accelerator->hubs);
    bool ok = candidates && accelerator->is_hub_only && accelerator->hub_of &&
              accelerator->hubs;
    if (ok) {
        choose_hubs(accelerator, factor, candidates);
    }
    xw_alloc_free(candidates);
    return ok ? XW_OK : out_of_memory(err);
}

/* ---- Their runs ----------------------------------------------------------------- */

static xw_status
index_hub(xw_accelerator *accelerator, size_t hub, xw_error *err)
{
    const xw_graph *graph = accelerator->graph;
    xw_hub_runs *index = accelerator->runs + hub * accelerator->words;
    xw_row runs;
    if (!xw_graph_runs(graph, accelerator->hubs[hub], &runs)) {
        return xw_graph_damaged(err, "half-edges or runs out of range");
    }
    uint32_t at = runs.begin;
    for (uint32_t w = 0; w < accelerator->words; ++w) {
        index[w].run = at;
        while (at < runs.end && graph->run_frameworks[at] / 64 == w) {
            index[w].has |= UINT64_C(1) << graph->run_frameworks[at] % 64;
            ++at;
        }
    }
    return at == runs.end
               ? XW_OK
               : xw_graph_damaged(err, "half-edges or runs out of range");
}

/* ---- Their closure ---------------------------------------------------------------- */

/* What a half-edge is as a step, of either table; false: damaged. */
static bool
read_edge(const making *m, xw_row row, uint32_t edge, unsigned *mask,
          unsigned *strength)
{
    const xw_graph *graph = m->search.graph;
    *mask = xw_search_mask_of_edge(&m->search, row, edge);
    *strength = xw_graph_strength(graph->edge_attributes[edge]);
    return *mask < XW_MASK_COUNT &&
           graph->edge_targets[edge] < graph->control_count;
}

/* What a half-edge of a control next to a hub leads to: a hub, or XW_NO_HUB. */
static unsigned
hub_at(const making *m, uint32_t edge)
{
    const xw_accelerator *a = m->accelerator;
    uint32_t target = a->graph->edge_targets[edge];
    return target < a->graph->control_count && xw_search_uses(&m->search, edge)
               ? a->hub_of[target]
               : XW_NO_HUB;
}

/* From a hub by one half-edge, and by each of the next control's to a hub. */
static bool
close_through(const making *m, size_t hub, uint32_t through, uint16_t masks,
              uint16_t strengths)
{
    xw_accelerator *a = m->accelerator;
    size_t from = hub * a->hub_count;
    xw_row row;
    bool ok = xw_graph_edges(a->graph, through, &row);
    for (uint32_t e = row.begin; ok && e < row.end; ++e) {
        unsigned mask, strength, to = hub_at(m, e);
        if (to == XW_NO_HUB || to == hub) {
            continue;
        }
        ok = read_edge(m, row, e, &mask, &strength);
        if (ok) {
            a->masks[from + to] |= xw_step_table_apply(m->masks, masks, mask);
            a->strengths[from + to] |=
                xw_step_table_apply(m->strengths, strengths, strength);
        }
    }
    return ok;
}

static xw_status
close_hub(const making *m, size_t hub, xw_error *err)
{
    const xw_accelerator *a = m->accelerator;
    xw_row row;
    bool ok = xw_graph_edges(a->graph, a->hubs[hub], &row);
    for (uint32_t e = row.begin; ok && e < row.end; ++e) {
        unsigned mask, strength;
        ok = read_edge(m, row, e, &mask, &strength);
        if (ok && xw_search_uses(&m->search, e)) {
            ok = close_through(
                m, hub, a->graph->edge_targets[e],
                xw_step_table_apply(m->masks, 1U << XW_MASK_EQ, mask),
                xw_step_table_apply(m->strengths, XW_STEP_STRONGEST, strength));
        }
    }
    return ok ? XW_OK
              : xw_graph_damaged(err, "half-edges or runs out of range");
}

/* The half-edges of what a half-edge leads to. */
static uint32_t
count_next(const xw_graph *graph, uint32_t edge)
{
    xw_row next;
    uint32_t target = graph->edge_targets[edge];
    return target < graph->control_count && xw_graph_edges(graph, target, &next)
               ? next.end - next.begin
               : 0;
}

/* Walks that the closure is made of. */
static uint64_t
count_walks(const xw_accelerator *a)
{
    uint64_t count = 0;
    for (uint32_t h = 0; h < a->hub_count; ++h) {
        xw_row row;
        bool ok = xw_graph_edges(a->graph, a->hubs[h], &row);
        for (uint32_t e = row.begin; ok && e < row.end; ++e) {
            count += count_next(a->graph, e);
        }
    }
    return count;
}

static xw_status
make_hub(void *payload, unsigned part, size_t hub, xw_error *err)
{
    (void)part;
    const making *m = payload;
    xw_status st = index_hub(m->accelerator, hub, err);
    if (!st) {
        st = xw_accelerator_fill_leads(m->accelerator, (unsigned)hub, err);
    }
    return st || !m->accelerator->masks ? st : close_hub(m, hub, err);
}

/* ---- Making ------------------------------------------------------------------------- */

static xw_status
make_room(xw_accelerator *a, xw_error *err)
{
    size_t hubs = a->hub_count;
    a->runs = xw_alloc_zeroed(hubs * a->words, sizeof *a->runs);
    if (!a->runs) {
        return out_of_memory(err);
    }
    xw_status st = xw_accelerator_make_leads(a, err);
    if (st) {
        return st;
    }
    if ((a->graph->meta->flags & XW_META_PARTS) ||
        count_walks(a) > MOST_WORK_FACTOR * (uint64_t)a->graph->edge_count) {
        return XW_OK;
    }
    a->masks = xw_alloc_zeroed(hubs * hubs, sizeof *a->masks);
    a->strengths = xw_alloc_zeroed(hubs * hubs, sizeof *a->strengths);
    return a->masks && a->strengths ? XW_OK : out_of_memory(err);
}

static xw_status
make(making *m, const xw_graph *graph, uint32_t threads, uint32_t factor,
     xw_error *err)
{
    xw_mask_table table;
    m->masks = xw_alloc_zeroed(1, sizeof *m->masks);
    m->strengths = xw_alloc_zeroed(1, sizeof *m->strengths);
    if (!m->accelerator || !m->masks || !m->strengths) {
        return out_of_memory(err);
    }
    m->accelerator->graph = graph;
    xw_mask_table_fill(&table);
    xw_step_table_fill_masks(m->masks, &table);
    xw_step_table_fill_strengths(m->strengths);
    xw_search_init(&m->search, graph, NULL);
    m->search.filter = XW_EDGE_FILTER_NONE;
    xw_status st = sign_controls(m->accelerator, err);
    if (!st) {
        st = find_hubs(m->accelerator, factor, err);
    }
    if (!st) {
        st = make_room(m->accelerator, err);
    }
    return st ? st
              : xw_parallel_run(xw_parallel_parts(threads),
                                m->accelerator->hub_count, make_hub, m, NULL,
                                err);
}

xw_status
xw_accelerator_make(const xw_graph *graph, uint32_t threads, uint32_t factor,
                    xw_accelerator **out, xw_error *err)
{
    making m = { .accelerator = xw_alloc_zeroed(1, sizeof *m.accelerator) };
    xw_status st = make(&m, graph, threads, factor, err);
    xw_alloc_free(m.masks);
    xw_alloc_free(m.strengths);
    if (st) {
        xw_accelerator_free(m.accelerator);
        return st;
    }
    *out = m.accelerator;
    return XW_OK;
}

xw_status
xw_accelerator_new(const xw_graph *graph, uint32_t threads,
                   xw_accelerator **out, xw_error *err)
{
    return xw_accelerator_make(graph, threads, HUB_FACTOR, out, err);
}
