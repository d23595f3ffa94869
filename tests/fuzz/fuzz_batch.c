/* Any bytes at all as lines of a batch: each line has an answer, a line of JSON
 * that says whether there was one; and a line is refused as no JSON exactly when
 * another reader of JSON takes it for none. */
#include "fuzz.h"

#include "../../cli/batch_answer.h"
#include "../sample.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Refused by the other reader, of what RFC 8259 lets through. */
static bool
is_limit(const json_error_t *error)
{
    return json_error_code(error) == json_error_numeric_overflow ||
           strstr(error->text, "Unicode") || strstr(error->text, "UTF-16");
}

static bool
is_one_of(const char *code, const char *codes)
{
    return strstr(codes, code) != NULL;
}

static size_t
count_brackets(const char *line, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; ++i) {
        count += line[i] == '[' || line[i] == '{';
    }
    return count;
}

static void
check_refusal(const char *code, const char *line, size_t len)
{
    enum { LEVELS_MOST = 64 };
    json_error_t error;
    json_t *read = json_loadb(line, len, JSON_ALLOW_NUL, &error);
    bool is_short = memchr(line, '\t', len); /* or an object with a tab */
    if (is_one_of(code, "XW-502")) {
        require(!read || count_brackets(line, len) > LEVELS_MOST);
    }
    /* Said of what has been read to its end. */
    if (is_one_of(code, "XW-505 XW-508 XW-509 XW-510 XW-511") && !is_short) {
        require(read || is_limit(&error));
    }
    json_decref(read);
}

static void
check_answer(const struct text *answer, const char *line, size_t len)
{
    json_error_t error;
    json_t *read =
        json_loadb(answer->bytes, answer->len, JSON_ALLOW_NUL, &error);
    require(answer->bytes[answer->len - 1] == '\n');
    require(memchr(answer->bytes, '\n', answer->len) ==
            answer->bytes + answer->len - 1);
    if (read) { /* an id may be a number that is too big for the other reader */
        const json_t *failed = json_object_get(read, "error");
        require(json_is_true(json_object_get(read, "ok")) == !failed);
        require(json_is_object(json_object_get(read, "result")) == !failed);
        if (failed) {
            check_refusal(json_string_value(json_object_get(failed, "code")),
                          line, len);
        }
    }
    require(read || is_limit(&error));
    json_decref(read);
}

static struct batch_answerer *
answerer_of_sample(void)
{
    static const struct batch_defaults defaults = { .max_hops = 2,
                                                    .limit = 20,
                                                    .min = XW_UNMAPPED };
    static struct batch_answerer answerer;
    static xw_graph *graph;
    if (!graph) {
        require(!sample_graph(&graph, NULL));
        require(!batch_answerer_begin(&answerer, graph, &defaults, NULL));
    }
    return &answerer;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct batch_answerer *answerer = answerer_of_sample();
    struct text answer = { 0 };
    for (size_t at = 0; at < size;) {
        const char *line = (const char *)data + at;
        const char *newline = memchr(line, '\n', size - at);
        size_t len = newline ? (size_t)(newline - line) : size - at;
        struct text copy = { 0 };
        text_add_bytes(&copy, line, len);
        batch_answer(answerer, copy.bytes, len, &answer);
        check_answer(&answer, line, len);
        text_clear(&answer);
        text_free(&copy);
        at += len + 1;
    }
    text_free(&answer);
    return 0;
}
