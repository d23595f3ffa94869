/* plan_choose.c - the cheapest tests that do for all requirements, and which
 * of these they spare. */
#include "alloc.h"
#include "cover.h"
#include "error.h"
#include "plan.h"

#include <stdlib.h>
#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    (void)xw_fail(err, XW_E_NOMEM, "out of memory for a plan");
    return XW_E_NOMEM; /* said here too, for those who read without error.c */
}

/* ---- Chaining forward ---------------------------------------------------------- */

/* What follows from some sources, and why: of each row the source or the rule
 * that met it first. */
typedef struct chain {
    const xw_plan_facts *facts;
    xw_lists rules_of; /* of each row: rules that it is a premise of */
    uint32_t *missing; /* [rules] */
    uint32_t *source;  /* [row_count] that met it, or XW_NONE */
    uint32_t *rule;    /* [row_count] that met it, or XW_NONE */
    uint32_t *queue;   /* [row_count] rows in the order they were met */
    uint32_t met_count, fired_count;
} chain;

static void
chain_clear(chain *c)
{
    xw_lists_clear(&c->rules_of);
    xw_alloc_free(c->missing);
    xw_alloc_free(c->source);
    xw_alloc_free(c->rule);
    xw_alloc_free(c->queue);
}

static xw_status
chain_init(chain *c, const xw_plan_facts *facts, xw_error *err)
{
    size_t rows = facts->row_count;
    uint32_t rules = facts->premises.count;
    *c = (chain){ .facts = facts,
                  .missing = xw_alloc_zeroed(rules, sizeof *c->missing),
                  .source = xw_alloc_zeroed(rows, sizeof *c->source),
                  .rule = xw_alloc_zeroed(rows, sizeof *c->rule),
                  .queue = xw_alloc_zeroed(rows, sizeof *c->queue) };
    if (!c->missing || !c->source || !c->rule || !c->queue) {
        return out_of_memory(err);
    }
    memset(c->source, 0xFF, rows * sizeof *c->source); /* XW_NONE */
    memset(c->rule, 0xFF, rows * sizeof *c->rule);
    for (uint32_t r = 0; r < rules; ++r) {
        c->missing[r] = xw_lists_get(&facts->premises, r).count;
    }
    return xw_lists_invert(&facts->premises, facts->row_count, &c->rules_of,
                           err);
}

static bool
chain_has(const chain *c, uint32_t row)
{
    return c->source[row] != XW_NONE || c->rule[row] != XW_NONE;
}

static void
meet(chain *c, xw_list rows, uint32_t source, uint32_t rule)
{
    for (uint32_t i = 0; i < rows.count; ++i) {
        uint32_t row = rows.items[i];
        if (!chain_has(c, row)) {
            c->source[row] = source;
            c->rule[row] = rule;
            c->queue[c->met_count++] = row;
        }
    }
}

static void
chain_add(chain *c, uint32_t source)
{
    meet(c, xw_lists_get(&c->facts->satisfied, source), source, XW_NONE);
}

static void
fire(chain *c, uint32_t rule)
{
    if (--c->missing[rule] == 0) {
        meet(c, xw_lists_get(&c->facts->conclusions, rule), XW_NONE, rule);
    }
}

static void
chain_run(chain *c)
{
    while (c->fired_count < c->met_count) {
        xw_list rules = xw_lists_get(&c->rules_of, c->queue[c->fired_count++]);
        for (uint32_t i = 0; i < rules.count; ++i) {
            fire(c, rules.items[i]);
        }
    }
}

/* Mark the sources that a met row rests on: the premises of a rule were met
 * before what it concludes. */
static void
chain_trace(const chain *c, uint32_t row, bool *rows, bool *sources)
{
    rows[row] = true;
    for (uint32_t i = c->met_count; i-- > 0;) {
        uint32_t at = c->queue[i];
        if (!rows[at]) {
            continue;
        }
        if (c->rule[at] == XW_NONE) {
            sources[c->source[at]] = true;
            continue;
        }
        xw_list premises = xw_lists_get(&c->facts->premises, c->rule[at]);
        for (uint32_t p = 0; p < premises.count; ++p) {
            rows[premises.items[p]] = true;
        }
    }
}

/* ---- The cover ------------------------------------------------------------------- */

typedef struct choosing {
    xw_plan *plan;
    const xw_plan_facts *facts;
    chain given; /* what compliant controls satisfy */
    chain all;   /* and what the tests chosen do */
    bool *required;
    xw_lists columns, premises, conclusions;
    xw_cover cover;
    bool *rows, *sources; /* of a trace */
} choosing;

static void
choosing_clear(choosing *c)
{
    chain_clear(&c->given);
    chain_clear(&c->all);
    xw_alloc_free(c->required);
    xw_lists_clear(&c->columns);
    xw_lists_clear(&c->premises);
    xw_lists_clear(&c->conclusions);
    xw_cover_clear(&c->cover);
    xw_alloc_free(c->rows);
    xw_alloc_free(c->sources);
}

/* Whether a row is out of the plan, compliant controls satisfying it. */
static bool
is_given(const choosing *c, uint32_t row)
{
    return c->plan->carry && chain_has(&c->given, row);
}

