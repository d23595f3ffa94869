/* cmd_diff.c - xw diff OLD NEW: what changed, and which answers change with
 * it. */
#include "answer.h"
#include "command.h"
#include "diff_answers.h"
#include "exit_code.h"
#include "output.h"
#include "report.h"

#include <stdio.h>

enum { LIMIT_DEFAULT = 1000 };

struct values {
    uint32_t max_hops, limit;
    bool no_answers;
};

static const struct option options[] = {
    OPTION_MAX_HOPS(struct values, "mappings to follow for answers"),
    OPTION_LIMIT(struct values, "changes to list, and answers; all are counted",
                 LIMIT_DEFAULT),
    { .name = "no-answers",
      .help = "leave out which answers change",
      .offset = offsetof(struct values, no_answers) },
};

/* ---- The document ----------------------------------------------------------- */

static json_t *
summary_of(const struct diff_changes *changes)
{
    json_t *summary = json_array();
    for (size_t k = 0; k < DIFF_KINDS; ++k) {
        json_t *row = json_object();
        document_set(row, "kind", document_text(diff_kind_names[k]));
        for (size_t c = 0; c < DIFF_CHANGE_COUNT; ++c) {
            document_set(row, diff_change_names[c],
                         json_integer((json_int_t)changes->counts[k][c]));
        }
        document_add(summary, row);
    }
    return summary;
}

static void
add_count(json_t *counts, const struct diff_answers *answers, unsigned old,
          unsigned new)
{
    uint64_t count = answers->counts[old][new];
    if (count) {
        json_t *row = json_object();
        document_set(row, "old", document_text(answer_verdicts[old]));
        document_set(row, "new", document_text(answer_verdicts[new]));
        document_set(row, "count", json_integer((json_int_t)count));
        document_add(counts, row);
    }
}

static json_t *
counts_of(const struct diff_answers *answers)
{
    json_t *counts = json_array();
    for (unsigned i = 0; i < XW_VERDICT_COUNT * XW_VERDICT_COUNT; ++i) {
        add_count(counts, answers, i / XW_VERDICT_COUNT, i % XW_VERDICT_COUNT);
    }
    return counts;
}

static json_t *
answers_of(const struct diff_answers *answers, uint32_t max_hops)
{
    json_t *object = json_object();
    document_set(object, "max_hops", json_integer(max_hops));
    document_set(object, "pairs", json_integer((json_int_t)answers->pairs));
    document_set(object, "counts", counts_of(answers));
    document_set(object, "omitted", json_integer((json_int_t)answers->omitted));
    document_set(object, "changes", json_incref(answers->rows));
    return object;
}

static json_t *
document_of(struct diff_match *match, const struct values *values)
{
    struct diff_changes changes;
    json_t *document = view_document(&match->views[DIFF_NEW]);
    document_set(
        document, "old_graph",
        document_text(xw_graph_checksum(match->views[DIFF_OLD].graph)));
    diff_changes_find(match, values->limit, &changes);
    document_set(document, "differs",
                 json_boolean(!diff_changes_is_empty(&changes)));
    document_set(document, "summary", summary_of(&changes));
    document_set(document, "omitted",
                 json_integer((json_int_t)changes.omitted));
    document_set(document, "changes", json_incref(changes.rows));
    if (values->no_answers) {
        document_set(document, "answers", json_null());
    } else {
        struct diff_answers answers;
        diff_answers_find(&changes, values->max_hops, values->limit, &answers);
        document_set(document, "answers",
                     answers_of(&answers, values->max_hops));
        diff_answers_free(&answers);
    }
    diff_changes_free(&changes);
    return document;
}

/* ---- For people ------------------------------------------------------------- */

static const struct column summary_columns[] = {
    { .name = "kind", .heading = "WHAT" },
    { .name = "added", .heading = "ADDED", .look = LOOK_NUMBER },
    { .name = "removed", .heading = "REMOVED", .look = LOOK_NUMBER },
    { .name = "changed", .heading = "CHANGED", .look = LOOK_NUMBER },
};

static const struct column count_columns[] = {
    { .name = "old", .heading = "VERDICT", .look = LOOK_VERDICT },
    { .name = "new", .heading = "NOW", .look = LOOK_VERDICT },
    { .name = "count", .heading = "ANSWERS", .look = LOOK_NUMBER },
};

