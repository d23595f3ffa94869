#include "map_report.h"

#include "answer.h"
#include "plain.h"
#include "proof.h"
#include "report.h"

#include <stdio.h>
#include <string.h>

static void
show_against(struct text *out, const json_t *row)
{
    proof_show_walk(out, json_object_get(row, "against"));
}

static void
show_score(struct text *out, const json_t *row)
{
    const json_t *score = json_object_get(row, "score");
    if (json_is_real(score)) {
        text_printf(out, "%.2f", json_real_value(score));
    }
}

static const struct column all_columns[] = {
    { .name = "verdict",
      .heading = "VERDICT",
      .look = LOOK_VERDICT,
      .show = answer_show_verdict },
    { .name = "source", .heading = "SOURCE" },
    { .name = "target", .heading = "TARGET" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "framework" },
    { .name = "relation",
      .heading = "RELATION",
      .look = LOOK_LONG,
      .show = proof_show_relation },
    { .name = "full_possible" },
    { .name = "basis" },
    { .name = "topic" },
    { .name = "joint" },
    { .name = "disputed" },
    { .name = "strength", .heading = "STRENGTH", .look = LOOK_NUMBER },
    { .name = "hops", .heading = "HOPS", .look = LOOK_NUMBER },
    { .name = "score",
      .heading = "SCORE",
      .look = LOOK_NUMBER,
      .show = show_score },
    { .name = "proof",
      .heading = "EVIDENCE",
      .look = LOOK_LONG,
      .show = proof_show,
      .always_shown = true },
    { .name = "against",
      .look = LOOK_LONG,
      .show = show_against,
      .always_shown = true },
};

enum { COLUMN_COUNT = sizeof all_columns / sizeof *all_columns };

/* ---- Rows ----------------------------------------------------------------- */

static const char *
asked_end(const json_t *document)
{
    return json_object_get(document, "to") ? "source" : "target";
}

/* Results know one end of the pair; the other is that of the document. */
static void
add_rows(json_t *rows, const json_t *document)
{
    const char *end = asked_end(document);
    size_t i = 0;
    json_t *result = NULL;
    json_array_foreach(json_object_get(document, "results"), i, result)
    {
        json_t *row = json_object();
        document_set(row, end, json_incref(json_object_get(document, end)));
        (void)json_object_update_missing(row, result);
        document_add(rows, row);
    }
}

static json_t *
all_rows(const json_t *documents)
{
    json_t *rows = json_array();
    size_t i = 0;
    const json_t *document = NULL;
    json_array_foreach(documents, i, document)
    {
        add_rows(rows, document);
    }
    return rows;
}

/* ---- For people ----------------------------------------------------------- */

static void
write_gap(struct text *line, const json_t *gap)
{
    const char *note = document_string(gap, "note");
    text_printf(line, "; %s says nothing there corresponds",
                document_string(gap, "set"));
    if (*note) {
        text_printf(line, ": %s", note);
    }
}

/* "eu-ai-act: partial; 12 candidates left out by --limit" */
static void
print_summary(const json_t *entry)
{
    struct text line = { 0 };
    json_int_t omitted = document_integer(entry, "omitted");
    const json_t *gap = json_object_get(entry, "gap");
    text_printf(&line, "%s: ", document_string(entry, "framework"));
    answer_show_verdict(&line, entry);
    if (json_is_object(gap)) {
        write_gap(&line, gap);
    }
    if (omitted) {
        text_add(&line, "; ");
        text_add_count(&line, (uint64_t)omitted, "candidate");
        text_add(&line, " left out by --limit");
    }
    plain_print(&line);
    text_free(&line);
}

static void
print_heading(const json_t *document)
{
    struct text line = { 0 };
    text_printf(&line, "%s  %s", document_string(document, asked_end(document)),
                document_string(document, "title"));
    plain_print(&line);
    text_free(&line);
}

static void
print_document(const json_t *document, const struct columns *columns,
               struct table_look look)
{
    json_t *rows = json_array();
    add_rows(rows, document);
    print_heading(document);
    (void)putchar('\n');
    if (json_array_size(rows)) {
        table_print(rows, columns, look);
        (void)putchar('\n');
    }
    size_t i = 0;
    const json_t *entry = NULL;
    json_array_foreach(json_object_get(document, "frameworks"), i, entry)
    {
        print_summary(entry);
    }
    json_decref(rows);
}

static void
print_text(const struct report *report, struct table_look look)
{
    if (json_is_object(report->document)) {
        print_document(report->document, report->columns, look);
        return;
    }
    size_t i = 0;
    const json_t *document = NULL;
    json_array_foreach(report->document, i, document)
    {
        if (i) {
            (void)putchar('\n');
        }
        print_document(document, report->columns, look);
    }
}

/* ---- Choosing what to print ----------------------------------------------- */

bool
map_report_has_fields(const struct string_list *fields)
{
    struct columns columns;
    bool is_fine =
        columns_choose(all_columns, COLUMN_COUNT, fields, true, &columns);
    columns_free(&columns);
    return is_fine;
}

/* A table stands under the control asked after, which need not be in each of
 * its lines. */
static void
hide_asked_end(struct column *columns, const json_t *documents)
{
    const char *end = asked_end(json_array_get(documents, 0));
    for (size_t c = 0; c < COLUMN_COUNT; ++c) {
        if (strcmp(columns[c].name, end) == 0) {
            columns[c].heading = NULL;
        }
    }
}

void
map_report_print(json_t *documents, const struct string_list *fields,
                 const struct common_options *options)
{
    struct column own[COLUMN_COUNT];
    struct columns columns;
    memcpy(own, all_columns, sizeof own);
    if (options->format == FORMAT_TABLE) {
        hide_asked_end(own, documents);
    }
    (void)columns_choose(own, COLUMN_COUNT, fields,
                         report_is_for_people(options), &columns);
    bool is_one = json_array_size(documents) == 1;
    json_t *rows = all_rows(documents);
    report_print(
        &(struct report){ is_one ? json_array_get(documents, 0) : documents,
                          rows, &columns, print_text },
        options);
    json_decref(rows);
    columns_free(&columns);
}
