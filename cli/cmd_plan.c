/* cmd_plan.c - xw plan --for F,F: one audit programme for several frameworks. */
#include "command.h"
#include "exit_code.h"
#include "output.h"
#include "plan_calendar.h"
#include "plan_document.h"
#include "plan_report.h"

static const struct option options[] = {
    { .name = "for",
      .argument = "F,F",
      .help = "frameworks, scopes or single controls to audit",
      .kind = OPTION_LIST,
      .offset = offsetof(struct plan_values, wanted) },
    { .name = "results",
      .argument = "FILE",
      .help = "leave out what is compliant or not applicable in here",
      .kind = OPTION_FILES,
      .offset = offsetof(struct plan_values, results) },
    { .name = "carry",
      .help = "and what is satisfied by what is compliant",
      .offset = offsetof(struct plan_values, carry) },
    { .name = "cost",
      .argument = "FILE",
      .help = "what tests cost; 1 where it says nothing",
      .kind = OPTION_FILES,
      .offset = offsetof(struct plan_values, costs) },
    { .name = "start",
      .argument = "DATE",
      .help = "the day on which the first month begins",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct plan_values, start) },
    { .name = "months",
      .argument = "N",
      .help = "months to spread the sessions over",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct plan_values, months),
      .least = 1,
      .most = MONTHS_MOST,
      .initial = MONTHS_USUAL },
    { .name = "capacity",
      .argument = "COST",
      .help = "most tests of a month; 0: as few as do",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct plan_values, capacity),
      .most = COST_MOST },
    { .name = "day",
      .argument = "COST",
      .help = "most tests of an audit day",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct plan_values, day),
      .least = 1,
      .most = COST_MOST,
      .initial = DAY_USUAL },
    { .name = "session",
      .argument = "COST",
      .help = "most tests of a session",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct plan_values, session),
      .least = 1,
      .most = COST_MOST,
      .initial = SESSION_USUAL },
    { .name = "calendar",
      .argument = "FILE",
      .help = "write the sessions to this file too, as iCalendar",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct plan_values, calendar) },
    { .name = "days",
      .argument = "F=N,F=N",
      .help = "audit days of each alone, to estimate those of all together",
      .kind = OPTION_LIST,
      .offset = offsetof(struct plan_values, days) },
    { .name = "integration",
      .argument = "PERCENT",
      .help = "how far the management system is integrated",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct plan_values, integration),
      .least = 1,
      .most = 100,
      .initial = PLAN_FROM_SESSIONS },
    { .name = "ability",
      .argument = "PERCENT",
      .help = "how far the auditors can audit it as one",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct plan_values, ability),
      .most = 100,
      .initial = ABILITY_USUAL },
    { .name = "detail",
      .help = "show each test, not only the sessions",
      .offset = offsetof(struct plan_values, detail) },
    OPTION_MAX_HOPS(struct plan_values, "mappings to follow"),
    OPTION_RATIONALE(struct plan_values),
    { .name = "accept-topic",
      .help = "spare tests by what is full as to its topic only",
      .offset = offsetof(struct plan_values, accept_topic) },
    { .name = "accept-related",
      .help = "spare tests by unlabelled mappings",
      .offset = offsetof(struct plan_values, accept_related) },
};

static int
print(struct view *view, const struct invocation *line, const xw_plan *plan,
      const struct plan_question *question, const struct plan_agenda *agenda)
{
    const struct plan_values *values = line->values;
    json_t *document = plan_document(view, plan, question, agenda);
    int code = view_failed(view);
    if (code == EXIT_OK && values->calendar) {
        code = plan_calendar_write(values->calendar, document, plan, agenda);
    }
    if (code == EXIT_OK) {
        bool has_items = json_array_size(json_object_get(document, "items"));
        code = has_items ? EXIT_OK : EXIT_NEGATIVE;
        plan_report_say_oddities(document);
        plan_report_print(document, values->detail, &line->common);
    }
    json_decref(document);
    return code;
}

static int
answer(struct view *view, const struct invocation *line,
       const struct plan_question *question)
{
    xw_plan *plan = NULL;
    struct plan_agenda agenda = { 0 };
    int code = EXIT_OK;
    if (xw_plan_new(view->graph, &question->request, &plan, &view->err) ||
        plan_agenda_make(plan, question, &agenda, &view->err)) {
        code = view_failed(view);
    } else {
        code = print(view, line, plan, question, &agenda);
    }
    plan_agenda_free(&agenda);
    xw_plan_free(plan);
    return code;
}

static int
run(const struct invocation *line)
{
    struct view view;
    struct plan_question question = { 0 };
    int code = view_open(&view, &line->common, VERIFY_SMALL);
    if (code == EXIT_OK) {
        code = plan_question_read(&view, line, &question);
    }
    if (code == EXIT_OK) {
        code = answer(&view, line, &question);
    }
    plan_question_free(&question);
    view_close(&view);
    return code;
}

const struct command command_plan = {
    .name = "plan",
    .summary = "one audit programme for several frameworks",
    .operands = "--for F[,F]",
    .details =
        "A test of one requirement does for another that it satisfies in\n"
        "full, by stated and undisputed mappings of requirements; several\n"
        "together do for what set-valued maps say of them.  What is satisfied\n"
        "in part keeps its own test, held in one session with what it "
        "touches:\n"
        "the same clause of ISO's shared structure, the same article, demands\n"
        "in common, the same heading.  Tests cost 1 if no file says "
        "otherwise,\n"
        "and a day has room for 16 of these: half an hour each.\n",
    .example = "xw plan --for iso-42001,iso-27001,iso-9001 --start 2027-01-11",
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct plan_values),
    .run = run,
};
