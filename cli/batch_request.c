#include "batch_request.h"

#include "batch_results.h"
#include "character.h"
#include "json_scan.h"
#include "memory.h"
#include "nearest.h"

#include <stdlib.h>
#include <string.h>

static const struct batch_operation *const operations[] = {
    &batch_map,      &batch_explain, &batch_show,
    &batch_resolve,  &batch_search,  &batch_stats,
    &batch_coverage, &batch_assess,  &batch_plan,
    &batch_roadmap,  NULL,
};

/* ---- The reader ---------------------------------------------------------------- */

void
batch_reader_begin(struct batch_reader *reader)
{
    size_t most = 0;
    for (size_t i = 0; operations[i]; ++i) {
        size_t size = operations[i]->values_size;
        most = size > most ? size : most;
    }
    *reader = (struct batch_reader){ .values = memory_take(most) };
}

void
batch_reader_end(struct batch_reader *reader)
{
    free(reader->strings);
    free(reader->values);
}

/* No line has more strings than every other byte. */
static void
make_room(struct batch_reader *reader, size_t len)
{
    size_t most = len / 2 + 1;
    reader->string_count = 0;
    if (most > reader->string_room) {
        reader->strings =
            memory_resize(reader->strings, most, sizeof *reader->strings);
        reader->string_room = most;
    }
}

/* ---- Lists ----------------------------------------------------------------------- */

static bool
add_string(struct batch_reader *reader, struct string_list *list,
           xw_string string)
{
    if (!string.len) {
        return false;
    }
    if (!list->count) {
        list->items = reader->strings + reader->string_count;
    }
    reader->strings[reader->string_count++] = string;
    ++list->count;
    return true;
}

/* The items of "a,b", each ended where its comma was. */
static bool
split_list(struct batch_reader *reader, char *text, struct string_list *list)
{
    for (;;) {
        char *comma = strchr(text, ',');
        size_t len = comma ? (size_t)(comma - text) : strlen(text);
        text[len] = '\0';
        if (!add_string(reader, list, (xw_string){ text, len })) {
            return false;
        }
        if (!comma) {
            return true;
        }
        text += len + 1;
    }
}

static bool
read_items(struct batch_reader *reader, struct json_span span,
           struct string_list *list)
{
    struct json_scan scan = { .at = span.bytes };
    struct json_span item;
    json_scan_enter(&scan);
    while (json_scan_item(&scan, &item)) {
        xw_string text;
        if (item.kind != JSON_KIND_STRING || !json_scan_text(item, &text) ||
            !add_string(reader, list, text)) {
            return false;
        }
    }
    return true;
}

/* ---- Values ---------------------------------------------------------------------- */

static void *
member_of(const struct batch_reader *reader, const struct batch_field *field)
{
    return (char *)reader->values + field->offset;
}

static bool
read_text(struct json_span span, xw_string *out)
{
    return span.kind == JSON_KIND_STRING && json_scan_text(span, out);
}

static bool
read_list(struct batch_reader *reader, struct json_span span,
          struct string_list *out)
{
    xw_string text;
    if (span.kind == JSON_KIND_ARRAY) {
        return read_items(reader, span, out);
    }
    return read_text(span, &text) && split_list(reader, span.bytes + 1, out);
}

static bool
read_number(const struct batch_field *field, struct json_span span,
            uint32_t *out)
{
    uint64_t number = 0;
    enum { DIGITS_MOST = 10 };
    if (span.kind != JSON_KIND_NUMBER || span.len > DIGITS_MOST) {
        return false;
    }
    for (size_t i = 0; i < span.len; ++i) {
        unsigned digit = (unsigned char)span.bytes[i] - (unsigned)'0';
        if (digit > 9) {
            return false;
        }
        number = number * 10 + digit;
    }
    *out = (uint32_t)number;
    return number >= field->least && number <= field->most;
}

static bool
read_verdict(struct json_span span, uint32_t *out)
{
    xw_string name;
    xw_verdict verdict;
    if (!read_text(span, &name) ||
        xw_verdict_parse(name.bytes, name.len, &verdict)) {
        return false;
    }
    *out = verdict;
    return true;
}

static bool
read_flag(struct json_span span, bool *out)
{
    *out = span.bytes[0] == 't';
    return span.kind == JSON_KIND_FLAG;
}

static bool
read_results(struct batch_reader *reader, struct json_span span,
             struct string_list *out)
{
    out->items = reader->strings + reader->string_count;
    bool is_fine = batch_results_read(span, out->items, &out->count);
    reader->string_count += out->count;
    return is_fine;
}

