/* closure_proof.c - from what was concluded back to what it was concluded from.
 *
 * A control satisfied at the level of some grade was concluded from premises
 * satisfied at that level, by firings before; so one grade serves a whole
 * proof. */
#include "alloc.h"
#include "closure.h"
#include "error.h"
#include "verdict.h"

#include <stdlib.h>
#include <string.h>

void
xw_closure_proof_clear(xw_closure_proof *proof)
{
    xw_alloc_free(proof->firings);
    xw_alloc_free(proof->parts);
    xw_alloc_free(proof->steps);
    xw_alloc_free(proof->needed);
    *proof = (xw_closure_proof){ 0 };
}

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for a proof");
}

/* ---- Which firings ------------------------------------------------------------ */

static bool
is_by_implemented(const xw_closure *closure, const xw_fired *fired)
{
    return fired->kind == XW_FIRING_ENTAILED &&
           xw_control_set_has(&closure->implemented, fired->by);
}

/* Those first that need the fewest others: what is implemented, what that
 * entails, then the rest in the order they fired. */
static unsigned
stratum_of(const xw_closure *closure, const xw_fired *fired)
{
    if (fired->kind == XW_FIRING_IMPLEMENTED) {
        return 0;
    }
    return is_by_implemented(closure, fired) ? 1 : 2;
}

static bool
comes_before(const xw_closure *closure, uint32_t a, uint32_t b)
{
    unsigned stratum_a = stratum_of(closure, &closure->fired[a]);
    unsigned stratum_b = stratum_of(closure, &closure->fired[b]);
    return stratum_a != stratum_b ? stratum_a < stratum_b : a < b;
}

/* The first firing for a control at a level; as one that walks begin at, if
 * `source`. */
static uint32_t
find_firing(const xw_closure *closure, uint32_t control, unsigned grade,
            bool source)
{
    uint32_t best = XW_NONE;
    for (uint32_t f = closure->last[control]; f != XW_NONE;
         f = closure->fired[f].previous) {
        const xw_fired *fired = &closure->fired[f];
        if (!(fired->levels >> grade & 1U) ||
            (source && fired->kind == XW_FIRING_ENTAILED)) {
            continue;
        }
        if (best == XW_NONE || comes_before(closure, f, best)) {
            best = f;
        }
    }
    return best;
}

static xw_status
need(xw_closure *closure, uint32_t firing, xw_error *err)
{
    xw_closure_proof *proof = &closure->proof;
    if (proof->is_needed[firing]) {
        return XW_OK;
    }
    uint32_t *needed = xw_alloc_grow(proof->needed, proof->needed_count,
                                     &proof->needed_cap, sizeof *needed);
    if (!needed) {
        return out_of_memory(err);
    }
    proof->needed = needed;
    proof->is_needed[firing] = true;
    needed[proof->needed_count++] = firing;
    return XW_OK;
}

/* The premises of a firing: controls of the graph's, or parts appended to the
 * proof's own. */
static xw_status
list_parts(xw_closure *closure, uint32_t whole, xw_error *err)
{
    const uint32_t *children;
    size_t count;
    xw_closure_proof *proof = &closure->proof;
    xw_status st = xw_graph_children(closure->graph, (xw_control){ whole },
                                     &children, &count, err);
    for (size_t i = 0; !st && i < count; ++i) {
        if (!xw_closure_needs_part(closure->graph, children[i])) {
            continue;
        }
        uint32_t *parts = xw_alloc_grow(proof->parts, proof->part_count,
                                        &proof->part_cap, sizeof *parts);
        if (!parts) {
            return out_of_memory(err);
        }
        proof->parts = parts;
        parts[proof->part_count++] = children[i];
    }
    return st;
}

/* Fill in the premises of a firing; those of a completed one are only counted,
 * and set when the parts move no more. */
static xw_status
list_premises(xw_closure *closure, const xw_fired *fired, xw_firing *out,
              xw_error *err)
{
    if (fired->kind == XW_FIRING_ENTAILED) {
        out->premises = &fired->by;
        out->premise_count = 1;
        return XW_OK;
    }
    if (fired->kind == XW_FIRING_COMPLETED) {
        size_t before = closure->proof.part_count;
        xw_status st = list_parts(closure, fired->control, err);
        out->premise_count = closure->proof.part_count - before;
        if (out->premise_count) {
            out->premises = closure->proof.parts + before;
        }
        return st;
    }
    if (fired->kind == XW_FIRING_JOINED) {
        xw_rule_side side;
        xw_status st =
            xw_joint_rules_side(closure->graph, fired->by, &side, err);
        if (!st) {
            out->rule = side.rule;
            out->premises = side.premises;
            out->premise_count = side.premise_count;
        }
        return st;
    }
    return XW_OK;
}

static xw_status
need_premises(xw_closure *closure, uint32_t firing, unsigned grade,
              xw_error *err)
{
    const xw_fired *fired = &closure->fired[firing];
    bool source = fired->kind == XW_FIRING_ENTAILED;
    xw_firing shown = { 0 };
    closure->proof.part_count = 0;
    xw_status st = list_premises(closure, fired, &shown, err);
    for (size_t p = 0; p < shown.premise_count && !st; ++p) {
        uint32_t of = find_firing(closure, shown.premises[p], grade, source);
        if (of == XW_NONE) {
            return xw_graph_damaged(err, "a conclusion lacks a premise");
        }
        st = need(closure, of, err);
    }
    return st;
}

