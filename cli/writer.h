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

/* ---- What stands around values -------------------------------------------- */

/* What is written most is written here, where how long its key is is known when
 * this is compiled.  A value goes into room for the longest that it can be, so
 * that no byte asks whether it fits. */

static inline char *
writer_put(char *to, const char *bytes, size_t len)
{
    memcpy(to, bytes, len);
    return to + len;
}

/** Begin a value of at most `most` bytes; gives where to put it. */
static inline char *
writer_begin(struct writer *writer, const char *key, size_t most)
{
    enum { AROUND = 8 /* ,"":"" and the end */ };
    size_t key_len = key ? strlen(key) : 0;
    text_reserve(writer->out, AROUND + key_len + most);
    char *to = writer->out->bytes + writer->out->len;
    *to = ',';
    to += writer->is_after;
    if (key) {
        *to++ = '"';
        to = writer_put(to, key, key_len);
        *to++ = '"';
        *to++ = ':';
    }
    writer->is_after = true;
    return to;
}

/** End it, where what was put ends. */
static inline void
writer_end(struct writer *writer, char *to)
{
    *to = '\0';
    writer->out->len = (size_t)(to - writer->out->bytes);
}

/** A value that is JSON already. */
static inline void
writer_json(struct writer *writer, const char *key, const char *json,
            size_t len)
{
    writer_end(writer, writer_put(writer_begin(writer, key, len), json, len));
}

/** The name of a member whose value comes next, without a key. */
static inline void
writer_key(struct writer *writer, const char *key)
{
    writer_end(writer, writer_begin(writer, key, 0));
    writer->is_after = false;
}

static inline void
writer_open_object(struct writer *writer, const char *key)
{
    writer_json(writer, key, "{", 1);
    writer->is_after = false;
}

static inline void
writer_open_array(struct writer *writer, const char *key)
{
    writer_json(writer, key, "[", 1);
    writer->is_after = false;
}

static inline void
writer_close_object(struct writer *writer)
{
    text_add_char(writer->out, '}');
    writer->is_after = true;
}

static inline void
writer_close_array(struct writer *writer)
{
    text_add_char(writer->out, ']');
    writer->is_after = true;
}

/* ---- Values ----------------------------------------------------------------- */

static inline void
writer_null(struct writer *writer, const char *key)
{
    writer_json(writer, key, "null", 4);
}

static inline void
writer_flag(struct writer *writer, const char *key, bool value)
{
    writer_json(writer, key, value ? "true" : "false", value ? 4 : 5);
}

/** What a byte of text takes at most. */
enum { WRITER_ESCAPED = 6 /* "\u001F" */ };

/** Put text, escaped and without quotes, for which there is room. */
char *writer_put_text(char *to, const char *text, size_t len);

/** A string; bytes that are no UTF-8 become U+FFFD. */
static inline void
writer_text(struct writer *writer, const char *key, const char *value)
{
    size_t len = strlen(value);
    char *to = writer_begin(writer, key, WRITER_ESCAPED * len);
    *to++ = '"';
    to = writer_put_text(to, value, len);
    *to++ = '"';
    writer_end(writer, to);
}

/** The same, but null for "". */
void writer_text_or_null(struct writer *writer, const char *key,
                         const char *value);

/** The string of two others with `mark` between them. */
void writer_pair(struct writer *writer, const char *key, const char *first,
                 char mark, const char *second);

/** The same of a name that has nothing to escape. */
static inline void
writer_name(struct writer *writer, const char *key, const char *name)
{
    size_t len = strlen(name);
    char *to = writer_begin(writer, key, len);
    *to++ = '"';
    to = writer_put(to, name, len);
    *to++ = '"';
    writer_end(writer, to);
}

/** For writer_number. */
void writer_long_number(struct writer *writer, const char *key, uint64_t value);

static inline void
writer_number(struct writer *writer, const char *key, uint64_t value)
{
    char digit = (char)('0' + value);
    if (value < 10) { /* as most are */
        writer_json(writer, key, &digit, 1);
    } else {
        writer_long_number(writer, key, value);
    }
}

/** With six digits, which are as many as a score claims. */
void writer_real(struct writer *writer, const char *key, double value);

#endif
