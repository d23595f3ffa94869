#include "values.h"

#include <string.h>

/* ---- Text ------------------------------------------------------------------ */

/* How many bytes of blank `text` begins with. */
static size_t
blank_at_start(xw_string text)
{
    if (!text.len) {
        return 0;
    }
    if (text.len > 1 && memcmp(text.bytes, "\xC2\xA0", 2) == 0) {
        return 2;
    }
    return text.bytes[0] == ' ' ||
           (text.bytes[0] >= '\t' && text.bytes[0] <= '\r');
}

static size_t
blank_at_end(xw_string text)
{
    if (text.len > 1 && memcmp(text.bytes + text.len - 2, "\xC2\xA0", 2) == 0) {
        return 2;
    }
    return text.len &&
           blank_at_start((xw_string){ text.bytes + text.len - 1, 1 });
}

xw_string
xw_trim_blanks(xw_string text)
{
    size_t blank;
    while ((blank = blank_at_start(text))) {
        text.bytes += blank;
        text.len -= blank;
    }
    while ((blank = blank_at_end(text))) {
        text.len -= blank;
    }
    return text;
}

static char
lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool
xw_equal_folded(xw_string text, const char *word)
{
    if (strlen(word) != text.len) {
        return false;
    }
    for (size_t i = 0; i < text.len; ++i) {
        if (lower(text.bytes[i]) != lower(word[i])) {
            return false;
        }
    }
    return true;
}

bool
xw_split(xw_string *rest, const char *separators, xw_string *out)
{
    if (!rest->len) {
        return false;
    }
    size_t len = 0;
    while (len < rest->len && !strchr(separators, rest->bytes[len])) {
        ++len;
    }
    *out = xw_trim((xw_string){ rest->bytes, len });
    len += len < rest->len; /* the separator */
    *rest = (xw_string){ rest->bytes + len, rest->len - len };
    return true;
}

bool
xw_parse_word(xw_string text, const char *const *words, size_t *out)
{
    for (size_t i = 0; words[i]; ++i) {
        if (xw_equal_folded(text, words[i])) {
            *out = i;
            return true;
        }
    }
    return false;
}

bool
xw_parse_flag(xw_string text, bool *out)
{
    static const char *const words[] = { "0",  "1",   "false", "true",
                                         "no", "yes", NULL };
    size_t index;
    if (!xw_parse_word(text, words, &index)) {
        return false;
    }
    *out = index % 2;
    return true;
}

/* ---- Numbers ---------------------------------------------------------------- */

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Take one of `signs`; true if it was a minus. */
static bool
take_sign(xw_string *text, const char *signs)
{
    if (!text->len || !text->bytes[0] || !strchr(signs, text->bytes[0])) {
        return false;
    }
    bool minus = text->bytes[0] == '-';
    *text = (xw_string){ text->bytes + 1, text->len - 1 };
    return minus;
}

bool
xw_parse_integer(xw_string text, int32_t *out)
{
    bool minus = take_sign(&text, "+-");
    if (!text.len || text.len > 9) {
        return false;
    }
    int32_t value = 0;
    for (size_t i = 0; i < text.len; ++i) {
        if (!is_digit(text.bytes[i])) {
            return false;
        }
        value = 10 * value + (text.bytes[i] - '0');
    }
    *out = minus ? -value : value;
    return true;
}

/* value * 10^exponent */
typedef struct decimal {
    uint64_t value;
    int32_t exponent;
    size_t digits;
} decimal;

static void
take_digits(xw_string *text, decimal *number, bool fraction)
{
    while (text->len && is_digit(text->bytes[0])) {
        if (number->value < UINT64_C(10000000000000000)) {
            number->value =
                10 * number->value + (uint64_t)(text->bytes[0] - '0');
            number->exponent -= fraction;
        } else {
            number->exponent += !fraction;
        }
        number->digits++;
        *text = (xw_string){ text->bytes + 1, text->len - 1 };
    }
}

static bool
take_exponent(xw_string *text, decimal *number)
{
    if (text->len && (text->bytes[0] == 'e' || text->bytes[0] == 'E')) {
        int32_t exponent;
        xw_string digits = { text->bytes + 1, text->len - 1 };
        if (!xw_parse_integer(digits, &exponent) || exponent > 400 ||
            exponent < -400) {
            return false;
        }
        number->exponent += exponent;
        text->len = 0;
    }
    return text->len == 0;
}

static double
scaled(decimal number)
{
    double value = (double)number.value;
    for (; number.exponent > 0; --number.exponent) {
        value *= 10;
    }
    double divisor = 1; /* one division rounds better than many */
    for (; number.exponent < 0; ++number.exponent) {
        divisor *= 10;
    }
    return value / divisor;
}

bool
xw_parse_number(xw_string text, double *out)
{
    decimal number = { 0 };
    bool minus = take_sign(&text, "-");
    take_digits(&text, &number, false);
    if (number.digits && text.len && text.bytes[0] == '.') {
        text = (xw_string){ text.bytes + 1, text.len - 1 };
        size_t whole = number.digits;
        take_digits(&text, &number, true);
        if (number.digits == whole) {
            return false;
        }
    }
    if (!number.digits || !take_exponent(&text, &number)) {
        return false;
    }
    double value = scaled(number);
    *out = minus ? -value : value;
    return true;
}
