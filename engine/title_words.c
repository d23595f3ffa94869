#include "title_words.h"

#include "ascii.h"

#include <xxhash.h>

#include <stdbool.h>

enum { STEM_CHARACTERS = 5, STEM_BYTES = 4 * STEM_CHARACTERS };

/* Bytes of the character at `s`; what is no UTF-8 counts as one. */
static size_t
character_length(const char *s)
{
    unsigned char lead = (unsigned char)*s;
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    for (size_t i = 1; i < length; ++i) {
        if (((unsigned char)s[i] & 0xC0U) != 0x80) {
            return 1;
        }
    }
    return length;
}

/* Beyond ASCII everything is part of a word but the blanks, dashes and quotes
 * of Latin-1 (U+0080 .. U+00BF), of General Punctuation and of CJK. */
static bool
is_of_word(const char *s)
{
    unsigned char lead = (unsigned char)s[0];
    unsigned char next = lead ? (unsigned char)s[1] : 0;
    if (lead < 0x80) {
        return xw_ascii_letter(*s) || xw_ascii_digit(*s);
    }
    return lead != 0xC2 && !(lead == 0xE2 && next == 0x80) &&
           !(lead == 0xE3 && next == 0x80);
}

/* The length of the word at `word`, and the stem it begins with. */
static size_t
read_word(const char *word, char *stem, size_t *stem_length, bool *is_number)
{
    size_t length = 0;
    size_t characters = 0;
    *stem_length = 0;
    *is_number = true;
    while (is_of_word(word + length)) {
        size_t bytes = character_length(word + length);
        *is_number &= xw_ascii_digit(word[length]);
        for (size_t i = 0; i < bytes && characters < STEM_CHARACTERS; ++i) {
            stem[(*stem_length)++] = xw_ascii_lower(word[length + i]);
        }
        ++characters;
        length += bytes;
    }
    return length;
}

uint64_t
xw_title_next_stem(const char **text)
{
    const char *at = *text;
    char stem[STEM_BYTES];
    size_t length;
    bool is_number = true;
    while (*at && is_number) {
        size_t word = read_word(at, stem, &length, &is_number);
        at += word ? word : character_length(at);
        is_number |= word == 0;
    }
    *text = at;
    if (is_number) {
        return 0;
    }
    uint64_t hash = XXH3_64bits(stem, length);
    return hash ? hash : 1;
}
