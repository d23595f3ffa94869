#include "closure.h"

#include "alloc.h"
#include "error.h"
#include "map.h"

#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory chaining forward");
}

/* ---- Making and freeing ------------------------------------------------------ */

void
xw_closure_free(xw_closure *closure)
{
    if (!closure) {
        return;
    }
    xw_scratch_free(closure->scratch);
    xw_joint_rules_clear(&closure->rules);
    xw_control_set_clear(&closure->implemented);
    xw_closure_proof_clear(&closure->proof);
    xw_alloc_free(closure->into);
    xw_alloc_free(closure->satisfied);
    xw_alloc_free(closure->alone);
    xw_alloc_free(closure->source);
    xw_alloc_free(closure->last);
    xw_alloc_free(closure->fired);
    xw_alloc_free(closure->queue);
    xw_alloc_free(closure->queued);
    xw_alloc_free(closure);
}

static xw_status
allocate(xw_closure *closure, xw_error *err)
{
    size_t count = closure->graph->control_count;
    closure->satisfied = xw_alloc_zeroed(count, 1);
    closure->alone = xw_alloc_zeroed(count, 1);
    closure->source = xw_alloc_zeroed(count, 1);
    closure->queued = xw_alloc_zeroed(count, sizeof(bool));
    closure->queue = xw_alloc_zeroed(count + 1, sizeof(uint32_t));
    closure->last = xw_alloc_array(NULL, count + 1, sizeof(uint32_t));
    closure->into =
        xw_alloc_zeroed(closure->graph->framework_count, sizeof *closure->into);
    if (!closure->satisfied || !closure->alone || !closure->source ||
        !closure->queued || !closure->queue || !closure->last ||
        !closure->into) {
        return out_of_memory(err);
    }
    memset(closure->last, 0xFF, (count + 1) * sizeof(uint32_t)); /* XW_NONE */
    return XW_OK;
}

/* ---- Where conclusions matter ------------------------------------------------- */

bool
xw_closure_is_needed(const xw_graph *graph)
{
    uint32_t wholes =
        graph->meta->flags & XW_META_PARTS ? graph->control_count : 0;
    for (uint32_t c = 0; c < wholes; ++c) {
        if (xw_closure_is_complete(graph, c)) {
            return true;
        }
    }
    return xw_joint_rules_any(graph);
}

/* Whatever may be a premise: of a rule, or as a part of a complete whole. */
static void
add_premises(const xw_closure *closure, xw_control_set *set)
{
    const xw_graph *graph = closure->graph;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (xw_closure_is_complete(graph, c) ||
            closure->rules.rows[c] != closure->rules.rows[c + 1]) {
            xw_control_set_add(set, c);
        }
    }
    xw_control_set_list(set, graph);
}

/* The frameworks that are wanted, and those of premises; all, when none is
 * wanted in particular. */
static xw_status
choose_into(xw_closure *closure, const xw_choice *into, xw_error *err)
{
    const xw_graph *graph = closure->graph;
    if (!into->selection_count && !into->control_count) {
        for (uint32_t f = 0; f < graph->framework_count; ++f) {
            closure->into[f] = (xw_selection){ { f }, { XW_NONE } };
        }
        closure->into_count = graph->framework_count;
        return XW_OK;
    }
    xw_control_set wanted;
    xw_status st = xw_control_set_fill(&wanted, graph, into, err);
    if (!st) {
        add_premises(closure, &wanted);
        closure->into_count = wanted.framework_count;
        if (wanted.framework_count) {
            memcpy(closure->into, wanted.frameworks,
                   wanted.framework_count * sizeof *closure->into);
        }
    }
    xw_control_set_clear(&wanted);
    return st;
}

/* ---- Concluding ---------------------------------------------------------------- */

static void
push(xw_closure *closure, uint32_t control)
{
    if (!closure->queued[control]) {
        closure->queued[control] = true;
        closure->queue[closure->tail] = control;
        closure->tail =
            (closure->tail + 1) % (closure->graph->control_count + 1);
    }
}

static uint32_t
pop(xw_closure *closure)
{
    uint32_t control = closure->queue[closure->head];
    closure->head = (closure->head + 1) % (closure->graph->control_count + 1);
    closure->queued[control] = false;
    return control;
}

/* The levels that a conclusion of this kind may add to.  Each kind of its own,
 * so that what is known does not depend on what was concluded first. */
