/* cmd_coverage.c - xw coverage --have F --want F: how much of what is wanted is
 * met by what is held. */
#include "command.h"
#include "coverage_document.h"
#include "coverage_report.h"
#include "exit_code.h"

struct values {
    struct coverage_values question;
    bool by_group, detail;
};

static const struct option options[] = {
    { .name = "by-group",
      .help = "also by chapter or family, rolled up",
      .offset = offsetof(struct values, by_group) },
    { .name = "detail",
      .help = "also each wanted control, with its best proof",
      .offset = offsetof(struct values, detail) },
};

/* Whether anything held answers for anything wanted. */
static bool
is_any_connected(const json_t *document)
{
    size_t i = 0;
    const json_t *want = NULL;
    json_array_foreach(json_object_get(document, "want"), i, want)
    {
        if (document_integer(want, "unmapped") <
            document_integer(want, "controls")) {
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
    coverage_document_write(&(struct writer){ .out = &json }, view, coverage,
                            question, values->by_group, values->detail);
    json_t *document = document_take(&json);
    int code = view_failed(view);
    if (code == EXIT_OK) {
        coverage_say_what_is_empty(document);
        code = is_any_connected(document) ? EXIT_OK : EXIT_NEGATIVE;
        coverage_report_print(document, values->by_group, values->detail,
                              &line->common);
    }
    json_decref(document);
    return code;
}

static int
run(const struct invocation *line)
{
    return coverage_question_run(line, "coverage", answer);
}

const struct command command_coverage = {
    .name = "coverage",
    .summary = "how much of what is wanted is met by what is held",
    .operands = "--have F[,F] --want F[,F]",
    .details =
        "Shares are of the controls that are assessable and not withdrawn,\n"
        "and bounds, not grades: IN FULL is proven met; REACHABLE is at least\n"
        "partly met by stated mappings; MAPPED adds unlabelled ones.  Then\n"
        "the controls with each verdict; topic is full as to its topic only,\n"
        "related is partial by unlabelled mappings.\n",
    .example = "xw coverage --have iso-27001,iso-9001 --want iso-42001",
    .reads_graph = true,
    .shared = coverage_options,
    .shared_count = COVERAGE_OPTIONS,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
