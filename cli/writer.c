#include "writer.h"

#include "character.h"

#include <stdio.h>
#include <string.h>

/* ---- What stands around values -------------------------------------------- */

static void
begin_value(struct writer *writer, const char *key)
{
    if (writer->is_after) {
        text_add_char(writer->out, ',');
    }
    if (key) {
        text_add_char(writer->out, '"');
        text_add(writer->out, key);
        text_add_bytes(writer->out, "\":", 2);
    }
    writer->is_after = true;
}

static void
open_with(struct writer *writer, const char *key, char bracket)
{
    begin_value(writer, key);
    text_add_char(writer->out, bracket);
    writer->is_after = false;
}

static void
close_with(struct writer *writer, char bracket)
{
    text_add_char(writer->out, bracket);
    writer->is_after = true;
}

void
writer_open_object(struct writer *writer, const char *key)
{
    open_with(writer, key, '{');
}

void
writer_close_object(struct writer *writer)
{
    close_with(writer, '}');
}

void
writer_open_array(struct writer *writer, const char *key)
{
    open_with(writer, key, '[');
}

void
writer_close_array(struct writer *writer)
{
    close_with(writer, ']');
}

/* ---- Strings --------------------------------------------------------------- */

/* The bytes at the start that stand for themselves. */
static size_t
count_plain(const char *text)
{
    size_t count = 0;
    for (;; ++count) {
        unsigned char c = (unsigned char)text[count];
        if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
            return count;
        }
    }
}

static void
add_escaped(struct text *out, char c)
{
    static const char named[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *found = strchr(named, c);
    if (found) {
        text_add_char(out, '\\');
        text_add_char(out, letters[found - named]);
    } else {
        text_printf(out, "\\u%04X", (unsigned)c);
    }
}

/* A character that is not plain; gives how many bytes it takes. */
static size_t
add_character(struct text *out, const char *text)
{
    size_t len = 0;
    uint32_t character = character_read(text, &len);
    if (character < 0x80) {
        add_escaped(out, *text);
    } else if (character == CHARACTER_REPLACEMENT) {
        text_add(out, "\xEF\xBF\xBD");
    } else {
        text_add_bytes(out, text, len);
    }
    return len;
}

static void
add_string(struct text *out, const char *text)
{
    for (;;) {
        size_t plain = count_plain(text);
        text_add_bytes(out, text, plain);
        text += plain;
        if (*text == '\0') {
            return;
        }
        text += add_character(out, text);
    }
}

void
writer_text(struct writer *writer, const char *key, const char *value)
{
    begin_value(writer, key);
    text_add_char(writer->out, '"');
    add_string(writer->out, value);
    text_add_char(writer->out, '"');
}

void
writer_text_or_null(struct writer *writer, const char *key, const char *value)
{
    if (*value) {
        writer_text(writer, key, value);
    } else {
        writer_null(writer, key);
    }
}

void
writer_pair(struct writer *writer, const char *key, const char *first,
            char mark, const char *second)
{
    begin_value(writer, key);
    text_add_char(writer->out, '"');
    add_string(writer->out, first);
    text_add_char(writer->out, mark);
    add_string(writer->out, second);
    text_add_char(writer->out, '"');
}

/* ---- Other values ------------------------------------------------------------ */

void
writer_number(struct writer *writer, const char *key, uint64_t value)
{
    char digits[20]; /* of 2^64 - 1 */
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    begin_value(writer, key);
    text_add_bytes(writer->out, digits + at, sizeof digits - at);
}

void
writer_real(struct writer *writer, const char *key, double value)
{
    begin_value(writer, key);
    size_t start = writer->out->len;
    text_printf(writer->out, "%.6g", value);
    if (!strpbrk(text_get(writer->out) + start, ".e")) {
        text_add_bytes(writer->out, ".0", 2); /* else it reads as a whole */
    }
}

void
writer_flag(struct writer *writer, const char *key, bool value)
{
    begin_value(writer, key);
    text_add(writer->out, value ? "true" : "false");
}

void
writer_null(struct writer *writer, const char *key)
{
    begin_value(writer, key);
    text_add_bytes(writer->out, "null", 4);
}

void
writer_json(struct writer *writer, const char *key, const char *json,
            size_t len)
{
    begin_value(writer, key);
    text_add_bytes(writer->out, json, len);
}
