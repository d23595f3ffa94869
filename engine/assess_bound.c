/* assess_bound.c - what the results of other controls say of one. */
#include "assess.h"
#include "error.h"
#include "map.h"

xw_status
xw_assess_ask(const xw_assessment *assessment, xw_scratch *scratch,
              uint32_t control, const xw_selection *into, size_t into_count,
              xw_error *err)
{
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = (xw_control){ control };
    request.direction = XW_SATISFIED_BY;
    request.into = into;
    request.into_count = into_count;
    request.max_hops = assessment->max_hops;
    request.rationales = assessment->rationales;
    return xw_map_decide(scratch, &request, err);
}

/* ---- Weighing evidence -------------------------------------------------------- */

/* By which edges count.  Where a search met none that one kind leaves out, that
 * kind would find the same. */
static xw_search_kind
kind_of(const xw_scratch *scratch, bool use_topic, bool use_related)
{
    const xw_search *all = &scratch->searches[XW_SEARCH_ALL];
    bool no_topic = !use_topic && all->met_topic;
    bool no_related = !use_related && all->met_related;
    if (no_topic) {
        return no_related ? XW_SEARCH_STRICT : XW_SEARCH_REQUIREMENT;
    }
    return no_related ? XW_SEARCH_STATED : XW_SEARCH_ALL;
}

/* Of the draft's control to the one asked after; XW_ALL where no walk leads. */
static xw_status
relation_by(xw_scratch *scratch, xw_search_kind kind, uint32_t control,
            xw_relation *out, xw_error *err)
{
    xw_status st = xw_scratch_search(scratch, kind, err);
    if (!st) {
        xw_mask_set masks = xw_search_masks(&scratch->searches[kind], control);
        *out = xw_relation_converse(xw_mask_set_meet(masks));
    }
    return st;
}

static bool
is_disputed(const xw_scratch *scratch, const xw_answer *answer)
{
    return answer->verdict == XW_CONFLICT || answer->disputed ||
           xw_graph_is_gainsaid(scratch->graph, scratch->source,
                                answer->control.i);
}

xw_status
xw_assess_weigh(const xw_assessment *assessment, xw_scratch *scratch,
                const xw_answer *answer, xw_evidence *out, xw_error *err)
{
    bool related = assessment->accept_related;
    *out = (xw_evidence){
        .control = answer->control.i,
        .strict = kind_of(scratch, assessment->accept_topic, related),
        .topical = kind_of(scratch, true, related),
        .relation = XW_ALL,
    };
    if (is_disputed(scratch, answer)) {
        return XW_OK;
    }
    xw_relation topical = XW_ALL;
    xw_status st =
        relation_by(scratch, out->strict, out->control, &out->relation, err);
    if (!st) {
        st = relation_by(scratch, out->topical, out->control, &topical, err);
    }
    out->touches = !(topical & XW_DIS);
    return st;
}

xw_interval
xw_assess_interval(const xw_evidence *evidence, xw_result result, bool *topic)
{
    xw_interval said = xw_interval_carry(result, evidence->relation);
    *topic = result == XW_COMPLIANT && evidence->touches &&
             said.lower < XW_PARTIALLY_COMPLIANT;
    if (*topic) {
        said.lower = XW_PARTIALLY_COMPLIANT;
    }
    return said;
}

/* ---- Bounds --------------------------------------------------------------------- */

/* An item in the making, and how short the proofs of its bounds are. */
typedef struct bounding {
    const xw_assessment *assessment;
    xw_scratch *scratch;
    xw_carried *item;
    uint32_t lower_hops, upper_hops;
} bounding;

/* Of a walk that alone proves it; where it takes two, more than any. */
static uint32_t
hops_of(const bounding *b, const xw_evidence *evidence, bool topic,
        xw_mask_set masks)
{
    xw_search_kind kind = topic ? evidence->topical : evidence->strict;
    return xw_proof_level(&b->scratch->searches[kind], evidence->control,
                          masks);
}

static void
tighten_lower(bounding *b, const xw_evidence *evidence, uint32_t result,
              xw_interval said, bool topic)
{
    xw_carried *item = b->item;
    if (said.lower == XW_NON_COMPLIANT || said.lower < item->lower) {
        return;
    }
    xw_mask_set masks = xw_interval_masks(b->assessment->results[result].result,
                                          XW_LOWER, said.lower);
    uint32_t hops = hops_of(b, evidence, topic, masks);
    if (said.lower > item->lower || hops < b->lower_hops) {
        item->lower = said.lower;
        item->lower_by = result;
        item->topic = topic;
        b->lower_hops = hops;
    }
}

