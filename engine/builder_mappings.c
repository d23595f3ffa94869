/* builder_mappings.c - what a builder collects about mappings: sets, mappings,
 * set-valued maps, gaps; and scopes. */
#include "alloc.h"
#include "builder_text.h"
#include "error.h"
#include "name_index.h"
#include "relation.h"

#include <string.h>

enum {
    MOST_SETS = 65535,
    MOST_MAPPINGS = INT32_MAX,
    MANY_MAPPINGS = 1 << 15,
    NO_TRUST = -1
};

/* ---- Sets ----------------------------------------------------------------- */

static xw_status
append_set(xw_builder *builder, xw_string id)
{
    xw_built_set *sets = xw_alloc_grow(builder->sets, builder->set_ids.count,
                                       &builder->set_cap, sizeof *sets);
    if (!sets) {
        return XW_E_NOMEM;
    }
    builder->sets = sets;
    uint32_t text, index;
    xw_status st = xw_builder_text(builder, id, &text);
    if (!st) {
        st = xw_intern_add(&builder->set_ids, id.bytes, id.len, &index);
    }
    if (!st) {
        sets[index] =
            (xw_built_set){ .id = text,
                            .trust = NO_TRUST,
                            .related = (uint8_t)xw_mask_id(XW_OVERLAP) };
    }
    return st;
}

xw_status
xw_builder_set_of(xw_builder *builder, xw_string id, xw_builder_set *out,
                  xw_error *err)
{
    if (!id.len) {
        return xw_fail(err, XW_E_DATA, "empty mapping set id");
    }
    if (!xw_intern_find(&builder->set_ids, id.bytes, id.len, &out->i)) {
        return XW_OK;
    }
    if (builder->set_ids.count == MOST_SETS) {
        return xw_fail(err, XW_E_LIMIT, "more than %d mapping sets", MOST_SETS);
    }
    xw_status st = append_set(builder, id);
    if (!st) {
        *out = (xw_builder_set){ builder->set_ids.count - 1 };
    }
    return xw_builder_fail(err, st, "a mapping set");
}

static xw_status
check_set_def(const xw_set_def *def, xw_error *err)
{
    if (def->size != sizeof *def) {
        return xw_fail(err, XW_E_ARG, "xw_set_def has the wrong size");
    }
    if (def->related && !xw_relation_is_closed(def->related)) {
        return xw_fail(err, XW_E_ARG, "a set's 'related' is none of 14 masks");
    }
    if (def->claim > XW_CLAIM_TOPIC) {
        return xw_fail(err, XW_E_ARG, "a set has no such claim");
    }
    if (!(def->trust <= 1)) {
        return xw_fail(err, XW_E_ARG, "a set's trust is above 1");
    }
    return XW_OK;
}

static uint8_t
related_mask(const xw_set_def *def)
{
    if (def->ignore_related) {
        return XW_MASK_COUNT;
    }
    return (uint8_t)xw_mask_id(def->related ? def->related : XW_OVERLAP);
}

static bool
is_same_policy(const xw_built_set *a, const xw_built_set *b)
{
    return a->precedence == b->precedence && a->claim == b->claim &&
           a->related == b->related;
}

static xw_merge
merge_set(const xw_builder *builder, xw_built_set *known,
          const xw_built_set *said)
{
    xw_merge merge = known->declared ? XW_MERGE_SAME : XW_MERGE_NEW;
    if (!known->declared) {
        known->precedence = said->precedence;
        known->claim = said->claim;
        known->related = said->related;
    } else if (!is_same_policy(known, said)) {
        xw_merge_raise(&merge, XW_MERGE_DISAGREES);
    }
    xw_merge_number(&known->trust, said->trust, NO_TRUST, &merge);
    xw_merge_title(builder, &known->name, said->name, &merge);
    xw_merge_text(&known->publisher, said->publisher, &merge);
    xw_merge_text(&known->version, said->version, &merge);
    xw_merge_text(&known->date, said->date, &merge);
    xw_merge_text(&known->method, said->method, &merge);
    xw_merge_text(&known->status, said->status, &merge);
    xw_merge_text(&known->license, said->license, &merge);
    xw_merge_text(&known->source, said->source, &merge);
    known->declared = true;
    return merge;
}

