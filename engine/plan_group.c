/* plan_group.c - which tests to hold in one session.
 *
 * Tests are joined step by step, as long as a session does not grow too long:
 * those of one clause of the structure that ISO's standards share; those of
 * one article or base control; those with demands in common, the most in common
 * first; last what is left of one heading.  None of it says that one requirement
 * satisfies another. */
#include "plan_group.h"
#include "alloc.h"
#include "ascii.h"
#include "error.h"

#include <stdlib.h>
#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for audit sessions");
}

static void
grouping_clear(xw_grouping *g)
{
    xw_alloc_free(g->in);
    xw_alloc_free(g->link);
    xw_alloc_free(g->cost);
    xw_alloc_free(g->is_mixed);
    xw_alloc_free(g->theme);
    xw_alloc_free(g->clause);
    xw_alloc_free(g->places);
    xw_alloc_free(g->open);
    xw_alloc_free(g->touches);
}

static uint32_t
framework_of(const xw_grouping *g, uint32_t i)
{
    return g->plan->graph->control_frameworks[g->plan->left[i]];
}

/* ---- Beginning ------------------------------------------------------------------ */

/* By framework, whether it shares the clauses. */
static xw_status
read_places(xw_grouping *g, xw_error *err)
{
    const xw_graph *graph = g->plan->graph;
    enum { UNKNOWN = 0, SHARED, OTHER };
    uint8_t *kinds = xw_alloc_zeroed(graph->framework_count, 1);
    if (!kinds) {
        return out_of_memory(err);
    }
    for (uint32_t i = 0; i < g->count; ++i) {
        uint32_t framework = framework_of(g, i);
        if (framework >= graph->framework_count) {
            xw_alloc_free(kinds);
            return xw_graph_damaged(err, "a control is of no framework");
        }
        if (kinds[framework] == UNKNOWN) {
            kinds[framework] =
                xw_clause_is_shared(graph, framework) ? SHARED : OTHER;
        }
        if (kinds[framework] == SHARED) {
            uint32_t id = graph->control_ids[g->plan->left[i]];
            g->places[i] = xw_clause_read(xw_graph_text(graph, id));
        }
    }
    xw_alloc_free(kinds);
    return XW_OK;
}

