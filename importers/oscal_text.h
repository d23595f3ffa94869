/* oscal_text.h - the statement of an OSCAL control as plain text. */
#ifndef XW_IMPORTERS_OSCAL_TEXT_H
#define XW_IMPORTERS_OSCAL_TEXT_H

#include "buffer.h"

#include <jansson.h>

/** Append the statement parts of `control` in order, with the labels of their
 *  items, parameters resolved.  `params` has each by its id.  False when out of
 *  memory. */
bool xw_oscal_statement(const json_t *control, const json_t *params,
                        xw_buffer *out);

#endif
