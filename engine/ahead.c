/* ahead.c - what a request will read, asked of memory step by step: each step
 * reads what the one before has asked for. */
#include "name_index.h"
#include "resolver.h"
#include "runs.h"

#include <xw/ahead.h>

#include <string.h>

enum { PROBES = 4 }; /* slots looked at, which are side by side */

static void
ask_for_slot(xw_ahead *ahead, const xw_graph *graph)
{
    __builtin_prefetch(&graph->name_slots[ahead->slot]);
}

static void
ask_for_rows(xw_ahead *ahead, const xw_graph *graph)
{
    const xw_file_framework *of = &graph->frameworks[ahead->from];
    for (uint32_t i = 0; i < PROBES; ++i) {
        uint32_t slot = (ahead->slot + i) & (graph->name_slot_count - 1);
        uint32_t control = graph->name_slots[slot] - 1;
        if (control - of->first < of->count && control < graph->control_count) {
            ahead->control = control;
            __builtin_prefetch(&graph->control_ids[control]);
            __builtin_prefetch(&graph->control_titles[control]);
            __builtin_prefetch(&graph->control_flags[control]);
            __builtin_prefetch(&graph->control_parents[control]);
            __builtin_prefetch(&graph->edge_rows[control]);
            __builtin_prefetch(&graph->run_rows[control]);
            return;
        }
    }
    ahead->step = XW_AHEAD_STEPS;
}

static void
ask_for_names(xw_ahead *ahead, const xw_graph *graph)
{
    uint32_t control = ahead->control;
    __builtin_prefetch(xw_graph_text(graph, graph->control_ids[control]));
    __builtin_prefetch(xw_graph_text(graph, graph->control_titles[control]));
}

static void
ask_for_runs(xw_ahead *ahead, const xw_graph *graph)
{
    uint32_t control = ahead->control;
    xw_row row, runs;
    ask_for_names(ahead, graph);
    if (!xw_graph_edges(graph, control, &row) || row.begin == row.end ||
        !xw_graph_runs(graph, control, &runs)) {
        ahead->step = XW_AHEAD_STEPS;
    } else if (xw_row_is_short(row)) {
        __builtin_prefetch(&graph->edge_targets[row.begin]);
        __builtin_prefetch(&graph->edge_attributes[row.begin]);
    } else {
        uint32_t middle = runs.begin + (runs.end - runs.begin) / 2;
        __builtin_prefetch(&graph->run_frameworks[middle]);
        __builtin_prefetch(&graph->run_edges[middle]);
    }
}

static void
ask_for_edges(xw_ahead *ahead, const xw_graph *graph)
{
    xw_row run;
    if (!xw_run_into(graph, ahead->control, ahead->into, &run) ||
        run.begin == run.end) {
        ahead->step = XW_AHEAD_STEPS;
        return;
    }
    ahead->edge = run.begin;
    __builtin_prefetch(&graph->edge_targets[run.begin]);
    __builtin_prefetch(&graph->edge_attributes[run.begin]);
}

static void
ask_for_target(xw_ahead *ahead, const xw_graph *graph)
{
    ahead->control = graph->edge_targets[ahead->edge];
    if (ahead->control >= graph->control_count) {
        ahead->step = XW_AHEAD_STEPS;
        return;
    }
    __builtin_prefetch(&graph->control_ids[ahead->control]);
    __builtin_prefetch(&graph->control_titles[ahead->control]);
    __builtin_prefetch(&graph->control_frameworks[ahead->control]);
    __builtin_prefetch(&graph->control_flags[ahead->control]);
    __builtin_prefetch(&graph->control_parents[ahead->control]);
}

void
xw_ahead_begin(xw_ahead *ahead, xw_resolver *resolver, xw_string reference,
               xw_string framework)
{
    const xw_graph *graph = resolver->graph;
    const char *colon =
        reference.len ? memchr(reference.bytes, ':', reference.len) : NULL;
    *ahead = (xw_ahead){ .step = XW_AHEAD_STEPS };
    if (!colon) {
        return;
    }
    size_t len = (size_t)(colon - reference.bytes);
    ahead->from =
        xw_framework_recall(resolver, (xw_string){ reference.bytes, len });
    ahead->into = xw_framework_recall(resolver, framework);
    if (ahead->from == XW_NONE || ahead->into == XW_NONE) {
        return;
    }
    ahead->step = 0;
    ahead->slot =
        xw_name_hash(ahead->from, colon + 1, reference.len - len - 1) &
        (graph->name_slot_count - 1);
    ask_for_slot(ahead, graph);
}

void
xw_ahead_go_on(xw_ahead *ahead, const xw_graph *graph)
{
    static void (*const steps[XW_AHEAD_STEPS])(xw_ahead *, const xw_graph *) = {
        ask_for_rows, ask_for_runs, ask_for_edges, ask_for_target, ask_for_names
    };
    if (ahead->step < XW_AHEAD_STEPS) {
        steps[ahead->step++](ahead, graph);
    }
}
