#include "export_csv.h"

#include "exit_code.h"
#include "output.h"

#include <string.h>

const char *const export_csv_tables[] = { "frameworks", "controls", "scopes",
                                          "sets",       "mappings", "gaps",
                                          NULL };

/* ---- Cells ------------------------------------------------------------------ */

static void
add_quoted(struct text *out, const char *value)
{
    text_add_char(out, '"');
    for (;;) {
        size_t len = strcspn(value, "\"");
        text_add_bytes(out, value, len);
        if (!value[len]) {
            break;
        }
        text_add(out, "\"\"");
        value += len + 1;
    }
    text_add_char(out, '"');
}

void
export_csv_cell(struct sink *sink, bool is_first, const char *value)
{
    struct text *out = &sink->text;
    if (!is_first) {
        text_add_char(out, ',');
    }
    if (strpbrk(value, ",\"\r\n")) {
        add_quoted(out, value);
    } else {
        text_add(out, value);
    }
}

static void
first(struct sink *sink, const char *value)
{
    export_csv_cell(sink, true, value);
}

static void
next(struct sink *sink, const char *value)
{
    export_csv_cell(sink, false, value);
}

static const char *
framework_id(struct exported *exported, xw_framework framework)
{
    return view_framework(exported->view, framework).id;
}

/* "framework,control" */
static void
put_control(struct sink *sink, struct exported *exported, xw_control control,
            bool is_first)
{
    xw_control_info info = view_control(exported->view, control);
    export_csv_cell(sink, is_first, framework_id(exported, info.framework));
    next(sink, info.id);
}

/* Several values in one cell have ";" between them, so that one which has it
 * in it, or a line end, cannot be said. */
static void
put_aliases(struct sink *sink, struct exported *exported, const void *owner,
            const char *(*alias)(struct view *view, const void *owner,
                                 size_t index))
{
    struct text cell = { 0 };
    const char *value = NULL;
    for (size_t i = 0; (value = alias(exported->view, owner, i)); ++i) {
        if (strpbrk(value, ";\r\n")) {
            exported->unsaid++;
            continue;
        }
        text_add(&cell, cell.len ? ";" : "");
        text_add(&cell, value);
    }
    next(sink, text_get(&cell));
    text_free(&cell);
}

static const char *
framework_alias(struct view *view, const void *owner, size_t index)
{
    const char *alias = NULL;
    xw_framework framework = *(const xw_framework *)owner;
    return xw_graph_framework_alias(view->graph, framework, index, &alias,
                                    &view->err)
               ? NULL
               : alias;
}

static const char *
control_alias(struct view *view, const void *owner, size_t index)
{
    const char *alias = NULL;
    xw_control control = *(const xw_control *)owner;
    return xw_graph_control_alias(view->graph, control, index, &alias,
                                  &view->err)
               ? NULL
               : alias;
}

/* ---- Tables ----------------------------------------------------------------- */

static void
put_frameworks(struct exported *exported, struct sink *sink)
{
    for (uint32_t f = 0; f < exported->stats.frameworks; ++f) {
        xw_framework framework = { f };
        xw_framework_info info = view_framework(exported->view, framework);
        if (!exported->frameworks[f] || info.implied) {
            continue;
        }
        first(sink, info.id);
        next(sink, *info.name ? info.name : info.id);
        next(sink, info.version);
        next(sink, info.publisher);
        next(sink, info.kind);
        next(sink, info.family);
        put_aliases(sink, exported, &framework, framework_alias);
        next(sink, info.source);
        next(sink, info.license);
        sink_end_line(sink);
    }
}

static void
put_weight(struct sink *sink, double weight)
{
    struct text cell = { 0 };
    if (weight > 0) {
        exported_real(&cell, weight);
    }
    next(sink, text_get(&cell));
    text_free(&cell);
}

static void
put_control_row(struct exported *exported, struct sink *sink,
                xw_control control, const xw_control_info *info)
{
    bool has_parent = info->parent.i != XW_NONE;
    put_control(sink, exported, control, true);
    next(sink, has_parent ? view_control(exported->view, info->parent).id : "");
    next(sink, info->title);
    next(sink, info->assessable ? "1" : "0");
    next(sink, info->kind);
    next(sink, has_parent ? exported_parent_kind(info->parent_kind) : "");
    next(sink, info->parts_complete ? "1" : "");
    next(sink, info->withdrawn ? "withdrawn" : "");
    next(sink, view_text(exported->view, info->text));
    put_aliases(sink, exported, &control, control_alias);
    put_weight(sink, info->weight);
    sink_end_line(sink);
}

/* Those that only mappings name are for the mappings to name again. */
static void
put_controls(struct exported *exported, struct sink *sink)
{
    for (uint32_t c = 0; c < exported->stats.controls; ++c) {
        xw_control control = { c };
        xw_control_info info = view_control(exported->view, control);
        if (!info.implied && exported_has_control(exported, control)) {
            put_control_row(exported, sink, control, &info);
        }
    }
}

static const char *
scope_note(struct view *view, xw_scope scope, size_t index)
{
    uint32_t note = 0;
    (void)xw_graph_scope_note(view->graph, scope, index, &note, &view->err);
    return view_text(view, note);
}

