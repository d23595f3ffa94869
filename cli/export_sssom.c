#include "export_sssom.h"

#include "exit_code.h"
#include "memory.h"
#include "rationale.h"

#include <stdlib.h>
#include <string.h>

#define URN "urn:x-crosswalk:"

struct sssom {
    struct exported *exported;
    struct view *view;
    struct sink *sink;
    const struct exported_mappings *by_set;
    uint32_t first, end; /* sets */
};

/* ---- Metadata --------------------------------------------------------------- */

/* A line of the block, its value quoted as JSON is, which YAML allows. */
static void
put_metadata(struct sssom *s, const char *key, const char *lead,
             const char *value)
{
    if (!*value) {
        return;
    }
    struct text whole = { 0 };
    text_printf(&whole, "%s%s", lead, value);
    text_printf(&s->sink->text, "#%s: ", key);
    writer_text(&(struct writer){ .out = &s->sink->text }, NULL,
                text_get(&whole));
    sink_end_line(s->sink);
    text_free(&whole);
}

static void
mark_framework(struct sssom *s, xw_control control, bool *used)
{
    xw_framework framework = view_control(s->view, control).framework;
    if (framework.i < s->exported->stats.frameworks) {
        used[framework.i] = true;
    }
}

/* The frameworks whose ids stand before those of controls. */
static void
mark_frameworks(struct sssom *s, bool *used)
{
    size_t end = s->by_set->starts[s->end];
    for (size_t i = s->by_set->starts[s->first]; i < end; ++i) {
        xw_mapping_info info =
            view_mapping(s->view, (xw_mapping){ s->by_set->mappings[i] });
        mark_framework(s, info.source, used);
        mark_framework(s, info.target, used);
    }
    for (uint32_t g = 0; g < s->exported->stats.gaps; ++g) {
        xw_gap_info gap;
        if (exported_gap(s->exported, g, &gap) && gap.set.i >= s->first &&
            gap.set.i < s->end) {
            mark_framework(s, gap.control, used);
        }
    }
}

static void
put_line(struct sssom *s, const char *line)
{
    text_add(&s->sink->text, line);
    sink_end_line(s->sink);
}

static void
put_prefixes(struct sssom *s)
{
    bool *used = memory_array(s->exported->stats.frameworks, sizeof *used);
    mark_frameworks(s, used);
    put_line(s, "#curie_map:");
    for (uint32_t f = 0; f < s->exported->stats.frameworks; ++f) {
        if (used[f]) {
            const char *id = view_framework(s->view, (xw_framework){ f }).id;
            text_printf(&s->sink->text, "#  \"%s\": \"" URN "%s:\"", id, id);
            sink_end_line(s->sink);
        }
    }
    put_line(s, "#  FRAMEWORK: \"" URN "framework:\"");
    put_line(s, "#  SET: \"" URN "set:\"");
    put_line(s, "#  semapv: \"https://w3id.org/semapv/vocab/\"");
    put_line(s, "#  skos: \"http://www.w3.org/2004/02/skos/core#\"");
    put_line(s, "#  sssom: \"https://w3id.org/sssom/\"");
    free(used);
}

/* Columns of our own, after those of the format. */
static const struct {
    const char *name, *type;
} extensions[] = {
    { "relationship", "string" },
    { "strength", "integer" },
    { "rationale", "string" },
    { "map", "string" },
};

static void
put_extensions(struct sssom *s)
{
    put_line(s, "#extension_definitions:");
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; ++i) {
        text_printf(&s->sink->text,
                    "#  - slot_name: ext_%s\n"
                    "#    property: \"" URN "sssom:%s\"\n"
                    "#    type_hint: \"http://www.w3.org/2001/XMLSchema#%s\"",
                    extensions[i].name, extensions[i].name, extensions[i].type);
        sink_end_line(s->sink);
    }
}

