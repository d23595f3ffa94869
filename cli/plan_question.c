#include "plan_question.h"

#include "calendar.h"
#include "exit_code.h"
#include "memory.h"
#include "output.h"
#include "rationale.h"
#include "results_files.h"

#include <stdlib.h>
#include <string.h>

/* ---- Results and costs -------------------------------------------------------- */

void
plan_question_take(struct plan_question *question, const xw_result_row *rows,
                   size_t count)
{
    question->assessed = memory_array(count + 1, sizeof *question->assessed);
    for (size_t i = 0; i < count; ++i) {
        question->assessed[i] =
            (xw_assessed){ rows[i].control, rows[i].result };
    }
    question->request.results = question->assessed;
    question->request.result_count = count;
}

static int
read_results(struct view *view, const struct invocation *line,
             struct plan_question *out)
{
    const struct plan_values *values = line->values;
    int code = results_files_read(view, &values->results, line->common.verbose,
                                  &out->results);
    if (code != EXIT_OK || !out->results) {
        return code;
    }
    size_t count = 0;
    const xw_result_row *rows = xw_results_rows(out->results, &count);
    plan_question_take(out, rows, count);
    return EXIT_OK;
}

bool
plan_cost(double cost, uint64_t *out)
{
    double units = cost * (double)XW_PLAN_ONE;
    bool is_fine = units >= 0.5 && units <= (double)XW_PLAN_COST_MOST;
    *out = is_fine ? (uint64_t)(units + 0.5) : 0;
    return is_fine;
}

static bool
convert_cost(const xw_cost_row *row, xw_test_cost *out)
{
    out->control = row->control;
    if (!plan_cost(row->cost, &out->cost)) {
        output_error("%s:%u: a cost must be from 0.000001 to 1000000",
                     row->source, (unsigned)row->line);
        return false;
    }
    return true;
}

static int
take_costs(const xw_costs *costs, struct plan_question *out)
{
    size_t count = 0;
    int code = EXIT_OK;
    const xw_cost_row *rows = xw_costs_rows(costs, &count);
    out->costs = memory_array(count + 1, sizeof *out->costs);
    for (size_t i = 0; i < count; ++i) {
        if (!convert_cost(&rows[i], &out->costs[i])) {
            code = EXIT_INPUT;
        }
    }
    out->request.costs = out->costs;
    out->request.cost_count = count;
    return code;
}

static int
read_costs(struct view *view, const struct invocation *line,
           struct plan_question *out)
{
    const struct plan_values *values = line->values;
    xw_costs *costs = NULL;
    int code =
        costs_files_read(view, &values->costs, line->common.verbose, &costs);
    if (code == EXIT_OK && costs) {
        code = take_costs(costs, out);
    }
    xw_costs_free(costs);
    return code;
}

/* ---- Audit times ---------------------------------------------------------------- */

static bool
is_planned(const struct plan_question *question, struct view *view,
           xw_framework framework)
{
    const struct choice *wanted = &question->wanted;
    for (size_t i = 0; i < wanted->selections.count; ++i) {
        if (wanted->selections.items[i].framework.i == framework.i) {
            return true;
        }
    }
    for (size_t i = 0; i < wanted->control_count; ++i) {
        if (view_control(view, wanted->controls[i]).framework.i ==
            framework.i) {
            return true;
        }
    }
    return false;
}

static bool
read_number(const char *text, size_t len, double most, double *out)
{
    char copy[16], *end;
    if (!len || len >= sizeof copy || strspn(text, "0123456789.") < len) {
        return false;
    }
    memcpy(copy, text, len);
    copy[len] = '\0';
    *out = strtod(copy, &end);
    return !*end && *out > 0 && *out <= most;
}

bool
plan_assignment_read(xw_string item, double most, xw_string *name,
                     double *number)
{
    size_t at = item.len;
    while (at && item.bytes[at - 1] != '=') {
        --at;
    }
    *name = (xw_string){ item.bytes, at ? at - 1 : 0 };
    return at && read_number(item.bytes + at, item.len - at, most, number);
}

