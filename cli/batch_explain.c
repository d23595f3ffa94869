/* batch_explain.c - why one control satisfies another, or does not. */
#include "batch_operation.h"
#include "explain_document.h"

struct values {
    xw_string source, target;
    struct string_list rationale;
    uint32_t max_hops, limit;
};

static const struct batch_field fields[] = {
    { .name = "source",
      .offset = offsetof(struct values, source),
      .is_required = true },
    { .name = "target",
      .offset = offsetof(struct values, target),
      .is_required = true },
    FIELD_MAX_HOPS(struct values),
    { .name = "limit",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct values, limit),
      .least = 1,
      .most = FIELD_NUMBER_MOST },
    FIELD_RATIONALE(struct values),
};

static bool
answer(struct batch_worker *worker, const void *given, struct writer *out)
{
    const struct values *values = given;
    xw_explain_request request = XW_EXPLAIN_REQUEST_INIT;
    xw_explanation found;
    xw_error err = XW_ERROR_INIT;
    request.max_hops = batch_or(values->max_hops, worker->defaults->max_hops);
    request.limit = batch_or(values->limit, 0);
    if (!batch_read_rationales(worker, &values->rationale,
                               &request.rationales) ||
        !batch_find_control(worker, values->source, &request.source) ||
        !batch_find_control(worker, values->target, &request.target)) {
        return false;
    }
    if (xw_explain(worker->scratch, &request, &found, &err)) {
        return refuse_failure(&worker->refusal, &err, NULL);
    }
    document_write(explain_document(&worker->view, &request, &found), out);
    return true;
}

const struct batch_operation batch_explain = {
    .name = "explain",
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .values_size = sizeof(struct values),
    .answer = answer,
};
