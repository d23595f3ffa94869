/* plan_facts.c - what tests do for which requirements, and how these touch. */
#include "alloc.h"
#include "closure.h"
#include "error.h"
#include "map.h"
#include "parallel.h"
#include "plan.h"

#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for a plan");
}

void
xw_plan_facts_clear(xw_plan_facts *facts)
{
    xw_alloc_free(facts->rows);
    xw_alloc_free(facts->row_of);
    xw_lists_clear(&facts->satisfied);
    xw_lists_clear(&facts->premises);
    xw_lists_clear(&facts->conclusions);
    xw_alloc_free(facts->touches);
    *facts = (xw_plan_facts){ 0 };
}

/* What one search gave. */
typedef struct found {
    xw_list_entries rows;    /* of list 0: rows satisfied */
    xw_list_entries touches; /* of a weight: requirements touched */
} found;

/* Facts being found. */
typedef struct finding {
    xw_plan *plan;
    xw_plan_facts *facts;
    bool is_needed; /* something can be joined or completed */
    xw_control_set into;
    unsigned accepted; /* grade */

    uint32_t *sources; /* [source_count] controls, room for all */
    uint32_t source_count, searched;
    uint32_t *source_of; /* [control_count] or XW_NONE */
    bool *reached;       /* [row_count] by some source */
    found *found;        /* [source_count - searched] */
    xw_scratch *scratches[XW_PARTS_MOST];

    xw_list_entries satisfied, premises, conclusions;
    uint32_t rule_count;
} finding;

static void
finding_clear(finding *f)
{
    xw_control_set_clear(&f->into);
    xw_alloc_free(f->sources);
    xw_alloc_free(f->source_of);
    xw_alloc_free(f->reached);
    for (unsigned p = 0; p < XW_PARTS_MOST; ++p) {
        xw_scratch_free(f->scratches[p]);
    }
    xw_list_entries_clear(&f->satisfied);
    xw_list_entries_clear(&f->premises);
    xw_list_entries_clear(&f->conclusions);
}

/* ---- Rows ---------------------------------------------------------------------- */

static void
add_row(xw_plan_facts *facts, uint32_t control)
{
    if (facts->row_of[control] == XW_NONE) {
        facts->row_of[control] = facts->row_count;
        facts->rows[facts->row_count++] = control;
    }
}

static xw_status
add_premises(finding *f, xw_error *err)
{
    const xw_graph *graph = f->plan->graph;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        uint32_t whole = xw_graph_whole_of(graph, c);
        if (whole != XW_NONE && xw_closure_is_complete(graph, whole) &&
            xw_closure_needs_part(graph, c)) {
            add_row(f->facts, c);
        }
    }
    xw_status st = XW_OK;
    for (uint32_t s = 0; s < 2 * graph->rule_count && !st; ++s) {
        xw_rule_side side;
        st = xw_joint_rules_side(graph, s, &side, err);
        for (size_t p = 0; !st && p < side.premise_count; ++p) {
            add_row(f->facts, side.premises[p]);
        }
    }
    return st;
}

static xw_status
lay_rows(finding *f, xw_error *err)
{
    const xw_plan *plan = f->plan;
    const xw_choice nothing = { 0 };
    for (uint32_t i = 0; i < plan->left_count; ++i) {
        add_row(f->facts, plan->left[i]);
    }
    f->facts->requirement_count = f->facts->row_count;
    f->is_needed = xw_closure_is_needed(plan->graph);
    xw_status st = f->is_needed ? add_premises(f, err) : XW_OK;
    if (!st) {
        st = xw_control_set_fill(&f->into, plan->graph, &nothing, err);
    }
    for (uint32_t r = 0; !st && r < f->facts->row_count; ++r) {
        xw_control_set_add(&f->into, f->facts->rows[r]);
    }
    if (!st) {
        xw_control_set_list(&f->into, plan->graph);
    }
    return st;
}

