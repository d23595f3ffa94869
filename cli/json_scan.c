#include "json_scan.h"

#include <string.h>

enum { LEVELS_MOST = 64 };

static bool
fail(struct json_scan *scan, const char *fault)
{
    scan->fault = fault;
    return false;
}

static void
skip_blanks(struct json_scan *scan)
{
    scan->at += strspn(scan->at, " \t\r\n");
}

/* ---- Strings ----------------------------------------------------------------- */

static int
digit_of(char c)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *found = c ? strchr(digits, c) : NULL;
    ptrdiff_t value = found ? found - digits : -1;
    return (int)(value > 15 ? value - 6 : value);
}

/* The unit after "\u"; -1 when it is none. */
static int
read_unit(const char *digits)
{
    int unit = 0;
    for (int i = 0; i < 4; ++i) {
        int digit = digit_of(digits[i]);
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

/* At a backslash. */
static bool
scan_escape(struct json_scan *scan)
{
    char letter = scan->at[1];
    if (letter == 'u') {
        if (read_unit(scan->at + 2) < 0) {
            return fail(scan, "\\u takes four hexadecimal digits");
        }
        scan->at += 6;
        return true;
    }
    if (letter == '\0' || !strchr("\"\\/bfnrt", letter)) {
        return fail(scan, "unknown escape");
    }
    scan->at += 2;
    return true;
}

static bool
scan_string(struct json_scan *scan)
{
    ++scan->at; /* the quote */
    for (;;) {
        unsigned char c = (unsigned char)*scan->at;
        if (c == '"') {
            ++scan->at;
            return true;
        }
        if (c < 0x20) {
            return fail(scan, c ? "control character in a string"
                                : "string is never closed");
        }
        if (c != '\\') {
            ++scan->at;
        } else if (!scan_escape(scan)) {
            return false;
        }
    }
}

/* ---- Numbers and words ---------------------------------------------------------- */

static bool
scan_digits(struct json_scan *scan)
{
    size_t count = strspn(scan->at, "0123456789");
    scan->at += count;
    return count ? true : fail(scan, "number lacks a digit");
}

static bool
scan_number(struct json_scan *scan)
{
    scan->at += *scan->at == '-';
    bool is_fine = true;
    if (*scan->at == '0') {
        ++scan->at; /* and no digit after it */
    } else {
        is_fine = scan_digits(scan);
    }
    if (is_fine && *scan->at == '.') {
        ++scan->at;
        is_fine = scan_digits(scan);
    }
    if (is_fine && (*scan->at == 'e' || *scan->at == 'E')) {
        ++scan->at;
        scan->at += *scan->at == '+' || *scan->at == '-';
        is_fine = scan_digits(scan);
    }
    return is_fine;
}

static bool
scan_word(struct json_scan *scan, const char *word)
{
    size_t len = strlen(word);
    if (strncmp(scan->at, word, len) != 0) {
        return fail(scan, "no JSON value begins so");
    }
    scan->at += len;
    return true;
}

/* ---- Values -------------------------------------------------------------------- */

static enum json_kind
kind_of(char first)
{
    switch (first) {
    case '"': return JSON_KIND_STRING;
    case '{': return JSON_KIND_OBJECT;
    case '[': return JSON_KIND_ARRAY;
    case 't':
    case 'f': return JSON_KIND_FLAG;
    case 'n': return JSON_KIND_NULL;
    default: return JSON_KIND_NUMBER;
    }
}

/* A value that has no others in it. */
static bool
scan_plain(struct json_scan *scan)
{
    char first = *scan->at;
    switch (kind_of(first)) {
    case JSON_KIND_STRING: return scan_string(scan);
    case JSON_KIND_FLAG:
        return scan_word(scan, first == 't' ? "true" : "false");
    case JSON_KIND_NULL: return scan_word(scan, "null");
    case JSON_KIND_NUMBER:
    case JSON_KIND_ARRAY:
    case JSON_KIND_OBJECT: break;
    }
    if (first == '\0') {
        return fail(scan, "a value is missing");
    }
    return strchr("-0123456789", first) ? scan_number(scan)
                                        : fail(scan, "no JSON value begins so");
}

/* To the next item of what `bracket` closes; or past the bracket, and then
 * false without a fault. */
static bool
goes_on(struct json_scan *scan, char bracket)
{
    skip_blanks(scan);
    bool is_after = scan->is_after;
    scan->is_after = true;
    if (*scan->at == bracket) {
        ++scan->at;
        return false;
    }
    if (is_after && *scan->at != ',') {
        return fail(scan, bracket == '}' ? "expected ',' or '}'"
                                         : "expected ',' or ']'");
    }
    scan->at += is_after;
    skip_blanks(scan);
    return true;
}

/* The name of a member and its colon. */
static bool
scan_name(struct json_scan *scan, struct json_span *out)
{
    char *begin = scan->at;
    if (*begin != '"') {
        return fail(scan, "expected the name of a member");
    }
    if (!scan_string(scan)) {
        return false;
    }
    *out = (struct json_span){ begin, (size_t)(scan->at - begin),
                               JSON_KIND_STRING };
    skip_blanks(scan);
    if (*scan->at != ':') {
        return fail(scan, "expected ':'");
    }
    ++scan->at;
    skip_blanks(scan);
    return true;
}

/* The brackets that close what is open, outermost first. */
struct levels {
    char brackets[LEVELS_MOST];
    size_t depth;
};

static bool
open_level(struct json_scan *scan, struct levels *levels)
{
    if (levels->depth == LEVELS_MOST) {
        return fail(scan, "nested too deep");
    }
    levels->brackets[levels->depth++] = *scan->at == '{' ? '}' : ']';
    ++scan->at;
    scan->is_after = false;
    return true;
}

/* To the next value in what is open, leaving all that ends before it. */
static bool
find_next(struct json_scan *scan, struct levels *levels)
{
    while (levels->depth) {
        char bracket = levels->brackets[levels->depth - 1];
        if (goes_on(scan, bracket)) {
            struct json_span name;
            return bracket == ']' || scan_name(scan, &name);
        }
        if (scan->fault) {
            return false;
        }
        --levels->depth;
    }
    return true;
}

static bool
scan_nested(struct json_scan *scan)
{
    struct levels levels = { .depth = 0 };
    do {
        bool opens = *scan->at == '{' || *scan->at == '[';
        if (!(opens ? open_level(scan, &levels) : scan_plain(scan)) ||
            !find_next(scan, &levels)) {
            return false;
        }
    } while (levels.depth);
    return true;
}

static bool
scan_value(struct json_scan *scan, struct json_span *out)
{
    char *begin = scan->at;
    enum json_kind kind = kind_of(*begin);
    bool is_nested = kind == JSON_KIND_ARRAY || kind == JSON_KIND_OBJECT;
    if (!(is_nested ? scan_nested(scan) : scan_plain(scan))) {
        return false;
    }
    *out = (struct json_span){ begin, (size_t)(scan->at - begin), kind };
    return true;
}

/* ---- From outside ---------------------------------------------------------------- */

bool
json_scan_begins(const struct json_scan *scan, char bracket)
{
    struct json_scan ahead = *scan;
    skip_blanks(&ahead);
    return *ahead.at == bracket;
}

void
json_scan_enter(struct json_scan *scan)
{
    skip_blanks(scan);
    ++scan->at;
    scan->is_after = false;
}

bool
json_scan_member(struct json_scan *scan, struct json_span *key,
                 struct json_span *value)
{
    return goes_on(scan, '}') && scan_name(scan, key) &&
           scan_value(scan, value);
}

bool
json_scan_item(struct json_scan *scan, struct json_span *value)
{
    return goes_on(scan, ']') && scan_value(scan, value);
}

bool
json_scan_is_done(struct json_scan *scan)
{
    skip_blanks(scan);
    return *scan->at == '\0';
}

/* ---- Undoing escapes ------------------------------------------------------------ */

/* The character of the "\u" at `at`, and in `*len` the bytes it takes; 0 when
 * it is none for us. */
static uint32_t
read_character(const char *at, size_t *len)
{
    enum { HIGH = 0xD800, LOW = 0xDC00, END = 0xE000 };
    int first = read_unit(at + 2);
    *len = 6;
    if (first < HIGH || first >= END) {
        return (uint32_t)first;
    }
    int second = at[6] == '\\' && at[7] == 'u' ? read_unit(at + 8) : -1;
    *len = 12;
    if (first >= LOW || second < LOW || second >= END) {
        return 0;
    }
    return 0x10000U + ((uint32_t)(first - HIGH) << 10) +
           (uint32_t)(second - LOW);
}

static char *
put_character(char *to, uint32_t c)
{
    static const uint32_t leads[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    unsigned bytes = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (unsigned i = bytes; i-- > 1; c >>= 6) {
        to[i] = (char)(0x80U | (c & 0x3FU));
    }
    to[0] = (char)(leads[bytes] | c);
    return to + bytes;
}

/* What a letter after a backslash stands for. */
static char
meaning_of(char letter)
{
    static const char letters[] = "bfnrt";
    static const char meanings[] = "\b\f\n\r\t";
    const char *found = strchr(letters, letter);
    if (found) {
        letter = meanings[found - letters];
    }
    return letter;
}

/* From `from`, a backslash, to `to`, which is at most there; NULL when it stands
 * for nothing we take. */
static char *
undo_escape(char **from, char *to)
{
    size_t len = 2;
    if ((*from)[1] != 'u') {
        *to++ = meaning_of((*from)[1]);
    } else {
        uint32_t character = read_character(*from, &len);
        if (!character) {
            return NULL;
        }
        to = put_character(to, character);
    }
    *from += len;
    return to;
}

bool
json_scan_text(struct json_span span, xw_string *out)
{
    char *begin = span.bytes + 1;
    char *end = span.bytes + span.len - 1;
    char *to = memchr(begin, '\\', (size_t)(end - begin));
    for (char *from = to; to && from < end;) {
        if (*from != '\\') {
            *to++ = *from++;
        } else if (!(to = undo_escape(&from, to))) {
            return false;
        }
    }
    to = to ? to : end;
    *to = '\0';
    *out = (xw_string){ begin, (size_t)(to - begin) };
    return true;
}