static bool
is_timed(const struct plan_question *question, xw_framework framework)
{
    size_t i = 0;
    while (i < question->time_count &&
           question->times[i].framework.i != framework.i) {
        ++i;
    }
    return i < question->time_count;
}

const char *
plan_question_time(struct plan_question *question, struct view *view,
                   xw_framework framework, double days)
{
    if (!is_planned(question, view, framework)) {
        return "is not in the plan";
    }
    if (is_timed(question, framework)) {
        return "is named twice";
    }
    question->times[question->time_count++] =
        (struct audit_time){ framework, days };
    return NULL;
}

/* "iso-9001=4.5" */
static int
read_time(struct view *view, xw_string item, struct plan_question *out)
{
    xw_string name;
    xw_selection selection;
    double days;
    if (!plan_assignment_read(item, AUDIT_DAYS_MOST, &name, &days)) {
        output_error("--days: '%.*s' is not a framework and its audit days",
                     (int)item.len, item.bytes);
        output_hint("write it as F=N: --days iso-9001=4.5,iso-27001=6");
        return EXIT_USAGE;
    }
    int code = view_find_selection(view, name, &selection);
    if (code != EXIT_OK) {
        return code;
    }
    const char *wrong =
        plan_question_time(out, view, selection.framework, days);
    if (wrong) {
        output_error("--days: %s %s",
                     view_framework(view, selection.framework).id, wrong);
        return EXIT_USAGE;
    }
    return EXIT_OK;
}

static int
read_times(struct view *view, const struct plan_values *values,
           struct plan_question *out)
{
    int code = EXIT_OK;
    for (size_t i = 0; i < values->days.count && code == EXIT_OK; ++i) {
        code = read_time(view, values->days.items[i], out);
    }
    return code;
}

/* ---- All of it --------------------------------------------------------------------- */

static bool
is_complete(const struct plan_values *values)
{
    if (!values->wanted.count) {
        output_error("plan: nothing is to be planned");
        output_hint("name frameworks with --for F,F");
    }
    return values->wanted.count;
}

void
plan_question_begin(struct plan_question *question,
                    const struct plan_values *values)
{
    *question = (struct plan_question){
        .request = XW_PLAN_REQUEST_INIT,
        .schedule = XW_SCHEDULE_REQUEST_INIT,
        .integration = values->integration,
        .ability = values->ability,
        .times = memory_array(values->days.count + 1, sizeof *question->times),
    };
    question->request.max_hops = values->max_hops;
    question->request.accept_topic = values->accept_topic;
    question->request.accept_related = values->accept_related;
    question->request.carry = values->carry;
    question->request.session_most = values->session * XW_PLAN_ONE;
    question->schedule.months = values->months;
    question->schedule.month_capacity = values->capacity * XW_PLAN_ONE;
    question->schedule.day_capacity = values->day * XW_PLAN_ONE;
}

int
plan_question_read(struct view *view, const struct invocation *line,
                   struct plan_question *out)
{
    const struct plan_values *values = line->values;
    plan_question_begin(out, values);
    out->has_start = values->start != NULL;
    if (!is_complete(values) ||
        !calendar_read_start("plan", values->start, values->calendar,
                             &out->start) ||
        !rationale_bits(&values->rationale, &out->request.rationales)) {
        return EXIT_USAGE;
    }
    int code = choice_read(view, &values->wanted, &out->wanted);
    if (code == EXIT_OK) {
        out->request.of = choice_of(&out->wanted);
        code = read_times(view, values, out);
    }
    if (code == EXIT_OK) {
        code = read_results(view, line, out);
    }
    if (code == EXIT_OK) {
        code = read_costs(view, line, out);
    }
    return code;
}

void
plan_question_free(struct plan_question *question)
{
    choice_free(&question->wanted);
    xw_results_free(question->results);
    free(question->assessed);
    free(question->costs);
    free(question->times);
}
