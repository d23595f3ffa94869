#include "native_mappings.h"

#include "values.h"

/* What a record says of its controls. */
typedef struct claim {
    xw_token token;
    xw_relationship relationship;
    uint32_t strength;
    xw_builder_set set;
} claim;

/* One side of a mapping, and which fields name it. */
typedef struct side {
    xw_native_references references;
    xw_native_field framework, control;
    xw_memo *frameworks, *controls;
    /* What the memos had of the first reference, or XW_NONE. */
    uint32_t known_framework, known_control;
} side;

static side
source_side(xw_native *native, xw_native_references references)
{
    return (side){ references,
                   XW_FIELD_SOURCE_FRAMEWORK,
                   XW_FIELD_SOURCE_CONTROL,
                   &native->frameworks[0],
                   &native->controls[0],
                   XW_NONE,
                   XW_NONE };
}

static side
target_side(xw_native *native, xw_native_references references)
{
    return (side){ references,
                   XW_FIELD_TARGET_FRAMEWORK,
                   XW_FIELD_TARGET_CONTROL,
                   &native->frameworks[1],
                   &native->controls[1],
                   XW_NONE,
                   XW_NONE };
}

/* ---- Words ------------------------------------------------------------------ */

static bool
read_relationship(xw_native *native, const xw_native_row *row, claim *out)
{
    xw_string text = row->cells[XW_FIELD_RELATIONSHIP];
    uint32_t known;
    if (xw_memo_find(&native->relationships, 0, text, &known)) {
        out->token = XW_TOKEN_RELATIONSHIP;
        out->relationship = (xw_relationship)known;
        return true;
    }
    if (!xw_native_need(native, row, XW_FIELD_RELATIONSHIP)) {
        return false;
    }
    out->token =
        xw_relationship_parse(text.bytes, text.len, &out->relationship);
    if (out->token == XW_TOKEN_RELATIONSHIP) {
        xw_memo_keep(&native->relationships, 0, text, out->relationship);
    } else if (out->token == XW_TOKEN_UNKNOWN) {
        xw_native_fault(native, row, XW_FIELD_RELATIONSHIP,
                        XW_DIAG_NOT_A_RELATIONSHIP);
    }
    return out->token != XW_TOKEN_UNKNOWN;
}

static bool
read_strength(xw_native *native, const xw_native_row *row, claim *out)
{
    xw_string text = row->cells[XW_FIELD_STRENGTH];
    int32_t strength;
    out->strength = XW_STRENGTH_NONE;
    if (!text.len) {
        return true;
    }
    if (!xw_parse_integer(text, &strength) || strength < 0 ||
        strength > (int32_t)XW_STRENGTH_MOST) {
        xw_native_fault(native, row, XW_FIELD_STRENGTH, XW_DIAG_STRENGTH);
        return false;
    }
    out->strength = (uint32_t)strength;
    return true;
}

/* Whether the record's set can be one; `*out` is XW_NONE unless the memo has
 * it. */
static bool
check_origin(xw_native *native, const xw_native_row *row, xw_builder_set *out)
{
    xw_string id = row->cells[XW_FIELD_ORIGIN];
    out->i = XW_NONE;
    return xw_memo_find(&native->sets, 0, id, &out->i) ||
           xw_native_check_id(native, row, XW_FIELD_ORIGIN, 0, id);
}

/* The set that the record is of, unless it is known; false when the import
 * ends. */
static bool
find_set(xw_native *native, const xw_native_row *row, xw_builder_set *out)
{
    if (out->i != XW_NONE) {
        return true;
    }
    xw_string id = row->cells[XW_FIELD_ORIGIN];
    if (!id.len) {
        id = native->default_origin;
        xw_native_count(&native->no_origin, row, XW_FIELD_ORIGIN);
    }
    if (xw_memo_find(&native->sets, 0, id, &out->i)) {
        return true;
    }
    if (xw_builder_set_of(native->builder, id, out, &native->err)) {
        xw_native_refused(native, row);
        return false;
    }
    xw_memo_keep(&native->sets, 0, id, out->i);
    return true;
}

/* ---- Controls --------------------------------------------------------------- */

/* Whether all of a reference is in the memos; the framework at least when
 * `*framework` is not XW_NONE. */
static bool
remember(side *s, size_t index, uint32_t *framework)
{
    const xw_native_reference *reference = &s->references.items[index];
    uint32_t control = XW_NONE;
    *framework = XW_NONE;
    bool known =
        xw_memo_find(s->frameworks, 0, reference->framework, framework) &&
        xw_memo_find(s->controls, *framework, reference->control, &control);
    if (index == 0) {
        s->known_framework = *framework;
        s->known_control = control;
    }
    return known;
}

