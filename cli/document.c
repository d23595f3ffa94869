#include "document.h"

#include "character.h"
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>

void
document_use_memory(void)
{
    json_set_alloc_funcs(memory_take, free);
}

static json_t *
repaired(const char *text)
{
    struct text out = { 0 };
    size_t len = 0;
    for (; *text; text += len) {
        if (character_read(text, &len) == CHARACTER_REPLACEMENT) {
            text_add(&out, "\xEF\xBF\xBD"); /* U+FFFD */
        } else {
            text_add_bytes(&out, text, len);
        }
    }
    json_t *value = json_string(text_get(&out));
    text_free(&out);
    return value;
}

json_t *
document_text(const char *text)
{
    json_t *value = json_string(text); /* NULL when it is no UTF-8 */
    return value ? value : repaired(text);
}

json_t *
document_text_or_null(const char *text)
{
    return *text ? document_text(text) : json_null();
}

json_t *
document_take(struct text *json)
{
    json_error_t error; /* a writer makes none */
    json_t *value =
        json_loadb(text_get(json), json->len, JSON_DECODE_ANY, &error);
    text_free(json);
    return value;
}

void
document_set(json_t *object, const char *key, json_t *value)
{
    (void)json_object_set_new_nocheck(object, key, value);
}

const char *
document_string(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value ? value : "";
}

json_int_t
document_integer(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

double
document_number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

bool
document_flag(const json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}

void
document_join(struct text *out, const json_t *array, const char *mark)
{
    size_t i = 0;
    const json_t *value = NULL;
    json_array_foreach(array, i, value)
    {
        text_printf(out, "%s%s", i ? mark : "", json_string_value(value));
    }
}

void
document_add(json_t *array, json_t *value)
{
    (void)json_array_append_new(array, value);
}

enum { DIGITS = 6 }; /* of scores, which claim no more */

void
document_print(const json_t *document)
{
    (void)json_dumpf(document, stdout,
                     JSON_INDENT(2) | JSON_REAL_PRECISION(DIGITS));
    (void)putchar('\n');
}

static int
add_bytes(const char *bytes, size_t len, void *out)
{
    text_add_bytes(out, bytes, len);
    return 0;
}

void
document_write(json_t *document, struct writer *out)
{
    writer_json(out, NULL, "", 0); /* begins it */
    (void)json_dump_callback(document, add_bytes, out->out,
                             JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    json_decref(document);
}
