/* cmd_check.c - xw check: what is doubtful in a graph, or wrong with its file. */
#include "check_document.h"
#include "check_report.h"
#include "command.h"
#include "exit_code.h"
#include "output.h"
#include "progress.h"
#include "rationale.h"
#include "view.h"

#include <xw/graph_file.h>

enum { LIMIT_DEFAULT = 20 };

struct values {
    struct string_list rationale;
    uint32_t max_hops, limit, threads;
    bool file;
};

static const struct option options[] = {
    { .name = "file",
      .help = "only whether the file is damaged, section by section",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct values, file) },
    OPTION_MAX_HOPS(struct values, "mappings to follow for contradictions"),
    { .name = "rationale",
      .argument = "R,R",
      .help = "contradictions only of mappings of these: syntactic, semantic, "
              "functional",
      .kind = OPTION_LIST,
      .offset = offsetof(struct values, rationale) },
    OPTION_LIMIT(struct values, "findings of each kind to list", LIMIT_DEFAULT),
    { .name = "threads",
      .argument = "N",
      .help = "threads to use; 0: one for each processor",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, threads),
      .most = UINT32_MAX },
};

/* ---- What is doubtful -------------------------------------------------------- */

static int
check_graph(struct view *view, const struct invocation *line)
{
    const struct values *values = line->values;
    struct progress progress = progress_begin("checking");
    xw_check_request request = XW_CHECK_REQUEST_INIT;
    xw_findings *findings = NULL;
    json_t *document = NULL;
    request.max_hops = values->max_hops;
    request.limit = values->limit;
    if (!rationale_bits(&values->rationale, &request.rationales)) {
        return EXIT_USAGE;
    }
    request.threads = values->threads;
    request.progress = progress_update;
    request.payload = &progress;
    xw_status st = xw_check(view->graph, &request, &findings, &view->err);
    progress_clear(&progress);
    if (!st) {
        document = check_document(view, findings);
    }
    xw_findings_free(findings);
    int code = view_failed(view);
    if (code == EXIT_OK) {
        bool is_sound = document_flag(document, "sound");
        code = is_sound ? EXIT_OK : EXIT_NEGATIVE;
        check_report_print(document, &line->common);
    }
    json_decref(document);
    return code;
}

/* ---- What is damaged ---------------------------------------------------------- */

static int
check_file(const struct invocation *line)
{
    struct text path = { 0 };
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    (void)graph_source_path(&line->common, &path);
    int code = graph_source_open_unverified(text_get(&path), &graph);
    if (code == EXIT_OK) {
        (void)xw_graph_verify(graph, &err);
        json_t *document = check_file_document(graph, text_get(&path), &err);
        check_report_print_file(document, &line->common);
        code = err.status ? output_exit_code(err.status) : EXIT_OK;
        json_decref(document);
    }
    xw_graph_free(graph);
    text_free(&path);
    return code;
}

static int
run(const struct invocation *line)
{
    const struct values *values = line->values;
    if (values->file) {
        return check_file(line);
    }
    struct view view;
    int code = view_open(&view, &line->common, VERIFY_ALWAYS);
    if (code == EXIT_OK) {
        code = check_graph(&view, line);
    }
    view_close(&view);
    return code;
}

const struct command command_check = {
    .name = "check",
    .summary = "what is doubtful in a graph",
    .operands = "",
    .details =
        "Finds mappings that contradict each other, with the two shortest\n"
        "walks that do; sets that look as if they had been derived from\n"
        "others; what is said twice, or of several controls that one is equal\n"
        "to; mappings of headings, of withdrawn controls, of a whole and its\n"
        "part at once; what no catalogue defines; ids that look alike; faults\n"
        "of hierarchy.  Exits 0 when there is nothing of that, 1 when there\n"
        "is.\n",
    .example = "xw check --max-hops 3",
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
