#include "gaps_document.h"

#include "answer.h"
#include "coverage_document.h"

/* ---- Groups ----------------------------------------------------------------- */

static bool
is_group(const xw_coverage_report *report, xw_control control)
{
    for (size_t i = 0; i < report->group_count; ++i) {
        if (report->groups[i].control.i == control.i) {
            return true;
        }
    }
    return false;
}

/* The nearest heading above a control. */
static void
write_group_of(struct writer *out, struct view *view,
               const xw_coverage_report *report, xw_control control)
{
    xw_control above = view_control(view, control).parent;
    while (above.i != XW_NONE && !is_group(report, above)) {
        above = view_control(view, above).parent;
    }
    if (above.i == XW_NONE) {
        writer_null(out, "group");
    } else {
        view_put_reference(view, out, "group", above);
    }
}

static void
write_groups(struct writer *out, struct view *view,
             const xw_coverage_report *report)
{
    writer_open_array(out, "groups");
    for (size_t i = 0; i < report->group_count; ++i) {
        const xw_coverage_group *group = &report->groups[i];
        const xw_coverage_counts *counts = &group->counts;
        writer_open_object(out, NULL);
        view_put_reference(view, out, "control", group->control);
        writer_text(out, "title", view_control(view, group->control).title);
        writer_number(out, "depth", group->depth);
        writer_number(out, "controls", counts->controls);
        writer_number(out, "open", counts->controls - counts->full_counted);
        writer_close_object(out);
    }
    writer_close_array(out);
}

/* ---- Controls --------------------------------------------------------------- */

static void
write_answers(struct writer *out, const char *key, struct view *view,
              const xw_answer *answers, size_t start, size_t end)
{
    writer_open_array(out, key);
    for (size_t i = start; i < end; ++i) {
        writer_open_object(out, NULL);
        view_put_reference(view, out, "source", answers[i].control);
        writer_text(out, "title", view_control(view, answers[i].control).title);
        answer_write(out, view, &answers[i]);
        writer_close_object(out);
    }
    writer_close_array(out);
}

static size_t
end_of_candidates(const xw_answer *answers, size_t start, size_t count)
{
    while (start < count && answers[start].verdict == XW_CANDIDATE) {
        ++start;
    }
    return start;
}

/* Answers come best first: what says something, then what may. */
static void
write_closest(struct writer *out, struct view *view, xw_coverage *coverage,
              xw_control control, uint32_t limit)
{
    const xw_answer *answers = NULL;
    size_t count = 0;
    size_t said = 0;
    (void)xw_coverage_answers(coverage, control, limit, &answers, &count,
                              &view->err);
    while (said < count && answers[said].verdict < XW_CANDIDATE) {
        ++said;
    }
    write_answers(out, "closest", view, answers, 0, said);
    write_answers(out, "candidates", view, answers, said,
                  end_of_candidates(answers, said, count));
}

static void
write_report(struct writer *out, struct view *view, xw_coverage *coverage,
             const xw_coverage_report *report, uint32_t limit)
{
    const xw_coverage_counts *counts = &report->counts;
    writer_open_object(out, NULL);
    coverage_wanted_write(out, "framework", view, report);
    writer_number(out, "controls", counts->controls);
    writer_number(out, "open", counts->controls - counts->full_counted);
    write_groups(out, view, report);
    writer_open_array(out, "items");
    for (size_t i = 0; i < report->item_count; ++i) {
        const xw_covered *item = &report->items[i];
        if (!item->counts) {
            writer_open_object(out, NULL);
            coverage_item_write(out, view, item);
            write_group_of(out, view, report, item->control);
            write_closest(out, view, coverage, item->control, limit);
            writer_close_object(out);
        }
    }
    writer_close_array(out);
    writer_close_object(out);
}

/* ---- What to adopt ---------------------------------------------------------- */

static void
write_adoption(struct writer *out, struct view *view,
               const xw_adoption *adoption)
{
    writer_open_object(out, NULL);
    writer_text(out, "framework", view_framework(view, adoption->framework).id);
    if (adoption->control.i == XW_NONE) {
        writer_null(out, "control");
        writer_text(out, "title",
                    view_framework(view, adoption->framework).name);
    } else {
        view_put_reference(view, out, "control", adoption->control);
        writer_text(out, "title", view_control(view, adoption->control).title);
    }
    writer_number(out, "closes", adoption->closes);
    writer_number(out, "advances", adoption->advances);
    writer_close_object(out);
}

static void
write_next(struct writer *out, struct view *view, xw_coverage *coverage,
           const struct gaps_options *options)
{
    const xw_adoption *adoptions = NULL;
    size_t count = 0;
    (void)xw_coverage_next(
        coverage, options->controls ? XW_ADOPT_CONTROLS : XW_ADOPT_FRAMEWORKS,
        &adoptions, &count, &view->err);
    size_t shown = count < options->limit ? count : options->limit;
    writer_open_array(out, "next");
    for (size_t i = 0; i < shown; ++i) {
        write_adoption(out, view, &adoptions[i]);
    }
    writer_close_array(out);
    writer_number(out, "next_omitted", count - shown);
}

/* ---- The document ----------------------------------------------------------- */

void
gaps_document_write(struct writer *out, struct view *view,
                    xw_coverage *coverage,
                    const struct coverage_question *question,
                    const struct gaps_options *options)
{
    writer_open_object(out, NULL);
    writer_text(out, "graph", xw_graph_checksum(view->graph));
    coverage_question_write(out, view, question);
    writer_open_array(out, "want");
    for (size_t i = 0; i < xw_coverage_report_count(coverage); ++i) {
        xw_coverage_report report;
        if (!xw_coverage_get_report(coverage, i, &report, &view->err)) {
            write_report(out, view, coverage, &report, options->limit);
        }
    }
    writer_close_array(out);
    if (options->next || options->controls) {
        write_next(out, view, coverage, options);
    }
    writer_close_object(out);
}
