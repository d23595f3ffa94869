#include "cover_reduce.h"

#include "alloc.h"
#include "error.h"

typedef struct reduction {
    xw_cover_state *state;
    uint32_t *marks; /* [rows or columns, whichever are more] */
    uint32_t mark;   /* of the set in hand, above all others */
    bool has_changed;
} reduction;

/* ---- Sets ------------------------------------------------------------------ */

/* Free columns that cover `row`. */
static uint32_t
count_free(const xw_cover_state *state, uint32_t row)
{
    xw_list columns = xw_lists_get(&state->covering, row);
    uint32_t count = 0;
    for (uint32_t i = 0; i < columns.count; ++i) {
        count += state->columns[columns.items[i]] == XW_COLUMN_FREE;
    }
    return count;
}

/* A row that it still helps to meet: wanted, or a premise of a rule. */
static bool
is_live(const xw_cover_state *state, uint32_t row)
{
    return !state->met[row] &&
           (state->wanted[row] ||
            (state->rule_count && xw_lists_get(&state->rules_of, row).count));
}

/* ---- Columns that are needed -------------------------------------------------- */

static uint32_t
first_free(const xw_cover_state *state, uint32_t row)
{
    xw_list columns = xw_lists_get(&state->covering, row);
    uint32_t i = 0;
    while (state->columns[columns.items[i]] != XW_COLUMN_FREE) {
        ++i;
    }
    return columns.items[i];
}

static xw_status
choose_needed(reduction *r, xw_error *err)
{
    xw_cover_state *state = r->state;
    for (uint32_t row = 0; row < state->problem->row_count; ++row) {
        if (!xw_cover_is_open(state, row) || state->concluded[row]) {
            continue;
        }
        uint32_t count = count_free(state, row);
        if (!count) {
            return xw_fail(err, XW_E_ARG, "nothing covers row %u",
                           (unsigned)row);
        }
        if (count == 1) {
            xw_cover_choose(state, first_free(state, row));
            r->has_changed = true;
        }
    }
    return XW_OK;
}

/* ---- Rows that another one implies ------------------------------------------------ */

/* Of the free columns of a row, the one with fewest rows. */
static uint32_t
narrowest_column(const xw_cover_state *state, xw_list columns)
{
    uint32_t best = XW_NONE, fewest = UINT32_MAX;
    for (uint32_t i = 0; i < columns.count; ++i) {
        uint32_t column = columns.items[i];
        uint32_t count = xw_lists_get(state->problem->rows, column).count;
        if (state->columns[column] == XW_COLUMN_FREE && count < fewest) {
            fewest = count;
            best = column;
        }
    }
    return best;
}

static bool
is_in_all_marked(const reduction *r, uint32_t row, uint32_t marked)
{
    xw_list columns = xw_lists_get(&r->state->covering, row);
    uint32_t count = 0;
    for (uint32_t i = 0; i < columns.count; ++i) {
        count += r->marks[columns.items[i]] == r->mark;
    }
    return count == marked;
}

/* Whatever meets `row` meets these too: every free column of it has them. */
static void
drop_implied_by(reduction *r, uint32_t row)
{
    xw_cover_state *state = r->state;
    xw_list columns = xw_lists_get(&state->covering, row);
    uint32_t marked = 0;
    ++r->mark;
    for (uint32_t i = 0; i < columns.count; ++i) {
        if (state->columns[columns.items[i]] == XW_COLUMN_FREE) {
            r->marks[columns.items[i]] = r->mark;
            ++marked;
        }
    }
    uint32_t narrowest = narrowest_column(state, columns);
    if (narrowest == XW_NONE) {
        return;
    }
    xw_list rows = xw_lists_get(state->problem->rows, narrowest);
    for (uint32_t i = 0; i < rows.count; ++i) {
        uint32_t other = rows.items[i];
        if (other != row && xw_cover_is_open(state, other) &&
            is_in_all_marked(r, other, marked)) {
            state->wanted[other] = false;
            r->has_changed = true;
        }
    }
}

