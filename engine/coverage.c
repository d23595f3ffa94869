#include "coverage.h"

#include "alloc.h"
#include "error.h"
#include "parallel.h"

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for coverage");
}

/* ---- Freeing --------------------------------------------------------------- */

void
xw_coverage_free(xw_coverage *coverage)
{
    if (!coverage) {
        return;
    }
    for (size_t p = 0; p < coverage->part_count; ++p) {
        xw_alloc_free(coverage->parts[p].items);
        xw_alloc_free(coverage->parts[p].groups);
    }
    xw_alloc_free(coverage->parts);
    xw_alloc_free(coverage->answers);
    xw_alloc_free(coverage->adoptions);
    xw_closure_free(coverage->closure);
    xw_scratch_free(coverage->scratch);
    xw_control_set_clear(&coverage->held);
    xw_alloc_free(coverage);
}

/* ---- Making -------------------------------------------------------------------- */

static xw_status
fill_held(xw_coverage *coverage, const xw_coverage_request *request,
          xw_error *err)
{
    xw_status st = xw_control_set_fill(&coverage->held, coverage->graph,
                                       &request->have, err);
    if (st || !request->implemented) {
        return st;
    }
    xw_control_set implemented;
    st = xw_control_set_fill(&implemented, coverage->graph,
                             request->implemented, err);
    if (!st) {
        xw_control_set_restrict(&coverage->held, coverage->graph, &implemented);
    }
    xw_control_set_clear(&implemented);
    return st;
}

static size_t
list_held(const xw_coverage *coverage, xw_control *out)
{
    size_t count = 0;
    for (uint32_t c = 0; c < coverage->graph->control_count; ++c) {
        if (xw_control_set_has(&coverage->held, c)) {
            out[count++] = (xw_control){ c };
        }
    }
    return count;
}

static xw_status
close_held(xw_coverage *coverage, const xw_choice *want, xw_error *err)
{
    if (!xw_closure_is_needed(coverage->graph)) {
        return XW_OK;
    }
    xw_control *held =
        xw_alloc_zeroed(coverage->graph->control_count, sizeof *held);
    if (!held) {
        return out_of_memory(err);
    }
    xw_closure_request request = XW_CLOSURE_REQUEST_INIT;
    request.implemented.controls = held;
    request.implemented.control_count = list_held(coverage, held);
    request.into = *want;
    request.max_hops = coverage->max_hops;
    request.rationales = coverage->rationales;
    xw_status st =
        xw_closure_new(coverage->graph, &request, &coverage->closure, err);
    xw_alloc_free(held);
    return st;
}

/* ---- Judging, on as many threads as asked for ------------------------------------ */

typedef struct judging {
    const xw_coverage *coverage;
    xw_scratch *scratches[XW_PARTS_MOST];
    xw_covered *items;
} judging;

static xw_status
judge_item(void *payload, unsigned part, size_t item, xw_error *err)
{
    judging *work = payload;
    xw_status st = XW_OK;
    if (!work->scratches[part]) {
        st = xw_scratch_new(work->coverage->graph, &work->scratches[part], err);
    }
    return st ? st
              : xw_coverage_judge(work->coverage, work->scratches[part],
                                  &work->items[item], err);
}

static xw_status
judge_all(xw_coverage *coverage, uint32_t threads, xw_error *err)
{
    judging work = { .coverage = coverage, .scratches = { coverage->scratch } };
    unsigned parts = xw_parallel_parts(threads);
    xw_status st = XW_OK;
    for (size_t p = 0; p < coverage->part_count && !st; ++p) {
        xw_coverage_part *part = &coverage->parts[p];
        work.items = part->items;
        st = xw_parallel_run(parts, part->report.item_count, judge_item, &work,
                             NULL, err);
        if (!st) {
            st = xw_coverage_count(part, coverage->graph, err);
        }
    }
    for (unsigned p = 1; p < parts; ++p) { /* the first is the coverage's */
        xw_scratch_free(work.scratches[p]);
    }
    return st;
}

static xw_status
fill(xw_coverage *coverage, const xw_coverage_request *request, xw_error *err)
{
    xw_status st;
    if ((st = xw_scratch_new(coverage->graph, &coverage->scratch, err)) ||
        (st = fill_held(coverage, request, err)) ||
        (st = xw_coverage_add_parts(coverage, &request->want, err)) ||
        (st = close_held(coverage, &request->want, err))) {
        return st;
    }
    return judge_all(coverage, request->threads, err);
}

xw_status
xw_coverage_new(const xw_graph *graph, const xw_coverage_request *request,
                xw_coverage **out, xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_coverage_request has the wrong size");
    }
    xw_coverage *coverage = xw_alloc_zeroed(1, sizeof *coverage);
    if (!coverage) {
        return out_of_memory(err);
    }
    coverage->graph = graph;
    coverage->max_hops = request->max_hops;
    coverage->rationales = request->rationales;
    coverage->accept_topic = request->accept_topic;
    coverage->accept_related = request->accept_related;
    xw_status st = fill(coverage, request, err);
    if (st) {
        xw_coverage_free(coverage);
        return st;
    }
    *out = coverage;
    return XW_OK;
}

/* ---- Reading --------------------------------------------------------------------- */

size_t
xw_coverage_report_count(const xw_coverage *coverage)
{
    return coverage->part_count;
}

xw_status
xw_coverage_get_report(const xw_coverage *coverage, size_t index,
                       xw_coverage_report *out, xw_error *err)
{
    if (index >= coverage->part_count) {
        return xw_fail(err, XW_E_ARG, "there is no such report");
    }
    *out = coverage->parts[index].report;
    return XW_OK;
}
