/* cmd_gaps.c - xw gaps --have F --want F: what of the wanted is open, what
 * comes closest, and what would close most. */
#include "command.h"
#include "coverage_report.h"
#include "exit_code.h"
#include "gaps_document.h"
#include "gaps_report.h"

struct values {
    struct coverage_values question;
    struct gaps_options gaps;
};

static const struct option options[] = {
    { .name = "limit",
      .argument = "N",
      .help = "answers for each control, and things to adopt",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, gaps.limit),
      .least = 1,
      .most = UINT32_MAX,
      .initial = 3 },
    { .name = "next",
      .help = "also rank the frameworks that would close most",
      .offset = offsetof(struct values, gaps.next) },
    { .name = "next-controls",
      .help = "also rank the single controls that would close most",
      .offset = offsetof(struct values, gaps.controls) },
};

static bool
is_any_open(const json_t *document)
{
    size_t i = 0;
    const json_t *want = NULL;
    json_array_foreach(json_object_get(document, "want"), i, want)
    {
        if (document_integer(want, "open")) {
            return true;
        }
    }
    return false;
}

static int
answer(struct view *view, const struct invocation *line,
       const struct coverage_question *question, xw_coverage *coverage)
{
    const struct values *values = line->values;
    struct text json = { 0 };
    gaps_document_write(&(struct writer){ .out = &json }, view, coverage,
                        question, &values->gaps);
    json_t *document = document_take(&json);
    int code = view_failed(view);
    if (code == EXIT_OK) {
        coverage_say_what_is_empty(document);
        code = is_any_open(document) ? EXIT_OK : EXIT_NEGATIVE;
        gaps_report_print(document, &line->common);
    }
    json_decref(document);
    return code;
}

static int
run(const struct invocation *line)
{
    return coverage_question_run(line, "gaps", answer);
}

const struct command command_gaps = {
    .name = "gaps",
    .summary = "what of the wanted is open, and what comes closest",
    .operands = "--have F[,F] --want F[,F]",
    .details =
        "Open is what 'xw coverage' does not count as met in full.  Beside\n"
        "each control stands what is held and closest to hand, then its best\n"
        "candidates.  --next ranks what is not held by how many open controls\n"
        "it would close, then by how many it would advance to partial.\n",
    .example = "xw gaps --have iso-27001 --want iso-42001 --next",
    .reads_graph = true,
    .shared = coverage_options,
    .shared_count = COVERAGE_OPTIONS,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