static void
put_block(struct sssom *s)
{
    bool is_one = s->end - s->first == 1;
    put_line(s, "#sssom_version: \"1.1\"");
    put_prefixes(s);
    if (is_one) {
        xw_set_info info = view_set(s->view, (xw_set){ s->first });
        put_metadata(s, "mapping_set_id", URN "set:", info.id);
        if (exported_is_declared(s->exported, s->first)) {
            put_metadata(s, "mapping_set_title", "",
                         *info.name ? info.name : info.id);
        }
        put_metadata(s, "mapping_set_version", "", info.version);
        put_metadata(s, "publication_date", "", info.date);
        put_metadata(s, "mapping_provider", "", info.publisher);
        put_metadata(s, "license", "", info.license);
        put_metadata(s, "mapping_set_source", "", info.source);
    } else {
        put_metadata(s, "mapping_set_id",
                     URN "graph:", xw_graph_checksum(s->view->graph));
    }
    put_extensions(s);
}

/* ---- Rows ------------------------------------------------------------------- */

/* Quoted as in CSV, which the usual readers of such tables expect. */
static void
cell(struct sssom *s, bool is_first, const char *value)
{
    struct text *out = &s->sink->text;
    bool is_quoted = strpbrk(value, "\"\t\r\n") != NULL;
    text_add(out, is_first ? "" : "\t");
    text_add(out, is_quoted ? "\"" : "");
    while (*value) {
        size_t len = strcspn(value, "\"");
        text_add_bytes(out, value, len);
        value += len;
        if (*value) {
            text_add(out, "\"\"");
            ++value;
        }
    }
    text_add(out, is_quoted ? "\"" : "");
}

static void
next(struct sssom *s, const char *value)
{
    cell(s, false, value);
}

/* Framework ids have no capitals, so these prefixes are no frameworks. */
static void
put_sources(struct sssom *s, xw_set set, xw_framework framework)
{
    struct text curie = { 0 };
    text_printf(&curie, "SET:%s", view_set(s->view, set).id);
    next(s, text_get(&curie));
    text_clear(&curie);
    text_printf(&curie, "FRAMEWORK:%s", view_framework(s->view, framework).id);
    next(s, text_get(&curie));
    text_free(&curie);
}

/* An id and a title. */
static void
put_control(struct sssom *s, xw_control control, bool is_first)
{
    struct text curie = { 0 };
    xw_control_info info = view_control(s->view, control);
    text_printf(&curie, "%s:%s", view_framework(s->view, info.framework).id,
                info.id);
    cell(s, is_first, text_get(&curie));
    next(s, info.title);
    text_free(&curie);
}

/* The nearest that claims no more; "Not" of it for no relationship. */
static const char *
predicate_for(xw_relationship relationship)
{
    switch (relationship) {
    case XW_EQUAL: return "skos:exactMatch";
    case XW_SUBSET_OF: return "skos:broadMatch";
    case XW_SUPERSET_OF: return "skos:narrowMatch";
    case XW_INTERSECTS_WITH:
    case XW_NO_RELATIONSHIP:
    case XW_RELATED:
    case XW_RELATIONSHIP_COUNT: break;
    }
    return "skos:relatedMatch";
}

static const char *
justification_for(xw_rationale rationale)
{
    switch (rationale) {
    case XW_RATIONALE_SYNTACTIC: return "semapv:LexicalMatching";
    case XW_RATIONALE_SEMANTIC:
    case XW_RATIONALE_FUNCTIONAL: return "semapv:ManualMappingCuration";
    case XW_RATIONALE_NONE: break;
    }
    return "semapv:UnspecifiedMatching";
}

static void
put_header(struct sssom *s)
{
    text_add(&s->sink->text,
             "subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\t"
             "object_id\tobject_label\tmapping_justification\tmapping_source\t"
             "object_source\tcomment");
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; ++i) {
        text_printf(&s->sink->text, "\text_%s", extensions[i].name);
    }
    sink_end_line(s->sink);
}

static void
put_own(struct sssom *s, const xw_mapping_info *info)
{
    char strength[4] = "", map[12] = "";
    if (info->strength <= XW_STRENGTH_MOST) {
        (void)snprintf(strength, sizeof strength, "%u",
                       (unsigned)info->strength);
    }
    if (info->rule < s->exported->rule_count) {
        (void)snprintf(map, sizeof map, "%u",
                       (unsigned)s->exported->rule_numbers[info->rule]);
    }
    next(s, xw_relationship_name(info->relationship));
    next(s, strength);
    next(s, exported_rationale(s->view, info));
    next(s, map);
}