static void
give(choosing *c)
{
    uint32_t count = c->facts->requirement_count;
    for (uint32_t i = 0; i < c->facts->compliant_count; ++i) {
        chain_add(&c->given, count + i);
    }
    chain_run(&c->given);
    for (uint32_t row = 0; row < count; ++row) {
        c->plan->totals.settled += chain_has(&c->given, row);
    }
}

/* The rows of a list that are not given; of a rule whose premises all are,
 * nothing is left. */
static xw_status
add_open(const choosing *c, xw_list_entries *entries, uint32_t list,
         xw_list rows, xw_error *err)
{
    xw_status st = XW_OK;
    for (uint32_t i = 0; i < rows.count && !st; ++i) {
        if (!is_given(c, rows.items[i])) {
            st = xw_list_entries_add(entries, list, rows.items[i], err);
        }
    }
    return st;
}

static xw_status
state_columns(choosing *c, xw_error *err)
{
    xw_list_entries entries = { 0 };
    uint32_t count = c->facts->requirement_count;
    xw_status st = XW_OK;
    for (uint32_t row = 0; row < count && !st; ++row) {
        c->required[row] = !is_given(c, row);
        if (c->required[row]) {
            st = add_open(c, &entries, row,
                          xw_lists_get(&c->facts->satisfied, row), err);
        }
    }
    if (!st) {
        st = xw_lists_fill(&c->columns, count, &entries, err);
    }
    xw_list_entries_clear(&entries);
    return st;
}

static xw_status
state_rules(choosing *c, xw_error *err)
{
    xw_list_entries premises = { 0 }, conclusions = { 0 };
    uint32_t count = 0;
    xw_status st = XW_OK;
    for (uint32_t r = 0; r < c->facts->premises.count && !st; ++r) {
        size_t before = premises.count;
        st = add_open(c, &premises, count, xw_lists_get(&c->facts->premises, r),
                      err);
        if (!st && premises.count > before) {
            st = add_open(c, &conclusions, count,
                          xw_lists_get(&c->facts->conclusions, r), err);
            ++count;
        }
    }
    if (!st) {
        st = xw_lists_fill(&c->premises, count, &premises, err);
    }
    if (!st) {
        st = xw_lists_fill(&c->conclusions, count, &conclusions, err);
    }
    xw_list_entries_clear(&premises);
    xw_list_entries_clear(&conclusions);
    return st;
}

static xw_status
solve(choosing *c, xw_error *err)
{
    xw_status st = state_columns(c, err);
    if (!st) {
        st = state_rules(c, err);
    }
    if (st) {
        return st;
    }
    const xw_cover_problem problem = {
        .row_count = c->facts->row_count,
        .required = c->required,
        .rows = &c->columns,
        .costs = c->plan->costs,
        .premises = c->premises.count ? &c->premises : NULL,
        .conclusions = c->premises.count ? &c->conclusions : NULL,
        .effort = c->plan->effort,
    };
    st = xw_cover_solve(&problem, &c->cover, err);
    if (!st) {
        c->plan->totals.total = c->cover.cost;
        c->plan->totals.lower_bound = c->cover.bound;
        c->plan->totals.exact = c->cover.cost == c->cover.bound;
    }
    return st;
}

/* ---- What was chosen --------------------------------------------------------------- */

/* The other requirements among the rows of a test's column. */
static xw_status
add_covers(const choosing *c, uint32_t row, uint32_t item,
           xw_list_entries *entries, xw_error *err)
{
    xw_list rows = xw_lists_get(&c->columns, row);
    xw_status st = XW_OK;
    for (uint32_t i = 0; i < rows.count && !st; ++i) {
        uint32_t other = rows.items[i];
        if (other != row && other < c->facts->requirement_count) {
            st = xw_list_entries_add(entries, item, c->plan->left[other], err);
        }
    }
    return st;
}

static xw_status
list_items(choosing *c, xw_error *err)
{
    xw_plan *plan = c->plan;
    xw_list_entries entries = { 0 };
    uint32_t items = 0;
    xw_status st = XW_OK;
    for (uint32_t row = 0; row < c->facts->requirement_count && !st; ++row) {
        if (c->cover.chosen[row]) {
            plan->items[items] = (xw_planned){ .control = { plan->left[row] },
                                               .cost = plan->costs[row] };
            st = add_covers(c, row, items++, &entries, err);
        }
    }
    plan->totals.items = items;
    if (!st) {
        st = xw_lists_fill(&plan->covers, items, &entries, err);
    }
    xw_list_entries_clear(&entries);
    return st;
}

static void
borrow_covers(xw_plan *plan)
{
    for (uint32_t i = 0; i < plan->totals.items; ++i) {
        xw_list covers = xw_lists_get(&plan->covers, i);
        plan->items[i].covers = covers.items;
        plan->items[i].cover_count = covers.count;
    }
}

/* ---- What is spared --------------------------------------------------------------- */

static uint32_t
source_control(const xw_plan *plan, uint32_t source)
{
    return source < plan->left_count
               ? plan->left[source]
               : plan->compliant[source - plan->left_count];
}

