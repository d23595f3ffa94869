#include "plan_report.h"

#include "output.h"
#include "plain.h"
#include "plan_rows.h"
#include "proof.h"

#include <stdio.h>
#include <string.h>

/* ---- Cells ---------------------------------------------------------------------- */

static json_int_t
integer(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

/* With as many digits as a cost has. */
static void
add_number(struct text *out, double number)
{
    text_printf(out, "%.6f", number);
    size_t len = out->len;
    while (out->bytes[len - 1] == '0') {
        --len;
    }
    text_cut(out, len - (out->bytes[len - 1] == '.'));
}

void
plan_report_list(struct text *out, const json_t *array)
{
    size_t i = 0;
    const json_t *value = NULL;
    json_array_foreach(array, i, value)
    {
        text_printf(out, "%s%s", i ? ", " : "", json_string_value(value));
    }
}

/* Whether what a heading should name is named after one of its tests. */
static bool
is_one_of_its_own(const json_t *session)
{
    size_t i = 0;
    const json_t *item = NULL;
    const char *control = document_string(session, "control");
    bool is_heading = strcmp(document_string(session, "theme"), "heading") == 0;
    json_array_foreach(json_object_get(session, "items"), i, item)
    {
        if (is_heading && strcmp(json_string_value(item), control) == 0) {
            return true;
        }
    }
    return false;
}

void
plan_report_subject(struct text *out, const json_t *session)
{
    const char *clause = document_string(session, "clause");
    const char *control = document_string(session, "control");
    const char *colon = strchr(control, ':');
    const char *id = *clause ? clause : colon ? colon + 1 : control;
    text_printf(out, "%s %s", id, document_string(session, "title"));
    if (is_one_of_its_own(session)) {
        text_add(out, " and others");
    }
    if (integer(session, "parts") > 1) {
        text_printf(out, " (%d of %d)", (int)integer(session, "part"),
                    (int)integer(session, "parts"));
    }
}

static void
show_when(struct text *out, const json_t *row)
{
    const char *date = document_string(row, "date");
    if (*date) {
        text_add(out, date);
    } else if (integer(row, "month")) {
        text_printf(out, "month %d, day %d", (int)integer(row, "month"),
                    (int)integer(row, "day"));
    } else {
        text_add(out, "no room");
    }
}

static void
show_time(struct text *out, const json_t *row)
{
    const char *begin = document_string(row, "begin");
    if (*begin) {
        text_printf(out, "%s-%s", begin, document_string(row, "end"));
    }
}

static void
show_cost(struct text *out, const json_t *row)
{
    add_number(out, json_number_value(json_object_get(row, "cost")));
}

static void
show_test_count(struct text *out, const json_t *row)
{
    text_printf(out, "%zu", json_array_size(json_object_get(row, "items")));
}

/* "all 5", as is wanted most. */
static void
show_frameworks(struct text *out, const json_t *row)
{
    const json_t *frameworks = json_object_get(row, "frameworks");
    if (json_is_true(json_object_get(row, "is_for_all"))) {
        text_printf(out, "all %zu", json_array_size(frameworks));
    } else {
        plan_report_list(out, frameworks);
    }
}

static void
show_covers(struct text *out, const json_t *row)
{
    plan_report_list(out, json_object_get(row, "covers"));
}

static void
show_session_subject(struct text *out, const json_t *row)
{
    plan_report_subject(out, json_object_get(row, "of"));
}

static void
show_by(struct text *out, const json_t *row)
{
    const char *joint =
        json_is_true(json_object_get(row, "joint")) ? " together" : "";
    plan_report_list(out, json_object_get(row, "by"));
    text_add(out, joint);
    if (json_is_true(json_object_get(row, "settled"))) {
        text_add(out, " (compliant)");
    }
}

static void
show_proof(struct text *out, const json_t *row)
{
    proof_show_walk(out, json_object_get(row, "proof"));
}

static const struct column session_columns[] = {
    { .name = "date", .heading = "WHEN", .show = show_when },
    { .name = "begin", .heading = "TIME", .show = show_time },
    { .name = "session", .heading = "SESSION" },
    { .name = "items",
      .heading = "TESTS",
      .look = LOOK_NUMBER,
      .show = show_test_count },
    { .name = "title",
      .heading = "SUBJECT",
      .look = LOOK_LONG,
      .show = plan_report_subject },
    { .name = "frameworks",
      .heading = "FOR",
      .look = LOOK_LONG,
      .show = show_frameworks },
    { .name = "cost",
      .heading = "COST",
      .look = LOOK_NUMBER,
      .show = show_cost },
};

static const struct column item_columns[] = {
    { .name = "session", .heading = "SESSION" },
    { .name = "subject",
      .heading = "SUBJECT",
      .look = LOOK_LONG,
      .show = show_session_subject,
      .always_shown = true },
    { .name = "month" },
    { .name = "day" },
    { .name = "date", .heading = "WHEN", .show = show_when },
    { .name = "begin" },
    { .name = "end" },
    { .name = "control", .heading = "TEST" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "cost",
      .heading = "COST",
      .look = LOOK_NUMBER,
      .show = show_cost,
      .always_shown = true },
    { .name = "covers",
      .heading = "COVERS",
      .look = LOOK_LONG,
      .show = show_covers,
      .always_shown = true },
};

static const struct column spared_columns[] = {
    { .name = "control", .heading = "NEEDS NO TEST" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "by", .heading = "TESTED BY", .show = show_by },
    { .name = "proof",
      .heading = "EVIDENCE",
      .look = LOOK_LONG,
      .show = show_proof },
};

enum {
    SESSION_COLUMNS = sizeof session_columns / sizeof *session_columns,
    ITEM_COLUMNS = sizeof item_columns / sizeof *item_columns,
    SPARED_COLUMNS = sizeof spared_columns / sizeof *spared_columns
};

/* Whether tests cost what they count. */
static bool
is_cost_plain(const json_t *document)
{
    return json_number_value(json_object_get(document, "total")) ==
           (double)json_array_size(json_object_get(document, "items"));
}

/* ---- For people --------------------------------------------------------------------- */

static void
print_line(struct text *line)
{
    plain_make(line);
    puts(text_get(line));
    text_clear(line);
}

static void
print_saving(const char *what, double together, double apart)
{
    struct text cells[3] = { { 0 }, { 0 }, { 0 } };
    add_number(&cells[0], together);
    add_number(&cells[1], apart);
    add_number(&cells[2], apart - together);
    printf("%-8s  %8s  %10s  %5s  (%.0f %%)\n", what, text_get(&cells[0]),
           text_get(&cells[1]), text_get(&cells[2]),
           apart > 0 ? 100 * (apart - together) / apart : 0.0);
    for (size_t i = 0; i < 3; ++i) {
        text_free(&cells[i]);
    }
}

static void
print_bound(const json_t *document, struct text *line)
{
    if (json_is_true(json_object_get(document, "exact"))) {
        text_add(line, "no choice of tests costs less");
    } else {
        text_add(line, "any choice of tests costs at least ");
        add_number(line,
                   json_number_value(json_object_get(document, "lower_bound")));
    }
    print_line(line);
}

static void
print_title(const json_t *document, struct text *line)
{
    text_add(line, "audit plan for ");
    plan_report_list(line, json_object_get(document, "for"));
    print_line(line);
    (void)putchar('\n');
}

static void
print_totals(const json_t *document, struct text *line)
{
    puts("          together  separately  saved");
    print_saving("tests",
                 (double)json_array_size(json_object_get(document, "items")),
                 (double)integer(document, "separate_items"));
    print_saving("sessions",
                 (double)json_array_size(json_object_get(document, "sessions")),
                 (double)integer(document, "separate_sessions"));
    print_saving(
        "cost", json_number_value(json_object_get(document, "total")),
        json_number_value(json_object_get(document, "separate_total")));
    print_bound(document, line);
}

static void
add_part(struct text *line, json_int_t count, const char *words)
{
    if (count) {
        text_printf(line, "%s%" JSON_INTEGER_FORMAT " %s",
                    line->len ? ", " : "", count, words);
    }
}

/* What results have taken out of the plan. */
static void
print_results(const json_t *document, struct text *line)
{
    bool is_carried = json_is_true(json_object_get(document, "carry"));
    json_int_t settled = integer(document, "settled");
    add_part(line, integer(document, "compliant"), "compliant");
    add_part(line, integer(document, "not_applicable"), "not applicable");
    if (is_carried) {
        add_part(line, settled, "satisfied by what is compliant");
    }
    if (line->len) {
        text_printf(line,
                    " of %" JSON_INTEGER_FORMAT
                    " requirements left out by results",
                    integer(document, "requirements"));
        print_line(line);
    }
    if (settled && !is_carried) {
        text_add_count(line, (uint64_t)settled, "requirement");
        text_printf(line,
                    " more %s satisfied by what is compliant: --carry "
                    "leaves %s out",
                    settled == 1 ? "is" : "are", settled == 1 ? "it" : "them");
        print_line(line);
    }
}

static void
print_accepted(const json_t *document)
{
    bool topic = json_is_true(json_object_get(document, "accept_topic"));
    bool related = json_is_true(json_object_get(document, "accept_related"));
    if (topic || related) {
        printf("accepted as full: %s%s%s\n", topic ? "claims of topics" : "",
               topic && related ? ", " : "",
               related ? "unlabelled mappings" : "");
    }
}

static void
print_times(const json_t *estimate, struct text *line)
{
    size_t i = 0;
    const json_t *time = NULL;
    json_array_foreach(json_object_get(estimate, "audit_times"), i, time)
    {
        text_printf(line, "%s%s ", i ? " + " : "",
                    document_string(time, "framework"));
        add_number(line, json_number_value(json_object_get(time, "days")));
    }
    text_add(line, " = ");
    add_number(line, json_number_value(json_object_get(estimate, "sum")));
    print_line(line);
}

static void
print_estimate(const json_t *document, struct text *line)
{
    const json_t *estimate = json_object_get(document, "estimate");
    bool is_given =
        strcmp(document_string(estimate, "integration_from"), "option") == 0;
    if (!json_is_object(estimate)) {
        return;
    }
    text_add(line, "estimate of audit time after IAF MD 11: ");
    add_number(line, json_number_value(json_object_get(estimate, "days")));
    text_add(line, " days");
    print_line(line);
    text_add(line, "  ");
    print_times(estimate, line);
    text_add(line, "  less ");
    add_number(line, json_number_value(json_object_get(estimate, "reduction")));
    text_printf(line,
                " %%, of at most %d %%: system integrated to %d %% (%s), "
                "auditors able to %d %%",
                (int)integer(estimate, "reduction_most"),
                (int)integer(estimate, "integration"),
                is_given ? "as given" : "the share of tests in shared sessions",
                (int)integer(estimate, "ability"));
    print_line(line);
}

static void
print_schedule(const json_t *document, struct text *line)
{
    const json_t *schedule = json_object_get(document, "schedule");
    text_add_count(line, (uint64_t)integer(schedule, "days"), "audit day");
    text_add(line, " in ");
    text_add_count(line, (uint64_t)integer(schedule, "months"), "month");
    text_add(line, "; room of a month: ");
    add_number(line,
               json_number_value(json_object_get(schedule, "month_capacity")));
    text_add(line, ", of a day: ");
    add_number(line,
               json_number_value(json_object_get(schedule, "day_capacity")));
    text_add(line, ", of a session: ");
    add_number(line,
               json_number_value(json_object_get(schedule, "session_most")));
    print_line(line);
}

static void
print_rows(const json_t *rows, const struct column *all, size_t count,
           struct table_look look)
{
    struct columns columns;
    if (json_array_size(rows)) {
        (void)columns_choose(all, count, NULL, true, &columns);
        (void)putchar('\n');
        table_print(rows, &columns, look);
        columns_free(&columns);
    }
}

static void
print_text(const struct report *report, struct table_look look)
{
    struct text line = { 0 };
    const json_t *document = report->document;
    bool has_tests = json_array_size(report->rows);
    print_title(document, &line);
    if (has_tests) {
        print_totals(document, &line);
    }
    print_results(document, &line);
    print_accepted(document);
    if (has_tests) {
        print_schedule(document, &line);
        print_estimate(document, &line);
        (void)putchar('\n');
        table_print(report->rows, report->columns, look);
    }
    print_rows(json_object_get(document, "spared"), spared_columns,
               SPARED_COLUMNS, look);
    text_free(&line);
}

void
plan_report_print(const json_t *document, bool detail,
                  const struct common_options *options)
{
    bool is_for_people = report_is_for_people(options);
    bool has_items = detail || !is_for_people;
    json_t *rows = has_items ? plan_rows_of_items(document)
                             : plan_rows_of_sessions(document);
    size_t session_count = SESSION_COLUMNS - is_cost_plain(document);
    struct columns columns;
    (void)columns_choose(has_items ? item_columns : session_columns,
                         has_items ? ITEM_COLUMNS : session_count, NULL,
                         is_for_people, &columns);
    report_print(&(struct report){ document, rows, &columns, print_text },
                 options);
    columns_free(&columns);
    json_decref(rows);
}

/* ---- Oddities ------------------------------------------------------------------------ */

static void
say_no_room(const json_t *document)
{
    const json_t *schedule = json_object_get(document, "schedule");
    json_int_t unscheduled = integer(schedule, "unscheduled");
    struct text least = { 0 };
    if (unscheduled) {
        add_number(&least, json_number_value(
                               json_object_get(schedule, "least_capacity")));
        output_note("no room for %d of %zu sessions in %d months",
                    (int)unscheduled,
                    json_array_size(json_object_get(document, "sessions")),
                    (int)integer(schedule, "months"));
        output_hint("--capacity %s has room for all", text_get(&least));
    }
    text_free(&least);
}

void
plan_report_say_oddities(const json_t *document)
{
    json_int_t requirements = integer(document, "requirements");
    if (!requirements) {
        output_note("nothing to plan: no control asked for is assessable and "
                    "not withdrawn");
    } else if (!json_array_size(json_object_get(document, "items"))) {
        output_note("nothing is left to test: results settle all that is asked "
                    "for");
    }
    say_no_room(document);
}
