/* gaps_document.h - what of the wanted is open, as JSON. */
#ifndef XW_CLI_GAPS_DOCUMENT_H
#define XW_CLI_GAPS_DOCUMENT_H

#include "coverage_question.h"

struct gaps_options {
    uint32_t limit; /* answers for each control, and things to adopt */
    bool next;      /* rank what to adopt: frameworks, */
    bool controls;  /* or single controls */
};

/** Write { graph, have, want[], next[] }, the last if asked for. */
void gaps_document_write(struct writer *out, struct view *view,
                         xw_coverage *coverage,
                         const struct coverage_question *question,
                         const struct gaps_options *options);

#endif
