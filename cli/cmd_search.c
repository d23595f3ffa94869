/* cmd_search.c - xw search TEXT: controls by words or a pattern in their ids
 * and titles. */
#include "command.h"
#include "exit_code.h"
#include "memory.h"
#include "output.h"
#include "pattern.h"
#include "report.h"
#include "selection.h"
#include "view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    { .name = "limit",
      .argument = "N",
      .help = "print at most so many",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, limit),
      .most = UINT32_MAX,
      .initial = XW_LIMIT_DEFAULT },
    { .name = "fields",
      .argument = "F,F",
      .help = "the columns to print",
      .kind = OPTION_LIST,
      .offset = offsetof(struct values, fields) },
};

static const struct column all_columns[] = {
    { .name = "control", .heading = "CONTROL" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "framework" },
    { .name = "kind" },
};

/* ---- What to find --------------------------------------------------------- */

struct query {
    struct pattern **patterns; /* [count] that all must occur */
    size_t count;
};

static bool
add_pattern(struct query *query, struct pattern *pattern)
{
    if (!pattern) {
        return false;
    }
    query->patterns = memory_resize(query->patterns, query->count + 1,
                                    sizeof(struct pattern *));
    query->patterns[query->count++] = pattern;
    return true;
}

static bool
add_words(struct query *query, const char *text)
{
    static const char blanks[] = " \t\r\n";
    for (text += strspn(text, blanks); *text; text += strspn(text, blanks)) {
        size_t len = strcspn(text, blanks);
        if (!add_pattern(query, pattern_of_word(text, len))) {
            return false;
        }
        text += len;
    }
    return true;
}

static bool
read_query(const struct invocation *line, struct query *query)
{
    const struct values *values = line->values;
    *query = (struct query){ 0 };
    if (values->expression &&
        !add_pattern(query, pattern_of_expression(values->expression))) {
        return false;
    }
    for (size_t i = 0; i < line->operand_count; ++i) {
        if (!add_words(query, line->operands[i])) {
            return false;
        }
    }
    if (query->count == 0) {
        output_error("search: nothing to find");
        output_hint("give words, or a pattern with -e");
        return false;
    }
    return true;
}

static void
free_query(struct query *query)
{
    for (size_t i = 0; i < query->count; ++i) {
        pattern_free(query->patterns[i]);
    }
    free(query->patterns);
}

/* ---- Finding -------------------------------------------------------------- */

enum rank { RANK_ID, RANK_ID_START, RANK_ELSEWHERE, RANK_COUNT };

/* Controls found, by rank, each in the order of the graph. */
struct hits {
    struct {
        uint32_t *controls;
        size_t count;
    } by_rank[RANK_COUNT];
    size_t total;
    bool is_too_hard;
};

static void
add_hit(struct hits *hits, enum rank rank, uint32_t control)
{
    size_t count = hits->by_rank[rank].count++;
    if ((count & (count - 1)) == 0) { /* full at each power of two */
        hits->by_rank[rank].controls =
            memory_resize(hits->by_rank[rank].controls, count ? 2 * count : 1,
                          sizeof(uint32_t));
    }
    hits->by_rank[rank].controls[count] = control;
    ++hits->total;
}

static enum rank
rank_of(enum pattern_match in_id)
{
    switch (in_id) {
    case PATTERN_WHOLE: return RANK_ID;
    case PATTERN_START: return RANK_ID_START;
    case PATTERN_INSIDE:
    case PATTERN_ABSENT:
    case PATTERN_TOO_HARD: break;
    }
    return RANK_ELSEWHERE;
}

/* Whether all patterns occur; the best place of any makes the rank. */
static bool
is_hit(const struct query *query, const xw_control_info *info,
       struct hits *hits, enum rank *rank)
{
    *rank = RANK_ELSEWHERE;
    for (size_t i = 0; i < query->count; ++i) {
        enum pattern_match in_id = pattern_find(query->patterns[i], info->id);
        enum pattern_match in_title =
            in_id < PATTERN_ABSENT
                ? PATTERN_ABSENT
                : pattern_find(query->patterns[i], info->title);
        if (in_id == PATTERN_TOO_HARD || in_title == PATTERN_TOO_HARD) {
            hits->is_too_hard = true;
        }
        if (in_id >= PATTERN_ABSENT && in_title >= PATTERN_ABSENT) {
            return false;
        }
        enum rank own = rank_of(in_id);
        *rank = own < *rank ? own : *rank;
    }
    return true;
}

