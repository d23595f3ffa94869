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

/** Resolve what the options say; what they say of the results goes to stderr.
 *  Gives an exit code, having said what is wrong.  Free it in any case. */
int coverage_question_read(struct view *view, const char *command,
                           const struct invocation *line,
                           struct coverage_question *out);
void coverage_question_free(struct coverage_question *question);

/** Set the members of `request` that the choices are. */
void coverage_question_set(struct coverage_question *question);

/** Write what was asked: have, implemented, max_hops and what is accepted. */
void coverage_question_write(struct writer *out, struct view *view,
                             const struct coverage_question *question);

#endif
