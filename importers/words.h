/* words.h - text eight bytes at a time, on any machine. */
#ifndef XW_IMPORTERS_WORDS_H
#define XW_IMPORTERS_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define XW_WORD_ONES UINT64_C(0x0101010101010101)
#define XW_WORD_HIGH UINT64_C(0x8080808080808080)

/** Eight bytes, the first of them lowest. */
static inline uint64_t
xw_word_at(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/** Four of them, in the order of the machine. */
static inline uint32_t
xw_half_word_at(const char *bytes)
{
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/** The high bit of each byte of `word` that is zero. */
static inline uint64_t
xw_word_zeros(uint64_t word)
{
    return ~(((word & ~XW_WORD_HIGH) + ~XW_WORD_HIGH) | word | ~XW_WORD_HIGH);
}

/** The same of each byte that is `c`. */
static inline uint64_t
xw_word_bytes(uint64_t word, char c)
{
    return xw_word_zeros(word ^ XW_WORD_ONES * (unsigned char)c);
}

/** The same of each byte that is a control character of ASCII. */
static inline uint64_t
xw_word_controls(uint64_t word)
{
    uint64_t low = word & ~XW_WORD_HIGH;
    uint64_t printed = low + XW_WORD_ONES * (0x80 - 0x20); /* 0x20 and up */
    uint64_t deleted = low + XW_WORD_ONES * (0x80 - 0x7F); /* 0x7F */
    return (~printed | deleted) & ~word & XW_WORD_HIGH;
}

/** Whether `len` bytes are the same.  For ids and words, which are too short
 *  for a call of memcmp to pay. */
static inline bool
xw_same_bytes(const char *a, const char *b, size_t len)
{
    if (len >= 8) {
        uint64_t differ = xw_word_at(a + len - 8) ^ xw_word_at(b + len - 8);
        for (size_t at = 0; at + 8 < len; at += 8) {
            differ |= xw_word_at(a + at) ^ xw_word_at(b + at);
        }
        return !differ;
    }
    if (len >= 4) {
        return xw_half_word_at(a) == xw_half_word_at(b) &&
               xw_half_word_at(a + len - 4) == xw_half_word_at(b + len - 4);
    }
    bool same = true;
    for (size_t i = 0; i < len; ++i) {
        same = same && a[i] == b[i];
    }
    return same;
}

#endif
