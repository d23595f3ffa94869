#include "column.h"

#include "memory.h"
#include "nearest.h"
#include "output.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- Choosing ------------------------------------------------------------ */

static bool
is_named(const struct column *column, xw_string name)
{
    return strlen(column->name) == name.len &&
           !memcmp(column->name, name.bytes, name.len);
}

static void
refuse(const struct column *all, size_t count, xw_string name)
{
    char typed[64];
    size_t len = name.len < sizeof typed ? name.len : sizeof typed - 1;
    memcpy(typed, name.bytes, len);
    typed[len] = '\0';
    output_error("--fields: there is no field '%s'", typed);
    struct nearest nearest = { .typed = typed };
    for (size_t i = 0; i < count; ++i) {
        nearest_consider(&nearest, all[i].name);
    }
    if (nearest.word) {
        output_hint("did you mean '%s'?", nearest.word);
    }
}

static const struct column *
find(const struct column *all, size_t count, xw_string name)
{
    for (size_t i = 0; i < count; ++i) {
        if (is_named(&all[i], name)) {
            return &all[i];
        }
    }
    refuse(all, count, name);
    return NULL;
}

static bool
choose_named(const struct column *all, size_t count,
             const struct string_list *fields, struct columns *out)
{
    for (size_t i = 0; i < fields->count; ++i) {
        const struct column *column = find(all, count, fields->items[i]);
        if (!column) {
            columns_free(out);
            return false;
        }
        out->items[out->count++] = column;
    }
    return true;
}

bool
columns_choose(const struct column *all, size_t count,
               const struct string_list *fields, bool for_people,
               struct columns *out)
{
    bool is_named_by_user = fields && fields->count;
    *out = (struct columns){ 0 };
    out->items = memory_array(is_named_by_user ? fields->count : count,
                              sizeof(const struct column *));
    if (is_named_by_user) {
        return choose_named(all, count, fields, out);
    }
    for (size_t i = 0; i < count; ++i) {
        if (!for_people || all[i].heading) {
            out->items[out->count++] = &all[i];
        }
    }
    return true;
}

void
columns_free(struct columns *columns)
{
    free(columns->items);
    *columns = (struct columns){ 0 };
}

/* ---- Cells ---------------------------------------------------------------- */

static void
write_scalar(const json_t *value, struct text *out)
{
    switch (json_typeof(value)) {
    case JSON_STRING: text_add(out, json_string_value(value)); break;
    case JSON_INTEGER:
        text_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        break;
    case JSON_REAL: text_printf(out, "%.6g", json_real_value(value)); break;
    case JSON_TRUE: text_add(out, "true"); break;
    case JSON_FALSE: text_add(out, "false"); break;
    case JSON_NULL:
    case JSON_ARRAY:
    case JSON_OBJECT: break; /* a column of those has a `show` */
    }
}

/* For programs, several values in one cell stand as in the native source
 * format. */
static void
write_value(const json_t *value, const char *separator, struct text *out)
{
    if (!json_is_array(value)) {
        write_scalar(value, out);
        return;
    }
    size_t i = 0;
    const json_t *item = NULL;
    json_array_foreach(value, i, item)
    {
        text_add(out, i ? separator : "");
        write_scalar(item, out);
    }
}

void
column_write_heading(const struct column *column, struct text *out)
{
    if (column->heading) {
        text_add(out, column->heading);
        return;
    }
    for (const char *c = column->name; *c; ++c) {
        int letter = toupper((unsigned char)*c);
        text_add_char(out, (char)(letter == '_' ? ' ' : letter));
    }
}

void
column_write(const struct column *column, const json_t *row, bool for_people,
             struct text *out)
{
    if (column->show && (for_people || column->always_shown)) {
        column->show(out, row);
        return;
    }
    const json_t *value = json_object_get(row, column->name);
    if (value) {
        write_value(value, for_people ? ", " : ";", out);
    }
}
