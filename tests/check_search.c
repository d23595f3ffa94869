#include "support.h"

#include "check_search.h"

#include <stdlib.h>

/* ---- Mappings ---------------------------------------------------------------- */

/* What one pair of a map is taken to say (design: set-valued maps). */
static xw_relation
pair_says(const recorded_map *map, const recorded_set *set, bool *joint)
{
    bool one_source = map->source_count == 1;
    bool one_target = map->target_count == 1;
    *joint = false;
    if (map->relationship == XW_RELATED && set->ignore_related) {
        return 0;
    }
    if (map->relationship == XW_NO_RELATIONSHIP) {
        return XW_DIS;
    }
    if (one_source && one_target) {
        return map->relationship != XW_RELATED
                   ? xw_relation_of(map->relationship)
               : set->related ? set->related
                              : XW_OVERLAP;
    }
    if (one_source && map->relationship == XW_SUPERSET_OF) {
        return XW_SUP;
    }
    if (one_target && map->relationship == XW_SUBSET_OF) {
        return XW_SUB;
    }
    if (map->relationship == XW_EQUAL && (one_source || one_target)) {
        return one_source ? XW_EQ | XW_SUP : XW_EQ | XW_SUB;
    }
    *joint = true;
    return XW_ALL;
}

static bool
is_same_row(const oracle_edge *a, const oracle_edge *b)
{
    return a->source == b->source && a->target == b->target &&
           a->relationship == b->relationship && a->set == b->set;
}

static void
add_edge(oracle *o, const oracle_edge *edge)
{
    for (uint32_t i = 0; i < o->edge_count; ++i) {
        if (is_same_row(&o->edges[i], edge)) {
            return;
        }
    }
    o->edges[o->edge_count++] = *edge;
}

static void
add_map(oracle *o, const recorded_map *map)
{
    const recorded_set *set = &o->record->sets[map->set];
    oracle_edge edge = { .relationship = map->relationship,
                         .strength = map->strength,
                         .rationale = map->rationale,
                         .set = map->set,
                         .topic = set->claim == XW_CLAIM_TOPIC };
    edge.says = pair_says(map, set, &edge.joint);
    for (uint32_t i = 0; i < map->source_count; ++i) {
        for (uint32_t j = 0; j < map->target_count; ++j) {
            edge.source = map->sources[i];
            edge.target = map->targets[j];
            add_edge(o, &edge);
        }
    }
}

void
oracle_open(oracle *o, const graph_record *record)
{
    *o = (oracle){ .record = record };
    o->edges =
        calloc((size_t)record->map_count * RECORD_MEMBERS * RECORD_MEMBERS + 1,
               sizeof *o->edges);
    assert_non_null(o->edges);
    for (uint32_t i = 0; i < record->map_count; ++i) {
        add_map(o, &record->maps[i]);
    }
    oracle_look(o, &(oracle_view){ .without = XW_NONE });
}

void
oracle_close(oracle *o)
{
    free(o->edges);
    free(o->walks);
}

static bool
is_same_pair(const oracle_edge *a, const oracle_edge *b)
{
    return (a->source == b->source && a->target == b->target) ||
           (a->source == b->target && a->target == b->source);
}

/* Precedence is of sets on a pair, whichever way round they state it; a link
 * that says nothing replaces nothing. */
static void
mark_replaced(oracle *o, uint32_t without)
{
    for (uint32_t i = 0; i < o->edge_count; ++i) {
        oracle_edge *edge = &o->edges[i];
        edge->replaced = false;
        for (uint32_t j = 0; j < o->edge_count; ++j) {
            const oracle_edge *other = &o->edges[j];
            edge->replaced |= j != without && other->says &&
                              is_same_pair(edge, other) &&
                              o->record->sets[other->set].precedence >
                                  o->record->sets[edge->set].precedence;
        }
    }
}

static xw_relation
says_from(const oracle_edge *edge, uint32_t from)
{
    return edge->source == from ? edge->says : xw_relation_converse(edge->says);
}

static void
mark_contradicted(oracle *o)
{
    for (uint32_t i = 0; i < o->edge_count; ++i) {
        oracle_edge *edge = &o->edges[i];
        xw_relation meet = XW_ALL;
        for (uint32_t j = 0; j < o->edge_count; ++j) {
            const oracle_edge *other = &o->edges[j];
            if (other->used && is_same_pair(edge, other)) {
                meet &= says_from(other, edge->source);
            }
        }
        edge->contradicted = !meet;
    }
}

void
oracle_look(oracle *o, const oracle_view *view)
{
    mark_replaced(o, view->without);
    for (uint32_t i = 0; i < o->edge_count; ++i) {
        oracle_edge *edge = &o->edges[i];
        edge->used =
            i != view->without && edge->says && !edge->replaced &&
            (!view->rationales || (view->rationales >> edge->rationale & 1));
    }
    mark_contradicted(o);
}

uint32_t
oracle_find_edge(const oracle *o, const xw_graph *graph, xw_mapping mapping)
{
    xw_mapping_info info;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_mapping(graph, mapping, &info, &err), err);
    oracle_edge like = { .source = info.source.i,
                         .target = info.target.i,
                         .relationship = info.relationship,
                         .set = recorded_set_of(graph, info.set) };
    for (uint32_t i = 0; i < o->edge_count; ++i) {
        if (is_same_row(&o->edges[i], &like)) {
            return i;
        }
    }
    return XW_NONE;
}

/* ---- Walks ------------------------------------------------------------------- */

