#include "batch_operation.h"

#include "batch_results.h"
#include "day.h"
#include "memory.h"
#include "rationale.h"

#include <stdlib.h>

bool
batch_find_control(struct batch_worker *worker, xw_string text, xw_control *out)
{
    xw_error err = XW_ERROR_INIT;
    xw_resolver *resolver = worker->view.resolver;
    return xw_resolve_control(resolver, text, out, &err)
               ? refuse_failure(&worker->refusal, &err, resolver)
               : true;
}

bool
batch_find_selections(struct batch_worker *worker,
                      const struct string_list *names)
{
    xw_error err = XW_ERROR_INIT;
    xw_resolver *resolver = worker->view.resolver;
    worker->into.count = 0;
    for (size_t i = 0; i < names->count; ++i) {
        xw_selection selection;
        if (xw_resolve_framework(resolver, names->items[i], &selection, &err)) {
            return refuse_failure(&worker->refusal, &err, resolver);
        }
        selections_add(&worker->into, selection);
    }
    return true;
}

bool
batch_find_choice(struct batch_worker *worker, const struct string_list *names,
                  struct choice *out)
{
    xw_resolver *resolver = worker->view.resolver;
    for (size_t i = 0; i < names->count; ++i) {
        xw_error err = XW_ERROR_INIT;
        if (choice_add(out, resolver, names->items[i], &err)) {
            return refuse_failure(&worker->refusal, &err, resolver);
        }
    }
    return true;
}

bool
batch_read_rationales(struct batch_worker *worker,
                      const struct string_list *names, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < names->count; ++i) {
        xw_rationale rationale;
        if (!rationale_find(names->items[i], &rationale)) {
            return refuse(&worker->refusal, REFUSED_VALUE,
                          "rationale: '%s' is not a class of rationale",
                          names->items[i].bytes);
        }
        *out |= 1U << rationale;
    }
    return true;
}

bool
batch_read_day(struct batch_worker *worker, const char *field, xw_string text,
               int32_t *out)
{
    return !text.bytes || day_parse(text.bytes, out)
               ? true
               : refuse(&worker->refusal, REFUSED_VALUE,
                        "%s: '%s' is not a date from 1900 to 9900", field,
                        text.bytes);
}

/* ---- Results ---------------------------------------------------------------- */

static const char *
text_of(xw_string text)
{
    return text.bytes ? text.bytes : "";
}

static bool
read_row(struct batch_worker *worker, const xw_string *cells,
         xw_result_row *out)
{
    xw_string result = cells[BATCH_RESULT_RESULT];
    xw_string date = cells[BATCH_RESULT_DATE];
    *out = (xw_result_row){ .note = text_of(cells[BATCH_RESULT_NOTE]),
                            .evidence = text_of(cells[BATCH_RESULT_EVIDENCE]),
                            .date = text_of(date),
                            .day = XW_NO_DAY,
                            .source = "" };
    if (xw_result_parse(result.bytes, result.len, &out->result)) {
        return refuse(&worker->refusal, REFUSED_VALUE,
                      "results: '%s' is not a result", result.bytes);
    }
    if (date.len && xw_day_parse(date.bytes, date.len, &out->day)) {
        return refuse(&worker->refusal, REFUSED_VALUE,
                      "results: '%s' is not a date", date.bytes);
    }
    return batch_find_control(worker, cells[BATCH_RESULT_CONTROL],
                              &out->control);
}

xw_result_row *
batch_read_results(struct batch_worker *worker,
                   const struct string_list *results, size_t *count)
{
    *count = results->count / BATCH_RESULT_CELLS;
    xw_result_row *rows = memory_array(*count + 1, sizeof *rows);
    for (size_t i = 0; i < *count; ++i) {
        if (!read_row(worker, results->items + i * BATCH_RESULT_CELLS,
                      &rows[i])) {
            free(rows);
            return NULL;
        }
    }
    return rows;
}
