/* freeze_others.c - set-valued maps, gaps and scopes. */
#include "alloc.h"
#include "freeze.h"

#include <stdlib.h>
#include <string.h>

/* ---- Set-valued maps --------------------------------------------------------- */

static xw_status
make_rule_mappings(xw_freeze *freeze)
{
    const xw_built_mapping *mappings = freeze->builder->mappings;
    size_t count = 0;
    for (size_t m = 0; m < freeze->mapping_count; ++m) {
        count += mappings[m].rule != XW_NONE;
    }
    xw_file_rule_mapping *records =
        xw_image_reserve(&freeze->image, XW_CHUNK_RULE_MAPPINGS, count);
    if (!records) {
        return XW_E_NOMEM;
    }
    size_t next = 0;
    for (size_t m = 0; m < freeze->mapping_count; ++m) {
        if (mappings[m].rule != XW_NONE) {
            records[next++] =
                (xw_file_rule_mapping){ (uint32_t)m, mappings[m].rule };
        }
    }
    return XW_OK;
}

xw_status
xw_freeze_rules(xw_freeze *freeze)
{
    const xw_builder *builder = freeze->builder;
    xw_file_rule *rules =
        xw_image_reserve(&freeze->image, XW_CHUNK_RULES, builder->rule_count);
    uint32_t *members = xw_image_reserve(&freeze->image, XW_CHUNK_RULE_MEMBERS,
                                         builder->rule_member_count);
    if (!rules || !members) {
        return XW_E_NOMEM;
    }
    for (size_t r = 0; r < builder->rule_count; ++r) {
        const xw_built_rule *built = &builder->rules[r];
        rules[r] = (xw_file_rule){ .first = built->first,
                                   .source_count = built->source_count,
                                   .target_count = built->target_count,
                                   .text = built->annotation,
                                   .set = freeze->set_number[built->set],
                                   .relationship = built->relationship };
    }
    for (size_t m = 0; m < builder->rule_member_count; ++m) {
        members[m] = xw_freeze_control(freeze, builder->rule_members[m]);
    }
    return make_rule_mappings(freeze);
}

/* ---- Gaps ---------------------------------------------------------------------- */

static int
by_gap(const void *a, const void *b)
{
    const xw_file_gap *x = a;
    const xw_file_gap *y = b;
    const uint32_t keys[][2] = { { x->control, y->control },
                                 { x->other, y->other },
                                 { x->set, y->set },
                                 { x->text, y->text } };
    for (size_t k = 0; k < sizeof keys / sizeof *keys; ++k) {
        if (keys[k][0] != keys[k][1]) {
            return keys[k][0] < keys[k][1] ? -1 : 1;
        }
    }
    return 0;
}

static bool
is_same_gap(const xw_file_gap *a, const xw_file_gap *b)
{
    return a->control == b->control && a->other == b->other && a->set == b->set;
}

xw_status
xw_freeze_gaps(xw_freeze *freeze)
{
    const xw_builder *builder = freeze->builder;
    xw_file_gap *gaps =
        xw_image_reserve(&freeze->image, XW_CHUNK_GAPS, builder->gap_count);
    if (!gaps) {
        return XW_E_NOMEM;
    }
    for (size_t g = 0; g < builder->gap_count; ++g) {
        const xw_built_gap *built = &builder->gaps[g];
        gaps[g] =
            (xw_file_gap){ .control = xw_freeze_control(freeze, built->control),
                           .other = freeze->framework_number[built->other],
                           .set = freeze->set_number[built->set],
                           .text = built->annotation };
    }
    qsort(gaps, builder->gap_count, sizeof *gaps, by_gap);
    size_t distinct = 0;
    for (size_t g = 0; g < builder->gap_count; ++g) {
        if (!distinct || !is_same_gap(&gaps[distinct - 1], &gaps[g])) {
            gaps[distinct++] = gaps[g];
        }
    }
    freeze->image.chunks[XW_CHUNK_GAPS].count = distinct;
    return XW_OK;
}

/* ---- Scopes -------------------------------------------------------------------- */

typedef struct ordered_scope {
    uint32_t framework;
    const char *id;
    uint32_t origin;
} ordered_scope;

static int
by_framework_then_id(const void *a, const void *b)
{
    const ordered_scope *x = a;
    const ordered_scope *y = b;
    if (x->framework != y->framework) {
        return x->framework < y->framework ? -1 : 1;
    }
    return strcmp(x->id, y->id);
}

typedef struct member {
    uint32_t scope, control, text;
} member;