static void
add_walk(oracle *o, const oracle_walk *walk)
{
    if (o->walk_count == o->walk_cap) {
        o->walk_cap = o->walk_cap ? 2 * o->walk_cap : 1024;
        o->walks = realloc(o->walks, o->walk_cap * sizeof *o->walks);
        assert_non_null(o->walks);
    }
    uint32_t id = o->walk_count++;
    o->walks[id] = *walk;
    o->walks[id].same = o->last_at[walk->control];
    o->last_at[walk->control] = id;
}

static uint32_t
weaker(const oracle_walk *before, uint32_t strength)
{
    if (!before->hops) {
        return strength;
    }
    if (before->strength == XW_STRENGTH_NONE || strength == XW_STRENGTH_NONE) {
        return XW_STRENGTH_NONE;
    }
    return before->strength < strength ? before->strength : strength;
}

static void
walk_mapping(oracle *o, uint32_t before, uint32_t edge_id)
{
    const oracle_edge *edge = &o->edges[edge_id];
    oracle_walk walk = o->walks[before];
    bool inverted = edge->target == walk.control;
    xw_relation says = says_from(edge, walk.control);
    walk.relation = xw_relation_compose(
        walk.onward, edge->contradicted && walk.steps ? XW_ALL : says);
    walk.onward =
        xw_relation_compose(walk.onward, edge->contradicted ? XW_ALL : says);
    walk.strength = weaker(&walk, edge->strength);
    walk.before = before;
    walk.control = inverted ? edge->source : edge->target;
    walk.edge = edge_id;
    walk.kind = XW_STEP_MAPPING;
    walk.inverted = inverted;
    walk.chain = CHAIN_NONE;
    walk.related |= edge->relationship == XW_RELATED;
    walk.topic |= edge->topic;
    walk.joint |= edge->joint;
    ++walk.steps;
    ++walk.hops;
    add_walk(o, &walk);
}

static void
walk_part(oracle *o, uint32_t before, uint32_t to, oracle_chain chain)
{
    oracle_walk walk = o->walks[before];
    bool up = chain == CHAIN_UP;
    walk.onward =
        xw_relation_compose(walk.onward, up ? XW_EQ | XW_SUB : XW_EQ | XW_SUP);
    walk.relation = walk.onward;
    walk.before = before;
    walk.control = to;
    walk.edge = XW_NONE;
    walk.kind = up ? XW_STEP_PART_OF : XW_STEP_HAS_PART;
    walk.inverted = false;
    walk.chain = chain;
    ++walk.steps;
    add_walk(o, &walk);
}

static void
prolong_by_mappings(oracle *o, uint32_t before)
{
    uint32_t at = o->walks[before].control;
    for (uint32_t i = 0; i < o->edge_count; ++i) {
        const oracle_edge *edge = &o->edges[i];
        bool starts = edge->source == at && edge->target != o->source;
        bool ends = edge->target == at && edge->source != o->source;
        if (edge->used && (starts || ends)) {
            walk_mapping(o, before, i);
        }
    }
}

static bool
is_part_of(const oracle *o, uint32_t part, uint32_t whole)
{
    const recorded_control *control = &o->record->controls[part];
    return control->parent == whole && control->parent_kind == XW_PARENT_PART;
}

static void
prolong_by_parts(oracle *o, uint32_t before)
{
    uint32_t at = o->walks[before].control;
    oracle_chain chain = o->walks[before].chain;
    for (uint32_t i = 0; i < o->record->control_count; ++i) {
        if (i == o->source) {
            continue;
        }
        if (is_part_of(o, at, i) && chain != CHAIN_DOWN) {
            walk_part(o, before, i, CHAIN_UP);
        }
        if (is_part_of(o, i, at) && chain != CHAIN_UP) {
            walk_part(o, before, i, CHAIN_DOWN);
        }
    }
}

bool
oracle_walk_from(oracle *o, uint32_t source, uint32_t max_hops, uint32_t most)
{
    oracle_walk start = { .before = XW_NONE,
                          .control = source,
                          .edge = XW_NONE,
                          .relation = XW_EQ,
                          .onward = XW_EQ,
                          .strength = XW_STRENGTH_NONE };
    o->source = source;
    o->walk_count = 0;
    for (uint32_t i = 0; i < RECORD_CONTROLS; ++i) {
        o->last_at[i] = XW_NONE;
    }
    add_walk(o, &start);
    for (uint32_t i = 0; i < o->walk_count; ++i) {
        if (o->walk_count > most) {
            return false;
        }
        prolong_by_parts(o, i);
        if (o->walks[i].hops < max_hops) {
            prolong_by_mappings(o, i);
        }
    }
    return true;
}

static bool
is_step_of(const oracle *o, const oracle_walk *walk, const xw_graph *graph,
           const xw_step *step)
{
    uint32_t from = o->walks[walk->before].control;
    if (walk->kind != step->kind || from != step->source.i ||
        walk->control != step->target.i || walk->inverted != step->inverted) {
        return false;
    }
    return step->kind == XW_STEP_MAPPING
               ? oracle_find_edge(o, graph, step->mapping) == walk->edge
               : step->mapping.i == XW_NONE;
}

uint32_t
oracle_find_walk(const oracle *o, const xw_graph *graph, const xw_step *steps,
                 size_t count)
{
    if (!count) {
        return XW_NONE;
    }
    uint32_t end = steps[count - 1].target.i;
    for (uint32_t w = o->last_at[end]; w != XW_NONE; w = o->walks[w].same) {
        uint32_t at = w;
        size_t left = count;
        while (left && o->walks[at].before != XW_NONE &&
               is_step_of(o, &o->walks[at], graph, &steps[left - 1])) {
            at = o->walks[at].before;
            --left;
        }
        if (!left && o->walks[at].before == XW_NONE) {
            return w;
        }
    }
    return XW_NONE;
}
