/* pattern.h - words and PCRE2 patterns, and where they occur in a text. */
#ifndef XW_CLI_PATTERN_H
#define XW_CLI_PATTERN_H

#include <xw/xw.h>

struct pattern; /* compiled */

/** What matching comes to, best first. */
enum pattern_match {
    PATTERN_WHOLE,  /* the whole text */
    PATTERN_START,  /* its start */
    PATTERN_INSIDE, /* some of it */
    PATTERN_ABSENT,
    PATTERN_TOO_HARD /* past the limits on steps and memory */
};

/** Compile a word, to be found as it is, or a regular expression, both but for
 *  case.  NULL, with `err` saying what is wrong with it. */
struct pattern *pattern_of_word(const char *word, size_t len, xw_error *err);
struct pattern *pattern_of_expression(const char *expression, xw_error *err);
void pattern_free(struct pattern *pattern);

enum pattern_match pattern_find(struct pattern *pattern, const char *text);

#endif
