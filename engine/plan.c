#include "plan.h"

#include "alloc.h"
#include "error.h"

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for a plan");
}

void
xw_plan_free(xw_plan *plan)
{
    if (!plan) {
        return;
    }
    xw_control_set_clear(&plan->scope);
    xw_plan_facts_clear(&plan->facts);
    xw_alloc_free(plan->left);
    xw_alloc_free(plan->costs);
    xw_alloc_free(plan->compliant);
    xw_alloc_free(plan->items);
    xw_alloc_free(plan->spared);
    xw_alloc_free(plan->sessions);
    xw_lists_clear(&plan->covers);
    xw_lists_clear(&plan->by);
    xw_lists_clear(&plan->members);
    xw_alloc_free(plan);
}

/* ---- The request ------------------------------------------------------------- */

static xw_status
check_results(const xw_graph *graph, const xw_plan_request *request,
              xw_error *err)
{
    for (size_t r = 0; r < request->result_count; ++r) {
        if (request->results[r].control.i >= graph->control_count ||
            request->results[r].result >= XW_RESULT_COUNT) {
            return xw_fail(err, XW_E_ARG, "result %zu is out of range", r);
        }
    }
    return XW_OK;
}

static xw_status
check_costs(const xw_graph *graph, const xw_plan_request *request,
            xw_error *err)
{
    for (size_t c = 0; c < request->cost_count; ++c) {
        uint64_t cost = request->costs[c].cost;
        if (request->costs[c].control.i >= graph->control_count || !cost ||
            cost > XW_PLAN_COST_MOST) {
            return xw_fail(err, XW_E_ARG, "cost %zu is out of range", c);
        }
    }
    return XW_OK;
}

static xw_status
check_request(const xw_graph *graph, const xw_plan_request *request,
              xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_plan_request has the wrong size");
    }
    if (!request->of.selection_count && !request->of.control_count) {
        return xw_fail(err, XW_E_ARG, "nothing is to be planned");
    }
    xw_status st = check_results(graph, request, err);
    return st ? st : check_costs(graph, request, err);
}

/* ---- What is left to be tested ------------------------------------------------ */

/* What results say of a control: the weakest of them. */
enum standing { OPEN = 0, NOT_APPLICABLE, COMPLIANT, UNTOLD };

static uint8_t
standing_of(xw_result result)
{
    return result == XW_COMPLIANT        ? COMPLIANT
           : result == XW_NOT_APPLICABLE ? NOT_APPLICABLE
                                         : OPEN;
}

static uint8_t *
stand(const xw_graph *graph, const xw_plan_request *request)
{
    uint8_t *standing = xw_alloc_zeroed(graph->control_count, 1);
    for (uint32_t c = 0; standing && c < graph->control_count; ++c) {
        standing[c] = UNTOLD;
    }
    for (size_t r = 0; standing && r < request->result_count; ++r) {
        uint8_t *at = &standing[request->results[r].control.i];
        uint8_t told = standing_of(request->results[r].result);
        *at = told < *at ? told : *at;
    }
    return standing;
}

static void
count_standing(xw_plan *plan, const uint8_t *standing)
{
    for (uint32_t c = 0; c < plan->graph->control_count; ++c) {
        if (standing[c] == COMPLIANT) {
            plan->compliant[plan->compliant_count++] = c;
        }
        if (!xw_control_set_has(&plan->scope, c)) {
            continue;
        }
        plan->totals.requirements++;
        if (standing[c] == COMPLIANT) {
            plan->totals.compliant++;
        } else if (standing[c] == NOT_APPLICABLE) {
            plan->totals.not_applicable++;
        } else {
            plan->left[plan->left_count++] = c;
        }
    }
}

static xw_status
take_results(xw_plan *plan, const xw_plan_request *request, xw_error *err)
{
    size_t count = plan->graph->control_count;
    uint8_t *standing = stand(plan->graph, request);
    plan->left = xw_alloc_zeroed(count, sizeof *plan->left);
    plan->compliant = xw_alloc_zeroed(count, sizeof *plan->compliant);
    xw_status st = XW_OK;
    if (standing && plan->left && plan->compliant) {
        count_standing(plan, standing);
    } else {
        st = out_of_memory(err);
    }
    xw_alloc_free(standing);
    return st;
}

static xw_status
take_costs(xw_plan *plan, const xw_plan_request *request, xw_error *err)
{
    size_t controls = plan->graph->control_count;
    uint64_t *of = xw_alloc_zeroed(controls, sizeof *of);
    plan->costs = xw_alloc_zeroed(plan->left_count, sizeof *plan->costs);
    if (!of || !plan->costs) {
        xw_alloc_free(of);
        return out_of_memory(err);
    }
    for (size_t c = 0; c < request->cost_count; ++c) {
        of[request->costs[c].control.i] = request->costs[c].cost;
    }
    for (uint32_t i = 0; i < plan->left_count; ++i) {
        uint64_t cost = of[plan->left[i]];
        plan->costs[i] = cost ? cost : XW_PLAN_ONE;
        plan->totals.separate_total += plan->costs[i];
    }
    plan->totals.separate_items = plan->left_count;
    xw_alloc_free(of);
    return XW_OK;
}

/* ---- Making and reading --------------------------------------------------------- */

static xw_status
fill(xw_plan *plan, const xw_plan_request *request, xw_error *err)
{
    xw_status st;
    if ((st = xw_control_set_fill_counting(&plan->scope, plan->graph,
                                           &request->of, err)) ||
        (st = take_results(plan, request, err)) ||
        (st = take_costs(plan, request, err)) ||
        (st = xw_plan_find_facts(plan, err)) ||
        (st = xw_plan_choose(plan, err))) {
        return st;
    }
    return xw_plan_group(plan, err);
}

xw_status
xw_plan_new(const xw_graph *graph, const xw_plan_request *request,
            xw_plan **out, xw_error *err)
{
    xw_status st = check_request(graph, request, err);
    if (st) {
        return st;
    }
    xw_plan *plan = xw_alloc_zeroed(1, sizeof *plan);
    if (!plan) {
        return out_of_memory(err);
    }
    plan->graph = graph;
    plan->max_hops = request->max_hops;
    plan->rationales = request->rationales;
    plan->threads = request->threads;
    plan->accept_topic = request->accept_topic;
    plan->accept_related = request->accept_related;
    plan->carry = request->carry;
    plan->session_most =
        request->session_most ? request->session_most : 8 * XW_PLAN_ONE;
    plan->effort = request->effort ? request->effort : XW_PLAN_EFFORT;
    st = fill(plan, request, err);
    if (st) {
        xw_plan_free(plan);
        return st;
    }
    *out = plan;
    return XW_OK;
}

void
xw_plan_get_totals(const xw_plan *plan, xw_plan_totals *out)
{
    *out = plan->totals;
}

const xw_planned *
xw_plan_items(const xw_plan *plan, size_t *count)
{
    *count = plan->totals.items;
    return plan->items;
}

const xw_spared *
xw_plan_spared(const xw_plan *plan, size_t *count)
{
    *count = plan->spared_count;
    return plan->spared;
}

const xw_plan_session *
xw_plan_sessions(const xw_plan *plan, size_t *count)
{
    *count = plan->totals.sessions;
    return plan->sessions;
}
