/* cmd_stats.c - xw stats: how much is in a graph. */
#include "command.h"
#include "exit_code.h"
#include "facts.h"
#include "report.h"
#include "stats_document.h"

static const struct column all_columns[] = {
    { .name = "graph" },
    { .name = "frameworks", .heading = "FRAMEWORKS", .look = LOOK_NUMBER },
    { .name = "implied_frameworks", .heading = "IMPLIED", .look = LOOK_NUMBER },
    { .name = "controls", .heading = "CONTROLS", .look = LOOK_NUMBER },
    { .name = "implied_controls", .heading = "IMPLIED", .look = LOOK_NUMBER },
    { .name = "scopes", .heading = "SCOPES", .look = LOOK_NUMBER },
    { .name = "sets", .heading = "SETS", .look = LOOK_NUMBER },
    { .name = "mappings", .heading = "MAPPINGS", .look = LOOK_NUMBER },
    { .name = "mapping_rows", .heading = "MAPPING ROWS", .look = LOOK_NUMBER },
    { .name = "gaps", .heading = "GAPS", .look = LOOK_NUMBER },
    { .name = "bytes", .heading = "BYTES", .look = LOOK_NUMBER },
};

static void
print_text(const struct report *report, struct table_look look)
{
    (void)look; /* facts are as wide as they are */
    facts_print(report->document, report->columns);
}

static int
run(const struct invocation *line)
{
    struct view view;
    int code = view_open(&view, &line->common, VERIFY_ALWAYS);
    if (code == EXIT_OK) {
        struct columns columns;
        (void)columns_choose(all_columns,
                             sizeof all_columns / sizeof *all_columns, NULL,
                             false, &columns);
        json_t *document = stats_document(&view);
        json_t *rows = json_pack("[O]", document);
        report_print(&(struct report){ document, rows, &columns, print_text },
                     &line->common);
        json_decref(rows);
        json_decref(document);
        columns_free(&columns);
    }
    view_close(&view);
    return code;
}

const struct command command_stats = {
    .name = "stats",
    .summary = "count what is in a graph, having checked all of it",
    .operands = "",
    .example = "xw stats --format json",
    .reads_graph = true,
    .run = run,
};
