#include "coverage_report.h"

#include "answer.h"
#include "firing.h"
#include "output.h"
#include "proof.h"
#include "report.h"

#include <stdio.h>
#include <string.h>

/* ---- Cells ------------------------------------------------------------------ */

void
coverage_show_share(struct text *out, const json_t *share)
{
    if (json_is_number(share)) {
        text_printf(out, "%.1f%%", 100 * json_number_value(share));
    } else {
        text_add(out, "-");
    }
}

static void
show_full_share(struct text *out, const json_t *row)
{
    coverage_show_share(out, json_object_get(row, "full_share"));
}

static void
show_reachable_share(struct text *out, const json_t *row)
{
    coverage_show_share(out, json_object_get(row, "reachable_share"));
}

static void
show_mapped_share(struct text *out, const json_t *row)
{
    coverage_show_share(out, json_object_get(row, "mapped_share"));
}

/* A table leaves out a column in which nothing stands. */
static void
show_count(struct text *out, const json_t *row, const char *key)
{
    json_int_t count = document_integer(row, key);
    if (count) {
        text_printf(out, "%" JSON_INTEGER_FORMAT, count);
    }
}

static void
show_full_topic(struct text *out, const json_t *row)
{
    show_count(out, row, "full_topic");
}

static void
show_partial_related(struct text *out, const json_t *row)
{
    show_count(out, row, "partial_related");
}

static void
show_conflict(struct text *out, const json_t *row)
{
    show_count(out, row, "conflict");
}

static void
show_gap(struct text *out, const json_t *row)
{
    show_count(out, row, "gap");
}

static void
show_none(struct text *out, const json_t *row)
{
    show_count(out, row, "none");
}

/* A heading, as far in as it lies deep. */
static void
show_group(struct text *out, const json_t *row)
{
    json_int_t depth = document_integer(row, "depth");
    for (json_int_t i = 0; i < depth; ++i) {
        text_add(out, "\xC2\xA0\xC2\xA0"); /* plain blanks would be cut */
    }
    text_printf(out, "%s %s", document_string(row, "control"),
                document_string(row, "title"));
}

void
coverage_show_gap(struct text *out, const json_t *gap)
{
    text_printf(out, "nothing corresponds: %s [%s]",
                document_string(gap, "note"), document_string(gap, "set"));
}

static void
show_proof(struct text *out, const json_t *row)
{
    const json_t *firings = json_object_get(row, "firings");
    const json_t *gap = json_object_get(row, "gap");
    if (document_flag(row, "held")) {
        text_add(out, "held itself");
    } else if (firings) {
        firings_show(out, firings);
    } else if (json_array_size(json_object_get(row, "proof"))) {
        proof_show(out, row);
    } else if (json_is_object(gap)) {
        coverage_show_gap(out, gap);
    }
}

static void
show_relation(struct text *out, const json_t *row)
{
    if (json_is_array(json_object_get(row, "relation"))) {
        proof_show_relation(out, row);
    }
}

static void
show_gap_set(struct text *out, const json_t *row)
{
    text_add(out, document_string(json_object_get(row, "gap"), "set"));
}

void
coverage_say_what_is_empty(const json_t *document)
{
    size_t i = 0;
    const json_t *want = NULL;
    json_array_foreach(json_object_get(document, "want"), i, want)
    {
        if (!document_integer(want, "controls")) {
            output_note("%s: no control of it is assessable and not withdrawn",
                        document_string(want, "framework"));
        }
    }
}

/* ---- Columns ---------------------------------------------------------------- */

static const struct column want_columns[] = {
    { .name = "framework", .heading = "WANTED" },
};

static const struct column group_columns[] = {
    { .name = "framework" },
    { .name = "control",
      .heading = "GROUP",
      .look = LOOK_LONG,
      .show = show_group },
    { .name = "title" },
    { .name = "depth" },
};

