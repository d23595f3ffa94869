#include "assess.h"

#include "alloc.h"
#include "error.h"
#include "map.h"
#include "parallel.h"

#include <stdlib.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for an assessment");
}

void
xw_assessment_free(xw_assessment *assessment)
{
    if (!assessment) {
        return;
    }
    xw_scratch_free(assessment->scratch);
    xw_closure_free(assessment->closure);
    xw_control_set_clear(&assessment->assessed);
    xw_control_set_clear(&assessment->wanted);
    xw_alloc_free(assessment->results);
    xw_alloc_free(assessment->order);
    xw_alloc_free(assessment->rows);
    xw_alloc_free(assessment->items);
    xw_alloc_free(assessment->review);
    xw_alloc_free(assessment);
}

/* ---- Results ------------------------------------------------------------------- */

static xw_status
check_results(const xw_graph *graph, const xw_assess_request *request,
              xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_assess_request has the wrong size");
    }
    if (request->result_count >= XW_NONE) {
        return xw_fail(err, XW_E_ARG, "more than 2^32 - 2 results");
    }
    for (size_t r = 0; r < request->result_count; ++r) {
        if (request->results[r].control.i >= graph->control_count ||
            request->results[r].result >= XW_RESULT_COUNT) {
            return xw_fail(err, XW_E_ARG, "result %zu is out of range", r);
        }
    }
    return XW_OK;
}

/* By control, those of one as given: counted into rows, then placed. */
static void
sort_results(xw_assessment *assessment)
{
    uint32_t *rows = assessment->rows;
    for (size_t r = 0; r < assessment->result_count; ++r) {
        rows[assessment->results[r].control.i]++;
    }
    for (uint32_t c = 1; c <= assessment->graph->control_count; ++c) {
        rows[c] += rows[c - 1];
    }
    for (size_t r = assessment->result_count; r-- > 0;) {
        uint32_t at = --rows[assessment->results[r].control.i];
        assessment->order[at] = (uint32_t)r;
    }
}

static xw_status
take_results(xw_assessment *assessment, const xw_assess_request *request,
             xw_error *err)
{
    const xw_graph *graph = assessment->graph;
    const xw_choice nothing = { 0 };
    size_t count = request->result_count;
    assessment->results = xw_alloc_zeroed(count, sizeof *assessment->results);
    assessment->order = xw_alloc_zeroed(count, sizeof *assessment->order);
    assessment->rows = xw_alloc_zeroed((size_t)graph->control_count + 1,
                                       sizeof *assessment->rows);
    if (!assessment->results || !assessment->order || !assessment->rows) {
        return out_of_memory(err);
    }
    assessment->result_count = count;
    xw_status st =
        xw_control_set_fill(&assessment->assessed, graph, &nothing, err);
    for (size_t r = 0; !st && r < count; ++r) {
        assessment->results[r] = request->results[r];
        if (xw_result_is_carried(request->results[r].result)) {
            xw_control_set_add(&assessment->assessed,
                               request->results[r].control.i);
        }
    }
    if (!st) {
        xw_control_set_list(&assessment->assessed, graph);
        sort_results(assessment);
    }
    return st;
}

/* ---- What is wanted -------------------------------------------------------------- */

static xw_status
list_items(xw_assessment *assessment, const xw_choice *to, xw_error *err)
{
    const xw_graph *graph = assessment->graph;
    xw_control_set *wanted = &assessment->wanted;
    xw_status st = xw_control_set_fill_counting(wanted, graph, to, err);
    if (st) {
        return st;
    }
    assessment->items =
        xw_alloc_zeroed(graph->control_count, sizeof *assessment->items);
    if (!assessment->items) {
        return out_of_memory(err);
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (xw_control_set_has(wanted, c)) {
            assessment->items[assessment->item_count++].control =
                (xw_control){ c };
        }
    }
    return XW_OK;
}

/* ---- What is compliant together --------------------------------------------------- */

static xw_status
close_compliant(xw_assessment *assessment, const xw_choice *to, xw_error *err)
{
    if (!xw_closure_is_needed(assessment->graph)) {
        return XW_OK;
    }
    xw_control *compliant =
        xw_alloc_zeroed(assessment->result_count, sizeof *compliant);
    if (!compliant) {
        return out_of_memory(err);
    }
    xw_closure_request request = XW_CLOSURE_REQUEST_INIT;
    request.implemented.controls = compliant;
    for (size_t r = 0; r < assessment->result_count; ++r) {
        if (assessment->results[r].result == XW_COMPLIANT) {
            compliant[request.implemented.control_count++] =
                assessment->results[r].control;
        }
    }
    request.into = *to;
    request.max_hops = assessment->max_hops;
    request.rationales = assessment->rationales;
    xw_status st =
        xw_closure_new(assessment->graph, &request, &assessment->closure, err);
    xw_alloc_free(compliant);
    return st;
}

/* ---- What to review ------------------------------------------------------------------ */