static bool
refuse_value(const struct batch_field *field, struct refusal *refusal)
{
    switch (field->kind) {
    case FIELD_TEXT:
        return refuse(refusal, REFUSED_VALUE,
                      "%s: expected a string, of text without a NUL",
                      field->name);
    case FIELD_LIST:
        return refuse(refusal, REFUSED_VALUE,
                      "%s: expected an array of strings, none empty",
                      field->name);
    case FIELD_NUMBER:
        return refuse(refusal, REFUSED_VALUE,
                      "%s: expected a whole number from %u to %u", field->name,
                      (unsigned)field->least, (unsigned)field->most);
    case FIELD_FLAG:
        return refuse(refusal, REFUSED_VALUE, "%s: expected true or false",
                      field->name);
    case FIELD_RESULTS:
        return refuse(refusal, REFUSED_VALUE,
                      "%s: expected an array of objects with 'control' and "
                      "'result', and 'note', 'evidence' and 'date' if there "
                      "are any, all strings",
                      field->name);
    case FIELD_VERDICT: break;
    }
    return refuse(refusal, REFUSED_VALUE,
                  "%s: expected full, partial, conflict, gap, candidate, none "
                  "or unmapped",
                  field->name);
}

static bool
read_value(struct batch_reader *reader, const struct batch_field *field,
           struct json_span span, struct refusal *refusal)
{
    void *to = member_of(reader, field);
    bool is_fine = false;
    switch (field->kind) {
    case FIELD_TEXT: is_fine = read_text(span, to); break;
    case FIELD_LIST: is_fine = read_list(reader, span, to); break;
    case FIELD_NUMBER: is_fine = read_number(field, span, to); break;
    case FIELD_VERDICT: is_fine = read_verdict(span, to); break;
    case FIELD_FLAG: is_fine = read_flag(span, to); break;
    case FIELD_RESULTS: is_fine = read_results(reader, span, to); break;
    }
    return is_fine ? true : refuse_value(field, refusal);
}

/* ---- Members of an object -------------------------------------------------------- */

enum { MEMBERS_MOST = 32 };

struct member {
    const char *name;
    struct json_span value;
};

struct members {
    struct member items[MEMBERS_MOST]; /* [count] */
    size_t count;
};

static bool
refuse_syntax(const struct json_scan *scan, const char *line,
              struct refusal *refusal)
{
    return refuse(refusal, REFUSED_SYNTAX, "column %zu: %s",
                  (size_t)(scan->at - line) + 1, scan->fault);
}

static const struct member *
find_member(const struct members *members, const char *name)
{
    for (size_t i = 0; i < members->count; ++i) {
        if (strcmp(members->items[i].name, name) == 0) {
            return &members->items[i];
        }
    }
    return NULL;
}

static bool
add_member(struct members *members, struct json_span key,
           struct json_span value, struct refusal *refusal)
{
    xw_string name;
    if (members->count == MEMBERS_MOST) {
        return refuse(refusal, REFUSED_FIELD, "more than %d fields",
                      MEMBERS_MOST);
    }
    if (!json_scan_text(key, &name)) {
        return refuse(refusal, REFUSED_FIELD, "the name of a field is no text");
    }
    if (find_member(members, name.bytes)) {
        return refuse(refusal, REFUSED_REPEAT, "field '%s' is given twice",
                      name.bytes);
    }
    members->items[members->count++] = (struct member){ name.bytes, value };
    return true;
}

/* Whatever is wrong with the others, an answer can name its request. */
static void
take_id(const struct members *members, xw_string *out)
{
    const struct member *id = find_member(members, "id");
    if (id) {
        *out = (xw_string){ id->value.bytes, id->value.len };
    }
}

static bool
read_members(char *line, struct members *members, xw_string *id,
             struct refusal *refusal)
{
    struct json_scan scan = { .at = line };
    struct json_span key, value;
    bool is_fine = true;
    members->count = 0;
    json_scan_enter(&scan);
    while (is_fine && json_scan_member(&scan, &key, &value)) {
        is_fine = add_member(members, key, value, refusal);
    }
    take_id(members, id);
    if (is_fine && !scan.fault && !json_scan_is_done(&scan)) {
        scan.fault = "something follows the object";
    }
    return scan.fault ? refuse_syntax(&scan, line, refusal) : is_fine;
}

/* ---- The operation ---------------------------------------------------------------- */

static bool
refuse_operation(const char *name, struct refusal *refusal)
{
    struct nearest nearest = { .typed = name };
    for (size_t i = 0; operations[i]; ++i) {
        nearest_consider(&nearest, operations[i]->name);
    }
    (void)refuse(refusal, REFUSED_OPERATION, "op: there is no operation '%s'",
                 name);
    refusal->near = nearest.word;
    return false;
}

static bool
choose_operation(const struct members *members,
                 const struct batch_operation **out, struct refusal *refusal)
{
    xw_string name;
    const struct member *member = find_member(members, "op");
    if (!member) {
        return refuse(refusal, REFUSED_MISSING, "field 'op' is missing");
    }
    if (!read_text(member->value, &name)) {
        return refuse(refusal, REFUSED_VALUE, "op: expected a string");
    }
    for (size_t i = 0; operations[i]; ++i) {
        if (strcmp(operations[i]->name, name.bytes) == 0) {
            *out = operations[i];
            return true;
        }
    }
    return refuse_operation(name.bytes, refusal);
}