static int
by_weight(const void *a, const void *b)
{
    const xw_touch *x = a;
    const xw_touch *y = b;
    if (x->weight != y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    if (x->a != y->a) {
        return x->a < y->a ? -1 : 1;
    }
    return (x->b > y->b) - (x->b < y->b);
}

static xw_status
sort_touches(xw_grouping *g, xw_error *err)
{
    const xw_plan_facts *facts = &g->plan->facts;
    g->touch_count = facts->touch_count;
    g->touches = xw_alloc_zeroed(g->touch_count, sizeof *g->touches);
    if (!g->touches) {
        return out_of_memory(err);
    }
    if (g->touch_count) {
        memcpy(g->touches, facts->touches, g->touch_count * sizeof *g->touches);
        qsort(g->touches, g->touch_count, sizeof *g->touches, by_weight);
    }
    return XW_OK;
}

static xw_status
grouping_init(xw_grouping *g, const xw_plan *plan, xw_error *err)
{
    size_t count = plan->left_count;
    *g = (xw_grouping){
        .plan = plan,
        .count = plan->left_count,
        .in = xw_alloc_zeroed(count, sizeof *g->in),
        .link = xw_alloc_zeroed(count, sizeof *g->link),
        .cost = xw_alloc_zeroed(count, sizeof *g->cost),
        .is_mixed = xw_alloc_zeroed(count, sizeof *g->is_mixed),
        .theme = xw_alloc_zeroed(count, sizeof *g->theme),
        .clause = xw_alloc_zeroed(count, sizeof *g->clause),
        .places = xw_alloc_zeroed(count, sizeof *g->places),
        .open = xw_alloc_zeroed(plan->graph->control_count, sizeof *g->open),
    };
    if (!g->in || !g->link || !g->cost || !g->is_mixed || !g->theme ||
        !g->clause || !g->places || !g->open) {
        return out_of_memory(err);
    }
    xw_status st = read_places(g, err);
    return st ? st : sort_touches(g, err);
}

/* Every requirement by itself again. */
static void
part_all(xw_grouping *g)
{
    for (uint32_t i = 0; i < g->count; ++i) {
        g->link[i] = i;
        g->cost[i] = g->plan->costs[i];
        g->is_mixed[i] = false;
        g->theme[i] = XW_THEME_SINGLE;
        g->clause[i] = g->places[i].clause;
    }
}

/* ---- Joining ------------------------------------------------------------------- */

uint32_t
xw_grouping_root(xw_grouping *grouping, uint32_t requirement)
{
    uint32_t *link = grouping->link;
    uint32_t i = requirement;
    while (link[i] != i) {
        link[i] = link[link[i]];
        i = link[i];
    }
    return i;
}

static bool
fits(const xw_grouping *g, uint32_t a, uint32_t b)
{
    bool is_of_two_clauses =
        g->clause[a] && g->clause[b] && g->clause[a] != g->clause[b];
    return !is_of_two_clauses &&
           g->cost[a] + g->cost[b] <= g->plan->session_most;
}

/* Join the sets of two roots, if they may be.  A clause names what it is joined
 * to, and what is in common a heading. */
static bool
join(xw_grouping *g, uint32_t a, uint32_t b, xw_theme theme)
{
    uint32_t root = a < b ? a : b;
    uint32_t other = a < b ? b : a;
    if (a == b || !fits(g, a, b)) {
        return a == b;
    }
    bool is_mixed = g->is_mixed[a] || g->is_mixed[b] ||
                    framework_of(g, a) != framework_of(g, b);
    uint8_t best = (uint8_t)theme;
    best = g->theme[a] < best ? g->theme[a] : best;
    best = g->theme[b] < best ? g->theme[b] : best;
    g->link[other] = root;
    g->cost[root] += g->cost[other];
    g->is_mixed[root] = is_mixed;
    g->theme[root] = best;
    g->clause[root] |= g->clause[other];
    return true;
}

/* ---- By clause ------------------------------------------------------------------- */

typedef struct placed {
    uint64_t number;
    uint32_t item;
    uint8_t clause;
} placed;

static int
by_place(const void *a, const void *b)
{
    const placed *x = a;
    const placed *y = b;
    if (x->clause != y->clause) {
        return x->clause < y->clause ? -1 : 1;
    }
    if (x->number != y->number) {
        return x->number < y->number ? -1 : 1;
    }
    return (x->item > y->item) - (x->item < y->item);
}

static uint32_t
list_placed(const xw_grouping *g, placed *out)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < g->count; ++i) {
        if (g->in[i] && g->places[i].clause) {
            out[count++] = (placed){ .number = g->places[i].number,
                                     .item = i,
                                     .clause = g->places[i].clause };
        }
    }
    if (count) {
        qsort(out, count, sizeof *out, by_place);
    }
    return count;
}

/* Join those of one full number; gives the root of the last set of them. */
static uint32_t
join_number(xw_grouping *g, const placed *items, uint32_t count)
{
    uint32_t root = items[0].item;
    for (uint32_t i = 1; i < count; ++i) {
        uint32_t item = items[i].item;
        root = xw_grouping_root(g, root);
        root = join(g, root, item, XW_THEME_CLAUSE) ? xw_grouping_root(g, root)
                                                    : item;
    }
    return root;
}

/* Whole numbers are joined to those before them in their clause while there is
 * room. */
static void
join_clauses(xw_grouping *g, const placed *items, uint32_t count)
{
    uint32_t last = XW_NONE;
    for (uint32_t i = 0; i < count;) {
        uint32_t end = i + 1;
        while (end < count && items[end].clause == items[i].clause &&
               items[end].number == items[i].number) {
            ++end;
        }
        uint32_t root = join_number(g, items + i, end - i);
        bool is_same = i && items[i - 1].clause == items[i].clause;
        if (is_same && last != XW_NONE) {
            (void)join(g, xw_grouping_root(g, last), xw_grouping_root(g, root),
                       XW_THEME_CLAUSE);
        }
        last = root;
        i = end;
    }
}

static xw_status
group_clauses(xw_grouping *g, xw_error *err)
{
    placed *items = xw_alloc_zeroed(g->count, sizeof *items);
    if (!items) {
        return out_of_memory(err);
    }
    join_clauses(g, items, list_placed(g, items));
    xw_alloc_free(items);
    return XW_OK;
}

/* ---- By number and title ------------------------------------------------------------ */

static bool
is_same_title(const xw_graph *graph, uint32_t a, uint32_t b)
{
    const char *x = xw_graph_text(graph, graph->control_titles[a]);
    const char *y = xw_graph_text(graph, graph->control_titles[b]);
    while (*x && xw_ascii_lower(*x) == xw_ascii_lower(*y)) {
        ++x;
        ++y;
    }
    return !*x && !*y;
}

/* The first before `i` that is the same clause by its number and title; `i` when
 * there is none. */
