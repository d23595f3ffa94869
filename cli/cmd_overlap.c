/* cmd_overlap.c - xw overlap [F...]: how much of each framework every other
 * reaches. */
#include "command.h"
#include "exit_code.h"
#include "output.h"
#include "overlap_document.h"
#include "overlap_report.h"
#include "progress.h"
#include "rationale.h"
#include "selection.h"

#include <string.h>

struct values {
    struct string_list rationale;
    uint32_t max_hops, measure, threads;
};

static const struct option options[] = {
    { .name = "max-hops",
      .argument = "N",
      .help = "mappings to follow, 1 or 2",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, max_hops),
      .least = 1,
      .most = XW_OVERLAP_HOPS_MOST,
      .initial = XW_OVERLAP_HOPS_MOST },
    { .name = "measure",
      .argument = "MEASURE",
      .help = "what counts as reached",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct values, measure),
      .initial = XW_MEASURE_MAPPED,
      .choices = overlap_measures },
    OPTION_RATIONALE(struct values),
    { .name = "threads",
      .argument = "N",
      .help = "threads to use; one for each processor if not given",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, threads),
      .least = 1,
      .most = 1024 },
};

/* An operand is a framework, or several with commas between them. */
static int
read_operand(struct view *view, const char *operand, struct selections *out)
{
    int code = EXIT_OK;
    for (const char *name = operand; code == EXIT_OK;) {
        size_t len = strcspn(name, ",");
        xw_selection selection;
        code = view_find_selection(view, (xw_string){ name, len }, &selection);
        if (code == EXIT_OK) {
            selections_add(out, selection);
        }
        name += len;
        if (*name == '\0') {
            break;
        }
        ++name;
    }
    return code;
}

static int
read_request(struct view *view, const struct invocation *line,
             struct selections *of, xw_overlap_request *out)
{
    const struct values *values = line->values;
    if (!rationale_bits(&values->rationale, &out->rationales)) {
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < line->operand_count; ++i) {
        int code = read_operand(view, line->operands[i], of);
        if (code != EXIT_OK) {
            return code;
        }
    }
    out->of = of->items;
    out->of_count = of->count;
    out->max_hops = values->max_hops;
    out->measure = (xw_measure)values->measure;
    out->threads = values->threads;
    return EXIT_OK;
}

static bool
reaches_another(const xw_overlap *overlap, size_t from)
{
    for (size_t to = 0; to < xw_overlap_count(overlap); ++to) {
        if (from != to && xw_overlap_reached(overlap, from, to)) {
            return true;
        }
    }
    return false;
}

static bool
is_any_reached(const xw_overlap *overlap)
{
    for (size_t from = 0; from < xw_overlap_count(overlap); ++from) {
        if (reaches_another(overlap, from)) {
            return true;
        }
    }
    return false;
}

static int
answer(struct view *view, const struct invocation *line,
       const xw_overlap_request *asked)
{
    struct progress progress = progress_begin("overlap");
    xw_overlap_request request = *asked;
    xw_overlap *overlap = NULL;
    request.progress = progress_update;
    request.payload = &progress;
    xw_status st = xw_overlap_new(view->graph, &request, &overlap, &view->err);
    progress_clear(&progress);
    if (st) {
        return view_failed(view);
    }
    struct text json = { 0 };
    overlap_document_write(&(struct writer){ .out = &json }, view, asked,
                           overlap);
    json_t *document = document_take(&json);
    int code = view_failed(view);
    if (code == EXIT_OK) {
        code = is_any_reached(overlap) ? EXIT_OK : EXIT_NEGATIVE;
        overlap_report_print(document, &line->common);
    }
    json_decref(document);
    xw_overlap_free(overlap);
    return code;
}

static int
run(const struct invocation *line)
{
    struct view view;
    struct selections of = { 0 };
    xw_overlap_request request = XW_OVERLAP_REQUEST_INIT;
    int code = view_open(&view, &line->common, VERIFY_ALWAYS);
    if (code == EXIT_OK) {
        code = read_request(&view, line, &of, &request);
    }
    if (code == EXIT_OK) {
        code = answer(&view, line, &request);
    }
    selections_free(&of);
    view_close(&view);
    return code;
}

const struct command command_overlap = {
    .name = "overlap",
    .summary = "how much of each framework every other one reaches",
    .operands = "[F...]",
    .details =
        "A row and a column for each framework or scope named, or for all.\n"
        "The share is of the column's controls that are assessable and not\n"
        "withdrawn; reached is what some control of the row answers for:\n"
        "  mapped   with any verdict but gap, none and unmapped\n"
        "  partial  with full or partial\n"
        "  full     with full\n"
        "In a table, '=' is the framework itself, '.' is nothing reached, and\n"
        "'-' that nothing of it counts.\n",
    .example = "xw overlap iso-27001 iso-42001 gdpr --measure partial",
    .most = SIZE_MAX,
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
