#include "proof.h"

#include "rationale.h"

#include <string.h>

json_t *
proof_relation(xw_relation relation)
{
    json_t *names = json_array();
    for (unsigned i = XW_EQUAL; i <= XW_NO_RELATIONSHIP; ++i) {
        if (relation & 1U << i) {
            document_add(
                names, document_text(xw_relationship_name((xw_relationship)i)));
        }
    }
    return names;
}

json_t *
proof_strength(uint32_t strength)
{
    return strength > XW_STRENGTH_MOST ? json_null() : json_integer(strength);
}

json_t *
proof_basis(bool is_related)
{
    return document_text(is_related ? "related" : "stated");
}

/* ---- Steps ---------------------------------------------------------------- */

/* What `relationship` says when it is read from the target. */
static xw_relationship
inverse_of(xw_relationship relationship)
{
    switch (relationship) {
    case XW_SUBSET_OF: return XW_SUPERSET_OF;
    case XW_SUPERSET_OF: return XW_SUBSET_OF;
    case XW_EQUAL:
    case XW_INTERSECTS_WITH:
    case XW_NO_RELATIONSHIP:
    case XW_RELATED:
    case XW_RELATIONSHIP_COUNT: break;
    }
    return relationship;
}

static json_t *
rationale_of(struct view *view, const xw_mapping_info *mapping)
{
    const char *name = rationale_name(mapping->rationale);
    return name ? document_text(name)
                : document_text_or_null(
                      view_text(view, mapping->rationale_text));
}

static json_t *
references_of(struct view *view, const uint32_t *controls, size_t count)
{
    json_t *references = json_array();
    for (size_t i = 0; i < count; ++i) {
        document_add(references,
                     view_reference(view, (xw_control){ controls[i] }));
    }
    return references;
}

/* The whole of a set-valued map, of which a mapping is one pair. */
static json_t *
rule_of(struct view *view, uint32_t rule)
{
    xw_rule_info info = { 0 };
    (void)xw_graph_rule(view->graph, rule, &info, &view->err);
    json_t *whole = json_object();
    document_set(whole, "sources",
                 references_of(view, info.sources, info.source_count));
    document_set(whole, "targets",
                 references_of(view, info.targets, info.target_count));
    return whole;
}

json_t *
proof_link(struct view *view, xw_mapping mapping, bool is_inverted)
{
    xw_mapping_info info = view_mapping(view, mapping);
    xw_relationship relationship =
        is_inverted ? inverse_of(info.relationship) : info.relationship;
    json_t *step = json_object();
    document_set(step, "source",
                 view_reference(view, is_inverted ? info.target : info.source));
    document_set(step, "target",
                 view_reference(view, is_inverted ? info.source : info.target));
    document_set(step, "relationship",
                 document_text(xw_relationship_name(relationship)));
    document_set(step, "inverted", json_boolean(is_inverted));
    document_set(step, "strength", proof_strength(info.strength));
    document_set(step, "rationale", rationale_of(view, &info));
    document_set(step, "note",
                 document_text_or_null(view_text(view, info.note)));
    document_set(step, "set", document_text(view_set(view, info.set).id));
    if (info.rule != XW_NONE) {
        document_set(step, "map", rule_of(view, info.rule));
    }
    return step;
}

json_t *
proof_mapping(struct view *view, xw_mapping mapping)
{
    return proof_link(view, mapping, false);
}

static json_t *
part_link(struct view *view, const xw_step *from)
{
    bool is_part = from->kind == XW_STEP_PART_OF;
    json_t *step = json_object();
    document_set(step, "source", view_reference(view, from->source));
    document_set(step, "target", view_reference(view, from->target));
    document_set(step, "relationship",
                 document_text(is_part ? "part_of" : "has_part"));
    document_set(step, "inverted", json_false());
    document_set(step, "strength", json_null());
    document_set(step, "rationale", json_null());
    document_set(step, "note", json_null());
    document_set(step, "set", json_null());
    return step;
}

json_t *
proof_walk(struct view *view, const xw_walk *walk)
{
    json_t *steps = json_array();
    for (size_t i = 0; i < walk->count; ++i) {
        const xw_step *step = &walk->steps[i];
        document_add(steps,
                     step->kind == XW_STEP_MAPPING
                         ? proof_link(view, step->mapping, step->inverted)
                         : part_link(view, step));
    }
    return steps;
}

/* ---- Sets ----------------------------------------------------------------- */

/* What its unlabelled mappings are taken to say. */
static json_t *
related_of(const xw_set_info *info)
{
    xw_relation related = info->related ? info->related : XW_OVERLAP;
    return proof_relation(info->ignore_related ? 0 : related);
}

