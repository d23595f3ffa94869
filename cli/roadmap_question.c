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

bool
roadmap_question_guides(struct roadmap_question *question, struct view *view)
{
    if (!question->guides.count) {
        find_guides(view, &question->guides);
    }
    question->request.guides = question->guides.items;
    question->request.guide_count = question->guides.count;
    return question->guides.count;
}

static int
read_guides(struct view *view, const struct roadmap_values *values,
            struct roadmap_question *out)
{
    int code = selections_read(view, &values->guides, &out->guides);
    if (code == EXIT_OK && !roadmap_question_guides(out, view)) {
        output_error("roadmap: there is no guide in this graph");
        output_hint("a guide is a framework of kind 'guide', with documents, "
                    "activities and indicators: name another with --guide F");
        return EXIT_USAGE;
    }
    return code;
}

/* ---- Results ------------------------------------------------------------------- */

void
roadmap_question_take(struct roadmap_question *question,
                      const xw_result_row *rows, size_t count)
{
    question->implemented =
        results_compliant(rows, count, &question->implemented_choice);
    question->request.implemented = &question->implemented_choice;
    question->settled = memory_array(count + 1, sizeof *question->settled);
    for (size_t i = 0; i < count; ++i) {
        if (rows[i].result == XW_COMPLIANT ||
            rows[i].result == XW_NOT_APPLICABLE) {
            question->settled[question->request.settled_count++] =
                rows[i].control;
        }
    }
    question->request.settled = question->settled;
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
    size_t count = 0;
    const xw_result_row *rows = xw_results_rows(out->results, &count);
    roadmap_question_take(out, rows, count);
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

void
roadmap_question_begin(struct roadmap_question *question,
                       const struct roadmap_values *values)
{
    *question = (struct roadmap_question){ .request = XW_ROADMAP_REQUEST_INIT };
    question->request.max_hops = values->max_hops;
    question->request.accept_topic = values->accept_topic;
    question->request.accept_related = values->accept_related;
}

int
roadmap_question_read(struct view *view, const struct invocation *line,
                      struct roadmap_question *out)
{
    const struct roadmap_values *values = line->values;
    roadmap_question_begin(out, values);
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
