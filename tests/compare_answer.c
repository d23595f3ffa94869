#include "support.h"

#include "compare_answer.h"

enum { MOST_STEPS = 128 };

static bool
agree(const comparison *c, const char *what, uint32_t control, uint32_t want,
      uint32_t got)
{
    return finding_agree(c->found, what, control, want, got);
}

/* ---- Walks ------------------------------------------------------------------- */

static xw_step
turned_around(const xw_step *step)
{
    xw_step turned = *step;
    turned.source = step->target;
    turned.target = step->source;
    if (step->kind == XW_STEP_MAPPING) {
        turned.inverted = !step->inverted;
    } else {
        turned.kind =
            step->kind == XW_STEP_PART_OF ? XW_STEP_HAS_PART : XW_STEP_PART_OF;
    }
    return turned;
}

const oracle_walk *
compare_find_walk(const comparison *c, const xw_walk *walk)
{
    xw_step steps[MOST_STEPS];
    assert_true(walk->count <= MOST_STEPS);
    for (size_t i = 0; i < walk->count; ++i) {
        steps[i] = c->direction == XW_SATISFIES
                       ? walk->steps[i]
                       : turned_around(&walk->steps[walk->count - 1 - i]);
    }
    uint32_t found = oracle_find_walk(c->o, c->graph, steps, walk->count);
    return found == XW_NONE ? NULL : &c->o->walks[found];
}

static void
compare_proof(const comparison *c, const xw_answer *got,
              const oracle_answer *want)
{
    uint32_t at = got->control.i;
    const oracle_walk *walk = compare_find_walk(c, &got->proof);
    if (!agree(c, "proof is a walk", at, true, walk != NULL) || !walk) {
        return;
    }
    agree(c, "end of the proof", at, at, walk->control);
    agree(c, "hops of the proof", at, got->hops, walk->hops);
    agree(c, "strength of the proof", at, got->strength, walk->strength);
    agree(c, "joint", at, walk->joint, got->joint);
    if (want->verdict != XW_CONFLICT) {
        agree(c, "proof establishes the verdict", at, true,
              oracle_establishes(walk, want, c->direction));
        agree(c, "hops", at, want->hops, got->hops);
        agree(c, "strength", at, want->strength, got->strength);
        agree(c, "basis of the proof", at, want->related, walk->related);
    }
}

/* Of a conflict: the other of the two shortest walks that cannot both hold. */
static void
compare_conflict(const comparison *c, const oracle_walk *proof,
                 const oracle_walk *against)
{
    uint32_t at = proof->control;
    agree(c, "meet of proof and witness", at, 0,
          proof->relation & against->relation);
    agree(c, "shortest witness first", at, true, proof->hops <= against->hops);
    agree(c, "hops of both witnesses", at, oracle_hops_of_conflict(c->o, at),
          proof->hops + against->hops);
}

/* Of a disputed answer: the shortest walk that cannot hold with it, or where
 * each can, one that cannot hold with some other. */
static void
compare_dispute(const comparison *c, const oracle_answer *want,
                const oracle_walk *against)
{
    uint32_t at = against->control;
    xw_relation held = c->direction == XW_SATISFIES
                           ? want->relation
                           : xw_relation_converse(want->relation);
    uint32_t hops = oracle_hops_against(c->o, at, held);
    if (hops != XW_NONE) {
        agree(c, "meet of verdict and witness", at, 0,
              held & against->relation);
        agree(c, "hops of the witness", at, hops, against->hops);
    } else {
        agree(c, "witness is contradicted", at, true,
              oracle_hops_against(c->o, at, against->relation) != XW_NONE);
    }
}

static void
compare_witness(const comparison *c, const xw_answer *got,
                const oracle_answer *want)
{
    uint32_t at = got->control.i;
    bool conflict = want->verdict == XW_CONFLICT;
    bool wanted = conflict || want->disputed;
    agree(c, "has a witness against", at, wanted, got->against.count > 0);
    if (!wanted || !got->against.count) {
        return;
    }
    const oracle_walk *proof = compare_find_walk(c, &got->proof);
    const oracle_walk *against = compare_find_walk(c, &got->against);
    agree(c, "witness is a walk", at, true, against != NULL);
    if (!proof || !against) {
        return;
    }
    agree(c, "end of the witness", at, at, against->control);
    if (conflict) {
        compare_conflict(c, proof, against);
    } else {
        compare_dispute(c, want, against);
    }
}

/* ---- Answers ----------------------------------------------------------------- */

static uint32_t
gap_of(const comparison *c, uint32_t framework)
{
    const graph_record *record = c->o->record;
    for (uint32_t i = 0; i < record->gap_count; ++i) {
        if (record->gaps[i].control == c->o->source &&
            record->gaps[i].other == framework) {
            return i;
        }
    }
    return XW_NONE;
}

void
compare_answer(const comparison *c, const xw_answer *got,
               const oracle_answer *want)
{
    uint32_t at = got->control.i;
    uint32_t framework = c->o->record->controls[at].framework;
    bool gap = gap_of(c, framework) != XW_NONE && want->verdict <= XW_PARTIAL;
    agree(c, "verdict", at, want->verdict, got->verdict);
    agree(c, "relation", at, want->relation, got->relation);
    agree(c, "full_possible", at, want->full_possible, got->full_possible);
    agree(c, "disputed", at, want->disputed || gap, got->disputed);
    agree(c, "related", at, want->related, got->related);
    agree(c, "topic", at, want->topic, got->topic);
    agree(c, "has a score", at, want->verdict == XW_CANDIDATE, got->score >= 0);
    agree(c, "score is a share", at, true, got->score <= 1);
    compare_proof(c, got, want);
    compare_witness(c, got, want);
}

void
compare_into(const comparison *c, const xw_into_answer *got, uint32_t framework,
             xw_verdict best)
{
    uint32_t at = c->o->source;
    bool gap = gap_of(c, framework) != XW_NONE;
    agree(c, "has a gap record", at, gap, got->gap != XW_NONE);
    agree(c, "verdict of all", at, gap && best > XW_GAP ? XW_GAP : best,
          got->verdict);
    agree(c, "all disputed", at, gap && best <= XW_PARTIAL, got->disputed);
    if (got->gap != XW_NONE) {
        xw_gap_info info;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_graph_gap(c->graph, got->gap, &info, &err), err);
        agree(c, "control of the gap", at, at, info.control.i);
        agree(c, "framework of the gap", at, framework, info.other.i);
    }
}
