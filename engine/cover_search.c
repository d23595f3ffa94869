#include "cover_search.h"

#include "alloc.h"
#include "error.h"

/* A row branched on, and which of its columns is being tried. */
typedef struct branch {
    uint32_t row;
    uint32_t column;  /* chosen, or XW_NONE before the first */
    size_t trail;     /* of the state before it was */
    size_t out_count; /* columns out before the first */
} branch;

typedef struct search {
    xw_cover_state *state;
    xw_cover_bounder *bounder;
    const xw_cover_part *part;
    xw_cover_choice *best;
    uint64_t cost;    /* of the state before the search */
    branch *branches; /* [depth], room for each column */
    uint32_t depth;
    uint32_t *out; /* [out_count] columns tried, out for the branches below */
    size_t out_count;
} search;

/* ---- Going down --------------------------------------------------------------- */

static uint32_t
count_free(search *s, xw_list columns)
{
    uint32_t count = 0;
    s->bounder->steps += columns.count;
    for (uint32_t i = 0; i < columns.count; ++i) {
        count += s->state->columns[columns.items[i]] == XW_COLUMN_FREE;
    }
    return count;
}

/* The open row with fewest free columns, or XW_NONE when all are met. */
static uint32_t
tightest_row(search *s)
{
    uint32_t best = XW_NONE, fewest = UINT32_MAX;
    for (uint32_t i = 0; i < s->part->row_count && fewest > 1; ++i) {
        uint32_t row = s->part->rows[i];
        if (!xw_cover_is_open(s->state, row)) {
            continue;
        }
        uint32_t count = count_free(s, xw_cover_reaching(s->state, row));
        if (count < fewest) {
            fewest = count;
            best = row;
        }
    }
    return best;
}

static void
keep_choice(search *s)
{
    s->best->count = s->depth;
    s->best->cost = s->state->cost - s->cost;
    for (uint32_t i = 0; i < s->depth; ++i) {
        s->best->columns[i] = s->branches[i].column;
    }
}

/* Branch here, unless nothing better can lie below. */
static void
go_down(search *s)
{
    uint64_t spent = s->state->cost - s->cost;
    uint64_t bound = xw_cover_ascend(s->bounder, s->part);
    if (bound == XW_COVER_NEVER || spent + bound >= s->best->cost) {
        return;
    }
    uint32_t row = tightest_row(s);
    if (row == XW_NONE) {
        keep_choice(s);
        return;
    }
    s->branches[s->depth++] =
        (branch){ .row = row, .column = XW_NONE, .out_count = s->out_count };
}

/* ---- Going on -------------------------------------------------------------------- */

static void
put_back(search *s, size_t out_count)
{
    while (s->out_count > out_count) {
        s->state->columns[s->out[--s->out_count]] = XW_COLUMN_FREE;
    }
}

static void
undo_branch(search *s, branch *at)
{
    if (at->column != XW_NONE) {
        xw_cover_undo(s->state, at->column, at->trail);
    }
}

/* Try the next column of the deepest branch, or leave it when there is none. */
static void
go_on(search *s)
{
    branch *at = &s->branches[s->depth - 1];
    undo_branch(s, at);
    if (at->column != XW_NONE) {
        s->state->columns[at->column] = XW_COLUMN_OUT;
        s->out[s->out_count++] = at->column;
    }
    xw_list columns = xw_cover_reaching(s->state, at->row);
    s->bounder->steps += columns.count;
    at->column = xw_cover_best_column(s->state, columns);
    if (at->column == XW_NONE) {
        put_back(s, at->out_count);
        --s->depth;
        return;
    }
    at->trail = s->state->trail_count;
    xw_cover_choose(s->state, at->column);
    go_down(s);
}

static void
leave(search *s)
{
    while (s->depth) {
        branch *at = &s->branches[--s->depth];
        undo_branch(s, at);
        put_back(s, at->out_count);
    }
}

/* ---- The whole -------------------------------------------------------------------- */

static void
run(search *s, uint64_t effort)
{
    xw_cover_bounder *bounder = s->bounder;
    bounder->steps = 0;
    s->best->bound = xw_cover_relax(bounder, s->state, s->part, s->best->cost);
    if (s->best->bound >= s->best->cost) {
        return;
    }
    go_down(s);
    while (s->depth && bounder->steps < effort) {
        go_on(s);
    }
    if (!s->depth) {
        s->best->bound = s->best->cost;
    }
    leave(s);
}

xw_status
xw_cover_search(xw_cover_state *state, xw_cover_bounder *bounder,
                const xw_cover_part *part, xw_cover_choice *best,
                uint64_t *effort, xw_error *err)
{
    size_t room = (size_t)part->column_count + 1;
    search s = { .state = state,
                 .bounder = bounder,
                 .part = part,
                 .best = best,
                 .cost = state->cost,
                 .branches = xw_alloc_zeroed(room, sizeof *s.branches),
                 .out = xw_alloc_zeroed(room, sizeof *s.out) };
    xw_status st = XW_OK;
    if (s.branches && s.out) {
        run(&s, *effort);
        *effort -= bounder->steps < *effort ? bounder->steps : *effort;
    } else {
        st = xw_fail(err, XW_E_NOMEM, "out of memory searching a cover");
    }
    xw_alloc_free(s.branches);
    xw_alloc_free(s.out);
    return st;
}