/* Those of both, after their own. */
static const struct column count_columns[] = {
    { .name = "controls", .heading = "CONTROLS", .look = LOOK_NUMBER },
    { .name = "full_share",
      .heading = "IN FULL",
      .look = LOOK_NUMBER,
      .show = show_full_share },
    { .name = "reachable_share",
      .heading = "REACHABLE",
      .look = LOOK_NUMBER,
      .show = show_reachable_share },
    { .name = "mapped_share",
      .heading = "MAPPED",
      .look = LOOK_NUMBER,
      .show = show_mapped_share },
    { .name = "full", .heading = "full", .look = LOOK_NUMBER },
    { .name = "full_topic",
      .heading = "topic",
      .look = LOOK_NUMBER,
      .show = show_full_topic },
    { .name = "partial", .heading = "partial", .look = LOOK_NUMBER },
    { .name = "partial_related",
      .heading = "related",
      .look = LOOK_NUMBER,
      .show = show_partial_related },
    { .name = "conflict",
      .heading = "conflict",
      .look = LOOK_NUMBER,
      .show = show_conflict },
    { .name = "gap", .heading = "gap", .look = LOOK_NUMBER, .show = show_gap },
    { .name = "candidate", .heading = "candidate", .look = LOOK_NUMBER },
    { .name = "none",
      .heading = "none",
      .look = LOOK_NUMBER,
      .show = show_none },
    { .name = "unmapped", .heading = "unmapped", .look = LOOK_NUMBER },
    { .name = "full_related", .look = LOOK_NUMBER },
    { .name = "full_disputed", .look = LOOK_NUMBER },
    { .name = "full_joint", .look = LOOK_NUMBER },
    { .name = "full_counted", .look = LOOK_NUMBER },
};

static const struct column item_columns[] = {
    { .name = "framework" },
    { .name = "verdict",
      .heading = "VERDICT",
      .look = LOOK_VERDICT,
      .show = answer_show_verdict },
    { .name = "control", .heading = "WANTED" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "source", .heading = "BY" },
    { .name = "relation",
      .heading = "RELATION",
      .look = LOOK_LONG,
      .show = show_relation },
    { .name = "basis" },
    { .name = "topic" },
    { .name = "joint" },
    { .name = "disputed" },
    { .name = "held" },
    { .name = "counts" },
    { .name = "gap", .show = show_gap_set, .always_shown = true },
    { .name = "strength", .heading = "STRENGTH", .look = LOOK_NUMBER },
    { .name = "hops", .heading = "HOPS", .look = LOOK_NUMBER },
    { .name = "score", .look = LOOK_NUMBER },
    { .name = "proof",
      .heading = "EVIDENCE",
      .look = LOOK_LONG,
      .show = show_proof,
      .always_shown = true },
};

enum {
    WANT_COLUMNS = sizeof want_columns / sizeof *want_columns,
    GROUP_COLUMNS = sizeof group_columns / sizeof *group_columns,
    COUNT_COLUMNS = sizeof count_columns / sizeof *count_columns,
    ITEM_COLUMNS = sizeof item_columns / sizeof *item_columns,
    COLUMNS_MOST = GROUP_COLUMNS + COUNT_COLUMNS
};
_Static_assert((int)ITEM_COLUMNS <= (int)COLUMNS_MOST, "the most there are");

void
coverage_print_accepted(const json_t *document)
{
    if (document_flag(document, "accept_topic")) {
        puts("counted in full as well: what is full as to its topic only");
    }
    if (document_flag(document, "accept_related")) {
        puts("counted in full as well: what rests on unlabelled mappings");
    }
}

/* What a table can have a row for. */
static const struct kind {
    const char *key; /* of an array in each of `want`; NULL: these */
    const struct column *columns; /* [column_count] */
    size_t column_count;
    bool has_counts;
} kinds[] = {
    { NULL, want_columns, WANT_COLUMNS, true },
    { "groups", group_columns, GROUP_COLUMNS, true },
    { "items", item_columns, ITEM_COLUMNS, false },
};

