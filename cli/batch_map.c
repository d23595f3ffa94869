/* batch_map.c - what a control satisfies, or what satisfies it. */
#include "batch_operation.h"
#include "nearest.h"

struct values {
    xw_string source, target;
    struct string_list to, from, fields, rationale;
    uint32_t max_hops, min, limit;
};

static const struct batch_field fields[] = {
    { .name = "source", .offset = offsetof(struct values, source) },
    { .name = "to", .kind = FIELD_LIST, .offset = offsetof(struct values, to) },
    { .name = "target", .offset = offsetof(struct values, target) },
    { .name = "from",
      .kind = FIELD_LIST,
      .offset = offsetof(struct values, from) },
    { .name = "max_hops",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct values, max_hops),
      .least = 1,
      .most = XW_HOPS_MOST },
    { .name = "min",
      .kind = FIELD_VERDICT,
      .offset = offsetof(struct values, min) },
    { .name = "limit",
      .kind = FIELD_NUMBER,
      .offset = offsetof(struct values, limit),
      .most = FIELD_NUMBER_MOST },
    { .name = "fields",
      .kind = FIELD_LIST,
      .offset = offsetof(struct values, fields) },
    { .name = "rationale",
      .kind = FIELD_LIST,
      .offset = offsetof(struct values, rationale) },
};

void
batch_map_set(void *values, xw_string source, const struct string_list *to)
{
    struct values *own = values;
    own->source = source;
    own->to = *to;
}

/* ---- The question ----------------------------------------------------------- */

/* Either source and to, or target and from. */
static bool
has_one_direction(const struct values *values)
{
    bool is_to = values->source.bytes && values->to.count;
    bool is_from = values->target.bytes && values->from.count;
    bool has_half_of_to = values->source.bytes || values->to.count;
    bool has_half_of_from = values->target.bytes || values->from.count;
    return is_to ? !has_half_of_from : is_from && !has_half_of_to;
}

static const char *
nearest_field(const char *typed)
{
    struct nearest nearest = { .typed = typed };
    const char *known = NULL;
    for (size_t i = 0; (known = map_field_name(i)) != NULL; ++i) {
        nearest_consider(&nearest, known);
    }
    return nearest.word;
}

static bool
choose_fields(struct batch_worker *worker, const struct string_list *names,
              struct map_fields *out)
{
    if (names->count) {
        *out = (struct map_fields){ .count = 0 };
    }
    for (size_t i = 0; i < names->count; ++i) {
        xw_string name = names->items[i];
        if (!map_fields_add(out, name)) {
            (void)refuse(&worker->refusal, REFUSED_VALUE,
                         "fields: there is no '%s'", name.bytes);
            worker->refusal.near = nearest_field(name.bytes);
            return false;
        }
    }
    return true;
}

static bool
read_request(struct batch_worker *worker, const struct values *values,
             xw_map_request *out)
{
    const struct batch_defaults *defaults = worker->defaults;
    bool is_to = values->source.bytes;
    if (!has_one_direction(values)) {
        return refuse(&worker->refusal, REFUSED_MISSING,
                      "map takes 'source' and 'to', or 'target' and 'from'");
    }
    *out = (xw_map_request)XW_MAP_REQUEST_INIT;
    out->direction = is_to ? XW_SATISFIES : XW_SATISFIED_BY;
    out->max_hops = batch_or(values->max_hops, defaults->max_hops);
    out->limit = batch_or(values->limit, defaults->limit);
    out->min = (xw_verdict)batch_or(values->min, defaults->min);
    bool is_fine =
        batch_read_rationales(worker, &values->rationale, &out->rationales) &&
        batch_find_control(worker, is_to ? values->source : values->target,
                           &out->control) &&
        batch_find_selections(worker, is_to ? &values->to : &values->from);
    out->into = worker->into.items;
    out->into_count = worker->into.count;
    return is_fine;
}

/* ---- The answer --------------------------------------------------------------- */

static bool
answer(struct batch_worker *worker, const void *given, struct writer *out)
{
    const struct values *values = given;
    struct map_fields chosen = worker->defaults->fields;
    xw_map_request request;
    xw_map_answer found;
    xw_error err = XW_ERROR_INIT;
    if (!read_request(worker, values, &request) ||
        !choose_fields(worker, &values->fields, &chosen)) {
        return false;
    }
    request.skip_proofs = chosen.count && !chosen.have_walks;
    if (xw_map(worker->scratch, &request, &found, &err)) {
        return refuse_failure(&worker->refusal, &err, NULL);
    }
    map_document_write(out, &worker->view, &request, &found, &chosen);
    return true;
}

const struct batch_operation batch_map = {
    .name = "map",
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .values_size = sizeof(struct values),
    .answer = answer,
};
