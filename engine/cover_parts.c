#include "cover_parts.h"

#include "alloc.h"
#include "error.h"

#include <stdlib.h>

/* A row or a column, the part it is in, and what comes first in there. */
typedef struct placed {
    uint32_t part, weight, item;
} placed;

/* Rows that share a column are in one part, led by its first row. */
typedef struct splitter {
    const xw_cover_state *state;
    uint32_t *leaders; /* [row_count] a row of the same part, or itself */
    uint32_t *firsts;  /* [column_count] a row of the column's, or XW_NONE */
    uint32_t *numbers; /* [row_count] of the part, of leaders */
    placed *rows;      /* [row_count] */
    placed *columns;   /* [column_count] */
    uint32_t row_count, column_count, part_count;
} splitter;

/* ---- Joining ------------------------------------------------------------------- */

static uint32_t
leader_of(const splitter *s, uint32_t row)
{
    while (s->leaders[row] != row) {
        s->leaders[row] = s->leaders[s->leaders[row]];
        row = s->leaders[row];
    }
    return row;
}

static void
join(splitter *s, uint32_t a, uint32_t b)
{
    a = leader_of(s, a);
    b = leader_of(s, b);
    s->leaders[a > b ? a : b] = a > b ? b : a;
}

/* Gives how many free columns the row has. */
static uint32_t
join_row(splitter *s, uint32_t row)
{
    xw_list columns = xw_cover_reaching(s->state, row);
    uint32_t count = 0;
    for (uint32_t i = 0; i < columns.count; ++i) {
        uint32_t column = columns.items[i];
        if (s->state->columns[column] != XW_COLUMN_FREE) {
            continue;
        }
        ++count;
        if (s->firsts[column] == XW_NONE) {
            s->firsts[column] = row;
        } else {
            join(s, row, s->firsts[column]);
        }
    }
    return count;
}

static void
join_rows(splitter *s)
{
    for (uint32_t row = 0; row < s->state->problem->row_count; ++row) {
        s->leaders[row] = row;
    }
    for (uint32_t c = 0; c < s->state->column_count; ++c) {
        s->firsts[c] = XW_NONE;
    }
    for (uint32_t row = 0; row < s->state->problem->row_count; ++row) {
        if (xw_cover_is_open(s->state, row)) {
            s->rows[s->row_count++] =
                (placed){ .weight = join_row(s, row), .item = row };
        }
    }
}

/* ---- Placing ---------------------------------------------------------------------- */

static int
by_place(const void *a, const void *b)
{
    const placed *x = a, *y = b;
    if (x->part != y->part) {
        return x->part < y->part ? -1 : 1;
    }
    if (x->weight != y->weight) {
        return x->weight < y->weight ? -1 : 1;
    }
    return x->item < y->item ? -1 : x->item > y->item;
}

/* Rows come in ascending order here, so a leader before those it leads. */
static void
place_rows(splitter *s)
{
    for (uint32_t i = 0; i < s->row_count; ++i) {
        uint32_t row = s->rows[i].item;
        uint32_t leader = leader_of(s, row);
        if (leader == row) {
            s->numbers[row] = s->part_count++;
        }
        s->rows[i].part = s->numbers[leader];
    }
    qsort(s->rows, s->row_count, sizeof *s->rows, by_place);
}

static void
place_columns(splitter *s)
{
    for (uint32_t c = 0; c < s->state->column_count; ++c) {
        if (s->firsts[c] != XW_NONE) {
            uint32_t part = s->numbers[leader_of(s, s->firsts[c])];
            s->columns[s->column_count++] = (placed){ .part = part, .item = c };
        }
    }
    qsort(s->columns, s->column_count, sizeof *s->columns, by_place);
}

/* ---- Parts -------------------------------------------------------------------------- */

static int
by_size(const void *a, const void *b)
{
    const xw_cover_part *x = a, *y = b;
    if (x->row_count != y->row_count) {
        return x->row_count < y->row_count ? -1 : 1;
    }
    return x->rows < y->rows ? -1 : x->rows > y->rows;
}

static void
fill_parts(const splitter *s, xw_cover_parts *out)
{
    out->count = s->part_count;
    for (uint32_t i = s->row_count; i-- > 0;) {
        xw_cover_part *part = &out->parts[s->rows[i].part];
        out->rows[i] = s->rows[i].item;
        part->rows = &out->rows[i];
        ++part->row_count;
    }
    for (uint32_t i = s->column_count; i-- > 0;) {
        xw_cover_part *part = &out->parts[s->columns[i].part];
        out->columns[i] = s->columns[i].item;
        part->columns = &out->columns[i];
        ++part->column_count;
    }
    qsort(out->parts, out->count, sizeof *out->parts, by_size);
}

static xw_status
take_out(const splitter *s, xw_cover_parts *out, xw_error *err)
{
    *out = (xw_cover_parts){
        .parts = xw_alloc_zeroed(s->part_count, sizeof *out->parts),
        .rows = xw_alloc_zeroed(s->row_count, sizeof *out->rows),
        .columns = xw_alloc_zeroed(s->column_count, sizeof *out->columns),
    };
    if (!out->parts || !out->rows || !out->columns) {
        return xw_fail(err, XW_E_NOMEM, "out of memory splitting a cover");
    }
    fill_parts(s, out);
    return XW_OK;
}

xw_status
xw_cover_split(const xw_cover_state *state, xw_cover_parts *out, xw_error *err)
{
    size_t rows = state->problem->row_count;
    size_t columns = state->column_count;
    splitter s = { .state = state,
                   .leaders = xw_alloc_zeroed(rows, sizeof *s.leaders),
                   .firsts = xw_alloc_zeroed(columns, sizeof *s.firsts),
                   .numbers = xw_alloc_zeroed(rows, sizeof *s.numbers),
                   .rows = xw_alloc_zeroed(rows, sizeof *s.rows),
                   .columns = xw_alloc_zeroed(columns, sizeof *s.columns) };
    xw_status st;
    *out = (xw_cover_parts){ 0 };
    if (s.leaders && s.firsts && s.numbers && s.rows && s.columns) {
        join_rows(&s);
        place_rows(&s);
        place_columns(&s);
        st = take_out(&s, out, err);
    } else {
        st = xw_fail(err, XW_E_NOMEM, "out of memory splitting a cover");
    }
    xw_alloc_free(s.leaders);
    xw_alloc_free(s.firsts);
    xw_alloc_free(s.numbers);
    xw_alloc_free(s.rows);
    xw_alloc_free(s.columns);
    return st;
}

void
xw_cover_parts_clear(xw_cover_parts *parts)
{
    xw_alloc_free(parts->parts);
    xw_alloc_free(parts->rows);
    xw_alloc_free(parts->columns);
    *parts = (xw_cover_parts){ 0 };
}