static uint8_t *
levels_of(const xw_closure *closure, const xw_fired *fired)
{
    if (fired->kind != XW_FIRING_ENTAILED) {
        return &closure->source[fired->control];
    }
    return xw_control_set_has(&closure->implemented, fired->by)
               ? &closure->alone[fired->control]
               : &closure->satisfied[fired->control];
}

static xw_status
conclude(xw_closure *closure, xw_fired fired, xw_error *err)
{
    uint8_t *levels = levels_of(closure, &fired);
    fired.levels &= (uint8_t) ~*levels;
    if (!fired.levels) {
        return XW_OK;
    }
    xw_fired *grown = xw_alloc_grow(closure->fired, closure->fired_count,
                                    &closure->fired_cap, sizeof *grown);
    if (!grown) {
        return out_of_memory(err);
    }
    closure->fired = grown;
    fired.previous = closure->last[fired.control];
    closure->last[fired.control] = (uint32_t)closure->fired_count;
    grown[closure->fired_count++] = fired;
    *levels |= fired.levels;
    closure->satisfied[fired.control] |= fired.levels;
    push(closure, fired.control);
    return XW_OK;
}

/* ---- By one control ------------------------------------------------------------ */

unsigned
xw_closure_grade(const xw_graph *graph, uint32_t source,
                 const xw_answer *answer)
{
    return xw_marks_grade((xw_marks){
        .topic = answer->topic,
        .related = answer->related,
        .disputed = answer->disputed ||
                    xw_graph_is_gainsaid(graph, source, answer->control.i) });
}

/* What a control entails alone, as walks of max_hops begin at it. */
static xw_status
fire_entailed(xw_closure *closure, uint32_t source, xw_error *err)
{
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = (xw_control){ source };
    request.into = closure->into;
    request.into_count = closure->into_count;
    request.max_hops = closure->max_hops;
    request.rationales = closure->rationales;
    xw_status st = xw_map_decide(closure->scratch, &request, err);
    for (size_t i = 0; !st && i < closure->scratch->draft_count; ++i) {
        const xw_answer *answer = &closure->scratch->drafts[i].answer;
        if (answer->verdict != XW_FULL) {
            continue;
        }
        unsigned grade = xw_closure_grade(closure->graph, source, answer);
        unsigned levels = closure->source[source] & xw_levels_above(grade);
        st = conclude(closure,
                      (xw_fired){ .control = answer->control.i,
                                  .by = source,
                                  .kind = XW_FIRING_ENTAILED,
                                  .levels = (uint8_t)levels },
                      err);
    }
    return st;
}

/* ---- By several ------------------------------------------------------------------ */

static uint8_t
meet_of_levels(const xw_closure *closure, const uint32_t *controls,
               size_t count)
{
    unsigned levels = XW_LEVELS_ALL;
    for (size_t i = 0; i < count; ++i) {
        levels &= closure->satisfied[controls[i]];
    }
    return (uint8_t)levels;
}

unsigned
xw_closure_grade_of_side(const xw_graph *graph, const xw_rule_side *side,
                         uint32_t conclusion)
{
    unsigned grade = side->topic ? XW_GRADE_TOPIC : 0;
    for (size_t p = 0; p < side->premise_count; ++p) {
        if (xw_graph_is_gainsaid(graph, side->premises[p], conclusion)) {
            grade |= XW_GRADE_DISPUTED;
        }
    }
    return grade;
}

static xw_status
fire_side(xw_closure *closure, uint32_t number, xw_error *err)
{
    xw_rule_side side;
    xw_status st = xw_joint_rules_side(closure->graph, number, &side, err);
    if (st) {
        return st;
    }
    uint8_t met = meet_of_levels(closure, side.premises, side.premise_count);
    for (size_t i = 0; met && i < side.conclusion_count && !st; ++i) {
        uint32_t control = side.conclusions[i];
        bool stands;
        st = xw_joint_rules_stands(closure->graph, &side, control,
                                   closure->rationales, &stands, err);
        if (st || !stands) {
            continue;
        }
        unsigned grade =
            xw_closure_grade_of_side(closure->graph, &side, control);
        st = conclude(
            closure,
            (xw_fired){ .control = control,
                        .by = number,
                        .kind = XW_FIRING_JOINED,
                        .levels = (uint8_t)(met & xw_levels_above(grade)) },
            err);
    }
    return st;
}

