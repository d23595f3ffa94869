/* cmd_explain.c - xw explain REF REF: all that is known of a pair, and why. */
#include "command.h"
#include "exit_code.h"
#include "explain_document.h"
#include "explain_report.h"
#include "rationale.h"
#include "view.h"

enum { LIMIT_DEFAULT = 100 };

struct values {
    struct string_list rationale;
    uint32_t max_hops, limit;
};

static const struct option options[] = {
    OPTION_MAX_HOPS(struct values, "mappings to follow"),
    { .name = "limit",
      .argument = "N",
      .help = "walks to show",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, limit),
      .least = 1,
      .most = UINT32_MAX,
      .initial = LIMIT_DEFAULT },
    OPTION_RATIONALE(struct values),
};

static int
read_request(struct view *view, const struct invocation *line,
             xw_explain_request *out)
{
    const struct values *values = line->values;
    xw_explain_request request = XW_EXPLAIN_REQUEST_INIT;
    request.max_hops = values->max_hops;
    request.limit = values->limit;
    if (!rationale_bits(&values->rationale, &request.rationales)) {
        return EXIT_USAGE;
    }
    int code = view_find_control(view, line->operands[0], &request.source);
    if (code == EXIT_OK) {
        code = view_find_control(view, line->operands[1], &request.target);
    }
    *out = request;
    return code;
}

static int
explain(struct view *view, const xw_explain_request *request,
        const struct common_options *common)
{
    json_t *document = NULL;
    xw_explanation explanation = { 0 };
    xw_scratch *scratch = NULL;
    if (!xw_scratch_new(view->graph, &scratch, &view->err) &&
        !xw_explain(scratch, request, &explanation, &view->err)) {
        document = explain_document(view, request, &explanation);
    }
    int code = view_failed(view);
    if (code == EXIT_OK) {
        bool is_answered = explanation.answer.verdict != XW_UNMAPPED ||
                           explanation.into.gap != XW_NONE;
        code = is_answered ? EXIT_OK : EXIT_NEGATIVE;
        explain_report_print(document, common);
    }
    json_decref(document);
    xw_scratch_free(scratch);
    return code;
}

static int
run(const struct invocation *line)
{
    struct view view;
    int code = view_open(&view, &line->common, VERIFY_SMALL);
    if (code == EXIT_OK) {
        xw_explain_request request;
        code = read_request(&view, line, &request);
        if (code == EXIT_OK) {
            code = explain(&view, &request, &line->common);
        }
    }
    view_close(&view);
    return code;
}

const struct command command_explain = {
    .name = "explain",
    .summary = "why one control satisfies another, or does not",
    .operands = "SOURCE TARGET",
    .details = "Shows every walk of mappings between the two, shortest first,\n"
               "what each contributes, the mappings without which the verdict\n"
               "would be another, and the publications all this rests on.\n",
    .example = "xw explain iso-42001:6.1.2 iso-27001:6.1.2",
    .least = 2,
    .most = 2,
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
