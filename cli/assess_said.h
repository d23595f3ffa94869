/* assess_said.h - what a results file is to say of a control to which results
 * were carried. */
#ifndef XW_CLI_ASSESS_SAID_H
#define XW_CLI_ASSESS_SAID_H

#include "assess_question.h"

/** A row of such a file. */
struct assess_said {
    xw_result result;
    struct text note, evidence;
    const char *date; /* borrowed from the results */
};

/** An exact result is said as such, with the evidence of what it comes from and
 *  the oldest of its dates, and what is known in part in a note, as a result
 *  would claim more; its own result stays as it is. */
struct assess_said assess_say(struct view *view, xw_assessment *assessment,
                              const struct assess_question *question,
                              size_t index);

/** A row as it is. */
struct assess_said assess_repeat(const xw_result_row *row);

/** Write its members: result, note, evidence, date. */
void assess_said_write(struct writer *out, const struct assess_said *said);
void assess_said_free(struct assess_said *said);

/** Whether anything is known of an item. */
bool assess_is_known(const xw_carried *item);

#endif
