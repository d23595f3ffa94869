/* coverage_question.h - what is held and what is wanted, from a command line. */
#ifndef XW_CLI_COVERAGE_QUESTION_H
#define XW_CLI_COVERAGE_QUESTION_H

#include "choice.h"

#include <xw/coverage.h>
#include <xw/results.h>

/** The first member of the values of each command that asks so. */
struct coverage_values {
    struct string_list have, want, results, rationale;
    uint32_t max_hops;
    bool accept_topic, accept_related;
};

enum { COVERAGE_OPTIONS = 7 };
extern const struct option coverage_options[COVERAGE_OPTIONS];

/** Start from zeroes. */
struct coverage_question {
    struct choice have, want;
    xw_results *results;     /* or NULL */
    xw_control *implemented; /* the compliant of them */
    xw_choice implemented_choice;
    xw_coverage_request request; /* of all these */
};

void coverage_question_free(struct coverage_question *question);

/** Set the members of `request` that the choices are. */
void coverage_question_set(struct coverage_question *question);

/** Gives an exit code, having printed what a coverage says. */
typedef int (*coverage_answer_fn)(struct view *view,
                                  const struct invocation *line,
                                  const struct coverage_question *question,
                                  xw_coverage *coverage);

/** Run a command that asks so: open the graph, read the question, and have it
 *  answered.  Gives an exit code. */
int coverage_question_run(const struct invocation *line, const char *command,
                          coverage_answer_fn answer);

/** Write what was asked: have, implemented, max_hops and what is accepted. */
void coverage_question_write(struct writer *out, struct view *view,
                             const struct coverage_question *question);

#endif
