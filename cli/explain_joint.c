#include "explain_joint.h"

#include "firing.h"
#include "plain.h"
#include "proof.h"

#include <xw/closure.h>

#include <stdio.h>

/* ---- Rules ------------------------------------------------------------------ */

/* A set-valued map read from the controls that cover to those covered. */
struct side {
    const uint32_t *premises, *conclusions;
    size_t premise_count, conclusion_count;
};

static bool
is_in(const uint32_t *controls, size_t count, xw_control control)
{
    size_t i = 0;
    while (i < count && controls[i] != control.i) {
        ++i;
    }
    return i < count;
}

/* Which side of a map concludes `control`; false for none that takes several
 * controls for it. */
static bool
read_side(const xw_rule_info *rule, xw_control control, struct side *out)
{
    bool is_forward =
        rule->relationship == XW_SUPERSET_OF || rule->relationship == XW_EQUAL;
    bool is_backward =
        rule->relationship == XW_SUBSET_OF || rule->relationship == XW_EQUAL;
    if (is_forward && is_in(rule->targets, rule->target_count, control)) {
        *out = (struct side){ rule->sources, rule->targets, rule->source_count,
                              rule->target_count };
    } else if (is_backward &&
               is_in(rule->sources, rule->source_count, control)) {
        *out = (struct side){ rule->targets, rule->sources, rule->target_count,
                              rule->source_count };
    } else {
        return false;
    }
    return out->premise_count > 1;
}

static bool
is_satisfied(struct view *view, const xw_closure *closure, uint32_t control)
{
    xw_satisfaction found;
    return xw_closure_find(closure, (xw_control){ control }, &found,
                           &view->err) == XW_OK;
}

static json_t *
map_of(struct view *view, const xw_rule_info *rule)
{
    json_t *map = json_object();
    json_t *sources = json_array();
    json_t *targets = json_array();
    for (size_t i = 0; i < rule->source_count; ++i) {
        document_add(sources,
                     view_reference(view, (xw_control){ rule->sources[i] }));
    }
    for (size_t i = 0; i < rule->target_count; ++i) {
        document_add(targets,
                     view_reference(view, (xw_control){ rule->targets[i] }));
    }
    document_set(map, "sources", sources);
    document_set(map, "targets", targets);
    document_set(map, "relationship",
                 document_text(xw_relationship_name(rule->relationship)));
    document_set(map, "note",
                 document_text_or_null(view_text(view, rule->note)));
    document_set(map, "set", view_set_id(view, rule->set));
    return map;
}

/* NULL for a rule of which the source satisfies nothing. */
static json_t *
rule_entry(struct view *view, const xw_closure *closure,
           const xw_rule_info *rule, const struct side *side)
{
    json_t *premises = json_array();
    json_t *missing = json_array();
    for (size_t i = 0; i < side->premise_count; ++i) {
        json_t *premise =
            view_reference(view, (xw_control){ side->premises[i] });
        if (!is_satisfied(view, closure, side->premises[i])) {
            document_add(missing, json_incref(premise));
        }
        document_add(premises, premise);
    }
    bool is_of_use = json_array_size(missing) < json_array_size(premises);
    json_t *entry = is_of_use ? json_object() : NULL;
    if (entry) {
        document_set(entry, "map", map_of(view, rule));
        document_set(entry, "premises", json_incref(premises));
        document_set(entry, "missing", json_incref(missing));
    }
    json_decref(premises);
    json_decref(missing);
    return entry;
}

static json_t *
rule_entries(struct view *view, const xw_closure *closure, xw_control target)
{
    json_t *entries = json_array();
    uint32_t count = xw_graph_rule_count(view->graph);
    for (uint32_t r = 0; r < count; ++r) {
        xw_rule_info rule = { .set = { XW_NONE } };
        struct side side;
        if (xw_graph_rule(view->graph, r, &rule, &view->err) ||
            !read_side(&rule, target, &side)) {
            continue;
        }
        json_t *entry = rule_entry(view, closure, &rule, &side);
        if (entry) {
            document_add(entries, entry);
        }
    }
    return entries;
}

/* ---- The document -------------------------------------------------------------- */

static json_t *
firing_entries(struct view *view, xw_closure *closure, xw_control target,
               bool is_joint)
{
    const xw_firing *firings = NULL;
    size_t count = 0;
    struct text json = { 0 };
    if (is_joint) {
        (void)xw_closure_prove(closure, target, &firings, &count, &view->err);
    }
    firings_write(&(struct writer){ .out = &json }, NULL, view, firings, count);
    return document_take(&json);
}

static json_t *
together_of(struct view *view, xw_closure *closure, xw_control target)
{
    xw_satisfaction found = { .joint = false };
    bool is_joint =
        !xw_closure_find(closure, target, &found, &view->err) && found.joint;
    json_t *rules = rule_entries(view, closure, target);
    if (!is_joint && !json_array_size(rules)) {
        json_decref(rules);
        return json_null();
    }
    json_t *together = json_object();
    document_set(together, "satisfied", json_boolean(is_joint));
    document_set(together, "firings",
                 firing_entries(view, closure, target, is_joint));
    document_set(together, "rules", rules);
    return together;
}

static bool
may_be_joint(struct view *view, xw_control target)
{
    bool is_whole = view_control(view, target).parts_complete;
    uint32_t count = xw_graph_rule_count(view->graph);
    for (uint32_t r = 0; r < count && !is_whole; ++r) {
        xw_rule_info rule = { .set = { XW_NONE } };
        struct side side;
        is_whole = !xw_graph_rule(view->graph, r, &rule, &view->err) &&
                   read_side(&rule, target, &side);
    }
    return is_whole;
}

json_t *
explain_joint(struct view *view, const xw_explain_request *request)
{
    if (!may_be_joint(view, request->target)) {
        return json_null();
    }
    xw_closure *closure = NULL;
    xw_closure_request of = XW_CLOSURE_REQUEST_INIT;
    of.implemented.controls = &request->source;
    of.implemented.control_count = 1;
    of.max_hops = request->max_hops;
    of.rationales = request->rationales;
    if (xw_closure_new(view->graph, &of, &closure, &view->err)) {
        return json_null(); /* the view knows why */
    }
    json_t *together = together_of(view, closure, request->target);
    xw_closure_free(closure);
    return together;
}

/* ---- For people ------------------------------------------------------------------ */

static void
print_rule(const json_t *rule, struct text *line)
{
    const json_t *map = json_object_get(rule, "map");
    const json_t *missing = json_object_get(rule, "missing");
    text_add(line, "    ");
    document_join(line, json_object_get(map, "sources"), " + ");
    text_printf(line, " %s ", document_string(map, "relationship"));
    document_join(line, json_object_get(map, "targets"), " + ");
    text_printf(line, "  [%s]", document_string(map, "set"));
    if (json_array_size(missing)) {
        text_add(line, "; it takes ");
        document_join(line, missing, " + ");
        text_add(line, " as well");
    }
    plain_print(line);
}

void
explain_joint_print(const json_t *together)
{
    struct text line = { 0 };
    size_t i = 0;
    const json_t *rule = NULL;
    if (document_flag(together, "satisfied")) {
        puts("\nsatisfied by maps of several controls:\n");
        text_add(&line, "    ");
        firings_show(&line, json_object_get(together, "firings"));
        plain_print(&line);
    }
    json_array_foreach(json_object_get(together, "rules"), i, rule)
    {
        if (i == 0) {
            puts("\nmaps of several controls:\n");
        }
        print_rule(rule, &line);
    }
    text_free(&line);
}
