#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "import_support.h"

#include <stdlib.h>
#include <string.h>

/* ---- Hearing ---------------------------------------------------------------- */

bool
hear(void *payload, xw_severity severity, const xw_error *where)
{
    heard *h = payload;
    assert_true(h->count < HEARD_MOST);
    h->severities[h->count] = severity;
    h->errors[h->count] = *where;
    h->count++;
    return !h->wanted || h->count < h->wanted;
}

static void
write_heard(char *out, size_t size, xw_severity severity, const xw_error *error)
{
    static const char *const names[] = { "note", "warning", "error" };
    char place[160] = "";
    if (error->line) {
        (void)snprintf(place, sizeof place, "%u:%u ", (unsigned)error->line,
                       (unsigned)error->column);
    } else if (error->path[0]) {
        (void)snprintf(place, sizeof place, "%s ", error->path);
    }
    (void)snprintf(out, size, "%sXW-%03u %s", place, (unsigned)error->code,
                   names[severity]);
}

void
check_heard(const heard *h, const char *const *wanted, const char *file,
            int line)
{
    bool same = true;
    size_t count = 0;
    for (; wanted[count]; ++count) {
        char got[256] = "(nothing)";
        if (count < h->count) {
            write_heard(got, sizeof got, h->severities[count],
                        &h->errors[count]);
        }
        if (strcmp(got, wanted[count]) != 0) {
            print_message("want %s\n got %s\n", wanted[count], got);
            same = false;
        }
    }
    for (size_t i = count; i < h->count; ++i) {
        char got[256];
        write_heard(got, sizeof got, h->severities[i], &h->errors[i]);
        print_message(" got %s: %s\n", got, h->errors[i].message);
        same = false;
    }
    if (!same) {
        _fail(file, line);
    }
}

/* ---- A graph as text -------------------------------------------------------- */

/* " name=value", if there is one. */
static void
put(FILE *out, const char *name, const char *value)
{
    if (value[0]) {
        fprintf(out, " %s=%s", name, value);
    }
}

static void
put_flag(FILE *out, const char *name, bool flag)
{
    if (flag) {
        fprintf(out, " %s", name);
    }
}

static void
put_control(FILE *out, const xw_graph *graph, uint32_t id)
{
    xw_control_info control;
    xw_framework_info framework;
    assert_int_equal(
        xw_graph_control(graph, (xw_control){ id }, &control, NULL), XW_OK);
    assert_int_equal(
        xw_graph_framework(graph, control.framework, &framework, NULL), XW_OK);
    fprintf(out, " %s:%s", framework.id, control.id);
}

static void
put_text(FILE *out, xw_text_reader *reader, const char *name, uint32_t number)
{
    const char *text;
    assert_int_equal(xw_text_get(reader, number, &text, NULL), XW_OK);
    put(out, name, text);
}

static void
put_framework(FILE *out, const xw_graph *graph, xw_framework id)
{
    xw_framework_info info;
    const char *alias;
    assert_int_equal(xw_graph_framework(graph, id, &info, NULL), XW_OK);
    fprintf(out, "framework %s", info.id);
    put(out, "name", info.name);
    put(out, "version", info.version);
    put(out, "publisher", info.publisher);
    put(out, "kind", info.kind);
    put(out, "family", info.family);
    put(out, "license", info.license);
    put(out, "source", info.source);
    put_flag(out, "implied", info.implied);
    for (size_t i = 0; !xw_graph_framework_alias(graph, id, i, &alias, NULL);
         ++i) {
        put(out, "alias", alias);
    }
    fputc('\n', out);
}

