#include "near.h"

#include "alloc.h"
#include "error.h"
#include "runs.h"

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
}

void
xw_near_clear(xw_near *near)
{
    xw_alloc_free(near->lists);
    xw_alloc_free(near->at);
    xw_alloc_free(near->rows);
    xw_alloc_free(near->ends);
    xw_alloc_free(near->before);
    xw_alloc_free(near->several);
}

/* ---- Looking ----------------------------------------------------------------- */

/* Whether all masks, targets and frameworks are such; and what half-edges have
 * in common. */
static bool
look_at_edges(xw_near *near)
{
    const xw_graph *graph = near->graph;
    unsigned marks = 0, masks = 0, bad = 0;
    for (uint32_t e = 0; e < graph->edge_count; ++e) {
        unsigned attribute = graph->edge_attributes[e];
        marks |= attribute;
        masks |= 1U << (attribute & XW_EDGE_MASK);
        bad |= graph->edge_targets[e] >= graph->control_count;
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        bad |= graph->control_frameworks[c] >= graph->framework_count;
    }
    near->all_count =
        !(marks & XW_EDGE_IDLE) && !near->search->filter.rationales;
    near->masks = (xw_mask_set)masks;
    return !bad && !(masks >> XW_MASK_COUNT);
}

/* Whether all rows and runs are such. */
static bool
check_runs(const xw_graph *graph)
{
    unsigned bad = 0;
    for (uint32_t i = 0; i < graph->run_count; ++i) {
        bad |= graph->run_frameworks[i] >= graph->framework_count;
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        xw_row row;
        bad |=
            !xw_graph_runs(graph, c, &row) || !xw_graph_edges(graph, c, &row);
    }
    return !bad;
}

static xw_status
damaged(xw_error *err)
{
    return xw_graph_damaged(err, "half-edges or runs out of range");
}

xw_status
xw_near_look(xw_near *near, xw_error *err)
{
    return look_at_edges(near) && check_runs(near->graph) ? XW_OK
                                                          : damaged(err);
}

/* ---- Lists ------------------------------------------------------------------- */

/* A bit for each kind of which some of these masks is. */
static inline unsigned
kinds_of_masks(const xw_near *near, unsigned masks)
{
    unsigned kinds = 0;
    for (unsigned k = 0; k < near->kinds; ++k) {
        kinds |= (unsigned)((near->good[k] & masks) != 0) << k;
    }
    return kinds;
}

/* Of which kinds a pair's own mappings lead somewhere, taken together. */
static unsigned
kinds_of_pair(const xw_near *near, xw_row pair)
{
    bool any = false;
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        any |= xw_search_uses(near->search, e);
    }
    xw_relation meet = xw_search_meet_of_pair(near->search, pair);
    if (!any) {
        return 0;
    }
    unsigned contradicted = near->conflicts ? (1U << near->kinds) - 1 : 0;
    return meet ? kinds_of_masks(near, 1U << xw_mask_id(meet)) : contradicted;
}

static unsigned
kinds_of_pairs(const xw_near *near, xw_row run)
{
    unsigned kinds = 0;
    while (run.begin < run.end) {
        uint32_t end = xw_run_end_of_pair(near->graph, run, run.begin);
        kinds |= kinds_of_pair(near, (xw_row){ run.begin, end });
        run.begin = end;
    }
    return kinds;
}

/* Of which kinds some pair of a run leads somewhere.  Where its mappings do not
 * contradict each other, a pair is as good as the best of them: no verdict but
 * conflict needs two walks.  But to be connected is to be not disjoint, which
 * takes them all. */
static inline unsigned
kinds_of_run(const xw_near *near, xw_row run)
{
    const uint16_t *attributes = near->graph->edge_attributes;
    unsigned masks = 0, marks = 0;
    for (uint32_t e = run.begin; e < run.end; ++e) {
        masks |= 1U << (attributes[e] & XW_EDGE_MASK);
        marks |= attributes[e];
    }
    bool simple = near->all_count && !(marks & XW_EDGE_CONTRADICTED) &&
                  !(near->conflicts && xw_near_has_disjoint(near));
    return simple ? kinds_of_masks(near, masks) : kinds_of_pairs(near, run);
}

