/* coverage_counts.c - from answers to counts and shares, by heading too. */
#include "alloc.h"
#include "coverage.h"
#include "error.h"

/* ---- Counting ---------------------------------------------------------------- */

static void
count_full(xw_coverage_counts *counts, const xw_covered *item)
{
    counts->full += !item->marks.topic;
    counts->full_topic += item->marks.topic;
    counts->full_related += item->marks.related;
    counts->full_disputed += item->marks.disputed;
    counts->full_joint += item->joint;
    counts->full_counted += item->counts;
}

static void
count(xw_coverage_counts *counts, const xw_covered *item)
{
    counts->controls++;
    switch (item->verdict) {
    case XW_FULL: count_full(counts, item); break;
    case XW_PARTIAL:
        counts->partial += !item->marks.related;
        counts->partial_related += item->marks.related;
        break;
    case XW_CONFLICT: counts->conflict++; break;
    case XW_GAP: counts->gap++; break;
    case XW_CANDIDATE: counts->candidate++; break;
    case XW_DISJOINT: counts->none++; break;
    case XW_UNMAPPED:
    case XW_VERDICT_COUNT: counts->unmapped++; break;
    }
}

static double
share(uint32_t part, uint32_t whole)
{
    return whole ? (double)part / (double)whole : -1;
}

static void
divide(xw_coverage_counts *counts)
{
    uint32_t reached = counts->full + counts->full_topic + counts->partial;
    uint32_t controls = counts->controls;
    counts->full_share = share(counts->full_counted, controls);
    counts->reachable_share = share(reached - counts->full_related, controls);
    counts->mapped_share = share(reached + counts->partial_related, controls);
}

/* ---- By heading ---------------------------------------------------------------- */

/* The counts of each heading of one framework; a control that is not above any
 * counted one has none. */
typedef struct roll_up {
    const xw_graph *graph;
    uint32_t first, count;      /* of the framework's controls */
    xw_coverage_counts *counts; /* [count] */
} roll_up;

static uint32_t
parent_of(const roll_up *up, uint32_t control)
{
    uint32_t parent = up->graph->control_parents[control];
    bool is_of_framework =
        parent >= up->first && parent - up->first < up->count;
    return is_of_framework ? parent : XW_NONE;
}

static bool
is_heading(const roll_up *up, uint32_t control)
{
    return !(up->graph->control_flags[control] & XW_CONTROL_ASSESSABLE);
}

enum { MOST_ANCESTORS = 64 }; /* a damaged file may go round in circles */

static void
count_above(roll_up *up, const xw_covered *item)
{
    uint32_t above = parent_of(up, item->control.i);
    for (unsigned i = 0; i < MOST_ANCESTORS && above != XW_NONE; ++i) {
        if (is_heading(up, above)) {
            count(&up->counts[above - up->first], item);
        }
        above = parent_of(up, above);
    }
}

static uint32_t
depth_of(const roll_up *up, uint32_t control)
{
    uint32_t depth = 0;
    uint32_t above = parent_of(up, control);
    for (unsigned i = 0; i < MOST_ANCESTORS && above != XW_NONE; ++i) {
        depth += is_heading(up, above);
        above = parent_of(up, above);
    }
    return depth;
}

/* Returns how many headings there are; writes them when `out` is given. */
static size_t
list_groups(const roll_up *up, xw_coverage_group *out)
{
    size_t listed = 0;
    for (uint32_t i = 0; i < up->count; ++i) {
        if (!up->counts[i].controls) {
            continue;
        }
        if (out) {
            out[listed] = (xw_coverage_group){
                .control = { up->first + i },
                .depth = depth_of(up, up->first + i),
                .counts = up->counts[i],
            };
            divide(&out[listed].counts);
        }
        ++listed;
    }
    return listed;
}

xw_status
xw_coverage_count(xw_coverage_part *part, const xw_graph *graph, xw_error *err)
{
    xw_coverage_report *report = &part->report;
    const xw_file_framework *framework =
        &graph->frameworks[report->wanted.framework.i];
    roll_up up = { graph, framework->first, framework->count,
                   xw_alloc_zeroed(framework->count, sizeof *up.counts) };
    if (!up.counts) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for coverage");
    }
    report->counts = (xw_coverage_counts){ 0 };
    for (size_t i = 0; i < report->item_count; ++i) {
        count(&report->counts, &part->items[i]);
        count_above(&up, &part->items[i]);
    }
    divide(&report->counts);
    size_t groups = list_groups(&up, NULL);
    part->groups = xw_alloc_zeroed(groups, sizeof *part->groups);
    if (part->groups) {
        report->group_count = list_groups(&up, part->groups);
        report->groups = part->groups;
    }
    xw_alloc_free(up.counts);
    return part->groups
               ? XW_OK
               : xw_fail(err, XW_E_NOMEM, "out of memory for coverage");
}
