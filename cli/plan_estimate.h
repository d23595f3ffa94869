/* plan_estimate.h - how long an integrated audit may take, as IAF MD 11 reckons:
 * the audit times of the standards, each on its own, added up, and of the sum
 * at most a fifth taken off for what is integrated. */
#ifndef XW_CLI_PLAN_ESTIMATE_H
#define XW_CLI_PLAN_ESTIMATE_H

#include "plan_question.h"

/** With all that went in; null when no audit times were given. */
json_t *plan_estimate(struct view *view, const xw_plan *plan,
                      const struct plan_question *question);

#endif