static xw_status
read_set_def(xw_builder *builder, const xw_set_def *def, xw_built_set *said,
             xw_error *err)
{
    *said =
        (xw_built_set){ .trust = def->trust < 0 ? NO_TRUST : (float)def->trust,
                        .precedence = def->precedence,
                        .claim = (uint8_t)def->claim,
                        .related = related_mask(def) };
    const xw_builder_field fields[] = {
        { def->name, &said->name },       { def->publisher, &said->publisher },
        { def->version, &said->version }, { def->date, &said->date },
        { def->method, &said->method },   { def->status, &said->status },
        { def->license, &said->license }, { def->source, &said->source },
    };
    return xw_builder_texts(builder, fields, sizeof fields / sizeof *fields,
                            "a mapping set", err);
}

xw_status
xw_builder_declare_set(xw_builder *builder, const xw_set_def *def,
                       xw_builder_set *out, xw_merge *merge, xw_error *err)
{
    xw_built_set said;
    xw_builder_set set = { XW_NONE };
    xw_status st;
    if ((st = check_set_def(def, err)) ||
        (st = xw_builder_set_of(builder, def->id, &set, err)) ||
        (st = read_set_def(builder, def, &said, err))) {
        return st;
    }
    xw_merge_tell(merge, merge_set(builder, &builder->sets[set.i], &said));
    *out = set;
    return XW_OK;
}

/* ---- Mappings ------------------------------------------------------------- */

static bool
are_controls(const xw_builder *builder, const xw_builder_control *controls,
             size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (controls[i].i >= builder->control_ids.count) {
            return false;
        }
    }
    return count > 0;
}

static bool
is_among(xw_builder_control control, const xw_builder_control *controls,
         size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (controls[i].i == control.i) {
            return true;
        }
    }
    return false;
}

static bool
maps_to_itself(const xw_mapping_def *def)
{
    bool found = false;
    for (size_t s = 0; s < def->source_count && !found; ++s) {
        found = is_among(def->sources[s], def->targets, def->target_count);
    }
    return found;
}

static xw_status
check_mapping(const xw_builder *builder, const xw_mapping_def *def,
              xw_error *err)
{
    if (def->size != sizeof *def) {
        return xw_fail(err, XW_E_ARG, "xw_mapping_def has the wrong size");
    }
    if (!are_controls(builder, def->sources, def->source_count) ||
        !are_controls(builder, def->targets, def->target_count) ||
        def->set.i >= builder->set_ids.count) {
        return xw_fail(err, XW_E_ARG, "mapping of a thing never added");
    }
    if (def->relationship >= XW_RELATIONSHIP_COUNT ||
        (def->strength > XW_STRENGTH_MOST &&
         def->strength != XW_STRENGTH_NONE)) {
        return xw_fail(err, XW_E_ARG, "relationship or strength out of range");
    }
    if (maps_to_itself(def)) {
        return xw_fail(err, XW_E_DATA, "a control is mapped to itself");
    }
    if (def->source_count > MOST_MAPPINGS / def->target_count ||
        builder->mapping_count >
            MOST_MAPPINGS - def->source_count * def->target_count) {
        return xw_fail(err, XW_E_LIMIT, "more than %d mappings", MOST_MAPPINGS);
    }
    return XW_OK;
}

