/* overlap_good.c - overlaps of whole frameworks by good walks.
 *
 * No verdict but conflict needs two walks (design.md, what is known between two
 * controls; tests/test_relation.c): a pair is partial or full when some walk is
 * so alone, and no two contradict each other.  So a selection is reached where a
 * good walk leads into it, which is a union of rows, as connection is; unless
 * all that good walks lead to there contradict the control.  Pairs that do are
 * few, and known beforehand (contradicted.h).
 *
 * Where a pair's own mappings agree among themselves, the verdict is theirs: when
 * they are good, contradictions change nothing. */
#include "alloc.h"
#include "bits.h"
#include "error.h"
#include "overlap_whole.h"

#include <string.h>

/* ---- Beginning -------------------------------------------------------------------- */

/* The kind of list with these masks, which is made if there is none. */
static uint8_t
kind_of(xw_near *near, xw_mask_set good)
{
    unsigned kind = 0;
    while (kind < near->kinds && near->good[kind] != good) {
        ++kind;
    }
    near->kinds += kind == near->kinds;
    near->good[kind] = good;
    return (uint8_t)kind;
}

/* What makes a walk good depends on its first step.  The first kind is what makes
 * one of a single step so, and one that begins with "equal". */
static void
set_kinds(xw_whole *w)
{
    xw_near *near = &w->near;
    near->kinds = 0;
    for (unsigned first = 0; first < XW_MASK_COUNT; ++first) {
        unsigned good = 0;
        for (unsigned then = 0; then < XW_MASK_COUNT; ++then) {
            unsigned walk = w->work->product.id[first][then];
            good |= (w->good >> walk & near->masks >> then & 1U) << then;
        }
        bool any = good && (near->masks >> first & 1U);
        w->kinds[first] = any || first == XW_MASK_EQ
                              ? kind_of(near, (xw_mask_set)good)
                              : XW_NO_KIND;
    }
}

xw_status
xw_whole_find_good(xw_whole *w, bool *can, xw_error *err)
{
    xw_status st =
        xw_contradicted_find(&w->near, &w->work->product, w->work->part_count,
                             &w->contradicted, err);
    *can = !st && !w->contradicted.are_too_many;
    if (*can) {
        set_kinds(w);
    }
    return st;
}

xw_status
xw_whole_make_good(const xw_whole *w, xw_whole_part *part, xw_error *err)
{
    part->bad = xw_alloc_zeroed(xw_bit_words(w->near.graph->control_count),
                                sizeof *part->bad);
    part->lost = xw_alloc_zeroed(w->near.words, sizeof *part->lost);
    part->doubts = xw_alloc_zeroed(w->near.words * 64, sizeof *part->doubts);
    part->asked = xw_alloc_zeroed(w->near.words * 64 + 1, sizeof *part->asked);
    return part->bad && part->lost && part->doubts && part->asked
               ? XW_OK
               : xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
}

/* ---- What contradictions take ------------------------------------------------------- */

/* Mark the controls that contradict the one in hand, and the selections of those
 * which are in its row. */
static void
mark_bad(const xw_whole *w, xw_whole_part *part, xw_row bad,
         const uint64_t *row)
{
    const uint16_t *frameworks = w->near.graph->control_frameworks;
    for (uint32_t i = bad.begin; i < bad.end; ++i) {
        uint32_t other = w->contradicted.others[i];
        uint16_t selection = w->selection[frameworks[other]];
        if (selection != XW_NO_NEAR) {
            part->lost[selection / 64] |=
                row[selection / 64] & (UINT64_C(1) << selection % 64);
            xw_bit_add(part->bad, other);
        }
    }
}

/* Own mappings that are good stay so. */
static void
find_own(const xw_whole *w, xw_whole_part *part, uint32_t control)
{
    xw_near_at at = xw_near_find(&w->near, 0, control);
    if (at.count == XW_NEAR_ROW) {
        const uint64_t *row = xw_near_row(&w->near, at);
        for (size_t i = 0; i < w->near.words; ++i) {
            part->lost[i] &= ~row[i];
        }
        return;
    }
    for (uint32_t i = at.begin; i < at.begin + at.count; ++i) {
        xw_bit_drop(part->lost, w->near.lists[i]);
    }
}

static void
list_doubts(const xw_whole *w, xw_whole_part *part)
{
    size_t count = 0;
    for (size_t i = 0; i < w->near.words; ++i) {
        for (uint64_t bits = part->lost[i]; bits; bits &= bits - 1) {
            part->doubts[count++] =
                (uint16_t)(i * 64 + (size_t)__builtin_ctzll(bits));
        }
    }
    part->doubt_count = count;
    part->lost_count = count;
}

/* What walks go on from. */
typedef struct middle {
    uint32_t control;
    unsigned kind;
    xw_near_at at;
} middle;

/* Take a selection off those lost, if it is found. */
static inline void
settle(xw_whole_part *part, uint16_t selection, bool is_found)
{
    part->lost[selection / 64] &= ~((uint64_t)is_found << selection % 64);
    part->lost_count -= is_found;
}

/* List the selections in doubt that walks through a control with a row of bits
 * lead into, and ask for what their bits stand for.  Without branches: what is
 * written past the end stays if it is counted. */
