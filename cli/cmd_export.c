/* cmd_export.c - xw export: a graph as files that others read, and that
 * compile to the same graph again. */
#include "answer.h"
#include "command.h"
#include "exit_code.h"
#include "export_answers.h"
#include "export_csv.h"
#include "export_graphml.h"
#include "export_json.h"
#include "export_oscal.h"
#include "export_sssom.h"
#include "output.h"

#include <inttypes.h>

enum export_format {
    EXPORT_CSV,
    EXPORT_JSON,
    EXPORT_OSCAL,
    EXPORT_GRAPHML,
    EXPORT_SSSOM
};

static const char *const formats[] = { "csv",     "json",  "oscal",
                                       "graphml", "sssom", NULL };

/* The first stands for all the others, which are export_csv_tables. */
static const char *const tables[] = { "all",    "frameworks", "controls",
                                      "scopes", "sets",       "mappings",
                                      "gaps",   NULL };

enum { ALL_TABLES = 0, MAPPINGS_TABLE = 5 };

struct values {
    struct string_list sets, from, to;
    const char *output;
    uint32_t format, table, max_hops, min, limit;
    bool answers;
};

static const struct option options[] = {
    { .name = "format",
      .argument = "FORMAT",
      .help = "what to write",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct values, format),
      .initial = EXPORT_JSON,
      .choices = formats },
    { .letter = 'o',
      .name = "output",
      .argument = "PATH",
      .help = "the file or folder to write; stdout if not given",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct values, output) },
    { .name = "sets",
      .argument = "S,S",
      .help = "only these mapping sets",
      .kind = OPTION_LIST,
      .offset = offsetof(struct values, sets) },
    { .name = "table",
      .argument = "TABLE",
      .help = "of csv, one file, not all in a folder",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct values, table),
      .choices = tables },
    { .name = "answers",
      .help = "derived answers, not what was published",
      .offset = offsetof(struct values, answers) },
    { .name = "from",
      .argument = "F,F",
      .help = "answers: frameworks or scopes of sources; all if not given",
      .kind = OPTION_LIST,
      .offset = offsetof(struct values, from) },
    { .name = "to",
      .argument = "F,F",
      .help = "answers: frameworks or scopes of targets; all if not given",
      .kind = OPTION_LIST,
      .offset = offsetof(struct values, to) },
    OPTION_MAX_HOPS(struct values, "answers: mappings to follow"),
    { .name = "min",
      .argument = "VERDICT",
      .help = "answers: leave out what is worse",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct values, min),
      .initial = XW_UNMAPPED,
      .choices = answer_verdicts },
    OPTION_LIMIT(struct values,
                 "answers: candidates for each source and framework",
                 XW_LIMIT_DEFAULT),
};

/* ---- What was published ----------------------------------------------------- */

static int
finish(struct view *view, struct sink *sink, int code)
{
    code = code == EXIT_OK ? view_failed(view) : code;
    int closed = sink_close(sink, code == EXIT_OK);
    return code == EXIT_OK ? closed : code;
}

static int
write_csv(struct exported *exported, const struct values *values)
{
    uint32_t table = values->table;
    if (table == ALL_TABLES && values->output) {
        return export_csv_folder(exported, values->output);
    }
    if (table == ALL_TABLES) {
        output_note("this is mappings.csv alone");
        output_hint("-o FOLDER writes all files of the graph");
        table = MAPPINGS_TABLE;
    }
    struct sink sink;
    sink_open(&sink, values->output);
    export_csv_table(exported, table - 1, &sink);
    return finish(exported->view, &sink, EXIT_OK);
}

static int
write_document(struct exported *exported, const struct values *values)
{
    if (values->format == EXPORT_SSSOM && values->output &&
        sink_is_folder(values->output)) {
        return export_sssom_folder(exported, values->output);
    }
    struct sink sink;
    int code = EXIT_OK;
    sink_open(&sink, values->output);
    switch ((enum export_format)values->format) {
    case EXPORT_CSV: break; /* is no document */
    case EXPORT_JSON: export_json(exported, &sink); break;
    case EXPORT_GRAPHML: export_graphml(exported, &sink); break;
    case EXPORT_SSSOM: export_sssom(exported, &sink); break;
    case EXPORT_OSCAL: code = export_oscal(exported, &sink); break;
    }
    return finish(exported->view, &sink, code);
}