static xw_status
add_review(xw_assessment *assessment, uint32_t result, uint32_t control,
           xw_error *err)
{
    xw_review_item *review =
        xw_alloc_grow(assessment->review, assessment->review_count,
                      &assessment->review_cap, sizeof *review);
    if (!review) {
        return out_of_memory(err);
    }
    assessment->review = review;
    review[assessment->review_count++] =
        (xw_review_item){ .result = result, .control = { control } };
    return XW_OK;
}

static int
by_control(const void *a, const void *b)
{
    const xw_review_item *x = a;
    const xw_review_item *y = b;
    return (x->control.i > y->control.i) - (x->control.i < y->control.i);
}

static bool
is_touched(const xw_assessment *assessment, const xw_answer *answer)
{
    return answer->verdict <= XW_PARTIAL &&
           xw_control_set_has(&assessment->wanted, answer->control.i);
}

static xw_status
review_result(xw_assessment *assessment, uint32_t result, xw_error *err)
{
    const xw_scratch *scratch = assessment->scratch;
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = assessment->results[result].control;
    request.into = assessment->wanted.frameworks;
    request.into_count = assessment->wanted.framework_count;
    request.max_hops = assessment->max_hops;
    request.rationales = assessment->rationales;
    size_t before = assessment->review_count;
    xw_status st = request.into_count
                       ? xw_map_decide(assessment->scratch, &request, err)
                       : XW_OK;
    for (size_t i = 0; !st && request.into_count && i < scratch->draft_count;
         ++i) {
        const xw_answer *answer = &scratch->drafts[i].answer;
        if (is_touched(assessment, answer)) {
            st = add_review(assessment, result, answer->control.i, err);
        }
    }
    size_t count = assessment->review_count - before;
    if (!st && !count) {
        return add_review(assessment, result, XW_NONE, err);
    }
    if (!st) {
        qsort(assessment->review + before, count, sizeof *assessment->review,
              by_control);
    }
    return st;
}

static xw_status
review_all(xw_assessment *assessment, xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t r = 0; r < assessment->result_count && !st; ++r) {
        if (assessment->results[r].result == XW_NOT_APPLICABLE) {
            st = review_result(assessment, (uint32_t)r, err);
        }
    }
    return st;
}

/* ---- Bounding, on as many threads as asked for ----------------------------------------- */

typedef struct bounding {
    xw_assessment *assessment;
    xw_scratch *scratches[XW_PARTS_MOST];
} bounding;

static xw_status
bound_item(void *payload, unsigned part, size_t item, xw_error *err)
{
    bounding *work = payload;
    xw_assessment *assessment = work->assessment;
    xw_status st = XW_OK;
    if (!work->scratches[part]) {
        st = xw_scratch_new(assessment->graph, &work->scratches[part], err);
    }
    return st ? st
              : xw_assess_bound(assessment, work->scratches[part],
                                &assessment->items[item], err);
}

static xw_status
bound_all(xw_assessment *assessment, const xw_assess_request *request,
          xw_error *err)
{
    bounding work = { .assessment = assessment };
    unsigned parts = xw_parallel_parts(request->threads);
    const xw_progress progress = { .fn = request->progress,
                                   .payload = request->payload,
                                   .total = assessment->item_count };
    xw_status st = xw_parallel_run(parts, assessment->item_count, bound_item,
                                   &work, &progress, err);
    for (unsigned p = 0; p < parts; ++p) {
        xw_scratch_free(work.scratches[p]);
    }
    return st;
}

/* ---- Making and reading ------------------------------------------------------------------ */

static xw_status
fill(xw_assessment *assessment, const xw_assess_request *request, xw_error *err)
{
    xw_status st;
    if ((st = xw_scratch_new(assessment->graph, &assessment->scratch, err)) ||
        (st = take_results(assessment, request, err)) ||
        (st = list_items(assessment, &request->to, err)) ||
        (st = close_compliant(assessment, &request->to, err)) ||
        (st = bound_all(assessment, request, err))) {
        return st;
    }
    return review_all(assessment, err);
}

xw_status
xw_assessment_new(const xw_graph *graph, const xw_assess_request *request,
                  xw_assessment **out, xw_error *err)
{
    xw_status st = check_results(graph, request, err);
    if (st) {
        return st;
    }
    xw_assessment *assessment = xw_alloc_zeroed(1, sizeof *assessment);
    if (!assessment) {
        return out_of_memory(err);
    }
    assessment->graph = graph;
    assessment->max_hops = request->max_hops;
    assessment->rationales = request->rationales;
    assessment->accept_topic = request->accept_topic;
    assessment->accept_related = request->accept_related;
    st = fill(assessment, request, err);
    if (st) {
        xw_assessment_free(assessment);
        return st;
    }
    *out = assessment;
    return XW_OK;
}

const xw_carried *
xw_assessment_items(const xw_assessment *assessment, size_t *count)
{
    *count = assessment->item_count;
    return assessment->items;
}

const xw_review_item *
xw_assessment_review(const xw_assessment *assessment, size_t *count)
{
    *count = assessment->review_count;
    return assessment->review;
}
