#include "random_graph.h"

#include <string.h>

/* A record in the making. */
typedef struct making {
    const graph_recipe *recipe;
    graph_record *record;
    random_state r;
    uint32_t universe; /* all demands */
} making;

xw_relation
relation_of_demands(uint32_t a, uint32_t b)
{
    if (a == b) {
        return XW_EQ;
    }
    if (!(a & ~b)) {
        return XW_SUB;
    }
    if (!(b & ~a)) {
        return XW_SUP;
    }
    return a & b ? XW_INT : XW_DIS;
}

xw_relationship
relationship_stating(xw_relation base)
{
    for (unsigned i = 0; i < XW_RELATED; ++i) {
        if (xw_relation_of((xw_relationship)i) == base) {
            return (xw_relationship)i;
        }
    }
    return XW_RELATED;
}

xw_relation
random_mask_with(random_state *r, xw_relation base)
{
    for (;;) {
        xw_relation mask = (xw_relation)(random_below(r, XW_ALL) + 1);
        if ((mask & base) && xw_relation_is_closed(mask)) {
            return mask;
        }
    }
}

/* Some of `of`, at least one. */
static uint32_t
some_demands(random_state *r, uint32_t of)
{
    uint32_t some = 0;
    while (!some) {
        some = (uint32_t)random_bits(r) & of;
    }
    return some;
}

/* ---- Controls and sets ------------------------------------------------------ */

/* An earlier control of the same framework, or none. */
static uint32_t
random_parent(making *m, uint32_t i)
{
    const recorded_control *controls = m->record->controls;
    uint32_t first = i;
    while (first > 0 &&
           controls[first - 1].framework == controls[i].framework) {
        --first;
    }
    if (first == i || !random_chance(&m->r, 50)) {
        return XW_NONE;
    }
    return first + random_below(&m->r, i - first);
}

static const char *
random_title(random_state *r)
{
    static const char *const titles[] = { "",
                                          "Access control",
                                          "Access reviews",
                                          "Risk assessment",
                                          "Assessment of impact",
                                          "Control of records" };
    return titles[random_below(r, sizeof titles / sizeof *titles)];
}

static void
make_controls(making *m)
{
    graph_record *record = m->record;
    uint32_t framework = 0;
    record->framework_count = 1 + random_below(&m->r, RECORD_FRAMEWORKS);
    record->control_count = m->recipe->controls;
    for (uint32_t i = 0; i < record->control_count; ++i) {
        recorded_control *control = &record->controls[i];
        uint32_t left = record->control_count - i;
        while (framework + 1 < record->framework_count &&
               random_below(&m->r, left) <
                   record->framework_count - framework) {
            ++framework;
        }
        control->framework = framework;
        control->parent = random_parent(m, i);
        control->parent_kind = (xw_parent_kind)random_below(&m->r, 3);
        if (control->parent != XW_NONE && random_chance(&m->r, 40)) {
            control->parent_kind = XW_PARENT_PART;
        }
        bool is_part = control->parent != XW_NONE &&
                       control->parent_kind == XW_PARENT_PART;
        control->demands = some_demands(
            &m->r,
            is_part ? record->controls[control->parent].demands : m->universe);
        control->not_assessable = random_chance(&m->r, 10);
        control->withdrawn = random_chance(&m->r, 10);
        control->title = random_title(&m->r);
    }
}

static void
make_sets(making *m)
{
    graph_record *record = m->record;
    record->set_count = 1 + random_below(&m->r, RECORD_SETS);
    for (uint32_t i = 0; i < record->set_count; ++i) {
        recorded_set *set = &record->sets[i];
        if (random_chance(&m->r, 50)) {
            set->related = random_mask_with(&m->r, XW_ALL);
        }
        if (m->recipe->evidence_only) {
            continue;
        }
        set->claim =
            random_chance(&m->r, 30) ? XW_CLAIM_TOPIC : XW_CLAIM_REQUIREMENT;
        set->ignore_related = random_chance(&m->r, 20);
        if (random_chance(&m->r, 30)) {
            set->precedence = (int32_t)random_below(&m->r, 4) - 1;
        }
    }
}

/* ---- Maps ------------------------------------------------------------------- */

static bool
has_member(const uint32_t *members, uint32_t count, uint32_t control)
{
    for (uint32_t i = 0; i < count; ++i) {
        if (members[i] == control) {
            return true;
        }
    }
    return false;
}

static uint32_t
demands_of(const graph_record *record, const uint32_t *members, uint32_t count)
{
    uint32_t all = 0;
    for (uint32_t i = 0; i < count; ++i) {
        all |= record->controls[members[i]].demands;
    }
    return all;
}

/* Add members of the framework of the first one, now and then. */
static void
widen_side(making *m, recorded_map *map, uint32_t *members, uint32_t *count)
{
    const recorded_control *controls = m->record->controls;
    while (*count < RECORD_MEMBERS && random_chance(&m->r, 12)) {
        uint32_t other = random_below(&m->r, m->record->control_count);
        if (controls[other].framework == controls[members[0]].framework &&
            !has_member(map->sources, map->source_count, other) &&
            !has_member(map->targets, map->target_count, other)) {
            members[(*count)++] = other;
        }
    }
}

/* The ends of a new map: two controls, often those of an earlier map and
 * seldom of one framework. */
