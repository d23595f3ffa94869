/* plan_sessions.c - what was joined, as sessions: their order and names. */
#include "alloc.h"
#include "error.h"
#include "plan_group.h"

#include <stdlib.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for audit sessions");
}

/* ---- Order -------------------------------------------------------------------- */

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
order_roots(xw_grouping *g, ordered *order, uint32_t *place)
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
            ordered *at = &order[place[xw_grouping_root(g, i)]];
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
sum_touches(xw_grouping *g, uint64_t *sums)
{
    for (size_t t = 0; t < g->touch_count; ++t) {
        const xw_touch *touch = &g->touches[t];
        if (g->in[touch->a] && g->in[touch->b] &&
            xw_grouping_root(g, touch->a) == xw_grouping_root(g, touch->b)) {
            sums[touch->a] += touch->weight;
            sums[touch->b] += touch->weight;
        }
    }
}

static bool
is_below(const xw_graph *graph, uint32_t control, uint32_t heading)
{
    for (unsigned height = 1; height <= XW_PLAN_DEPTH_MOST; ++height) {
        if (xw_plan_above(graph, control, height, false) == heading) {
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
    for (unsigned height = 1; height <= XW_PLAN_DEPTH_MOST; ++height) {
        uint32_t heading = xw_plan_above(plan->graph, first, height, false);
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
name_session(const xw_grouping *g, xw_plan_session *session, uint32_t root,
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
filling_init(filling *f, const xw_grouping *g, xw_plan *plan, xw_error *err)
{
    size_t sessions = xw_grouping_count(g);
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
list_members(filling *f, xw_grouping *g, xw_plan *plan, xw_error *err)
{
    uint32_t item = 0;
    xw_status st = XW_OK;
    for (uint32_t i = 0; i < g->count && !st; ++i) {
        if (g->in[i]) {
            uint32_t session = f->place[xw_grouping_root(g, i)];
            f->requirement_of[item] = i;
            plan->items[item].session = session;
            st = xw_list_entries_add(&f->members, session, item++, err);
        }
    }
    return st ? st
              : xw_lists_fill(&plan->members, plan->totals.sessions,
                              &f->members, err);
}

xw_status
xw_plan_fill_sessions(xw_grouping *grouping, xw_plan *plan, xw_error *err)
{
    filling f;
    xw_status st = filling_init(&f, grouping, plan, err);
    if (!st) {
        order_roots(grouping, f.order, f.place);
        sum_touches(grouping, f.sums);
        st = list_members(&f, grouping, plan, err);
    }
    for (uint32_t s = 0; !st && s < plan->totals.sessions; ++s) {
        xw_list members = xw_lists_get(&plan->members, s);
        xw_plan_session *session = &plan->sessions[s];
        session->items = members.items;
        session->item_count = members.count;
        count_session(plan, session);
        name_session(grouping, session, f.order[s].root, f.requirement_of,
                     f.sums);
    }
    filling_clear(&f);
    return st;
}
