#include "assess_report.h"

#include "firing.h"
#include "plain.h"
#include "proof.h"
#include "report.h"

#include <xw/assess.h>

#include <stdio.h>
#include <string.h>

/* ---- Cells ------------------------------------------------------------------ */

/* No framework id has a colon in it. */
static void
show_framework_id(struct text *out, const json_t *row)
{
    const char *control = document_string(row, "control");
    text_add_bytes(out, control, strcspn(control, ":"));
}

static void
show_control_id(struct text *out, const json_t *row)
{
    const char *control = document_string(row, "control");
    const char *colon = strchr(control, ':');
    text_add(out, colon ? colon + 1 : "");
}

static bool
is_result(const json_t *row, const char *key, xw_result result)
{
    return strcmp(document_string(row, key), xw_result_name(result)) == 0;
}

/* An interval in words. */
static void
show_known(struct text *out, const json_t *row)
{
    const char *lower = document_string(row, "lower");
    const char *upper = document_string(row, "upper");
    bool has_least = !is_result(row, "lower", XW_NON_COMPLIANT);
    bool has_most = !is_result(row, "upper", XW_COMPLIANT);
    if (strcmp(lower, upper) == 0) {
        text_add(out, lower);
    } else if (has_least && has_most) {
        text_add(out, "conflict");
    } else if (has_least) {
        text_add(out, "at least partial");
        text_add(out, document_flag(row, "topic") ? " (topic)" : "");
    } else {
        text_add(out, has_most ? "not fully" : "");
    }
}

static void
show_bound(struct text *out, const json_t *bound)
{
    const json_t *firings = json_object_get(bound, "firings");
    const json_t *walk = json_object_get(bound, "walk");
    if (firings) {
        firings_show(out, firings);
    } else if (!json_array_size(walk)) {
        text_add(out, "its own result");
    } else {
        text_printf(out, "%s %s ", document_string(bound, "source"),
                    document_string(bound, "result"));
        proof_show_walk(out, walk);
    }
}

/* One bound, or both where they differ in where they come from. */
static void
show_proof(struct text *out, const json_t *row)
{
    const json_t *proof = json_object_get(row, "proof");
    const json_t *first = json_array_get(proof, 0);
    const json_t *second = json_array_get(proof, 1);
    if (first) {
        show_bound(out, first);
    }
    if (second && !json_equal(json_object_get(first, "source"),
                              json_object_get(second, "source"))) {
        text_add(out, "; ");
        show_bound(out, second);
    }
}

/* That of an interval is not in its row, as it is no date of a result. */
static void
show_date(struct text *out, const json_t *row)
{
    const char *date = document_string(row, "date");
    const json_t *proof = json_array_get(json_object_get(row, "proof"), 0);
    text_add(out, *date ? date : document_string(proof, "date"));
}

/* ---- Columns ---------------------------------------------------------------- */

/* Of a results file. */
static const struct column file_columns[] = {
    { .name = "framework_id", .show = show_framework_id, .always_shown = true },
    { .name = "control_id", .show = show_control_id, .always_shown = true },
    { .name = "result" },
    { .name = "note" },
    { .name = "evidence" },
    { .name = "date" },
};

static const struct column result_columns[] = {
    { .name = "known", .heading = "RESULT", .show = show_known },
    { .name = "control", .heading = "CONTROL" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "date", .heading = "DATE", .show = show_date },
    { .name = "evidence", .heading = "EVIDENCE", .look = LOOK_LONG },
    { .name = "proof",
      .heading = "PROOF",
      .look = LOOK_LONG,
      .show = show_proof },
};

static const struct column diff_columns[] = {
    { .name = "change", .heading = "CHANGE" },
    { .name = "control", .heading = "CONTROL" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "existing", .heading = "EXISTING" },
    { .name = "known", .heading = "CARRIED", .show = show_known },
    { .name = "note", .heading = "NOTE", .look = LOOK_LONG },
};

