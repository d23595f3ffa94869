#include "cover.h"

#include "alloc.h"
#include "cover_parts.h"
#include "cover_reduce.h"
#include "cover_search.h"
#include "error.h"

typedef struct solver {
    xw_cover_state state;
    xw_cover_bounder bounder;
    xw_cover_parts parts;
    xw_cover_choice choice; /* for the part in hand */
    uint64_t effort;
    uint64_t bound;
} solver;

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for a cover");
}

static xw_status
solve_part(solver *s, const xw_cover_part *part, xw_error *err)
{
    xw_status st = xw_cover_greedy(&s->state, part, &s->choice, err);
    if (!st) {
        st = xw_cover_search(&s->state, &s->bounder, part, &s->choice,
                             &s->effort, err);
    }
    if (st) {
        return st;
    }
    for (uint32_t i = 0; i < s->choice.count; ++i) {
        xw_cover_choose(&s->state, s->choice.columns[i]);
    }
    s->bound += s->choice.bound;
    return XW_OK;
}

static xw_status
solve(solver *s, const xw_cover_problem *problem, xw_error *err)
{
    size_t columns = problem->rows->count;
    s->effort = problem->effort;
    s->choice.columns = xw_alloc_zeroed(columns, sizeof(uint32_t));
    xw_status st;
    if ((st = s->choice.columns ? XW_OK : out_of_memory(err)) ||
        (st = xw_cover_state_init(&s->state, problem, err)) ||
        (st = xw_cover_bounder_init(&s->bounder, &s->state, err)) ||
        (st = xw_cover_reduce(&s->state, err)) ||
        (st = xw_cover_split(&s->state, &s->parts, err))) {
        return st;
    }
    s->bound = s->state.cost;
    for (uint32_t i = 0; i < s->parts.count && !st; ++i) {
        st = solve_part(s, &s->parts.parts[i], err);
    }
    return st;
}

static xw_status
take_out(const solver *s, xw_cover *out, xw_error *err)
{
    bool *chosen = xw_alloc_zeroed(s->state.column_count, sizeof *chosen);
    if (!chosen) {
        return out_of_memory(err);
    }
    for (uint32_t c = 0; c < s->state.column_count; ++c) {
        chosen[c] = s->state.columns[c] == XW_COLUMN_CHOSEN;
    }
    *out = (xw_cover){ chosen, s->state.cost, s->bound };
    return XW_OK;
}

xw_status
xw_cover_solve(const xw_cover_problem *problem, xw_cover *out, xw_error *err)
{
    solver s = { 0 };
    *out = (xw_cover){ 0 };
    xw_status st = solve(&s, problem, err);
    if (!st) {
        st = take_out(&s, out, err);
    }
    xw_alloc_free(s.choice.columns);
    xw_cover_parts_clear(&s.parts);
    xw_cover_bounder_clear(&s.bounder);
    xw_cover_state_clear(&s.state);
    return st;
}

void
xw_cover_clear(xw_cover *cover)
{
    xw_alloc_free(cover->chosen);
    *cover = (xw_cover){ 0 };
}
