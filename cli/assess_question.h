/* assess_question.h - which results are to be carried where. */
#ifndef XW_CLI_ASSESS_QUESTION_H
#define XW_CLI_ASSESS_QUESTION_H

#include "choice.h"

#include <xw/results.h>

/** Start from zeroes. */
struct assess_question {
    struct choice to;
    xw_result_row *rows;   /* [count], which may be carried */
    xw_assessed *assessed; /* [count], the same for the engine */
    size_t count;
    xw_result_row *stale; /* [stale_count] too old to count */
    size_t stale_count;
    size_t undated;   /* of `rows`, where age matters */
    uint32_t max_age; /* in days; 0: any */
    int32_t as_of;    /* the day from which age counts */
    char as_of_date[sizeof "2026-11-28"];
    xw_results *results;       /* that `rows` and `stale` are of, or NULL */
    xw_results *existing;      /* what is there already, or NULL */
    xw_assess_request request; /* of all these */
};

/** Take rows, leaving out what is stale: sets `rows`, `stale`, `undated`. */
void assess_question_take(struct assess_question *question,
                          const xw_result_row *rows, size_t count);

/** Set the members of `request` that results and choices are. */
void assess_question_set(struct assess_question *question);

/** Set the day from which age counts, NULL: today in UTC.  False when it is no
 *  date. */
bool assess_question_date(struct assess_question *question, const char *date);

void assess_question_free(struct assess_question *question);

#endif
