#include "check_coverage.h"

#include <stdlib.h>
#include <string.h>

static xw_control_info
info_of(const xw_graph *graph, uint32_t control)
{
    xw_control_info info;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_control(graph, (xw_control){ control }, &info, &err),
              err);
    return info;
}

/* ---- What is held ------------------------------------------------------------- */

slow_held
slow_held_new(const xw_graph *graph, uint32_t max_hops)
{
    slow_held held = { .graph = graph, .max_hops = max_hops };
    xw_error err = XW_ERROR_INIT;
    held.has = calloc(xw_graph_control_count(graph), 1);
    assert_non_null(held.has);
    assert_ok(xw_scratch_new(graph, &held.scratch, &err), err);
    return held;
}

void
slow_held_free(slow_held *held)
{
    xw_scratch_free(held->scratch);
    free(held->has);
}

static void
hold_selection(slow_held *held, const xw_selection *selection)
{
    xw_error err = XW_ERROR_INIT;
    if (selection->scope.i == XW_NONE) {
        for (uint32_t c = 0; c < xw_graph_control_count(held->graph); ++c) {
            held->has[c] |=
                info_of(held->graph, c).framework.i == selection->framework.i;
        }
        return;
    }
    xw_scope_info scope;
    assert_ok(xw_graph_scope(held->graph, selection->scope, &scope, &err), err);
    for (size_t m = 0; m < scope.count; ++m) {
        held->has[scope.members[m]] = 1;
    }
}

void
slow_hold(slow_held *held, const xw_choice *choice)
{
    for (size_t s = 0; s < choice->selection_count; ++s) {
        hold_selection(held, &choice->selections[s]);
    }
    for (size_t c = 0; c < choice->control_count; ++c) {
        held->has[choice->controls[c].i] = 1;
    }
}

bool
slow_counts(const xw_graph *graph, uint32_t control)
{
    xw_control_info info = info_of(graph, control);
    return info.assessable && !info.withdrawn;
}

/* ---- Single answers ------------------------------------------------------------- */

static uint32_t
gap_of(const xw_graph *graph, uint32_t control, uint32_t framework)
{
    xw_error err = XW_ERROR_INIT;
    for (uint32_t g = 0; g < xw_graph_gap_count(graph); ++g) {
        xw_gap_info gap;
        assert_ok(xw_graph_gap(graph, g, &gap, &err), err);
        if (gap.control.i == control && gap.other.i == framework) {
            return g;
        }
    }
    return XW_NONE;
}

static int
rank_of(xw_verdict verdict, xw_marks marks)
{
    return 8 * (int)verdict + 4 * marks.disputed + 2 * marks.related +
           marks.topic;
}

static xw_marks
marks_of(const slow_held *held, uint32_t control, const xw_answer *answer)
{
    if (answer->verdict > XW_PARTIAL) {
        return (xw_marks){ 0 };
    }
    uint32_t here = info_of(held->graph, control).framework.i;
    return (xw_marks){
        .topic = answer->topic,
        .related = answer->related,
        .disputed = answer->disputed ||
                    gap_of(held->graph, answer->control.i, here) != XW_NONE,
    };
}

static xw_map_answer
ask(const slow_held *held, uint32_t control, uint32_t framework)
{
    const xw_selection into = { { framework }, { XW_NONE } };
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = (xw_control){ control };
    request.direction = XW_SATISFIED_BY;
    request.into = &into;
    request.into_count = 1;
    request.max_hops = held->max_hops;
    request.limit = UINT32_MAX;
    xw_map_answer answer;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_map(held->scratch, &request, &answer, &err), err);
    return answer;
}

static bool
holds_any(const slow_held *held, uint32_t framework)
{
    xw_framework_info info;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_framework(held->graph, (xw_framework){ framework },
                                 &info, &err),
              err);
    return info.control_count &&
           memchr(held->has + info.first.i, 1, info.control_count);
}

