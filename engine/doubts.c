#include "doubts.h"

#include "alloc.h"
#include "error.h"
#include "published.h"
#include "runs.h"

/* What a set says both ways round. */
typedef struct mirrored {
    xw_control pair[2]; /* the first */
    uint64_t mappings;  /* 0: nothing */
} mirrored;

/* What is gone through, a control at a time. */
typedef struct doubting {
    const xw_graph *graph;
    xw_doubt_list *list;
    xw_control *alike;  /* [control_count + 1] room for those of one doubt */
    mirrored *mirrored; /* [set_count] */
} doubting;

static xw_status
add(const doubting *at, xw_doubt_kind kind, const xw_control *controls,
    size_t count, uint64_t mappings, xw_error *err)
{
    xw_doubt doubt = {
        .kind = kind,
        .framework = { at->graph->control_frameworks[controls[count - 1].i] },
        .controls = controls,
        .control_count = count,
        .set = { XW_NONE },
        .mappings = mappings
    };
    return xw_doubt_list_add(at->list, &doubt, err);
}

/* ---- Said twice ------------------------------------------------------------- */

/* Whether two half-edges of a pair, the second inverted, may say the same. */
static bool
may_mirror(uint16_t outgoing, uint16_t inverted)
{
    const unsigned same = XW_EDGE_MASK | XW_EDGE_RELATED;
    return !(outgoing & (XW_EDGE_INVERTED | XW_EDGE_JOINT)) &&
           (inverted & XW_EDGE_INVERTED) && !(inverted & XW_EDGE_JOINT) &&
           ((outgoing ^ inverted) & same) == 0;
}

static xw_status
compare_two(const doubting *at, uint32_t control, uint32_t edge, uint32_t other,
            xw_error *err)
{
    const xw_graph *graph = at->graph;
    xw_mapping one, two;
    xw_status st = xw_graph_mapping_of(graph, control, edge, &one, err);
    if (!st) {
        st = xw_graph_mapping_of(graph, control, other, &two, err);
    }
    if (st) {
        return st;
    }
    uint16_t set = graph->mapping_sets[one.i];
    if (set != graph->mapping_sets[two.i]) {
        return XW_OK;
    }
    if (set >= graph->set_count) {
        return xw_graph_damaged(err, "a mapping is of no set");
    }
    mirrored *of = &at->mirrored[set];
    if (!of->mappings) {
        of->pair[0] = (xw_control){ control };
        of->pair[1] = (xw_control){ graph->edge_targets[edge] };
    }
    of->mappings += 2;
    return XW_OK;
}

/* Those after `edge` of its pair, of which the outgoing ones come first. */
static xw_status
compare_with_rest(const doubting *at, uint32_t control, xw_row row,
                  uint32_t edge, xw_error *err)
{
    const uint16_t *attributes = at->graph->edge_attributes;
    uint32_t end = xw_run_end_of_pair(at->graph, row, edge);
    xw_status st = XW_OK;
    for (uint32_t o = edge + 1; o < end && !st; ++o) {
        if (may_mirror(attributes[edge], attributes[o])) {
            st = compare_two(at, control, edge, o, err);
        }
    }
    return st;
}

/* Each pair is counted once, at the control with the smaller id. */
static xw_status
find_mirrored(const doubting *at, uint32_t control, xw_row row, xw_error *err)
{
    const xw_graph *graph = at->graph;
    xw_status st = XW_OK;
    for (uint32_t e = row.begin; e < row.end && !st; ++e) {
        uint32_t target = graph->edge_targets[e];
        if (target > control && target < graph->control_count) {
            st = compare_with_rest(at, control, row, e, err);
        }
    }
    return st;
}

static xw_status
add_mirrored(const doubting *at, xw_error *err)
{
    xw_status st = XW_OK;
    for (uint32_t s = 0; s < at->graph->set_count && !st; ++s) {
        const mirrored *of = &at->mirrored[s];
        xw_doubt doubt = { .kind = XW_DOUBT_MIRRORED,
                           .controls = of->pair,
                           .control_count = 2,
                           .set = { s },
                           .mappings = of->mappings };
        if (of->mappings) {
            doubt.framework.i = at->graph->control_frameworks[of->pair[0].i];
            st = xw_doubt_list_add(at->list, &doubt, err);
        }
    }
    return st;
}

/* ---- Equal to several -------------------------------------------------------- */

static bool
is_equal(const xw_graph *graph, uint32_t edge)
{
    uint16_t attribute = graph->edge_attributes[edge];
    return !(attribute & XW_EDGE_IDLE) &&
           (attribute & XW_EDGE_MASK) == XW_MASK_EQ;
}

static uint32_t
framework_of_edge(const xw_graph *graph, uint32_t edge)
{
    uint32_t target = graph->edge_targets[edge];
    return target < graph->control_count ? graph->control_frameworks[target]
                                         : XW_NONE;
}

/* The controls that half-edges [begin, end), of one framework, make equal to
 * one; after it in `alike`.  Gives the number with it. */
