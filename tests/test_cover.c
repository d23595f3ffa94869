/* Covers against exhaustive search. */
#include "drawn_graph.h"

#include "../engine/cover.h"

#include <string.h>

enum { MOST_ROWS = 14, MOST_COLUMNS = 11, MOST_RULES = 5, PROBLEMS = 4000 };

/* ---- Problems ---------------------------------------------------------------- */

/* One in which sets are bits, and the same as lists. */
typedef struct drawn_cover {
    uint32_t rows, columns, rules;
    uint32_t required;
    uint32_t covers[MOST_COLUMNS];
    uint64_t costs[MOST_COLUMNS];
    uint32_t premises[MOST_RULES], conclusions[MOST_RULES];

    bool required_rows[MOST_ROWS];
    xw_lists rows_of, premises_of, conclusions_of;
    xw_cover_problem problem;
} drawn_cover;

static uint32_t
draw_set(drawn_random *random, uint32_t among, uint32_t percent)
{
    uint32_t set = 0;
    for (uint32_t i = 0; i < among; ++i) {
        set |= drawn_chance(random, percent) ? 1U << i : 0;
    }
    return set;
}

static void
add_entry(xw_list_entries *entries, uint32_t list, uint32_t item)
{
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_list_entries_add(entries, list, item, &err), err);
}

static void
list_sets(const uint32_t *sets, uint32_t count, xw_lists *out)
{
    xw_list_entries entries = { 0 };
    xw_error err = XW_ERROR_INIT;
    for (uint32_t s = 0; s < count; ++s) {
        for (uint32_t i = 0; i < 32; ++i) {
            if (sets[s] >> i & 1U) {
                add_entry(&entries, s, i);
            }
        }
    }
    assert_ok(xw_lists_fill(out, count, &entries, &err), err);
    xw_list_entries_clear(&entries);
}

static void
state_problem(drawn_cover *d, uint64_t effort)
{
    list_sets(d->covers, d->columns, &d->rows_of);
    list_sets(d->premises, d->rules, &d->premises_of);
    list_sets(d->conclusions, d->rules, &d->conclusions_of);
    for (uint32_t row = 0; row < d->rows; ++row) {
        d->required_rows[row] = d->required >> row & 1U;
    }
    d->problem = (xw_cover_problem){
        .row_count = d->rows,
        .required = d->required_rows,
        .rows = &d->rows_of,
        .costs = d->costs,
        .premises = d->rules ? &d->premises_of : NULL,
        .conclusions = d->rules ? &d->conclusions_of : NULL,
        .effort = effort,
    };
}

static void
draw_cover(drawn_cover *d, drawn_random *random, bool has_rules)
{
    *d = (drawn_cover){ .rows = 1 + drawn_below(random, MOST_ROWS),
                        .columns = 1 + drawn_below(random, MOST_COLUMNS) };
    uint32_t percent = 5 + drawn_below(random, 45);
    bool has_costs = drawn_chance(random, 50);
    d->required = draw_set(random, d->rows, 85);
    for (uint32_t c = 0; c < d->columns; ++c) {
        d->covers[c] = draw_set(random, d->rows, percent);
        d->costs[c] = has_costs ? 1 + drawn_below(random, 9) : 1000000;
    }
    d->rules = has_rules ? drawn_below(random, MOST_RULES + 1) : 0;
    for (uint32_t r = 0; r < d->rules; ++r) {
        uint32_t one = drawn_below(random, d->rows);
        d->premises[r] = 1U << one | 1U << drawn_below(random, d->rows);
        d->conclusions[r] = draw_set(random, d->rows, 20);
    }
    state_problem(d, UINT64_C(1) << 40);
}

static void
clear_cover(drawn_cover *d)
{
    xw_lists_clear(&d->rows_of);
    xw_lists_clear(&d->premises_of);
    xw_lists_clear(&d->conclusions_of);
}

/* ---- Exhaustive search --------------------------------------------------------- */

static uint32_t
met_by(const drawn_cover *d, uint32_t columns)
{
    uint32_t met = 0, before;
    for (uint32_t c = 0; c < d->columns; ++c) {
        met |= columns >> c & 1U ? d->covers[c] : 0;
    }
    do {
        before = met;
        for (uint32_t r = 0; r < d->rules; ++r) {
            met |= (d->premises[r] & ~met) ? 0 : d->conclusions[r];
        }
    } while (met != before);
    return met;
}

static uint64_t
cost_of(const drawn_cover *d, uint32_t columns)
{
    uint64_t cost = 0;
    for (uint32_t c = 0; c < d->columns; ++c) {
        cost += columns >> c & 1U ? d->costs[c] : 0;
    }
    return cost;
}

/* What the cheapest cover costs; UINT64_MAX when there is none. */
static uint64_t
cheapest(const drawn_cover *d)
{
    uint64_t best = UINT64_MAX;
    for (uint32_t columns = 0; columns < 1U << d->columns; ++columns) {
        uint64_t cost = cost_of(d, columns);
        if (cost < best && !(d->required & ~met_by(d, columns))) {
            best = cost;
        }
    }
    return best;
}

