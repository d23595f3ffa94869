#include "oscal_text.h"

#include "oscal.h"
#include "values.h"

#include <string.h>

enum { CHOICE_DEPTH = 4 }; /* of parameters in the choices of parameters */

/* Where text goes, and what it may refer to. */
typedef struct writer {
    const json_t *params;
    xw_buffer *out;
    unsigned depth;
} writer;

static bool
put(writer *w, xw_string text)
{
    return xw_buffer_append(w->out, text.bytes, text.len);
}

/* ---- Parameters ------------------------------------------------------------- */

static bool put_prose(writer *w, xw_string prose);

static bool /* NOLINTNEXTLINE(misc-no-recursion): bounded by CHOICE_DEPTH */
put_choices(writer *w, const json_t *choices)
{
    bool good = put(w, xw_text("[Selection: "));
    for (size_t i = 0; good && i < json_array_size(choices); ++i) {
        const json_t *choice = json_array_get(choices, i);
        good = put(w, xw_text(i ? "; " : "")) &&
               put_prose(w, (xw_string){ json_string_value(choice),
                                         json_string_length(choice) });
    }
    return good && put(w, xw_text("]"));
}

static bool /* NOLINTNEXTLINE(misc-no-recursion): bounded by CHOICE_DEPTH */
put_param(writer *w, xw_string id)
{
    char key[256];
    if (id.len >= sizeof key || w->depth >= CHOICE_DEPTH) {
        return put(w, id);
    }
    memcpy(key, id.len ? id.bytes : "", id.len);
    key[id.len] = '\0';
    const json_t *param = json_object_get(w->params, key);
    const json_t *choices =
        json_object_get(json_object_get(param, "select"), "choice");
    if (json_array_size(choices)) {
        w->depth++;
        bool good = put_choices(w, choices);
        w->depth--;
        return good;
    }
    xw_string label = xw_json_text(param, "label");
    return put(w, xw_text("[Assignment: ")) && put(w, label.len ? label : id) &&
           put(w, xw_text("]"));
}

/* "{{ insert: param, ac-1_prm_1 }}": the id in it, empty when it is no such. */
static xw_string
inserted_param(xw_string inside)
{
    xw_string kind, id = { NULL, 0 };
    bool param = xw_split(&inside, ",", &kind) && xw_split(&inside, ",", &id) &&
                 (xw_equal_folded(kind, "insert: param") ||
                  xw_equal_folded(kind, "insert:param"));
    return param ? id : (xw_string){ NULL, 0 };
}

static const char *
find(xw_string text, const char *two)
{
    for (size_t i = 0; i + 1 < text.len; ++i) {
        if (text.bytes[i] == two[0] && text.bytes[i + 1] == two[1]) {
            return text.bytes + i;
        }
    }
    return NULL;
}

static xw_string
after(xw_string text, const char *at)
{
    size_t skipped = (size_t)(at - text.bytes);
    return (xw_string){ at, text.len - skipped };
}

static bool /* NOLINTNEXTLINE(misc-no-recursion): bounded by CHOICE_DEPTH */
put_prose(writer *w, xw_string prose)
{
    const char *open;
    while ((open = find(prose, "{{")) != NULL) {
        xw_string inside = after(prose, open + 2);
        const char *close = find(inside, "}}");
        if (!close) {
            break;
        }
        xw_string before = { prose.bytes, (size_t)(open - prose.bytes) };
        inside.len = (size_t)(close - inside.bytes);
        xw_string id = inserted_param(xw_trim(inside));
        xw_string as_is = { open, (size_t)(close + 2 - open) };
        if (!put(w, before) || !(id.len ? put_param(w, id) : put(w, as_is))) {
            return false;
        }
        prose = after(prose, close + 2);
    }
    return put(w, prose);
}

/* ---- Parts ------------------------------------------------------------------ */

/* A part and those in it, each on a line.  They nest no deeper than the
 * document does, which jansson bounds at 2048 levels. */
static bool /* NOLINTNEXTLINE(misc-no-recursion) */
put_part(writer *w, const json_t *part)
{
    xw_string label = xw_oscal_prop(part, "label", NULL);
    xw_string prose = xw_json_text(part, "prose");
    bool good = true;
    if (prose.len) {
        good = put(w, xw_text(w->out->len ? "\n" : "")) && put(w, label) &&
               put(w, xw_text(label.len ? " " : "")) && put_prose(w, prose);
    }
    const json_t *parts = json_object_get(part, "parts");
    for (size_t i = 0; good && i < json_array_size(parts); ++i) {
        good = put_part(w, json_array_get(parts, i));
    }
    return good;
}

bool
xw_oscal_statement(const json_t *control, const json_t *params, xw_buffer *out)
{
    writer w = { params, out, 0 };
    const json_t *parts = json_object_get(control, "parts");
    bool good = true;
    for (size_t i = 0; good && i < json_array_size(parts); ++i) {
        const json_t *part = json_array_get(parts, i);
        if (xw_equal_folded(xw_json_text(part, "name"), "statement")) {
            good = put_part(&w, part);
        }
    }
    return good;
}
