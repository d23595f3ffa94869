#include "firing.h"

#include "proof.h"

#include <string.h>

static const char *const kinds[] = { "implemented", "entailed", "joined",
                                     "completed" };

/* The set-valued map, as published. */
static void
write_map(struct writer *out, struct view *view, uint32_t rule)
{
    xw_rule_info info = { .set = { XW_NONE } };
    if (rule == XW_NONE) {
        writer_null(out, "map");
        return;
    }
    (void)xw_graph_rule(view->graph, rule, &info, &view->err);
    writer_open_object(out, "map");
    evidence_references(out, "sources", view, info.sources, info.source_count);
    evidence_references(out, "targets", view, info.targets, info.target_count);
    writer_text(out, "relationship", xw_relationship_name(info.relationship));
    writer_text_or_null(out, "note", view_text(view, info.note));
    writer_text(out, "set", view_set(view, info.set).id);
    writer_close_object(out);
}

void
firings_write(struct writer *out, const char *key, struct view *view,
              const xw_firing *firings, size_t count)
{
    writer_open_array(out, key);
    for (size_t i = 0; i < count; ++i) {
        const xw_firing *firing = &firings[i];
        writer_open_object(out, NULL);
        writer_text(out, "kind", kinds[firing->kind]);
        view_put_reference(view, out, "control", firing->control);
        evidence_references(out, "premises", view, firing->premises,
                            firing->premise_count);
        write_map(out, view, firing->rule);
        evidence_walk(out, "walk", view, &firing->walk);
        writer_close_object(out);
    }
    writer_close_array(out);
}

/* ---- As text ---------------------------------------------------------------- */

static void
show_premises(struct text *out, const json_t *firing)
{
    size_t i = 0;
    const json_t *premise = NULL;
    json_array_foreach(json_object_get(firing, "premises"), i, premise)
    {
        text_printf(out, "%s%s", i ? " + " : "", json_string_value(premise));
    }
}

void
firings_show(struct text *out, const json_t *firings)
{
    const char *lead = "";
    size_t i = 0;
    const json_t *firing = NULL;
    json_array_foreach(firings, i, firing)
    {
        const char *kind = document_string(firing, "kind");
        const json_t *map = json_object_get(firing, "map");
        if (strcmp(kind, kinds[XW_FIRING_IMPLEMENTED]) == 0) {
            continue;
        }
        text_add(out, lead);
        show_premises(out, firing);
        text_printf(out, " satisfy %s", document_string(firing, "control"));
        if (json_is_object(map)) {
            text_printf(out, " [%s]", document_string(map, "set"));
        }
        lead = "; ";
    }
}