json_t *
proof_set(struct view *view, xw_set set)
{
    xw_set_info info = view_set(view, set);
    json_t *object = json_object();
    document_set(object, "id", document_text(info.id));
    document_set(object, "name", document_text_or_null(info.name));
    document_set(object, "publisher", document_text_or_null(info.publisher));
    document_set(object, "version", document_text_or_null(info.version));
    document_set(object, "date", document_text_or_null(info.date));
    document_set(object, "method", document_text_or_null(info.method));
    document_set(object, "status", document_text_or_null(info.status));
    document_set(
        object, "claim",
        document_text(info.claim == XW_CLAIM_TOPIC ? "topic" : "requirement"));
    document_set(object, "related", related_of(&info));
    document_set(object, "trust",
                 info.trust < 0 ? json_null() : json_real(info.trust));
    document_set(object, "precedence", json_integer(info.precedence));
    document_set(object, "mappings", json_integer((json_int_t)info.mappings));
    document_set(object, "license", document_text_or_null(info.license));
    document_set(object, "source", document_text_or_null(info.source));
    return object;
}

/* ---- As text -------------------------------------------------------------- */

static const char *
name_of_all(const json_t *relation)
{
    enum { ALL = 5, OVERLAP = 4 };
    size_t count = json_array_size(relation);
    if (count == 0) {
        return "contradiction";
    }
    const char *last = json_string_value(json_array_get(relation, count - 1));
    if (count == OVERLAP &&
        strcmp(last, xw_relationship_name(XW_INTERSECTS_WITH)) == 0) {
        return "overlapping";
    }
    return count == ALL ? "any" : NULL;
}

/* "subset" for "subset_of", as several may share a cell. */
static void
write_short(struct text *out, const char *relationship)
{
    bool is_none =
        strcmp(relationship, xw_relationship_name(XW_NO_RELATIONSHIP)) == 0;
    text_add_bytes(out, is_none ? "none" : relationship,
                   is_none ? 4 : strcspn(relationship, "_"));
}

void
proof_write_relation(struct text *out, const json_t *relation)
{
    const char *name = name_of_all(relation);
    if (name) {
        text_add(out, name);
        return;
    }
    size_t i = 0;
    const json_t *member = NULL;
    json_array_foreach(relation, i, member)
    {
        text_add(out, i ? "/" : "");
        write_short(out, json_string_value(member));
    }
}

void
proof_show_relation(struct text *out, const json_t *row)
{
    proof_write_relation(out, json_object_get(row, "relation"));
}

static void
write_members(struct text *out, const json_t *references)
{
    size_t i = 0;
    const json_t *reference = NULL;
    json_array_foreach(references, i, reference)
    {
        text_printf(out, "%s%s", i ? " + " : "", json_string_value(reference));
    }
}

/* A pair of a set-valued map says nothing by itself. */
static void
write_map(struct text *out, const json_t *step, const json_t *map)
{
    bool is_inverted = json_is_true(json_object_get(step, "inverted"));
    const char *from = is_inverted ? "targets" : "sources";
    const char *to = is_inverted ? "sources" : "targets";
    write_members(out, json_object_get(map, from));
    text_printf(out, " %s ", document_string(step, "relationship"));
    write_members(out, json_object_get(map, to));
}

void
proof_write_step(struct text *out, const json_t *step)
{
    const json_t *map = json_object_get(step, "map");
    if (map) {
        write_map(out, step, map);
        return;
    }
    text_printf(out, "%s %s %s", document_string(step, "source"),
                document_string(step, "relationship"),
                document_string(step, "target"));
}

/* Where a walk goes through: " via A, B". */
static void
write_way(struct text *out, const json_t *steps)
{
    size_t count = json_array_size(steps);
    for (size_t i = 0; i + 1 < count; ++i) {
        text_printf(out, "%s%s", i ? ", " : "via ",
                    document_string(json_array_get(steps, i), "target"));
    }
}

/* "note" or "superset_of, part_of" */
static void
write_gist(struct text *out, const json_t *steps)
{
    size_t count = json_array_size(steps);
    const char *note = document_string(json_array_get(steps, 0), "note");
    if (count == 1) {
        text_add(out, note);
        return;
    }
    size_t i = 0;
    const json_t *step = NULL;
    json_array_foreach(steps, i, step)
    {
        text_printf(out, "%s%s", i ? ", " : ": ",
                    document_string(step, "relationship"));
    }
}

static void
write_sets(struct text *out, const json_t *steps)
{
    const char *lead = out->len ? " [" : "[";
    size_t i = 0;
    const json_t *step = NULL;
    json_array_foreach(steps, i, step)
    {
        const char *set = document_string(step, "set");
        if (*set) {
            text_printf(out, "%s%s", lead, set);
            lead = ", ";
        }
    }
    text_add(out, *lead == ',' ? "]" : "");
}

static void
write_maps(struct text *out, const json_t *steps)
{
    size_t i = 0;
    const json_t *step = NULL;
    json_array_foreach(steps, i, step)
    {
        if (json_object_get(step, "map")) {
            text_add(out, "; ");
            proof_write_step(out, step);
        }
    }
}

void
proof_show_walk(struct text *out, const json_t *steps)
{
    write_way(out, steps);
    write_gist(out, steps);
    write_sets(out, steps);
    write_maps(out, steps);
}

void
proof_show(struct text *out, const json_t *row)
{
    const json_t *against = json_object_get(row, "against");
    proof_show_walk(out, json_object_get(row, "proof"));
    if (json_array_size(against)) {
        text_add(out, "; against it: ");
        proof_show_walk(out, against);
    }
}