static void
put_control_line(FILE *out, const xw_graph *graph, xw_text_reader *reader,
                 xw_control id)
{
    static const char *const links[] = { "group", "part", "enhancement" };
    xw_control_info info;
    const char *alias;
    assert_int_equal(xw_graph_control(graph, id, &info, NULL), XW_OK);
    fprintf(out, "control");
    put_control(out, graph, id.i);
    if (info.parent.i != XW_NONE) {
        fprintf(out, " %s of", links[info.parent_kind]);
        put_control(out, graph, info.parent.i);
    }
    put(out, "title", info.title);
    put(out, "kind", info.kind);
    put_text(out, reader, "text", info.text);
    put_flag(out, "not-assessable", !info.assessable);
    put_flag(out, "withdrawn", info.withdrawn);
    put_flag(out, "parts-complete", info.parts_complete);
    put_flag(out, "implied", info.implied);
    if (info.weight > 0 && (info.weight < 1 || info.weight > 1)) {
        fprintf(out, " weight=%g", info.weight);
    }
    for (size_t i = 0; !xw_graph_control_alias(graph, id, i, &alias, NULL);
         ++i) {
        put(out, "alias", alias);
    }
    fputc('\n', out);
}

static void
put_set(FILE *out, const xw_graph *graph, xw_set id)
{
    xw_set_info info;
    assert_int_equal(xw_graph_set(graph, id, &info, NULL), XW_OK);
    fprintf(out, "set %s", info.id);
    put(out, "name", info.name);
    put(out, "publisher", info.publisher);
    put(out, "version", info.version);
    put(out, "date", info.date);
    put(out, "method", info.method);
    put(out, "status", info.status);
    put(out, "license", info.license);
    put(out, "source", info.source);
    put_flag(out, "topic", info.claim == XW_CLAIM_TOPIC);
    put_flag(out, "ignore-related", info.ignore_related);
    if (!info.ignore_related && info.related != XW_OVERLAP) {
        fprintf(out, " related=%u", info.related);
    }
    if (info.trust >= 0) {
        fprintf(out, " trust=%g", info.trust);
    }
    if (info.precedence) {
        fprintf(out, " precedence=%d", (int)info.precedence);
    }
    fputc('\n', out);
}

static void
put_set_name(FILE *out, const xw_graph *graph, xw_set id)
{
    xw_set_info info;
    assert_int_equal(xw_graph_set(graph, id, &info, NULL), XW_OK);
    fprintf(out, " by %s", info.id);
}

static void
put_mapping(FILE *out, const xw_graph *graph, xw_text_reader *reader,
            xw_mapping id)
{
    static const char *const rationales[] = { "", "syntactic", "semantic",
                                              "functional" };
    xw_mapping_info info;
    assert_int_equal(xw_graph_mapping(graph, id, &info, NULL), XW_OK);
    fprintf(out, "mapping");
    put_control(out, graph, info.source.i);
    fprintf(out, " %s", xw_relationship_name(info.relationship));
    put_control(out, graph, info.target.i);
    put_set_name(out, graph, info.set);
    if (info.strength != XW_STRENGTH_NONE) {
        fprintf(out, " strength=%u", (unsigned)info.strength);
    }
    put(out, "rationale", rationales[info.rationale]);
    put_text(out, reader, "rationale", info.rationale_text);
    put_text(out, reader, "note", info.note);
    put_flag(out, "joint", info.joint);
    fputc('\n', out);
}

static void
put_gap(FILE *out, const xw_graph *graph, xw_text_reader *reader,
        uint32_t index)
{
    xw_gap_info info;
    xw_framework_info other;
    assert_int_equal(xw_graph_gap(graph, index, &info, NULL), XW_OK);
    assert_int_equal(xw_graph_framework(graph, info.other, &other, NULL),
                     XW_OK);
    fprintf(out, "gap");
    put_control(out, graph, info.control.i);
    fprintf(out, " in %s", other.id);
    put_set_name(out, graph, info.set);
    put_text(out, reader, "note", info.note);
    fputc('\n', out);
}

