#include "runs.h"

bool
xw_run_into(const xw_graph *graph, uint32_t control, uint32_t framework,
            xw_row *out)
{
    xw_row row, runs;
    if (!xw_graph_edges(graph, control, &row) ||
        !xw_graph_runs(graph, control, &runs)) {
        return false;
    }
    uint32_t low = runs.begin, high = runs.end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (graph->run_frameworks[middle] < framework) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *out = (xw_row){ row.begin, row.begin };
    if (high == runs.end || graph->run_frameworks[high] != framework) {
        return true;
    }
    return xw_graph_run(graph, row, runs, high, out);
}
