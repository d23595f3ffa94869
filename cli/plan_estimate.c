#include "plan_estimate.h"

/* The document has a certification body read the reduction off a chart by two
 * shares: how far the management system is integrated, and how far the auditors
 * can audit it so.  We take their product, which is never more than either. */
enum { REDUCTION_MOST = 20 };

/* The share of tests that are held in sessions which serve several frameworks,
 * in percent. */
static uint32_t
shared_percent(const xw_plan *plan)
{
    size_t count = 0, items = 0, shared = 0;
    const xw_plan_session *sessions = xw_plan_sessions(plan, &count);
    for (size_t s = 0; s < count; ++s) {
        items += sessions[s].item_count;
        if (sessions[s].framework_count > 1) {
            shared += sessions[s].item_count;
        }
    }
    return items ? (uint32_t)(100 * shared / items) : 0;
}

static json_t *
times_of(struct view *view, const struct plan_question *question, double *sum)
{
    json_t *times = json_array();
    *sum = 0;
    for (size_t i = 0; i < question->time_count; ++i) {
        json_t *time = json_object();
        document_set(time, "framework",
                     view_framework_id(view, question->times[i].framework));
        document_set(time, "days", json_real(question->times[i].days));
        document_add(times, time);
        *sum += question->times[i].days;
    }
    return times;
}

/* Half days, and never less than the most that may be taken off leaves. */
static double
up_to_half(double days)
{
    double halves = 2 * days;
    uint64_t whole = (uint64_t)halves;
    bool is_more = halves - (double)whole > 1e-9;
    return (double)(whole + is_more) / 2;
}

json_t *
plan_estimate(struct view *view, const xw_plan *plan,
              const struct plan_question *question)
{
    if (!question->time_count) {
        return json_null();
    }
    double sum;
    bool is_given = question->integration != PLAN_FROM_SESSIONS;
    uint32_t integration =
        is_given ? question->integration : shared_percent(plan);
    double reduction =
        REDUCTION_MOST * (integration / 100.0) * (question->ability / 100.0);
    json_t *estimate = json_object();
    document_set(estimate, "method", document_text("IAF MD 11"));
    document_set(estimate, "audit_times", times_of(view, question, &sum));
    if (question->time_count < 2) {
        reduction = 0; /* there is nothing to integrate it with */
    }
    document_set(estimate, "sum", json_real(sum));
    document_set(estimate, "integration", json_integer(integration));
    document_set(estimate, "integration_from",
                 document_text(is_given ? "option" : "sessions"));
    document_set(estimate, "ability", json_integer(question->ability));
    document_set(estimate, "reduction_most", json_integer(REDUCTION_MOST));
    document_set(estimate, "reduction", json_real(reduction));
    document_set(estimate, "days",
                 json_real(up_to_half(sum * (100 - reduction) / 100)));
    return estimate;
}
