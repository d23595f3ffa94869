/* cmd_assess.c - xw assess --results FILE --to F: results of assessments
 * carried to other frameworks. */
#include "assess_document.h"
#include "assess_report.h"
#include "command.h"
#include "exit_code.h"
#include "output.h"
#include "progress.h"
#include "rationale.h"
#include "results_files.h"

struct values {
    struct string_list results, to, diff, rationale;
    const char *as_of;
    uint32_t max_hops, max_age;
    bool accept_topic, accept_related;
};

static const struct option options[] = {
    { .name = "results",
      .argument = "FILE",
      .help = "results of assessments, as CSV",
      .kind = OPTION_FILES,
      .offset = offsetof(struct values, results) },
    { .name = "to",
      .argument = "F,F",
      .help = "frameworks, scopes or single controls to carry them to",
      .kind = OPTION_LIST,
      .offset = offsetof(struct values, to) },
    { .name = "diff",
      .argument = "FILE",
      .help = "results that are there: show what would change",
      .kind = OPTION_FILES,
      .offset = offsetof(struct values, diff) },
    { .name = "max-age",
      .argument = "DAYS",
      .help = "leave out results that are older",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, max_age),
      .least = 1,
      .most = 3650000 },
    { .name = "as-of",
      .argument = "DATE",
      .help = "the day from which --max-age counts; today if not given",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct values, as_of) },
    OPTION_MAX_HOPS(struct values, "mappings to follow"),
    OPTION_RATIONALE(struct values),
    { .name = "accept-topic",
      .help = "take mappings of topics for mappings of requirements",
      .offset = offsetof(struct values, accept_topic) },
    { .name = "accept-related",
      .help = "take unlabelled mappings for overlaps",
      .offset = offsetof(struct values, accept_related) },
};

/* ---- The question ----------------------------------------------------------- */

static bool
is_complete(const struct values *values)
{
    if (!values->results.count) {
        output_error("assess: no results to carry");
        output_hint("name them with --results FILE");
    } else if (!values->to.count) {
        output_error("assess: no framework to carry them to");
        output_hint("name it with --to F");
    } else {
        return true;
    }
    return false;
}

static bool
read_request(const struct values *values, struct assess_question *out)
{
    xw_assess_request request = XW_ASSESS_REQUEST_INIT;
    request.max_hops = values->max_hops;
    request.accept_topic = values->accept_topic;
    request.accept_related = values->accept_related;
    out->request = request;
    out->max_age = values->max_age;
    if (!assess_question_date(out, values->as_of)) {
        output_error("--as-of: '%s' is not a date", values->as_of);
        output_hint("year-month-day, such as 2026-11-28");
        return false;
    }
    return is_complete(values) &&
           rationale_bits(&values->rationale, &out->request.rationales);
}

static void
say_what_is_stale(const struct assess_question *question)
{
    struct text said = { 0 };
    if (question->stale_count) {
        text_add_count(&said, question->stale_count, "result");
        text_add(&said, " left out as older than ");
        text_add_count(&said, question->max_age, "day");
        text_printf(&said, " on %s", question->as_of_date);
    }
    if (question->undated) {
        text_add(&said, said.len ? "; " : "");
        text_add_count(&said, question->undated, "result");
        text_add(&said, " without a date taken, of whatever age");
    }
    if (said.len) {
        output_note("%s", text_get(&said));
    }
    text_free(&said);
}

static int
read_question(struct view *view, const struct invocation *line,
              struct assess_question *out)
{
    const struct values *values = line->values;
    bool verbose = line->common.verbose;
    if (!read_request(values, out)) {
        return EXIT_USAGE;
    }
    int code = choice_read(view, &values->to, &out->to);
    code = code ? code
                : results_files_read(view, &values->results, verbose,
                                     &out->results);
    if (code == EXIT_OK) {
        code = results_files_read(view, &values->diff, verbose, &out->existing);
    }
    if (code == EXIT_OK) {
        size_t count = 0;
        const xw_result_row *rows = xw_results_rows(out->results, &count);
        assess_question_take(out, rows, count);
        assess_question_set(out);
        say_what_is_stale(out);
    }
    return code;
}

/* ---- The answer ------------------------------------------------------------- */

static bool
is_any_known(const xw_assessment *assessment)
{
    size_t count = 0;
    const xw_carried *items = xw_assessment_items(assessment, &count);
    for (size_t i = 0; i < count; ++i) {
        if (items[i].lower > XW_NON_COMPLIANT ||
            items[i].upper < XW_COMPLIANT) {
            return true;
        }
    }
    const xw_review_item *review = xw_assessment_review(assessment, &count);
    for (size_t i = 0; i < count; ++i) {
        if (review[i].control.i != XW_NONE) {
            return true;
        }
    }
    return false;
}

static void
say_what_is_empty(const xw_assessment *assessment,
                  const struct assess_question *question)
{
    size_t count = 0;
    (void)xw_assessment_items(assessment, &count);
    if (!question->count) {
        output_note("there are no results to carry");
    } else if (!count) {
        output_note("no control to carry them to is assessable and not "
                    "withdrawn");
    }
}

static xw_assessment *
assess(struct view *view, const struct assess_question *question)
{
    struct progress progress = progress_begin("assess");
    xw_assessment *assessment = NULL;
    xw_assess_request request = question->request;
    request.progress = progress_update;
    request.payload = &progress;
    (void)xw_assessment_new(view->graph, &request, &assessment, &view->err);
    progress_clear(&progress);
    return assessment;
}

static int
answer(struct view *view, const struct invocation *line,
       const struct assess_question *question)
{
    xw_assessment *assessment = assess(view, question);
    if (!assessment) {
        return view_failed(view);
    }
    struct text json = { 0 };
    assess_document_write(&(struct writer){ .out = &json }, view, assessment,
                          question);
    json_t *document = document_take(&json);
    int code = view_failed(view);
    if (code == EXIT_OK) {
        say_what_is_empty(assessment, question);
        code = is_any_known(assessment) ? EXIT_OK : EXIT_NEGATIVE;
        assess_report_print(document, &line->common);
    }
    json_decref(document);
    xw_assessment_free(assessment);
    return code;
}

static int
run(const struct invocation *line)
{
    struct view view;
    struct assess_question question = { 0 };
    int code = view_open(&view, &line->common, VERIFY_SMALL);
    if (code == EXIT_OK) {
        code = read_question(&view, line, &question);
    }
    if (code == EXIT_OK) {
        code = answer(&view, line, &question);
    }
    assess_question_free(&question);
    view_close(&view);
    return code;
}

const struct command command_assess = {
    .name = "assess",
    .summary = "what results of assessments say of other frameworks",
    .operands = "--results FILE --to F[,F]",
    .details =
        "What is known of a control is an interval of results: compliance\n"
        "goes down to what a control covers, failure up to what covers it,\n"
        "and what only overlaps gives 'at least partial'.  CSV is a results\n"
        "file again, with exact results only; what is known in part stands\n"
        "in its notes.  Nothing is carried from not_applicable, which is\n"
        "listed for review.  With --diff the CSV keeps each result that is\n"
        "there already, and the table shows what would be added, and what\n"
        "agrees or contradicts.\n",
    .example = "xw assess --results isms.csv --to iso-42001 --format csv",
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
