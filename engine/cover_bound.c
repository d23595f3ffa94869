#include "cover_bound.h"

#include "alloc.h"
#include "error.h"

enum {
    MOST_ROUNDS = 300, /* of subgradient steps */
    PATIENCE = 10      /* rounds without a better bound before shorter steps */
};

/* ---- Room --------------------------------------------------------------------- */

static uint64_t
common_divisor(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

xw_status
xw_cover_bounder_init(xw_cover_bounder *bounder, const xw_cover_state *state,
                      xw_error *err)
{
    size_t rows = state->problem->row_count;
    *bounder = (xw_cover_bounder){
        .state = state,
        .slack = xw_alloc_zeroed(state->column_count, sizeof(int64_t)),
        .prices = xw_alloc_zeroed(rows, sizeof(int64_t)),
        .kept = xw_alloc_zeroed(rows, sizeof(int64_t)),
    };
    if (!bounder->slack || !bounder->prices || !bounder->kept) {
        return xw_fail(err, XW_E_NOMEM, "out of memory bounding a cover");
    }
    for (uint32_t c = 0; c < state->column_count; ++c) {
        bounder->unit = common_divisor(state->problem->costs[c], bounder->unit);
    }
    return XW_OK;
}

void
xw_cover_bounder_clear(xw_cover_bounder *bounder)
{
    xw_alloc_free(bounder->slack);
    xw_alloc_free(bounder->prices);
    xw_alloc_free(bounder->kept);
    *bounder = (xw_cover_bounder){ 0 };
}

static uint64_t
round_up(uint64_t bound, uint64_t unit)
{
    return (bound + unit - 1) / unit * unit;
}

/* ---- Dual ascent ---------------------------------------------------------------- */

static bool
is_free(const xw_cover_state *state, uint32_t column)
{
    return state->columns[column] == XW_COLUMN_FREE;
}

static void
reset_slack(xw_cover_bounder *bounder, const xw_cover_part *part)
{
    const uint64_t *costs = bounder->state->problem->costs;
    for (uint32_t i = 0; i < part->column_count; ++i) {
        bounder->slack[part->columns[i]] = (int64_t)costs[part->columns[i]];
    }
}

/* The highest price that the free columns of a row allow; negative: it has
 * none. */
static int64_t
least_slack(xw_cover_bounder *bounder, xw_list columns)
{
    int64_t least = -1;
    bounder->steps += columns.count;
    for (uint32_t i = 0; i < columns.count; ++i) {
        uint32_t column = columns.items[i];
        if (is_free(bounder->state, column) &&
            (least < 0 || bounder->slack[column] < least)) {
            least = bounder->slack[column];
        }
    }
    return least;
}

static void
charge(xw_cover_bounder *bounder, xw_list columns, int64_t price)
{
    for (uint32_t i = 0; i < columns.count; ++i) {
        bounder->slack[columns.items[i]] -= price;
    }
}

/* Raise the price of a row as far as its columns allow, and no further than to
 * `most`.  False when it has no free column. */
static bool
raise_price(xw_cover_bounder *bounder, uint32_t row, int64_t most)
{
    xw_list columns = xw_cover_reaching(bounder->state, row);
    int64_t price = least_slack(bounder, columns);
    if (price < 0) {
        return false;
    }
    int64_t room = most - bounder->prices[row];
    price = price < room ? price : room;
    if (price > 0) {
        charge(bounder, columns, price);
        bounder->prices[row] += price;
    }
    return true;
}

static bool
raise_prices(xw_cover_bounder *bounder, const xw_cover_part *part, bool as_kept)
{
    for (uint32_t i = 0; i < part->row_count; ++i) {
        uint32_t row = part->rows[i];
        if (xw_cover_is_open(bounder->state, row) &&
            !raise_price(bounder, row,
                         as_kept ? bounder->kept[row] : INT64_MAX)) {
            return false;
        }
    }
    return true;
}

/* Towards the prices of the best bound first, and then as far as it goes. */
uint64_t
xw_cover_ascend(xw_cover_bounder *bounder, const xw_cover_part *part)
{
    reset_slack(bounder, part);
    for (uint32_t i = 0; i < part->row_count; ++i) {
        bounder->prices[part->rows[i]] = 0;
    }
    if (!raise_prices(bounder, part, true) ||
        !raise_prices(bounder, part, false)) {
        return XW_COVER_NEVER;
    }
    uint64_t sum = 0;
    for (uint32_t i = 0; i < part->row_count; ++i) {
        sum += (uint64_t)bounder->prices[part->rows[i]];
    }
    return round_up(sum, bounder->unit);
}

/* ---- Subgradient steps -------------------------------------------------------------- */

/* The bound that the prices give: what columns cost less than their rows is
 * taken off.  May be negative. */
static int64_t
value_prices(xw_cover_bounder *bounder, const xw_cover_part *part)
{
    int64_t value = 0;
    reset_slack(bounder, part);
    for (uint32_t i = 0; i < part->row_count; ++i) {
        xw_list columns = xw_cover_reaching(bounder->state, part->rows[i]);
        int64_t price = bounder->prices[part->rows[i]];
        bounder->steps += columns.count;
        charge(bounder, columns, price);
        value += price;
    }
    for (uint32_t i = 0; i < part->column_count; ++i) {
        int64_t slack = bounder->slack[part->columns[i]];
        if (slack < 0 && value > INT64_MIN / 2) { /* nor overflow then */
            value += slack;
        }
    }
    return value;
}

/* How much a row is short of being covered once, by columns that pay. */
static int64_t
shortage(const xw_cover_bounder *bounder, uint32_t row)
{
    xw_list columns = xw_cover_reaching(bounder->state, row);
    int64_t shortage = 1;
    for (uint32_t i = 0; i < columns.count; ++i) {
        shortage -= is_free(bounder->state, columns.items[i]) &&
                    bounder->slack[columns.items[i]] < 0;
    }
    return shortage;
}

static uint64_t
sum_of_squares(const xw_cover_bounder *bounder, const xw_cover_part *part)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < part->row_count; ++i) {
        int64_t missing = shortage(bounder, part->rows[i]);
        sum += (uint64_t)(missing * missing);
    }
    return sum;
}