static void
put_scope(FILE *out, const xw_graph *graph, xw_scope id)
{
    xw_scope_info info;
    xw_framework_info framework;
    assert_int_equal(xw_graph_scope(graph, id, &info, NULL), XW_OK);
    assert_int_equal(
        xw_graph_framework(graph, info.framework, &framework, NULL), XW_OK);
    fprintf(out, "scope %s@%s", framework.id, info.id);
    for (size_t i = 0; i < info.count; ++i) {
        put_control(out, graph, info.members[i]);
    }
    fputc('\n', out);
}

static void
put_all(FILE *out, const xw_graph *graph, xw_text_reader *reader)
{
    xw_graph_stats stats;
    xw_graph_get_stats(graph, &stats);
    for (uint32_t i = 0; i < stats.frameworks; ++i) {
        put_framework(out, graph, (xw_framework){ i });
    }
    for (uint32_t i = 0; i < stats.controls; ++i) {
        put_control_line(out, graph, reader, (xw_control){ i });
    }
    for (uint32_t i = 0; i < stats.sets; ++i) {
        put_set(out, graph, (xw_set){ i });
    }
    for (uint32_t i = 0; i < stats.mappings; ++i) {
        put_mapping(out, graph, reader, (xw_mapping){ i });
    }
    for (uint32_t i = 0; i < stats.gaps; ++i) {
        put_gap(out, graph, reader, i);
    }
    for (uint32_t i = 0; i < stats.scopes; ++i) {
        put_scope(out, graph, (xw_scope){ i });
    }
}

char *
graph_text(const xw_graph *graph)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    xw_text_reader *reader = NULL;
    assert_non_null(out);
    assert_int_equal(xw_text_reader_new(graph, &reader, NULL), XW_OK);
    put_all(out, graph, reader);
    xw_text_reader_free(reader);
    assert_int_equal(fclose(out), 0);
    return text;
}

/* ---- Importing -------------------------------------------------------------- */

char *
import_text_with(xw_import_options options, const char *text, heard *h)
{
    xw_builder *builder = NULL;
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    options.size = sizeof options;
    options.diag = hear;
    options.payload = h;
    xw_import_reviewer reviewer = { .size = sizeof reviewer,
                                    .options = &options };
    assert_ok(xw_builder_new(&builder, &err), err);
    reviewer.builder = builder;
    char *out = NULL;
    if (!xw_import_bytes(builder, text, strlen(text), &options, NULL, &err)) {
        assert_ok(xw_builder_freeze(builder, xw_import_review, &reviewer,
                                    &graph, &err),
                  err);
        out = graph_text(graph);
    }
    xw_graph_free(graph);
    xw_builder_free(builder);
    return out;
}

char *
import_text(const char *name, const char *text, heard *h)
{
    return import_text_with((xw_import_options){ .source = name }, text, h);
}

void
assert_import(const char *name, const char *text, const char *wanted)
{
    heard h = { 0 };
    char *got = import_text(name, text, &h);
    assert_heard_nothing(&h);
    assert_non_null(got);
    assert_string_equal(got, wanted);
    free(got);
}

void
assert_bad(const char *name, const bad_document *documents, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        heard h = { 0 };
        free(import_text(name, documents[i].text, &h));
        assert_true(h.count >= 1);
        h.count = 1;
        assert_heard(&h, documents[i].heard);
    }
}

xw_status
import_text_once(void *state)
{
    const char *text = state;
    xw_builder *builder = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_builder_new(&builder, &err);
    if (!st) {
        st = xw_import_bytes(builder, text, strlen(text), NULL, NULL, &err);
    }
    assert_int_equal(err.status, st);
    xw_builder_free(builder);
    return st;
}

void
assert_import_says(const char *name, const char *text, const char *wanted)
{
    heard h = { 0 };
    char *got = import_text(name, text, &h);
    if (!got || !strstr(got, wanted)) {
        print_message("no '%s' in\n%s", wanted, got ? got : "nothing");
        fail();
    }
    free(got);
}
