/* overlap_document.h - how much of each framework every other reaches, as
 * JSON. */
#ifndef XW_CLI_OVERLAP_DOCUMENT_H
#define XW_CLI_OVERLAP_DOCUMENT_H

#include "view.h"

#include <xw/overlap.h>

/** The names of all measures in the order of xw_measure, up to NULL. */
extern const char *const overlap_measures[];

/** Write { graph, frameworks[], controls[], measure, max_hops, matrix[][] }: a
 *  row for each that reaches, a column for each that is reached. */
void overlap_document_write(struct writer *out, struct view *view,
                            const xw_overlap_request *request,
                            const xw_overlap *overlap);

#endif