static xw_status
fire_joined(xw_closure *closure, uint32_t premise, xw_error *err)
{
    const xw_joint_rules *rules = &closure->rules;
    xw_status st = XW_OK;
    for (uint32_t s = rules->rows[premise]; s < rules->rows[premise + 1] && !st;
         ++s) {
        st = fire_side(closure, rules->sides[s], err);
    }
    return st;
}

static xw_status
fire_completed(xw_closure *closure, uint32_t part, xw_error *err)
{
    const xw_graph *graph = closure->graph;
    uint32_t whole = xw_graph_whole_of(graph, part);
    if (whole == XW_NONE || !xw_closure_is_complete(graph, whole) ||
        !xw_closure_needs_part(graph, part)) {
        return XW_OK;
    }
    const uint32_t *children;
    size_t count;
    xw_status st =
        xw_graph_children(graph, (xw_control){ whole }, &children, &count, err);
    unsigned levels = XW_LEVELS_ALL;
    for (size_t i = 0; !st && i < count; ++i) {
        if (xw_closure_needs_part(graph, children[i])) {
            levels &= closure->satisfied[children[i]];
        }
    }
    return st ? st
              : conclude(closure,
                         (xw_fired){ .control = whole,
                                     .by = XW_NONE,
                                     .kind = XW_FIRING_COMPLETED,
                                     .levels = (uint8_t)levels },
                         err);
}

/* ---- The fixed point ---------------------------------------------------------------- */

static xw_status
begin(xw_closure *closure, xw_error *err)
{
    xw_status st = XW_OK;
    for (uint32_t c = 0; c < closure->graph->control_count && !st; ++c) {
        if (xw_control_set_has(&closure->implemented, c)) {
            closure->alone[c] = XW_LEVELS_ALL;
            st = conclude(closure,
                          (xw_fired){ .control = c,
                                      .by = XW_NONE,
                                      .kind = XW_FIRING_IMPLEMENTED,
                                      .levels = XW_LEVELS_ALL },
                          err);
        }
    }
    return st;
}

/* Levels only grow, so this ends; what it ends with does not depend on the
 * order, which only chooses among proofs. */
static xw_status
chain(xw_closure *closure, xw_error *err)
{
    xw_status st = begin(closure, err);
    while (closure->head != closure->tail && !st) {
        uint32_t control = pop(closure);
        if (closure->source[control]) {
            st = fire_entailed(closure, control, err);
        }
        if (!st) {
            st = fire_joined(closure, control, err);
        }
        if (!st) {
            st = fire_completed(closure, control, err);
        }
    }
    return st;
}

static xw_status
fill(xw_closure *closure, const xw_closure_request *request, xw_error *err)
{
    const xw_graph *graph = closure->graph;
    xw_status st;
    if ((st = xw_scratch_new(graph, &closure->scratch, err)) ||
        (st = allocate(closure, err)) ||
        (st = xw_joint_rules_fill(&closure->rules, graph, err)) ||
        (st = xw_control_set_fill(&closure->implemented, graph,
                                  &request->implemented, err)) ||
        (st = choose_into(closure, &request->into, err))) {
        return st;
    }
    return chain(closure, err);
}

xw_status
xw_closure_new(const xw_graph *graph, const xw_closure_request *request,
               xw_closure **out, xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_closure_request has the wrong size");
    }
    xw_closure *closure = xw_alloc_zeroed(1, sizeof *closure);
    if (!closure) {
        return out_of_memory(err);
    }
    closure->graph = graph;
    closure->max_hops = request->max_hops;
    closure->rationales = request->rationales;
    xw_status st = fill(closure, request, err);
    if (st) {
        xw_closure_free(closure);
        return st;
    }
    *out = closure;
    return XW_OK;
}

/* ---- What is known -------------------------------------------------------------------- */

xw_status
xw_closure_find(const xw_closure *closure, xw_control control,
                xw_satisfaction *out, xw_error *err)
{
    if (control.i >= closure->graph->control_count) {
        return xw_fail(err, XW_E_ARG, "control is not of this graph");
    }
    uint8_t levels = closure->satisfied[control.i];
    if (!levels) {
        return XW_NOT_FOUND;
    }
    unsigned grade = xw_levels_best(levels);
    *out = (xw_satisfaction){
        .marks = xw_marks_of_grade(grade),
        .implemented = xw_control_set_has(&closure->implemented, control.i),
        .joint = !(closure->alone[control.i] >> grade & 1U),
    };
    return XW_OK;
}
