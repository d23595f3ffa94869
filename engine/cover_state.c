#include "cover_state.h"

#include "alloc.h"
#include "error.h"

#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for a cover");
}

/* ---- What a column can reach -------------------------------------------------- */

/* As if any premise alone fired a rule: what a column has no part in, no cover
 * needs it for. */
typedef struct reach {
    const xw_cover_state *state;
    bool *seen;      /* [row_count] */
    uint32_t *stack; /* [row_count] */
    size_t found;
    xw_list_entries entries;
} reach;

static void
find_all(reach *r, xw_list rows)
{
    for (uint32_t i = 0; i < rows.count; ++i) {
        uint32_t row = rows.items[i];
        if (!r->seen[row]) {
            r->seen[row] = true;
            r->stack[r->found++] = row;
        }
    }
}

static void
follow_rules(reach *r)
{
    for (size_t i = 0; i < r->found; ++i) {
        xw_list rules = xw_lists_get(&r->state->rules_of, r->stack[i]);
        for (uint32_t n = 0; n < rules.count; ++n) {
            find_all(r, xw_lists_get(r->state->problem->conclusions,
                                     rules.items[n]));
        }
    }
}

static xw_status
add_reach(reach *r, uint32_t column, xw_error *err)
{
    r->found = 0;
    find_all(r, xw_lists_get(r->state->problem->rows, column));
    follow_rules(r);
    xw_status st = XW_OK;
    for (size_t i = 0; i < r->found; ++i) {
        r->seen[r->stack[i]] = false;
        if (!st) {
            st = xw_list_entries_add(&r->entries, r->stack[i], column, err);
        }
    }
    return st;
}

static xw_status
list_reach(reach *r, xw_lists *out, xw_error *err)
{
    xw_status st = XW_OK;
    for (uint32_t c = 0; c < r->state->column_count && !st; ++c) {
        st = add_reach(r, c, err);
    }
    return st ? st
              : xw_lists_fill(out, r->state->problem->row_count, &r->entries,
                              err);
}

static xw_status
fill_reaching(xw_cover_state *state, xw_error *err)
{
    uint32_t rows = state->problem->row_count;
    reach r = { .state = state,
                .seen = xw_alloc_zeroed(rows, sizeof *r.seen),
                .stack = xw_alloc_zeroed(rows, sizeof *r.stack) };
    xw_status st = r.seen && r.stack ? list_reach(&r, &state->reaching, err)
                                     : out_of_memory(err);
    xw_alloc_free(r.seen);
    xw_alloc_free(r.stack);
    xw_list_entries_clear(&r.entries);
    return st;
}

/* ---- Beginning ------------------------------------------------------------------ */

static xw_status
fill_rules(xw_cover_state *state, xw_error *err)
{
    const xw_cover_problem *problem = state->problem;
    if (!state->rule_count) {
        return XW_OK;
    }
    for (uint32_t n = 0; n < state->rule_count; ++n) {
        state->missing[n] = xw_lists_get(problem->premises, n).count;
        xw_list rows = xw_lists_get(problem->conclusions, n);
        for (uint32_t i = 0; i < rows.count; ++i) {
            state->concluded[rows.items[i]] = true;
        }
    }
    xw_status st = xw_lists_invert(problem->premises, problem->row_count,
                                   &state->rules_of, err);
    return st ? st : fill_reaching(state, err);
}

static xw_status
allocate(xw_cover_state *state, xw_error *err)
{
    size_t rows = state->problem->row_count;
    state->columns = xw_alloc_zeroed(state->column_count, 1);
    state->wanted = xw_alloc_zeroed(rows, sizeof *state->wanted);
    state->met = xw_alloc_zeroed(rows, sizeof *state->met);
    state->concluded = xw_alloc_zeroed(rows, sizeof *state->concluded);
    state->trail = xw_alloc_zeroed(rows, sizeof *state->trail);
    state->missing = xw_alloc_zeroed(state->rule_count, sizeof(uint32_t));
    return state->columns && state->wanted && state->met && state->concluded &&
                   state->trail && state->missing
               ? XW_OK
               : out_of_memory(err);
}

xw_status
xw_cover_state_init(xw_cover_state *state, const xw_cover_problem *problem,
                    xw_error *err)
{
    *state = (xw_cover_state){
        .problem = problem,
        .column_count = problem->rows->count,
        .rule_count = problem->premises ? problem->premises->count : 0,
    };
    xw_status st = allocate(state, err);
    if (st) {
        return st;
    }
    memcpy(state->wanted, problem->required,
           problem->row_count * sizeof *state->wanted);
    st = xw_lists_invert(problem->rows, problem->row_count, &state->covering,
                         err);
    return st ? st : fill_rules(state, err);
}

void
xw_cover_state_clear(xw_cover_state *state)
{
    xw_lists_clear(&state->covering);
    xw_lists_clear(&state->reaching);
    xw_lists_clear(&state->rules_of);
    xw_alloc_free(state->columns);
    xw_alloc_free(state->wanted);
    xw_alloc_free(state->met);
    xw_alloc_free(state->concluded);
    xw_alloc_free(state->missing);
    xw_alloc_free(state->trail);
    *state = (xw_cover_state){ 0 };
}

/* ---- Choosing --------------------------------------------------------------------- */

static void
meet_all(xw_cover_state *state, xw_list rows)
{
    for (uint32_t i = 0; i < rows.count; ++i) {
        uint32_t row = rows.items[i];
        if (!state->met[row]) {
            state->met[row] = true;
            state->trail[state->trail_count++] = row;
        }
    }
}

static void
fire_rules(xw_cover_state *state, uint32_t row)
{
    xw_list rules = xw_lists_get(&state->rules_of, row);
    for (uint32_t n = 0; n < rules.count; ++n) {
        uint32_t rule = rules.items[n];
        if (--state->missing[rule] == 0) {
            meet_all(state, xw_lists_get(state->problem->conclusions, rule));
        }
    }
}

void
xw_cover_choose(xw_cover_state *state, uint32_t column)
{
    size_t first = state->trail_count;
    state->columns[column] = XW_COLUMN_CHOSEN;
    state->cost += state->problem->costs[column];
    meet_all(state, xw_lists_get(state->problem->rows, column));
    for (size_t i = first; state->rule_count && i < state->trail_count; ++i) {
        fire_rules(state, state->trail[i]);
    }
}

void
xw_cover_undo(xw_cover_state *state, uint32_t column, size_t trail)
{
    while (state->trail_count > trail) {
        uint32_t row = state->trail[--state->trail_count];
        state->met[row] = false;
        if (!state->rule_count) {
            continue;
        }
        xw_list rules = xw_lists_get(&state->rules_of, row);
        for (uint32_t n = 0; n < rules.count; ++n) {
            ++state->missing[rules.items[n]];
        }
    }
    state->columns[column] = XW_COLUMN_FREE;
    state->cost -= state->problem->costs[column];
}