static size_t
ask(const xw_whole *w, xw_whole_part *part, xw_near_at at)
{
    const xw_near *near = &w->near;
    const uint64_t *row = xw_near_row(near, at);
    const uint32_t *before = near->before + at.begin * near->words;
    size_t count = 0, doubts = 0;
    for (size_t i = 0; i < part->doubt_count; ++i) {
        uint16_t s = part->doubts[i];
        uint64_t lost = part->lost[s / 64] >> s % 64 & 1U;
        part->doubts[doubts] = s;
        doubts += lost;
        part->asked[count].selection = s;
        count += row[s / 64] >> s % 64 & lost;
    }
    part->doubt_count = doubts;
    for (size_t i = 0; i < count; ++i) {
        xw_asked *asked = &part->asked[i];
        size_t word = asked->selection / 64;
        uint64_t below = (UINT64_C(1) << asked->selection % 64) - 1;
        asked->end = before[word] + xw_bit_count(row[word] & below);
        __builtin_prefetch(&near->ends[asked->end]);
    }
    return count;
}

/* Whether one of several controls is not bad. */
static bool
is_one_other(const uint64_t *bad, const uint32_t *several)
{
    while ((*several & XW_NEAR_MORE) &&
           xw_bit_in(bad, *several & ~XW_NEAR_MORE)) {
        ++several;
    }
    return !xw_bit_in(bad, *several & ~XW_NEAR_MORE);
}

/* Find the lost selections that walks through a control with a row of bits lead
 * to something in.  Nearly all of this is waiting for memory, so that what is
 * waited for is asked for together. */
static void
find_by_row(const xw_whole *w, xw_whole_part *part, const middle *from)
{
    const xw_near *near = &w->near;
    xw_asked *asked = part->asked;
    size_t count = ask(w, part, from->at);
    size_t left = 0;
    for (size_t i = 0; i < count; ++i) {
        uint16_t selection = asked[i].selection;
        uint32_t end = near->ends[asked[i].end];
        bool several = end & XW_NEAR_MORE;
        end &= ~XW_NEAR_MORE;
        asked[left] = (xw_asked){ end, selection };
        left += several;
        __builtin_prefetch(several ? &near->several[end] : near->several);
        settle(part, selection,
               !several & !xw_bit_in(part->bad, several ? 0 : end));
    }
    for (size_t i = 0; i < left; ++i) {
        settle(part, asked[i].selection,
               is_one_other(part->bad, &near->several[asked[i].end]));
    }
}

/* Whether a half-edge of a control makes a good walk to what is not bad. */
static bool
leads_to_other(const xw_near *near, const uint64_t *bad, const middle *from,
               xw_row row, uint32_t edge)
{
    unsigned mask = near->graph->edge_attributes[edge] & XW_EDGE_MASK;
    return (near->good[from->kind] >> mask & 1U) &&
           !xw_bit_in(bad, near->graph->edge_targets[edge]) &&
           xw_near_says(near, row, edge);
}

/* Half-edge by half-edge, but only if there is something in the list: in most
 * there is nothing that is lost. */
static void
find_by_list(const xw_whole *w, xw_whole_part *part, const middle *from)
{
    const xw_graph *graph = w->near.graph;
    const uint16_t *list = w->near.lists + from->at.begin;
    uint64_t any = 0;
    for (uint32_t i = 0; i < from->at.count; ++i) {
        any |= part->lost[list[i] / 64] >> list[i] % 64;
    }
    xw_row row = { graph->edge_rows[from->control],
                   graph->edge_rows[from->control + 1] };
    for (uint32_t e = row.begin; e < row.end && (any & 1U); ++e) {
        uint32_t target = graph->edge_targets[e];
        uint16_t selection = w->selection[graph->control_frameworks[target]];
        if (selection != XW_NO_NEAR && xw_bit_in(part->lost, selection) &&
            leads_to_other(&w->near, part->bad, from, row, e)) {
            xw_bit_drop(part->lost, selection);
            --part->lost_count;
        }
    }
}

static void
find_others(const xw_whole *w, xw_whole_part *part, xw_row edges)
{
    const xw_graph *graph = w->near.graph;
    for (uint32_t e = edges.begin; e < edges.end && part->lost_count; ++e) {
        middle from = { .control = graph->edge_targets[e] };
        from.kind = w->kinds[graph->edge_attributes[e] & XW_EDGE_MASK];
        if (from.kind == XW_NO_KIND || !xw_near_says(&w->near, edges, e)) {
            continue;
        }
        from.at = xw_near_find(&w->near, from.kind, from.control);
        if (from.at.count == XW_NEAR_ROW) {
            find_by_row(w, part, &from);
        } else {
            find_by_list(w, part, &from);
        }
    }
}

static void
unmark(const xw_whole *w, xw_whole_part *part, xw_row bad)
{
    for (uint32_t i = bad.begin; i < bad.end; ++i) {
        part->bad[w->contradicted.others[i] / 64] = 0;
    }
    memset(part->lost, 0, w->near.words * sizeof *part->lost);
}

void
xw_whole_add_good(const xw_whole *w, xw_whole_part *part, uint32_t control,
                  size_t to, uint64_t *row)
{
    const xw_graph *graph = w->near.graph;
    xw_row edges = { graph->edge_rows[control], graph->edge_rows[control + 1] };
    xw_row bad = { w->contradicted.rows[control],
                   w->contradicted.rows[control + 1] };
    xw_whole_add_walks(w, control, row);
    if (bad.begin == bad.end) {
        return;
    }
    mark_bad(w, part, bad, row);
    xw_bit_drop(part->lost, (uint32_t)to);
    find_own(w, part, control);
    list_doubts(w, part);
    find_others(w, part, edges);
    for (size_t i = 0; i < w->near.words; ++i) {
        row[i] &= ~part->lost[i];
    }
    unmark(w, part, bad);
}
