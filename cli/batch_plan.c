/* batch_plan.c - one audit programme for several frameworks. */
#include "batch_operation.h"
#include "day.h"
#include "memory.h"
#include "plan_document.h"

#include <stdlib.h>

struct values {
    struct plan_values asked;
    xw_string start;
};

static const struct batch_field fields[] = {
    { .name = "for",
      .kind = FIELD_LIST,
      .offset = offsetof(struct plan_values, wanted),
      .is_required = true },
    { .name = "results",
      .kind = FIELD_RESULTS,
      .offset = offsetof(struct plan_values, results) },
    { .name = "carry",
      .kind = FIELD_FLAG,
      .offset = offsetof(struct plan_values, carry) },
    { .name = "cost",
      .kind = FIELD_LIST,
      .offset = offsetof(struct plan_values, costs) },
    { .name = "start", .offset = offsetof(struct values, start) },
    { .name = "months",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct plan_values, months),
      .least = 1,
      .most = MONTHS_MOST },
    { .name = "capacity",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct plan_values, capacity),
      .most = COST_MOST },
    { .name = "day",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct plan_values, day),
      .least = 1,
      .most = COST_MOST },
    { .name = "session",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct plan_values, session),
      .least = 1,
      .most = COST_MOST },
    { .name = "days",
      .kind = FIELD_LIST,
      .offset = offsetof(struct plan_values, days) },
    { .name = "integration",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct plan_values, integration),
      .least = 1,
      .most = 100 },
    { .name = "ability",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct plan_values, ability),
      .most = 100 },
    FIELD_MAX_HOPS(struct plan_values),
    FIELD_RATIONALE(struct plan_values),
    FIELD_ACCEPT_TOPIC(struct plan_values),
    FIELD_ACCEPT_RELATED(struct plan_values),
};
_Static_assert(offsetof(struct values, asked) == 0, "so are their members");

/* ---- The question ----------------------------------------------------------- */

static void
begin(const struct batch_worker *worker, const struct plan_values *given,
      struct plan_question *out)
{
    struct plan_values asked = *given;
    asked.max_hops = batch_or(given->max_hops, worker->defaults->max_hops);
    asked.months = batch_or(given->months, MONTHS_USUAL);
    asked.capacity = batch_or(given->capacity, 0);
    asked.day = batch_or(given->day, DAY_USUAL);
    asked.session = batch_or(given->session, SESSION_USUAL);
    asked.integration = batch_or(given->integration, PLAN_FROM_SESSIONS);
    asked.ability = batch_or(given->ability, ABILITY_USUAL);
    plan_question_begin(out, &asked);
    out->request.threads = 1; /* a batch has its own */
}

static bool
take_results(struct batch_worker *worker, const struct string_list *results,
             struct plan_question *out)
{
    size_t count;
    xw_result_row *rows = batch_read_results(worker, results, &count);
    if (!rows) {
        return false;
    }
    plan_question_take(out, rows, count);
    free(rows);
    return true;
}

/* "iso-9001:4.1=2.5" */
static bool
take_cost(struct batch_worker *worker, xw_string item, xw_test_cost *out)
{
    xw_string name;
    double cost;
    if (!plan_assignment_read(item, COST_MOST, &name, &cost) ||
        !plan_cost(cost, &out->cost)) {
        return refuse(&worker->refusal, REFUSED_VALUE,
                      "cost: '%s' is not a control and a cost", item.bytes);
    }
    return batch_find_control(worker, name, &out->control);
}

static bool
take_costs(struct batch_worker *worker, const struct string_list *costs,
           struct plan_question *out)
{
    out->costs = memory_array(costs->count + 1, sizeof *out->costs);
    out->request.costs = out->costs;
    out->request.cost_count = costs->count;
    for (size_t i = 0; i < costs->count; ++i) {
        if (!take_cost(worker, costs->items[i], &out->costs[i])) {
            return false;
        }
    }
    return true;
}

/* "iso-9001=4.5" */
static bool
take_time(struct batch_worker *worker, xw_string item,
          struct plan_question *out)
{
    xw_string name;
    double days;
    if (!plan_assignment_read(item, AUDIT_DAYS_MOST, &name, &days)) {
        return refuse(&worker->refusal, REFUSED_VALUE,
                      "days: '%s' is not a framework and its audit days",
                      item.bytes);
    }
    if (!batch_find_selections(
            worker, &(struct string_list){ .items = &name, .count = 1 })) {
        return false;
    }
    xw_framework framework = worker->into.items[0].framework;
    const char *wrong = plan_question_time(out, &worker->view, framework, days);
    return wrong ? refuse(&worker->refusal, REFUSED_VALUE, "days: %s %s",
                          view_framework(&worker->view, framework).id, wrong)
                 : true;
}

static bool
take_times(struct batch_worker *worker, const struct string_list *days,
           struct plan_question *out)
{
    for (size_t i = 0; i < days->count; ++i) {
        if (!take_time(worker, days->items[i], out)) {
            return false;
        }
    }
    return true;
}

static bool
read_question(struct batch_worker *worker, const struct values *values,
              struct plan_question *out)
{
    const struct plan_values *asked = &values->asked;
    begin(worker, asked, out);
    if (!asked->wanted.count) {
        return refuse(&worker->refusal, REFUSED_MISSING,
                      "field 'for' is missing");
    }
    bool is_fine =
        batch_read_day(worker, "start", values->start, &out->start) &&
        batch_read_rationales(worker, &asked->rationale,
                              &out->request.rationales) &&
        batch_find_choice(worker, &asked->wanted, &out->wanted) &&
        take_times(worker, &asked->days, out) &&
        take_results(worker, &asked->results, out) &&
        take_costs(worker, &asked->costs, out);
    out->has_start = values->start.bytes;
    out->request.of = choice_of(&out->wanted);
    return is_fine;
}

/* ---- The answer --------------------------------------------------------------- */

static bool
write_answer(struct batch_worker *worker, const struct plan_question *question,
             struct writer *out)
{
    xw_plan *plan = NULL;
    struct plan_agenda agenda = { 0 };
    xw_error err = XW_ERROR_INIT;
    bool is_fine =
        !xw_plan_new(worker->view.graph, &question->request, &plan, &err) &&
        !plan_agenda_make(plan, question, &agenda, &err);
    if (is_fine) {
        document_write(plan_document(&worker->view, plan, question, &agenda),
                       out);
    } else {
        (void)refuse_failure(&worker->refusal, &err, NULL);
    }
    plan_agenda_free(&agenda);
    xw_plan_free(plan);
    return is_fine;
}

static bool
answer(struct batch_worker *worker, const void *given, struct writer *out)
{
    struct plan_question question = { 0 };
    bool is_fine = read_question(worker, given, &question) &&
                   write_answer(worker, &question, out);
    plan_question_free(&question);
    return is_fine;
}

const struct batch_operation batch_plan = {
    .name = "plan",
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .values_size = sizeof(struct values),
    .answer = answer,
};
