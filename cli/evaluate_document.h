/* evaluate_document.h - an evaluation as JSON. */
#ifndef XW_CLI_EVALUATE_DOCUMENT_H
#define XW_CLI_EVALUATE_DOCUMENT_H

#include "view.h"

#include <xw/evaluate.h>

/** Means over nothing are null. */
json_t *evaluate_document(struct view *view, const xw_evaluation *evaluation);

#endif
