#include "assess_document.h"

#include "assess_diff.h"
#include "assess_said.h"
#include "evidence.h"
#include "firing.h"

/* ---- Proofs ----------------------------------------------------------------- */

static void
write_row(struct writer *out, struct view *view, const xw_result_row *row)
{
    view_put_reference(view, out, "source", row->control);
    writer_text(out, "result", xw_result_name(row->result));
    writer_text_or_null(out, "note", row->note);
    writer_text_or_null(out, "evidence", row->evidence);
    writer_text_or_null(out, "date", row->date);
}

static void
write_bound(struct writer *out, struct view *view,
            const struct assess_question *question, const char *name,
            const xw_bound_proof *proof)
{
    writer_open_object(out, NULL);
    writer_text(out, "bound", name);
    if (proof->result == XW_NONE) {
        firings_write(out, "firings", view, proof->firings,
                      proof->firing_count);
    } else {
        write_row(out, view, &question->rows[proof->result]);
        evidence_walk(out, "walk", view, &proof->walk);
        if (proof->also.count) {
            evidence_walk(out, "also", view, &proof->also);
        }
    }
    writer_close_object(out);
}

/* An array: by what each bound that is one is known. */
static void
write_proof(struct writer *out, struct view *view, xw_assessment *assessment,
            const struct assess_question *question, size_t item)
{
    static const char *const names[] = { "lower", "upper" };
    writer_open_array(out, "proof");
    for (unsigned bound = XW_LOWER; bound <= XW_UPPER; ++bound) {
        xw_bound_proof proof = { 0 };
        if (!xw_assessment_prove(assessment, item, (xw_bound)bound, &proof,
                                 &view->err)) {
            write_bound(out, view, question, names[bound], &proof);
        }
    }
    writer_close_array(out);
}

/* ---- Results ---------------------------------------------------------------- */

static void
write_item(struct writer *out, struct view *view, xw_assessment *assessment,
           const struct assess_question *question, size_t index)
{
    size_t count = 0;
    const xw_carried *item = &xw_assessment_items(assessment, &count)[index];
    struct assess_said said = assess_say(view, assessment, question, index);
    writer_open_object(out, NULL);
    view_put_reference(view, out, "control", item->control);
    writer_text(out, "title", view_control(view, item->control).title);
    writer_text(out, "lower", xw_result_name(item->lower));
    writer_text(out, "upper", xw_result_name(item->upper));
    writer_flag(out, "joint", item->joint);
    writer_flag(out, "topic", item->topic);
    writer_flag(out, "own", item->own != XW_NONE);
    assess_said_write(out, &said);
    write_proof(out, view, assessment, question, index);
    writer_close_object(out);
    assess_said_free(&said);
}

static void
write_results(struct writer *out, struct view *view, xw_assessment *assessment,
              const struct assess_question *question, bool only_conflicts)
{
    size_t count = 0;
    const xw_carried *items = xw_assessment_items(assessment, &count);
    writer_open_array(out, only_conflicts ? "conflicts" : "results");
    for (size_t i = 0; i < count; ++i) {
        if (!only_conflicts || items[i].lower > items[i].upper) {
            write_item(out, view, assessment, question, i);
        }
    }
    writer_close_array(out);
}

/* ---- What is not carried ---------------------------------------------------- */

static void
write_review(struct writer *out, struct view *view,
             const xw_assessment *assessment,
             const struct assess_question *question)
{
    size_t count = 0;
    const xw_review_item *review = xw_assessment_review(assessment, &count);
    writer_open_array(out, "review");
    for (size_t i = 0; i < count; ++i) {
        xw_control touched = review[i].control;
        writer_open_object(out, NULL);
        write_row(out, view, &question->rows[review[i].result]);
        if (touched.i == XW_NONE) {
            writer_null(out, "control");
            writer_null(out, "title");
        } else {
            view_put_reference(view, out, "control", touched);
            writer_text(out, "title", view_control(view, touched).title);
        }
        writer_close_object(out);
    }
    writer_close_array(out);
}

static void
write_stale(struct writer *out, struct view *view,
            const struct assess_question *question)
{
    writer_open_array(out, "stale");
    for (size_t i = 0; i < question->stale_count; ++i) {
        writer_open_object(out, NULL);
        write_row(out, view, &question->stale[i]);
        writer_close_object(out);
    }
    writer_close_array(out);
}

/* ---- The document ----------------------------------------------------------- */

static void
write_head(struct writer *out, struct view *view,
           const struct assess_question *question)
{
    const xw_assess_request *request = &question->request;
    writer_text(out, "graph", xw_graph_checksum(view->graph));
    choice_write(out, "to", view, &question->to);
    writer_number(out, "max_hops", request->max_hops);
    writer_flag(out, "accept_topic", request->accept_topic);
    writer_flag(out, "accept_related", request->accept_related);
    writer_number(out, "read", question->count + question->stale_count);
    if (question->max_age) {
        writer_number(out, "max_age", question->max_age);
        writer_text(out, "as_of", question->as_of_date);
    } else {
        writer_null(out, "max_age");
        writer_null(out, "as_of");
    }
    writer_number(out, "undated", question->undated);
}

void
assess_document_write(struct writer *out, struct view *view,
                      xw_assessment *assessment,
                      const struct assess_question *question)
{
    writer_open_object(out, NULL);
    write_head(out, view, question);
    write_results(out, view, assessment, question, false);
    write_results(out, view, assessment, question, true);
    write_review(out, view, assessment, question);
    write_stale(out, view, question);
    if (question->existing) {
        assess_diff_write(out, view, assessment, question);
    }
    writer_close_object(out);
}
