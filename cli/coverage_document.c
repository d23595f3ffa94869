#include "coverage_document.h"

#include "answer.h"
#include "evidence.h"
#include "firing.h"

/* ---- Counts ----------------------------------------------------------------- */

/* Null where it is a share of nothing. */
static void
write_share(struct writer *out, const char *key, double share)
{
    if (share < 0) {
        writer_null(out, key);
    } else {
        writer_real(out, key, share);
    }
}

static void
write_counts(struct writer *out, const xw_coverage_counts *counts)
{
    writer_number(out, "controls", counts->controls);
    writer_number(out, "full", counts->full);
    writer_number(out, "full_topic", counts->full_topic);
    writer_number(out, "partial", counts->partial);
    writer_number(out, "partial_related", counts->partial_related);
    writer_number(out, "conflict", counts->conflict);
    writer_number(out, "gap", counts->gap);
    writer_number(out, "candidate", counts->candidate);
    writer_number(out, "none", counts->none);
    writer_number(out, "unmapped", counts->unmapped);
    writer_number(out, "full_related", counts->full_related);
    writer_number(out, "full_disputed", counts->full_disputed);
    writer_number(out, "full_joint", counts->full_joint);
    writer_number(out, "full_counted", counts->full_counted);
    write_share(out, "full_share", counts->full_share);
    write_share(out, "reachable_share", counts->reachable_share);
    write_share(out, "mapped_share", counts->mapped_share);
}

static void
write_groups(struct writer *out, struct view *view,
             const xw_coverage_report *report)
{
    writer_open_array(out, "groups");
    for (size_t i = 0; i < report->group_count; ++i) {
        const xw_coverage_group *group = &report->groups[i];
        writer_open_object(out, NULL);
        view_put_reference(view, out, "control", group->control);
        writer_text(out, "title", view_control(view, group->control).title);
        writer_number(out, "depth", group->depth);
        write_counts(out, &group->counts);
        writer_close_object(out);
    }
    writer_close_array(out);
}

/* ---- Controls --------------------------------------------------------------- */

void
coverage_item_write(struct writer *out, struct view *view,
                    const xw_covered *item)
{
    view_put_reference(view, out, "control", item->control);
    writer_text(out, "title", view_control(view, item->control).title);
    writer_text(out, "verdict", xw_verdict_name(item->verdict));
    if (item->verdict <= XW_PARTIAL) {
        evidence_basis(out, "basis", item->marks.related);
    } else {
        writer_null(out, "basis");
    }
    writer_flag(out, "topic", item->marks.topic);
    writer_flag(out, "joint", item->joint);
    writer_flag(out, "disputed", item->marks.disputed);
    writer_flag(out, "held", item->held);
    writer_flag(out, "counts", item->counts);
    answer_write_gap(out, "gap", view, item->gap);
}

static void
write_no_proof(struct writer *out)
{
    writer_null(out, "source");
    writer_null(out, "relation");
    writer_null(out, "hops");
    writer_null(out, "strength");
    writer_null(out, "score");
    writer_open_array(out, "proof");
    writer_close_array(out);
}

static void
write_answer(struct writer *out, struct view *view, const xw_answer *answer)
{
    view_put_reference(view, out, "source", answer->control);
    evidence_relation(out, "relation", answer->relation);
    writer_number(out, "hops", answer->hops);
    evidence_strength(out, "strength", answer->strength);
    if (answer->verdict == XW_CANDIDATE) {
        writer_real(out, "score", answer->score);
    } else {
        writer_null(out, "score");
    }
    evidence_walk(out, "proof", view, &answer->proof);
    if (answer->against.count) {
        evidence_walk(out, "against", view, &answer->against);
    }
}

/* It satisfies itself. */
static void
write_held(struct writer *out, struct view *view, const xw_covered *item)
{
    const xw_answer itself = { .control = item->control,
                               .verdict = XW_FULL,
                               .relation = 1U << XW_EQUAL,
                               .strength = XW_STRENGTH_NONE };
    write_answer(out, view, &itself);
}

/* The best answer, where it is what the verdict rests on. */
static void
write_proof(struct writer *out, struct view *view, xw_coverage *coverage,
            const xw_covered *item)
{
    const xw_answer *answers = NULL;
    size_t count = 0;
    if (item->held) {
        write_held(out, view, item);
        return;
    }
    (void)xw_coverage_answers(coverage, item->control, 1, &answers, &count,
                              &view->err);
    if (count && answers->verdict == item->verdict && !item->joint) {
        write_answer(out, view, answers);
    } else {
        write_no_proof(out);
    }
    const xw_firing *firings = NULL;
    if (item->joint && !xw_coverage_joint(coverage, item->control, &firings,
                                          &count, &view->err)) {
        firings_write(out, "firings", view, firings, count);
    }
}

static void
write_items(struct writer *out, struct view *view, xw_coverage *coverage,
            const xw_coverage_report *report, bool detail)
{
    writer_open_array(out, "items");
    for (size_t i = 0; i < report->item_count; ++i) {
        writer_open_object(out, NULL);
        coverage_item_write(out, view, &report->items[i]);
        if (detail) {
            write_proof(out, view, coverage, &report->items[i]);
        }
        writer_close_object(out);
    }
    writer_close_array(out);
}

/* ---- The document ----------------------------------------------------------- */

void
coverage_wanted_write(struct writer *out, const char *key, struct view *view,
                      const xw_coverage_report *report)
{
    view_put_selection(view, out, key, report->wanted);
    writer_flag(out, "single", report->single);
}

static void
write_report(struct writer *out, struct view *view, xw_coverage *coverage,
             const xw_coverage_report *report, bool by_group, bool detail)
{
    writer_open_object(out, NULL);
    coverage_wanted_write(out, "framework", view, report);
    write_counts(out, &report->counts);
    if (by_group) {
        write_groups(out, view, report);
    }
    write_items(out, view, coverage, report, detail);
    writer_close_object(out);
}

void
coverage_document_write(struct writer *out, struct view *view,
                        xw_coverage *coverage,
                        const struct coverage_question *question, bool by_group,
                        bool detail)
{
    writer_open_object(out, NULL);
    writer_text(out, "graph", xw_graph_checksum(view->graph));
    coverage_question_write(out, view, question);
    writer_open_array(out, "want");
    for (size_t i = 0; i < xw_coverage_report_count(coverage); ++i) {
        xw_coverage_report report;
        if (!xw_coverage_get_report(coverage, i, &report, &view->err)) {
            write_report(out, view, coverage, &report, by_group, detail);
        }
    }
    writer_close_array(out);
    writer_close_object(out);
}
