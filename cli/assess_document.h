/* assess_document.h - results carried to other frameworks, as JSON. */
#ifndef XW_CLI_ASSESS_DOCUMENT_H
#define XW_CLI_ASSESS_DOCUMENT_H

#include "assess_question.h"

/** Write { graph, to[], results[], conflicts[], review[], stale[] }, and
 *  diff[] where results are there already. */
void assess_document_write(struct writer *out, struct view *view,
                           xw_assessment *assessment,
                           const struct assess_question *question);

#endif