static bool
choose_ends(making *m, recorded_map *map)
{
    const graph_record *record = m->record;
    uint32_t a = random_below(&m->r, record->control_count);
    uint32_t b = random_below(&m->r, record->control_count);
    if (record->map_count && random_chance(&m->r, 35)) {
        const recorded_map *old =
            &record->maps[random_below(&m->r, record->map_count)];
        bool around = random_chance(&m->r, 50);
        a = around ? old->targets[0] : old->sources[0];
        b = around ? old->sources[0] : old->targets[0];
    } else if (record->framework_count > 1 &&
               record->controls[a].framework == record->controls[b].framework &&
               !random_chance(&m->r, 10)) {
        return false;
    }
    map->sources[0] = a;
    map->targets[0] = b;
    map->source_count = map->target_count = 1;
    if (a == b) {
        return false;
    }
    widen_side(m, map, map->sources, &map->source_count);
    widen_side(m, map, map->targets, &map->target_count);
    return true;
}

/* What it says: the truth, or that there is some relation, or anything. */
static void
choose_relationship(making *m, recorded_map *map)
{
    const recorded_set *set = &m->record->sets[map->set];
    if (random_chance(&m->r, m->recipe->noise)) {
        map->relationship =
            (xw_relationship)random_below(&m->r, XW_RELATIONSHIP_COUNT);
        return;
    }
    xw_relation base = relation_of_demands(
        demands_of(m->record, map->sources, map->source_count),
        demands_of(m->record, map->targets, map->target_count));
    xw_relation related = set->related ? set->related : XW_OVERLAP;
    bool is_related = set->ignore_related || (related & base);
    map->relationship = is_related && random_chance(&m->r, 25)
                            ? XW_RELATED
                            : relationship_stating(base);
}

static bool
is_single(const recorded_map *map)
{
    return map->source_count == 1 && map->target_count == 1;
}

/* True when two maps say the same of some pair in the same words. */
static bool
share_a_row(const recorded_map *a, const recorded_map *b)
{
    bool shared = false;
    for (uint32_t i = 0; i < a->source_count; ++i) {
        shared |= has_member(b->sources, b->source_count, a->sources[i]);
    }
    bool both = false;
    for (uint32_t i = 0; i < a->target_count; ++i) {
        both |= has_member(b->targets, b->target_count, a->targets[i]);
    }
    return shared && both && a->relationship == b->relationship &&
           a->set == b->set;
}

/* Rows may repeat, but only whole maps of one source and target: which of a
 * set-valued map and a row it shares comes first would be too fine a point. */
static bool
may_be_added(const making *m, const recorded_map *map)
{
    for (uint32_t i = 0; i < m->record->map_count; ++i) {
        const recorded_map *old = &m->record->maps[i];
        bool plain = is_single(map) && is_single(old);
        if (share_a_row(map, old) && (!plain || m->recipe->rows_once)) {
            return false;
        }
    }
    return true;
}

static void
make_map(making *m)
{
    recorded_map map = { .strength = XW_STRENGTH_NONE };
    if (!choose_ends(m, &map)) {
        return;
    }
    map.set = random_below(&m->r, m->record->set_count);
    choose_relationship(m, &map);
    if (random_chance(&m->r, 75)) {
        map.strength = random_below(&m->r, XW_STRENGTH_MOST + 1);
    }
    map.rationale = (xw_rationale)random_below(&m->r, 4);
    if (may_be_added(m, &map)) {
        m->record->maps[m->record->map_count++] = map;
    }
}

/* ---- Gaps and scopes -------------------------------------------------------- */

static void
make_gaps(making *m)
{
    graph_record *record = m->record;
    record->gap_count = random_below(&m->r, RECORD_GAPS + 1);
    for (uint32_t i = 0; i < record->gap_count; ++i) {
        record->gaps[i] = (recorded_gap){
            .control = random_below(&m->r, record->control_count),
            .other = random_below(&m->r, record->framework_count),
            .set = random_below(&m->r, record->set_count)
        };
    }
}

static uint64_t
controls_of(const graph_record *record, uint32_t framework)
{
    uint64_t all = 0;
    for (uint32_t i = 0; i < record->control_count; ++i) {
        if (record->controls[i].framework == framework) {
            all |= (uint64_t)1 << i;
        }
    }
    return all;
}

static void
make_scopes(making *m)
{
    graph_record *record = m->record;
    uint32_t most = random_below(&m->r, RECORD_SCOPES + 1);
    for (uint32_t i = 0; i < most; ++i) {
        uint32_t framework = random_below(&m->r, record->framework_count);
        uint64_t members = controls_of(record, framework) & random_bits(&m->r);
        if (members) {
            record->scopes[record->scope_count++] =
                (recorded_scope){ .framework = framework, .members = members };
        }
    }
}

void
random_graph(const graph_recipe *recipe, graph_record *out)
{
    making m = { .recipe = recipe, .record = out, .r = { recipe->seed } };
    memset(out, 0, sizeof *out);
    m.universe = (1U << (2 + random_below(&m.r, 5))) - 1;
    make_controls(&m);
    make_sets(&m);
    for (uint32_t i = 0; i < recipe->maps; ++i) {
        make_map(&m);
    }
    make_gaps(&m);
    make_scopes(&m);
}
