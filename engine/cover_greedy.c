#include "cover_greedy.h"

#include "alloc.h"
#include "error.h"

/* ---- The next one ------------------------------------------------------------- */

static uint32_t
count_open(const xw_cover_state *state, uint32_t column)
{
    xw_list rows = xw_lists_get(state->problem->rows, column);
    uint32_t count = 0;
    for (uint32_t i = 0; i < rows.count; ++i) {
        count += xw_cover_is_open(state, rows.items[i]);
    }
    return count;
}

/* What serves for nothing by itself, but through a rule, counts as half a
 * row. */
uint32_t
xw_cover_best_column(const xw_cover_state *state, xw_list columns)
{
    uint32_t best = XW_NONE;
    uint64_t best_gain = 0, best_cost = 0;
    for (uint32_t i = 0; i < columns.count; ++i) {
        uint32_t column = columns.items[i];
        if (state->columns[column] != XW_COLUMN_FREE) {
            continue;
        }
        uint64_t gain = 2 * (uint64_t)count_open(state, column) + 1;
        uint64_t cost = state->problem->costs[column];
        if (best == XW_NONE || cost * best_gain < best_cost * gain) {
            best = column;
            best_gain = gain;
            best_cost = cost;
        }
    }
    return best;
}

static uint32_t
first_open(const xw_cover_state *state, const xw_cover_part *part)
{
    for (uint32_t i = 0; i < part->row_count; ++i) {
        if (xw_cover_is_open(state, part->rows[i])) {
            return part->rows[i];
        }
    }
    return XW_NONE;
}

/* Of all columns; but of those that reach the row, when the best of all meets
 * nothing at once. */
static uint32_t
next_column(const xw_cover_state *state, const xw_cover_part *part,
            uint32_t row)
{
    uint32_t best = xw_cover_best_column(
        state, (xw_list){ part->columns, part->column_count });
    if (best != XW_NONE && count_open(state, best) == 0) {
        best = xw_cover_best_column(state, xw_cover_reaching(state, row));
    }
    return best;
}

static xw_status
choose_all(xw_cover_state *state, const xw_cover_part *part,
           xw_cover_choice *out, xw_error *err)
{
    uint32_t row;
    while ((row = first_open(state, part)) != XW_NONE) {
        uint32_t column = next_column(state, part, row);
        if (column == XW_NONE) {
            return xw_fail(err, XW_E_ARG, "nothing covers row %u",
                           (unsigned)row);
        }
        xw_cover_choose(state, column);
        out->columns[out->count++] = column;
    }
    return XW_OK;
}

/* ---- What is of no use after all ---------------------------------------------------- */

/* Whether every wanted row of a column is covered by another one chosen too,
 * or may be by a rule: else it is needed for sure. */
static bool
may_be_idle(const xw_cover_state *state, uint32_t column, const uint32_t *times)
{
    xw_list rows = xw_lists_get(state->problem->rows, column);
    for (uint32_t i = 0; i < rows.count; ++i) {
        uint32_t row = rows.items[i];
        if (state->wanted[row] && times[row] < 2 && !state->concluded[row]) {
            return false;
        }
    }
    return true;
}

static void
count_times(const xw_cover_state *state, uint32_t column, uint32_t *times,
            uint32_t more)
{
    xw_list rows = xw_lists_get(state->problem->rows, column);
    for (uint32_t i = 0; i < rows.count; ++i) {
        times[rows.items[i]] += more; /* or less: unsigned wraps around */
    }
}

static void
undo_all(xw_cover_state *state, const xw_cover_choice *choice, size_t trail)
{
    for (uint32_t i = 0; i < choice->count; ++i) {
        xw_cover_undo(state, choice->columns[i], trail);
    }
}

/* Try without the column in place `at`, for good if that still covers all. */
static void
try_without(xw_cover_state *state, const xw_cover_part *part,
            xw_cover_choice *choice, uint32_t at, size_t trail)
{
    uint32_t column = choice->columns[at];
    undo_all(state, choice, trail);
    for (uint32_t i = 0; i < choice->count; ++i) {
        if (i != at) {
            xw_cover_choose(state, choice->columns[i]);
        }
    }
    if (first_open(state, part) != XW_NONE) {
        xw_cover_choose(state, column);
        return;
    }
    --choice->count;
    for (uint32_t i = at; i < choice->count; ++i) {
        choice->columns[i] = choice->columns[i + 1];
    }
}

/* The last chosen are tried first: later choices are of less use. */
static xw_status
drop_idle(xw_cover_state *state, const xw_cover_part *part,
          xw_cover_choice *choice, size_t trail, xw_error *err)
{
    uint32_t *times = xw_alloc_zeroed(state->problem->row_count, sizeof *times);
    if (!times) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for a cover");
    }
    for (uint32_t i = 0; i < choice->count; ++i) {
        count_times(state, choice->columns[i], times, 1);
    }
    for (uint32_t i = choice->count; i-- > 0;) {
        uint32_t column = choice->columns[i], count = choice->count;
        if (may_be_idle(state, column, times)) {
            try_without(state, part, choice, i, trail);
        }
        if (choice->count < count) {
            count_times(state, column, times, UINT32_MAX);
        }
    }
    xw_alloc_free(times);
    return XW_OK;
}

xw_status
xw_cover_greedy(xw_cover_state *state, const xw_cover_part *part,
                xw_cover_choice *out, xw_error *err)
{
    size_t trail = state->trail_count;
    uint64_t cost = state->cost;
    out->count = 0;
    xw_status st = choose_all(state, part, out, err);
    if (!st) {
        st = drop_idle(state, part, out, trail, err);
    }
    out->cost = state->cost - cost;
    out->bound = 0;
    undo_all(state, out, trail);
    return st;
}