static xw_status
list_needed(xw_closure *closure, uint32_t control, unsigned grade,
            xw_error *err)
{
    xw_closure_proof *proof = &closure->proof;
    proof->needed_count = 0;
    proof->is_needed =
        xw_alloc_zeroed(closure->fired_count, sizeof *proof->is_needed);
    if (!proof->is_needed) {
        return out_of_memory(err);
    }
    uint32_t last = find_firing(closure, control, grade, false);
    xw_status st = need(closure, last, err);
    for (size_t i = 0; i < proof->needed_count && !st; ++i) {
        st = need_premises(closure, proof->needed[i], grade, err);
    }
    xw_alloc_free(proof->is_needed);
    proof->is_needed = NULL;
    return st;
}

/* ---- Walks -------------------------------------------------------------------- */

static xw_status
keep_walk(xw_closure_proof *proof, const xw_walk *walk, xw_error *err)
{
    for (size_t s = 0; s < walk->count; ++s) {
        xw_step *steps = xw_alloc_grow(proof->steps, proof->step_count,
                                       &proof->step_cap, sizeof *steps);
        if (!steps) {
            return out_of_memory(err);
        }
        proof->steps = steps;
        steps[proof->step_count++] = walk->steps[s];
    }
    return XW_OK;
}

/* The walk by which a premise alone satisfies a control. */
static xw_status
walk_entailed(xw_closure *closure, const xw_fired *fired, xw_firing *out,
              xw_error *err)
{
    xw_scratch *scratch = closure->scratch;
    const xw_selection into = {
        .framework = { closure->graph->control_frameworks[fired->control] },
        .scope = { XW_NONE },
    };
    xw_draft draft = { .answer = { .control = { fired->control } } };
    scratch->direction = XW_SATISFIES;
    scratch->filter = XW_EDGE_FILTER_NONE;
    scratch->filter.rationales = closure->rationales;
    xw_status st = xw_scratch_begin(scratch, (xw_control){ fired->by }, &into,
                                    1, closure->max_hops, err);
    if (!st) {
        st = xw_decide(scratch, fired->control, &draft.answer, err);
    }
    if (!st) {
        st = xw_decide_proof(scratch, &draft, err);
    }
    if (st) {
        return st;
    }
    xw_scratch_attach(scratch, &draft);
    out->walk.count = draft.answer.proof.count;
    return keep_walk(&closure->proof, &draft.answer.proof, err);
}

/* ---- Showing ------------------------------------------------------------------- */

static int
ascending(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    return (*x > *y) - (*x < *y);
}

static xw_status
show(xw_closure *closure, const xw_fired *fired, xw_error *err)
{
    xw_closure_proof *proof = &closure->proof;
    xw_firing *firings = xw_alloc_grow(proof->firings, proof->firing_count,
                                       &proof->firing_cap, sizeof *firings);
    if (!firings) {
        return out_of_memory(err);
    }
    proof->firings = firings;
    xw_firing *shown = &firings[proof->firing_count++];
    *shown = (xw_firing){ .kind = (xw_firing_kind)fired->kind,
                          .control = { fired->control },
                          .rule = XW_NONE };
    xw_status st = list_premises(closure, fired, shown, err);
    if (!st && fired->kind == XW_FIRING_ENTAILED) {
        st = walk_entailed(closure, fired, shown, err);
    }
    return st;
}

static xw_status
show_stratum(xw_closure *closure, unsigned stratum, xw_error *err)
{
    const xw_closure_proof *proof = &closure->proof;
    xw_status st = XW_OK;
    for (size_t i = 0; i < proof->needed_count && !st; ++i) {
        const xw_fired *fired = &closure->fired[proof->needed[i]];
        if (stratum_of(closure, fired) == stratum) {
            st = show(closure, fired, err);
        }
    }
    return st;
}

static xw_status
show_all(xw_closure *closure, xw_error *err)
{
    xw_closure_proof *proof = &closure->proof;
    qsort(proof->needed, proof->needed_count, sizeof *proof->needed, ascending);
    proof->firing_count = proof->part_count = proof->step_count = 0;
    xw_status st = XW_OK;
    for (unsigned stratum = 0; stratum <= 2 && !st; ++stratum) {
        st = show_stratum(closure, stratum, err);
    }
    return st;
}

/* Parts and steps lie in the order of the firings that have them. */
static void
attach(xw_closure_proof *proof)
{
    const uint32_t *parts = proof->parts;
    const xw_step *steps = proof->steps;
    for (size_t f = 0; f < proof->firing_count; ++f) {
        xw_firing *firing = &proof->firings[f];
        if (firing->kind == XW_FIRING_COMPLETED) {
            firing->premises = parts;
            parts += firing->premise_count;
        } else if (firing->kind == XW_FIRING_ENTAILED) {
            firing->walk.steps = steps;
            steps += firing->walk.count;
        }
    }
}

xw_status
xw_closure_prove(xw_closure *closure, xw_control control, const xw_firing **out,
                 size_t *count, xw_error *err)
{
    xw_satisfaction known;
    xw_status st = xw_closure_find(closure, control, &known, err);
    if (!st) {
        st = list_needed(closure, control.i, xw_marks_grade(known.marks), err);
    }
    if (!st) {
        st = show_all(closure, err);
    }
    if (!st) {
        attach(&closure->proof);
        *out = closure->proof.firings;
        *count = closure->proof.firing_count;
    }
    return st;
}
