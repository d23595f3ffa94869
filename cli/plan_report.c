#include "plan_report.h"

#include "output.h"
#include "plain.h"
#include "plan_rows.h"
#include "proof.h"

#include <stdio.h>
#include <string.h>

/* ---- Cells ---------------------------------------------------------------------- */

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
    if (document_integer(session, "parts") > 1) {
        text_printf(out, " (%d of %d)", (int)document_integer(session, "part"),
                    (int)document_integer(session, "parts"));
    }
}

static void
show_when(struct text *out, const json_t *row)
{
    const char *date = document_string(row, "date");
    if (*date) {
        text_add(out, date);
    } else if (document_integer(row, "month")) {
        text_printf(out, "month %d, day %d",
                    (int)document_integer(row, "month"),
                    (int)document_integer(row, "day"));
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
    add_number(out, document_number(row, "cost"));
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
    if (document_flag(row, "is_for_all")) {
        text_printf(out, "all %zu", json_array_size(frameworks));
    } else {
        document_join(out, frameworks, ", ");
    }
}

static void
show_covers(struct text *out, const json_t *row)
{
    document_join(out, json_object_get(row, "covers"), ", ");
}

static void
show_session_subject(struct text *out, const json_t *row)
{
    plan_report_subject(out, json_object_get(row, "of"));
}

static void
show_by(struct text *out, const json_t *row)
{
    const char *joint = document_flag(row, "joint") ? " together" : "";
    document_join(out, json_object_get(row, "by"), ", ");
    text_add(out, joint);
    if (document_flag(row, "settled")) {
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
    return document_number(document, "total") ==
           (double)json_array_size(json_object_get(document, "items"));
}

/* ---- For people --------------------------------------------------------------------- */

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
    if (document_flag(document, "exact")) {
        text_add(line, "no choice of tests costs less");
    } else {
        text_add(line, "any choice of tests costs at least ");
        add_number(line, document_number(document, "lower_bound"));
    }
    plain_print(line);
}

static void
print_title(const json_t *document, struct text *line)
{
    text_add(line, "audit plan for ");
    document_join(line, json_object_get(document, "for"), ", ");
    plain_print(line);
    (void)putchar('\n');
}

static void
print_totals(const json_t *document, struct text *line)
{
    puts("          together  separately  saved");
    print_saving("tests",
                 (double)json_array_size(json_object_get(document, "items")),
                 (double)document_integer(document, "separate_items"));
    print_saving("sessions",
                 (double)json_array_size(json_object_get(document, "sessions")),
                 (double)document_integer(document, "separate_sessions"));
    print_saving("cost", document_number(document, "total"),
                 document_number(document, "separate_total"));
    print_bound(document, line);
}

/* What results have taken out of the plan. */
static void
print_results(const json_t *document, struct text *line)
{
    bool is_carried = document_flag(document, "carry");
    json_int_t settled = document_integer(document, "settled");
    report_add_count(line, document_integer(document, "compliant"),
                     "compliant");
    report_add_count(line, document_integer(document, "not_applicable"),
                     "not applicable");
    if (is_carried) {
        report_add_count(line, settled, "satisfied by what is compliant");
    }
    if (line->len) {
        text_printf(line,
                    " of %" JSON_INTEGER_FORMAT
                    " requirements left out by results",
                    document_integer(document, "requirements"));
        plain_print(line);
    }
    if (settled && !is_carried) {
        text_add_count(line, (uint64_t)settled, "requirement");
        text_printf(line,
                    " more %s satisfied by what is compliant: --carry "
                    "leaves %s out",
                    settled == 1 ? "is" : "are", settled == 1 ? "it" : "them");
        plain_print(line);
    }
}

static void
print_accepted(const json_t *document)
{
    bool topic = document_flag(document, "accept_topic");
    bool related = document_flag(document, "accept_related");
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
        add_number(line, document_number(time, "days"));
    }
    text_add(line, " = ");
    add_number(line, document_number(estimate, "sum"));
    plain_print(line);
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
    add_number(line, document_number(estimate, "days"));
    text_add(line, " days");
    plain_print(line);
    text_add(line, "  ");
    print_times(estimate, line);
    text_add(line, "  less ");
    add_number(line, document_number(estimate, "reduction"));
    text_printf(line,
                " %%, of at most %d %%: system integrated to %d %% (%s), "
                "auditors able to %d %%",
                (int)document_integer(estimate, "reduction_most"),
                (int)document_integer(estimate, "integration"),
                is_given ? "as given" : "the share of tests in shared sessions",
                (int)document_integer(estimate, "ability"));
    plain_print(line);
}

static void
print_schedule(const json_t *document, struct text *line)
{
    const json_t *schedule = json_object_get(document, "schedule");
    text_add_count(line, (uint64_t)document_integer(schedule, "days"),
                   "audit day");
    text_add(line, " in ");
    text_add_count(line, (uint64_t)document_integer(schedule, "months"),
                   "month");
    text_add(line, "; room of a month: ");
    add_number(line, document_number(schedule, "month_capacity"));
    text_add(line, ", of a day: ");
    add_number(line, document_number(schedule, "day_capacity"));
    text_add(line, ", of a session: ");
    add_number(line, document_number(schedule, "session_most"));
    plain_print(line);
}

static void
print_text(const struct report *report, struct table_look look)
{
    struct text line = { 0 };
    const json_t *document = report->document;
    const json_t *spared = json_object_get(document, "spared");
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
    if (json_array_size(spared)) {
        (void)putchar('\n');
        report_print_rows(spared, spared_columns, SPARED_COLUMNS, look);
    }
    text_free(&line);
}

void
plan_report_print(const json_t *document, bool detail,
                  const struct common_options *options)
{
    bool has_items = detail || !report_is_for_people(options);
    json_t *rows = has_items ? plan_rows_of_items(document)
                             : plan_rows_of_sessions(document);
    size_t session_count = SESSION_COLUMNS - is_cost_plain(document);
    report_print_columns((struct report){ document, rows, NULL, print_text },
                         has_items ? item_columns : session_columns,
                         has_items ? ITEM_COLUMNS : session_count, options);
    json_decref(rows);
}

/* ---- Oddities ------------------------------------------------------------------------ */

static void
say_no_room(const json_t *document)
{
    const json_t *schedule = json_object_get(document, "schedule");
    json_int_t unscheduled = document_integer(schedule, "unscheduled");
    struct text least = { 0 };
    if (unscheduled) {
        add_number(&least, document_number(schedule, "least_capacity"));
        output_note("no room for %d of %zu sessions in %d months",
                    (int)unscheduled,
                    json_array_size(json_object_get(document, "sessions")),
                    (int)document_integer(schedule, "months"));
        output_hint("--capacity %s has room for all", text_get(&least));
    }
    text_free(&least);
}

void
plan_report_say_oddities(const json_t *document)
{
    json_int_t requirements = document_integer(document, "requirements");
    if (!requirements) {
        output_note("nothing to plan: no control asked for is assessable and "
                    "not withdrawn");
    } else if (!json_array_size(json_object_get(document, "items"))) {
        output_note("nothing is left to test: results settle all that is asked "
                    "for");
    }
    say_no_room(document);
}
