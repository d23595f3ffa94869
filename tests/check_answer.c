/* check_answer.c - the answer of a pair, read off all walks between the two. */
#include "check_search.h"

xw_relation
oracle_says(const oracle_walk *walk, xw_direction direction)
{
    return direction == XW_SATISFIES ? walk->relation
                                     : xw_relation_converse(walk->relation);
}

bool
oracle_is_direct(const oracle_walk *walk)
{
    return walk->steps == 1 && walk->hops == 1;
}

/* What is known from all walks, and from direct mappings alone: those decide
 * where they say something and agree. */
static void
decide_relation(const oracle *o, uint32_t target, xw_direction direction,
                oracle_answer *out)
{
    xw_relation all = XW_ALL, direct = XW_ALL;
    for (uint32_t w = o->last_at[target]; w != XW_NONE; w = o->walks[w].same) {
        xw_relation says = oracle_says(&o->walks[w], direction);
        all &= says;
        direct &= oracle_is_direct(&o->walks[w]) ? says : XW_ALL;
    }
    out->disputed = !all && direct && direct != XW_ALL;
    out->relation = out->disputed ? direct : all;
    out->verdict = xw_relation_verdict(out->relation);
    out->full_possible = out->relation & (XW_EQ | XW_SUP);
}

bool
oracle_establishes(const oracle_walk *walk, const oracle_answer *answer,
                   xw_direction direction)
{
    xw_verdict alone = xw_relation_verdict(oracle_says(walk, direction));
    bool marked = answer->verdict == XW_FULL && !answer->topic && walk->topic;
    return alone == answer->verdict && !marked &&
           (!answer->disputed || oracle_is_direct(walk));
}

/* Full only by topic claims? */
static void
decide_topic(const oracle *o, uint32_t target, xw_direction direction,
             oracle_answer *out)
{
    out->topic = out->verdict == XW_FULL;
    bool topic = out->topic;
    for (uint32_t w = o->last_at[target]; w != XW_NONE; w = o->walks[w].same) {
        const oracle_walk *walk = &o->walks[w];
        topic &= walk->topic || !oracle_establishes(walk, out, direction);
    }
    out->topic = topic;
}

/* Hops of the shortest walks that establish the verdict, and whether all of
 * those need an unlabelled edge. */
static void
decide_basis(const oracle *o, uint32_t target, xw_direction direction,
             oracle_answer *out)
{
    out->hops = XW_NONE;
    for (uint32_t w = o->last_at[target]; w != XW_NONE; w = o->walks[w].same) {
        const oracle_walk *walk = &o->walks[w];
        if (!oracle_establishes(walk, out, direction) ||
            walk->hops > out->hops) {
            continue;
        }
        out->related = walk->hops < out->hops ? walk->related
                                              : out->related && walk->related;
        out->hops = walk->hops;
    }
}

static bool
is_stronger(uint32_t a, uint32_t b)
{
    return b == XW_STRENGTH_NONE ? a != XW_STRENGTH_NONE
                                 : a != XW_STRENGTH_NONE && a > b;
}

/* Of the walks that may be the proof, the best least strength. */
static void
decide_strength(const oracle *o, uint32_t target, xw_direction direction,
                oracle_answer *out)
{
    out->strength = XW_STRENGTH_NONE;
    for (uint32_t w = o->last_at[target]; w != XW_NONE; w = o->walks[w].same) {
        const oracle_walk *walk = &o->walks[w];
        if (oracle_establishes(walk, out, direction) &&
            walk->related <= out->related && walk->hops == out->hops &&
            is_stronger(walk->strength, out->strength)) {
            out->strength = walk->strength;
        }
    }
}

void
oracle_decide(const oracle *o, uint32_t target, xw_direction direction,
              oracle_answer *out)
{
    *out =
        (oracle_answer){ .verdict = XW_UNMAPPED, .strength = XW_STRENGTH_NONE };
    if (o->last_at[target] == XW_NONE) {
        return;
    }
    decide_relation(o, target, direction, out);
    if (out->verdict != XW_CONFLICT) {
        decide_topic(o, target, direction, out);
        decide_basis(o, target, direction, out);
        decide_strength(o, target, direction, out);
    }
}

/* ---- Witnesses ----------------------------------------------------------------- */

uint32_t
oracle_hops_against(const oracle *o, uint32_t control, xw_relation relation)
{
    uint32_t least = XW_NONE;
    for (uint32_t w = o->last_at[control]; w != XW_NONE; w = o->walks[w].same) {
        const oracle_walk *walk = &o->walks[w];
        if (!(walk->relation & relation) && walk->hops < least) {
            least = walk->hops;
        }
    }
    return least;
}

uint32_t
oracle_hops_of_conflict(const oracle *o, uint32_t control)
{
    uint32_t least = XW_NONE;
    for (uint32_t w = o->last_at[control]; w != XW_NONE; w = o->walks[w].same) {
        const oracle_walk *walk = &o->walks[w];
        uint32_t hops = oracle_hops_against(o, control, walk->relation);
        if (oracle_is_direct(walk) && o->edges[walk->edge].contradicted) {
            return 2;
        }
        if (hops != XW_NONE && hops + walk->hops < least) {
            least = hops + walk->hops;
        }
    }
    return least;
}
