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
    return meet ? near->kinds_of[xw_mask_id(meet)] : contradicted;
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

/* Whether a run can be told from its masks alone.  Where its mappings do not
 * contradict each other, a pair is as good as the best of them: no verdict but
 * conflict needs two walks.  But to be connected is to be not disjoint, which
 * takes them all. */
static inline bool
is_simple(const xw_near *near, unsigned marks)
{
    return near->all_count && !(marks & XW_EDGE_CONTRADICTED) &&
           !(near->conflicts && xw_near_has_disjoint(near));
}

/* Of which kinds some pair of a run leads somewhere. */
static inline unsigned
kinds_of_run(const xw_near *near, xw_row run)
{
    const uint16_t *attributes = near->graph->edge_attributes;
    unsigned kinds = 0, marks = 0;
    for (uint32_t e = run.begin; e < run.end; ++e) {
        kinds |= near->kinds_of[attributes[e] & XW_EDGE_MASK];
        marks |= attributes[e];
    }
    return is_simple(near, marks) ? kinds : kinds_of_pairs(near, run);
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
list_all(const xw_near *near, uint32_t control)
{
    const uint32_t *rows = near->graph->run_rows;
    xw_row runs = { rows[control], rows[control + 1] };
    uint32_t count = 0;
    for (uint32_t i = runs.begin; i < runs.end; ++i) {
        uint16_t selection = near->selection[near->graph->run_frameworks[i]];
        near->lists[runs.begin + count] = selection;
        count += selection != XW_NO_NEAR;
    }
    near->at[control] = (xw_near_at){ runs.begin, count };
}

/* Branchless: a number is written, and stays if it is counted. */
static inline bool
list_good(const xw_near *near, uint32_t control, unsigned kind_count)
{
    const xw_graph *graph = near->graph;
    xw_row row = { graph->edge_rows[control], graph->edge_rows[control + 1] };
    xw_row runs = { graph->run_rows[control], graph->run_rows[control + 1] };
    uint32_t length = runs.end - runs.begin;
    uint32_t counts[XW_MASK_COUNT] = { 0 };
    uint16_t *list = near->lists + (size_t)runs.begin * kind_count;
    xw_row run = { row.begin, row.begin };
    for (uint32_t i = runs.begin; i < runs.end; ++i) {
        run = (xw_row){ run.end, i + 1 < runs.end
                                     ? xw_graph_run_begin(graph, row, i + 1)
                                     : row.end };
        if (run.begin > run.end || run.end > row.end) {
            return false;
        }
        uint16_t selection = near->selection[graph->run_frameworks[i]];
        unsigned kinds = kinds_of_run(near, run);
        kinds = selection == XW_NO_NEAR ? 0 : kinds;
        for (unsigned k = 0; k < kind_count; ++k) {
            list[length * k + counts[k]] = selection;
            counts[k] += kinds >> k & 1U;
        }
    }
    xw_near_at *at = near->at + (size_t)control * kind_count;
    for (unsigned k = 0; k < kind_count; ++k) {
        at[k] = (xw_near_at){ runs.begin * kind_count + length * k, counts[k] };
    }
    return true;
}

/* For the numbers of kinds that there are nearly always, loops are unrolled. */
static bool
list_control(const xw_near *near, uint32_t control)
{
    switch (near->kinds) {
    case 1: return list_good(near, control, 1);
    case 2: return list_good(near, control, 2);
    default: return list_good(near, control, near->kinds);
    }
}

static void
fill_kinds(xw_near *near)
{
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        unsigned kinds = 0;
        for (unsigned k = 0; k < near->kinds; ++k) {
            kinds |= (near->good[k] >> id & 1U) << k;
        }
        near->kinds_of[id] = (uint16_t)kinds;
    }
}

static xw_status
fill_lists(const xw_near *near, bool any, xw_error *err)
{
    const xw_graph *graph = near->graph;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (any) {
            list_all(near, c);
        } else if (!list_control(near, c)) {
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
    fill_kinds(near);
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

/* What the bit of a run stands for, of one kind. */
static uint32_t
list_ends(xw_near *near, unsigned kind, xw_row row, xw_row run)
{
    const xw_graph *graph = near->graph;
    uint32_t *first = near->several + near->several_count;
    uint32_t *end = first;
    for (uint32_t e = run.begin; e < run.end; ++e) {
        unsigned mask = graph->edge_attributes[e] & XW_EDGE_MASK;
        if ((near->kinds_of[mask] >> kind & 1U) && xw_near_says(near, row, e)) {
            *end++ = graph->edge_targets[e] | XW_NEAR_MORE;
        }
    }
    if (end == first) {
        return 0; /* the file lies */
    }
    end[-1] &= ~XW_NEAR_MORE;
    if (end == first + 1) {
        return *first;
    }
    uint32_t at = (uint32_t)near->several_count | XW_NEAR_MORE;
    near->several_count += (size_t)(end - first);
    return at;
}

static void
index_run(xw_near *near, uint32_t control, uint16_t selection, xw_row row,
          xw_row run)
{
    uint64_t below = (UINT64_C(1) << selection % 64) - 1;
    for (unsigned k = 0; k < near->kinds; ++k) {
        size_t word =
            xw_near_find(near, k, control).begin * near->words + selection / 64;
        if (near->rows[word] >> selection % 64 & 1U) {
            near->ends[near->before[word] +
                       xw_bit_count(near->rows[word] & below)] =
                list_ends(near, k, row, run);
        }
    }
}

static bool
index_control(xw_near *near, uint32_t control)
{
    const xw_graph *graph = near->graph;
    xw_row edges = { graph->edge_rows[control], graph->edge_rows[control + 1] };
    xw_row runs = { graph->run_rows[control], graph->run_rows[control + 1] };
    uint32_t passed = edges.begin;
    for (uint32_t i = runs.begin; i < runs.end; ++i) {
        uint16_t selection = near->selection[graph->run_frameworks[i]];
        xw_row run;
        if (!xw_graph_run(graph, edges, runs, i, &run) || run.begin < passed) {
            return false;
        }
        passed = run.end;
        if (selection != XW_NO_NEAR) {
            index_run(near, control, selection, edges, run);
        }
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
        bool has_row = xw_near_find(near, 0, c).count == XW_NEAR_ROW;
        st = !has_row || index_control(near, c) ? XW_OK : damaged(err);
    }
    return st;
}
