#include "batch_operation.h"

#include "rationale.h"

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
