/* batch_coverage.c - how much of what is wanted is met by what is held. */
#include "batch_operation.h"
#include "coverage_document.h"

struct values {
    struct string_list have, want, rationale;
    uint32_t max_hops;
    bool by_group, detail, accept_topic, accept_related;
};

static const struct batch_field fields[] = {
    { .name = "have",
      .kind = FIELD_LIST,
      .offset = offsetof(struct values, have),
      .is_required = true },
    { .name = "want",
      .kind = FIELD_LIST,
      .offset = offsetof(struct values, want),
      .is_required = true },
    FIELD_MAX_HOPS(struct values),
    FIELD_RATIONALE(struct values),
    { .name = "by_group",
      .kind = FIELD_FLAG,
      .offset = offsetof(struct values, by_group) },
    { .name = "detail",
      .kind = FIELD_FLAG,
      .offset = offsetof(struct values, detail) },
    FIELD_ACCEPT_TOPIC(struct values),
    FIELD_ACCEPT_RELATED(struct values),
};

static bool
read_question(struct batch_worker *worker, const struct values *values,
              struct coverage_question *out)
{
    xw_coverage_request request = XW_COVERAGE_REQUEST_INIT;
    request.max_hops = batch_or(values->max_hops, worker->defaults->max_hops);
    request.accept_topic = values->accept_topic;
    request.accept_related = values->accept_related;
    request.threads = 1; /* a batch has its own */
    out->request = request;
    if (!values->have.count || !values->want.count) {
        return refuse(&worker->refusal, REFUSED_MISSING,
                      "field '%s' is missing",
                      values->have.count ? "want" : "have");
    }
    bool is_fine = batch_read_rationales(worker, &values->rationale,
                                         &out->request.rationales) &&
                   batch_find_choice(worker, &values->have, &out->have) &&
                   batch_find_choice(worker, &values->want, &out->want);
    coverage_question_set(out);
    return is_fine;
}

static bool
write_answer(struct batch_worker *worker, const struct values *values,
             const struct coverage_question *question, struct writer *out)
{
    xw_coverage *coverage = NULL;
    xw_error err = XW_ERROR_INIT;
    if (xw_coverage_new(worker->view.graph, &question->request, &coverage,
                        &err)) {
        return refuse_failure(&worker->refusal, &err, NULL);
    }
    coverage_document_write(out, &worker->view, coverage, question,
                            values->by_group, values->detail);
    xw_coverage_free(coverage);
    return true;
}

static bool
answer(struct batch_worker *worker, const void *given, struct writer *out)
{
    const struct values *values = given;
    struct coverage_question question = { 0 };
    bool is_fine = read_question(worker, values, &question) &&
                   write_answer(worker, values, &question, out);
    coverage_question_free(&question);
    return is_fine;
}

const struct batch_operation batch_coverage = {
    .name = "coverage",
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .values_size = sizeof(struct values),
    .answer = answer,
};