static uint8_t
rationale_class(xw_string text)
{
    static const char *const names[] = {
        [XW_RATIONALE_SYNTACTIC] = "syntactic",
        [XW_RATIONALE_SEMANTIC] = "semantic",
        [XW_RATIONALE_FUNCTIONAL] = "functional",
    };
    enum { SHORTEST = 8, LONGEST = 10 }; /* of these words */
    if (text.len < SHORTEST || text.len > LONGEST) {
        return XW_RATIONALE_NONE;
    }
    for (unsigned r = XW_RATIONALE_SYNTACTIC; r <= XW_RATIONALE_FUNCTIONAL;
         ++r) {
        if (xw_name_equal_folded(names[r], strlen(names[r]), text.bytes,
                                 text.len)) {
            return (uint8_t)r;
        }
    }
    return XW_RATIONALE_NONE;
}

static bool
reserve_mappings(xw_builder *builder, size_t more)
{
    size_t need = builder->mapping_count + more;
    if (need <= builder->mapping_cap) {
        return true;
    }
    /* Room that is never written to costs nothing, copying does. */
    size_t cap = need < MANY_MAPPINGS ? need + need / 2 : 3 * need;
    xw_built_mapping *mappings = xw_alloc_filled(
        xw_alloc_array(NULL, cap, sizeof *mappings), cap * sizeof *mappings);
    if (!mappings) {
        return false;
    }
    if (builder->mapping_count) {
        memcpy(mappings, builder->mappings,
               builder->mapping_count * sizeof *mappings);
    }
    xw_alloc_free(builder->mappings);
    builder->mappings = mappings;
    builder->mapping_cap = cap;
    return true;
}

static bool
reserve_rule(xw_builder *builder, size_t members)
{
    xw_built_rule *rules = xw_alloc_grow(builder->rules, builder->rule_count,
                                         &builder->rule_cap, sizeof *rules);
    if (!rules) {
        return false;
    }
    builder->rules = rules;
    size_t need = builder->rule_member_count + members;
    if (need <= builder->rule_member_cap) {
        return true;
    }
    size_t cap = need + need / 2;
    uint32_t *grown = xw_alloc_array(builder->rule_members, cap, sizeof *grown);
    if (!grown) {
        return false;
    }
    builder->rule_members = grown;
    builder->rule_member_cap = cap;
    return true;
}

static void
append_rule(xw_builder *builder, const xw_mapping_def *def, uint32_t annotation)
{
    builder->rules[builder->rule_count++] = (xw_built_rule){
        .first = (uint32_t)builder->rule_member_count,
        .source_count = (uint32_t)def->source_count,
        .target_count = (uint32_t)def->target_count,
        .annotation = annotation,
        .set = (uint16_t)def->set.i,
        .relationship = (uint8_t)def->relationship,
    };
    for (size_t s = 0; s < def->source_count; ++s) {
        builder->rule_members[builder->rule_member_count++] = def->sources[s].i;
    }
    for (size_t t = 0; t < def->target_count; ++t) {
        builder->rule_members[builder->rule_member_count++] = def->targets[t].i;
    }
}

static uint8_t
mask_of_pair(const xw_mapping_def *def)
{
    return (uint8_t)xw_mask_id(xw_relation_of_pair(
        def->relationship, def->source_count, def->target_count));
}

static void
append_pairs(xw_builder *builder, const xw_mapping_def *def,
             xw_built_mapping mapping)
{
    for (size_t s = 0; s < def->source_count; ++s) {
        for (size_t t = 0; t < def->target_count; ++t) {
            mapping.source = def->sources[s].i;
            mapping.target = def->targets[t].i;
            builder->controls[mapping.source].used = true;
            builder->controls[mapping.target].used = true;
            builder->mappings[builder->mapping_count++] = mapping;
        }
    }
}

