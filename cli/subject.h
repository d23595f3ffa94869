/* subject.h - what a reference names: a framework, a scope or a control. */
#ifndef XW_CLI_SUBJECT_H
#define XW_CLI_SUBJECT_H

#include "view.h"

struct subject {
    xw_control control;     /* .i is XW_NONE for a framework or scope: */
    xw_selection selection; /* then this one */
};

/** What `text` names.
 *  @retval XW_NOT_FOUND  Nothing, or several; the resolver knows what is near.
 */
xw_status subject_find(struct view *view, xw_string text, struct subject *out,
                       xw_error *err);

/** All that there is to show of it. */
json_t *subject_document(struct view *view, const struct subject *subject);

#endif
