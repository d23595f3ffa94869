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
        text_printf(out, "nothing corresponds: %s [%s]",
                    document_string(gap, "note"), document_string(gap, "set"));
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
                    json_integer_value(json_object_get(row, "controls")));
    } else {
        answer_show_verdict(out, row);
    }
}

/* An open control stands further in than its heading. */
static void
show_control(struct text *out, const json_t *row)
{
    json_int_t depth = json_integer_value(json_object_get(row, "depth"));
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

/* ---- Rows ------------------------------------------------------------------- */

static void
add_row(json_t *rows, const json_t *want, json_t *item)
{
    json_t *row = json_object();
    document_set(row, "framework",
                 json_incref(json_object_get(want, "framework")));
    (void)json_object_update_missing(row, item);
    document_add(rows, row);
}

static json_t *
item_rows(const json_t *document)
{
    json_t *rows = json_array();
    size_t w = 0;
    const json_t *want = NULL;
    json_array_foreach(json_object_get(document, "want"), w, want)
    {
        size_t i = 0;
        json_t *item = NULL;
        json_array_foreach(json_object_get(want, "items"), i, item)
        {
            add_row(rows, want, item);
        }
    }
    return rows;
}

/* ---- For people ------------------------------------------------------------- */

static json_int_t
depth_of(const json_t *group)
{
    return json_integer_value(json_object_get(group, "depth"));
}

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
    while (g > 0 && depth_of(json_array_get(groups, g)) != depth) {
        --g;
    }
    return g;
}

/* Add a heading and those above it, but for what is there. */
static void
add_headings(json_t *rows, const json_t *want, size_t g, bool *said)
{
    const json_t *groups = json_object_get(want, "groups");
    json_int_t deepest = depth_of(json_array_get(groups, g));
    for (json_int_t depth = 0; depth <= deepest; ++depth) {
        size_t above = group_above(groups, g, depth);
        if (!said[above]) {
            add_row(rows, want, json_array_get(groups, above));
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
            depth = depth_of(json_array_get(groups, g)) + 1;
        }
        add_row(rows, want, item);
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
           document_string(want, "framework"),
           json_integer_value(json_object_get(want, "open")),
           json_integer_value(json_object_get(want, "controls")));
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
    json_int_t omitted =
        json_integer_value(json_object_get(document, "next_omitted"));
    if (!json_array_size(next)) {
        bool has_all =
            json_is_true(json_object_get(document, "accept_related"));
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
    json_t *rows = next ? json_incref(next) : item_rows(document);
    struct columns columns;
    (void)columns_choose(next ? next_columns : item_columns,
                         next ? (size_t)NEXT_COLUMNS : (size_t)ITEM_COLUMNS,
                         NULL, report_is_for_people(options), &columns);
    report_print(&(struct report){ document, rows, &columns, print_text },
                 options);
    columns_free(&columns);
    json_decref(rows);
}
