/* The forms that need no patterns. */
#include "ascii.h"
#include "reference_forms.h"

#include <string.h>

/* ---- Blanks ------------------------------------------------------------- */

/* Blanks of more than one byte, as spreadsheets and word processors leave
 * them: no-break, figure and narrow no-break space, byte-order mark. */
static const char *const wide_blanks[] = { "\xC2\xA0", "\xE2\x80\x87",
                                           "\xE2\x80\xAF", "\xEF\xBB\xBF" };

enum { WIDE_BLANKS = sizeof wide_blanks / sizeof *wide_blanks };

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
begins_with(xw_string s, const char *prefix)
{
    size_t len = strlen(prefix);
    return s.len >= len && memcmp(s.bytes, prefix, len) == 0;
}

/* How many bytes the blank that `s` begins with has; 0: it has none. */
static size_t
blank_before(xw_string s)
{
    if (!s.len || (unsigned char)s.bytes[0] < 0x80) { /* nearly always */
        return s.len && is_blank(s.bytes[0]);
    }
    for (size_t i = 0; i < WIDE_BLANKS; ++i) {
        if (begins_with(s, wide_blanks[i])) {
            return strlen(wide_blanks[i]);
        }
    }
    return 0;
}

static size_t
blank_after(xw_string s)
{
    if (s.len && is_blank(s.bytes[s.len - 1])) {
        return 1;
    }
    for (size_t i = 0; i < WIDE_BLANKS; ++i) {
        size_t len = strlen(wide_blanks[i]);
        if (s.len >= len &&
            memcmp(s.bytes + s.len - len, wide_blanks[i], len) == 0) {
            return len;
        }
    }
    return 0;
}

static bool
ends_in_punctuation(xw_string s)
{
    if (!s.len) {
        return false;
    }
    char last = s.bytes[s.len - 1];
    return last == ',' || last == ';' || last == '.';
}

xw_string
xw_id_trim(xw_string id)
{
    for (size_t n; (n = blank_before(id));) {
        id = (xw_string){ id.bytes + n, id.len - n };
    }
    for (size_t n; (n = ends_in_punctuation(id) ? 1 : blank_after(id));) {
        id.len -= n;
    }
    return id;
}

/* Take the first character off `s`, any blank as ' ' and any hyphen as '-', or
 * else its first byte. */
static char
take_character(xw_string *s)
{
    char c = s->bytes[0];
    size_t taken = blank_before(*s);
    if (taken) {
        c = ' ';
    } else if (begins_with(*s, "\xE2\x80\x90") || /* hyphen */
               begins_with(*s, "\xE2\x80\x91")) { /* no-break hyphen */
        c = '-';
        taken = 3;
    } else {
        taken = 1;
    }
    *s = (xw_string){ s->bytes + taken, s->len - taken };
    return c;
}

size_t
xw_id_clean(xw_string id, char *out, size_t size)
{
    id = xw_id_trim(id);
    if (id.len >= size) {
        return 0;
    }
    size_t len = 0;
    while (id.len) {
        char c = take_character(&id);
        if (c != ' ' || out[len - 1] != ' ') { /* the first is no blank */
            out[len++] = c;
        }
    }
    out[len] = '\0';
    return len;
}

/* ---- Versions ----------------------------------------------------------- */

static const char *
skip_zeros(const char *s)
{
    while (*s == '0') {
        ++s;
    }
    return s;
}

static size_t
count_digits(const char *s)
{
    size_t n = 0;
    while (xw_ascii_digit(s[n])) {
        ++n;
    }
    return n;
}

/* Of the numbers at `*a` and `*b`, however long, which are left behind. */
static int
compare_numbers(const char **a, const char **b)
{
    *a = skip_zeros(*a);
    *b = skip_zeros(*b);
    size_t a_digits = count_digits(*a), b_digits = count_digits(*b);
    int order = a_digits == b_digits  ? memcmp(*a, *b, a_digits)
                : a_digits < b_digits ? -1
                                      : 1;
    *a += a_digits;
    *b += b_digits;
    return order;
}

int
xw_natural_compare(const char *a, const char *b)
{
    while (*a && *b) {
        int order;
        if (xw_ascii_digit(*a) && xw_ascii_digit(*b)) {
            order = compare_numbers(&a, &b);
        } else {
            order = (unsigned char)*a++ - (unsigned char)*b++;
        }
        if (order) {
            return order;
        }
    }
    return (unsigned char)*a - (unsigned char)*b;
}

/* ---- Names of frameworks ------------------------------------------------ */

static size_t
count_letters(xw_string s)
{
    size_t n = 0;
    while (n < s.len && xw_ascii_letter(s.bytes[n])) {
        ++n;
    }
    return n;
}

static bool
is_word(xw_string s, size_t letters, const char *word)
{
    size_t i = 0;
    while (i < letters && word[i] && xw_ascii_lower(s.bytes[i]) == word[i]) {
        ++i;
    }
    return i == letters && !word[i];
}

static bool
is_name_punctuation(char c)
{
    return c == '-' || c == '_' || c == '/' || c == ':';
}

/* How many bytes of punctuation, blanks, and ISO or ISO/IEC `s` begins with.
 * `after_iso` says whether an IEC would be one of ISO/IEC. */
static size_t
name_padding(xw_string s, bool *after_iso)
{
    size_t blank = blank_before(s);
    if (blank || is_name_punctuation(s.bytes[0])) {
        return blank ? blank : 1;
    }
    size_t letters = count_letters(s);
    bool iso = is_word(s, letters, "iso");
    bool iec = *after_iso && is_word(s, letters, "iec");
    *after_iso = iso;
    return iso || iec ? letters : 0;
}

/* The first word of `s`, or else its first character. */
static size_t
count_unit(xw_string s)
{
    size_t letters = count_letters(s);
    return letters ? letters : 1;
}

void
xw_framework_name_fold(xw_string name, char *out, size_t size)
{
    bool after_iso = false;
    size_t len = 0;
    while (name.len) {
        size_t padding = name_padding(name, &after_iso);
        size_t taken = padding ? padding : count_unit(name);
        for (size_t i = 0; !padding && i < taken && len + 1 < size; ++i) {
            out[len++] = xw_ascii_lower(name.bytes[i]);
        }
        name = (xw_string){ name.bytes + taken, name.len - taken };
    }
    out[len] = '\0';
}
