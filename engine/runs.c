#include "runs.h"

/* Which half it is in nothing foretells, so it is chosen without a branch. */
uint32_t
xw_run_find(const xw_graph *graph, xw_row runs, uint32_t framework)
{
    const uint16_t *at = graph->run_frameworks + runs.begin;
    uint32_t count = runs.end - runs.begin;
    while (count > 1) {
        uint32_t half = count / 2;
        at += at[half - 1] < framework ? half : 0;
        count -= half;
    }
    uint32_t run = (uint32_t)(at - graph->run_frameworks);
    return count && *at < framework ? run + 1 : run;
}

/* Of a short row all is looked at: its runs would be elsewhere in memory. */
static void
find_in_short_row(const xw_graph *graph, xw_row row, uint32_t framework,
                  xw_row *out)
{
    const xw_file_framework *into = &graph->frameworks[framework];
    uint32_t first = into->first, last = into->first + into->count;
    *out = (xw_row){ row.begin, row.begin };
    for (uint32_t e = row.begin; e < row.end; ++e) {
        out->begin += graph->edge_targets[e] < first;
        out->end += graph->edge_targets[e] < last;
    }
}

bool
xw_run_into(const xw_graph *graph, uint32_t control, uint32_t framework,
            xw_row *out)
{
    xw_row row, runs;
    if (!xw_graph_edges(graph, control, &row)) {
        return false;
    }
    if (xw_row_is_short(row)) {
        find_in_short_row(graph, row, framework, out);
        return true;
    }
    if (!xw_graph_runs(graph, control, &runs)) {
        return false;
    }
    uint32_t run = xw_run_find(graph, runs, framework);
    *out = (xw_row){ row.begin, row.begin };
    if (run == runs.end || graph->run_frameworks[run] != framework) {
        return true;
    }
    return xw_graph_run(graph, row, runs, run, out);
}