static void
drop_implied_rows(reduction *r)
{
    for (uint32_t row = 0; row < r->state->problem->row_count; ++row) {
        if (xw_cover_is_open(r->state, row) && !r->state->concluded[row]) {
            drop_implied_by(r, row);
        }
    }
}

/* ---- Columns that another one replaces ------------------------------------------------ */

/* Mark the live rows of a column, and find the one with fewest columns. */
static uint32_t
mark_live_rows(reduction *r, uint32_t column, uint32_t *count)
{
    xw_cover_state *state = r->state;
    xw_list rows = xw_lists_get(state->problem->rows, column);
    uint32_t best = XW_NONE, fewest = UINT32_MAX;
    ++r->mark;
    *count = 0;
    for (uint32_t i = 0; i < rows.count; ++i) {
        uint32_t row = rows.items[i];
        if (!is_live(state, row)) {
            continue;
        }
        r->marks[row] = r->mark;
        ++*count;
        uint32_t columns = xw_lists_get(&state->covering, row).count;
        if (columns < fewest) {
            fewest = columns;
            best = row;
        }
    }
    return best;
}

static bool
has_all_marked(const reduction *r, uint32_t column, uint32_t marked)
{
    xw_list rows = xw_lists_get(r->state->problem->rows, column);
    uint32_t count = 0;
    for (uint32_t i = 0; i < rows.count; ++i) {
        count += r->marks[rows.items[i]] == r->mark;
    }
    return count == marked;
}

static uint32_t
count_live(const xw_cover_state *state, uint32_t column)
{
    xw_list rows = xw_lists_get(state->problem->rows, column);
    uint32_t count = 0;
    for (uint32_t i = 0; i < rows.count; ++i) {
        count += is_live(state, rows.items[i]);
    }
    return count;
}

/* Whether `other` serves for `column`, of which so many live rows are marked;
 * of two that serve for each other the first one stays. */
static bool
replaces(const reduction *r, uint32_t other, uint32_t column, uint32_t marked)
{
    const xw_cover_state *state = r->state;
    const uint64_t *costs = state->problem->costs;
    if (other == column || state->columns[other] != XW_COLUMN_FREE ||
        costs[other] > costs[column] || !has_all_marked(r, other, marked)) {
        return false;
    }
    return other < column || costs[other] < costs[column] ||
           count_live(state, other) > marked;
}

static bool
is_replaced(reduction *r, uint32_t column)
{
    uint32_t marked;
    uint32_t row = mark_live_rows(r, column, &marked);
    if (row == XW_NONE) {
        return true; /* it serves for nothing any more */
    }
    xw_list others = xw_lists_get(&r->state->covering, row);
    for (uint32_t i = 0; i < others.count; ++i) {
        if (replaces(r, others.items[i], column, marked)) {
            return true;
        }
    }
    return false;
}

static void
drop_replaced_columns(reduction *r)
{
    for (uint32_t column = 0; column < r->state->column_count; ++column) {
        if (r->state->columns[column] == XW_COLUMN_FREE &&
            is_replaced(r, column)) {
            r->state->columns[column] = XW_COLUMN_OUT;
            r->has_changed = true;
        }
    }
}

/* ---- Until nothing changes -------------------------------------------------------------- */

xw_status
xw_cover_reduce(xw_cover_state *state, xw_error *err)
{
    uint32_t rows = state->problem->row_count;
    uint32_t most = rows > state->column_count ? rows : state->column_count;
    reduction r = { .state = state,
                    .marks = xw_alloc_zeroed(most, sizeof *r.marks) };
    if (!r.marks) {
        return xw_fail(err, XW_E_NOMEM, "out of memory reducing a cover");
    }
    xw_status st = XW_OK;
    do {
        r.has_changed = false;
        st = choose_needed(&r, err);
        if (!st) {
            drop_implied_rows(&r);
            drop_replaced_columns(&r);
        }
    } while (!st && r.has_changed);
    xw_alloc_free(r.marks);
    return st;
}
