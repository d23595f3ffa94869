#include "map_document.h"

#include "answer.h"

#include <string.h>

/* ---- Fields ----------------------------------------------------------------- */

/* One result, and what was asked. */
struct result {
    const xw_map_request *request;
    const xw_answer *answer;
};

static void
write_end(struct writer *out, const char *key, struct view *view,
          const struct result *result, xw_direction asked)
{
    bool is_asked = result->request->direction == asked;
    view_put_reference(view, out, key,
                       is_asked ? result->request->control
                                : result->answer->control);
}

static void
write_source(struct writer *out, const char *key, struct view *view,
             const struct result *result)
{
    write_end(out, key, view, result, XW_SATISFIES);
}

static void
write_target(struct writer *out, const char *key, struct view *view,
             const struct result *result)
{
    write_end(out, key, view, result, XW_SATISFIED_BY);
}

static void
write_title(struct writer *out, const char *key, struct view *view,
            const struct result *result)
{
    writer_text(out, key, view_control(view, result->answer->control).title);
}

static void
write_framework(struct writer *out, const char *key, struct view *view,
                const struct result *result)
{
    xw_control_info info = view_control(view, result->answer->control);
    writer_text(out, key, view_framework(view, info.framework).id);
}

/* Before the fields that answers have of themselves. */
static const struct {
    const char *name;
    void (*write)(struct writer *out, const char *key, struct view *view,
                  const struct result *result);
} own_fields[] = {
    { "source", write_source },
    { "target", write_target },
    { "title", write_title },
    { "framework", write_framework },
};

enum { OWN_FIELDS = sizeof own_fields / sizeof *own_fields };
_Static_assert(MAP_FIELDS == OWN_FIELDS + ANSWER_FIELDS,
               "as many as there are");

const char *
map_field_name(size_t number)
{
    if (number < OWN_FIELDS) {
        return own_fields[number].name;
    }
    return number < MAP_FIELDS ? answer_fields[number - OWN_FIELDS].name : NULL;
}

static void
write_field(struct writer *out, struct view *view, const struct result *result,
            size_t number)
{
    const char *key = map_field_name(number);
    if (number < OWN_FIELDS) {
        own_fields[number].write(out, key, view, result);
    } else {
        answer_fields[number - OWN_FIELDS].write(out, key, view,
                                                 result->answer);
    }
}

static size_t
find_field(xw_string name)
{
    size_t number = 0;
    const char *known = NULL;
    while ((known = map_field_name(number)) &&
           !(strlen(known) == name.len &&
             memcmp(known, name.bytes, name.len) == 0)) {
        ++number;
    }
    return number;
}

static bool
is_walk(size_t number)
{
    const char *name = map_field_name(number);
    return strcmp(name, "proof") == 0 || strcmp(name, "against") == 0;
}

bool
map_fields_add(struct map_fields *fields, xw_string name)
{
    size_t number = find_field(name);
    if (number < MAP_FIELDS &&
        !memchr(fields->numbers, (int)number, fields->count)) {
        fields->numbers[fields->count++] = (uint8_t)number;
        fields->have_walks |= is_walk(number);
    }
    return number < MAP_FIELDS;
}

/* ---- Results ------------------------------------------------------------------ */

/* The end asked after is a field of the document, and not of each result unless
 * it is named. */
static void
write_all(struct writer *out, struct view *view, const struct result *result)
{
    enum { SOURCE, TARGET, OTHERS };
    bool is_to = result->request->direction == XW_SATISFIES;
    write_field(out, view, result, is_to ? TARGET : SOURCE);
    for (size_t i = OTHERS; i < OWN_FIELDS; ++i) {
        write_field(out, view, result, i);
    }
    answer_write(out, view, result->answer);
}

static void
write_result(struct writer *out, struct view *view, const struct result *result,
             const struct map_fields *fields)
{
    writer_open_object(out, NULL);
    for (size_t i = 0; i < fields->count; ++i) {
        write_field(out, view, result, fields->numbers[i]);
    }
    if (fields->count == 0) {
        write_all(out, view, result);
    }
    writer_close_object(out);
}

/* ---- The document --------------------------------------------------------------- */

static void
write_into(struct writer *out, struct view *view, xw_selection selection,
           const xw_into_answer *answer)
{
    writer_open_object(out, NULL);
    view_put_selection(view, out, "framework", selection);
    writer_name(out, "verdict", xw_verdict_name(answer->verdict));
    writer_flag(out, "disputed", answer->disputed);
    writer_number(out, "omitted", answer->omitted);
    answer_write_gap(out, "gap", view, answer->gap);
    writer_close_object(out);
}

static void
write_selections(struct writer *out, const char *key, struct view *view,
                 const xw_map_request *request)
{
    writer_open_array(out, key);
    for (size_t i = 0; i < request->into_count; ++i) {
        view_put_selection(view, out, NULL, request->into[i]);
    }
    writer_close_array(out);
}

static uint64_t
omitted_of(const xw_map_request *request, const xw_map_answer *answer)
{
    uint64_t omitted = 0;
    for (size_t i = 0; i < request->into_count; ++i) {
        omitted += answer->into[i].omitted;
    }
    return omitted;
}

static void
write_head(struct writer *out, struct view *view, const xw_map_request *request,
           const xw_map_answer *answer)
{
    bool is_to = request->direction == XW_SATISFIES;
    writer_name(out, "graph", xw_graph_checksum(view->graph));
    view_put_reference(view, out, is_to ? "source" : "target",
                       request->control);
    writer_text(out, "title", view_control(view, request->control).title);
    write_selections(out, is_to ? "to" : "from", view, request);
    writer_number(out, "max_hops", answer->max_hops);
    writer_number(out, "omitted", omitted_of(request, answer));
}

void
map_document_write(struct writer *out, struct view *view,
                   const xw_map_request *request, const xw_map_answer *answer,
                   const struct map_fields *fields)
{
    writer_open_object(out, NULL);
    write_head(out, view, request, answer);
    writer_open_array(out, "frameworks");
    for (size_t i = 0; i < request->into_count; ++i) {
        write_into(out, view, request->into[i], &answer->into[i]);
    }
    writer_close_array(out);
    writer_open_array(out, "results");
    for (size_t i = 0; i < answer->count; ++i) {
        struct result result = { request, &answer->answers[i] };
        write_result(out, view, &result, fields);
    }
    writer_close_array(out);
    writer_close_object(out);
}
