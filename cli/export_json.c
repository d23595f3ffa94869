#include "export_json.h"

#include <inttypes.h>
#include <string.h>

/* One record a line, so that two exports can be compared line by line. */
static void
begin_line(struct writer *out, struct sink *sink)
{
    if (out->is_after) {
        text_add_char(&sink->text, ',');
        out->is_after = false;
    }
    sink_end_line(sink);
}

static void
put_if_given(struct writer *out, const char *key, const char *value)
{
    if (*value) {
        writer_text(out, key, value);
    }
}

static void
put_real(struct writer *out, const char *key, double value)
{
    struct text digits = { 0 };
    exported_real(&digits, value);
    writer_json(out, key, text_get(&digits), digits.len);
    text_free(&digits);
}

/* ---- Controls --------------------------------------------------------------- */

static void
put_control_aliases(struct exported *exported, xw_control control,
                    struct writer *out)
{
    struct view *view = exported->view;
    const char *alias = NULL;
    bool is_open = false;
    for (size_t i = 0;
         !xw_graph_control_alias(view->graph, control, i, &alias, &view->err);
         ++i) {
        if (!is_open) {
            writer_open_array(out, "aliases");
            is_open = true;
        }
        writer_text(out, NULL, alias);
    }
    if (is_open) {
        writer_close_array(out);
    }
}

/* What a control says of itself, without closing its object. */
static void
open_control(struct exported *exported, xw_control control,
             const xw_control_info *info, struct writer *out)
{
    writer_open_object(out, NULL);
    writer_text(out, "id", info->id);
    put_if_given(out, "title", info->title);
    if (!info->assessable) {
        writer_flag(out, "assessable", false);
    }
    put_if_given(out, "kind", info->kind);
    if (info->parent.i != XW_NONE && info->parent_kind != XW_PARENT_GROUP) {
        writer_text(out, "parent_kind",
                    exported_parent_kind(info->parent_kind));
    }
    if (info->parts_complete) {
        writer_flag(out, "parts_complete", true);
    }
    if (info->withdrawn) {
        writer_text(out, "status", "withdrawn");
    }
    put_if_given(out, "text", view_text(exported->view, info->text));
    put_control_aliases(exported, control, out);
    if (info->weight > 0) {
        put_real(out, "weight", info->weight);
    }
}

/* The controls of a framework that some file declared: those that are only
 * implied come last. */
static uint32_t
count_declared(struct exported *exported, const xw_framework_info *framework)
{
    uint32_t count = framework->control_count;
    while (count && view_control(exported->view,
                                 (xw_control){ framework->first.i + count - 1 })
                        .implied) {
        --count;
    }
    return count;
}

enum { DEPTH_MOST = 64 };

/* The controls that the next one may be nested in. */
struct path {
    uint32_t open[DEPTH_MOST]; /* [depth] */
    size_t depth;
};

/* Leave what does not have `parent` in it; false when it is not there. */
static bool
go_up_to(struct path *path, uint32_t parent)
{
    while (path->depth && path->open[path->depth - 1] != parent) {
        --path->depth;
    }
    return parent == XW_NONE || path->depth > 0;
}

/* Whether nesting gives the same document order, so that it can be said by
 * nesting. */
static bool
is_an_outline(struct exported *exported, xw_control first, uint32_t count)
{
    struct path path = { .depth = 0 };
    for (uint32_t i = 0; i < count; ++i) {
        xw_control_info info =
            view_control(exported->view, (xw_control){ first.i + i });
        if (!go_up_to(&path, info.parent.i) || path.depth == DEPTH_MOST) {
            return false;
        }
        path.open[path.depth++] = first.i + i;
    }
    return true;
}

static void
close_to(struct writer *out, size_t *depth, size_t wanted)
{
    for (; *depth > wanted; --*depth) {
        writer_close_array(out);
        writer_close_object(out);
    }
}

static bool
has_children(struct exported *exported, xw_control control)
{
    struct view *view = exported->view;
    const uint32_t *children = NULL;
    size_t count = 0;
    (void)xw_graph_children(view->graph, control, &children, &count,
                            &view->err);
    return count > 0;
}

static void
put_outline(struct exported *exported, xw_control first, uint32_t count,
            struct writer *out, struct sink *sink)
{
    struct path path = { .depth = 0 };
    size_t depth = 0;
    for (uint32_t i = 0; i < count; ++i) {
        xw_control control = { first.i + i };
        xw_control_info info = view_control(exported->view, control);
        (void)go_up_to(&path, info.parent.i);
        close_to(out, &depth, path.depth);
        begin_line(out, sink);
        open_control(exported, control, &info, out);
        if (has_children(exported, control)) {
            writer_open_array(out, "controls");
            path.open[path.depth++] = control.i;
            ++depth;
        } else {
            writer_close_object(out);
        }
    }
    close_to(out, &depth, 0);
}

