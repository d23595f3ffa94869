#include "writer.h"

#include "character.h"

#include <stdio.h>
#include <string.h>

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

/* Put a text of 4 to 16 bytes, its first half and its last, which may overlap.
 * Whether nothing there is to be escaped. */
static bool
put_halves(char *to, const char *text, size_t len)
{
    uint64_t first, last;
    uint32_t low, high;
    if (len >= sizeof first) {
        memcpy(&first, text, sizeof first);
        memcpy(&last, text + len - sizeof last, sizeof last);
        memcpy(to, &first, sizeof first);
        memcpy(to + len - sizeof last, &last, sizeof last);
        return !(special_bytes(first) | special_bytes(last));
    }
    memcpy(&low, text, sizeof low);
    memcpy(&high, text + len - sizeof high, sizeof high);
    memcpy(to, &low, sizeof low);
    memcpy(to + len - sizeof high, &high, sizeof high);
    return !special_bytes((uint64_t)high << 32 | low);
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
        to = writer_put(to, "\xEF\xBF\xBD", 3); /* U+FFFD */
    } else {
        to = writer_put(to, *text, len);
    }
    *text += len;
    return to;
}

char *
writer_put_text(char *to, const char *text, size_t len)
{
    const char *stop = text + len;
    if (len - 4 <= 12 && put_halves(to, text, len)) { /* as most are */
        return to + len;
    }
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
    char *to = writer_begin(writer, key,
                            WRITER_ESCAPED * (first_len + second_len) + 1);
    *to++ = '"';
    to = writer_put_text(to, first, first_len);
    *to++ = mark;
    to = writer_put_text(to, second, second_len);
    *to++ = '"';
    writer_end(writer, to);
}

/* ---- Other values ------------------------------------------------------------ */

void
writer_long_number(struct writer *writer, const char *key, uint64_t value)
{
    char digits[20]; /* of 2^64 - 1 */
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    writer_json(writer, key, digits + at, sizeof digits - at);
}

void
writer_real(struct writer *writer, const char *key, double value)
{
    enum { LONGEST = 16 }; /* "-1.23457e-308" */
    char *to = writer_begin(writer, key, LONGEST);
    int len = sprintf(to, "%.6g", value);
    if (!strpbrk(to, ".e")) { /* it would read as a whole number */
        len += sprintf(to + len, ".0");
    }
    writer_end(writer, to + len);
}
