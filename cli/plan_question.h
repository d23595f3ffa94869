/* plan_question.h - what is to be planned, from a command line. */
#ifndef XW_CLI_PLAN_QUESTION_H
#define XW_CLI_PLAN_QUESTION_H

#include "choice.h"

#include <xw/plan.h>
#include <xw/results.h>

enum {
    SESSION_USUAL = 8,
    DAY_USUAL = 16,
    MONTHS_USUAL = 12,
    ABILITY_USUAL = 100
};
enum { COST_MOST = 1000000, MONTHS_MOST = 60, AUDIT_DAYS_MOST = 10000 };

struct plan_values {
    struct string_list wanted, results, costs, rationale, days;
    const char *start, *calendar;
    uint32_t max_hops, session, day, capacity, months, integration, ability;
    bool accept_topic, accept_related, carry, detail;
};

/** The audit days that a framework takes on its own. */
struct audit_time {
    xw_framework framework;
    double days;
};

/** Start from zeroes. */
struct plan_question {
    struct choice wanted;
    xw_results *results;   /* or NULL */
    xw_assessed *assessed; /* the same as the engine takes them */
    xw_test_cost *costs;
    xw_plan_request request;
    xw_schedule_request schedule;
    bool has_start;
    int32_t start;
    struct audit_time *times; /* [time_count] as given by --days */
    size_t time_count;
    uint32_t integration; /* percent; PLAN_FROM_SESSIONS: not given */
    uint32_t ability;     /* percent */
};

/** No percentage to be given: without any, sessions tell. */
#define PLAN_FROM_SESSIONS 0U

/** Begin a question: with what takes no graph to know. */
void plan_question_begin(struct plan_question *question,
                         const struct plan_values *values);

/** Take results. */
void plan_question_take(struct plan_question *question,
                        const xw_result_row *rows, size_t count);

/** Part "NAME=NUMBER", of more than 0 and at most `most`; whether it is such. */
bool plan_assignment_read(xw_string item, double most, xw_string *name,
                          double *number);

/** Take the audit days of a framework of the choice.  NULL, or what is wrong:
 *  "is named twice".  There is room for as many as values.days has. */
const char *plan_question_time(struct plan_question *question,
                               struct view *view, xw_framework framework,
                               double days);

/** A cost as the engine counts it; false when it is out of range. */
bool plan_cost(double cost, uint64_t *out);

/** Resolve what the options say.  Gives an exit code, having said what is wrong.
 *  Free it in any case. */
int plan_question_read(struct view *view, const struct invocation *line,
                       struct plan_question *out);
void plan_question_free(struct plan_question *question);

#endif
