#include "export_graphml.h"

#include "character.h"

#include <string.h>

struct graphml {
    struct exported *exported;
    struct view *view;
    struct sink *sink;
    uint64_t edges;
};

/* ---- Values ----------------------------------------------------------------- */

/* XML 1.0 has no way to write most control characters. */
static void
add_character(struct text *out, const char *at, size_t len)
{
    switch (*at) {
    case '<': text_add(out, "&lt;"); return;
    case '>': text_add(out, "&gt;"); return;
    case '&': text_add(out, "&amp;"); return;
    case '"': text_add(out, "&quot;"); return;
    case '\r': text_add(out, "&#13;"); return;
    case '\n':
    case '\t': text_add_char(out, *at); return;
    default: break;
    }
    bool is_control = (unsigned char)*at < 0x20;
    text_add_bytes(out, is_control ? "?" : at, is_control ? 1 : len);
}

static void
add_escaped(struct text *out, const char *value)
{
    for (size_t len = 0; *value; value += len) {
        uint32_t character = character_read(value, &len);
        if (character == CHARACTER_REPLACEMENT || character == 0xFFFE ||
            character == 0xFFFF) {
            text_add(out, "\xEF\xBF\xBD"); /* U+FFFD */
        } else {
            add_character(out, value, len);
        }
    }
}

static void
put_data(struct graphml *g, const char *key, const char *value)
{
    if (*value) {
        text_printf(&g->sink->text, "<data key=\"%s\">", key);
        add_escaped(&g->sink->text, value);
        text_add(&g->sink->text, "</data>");
    }
}

static void
put_line(struct graphml *g, const char *line)
{
    text_add(&g->sink->text, line);
    sink_end_line(g->sink);
}

/* ---- Head ------------------------------------------------------------------- */

static const struct {
    const char *owner, *id, *name, *type;
} keys[] = {
    { "node", "type", "type", "string" },
    { "node", "ref", "ref", "string" },
    { "node", "framework", "framework", "string" },
    { "node", "title", "title", "string" },
    { "node", "kind", "kind", "string" },
    { "node", "assessable", "assessable", "boolean" },
    { "node", "status", "status", "string" },
    { "edge", "link", "type", "string" },
    { "edge", "relationship", "relationship", "string" },
    { "edge", "strength", "strength", "int" },
    { "edge", "rationale", "rationale", "string" },
    { "edge", "note", "note", "string" },
    { "edge", "set", "set", "string" },
    { "edge", "topic", "topic", "boolean" },
    { "edge", "map", "map", "string" },
};