static bool
check_reference(xw_native *native, const xw_native_row *row, side *s,
                size_t index, bool control_needed)
{
    const xw_native_reference *reference = &s->references.items[index];
    uint32_t framework;
    if (remember(s, index, &framework)) {
        return true;
    }
    bool good = framework != XW_NONE ||
                xw_native_check_framework(native, row, s->framework, index,
                                          reference->framework);
    if (control_needed && !reference->control.len) {
        xw_finding finding = { .what = XW_DIAG_EMPTY };
        xw_native_fault_at(native, row, s->control, index, &finding);
        return false;
    }
    return xw_native_check_id(native, row, s->control, index,
                              reference->control) &&
           good;
}

static bool
check_side(xw_native *native, const xw_native_row *row, side *s,
           bool control_needed)
{
    bool good = true;
    for (size_t i = 0; i < s->references.count; ++i) {
        good = check_reference(native, row, s, i, control_needed) && good;
    }
    if (!s->references.count) {
        xw_finding finding = { .what = XW_DIAG_NO_MEMBERS };
        xw_native_fault_at(native, row, s->control, SIZE_MAX, &finding);
        return false;
    }
    return good;
}

static bool
is_one_of(const xw_native_reference *reference, xw_native_references others)
{
    for (size_t i = 0; i < others.count; ++i) {
        if (xw_equal(reference->control, others.items[i].control) &&
            xw_equal(reference->framework, others.items[i].framework)) {
            return true;
        }
    }
    return false;
}

/* No worse than the pairs that the builder makes of it. */
static bool
check_no_self_mapping(xw_native *native, const xw_native_row *row,
                      const side *sources, const side *targets)
{
    for (size_t i = 0; i < targets->references.count; ++i) {
        const xw_native_reference *target = &targets->references.items[i];
        if (is_one_of(target, sources->references)) {
            xw_finding finding = { .what = XW_DIAG_MAPS_TO_ITSELF,
                                   .subject = target->control };
            xw_native_fault_at(native, row, targets->control, i, &finding);
            return false;
        }
    }
    return true;
}

/* Each of these gives the builder's own; false when the import ends. */

static bool
find_framework(xw_native *native, const xw_native_row *row, const side *s,
               xw_string id, xw_builder_framework *out)
{
    if (!xw_memo_find(s->frameworks, 0, id, &out->i)) {
        if (!xw_native_framework_of(native, row, id, out)) {
            return false;
        }
        xw_memo_keep(s->frameworks, 0, id, out->i);
    }
    return true;
}

static bool
find_control(xw_native *native, const xw_native_row *row, const side *s,
             const xw_native_reference *reference, xw_builder_control *out)
{
    bool first = reference == s->references.items;
    xw_builder_framework framework = { first ? s->known_framework : XW_NONE };
    out->i = first ? s->known_control : XW_NONE;
    if (out->i != XW_NONE) {
        return true;
    }
    if (framework.i == XW_NONE &&
        !find_framework(native, row, s, reference->framework, &framework)) {
        return false;
    }
    if (xw_memo_find(s->controls, framework.i, reference->control, &out->i)) {
        return true;
    }
    if (xw_builder_control_of(native->builder, framework, reference->control,
                              out, &native->err)) {
        xw_native_refused(native, row);
        return false;
    }
    xw_memo_keep(s->controls, framework.i, reference->control, out->i);
    return true;
}

/* The controls of a side. */
static bool
find_members(xw_native *native, const xw_native_row *row, const side *s,
             xw_builder_control *out)
{
    bool found = true;
    for (size_t i = 0; i < s->references.count && found; ++i) {
        found = find_control(native, row, s, &s->references.items[i], &out[i]);
    }
    return found;
}

/* ---- Adding ----------------------------------------------------------------- */

static void
keep_for_map(xw_native *native, const xw_native_row *row, const claim *said,
             const xw_builder_control members[2])
{
    xw_finding place = { 0 };
    row->locate(row, XW_FIELD_RELATIONSHIP, 0, &place);
    xw_map_row kept = { .set = said->set,
                        .map = row->cells[XW_FIELD_MAP_ID],
                        .source = members[0],
                        .target = members[1],
                        .relationship = said->relationship,
                        .strength = said->strength,
                        .rationale = row->cells[XW_FIELD_RATIONALE],
                        .note = row->cells[XW_FIELD_NOTE],
                        .at = place.at };
    if (!xw_native_maps_add(&native->maps, &kept)) {
        xw_native_no_memory(native, row);
    }
}