static void
put_list(struct exported *exported, xw_control first, uint32_t count,
         struct writer *out, struct sink *sink)
{
    for (uint32_t i = 0; i < count; ++i) {
        xw_control control = { first.i + i };
        xw_control_info info = view_control(exported->view, control);
        begin_line(out, sink);
        open_control(exported, control, &info, out);
        if (info.parent.i != XW_NONE) {
            writer_text(out, "parent",
                        view_control(exported->view, info.parent).id);
        }
        writer_close_object(out);
    }
}

static void
put_controls(struct exported *exported, const xw_framework_info *framework,
             struct writer *out, struct sink *sink)
{
    uint32_t count = count_declared(exported, framework);
    if (!count) {
        return;
    }
    writer_open_array(out, "controls");
    if (is_an_outline(exported, framework->first, count)) {
        put_outline(exported, framework->first, count, out, sink);
    } else {
        put_list(exported, framework->first, count, out, sink);
    }
    writer_close_array(out);
}

/* ---- Scopes ----------------------------------------------------------------- */

static void
put_member(struct exported *exported, xw_scope scope, size_t index,
           xw_control control, struct writer *out)
{
    struct view *view = exported->view;
    uint32_t note = 0;
    (void)xw_graph_scope_note(view->graph, scope, index, &note, &view->err);
    const char *id = view_control(view, control).id;
    if (!note || !*view_text(view, note)) {
        writer_text(out, NULL, id);
        return;
    }
    writer_open_object(out, NULL);
    writer_text(out, "id", id);
    writer_text(out, "note", view_text(view, note));
    writer_close_object(out);
}

static void
put_scope(struct exported *exported, xw_scope scope, const xw_scope_info *info,
          struct writer *out)
{
    writer_open_object(out, NULL);
    writer_text(out, "id", info->id);
    writer_open_array(out, "controls");
    for (size_t i = 0; i < info->count; ++i) {
        put_member(exported, scope, i, (xw_control){ info->members[i] }, out);
    }
    writer_close_array(out);
    writer_close_object(out);
}

static void
put_scopes(struct exported *exported, xw_framework framework,
           struct writer *out, struct sink *sink)
{
    bool is_open = false;
    for (uint32_t s = 0; s < exported->stats.scopes; ++s) {
        xw_scope scope = { s };
        xw_scope_info info = view_scope(exported->view, scope);
        if (info.framework.i != framework.i) {
            continue;
        }
        if (!is_open) {
            writer_open_array(out, "scopes");
            is_open = true;
        }
        begin_line(out, sink);
        put_scope(exported, scope, &info, out);
    }
    if (is_open) {
        writer_close_array(out);
    }
}

/* ---- Frameworks ------------------------------------------------------------- */

static void
put_framework_aliases(struct exported *exported, xw_framework framework,
                      struct writer *out)
{
    struct view *view = exported->view;
    const char *alias = NULL;
    bool is_open = false;
    for (size_t i = 0; !xw_graph_framework_alias(view->graph, framework, i,
                                                 &alias, &view->err);
         ++i) {
        if (!is_open) {
            writer_open_array(out, "aliases");
            is_open = true;
        }
        writer_text(out, NULL, alias);
    }
    if (is_open) {
        writer_close_array(out);
    }
}

void
export_json_framework(struct exported *exported, xw_framework framework,
                      struct writer *out, struct sink *sink)
{
    xw_framework_info info = view_framework(exported->view, framework);
    writer_open_object(out, NULL);
    writer_text(out, "id", info.id);
    if (!info.implied) {
        writer_text(out, "name", *info.name ? info.name : info.id);
    }
    put_if_given(out, "version", info.version);
    put_if_given(out, "publisher", info.publisher);
    put_if_given(out, "kind", info.kind);
    put_if_given(out, "family", info.family);
    put_framework_aliases(exported, framework, out);
    put_if_given(out, "source", info.source);
    put_if_given(out, "license", info.license);
    put_controls(exported, &info, out, sink);
    put_scopes(exported, framework, out, sink);
    writer_close_object(out);
}

/* One that only mappings name is for the mappings to name again. */
bool
export_json_is_declared(struct exported *exported,
                        const xw_framework_info *info)
{
    return !info->implied || count_declared(exported, info);
}

static void
put_frameworks(struct exported *exported, struct writer *out, struct sink *sink)
{
    writer_open_array(out, "frameworks");
    for (uint32_t f = 0; f < exported->stats.frameworks; ++f) {
        xw_framework framework = { f };
        xw_framework_info info = view_framework(exported->view, framework);
        if (exported->frameworks[f] &&
            export_json_is_declared(exported, &info)) {
            begin_line(out, sink);
            export_json_framework(exported, framework, out, sink);
        }
    }
    writer_close_array(out);
}

/* ---- Mapping sets ----------------------------------------------------------- */

