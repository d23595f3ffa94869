#include "assess_diff.h"

#include "assess_said.h"
#include "memory.h"

#include <stdlib.h>

/* Why a control is in the list; see cli/schema/assess.schema.json. */
static const char *
change_of(const xw_carried *item, const xw_result_row *existing)
{
    bool is_assessed = existing && existing->result != XW_NOT_ASSESSED;
    if (!assess_is_known(item)) {
        return existing ? "keeps" : "unknown";
    }
    if (!is_assessed) {
        return item->lower == item->upper ? "adds" : "narrows";
    }
    if (existing->result == XW_NOT_APPLICABLE) {
        return "keeps";
    }
    return existing->result >= item->lower && existing->result <= item->upper
               ? "agrees"
               : "contradicts";
}

/* For each control 1 + the row that is there already, or 0; for free(). */
static uint32_t *
index_existing(const struct view *view, const xw_result_row *rows, size_t count)
{
    uint32_t *row_of = memory_array(
        (size_t)xw_graph_control_count(view->graph) + 1, sizeof *row_of);
    for (size_t i = 0; i < count; ++i) {
        row_of[rows[i].control.i] = (uint32_t)i + 1;
    }
    return row_of;
}

static void
write_entry(struct writer *out, struct view *view, xw_control control,
            const xw_result_row *existing, const xw_carried *item,
            struct assess_said *said)
{
    writer_open_object(out, NULL);
    view_put_reference(view, out, "control", control);
    writer_text(out, "title", view_control(view, control).title);
    if (existing) {
        writer_text(out, "existing", xw_result_name(existing->result));
    } else {
        writer_null(out, "existing");
    }
    if (item) {
        writer_text(out, "lower", xw_result_name(item->lower));
        writer_text(out, "upper", xw_result_name(item->upper));
    } else {
        writer_null(out, "lower");
        writer_null(out, "upper");
    }
    writer_text(out, "change", item ? change_of(item, existing) : "keeps");
    assess_said_write(out, said);
    writer_close_object(out);
    assess_said_free(said);
}

/* What is there stays, unless it says that nothing is known. */
static void
write_item(struct writer *out, struct view *view, xw_assessment *assessment,
           const struct assess_question *question, size_t index,
           const xw_result_row *existing)
{
    size_t count = 0;
    const xw_carried *item = &xw_assessment_items(assessment, &count)[index];
    bool stays = existing && (existing->result != XW_NOT_ASSESSED ||
                              !assess_is_known(item));
    struct assess_said said =
        stays ? assess_repeat(existing)
              : assess_say(view, assessment, question, index);
    write_entry(out, view, item->control, existing, item, &said);
}

void
assess_diff_write(struct writer *out, struct view *view,
                  xw_assessment *assessment,
                  const struct assess_question *question)
{
    size_t row_count = 0;
    size_t item_count = 0;
    const xw_result_row *rows = xw_results_rows(question->existing, &row_count);
    const xw_carried *items = xw_assessment_items(assessment, &item_count);
    uint32_t *row_of = index_existing(view, rows, row_count);
    writer_open_array(out, "diff");
    for (size_t i = 0; i < item_count; ++i) {
        uint32_t *row = &row_of[items[i].control.i];
        write_item(out, view, assessment, question, i,
                   *row ? &rows[*row - 1] : NULL);
        *row = 0;
    }
    for (size_t i = 0; i < row_count; ++i) {
        if (row_of[rows[i].control.i]) {
            struct assess_said said = assess_repeat(&rows[i]);
            write_entry(out, view, rows[i].control, &rows[i], NULL, &said);
        }
    }
    writer_close_array(out);
    free(row_of);
}
