/* coverage_judge.c - the best answer for each wanted control. */
#include "coverage.h"
#include "error.h"
#include "map.h"

xw_status
xw_coverage_ask(const xw_coverage *coverage, xw_scratch *scratch,
                uint32_t control, const xw_selection *into, size_t into_count,
                xw_error *err)
{
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = (xw_control){ control };
    request.direction = XW_SATISFIED_BY;
    request.into = into;
    request.into_count = into_count;
    request.max_hops = coverage->max_hops;
    request.rationales = coverage->rationales;
    return xw_map_decide(scratch, &request, err);
}

xw_marks
xw_coverage_marks(const xw_graph *graph, uint32_t control,
                  const xw_answer *answer)
{
    return (xw_marks){ .topic = answer->topic,
                       .related = answer->related,
                       .disputed = answer->disputed ||
                                   xw_graph_is_gainsaid(graph, control,
                                                        answer->control.i) };
}

/* Better than what the item has? */
static bool
is_better(const xw_covered *item, xw_verdict verdict, xw_marks marks)
{
    return verdict != item->verdict
               ? verdict < item->verdict
               : xw_marks_grade(marks) < xw_marks_grade(item->marks);
}

static void
judge_drafts(const xw_coverage *coverage, const xw_scratch *scratch,
             xw_covered *item)
{
    for (size_t i = 0; i < scratch->draft_count; ++i) {
        const xw_answer *answer = &scratch->drafts[i].answer;
        if (!xw_control_set_has(&coverage->held, answer->control.i) ||
            answer->verdict > item->verdict) {
            continue;
        }
        xw_marks marks = { 0 };
        if (answer->verdict <= XW_PARTIAL) {
            marks = xw_coverage_marks(coverage->graph, item->control.i, answer);
        }
        if (is_better(item, answer->verdict, marks)) {
            item->verdict = answer->verdict;
            item->marks = marks;
        }
    }
}

/* A gap record about a framework held settles what nothing better does. */
static void
judge_gaps(const xw_coverage *coverage, xw_covered *item)
{
    for (size_t f = 0; f < coverage->held.framework_count; ++f) {
        uint32_t gap =
            xw_graph_find_gap(coverage->graph, item->control.i,
                              coverage->held.frameworks[f].framework.i);
        if (gap != XW_NONE) {
            item->gap = gap;
            break;
        }
    }
    if (item->gap != XW_NONE && item->verdict > XW_GAP) {
        item->verdict = XW_GAP;
    }
}

/* What several held controls satisfy together, where that says more. */
static xw_status
judge_joint(const xw_coverage *coverage, xw_covered *item, xw_error *err)
{
    xw_satisfaction known;
    if (!coverage->closure) {
        return XW_OK;
    }
    xw_status st =
        xw_closure_find(coverage->closure, item->control, &known, err);
    if (st) {
        return st == XW_NOT_FOUND ? XW_OK : st;
    }
    if (known.joint && is_better(item, XW_FULL, known.marks)) {
        item->verdict = XW_FULL;
        item->marks = known.marks;
        item->joint = true;
    }
    return XW_OK;
}

static xw_status
judge_others(const xw_coverage *coverage, xw_scratch *scratch, xw_covered *item,
             xw_error *err)
{
    if (!coverage->held.framework_count) {
        return XW_OK;
    }
    xw_status st = xw_coverage_ask(coverage, scratch, item->control.i,
                                   coverage->held.frameworks,
                                   coverage->held.framework_count, err);
    if (st) {
        return st;
    }
    judge_drafts(coverage, scratch, item);
    judge_gaps(coverage, item);
    return judge_joint(coverage, item, err);
}

bool
xw_coverage_accepts(const xw_coverage *coverage, xw_marks marks)
{
    return !marks.disputed && (!marks.topic || coverage->accept_topic) &&
           (!marks.related || coverage->accept_related);
}

xw_status
xw_coverage_judge(const xw_coverage *coverage, xw_scratch *scratch,
                  xw_covered *item, xw_error *err)
{
    item->verdict = XW_UNMAPPED;
    item->gap = XW_NONE;
    item->held = xw_control_set_has(&coverage->held, item->control.i);
    xw_status st = XW_OK;
    if (item->held) {
        item->verdict = XW_FULL;
    } else {
        st = judge_others(coverage, scratch, item, err);
    }
    item->counts =
        item->verdict == XW_FULL && xw_coverage_accepts(coverage, item->marks);
    return st;
}
