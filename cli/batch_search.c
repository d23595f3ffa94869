/* batch_search.c - controls by words or a pattern in their ids and titles. */
#include "batch_operation.h"
#include "control_search.h"

struct values {
    xw_string text, regexp;
    struct string_list in;
    uint32_t limit;
};

static const struct batch_field fields[] = {
    { .name = "text", .offset = offsetof(struct values, text) },
    { .name = "regexp", .offset = offsetof(struct values, regexp) },
    { .name = "in", .kind = FIELD_LIST, .offset = offsetof(struct values, in) },
    { .name = "limit",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct values, limit),
      .most = FIELD_NUMBER_MOST },
};

static const char *
text_of(xw_string string)
{
    return string.bytes ? string.bytes : "";
}

static bool
read_query(struct batch_worker *worker, const struct values *values,
           struct control_search *search)
{
    xw_error err = XW_ERROR_INIT;
    if (!control_search_add_words(search, text_of(values->text), &err) ||
        (values->regexp.bytes &&
         !control_search_add_expression(search, values->regexp.bytes, &err))) {
        return refuse(&worker->refusal, REFUSED_EXPRESSION, "%s", err.message);
    }
    return search->pattern_count ? true
                                 : refuse(&worker->refusal, REFUSED_MISSING,
                                          "search takes 'text' or 'regexp'");
}

static bool
search_and_write(struct batch_worker *worker, const struct values *values,
                 struct control_search *search, struct writer *out)
{
    struct view *view = &worker->view;
    uint32_t limit = batch_or(values->limit, worker->defaults->limit);
    control_search_run(search, view, &worker->into);
    if (search->is_too_hard) {
        return refuse(&worker->refusal, REFUSED_EXPRESSION,
                      "the pattern takes too many steps to match");
    }
    document_write(control_search_document(search, view, text_of(values->text),
                                           text_of(values->regexp),
                                           &worker->into, limit),
                   out);
    return true;
}

static bool
answer(struct batch_worker *worker, const void *given, struct writer *out)
{
    const struct values *values = given;
    struct control_search search = { 0 };
    bool is_fine = read_query(worker, values, &search) &&
                   batch_find_selections(worker, &values->in) &&
                   search_and_write(worker, values, &search, out);
    control_search_free(&search);
    return is_fine;
}

const struct batch_operation batch_search = {
    .name = "search",
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .values_size = sizeof(struct values),
    .answer = answer,
};