static xw_status
allocate(finding *f, xw_error *err)
{
    size_t controls = f->plan->graph->control_count;
    xw_plan_facts *facts = f->facts;
    facts->rows = xw_alloc_zeroed(controls, sizeof *facts->rows);
    facts->row_of = xw_alloc_zeroed(controls, sizeof *facts->row_of);
    f->sources = xw_alloc_zeroed(controls, sizeof *f->sources);
    f->source_of = xw_alloc_zeroed(controls, sizeof *f->source_of);
    f->reached = xw_alloc_zeroed(controls, sizeof *f->reached);
    if (!facts->rows || !facts->row_of || !f->sources || !f->source_of ||
        !f->reached) {
        return out_of_memory(err);
    }
    memset(facts->row_of, 0xFF, controls * sizeof(uint32_t)); /* XW_NONE */
    memset(f->source_of, 0xFF, controls * sizeof(uint32_t));
    return XW_OK;
}

/* ---- One search -------------------------------------------------------------- */

/* The most that the mappings of a pair themselves say they have in common: 1
 * more than the strength, or 0 where none says anything. */
static xw_status
direct_strength(const xw_graph *graph, uint32_t a, uint32_t b, uint32_t *out,
                xw_error *err)
{
    xw_row row;
    *out = 0;
    if (!xw_graph_edges(graph, a, &row)) {
        return xw_graph_damaged(err, "edges of a control are out of range");
    }
    row = xw_graph_edges_to(graph, row, b);
    for (uint32_t e = row.begin; e < row.end; ++e) {
        unsigned strength = xw_graph_strength(graph->edge_attributes[e]);
        uint32_t value = strength > XW_STRENGTH_MOST ? 1 : strength + 1;
        *out = value > *out ? value : *out;
    }
    return XW_OK;
}

/* Stated before unlabelled, direct before derived, strong before weak. */
static xw_status
weigh(const xw_graph *graph, uint32_t source, const xw_answer *answer,
      uint32_t *out, xw_error *err)
{
    enum { FULL = 16, DIRECT = 32, CLEAN = 64 };
    uint32_t strength;
    xw_status st =
        direct_strength(graph, source, answer->control.i, &strength, err);
    *out = strength + (strength ? DIRECT : 0) +
           (answer->verdict == XW_FULL ? FULL : 0) +
           (answer->related || answer->disputed ? 0 : CLEAN);
    return st;
}

static xw_status
take_answer(finding *f, uint32_t source, const xw_answer *answer, found *out,
            xw_error *err)
{
    const xw_graph *graph = f->plan->graph;
    uint32_t row = f->facts->row_of[answer->control.i];
    if (row == XW_NONE || answer->verdict > XW_PARTIAL) {
        return XW_OK;
    }
    xw_status st = XW_OK;
    if (answer->verdict == XW_FULL &&
        !(xw_closure_grade(graph, source, answer) & ~f->accepted)) {
        st = xw_list_entries_add(&out->rows, 0, row, err);
    }
    uint32_t requirement = f->facts->row_of[source];
    uint32_t count = f->facts->requirement_count;
    if (st || requirement == XW_NONE || requirement >= row || row >= count) {
        return st;
    }
    uint32_t weight;
    st = weigh(graph, source, answer, &weight, err);
    return st ? st : xw_list_entries_add(&out->touches, weight, row, err);
}

static xw_status
search(finding *f, xw_scratch *scratch, uint32_t source, found *out,
       xw_error *err)
{
    uint32_t own = f->facts->row_of[source];
    xw_status st =
        own == XW_NONE ? XW_OK : xw_list_entries_add(&out->rows, 0, own, err);
    if (st || !f->into.framework_count) {
        return st;
    }
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = (xw_control){ source };
    request.into = f->into.frameworks;
    request.into_count = f->into.framework_count;
    request.max_hops = f->plan->max_hops;
    request.rationales = f->plan->rationales;
    st = xw_map_decide(scratch, &request, err);
    for (size_t i = 0; !st && i < scratch->draft_count; ++i) {
        st = take_answer(f, source, &scratch->drafts[i].answer, out, err);
    }
    return st;
}

