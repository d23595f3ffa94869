/* derived_document.h - mappings that look derived from others, as JSON. */
#ifndef XW_CLI_DERIVED_DOCUMENT_H
#define XW_CLI_DERIVED_DOCUMENT_H

#include "view.h"

#include <xw/check.h>

/** An array of [count] entries. */
json_t *derived_document(struct view *view, const xw_derived *derived,
                         size_t count);

#endif