/* Whether any half-edge will do. */
static bool
is_any_good(const xw_near *near)
{
    unsigned all = ((1U << XW_MASK_COUNT) - 1) & ~(1U << XW_MASK_DIS);
    return near->all_count && !xw_near_has_disjoint(near) && near->conflicts &&
           near->kinds == 1 && (near->good[0] & all) == all;
}

/* Of runs that are all good. */
static void
list_all(const xw_near *near, uint32_t control, xw_row runs)
{
    uint32_t count = 0;
    for (uint32_t i = runs.begin; i < runs.end; ++i) {
        uint16_t selection = near->selection[near->graph->run_frameworks[i]];
        near->lists[runs.begin + count] = selection;
        count += selection != XW_NO_NEAR;
    }
    near->at[control] = (xw_near_at){ runs.begin, count };
}

/* Branchless: a number is written, and stays if it is counted. */
static bool
list_good(const xw_near *near, uint32_t control, xw_row row, xw_row runs)
{
    const xw_graph *graph = near->graph;
    uint32_t length = runs.end - runs.begin;
    uint32_t counts[XW_MASK_COUNT] = { 0 };
    uint16_t *list = near->lists + (size_t)runs.begin * near->kinds;
    for (uint32_t i = runs.begin; i < runs.end; ++i) {
        xw_row run;
        if (!xw_graph_run(graph, row, runs, i, &run)) {
            return false;
        }
        uint16_t selection = near->selection[graph->run_frameworks[i]];
        unsigned kinds = kinds_of_run(near, run);
        kinds = selection == XW_NO_NEAR ? 0 : kinds;
        for (unsigned k = 0; k < near->kinds; ++k) {
            list[length * k + counts[k]] = selection;
            counts[k] += kinds >> k & 1U;
        }
    }
    for (unsigned k = 0; k < near->kinds; ++k) {
        near->at[(size_t)control * near->kinds + k] =
            (xw_near_at){ runs.begin * near->kinds + length * k, counts[k] };
    }
    return true;
}

static xw_status
fill_lists(const xw_near *near, bool any, xw_error *err)
{
    const xw_graph *graph = near->graph;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        xw_row row = { graph->edge_rows[c], graph->edge_rows[c + 1] };
        xw_row runs = { graph->run_rows[c], graph->run_rows[c + 1] };
        if (any) {
            list_all(near, c, runs);
        } else if (!list_good(near, c, row, runs)) {
            return damaged(err);
        }
    }
    return XW_OK;
}

xw_status
xw_near_fill(xw_near *near, xw_error *err)
{
    const xw_graph *graph = near->graph;
    bool any = is_any_good(near);
    if (any && near->by_runs) {
        return XW_OK;
    }
    size_t count = (size_t)graph->run_count * near->kinds;
    if (count >= XW_NEAR_ROW) {
        return out_of_memory(err);
    }
    near->lists = xw_alloc_zeroed(count, sizeof *near->lists);
    near->at = xw_alloc_zeroed((size_t)graph->control_count * near->kinds,
                               sizeof *near->at);
    return near->lists && near->at ? fill_lists(near, any, err)
                                   : out_of_memory(err);
}

/* ---- Rows ---------------------------------------------------------------------- */

/* A word is added as fast as a number: a list longer than a row makes one, and
 * so do the others of its control. */
static bool
is_long(const xw_near *near, uint32_t control)
{
    uint32_t most = 0;
    for (unsigned k = 0; k < near->kinds; ++k) {
        uint32_t count = xw_near_find(near, k, control).count;
        most = count > most ? count : most;
    }
    return most > near->words;
}

static void
widen(xw_near *near, uint32_t control)
{
    for (unsigned k = 0; k < near->kinds; ++k) {
        xw_near_at *at = &near->at[(size_t)control * near->kinds + k];
        xw_near_at to = { (uint32_t)near->row_count++, XW_NEAR_ROW };
        xw_near_add(near, *at, xw_near_row(near, to));
        *at = to;
    }
}

