#include "proof.h"

#include "evidence.h"

#include <string.h>

/* ---- As trees ------------------------------------------------------------- */

json_t *
proof_relation(xw_relation relation)
{
    struct text json = { 0 };
    evidence_relation(&(struct writer){ .out = &json }, NULL, relation);
    return document_take(&json);
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

json_t *
proof_link(struct view *view, xw_mapping mapping, bool is_inverted)
{
    struct text json = { 0 };
    evidence_link(&(struct writer){ .out = &json }, NULL, view, mapping,
                  is_inverted);
    return document_take(&json);
}

json_t *
proof_mapping(struct view *view, xw_mapping mapping)
{
    return proof_link(view, mapping, false);
}

json_t *
proof_walk(struct view *view, const xw_walk *walk)
{
    struct text json = { 0 };
    evidence_walk(&(struct writer){ .out = &json }, NULL, view, walk);
    return document_take(&json);
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
    bool is_inverted = document_flag(step, "inverted");
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
