#include "coverage_question.h"

#include "exit_code.h"
#include "output.h"
#include "rationale.h"
#include "results_files.h"

#include <stdlib.h>

const struct option coverage_options[COVERAGE_OPTIONS] = {
    { .name = "have",
      .argument = "F,F",
      .help = "frameworks, scopes or single controls that are held",
      .kind = OPTION_LIST,
      .offset = offsetof(struct coverage_values, have) },
    { .name = "want",
      .argument = "F,F",
      .help = "frameworks, scopes or single controls that are wanted",
      .kind = OPTION_LIST,
      .offset = offsetof(struct coverage_values, want) },
    { .name = "results",
      .argument = "FILE",
      .help = "of what is held, count what is compliant in here",
      .kind = OPTION_FILES,
      .offset = offsetof(struct coverage_values, results) },
    OPTION_MAX_HOPS(struct coverage_values, "mappings to follow"),
    OPTION_RATIONALE(struct coverage_values),
    { .name = "accept-topic",
      .help = "count as full what is full as to its topic only",
      .offset = offsetof(struct coverage_values, accept_topic) },
    { .name = "accept-related",
      .help = "count as full what rests on unlabelled mappings",
      .offset = offsetof(struct coverage_values, accept_related) },
};

/* ---- What is held ----------------------------------------------------------- */

static bool
has_result_in(struct view *view, const xw_results *results,
              xw_framework framework)
{
    size_t count = 0;
    const xw_result_row *rows = xw_results_rows(results, &count);
    for (size_t i = 0; i < count; ++i) {
        if (view_control(view, rows[i].control).framework.i == framework.i) {
            return true;
        }
    }
    return false;
}

/* Without --have, what was assessed is held. */
static void
hold_what_was_assessed(struct view *view, struct coverage_question *question)
{
    size_t count = 0;
    const xw_result_row *rows = xw_results_rows(question->results, &count);
    xw_framework last = { XW_NONE };
    for (size_t i = 0; i < count; ++i) {
        xw_framework framework = view_control(view, rows[i].control).framework;
        if (framework.i != last.i) {
            selections_add(&question->have.selections,
                           (xw_selection){ framework, { XW_NONE } });
            last = framework;
        }
    }
}

/* Silence would look like a bad mapping. */
static void
say_what_has_no_results(struct view *view,
                        const struct coverage_question *question)
{
    const struct selections *have = &question->have.selections;
    for (size_t i = 0; i < have->count; ++i) {
        xw_framework framework = have->items[i].framework;
        if (!has_result_in(view, question->results, framework)) {
            output_note("no results of %s: nothing of it counts as held",
                        view_framework(view, framework).id);
        }
    }
}

static int
read_results(struct view *view, const struct invocation *line,
             struct coverage_question *out)
{
    const struct coverage_values *values = line->values;
    int code = results_files_read(view, &values->results, line->common.verbose,
                                  &out->results);
    if (code != EXIT_OK || !out->results) {
        return code;
    }
    size_t count = 0;
    const xw_result_row *rows = xw_results_rows(out->results, &count);
    out->implemented = results_compliant(rows, count, &out->implemented_choice);
    if (choice_is_empty(&out->have)) {
        hold_what_was_assessed(view, out);
    } else {
        say_what_has_no_results(view, out);
    }
    return EXIT_OK;
}

/* ---- All of it -------------------------------------------------------------- */

static bool
is_complete(const char *command, const struct coverage_values *values)
{
    if (!values->want.count) {
        output_error("%s: nothing is wanted", command);
        output_hint("name it with --want F");
    } else if (!values->have.count && !values->results.count) {
        output_error("%s: nothing is held", command);
        output_hint("name it with --have F, or --results FILE");
    } else {
        return true;
    }
    return false;
}

void
coverage_question_set(struct coverage_question *question)
{
    question->request.have = choice_of(&question->have);
    question->request.want = choice_of(&question->want);
    question->request.implemented =
        question->implemented ? &question->implemented_choice : NULL;
}

/* Resolve what the options say; what they say of the results goes to stderr. */
static int
read_question(struct view *view, const char *command,
              const struct invocation *line, struct coverage_question *out)
{
    const struct coverage_values *values = line->values;
    xw_coverage_request request = XW_COVERAGE_REQUEST_INIT;
    request.max_hops = values->max_hops;
    request.accept_topic = values->accept_topic;
    request.accept_related = values->accept_related;
    out->request = request;
    if (!is_complete(command, values) ||
        !rationale_bits(&values->rationale, &out->request.rationales)) {
        return EXIT_USAGE;
    }
    int code = choice_read(view, &values->have, &out->have);
    code = code ? code : choice_read(view, &values->want, &out->want);
    code = code ? code : read_results(view, line, out);
    coverage_question_set(out);
    return code;
}

void
coverage_question_free(struct coverage_question *question)
{
    choice_free(&question->have);
    choice_free(&question->want);
    xw_results_free(question->results);
    free(question->implemented);
}

static int
answer_question(struct view *view, const struct invocation *line,
                const struct coverage_question *question,
                coverage_answer_fn answer)
{
    xw_coverage *coverage = NULL;
    if (xw_coverage_new(view->graph, &question->request, &coverage,
                        &view->err)) {
        return view_failed(view);
    }
    int code = answer(view, line, question, coverage);
    xw_coverage_free(coverage);
    return code;
}

int
coverage_question_run(const struct invocation *line, const char *command,
                      coverage_answer_fn answer)
{
    struct view view;
    struct coverage_question question = { 0 };
    int code = view_open(&view, &line->common, VERIFY_SMALL);
    if (code == EXIT_OK) {
        code = read_question(&view, command, line, &question);
    }
    if (code == EXIT_OK) {
        code = answer_question(&view, line, &question, answer);
    }
    coverage_question_free(&question);
    view_close(&view);
    return code;
}

void
coverage_question_write(struct writer *out, struct view *view,
                        const struct coverage_question *question)
{
    const xw_coverage_request *request = &question->request;
    choice_write(out, "have", view, &question->have);
    if (request->implemented) {
        writer_number(out, "implemented",
                      question->implemented_choice.control_count);
    } else {
        writer_null(out, "implemented");
    }
    writer_number(out, "max_hops", request->max_hops);
    writer_flag(out, "accept_topic", request->accept_topic);
    writer_flag(out, "accept_related", request->accept_related);
}
