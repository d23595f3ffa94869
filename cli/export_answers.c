#include "export_answers.h"

#include "export_csv.h"
#include "memory.h"
#include "progress.h"

#include <stdlib.h>
#include <string.h>

/* ---- Rows ------------------------------------------------------------------- */

static void
cell(struct sink *sink, const char *value)
{
    export_csv_cell(sink, false, value);
}

static void
reference(struct sink *sink, struct view *view, xw_control control,
          bool is_first)
{
    struct text text = { 0 };
    xw_control_info info = view_control(view, control);
    text_printf(&text, "%s:%s", view_framework(view, info.framework).id,
                info.id);
    export_csv_cell(sink, is_first, text_get(&text));
    text_free(&text);
}

static void
relation(struct sink *sink, xw_relation relation)
{
    struct text names = { 0 };
    for (unsigned i = XW_EQUAL; i <= XW_NO_RELATIONSHIP; ++i) {
        xw_relationship relationship = (xw_relationship)i;
        if (relation & xw_relation_of(relationship)) {
            text_printf(&names, "%s%s", names.len ? ";" : "",
                        xw_relationship_name(relationship));
        }
    }
    cell(sink, text_get(&names));
    text_free(&names);
}

static void
row(struct sink *sink, struct view *view, xw_control source,
    const xw_answer *answer)
{
    char number[32] = "";
    reference(sink, view, source, true);
    reference(sink, view, answer->control, false);
    cell(sink, xw_verdict_name(answer->verdict));
    relation(sink, answer->relation);
    cell(sink, answer->related ? "related" : "stated");
    cell(sink, answer->topic ? "true" : "false");
    (void)snprintf(number, sizeof number, "%u", (unsigned)answer->hops);
    cell(sink, number);
    *number = '\0';
    if (answer->strength <= XW_STRENGTH_MOST) {
        (void)snprintf(number, sizeof number, "%u", (unsigned)answer->strength);
    }
    cell(sink, number);
    *number = '\0';
    if (answer->verdict == XW_CANDIDATE) {
        (void)snprintf(number, sizeof number, "%.6g", answer->score);
    }
    cell(sink, number);
    text_add_char(&sink->text, '\r');
    sink_end_line(sink);
}

/* ---- Questions -------------------------------------------------------------- */

/* All of `to` but what is in the control's own framework. */
static size_t
choose_into(const struct selections *to, xw_framework own, xw_selection *out)
{
    size_t count = 0;
    for (size_t i = 0; i < to->count; ++i) {
        if (to->items[i].framework.i != own.i) {
            out[count++] = to->items[i];
        }
    }
    return count;
}

static uint64_t
answer_one(struct view *view, xw_scratch *scratch, xw_map_request *request,
           struct sink *sink)
{
    xw_map_answer answer = { 0 };
    if (!request->into_count || xw_map(scratch, request, &answer, &view->err)) {
        return 0;
    }
    for (size_t i = 0; i < answer.count; ++i) {
        row(sink, view, request->control, &answer.answers[i]);
    }
    return answer.count;
}

uint64_t
export_answers(struct view *view, const struct export_question *question,
               struct sink *sink)
{
    struct progress progress = progress_begin("export");
    uint32_t all = xw_graph_control_count(view->graph);
    bool *flags = selections_flags(view, &question->from);
    xw_selection *into = memory_array(question->to.count, sizeof *into);
    xw_map_request request = question->request;
    xw_scratch *scratch = NULL;
    uint64_t rows = 0;
    text_add(&sink->text, "source,target,verdict,relation,basis,topic,hops,"
                          "strength,score\r");
    sink_end_line(sink);
    xw_status st = xw_scratch_new(view->graph, &scratch, &view->err);
    for (uint32_t c = 0; !st && !view->err.status && !sink->code && c < all;
         ++c) {
        progress_update(&progress, c, all);
        if (flags[c]) {
            request.control = (xw_control){ c };
            request.into = into;
            request.into_count = choose_into(
                &question->to, view_control(view, request.control).framework,
                into);
            rows += answer_one(view, scratch, &request, sink);
        }
    }
    progress_clear(&progress);
    xw_scratch_free(scratch);
    free(into);
    free(flags);
    return rows;
}
