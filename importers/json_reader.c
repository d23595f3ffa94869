#include "json_reader.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* ---- Where a syntax error is ------------------------------------------------ */

/* The length of the token that jansson says an error is near, or 0. */
static size_t
token_named(const char *message)
{
    static const char near[] = " near '";
    const char *found = strstr(message, near);
    size_t len = found ? strlen(found + sizeof near - 1) : 0;
    return len ? len - 1 : 0; /* but for the last quote */
}

/* Where the string begins that ends before `end`. */
static size_t
string_start(xw_string text, size_t end)
{
    size_t at = end - 1; /* its closing quote */
    while (at) {
        --at;
        size_t backslashes = 0;
        while (backslashes < at && text.bytes[at - backslashes - 1] == '\\') {
            ++backslashes;
        }
        if (text.bytes[at] == '"' && backslashes % 2 == 0) {
            return at;
        }
    }
    return end;
}

/* jansson tells where the offending token ends; we, where it starts. */
static size_t
token_start(xw_string text, const json_error_t *error)
{
    size_t end = error->position > 0 ? (size_t)error->position : 0;
    end = end < text.len ? end : text.len;
    if (strncmp(error->text, "unable to decode", 16) == 0) {
        return end; /* it has not taken the byte */
    }
    size_t len = token_named(error->text);
    if (len && len <= end) {
        return end - len;
    }
    bool at_end = strstr(error->text, "near end of file") != NULL;
    bool string = end > 1 && text.bytes[end - 1] == '"';
    return string && !at_end ? string_start(text, end) : end;
}

static xw_status
report_syntax(xw_string text, xw_position start, const json_error_t *error,
              xw_diagnostics *diagnostics)
{
    xw_position at =
        xw_position_after(start, text.bytes, token_start(text, error));
    bool nul = json_error_code(error) == json_error_null_character ||
               json_error_code(error) == json_error_null_byte_in_key;
    return xw_diagnostics_report(
        diagnostics,
        &(xw_finding){ .what = nul ? XW_DIAG_NUL : XW_DIAG_JSON_SYNTAX,
                       .at = at,
                       .subject = xw_text(error->text) });
}

/* ---- Reading ---------------------------------------------------------------- */

static xw_string
without_byte_order_mark(xw_string text)
{
    if (text.len >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0) {
        return (xw_string){ text.bytes + 3, text.len - 3 };
    }
    return text;
}

/* Of some allocations that fail jansson says that they are syntax errors, of
 * others nothing at all.  A second try tells: it succeeds, or fails otherwise,
 * or says the same, and then it is true. */
static json_t *
parse(xw_string text, json_error_t *error)
{
    const char *bytes = text.len ? text.bytes : ""; /* NULL is an error */
    json_t *json = json_loadb(bytes, text.len, JSON_REJECT_DUPLICATES, error);
    if (json || !error->text[0]) {
        return json;
    }
    json_error_t again;
    json = json_loadb(bytes, text.len, JSON_REJECT_DUPLICATES, &again);
    if (!json && strcmp(error->text, again.text) != 0) {
        error->text[0] = '\0';
    }
    return json;
}

/* Whether `body` is worth parsing; reports if not. */
static bool
check_bytes(xw_string body, xw_position start, xw_diagnostics *diagnostics,
            xw_status *out)
{
    const char *nul = body.len ? memchr(body.bytes, '\0', body.len) : NULL;
    xw_finding finding = { .at = start, .count = XW_JSON_BYTES };
    if (body.len > XW_JSON_BYTES) {
        finding.what = XW_DIAG_INPUT_TOO_LONG;
    } else if (nul) { /* which to jansson is the end */
        finding.what = XW_DIAG_NUL;
        finding.at =
            xw_position_after(start, body.bytes, (size_t)(nul - body.bytes));
    } else {
        return true;
    }
    *out = xw_diagnostics_report(diagnostics, &finding);
    return false;
}

xw_status
xw_json_read(xw_string text, xw_diagnostics *diagnostics, json_t **out)
{
    xw_string body = without_byte_order_mark(text);
    xw_position start = XW_POSITION_START;
    start.offset = text.len - body.len;
    xw_status st;
    *out = NULL;
    if (!check_bytes(body, start, diagnostics, &st)) {
        return st;
    }
    json_error_t error;
    *out = parse(body, &error);
    if (*out) {
        return XW_OK;
    }
    if (!error.text[0]) {
        return xw_diagnostics_fail(diagnostics,
                                   &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    return report_syntax(body, start, &error, diagnostics);
}

/* ---- Paths ------------------------------------------------------------------ */

/* Text that grows towards the front. */
typedef struct front {
    char *start, *end;
} front;

static void
prepend(front *f, const char *text, size_t len)
{
    size_t room = (size_t)(f->end - f->start);
    size_t cut = len > room ? len - room : 0;
    f->end -= len - cut;
    memcpy(f->end, text + cut, len - cut);
}

static void
prepend_name(front *f, const char *name)
{
    for (size_t i = strlen(name); i-- > 0;) {
        switch (name[i]) {
        case '~': prepend(f, "~0", 2); break;
        case '/': prepend(f, "~1", 2); break;
        default: prepend(f, &name[i], 1); break;
        }
    }
}

void
xw_json_path_write(const xw_json_path *path, char *out, size_t size)
{
    assert(size);
    front f = { out, out + size - 1 };
    for (; path && path->up; path = path->up) {
        if (path->name) {
            prepend_name(&f, path->name);
        } else {
            char index[24];
            int len = snprintf(index, sizeof index, "%zu", path->index);
            prepend(&f, index, (size_t)len);
        }
        prepend(&f, "/", 1);
    }
    size_t len = (size_t)(out + size - 1 - f.end);
    memmove(out, f.end, len);
    out[len] = '\0';
}
