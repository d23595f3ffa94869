/* batch_roadmap.c - what is to be done to meet a framework. */
#include "batch_operation.h"
#include "roadmap_document.h"

#include <stdlib.h>

struct values {
    struct roadmap_values asked;
    xw_string start;
};

static const struct batch_field fields[] = {
    { .name = "for",
      .kind = FIELD_LIST,
      .offset = offsetof(struct roadmap_values, wanted),
      .is_required = true },
    { .name = "have",
      .kind = FIELD_LIST,
      .offset = offsetof(struct roadmap_values, have) },
    { .name = "results",
      .kind = FIELD_RESULTS,
      .offset = offsetof(struct roadmap_values, results) },
    { .name = "start", .offset = offsetof(struct values, start) },
    { .name = "guide",
      .kind = FIELD_LIST,
      .offset = offsetof(struct roadmap_values, guides) },
    FIELD_MAX_HOPS(struct roadmap_values),
    FIELD_RATIONALE(struct roadmap_values),
    FIELD_ACCEPT_TOPIC(struct roadmap_values),
    FIELD_ACCEPT_RELATED(struct roadmap_values),
};
_Static_assert(offsetof(struct values, asked) == 0, "so are their members");

/* ---- The question ----------------------------------------------------------- */

static bool
take_guides(struct batch_worker *worker, const struct string_list *names,
            struct roadmap_question *out)
{
    if (!batch_find_selections(worker, names)) {
        return false;
    }
    for (size_t i = 0; i < worker->into.count; ++i) {
        selections_add(&out->guides, worker->into.items[i]);
    }
    return roadmap_question_guides(out, &worker->view)
               ? true
               : refuse(&worker->refusal, REFUSED_MISSING,
                        "field 'guide' is missing, and there is no framework "
                        "of kind 'guide'");
}

/* No results are not the same as results of nothing. */
static bool
take_results(struct batch_worker *worker, const struct string_list *results,
             struct roadmap_question *out)
{
    size_t count;
    xw_result_row *rows = batch_read_results(worker, results, &count);
    if (!rows) {
        return false;
    }
    if (results->items) {
        roadmap_question_take(out, rows, count);
    }
    free(rows);
    return true;
}

static bool
read_question(struct batch_worker *worker, const struct values *values,
              struct roadmap_question *out)
{
    const struct roadmap_values *asked = &values->asked;
    roadmap_question_begin(out, asked);
    out->request.max_hops =
        batch_or(asked->max_hops, worker->defaults->max_hops);
    out->request.threads = 1; /* a batch has its own */
    if (!asked->wanted.count) {
        return refuse(&worker->refusal, REFUSED_MISSING,
                      "field 'for' is missing");
    }
    bool is_fine =
        batch_read_day(worker, "start", values->start, &out->start) &&
        batch_read_rationales(worker, &asked->rationale,
                              &out->request.rationales) &&
        batch_find_choice(worker, &asked->wanted, &out->wanted) &&
        batch_find_choice(worker, &asked->have, &out->have) &&
        take_guides(worker, &asked->guides, out) &&
        take_results(worker, &asked->results, out);
    out->has_start = values->start.bytes;
    out->request.of = choice_of(&out->wanted);
    out->request.have = choice_of(&out->have);
    return is_fine;
}

/* ---- The answer --------------------------------------------------------------- */

static bool
write_answer(struct batch_worker *worker,
             const struct roadmap_question *question, struct writer *out)
{
    xw_roadmap *roadmap = NULL;
    xw_error err = XW_ERROR_INIT;
    if (xw_roadmap_new(worker->view.graph, &question->request, &roadmap,
                       &err)) {
        return refuse_failure(&worker->refusal, &err, NULL);
    }
    document_write(roadmap_document(&worker->view, roadmap, question), out);
    xw_roadmap_free(roadmap);
    return true;
}

static bool
answer(struct batch_worker *worker, const void *given, struct writer *out)
{
    struct roadmap_question question = { 0 };
    bool is_fine = read_question(worker, given, &question) &&
                   write_answer(worker, &question, out);
    roadmap_question_free(&question);
    return is_fine;
}

const struct batch_operation batch_roadmap = {
    .name = "roadmap",
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .values_size = sizeof(struct values),
    .answer = answer,
};