static int64_t
cheapest(const xw_cover_bounder *bounder, uint32_t row)
{
    xw_list columns = xw_cover_reaching(bounder->state, row);
    uint64_t cost = XW_COVER_COST_MOST;
    for (uint32_t i = 0; i < columns.count; ++i) {
        uint64_t other = bounder->state->problem->costs[columns.items[i]];
        cost = other < cost ? other : cost;
    }
    return (int64_t)cost;
}

/* No price above the cheapest column of the row is of use. */
static void
move_prices(xw_cover_bounder *bounder, const xw_cover_part *part, int64_t step)
{
    for (uint32_t i = 0; i < part->row_count; ++i) {
        uint32_t row = part->rows[i];
        int64_t most = cheapest(bounder, row);
        int64_t missing = shortage(bounder, row);
        int64_t price = bounder->prices[row];
        if (missing < 0 && price / -missing < step) {
            price = 0;
        } else if (missing > 0 && most - price < step) {
            price = most;
        } else {
            price += step * missing;
        }
        bounder->prices[row] = price;
    }
}

static void
keep_prices(xw_cover_bounder *bounder, const xw_cover_part *part)
{
    for (uint32_t i = 0; i < part->row_count; ++i) {
        bounder->kept[part->rows[i]] = bounder->prices[part->rows[i]];
    }
}

/* The best value of all rounds; its prices are kept. */
static uint64_t
climb(xw_cover_bounder *bounder, const xw_cover_part *part, uint64_t upper)
{
    int64_t best = 0;
    unsigned shift = 0, idle = 0;
    for (unsigned round = 0; round < MOST_ROUNDS; ++round) {
        int64_t value = value_prices(bounder, part);
        if (value > best || !round) {
            best = value;
            idle = 0;
            keep_prices(bounder, part);
        } else if (++idle == PATIENCE) {
            idle = 0;
            ++shift;
        }
        uint64_t squares = sum_of_squares(bounder, part);
        if (!squares || round_up((uint64_t)best, bounder->unit) >= upper) {
            break;
        }
        int64_t step =
            (int64_t)(((uint64_t)((int64_t)upper - value) / squares) >> shift);
        if (!step) {
            break;
        }
        move_prices(bounder, part, step);
    }
    return (uint64_t)best;
}

/* With a column whose slack is left over, a cover costs that much more. */
static void
rule_out(xw_cover_bounder *bounder, xw_cover_state *state,
         const xw_cover_part *part, uint64_t upper)
{
    for (uint32_t i = 0; i < part->row_count; ++i) {
        bounder->prices[part->rows[i]] = bounder->kept[part->rows[i]];
    }
    int64_t value = value_prices(bounder, part);
    for (uint32_t i = 0; i < part->column_count; ++i) {
        uint32_t column = part->columns[i];
        int64_t slack = bounder->slack[column];
        if (slack > 0 &&
            round_up((uint64_t)(value + slack), bounder->unit) >= upper) {
            state->columns[column] = XW_COLUMN_OUT;
        }
    }
}

uint64_t
xw_cover_relax(xw_cover_bounder *bounder, xw_cover_state *state,
               const xw_cover_part *part, uint64_t upper)
{
    (void)xw_cover_ascend(bounder, part);
    uint64_t bound = round_up(climb(bounder, part, upper), bounder->unit);
    if (bound < upper) {
        rule_out(bounder, state, part, upper);
    }
    return bound;
}
