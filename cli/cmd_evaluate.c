/* cmd_evaluate.c - xw evaluate: how far inferred answers can be trusted, on the
 * very graph that they are inferred from. */
#include "candidate_file.h"
#include "command.h"
#include "evaluate_document.h"
#include "evaluate_report.h"
#include "exit_code.h"
#include "output.h"
#include "progress.h"

struct values {
    uint32_t max_hops, min_pairs, threads;
    const char *candidates;
};

static const struct option options[] = {
    OPTION_MAX_HOPS(struct values, "mappings to follow"),
    { .name = "min-pairs",
      .argument = "N",
      .help = "published pairs of controls that two frameworks must have to be "
              "judged by",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, min_pairs),
      .least = 1,
      .most = UINT32_MAX,
      .initial = XW_MIN_PAIRS_DEFAULT },
    { .name = "threads",
      .argument = "N",
      .help = "threads to use; one for each processor if not given",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, threads),
      .least = 1,
      .most = UINT32_MAX },
    { .name = "candidates",
      .argument = "FILE",
      .help = "also write every candidate, with all that its score is made "
              "of, to a CSV file",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct values, candidates) },
};

static xw_evaluation *
evaluate(struct view *view, const struct values *values,
         struct candidate_file *candidates)
{
    struct progress progress = progress_begin("evaluate");
    xw_evaluation *evaluation = NULL;
    xw_evaluate_request request = XW_EVALUATE_REQUEST_INIT;
    request.max_hops = values->max_hops;
    request.min_pairs = values->min_pairs;
    request.threads = values->threads;
    request.progress = progress_update;
    request.progress_payload = &progress;
    if (candidates->stream) {
        request.candidate = candidate_file_add;
        request.payload = candidates;
    }
    (void)xw_evaluate(view->graph, &request, &evaluation, &view->err);
    progress_clear(&progress);
    return evaluation;
}

static void
say_nothing_to_judge(const struct values *values)
{
    output_note("no two frameworks of this graph have %u published pairs of "
                "controls and another way round within %u %s",
                (unsigned)values->min_pairs, (unsigned)values->max_hops,
                values->max_hops == 1 ? "hop" : "hops");
    output_hint("a smaller --min-pairs or a larger --max-hops may find some");
}

static int
report(struct view *view, const xw_evaluation *evaluation,
       const struct invocation *line)
{
    json_t *document = evaluate_document(view, evaluation);
    int code = view_failed(view);
    if (code == EXIT_OK) {
        evaluate_report_print(document, &line->common);
        if (!evaluation->pair_count) {
            say_nothing_to_judge(line->values);
            code = EXIT_NEGATIVE;
        }
    }
    json_decref(document);
    return code;
}

static int
answer(struct view *view, const struct invocation *line)
{
    const struct values *values = line->values;
    struct candidate_file candidates = { 0 };
    if (values->candidates &&
        !candidate_file_open(&candidates, view, values->candidates)) {
        return EXIT_SYSTEM;
    }
    xw_evaluation *evaluation = evaluate(view, values, &candidates);
    bool is_written = candidate_file_close(&candidates);
    int code = view_failed(view);
    if (code == EXIT_OK) {
        code = report(view, evaluation, line);
    }
    xw_evaluation_free(evaluation);
    return is_written ? code : EXIT_SYSTEM;
}

static int
run(const struct invocation *line)
{
    struct view view;
    int code = view_open(&view, &line->common, VERIFY_ALWAYS);
    if (code == EXIT_OK) {
        code = answer(&view, line);
    }
    view_close(&view);
    return code;
}

const struct command command_evaluate = {
    .name = "evaluate",
    .summary = "how far what is inferred can be trusted, on this graph",
    .operands = "",
    .details =
        "Takes each two frameworks that publishers have mapped to each other,\n"
        "hides all those mappings, infers them from the rest, and compares.\n"
        "  reach      published pairs that are candidates then\n"
        "  AP         average precision of the candidates by score; the same\n"
        "             by a plain random walk, and unranked\n"
        "  best F1    with precision and recall at the best cut by score\n"
        "  ECE        by how much scores miss the share that is published\n"
        "What looks derived from other mappings is left out.\n",
    .example = "xw evaluate --min-pairs 20",
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
