/* plan_group.c - which tests to hold in one session.
 *
 * Tests are joined step by step, as long as a session does not grow too long:
 * those of one clause of the structure that ISO's standards share; those of
 * one article or base control; those with demands in common, the most in common
 * first; last what is left of one heading.  None of it says that one requirement
 * satisfies another. */
#include "alloc.h"
#include "error.h"
#include "plan.h"
#include "plan_clause.h"

#include <stdlib.h>
#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for audit sessions");
}

/* Requirements being joined: sets of them, as trees of links to a root, which
 * is the first of its set. */
typedef struct grouping {
    const xw_plan *plan;
    uint32_t count;
    bool *in;                /* [count] it takes part */
    uint32_t *link;          /* [count] */
    uint64_t *cost;          /* [count] of a root's set */
    bool *is_mixed;          /* [count] a root's set is of several frameworks */
    uint8_t *theme;          /* [count] of a root's set, an xw_theme */
    uint8_t *clause;         /* [count] of a root's set, or 0 */
    xw_clause_place *places; /* [count] */
    uint32_t *open;    /* [control_count] root that goes on being filled */
    xw_touch *touches; /* [touch_count] the most in common first */
    size_t touch_count;
} grouping;

static void
grouping_clear(grouping *g)
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
framework_of(const grouping *g, uint32_t i)
{
    return g->plan->graph->control_frameworks[g->plan->left[i]];
}

/* ---- Beginning ------------------------------------------------------------------ */

/* By framework, whether it shares the clauses. */
static xw_status
read_places(grouping *g, xw_error *err)
{
    const xw_graph *graph = g->plan->graph;
    enum { UNKNOWN = 0, SHARED, OTHER };
    uint8_t *kinds = xw_alloc_zeroed(graph->framework_count, 1);
    if (!kinds) {
        return out_of_memory(err);
    }
    for (uint32_t i = 0; i < g->count; ++i) {
        uint32_t framework = framework_of(g, i);
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
sort_touches(grouping *g, xw_error *err)
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
grouping_init(grouping *g, const xw_plan *plan, xw_error *err)
{
    size_t count = plan->left_count;
    *g = (grouping){
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
part_all(grouping *g)
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

static uint32_t
root_of(grouping *g, uint32_t i)
{
    while (g->link[i] != i) {
        g->link[i] = g->link[g->link[i]];
        i = g->link[i];
    }
    return i;
}

static bool
fits(const grouping *g, uint32_t a, uint32_t b)
{
    bool is_of_two_clauses =
        g->clause[a] && g->clause[b] && g->clause[a] != g->clause[b];
    return !is_of_two_clauses &&
           g->cost[a] + g->cost[b] <= g->plan->session_most;
}

/* Join the sets of two roots, if they may be.  A clause names what it is joined
 * to, and what is in common a heading. */
static bool
join(grouping *g, uint32_t a, uint32_t b, xw_theme theme)
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
list_placed(const grouping *g, placed *out)
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
join_number(grouping *g, const placed *items, uint32_t count)
{
    uint32_t root = items[0].item;
    for (uint32_t i = 1; i < count; ++i) {
        uint32_t item = items[i].item;
        root = root_of(g, root);
        root = join(g, root, item, XW_THEME_CLAUSE) ? root_of(g, root) : item;
    }
    return root;
}

/* Whole numbers are joined to those before them in their clause while there is
 * room. */
static void
join_clauses(grouping *g, const placed *items, uint32_t count)
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
            (void)join(g, root_of(g, last), root_of(g, root), XW_THEME_CLAUSE);
        }
        last = root;
        i = end;
    }
}

static xw_status
group_clauses(grouping *g, xw_error *err)
{
    placed *items = xw_alloc_zeroed(g->count, sizeof *items);
    if (!items) {
        return out_of_memory(err);
    }
    join_clauses(g, items, list_placed(g, items));
    xw_alloc_free(items);
    return XW_OK;
}

/* ---- By place in the framework ---------------------------------------------------- */

enum { DEPTH_MOST = 16 };

/* The control so many links above one; XW_NONE when there is none, or `parts`
 * is set and some link is to a heading. */
static uint32_t
above(const xw_graph *graph, uint32_t control, unsigned height, bool parts)
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

/* Join sets of one framework below the same control, in document order. */
static void
group_below(grouping *g, unsigned height, bool parts)
{
    const xw_graph *graph = g->plan->graph;
    memset(g->open, 0xFF, graph->control_count * sizeof *g->open);
    for (uint32_t i = 0; i < g->count; ++i) {
        uint32_t root = root_of(g, i);
        if (!g->in[i] || g->is_mixed[root] || g->clause[root]) {
            continue;
        }
        if (parts && height == 1) {
            g->open[g->plan->left[i]] = root; /* the base of enhancements */
        }
        uint32_t at = above(graph, g->plan->left[i], height, parts);
        if (root != i || at == XW_NONE) {
            continue;
        }
        bool is_open = g->open[at] != XW_NONE;
        uint32_t last = is_open ? root_of(g, g->open[at]) : root;
        bool is_joined = join(g, last, root, XW_THEME_HEADING);
        g->open[at] = is_joined ? root_of(g, last) : root;
    }
}

/* ---- By what is in common ----------------------------------------------------------- */

static void
group_touching(grouping *g)
{
    for (size_t t = 0; t < g->touch_count; ++t) {
        const xw_touch *touch = &g->touches[t];
        if (g->in[touch->a] && g->in[touch->b]) {
            (void)join(g, root_of(g, touch->a), root_of(g, touch->b),
                       XW_THEME_OVERLAP);
        }
    }
}

static xw_status
group(grouping *g, xw_error *err)
{
    part_all(g);
    xw_status st = group_clauses(g, err);
    for (unsigned height = 1; !st && height <= DEPTH_MOST; ++height) {
        group_below(g, height, true);
    }
    if (!st) {
        group_touching(g);
    }
    for (unsigned height = 1; !st && height <= DEPTH_MOST; ++height) {
        group_below(g, height, false);
    }
    return st;
}

/* ---- Sessions ------------------------------------------------------------------------ */

static uint32_t
count_roots(const grouping *g)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < g->count; ++i) {
        count += g->in[i] && g->link[i] == i;
    }
    return count;
}