static uint32_t
chosen_set(const drawn_cover *d, const xw_cover *cover)
{
    uint32_t columns = 0;
    for (uint32_t c = 0; c < d->columns; ++c) {
        columns |= cover->chosen[c] ? 1U << c : 0;
    }
    return columns;
}

static void
check_cover(const drawn_cover *d, const xw_cover *cover, uint64_t optimum)
{
    uint32_t columns = chosen_set(d, cover);
    assert_int_equal(d->required & ~met_by(d, columns), 0);
    assert_int_equal(cost_of(d, columns), cover->cost);
    assert_true(cover->bound <= optimum);
    assert_true(cover->cost >= optimum);
}

static void
check_problem(drawn_cover *d, uint64_t optimum)
{
    xw_error err = XW_ERROR_INIT;
    xw_cover cover;
    xw_status st = xw_cover_solve(&d->problem, &cover, &err);
    if (optimum == UINT64_MAX) {
        assert_int_equal(st, XW_E_ARG);
        assert_null(cover.chosen);
        return;
    }
    assert_ok(st, err);
    check_cover(d, &cover, optimum);
    assert_int_equal(cover.cost, optimum);
    assert_int_equal(cover.bound, optimum);
    xw_cover_clear(&cover);
    d->problem.effort = 0; /* no search: a bound, and some cover */
    assert_ok(xw_cover_solve(&d->problem, &cover, &err), err);
    check_cover(d, &cover, optimum);
    xw_cover_clear(&cover);
}

static void
check_drawn(bool has_rules)
{
    for (uint64_t seed = 1; seed <= PROBLEMS; ++seed) {
        drawn_random random = { seed };
        drawn_cover d;
        draw_cover(&d, &random, has_rules);
        check_problem(&d, cheapest(&d));
        clear_cover(&d);
    }
}

static void
test_cover_is_the_cheapest(void **state)
{
    (void)state;
    check_drawn(false);
}

static void
test_cover_by_rules_is_the_cheapest(void **state)
{
    (void)state;
    check_drawn(true);
}

/* ---- Larger ones ------------------------------------------------------------------ */

/* Columns 0, 3, 6, ... are a partition of the rows, and the others hold a row of
 * two blocks each, at the same cost: what the cheapest cover is, is known. */
enum { BLOCKS = 40, BLOCK = 3, CELLS = BLOCKS * BLOCK };

static void
test_cover_finds_a_partition(void **state)
{
    (void)state;
    bool required[CELLS];
    uint64_t costs[CELLS];
    xw_list_entries entries = { 0 };
    for (uint32_t cell = 0; cell < CELLS; cell += BLOCK) {
        for (uint32_t i = 0; i < BLOCK; ++i) {
            required[cell + i] = true;
            costs[cell + i] = 7;
            add_entry(&entries, cell, cell + i);
            add_entry(&entries, cell + 1 + i % 2, (cell + 2 * i + 1) % CELLS);
        }
    }
    xw_error err = XW_ERROR_INIT;
    xw_lists rows;
    assert_ok(xw_lists_fill(&rows, CELLS, &entries, &err), err);
    const xw_cover_problem problem = { .row_count = CELLS,
                                       .required = required,
                                       .rows = &rows,
                                       .costs = costs,
                                       .effort = 10000000 };
    xw_cover cover;
    assert_ok(xw_cover_solve(&problem, &cover, &err), err);
    assert_int_equal(cover.cost, 7 * BLOCKS);
    assert_int_equal(cover.bound, 7 * BLOCKS);
    xw_cover_clear(&cover);
    xw_lists_clear(&rows);
    xw_list_entries_clear(&entries);
}

static void
test_cover_takes_the_first_of_equals(void **state)
{
    (void)state;
    drawn_cover d = { .rows = 2,
                      .columns = 3,
                      .required = 3,
                      .covers = { 1, 3, 3 },
                      .costs = { 1, 1, 1 } };
    state_problem(&d, 1000);
    xw_error err = XW_ERROR_INIT;
    xw_cover cover;
    assert_ok(xw_cover_solve(&d.problem, &cover, &err), err);
    assert_int_equal(chosen_set(&d, &cover), 2);
    xw_cover_clear(&cover);
    clear_cover(&d);
}

/* ---- Out of memory -------------------------------------------------------------------- */

static xw_status
solve_once(void *state)
{
    drawn_cover *d = state;
    xw_cover cover;
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_cover_solve(&d->problem, &cover, &err);
    xw_cover_clear(&cover);
    return st;
}

/* Three rows, of which any two columns meet all: nothing reduces it. */
static void
test_cover_survives_want_of_memory(void **state)
{
    (void)state;
    drawn_cover d = { .rows = 4,
                      .columns = 3,
                      .rules = 1,
                      .required = 15,
                      .covers = { 3, 6, 5 },
                      .costs = { 2, 2, 2 },
                      .premises = { 3 },
                      .conclusions = { 8 } };
    state_problem(&d, 1000);
    sweep_allocations(solve_once, &d);
    clear_cover(&d);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cover_is_the_cheapest),
        cmocka_unit_test(test_cover_by_rules_is_the_cheapest),
        cmocka_unit_test(test_cover_finds_a_partition),
        cmocka_unit_test(test_cover_takes_the_first_of_equals),
        cmocka_unit_test(test_cover_survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