static int
by_scope_then_control(const void *a, const void *b)
{
    const member *x = a;
    const member *y = b;
    if (x->scope != y->scope) {
        return x->scope < y->scope ? -1 : 1;
    }
    if (x->control != y->control) {
        return x->control < y->control ? -1 : 1;
    }
    return (x->text > y->text) - (x->text < y->text);
}

/* Number the scopes by framework and id; `number` is [scope of the builder]. */
static xw_status
number_scopes(xw_freeze *freeze, uint32_t *number)
{
    const xw_builder *builder = freeze->builder;
    uint32_t count = builder->scopes.count;
    xw_file_scope *scopes =
        xw_image_reserve(&freeze->image, XW_CHUNK_SCOPES, count);
    ordered_scope *order = xw_alloc_zeroed(count, sizeof *order);
    if (!scopes || !order) {
        xw_alloc_free(order);
        return XW_E_NOMEM;
    }
    for (uint32_t s = 0; s < count; ++s) {
        xw_pair key = builder->scopes.pairs[s];
        order[s] = (ordered_scope){ freeze->framework_number[key.a],
                                    xw_intern_text(&builder->texts, key.b), s };
    }
    qsort(order, count, sizeof *order, by_framework_then_id);
    for (uint32_t s = 0; s < count; ++s) {
        xw_pair key = builder->scopes.pairs[order[s].origin];
        scopes[s].framework = order[s].framework;
        scopes[s].id = xw_freeze_string(freeze, key.b);
        number[order[s].origin] = s;
    }
    xw_alloc_free(order);
    return XW_OK;
}

static void
tell_unknown_member(const xw_freeze *freeze, const xw_built_member *built)
{
    const xw_builder *builder = freeze->builder;
    xw_pair key = builder->scopes.pairs[built->scope];
    xw_freeze_tell(
        freeze,
        &(xw_review){ .kind = XW_REVIEW_UNKNOWN_MEMBER,
                      .framework = xw_freeze_framework_id(freeze, key.a),
                      .control = xw_freeze_control_id(freeze, built->control),
                      .other = xw_intern_text(&builder->texts, key.b),
                      .count = 1,
                      .at = built->at });
}

static size_t
list_members(const xw_freeze *freeze, const uint32_t *number, member *out)
{
    const xw_builder *builder = freeze->builder;
    size_t kept = 0;
    for (size_t m = 0; m < builder->member_count; ++m) {
        const xw_built_member *built = &builder->members[m];
        uint32_t control = xw_freeze_control(freeze, built->control);
        uint32_t resolved = freeze->resolved[built->control];
        if (builder->controls[resolved].order == XW_NONE) {
            tell_unknown_member(freeze, built);
        } else {
            out[kept++] =
                (member){ number[built->scope], control, built->annotation };
        }
    }
    return kept;
}

static xw_status
make_members(xw_freeze *freeze, const member *members, size_t count)
{
    xw_file_scope *scopes = freeze->image.chunks[XW_CHUNK_SCOPES].records;
    uint32_t *controls =
        xw_image_reserve(&freeze->image, XW_CHUNK_SCOPE_MEMBERS, count);
    uint32_t *texts =
        xw_image_reserve(&freeze->image, XW_CHUNK_SCOPE_TEXTS, count);
    if (!controls || !texts) {
        return XW_E_NOMEM;
    }
    size_t kept = 0;
    for (size_t m = 0; m < count; ++m) {
        if (m && members[m - 1].scope == members[m].scope &&
            members[m - 1].control == members[m].control) {
            continue;
        }
        scopes[members[m].scope].count++;
        controls[kept] = members[m].control;
        texts[kept++] = members[m].text;
    }
    for (uint32_t s = 1; s < freeze->builder->scopes.count; ++s) {
        scopes[s].first = scopes[s - 1].first + scopes[s - 1].count;
    }
    freeze->image.chunks[XW_CHUNK_SCOPE_MEMBERS].count = kept;
    freeze->image.chunks[XW_CHUNK_SCOPE_TEXTS].count = kept;
    return XW_OK;
}

xw_status
xw_freeze_scopes(xw_freeze *freeze)
{
    const xw_builder *builder = freeze->builder;
    uint32_t *number = xw_alloc_zeroed(builder->scopes.count, sizeof *number);
    member *members = xw_alloc_zeroed(builder->member_count, sizeof *members);
    xw_status st = number && members ? XW_OK : XW_E_NOMEM;
    if (!st) {
        st = number_scopes(freeze, number);
    }
    if (!st) {
        size_t count = list_members(freeze, number, members);
        qsort(members, count, sizeof *members, by_scope_then_control);
        st = make_members(freeze, members, count);
    }
    xw_alloc_free(number);
    xw_alloc_free(members);
    return st;
}