xw_status
xw_near_widen(xw_near *near, xw_error *err)
{
    const xw_graph *graph = near->graph;
    size_t count = 0;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        count += is_long(near, c);
    }
    near->rows =
        xw_alloc_zeroed(count * near->kinds * near->words, sizeof *near->rows);
    if (!near->rows) {
        return out_of_memory(err);
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (is_long(near, c)) {
            widen(near, c);
        }
    }
    return XW_OK;
}

/* ---- What their bits stand for ------------------------------------------------- */

/* Count the bits before each word; returns how many there are in all. */
static size_t
count_before(const xw_near *near)
{
    size_t count = 0;
    for (size_t i = 0; i < near->row_count * near->words; ++i) {
        near->before[i] = (uint32_t)count;
        count += xw_bit_count(near->rows[i]);
    }
    return count;
}

/* What the bit of a run stands for. */
static uint32_t
list_ends(xw_near *near, unsigned kind, xw_row row, xw_row run)
{
    const xw_graph *graph = near->graph;
    size_t first = near->several_count;
    for (uint32_t e = run.begin; e < run.end; ++e) {
        unsigned mask = graph->edge_attributes[e] & XW_EDGE_MASK;
        if ((near->good[kind] >> mask & 1U) && xw_near_says(near, row, e)) {
            near->several[near->several_count++] =
                graph->edge_targets[e] | XW_NEAR_MORE;
        }
    }
    if (near->several_count == first) {
        return 0; /* the file lies */
    }
    uint32_t last = near->several[near->several_count - 1] & ~XW_NEAR_MORE;
    if (near->several_count == first + 1) {
        near->several_count = first;
        return last;
    }
    near->several[near->several_count - 1] = last;
    return (uint32_t)first | XW_NEAR_MORE;
}

static bool
index_row(xw_near *near, unsigned kind, uint32_t control)
{
    const xw_graph *graph = near->graph;
    xw_near_at at = xw_near_find(near, kind, control);
    const uint64_t *row = xw_near_row(near, at);
    const uint32_t *before = near->before + at.begin * near->words;
    xw_row edges = { graph->edge_rows[control], graph->edge_rows[control + 1] };
    xw_row runs = { graph->run_rows[control], graph->run_rows[control + 1] };
    uint32_t passed = edges.begin;
    for (uint32_t i = runs.begin; i < runs.end; ++i) {
        uint16_t selection = near->selection[graph->run_frameworks[i]];
        xw_row run;
        if (selection == XW_NO_NEAR || !xw_bit_in(row, selection)) {
            continue;
        }
        if (!xw_graph_run(graph, edges, runs, i, &run) || run.begin < passed) {
            return false;
        }
        passed = run.end;
        uint64_t below = (UINT64_C(1) << selection % 64) - 1;
        size_t w = selection / 64;
        near->ends[before[w] + xw_bit_count(row[w] & below)] =
            list_ends(near, kind, edges, run);
    }
    return true;
}

/* Room for what is indexed: of the half-edges of a row, each at most once. */
static xw_status
make_index(xw_near *near, xw_error *err)
{
    near->before =
        xw_alloc_zeroed(near->row_count * near->words, sizeof *near->before);
    size_t bits = near->before ? count_before(near) : 0;
    near->ends = xw_alloc_zeroed(bits, sizeof *near->ends);
    near->several = xw_alloc_zeroed(
        (size_t)near->graph->edge_count * near->kinds, sizeof *near->several);
    return near->before && near->ends && near->several && bits < UINT32_MAX
               ? XW_OK
               : out_of_memory(err);
}

xw_status
xw_near_index(xw_near *near, xw_error *err)
{
    xw_status st = make_index(near, err);
    for (uint32_t c = 0; c < near->graph->control_count && !st; ++c) {
        for (unsigned k = 0; k < near->kinds && !st; ++k) {
            if (xw_near_find(near, k, c).count == XW_NEAR_ROW &&
                !index_row(near, k, c)) {
                st = damaged(err);
            }
        }
    }
    return st;
}