/* What separate audits would come to: a grouping of each framework alone. */
static xw_status
count_separate(grouping *g, uint32_t *out, xw_error *err)
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
        *out += st ? 0 : count_roots(g);
    }
    return st;
}

typedef struct ordered {
    uint64_t number; /* of the first test that has a clause */
    uint32_t root;
    uint8_t clause;
} ordered;

static int
by_theme(const void *a, const void *b)
{
    const ordered *x = a;
    const ordered *y = b;
    if (!x->clause != !y->clause) {
        return x->clause ? -1 : 1;
    }
    if (x->clause != y->clause) {
        return x->clause < y->clause ? -1 : 1;
    }
    if (x->number != y->number) {
        return x->number < y->number ? -1 : 1;
    }
    return (x->root > y->root) - (x->root < y->root);
}

/* The roots in the order of sessions, and of each root its place there. */
static void
order_roots(grouping *g, ordered *order, uint32_t *place)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < g->count; ++i) {
        if (g->in[i] && g->link[i] == i) {
            place[i] = count;
            order[count++] = (ordered){ .number = UINT64_MAX,
                                        .root = i,
                                        .clause = g->clause[i] };
        }
    }
    for (uint32_t i = 0; i < g->count; ++i) {
        if (g->in[i] && g->places[i].clause) {
            ordered *at = &order[place[root_of(g, i)]];
            uint64_t number = g->places[i].number;
            at->number = number < at->number ? number : at->number;
        }
    }
    if (count) {
        qsort(order, count, sizeof *order, by_theme);
    }
    for (uint32_t n = 0; n < count; ++n) {
        place[order[n].root] = n;
    }
}

/* How much a test has in common with the others of its session. */
static void
sum_touches(grouping *g, uint64_t *sums)
{
    for (size_t t = 0; t < g->touch_count; ++t) {
        const xw_touch *touch = &g->touches[t];
        if (g->in[touch->a] && g->in[touch->b] &&
            root_of(g, touch->a) == root_of(g, touch->b)) {
            sums[touch->a] += touch->weight;
            sums[touch->b] += touch->weight;
        }
    }
}

static bool
is_below(const xw_graph *graph, uint32_t control, uint32_t heading)
{
    for (unsigned height = 1; height <= DEPTH_MOST; ++height) {
        if (above(graph, control, height, false) == heading) {
            return true;
        }
    }
    return false;
}

/* The nearest control above all of a session; XW_NONE when there is none. */
static uint32_t
common_heading(const xw_plan *plan, const xw_plan_session *session)
{
    uint32_t first = plan->items[session->items[0]].control.i;
    for (unsigned height = 1; height <= DEPTH_MOST; ++height) {
        uint32_t heading = above(plan->graph, first, height, false);
        bool is_common = heading != XW_NONE;
        for (size_t m = 1; is_common && m < session->item_count; ++m) {
            uint32_t control = plan->items[session->items[m]].control.i;
            is_common = is_below(plan->graph, control, heading);
        }
        if (is_common) {
            return heading;
        }
    }
    return XW_NONE;
}

/* The test of a session with the highest of such sums, the first of equals. */
static uint32_t
central(const xw_plan *plan, const xw_plan_session *session,
        const uint32_t *requirement_of, const uint64_t *sums)
{
    uint32_t best = session->items[0];
    for (size_t m = 1; m < session->item_count; ++m) {
        uint32_t item = session->items[m];
        if (sums[requirement_of[item]] > sums[requirement_of[best]]) {
            best = item;
        }
    }
    return plan->items[best].control.i;
}