static void
consider(struct view *view, const struct query *query, uint32_t control,
         struct hits *hits)
{
    xw_control_info info = view_control(view, (xw_control){ control });
    enum rank rank = RANK_ELSEWHERE;
    if (is_hit(query, &info, hits, &rank)) {
        add_hit(hits, rank, control);
    }
}

static void
search(struct view *view, const struct query *query,
       const struct selections *in, struct hits *hits)
{
    *hits = (struct hits){ 0 };
    bool *wanted = in->count ? selections_flags(view, in) : NULL;
    uint32_t all = xw_graph_control_count(view->graph);
    for (uint32_t control = 0; control < all; ++control) {
        if (!wanted || wanted[control]) {
            consider(view, query, control, hits);
        }
    }
    free(wanted);
}

static void
free_hits(struct hits *hits)
{
    for (int rank = 0; rank < RANK_COUNT; ++rank) {
        free(hits->by_rank[rank].controls);
    }
}

/* ---- Printing ------------------------------------------------------------- */

static json_t *
result_row(struct view *view, uint32_t number)
{
    xw_control control = { number };
    xw_control_info info = view_control(view, control);
    json_t *row = json_object();
    document_set(row, "control", view_reference(view, control));
    document_set(row, "title", document_text_or_null(info.title));
    document_set(row, "framework",
                 document_text(view_framework(view, info.framework).id));
    document_set(row, "kind", document_text_or_null(info.kind));
    return row;
}

static json_t *
result_rows(struct view *view, const struct hits *hits, size_t limit)
{
    json_t *rows = json_array();
    for (int rank = 0; rank < RANK_COUNT; ++rank) {
        for (size_t i = 0;
             i < hits->by_rank[rank].count && json_array_size(rows) < limit;
             ++i) {
            document_add(rows,
                         result_row(view, hits->by_rank[rank].controls[i]));
        }
    }
    return rows;
}

static json_t *
words_of(const struct invocation *line)
{
    struct text words = { 0 };
    for (size_t i = 0; i < line->operand_count; ++i) {
        text_printf(&words, "%s%s", i ? " " : "", line->operands[i]);
    }
    json_t *value = document_text_or_null(text_get(&words));
    text_free(&words);
    return value;
}

static json_t *
search_document(struct view *view, const struct invocation *line,
                const struct selections *in, const struct hits *hits)
{
    const struct values *values = line->values;
    const char *expression = values->expression ? values->expression : "";
    json_t *rows = result_rows(view, hits, values->limit);
    size_t omitted = hits->total - json_array_size(rows);
    json_t *document = view_document(view);
    document_set(document, "text", words_of(line));
    document_set(document, "regexp", document_text_or_null(expression));
    document_set(document, "in", selections_names(view, in));
    document_set(document, "total", json_integer((json_int_t)hits->total));
    document_set(document, "omitted", json_integer((json_int_t)omitted));
    document_set(document, "results", rows);
    return document;
}

static void
print_text(const struct report *report, struct table_look look)
{
    json_int_t omitted =
        json_integer_value(json_object_get(report->document, "omitted"));
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
check_hits(const struct view *view, const struct hits *hits)
{
    if (hits->is_too_hard) {
        output_error("the pattern takes too many steps to match");
        return EXIT_USAGE;
    }
    return view_failed(view);
}

static int
answer(struct view *view, const struct invocation *line,
       const struct query *query, const struct columns *columns)
{
    const struct values *values = line->values;
    struct selections in;
    int code = selections_read(view, &values->in, &in);
    if (code == EXIT_OK) {
        struct hits hits;
        search(view, query, &in, &hits);
        json_t *document = search_document(view, line, &in, &hits);
        code = check_hits(view, &hits);
        if (code == EXIT_OK) {
            report_print(&(struct report){ document,
                                           json_object_get(document, "results"),
                                           columns, print_text },
                         &line->common);
            code = hits.total ? EXIT_OK : EXIT_NEGATIVE;
        }
        json_decref(document);
        free_hits(&hits);
    }
    selections_free(&in);
    return code;
}

static int
open_and_answer(const struct invocation *line, const struct query *query,
                const struct columns *columns)
{
    struct view view;
    int code = view_open(&view, &line->common, VERIFY_SMALL);
    if (code == EXIT_OK) {
        code = answer(&view, line, query, columns);
    }
    view_close(&view);
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
    struct query query;
    int code = read_query(line, &query)
                   ? open_and_answer(line, &query, &columns)
                   : EXIT_USAGE;
    free_query(&query);
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
