/* coverage_parts.c - what is wanted, report by report. */
#include "coverage.h"

#include "alloc.h"
#include "error.h"

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for coverage");
}

/* ---- What counts ------------------------------------------------------------- */

static xw_status
add_part(xw_coverage *coverage, const xw_selection *wanted, bool single,
         const xw_control_set *members, xw_error *err)
{
    const xw_graph *graph = coverage->graph;
    const xw_file_framework *framework =
        &graph->frameworks[wanted->framework.i];
    xw_covered *items = xw_alloc_zeroed(framework->count, sizeof *items);
    if (!items) {
        return out_of_memory(err);
    }
    size_t count = 0;
    for (uint32_t c = framework->first; c < framework->first + framework->count;
         ++c) {
        if (xw_control_set_has(members, c) && xw_graph_counts(graph, c)) {
            items[count++].control = (xw_control){ c };
        }
    }
    coverage->parts[coverage->part_count++] = (xw_coverage_part){
        .report = { .wanted = *wanted,
                    .single = single,
                    .items = items,
                    .item_count = count },
        .items = items,
    };
    return XW_OK;
}

static xw_status
add_selection(xw_coverage *coverage, const xw_selection *selection,
              xw_error *err)
{
    const xw_choice only = { .selections = selection, .selection_count = 1 };
    xw_control_set members;
    xw_status st = xw_control_set_fill(&members, coverage->graph, &only, err);
    if (!st) {
        st = add_part(coverage, selection, false, &members, err);
    }
    xw_control_set_clear(&members);
    return st;
}

static xw_status
add_singles(xw_coverage *coverage, const xw_choice *want, xw_error *err)
{
    const xw_choice singles = { .controls = want->controls,
                                .control_count = want->control_count };
    xw_control_set named;
    xw_status st = xw_control_set_fill(&named, coverage->graph, &singles, err);
    if (!st) {
        xw_control_set_expand(&named, coverage->graph);
    }
    for (size_t f = 0; !st && f < named.framework_count; ++f) {
        st = add_part(coverage, &named.frameworks[f], true, &named, err);
    }
    xw_control_set_clear(&named);
    return st;
}

xw_status
xw_coverage_add_parts(xw_coverage *coverage, const xw_choice *want,
                      xw_error *err)
{
    if (!want->selection_count && !want->control_count) {
        return xw_fail(err, XW_E_ARG, "nothing is wanted");
    }
    coverage->parts = xw_alloc_zeroed(
        want->selection_count + want->control_count, sizeof *coverage->parts);
    if (!coverage->parts) {
        return out_of_memory(err);
    }
    xw_status st = XW_OK;
    for (size_t s = 0; s < want->selection_count && !st; ++s) {
        st = add_selection(coverage, &want->selections[s], err);
    }
    return st || !want->control_count ? st : add_singles(coverage, want, err);
}
