/* explain_joint.h - what set-valued maps and complete parts add to a pair. */
#ifndef XW_CLI_EXPLAIN_JOINT_H
#define XW_CLI_EXPLAIN_JOINT_H

#include "view.h"

/** Whether the source alone satisfies the target by maps of several controls,
 *  and what such maps need besides:
 *
 *      { satisfied, firings[], rules[] { map, premises[], missing[] } }
 *
 *  or null where no map of several controls, nor a whole of complete parts,
 *  says anything of the target that it takes the source for. */
json_t *explain_joint(struct view *view, const xw_explain_request *request);

/** Print it for people, when it is something. */
void explain_joint_print(const json_t *together);

#endif
