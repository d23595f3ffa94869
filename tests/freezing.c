#include "freezing.h"

#include <xw/graph_file.h>

#include <stdlib.h>
#include <string.h>

int
new_freezing(void **state)
{
    freezing *f = calloc(1, sizeof *f);
    *state = f;
    return f ? (int)xw_builder_new(&f->builder, NULL) : -1;
}

int
free_freezing(void **state)
{
    freezing *f = *state;
    xw_graph_free(f->graph);
    xw_builder_free(f->builder);
    free(f);
    return 0;
}

static void
review(void *payload, const xw_review *review)
{
    static const char *const kinds[] = {
        [XW_REVIEW_IMPLIED_FRAMEWORK] = "implied framework",
        [XW_REVIEW_IMPLIED_CONTROLS] = "implied controls",
        [XW_REVIEW_DIFFERING_REPEATS] = "differing repeats",
        [XW_REVIEW_UNKNOWN_PARENT] = "unknown parent",
        [XW_REVIEW_PARENT_CYCLE] = "parent cycle",
        [XW_REVIEW_UNKNOWN_MEMBER] = "unknown member",
        [XW_REVIEW_SELF_MAPPING] = "self mapping",
    };
    freezing *f = payload;
    size_t len = strlen(f->reviewed);
    (void)snprintf(f->reviewed + len, sizeof f->reviewed - len,
                   "%s: %s:%s set=%s other=%s x%u at %u:%u\n",
                   kinds[review->kind], review->framework, review->control,
                   review->set, review->other, (unsigned)review->count,
                   (unsigned)review->at.line, (unsigned)review->at.column);
}

void
freeze(freezing *f)
{
    assert_ok(xw_builder_freeze(f->builder, review, f, &f->graph, &f->err),
              f->err);
    xw_builder_free(f->builder); /* the graph stands on its own */
    f->builder = NULL;
    assert_ok(xw_graph_verify(f->graph, &f->err), f->err);
}

void
assert_lines(const xw_graph *graph, const char *word, const char *wanted)
{
    char *text = graph_text(graph);
    char *kept = text;
    for (char *line = text; *line;) {
        size_t len = strcspn(line, "\n") + 1;
        if (strncmp(line, word, strlen(word)) == 0) {
            memmove(kept, line, len);
            kept += len;
        }
        line += len;
    }
    *kept = '\0';
    assert_string_equal(text, wanted);
    free(text);
}

/* ---- Filling ----------------------------------------------------------------- */

void
add_mappings(freezing *f, const sample_row *rows, size_t count)
{
    assert_ok(sample_map(f->builder, rows, count, &f->err), f->err);
}

void
declare_framework(freezing *f, const char *id)
{
    xw_builder_framework framework;
    const xw_framework_def def = { .size = sizeof def, .id = sample_text(id) };
    assert_ok(xw_builder_declare_framework(f->builder, &def, &framework, NULL,
                                           &f->err),
              f->err);
}

void
declare(freezing *f, const char *reference, const char *parent,
        xw_parent_kind kind)
{
    const char *colon = strchr(reference, ':');
    xw_builder_control control;
    xw_control_def def = { .size = sizeof def,
                           .id = sample_text(colon + 1),
                           .parent = sample_text(parent),
                           .parent_kind = kind,
                           .at = { 0, 1, 2 } };
    assert_ok(xw_builder_framework_of(
                  f->builder,
                  (xw_string){ reference, (size_t)(colon - reference) },
                  &def.framework, &f->err),
              f->err);
    assert_ok(
        xw_builder_declare_control(f->builder, &def, &control, NULL, &f->err),
        f->err);
}

void
add_gap(freezing *f, const char *control, const char *other, const char *set,
        const char *note)
{
    xw_builder_control of;
    xw_builder_framework framework;
    xw_builder_set by;
    assert_ok(sample_control(f->builder, control, &of, &f->err), f->err);
    assert_ok(xw_builder_framework_of(f->builder, sample_text(other),
                                      &framework, &f->err),
              f->err);
    assert_ok(xw_builder_set_of(f->builder, sample_text(set), &by, &f->err),
              f->err);
    assert_ok(xw_builder_add_gap(f->builder, of, framework, by,
                                 sample_text(note), &f->err),
              f->err);
}

void
declare_set(freezing *f, const char *id, xw_set_def def)
{
    xw_builder_set set;
    def.size = sizeof def;
    def.id = sample_text(id);
    assert_ok(xw_builder_declare_set(f->builder, &def, &set, NULL, &f->err),
              f->err);
}

xw_mapping_info
mapping(const freezing *f, uint32_t number)
{
    xw_mapping_info info = { 0 };
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_mapping(f->graph, (xw_mapping){ number }, &info, &err),
              err);
    return info;
}
