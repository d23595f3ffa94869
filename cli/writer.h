/* writer.h - JSON written value by value into a text, without blanks and
 * without memory of its own.
 *
 * `key` is the name of a member; NULL for what is no member of an object. */
#ifndef XW_CLI_WRITER_H
#define XW_CLI_WRITER_H

#include "text.h"

#include <stdbool.h>

struct writer {
    struct text *out;
    bool is_after; /* another value: a comma comes next */
};

void writer_open_object(struct writer *writer, const char *key);
void writer_close_object(struct writer *writer);
void writer_open_array(struct writer *writer, const char *key);
void writer_close_array(struct writer *writer);

/** A string; bytes that are no UTF-8 become U+FFFD. */
void writer_text(struct writer *writer, const char *key, const char *value);

/** The same, but null for "". */
void writer_text_or_null(struct writer *writer, const char *key,
                         const char *value);

/** The string of two others with `mark` between them. */
void writer_pair(struct writer *writer, const char *key, const char *first,
                 char mark, const char *second);

void writer_number(struct writer *writer, const char *key, uint64_t value);

/** With six digits, which are as many as a score claims. */
void writer_real(struct writer *writer, const char *key, double value);

void writer_flag(struct writer *writer, const char *key, bool value);
void writer_null(struct writer *writer, const char *key);

/** The name of a member whose value comes next, without a key. */
void writer_key(struct writer *writer, const char *key);

/** A value that is JSON already. */
void writer_json(struct writer *writer, const char *key, const char *json,
                 size_t len);

#endif
