/* coverage.h - what a coverage is made of. */
#ifndef XW_ENGINE_COVERAGE_H
#define XW_ENGINE_COVERAGE_H

#include "closure.h"

#include <xw/coverage.h>

typedef struct xw_coverage_part {
    xw_coverage_report report;
    xw_covered *items;         /**< [report.item_count] */
    xw_coverage_group *groups; /**< [report.group_count] */
} xw_coverage_part;

struct xw_coverage {
    const xw_graph *graph;
    xw_scratch *scratch;
    xw_control_set held;
    xw_closure *closure; /**< NULL: nothing in the graph can be joined */
    uint32_t max_hops, rationales;
    bool accept_topic, accept_related;

    xw_coverage_part *parts;
    size_t part_count;

    xw_answer *answers; /**< what the last call gave */
    size_t answer_cap;
    xw_adoption *adoptions;
    size_t adoption_cap;
};

/** Whether a full answer with these marks counts in full_share. */
bool xw_coverage_accepts(const xw_coverage *coverage, xw_marks marks);

/** The marks of a draft that stands between the control asked after and that of
 *  the draft: gap records of either about the other's framework dispute it. */
xw_marks xw_coverage_marks(const xw_graph *graph, uint32_t control,
                           const xw_answer *answer);

/** Ask what satisfies `control`, of these frameworks; see xw_map_decide. */
xw_status xw_coverage_ask(const xw_coverage *coverage, xw_scratch *scratch,
                          uint32_t control, const xw_selection *into,
                          size_t into_count, xw_error *err);

/** Lay out a part for each report on what is wanted.
 *  @retval XW_E_ARG
 *  @retval XW_E_NOMEM */
xw_status xw_coverage_add_parts(xw_coverage *coverage, const xw_choice *want,
                                xw_error *err);

/** Find the best answer for an item, whose control is set.  For many threads,
 *  each with a scratch of its own. */
xw_status xw_coverage_judge(const xw_coverage *coverage, xw_scratch *scratch,
                            xw_covered *item, xw_error *err);

/** Count a part's items, and by headings.
 *  @retval XW_E_NOMEM
 *  O(items * depth + controls of the framework). */
xw_status xw_coverage_count(xw_coverage_part *part, const xw_graph *graph,
                            xw_error *err);

#endif
