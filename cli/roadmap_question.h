/* roadmap_question.h - what a roadmap is to lead to, from a command line. */
#ifndef XW_CLI_ROADMAP_QUESTION_H
#define XW_CLI_ROADMAP_QUESTION_H

#include "choice.h"

#include <xw/results.h>
#include <xw/roadmap.h>

struct roadmap_values {
    struct string_list wanted, have, results, guides, rationale;
    const char *start, *calendar;
    uint32_t max_hops;
    bool accept_topic, accept_related;
};

/** Start from zeroes. */
struct roadmap_question {
    struct choice wanted, have;
    struct selections guides;
    xw_results *results;     /* or NULL */
    xw_control *implemented; /* the compliant of them */
    xw_choice implemented_choice;
    xw_control *settled; /* compliant or not applicable */
    xw_roadmap_request request;
    bool has_start;
    int32_t start;
};

/** Begin a question: with what takes no graph to know. */
void roadmap_question_begin(struct roadmap_question *question,
                            const struct roadmap_values *values);

/** Take the guides chosen, or else every framework that says it is one; whether
 *  there is any. */
bool roadmap_question_guides(struct roadmap_question *question,
                             struct view *view);

/** Take results. */
void roadmap_question_take(struct roadmap_question *question,
                           const xw_result_row *rows, size_t count);

/** Resolve what the options say.  Gives an exit code, having said what is wrong.
 *  Free it in any case. */
int roadmap_question_read(struct view *view, const struct invocation *line,
                          struct roadmap_question *out);
void roadmap_question_free(struct roadmap_question *question);

#endif
