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
    out->begin = graph->run_edges[high];
    out->end = high + 1 < runs.end ? graph->run_edges[high + 1] : row.end;
    return row.begin <= out->begin && out->begin <= out->end &&
           out->end <= row.end;
}