enum { WANTS, GROUPS, ITEMS };

static size_t
columns_of(const struct kind *kind, struct column *out)
{
    memcpy(out, kind->columns, kind->column_count * sizeof *out);
    if (!kind->has_counts) {
        return kind->column_count;
    }
    memcpy(out + kind->column_count, count_columns, sizeof count_columns);
    return kind->column_count + COUNT_COLUMNS;
}

/* ---- Rows ------------------------------------------------------------------- */

void
coverage_add_row(json_t *rows, const json_t *want, json_t *part)
{
    json_t *row = json_object();
    document_set(row, "framework",
                 json_incref(json_object_get(want, "framework")));
    (void)json_object_update_missing(row, part);
    document_add(rows, row);
}

json_t *
coverage_rows(const json_t *document, const char *key, const json_t *only)
{
    json_t *rows = json_array();
    size_t w = 0;
    const json_t *want = NULL;
    json_array_foreach(json_object_get(document, "want"), w, want)
    {
        size_t i = 0;
        json_t *part = NULL;
        if (only && want != only) {
            continue;
        }
        json_array_foreach(json_object_get(want, key), i, part)
        {
            coverage_add_row(rows, want, part);
        }
    }
    return rows;
}

/* ---- For people ------------------------------------------------------------- */

/* What the count of full hides. */
static void
print_marks(const json_t *want)
{
    struct text marks = { 0 };
    report_add_count(&marks, document_integer(want, "full_related"),
                     "by unlabelled mappings");
    report_add_count(&marks, document_integer(want, "full_disputed"),
                     "disputed");
    report_add_count(&marks, document_integer(want, "full_joint"),
                     "by several controls together");
    if (marks.len) {
        printf(
            "%s: of full and topic, %s; counted in FULL: %" JSON_INTEGER_FORMAT
            "\n",
            document_string(want, "framework"), text_get(&marks),
            document_integer(want, "full_counted"));
    }
    text_free(&marks);
}

static void
print_rows(const json_t *rows, const struct kind *kind, struct table_look look)
{
    struct column all[COLUMNS_MOST];
    report_print_rows(rows, all, columns_of(kind, all), look);
}

static void
print_parts(const json_t *document, const struct kind *kind,
            struct table_look look)
{
    size_t w = 0;
    const json_t *want = NULL;
    json_array_foreach(json_object_get(document, "want"), w, want)
    {
        json_t *rows = coverage_rows(document, kind->key, want);
        if (json_array_size(rows)) {
            (void)putchar('\n');
            print_rows(rows, kind, look);
        }
        json_decref(rows);
    }
}

static void
print_text(const struct report *report, struct table_look look)
{
    const json_t *wants = json_object_get(report->document, "want");
    const json_t *first = json_array_get(wants, 0);
    const json_t *item = json_array_get(json_object_get(first, "items"), 0);
    size_t w = 0;
    const json_t *want = NULL;
    print_rows(wants, &kinds[WANTS], look);
    json_array_foreach(wants, w, want)
    {
        print_marks(want);
    }
    coverage_print_accepted(report->document);
    if (json_object_get(first, "groups")) {
        print_parts(report->document, &kinds[GROUPS], look);
    }
    if (json_object_get(item, "proof")) {
        print_parts(report->document, &kinds[ITEMS], look);
    }
}

void
coverage_report_print(json_t *document, bool by_group, bool detail,
                      const struct common_options *options)
{
    const struct kind *kind = &kinds[detail     ? ITEMS
                                     : by_group ? GROUPS
                                                : WANTS];
    json_t *rows = kind->key ? coverage_rows(document, kind->key, NULL)
                             : json_incref(json_object_get(document, "want"));
    struct column all[COLUMNS_MOST];
    report_print_columns((struct report){ document, rows, NULL, print_text },
                         all, columns_of(kind, all), options);
    json_decref(rows);
}