static void
put_head(struct graphml *g)
{
    put_line(g, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    put_line(g, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; ++i) {
        text_printf(&g->sink->text,
                    "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" "
                    "attr.type=\"%s\"/>",
                    keys[i].id, keys[i].owner, keys[i].name, keys[i].type);
        sink_end_line(g->sink);
    }
    text_printf(&g->sink->text, "<graph id=\"g%s\" edgedefault=\"directed\">",
                xw_graph_checksum(g->view->graph));
    sink_end_line(g->sink);
}

/* ---- Nodes ------------------------------------------------------------------ */

static void
put_framework(struct graphml *g, uint32_t framework)
{
    xw_framework_info info =
        view_framework(g->view, (xw_framework){ framework });
    text_printf(&g->sink->text, "<node id=\"f%u\">", (unsigned)framework);
    put_data(g, "type", "framework");
    put_data(g, "ref", info.id);
    put_data(g, "framework", info.id);
    put_data(g, "title", info.name);
    put_data(g, "kind", info.kind);
    put_line(g, "</node>");
}

static void
put_control(struct graphml *g, uint32_t control, const xw_control_info *info)
{
    const char *framework = view_framework(g->view, info->framework).id;
    struct text reference = { 0 };
    text_printf(&reference, "%s:%s", framework, info->id);
    text_printf(&g->sink->text, "<node id=\"c%u\">", (unsigned)control);
    put_data(g, "type", "control");
    put_data(g, "ref", text_get(&reference));
    put_data(g, "framework", framework);
    put_data(g, "title", info->title);
    put_data(g, "kind", info->kind);
    put_data(g, "assessable", info->assessable ? "true" : "false");
    put_data(g, "status", info->withdrawn ? "withdrawn" : "active");
    put_line(g, "</node>");
    text_free(&reference);
}

/* ---- Edges ------------------------------------------------------------------ */

static void
open_edge(struct graphml *g, uint32_t source, char target_kind, uint32_t target,
          const char *type)
{
    text_printf(&g->sink->text,
                "<edge id=\"e%llu\" source=\"c%u\" target=\"%c%u\">",
                (unsigned long long)g->edges++, (unsigned)source, target_kind,
                (unsigned)target);
    put_data(g, "link", type);
}

/* "part", "enhancement" or "group"; what has no parent stands in its
 * framework. */
static void
put_parent(struct graphml *g, uint32_t control, const xw_control_info *info)
{
    if (info->parent.i == XW_NONE) {
        open_edge(g, control, 'f', info->framework.i, "in");
    } else {
        open_edge(g, control, 'c', info->parent.i,
                  exported_parent_kind(info->parent_kind));
    }
    put_line(g, "</edge>");
}

static void
put_mapping(struct graphml *g, const xw_mapping_info *info)
{
    char number[12] = "";
    open_edge(g, info->source.i, 'c', info->target.i, "mapping");
    put_data(g, "relationship", xw_relationship_name(info->relationship));
    if (info->strength <= XW_STRENGTH_MOST) {
        (void)snprintf(number, sizeof number, "%u", (unsigned)info->strength);
        put_data(g, "strength", number);
    }
    put_data(g, "rationale", exported_rationale(g->view, info));
    put_data(g, "note", view_text(g->view, info->note));
    put_data(g, "set", view_set(g->view, info->set).id);
    put_data(g, "topic", info->topic ? "true" : "false");
    if (info->rule < g->exported->rule_count) {
        (void)snprintf(number, sizeof number, "%u", (unsigned)info->rule);
        put_data(g, "map", number);
    }
    put_line(g, "</edge>");
}

static void
put_gap(struct graphml *g, const xw_gap_info *gap)
{
    open_edge(g, gap->control.i, 'f', gap->other.i, "gap");
    put_data(g, "note", view_text(g->view, gap->note));
    put_data(g, "set", view_set(g->view, gap->set).id);
    put_line(g, "</edge>");
}

/* ---- The document ----------------------------------------------------------- */

static void
put_nodes(struct graphml *g)
{
    for (uint32_t f = 0; f < g->exported->stats.frameworks; ++f) {
        if (g->exported->frameworks[f]) {
            put_framework(g, f);
        }
    }
    for (uint32_t c = 0; c < g->exported->stats.controls; ++c) {
        if (exported_has_control(g->exported, (xw_control){ c })) {
            xw_control_info info = view_control(g->view, (xw_control){ c });
            put_control(g, c, &info);
        }
    }
}

static void
put_edges(struct graphml *g)
{
    const xw_graph_stats *stats = &g->exported->stats;
    for (uint32_t c = 0; c < stats->controls; ++c) {
        if (exported_has_control(g->exported, (xw_control){ c })) {
            xw_control_info info = view_control(g->view, (xw_control){ c });
            put_parent(g, c, &info);
        }
    }
    for (uint32_t m = 0; m < stats->mappings; ++m) {
        xw_mapping_info info = view_mapping(g->view, (xw_mapping){ m });
        if (exported_has_mapping(g->exported, &info)) {
            put_mapping(g, &info);
        }
    }
    for (uint32_t i = 0; i < stats->gaps; ++i) {
        xw_gap_info gap;
        if (exported_gap(g->exported, i, &gap)) {
            put_gap(g, &gap);
        }
    }
}

void
export_graphml(struct exported *exported, struct sink *sink)
{
    struct graphml g = { .exported = exported,
                         .view = exported->view,
                         .sink = sink };
    put_head(&g);
    put_nodes(&g);
    put_edges(&g);
    put_line(&g, "</graph>");
    put_line(&g, "</graphml>");
}