static void
take_better(const slow_held *held, xw_covered *best, const xw_answer *answer)
{
    xw_marks marks = marks_of(held, best->control.i, answer);
    if (held->has[answer->control.i] &&
        rank_of(answer->verdict, marks) < rank_of(best->verdict, best->marks)) {
        best->verdict = answer->verdict;
        best->marks = marks;
    }
}

xw_covered
slow_single(const slow_held *held, uint32_t control)
{
    xw_covered best = { .control = { control },
                        .verdict = XW_UNMAPPED,
                        .gap = XW_NONE };
    if (held->has[control]) {
        best.verdict = XW_FULL;
        best.held = true;
        return best;
    }
    uint32_t frameworks = xw_graph_framework_count(held->graph);
    for (uint32_t f = 0; f < frameworks; ++f) {
        if (!holds_any(held, f)) {
            continue;
        }
        xw_map_answer answer = ask(held, control, f);
        for (size_t i = 0; i < answer.count; ++i) {
            take_better(held, &best, &answer.answers[i]);
        }
        uint32_t gap = gap_of(held->graph, control, f);
        best.gap = best.gap == XW_NONE ? gap : best.gap;
    }
    if (best.gap != XW_NONE && best.verdict > XW_GAP) {
        best.verdict = XW_GAP;
    }
    return best;
}

/* ---- Comparing --------------------------------------------------------------------- */

static void
check_item(xw_coverage *coverage, const slow_held *held, const xw_covered *item)
{
    xw_covered slow = slow_single(held, item->control.i);
    xw_error err = XW_ERROR_INIT;
    const xw_firing *firings;
    size_t count = 0;
    xw_status st =
        xw_coverage_joint(coverage, item->control, &firings, &count, &err);
    assert_int_equal(item->held, slow.held);
    assert_int_equal(item->gap, slow.gap);
    if (item->joint) {
        assert_ok(st, err);
        assert_int_equal(item->verdict, XW_FULL);
        assert_true(rank_of(item->verdict, item->marks) <
                    rank_of(slow.verdict, slow.marks));
        assert_int_equal(firings[count - 1].control.i, item->control.i);
    } else {
        assert_int_equal(item->verdict, slow.verdict);
        assert_int_equal(rank_of(item->verdict, item->marks),
                         rank_of(slow.verdict, slow.marks));
    }
}

/* Counts from the items themselves, of those below `heading` or of all. */
static bool
is_below(const xw_graph *graph, uint32_t control, uint32_t heading)
{
    for (uint32_t up = control; up != XW_NONE;
         up = info_of(graph, up).parent.i) {
        if (up == heading && up != control) {
            return true;
        }
    }
    return false;
}

static void
check_shares(const xw_coverage_counts *counts)
{
    double n = counts->controls;
    if (!counts->controls) {
        assert_true(counts->full_share < 0 && counts->reachable_share < 0 &&
                    counts->mapped_share < 0);
        return;
    }
    uint32_t any = counts->full + counts->full_topic + counts->partial;
    assert_true(counts->full_share == counts->full_counted / n);
    assert_true(counts->reachable_share == (any - counts->full_related) / n);
    assert_true(counts->mapped_share == (any + counts->partial_related) / n);
    assert_true(counts->full_share <= counts->mapped_share);
    assert_true(counts->reachable_share <= counts->mapped_share);
}