static void
put_scopes(struct exported *exported, struct sink *sink)
{
    for (uint32_t s = 0; s < exported->stats.scopes; ++s) {
        xw_scope scope = { s };
        xw_scope_info info = view_scope(exported->view, scope);
        if (info.framework.i >= exported->stats.frameworks ||
            !exported->frameworks[info.framework.i]) {
            continue;
        }
        for (size_t i = 0; i < info.count; ++i) {
            xw_control member = { info.members[i] };
            first(sink, framework_id(exported, info.framework));
            next(sink, info.id);
            next(sink, view_control(exported->view, member).id);
            next(sink, scope_note(exported->view, scope, i));
            sink_end_line(sink);
        }
    }
}

static void
put_set_row(struct sink *sink, const xw_set_info *info)
{
    struct exported_policy policy;
    exported_policy_tell(&policy, info);
    const char *const cells[] = {
        *info->name ? info->name : info->id,
        info->publisher,
        info->version,
        info->date,
        info->method,
        info->claim == XW_CLAIM_TOPIC ? "topic" : "requirement",
        text_get(&policy.related),
        text_get(&policy.trust),
        text_get(&policy.precedence),
        info->status,
        info->license,
        info->source,
    };
    first(sink, info->id);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; ++i) {
        next(sink, cells[i]);
    }
    sink_end_line(sink);
    exported_policy_free(&policy);
}

static void
put_sets(struct exported *exported, struct sink *sink)
{
    for (uint32_t s = 0; s < exported->stats.sets; ++s) {
        if (exported->sets[s] && exported_is_declared(exported, s)) {
            xw_set_info info = view_set(exported->view, (xw_set){ s });
            put_set_row(sink, &info);
        }
    }
}

static void
put_strength(struct sink *sink, uint32_t strength)
{
    char digits[4] = "";
    if (strength <= XW_STRENGTH_MOST) {
        (void)snprintf(digits, sizeof digits, "%u", (unsigned)strength);
    }
    next(sink, digits);
}

static void
put_mapping_row(struct exported *exported, struct sink *sink,
                const xw_mapping_info *info)
{
    struct view *view = exported->view;
    char map[12] = "";
    if (info->rule < exported->rule_count) {
        (void)snprintf(map, sizeof map, "%u",
                       (unsigned)exported->rule_numbers[info->rule]);
    }
    put_control(sink, exported, info->source, true);
    put_control(sink, exported, info->target, false);
    next(sink, xw_relationship_name(info->relationship));
    put_strength(sink, info->strength);
    next(sink, exported_rationale(view, info));
    next(sink, view_set(view, info->set).id);
    next(sink, view_text(view, info->note));
    next(sink, map);
    sink_end_line(sink);
}

static void
put_mappings(struct exported *exported, struct sink *sink)
{
    for (uint32_t m = 0; m < exported->stats.mappings; ++m) {
        xw_mapping_info info = view_mapping(exported->view, (xw_mapping){ m });
        if (exported_has_mapping(exported, &info)) {
            put_mapping_row(exported, sink, &info);
        }
    }
}

static void
put_gaps(struct exported *exported, struct sink *sink)
{
    for (uint32_t g = 0; g < exported->stats.gaps; ++g) {
        xw_gap_info gap;
        if (exported_gap(exported, g, &gap)) {
            put_control(sink, exported, gap.control, true);
            next(sink, framework_id(exported, gap.other));
            next(sink, view_set(exported->view, gap.set).id);
            next(sink, view_text(exported->view, gap.note));
            sink_end_line(sink);
        }
    }
}

/* ---- Files ------------------------------------------------------------------ */

/* In the order of export_csv_tables. */
static const struct {
    const char *header;
    void (*put)(struct exported *exported, struct sink *sink);
} tables[] = {
    { "framework_id,name,version,publisher,kind,family,aliases,source,license",
      put_frameworks },
    { "framework_id,control_id,parent_id,title,assessable,kind,parent_kind,"
      "parts_complete,status,text,aliases,weight",
      put_controls },
    { "framework_id,scope_id,control_id,note", put_scopes },
    { "set_id,name,publisher,version,date,method,claim,related,trust,"
      "precedence,status,license,source",
      put_sets },
    { "source_framework,source_control,target_framework,target_control,"
      "relationship,strength,rationale,origin,note,map_id",
      put_mappings },
    { "framework_id,control_id,other_framework,origin,note", put_gaps },
};

void
export_csv_table(struct exported *exported, uint32_t table, struct sink *sink)
{
    text_add(&sink->text, tables[table].header);
    sink_end_line(sink);
    tables[table].put(exported, sink);
}

int
export_csv_folder(struct exported *exported, const char *folder)
{
    int code = sink_make_folder(folder);
    for (uint32_t t = 0; code == EXIT_OK && export_csv_tables[t]; ++t) {
        struct sink sink;
        char name[32];
        (void)snprintf(name, sizeof name, "%s.csv", export_csv_tables[t]);
        sink_open_in(&sink, folder, name);
        export_csv_table(exported, t, &sink);
        code = view_failed(exported->view);
        int closed = sink_close(&sink, code == EXIT_OK);
        code = code == EXIT_OK ? closed : code;
    }
    return code;
}
