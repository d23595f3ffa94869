/* accelerator_leads.c - which runs of hubs lead to controls that lead on. */
#include "accelerator.h"
#include "alloc.h"
#include "error.h"

enum { BITS = 64 };

static xw_status
damaged(xw_error *err)
{
    return xw_graph_damaged(err, "half-edges or runs out of range");
}

xw_status
xw_accelerator_make_leads(xw_accelerator *a, xw_error *err)
{
    a->lead_rows =
        xw_alloc_zeroed((size_t)a->hub_count + 1, sizeof *a->lead_rows);
    if (!a->lead_rows) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for an accelerator");
    }
    for (uint32_t h = 0; h < a->hub_count; ++h) {
        xw_row runs;
        if (!xw_graph_runs(a->graph, a->hubs[h], &runs)) {
            return damaged(err);
        }
        a->lead_rows[h + 1] =
            a->lead_rows[h] + (runs.end - runs.begin + BITS - 1) / BITS;
    }
    a->leads = xw_alloc_zeroed((size_t)a->lead_rows[a->hub_count] * BITS,
                               sizeof *a->leads);
    return a->leads
               ? XW_OK
               : xw_fail(err, XW_E_NOMEM, "out of memory for an accelerator");
}

/* Turn rows of bits into columns (Warren, "Hacker's Delight", 2nd ed. 2012,
 * 7-3). */
static void
transpose(uint64_t rows[BITS])
{
    uint64_t mask = UINT32_MAX;
    for (unsigned j = BITS / 2; j; j >>= 1, mask ^= mask << j) {
        for (unsigned k = 0; k < BITS; k = ((k | j) + 1) & ~j) {
            uint64_t both = (rows[k] >> j ^ rows[k | j]) & mask;
            rows[k | j] ^= both;
            rows[k] ^= both << j;
        }
    }
}

/* The signatures of all that a run leads to. */
static bool
sign_run(const xw_accelerator *a, xw_row row, xw_row runs, uint32_t number,
         uint64_t *out)
{
    const xw_graph *graph = a->graph;
    xw_row run = { 0, 0 };
    bool ok = xw_graph_run(graph, row, runs, number, &run);
    *out = 0;
    for (uint32_t e = run.begin; ok && e < run.end; ++e) {
        uint32_t target = graph->edge_targets[e];
        ok = target < graph->control_count;
        *out |= ok ? a->signatures[target] : 0;
    }
    return ok;
}

xw_status
xw_accelerator_fill_leads(xw_accelerator *a, unsigned hub, xw_error *err)
{
    xw_row row, runs;
    bool ok = xw_graph_edges(a->graph, a->hubs[hub], &row) &&
              xw_graph_runs(a->graph, a->hubs[hub], &runs);
    size_t count = a->lead_rows[a->hub_count];
    uint64_t *out = a->leads + a->lead_rows[hub];
    for (uint32_t first = ok ? runs.begin : 0; ok && first < runs.end;
         first += BITS) {
        uint64_t block[BITS] = { 0 };
        for (unsigned i = 0; ok && i < BITS && i < runs.end - first; ++i) {
            ok = sign_run(a, row, runs, first + i, &block[i]);
        }
        transpose(block);
        for (unsigned bit = 0; bit < BITS; ++bit) {
            out[bit * count] = block[bit];
        }
        ++out;
    }
    return ok ? XW_OK : damaged(err);
}