static size_t
list_equal(const doubting *at, uint32_t control, xw_row run, uint64_t *mappings)
{
    const xw_graph *graph = at->graph;
    size_t count = 0;
    *mappings = 0;
    at->alike[count++] = (xw_control){ control };
    for (uint32_t e = run.begin; e < run.end; ++e) {
        uint32_t target = graph->edge_targets[e];
        if (!is_equal(graph, e)) {
            continue;
        }
        if (count == 1 || at->alike[count - 1].i != target) {
            at->alike[count++] = (xw_control){ target };
        }
        ++*mappings;
    }
    return count;
}

static xw_status
find_equal(const doubting *at, uint32_t control, xw_row row, xw_error *err)
{
    const xw_graph *graph = at->graph;
    xw_status st = XW_OK;
    xw_row run = { row.begin, row.begin };
    for (; run.begin < row.end && !st; run.begin = run.end) {
        uint32_t framework = framework_of_edge(graph, run.begin);
        while (run.end < row.end &&
               framework_of_edge(graph, run.end) == framework) {
            ++run.end;
        }
        uint64_t mappings;
        size_t count =
            framework == XW_NONE ? 0 : list_equal(at, control, run, &mappings);
        if (count > 2) {
            st = add(at, XW_DOUBT_EQUAL_TO_SEVERAL, at->alike, count, mappings,
                     err);
        }
    }
    return st;
}

/* ---- Mapped, but should not be ------------------------------------------------ */

/* The first child that a control is divided into and that counts, or XW_NONE;
 * an enhancement adds to its base and does not divide it. */
static uint32_t
divided_into(const xw_graph *graph, uint32_t control)
{
    xw_row row;
    if (!xw_row_read(graph->child_rows, control, graph->child_count, &row)) {
        return XW_NONE;
    }
    for (uint32_t i = row.begin; i < row.end; ++i) {
        uint32_t child = graph->children[i];
        if (child < graph->control_count && xw_graph_counts(graph, child) &&
            xw_graph_parent_kind(graph, child) != XW_PARENT_ENHANCEMENT) {
            return child;
        }
    }
    return XW_NONE;
}

static xw_status
find_not_assessable(const doubting *at, uint32_t control, xw_row row,
                    xw_error *err)
{
    bool is_one = row.begin < row.end &&
                  !(at->graph->control_flags[control] & XW_CONTROL_ASSESSABLE);
    const xw_control controls[] = { { control } };
    return is_one ? add(at, XW_DOUBT_NOT_ASSESSABLE, controls, 1,
                        row.end - row.begin, err)
                  : XW_OK;
}

static xw_status
find_divided(const doubting *at, uint32_t control, xw_row row, xw_error *err)
{
    uint32_t child = divided_into(at->graph, control);
    if (row.begin == row.end || child == XW_NONE ||
        !(at->graph->control_flags[control] & XW_CONTROL_ASSESSABLE)) {
        return XW_OK;
    }
    const xw_control controls[] = { { control }, { child } };
    return add(at, XW_DOUBT_DIVIDED, controls, 2, row.end - row.begin, err);
}

static xw_status
find_withdrawn(const doubting *at, uint32_t control, xw_row row, xw_error *err)
{
    bool is_one = row.begin < row.end &&
                  (at->graph->control_flags[control] & XW_CONTROL_WITHDRAWN);
    const xw_control controls[] = { { control } };
    return is_one ? add(at, XW_DOUBT_WITHDRAWN, controls, 1,
                        row.end - row.begin, err)
                  : XW_OK;
}

/* ---- A whole and its part ------------------------------------------------------- */

static uint64_t
count_published(const xw_graph *graph, xw_row pair)
{
    uint64_t count = 0;
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        count += xw_is_published(graph, NULL, e);
    }
    return count;
}

/* The nearest whole of `part` that is in the row too. */
static xw_status
find_whole(const doubting *at, uint32_t control, xw_row row, xw_row part,
           xw_error *err)
{
    const xw_graph *graph = at->graph;
    uint32_t of = graph->edge_targets[part.begin];
    uint64_t own = count_published(graph, part);
    uint32_t whole = own ? xw_graph_whole_of(graph, of) : XW_NONE;
    for (uint32_t steps = 0; whole != XW_NONE; ++steps) {
        uint64_t others =
            count_published(graph, xw_graph_edges_to(graph, row, whole));
        if (others) {
            const xw_control controls[] = { { control }, { whole }, { of } };
            return add(at, XW_DOUBT_NESTED, controls, 3, own + others, err);
        }
        if (steps == graph->control_count) {
            return xw_graph_damaged(err, "controls above each other");
        }
        whole = xw_graph_whole_of(graph, whole);
    }
    return XW_OK;
}

static xw_status
find_nested(const doubting *at, uint32_t control, xw_row row, xw_error *err)
{
    const xw_graph *graph = at->graph;
    xw_status st = XW_OK;
    for (uint32_t e = row.begin; e < row.end && !st;) {
        xw_row pair = { e, xw_run_end_of_pair(graph, row, e) };
        if (graph->edge_targets[e] < graph->control_count) {
            st = find_whole(at, control, row, pair, err);
        }
        e = pair.end;
    }
    return st;
}