/* What a set says of itself but for its id. */
static void
put_set(const xw_set_info *info, struct writer *out)
{
    struct text related = { 0 };
    exported_related(&related, info);
    writer_text(out, "name", *info->name ? info->name : info->id);
    put_if_given(out, "publisher", info->publisher);
    put_if_given(out, "version", info->version);
    put_if_given(out, "date", info->date);
    put_if_given(out, "method", info->method);
    if (info->claim == XW_CLAIM_TOPIC) {
        writer_text(out, "claim", "topic");
    }
    put_if_given(out, "related", text_get(&related));
    if (info->trust >= 0) {
        put_real(out, "trust", info->trust);
    }
    if (info->precedence) {
        char digits[16];
        int len = snprintf(digits, sizeof digits, "%" PRId32, info->precedence);
        writer_json(out, "precedence", digits, (size_t)len);
    }
    put_if_given(out, "status", info->status);
    put_if_given(out, "license", info->license);
    put_if_given(out, "source", info->source);
    text_free(&related);
}

static void
put_references(struct exported *exported, const char *key,
               const uint32_t *controls, size_t count, struct writer *out)
{
    writer_open_array(out, key);
    for (size_t i = 0; i < count; ++i) {
        view_put_reference(exported->view, out, NULL,
                           (xw_control){ controls[i] });
    }
    writer_close_array(out);
}

static void
put_mapping(struct exported *exported, const xw_mapping_info *info,
            struct writer *out)
{
    struct view *view = exported->view;
    xw_rule_info all = { .sources = &info->source.i,
                         .targets = &info->target.i,
                         .source_count = 1,
                         .target_count = 1 };
    if (info->rule < exported->rule_count) {
        all = exported_rule(exported, info->rule);
    }
    writer_open_object(out, NULL);
    put_references(exported, "sources", all.sources, all.source_count, out);
    put_references(exported, "targets", all.targets, all.target_count, out);
    writer_text(out, "relationship", xw_relationship_name(info->relationship));
    if (info->strength <= XW_STRENGTH_MOST) {
        writer_number(out, "strength", info->strength);
    }
    put_if_given(out, "rationale", exported_rationale(view, info));
    put_if_given(out, "note", view_text(view, info->note));
    writer_close_object(out);
}

/* Of a set-valued map, the first pair stands for all. */
static bool
stands_for_itself(const struct exported *exported, uint32_t mapping,
                  const xw_mapping_info *info)
{
    return info->rule >= exported->rule_count ||
           exported->rule_mappings[info->rule] == mapping;
}

static void
put_mappings(struct exported *exported, const uint32_t *mappings, size_t count,
             struct writer *out, struct sink *sink)
{
    bool is_open = false;
    for (size_t i = 0; i < count; ++i) {
        xw_mapping_info info =
            view_mapping(exported->view, (xw_mapping){ mappings[i] });
        if (!is_open) {
            writer_open_array(out, "mappings");
            is_open = true;
        }
        begin_line(out, sink);
        put_mapping(exported, &info, out);
    }
    if (is_open) {
        writer_close_array(out);
    }
}

static void
put_gaps(struct exported *exported, uint32_t set, struct writer *out,
         struct sink *sink)
{
    struct view *view = exported->view;
    bool is_open = false;
    for (uint32_t g = 0; g < exported->stats.gaps; ++g) {
        xw_gap_info gap;
        if (!exported_gap(exported, g, &gap) || gap.set.i != set) {
            continue;
        }
        if (!is_open) {
            writer_open_array(out, "gaps");
            is_open = true;
        }
        begin_line(out, sink);
        writer_open_object(out, NULL);
        view_put_reference(view, out, "control", gap.control);
        writer_text(out, "other_framework", view_framework(view, gap.other).id);
        put_if_given(out, "note", view_text(view, gap.note));
        writer_close_object(out);
    }
    if (is_open) {
        writer_close_array(out);
    }
}

static void
put_set_with_mappings(struct exported *exported, uint32_t set,
                      const struct exported_mappings *by_set,
                      struct writer *out, struct sink *sink)
{
    xw_set_info info = view_set(exported->view, (xw_set){ set });
    size_t start = by_set->starts[set];
    begin_line(out, sink);
    writer_open_object(out, NULL);
    writer_text(out, "id", info.id);
    if (exported_is_declared(exported, set)) {
        put_set(&info, out);
    }
    put_mappings(exported, by_set->mappings + start,
                 by_set->starts[set + 1] - start, out, sink);
    put_gaps(exported, set, out, sink);
    writer_close_object(out);
}

static void
put_sets(struct exported *exported, struct writer *out, struct sink *sink)
{
    struct exported_mappings by_set;
    exported_sort_mappings(exported, stands_for_itself, &by_set);
    writer_open_array(out, "mapping_sets");
    for (uint32_t s = 0; s < exported->stats.sets; ++s) {
        if (exported->sets[s]) {
            put_set_with_mappings(exported, s, &by_set, out, sink);
        }
    }
    writer_close_array(out);
    exported_free_mappings(&by_set);
}

void
export_json(struct exported *exported, struct sink *sink)
{
    struct writer out = { .out = &sink->text };
    writer_open_object(&out, NULL);
    writer_text(&out, "graph", xw_graph_checksum(exported->view->graph));
    put_frameworks(exported, &out, sink);
    put_sets(exported, &out, sink);
    writer_close_object(&out);
    sink_end_line(sink);
}