/* ---- Its fields --------------------------------------------------------------------- */

/* The fields of requests for any operation. */
static const char *const common_names[] = { "id", "op", NULL };

static bool
is_common(const char *name)
{
    return strcmp(name, common_names[0]) == 0 ||
           strcmp(name, common_names[1]) == 0;
}

static void
clear_values(struct batch_reader *reader,
             const struct batch_operation *operation)
{
    memset(reader->values, 0, operation->values_size);
    for (size_t i = 0; i < operation->field_count; ++i) {
        const struct batch_field *field = &operation->fields[i];
        if (field->kind == FIELD_NUMBER || field->kind == FIELD_VERDICT) {
            *(uint32_t *)member_of(reader, field) = FIELD_UNSET;
        }
    }
}

static bool
refuse_field(const struct batch_operation *operation, const char *name,
             struct refusal *refusal)
{
    struct nearest nearest = { .typed = name };
    for (size_t i = 0; i < operation->field_count; ++i) {
        nearest_consider(&nearest, operation->fields[i].name);
    }
    for (size_t i = 0; common_names[i]; ++i) {
        nearest_consider(&nearest, common_names[i]);
    }
    (void)refuse(refusal, REFUSED_FIELD, "%s has no field '%s'",
                 operation->name, name);
    refusal->near = nearest.word;
    return false;
}

/* A field that is null is not given. */
static bool
bind_member(struct batch_reader *reader,
            const struct batch_operation *operation,
            const struct member *member, struct refusal *refusal)
{
    for (size_t i = 0; i < operation->field_count; ++i) {
        const struct batch_field *field = &operation->fields[i];
        if (strcmp(field->name, member->name) == 0) {
            return member->value.kind == JSON_KIND_NULL ||
                   read_value(reader, field, member->value, refusal);
        }
    }
    return is_common(member->name)
               ? true
               : refuse_field(operation, member->name, refusal);
}

static bool
has_required(const struct batch_operation *operation,
             const struct members *members, struct refusal *refusal)
{
    for (size_t i = 0; i < operation->field_count; ++i) {
        const struct batch_field *field = &operation->fields[i];
        if (!field->is_required) {
            continue;
        }
        const struct member *member = find_member(members, field->name);
        if (!member || member->value.kind == JSON_KIND_NULL) {
            return refuse(refusal, REFUSED_MISSING, "field '%s' is missing",
                          field->name);
        }
    }
    return true;
}

static bool
bind_members(struct batch_reader *reader,
             const struct batch_operation *operation,
             const struct members *members, struct refusal *refusal)
{
    clear_values(reader, operation);
    for (size_t i = 0; i < members->count; ++i) {
        if (!bind_member(reader, operation, &members->items[i], refusal)) {
            return false;
        }
    }
    return has_required(operation, members, refusal);
}

/* ---- Lines ------------------------------------------------------------------------- */

static bool
read_object(struct batch_reader *reader, char *line, struct batch_request *out,
            struct refusal *refusal)
{
    struct members members;
    return read_members(line, &members, &out->id, refusal) &&
           choose_operation(&members, &out->operation, refusal) &&
           bind_members(reader, out->operation, &members, refusal);
}

/* REF<TAB>F[,F] */
static bool
read_short(struct batch_reader *reader, char *line, struct batch_request *out,
           struct refusal *refusal)
{
    char *tab = strchr(line, '\t');
    struct string_list list = { NULL, 0 };
    if (!tab || strchr(tab + 1, '\t')) {
        return refuse(refusal, REFUSED_FORM,
                      "a line is a JSON object, or REF<TAB>F[,F]");
    }
    *tab = '\0';
    if (!split_list(reader, tab + 1, &list)) {
        return refuse(refusal, REFUSED_VALUE,
                      "an item of the list of frameworks is empty");
    }
    out->operation = &batch_map;
    clear_values(reader, out->operation);
    batch_map_set(reader->values, (xw_string){ line, (size_t)(tab - line) },
                  &list);
    return true;
}

/* Of a line from a file of Windows, the carriage return is no part. */
static size_t
end_line(char *line, size_t len)
{
    if (len && line[len - 1] == '\r') {
        line[--len] = '\0';
    }
    return len;
}

bool
batch_request_read(struct batch_reader *reader, char *line, size_t len,
                   struct batch_request *out, struct refusal *refusal)
{
    struct json_scan scan = { .at = line };
    *out = (struct batch_request){ .operation = NULL };
    len = end_line(line, len);
    if (!characters_are_text(line, len)) {
        return refuse(refusal, REFUSED_TEXT,
                      "the line is not UTF-8, or has a NUL in it");
    }
    make_room(reader, len);
    return json_scan_begins(&scan, '{')
               ? read_object(reader, line, out, refusal)
               : read_short(reader, line, out, refusal);
}
