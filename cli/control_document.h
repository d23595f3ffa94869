/* control_document.h - one control, and all that hangs on it, as JSON. */
#ifndef XW_CLI_CONTROL_DOCUMENT_H
#define XW_CLI_CONTROL_DOCUMENT_H

#include "view.h"

json_t *control_document(struct view *view, xw_control control);

/** What lists of controls say of each. */
json_t *control_entry(struct view *view, xw_control control);

#endif
