/* assess_diff.h - what carried results would change of those that are there. */
#ifndef XW_CLI_ASSESS_DIFF_H
#define XW_CLI_ASSESS_DIFF_H

#include "assess_question.h"

/** Write diff[], an entry for each control of either, with what a file of both
 *  would say: what is there stays, whatever was carried. */
void assess_diff_write(struct writer *out, struct view *view,
                       xw_assessment *assessment,
                       const struct assess_question *question);

#endif
