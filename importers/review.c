/* review.c - what only shows when all is read: the engine's review, as
 * diagnostics. */
#include "diagnostics.h"

#include <assert.h>
#include <stdio.h>

static xw_diagnostic
diagnostic_of(xw_review_kind kind)
{
    switch (kind) {
    case XW_REVIEW_IMPLIED_FRAMEWORK: return XW_DIAG_IMPLIED_FRAMEWORK;
    case XW_REVIEW_IMPLIED_CONTROLS: return XW_DIAG_IMPLIED_CONTROLS;
    case XW_REVIEW_DIFFERING_REPEATS: return XW_DIAG_DIFFERING_REPEATS;
    case XW_REVIEW_UNKNOWN_PARENT: return XW_DIAG_UNKNOWN_PARENT;
    case XW_REVIEW_PARENT_CYCLE: return XW_DIAG_PARENT_CYCLE;
    case XW_REVIEW_UNKNOWN_MEMBER: return XW_DIAG_UNKNOWN_MEMBER;
    case XW_REVIEW_SELF_MAPPING: return XW_DIAG_SELF_MAPPINGS;
    }
    return XW_DIAG_NONE;
}

/* What is said besides the subject. */
static const char *
second_of(const xw_review *review)
{
    switch (review->kind) {
    case XW_REVIEW_UNKNOWN_PARENT:
    case XW_REVIEW_UNKNOWN_MEMBER: return review->other;
    case XW_REVIEW_IMPLIED_FRAMEWORK:
    case XW_REVIEW_IMPLIED_CONTROLS:
    case XW_REVIEW_DIFFERING_REPEATS:
    case XW_REVIEW_PARENT_CYCLE:
    case XW_REVIEW_SELF_MAPPING: return review->set;
    }
    return "";
}

static void
report(xw_diagnostics *diagnostics, const xw_review *review)
{
    char subject[256]; /* "framework:control", or the framework alone */
    (void)snprintf(subject, sizeof subject, "%s%s%s", review->framework,
                   review->control[0] ? ":" : "", review->control);
    xw_finding finding = { .what = diagnostic_of(review->kind),
                           .at = { .line = review->at.line,
                                   .column = review->at.column },
                           .subject = xw_text(subject),
                           .second = xw_text(second_of(review)),
                           .count = review->count };
    bool implied = review->kind == XW_REVIEW_IMPLIED_FRAMEWORK ||
                   review->kind == XW_REVIEW_IMPLIED_CONTROLS;
    if (implied && diagnostics->strict) {
        (void)xw_diagnostics_report_as(diagnostics, XW_ERROR, &finding);
    } else {
        (void)xw_diagnostics_report(diagnostics, &finding);
    }
}

void
xw_import_review(void *payload, const xw_review *review)
{
    const xw_import_reviewer *reviewer = payload;
    assert(reviewer->size == sizeof *reviewer);
    xw_diagnostics diagnostics;
    if (!xw_diagnostics_init(&diagnostics, reviewer->options, reviewer->summary,
                             reviewer->err)) {
        diagnostics.source =
            xw_builder_source_name(reviewer->builder, review->at.source);
        report(&diagnostics, review);
    }
}