static const struct column answer_columns[] = {
    { .name = "source", .heading = "SOURCE" },
    { .name = "target", .heading = "TARGET" },
    { .name = "old", .heading = "VERDICT", .look = LOOK_VERDICT },
    { .name = "new", .heading = "NOW", .look = LOOK_VERDICT },
};

static const struct column change_columns[] = {
    { .name = "kind", .heading = "WHAT" },
    { .name = "change", .heading = "CHANGE" },
    { .name = "id", .heading = "ID" },
    { .name = "field", .heading = "FIELD" },
    { .name = "old", .heading = "OLD", .look = LOOK_LONG },
    { .name = "new", .heading = "NEW", .look = LOOK_LONG },
    { .name = "source" },
    { .name = "target" },
    { .name = "set", .heading = "SET" },
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void
print_omitted(const json_t *object)
{
    json_int_t omitted = document_integer(object, "omitted");
    if (omitted) {
        printf("\n%" JSON_INTEGER_FORMAT " more; --limit lists more of them\n",
               omitted);
    }
}

static void
print_text(const struct report *report, struct table_look look)
{
    const json_t *document = report->document;
    const json_t *answers = json_object_get(document, "answers");
    if (!document_flag(document, "differs")) {
        puts("nothing differs");
        return;
    }
    report_print_rows(json_object_get(document, "summary"), summary_columns,
                      COUNT(summary_columns), look);
    report_print_table("changes", json_object_get(document, "changes"),
                       change_columns, COUNT(change_columns), look);
    print_omitted(document);
    report_print_table("answers that change, by verdict",
                       json_object_get(answers, "counts"), count_columns,
                       COUNT(count_columns), look);
    report_print_table("answers that change",
                       json_object_get(answers, "changes"), answer_columns,
                       COUNT(answer_columns), look);
    print_omitted(answers);
}

/* ---- For programs ----------------------------------------------------------- */

/* An answer as a row among the other changes. */
static json_t *
row_of_answer(json_t *answer)
{
    struct text id = { 0 };
    json_t *row = json_object();
    text_printf(&id, "%s -> %s", document_string(answer, "source"),
                document_string(answer, "target"));
    document_set(row, "kind", document_text("answer"));
    document_set(row, "change", document_text("changed"));
    document_set(row, "id", document_text(text_get(&id)));
    document_set(row, "field", document_text("verdict"));
    (void)json_object_update_missing(row, answer);
    text_free(&id);
    return row;
}

static json_t *
rows_of(const json_t *document)
{
    json_t *rows = json_array();
    size_t i = 0;
    json_t *answer = NULL;
    const json_t *answers = json_object_get(document, "answers");
    (void)json_array_extend(rows, json_object_get(document, "changes"));
    json_array_foreach(json_object_get(answers, "changes"), i, answer)
    {
        document_add(rows, row_of_answer(answer));
    }
    return rows;
}

/* ---- The command ------------------------------------------------------------ */

static void
print(const json_t *document, const struct common_options *common)
{
    json_t *rows = rows_of(document);
    report_print_columns((struct report){ document, rows, NULL, print_text },
                         change_columns, COUNT(change_columns), common);
    json_decref(rows);
}

static int
compare(struct diff_match *match, const struct invocation *line)
{
    json_t *document = document_of(match, line->values);
    int code = diff_match_failed(match);
    if (code == EXIT_OK) {
        code = document_flag(document, "differs") ? EXIT_OK : EXIT_NEGATIVE;
        print(document, &line->common);
    }
    json_decref(document);
    return code;
}

static int
run(const struct invocation *line)
{
    if (line->common.graph) {
        output_error("diff: the graphs are its operands, not -g");
        output_hint("usage: xw diff OLD.xwg NEW.xwg");
        return EXIT_USAGE;
    }
    struct diff_match match;
    int code = diff_match_open(&match, &line->common, line->operands);
    if (code == EXIT_OK) {
        code = compare(&match, line);
    }
    diff_match_close(&match);
    return code;
}

const struct command command_diff = {
    .name = "diff",
    .summary = "what changed from one graph to another, answers included",
    .operands = "OLD.xwg NEW.xwg",
    .details =
        "Frameworks and mapping sets are the same when their ids are, and\n"
        "controls when those of their frameworks are too.  Answers are those\n"
        "of map on frameworks between which something changed that a walk of\n"
        "at most --max-hops mappings takes.\n"
        "Exits 0 when something differs, and 1 when nothing does.\n",
    .example = "xw diff last-year.xwg this-year.xwg",
    .least = 2,
    .most = 2,
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
