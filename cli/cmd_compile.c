/* cmd_compile.c - xw compile SOURCE... -o FILE.xwg: published files to a graph
 * file. */
#include "command.h"
#include "exit_code.h"
#include "listing.h"
#include "nearest.h"
#include "output.h"
#include "text.h"

#include <xw/graph_file.h>
#include <xw/import.h>
#include <xw/query.h>

#include <string.h>

struct values {
    const char *output, *format, *source_framework, *target_framework, *columns;
    uint32_t subject; /* enum xw_subject */
    uint32_t diagnostics;
    bool strict, keep_going;
};

static const char *const forms[] = { "text", "json", NULL };
enum { FORM_JSON = 1 };

static const char *const subjects[] = { "default", "focal", "reference", NULL };

static const struct option options[] = {
    { .letter = 'o',
      .name = "output",
      .argument = "FILE.xwg",
      .help = "the graph file to write",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct values, output) },
    { .name = "format-in",
      .argument = "NAME",
      .help = "what the sources are, if not as detected",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct values, format) },
    { .name = "source-framework",
      .argument = "F",
      .help = "whose the first (focal) controls of sheets are",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct values, source_framework) },
    { .name = "target-framework",
      .argument = "F",
      .help = "whose the others (reference) are",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct values, target_framework) },
    { .name = "subject",
      .argument = "WHICH",
      .help = "element that an OLIR or STRM row is said of",
      .choices = subjects,
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct values, subject) },
    { .name = "columns",
      .argument = "FILE",
      .help = "what the columns of wide sheets are",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct values, columns) },
    { .name = "diagnostics",
      .argument = "FORM",
      .help = "as what to say what is wrong; json goes to stdout",
      .choices = forms,
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct values, diagnostics) },
    { .name = "strict",
      .help = "what no source declares is an error",
      .offset = offsetof(struct values, strict) },
    { .name = "keep-going",
      .help = "write the graph without the bad rows",
      .offset = offsetof(struct values, keep_going) },
};

static bool
is_known_format(const char *format)
{
    struct nearest nearest = { .typed = format };
    const char *name = NULL;
    for (size_t i = 0; (name = xw_import_format_name(i)) != NULL; ++i) {
        if (strcmp(name, format) == 0) {
            return true;
        }
        nearest_consider(&nearest, name);
    }
    output_error("--format-in: there is no format '%s'", format);
    for (size_t i = 0; (name = xw_import_format_name(i)) != NULL; ++i) {
        output_hint("a format is '%s'", name);
    }
    return false;
}

static bool
is_complete(const struct values *values)
{
    if (!values->output) {
        output_error("compile: no file to write");
        output_hint("name it with -o FILE.xwg");
        return false;
    }
    return !values->format || is_known_format(values->format);
}

/* ---- Reading -------------------------------------------------------------- */

struct compilation {
    struct listing listing;
    xw_import_options options;
    xw_import_summary summary;
};

/* All faults are to be listed, so reading always keeps going; whether the graph
 * is kept is decided by their number. */
static void
begin(struct compilation *compilation, const struct invocation *line)
{
    const struct values *values = line->values;
    *compilation = (struct compilation){
        .listing = { .progress = progress_begin("compile"),
                     .verbose = line->common.verbose },
        .options = { .size = sizeof compilation->options,
                     .format = values->format,
                     .source_framework = values->source_framework,
                     .target_framework = values->target_framework,
                     .columns = values->columns,
                     .subject = (xw_subject)values->subject,
                     .strict = values->strict,
                     .keep_going = true,
                     .diag = listing_add,
                     .progress = listing_progress },
        .summary = XW_IMPORT_SUMMARY_INIT,
    };
    if (values->diagnostics == FORM_JSON) {
        compilation->listing.collected = json_array();
    }
    compilation->options.payload = &compilation->listing;
    compilation->options.progress_payload = &compilation->listing;
}

static xw_status
freeze(struct compilation *compilation, xw_builder *builder, xw_graph **out)
{
    xw_error err = XW_ERROR_INIT;
    xw_import_reviewer reviewer = { .size = sizeof reviewer,
                                    .builder = builder,
                                    .options = &compilation->options,
                                    .summary = &compilation->summary };
    xw_status st =
        xw_builder_freeze(builder, xw_import_review, &reviewer, out, &err);
    if (st) {
        progress_clear(&compilation->listing.progress);
        (void)output_failure(&err);
    }
    return st;
}

