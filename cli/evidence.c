#include "evidence.h"

#include "rationale.h"

void
evidence_relation(struct writer *out, const char *key, xw_relation relation)
{
    writer_open_array(out, key);
    for (unsigned i = XW_EQUAL; i <= XW_NO_RELATIONSHIP; ++i) {
        if (relation & 1U << i) {
            writer_name(out, NULL, xw_relationship_name((xw_relationship)i));
        }
    }
    writer_close_array(out);
}

void
evidence_strength(struct writer *out, const char *key, uint32_t strength)
{
    if (strength > XW_STRENGTH_MOST) {
        writer_null(out, key);
    } else {
        writer_number(out, key, strength);
    }
}

void
evidence_basis(struct writer *out, const char *key, bool is_related)
{
    writer_name(out, key, is_related ? "related" : "stated");
}

/* ---- Mappings --------------------------------------------------------------- */

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

static void
write_rationale(struct writer *out, const char *key, struct view *view,
                const xw_mapping_info *mapping)
{
    const char *name = rationale_name(mapping->rationale);
    writer_text_or_null(out, key,
                        name ? name : view_text(view, mapping->rationale_text));
}

void
evidence_references(struct writer *out, const char *key, struct view *view,
                    const uint32_t *controls, size_t count)
{
    writer_open_array(out, key);
    for (size_t i = 0; i < count; ++i) {
        view_put_reference(view, out, NULL, (xw_control){ controls[i] });
    }
    writer_close_array(out);
}

/* The whole of a set-valued map, of which a mapping is one pair. */
static void
write_rule(struct writer *out, const char *key, struct view *view,
           uint32_t rule)
{
    xw_rule_info info = { 0 };
    (void)xw_graph_rule(view->graph, rule, &info, &view->err);
    writer_open_object(out, key);
    evidence_references(out, "sources", view, info.sources, info.source_count);
    evidence_references(out, "targets", view, info.targets, info.target_count);
    writer_close_object(out);
}

static void
write_mapping(struct writer *out, const char *key, struct view *view,
              const xw_mapping_info *info, bool is_inverted)
{
    xw_relationship relationship =
        is_inverted ? inverse_of(info->relationship) : info->relationship;
    writer_open_object(out, key);
    view_put_reference(view, out, "source",
                       is_inverted ? info->target : info->source);
    view_put_reference(view, out, "target",
                       is_inverted ? info->source : info->target);
    writer_name(out, "relationship", xw_relationship_name(relationship));
    writer_flag(out, "inverted", is_inverted);
    evidence_strength(out, "strength", info->strength);
    write_rationale(out, "rationale", view, info);
    writer_text_or_null(out, "note", view_text(view, info->note));
    writer_text(out, "set", view_set(view, info->set).id);
    if (info->rule != XW_NONE) {
        write_rule(out, "map", view, info->rule);
    }
    writer_close_object(out);
}

void
evidence_link(struct writer *out, const char *key, struct view *view,
              xw_mapping mapping, bool is_inverted)
{
    xw_mapping_info info = view_mapping(view, mapping);
    write_mapping(out, key, view, &info, is_inverted);
}

/* ---- Walks ------------------------------------------------------------------ */

static void
write_part_link(struct writer *out, struct view *view, const xw_step *step)
{
    bool is_part = step->kind == XW_STEP_PART_OF;
    writer_open_object(out, NULL);
    view_put_reference(view, out, "source", step->source);
    view_put_reference(view, out, "target", step->target);
    writer_text(out, "relationship", is_part ? "part_of" : "has_part");
    writer_flag(out, "inverted", false);
    writer_null(out, "strength");
    writer_null(out, "rationale");
    writer_null(out, "note");
    writer_null(out, "set");
    writer_close_object(out);
}

void
evidence_walk(struct writer *out, const char *key, struct view *view,
              const xw_walk *walk)
{
    writer_open_array(out, key);
    for (size_t i = 0; i < walk->count; ++i) {
        const xw_step *step = &walk->steps[i];
        if (step->kind == XW_STEP_MAPPING) {
            xw_mapping_info info = view_step(view, step);
            write_mapping(out, NULL, view, &info, step->inverted);
        } else {
            write_part_link(out, view, step);
        }
    }
    writer_close_array(out);
}
