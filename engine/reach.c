/* reach.c - xw_reach_strengths, xw_reach_verdicts. */
#include "error.h"
#include "scratch.h"
#include "verdict.h"

#include <string.h>

/* ---- Asking ------------------------------------------------------------------------ */

static xw_status
check_request(const xw_graph *graph, const xw_reach_request *request,
              xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_reach_request has the wrong size");
    }
    if (request->control.i >= graph->control_count ||
        request->into.i >= graph->framework_count ||
        (request->accelerator && request->accelerator->graph != graph)) {
        return xw_fail(err, XW_E_ARG,
                       "control, into or accelerator is not of this graph");
    }
    if (request->max_hops > XW_HOPS_MOST ||
        request->direction > XW_SATISFIED_BY) {
        return xw_fail(err, XW_E_ARG, "max_hops or direction is out of range");
    }
    return XW_OK;
}

/* The verdict of a control is for xw_decide_relation to say, which looks in the
 * scratch for what is asked. */
static void
tell_scratch(xw_scratch *scratch, const xw_reacher *r,
             const xw_reach_request *request)
{
    memset(scratch->has_run, 0, sizeof scratch->has_run);
    scratch->source = r->source;
    scratch->direction = request->direction;
    scratch->filter = r->search.filter;
    scratch->searches[XW_SEARCH_ALL].filter = r->search.filter;
}

static xw_status
ask(xw_scratch *scratch, const xw_reach_request *request, bool masks,
    xw_error *err)
{
    xw_status st = check_request(scratch->graph, request, err);
    if (st) {
        return st;
    }
    xw_reacher *r = xw_scratch_reacher(scratch, err);
    if (!r) {
        return XW_E_NOMEM;
    }
    r->table = masks ? &r->masks : &r->strengths;
    r->accelerator = request->accelerator;
    r->source = request->control.i;
    r->max_hops = request->max_hops ? request->max_hops : XW_HOPS_DEFAULT;
    r->has_filter = request->rationales != 0;
    r->search.filter = XW_EDGE_FILTER_NONE;
    r->search.filter.rationales = request->rationales;
    tell_scratch(scratch, r, request);
    st = xw_reacher_aim(r, request->into.i, err);
    return st ? st : xw_reach_walk(r, err);
}

static uint32_t
strength_of(uint16_t values)
{
    uint32_t rank = 0;
    while (values >> rank) {
        ++rank;
    }
    return rank == 1 ? XW_STRENGTH_NONE : rank - 2;
}

xw_status
xw_reach_strengths(xw_scratch *scratch, const xw_reach_request *request,
                   const xw_strongest **out, size_t *count, xw_error *err)
{
    xw_status st = ask(scratch, request, false, err);
    if (st) {
        return st;
    }
    xw_reacher *r = scratch->reacher;
    const xw_file_framework *into = &r->graph->frameworks[r->framework];
    size_t found = 0;
    for (uint32_t c = into->first; c < into->first + into->count; ++c) {
        uint16_t values = r->reached->nodes[c].known;
        if (values && c != r->source) {
            r->strongest[found++] =
                (xw_strongest){ { c }, strength_of(values) };
        }
    }
    *out = r->strongest;
    *count = found;
    return XW_OK;
}

static xw_judged
judge(const xw_scratch *scratch, uint32_t control, uint16_t masks)
{
    xw_answer answer = { .control = { control } };
    xw_decide_relation(scratch, control, masks,
                       scratch->reacher->met_contradicted, &answer);
    return (xw_judged){
        { control }, answer.verdict, answer.relation, answer.disputed
    };
}

xw_status
xw_reach_verdicts(xw_scratch *scratch, const xw_reach_request *request,
                  const xw_judged **out, size_t *count, xw_error *err)
{
    xw_status st = ask(scratch, request, true, err);
    if (st) {
        return st;
    }
    xw_reacher *r = scratch->reacher;
    const xw_file_framework *into = &r->graph->frameworks[r->framework];
    size_t found = 0;
    for (uint32_t c = into->first; c < into->first + into->count; ++c) {
        uint16_t masks = r->reached->nodes[c].known;
        if (masks && c != r->source) {
            r->judged[found++] = judge(scratch, c, masks);
        }
    }
    *out = r->judged;
    *count = found;
    return XW_OK;
}
