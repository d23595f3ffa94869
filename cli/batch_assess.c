/* batch_assess.c - what results of assessments say of other frameworks. */
#include "assess_document.h"
#include "batch_operation.h"

#include <stdlib.h>

struct values {
    struct string_list results, to, rationale;
    xw_string as_of;
    uint32_t max_hops, max_age;
    bool accept_topic, accept_related;
};

static const struct batch_field fields[] = {
    { .name = "results",
      .kind = FIELD_RESULTS,
      .offset = offsetof(struct values, results),
      .is_required = true },
    { .name = "to",
      .kind = FIELD_LIST,
      .offset = offsetof(struct values, to),
      .is_required = true },
    FIELD_MAX_HOPS(struct values),
    FIELD_RATIONALE(struct values),
    { .name = "max_age",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct values, max_age),
      .least = 1,
      .most = 3650000 },
    { .name = "as_of", .offset = offsetof(struct values, as_of) },
    FIELD_ACCEPT_TOPIC(struct values),
    FIELD_ACCEPT_RELATED(struct values),
};

static bool
take_rows(struct batch_worker *worker, const struct string_list *results,
          struct assess_question *out)
{
    size_t count;
    xw_result_row *rows = batch_read_results(worker, results, &count);
    if (!rows) {
        return false;
    }
    assess_question_take(out, rows, count);
    free(rows);
    return true;
}

static bool
read_question(struct batch_worker *worker, const struct values *values,
              struct assess_question *out)
{
    xw_assess_request request = XW_ASSESS_REQUEST_INIT;
    request.max_hops = batch_or(values->max_hops, worker->defaults->max_hops);
    request.accept_topic = values->accept_topic;
    request.accept_related = values->accept_related;
    request.threads = 1; /* a batch has its own */
    out->request = request;
    out->max_age = batch_or(values->max_age, 0);
    if (!assess_question_date(out, values->as_of.bytes)) {
        return refuse(&worker->refusal, REFUSED_VALUE,
                      "as_of: '%s' is not a date", values->as_of.bytes);
    }
    if (!values->to.count) {
        return refuse(&worker->refusal, REFUSED_MISSING,
                      "field 'to' is missing");
    }
    bool is_fine = batch_read_rationales(worker, &values->rationale,
                                         &out->request.rationales) &&
                   batch_find_choice(worker, &values->to, &out->to) &&
                   take_rows(worker, &values->results, out);
    assess_question_set(out);
    return is_fine;
}

static bool
write_answer(struct batch_worker *worker,
             const struct assess_question *question, struct writer *out)
{
    xw_assessment *assessment = NULL;
    xw_error err = XW_ERROR_INIT;
    if (xw_assessment_new(worker->view.graph, &question->request, &assessment,
                          &err)) {
        return refuse_failure(&worker->refusal, &err, NULL);
    }
    assess_document_write(out, &worker->view, assessment, question);
    xw_assessment_free(assessment);
    return true;
}

static bool
answer(struct batch_worker *worker, const void *given, struct writer *out)
{
    struct assess_question question = { 0 };
    bool is_fine = read_question(worker, given, &question) &&
                   write_answer(worker, &question, out);
    assess_question_free(&question);
    return is_fine;
}

const struct batch_operation batch_assess = {
    .name = "assess",
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .values_size = sizeof(struct values),
    .answer = answer,
};