/* Failures are said where they are found, the importer's by the listing. */
static xw_status
read_sources(struct compilation *compilation, const struct invocation *line,
             xw_graph **out)
{
    xw_builder *builder = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_builder_new(&builder, &err);
    if (st) {
        (void)output_failure(&err);
        return st;
    }
    st = xw_import_paths(builder, (const char *const *)line->operands,
                         line->operand_count, &compilation->options,
                         &compilation->summary, &err);
    if (!st) {
        st = freeze(compilation, builder, out);
    }
    xw_builder_free(builder);
    listing_end(&compilation->listing, &compilation->summary);
    return st;
}

/* ---- Writing -------------------------------------------------------------- */

static void
say_what_was_written(const xw_graph *graph, const char *path)
{
    xw_graph_stats stats;
    xw_graph_get_stats(graph, &stats);
    struct text said = { 0 };
    text_add_count(&said, stats.frameworks, "framework");
    text_add(&said, ", ");
    text_add_count(&said, stats.controls, "control");
    text_add(&said, ", ");
    text_add_count(&said, stats.mappings, "mapping");
    text_add(&said, " of ");
    text_add_count(&said, stats.mapping_rows, "row");
    text_add(&said, ", ");
    text_add_count(&said, stats.sets, "set");
    text_add(&said, ", ");
    text_add_count(&said, stats.gaps, "gap");
    text_add(&said, ", ");
    text_add_count(&said, stats.bytes, "byte");
    output_note("wrote %s: %s", path, text_get(&said));
    text_free(&said);
}

/* What counts is what can be read again, so that is what is checked. */
static xw_status
read_back(const char *path, xw_error *err)
{
    xw_graph *graph = NULL;
    xw_status st = xw_graph_open(path, &graph, err);
    if (!st) {
        st = xw_graph_verify(graph, err);
    }
    xw_graph_free(graph);
    return st;
}

static int
write_graph(const xw_graph *graph, const char *path)
{
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_graph_write(graph, path, &err);
    if (!st) {
        st = read_back(path, &err);
    }
    if (st) {
        return output_failure(&err);
    }
    say_what_was_written(graph, path);
    return EXIT_OK;
}

/* Whether what was read is to be written, as an exit code.  Rows can be done
 * without; a source that cannot be read is not there at all. */
static int
verdict_on(const struct compilation *compilation, xw_status st,
           const struct values *values)
{
    int code = st ? output_exit_code(st) : compilation->listing.code;
    if (code == EXIT_OK || (code == EXIT_INPUT && values->keep_going)) {
        return EXIT_OK;
    }
    output_note("nothing was written to %s", values->output);
    if (code == EXIT_INPUT) {
        output_hint("--keep-going writes the graph without the bad rows");
    }
    return code;
}

/* One document, with the graph that was written or null. */
static void
print_diagnostics(const struct compilation *compilation, const xw_graph *graph,
                  const char *path)
{
    json_t *document = json_object();
    document_set(document, "graph",
                 graph ? document_text(xw_graph_checksum(graph)) : json_null());
    document_set(document, "output", graph ? document_text(path) : json_null());
    listing_describe(&compilation->listing, &compilation->summary, document);
    document_print(document);
    json_decref(document);
}

static int
run(const struct invocation *line)
{
    const struct values *values = line->values;
    if (!is_complete(values)) {
        return EXIT_USAGE;
    }
    struct compilation compilation;
    begin(&compilation, line);
    xw_graph *graph = NULL;
    xw_status st = read_sources(&compilation, line, &graph);
    int code = verdict_on(&compilation, st, values);
    if (code == EXIT_OK) {
        code = write_graph(graph, values->output);
    }
    if (compilation.listing.collected) {
        print_diagnostics(&compilation, code == EXIT_OK ? graph : NULL,
                          values->output);
        json_decref(compilation.listing.collected);
    }
    xw_graph_free(graph);
    return code;
}

const struct command command_compile = {
    .name = "compile",
    .summary = "make a graph file of published frameworks and mappings",
    .operands = "SOURCE... -o FILE.xwg",
    .details =
        "A source is a file, or a folder with all that is in it.  Every\n"
        "bad row is listed, and then nothing is written; a file that is\n"
        "already there stays as it is.\n",
    .example = "xw compile frameworks/ mappings.csv -o controls.xwg",
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