static void
count_session(const xw_plan *plan, xw_plan_session *session)
{
    uint32_t last = XW_NONE;
    for (size_t m = 0; m < session->item_count; ++m) {
        const xw_planned *item = &plan->items[session->items[m]];
        uint32_t framework = plan->graph->control_frameworks[item->control.i];
        session->cost += item->cost;
        session->framework_count += framework != last;
        last = framework;
    }
}

static void
name_session(const grouping *g, xw_plan_session *session, uint32_t root,
             const uint32_t *requirement_of, const uint64_t *sums)
{
    const xw_plan *plan = g->plan;
    bool is_alone = session->item_count == 1;
    session->theme = (xw_theme)g->theme[root];
    if (g->clause[root]) {
        session->theme = XW_THEME_CLAUSE;
        session->clause = xw_clause_get(g->clause[root])->number;
        session->title = xw_clause_get(g->clause[root])->title;
    }
    uint32_t heading = session->theme == XW_THEME_HEADING && !is_alone
                           ? common_heading(plan, session)
                           : XW_NONE;
    session->name.i = heading != XW_NONE
                          ? heading
                          : central(plan, session, requirement_of, sums);
}

/* ---- Filling in ------------------------------------------------------------------------- */

/* Room for putting sessions into a plan. */
typedef struct filling {
    ordered *order;           /* [sessions] */
    uint32_t *place;          /* [requirements] of roots */
    uint32_t *requirement_of; /* [items] */
    uint64_t *sums;           /* [requirements] */
    xw_list_entries members;
} filling;

static void
filling_clear(filling *f)
{
    xw_alloc_free(f->order);
    xw_alloc_free(f->place);
    xw_alloc_free(f->requirement_of);
    xw_alloc_free(f->sums);
    xw_list_entries_clear(&f->members);
}

static xw_status
filling_init(filling *f, const grouping *g, xw_plan *plan, xw_error *err)
{
    size_t sessions = count_roots(g);
    *f = (filling){
        .order = xw_alloc_zeroed(sessions, sizeof *f->order),
        .place = xw_alloc_zeroed(g->count, sizeof *f->place),
        .requirement_of =
            xw_alloc_zeroed(plan->totals.items, sizeof *f->requirement_of),
        .sums = xw_alloc_zeroed(g->count, sizeof *f->sums),
    };
    plan->sessions = xw_alloc_zeroed(sessions, sizeof *plan->sessions);
    plan->totals.sessions = (uint32_t)sessions;
    return f->order && f->place && f->requirement_of && f->sums &&
                   plan->sessions
               ? XW_OK
               : out_of_memory(err);
}

static xw_status
list_members(filling *f, grouping *g, xw_plan *plan, xw_error *err)
{
    uint32_t item = 0;
    xw_status st = XW_OK;
    for (uint32_t i = 0; i < g->count && !st; ++i) {
        if (g->in[i]) {
            uint32_t session = f->place[root_of(g, i)];
            f->requirement_of[item] = i;
            plan->items[item].session = session;
            st = xw_list_entries_add(&f->members, session, item++, err);
        }
    }
    return st ? st
              : xw_lists_fill(&plan->members, plan->totals.sessions,
                              &f->members, err);
}

static xw_status
fill_sessions(grouping *g, xw_plan *plan, xw_error *err)
{
    filling f;
    xw_status st = filling_init(&f, g, plan, err);
    if (!st) {
        order_roots(g, f.order, f.place);
        sum_touches(g, f.sums);
        st = list_members(&f, g, plan, err);
    }
    for (uint32_t s = 0; !st && s < plan->totals.sessions; ++s) {
        xw_list members = xw_lists_get(&plan->members, s);
        xw_plan_session *session = &plan->sessions[s];
        session->items = members.items;
        session->item_count = members.count;
        count_session(plan, session);
        name_session(g, session, f.order[s].root, f.requirement_of, f.sums);
    }
    filling_clear(&f);
    return st;
}

/* The tests that were chosen: plan->items is in the order of requirements. */
static void
choose_items(grouping *g)
{
    uint32_t item = 0;
    for (uint32_t i = 0; i < g->count; ++i) {
        g->in[i] = item < g->plan->totals.items &&
                   g->plan->items[item].control.i == g->plan->left[i];
        item += g->in[i];
    }
}

xw_status
xw_plan_group(xw_plan *plan, xw_error *err)
{
    grouping g;
    xw_status st = grouping_init(&g, plan, err);
    if (!st) {
        st = count_separate(&g, &plan->totals.separate_sessions, err);
    }
    if (!st) {
        choose_items(&g);
        st = group(&g, err);
    }
    if (!st) {
        st = fill_sessions(&g, plan, err);
    }
    grouping_clear(&g);
    return st;
}