static void
put_mapping(struct sssom *s, uint32_t mapping)
{
    xw_mapping_info info = view_mapping(s->view, (xw_mapping){ mapping });
    xw_control_info target = view_control(s->view, info.target);
    bool is_not = info.relationship == XW_NO_RELATIONSHIP;
    put_control(s, info.source, true);
    next(s, predicate_for(info.relationship));
    next(s, is_not ? "Not" : "");
    put_control(s, info.target, false);
    next(s, justification_for(info.rationale));
    put_sources(s, info.set, target.framework);
    next(s, view_text(s->view, info.note));
    put_own(s, &info);
    sink_end_line(s->sink);
}

static void
put_gap(struct sssom *s, const xw_gap_info *gap)
{
    put_control(s, gap->control, true);
    next(s, "skos:relatedMatch");
    next(s, "");
    next(s, "sssom:NoTermFound");
    next(s, "");
    next(s, "semapv:UnspecifiedMatching");
    put_sources(s, gap->set, gap->other);
    next(s, view_text(s->view, gap->note));
    text_add(&s->sink->text, "\t\t\t\t");
    sink_end_line(s->sink);
}

static void
put_document(struct sssom *s)
{
    put_block(s);
    put_header(s);
    size_t end = s->by_set->starts[s->end];
    for (size_t i = s->by_set->starts[s->first]; i < end; ++i) {
        put_mapping(s, s->by_set->mappings[i]);
    }
    for (uint32_t g = 0; g < s->exported->stats.gaps; ++g) {
        xw_gap_info gap;
        if (exported_gap(s->exported, g, &gap) && gap.set.i >= s->first &&
            gap.set.i < s->end) {
            put_gap(s, &gap);
        }
    }
}

/* ---- Documents -------------------------------------------------------------- */

/* The only set, if there is one only: all of the document is of it then. */
static bool
find_only_set(const struct exported *exported, uint32_t *out)
{
    const bool *sets = exported->sets;
    uint32_t count = exported->stats.sets;
    const bool *only = memchr(sets, 1, count);
    if (!only || memchr(only + 1, 1, count - 1 - (size_t)(only - sets))) {
        return false;
    }
    *out = (uint32_t)(only - sets);
    return true;
}

void
export_sssom(struct exported *exported, struct sink *sink)
{
    struct exported_mappings by_set;
    struct sssom s = { .exported = exported,
                       .view = exported->view,
                       .sink = sink,
                       .by_set = &by_set,
                       .end = exported->stats.sets };
    exported_sort_mappings(exported, NULL, &by_set);
    if (find_only_set(exported, &s.first)) {
        s.end = s.first + 1;
    }
    put_document(&s);
    exported_free_mappings(&by_set);
}

/* A file name of a set's id; `number` keeps two of them apart. */
static void
write_name(struct text *out, const char *id, uint32_t number)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789._-";
    bool is_changed = strspn(id, plain) != strlen(id) || *id == '.';
    while (*id) {
        size_t len = strspn(id, plain);
        text_add_bytes(out, id, len);
        id += len;
        if (*id) {
            text_add_char(out, '-');
            ++id;
        }
    }
    if (is_changed) {
        text_printf(out, "-%u", (unsigned)number);
    }
    text_add(out, ".sssom.tsv");
}

static int
write_set(struct sssom *s, const char *folder)
{
    struct text name = { 0 };
    write_name(&name, view_set(s->view, (xw_set){ s->first }).id, s->first);
    sink_open_in(s->sink, folder, text_get(&name));
    text_free(&name);
    put_document(s);
    int code = view_failed(s->view);
    int closed = sink_close(s->sink, code == EXIT_OK);
    return code == EXIT_OK ? closed : code;
}

int
export_sssom_folder(struct exported *exported, const char *folder)
{
    struct exported_mappings by_set;
    int code = sink_make_folder(folder);
    if (code != EXIT_OK) {
        return code;
    }
    exported_sort_mappings(exported, NULL, &by_set);
    for (uint32_t i = 0; code == EXIT_OK && i < exported->stats.sets; ++i) {
        struct sink sink;
        struct sssom s = { .exported = exported,
                           .view = exported->view,
                           .sink = &sink,
                           .by_set = &by_set,
                           .first = i,
                           .end = i + 1 };
        if (exported->sets[i]) {
            code = write_set(&s, folder);
        }
    }
    exported_free_mappings(&by_set);
    return code;
}