static void
check_counts(const xw_graph *graph, const xw_coverage_report *report,
             uint32_t heading, const xw_coverage_counts *counts)
{
    uint32_t seen[XW_VERDICT_COUNT] = { 0 };
    uint32_t controls = 0, topic = 0, counted = 0, related = 0, joint = 0;
    for (size_t i = 0; i < report->item_count; ++i) {
        const xw_covered *item = &report->items[i];
        if (heading != XW_NONE && !is_below(graph, item->control.i, heading)) {
            continue;
        }
        controls++;
        seen[item->verdict]++;
        topic += item->verdict == XW_FULL && item->marks.topic;
        related += item->verdict == XW_PARTIAL && item->marks.related;
        counted += item->counts;
        joint += item->joint;
    }
    assert_int_equal(counts->controls, controls);
    assert_int_equal(counts->full, seen[XW_FULL] - topic);
    assert_int_equal(counts->full_topic, topic);
    assert_int_equal(counts->partial, seen[XW_PARTIAL] - related);
    assert_int_equal(counts->partial_related, related);
    assert_int_equal(counts->conflict, seen[XW_CONFLICT]);
    assert_int_equal(counts->gap, seen[XW_GAP]);
    assert_int_equal(counts->candidate, seen[XW_CANDIDATE]);
    assert_int_equal(counts->none, seen[XW_DISJOINT]);
    assert_int_equal(counts->unmapped, seen[XW_UNMAPPED]);
    assert_int_equal(counts->full_counted, counted);
    assert_int_equal(counts->full_joint, joint);
    check_shares(counts);
}

static void
check_groups(const xw_graph *graph, const xw_coverage_report *report)
{
    for (size_t g = 0; g < report->group_count; ++g) {
        const xw_coverage_group *group = &report->groups[g];
        assert_false(info_of(graph, group->control.i).assessable);
        assert_true(group->counts.controls > 0);
        check_counts(graph, report, group->control.i, &group->counts);
        if (g) {
            assert_true(report->groups[g - 1].control.i < group->control.i);
        }
    }
}

void
check_coverage(xw_coverage *coverage, const slow_held *held)
{
    xw_error err = XW_ERROR_INIT;
    for (size_t r = 0; r < xw_coverage_report_count(coverage); ++r) {
        xw_coverage_report report;
        assert_ok(xw_coverage_get_report(coverage, r, &report, &err), err);
        for (size_t i = 0; i < report.item_count; ++i) {
            assert_true(slow_counts(held->graph, report.items[i].control.i));
            check_item(coverage, held, &report.items[i]);
        }
        check_counts(held->graph, &report, XW_NONE, &report.counts);
        check_groups(held->graph, &report);
    }
}

/* ---- Answers ------------------------------------------------------------------------- */

static bool
comes_before(const slow_held *held, uint32_t control, const xw_answer *a,
             const xw_answer *b)
{
    int ranks = rank_of(a->verdict, marks_of(held, control, a)) -
                rank_of(b->verdict, marks_of(held, control, b));
    if (ranks) {
        return ranks < 0;
    }
    if (a->score < b->score || a->score > b->score) {
        return a->score > b->score;
    }
    uint32_t here = a->strength > XW_STRENGTH_MOST ? 0 : a->strength + 1;
    uint32_t there = b->strength > XW_STRENGTH_MOST ? 0 : b->strength + 1;
    return here != there ? here > there : a->control.i < b->control.i;
}

/* How many held answers would come before `answer`. */
static size_t
count_before(const slow_held *held, uint32_t control, const xw_answer *answer)
{
    size_t before = 0;
    for (uint32_t f = 0; f < xw_graph_framework_count(held->graph); ++f) {
        xw_map_answer other = ask(held, control, f);
        for (size_t i = 0; i < other.count; ++i) {
            const xw_answer *a = &other.answers[i];
            before += held->has[a->control.i] &&
                      comes_before(held, control, a, answer);
        }
    }
    return before;
}

void
check_answers(xw_coverage *coverage, const slow_held *held, uint32_t control)
{
    const xw_answer *answers;
    size_t count;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_coverage_answers(coverage, (xw_control){ control }, 3,
                                  &answers, &count, &err),
              err);
    for (size_t i = 0; i < count; ++i) {
        const xw_answer *answer = &answers[i];
        assert_true(held->has[answer->control.i]);
        assert_int_equal(count_before(held, control, answer), i);
        assert_true(answer->proof.count > 0);
        const xw_walk *proof = &answer->proof;
        assert_int_equal(proof->steps[0].source.i, answer->control.i);
        assert_int_equal(proof->steps[proof->count - 1].target.i, control);
    }
}