static xw_status
search_item(void *payload, unsigned part, size_t item, xw_error *err)
{
    finding *f = payload;
    xw_status st = XW_OK;
    if (!f->scratches[part]) {
        st = xw_scratch_new(f->plan->graph, &f->scratches[part], err);
    }
    return st ? st
              : search(f, f->scratches[part], f->sources[f->searched + item],
                       &f->found[item], err);
}

/* ---- All searches --------------------------------------------------------------- */

static xw_status
add_touch(xw_plan_facts *facts, uint32_t a, const xw_list_entry *entry,
          xw_error *err)
{
    xw_touch *touches = xw_alloc_grow(facts->touches, facts->touch_count,
                                      &facts->touch_cap, sizeof *touches);
    if (!touches) {
        return out_of_memory(err);
    }
    facts->touches = touches;
    touches[facts->touch_count++] =
        (xw_touch){ .a = a, .b = entry->item, .weight = entry->list };
    return XW_OK;
}

static xw_status
take_found(finding *f, uint32_t source, const found *got, xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t e = 0; e < got->rows.count && !st; ++e) {
        uint32_t row = got->rows.entries[e].item;
        f->reached[row] = true;
        st = xw_list_entries_add(&f->satisfied, source, row, err);
    }
    for (size_t e = 0; e < got->touches.count && !st; ++e) {
        st = add_touch(f->facts, f->facts->row_of[f->sources[source]],
                       &got->touches.entries[e], err);
    }
    return st;
}

/* Search from all sources that have not been searched from. */
static xw_status
search_all(finding *f, xw_error *err)
{
    uint32_t count = f->source_count - f->searched;
    f->found = xw_alloc_zeroed(count, sizeof *f->found);
    if (!f->found) {
        return out_of_memory(err);
    }
    xw_status st = xw_parallel_run(xw_parallel_parts(f->plan->threads), count,
                                   search_item, f, NULL, err);
    for (uint32_t i = 0; i < count; ++i) {
        if (!st) {
            st = take_found(f, f->searched + i, &f->found[i], err);
        }
        xw_list_entries_clear(&f->found[i].rows);
        xw_list_entries_clear(&f->found[i].touches);
    }
    xw_alloc_free(f->found);
    f->searched = f->source_count;
    return st;
}

static void
add_source(finding *f, uint32_t control)
{
    if (f->source_of[control] == XW_NONE) {
        f->source_of[control] = f->source_count;
        f->sources[f->source_count++] = control;
    }
}

static void
add_first_sources(finding *f)
{
    for (uint32_t i = 0; i < f->plan->left_count; ++i) {
        add_source(f, f->plan->left[i]);
    }
    for (uint32_t i = 0; i < f->plan->compliant_count; ++i) {
        add_source(f, f->plan->compliant[i]);
    }
    f->facts->compliant_count = f->plan->compliant_count;
}

/* ---- Rules ------------------------------------------------------------------------ */

/* Calls `visit` for each conclusion of rules that may fire. */
typedef xw_status (*conclude_fn)(finding *f, uint32_t conclusion,
                                 const uint32_t *premises, size_t count,
                                 xw_error *err);

static bool
are_reached(const finding *f, const uint32_t *controls, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        uint32_t row = f->facts->row_of[controls[i]];
        if (row == XW_NONE || !f->reached[row]) {
            return false;
        }
    }
    return count > 0;
}

static xw_status
visit_side(finding *f, const xw_rule_side *side, conclude_fn visit,
           xw_error *err)
{
    const xw_graph *graph = f->plan->graph;
    xw_status st = XW_OK;
    for (size_t i = 0; i < side->conclusion_count && !st; ++i) {
        bool stands;
        uint32_t conclusion = side->conclusions[i];
        st = xw_joint_rules_stands(graph, side, conclusion, f->plan->rationales,
                                   &stands, err);
        unsigned grade = xw_closure_grade_of_side(graph, side, conclusion);
        if (!st && stands && !(grade & ~f->accepted)) {
            st = visit(f, conclusion, side->premises, side->premise_count, err);
        }
    }
    return st;
}

