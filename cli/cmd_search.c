/* cmd_search.c - xw search TEXT: controls by words or a pattern in their ids
 * and titles. */
#include "command.h"
#include "control_search.h"
#include "exit_code.h"
#include "output.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>

struct values {
    const char *expression;
    struct string_list in, fields;
    uint32_t limit;
};

static const struct option options[] = {
    { .letter = 'e',
      .name = "regexp",
      .argument = "PATTERN",
      .help = "a regular expression (PCRE2) to find",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct values, expression) },
    { .name = "in",
      .argument = "F,F",
      .help = "the frameworks or scopes to search",
      .kind = OPTION_LIST,
      .offset = offsetof(struct values, in) },
    OPTION_LIMIT(struct values, "print at most so many", XW_LIMIT_DEFAULT),
    OPTION_FIELDS(struct values, "the columns to print"),
};

static const struct column all_columns[] = {
    { .name = "control", .heading = "CONTROL" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "framework" },
    { .name = "kind" },
};

/* ---- What to find --------------------------------------------------------- */

static char *
words_of(const struct invocation *line)
{
    struct text words = { 0 };
    for (size_t i = 0; i < line->operand_count; ++i) {
        text_printf(&words, "%s%s", i ? " " : "", line->operands[i]);
    }
    text_add(&words, "");
    return words.bytes;
}

static bool
read_query(const char *words, const char *expression,
           struct control_search *search)
{
    xw_error err = XW_ERROR_INIT;
    if (!control_search_add_words(search, words, &err) ||
        (expression &&
         !control_search_add_expression(search, expression, &err))) {
        output_error("%s", err.message);
        return false;
    }
    if (search->pattern_count == 0) {
        output_error("search: nothing to find");
        output_hint("give words, or a pattern with -e");
        return false;
    }
    return true;
}

/* ---- Printing ------------------------------------------------------------- */

static void
print_text(const struct report *report, struct table_look look)
{
    json_int_t omitted = document_integer(report->document, "omitted");
    if (json_array_size(report->rows)) {
        table_print(report->rows, report->columns, look);
    }
    if (omitted) {
        printf("\n%" JSON_INTEGER_FORMAT " more, left out by --limit\n",
               omitted);
    }
}

/* ---- The command ---------------------------------------------------------- */

static int
check(const struct view *view, const struct control_search *search)
{
    if (search->is_too_hard) {
        output_error("the pattern takes too many steps to match");
        return EXIT_USAGE;
    }
    return view_failed(view);
}

static int
answer(struct view *view, const struct invocation *line, const char *words,
       struct control_search *search, const struct columns *columns)
{
    const struct values *values = line->values;
    struct selections in;
    int code = selections_read(view, &values->in, &in);
    if (code == EXIT_OK) {
        control_search_run(search, view, &in);
        json_t *document = control_search_document(
            search, view, words, values->expression ? values->expression : "",
            &in, values->limit);
        code = check(view, search);
        if (code == EXIT_OK) {
            report_print(&(struct report){ document,
                                           json_object_get(document, "results"),
                                           columns, print_text },
                         &line->common);
            code = search->total ? EXIT_OK : EXIT_NEGATIVE;
        }
        json_decref(document);
    }
    selections_free(&in);
    return code;
}

static int
open_and_answer(const struct invocation *line, const struct columns *columns)
{
    const struct values *values = line->values;
    struct control_search search = { 0 };
    char *words = words_of(line);
    int code = EXIT_USAGE;
    if (read_query(words, values->expression, &search)) {
        struct view view;
        code = view_open(&view, &line->common, VERIFY_SMALL);
        if (code == EXIT_OK) {
            code = answer(&view, line, words, &search, columns);
        }
        view_close(&view);
    }
    control_search_free(&search);
    free(words);
    return code;
}

static int
run(const struct invocation *line)
{
    const struct values *values = line->values;
    struct columns columns;
    if (!columns_choose(all_columns, sizeof all_columns / sizeof *all_columns,
                        &values->fields, report_is_for_people(&line->common),
                        &columns)) {
        return EXIT_USAGE;
    }
    int code = open_and_answer(line, &columns);
    columns_free(&columns);
    return code;
}

const struct command command_search = {
    .name = "search",
    .summary = "find controls by their ids and titles",
    .operands = "[TEXT...] [-e PATTERN]",
    .details = "All words of TEXT must occur in the id or the title, and the\n"
               "pattern must match there, all but for case.\n",
    .example = "xw search risk assessment --in iso-27001,nist-csf",
    .most = SIZE_MAX,
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
