#include "writer.h"

#include "character.h"

#include <stdio.h>
#include <string.h>

/* A value is written into room for the longest that it can be, so that no byte
 * asks whether it fits. */
enum { MOST_ESCAPED = 6 /* "\u001F" */, AROUND = 8 /* ,"":"" and the end */ };

/* ---- What stands around values -------------------------------------------- */

static char *
put(char *to, const char *bytes, size_t len)
{
    memcpy(to, bytes, len);
    return to + len;
}

/* Begin a value of at most `most` bytes; gives where to put it. */
static char *
begin(struct writer *writer, const char *key, size_t most)
{
    size_t key_len = key ? strlen(key) : 0;
    text_reserve(writer->out, AROUND + key_len + most);
    char *to = writer->out->bytes + writer->out->len;
    if (writer->is_after) {
        *to++ = ',';
    }
    if (key) {
        *to++ = '"';
        to = put(to, key, key_len);
        *to++ = '"';
        *to++ = ':';
    }
    writer->is_after = true;
    return to;
}

static void
end(struct writer *writer, char *to)
{
    *to = '\0';
    writer->out->len = (size_t)(to - writer->out->bytes);
}

static void
put_bracket(struct writer *writer, const char *key, char bracket)
{
    char *to = begin(writer, key, 1);
    *to++ = bracket;
    end(writer, to);
    writer->is_after = false;
}

void
writer_open_object(struct writer *writer, const char *key)
{
    put_bracket(writer, key, '{');
}

void
writer_open_array(struct writer *writer, const char *key)
{
    put_bracket(writer, key, '[');
}

static void
close_with(struct writer *writer, char bracket)
{
    text_add_char(writer->out, bracket);
    writer->is_after = true;
}

void
writer_close_object(struct writer *writer)
{
    close_with(writer, '}');
}

void
writer_close_array(struct writer *writer)
{
    close_with(writer, ']');
}

/* ---- Strings --------------------------------------------------------------- */

/* The high bit of each byte that is below 0x20, above 0x7F, a quote or a
 * backslash, and maybe of bytes above such a one. */
static uint64_t
special_bytes(uint64_t eight)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t quote = eight ^ each * '"';
    uint64_t backslash = eight ^ each * '\\';
    return (eight | (eight - each * 0x20) | (quote - each) |
            (backslash - each)) &
           each << 7;
}

/* Put what stands for itself at the start of `text`; gives how much it is. */
static size_t
put_plain(char *to, const char *text, size_t len)
{
    size_t at = 0;
    uint64_t eight;
    for (; at + sizeof eight <= len; at += sizeof eight) {
        memcpy(&eight, text + at, sizeof eight);
        if (special_bytes(eight)) {
            break;
        }
        memcpy(to + at, &eight, sizeof eight);
    }
    for (; at < len; ++at) {
        unsigned char c = (unsigned char)text[at];
        if (c < 0x20 || c > 0x7F || c == '"' || c == '\\') {
            break;
        }
        to[at] = text[at];
    }
    return at;
}

static char *
put_escaped(char *to, char c)
{
    static const char named[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *found = strchr(named, c);
    if (!found) {
        return to + sprintf(to, "\\u%04X", (unsigned)c);
    }
    *to++ = '\\';
    *to++ = letters[found - named];
    return to;
}

/* Put a character that does not stand for itself, or not as one byte; moves
 * `*text` past it. */
static char *
put_character(char *to, const char **text)
{
    size_t len = 0;
    uint32_t character = character_read(*text, &len);
    if (character < 0x80) {
        to = put_escaped(to, **text);
    } else if (character == CHARACTER_REPLACEMENT) {
        to = put(to, "\xEF\xBF\xBD", 3); /* U+FFFD */
    } else {
        to = put(to, *text, len);
    }
    *text += len;
    return to;
}

static char *
put_string(char *to, const char *text, size_t len)
{
    const char *stop = text + len;
    for (;;) {
        size_t plain = put_plain(to, text, (size_t)(stop - text));
        to += plain;
        text += plain;
        if (text == stop) {
            return to;
        }
        to = put_character(to, &text);
    }
}

void
writer_text(struct writer *writer, const char *key, const char *value)
{
    size_t len = strlen(value);
    char *to = begin(writer, key, MOST_ESCAPED * len);
    *to++ = '"';
    to = put_string(to, value, len);
    *to++ = '"';
    end(writer, to);
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
    size_t first_len = strlen(first);
    size_t second_len = strlen(second);
    char *to = begin(writer, key, MOST_ESCAPED * (first_len + second_len) + 1);
    *to++ = '"';
    to = put_string(to, first, first_len);
    *to++ = mark;
    to = put_string(to, second, second_len);
    *to++ = '"';
    end(writer, to);
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
    char *to = begin(writer, key, sizeof digits);
    end(writer, put(to, digits + at, sizeof digits - at));
}

void
writer_real(struct writer *writer, const char *key, double value)
{
    enum { LONGEST = 16 }; /* "-1.23457e-308" */
    char *to = begin(writer, key, LONGEST);
    int len = sprintf(to, "%.6g", value);
    if (!strpbrk(to, ".e")) { /* it would read as a whole number */
        len += sprintf(to + len, ".0");
    }
    end(writer, to + len);
}

void
writer_flag(struct writer *writer, const char *key, bool value)
{
    writer_json(writer, key, value ? "true" : "false", value ? 4 : 5);
}

void
writer_null(struct writer *writer, const char *key)
{
    writer_json(writer, key, "null", 4);
}

void
writer_key(struct writer *writer, const char *key)
{
    end(writer, begin(writer, key, 0));
    writer->is_after = false;
}

void
writer_json(struct writer *writer, const char *key, const char *json,
            size_t len)
{
    end(writer, put(begin(writer, key, len), json, len));
}