static void
say_what_is_left_out(const struct exported *exported)
{
    if (exported->unsaid) {
        output_note("aliases left out, as a cell of CSV cannot say ';' in "
                    "one: %" PRIu64,
                    exported->unsaid);
        output_hint("--format json says all");
    }
}

static int
export_graph(struct view *view, const struct invocation *line)
{
    const struct values *values = line->values;
    struct exported exported;
    int code = exported_choose(&exported, view, line->operands,
                               line->operand_count, &values->sets);
    if (code == EXIT_OK && exported_is_empty(&exported)) {
        code = EXIT_NEGATIVE;
    }
    if (code == EXIT_OK) {
        code = values->format == EXPORT_CSV ? write_csv(&exported, values)
                                            : write_document(&exported, values);
        say_what_is_left_out(&exported);
    }
    exported_free(&exported);
    return code;
}

/* ---- What follows ----------------------------------------------------------- */

static void
add_all_frameworks(struct view *view, struct selections *selections)
{
    uint32_t count = xw_graph_framework_count(view->graph);
    for (uint32_t f = 0; f < count; ++f) {
        selections_add(selections, (xw_selection){ { f }, { XW_NONE } });
    }
}

static int
choose(struct view *view, const struct string_list *names,
       struct selections *out)
{
    int code = selections_read(view, names, out);
    if (code == EXIT_OK && !names->count) {
        add_all_frameworks(view, out);
    }
    return code;
}

static int
write_answers(struct view *view, const struct export_question *question,
              const char *output)
{
    struct sink sink;
    sink_open(&sink, output);
    uint64_t rows = export_answers(view, question, &sink);
    int code = finish(view, &sink, EXIT_OK);
    return code == EXIT_OK && !rows ? EXIT_NEGATIVE : code;
}

static int
answer(struct view *view, const struct values *values)
{
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.direction = XW_SATISFIES;
    request.max_hops = values->max_hops;
    request.min = (xw_verdict)values->min;
    request.limit = values->limit;
    struct export_question question = { .request = request };
    int code = choose(view, &values->from, &question.from);
    code = code == EXIT_OK ? choose(view, &values->to, &question.to) : code;
    code =
        code == EXIT_OK ? write_answers(view, &question, values->output) : code;
    selections_free(&question.from);
    selections_free(&question.to);
    return code;
}

/* ---- The command ------------------------------------------------------------ */

static bool
is_sensible(const struct invocation *line)
{
    const struct values *values = line->values;
    if (values->answers && values->format != EXPORT_CSV) {
        output_error("export: answers are written as csv only");
    } else if (values->answers && (line->operand_count || values->sets.count)) {
        output_error("export: answers are those --from and --to name");
    } else if (!values->answers && (values->from.count || values->to.count)) {
        output_error("export: --from and --to are for --answers");
        output_hint("frameworks to export are operands: xw export F F");
    } else if (values->table != ALL_TABLES && values->format != EXPORT_CSV) {
        output_error("export: --table is for --format csv");
    } else {
        return true;
    }
    return false;
}

static int
run(const struct invocation *line)
{
    const struct values *values = line->values;
    if (!is_sensible(line)) {
        return EXIT_USAGE;
    }
    struct view view;
    int code = view_open(&view, &line->common, VERIFY_SMALL);
    if (code == EXIT_OK) {
        code =
            values->answers ? answer(&view, values) : export_graph(&view, line);
    }
    view_close(&view);
    return code;
}

const struct command command_export = {
    .name = "export",
    .summary = "write a graph as files that others read",
    .operands = "[F...]",
    .details =
        "Without F, all of the graph; with it, these frameworks, and the\n"
        "mappings and gaps that speak of these alone.\n"
        "  csv      the files of the native format: a folder with -o FOLDER,\n"
        "           or the one that --table names\n"
        "  json     the same as one document\n"
        "  oscal    an OSCAL mapping collection, model 1.2\n"
        "  graphml  nodes and edges, for programs that draw graphs\n"
        "  sssom    mappings and gaps, for those who map ontologies; with\n"
        "           -o FOLDER/ a file for each mapping set\n"
        "csv, json and oscal compile to a graph with the same answers.\n"
        "With --answers, what follows: a row for each source and target, for\n"
        "a database.  Columns: source, target, verdict, relation, basis,\n"
        "topic, hops, strength, score; those that are not known are empty.\n",
    .example = "xw export iso-42001 eu-ai-act --format csv -o pack",
    .most = SIZE_MAX,
    .reads_graph = true,
    .prints_lines = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