static void
tighten_upper(bounding *b, const xw_evidence *evidence, uint32_t result,
              xw_interval said)
{
    xw_carried *item = b->item;
    if (said.upper == XW_COMPLIANT || said.upper > item->upper) {
        return;
    }
    xw_mask_set masks = xw_interval_masks(b->assessment->results[result].result,
                                          XW_UPPER, said.upper);
    uint32_t hops = hops_of(b, evidence, false, masks);
    if (said.upper < item->upper || hops < b->upper_hops) {
        item->upper = said.upper;
        item->upper_by = result;
        b->upper_hops = hops;
    }
}

static xw_status
take_evidence(bounding *b, const xw_answer *answer, xw_error *err)
{
    const xw_assessment *assessment = b->assessment;
    xw_evidence evidence = { 0 };
    if (!xw_control_set_has(&assessment->assessed, answer->control.i)) {
        return XW_OK;
    }
    xw_status st =
        xw_assess_weigh(assessment, b->scratch, answer, &evidence, err);
    uint32_t end = st ? 0 : assessment->rows[answer->control.i + 1];
    for (uint32_t i = assessment->rows[answer->control.i]; i < end; ++i) {
        uint32_t r = assessment->order[i];
        bool topic;
        xw_interval said = xw_assess_interval(
            &evidence, assessment->results[r].result, &topic);
        tighten_lower(b, &evidence, r, said, topic);
        tighten_upper(b, &evidence, r, said);
    }
    return st;
}

/* Its own results bound it first; no walk is shorter. */
static void
take_own(bounding *b)
{
    const xw_assessment *assessment = b->assessment;
    xw_carried *item = b->item;
    uint32_t control = item->control.i;
    for (uint32_t i = assessment->rows[control];
         i < assessment->rows[control + 1]; ++i) {
        uint32_t r = assessment->order[i];
        xw_result result = assessment->results[r].result;
        item->own = item->own == XW_NONE ? r : item->own;
        if (!xw_result_is_carried(result)) {
            continue;
        }
        if (result > item->lower) {
            item->lower = result;
            item->lower_by = r;
            b->lower_hops = 0;
        }
        if (result < item->upper) {
            item->upper = result;
            item->upper_by = r;
            b->upper_hops = 0;
        }
    }
}

/* What several compliant controls satisfy together. */
static xw_status
take_joint(bounding *b, xw_error *err)
{
    const xw_assessment *assessment = b->assessment;
    xw_carried *item = b->item;
    xw_satisfaction known;
    if (!assessment->closure || item->lower == XW_COMPLIANT) {
        return XW_OK;
    }
    xw_status st =
        xw_closure_find(assessment->closure, item->control, &known, err);
    if (st) {
        return st == XW_NOT_FOUND ? XW_OK : st;
    }
    if (known.joint && !known.marks.disputed &&
        (!known.marks.topic || assessment->accept_topic) &&
        (!known.marks.related || assessment->accept_related)) {
        item->lower = XW_COMPLIANT;
        item->lower_by = XW_NONE;
        item->joint = true;
        item->topic = false;
    }
    return XW_OK;
}

xw_status
xw_assess_bound(const xw_assessment *assessment, xw_scratch *scratch,
                xw_carried *item, xw_error *err)
{
    bounding b = { assessment, scratch, item, XW_NONE, XW_NONE };
    const xw_control_set *assessed = &assessment->assessed;
    *item = (xw_carried){
        .control = item->control,
        .lower = XW_NON_COMPLIANT,
        .upper = XW_COMPLIANT,
        .lower_by = XW_NONE,
        .upper_by = XW_NONE,
        .own = XW_NONE,
    };
    take_own(&b);
    if (!assessed->framework_count) {
        return XW_OK;
    }
    xw_status st =
        xw_assess_ask(assessment, scratch, item->control.i,
                      assessed->frameworks, assessed->framework_count, err);
    for (size_t i = 0; !st && i < scratch->draft_count; ++i) {
        st = take_evidence(&b, &scratch->drafts[i].answer, err);
    }
    return st ? st : take_joint(&b, err);
}
