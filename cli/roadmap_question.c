#include "roadmap_question.h"

#include "calendar.h"
#include "exit_code.h"
#include "memory.h"
#include "output.h"
#include "rationale.h"
#include "results_files.h"

#include <stdlib.h>
#include <string.h>

/* ---- Guides ------------------------------------------------------------------- */

/* Without --guide, every framework that says it is one. */
static void
find_guides(struct view *view, struct selections *out)
{
    uint32_t count = xw_graph_framework_count(view->graph);
    for (uint32_t f = 0; f < count; ++f) {
        xw_framework framework = { f };
        if (strcmp(view_framework(view, framework).kind, "guide") == 0) {
            selections_add(out, (xw_selection){ framework, { XW_NONE } });
        }
    }
}

static int
read_guides(struct view *view, const struct roadmap_values *values,
            struct roadmap_question *out)
{
    int code = selections_read(view, &values->guides, &out->guides);
    if (code == EXIT_OK && !values->guides.count) {
        find_guides(view, &out->guides);
    }
    if (code == EXIT_OK && !out->guides.count) {
        output_error("roadmap: there is no guide in this graph");
        output_hint("a guide is a framework of kind 'guide', with documents, "
                    "activities and indicators: name another with --guide F");
        return EXIT_USAGE;
    }
    out->request.guides = out->guides.items;
    out->request.guide_count = out->guides.count;
    return code;
}

/* ---- Results ------------------------------------------------------------------- */

static void
settle(struct roadmap_question *out)
{
    size_t count = 0;
    const xw_result_row *rows = xw_results_rows(out->results, &count);
    out->settled = memory_array(count + 1, sizeof *out->settled);
    for (size_t i = 0; i < count; ++i) {
        if (rows[i].result == XW_COMPLIANT ||
            rows[i].result == XW_NOT_APPLICABLE) {
            out->settled[out->request.settled_count++] = rows[i].control;
        }
    }
    out->request.settled = out->settled;
}

static int
read_results(struct view *view, const struct invocation *line,
             struct roadmap_question *out)
{
    const struct roadmap_values *values = line->values;
    int code = results_files_read(view, &values->results, line->common.verbose,
                                  &out->results);
    if (code != EXIT_OK || !out->results) {
        return code;
    }
    out->implemented = results_files_controls(
        out->results, XW_COMPLIANT, &out->implemented_choice.control_count);
    out->implemented_choice.controls = out->implemented;
    out->request.implemented = &out->implemented_choice;
    settle(out);
    return EXIT_OK;
}

/* ---- All of it -------------------------------------------------------------------- */

static bool
is_complete(const struct roadmap_values *values)
{
    if (!values->wanted.count) {
        output_error("roadmap: it leads nowhere");
        output_hint("name what is to be met with --for F");
    }
    return values->wanted.count;
}

static int
read_choices(struct view *view, const struct roadmap_values *values,
             struct roadmap_question *out)
{
    int code = choice_read(view, &values->wanted, &out->wanted);
    if (code == EXIT_OK) {
        code = choice_read(view, &values->have, &out->have);
    }
    out->request.of = choice_of(&out->wanted);
    out->request.have = choice_of(&out->have);
    return code;
}

int
roadmap_question_read(struct view *view, const struct invocation *line,
                      struct roadmap_question *out)
{
    const struct roadmap_values *values = line->values;
    *out = (struct roadmap_question){ .request = XW_ROADMAP_REQUEST_INIT };
    out->request.max_hops = values->max_hops;
    out->request.accept_topic = values->accept_topic;
    out->request.accept_related = values->accept_related;
    out->has_start = values->start != NULL;
    if (!is_complete(values) ||
        !calendar_read_start("roadmap", values->start, values->calendar,
                             &out->start) ||
        !rationale_bits(&values->rationale, &out->request.rationales)) {
        return EXIT_USAGE;
    }
    int code = read_choices(view, values, out);
    if (code == EXIT_OK) {
        code = read_guides(view, values, out);
    }
    return code == EXIT_OK ? read_results(view, line, out) : code;
}

void
roadmap_question_free(struct roadmap_question *question)
{
    choice_free(&question->wanted);
    choice_free(&question->have);
    selections_free(&question->guides);
    xw_results_free(question->results);
    free(question->implemented);
    free(question->settled);
}