/* ---- Not declared ------------------------------------------------------------- */

static xw_status
find_implied(const doubting *at, uint32_t control, xw_row row, xw_error *err)
{
    const xw_control controls[] = { { control } };
    return at->graph->control_flags[control] & XW_CONTROL_IMPLIED
               ? add(at, XW_DOUBT_IMPLIED_CONTROL, controls, 1,
                     row.end - row.begin, err)
               : XW_OK;
}

static xw_status
add_implied_framework(const doubting *at, uint32_t framework, xw_error *err)
{
    const xw_graph *graph = at->graph;
    const xw_file_framework *of = &graph->frameworks[framework];
    xw_doubt doubt = { .kind = XW_DOUBT_IMPLIED_FRAMEWORK,
                       .framework = { framework },
                       .set = { XW_NONE } };
    for (uint32_t i = 0; i < of->count; ++i) {
        xw_row row;
        if (!xw_graph_edges(graph, of->first + i, &row)) {
            return xw_graph_damaged(err, "half-edges out of range");
        }
        doubt.mappings += row.end - row.begin;
    }
    return xw_doubt_list_add(at->list, &doubt, err);
}

static xw_status
find_implied_frameworks(const doubting *at, xw_error *err)
{
    xw_status st = XW_OK;
    for (uint32_t f = 0; f < at->graph->framework_count && !st; ++f) {
        if (at->graph->frameworks[f].implied) {
            st = add_implied_framework(at, f, err);
        }
    }
    return st;
}

/* ---- Hierarchy ------------------------------------------------------------------- */

static xw_status
find_no_parts(const doubting *at, uint32_t control, xw_row row, xw_error *err)
{
    unsigned flags = at->graph->control_flags[control];
    const xw_control controls[] = { { control } };
    return (flags & XW_CONTROL_PARTS_COMPLETE) &&
                   !(flags & XW_CONTROL_HAS_PARTS)
               ? add(at, XW_DOUBT_NO_PARTS, controls, 1, row.end - row.begin,
                     err)
               : XW_OK;
}

static xw_status
find_under_withdrawn(const doubting *at, uint32_t control, xw_row row,
                     xw_error *err)
{
    const uint8_t *flags = at->graph->control_flags;
    uint32_t whole = xw_graph_whole_of(at->graph, control);
    if (whole == XW_NONE || (flags[control] & XW_CONTROL_WITHDRAWN) ||
        !(flags[whole] & XW_CONTROL_WITHDRAWN)) {
        return XW_OK;
    }
    const xw_control controls[] = { { control }, { whole } };
    return add(at, XW_DOUBT_UNDER_WITHDRAWN, controls, 2, row.end - row.begin,
               err);
}

/* ---- All -------------------------------------------------------------------------- */

typedef xw_status (*find_fn)(const doubting *at, uint32_t control, xw_row row,
                             xw_error *err);

static xw_status
find_in_each(const doubting *at, find_fn find, xw_error *err)
{
    xw_status st = XW_OK;
    for (uint32_t c = 0; c < at->graph->control_count && !st; ++c) {
        xw_row row;
        st = xw_graph_edges(at->graph, c, &row)
                 ? find(at, c, row, err)
                 : xw_graph_damaged(err, "half-edges out of range");
    }
    return st;
}

/* In the order of kinds. */
static xw_status
find_all(const doubting *at, xw_error *err)
{
    static const find_fn first[] = { find_mirrored,       find_equal,
                                     find_not_assessable, find_divided,
                                     find_withdrawn,      find_nested };
    static const find_fn then[] = { find_implied, find_no_parts,
                                    find_under_withdrawn };
    xw_status st = find_in_each(at, find_mirrored, err);
    if (!st) {
        st = add_mirrored(at, err);
    }
    for (size_t i = 0; i < sizeof first / sizeof *first && !st; ++i) {
        st = find_in_each(at, first[i], err);
    }
    if (!st) {
        st = find_implied_frameworks(at, err);
    }
    for (size_t i = 0; i < sizeof then / sizeof *then && !st; ++i) {
        st = find_in_each(at, then[i], err);
    }
    return st;
}

xw_status
xw_doubts_add(const xw_graph *graph, xw_doubt_list *list, xw_error *err)
{
    doubting at = {
        .graph = graph,
        .list = list,
        .alike =
            xw_alloc_zeroed((size_t)graph->control_count + 1, sizeof *at.alike),
        .mirrored = xw_alloc_zeroed(graph->set_count, sizeof *at.mirrored),
    };
    xw_status st = at.alike && at.mirrored
                       ? find_all(&at, err)
                       : xw_fail(err, XW_E_NOMEM, "out of memory for doubts");
    xw_alloc_free(at.alike);
    xw_alloc_free(at.mirrored);
    return st;
}