static const struct column review_columns[] = {
    { .name = "source", .heading = "NOT APPLICABLE" },
    { .name = "note", .heading = "NOTE", .look = LOOK_LONG },
    { .name = "control", .heading = "REVIEW" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
};

enum {
    FILE_COLUMNS = sizeof file_columns / sizeof *file_columns,
    RESULT_COLUMNS = sizeof result_columns / sizeof *result_columns,
    DIFF_COLUMNS = sizeof diff_columns / sizeof *diff_columns,
    REVIEW_COLUMNS = sizeof review_columns / sizeof *review_columns
};

/* ---- Rows ------------------------------------------------------------------- */

static bool
is_known(const json_t *row)
{
    return !is_result(row, "lower", XW_NON_COMPLIANT) ||
           !is_result(row, "upper", XW_COMPLIANT);
}

static bool
is_a_change(const json_t *row)
{
    const char *change = document_string(row, "change");
    return strcmp(change, "keeps") != 0 && strcmp(change, "unknown") != 0;
}

static json_t *
rows_that(const json_t *all, bool (*test)(const json_t *row))
{
    json_t *rows = json_array();
    size_t i = 0;
    json_t *row = NULL;
    json_array_foreach(all, i, row)
    {
        if (test(row)) {
            document_add(rows, json_incref(row));
        }
    }
    return rows;
}

/* ---- For people ------------------------------------------------------------- */

/* "iso-42001-2023: 70 controls, 12 compliant, 3 at least partial, 55 open" */
static void
print_summary(const json_t *document)
{
    const json_t *results = json_object_get(document, "results");
    json_t *known = rows_that(results, is_known);
    size_t exact[XW_RESULT_COUNT] = { 0 };
    size_t i = 0;
    const json_t *row = NULL;
    size_t conflicts = json_array_size(json_object_get(document, "conflicts"));
    size_t said = 0;
    json_array_foreach(known, i, row)
    {
        for (unsigned r = XW_NON_COMPLIANT; r <= XW_COMPLIANT; ++r) {
            bool is = is_result(row, "lower", (xw_result)r) &&
                      is_result(row, "upper", (xw_result)r);
            exact[r] += is;
            said += is;
        }
    }
    struct text line = { 0 };
    text_add_count(&line, json_array_size(results), "control");
    report_add_count(&line, (json_int_t)exact[XW_COMPLIANT], "compliant");
    report_add_count(&line, (json_int_t)exact[XW_PARTIALLY_COMPLIANT],
                     "partially compliant");
    report_add_count(&line, (json_int_t)exact[XW_NON_COMPLIANT],
                     "non-compliant");
    report_add_count(&line, (json_int_t)conflicts, "in conflict");
    report_add_count(&line,
                     (json_int_t)(json_array_size(known) - said - conflicts),
                     "known in part");
    report_add_count(
        &line, (json_int_t)(json_array_size(results) - json_array_size(known)),
        "unknown");
    puts(text_get(&line));
    text_free(&line);
    json_decref(known);
}

static void
print_accepted(const json_t *document)
{
    if (document_flag(document, "accept_topic")) {
        puts("mappings of topics are taken for mappings of requirements");
    }
    if (document_flag(document, "accept_related")) {
        puts("unlabelled mappings are taken for stated overlaps");
    }
}

static void
print_text(const struct report *report, struct table_look look)
{
    const json_t *document = report->document;
    const json_t *diff = json_object_get(document, "diff");
    const json_t *review = json_object_get(document, "review");
    json_t *rows =
        diff ? rows_that(diff, is_a_change)
             : rows_that(json_object_get(document, "results"), is_known);
    print_summary(document);
    print_accepted(document);
    if (json_array_size(rows)) {
        (void)putchar('\n');
        report_print_rows(rows, diff ? diff_columns : result_columns,
                          diff ? (size_t)DIFF_COLUMNS : (size_t)RESULT_COLUMNS,
                          look);
    } else if (diff) {
        puts("nothing would change");
    }
    if (json_array_size(review)) {
        (void)putchar('\n');
        report_print_rows(review, review_columns, REVIEW_COLUMNS, look);
    }
    json_decref(rows);
}

/* ---- Choosing what to print ------------------------------------------------- */

void
assess_report_print(json_t *document, const struct common_options *options)
{
    json_t *diff = json_object_get(document, "diff");
    json_t *all = diff ? diff : json_object_get(document, "results");
    bool for_people = report_is_for_people(options);
    json_t *rows = for_people ? rows_that(all, diff ? is_a_change : is_known)
                              : json_incref(all);
    const struct column *table = !for_people ? file_columns
                                 : diff      ? diff_columns
                                             : result_columns;
    size_t count = !for_people ? (size_t)FILE_COLUMNS
                   : diff      ? (size_t)DIFF_COLUMNS
                               : (size_t)RESULT_COLUMNS;
    report_print_columns((struct report){ document, rows, NULL, print_text },
                         table, count, options);
    json_decref(rows);
}