static uint32_t
find_same_title(const xw_grouping *g, uint32_t i)
{
    const uint32_t *left = g->plan->left;
    uint32_t j = 0;
    while (j < i && !(g->in[j] && g->places[j].number == g->places[i].number &&
                      is_same_title(g->plan->graph, left[i], left[j]))) {
        ++j;
    }
    return j;
}

/* Clauses outside of the shared structure that are the same all the same. */
static void
group_titles(xw_grouping *g)
{
    for (uint32_t i = 0; i < g->count; ++i) {
        if (g->in[i] && g->places[i].number && !g->places[i].clause) {
            uint32_t j = find_same_title(g, i);
            (void)join(g, xw_grouping_root(g, j), xw_grouping_root(g, i),
                       XW_THEME_CLAUSE);
        }
    }
}

/* ---- By place in the framework ---------------------------------------------------- */

enum { NEIGHBOURS_MOST = 64 };

uint32_t
xw_plan_above(const xw_graph *graph, uint32_t control, unsigned height,
              bool parts)
{
    for (; height; --height) {
        bool is_part = xw_graph_parent_kind(graph, control) != XW_PARENT_GROUP;
        uint32_t parent = graph->control_parents[control];
        if (parent >= graph->control_count || (parts && !is_part)) {
            return XW_NONE;
        }
        control = parent;
    }
    return control;
}

/* What a requirement stands below, at some height; its framework's first control
 * for want of a heading. */
static uint32_t
place_of(const xw_grouping *g, uint32_t i, unsigned height, bool parts)
{
    const xw_graph *graph = g->plan->graph;
    uint32_t at = xw_plan_above(graph, g->plan->left[i], height, parts);
    bool is_top = at == XW_NONE && height == 1 && !parts;
    return is_top ? graph->frameworks[framework_of(g, i)].first : at;
}

/* Join a set to the one that is open where it stands, or open it. */
static void
join_open(xw_grouping *g, uint32_t root, uint32_t at)
{
    bool is_open = g->open[at] != XW_NONE;
    uint32_t last = is_open ? xw_grouping_root(g, g->open[at]) : root;
    bool is_joined = join(g, last, root, XW_THEME_HEADING);
    g->open[at] = is_joined ? xw_grouping_root(g, last) : root;
}

/* Join sets of one framework below the same control, in document order. */
static void
group_below(xw_grouping *g, unsigned height, bool parts)
{
    memset(g->open, 0xFF, g->plan->graph->control_count * sizeof *g->open);
    for (uint32_t i = 0; i < g->count; ++i) {
        uint32_t root = xw_grouping_root(g, i);
        if (!g->in[i] || g->is_mixed[root] || g->clause[root]) {
            continue;
        }
        if (parts && height == 1) {
            g->open[g->plan->left[i]] = root; /* the base of enhancements */
        }
        uint32_t at = place_of(g, i, height, parts);
        if (root == i && at != XW_NONE) {
            join_open(g, root, at);
        }
    }
}

static bool
are_siblings(const xw_grouping *g, uint32_t a, uint32_t b)
{
    const uint32_t *parents = g->plan->graph->control_parents;
    const uint32_t *left = g->plan->left;
    return b < g->count && g->in[b] && parents[left[a]] == parents[left[b]] &&
           framework_of(g, a) == framework_of(g, b);
}

static bool
join_sibling(xw_grouping *g, uint32_t i, uint32_t sibling)
{
    return are_siblings(g, i, sibling) &&
           join(g, xw_grouping_root(g, sibling), i, XW_THEME_HEADING);
}

/* A test still alone goes to where the nearest of its heading is, if there is
 * room. */
static void
group_leftovers(xw_grouping *g)
{
    for (uint32_t i = 0; i < g->count; ++i) {
        uint32_t root = xw_grouping_root(g, i);
        bool is_alone =
            g->in[i] && !g->clause[root] && g->theme[root] == XW_THEME_SINGLE;
        for (uint32_t away = 1; is_alone && away <= NEIGHBOURS_MOST; ++away) {
            is_alone = !(i >= away && join_sibling(g, i, i - away)) &&
                       !join_sibling(g, i, i + away);
        }
    }
}

/* Which sets are remainders that may go together. */
typedef enum remainders {
    OF_ONE_FRAMEWORK, /* small ones of nothing else */
    FIRST_OF_ONE,     /* those whose first test is of one framework */
    OF_ANY
} remainders;

static bool
is_remainder(xw_grouping *g, uint32_t i, remainders which)
{
    bool is_small = g->cost[i] <= g->plan->session_most / 2;
    return g->in[i] && xw_grouping_root(g, i) == i && !g->clause[i] &&
           (which != OF_ONE_FRAMEWORK || (is_small && !g->is_mixed[i]));
}