static void
add_mapping(xw_native *native, const xw_native_row *row, const claim *said,
            const side *sources, const side *targets)
{
    size_t source_count = sources->references.count;
    size_t count = source_count + targets->references.count;
    if (!xw_buffer_reserve(&native->members,
                           count * sizeof(xw_builder_control))) {
        xw_native_no_memory(native, row);
        return;
    }
    xw_builder_control *members = (void *)native->members.bytes;
    if (!find_members(native, row, sources, members) ||
        !find_members(native, row, targets, members + source_count)) {
        return;
    }
    if (row->cells[XW_FIELD_MAP_ID].len) {
        keep_for_map(native, row, said, members);
        return;
    }
    xw_builder_control *after = members + source_count;
    xw_mapping_def def = {
        .size = sizeof def,
        .sources = members,
        .targets = after,
        .source_count = xw_members_sort(members, source_count),
        .target_count = xw_members_sort(after, targets->references.count),
        .relationship = said->relationship,
        .strength = said->strength,
        .rationale = row->cells[XW_FIELD_RATIONALE],
        .note = row->cells[XW_FIELD_NOTE],
        .set = said->set
    };
    if (xw_builder_add_mapping(native->builder, &def, &native->err)) {
        xw_native_refused(native, row);
    }
}

static void
add_gap(xw_native *native, const xw_native_row *row, xw_builder_set set,
        const xw_native_reference *reference, xw_string other_framework)
{
    const side source = source_side(native, (xw_native_references){ 0 });
    xw_builder_control control;
    xw_builder_framework other;
    if (!find_control(native, row, &source, reference, &control) ||
        !xw_native_framework_of(native, row, other_framework, &other)) {
        return;
    }
    xw_string note = row->cells[XW_FIELD_NOTE];
    if (!note.len) {
        note = row->cells[XW_FIELD_RATIONALE];
    }
    if (xw_builder_add_gap(native->builder, control, other, set, note,
                           &native->err)) {
        xw_native_refused(native, row);
    }
}

/* ---- Records ---------------------------------------------------------------- */

static void
add_gaps(xw_native *native, const xw_native_row *row, xw_builder_set set,
         const side *sources, const side *targets)
{
    for (size_t s = 0; s < sources->references.count; ++s) {
        for (size_t t = 0; t < targets->references.count; ++t) {
            add_gap(native, row, set, &sources->references.items[s],
                    targets->references.items[t].framework);
        }
    }
}

/* "No relationship" without a control that there is none to is a gap. */
static bool
says_gap(const claim *said, xw_native_references targets)
{
    bool to_nothing = targets.count == 1 && !targets.items[0].control.len;
    return said->token == XW_TOKEN_GAP ||
           (said->token == XW_TOKEN_RELATIONSHIP &&
            said->relationship == XW_NO_RELATIONSHIP && to_nothing);
}

xw_status
xw_native_map(xw_native *native, const xw_native_row *row,
              xw_native_references sources, xw_native_references targets)
{
    side from = source_side(native, sources);
    side to = target_side(native, targets);
    claim said = { .token = XW_TOKEN_UNKNOWN };
    bool good = read_relationship(native, row, &said);
    bool gap = says_gap(&said, targets);
    good = check_side(native, row, &from, true) && good;
    good = check_side(native, row, &to, !gap) && good;
    good = read_strength(native, row, &said) && good;
    good = check_origin(native, row, &said.set) && good;
    if (!good || !check_no_self_mapping(native, row, &from, &to) ||
        !find_set(native, row, &said.set)) {
        return native->stop;
    }
    if (gap) {
        add_gaps(native, row, said.set, &from, &to);
    } else {
        add_mapping(native, row, &said, &from, &to);
    }
    return native->stop;
}

xw_status
xw_native_mapping(xw_native *native, const xw_native_row *row)
{
    const xw_native_reference source = { row->cells[XW_FIELD_SOURCE_FRAMEWORK],
                                         row->cells[XW_FIELD_SOURCE_CONTROL] };
    const xw_native_reference target = { row->cells[XW_FIELD_TARGET_FRAMEWORK],
                                         row->cells[XW_FIELD_TARGET_CONTROL] };
    return xw_native_map(native, row, (xw_native_references){ &source, 1 },
                         (xw_native_references){ &target, 1 });
}

xw_status
xw_native_gap(xw_native *native, const xw_native_row *row)
{
    const xw_string *cells = row->cells;
    const xw_native_reference source = { cells[XW_FIELD_FRAMEWORK_ID],
                                         cells[XW_FIELD_CONTROL_ID] };
    bool good = xw_native_check_framework(native, row, XW_FIELD_FRAMEWORK_ID, 0,
                                          source.framework);
    good = xw_native_need_id(native, row, XW_FIELD_CONTROL_ID) && good;
    good = xw_native_check_framework(native, row, XW_FIELD_OTHER_FRAMEWORK, 0,
                                     cells[XW_FIELD_OTHER_FRAMEWORK]) &&
           good;
    xw_builder_set set = { XW_NONE };
    if (good && find_set(native, row, &set)) {
        add_gap(native, row, set, &source, cells[XW_FIELD_OTHER_FRAMEWORK]);
    }
    return native->stop;
}
