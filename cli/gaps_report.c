#include "gaps_report.h"

#include "answer.h"
#include "coverage_report.h"
#include "memory.h"
#include "proof.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Cells ------------------------------------------------------------------ */

static void
show_sources(struct text *out, const json_t *answers)
{
    size_t i = 0;
    const json_t *answer = NULL;
    json_array_foreach(answers, i, answer)
    {
        text_printf(out, "%s%s", i ? "; " : "",
                    document_string(answer, "source"));
    }
}

static void
show_closest(struct text *out, const json_t *row)
{
    show_sources(out, json_object_get(row, "closest"));
}

static void
show_candidates(struct text *out, const json_t *row)
{
    show_sources(out, json_object_get(row, "candidates"));
}

/* Of the best answer, or of the gap. */
static void
show_evidence(struct text *out, const json_t *row)
{
    const json_t *gap = json_object_get(row, "gap");
    const json_t *best = json_array_get(json_object_get(row, "closest"), 0);
    if (json_is_object(gap)) {
        coverage_show_gap(out, gap);
        return;
    }
    if (!best) {
        best = json_array_get(json_object_get(row, "candidates"), 0);
    }
    if (best) {
        proof_show(out, best);
    }
}

/* "3 of 4 open", of a heading; else the verdict. */
static void
show_state(struct text *out, const json_t *row)
{
    const json_t *open = json_object_get(row, "open");
    if (open) {
        text_printf(out, "%" JSON_INTEGER_FORMAT " of %" JSON_INTEGER_FORMAT,
                    json_integer_value(open),
                    document_integer(row, "controls"));
    } else {
        answer_show_verdict(out, row);
    }
}

/* An open control stands further in than its heading. */
static void
show_control(struct text *out, const json_t *row)
{
    json_int_t depth = document_integer(row, "depth");
    for (json_int_t i = 0; i < depth; ++i) {
        text_add(out, "\xC2\xA0"); /* plain blanks would be cut */
    }
    text_add(out, document_string(row, "control"));
}

static const struct column item_columns[] = {
    { .name = "framework" },
    { .name = "verdict",
      .heading = "OPEN",
      .look = LOOK_VERDICT,
      .show = show_state },
    { .name = "control", .heading = "WANTED", .show = show_control },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "group" },
    { .name = "basis" },
    { .name = "topic" },
    { .name = "disputed" },
    { .name = "closest",
      .heading = "CLOSEST TO HAND",
      .look = LOOK_LONG,
      .show = show_closest,
      .always_shown = true },
    { .name = "candidates",
      .heading = "CANDIDATES",
      .look = LOOK_LONG,
      .show = show_candidates,
      .always_shown = true },
    { .name = "evidence",
      .heading = "EVIDENCE",
      .look = LOOK_LONG,
      .show = show_evidence,
      .always_shown = true },
};

static const struct column next_columns[] = {
    { .name = "framework", .heading = "ADOPT" },
    { .name = "control", .heading = "CONTROL" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "closes", .heading = "CLOSES", .look = LOOK_NUMBER },
    { .name = "advances", .heading = "ADVANCES", .look = LOOK_NUMBER },
};

enum {
    ITEM_COLUMNS = sizeof item_columns / sizeof *item_columns,
    NEXT_COLUMNS = sizeof next_columns / sizeof *next_columns
};

/* ---- For people ------------------------------------------------------------- */

static size_t
find_group(const json_t *groups, const char *name)
{
    size_t g = 0;
    while (g < json_array_size(groups) &&
           strcmp(document_string(json_array_get(groups, g), "control"),
                  name) != 0) {
        ++g;
    }
    return g;
}

/* The last group up to `g` of that depth: the one that `g` is in. */
static size_t
group_above(const json_t *groups, size_t g, json_int_t depth)
{
    while (g > 0 &&
           document_integer(json_array_get(groups, g), "depth") != depth) {
        --g;
    }
    return g;
}

/* Add a heading and those above it, but for what is there. */
static void
add_headings(json_t *rows, const json_t *want, size_t g, bool *said)
{
    const json_t *groups = json_object_get(want, "groups");
    json_int_t deepest = document_integer(json_array_get(groups, g), "depth");
    for (json_int_t depth = 0; depth <= deepest; ++depth) {
        size_t above = group_above(groups, g, depth);
        if (!said[above]) {
            coverage_add_row(rows, want, json_array_get(groups, above));
            said[above] = true;
        }
    }
}

/* Open controls in document order, each after the headings above it. */
static json_t *
grouped_rows(const json_t *want)
{
    const json_t *groups = json_object_get(want, "groups");
    size_t count = json_array_size(groups);
    bool *said = memory_array(count + 1, sizeof *said);
    json_t *rows = json_array();
    size_t i = 0;
    json_t *item = NULL;
    json_array_foreach(json_object_get(want, "items"), i, item)
    {
        size_t g = find_group(groups, document_string(item, "group"));
        json_int_t depth = 0;
        if (g < count) {
            add_headings(rows, want, g, said);
            depth = document_integer(json_array_get(groups, g), "depth") + 1;
        }
        coverage_add_row(rows, want, item);
        document_set(json_array_get(rows, json_array_size(rows) - 1), "depth",
                     json_integer(depth));
    }
    free(said);
    return rows;
}

static void
print_want(const json_t *want, struct table_look look)
{
    json_t *rows = grouped_rows(want);
    printf("%s: %" JSON_INTEGER_FORMAT " of %" JSON_INTEGER_FORMAT " open\n",
           document_string(want, "framework"), document_integer(want, "open"),
           document_integer(want, "controls"));
    if (json_array_size(rows)) {
        (void)putchar('\n');
        report_print_rows(rows, item_columns, ITEM_COLUMNS, look);
    }
    json_decref(rows);
}

static void
print_next(const json_t *document, struct table_look look)
{
    const json_t *next = json_object_get(document, "next");
    json_int_t omitted = document_integer(document, "next_omitted");
    if (!json_array_size(next)) {
        bool has_all = document_flag(document, "accept_related");
        printf(
            "\nnothing else in the graph would close or advance any of it%s\n",
            has_all ? "" : " by stated mappings");
        return;
    }
    (void)putchar('\n');
    report_print_rows(next, next_columns, NEXT_COLUMNS, look);
    if (omitted) {
        printf("\n%" JSON_INTEGER_FORMAT " more left out by --limit\n",
               omitted);
    }
}

static void
print_text(const struct report *report, struct table_look look)
{
    size_t w = 0;
    const json_t *want = NULL;
    json_array_foreach(json_object_get(report->document, "want"), w, want)
    {
        if (w) {
            (void)putchar('\n');
        }
        print_want(want, look);
    }
    coverage_print_accepted(report->document);
    if (json_object_get(report->document, "next")) {
        print_next(report->document, look);
    }
}

void
gaps_report_print(json_t *document, const struct common_options *options)
{
    json_t *next = json_object_get(document, "next");
    json_t *rows =
        next ? json_incref(next) : coverage_rows(document, "items", NULL);
    report_print_columns((struct report){ document, rows, NULL, print_text },
                         next ? next_columns : item_columns,
                         next ? (size_t)NEXT_COLUMNS : (size_t)ITEM_COLUMNS,
                         options);
    json_decref(rows);
}