/* Join a set to the first of the open ones with room. */
static bool
join_first(xw_grouping *g, uint32_t i, const uint32_t *open, uint32_t count)
{
    for (uint32_t o = 0; o < count; ++o) {
        if (join(g, xw_grouping_root(g, open[o]), i, XW_THEME_HEADING)) {
            return true;
        }
    }
    return false;
}

/* Remainders go together, whatever they are about, until so many were joined. */
static void
group_remainders(xw_grouping *g, remainders which, uint32_t joins)
{
    uint32_t open[NEIGHBOURS_MOST];
    uint32_t count = 0, next = 0, framework = XW_NONE;
    for (uint32_t i = 0; i < g->count && joins; ++i) {
        if (!is_remainder(g, i, which)) {
            continue;
        }
        if (which != OF_ANY && framework_of(g, i) != framework) {
            framework = framework_of(g, i);
            count = next = 0;
        }
        if (join_first(g, i, open, count)) {
            --joins;
        } else {
            open[next++ % NEIGHBOURS_MOST] = i;
            count = next < NEIGHBOURS_MOST ? next : NEIGHBOURS_MOST;
        }
    }
}

/* ---- By what is in common ----------------------------------------------------------- */

static void
group_touching(xw_grouping *g)
{
    for (size_t t = 0; t < g->touch_count; ++t) {
        const xw_touch *touch = &g->touches[t];
        if (g->in[touch->a] && g->in[touch->b]) {
            (void)join(g, xw_grouping_root(g, touch->a),
                       xw_grouping_root(g, touch->b), XW_THEME_OVERLAP);
        }
    }
}

static xw_status
group(xw_grouping *g, xw_error *err)
{
    part_all(g);
    xw_status st = group_clauses(g, err);
    if (st) {
        return st;
    }
    group_titles(g);
    for (unsigned height = 1; height <= XW_PLAN_DEPTH_MOST; ++height) {
        group_below(g, height, true);
    }
    group_touching(g);
    for (unsigned height = 1; height <= XW_PLAN_DEPTH_MOST; ++height) {
        group_below(g, height, false);
    }
    group_leftovers(g);
    group_remainders(g, OF_ONE_FRAMEWORK, UINT32_MAX);
    return XW_OK;
}

/* ---- Sessions ------------------------------------------------------------------------ */

uint32_t
xw_grouping_count(const xw_grouping *grouping)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < grouping->count; ++i) {
        count += grouping->in[i] && grouping->link[i] == i;
    }
    return count;
}

/* What separate audits would come to: a grouping of each framework alone. */
static xw_status
count_separate(xw_grouping *g, uint32_t *out, xw_error *err)
{
    xw_status st = XW_OK;
    *out = 0;
    for (uint32_t i = 0; i < g->count && !st;) {
        uint32_t framework = framework_of(g, i);
        memset(g->in, 0, g->count * sizeof *g->in);
        for (; i < g->count && framework_of(g, i) == framework; ++i) {
            g->in[i] = true;
        }
        st = group(g, err);
        *out += st ? 0 : xw_grouping_count(g);
    }
    return st;
}

/* The tests that were chosen: plan->items is in the order of requirements. */
static void
choose_items(xw_grouping *g)
{
    uint32_t item = 0;
    for (uint32_t i = 0; i < g->count; ++i) {
        g->in[i] = item < g->plan->totals.items &&
                   g->plan->items[item].control.i == g->plan->left[i];
        item += g->in[i];
    }
}

/* What touches much leaves many small sets behind: more than one audit for each
 * framework would take is not what they are for. */
static void
pack(xw_grouping *g, uint32_t most)
{
    static const remainders ever_more[] = { FIRST_OF_ONE, OF_ANY };
    for (unsigned i = 0; i < 2; ++i) {
        uint32_t count = xw_grouping_count(g);
        group_remainders(g, ever_more[i], count > most ? count - most : 0);
    }
}

xw_status
xw_plan_group(xw_plan *plan, xw_error *err)
{
    xw_grouping g;
    xw_status st = grouping_init(&g, plan, err);
    if (!st) {
        st = count_separate(&g, &plan->totals.separate_sessions, err);
    }
    if (!st) {
        choose_items(&g);
        st = group(&g, err);
    }
    if (!st) {
        pack(&g, plan->totals.separate_sessions);
    }
    if (!st) {
        st = xw_plan_fill_sessions(&g, plan, err);
    }
    grouping_clear(&g);
    return st;
}