static xw_status
visit_whole(finding *f, uint32_t whole, conclude_fn visit, xw_error *err)
{
    const xw_graph *graph = f->plan->graph;
    const uint32_t *children;
    size_t count, parts = 0;
    xw_status st =
        xw_graph_children(graph, (xw_control){ whole }, &children, &count, err);
    if (st) {
        return st;
    }
    uint32_t *needed = xw_alloc_zeroed(count, sizeof *needed);
    if (!needed) {
        return out_of_memory(err);
    }
    for (size_t i = 0; i < count; ++i) {
        if (xw_closure_needs_part(graph, children[i])) {
            needed[parts++] = children[i];
        }
    }
    if (are_reached(f, needed, parts)) {
        st = visit(f, whole, needed, parts, err);
    }
    xw_alloc_free(needed);
    return st;
}

static xw_status
visit_rules(finding *f, conclude_fn visit, xw_error *err)
{
    const xw_graph *graph = f->plan->graph;
    xw_status st = XW_OK;
    for (uint32_t s = 0; s < 2 * graph->rule_count && !st; ++s) {
        xw_rule_side side;
        st = xw_joint_rules_side(graph, s, &side, err);
        if (!st && are_reached(f, side.premises, side.premise_count)) {
            st = visit_side(f, &side, visit, err);
        }
    }
    for (uint32_t c = 0; c < graph->control_count && !st; ++c) {
        if (xw_closure_is_complete(graph, c)) {
            st = visit_whole(f, c, visit, err);
        }
    }
    return st;
}

static xw_status
add_conclusion(finding *f, uint32_t conclusion, const uint32_t *premises,
               size_t count, xw_error *err)
{
    (void)premises, (void)count, (void)err;
    add_source(f, conclusion);
    return XW_OK;
}

/* A rule, whose conclusions are filled in when all sources have been searched
 * from. */
static xw_status
add_rule(finding *f, uint32_t conclusion, const uint32_t *premises,
         size_t count, xw_error *err)
{
    uint32_t rule = f->rule_count++;
    uint32_t source = f->source_of[conclusion];
    xw_list rows = xw_lists_get(&f->facts->satisfied, source);
    xw_status st = XW_OK;
    for (size_t p = 0; p < count && !st; ++p) {
        st = xw_list_entries_add(&f->premises, rule,
                                 f->facts->row_of[premises[p]], err);
    }
    for (uint32_t i = 0; i < rows.count && !st; ++i) {
        st = xw_list_entries_add(&f->conclusions, rule, rows.items[i], err);
    }
    return st;
}

/* ---- Facts ------------------------------------------------------------------------- */

static xw_status
close_sources(finding *f, xw_error *err)
{
    xw_status st = XW_OK;
    add_first_sources(f);
    do {
        st = search_all(f, err);
        if (!st && f->is_needed) {
            st = visit_rules(f, add_conclusion, err);
        }
    } while (!st && f->searched < f->source_count);
    return st;
}

static xw_status
find(finding *f, xw_error *err)
{
    xw_plan_facts *facts = f->facts;
    xw_status st;
    if ((st = allocate(f, err)) || (st = lay_rows(f, err)) ||
        (st = close_sources(f, err)) ||
        (st = xw_lists_fill(&facts->satisfied, f->source_count, &f->satisfied,
                            err))) {
        return st;
    }
    st = f->is_needed ? visit_rules(f, add_rule, err) : XW_OK;
    if (!st) {
        st = xw_lists_fill(&facts->premises, f->rule_count, &f->premises, err);
    }
    return st ? st
              : xw_lists_fill(&facts->conclusions, f->rule_count,
                              &f->conclusions, err);
}

xw_status
xw_plan_find_facts(xw_plan *plan, xw_error *err)
{
    finding f = {
        .plan = plan,
        .facts = &plan->facts,
        .accepted = (plan->accept_topic ? XW_GRADE_TOPIC : 0U) |
                    (plan->accept_related ? XW_GRADE_RELATED : 0U),
    };
    xw_status st = find(&f, err);
    finding_clear(&f);
    return st;
}
