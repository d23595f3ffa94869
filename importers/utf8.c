#include "utf8.h"

#include <stdint.h>
#include <string.h>

bool
xw_utf8_continues(char c)
{
    return ((unsigned char)c & 0xC0U) == 0x80U;
}

/* By first byte: how many bytes, and the range of the second, which is what
 * tells overlong forms, surrogates and too large ones (RFC 3629, section 4). */
static const struct form {
    unsigned char from, to;
    unsigned char len, second_from, second_to;
} forms[] = {
    { 0x00, 0x7F, 1, 0x00, 0x00 }, { 0xC2, 0xDF, 2, 0x80, 0xBF },
    { 0xE0, 0xE0, 3, 0xA0, 0xBF }, { 0xE1, 0xEC, 3, 0x80, 0xBF },
    { 0xED, 0xED, 3, 0x80, 0x9F }, { 0xEE, 0xEF, 3, 0x80, 0xBF },
    { 0xF0, 0xF0, 4, 0x90, 0xBF }, { 0xF1, 0xF3, 4, 0x80, 0xBF },
    { 0xF4, 0xF4, 4, 0x80, 0x8F },
};

static const struct form *
form_of(unsigned char first)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; ++i) {
        if (first >= forms[i].from && first <= forms[i].to) {
            return &forms[i];
        }
    }
    return NULL;
}

size_t
xw_utf8_character(const char *bytes, size_t len)
{
    const struct form *form = form_of((unsigned char)bytes[0]);
    if (!form || form->len > len) {
        return 0;
    }
    if (form->len == 1) {
        return 1;
    }
    unsigned char second = (unsigned char)bytes[1];
    if (second < form->second_from || second > form->second_to) {
        return 0;
    }
    for (size_t i = 2; i < form->len; ++i) {
        if (!xw_utf8_continues(bytes[i])) {
            return 0;
        }
    }
    return form->len;
}

static size_t
skip_ascii(const char *bytes, size_t len, size_t at)
{
    uint64_t word;
    while (len - at >= sizeof word) {
        memcpy(&word, bytes + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080)) {
            break;
        }
        at += sizeof word;
    }
    while (at < len && !((unsigned char)bytes[at] & 0x80U)) {
        ++at;
    }
    return at;
}

size_t
xw_utf8_check(const char *bytes, size_t len)
{
    size_t at = skip_ascii(bytes, len, 0);
    while (at < len) {
        size_t took = xw_utf8_character(bytes + at, len - at);
        if (!took) {
            return at;
        }
        at = skip_ascii(bytes, len, at + took);
    }
    return len;
}