xw_status
xw_builder_add_mapping(xw_builder *builder, const xw_mapping_def *def,
                       xw_error *err)
{
    xw_status st = check_mapping(builder, def, err);
    if (st) {
        return st;
    }
    uint8_t rationale = rationale_class(def->rationale);
    uint32_t annotation;
    st = xw_builder_annotation(
        builder, rationale ? (xw_string){ NULL, 0 } : def->rationale, def->note,
        &annotation);
    bool set_valued = def->source_count + def->target_count > 2;
    if (!st &&
        (!reserve_mappings(builder, def->source_count * def->target_count) ||
         (set_valued &&
          !reserve_rule(builder, def->source_count + def->target_count)))) {
        st = XW_E_NOMEM;
    }
    if (st) {
        return xw_builder_fail(err, st, "a mapping");
    }
    uint32_t rule = set_valued ? (uint32_t)builder->rule_count : XW_NONE;
    if (set_valued) {
        append_rule(builder, def, annotation);
    }
    append_pairs(builder, def,
                 (xw_built_mapping){
                     .annotation = annotation,
                     .rule = rule,
                     .set = (uint16_t)def->set.i,
                     .relationship = (uint8_t)def->relationship,
                     .mask = mask_of_pair(def),
                     .strength = (uint8_t)def->strength,
                     .rationale = rationale,
                 });
    builder->mapping_rows++;
    return XW_OK;
}

/* ---- Gaps and scopes ------------------------------------------------------- */

xw_status
xw_builder_add_gap(xw_builder *builder, xw_builder_control control,
                   xw_builder_framework other, xw_builder_set set,
                   xw_string note, xw_error *err)
{
    if (control.i >= builder->control_ids.count ||
        other.i >= builder->framework_ids.count ||
        set.i >= builder->set_ids.count) {
        return xw_fail(err, XW_E_ARG, "gap of a thing never added");
    }
    xw_built_gap gap = { control.i, other.i, set.i, 0 };
    xw_status st = xw_builder_annotation(builder, (xw_string){ NULL, 0 }, note,
                                         &gap.annotation);
    xw_built_gap *gaps = st ? NULL
                            : xw_alloc_grow(builder->gaps, builder->gap_count,
                                            &builder->gap_cap, sizeof *gaps);
    if (!gaps) {
        return xw_builder_fail(err, st ? st : XW_E_NOMEM, "a gap");
    }
    builder->gaps = gaps;
    gaps[builder->gap_count++] = gap;
    builder->controls[control.i].used = true;
    return XW_OK;
}

static xw_status
check_scope_id(xw_string scope, xw_error *err)
{
    if (!scope.len || memchr(scope.bytes, '@', scope.len) ||
        memchr(scope.bytes, ',', scope.len) ||
        memchr(scope.bytes, ':', scope.len)) {
        return xw_fail(err, XW_E_DATA, "'%.*s' is not a scope id",
                       xw_fail_precision(scope.len),
                       scope.len ? scope.bytes : "");
    }
    return XW_OK;
}

static xw_status
read_member(xw_builder *builder, const xw_scope_member_def *def,
            xw_built_member *out)
{
    uint32_t text;
    xw_status st = xw_builder_text(builder, def->scope, &text);
    if (!st) {
        st = xw_pair_index_add(
            &builder->scopes, (xw_pair){ def->framework.i, text }, &out->scope);
    }
    return st ? st
              : xw_builder_annotation(builder, (xw_string){ NULL, 0 },
                                      def->note, &out->annotation);
}

xw_status
xw_builder_add_scope_member(xw_builder *builder, const xw_scope_member_def *def,
                            xw_error *err)
{
    if (def->size != sizeof *def) {
        return xw_fail(err, XW_E_ARG, "xw_scope_member_def has the wrong size");
    }
    xw_builder_control control = { XW_NONE };
    xw_status st = check_scope_id(def->scope, err);
    if (!st) {
        st = xw_builder_control_of(builder, def->framework, def->control,
                                   &control, err);
    }
    if (st) {
        return st;
    }
    xw_built_member member = { .control = control.i, .at = def->at };
    st = read_member(builder, def, &member);
    xw_built_member *members =
        st ? NULL
           : xw_alloc_grow(builder->members, builder->member_count,
                           &builder->member_cap, sizeof *members);
    if (!members) {
        return xw_builder_fail(err, st ? st : XW_E_NOMEM, "a scope");
    }
    builder->members = members;
    members[builder->member_count++] = member;
    return XW_OK;
}