/* The sources that together do for a row. */
static xw_status
add_together(choosing *c, const chain *why, uint32_t row,
             xw_list_entries *entries, xw_error *err)
{
    const xw_plan *plan = c->plan;
    uint32_t sources = c->facts->requirement_count + c->facts->compliant_count;
    memset(c->rows, 0, c->facts->row_count * sizeof *c->rows);
    memset(c->sources, 0, sources * sizeof *c->sources);
    chain_trace(why, row, c->rows, c->sources);
    xw_status st = XW_OK;
    for (uint32_t s = 0; s < sources && !st; ++s) {
        if (c->sources[s]) {
            st = xw_list_entries_add(entries, plan->spared_count,
                                     source_control(plan, s), err);
        }
    }
    return st;
}

static xw_status
add_alone(const choosing *c, xw_list columns, xw_list_entries *entries,
          xw_error *err)
{
    const xw_plan *plan = c->plan;
    xw_status st = XW_OK;
    for (uint32_t i = 0; i < columns.count && !st; ++i) {
        if (c->cover.chosen[columns.items[i]]) {
            st = xw_list_entries_add(entries, plan->spared_count,
                                     plan->left[columns.items[i]], err);
        }
    }
    return st;
}

static xw_status
spare(choosing *c, uint32_t row, xw_list columns, xw_list_entries *entries,
      xw_error *err)
{
    xw_plan *plan = c->plan;
    xw_spared spared = { .control = { plan->left[row] },
                         .settled = is_given(c, row) };
    size_t before = entries->count;
    xw_status st = spared.settled ? XW_OK : add_alone(c, columns, entries, err);
    if (!st && entries->count == before) {
        const chain *why = spared.settled ? &c->given : &c->all;
        st = add_together(c, why, row, entries, err);
        spared.joint = why->rule[row] != XW_NONE;
    }
    plan->spared[plan->spared_count++] = spared;
    return st;
}

static xw_status
spare_all(choosing *c, const xw_lists *covering, xw_list_entries *entries,
          xw_error *err)
{
    xw_status st = XW_OK;
    for (uint32_t row = 0; row < c->facts->requirement_count && !st; ++row) {
        if (!c->cover.chosen[row]) {
            st = spare(c, row, xw_lists_get(covering, row), entries, err);
        }
    }
    return st ? st
              : xw_lists_fill(&c->plan->by, c->plan->spared_count, entries,
                              err);
}

/* What follows from all tests that are chosen, and from what is given. */
static void
chain_all(choosing *c)
{
    uint32_t count = c->facts->requirement_count;
    for (uint32_t i = 0; c->plan->carry && i < c->facts->compliant_count; ++i) {
        chain_add(&c->all, count + i);
    }
    for (uint32_t row = 0; row < count; ++row) {
        if (c->cover.chosen[row]) {
            chain_add(&c->all, row);
        }
    }
    chain_run(&c->all);
}

static xw_status
list_spared(choosing *c, xw_error *err)
{
    xw_plan *plan = c->plan;
    xw_list_entries entries = { 0 };
    xw_lists covering = { 0 };
    chain_all(c);
    xw_status st =
        xw_lists_invert(&c->columns, c->facts->row_count, &covering, err);
    if (!st) {
        st = spare_all(c, &covering, &entries, err);
    }
    xw_list_entries_clear(&entries);
    xw_lists_clear(&covering);
    for (uint32_t i = 0; !st && i < plan->spared_count; ++i) {
        xw_list by = xw_lists_get(&plan->by, i);
        plan->spared[i].by = by.items;
        plan->spared[i].by_count = by.count;
    }
    return st;
}

/* ---- Choosing ------------------------------------------------------------------------ */

static xw_status
begin(choosing *c, xw_error *err)
{
    xw_plan *plan = c->plan;
    size_t rows = c->facts->row_count;
    size_t sources = (size_t)plan->left_count + plan->compliant_count;
    c->required = xw_alloc_zeroed(rows, sizeof *c->required);
    c->rows = xw_alloc_zeroed(rows, sizeof *c->rows);
    c->sources = xw_alloc_zeroed(sources, sizeof *c->sources);
    plan->items = xw_alloc_zeroed(plan->left_count, sizeof *plan->items);
    plan->spared = xw_alloc_zeroed(plan->left_count, sizeof *plan->spared);
    if (!c->required || !c->rows || !c->sources || !plan->items ||
        !plan->spared) {
        return out_of_memory(err);
    }
    xw_status st = chain_init(&c->given, c->facts, err);
    if (!st) {
        give(c);
        st = chain_init(&c->all, c->facts, err);
    }
    return st;
}

xw_status
xw_plan_choose(xw_plan *plan, xw_error *err)
{
    choosing c = { .plan = plan, .facts = &plan->facts };
    xw_status st = begin(&c, err);
    if (!st) {
        st = solve(&c, err);
    }
    if (!st) {
        st = list_items(&c, err);
    }
    if (!st) {
        borrow_covers(plan);
        st = list_spared(&c, err);
    }
    choosing_clear(&c);
    return st;
}
