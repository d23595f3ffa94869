/* framework_document.h - a framework, or a scope of one, as JSON. */
#ifndef XW_CLI_FRAMEWORK_DOCUMENT_H
#define XW_CLI_FRAMEWORK_DOCUMENT_H

#include "view.h"

/** A framework without its controls, as xw list has it. */
json_t *framework_entry(struct view *view, xw_framework framework);
json_t *scope_entry(struct view *view, xw_scope scope);

/** With its controls. */
json_t *framework_document(struct view *view, xw_framework framework);
json_t *scope_document(struct view *view, xw_scope scope);

#endif
