/* cmd_map.c - xw map REF... --to F | --from F: what a control satisfies, or
 * what satisfies it. */
#include "answer.h"
#include "command.h"
#include "exit_code.h"
#include "map_document.h"
#include "map_report.h"
#include "memory.h"
#include "output.h"
#include "rationale.h"
#include "selection.h"

#include <stdlib.h>

struct values {
    struct string_list to, from, fields, rationale;
    uint32_t max_hops, min, limit;
};

static const struct option options[] = {
    { .name = "to",
      .argument = "F,F",
      .help = "frameworks or scopes: what of them is satisfied?",
      .kind = OPTION_LIST,
      .offset = offsetof(struct values, to) },
    { .name = "from",
      .argument = "F,F",
      .help = "frameworks or scopes: what of them satisfies?",
      .kind = OPTION_LIST,
      .offset = offsetof(struct values, from) },
    OPTION_MAX_HOPS(struct values, "mappings to follow"),
    { .name = "min",
      .argument = "VERDICT",
      .help = "leave out what is worse",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct values, min),
      .initial = XW_UNMAPPED,
      .choices = answer_verdicts },
    OPTION_LIMIT(struct values, "candidates for each framework",
                 XW_LIMIT_DEFAULT),
    OPTION_RATIONALE(struct values),
    OPTION_FIELDS(struct values, "the fields of each result to print"),
};

/* ---- The question --------------------------------------------------------- */

struct question {
    xw_map_request request; /* but for its control */
    struct selections into;
    struct map_fields fields; /* of JSON; the others choose columns */
    xw_control *controls;     /* [control_count] */
    size_t control_count;
};

static bool
is_one_direction(const struct values *values)
{
    if (values->to.count && values->from.count) {
        output_error("map: --to and --from exclude each other");
    } else if (!values->to.count && !values->from.count) {
        output_error("map: no framework to map to");
        output_hint("name it with --to F, or --from F for what satisfies REF");
    } else {
        return true;
    }
    return false;
}

static int
find_controls(struct view *view, const struct invocation *line,
              struct question *question)
{
    question->controls =
        memory_array(line->operand_count, sizeof *question->controls);
    for (; question->control_count < line->operand_count;
         ++question->control_count) {
        size_t i = question->control_count;
        int code =
            view_find_control(view, line->operands[i], &question->controls[i]);
        if (code != EXIT_OK) {
            return code;
        }
    }
    return EXIT_OK;
}

/* map_report_has_fields() has seen them already. */
static void
choose_fields(const struct invocation *line, struct map_fields *out)
{
    const struct values *values = line->values;
    if (line->common.format == FORMAT_JSON) {
        for (size_t i = 0; i < values->fields.count; ++i) {
            (void)map_fields_add(out, values->fields.items[i]);
        }
    }
}

static int
read_question(struct view *view, const struct invocation *line,
              struct question *out)
{
    const struct values *values = line->values;
    bool is_to = values->to.count > 0;
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.direction = is_to ? XW_SATISFIES : XW_SATISFIED_BY;
    request.max_hops = values->max_hops;
    request.min = (xw_verdict)values->min;
    request.limit = values->limit;
    *out = (struct question){ .request = request };
    choose_fields(line, &out->fields);
    if (!rationale_bits(&values->rationale, &out->request.rationales)) {
        return EXIT_USAGE;
    }
    int code =
        selections_read(view, is_to ? &values->to : &values->from, &out->into);
    out->request.into = out->into.items;
    out->request.into_count = out->into.count;
    return code == EXIT_OK ? find_controls(view, line, out) : code;
}

static void
free_question(struct question *question)
{
    selections_free(&question->into);
    free(question->controls);
}

/* ---- The answer ----------------------------------------------------------- */

static json_t *
document_of(struct view *view, const struct question *question,
            const xw_map_answer *answer)
{
    struct text json = { 0 };
    map_document_write(&(struct writer){ .out = &json }, view,
                       &question->request, answer, &question->fields);
    return document_take(&json);
}

static json_t *
map_all(struct view *view, struct question *question)
{
    json_t *documents = json_array();
    xw_scratch *scratch = NULL;
    xw_status st = xw_scratch_new(view->graph, &scratch, &view->err);
    for (size_t i = 0; !st && i < question->control_count; ++i) {
        xw_map_answer answer = { 0 };
        question->request.control = question->controls[i];
        st = xw_map(scratch, &question->request, &answer, &view->err);
        if (!st) {
            document_add(documents, document_of(view, question, &answer));
        }
    }
    xw_scratch_free(scratch);
    return documents;
}

static bool
has_results(const json_t *documents)
{
    size_t i = 0;
    const json_t *document = NULL;
    json_array_foreach(documents, i, document)
    {
        if (json_array_size(json_object_get(document, "results"))) {
            return true;
        }
    }
    return false;
}

static int
answer(struct view *view, const struct invocation *line)
{
    const struct values *values = line->values;
    struct question question;
    int code = read_question(view, line, &question);
    if (code == EXIT_OK) {
        json_t *documents = map_all(view, &question);
        code = view_failed(view);
        if (code == EXIT_OK) {
            code = has_results(documents) ? EXIT_OK : EXIT_NEGATIVE;
            map_report_print(documents, &values->fields, &line->common);
        }
        json_decref(documents);
    }
    free_question(&question);
    return code;
}

static int
run(const struct invocation *line)
{
    const struct values *values = line->values;
    if (!is_one_direction(values) || !map_report_has_fields(&values->fields)) {
        return EXIT_USAGE;
    }
    struct view view;
    int code = view_open(&view, &line->common, VERIFY_SMALL);
    if (code == EXIT_OK) {
        code = answer(&view, line);
    }
    view_close(&view);
    return code;
}

const struct command command_map = {
    .name = "map",
    .summary = "which controls of a framework these satisfy, or satisfy these",
    .operands = "REF... --to F[,F] | --from F[,F]",
    .details =
        "Verdicts, best first:\n"
        "  full       implementing the one satisfies the other\n"
        "  partial    they have demands in common\n"
        "  conflict   published mappings contradict each other\n"
        "  gap        a publisher says that nothing corresponds\n"
        "  candidate  connected, and nothing follows from it\n"
        "  none       they have nothing in common\n"
        "  unmapped   no evidence within --max-hops\n"
        "Behind a verdict: topic, the subject is covered but not every\n"
        "parameter; related, it needs a mapping whose kind the publisher\n"
        "does not say; joint, it is true of several controls together;\n"
        "disputed, other evidence says otherwise.\n",
    .example = "xw map iso-42001:6.1.2 --to iso-27001,eu-ai-act",
    .least = 1,
    .most = SIZE_MAX,
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
