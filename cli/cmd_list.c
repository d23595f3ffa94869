/* cmd_list.c - xw list: the frameworks, sets or scopes of a graph. */
#include "command.h"
#include "exit_code.h"
#include "framework_document.h"
#include "nearest.h"
#include "output.h"
#include "proof.h"
#include "report.h"
#include "view.h"

#include <string.h>

struct values {
    struct string_list fields;
};

static const struct option options[] = {
    OPTION_FIELDS(struct values, "the columns to print"),
};

/* ---- Frameworks ----------------------------------------------------------- */

static const struct column framework_columns[] = {
    { .name = "id", .heading = "FRAMEWORK" },
    { .name = "name", .heading = "NAME", .look = LOOK_LONG },
    { .name = "version", .heading = "VERSION" },
    { .name = "publisher", .heading = "PUBLISHER", .look = LOOK_LONG },
    { .name = "kind" },
    { .name = "family" },
    { .name = "control_count", .heading = "CONTROLS", .look = LOOK_NUMBER },
    { .name = "assessable_count",
      .heading = "ASSESSABLE",
      .look = LOOK_NUMBER },
    { .name = "implied" },
    { .name = "license", .look = LOOK_LONG },
    { .name = "source", .look = LOOK_LONG },
};

static json_t *
framework_row(struct view *view, uint32_t index)
{
    return framework_entry(view, (xw_framework){ index });
}

/* ---- Sets ----------------------------------------------------------------- */

static const struct column set_columns[] = {
    { .name = "id", .heading = "SET" },
    { .name = "name", .heading = "NAME", .look = LOOK_LONG },
    { .name = "publisher", .heading = "PUBLISHER", .look = LOOK_LONG },
    { .name = "version", .heading = "VERSION" },
    { .name = "date", .heading = "DATE" },
    { .name = "method" },
    { .name = "status" },
    { .name = "claim", .heading = "CLAIM" },
    { .name = "related" },
    { .name = "trust", .look = LOOK_NUMBER },
    { .name = "precedence", .look = LOOK_NUMBER },
    { .name = "mappings", .heading = "MAPPINGS", .look = LOOK_NUMBER },
    { .name = "license", .look = LOOK_LONG },
    { .name = "source", .look = LOOK_LONG },
};

static json_t *
set_row(struct view *view, uint32_t index)
{
    return proof_set(view, (xw_set){ index });
}

/* ---- Scopes --------------------------------------------------------------- */

static const struct column scope_columns[] = {
    { .name = "id", .heading = "SCOPE" },
    { .name = "framework" },
    { .name = "scope" },
    { .name = "control_count", .heading = "CONTROLS", .look = LOOK_NUMBER },
};

static json_t *
scope_row(struct view *view, uint32_t index)
{
    return scope_entry(view, (xw_scope){ index });
}

/* ---- The command ---------------------------------------------------------- */

static const struct kind {
    const char *name;
    uint32_t (*count)(const xw_graph *graph);
    json_t *(*row)(struct view *view, uint32_t index);
    const struct column *columns; /* [column_count] */
    size_t column_count;
} kinds[] = {
    { "frameworks", xw_graph_framework_count, framework_row, framework_columns,
      sizeof framework_columns / sizeof *framework_columns },
    { "sets", xw_graph_set_count, set_row, set_columns,
      sizeof set_columns / sizeof *set_columns },
    { "scopes", xw_graph_scope_count, scope_row, scope_columns,
      sizeof scope_columns / sizeof *scope_columns },
};

static const struct kind *
find_kind(const struct invocation *line)
{
    if (line->operand_count == 0) {
        return &kinds[0];
    }
    struct nearest nearest = { .typed = line->operands[0] };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i) {
        if (strcmp(kinds[i].name, line->operands[0]) == 0) {
            return &kinds[i];
        }
        nearest_consider(&nearest, kinds[i].name);
    }
    output_error("list: there is no list of '%s'", line->operands[0]);
    output_hint("did you mean '%s'?",
                nearest.word ? nearest.word : kinds[0].name);
    return NULL;
}

static json_t *
list_document(struct view *view, const struct kind *kind)
{
    json_t *document = view_document(view);
    json_t *rows = json_array();
    uint32_t count = kind->count(view->graph);
    for (uint32_t i = 0; i < count; ++i) {
        document_add(rows, kind->row(view, i));
    }
    document_set(document, kind->name, rows);
    return document;
}

static int
print_list(struct view *view, const struct kind *kind,
           const struct columns *columns, const struct common_options *common)
{
    json_t *document = list_document(view, kind);
    const json_t *rows = json_object_get(document, kind->name);
    int code = view_failed(view);
    if (code == EXIT_OK) {
        report_print(&(struct report){ document, rows, columns, NULL }, common);
        code = json_array_size(rows) ? EXIT_OK : EXIT_NEGATIVE;
    }
    json_decref(document);
    return code;
}

static int
run(const struct invocation *line)
{
    const struct values *values = line->values;
    const struct kind *kind = find_kind(line);
    struct columns columns;
    if (!kind ||
        !columns_choose(kind->columns, kind->column_count, &values->fields,
                        report_is_for_people(&line->common), &columns)) {
        return EXIT_USAGE;
    }
    struct view view;
    int code = view_open(&view, &line->common, VERIFY_SMALL);
    if (code == EXIT_OK) {
        code = print_list(&view, kind, &columns, &line->common);
    }
    view_close(&view);
    columns_free(&columns);
    return code;
}

const struct command command_list = {
    .name = "list",
    .summary = "list the frameworks, mapping sets or scopes of a graph",
    .operands = "[frameworks|sets|scopes]",
    .example = "xw list sets",
    .most = 1,
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
