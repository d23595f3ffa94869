#define PCRE2_CODE_UNIT_WIDTH 8

#include "pattern.h"

#include "memory.h"

#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Enough for any id or title, and far less than a second of backtracking. */
enum { MATCH_STEPS = 1000000, MATCH_KIBIBYTES = 20000 };

struct pattern {
    pcre2_code *code;
    pcre2_match_data *found;
    pcre2_match_context *limits;
};

/* What is damaged may not be UTF-8, and shall not stop a search. */
static const uint32_t ANY_CASE_UTF =
    PCRE2_CASELESS | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;

static void
say(int error, size_t offset, xw_error *err)
{
    PCRE2_UCHAR message[128];
    (void)pcre2_get_error_message(error, message, sizeof message);
    err->status = XW_E_SYNTAX;
    (void)snprintf(err->message, sizeof err->message, "pattern, column %zu: %s",
                   offset + 1, (char *)message);
}

static struct pattern *
compile(const char *source, size_t len, uint32_t options, xw_error *err)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)source, len, options, &error, &offset, NULL);
    if (!code) {
        say(error, offset, err);
        return NULL;
    }
    struct pattern *pattern = memory_array(1, sizeof *pattern);
    pattern->code = code;
    pattern->found = pcre2_match_data_create(1, NULL);
    pattern->limits = pcre2_match_context_create(NULL);
    if (!pattern->found || !pattern->limits) {
        memory_exhausted();
    }
    (void)pcre2_set_match_limit(pattern->limits, MATCH_STEPS);
    (void)pcre2_set_heap_limit(pattern->limits, MATCH_KIBIBYTES);
    return pattern;
}

struct pattern *
pattern_of_word(const char *word, size_t len, xw_error *err)
{
    return compile(word, len, PCRE2_LITERAL | ANY_CASE_UTF, err);
}

struct pattern *
pattern_of_expression(const char *expression, xw_error *err)
{
    return compile(expression, strlen(expression), ANY_CASE_UTF, err);
}

void
pattern_free(struct pattern *pattern)
{
    if (pattern) {
        pcre2_match_context_free(pattern->limits);
        pcre2_match_data_free(pattern->found);
        pcre2_code_free(pattern->code);
        free(pattern);
    }
}

enum pattern_match
pattern_find(struct pattern *pattern, const char *text)
{
    size_t len = strlen(text);
    int status = pcre2_match(pattern->code, (PCRE2_SPTR)text, len, 0, 0,
                             pattern->found, pattern->limits);
    if (status == PCRE2_ERROR_NOMATCH) {
        return PATTERN_ABSENT;
    }
    if (status < 0) {
        return PATTERN_TOO_HARD;
    }
    const PCRE2_SIZE *span = pcre2_get_ovector_pointer(pattern->found);
    if (span[0] > 0) {
        return PATTERN_INSIDE;
    }
    return span[1] == len ? PATTERN_WHOLE : PATTERN_START;
}
